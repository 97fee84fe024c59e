//! The worker's half: answers requests about the vault's own templates, one at a time.
//!
//! It is a pure function from text to text. What bounds it (time, memory, no files) is whoever
//! runs it: `cli/render.rs` does, in a process of its own.

use crate::pages::bounded::{Request, Task, WorkerAnswer};
use crate::pages::template::Templates;
use crate::text::json;
use std::collections::BTreeMap;

/// Answers requests, and keeps the templates of the last one.
#[derive(Default)]
pub struct Worker {
    last: Option<(BTreeMap<String, String>, Templates)>,
}

impl Worker {
    /// The answer to one request; `None` when it is none.
    pub fn answer_request(&mut self, request: &str) -> Option<String> {
        let Request { own, task } = json::read(request)?;
        Some(json::line(&self.work(own, &task)))
    }

    fn work(&mut self, own: BTreeMap<String, String>, task: &Task) -> WorkerAnswer {
        let kept = self.last.take().filter(|(of, _)| *of == own);
        let templates = match kept {
            Some((_, templates)) => templates,
            None => {
                let (templates, said) = Templates::new(&own, None);
                if let Some(problem) = said.into_iter().next() {
                    return WorkerAnswer::Bad(problem.into());
                }
                templates
            }
        };
        let answer = match task {
            Task::Compile => WorkerAnswer::Text(String::new()),
            Task::Render { file, facts } => match templates.text_of(file, facts) {
                Ok(text) => WorkerAnswer::Text(text),
                Err(problem) => WorkerAnswer::Bad(problem.into()),
            },
            Task::Path { template, facts } => match templates.path_text(template, facts) {
                Ok(text) => WorkerAnswer::Text(text),
                Err(problem) => WorkerAnswer::Bad(problem.into()),
            },
        };
        self.last = Some((own, templates));
        answer
    }
}

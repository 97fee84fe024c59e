//! What is asked of a bounded worker about the vault's own templates, and what it answers.
//!
//! Only the words of the talk: `template` asks, `worker` answers, and who carries the text from
//! the one to the other is the shell's.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Location};
use crate::text::json;
use crate::text::json::Json;
use crate::vault::elsewhere::Elsewhere;
use crate::vault::vault::TEMPLATE_FOLDER;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One request.
#[derive(Debug, Serialize, Deserialize)]
pub struct Request {
    /// The vault's own templates, by file name without `.md`.
    pub own: BTreeMap<String, String>,
    /// What is wanted.
    pub task: Task,
}

/// What is wanted of the worker.
#[derive(Debug, Serialize, Deserialize)]
pub enum Task {
    /// Whether the templates are sound.
    Compile,
    /// The page of one file.
    Render {
        /// The file's name without `.md`.
        file: String,
        facts: Json,
    },
    /// A path.
    Path { template: String, facts: Json },
}

/// The answer.
#[derive(Debug, Serialize, Deserialize)]
pub enum WorkerAnswer {
    /// The text.
    Text(String),
    /// What is wrong.
    Bad(TemplateFault),
}

/// A complaint about a template, as it travels.
#[derive(Debug, Serialize, Deserialize)]
pub struct TemplateFault {
    pub path: String,
    /// Line, column and width, as `Location::numbers` gives them.
    pub place: (u32, u32, u32),
    pub message: String,
    pub hint: Option<String>,
}

impl From<Diagnostic> for TemplateFault {
    fn from(problem: Diagnostic) -> TemplateFault {
        let Diagnostic { path, location, message, hint, .. } = problem;
        TemplateFault { path, place: location.numbers(), message, hint }
    }
}

impl From<TemplateFault> for Diagnostic {
    fn from(fault: TemplateFault) -> Diagnostic {
        let mut problem = Diagnostic::about_file(Code::TemplateBad, &fault.path, fault.message);
        problem.location = Location::of_numbers(fault.place);
        problem.hint = fault.hint;
        problem
    }
}

/// Asks about one of the vault's own template files.
///
/// # Errors
/// What is wrong with the template, or that no answer came.
pub fn ask_worker(
    elsewhere: &dyn Elsewhere,
    file: &str,
    request: &Request,
) -> Result<String, Diagnostic> {
    let path = format!("{TEMPLATE_FOLDER}{file}.md");
    let none = |why: String| Diagnostic::about_file(Code::TemplateBad, &path, why);
    let about = format!("{file}\n{}", json::line(&request.own));
    let answer = elsewhere.ask(&about, &json::line(request)).map_err(none)?;
    match json::read(&answer) {
        Some(WorkerAnswer::Text(text)) => Ok(text),
        Some(WorkerAnswer::Bad(fault)) => Err(fault.into()),
        None => Err(none("the worker gave no answer that can be read".to_owned())),
    }
}

//! What moves a goal: its steps, the news on it, and whose goal a line without a name is on.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Audience;
use crate::records::record::{Entry, Source};
use crate::records::resolver::Context;
use crate::text::date::Day;
use crate::text::ids::GoalKey;
use crate::text::span::{nearest, normal};
use crate::vault::config::Status;

/// A step to a goal.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its words.
    pub text: String,
    /// Its status.
    pub status: Status,
    /// When it was done.
    pub date: Option<Day>,
    /// Who may see it.
    pub audience: Audience,
}

/// News on a goal.
#[derive(Clone, Debug)]
pub struct News {
    /// When.
    pub date: Option<Day>,
    /// Its words.
    pub text: String,
    /// `score:: 3/5`.
    pub score: Option<String>,
    /// Where.
    pub source: Source,
    /// Who may see it.
    pub audience: Audience,
}

/// Which of the goals of one name a line is on that names nobody: the only one, or that of the only
/// person who is called by name in its words.
pub fn whose(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    of_name: Vec<&GoalKey>,
    said: &mut Vec<Diagnostic>,
) -> Option<GoalKey> {
    let words = format!(" {} ", normal(&entry.text));
    let called =
        |key: &&&GoalKey| words.contains(&format!(" {} ", normal(&ctx.people.call(&key.person))));
    let named: Vec<&&GoalKey> = of_name.iter().filter(called).collect();
    match (of_name.as_slice(), named.as_slice()) {
        ([only], _) => Some((*only).clone()),
        (_, [only]) => Some((**only).clone()),
        (several, _) => {
            let message = match several.len() {
                0 => "`#goal` about nobody".to_owned(),
                count => format!("`#goal` about nobody, and {count} people have this goal"),
            };
            said.push(entry.say(Code::NoPerson, message).hint("name them in the line: `@NAME`"));
            None
        }
    }
}

/// The way out for news on a goal that nobody defined.
pub fn near<'g>(key: &GoalKey, goals: impl Iterator<Item = &'g GoalKey>) -> String {
    let of_person = goals.filter(|other| other.person == key.person);
    match nearest(&key.slug, of_person.map(|other| other.slug.as_str())) {
        Some(near) => format!("did you mean `#goal/{near}`?"),
        None => format!("write a task `- [ ] #goal/{} …` where the goal is kept", key.slug),
    }
}

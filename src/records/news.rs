//! What moves a goal: its steps, the news on it, and whose goal a line without a name is on.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Audience;
use crate::records::record::{Entry, Source};
use crate::records::resolver::Context;
use crate::text::date::Day;
use crate::text::ids::GoalKey;
use crate::text::span::{comparable_words, nearest_word};
use crate::vault::config::Status;

/// A step to a goal.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its words.
    pub text: String,
    pub status: Status,
    /// When it was done.
    pub date: Option<Day>,
    /// Who may see it.
    pub audience: Audience,
}

/// News on a goal.
#[derive(Clone, Debug)]
pub struct News {
    pub date: Option<Day>,
    /// Its words.
    pub text: String,
    /// `score:: 3/5`.
    pub score: Option<String>,
    pub source: Source,
    /// Who may see it.
    pub audience: Audience,
}

/// Which of the goals of one name a line is on that names nobody: the only one, or that of the only
/// person who is called by name in its words.
pub fn goal_of_news(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    of_name: Vec<&GoalKey>,
    said: &mut Vec<Diagnostic>,
) -> Option<GoalKey> {
    let words = format!(" {} ", comparable_words(&entry.text));
    let called = |key: &&&GoalKey| {
        words.contains(&format!(" {} ", comparable_words(&ctx.people.first_name_of(&key.person))))
    };
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
pub fn nearest_goal_hint<'g>(key: &GoalKey, goals: impl Iterator<Item = &'g GoalKey>) -> String {
    let of_person = goals.filter(|other| other.person == key.person);
    match nearest_word(&key.slug, of_person.map(|other| other.slug.as_str())) {
        Some(near) => format!("did you mean `#goal/{near}`?"),
        None => format!("write a task `- [ ] #goal/{} …` where the goal is kept", key.slug),
    }
}

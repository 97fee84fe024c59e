//! An answer to what a prep asks of a line: whose it is, on which skill, by which day, what would
//! help. One line changes, at its source, and says what it said and the answer.

use crate::kind::Kind;
use crate::model::model::Model;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::pages::actions;
use crate::pages::actions::Dates;
use crate::pages::line::LineEdit;
use crate::pages::selector::{Refusal, Target};
use crate::people::person::Person;
use crate::records::record::Source;
use crate::text::date::Day;
use crate::text::ids::{PersonId, digest, slug};
use crate::text::span::{LineIndex, fold};
use crate::vault::change::{Change, Content};
use crate::vault::vault::Vault;
use crate::vault::whole::Whole;

/// What a line may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineQuestion {
    Whose,
    Skill,
    Help,
    Day,
}

impl LineQuestion {
    /// How it is answered, for whoever answered otherwise.
    fn way_to_answer(self) -> &'static str {
        match self {
            LineQuestion::Whose => "whose it is: `me` or a person",
            LineQuestion::Skill => "which skill: one word",
            LineQuestion::Help => "what would help: a few words",
            LineQuestion::Day => "which day: such as `2026-11-24`",
        }
    }
}

/// An answer that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
enum LineAnswer {
    Owner(PersonId),
    Skill(String),
    Help(String),
    Day(Day),
}

/// The edit that writes an answer into the line at `target`; `text` is its note as it is now, and
/// `day` reads the answer as a day.
///
/// # Errors
/// When the line is asked nothing, the answer does not fit, or the line would be read otherwise.
pub fn answer_edit(
    (model, vault): (&Model, Whole<'_>),
    text: &str,
    target: &Target,
    said: &str,
    day: Option<Day>,
) -> Result<LineEdit, Refusal> {
    let place = format!("{}:{}", target.path, target.line);
    let asked = questions_of_line(model, target);
    if asked.is_empty() {
        return Err(Refusal::new(format!("{place} is asked nothing"), "change it in your editor"));
    }
    let answer = understood_answer(model, &asked, said, day).ok_or_else(|| {
        let ways: Vec<&str> = asked.iter().map(|asked| asked.way_to_answer()).collect();
        let why = format!("{place} is asked something else than `{said}`");
        Refusal::new(why, format!("it is asked {}", ways.join("; or ")))
    })?;
    let (note, _) = Note::parse(&target.path, text.as_bytes(), &model.config.spelling());
    let known = vault.notes.get(&target.path).and_then(|note| note.items.get(target.at));
    let item = note.items.get(target.at).filter(|item| Some(*item) == known).ok_or_else(|| {
        let why = format!("`{}` was changed while it was read", target.path);
        Refusal::new(why, "run the command again")
    })?;
    let index = LineIndex::new(text);
    let before = index.line_span(text, (target.line as usize).saturating_sub(1)).of(text);
    for after in answered_lines(model, vault, before, item, &answer) {
        let before = Some(before.to_owned());
        let edit = LineEdit { line: target.line, before, after, note: digest(text) };
        let Ok(new) = edit.apply(text) else { continue };
        if means_answer(model, &vault, (&note, target), new, &answer) {
            return Ok(edit);
        }
    }
    let why = format!("with `{said}` in it {place} would be read otherwise");
    Err(Refusal::new(why, format!("change {place} in your editor")))
}

fn is_at(source: &Source, target: &Target) -> bool {
    source.path == target.path && source.line == target.line
}

/// What the line is asked.
fn questions_of_line(model: &Model, target: &Target) -> Vec<LineQuestion> {
    let mut asked = Vec::new();
    let promises = model.actions.iter().filter(|one| is_at(&one.source, target) && one.is_open());
    for promise in promises {
        asked.extend(promise.owner.is_none().then_some(LineQuestion::Whose));
        asked.extend(promise.due.is_none().then_some(LineQuestion::Day));
    }
    let goals = model.goals.iter().filter(|goal| is_at(&goal.source, target) && goal.is_open());
    asked.extend(goals.filter(|goal| goal.due.is_none()).map(|_| LineQuestion::Day));
    for feedback in model.feedback.iter().filter(|one| is_at(&one.source, target)) {
        let is_on = !feedback.skills.is_empty() || !feedback.ways.is_empty();
        let (is_praise, is_critique) =
            (feedback.kind == Kind::HighFive, feedback.kind == Kind::WatchOut);
        asked.extend((is_praise && !is_on).then_some(LineQuestion::Skill));
        asked.extend((is_critique && feedback.path.is_none()).then_some(LineQuestion::Help));
    }
    asked.dedup();
    asked
}

/// The answer to one of the questions.
fn understood_answer(
    model: &Model,
    asked: &[LineQuestion],
    said: &str,
    day: Option<Day>,
) -> Option<LineAnswer> {
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_me = ["me", "mine", "i"].contains(&fold(&words).as_str());
    let owner = match is_me {
        true => model.people.me.clone(),
        false => model.people.one_named(words.trim_start_matches('@')),
    };
    if asked.contains(&LineQuestion::Whose)
        && let Some(owner) = owner
    {
        return Some(LineAnswer::Owner(owner));
    }
    if asked.contains(&LineQuestion::Day)
        && let Some(day) = day
    {
        return Some(LineAnswer::Day(day));
    }
    let skill = words.trim_start_matches('#');
    let skill = skill.strip_prefix("skill/").unwrap_or(skill);
    if asked.contains(&LineQuestion::Skill) && !skill.is_empty() && !skill.contains(['[', ']', ' '])
    {
        return Some(LineAnswer::Skill(slug(skill)));
    }
    let plain = !words.is_empty() && !words.contains(['[', ']']);
    (asked.contains(&LineQuestion::Help) && plain).then_some(LineAnswer::Help(words))
}

/// A line in which an owner is named, in the ways that may be written, the best first.
pub(crate) fn owned_by(model: &Model, before: &str, item: &Item, id: &PersonId) -> Vec<String> {
    let person: Option<&Person> = model.people.with_id(id);
    let name = person.map_or_else(|| id.to_string(), |person| person.name.clone());
    let first = name.split(' ').next().unwrap_or(&name).to_owned();
    let named = [format!("@{id} "), format!("{name}: "), format!("{first}: ")];
    let me = model.people.is_me(id).then(|| "me: ".to_owned());
    let ways = me.into_iter().chain(named);
    ways.filter_map(|text| actions::with_before(before, item, &text)).collect()
}

/// The line with the answer in it, in the ways it may be written, the best first.
fn answered_lines(
    model: &Model,
    vault: Whole<'_>,
    before: &str,
    item: &Item,
    answer: &LineAnswer,
) -> Vec<String> {
    let behind = |text: &str| actions::with_behind(before, item, text);
    match answer {
        LineAnswer::Owner(id) => owned_by(model, before, item, id),
        LineAnswer::Skill(skill) => behind(&format!("#skill/{skill}")),
        LineAnswer::Help(words) => behind(&format!("[path:: {words}]")),
        LineAnswer::Day(day) => match actions::dates(model, vault) {
            Dates::Emoji => behind(&format!("📅 {day}")),
            Dates::Fields | Dates::TasksFields => behind(&format!("[due:: {day}]")),
        },
    }
}

/// Whether the vault with the new text means what it meant, and the answer.
fn means_answer(
    model: &Model,
    vault: &Vault,
    (note, target): (&Note, &Target),
    new: String,
    answer: &LineAnswer,
) -> bool {
    let (read, _) = Note::parse(&note.path, new.as_bytes(), &model.config.spelling());
    let others = |all: &Note| {
        let rest = all.items.iter().enumerate().filter(|(at, _)| *at != target.at);
        rest.map(|(_, item)| item.clone()).collect::<Vec<Item>>()
    };
    if read.regions != note.regions || others(&read) != others(note) {
        return false;
    }
    let mut after = vault.clone();
    let content = Content::Bytes(new.into_bytes());
    after.apply(vec![Change { path: target.path.to_string(), content }]);
    let after = Model::fold_vault(&after, model.today);
    let promise = |model: &'_ Model| {
        let found = model.actions.iter().find(|one| is_at(&one.source, target));
        found.map(|one| (one.owner.clone(), one.due, one.text.clone(), one.person.clone()))
    };
    let feedback = |model: &'_ Model| {
        let found = model.feedback.iter().find(|one| is_at(&one.source, target));
        found.map(|one| (one.text.clone(), one.person.clone(), one.kind, one.path.clone()))
    };
    let goal = |model: &'_ Model| {
        let found = model.goals.iter().find(|goal| is_at(&goal.source, target));
        found.map(|goal| (goal.key.to_string(), goal.title.clone(), goal.due))
    };
    let skills = || {
        let found = after.feedback.iter().find(|one| is_at(&one.source, target));
        found.is_some_and(|one| matches!(answer, LineAnswer::Skill(s) if one.skills == [s.clone()]))
    };
    let (was_promise, was_feedback, was_goal) = (promise(model), feedback(model), goal(model));
    match answer {
        LineAnswer::Owner(id) => was_promise.is_some_and(|(_, due, text, _)| {
            promise(&after)
                .is_some_and(|now| now.0.as_ref() == Some(id) && now.1 == due && now.2 == text)
        }),
        LineAnswer::Day(day) => {
            let wanted = was_promise.map(|(owner, _, text, who)| (owner, Some(*day), text, who));
            let of_goal = was_goal.map(|(key, title, _)| (key, title, Some(*day)));
            promise(&after) == wanted && goal(&after) == of_goal
        }
        LineAnswer::Skill(_) => feedback(&after) == was_feedback && skills(),
        LineAnswer::Help(words) => {
            let wanted =
                was_feedback.map(|(text, who, kind, _)| (text, who, kind, Some(words.clone())));
            feedback(&after) == wanted
        }
    }
}

//! A person, a goal or a line in a few words: for hovers, details of completions and lenses.
//!
//! The reader is the lead in their own editor, so nothing is held back; it is said like `status`.

use crate::kind::Kind;
use crate::lsp::buffer::Buffer;
use crate::lsp::known::Known;
use crate::pages::view::lens::due_words;
use crate::people::person::Person;
use crate::records::feedback::{Feedback, State};
use crate::records::goal::Goal;
use crate::records::promise::Action;
use crate::records::record::Entry;
use crate::records::told_by::{self, ToldBy};
use crate::text::date::Day;
use crate::text::ids::PersonId;

/// So many lines of a list are shown in a card.
const MOST_LINES: usize = 5;

/// A person in one line: name, next 1-2-1, season.
pub fn person_line(known: &Known, person: &Person) -> String {
    let model = &known.model;
    let mut parts = vec![person.name.clone()];
    if let Some(next) = model.next_date(person) {
        parts.push(format!("next {}", next.short(model.today)));
    }
    if let Some(season) = model.seasons.season_on(&person.id, model.today) {
        parts.push(format!("season {}", season.word()));
    }
    parts.join(" · ")
}

/// A person: season, last met, next, open promises both ways, open goals.
pub fn person_card(known: &Known, person: &Person) -> String {
    let model = &known.model;
    let today = model.today;
    let mut out = format!("**{}** `@{}`\n", person.name, person.id);
    let mut facts = Vec::new();
    if let Some(season) = model.seasons.season_on(&person.id, today) {
        let since = model.seasons.season_since(&person.id, today);
        let since = since.map(|day| format!(" since {}", day.short(today))).unwrap_or_default();
        facts.push(format!("season {}{since}", season.word()));
    }
    if let Some(last) = model.last_held(&person.id, today) {
        facts.push(format!("last met {}", last.date.short(today)));
    }
    if let Some(next) = model.next_date(person) {
        facts.push(format!("next {}", next.short(today)));
    }
    if !facts.is_empty() {
        out.push_str(&format!("\n{}\n", facts.join(" · ")));
    }
    let open = || model.actions_with(&person.id).filter(|action| action.is_open());
    let nobodys = open().filter(|action| action.owner.is_none());
    push_list(&mut out, "Whose?", nobodys.map(|action| promise(action, today)));
    let (mine, theirs): (Vec<&Action>, Vec<&Action>) = open()
        .filter(|action| action.owner.is_some())
        .partition(|action| !action.is_of(&person.id));
    push_list(&mut out, "You promised", mine.iter().map(|action| promise(action, today)));
    let name = model.people.first_name_of(&person.id);
    push_list(&mut out, &format!("{name} promised"), theirs.iter().map(|one| promise(one, today)));
    let open = model.goals_of(&person.id).filter(|goal| goal.is_open());
    push_list(
        &mut out,
        "Goals",
        open.map(|goal| format!("{}{}", goal.title, due_or_not(goal.due, today))),
    );
    let to_share = model
        .feedback_to(&person.id)
        .filter(|feedback| matches!(model.feedback_state(feedback, today), State::ToShare));
    push_list(&mut out, "To share", to_share.map(|feedback| feedback.text.clone()));
    // What is held has its words in the one list that is asked for, not beside a name.
    let held = |feedback: &&Feedback| model.feedback_state(feedback, today) == State::Held;
    let held = model.feedback_to(&person.id).filter(held).count();
    if held > 0 {
        out.push_str(&format!("\n{held} held: `vault121 list feedback --held`\n"));
    }
    out
}

fn push_list(out: &mut String, head: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return;
    }
    out.push_str(&format!("\n{head}\n"));
    for line in lines.iter().take(MOST_LINES) {
        out.push_str(&format!("- {line}\n"));
    }
    if lines.len() > MOST_LINES {
        out.push_str(&format!("- and {} more\n", lines.len() - MOST_LINES));
    }
}

fn promise(action: &Action, today: Day) -> String {
    format!("{}{}", action.text, due_or_not(action.due, today))
}

fn due_or_not(due: Option<Day>, today: Day) -> String {
    due.map(|due| format!(", {}", due_words(due, today))).unwrap_or_default()
}

/// A goal in one line: `2 of 3 steps · moved 18 Nov · 1 high five`.
pub fn goal_line(known: &Known, goal: &Goal) -> String {
    let model = &known.model;
    let mut parts = Vec::new();
    if !goal.is_open() {
        parts.push(goal.status.word().to_owned());
    }
    if let (done, all @ 1..) = goal.steps_done() {
        parts.push(format!("{done} of {all} {}", if all == 1 { "step" } else { "steps" }));
    }
    if let Some(moved) = goal.last_moved() {
        parts.push(format!("moved {}", moved.short(model.today)));
    }
    let on_it = || model.feedback_to(&goal.key.person).filter(|one| one.goals.contains(&goal.key));
    let count = |kind: Kind| on_it().filter(|feedback| feedback.kind == kind).count();
    parts.extend(counted_noun(count(Kind::HighFive), "high five"));
    parts.extend(counted_noun(count(Kind::WatchOut), "watch out"));
    if parts.is_empty() {
        parts.push("no step and no news yet".to_owned());
    }
    parts.join(" · ")
}

fn counted_noun(count: usize, what: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        many => Some(format!("{many} {what}s")),
    }
}

/// A goal: due, steps, news, feedback.
pub fn goal_card(known: &Known, goal: &Goal) -> String {
    let model = &known.model;
    let today = model.today;
    let whose = model.people.first_name_of(&goal.key.person);
    let mut out = format!("**{}** `#goal/{}` · {whose}\n", goal.title, goal.key.slug);
    let mut facts = vec![goal.status.word().to_owned()];
    if let Some(set) = goal.set {
        facts.push(format!("set {}", set.short(today)));
    }
    if let Some(due) = goal.due.filter(|_| goal.is_open()) {
        facts.push(due_words(due, today));
    }
    if let Some(closed) = goal.closed {
        facts.push(format!("closed {}", closed.short(today)));
    }
    facts.extend(goal.skill.as_ref().map(|skill| format!("skill {skill}")));
    facts.extend(goal.helps.as_ref().map(|helps| format!("helps {helps}")));
    out.push_str(&format!("\n{}\n", facts.join(" · ")));
    let steps = goal.steps.iter().map(|step| {
        let closed = step.status.is_closed();
        format!("{} {}", if closed { "✓" } else { "○" }, step.text)
    });
    push_list(&mut out, "Steps", steps);
    let dated = |day: Option<Day>, text: &str| match day {
        Some(day) => format!("{}: {text}", day.short(today)),
        None => text.to_owned(),
    };
    push_list(&mut out, "News", goal.news.iter().rev().map(|news| dated(news.date, &news.text)));
    let feedback = model.feedback_to(&goal.key.person).filter(|one| one.goals.contains(&goal.key));
    let feedback =
        feedback.map(|one| dated(one.date, &format!("{} ({})", one.text, one.kind.spoken())));
    push_list(&mut out, "Feedback", feedback);
    out
}

/// How a line was read: kind, person, day, and by what each is told.
pub fn reading(known: &Known, buffer: &Buffer, entry: &Entry<'_>) -> String {
    let model = &known.model;
    let ctx = known.context();
    let item = entry.item;
    let mut rows = Vec::new();
    let told = told_by::kind(&ctx, entry);
    let line = |told: &ToldBy| match told.line == item.place.line {
        true => String::new(),
        false => format!(", line {}", told.line),
    };
    let by = format!("{}{}", told.what, line(&told));
    let status = entry.status.map(|status| format!(", {}", status.word())).unwrap_or_default();
    rows.push(format!("**{}**{status} — by {by}", entry.kind.spoken()));
    if let Some(told) = told_by::owner(&ctx, entry) {
        let is_it = |action: &&Action| {
            action.source.path == entry.source.path && action.source.line == entry.source.line
        };
        let owners = model.actions.iter().filter(is_it).map(|action| match &action.owner {
            Some(_) if action.is_leads(&model.people) => "you".to_owned(),
            Some(owner) => model.people.first_name_of(owner),
            None => "nobody yet".to_owned(),
        });
        let owners: Vec<String> = owners.collect();
        if !owners.is_empty() {
            let by = format!("{}{}", told.what, line(&told));
            rows.push(format!("owed by {} — by {by}", owners.join(", ")));
        }
    }
    if entry.lost {
        rows.push("about nobody: somebody in the line is not known".to_owned());
    } else if !entry.people.is_empty() {
        let names: Vec<String> =
            entry.people.iter().map(|id| model.people.first_name_of(id)).collect();
        let named = |id: &PersonId| {
            item.mentions.iter().any(|mention| ctx.person_of_mention(mention).as_ref() == Some(id))
        };
        let above = || {
            let note = &buffer.note;
            let mut up = std::iter::successors(item.parent(), |at| note.items[*at].parent());
            up.any(|at| !note.items[at].mentions.is_empty())
        };
        let by = if entry.people.iter().any(named) {
            "the name in the line"
        } else if above() {
            "the name in a line above"
        } else if ctx.person_above(&buffer.note, item).is_some() {
            "the heading above"
        } else {
            "the note"
        };
        rows.push(format!("about {} — by {by}", names.join(", ")));
    }
    if let Some(day) = entry.date {
        let own = ["on", "date", "created", "set"].iter().any(|key| item.field(key).is_some());
        let heading = model.meetings.day_of_heading(&buffer.note, item.heading());
        let by = if own {
            "a field of the line"
        } else if heading.is_some() {
            "the heading above"
        } else {
            "the note"
        };
        rows.push(format!("on {} — by {by}", day.plain()));
    }
    if let Some(feedback) = feedback_at(known, entry) {
        let state = model.feedback_state(feedback, model.today);
        rows.push(format!("state: {}", state_words(state)));
    }
    rows.join("  \n")
}

fn feedback_at<'k>(known: &'k Known, entry: &Entry<'_>) -> Option<&'k Feedback> {
    let is_it = |source: &crate::records::record::Source| {
        source.path == entry.source.path && source.line == entry.source.line
    };
    let found = known.model.feedback.iter().find(|feedback| is_it(&feedback.source));
    found.map(std::sync::Arc::as_ref)
}

fn state_words(state: State) -> &'static str {
    match state {
        State::ToShare => "to share in the next 1-2-1",
        State::Held => "held",
        State::Unsorted => "praise or critique? held until it is told",
        State::Shared => "shared",
        State::Replied => "shared, and answered",
        State::Settled => "settled",
        State::Offered => "was in a prep or noted in a 1-2-1: was it given?",
        State::Dropped => "dropped",
    }
}

//! The rules over people's notes and 1-2-1s as wholes: who is not prepared, which question is none,
//! which note was moved, which box is none.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::model::model::Model;
use crate::note::words::Piece;
use crate::people::person::is_page;
use crate::text::ids::NotePath;
use crate::text::span::nearest;
use crate::vault::config::CONFIG_PATH;
use crate::vault::layout::says_one_on_one;
use crate::vault::told::day_of_name;
use crate::vault::vault::Vault;

/// People with a note for whom nothing is made, told once: a vault may hold everybody one knows.
pub(crate) fn unprepared(model: &Model, said: &mut Vec<Diagnostic>) {
    let people = model.unprepared();
    let Some((first, others)) = people.split_first() else { return };
    let Some(path) = &first.path else { return };
    let message = match others.len() {
        0 => format!("no prep is made for {}", first.name),
        1 => format!("no prep is made for {} and {}", first.name, others[0].name),
        more => format!("no prep is made for {} and {more} others", first.name),
    };
    let hint = "with `cadence: 1w`, `slot: tue 14:00` or a 1-2-1 note one is; `report: no` says \
                that none is wanted";
    said.push(Diagnostic::file(Code::PersonNotPrepared, path.as_str(), message).hint(hint));
}

/// Notes of 1-2-1s whose name has another day than their `date:`, which counts.
pub(crate) fn moved(model: &Model, vault: &Vault, said: &mut Vec<Diagnostic>) {
    for meeting in model
        .meetings
        .all
        .iter()
        .filter(|meeting| meeting.heading.is_none() && meeting.bullet.is_none())
    {
        let name = day_of_name(&meeting.path, model.config.date_order);
        let Some(name) = name.filter(|name| *name != meeting.date) else { continue };
        let day = meeting.date;
        let message = format!("`date:` says {day}, the name of the note {name}: {day} counts");
        let place = vault.notes[&meeting.path].front.place("date");
        let problem = Diagnostic::file(Code::DateMoved, meeting.path.as_str(), message);
        said.push(problem.at(&place).hint(format!("for {name} write `date: {name}`")));
    }
}

/// Questions that a person's note asks for, and that are none of the bank.
pub(crate) fn questions_of_people(model: &Model, vault: &Vault, said: &mut Vec<Diagnostic>) {
    for person in model.people.by_id.values() {
        let note = person.path.as_ref().and_then(|path| vault.notes.get(path));
        let unknown = person
            .questions
            .iter()
            .filter(|name| !model.questions.iter().any(|question| question.is_called(name)));
        for name in unknown {
            let message = format!("`questions:` names `{name}`, which is no question of the bank");
            let slugs = model.questions.iter().map(|question| question.slug.as_str());
            let hint = match nearest(name, slugs) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write `#ask/name {name}` where the questions are kept"),
            };
            let path = person.path.as_ref().map_or(CONFIG_PATH, NotePath::as_str);
            let problem = Diagnostic::file(Code::QuestionUnknown, path, message).hint(hint);
            said.push(
                note.map_or(problem.clone(), |note| problem.at(&note.front.place("questions"))),
            );
        }
    }
}

/// Boxes of 1-2-1s that no program reads as one: `- []`, `-[ ]`.
pub(crate) fn boxes(model: &Model, vault: &Vault, said: &mut Vec<Diagnostic>) {
    for note in model.meetings.notes().into_iter().filter_map(|path| vault.notes.get(path)) {
        for item in note.items.iter().filter(|item| item.task.is_none()) {
            let Some(Piece::Words(words)) = item.words.pieces().next() else { continue };
            let words = words.trim_start();
            let like =
                ["[] ", "-[ ] ", "-[] ", "[ ] "].iter().any(|begin| words.starts_with(begin));
            if like {
                let message = "this is no task box, so no promise is read";
                let problem = Diagnostic::file(Code::StatusUnknown, note.path.as_str(), message);
                said.push(problem.at(&item.place).hint("write `- [ ] …`"));
            }
        }
    }
}

/// Notes that are named like a 1-2-1 with somebody, and are read as none.
pub(crate) fn named_alike(model: &Model, vault: &Vault, said: &mut Vec<Diagnostic>) {
    for path in vault.notes.keys().chain(vault.silent.paths()) {
        let stem = path.stem();
        // Most names of notes hold none of these letters.
        let may = ["1-1", "2-1", "121", "1on1", "n-o"].iter().any(|part| stem.contains(part));
        if !may || model.meetings.is_meeting_note(path) {
            continue;
        }
        let words = || stem.split([' ', '.', '_', ',']).filter(|word| !word.is_empty());
        let of = |word: &str| model.people.one(word).filter(|id| !model.people.is_me(id));
        let known = vault.notes.get(path).is_none_or(|note| {
            note.front.get("kind").is_none() && note.refused.is_none() && !is_page(note)
        });
        let Some(id) = words().find_map(of).filter(|_| known) else { continue };
        let dated = day_of_name(path, model.config.date_order).is_some();
        if dated && words().any(says_one_on_one) && !model.meetings.is_undated(path) {
            let name = model.people.call(&id);
            let message = format!("named like a 1-2-1 with {name}, and not read as one");
            let hint = "write `kind: one-on-one` in front, or its folder under `one_on_ones:`";
            let problem = Diagnostic::file(Code::OneOnOneMissed, path.as_str(), message);
            said.push(problem.hint(hint));
        }
    }
}

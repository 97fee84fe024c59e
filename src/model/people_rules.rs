//! The rules over people's notes and 1-2-1s as wholes: who is not prepared, which question is none,
//! which note was moved, which box is none.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Location};
use crate::model::model::Model;
use crate::note::parse::Note;
use crate::note::words::Piece;
use crate::people::meeting::Meeting;
use crate::people::people::Who;
use crate::people::person::{Person, is_page};
use crate::people::proposals::Guess;
use crate::text::glob::Globs;
use crate::text::ids::{NotePath, PersonId};
use crate::text::span::nearest_word;
use crate::vault::config::{CONFIG_PATH, Config};
use crate::vault::person_keys::key_of_life;
use crate::vault::told::day_of_name;
use crate::vault::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// People with a note for whom nothing is made, told once: a vault may hold everybody one knows.
pub(crate) fn say_unprepared(model: &Model, said: &mut Vec<Diagnostic>) {
    say_archived(model, said);
    let mut people = model.unprepared_people();
    people.retain(|person| !model.is_archived(person));
    let Some((first, others)) = people.split_first() else { return };
    let Some(path) = &first.path else { return };
    let message = match others.len() {
        0 => format!("no prep is made for {}", first.name),
        1 => format!("no prep is made for {} and {}", first.name, others[0].name),
        more => format!("no prep is made for {} and {more} others", first.name),
    };
    let hint = "write `cadence: 1w` or `slot: tue 14:00` into their note, or make a 1-2-1 note; \
                `report: no` says that no prep is wanted";
    said.push(Diagnostic::about_file(Code::PersonNotPrepared, path.as_str(), message).hint(hint));
}

/// People whom somebody else leads who is nobody here: who that is may be a slip.
pub(crate) fn handed_on(model: &Model, said: &mut Vec<Diagnostic>) {
    for person in model.people.other_people().filter(|person| model.is_handed_on(person)) {
        let lead = person.lead.as_deref().unwrap_or_default();
        if model.people.one_named(lead).is_some() {
            continue;
        }
        let path = person.path.as_ref().map_or(CONFIG_PATH, NotePath::as_str);
        let message = format!("`lead: {lead}` leads {} now: no prep is made", person.name);
        let problem =
            Diagnostic::about_file(Code::PersonNotPrepared, path, message).at_place(&person.place);
        said.push(problem.hint("`lead: me` says that you do"));
    }
}

/// Notes with a key that says how somebody is met and that are nobody's, told once.
pub(crate) fn of_nobody(model: &Model, vault: &Vault, said: &mut Vec<Diagnostic>) {
    let is_read = |note: &Note| {
        let path = &note.path;
        let of_log = || {
            model.meetings.person_of_note(path).is_some() || model.meetings.is_meeting_note(path)
        };
        model.people.owner_of_note(path).is_some() || is_page(note) || note.is_unread() || of_log()
    };
    let is_template = |note: &Note| {
        vault.notes.clues(&note.path).is_some_and(|clues| clues.template || clues.archived)
    };
    let keys = vault.notes.values().filter(|note| note.front.get("kind").is_none());
    let mut found = keys.filter_map(|note| Some((note, key_of_life(note)?)));
    let open = found.by_ref().find(|(note, _)| !is_read(note) && !is_template(note));
    let Some((note, key)) = open else { return };
    let more = found.filter(|(note, _)| !is_read(note) && !is_template(note)).count();
    let more =
        if more > 0 { format!(" ({more} more notes have such a key)") } else { String::new() };
    let message = format!("`{key}:` says how somebody is met, and this note is nobody's{more}");
    let problem = Diagnostic::about_file(Code::PersonNotPrepared, note.path.as_str(), message);
    let hint = "if it is a person's, write `kind: person` into its front matter; else `read: no`";
    said.push(problem.at_place(&note.front.place_of(key)).hint(hint));
}

/// People whose notes were put into an archive, told once: when they left is for the lead to say.
fn say_archived(model: &Model, said: &mut Vec<Diagnostic>) {
    let left = |person: &&Person| model.is_archived(person) && !model.is_gone(person);
    let people: Vec<&Person> = model.people.other_people().filter(left).collect();
    let Some(first) = people.first() else { return };
    let last = model.meetings.meetings_with(&first.id).next_back();
    let Some(path) = first.path.as_ref().or(last.map(|last| &last.path)) else { return };
    let names: Vec<&str> = people.iter().take(3).map(|person| person.name.as_str()).collect();
    let more = people.len().saturating_sub(names.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message =
        format!("the notes of {}{more} lie in an archive: no prep is made", names.join(", "));
    let day = last.map_or(model.today, |last| last.date);
    let id = &first.id;
    let hint = match &first.path {
        Some(_) => format!("`left: {day}` in their note says since when; `report: yes` goes on"),
        None => format!(
            "the config says since when: `people: {{list: {{{id}: {{left: {day}}}}}}}`; \
             `report: yes` goes on"
        ),
    };
    said.push(Diagnostic::about_file(Code::PersonArchived, path.as_str(), message).hint(hint));
}

/// Notes of 1-2-1s whose name has another day than their `date:`, which counts.
pub(crate) fn say_moved(model: &Model, vault: &Vault, said: &mut Vec<Diagnostic>) {
    for meeting in model
        .meetings
        .all
        .iter()
        .filter(|meeting| meeting.heading.is_none() && meeting.bullet.is_none())
    {
        let name = day_of_name(&meeting.path, model.config.date_order);
        let Some(name) = name.filter(|name| *name != meeting.date) else { continue };
        // `vault121 move` wrote that into a prep: it is meant.
        if vault.notes[&meeting.path].region("prep").is_some() {
            continue;
        }
        let day = meeting.date;
        let message = format!("`date:` says {day}, the name of the note {name}: {day} counts");
        let place = vault.notes[&meeting.path].front.place_of("date");
        let problem = Diagnostic::about_file(Code::DateMoved, meeting.path.as_str(), message);
        said.push(problem.at_place(&place).hint(format!("for {name} write `date: {name}`")));
    }
}

/// 1-2-1s that are read as not held by a word in their notes, told once.
pub(crate) fn not_held(model: &Model, said: &mut Vec<Diagnostic>) {
    const MOST_NAMED: usize = 3;
    let all = model.meetings.all.iter().rev();
    let by_word =
        |meeting: &&Arc<Meeting>| meeting.not_held_by.is_some() && meeting.held_said == Some(false);
    let all: Vec<_> = all.filter(by_word).collect();
    let Some(last) = all.first() else { return };
    let told = |meeting: &&Arc<Meeting>| {
        let word = meeting.not_held_by.as_deref().unwrap_or_default();
        format!("{} {} (`{word}`)", model.people.first_name_of(&meeting.person), meeting.date)
    };
    let mut names: Vec<String> = all.iter().take(MOST_NAMED).map(told).collect();
    if all.len() > MOST_NAMED {
        names.push(format!("{} more", all.len() - MOST_NAMED));
    }
    let what = if all.len() == 1 { "a 1-2-1 counts" } else { "1-2-1s count" };
    let message = format!("{what} as not held by a word in the note: {}", names.join(", "));
    let mut problem = Diagnostic::about_file(Code::NotHeldByWords, last.path.as_str(), message);
    if last.line > 1 {
        problem.location = Location::Line(last.line);
    }
    said.push(problem.hint("where it took place, write `held: yes`"));
}

/// Days whose year nothing tells, read in the newest year that fits: told once.
pub(crate) fn assumed_years(model: &Model, said: &mut Vec<Diagnostic>) {
    let all = model.meetings.all.iter().rev().filter(|meeting| meeting.year_assumed);
    let all: Vec<&Arc<Meeting>> = all.collect();
    let Some(last) = all.first() else { return };
    let notes = all.iter().map(|meeting| &meeting.path).collect::<BTreeSet<_>>().len();
    let what = match (all.len(), notes) {
        (1, _) => "a 1-2-1 has a day without a year".to_owned(),
        (count, 1) => format!("{count} 1-2-1s of this note have days without a year"),
        (count, notes) => format!("{count} 1-2-1s in {notes} notes have days without a year"),
    };
    let message = format!("{what}: read as the newest one, {} here", last.date);
    let problem = Diagnostic::about_file(Code::YearAssumed, last.path.as_str(), message);
    let hint = match last.heading {
        Some(_) => format!("write the year once in each note: `# {}`", last.date.year()),
        None => {
            format!("write `date: {}` into the front matter, or the year into the name", last.date)
        }
    };
    let mut problem = problem.hint(hint);
    if last.line > 1 {
        problem.location = Location::Line(last.line);
    }
    said.push(problem);
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
            let hint = match nearest_word(name, slugs) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write `#ask/name {name}` where the questions are kept"),
            };
            let path = person.path.as_ref().map_or(CONFIG_PATH, NotePath::as_str);
            let problem = Diagnostic::about_file(Code::QuestionUnknown, path, message).hint(hint);
            said.push(note.map_or(problem.clone(), |note| {
                problem.at_place(&note.front.place_of("questions"))
            }));
        }
    }
}

/// Boxes of 1-2-1s that no program reads as one: `- []`, `-[ ]`.
pub(crate) fn say_broken_boxes(model: &Model, vault: &Vault, said: &mut Vec<Diagnostic>) {
    for note in model.meetings.meeting_notes().into_iter().filter_map(|path| vault.notes.get(path))
    {
        for item in note.items.iter().filter(|item| item.task.is_none()) {
            let Some(Piece::Words(words)) = item.words.pieces().next() else { continue };
            let words = words.trim_start();
            let like =
                ["[] ", "-[ ] ", "-[] ", "[ ] "].iter().any(|begin| words.starts_with(begin));
            if like {
                let message = "this is no task box, so no promise is read";
                let problem =
                    Diagnostic::about_file(Code::StatusUnknown, note.path.as_str(), message);
                said.push(problem.at_place(&item.place).hint("write `- [ ] …`"));
            }
        }
    }
}

/// So many notes with one cause are told at once.
const SEVERAL: usize = 3;

/// Notes that look like 1-2-1s and are not read: one complaint for each cause, with what to write.
pub(crate) fn not_sure(model: &Model, said: &mut Vec<Diagnostic>) {
    const MOST: usize = 8;
    let mut causes: BTreeMap<&Guess, Vec<&NotePath>> = BTreeMap::new();
    let is_known = |path: &NotePath| model.meetings.person_of_note(path).is_some();
    let told: BTreeSet<String> = said
        .iter()
        .filter(|one| matches!(one.code, Code::MeetingWithoutDate | Code::MeetingWithoutPerson))
        .map(|one| one.path.to_string())
        .collect();
    for (path, guess) in &model.people.evidence.guesses {
        // One note, one complaint.
        if told.contains(path.as_str()) {
            continue;
        }
        // With whom it is tells its name after all; what it lacks is told as that.
        if *guess == Guess::WithNobody && is_known(path) {
            continue;
        }
        // Two of one first name make no third one.
        if let Guess::With(name) = guess {
            match model.people.who_is_spoken_of(name) {
                Who::One(_) => continue,
                Who::Many(ids) => {
                    said.push(several_called(model, path, name, &ids));
                    continue;
                }
                Who::Nobody => {}
            }
        }
        causes.entry(guess).or_default().push(path);
    }
    one_cause(&mut causes, said);
    let split = |(guess, paths): (_, Vec<_>)| {
        let each = if paths.len() < SEVERAL { 1 } else { paths.len() };
        let parts: Vec<Vec<&NotePath>> = paths.chunks(each).map(<[_]>::to_vec).collect();
        parts.into_iter().map(move |part| (guess, part))
    };
    for (guess, paths) in causes.into_iter().flat_map(split) {
        let shown: Vec<&str> = paths.iter().take(MOST).map(|path| path.as_str()).collect();
        let more = paths.len().saturating_sub(MOST);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let notes = match paths.len() {
            1 => "a note looks".to_owned(),
            count => format!("{count} notes look"),
        };
        let (what, hint) = match guess {
            Guess::With(name) => {
                let id = PersonId::new(name).map_or(String::new(), |id| id.to_string());
                let what = format!("like a 1-2-1 with {name}, of whom nothing else tells");
                (what, format!("add to the config: `people: {{list: {{{id}: {{name: {name}}}}}}}`"))
            }
            Guess::WithNobody => {
                let named = in_their_names(model, &paths);
                let what = match named {
                    Some(_) => "like a 1-2-1, and another word stands beside the name",
                    None => "like a 1-2-1, and nothing says with whom",
                };
                let id = named.map_or("NAME".to_owned(), |person| person.id.to_string());
                let with = named.map_or(String::new(), |one| format!("with {}? ", one.name));
                let hint = format!("{with}write `person: {id}` in its front matter, or `read: no`");
                (what.to_owned(), hint)
            }
            Guess::Log(name) => {
                let what = format!("like a log of 1-2-1s with {name}, and nothing in it says so");
                let hint = format!("write `# {name} 1:1` as its title; `read: no` if it is none");
                (what, hint)
            }
        };
        let list =
            if paths.len() > 1 { format!(": {}{more}", shown.join(", ")) } else { String::new() };
        let message = format!("{notes} {what}{list}");
        let problem = Diagnostic::about_file(Code::OneOnOneMissed, paths[0].as_str(), message);
        said.push(problem.hint(hint));
    }
}

/// `## 1:1 Anna`, where two are called so.
fn several_called(model: &Model, path: &NotePath, name: &str, ids: &[PersonId]) -> Diagnostic {
    let named = ids.iter().filter_map(|id| model.people.with_id(id));
    let names: Vec<&str> = named.map(|person| person.name.as_str()).take(SEVERAL).collect();
    let message = format!("a 1-2-1 with `{name}`, who may be {}", names.join(" or "));
    let hint = "write the name as the note of the person has it";
    Diagnostic::about_file(Code::AmbiguousPerson, path.as_str(), message).hint(hint)
}

/// The one known person in the names of all these notes: `2026-11-17 Lena follow-up.md`.
fn in_their_names<'m>(model: &'m Model, paths: &[&NotePath]) -> Option<&'m Person> {
    let known = |path: &&NotePath| -> BTreeSet<PersonId> {
        let words = path.stem().split([' ', '_', '.']);
        let ids =
            words.filter(|word| word.len() > 1).filter_map(|word| model.people.one_named(word));
        ids.filter(|id| !model.people.is_me(id)).collect()
    };
    let mut all = paths.iter().map(known);
    let first = all.next().filter(|ids| ids.len() == 1)?;
    let id = first.iter().next().filter(|_| all.all(|ids| ids == first))?;
    model.people.with_id(id)
}

/// People of whom nothing else tells are one cause, where they are several.
fn one_cause(causes: &mut BTreeMap<&Guess, Vec<&NotePath>>, said: &mut Vec<Diagnostic>) {
    let names: Vec<(&Guess, &String)> = causes
        .keys()
        .filter_map(|guess| match guess {
            Guess::With(name) => Some((*guess, name)),
            Guess::WithNobody | Guess::Log(_) => None,
        })
        .collect();
    if names.len() < SEVERAL {
        return;
    }
    let mut paths = Vec::new();
    for (guess, _) in &names {
        paths.extend(causes.remove(guess).unwrap_or_default());
    }
    let listed = |(_, name): &(&Guess, &String)| {
        PersonId::new(name).map(|id| format!("{id}: {{name: {name}}}"))
    };
    let list: Vec<String> = names.iter().filter_map(listed).collect();
    let called: Vec<&str> = names.iter().take(SEVERAL).map(|(_, name)| name.as_str()).collect();
    let more = names.len() - called.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let count = paths.len();
    let message = format!(
        "{count} notes look like 1-2-1s with {}{more}, of whom nothing else tells",
        called.join(", ")
    );
    let newest = paths.iter().max().map_or("", |path| path.as_str());
    let hint = format!("add to the config: `people: {{list: {{{}}}}}`", list.join(", "));
    said.push(Diagnostic::about_file(Code::OneOnOneMissed, newest, message).hint(hint));
}

/// A vault in which nobody is prepared.
pub(crate) fn say_nobody_prepared(model: &Model, vault: &Vault, said: &mut Vec<Diagnostic>) {
    let prepared = model.reports().next().is_some() || !model.meetings.all.is_empty();
    let told = model.people.other_people().any(|person| person.report.is_some());
    if prepared || told || vault.count() == 0 {
        return;
    }
    let message = match model.people.other_people().count() {
        0 if vault.count() == 1 => "nobody was found in one note".to_owned(),
        0 => format!("nobody was found in {} notes", vault.count()),
        1 => "one person was found, and no 1-2-1".to_owned(),
        count => format!("{count} people were found, and no 1-2-1"),
    };
    // What looks like a 1-2-1 and is not sure has its own line, which says what to write.
    let asked = said.iter().find(|problem| problem.code == Code::OneOnOneMissed);
    let hint = match asked.map(|asked| asked.path.clone()) {
        Some(path) => format!("`{path}` may be a 1-2-1: the warning on it says what to write"),
        None => "a note `1-1s/NAME/2026-11-24.md` is a 1-2-1, `People/NAME.md` a person; \
                 `vault121 init --explain` tells what was seen"
            .to_owned(),
    };
    said.push(Diagnostic::about_file(Code::NobodyFound, CONFIG_PATH, message).hint(hint));
}

/// Patterns of the config that fit no note.
pub(crate) fn empty_globs(model: &Model, vault: &Vault, said: &mut Vec<Diagnostic>) {
    let (config, home) = (&model.config, &vault.first_look.home);
    let defaults = Config::default();
    let lists = [
        ("people.notes", &config.person_notes, &defaults.person_notes),
        ("one_on_ones.notes", &config.meeting_notes, &defaults.meeting_notes),
    ];
    for (key, globs, defaults) in lists {
        let Some(line) = config.origins.get(key) else { continue };
        for glob in globs.iter().filter(|glob| !defaults.contains(glob)) {
            let one = Globs::sound(std::slice::from_ref(glob));
            let fits = |path: &NotePath| {
                let path = path.as_str();
                one.fits(path) || one.fits(path.strip_prefix(home.as_str()).unwrap_or(path))
            };
            if !vault.notes.keys().chain(vault.silent.paths()).any(fits) {
                let message = format!("`{glob}` fits no note");
                let problem = Diagnostic::about_file(Code::GlobEmpty, CONFIG_PATH, message);
                said.push(problem.at_line(*line).hint(format!("correct it below `{key}`")));
            }
        }
    }
}

/// One cause, one complaint: where several notes lack the same, they are told at once.
pub(crate) fn merge_diagnostics(said: &mut Vec<Diagnostic>) {
    for code in [Code::MeetingWithoutDate, Code::MeetingWithoutPerson] {
        let (of_code, rest): (Vec<_>, Vec<_>) =
            std::mem::take(said).into_iter().partition(|problem| problem.code == code);
        *said = rest;
        if of_code.len() < SEVERAL {
            said.extend(of_code);
            continue;
        }
        let mut paths: Vec<&str> = of_code.iter().map(|problem| problem.path.as_str()).collect();
        paths.dedup();
        let (count, parts) = (paths.len(), of_code.len());
        let more = count.saturating_sub(SEVERAL);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        paths.truncate(SEVERAL);
        let what = match code {
            Code::MeetingWithoutDate => "nothing says when",
            _ => "nothing says with whom",
        };
        let are = match count {
            _ if count == parts => format!("{count} notes are 1-2-1s"),
            1 => format!("a note holds {parts} 1-2-1s"),
            _ => format!("{count} notes hold {parts} 1-2-1s"),
        };
        let message = format!("{are}, and {what}: {}{more}", paths.join(", "));
        let mut problem = of_code[0].clone();
        problem.message = message;
        said.push(problem);
    }
}

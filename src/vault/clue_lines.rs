//! What lines of a note tell of people and 1-2-1s: who owns a box, where `1:1` heads a log's part.

use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::plain_front::TYPE_KEYS;
use crate::note::words::{LINE_BREAK, Piece};
use crate::text::date_parse::Order;
use crate::text::lexicon::Lexicon;
use crate::text::people_words::{has, holds, is_in, key};
use crate::text::{date_name, one_on_one, person_name, slots};
use crate::vault::clue_words::{last_part, plain_part};
use std::collections::BTreeMap;

/// Whether a line below some heading says 1-2-1.
pub(crate) fn says_below_day(note: &Note) -> bool {
    note.items.iter().any(|item| is_word_below(note, item))
}

/// Whether a line below a heading begins with the 1-2-1 word, names nobody and is the first there.
pub(crate) fn is_word_below(note: &Note, item: &Item) -> bool {
    const LONGEST: usize = 32;
    let Some(words) = item.words.plain_words().map(str::trim) else { return false };
    let short = words.len() <= LONGEST && item.heading().is_some() && item.task.is_none();
    if !short || !one_on_one::may_stand_in(words) {
        return false;
    }
    let begins = one_on_one::find_word(words).is_some_and(|word| word.start == 0);
    let first = note.items.iter().find(|one| one.heading() == item.heading());
    begins
        && first.is_some_and(|first| std::ptr::eq(first, item))
        && slots::read(words, Order::Dmy, None).names_left().next().is_none()
}

/// Whether an item is no box, or one that is ticked: `- [x] 1:1 Petra` took place.
pub(crate) fn is_no_open_box(item: &Item) -> bool {
    item.task.is_none_or(|mark| matches!(mark, 'x' | 'X'))
}

/// The name that owns a task box: `Lena: …`, `@lena …`, `[[Lena]] …`.
pub(crate) fn owner(item: &Item) -> Option<String> {
    let first = item.mentions.first().filter(|mention| mention.at);
    if let Some(mention) = first {
        return person_name::read(last_part(&mention.names[0]));
    }
    let text = item.text_with_names(|mention| last_part(&mention.names[0]).to_owned());
    let signs = [":", "→", "➜", "⇒", "->", "=>", "|", "：", " - ", " – ", " — "];
    let (before, _) = signs
        .iter()
        .filter_map(|sign| text.split_once(sign))
        .min_by_key(|(before, _)| before.len())?;
    let before = before.trim_matches(['*', '_', '(', ')', '[', ']', ' ']);
    (before.split_whitespace().count() <= 3).then(|| person_name::read(before)).flatten()
}

/// The name before an arrow: `Giulia → the draft`.
pub(crate) fn arrow_owner(item: &Item) -> Option<String> {
    let text = item.words.plain_words()?;
    let signs = ["→", "➜", "⇒", "->", "=>"];
    let before = signs.iter().find_map(|sign| text.split_once(sign)).map(|(before, _)| before)?;
    let before = before.trim_matches(['*', '_', ' ']);
    (before.split_whitespace().count() <= 3).then(|| person_name::read(before)).flatten()
}

/// The person of a note of one day below a team, where its boxes say whose they are: the name and
/// the lead. `Team/Lena/2026-11-10.md`, `team.lena.2026.11.10.md` with `- [ ] Lena: …` in it.
pub(crate) fn talk_below_team(note: &Note, folders: &[&str], order: Order) -> Option<String> {
    let stem = note.path.stem();
    let is_team = |part: &str| is_in(&["person_folder", "team_folder"], plain_part(part));
    let contact = |part: &str| holds("contact_folder", plain_part(part));
    let boxes = || note.items.iter().filter(|item| item.task.is_some());
    let day =
        (boxes().next().is_some()).then(|| date_name::day_in_name(stem, order, None)).flatten()?;
    let (before, behind) = (&stem[..day.span.start], &stem[day.span.end..]);
    let dotted: Vec<&str> = before.split('.').filter(|part| !part.is_empty()).collect();
    let (team, part) = match dotted.as_slice() {
        [.., team, part] if behind.is_empty() => (*team, *part),
        [] if behind.trim().is_empty() => {
            let [.., team, part] = folders else { return None };
            (*team, *part)
        }
        _ => return None,
    };
    let name = person_name::read(part).filter(|_| is_team(team) && !contact(team))?;
    let says = |item: &Item| {
        let text = item.text_with_names(|mention| last_part(&mention.names[0]).to_owned());
        let first = text.split([':', ' ']).next().unwrap_or("").trim_start_matches('@').to_owned();
        let mine =
            text[first.len()..].starts_with(':') && Lexicon::shipped().has("owners.mine", &first);
        mine || owner(item).is_some_and(|owner| person_name::may_be_one(&owner, &name))
    };
    boxes().any(says).then_some(name)
}

/// Who was there with the lead and nobody else, as one of the first lines of a note of a day says
/// with a word for the lead: `Teilnehmer: Anke, ich`. The folder may have the whole name.
pub(crate) fn alone_with_lead(note: &Note, folders: &[&str], order: Order) -> Option<String> {
    const FIRST_ITEMS: usize = 6;
    let lexicon = Lexicon::shipped();
    let one = |item: &Item| {
        let lead = item.words.words_before_name();
        let (before, _) = lead.split_once(':').filter(|(before, _)| before.len() <= MOST_KEY)?;
        if !is_in(&["person_key"], &key(before.trim_matches(['*', '_', ' ']))) {
            return None;
        }
        let text = item.text_with_names(|mention| last_part(&mention.names[0]).to_owned());
        let (_, after) = text.split_once(':')?;
        let after = after.trim_start_matches([':', '*', ' ']).split("**").next()?;
        let parts = after.split([',', ';', '&', '+']);
        let names: Vec<String> = parts
            .flat_map(|part| {
                let words: Vec<&str> = part.split_whitespace().collect();
                let names = words.split(|word| lexicon.has("and", word));
                names.map(|name| name.join(" ")).collect::<Vec<_>>()
            })
            .filter(|name| !name.is_empty())
            .collect();
        let is_lead = |name: &String| lexicon.has("owners.mine", name);
        let two = names.len() == 2 && names.iter().any(is_lead);
        person_name::read(names.iter().find(|name| two && !is_lead(name))?)
    };
    let name = note.items.iter().take(FIRST_ITEMS).find_map(one)?;
    date_name::day_in_name(note.path.stem(), order, None)?;
    let folder = folders.last().and_then(|part| person_name::read(part));
    Some(folder.filter(|folder| person_name::may_be_one(&name, folder)).unwrap_or(name))
}

/// A key of a line is no longer.
const MOST_KEY: usize = 24;

/// The name in brackets or behind an arrow that a box says it is for: `(Aïcha) relire`, `send it
/// (Marie)`, `labels → Fenna`. It may stand for something else, and so needs the name elsewhere.
pub(crate) fn named_beside(item: &Item) -> Option<String> {
    let text = item.text_with_names(|mention| last_part(&mention.names[0]).to_owned());
    let text = text.trim();
    let first = text.strip_prefix(['(', '[']).and_then(|rest| rest.split_once([')', ']']));
    let last = || {
        let inside = text.strip_suffix([')', ']'])?;
        Some(&inside[inside.rfind(['(', '['])? + 1..])
    };
    let behind = || {
        let signs = ["→", "➜", "->", " — ", " – ", " - ", " / "];
        let at = signs.iter().filter_map(|sign| Some(text.rfind(sign)? + sign.len())).max()?;
        Some(&text[at..])
    };
    let name = first.map(|(name, _)| name).or_else(last).or_else(behind)?.trim();
    let capital = name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= 3;
    capital.then(|| person_name::read(name)).flatten()
}

/// Whether a note is a template.
pub(crate) fn is_template(note: &Note) -> bool {
    let path = note.path.as_str();
    if path.contains("{{") || path.contains("<%") {
        return true;
    }
    let in_folder = note.path.folder().split('/').any(|part| holds("template", plain_part(part)));
    let stem = note.path.stem();
    let words = || stem.split([' ', '.', '_', '-']);
    if in_folder || words().any(|word| holds("template", word)) {
        return true;
    }
    let heading = note.headings.first().map_or("", |heading| heading.text.as_str());
    if heading.contains("{{") || heading.contains("<%") {
        return true;
    }
    note.front.keys().any(|key| {
        note.front.text_of(key).is_some_and(|value| value.contains("{{") || value.contains("<%"))
    })
}

/// The 1-2-1 word in a line that says what a note is, among the first lines of it: `Type: Point
/// individuel` below the title, as exports of other programs have it.
pub(crate) fn type_below_title(note: &Note) -> Option<String> {
    const FIRST_LINES: usize = 6;
    let on_top = |item: &&Item| {
        let title = item.heading().is_none_or(|at| at == 0 && note.headings[0].level == 1);
        title && !item.listed && item.task.is_none()
    };
    let line = |line: &str| {
        let (before, after) = line.split_once(':')?;
        let label = key(before.trim_matches(['*', '_', ' ']));
        let is_type = TYPE_KEYS.contains(&label.as_str()) || has("type_key", &label);
        let value = after.trim_matches(['*', '_', ' ', '#', ':']);
        let mut words = value.split([',', ';']).map(|word| word.trim_matches([' ', '#']));
        let word = words.find(|word| one_on_one::is_word(word)).filter(|_| is_type)?;
        Some(format!("`{}: {word}` below its title", before.trim_matches(['*', '_', ' '])))
    };
    let mut items = note.items.iter().take(FIRST_LINES).filter(on_top);
    items.find_map(|item| {
        let text = item.words.plain_words().filter(|text| one_on_one::may_stand_in(text))?;
        text.split(LINE_BREAK).find_map(line)
    })
}

/// The lines of an item, as they are written one below another.
fn lines_of(item: &Item) -> Vec<String> {
    let mut out = String::new();
    for piece in item.words.pieces() {
        match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Mention(at) => out.push_str(last_part(&item.mentions[at].names[0])),
        }
    }
    out.split(LINE_BREAK).map(|line| line.trim().to_owned()).collect()
}

/// Who was there, each with the line: `**Attendees:** Jane, Nora`, and a list below
/// `## Participants`.
pub(crate) fn attendees(note: &Note) -> Vec<(String, u32)> {
    let named = |text: &str| {
        let names = text.split([',', ';', '&']);
        let names = names.map(|name| name.split(" <").next().unwrap_or(name).trim());
        let names = names.filter(|name| !Lexicon::shipped().has("owners.mine", name));
        names.filter_map(person_name::read).collect::<Vec<_>>()
    };
    let mut found = Vec::new();
    // Asked once a heading, not once a line.
    let mut names_people: BTreeMap<usize, bool> = BTreeMap::new();
    for item in &note.items {
        let text = item.text_with_names(|mention| last_part(&mention.names[0]).to_owned());
        // `Date: …`, `Avec: …` may be lines of one paragraph.
        let label = |line: &str| {
            let (before, after) = line.split_once(':')?;
            let before = key(before.trim_matches(['*', '_', ' ']));
            let is_label = ["person_key", "person_line"].iter().any(|list| has(list, &before));
            // `**Teilnehmer:** Jana, Nora **Datum:** …`: up to the next label.
            let after = after.trim_start_matches([':', '*', ' ']);
            is_label.then(|| after.split("**").next().unwrap_or(after).to_owned())
        };
        let told: Vec<String> = lines_of(item).iter().filter_map(|line| label(line)).collect();
        if !told.is_empty() {
            let names = told.iter().flat_map(|after| named(after));
            found.extend(names.map(|name| (name, item.place.line)));
        } else if let Some(at) = item.heading() {
            let names_people = *names_people.entry(at).or_insert_with(|| {
                let slots = slots::read(&note.headings[at].text, Order::Dmy, None);
                slots.rest.iter().any(|piece| has("person_key", &key(piece)))
            });
            if names_people {
                found.extend(named(&text).into_iter().map(|name| (name, item.place.line)));
            }
        }
    }
    found
}

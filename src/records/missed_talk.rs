//! Headings of other notes that look like a 1-2-1 and are read as none, with a box below that names
//! whom they name: `## 1-1 AF`, `## Coffee with Alice`. The boxes are promises of nobody, and that
//! is said.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::parse::Note;
use crate::records::name_first::{beginning, exact};
use crate::records::resolver::Context;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use crate::text::one_on_one;
use crate::text::people_words::holds;

/// A longer heading is a sentence.
const MOST_WORDS: usize = 5;

/// Names the first heading of a note above boxes that nobody read, when it looks like a 1-2-1 with
/// somebody whom one of these boxes names.
pub(crate) fn say(ctx: &Context<'_>, note: &Note, lost: &[usize], said: &mut Vec<Diagnostic>) {
    if ctx.meetings.person_of_note(&note.path).is_some() || note.is_unread() {
        return;
    }
    let mut last = None;
    for at in lost {
        let item = &note.items[*at];
        let Some(heading) = item.heading().filter(|heading| last != Some(*heading)) else {
            continue;
        };
        let text = note.headings[heading].text.as_str();
        if !looks_like_talk(text) {
            last = Some(heading);
            continue;
        }
        let mentioned = item.mentions.iter().find_map(|mention| ctx.person_of_mention(mention));
        let plain = || beginning(ctx, &ctx.own_text(item)).map(|(id, _)| id);
        let Some(id) = mentioned.or_else(plain).filter(|id| !ctx.people.is_me(id)) else {
            continue;
        };
        if !names(ctx, text, &id) {
            continue;
        }
        let name = ctx.people.first_name_of(&id);
        let message = format!("`{text}` looks like a 1-2-1 and is not read: nor are its boxes");
        let problem = Diagnostic::about_file(Code::OneOnOneMissed, note.path.as_str(), message);
        let hint = format!("write `## 1:1 {name}`");
        said.push(problem.at_place(&note.headings[heading].place).hint(hint));
        return;
    }
}

/// Whether a heading says a talk in a form that is not read: a word for one, `1 - 1`, `1/1`.
fn looks_like_talk(heading: &str) -> bool {
    let words: Vec<&str> = heading.split_whitespace().collect();
    if words.is_empty() || words.len() > MOST_WORDS {
        return false;
    }
    let apart = |word: &&&str| !word.contains(char::is_alphanumeric);
    let numbers =
        words.windows(3).any(|three| three[0] == "1" && three[2] == "1" && apart(&&three[1]));
    let joined = words.iter().any(|word| ["1/1", "1÷1", "1|1", "1~1", "1&1"].contains(word));
    let is_talk = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        Lexicon::shipped().has("talk_words", bare) || holds("meeting", bare)
    };
    numbers
        || joined
        || one_on_one::find_word(heading).is_some()
        || one_on_one::may_be_beside(heading)
        || words.iter().any(|word| is_talk(word))
}

/// Whether a heading names somebody, by a name or by the letters that it begins with.
fn names(ctx: &Context<'_>, heading: &str, id: &PersonId) -> bool {
    let full = ctx.people.with_id(id).map_or_else(String::new, |person| person.name.clone());
    let letters: String = full.split([' ', '-']).filter_map(|word| word.chars().next()).collect();
    let mut words = heading.split(|c: char| !c.is_alphanumeric() && c != '-');
    words.any(|word| {
        let own = word.strip_suffix('s').and_then(|name| exact(ctx, name));
        exact(ctx, word).or(own).as_ref() == Some(id) || letters.len() > 1 && word == letters
    })
}

//! An item in words: the people it is about go from its edges, others are called by their names.
//!
//! `- #topic @alice the rota` is `the rota`; `- #topic the rota with @bob` keeps Bob.

use crate::note::item::{Item, Mention};
use crate::note::name;
use crate::note::words::{LINE_BREAK, Piece, tidy_blanks};
use crate::people::people::People;
use crate::people::sections::pair_in_heading;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use crate::text::one_on_one;
use crate::text::span::fold;
use crate::vault::layout::{Layout, says_one_on_one};

/// Words before a name that make it a party and not the subject: `pairing with @bob`.
const BEFORE_PARTY: &[&str] =
    &["with", "from", "by", "to", "for", "and", "of", "via", "at", "about"];

/// Whether words between two names say that they stand side by side.
fn is_joint(words: &str) -> bool {
    matches!(words, "" | "/" | "," | "&" | "+") || Lexicon::shipped().has_written("and", words)
}

/// The words of an item: the people named at its edges go, others are called by name.
pub fn said_in(item: &Item, people: &People, layout: &Layout) -> String {
    item_words(item, people, layout, None)
}

/// The same line by line, where the lines of a paragraph are thoughts of their own.
pub(crate) fn said_in_lines(item: &Item, people: &People, layout: &Layout) -> Vec<String> {
    let all = raw(item, people, layout, None);
    let lines = all.split(LINE_BREAK).map(without_own);
    lines.filter(|line| !line.is_empty()).collect()
}

/// The words of an item that is about `own`: their names go from its edges, others stay.
pub fn said_of(item: &Item, people: &People, layout: &Layout, own: &[PersonId]) -> String {
    item_words(item, people, layout, Some(own).filter(|own| !own.is_empty()))
}

fn item_words(item: &Item, people: &People, layout: &Layout, own: Option<&[PersonId]>) -> String {
    match item.words.plain_words() {
        Some(words) => without_own(words),
        None => without_own(&raw(item, people, layout, own)),
    }
}

fn raw(item: &Item, people: &People, layout: &Layout, own: Option<&[PersonId]>) -> String {
    if let Some(words) = item.words.plain_words() {
        return words.to_owned();
    }
    // `@eva/@evan` are two people, as `@eva @evan` are.
    let all: Vec<Piece<'_>> = item.words.pieces().collect();
    let is_name = |at: Option<usize>| {
        at.and_then(|at| all.get(at)).is_some_and(|piece| matches!(piece, Piece::Mention(_)))
    };
    // `y` between two names joins them; at the end of a line it is a word.
    let blank = |at: usize| match all[at] {
        Piece::Words(words) if words.trim().is_empty() => true,
        Piece::Words(words) => {
            is_name(at.checked_sub(1)) && is_name(Some(at + 1)) && is_joint(words.trim())
        }
        Piece::Mention(_) => false,
    };
    let pieces: Vec<Piece<'_>> =
        (0..all.len()).filter(|at| !blank(*at)).map(|at| all[at]).collect();
    let mention = |piece: Piece<'_>| match piece {
        Piece::Mention(at) => Some(&item.mentions[at]),
        Piece::Words(_) => None,
    };
    let is_person = |mention: &Mention| match person_of_mention(mention, people) {
        Some(id) => own.is_none_or(|own| own.contains(&id)),
        None => mention.at,
    };
    // `for @alice: …` names whom it is about as `@alice: …` does.
    let addressed = match pieces.as_slice() {
        [Piece::Words(word), name, Piece::Words(rest), ..] => {
            let word = fold(word.trim());
            ["for", "about", "on"].contains(&word.as_str())
                && mention(*name).is_some_and(is_person)
                && rest.trim_start().starts_with(':')
        }
        _ => false,
    };
    let pieces = if addressed { &pieces[1..] } else { &pieces[..] };
    let lead = pieces.iter().take_while(|piece| mention(**piece).is_some_and(is_person)).count();
    // A name at the end, and nothing before it that makes it a party.
    let ends_with_name = lead == 0
        && match pieces {
            [.., before, last] => {
                let before = match before {
                    Piece::Words(words) => words.split_whitespace().next_back().unwrap_or(""),
                    Piece::Mention(_) => "and",
                };
                mention(*last).is_some_and(is_person)
                    && !BEFORE_PARTY.contains(&fold(before).as_str())
                    && !Lexicon::shipped().has("party", before)
            }
            _ => false,
        };
    let left_out = pieces.last().filter(|_| ends_with_name);
    // A line of names only keeps its last one: there is nothing else to say.
    let lead = if lead == pieces.len() { lead.saturating_sub(1) } else { lead };
    let mut out = String::new();
    let mut skip = lead;
    for (at, piece) in all.iter().copied().enumerate() {
        match piece {
            Piece::Words(_) if skip > 0 && (addressed || blank(at)) => {}
            Piece::Words(words) => out.push_str(words),
            Piece::Mention(_) if skip > 0 => {
                skip -= 1;
                out.push(' ');
            }
            Piece::Mention(_) if left_out == Some(&piece) => {}
            Piece::Mention(named) => {
                out.push_str(&in_sentence(&item.mentions[named], people, layout));
            }
        }
    }
    out
}

/// The words of a line when its names are gone: `@alice's mentoring` is about her: `mentoring`.
fn without_own(words: &str) -> String {
    let words = words.trim_start();
    let own = ["'s ", "’s "].into_iter().find_map(|own| words.strip_prefix(own));
    tidy_blanks(own.unwrap_or(words))
}

/// The person a mention names.
pub fn person_of_mention(mention: &Mention, people: &People) -> Option<PersonId> {
    people.person_of_mention(mention)
}

/// How a mention reads in a sentence.
pub(crate) fn in_sentence(mention: &Mention, people: &People, layout: &Layout) -> String {
    if let Some(id) = person_of_mention(mention, people) {
        return people.first_name_of(&id);
    }
    match mention.names.as_slice() {
        [first, second] => {
            let first_is_note =
                !layout.notes_named(first.split('#').next().unwrap_or(first)).is_empty();
            let label = if layout.label_first() && !first_is_note { first } else { second };
            label.clone()
        }
        [only] => {
            let plain = only.split('#').next().unwrap_or(only);
            plain.rsplit('/').next().unwrap_or(plain).to_owned()
        }
        _ => String::new(),
    }
}

/// Whom a heading such as `1-1 with Eva` is a 1-2-1 with.
pub fn one_on_one_with(heading: &str, people: &People) -> Option<PersonId> {
    let heading = heading.trim_matches(['*', '_', ' ']).trim_end_matches([':', '*', '_']);
    if let Some(id) = pair_in_heading(heading, people) {
        return Some(id);
    }
    let mut words = heading.split([' ', ',', '(', ')']);
    let says = |word: &str| word.contains(['1', 'o', 'O']) && says_one_on_one(word);
    if !words.any(says) && one_on_one::find_word(heading).is_none() {
        return None;
    }
    let linked =
        heading.split([' ', ',', '(', ')']).filter(|word| word.starts_with(['[', '@', '*']));
    let linked = linked.map(|word| word.trim_matches(['[', ']', '@', '*', '_', ':']));
    let others = |word: &str| people.one_named(word).filter(|id| !people.is_me(id));
    name::capital_words(heading).chain(linked).find_map(others)
}

//! Known people whose names, without a sign, begin a text: one, or several side by side.

use crate::kind::Kind;
use crate::note::name;
use crate::note::parse::Note;
use crate::note::vocabulary::{Label, Sense};
use crate::people::people::Who;
use crate::records::resolver::Context;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;

/// The person of a name that is written as one.
pub(crate) fn exact(ctx: &Context<'_>, name: &str) -> Option<PersonId> {
    let written = name.chars().next().is_some_and(name::may_begin);
    (written && name.len() > 1).then(|| ctx.people.one_named(name)).flatten()
}

/// Whether a word stands before the one to whom something is said: `to`, `Thanks`, `for`.
pub(crate) fn is_towards(word: &str) -> bool {
    let word = word.trim_end_matches([',', ':', '!']);
    let lexicon = Lexicon::shipped();
    lexicon.has("for", word)
        || lexicon.has_written("to", word)
        || lexicon.has_written("thanks", &first_small(word))
}

/// A word with a small first letter.
fn first_small(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// The known person whose name, with a capital letter, a text begins with, and the text behind it.
pub(crate) fn beginning<'t>(ctx: &Context<'_>, text: &'t str) -> Option<(PersonId, &'t str)> {
    let text = match text.split_once(' ') {
        Some((first, rest)) if is_towards(first) => rest,
        _ => text,
    };
    let ends: Vec<usize> = name::plain_names(text).map(str::len).collect();
    let end = ends.into_iter().rev().find(|end| exact(ctx, &text[..*end]).is_some())?;
    let rest = &text[end..];
    exact(ctx, &text[..end]).map(|id| (id, rest))
}

/// Who else is named beside the name before a text: ` & Bob for the launch`, `, Bob and Mei: …`;
/// and whether what stands behind the names says that all of them are meant.
pub(crate) fn joined(ctx: &Context<'_>, text: &str) -> Option<(Vec<PersonId>, bool)> {
    names_joined(ctx, text).map(|(ids, sure, _)| (ids, sure))
}

/// The words behind the names that begin a text and are joined to one before it.
pub(crate) fn behind_joined<'t>(ctx: &Context<'_>, text: &'t str) -> Option<&'t str> {
    names_joined(ctx, text).filter(|(_, sure, _)| *sure).map(|(.., rest)| rest)
}

pub(crate) fn names_joined<'t>(
    ctx: &Context<'_>,
    text: &'t str,
) -> Option<(Vec<PersonId>, bool, &'t str)> {
    let (mut ids, mut rest, mut bound) = (Vec::new(), text, false);
    while let Some((behind, binds)) = behind_joint(rest) {
        let Some((id, after)) = beginning(ctx, behind) else { break };
        // `and Bob's team`
        if after.starts_with("'s") || after.starts_with("’s") {
            break;
        }
        bound |= binds;
        ids.push(id);
        rest = after;
    }
    // `@alice, Bob said so` names two of whom one speaks.
    if ids.is_empty() || !bound {
        return None;
    }
    let behind = rest.trim_start();
    let first = behind.split_whitespace().next().unwrap_or("");
    let ends = behind.is_empty() || behind.starts_with([':', '!', '-', '–', '—', '.', ')']);
    let sure = ends || Lexicon::shipped().has("for", first);
    Some((ids, sure, behind.trim_start_matches([':', ' ', '-', '–', '—', '!', '.'])))
}

/// The words behind a joint at the beginning of a text, and whether it binds without another one.
fn behind_joint(text: &str) -> Option<(&str, bool)> {
    let text = text.trim_start();
    let (comma, text) = match text.strip_prefix(',') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    if let Some(rest) = text.strip_prefix(['&', '+', '/']) {
        return Some((rest.trim_start(), true));
    }
    match text.split_once(' ') {
        Some((word, rest)) if Lexicon::shipped().has_written("and", word) => Some((rest, true)),
        _ => comma.then_some((text, false)),
    }
}

/// Praise, critique, feedback or a goal whose first words name somebody before their sign: `Kudos,
/// Bob! …`, `Feedback for Bob: …`, `Praise from Bob: …`; and the words, which begin with the name
/// of the one whom they are for.
pub(crate) fn opening(ctx: &Context<'_>, text: &str) -> Option<(Kind, String)> {
    const MOST_WORDS: usize = 3;
    let bare = text.trim_start_matches(['*', '_']);
    let ends: Vec<usize> = bare.match_indices(' ').map(|(at, _)| at).take(MOST_WORDS).collect();
    for end in ends.into_iter().rev() {
        let Some(kind) = kind_of(ctx, &bare[..end]) else { continue };
        // `Kudos (Bob): …`
        let behind = bare[end..].trim_start_matches([' ', '*', '_', '(']);
        let giver = behind_giver(behind);
        let Some((_, rest)) = beginning(ctx, giver.unwrap_or(behind)) else { continue };
        let rest = rest.trim_start_matches(['*', '_', ')']).trim_start();
        let words = rest.trim_start_matches([':', '!', ',', '-', '–', '—', ' ', '*', '_']);
        let signed = words.len() < rest.len() && !words.is_empty();
        if !signed {
            continue;
        }
        let name = behind[..behind.len() - rest.len()].trim_end_matches([' ', '*', '_', ')']);
        let name = if giver.is_some() { name } else { without_towards(name) };
        return Some((kind, format!("{name}: {words}")));
    }
    None
}

/// The kind that words say which praise or critique somebody, or name a goal.
pub(crate) fn kind_of(ctx: &Context<'_>, words: &str) -> Option<Kind> {
    let sense = ctx.words().word(words.trim_end_matches([',', '*', '_', ':']))?;
    sense.kind().filter(|kind| kind.is_feedback() || *kind == Kind::Goal)
}

/// Whether a line is somebody's name and nothing else, with lines below it.
pub(crate) fn heads(ctx: &Context<'_>, note: &Note, at: usize, text: &str) -> bool {
    let name = text.trim_matches(['*', '_', ':', ' ']);
    note.children_of(at).next().is_some() && exact(ctx, name).is_some()
}

/// The words behind `from` and the like.
fn behind_giver(text: &str) -> Option<&str> {
    const MOST_WORDS: usize = 4;
    let ends = text.match_indices(' ').map(|(at, _)| at).take(MOST_WORDS);
    let end = ends.filter(|end| Lexicon::shipped().has("given_by", &text[..*end])).last()?;
    Some(&text[end + 1..])
}

fn without_towards(name: &str) -> &str {
    name.split_once(' ').filter(|(first, _)| is_towards(first)).map_or(name, |(_, rest)| rest)
}

/// What a heading says that names whom its praise or feedback is for: `Kudos to Bob`.
pub(crate) fn praise_of(ctx: &Context<'_>, heading: &str) -> Option<Label> {
    const MOST_WORDS: usize = 3;
    let ends = heading.match_indices(' ').map(|(at, _)| at).take(MOST_WORDS);
    for end in ends {
        let Some(kind) = kind_of(ctx, &heading[..end]) else { continue };
        let (first, name) = heading[end + 1..].split_once(' ')?;
        let name = name.trim_matches([':', ' ', '*', '_']);
        let to = is_towards(first) && kind != Kind::WatchOut;
        if let Some(id) = exact(ctx, name).filter(|_| to) {
            let (sense, names) = (Some(Sense::Kind(kind)), vec![id.to_string()]);
            return Some(Label { sense, names, ..Label::default() });
        }
    }
    None
}

/// A shorter one is too often a word.
pub(crate) const LEAST_SMALL_BYTES: usize = 3;

/// Who is named at the beginning in a form that is not the plain name: `Bob's demo`, `Bobs Demo`,
/// `Maier interrupts`, `Mei interrupts` for Mei-Ling; and whether something of theirs is meant.
pub(crate) fn owned_or_spoken(ctx: &Context<'_>, text: &str) -> Option<(PersonId, bool)> {
    let text =
        text.split_once(' ').filter(|(first, _)| is_towards(first)).map_or(text, |two| two.1);
    let word = text.split([' ', ':', ',']).next().unwrap_or("");
    let own = ["'s", "’s"].iter().find_map(|own| word.strip_suffix(own));
    if let Some(id) = own.and_then(|name| exact(ctx, name)) {
        return Some((id, true));
    }
    let whole = word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase);
    if !whole || word.len() < LEAST_SMALL_BYTES || ctx.people.who(word) != Who::Nobody {
        return None;
    }
    let genitive = word.strip_suffix('s').filter(|name| name.len() >= LEAST_SMALL_BYTES);
    if let Some(id) = genitive.and_then(|name| exact(ctx, name)) {
        return Some((id, true));
    }
    let lexicon = Lexicon::shipped();
    let is_word = lexicon.knows_word(word) || lexicon.has("word_names", word);
    // `Maiers Ton`
    if let Some(name) = genitive.filter(|_| !is_word)
        && let Who::One(id) = ctx.people.who_is_spoken_of(name)
    {
        return Some((id, true));
    }
    // `Herr Maier …`
    let titled = match ctx.people.who_is_spoken_of(&words_of(text, 2)) {
        Who::One(id) => Some(id),
        _ => None,
    };
    if titled.is_some() {
        return titled.map(|id| (id, false));
    }
    if let Some(id) = ctx.people.by_first_part(word) {
        return Some((id, false));
    }
    if is_word {
        return None;
    }
    match ctx.people.who_is_spoken_of(word) {
        Who::One(id) => Some((id, false)),
        Who::Many(_) | Who::Nobody => None,
    }
}

/// The first words of a text.
fn words_of(text: &str, count: usize) -> String {
    let words = text.split_whitespace().take(count);
    words.map(|word| word.trim_end_matches([',', ':'])).collect::<Vec<_>>().join(" ")
}

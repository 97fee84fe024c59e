//! Words that speak of somebody and do not say who owes: above a line, or at its beginning. There
//! the other lines of the vault do not tell whose it is; it is asked.

use crate::note::vocabulary::split_opening;
use crate::people::people::Who;
use crate::records::action_mark::labels_somebody;
use crate::records::line_shape::{is_name_like, names_somebody};
use crate::records::record::Headed;
use crate::records::resolver::Context;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use crate::vault::config::Unowned;

/// Whether a heading or a label speaks of a person, of one of the two who talk, or of a party:
/// `What Lena needs from me`, `How I can help`, `HR`. Whose something is says nothing of who owes:
/// `The rota of Lena`.
pub(crate) fn speaking_of(ctx: &Context<'_>, text: &str) -> Headed {
    let lexicon = Lexicon::shipped();
    let mut before = "";
    let (mut of_lead, mut of_others, mut helps) = (false, waits(text), false);
    for word in words_of(text) {
        // `de` and `von` are `from` too.
        let owns = lexicon.has("of", before) && !lexicon.has("from", before) && is_name(ctx, word);
        if is_somebody(ctx, word) && !owns {
            let lead = lexicon.has("first_person", word) || lexicon.has("to_me", word);
            of_lead |= lead;
            of_others |= !lead;
        }
        helps |= lexicon.has("helping", word);
        before = word;
    }
    match (of_lead, of_others) {
        (_, true) => Headed::Somebody,
        (true, false) if helps => Headed::Helps,
        (true, false) => Headed::Somebody,
        (false, false) => Headed::Plain,
    }
}

/// Whether a box begins with somebody who may owe it: `she sends it`, `Ed to send it`, `team:
/// vote`, `waiting for the plan`.
pub(crate) fn begins_with_somebody(ctx: &Context<'_>, text: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let mut words = words_of(text);
    let Some(first) = words.next() else { return false };
    if is_pronoun(first) && !lexicon.has("second_person", first) || waits(text) {
        return true;
    }
    let (party, behind) = match lexicon.has("articles", first) {
        true => (words.next().unwrap_or(""), words.next()),
        false => (first, words.next()),
    };
    let in_capitals = || party.len() > 1 && !party.contains(char::is_lowercase);
    let has_article = party != first;
    if is_party(party) {
        let verb = behind.is_some_and(|word| lexicon.has("owner_verbs", word));
        let label = split_opening(text).is_some_and(|(label, _)| label.ends_with(party));
        return has_article || in_capitals() || verb || label;
    }
    names_somebody(text) || is_name_before_to(ctx, text)
}

/// Whether the words of a box say otherwise than the habit of the vault whose it is: `give him
/// access` where such boxes are theirs, `book your exam`, `send me the plan` where they are the
/// lead's.
pub(crate) fn speaks_against(ctx: &Context<'_>, side: &PersonId, text: &str) -> bool {
    let lists: &[&str] = match ctx.customs.owner_of_unowned(Some(side)) {
        Unowned::Them => &["third_person"],
        Unowned::Me => &["second_person", "to_me"],
        Unowned::Ask => return false,
    };
    let is_theirs = lists.len() == 1;
    let lexicon = Lexicon::shipped();
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-');
    words.any(|word| {
        let names = word.starts_with(char::is_uppercase) && is_theirs;
        let mut parts = word.split(['\'', '-']);
        lists.iter().any(|list| lexicon.has(list, word))
            || !is_theirs && parts.any(|part| lexicon.has("to_me", part))
            || names && ctx.people.one_named(word).is_some_and(|id| id == *side)
    })
}

/// Whether a person's name stands where an owner may be named: alone before the words, in the label
/// of them, or behind a sign at their end: `Alice book the room`, `Action for Alice: book it`,
/// `send it, Alice`, `send it ← Alice`.
pub(crate) fn stands_at_edge(ctx: &Context<'_>, text: &str) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let is_possessive = |word: &str| word.ends_with("'s") || word.ends_with("’s");
    let is_other = |word: &str| {
        let name = bare(word);
        let found = ctx.people.who(&name);
        !name.is_empty()
            && !is_possessive(word)
            && found != Who::Nobody
            && !matches!(found, Who::One(id) if ctx.people.is_me(&id))
    };
    let mut words = text.split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    // `TODO Alice book it`
    let is_mark = first.len() > 1 && first.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_other(first) || is_mark && is_other(second) || labels_somebody(ctx, text, &is_other) {
        return true;
    }
    let Some((before, last)) = text.trim_end().rsplit_once(' ') else { return false };
    let word = before.rsplit(' ').next().unwrap_or("");
    let signed = before.ends_with([',', ':', ';', '/', '|', '➡', '👉', '←', '⇒', '➜', '«', '»'])
        || before.ends_with(" --")
        || before.ends_with(" <-")
        || Lexicon::shipped().has("owner_marks", word)
        || last.starts_with(['(', '{', '<', '=', '#', '/', '['])
        || last.contains('=');
    let name = last.rsplit('=').next().unwrap_or(last);
    signed && is_other(name)
}

/// The words of a text, parted at all signs.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_somebody(ctx: &Context<'_>, word: &str) -> bool {
    is_pronoun(word) || is_party(word) || is_name(ctx, word)
}

/// A person's name, also as `Lenas Aufgaben` has it.
fn is_name(ctx: &Context<'_>, word: &str) -> bool {
    let genitive = word.strip_suffix('s').filter(|bare| bare.len() > 2);
    let mut forms = [Some(word), genitive].into_iter().flatten();
    word.starts_with(char::is_uppercase)
        && forms.any(|name| ctx.people.who_is_spoken_of(name) != Who::Nobody)
}

/// The words are compared with their accents: `él` is a pronoun, `el` an article.
pub(crate) fn is_pronoun(word: &str) -> bool {
    is_written("pronouns", word)
}

fn is_party(word: &str) -> bool {
    is_written("parties", word)
}

fn is_written(list: &str, word: &str) -> bool {
    let lexicon = Lexicon::shipped();
    lexicon.has(list, word) && lexicon.has_written(list, &word.to_lowercase())
}

/// Whether a text begins with words for what somebody else is to do: `Waiting for …`.
fn waits(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let lexicon = Lexicon::shipped();
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let first = words_of(bare).next().unwrap_or("");
    let ends = bare.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at);
    let mut ends = ends.chain([bare.len()]).take(MOST_WORDS);
    lexicon.begins("waiting", first) && ends.any(|end| lexicon.has("waiting", &bare[..end]))
}

/// `Ed to send it`, `Jana Kern to send it`; no `Talk to Ed`, `Add to the list`.
fn is_name_before_to(ctx: &Context<'_>, text: &str) -> bool {
    let Some((name, rest)) = text.split_once(" to ") else { return false };
    let lexicon = Lexicon::shipped();
    let next = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let is_verb = next.starts_with(char::is_lowercase)
        && !["articles", "for"].iter().any(|list| lexicon.has(list, next))
        && !is_somebody(ctx, next);
    is_verb && is_name_like(name) && !lexicon.has("before_to", name)
}

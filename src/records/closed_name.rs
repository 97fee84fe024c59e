//! What closes a note by the name of its file or of a folder above it: `Private/…`,
//! `Alice (confidential).md`, `meet.alice.private.2026.11.10`.
//!
//! The names of people fall off first: somebody may be called `Privat`. A folder of which the
//! config says `read: {FOLDER: open}` closes nothing by its name.

use crate::note::named::{self, NamedReaders};
use crate::note::{lock_sign, privacy, privacy_words};
use crate::people::people::People;
use crate::text::ids::NotePath;
use crate::text::one_on_one;
use crate::text::span::fold;
use crate::vault::config::Config;

/// Names of people have no more words.
const MOST_NAME_WORDS: usize = 5;

/// The path up to the first part that says that what stands there is the lead's alone.
pub fn closed_by_name<'n>(path: &'n NotePath, people: &People, config: &Config) -> Option<&'n str> {
    let whole = path.as_str().strip_suffix(".md").unwrap_or(path.as_str());
    if !may_say_private(whole) {
        return None;
    }
    let opened = config.open_names.iter().filter(|open| is_below(whole, open)).map(String::len);
    let mut from = opened.max().unwrap_or(0);
    while from < whole.len() {
        let rest = &whole[from..];
        let len = rest.find(['/', '.']).unwrap_or(rest.len());
        if says_private(&rest[..len], people) {
            let end = from + len;
            return Some(if end == whole.len() { path.as_str() } else { &whole[..end] });
        }
        from += len + 1;
    }
    None
}

/// Whether a path is that of a folder, of what is in it, or of a dotted name below it.
fn is_below(path: &str, folder: &str) -> bool {
    let folder = folder.strip_suffix(".md").unwrap_or(folder);
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']))
}

/// Only a no is sure.
fn may_say_private(text: &str) -> bool {
    let is_joined = |two: &[u8]| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase();
    privacy_words::may_be_private(text)
        || privacy_words::may_name(text)
        || text.as_bytes().windows(2).any(is_joined)
            && privacy_words::may_be_private(&apart_at_capitals(text))
}

/// Whether a part of a path says it, without the names of people in it.
fn says_private(part: &str, people: &People) -> bool {
    if !may_say_private(part) {
        return false;
    }
    if lock_sign::draws_lock(part) {
        return true;
    }
    let spaced = apart_at_capitals(part);
    let bare = match one_on_one::find_word(&spaced) {
        Some(word) => format!("{} {}", &spaced[..word.start], &spaced[word.end..]),
        None => spaced,
    };
    let words: Vec<&str> =
        bare.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    let mut left: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let most = MOST_NAME_WORDS.min(words.len() - at);
        let is_name = |words: &[&str]| {
            // `only me` names nobody.
            let says_me = matches!(words, [word] if ["me", "i"].contains(&fold(word).as_str()));
            !says_me && people.one_named(&words.join(" ")).is_some()
        };
        let name = (1..=most).rev().find(|count| is_name(&words[at..at + count]));
        if name.is_none() {
            left.push(words[at]);
        }
        at += name.unwrap_or(1);
    }
    privacy::is_private_name(&words.join(" "), &left.join(" "))
        || forms_in(&bare).any(|form| {
            let private = || people.one_named(form).is_none() && privacy::is_private_form(form);
            names_reader(form, people) || private()
        })
}

/// What may stand apart in a name: the whole without its numbers, and what is in brackets in it.
fn forms_in(name: &str) -> impl Iterator<Item = &str> {
    let is_no_word = |sign: char| !sign.is_alphabetic() && !"([@".contains(sign);
    let whole = name.trim_matches(|sign: char| is_no_word(sign));
    let inside = name.split(['(', '[', ')', ']']).skip(1);
    let parts = [" - ", " – ", " — "].into_iter().flat_map(move |dash| whole.split(dash));
    std::iter::once(whole).chain(inside).chain(parts).map(str::trim)
}

/// Whether a form names the lead as the only reader, or one of the people as somebody who is none.
fn names_reader(form: &str, people: &People) -> bool {
    let one = |name: &str| people.one_named(name);
    match named::read(form) {
        Some(NamedReaders::Only(name)) => one(&name).is_some_and(|id| people.is_me(&id)),
        Some(NamedReaders::Without(name)) => one(&name).is_some_and(|id| !people.is_me(&id)),
        Some(NamedReaders::Word(_) | NamedReaders::Initial(_)) | None => false,
    }
}

/// A name with a blank where a capital letter follows a small one: `alicePrivate`.
fn apart_at_capitals(part: &str) -> String {
    let mut out = String::with_capacity(part.len() + 4);
    let mut before = ' ';
    for c in part.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

//! Whether a note can say anything, told from its bytes without parsing it.
//!
//! Most notes of a vault hold nothing for us, and parsing them took two thirds of the time. A note
//! is silent only where the parser is sure to find nothing: no tag of ours or nearly ours, no
//! field that is a kind, no comment, no region, no conflict mark, and front matter so plain that
//! nothing can be wrong with it. Whatever is not told for certain is for the parser. The names in
//! a silent note are kept as hashes: one that names a person has to be parsed after all.

use crate::kind::Kind;
use crate::note::front_matter::Fence;
use crate::note::parse::MOST_BYTES;
use crate::note::plain_front::Plain;
use crate::note::spelling::{Spelling, tag_path};
use crate::note::{head_line, name, plain_front, praise, tag};
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::one_on_one;
use crate::text::span::fold;
use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memchr2, memchr2_iter};
use std::collections::HashMap;

/// What is kept of a note that says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Silent {
    /// Hashes of the names in it, sorted.
    pub names: Box<[u32]>,
    /// The day in its front matter.
    pub date: Option<Day>,
}

/// Tells silent notes under one way of spelling tags.
#[derive(Clone, Debug)]
pub struct Sieve {
    spelling: Spelling,
    /// Tags in front matter that make a note more than a note.
    tags: &'static [&'static str],
    /// Whether a tag, as it is written, is ours or nearly ours.
    known: HashMap<String, bool>,
    /// The words of kinds, as a `key::` at the beginning of a line may hold them.
    words: Vec<String>,
    colons: Finder<'static>,
    link: Finder<'static>,
    definition: Finder<'static>,
    wide_hash: Finder<'static>,
}

/// With so many dated headings a log may be dated oddly, which is told whatever it holds.
const MANY_HEADINGS: usize = 3;
/// A key of a field has at most so many bytes that matter here.
const MOST_KEY_BYTES: usize = 48;
/// Tags that are remembered; a vault with more is asked again and again.
const MOST_TAGS: usize = 10_000;

/// The note has to be parsed.
struct Speaks;

impl Sieve {
    /// A sieve for a way of spelling tags; a note with one of `tags` in its front matter speaks.
    pub fn new(spelling: &Spelling, tags: &'static [&'static str]) -> Sieve {
        let own = Spelling::default();
        let words = own.all_spellings().map(|(word, _)| word.to_owned());
        Sieve {
            spelling: spelling.clone(),
            tags,
            known: HashMap::new(),
            words: words.filter(|word| Kind::from_tag(word).is_some()).collect(),
            colons: Finder::new("::"),
            link: Finder::new("]("),
            definition: Finder::new("]:"),
            wide_hash: Finder::new("＃"),
        }
    }

    /// What is kept of the note when it says nothing; `None` when it has to be parsed.
    pub fn silent_note(&mut self, bytes: &[u8]) -> Option<Silent> {
        if bytes.len() > MOST_BYTES || memchr(0, bytes).is_some() || has_marks(bytes) {
            return None;
        }
        if self.wide_hash.find(bytes).is_some() {
            return None;
        }
        let text = std::str::from_utf8(bytes).ok()?;
        let (plain, body) = match Fence::find(text) {
            Fence::None(body) => (Plain::default(), body),
            Fence::Open(_) => return None,
            Fence::Closed { yaml, body } => (plain_front::read(yaml.of(text), self.tags)?, body),
        };
        let body = &text[body..];
        let mut names = Vec::new();
        let sides = plain.links.iter().flat_map(|link| link.split('|'));
        names.extend(sides.flat_map(|side| name::name_forms(side.trim())).map(name::hash));
        let quiet = one_on_ones(body)
            .and_then(|()| open_fence(body.as_bytes()))
            .and_then(|()| self.sift_tags(body, &mut names));
        let quiet = quiet.and_then(|()| self.sift_fields(body));
        quiet.and_then(|()| self.sift_names(body, &mut names)).ok()?;
        names.sort_unstable();
        names.dedup();
        Some(Silent { names: names.into(), date: plain.date })
    }

    /// Every `#`: a tag, wherever it stands, or a heading, which may name a person.
    fn sift_tags(&mut self, body: &str, names: &mut Vec<u32>) -> Result<(), Speaks> {
        let bytes = body.as_bytes();
        let (mut dated, mut line_end) = (0, 0);
        for at in memchr_iter(b'#', bytes) {
            match bytes.get(at + 1) {
                None | Some(b'#') => {}
                // A line is one heading, however many marks stand in it.
                Some(b' ' | b'\t' | b'\n' | b'\r') if at < line_end => {}
                Some(b' ' | b'\t' | b'\n' | b'\r') => {
                    line_end = at + rest_of_line(&bytes[at..]).len();
                    let line = &body[at + 1..line_end];
                    dated += usize::from(has_digit(line.as_bytes()));
                    let line = line.trim().trim_end_matches('#').trim_end();
                    // `## Jour fixe Anke`: other notes may say what it is.
                    if head_line::beside_a_name(line, Order::Dmy).is_some() {
                        return Err(Speaks);
                    }
                    of_heading(line, names);
                }
                Some(_) => {
                    let tag = tag::tag_behind_hash(tag::behind_hash(&body[at..]));
                    if !tag.is_empty() && self.knows_tag(tag) {
                        return Err(Speaks);
                    }
                }
            }
        }
        if dated < MANY_HEADINGS && !has_underlined(body, names) { Ok(()) } else { Err(Speaks) }
    }

    fn knows_tag(&mut self, tag: &str) -> bool {
        if let Some(known) = self.known.get(tag) {
            return *known;
        }
        // In `_#goal_` the last character is no part of the tag.
        let known = [tag, tag.trim_end_matches('_')].iter().any(|tag| {
            let path = tag_path(tag);
            self.spelling.kind_of_tag(&path).is_some() || self.spelling.may_be_near(&path)
        });
        if self.known.len() < MOST_TAGS {
            self.known.insert(tag.to_owned(), known);
        }
        known
    }

    /// `intention:: …` as a line of its own is an intention.
    fn sift_fields(&self, body: &str) -> Result<(), Speaks> {
        for at in self.colons.find_iter(body.as_bytes()) {
            let before = body[..at].trim_end_matches(['*', '_', '`', ' ']);
            let start = before.ceil_char_boundary(before.len().saturating_sub(MOST_KEY_BYTES));
            let key = fold(before[start..].rsplit('\n').next().unwrap_or("")).replace(' ', "-");
            if self.words.iter().any(|word| key.ends_with(word.as_str())) {
                return Err(Speaks);
            }
        }
        Ok(())
    }

    fn sift_names(&self, body: &str, names: &mut Vec<u32>) -> Result<(), Speaks> {
        praise::near_praise(body).for_each(|text| take_plain(text, names));
        let mut take = |found: &str| names.extend(name::name_forms(found).map(name::hash));
        let bytes = body.as_bytes();
        for at in memchr_iter(b'@', bytes) {
            take(tag::name_at(&body[at + 1..]));
        }
        let mut skip = 0;
        for at in memchr_iter(b'[', bytes).filter(|at| bytes.get(at + 1) == Some(&b'[')) {
            if at < skip {
                continue;
            }
            let inside = body[at + 2..].trim_start_matches('[');
            let end = memchr(b']', inside.as_bytes()).ok_or(Speaks)?;
            let (inside, behind) = inside.split_at(end);
            if inside.contains(['[', '\n']) || !behind.starts_with("]]") {
                return Err(Speaks);
            }
            skip = body.len() - behind.len();
            let (first, second) = inside.split_once('|').unwrap_or((inside, ""));
            take(first.trim_end_matches('\\').trim());
            take(second.trim());
        }
        // A definition can make a link of any word in brackets.
        if self.definition.find(bytes).is_some() {
            return Err(Speaks);
        }
        for at in self.link.find_iter(bytes) {
            let behind = &body[at + 2..];
            let end = behind.find([')', ' ', '\t', '\n', '\r']).unwrap_or(behind.len());
            let target = &behind[..end];
            if target.contains("://") {
                continue; // out of the vault: nobody is named
            }
            let label = &body[..at];
            let label = label.rfind('[').map(|open| &label[open + 1..]).ok_or(Speaks)?;
            let odd = |text: &str| text.contains(['\\', '&', '<', '(', '[', ']', '\n']);
            if target.is_empty() || odd(target) || odd(label) {
                return Err(Speaks);
            }
            take(target);
            take(label);
        }
        Ok(())
    }
}

/// A heading or a bullet that says 1-2-1 may begin one.
fn one_on_ones(body: &str) -> Result<(), Speaks> {
    const LONGEST: usize = 200;
    // `Dario Patel 1on1` above a list.
    const SHORT: usize = 48;
    // A line that has many of them is looked at once.
    let mut seen = 0;
    for at in one_on_one::may_stand_at(body) {
        if at < seen {
            continue;
        }
        let start = body[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let bytes = &body.as_bytes()[start..];
        let text = rest_of_line(bytes);
        seen = start + text.len();
        let first = text.iter().find(|b| !matches!(b, b' ' | b'\t' | b'>'));
        let sign = |b: &u8| matches!(b, b'#' | b'-' | b'*' | b'+' | b'_' | b'[');
        let begins = first.is_some_and(|b| sign(b) || b.is_ascii_digit() || text.len() <= SHORT);
        let whole = &body[start..start + text.len()];
        // An underlined heading is for the parser anyway.
        if begins && text.len() <= LONGEST && one_on_one::find_word(whole).is_some() {
            return Err(Speaks);
        }
    }
    Ok(())
}

/// A code block that may never be closed is complained about.
fn open_fence(bytes: &[u8]) -> Result<(), Speaks> {
    let is_in =
        |text: &[u8]| [&b"```"[..], b"~~~"].iter().any(|f| memchr::memmem::find(text, f).is_some());
    if !is_in(bytes) {
        return Ok(());
    }
    let mut open: Option<(u8, usize)> = None;
    let mut at = 0;
    while at < bytes.len() {
        let here = rest_of_line(&bytes[at..]);
        at += here.len() + 1;
        let start = here.iter().position(|b| !matches!(b, b' ' | b'\t')).unwrap_or(here.len());
        let Some(mark @ (b'`' | b'~')) = here.get(start) else {
            // In a list or a quote a block ends with what holds it: that is for the parser.
            if memchr2(b'`', b'~', here).is_some() && is_in(here) {
                return Err(Speaks);
            }
            continue;
        };
        let length = here[start..].iter().take_while(|b| *b == mark).count();
        if length < 3 {
            continue;
        }
        if start > 3 || here[..start].contains(&b'\t') {
            return Err(Speaks);
        }
        let bare = here[start + length..].iter().all(u8::is_ascii_whitespace);
        match open {
            None => open = Some((*mark, length)),
            Some((of, least)) if of == *mark && length >= least && bare => open = None,
            Some(_) => {}
        }
    }
    if open.is_some() { Err(Speaks) } else { Ok(()) }
}

/// Comments, regions, conflict marks, and addresses in angles, which are links.
fn has_marks(bytes: &[u8]) -> bool {
    memchr2_iter(b'<', b'%', bytes).any(|at| {
        let here = &bytes[at..];
        match here {
            [b'%', b'%', ..] => true,
            [b'%', ..] => false,
            _ => {
                let inside = &here[1..];
                let end = inside.iter().position(|b| matches!(b, b'<' | b'>' | b'\n' | b' '));
                let inside = &inside[..end.unwrap_or(inside.len())];
                let address = inside.contains(&b'@') || inside.contains(&b':');
                let address = address && memchr::memmem::find(inside, b"://").is_none();
                here.starts_with(b"<!--") || here.starts_with(b"<<<<<<< ") || address
            }
        }
    })
}

/// The names that a heading may say whose it is with.
fn of_heading(text: &str, names: &mut Vec<u32>) {
    let mut take = |found: &str| names.extend(name::name_forms(found).map(name::hash));
    name::leading_names(text).for_each(|name| take(&name));
    name::capital_words(text).for_each(take);
}

/// The names that a text may plainly begin with.
fn take_plain(text: &str, names: &mut Vec<u32>) {
    for found in name::plain_names(text) {
        names.extend(name::name_forms(found).map(name::hash));
        // A name goes on with a capital letter, or is known by its first word.
        if !text[found.len()..].trim_start().starts_with(name::may_begin) {
            break;
        }
    }
}

/// Whether there may be a heading that is underlined: it may name a person in ways that only the
/// parser tells. On the way the names with which lines begin are taken.
fn has_underlined(body: &str, names: &mut Vec<u32>) -> bool {
    let bytes = body.as_bytes();
    let mut blank = true;
    let mut at = 0;
    while at < bytes.len() {
        let from = at;
        let here = rest_of_line(&bytes[at..]);
        at += here.len() + 1;
        let start = here.iter().position(|b| !matches!(b, b' ' | b'\t' | b'>' | b'\r'));
        let Some(start) = start else {
            blank = true;
            continue;
        };
        if let mark @ (b'-' | b'=') = here[start]
            && !blank
            && here[start..].iter().all(|b| *b == mark || b.is_ascii_whitespace())
        {
            return true;
        }
        if let Some(text) = first_letter(&body[from + start..from + here.len()]) {
            take_plain(text, names);
        }
        blank = false;
    }
    false
}

/// The rest of a line from its first letter on, without bullets, numbers, tags and pictures before
/// it, where a plain name may begin with that letter.
fn first_letter(line: &str) -> Option<&str> {
    let mut rest = line;
    loop {
        let bytes = rest.as_bytes();
        let cut = match *bytes.first()? {
            byte if byte.is_ascii_alphabetic() => {
                return byte.is_ascii_uppercase().then_some(rest);
            }
            byte if byte >= 0x80 => {
                let letter = rest.chars().next()?;
                if letter.is_alphanumeric() {
                    return name::may_begin(letter).then_some(rest);
                }
                letter.len_utf8()
            }
            // `1. Raj`, `+1 Raj`
            byte if byte.is_ascii_digit() => {
                let len = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
                let plus =
                    line.len() > rest.len() && line[..line.len() - rest.len()].ends_with('+');
                let numbers = matches!(bytes.get(len), Some(b'.' | b')'));
                (numbers || plus).then_some(len)?
            }
            b'#' => rest.find([' ', '\t']).unwrap_or(rest.len()),
            b'<' => end_near(bytes, b">"),
            b'!' if bytes.get(1) == Some(&b'[') => end_near(bytes, b")]"),
            _ => 1,
        };
        rest = &rest[cut..];
    }
}

/// The bytes up to one of these signs, where it is near; else one. A line may begin with thousands
/// of pictures that nobody ended.
fn end_near(bytes: &[u8], signs: &[u8]) -> usize {
    const MOST: usize = 400;
    let near = bytes.iter().take(MOST).position(|byte| signs.contains(byte));
    near.map_or(1, |end| end + 1)
}

/// The rest of the line that begins here.
fn rest_of_line(bytes: &[u8]) -> &[u8] {
    &bytes[..memchr(b'\n', bytes).unwrap_or(bytes.len())]
}

fn has_digit(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_digit)
}

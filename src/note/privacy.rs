//! What a piece of text says of who may read it, in the forms in which people write it.
//!
//! `[audience:: lead]` is a field and read as such (`field.rs`). Here are the forms that are nearly
//! that (`[audience: lead]`, `#audience/lead`, `audiance:: lead`), and words such as `private`.
//! They only ever close: what is not certain opens nothing.

use crate::kind::Audience;
use crate::note::html;
use crate::note::privacy_words::{
    WORDS, heads_private_kind, holds_words, is_untold, may_be_untold, split,
};
use crate::note::usual_sign::usual_sign;
use crate::text::lexicon::Lexicon;
use crate::text::span::{Span, nearest};

/// A form that closes what it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Who may see it at most.
    pub audience: Audience,
    /// The bytes of the form.
    pub span: Span,
    /// A word such as `private`, not one for an audience.
    pub private: bool,
}

/// The locks that people draw.
const LOCKS: &[char] = &['🔒', '🔐', '🔏', '🤫', '🤐'];
/// The same, as short codes.
const LOCK_CODES: &[&str] = &[":lock:", ":closed_lock_with_key:", ":shushing_face:"];
/// A longer text is no label.
const MAX_LABEL_BYTES: usize = 80;
/// `audience`, with as many slips as `nearest` allows and a plural.
const WORD_BYTES: std::ops::RangeInclusive<usize> = 6..=11;

/// Whether a heading or a bold line says that what stands below it is the lead's alone.
pub fn is_private_heading(heading: &str) -> bool {
    let may = !heading.is_ascii() || WORDS.headings.stand_in(heading);
    may && Lexicon::shipped().has("private_headings", heading)
        || is_private_form(heading)
        || heads_private_kind(heading)
}

/// The same of a form that stands apart: in brackets, as a tag, a label, the value of a field.
pub fn is_private_form(form: &str) -> bool {
    let holds = |form| is_untold(form) || WORDS.is_for_a_time(&split(form));
    is_private(form) || form.len() <= MAX_LABEL_BYTES && holds(form)
}

/// Whether a tag of HTML says that what it holds is the lead's alone: `<div class="private">`,
/// `<private>`, `<p hidden>`.
pub fn is_private_tag(tag: &html::Tag<'_>) -> bool {
    !tag.closes
        && tag.words().any(|word| {
            word.eq_ignore_ascii_case("hidden") || is_private(&word.replace(['-', '_'], " "))
        })
}

/// Whether somebody drew a lock.
pub fn draws_lock(text: &str) -> bool {
    !text.is_ascii() && text.contains(LOCKS)
        || text.contains(':') && LOCK_CODES.iter().any(|code| text.contains(code))
}

/// Whether a name of a file or a folder says it: as a label does, or with one of the words at its
/// end, before its day (`offsite plan confidential 2026`). A person may be called by such a word.
pub fn is_private_name(name: &str, without_people: &str) -> bool {
    if WORDS.is_kept_from(&split(name)) {
        return true;
    }
    let words = split(without_people);
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let last = words.iter().rev().find(|word| !is_number(word));
    last.is_some_and(|word| WORDS.words.contains(word)) || WORDS.says(&words)
}

/// Whether a label, a tag or a callout says that what it stands for is the lead's alone.
pub fn is_private(label: &str) -> bool {
    let locked = draws_lock(label);
    if label.len() > MAX_LABEL_BYTES {
        return locked && label.chars().take(3).any(|c| LOCKS.contains(&c));
    }
    if locked {
        return true;
    }
    // Most labels are plain words that say nothing of the kind.
    if !holds_words(label) {
        return false;
    }
    let parts =
        label.split([':', '(', ')', '[', ']', '{', '}', '–', '—', '|', '/', ',', ';', '·', '&']);
    let parts = parts.flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" -- "));
    parts.into_iter().any(|part| {
        let part = split(part);
        part.iter().any(|word| WORDS.needed.contains(word)) && WORDS.says(&part)
    })
}

/// Whether a text may close something by a word: only a no is sure.
pub fn may_close(text: &str) -> bool {
    holds_words(text)
        || !text.is_ascii()
        || may_name_audience(text)
        || text.contains(':')
        || may_be_untold(text)
}

/// Whether a word is `audience`, or meant to be.
pub fn is_audience(word: &str) -> bool {
    WORD_BYTES.contains(&word.len())
        && word.starts_with(['a', 'A'])
        && nearest(word, ["audience"]).is_some()
}

/// Whether a word is one for an audience, meant to be, or the beginning of it: `aud`.
pub fn is_audience_key(word: &str) -> bool {
    let begins = || {
        let word = word.to_ascii_lowercase();
        word.len() >= LEAST_BEGUN && "audience".starts_with(&word)
    };
    is_audience(word) || begins()
}

/// So much of the word has to stand there, at least.
const LEAST_BEGUN: usize = 3;

/// What a field before the words of a box says of who may read it, as a field of ours:
/// `audience:: team`, `private:: yes`, `share:: no`.
pub fn as_audience(key: &str, word: &str) -> Option<(&'static str, String)> {
    let no = Lexicon::shipped().has("visibility_none", word);
    let closes = hides(key, word) || is_private(key) && !no;
    match is_audience_key(key) {
        true => Some(("audience", word.to_owned())),
        false => closes.then(|| ("audience", "lead".to_owned())),
    }
}

/// Whether a text may hold a word for `audience`: only a no is sure.
pub fn may_name_audience(text: &str) -> bool {
    let begins = |two: &[u8]| matches!(two, [b'a' | b'A', b'u' | b'U' | b'd' | b'D']);
    !text.is_ascii() || text.as_bytes().windows(2).any(begins)
}

/// Whether a key of another tool and its value say that nobody else may see it: `share: no`.
pub fn hides(key: &str, value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'', '[', ']', ' ']);
    is_visibility(key) && Lexicon::shipped().has("visibility_none", value)
}

/// Whether a key of other tools tells who may see something.
pub fn is_visibility(key: &str) -> bool {
    Lexicon::shipped().has("visibility_keys", key)
}

/// A yes behind a word such as `private`.
const YES: &[&str] = &["true", "yes", "1", "on", "x", "ja", "oui", "si", "sí", "sim"];

/// What the end of a line says in words: `private:: true`, `==private==`, `…, do not share`.
fn ends_private(line: &str) -> bool {
    if !holds_words(line) {
        return false;
    }
    let line = line.trim_end_matches([' ', '\t', '.', '!', ',', ';']);
    let (before, last) = line.rsplit_once([' ', '\t']).unwrap_or(("", line));
    let bare = last.trim_matches(['=', '*', '_', '~']);
    // The marks that end an emphasis may stand behind the text.
    if last.starts_with(['=', '*', '_', '~']) && is_private(bare) {
        return true;
    }
    if YES.iter().any(|yes| last.eq_ignore_ascii_case(yes)) {
        let key = before.rsplit([' ', '\t']).next().unwrap_or("");
        return key.strip_suffix(':').is_some_and(|key| is_private(key.trim_end_matches(':')));
    }
    // A phrase of several words that stands for itself, behind a sign or a field: `read my notes`
    // is a sentence.
    let ends = |word: &String| WORDS.needed.contains(word) || WORDS.only.contains(word);
    if !split(bare).last().is_some_and(ends) {
        return false;
    }
    let mut from = line.len();
    (0..MOST_PHRASE_WORDS).any(|count| {
        from = line[..from].trim_end().rfind([' ', '\t']).unwrap_or(0);
        let before = line[..from].trim_end();
        let apart = before.ends_with([',', '.', ';', ':', ']', ')', '–', '—', '-']);
        match count {
            // A word alone may be the end of the sentence.
            0 => {
                let signed = before.ends_with([',', ';', '–', '—', '.', '!', '?'])
                    || before.ends_with(" --");
                signed && is_private(bare)
            }
            _ => {
                let words = split(&line[from..]);
                let told = WORDS.is_phrase(&words) || WORDS.is_for_readers(&words);
                apart && (told || WORDS.is_kept_from(&words) || WORDS.is_untold(&words))
            }
        }
    })
}

/// What stands behind the name at the beginning of a label: `@alice private`.
fn behind_mention(label: &str) -> Option<&str> {
    let mut label = label.trim_start_matches(['*', '_', ' ', '>']);
    while let Some((_, rest)) = label.split_once(' ').filter(|_| label.starts_with('#')) {
        label = rest.trim_start();
    }
    let rest = match label.strip_prefix("[[") {
        Some(link) => link.split_once("]]")?.1,
        None => label.strip_prefix('@')?.split_once(' ')?.1,
    };
    Some(rest.trim_matches(['*', '_', ' ', ',']))
}

/// `(lead)` at the end of a line: where it begins and ends.
fn lead_in_brackets(line: &str) -> Option<(usize, usize)> {
    let line = without_marks(line).trim_end_matches([' ', '\t', '.', '!']);
    let from = line.strip_suffix([')', ']', '}'])?.rfind(['(', '[', '{'])?;
    is_lead_in_brackets(&line[from..]).then_some((from, line.len()))
}

/// Whether a form is the word for the lead in brackets and nothing else. Behind a box it names who
/// owes what it says.
pub fn is_lead_in_brackets(form: &str) -> bool {
    let word = form.trim_matches(['(', ')', '[', ']', '{', '}', ' ']);
    form.starts_with(['(', '[', '{']) && word.eq_ignore_ascii_case("lead")
}

/// The signs of dates and the like that Tasks writes at the end of a line.
const TASK_SIGNS: &[char] = &[
    '📅', '📆', '🗓', '⏳', '⌛', '🛫', '➕', '✅', '❌', '⏰', '🆔', '⛔', '🏁', '🔁', '⏫', '🔼',
    '🔽', '🔺', '⏬',
];

/// A line without what programs write behind its words: fields, tags, links, comments, the block's
/// name, the dates of Tasks. The end of its words is the end of the line, whatever stands behind.
pub(crate) fn without_marks(line: &str) -> &str {
    let mut left = line.trim_end();
    if !left.is_ascii()
        && let Some(at) = left.find(TASK_SIGNS)
        && left[..at].contains(char::is_alphanumeric)
    {
        left = left[..at].trim_end();
    }
    loop {
        let opening = match left.chars().next_back() {
            Some(']') if left.ends_with("]]") => left.rfind("[["),
            Some(']') => left.rfind('[').filter(|at| left[*at..].contains("::")),
            Some(')') => left.rfind('(').filter(|at| left[*at..].contains("::")),
            Some('}') => left.rfind('{').filter(|at| left[*at..].starts_with("{#")),
            Some('>') if left.ends_with("-->") => left.rfind("<!--"),
            Some('%') if left.ends_with("%%") && left.len() > 4 => {
                left[..left.len() - 2].rfind("%%")
            }
            _ => left.rfind([' ', '\t']).map(|at| at + 1).filter(|at| {
                let word = &left[*at..];
                word.len() > 1 && word.starts_with(['#', '^', '@'])
            }),
        };
        // What is nothing but such marks stays: `#private ^id`. So does `[[private]]`.
        let says = |at: &usize| left[*at..].starts_with("[[") && is_private(&left[*at..]);
        let told = left.trim_start_matches(['-', '*', '+', '>', ' ']);
        let opening = opening.filter(|at| left[..*at].contains(char::is_alphanumeric));
        match opening.filter(|at| !told.is_empty() && !says(at)) {
            Some(at) => left = left[..at].trim_end(),
            None => return left,
        }
    }
}

/// A line without the tags and names at its beginning: `#outcome Private: …`.
fn behind_tags(line: &str) -> &str {
    let mut left = line.trim_start();
    while left.starts_with(['#', '@']) {
        let Some(end) = left.find([' ', '\t']) else { return line };
        left = left[end..].trim_start();
    }
    left
}

/// Phrases for private have no more words.
const MOST_PHRASE_WORDS: usize = 5;

/// The audience that the first word of a text names.
fn named(text: &str) -> Option<(Audience, usize)> {
    let from = text.len() - text.trim_start_matches([' ', '\t', '"', '\'', '*', '_', '`']).len();
    let rest = &text[from..];
    let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    Audience::read(&rest[..len]).map(|audience| (audience, from + len))
}

/// Whether an element behind the first words of a line says that it is private, and nothing else:
/// `… <kbd>private</kbd>`.
fn holds_private(line: &str, tag: &html::Tag<'_>) -> bool {
    let rest = &line[tag.span.end..];
    let len = rest.bytes().take(MAX_LABEL_BYTES).position(|byte| byte == b'<');
    let behind = || line[..tag.span.start].bytes().rev().take(MAX_LABEL_BYTES);
    len.is_some_and(|len| {
        behind().any(|byte| byte.is_ascii_alphanumeric()) && is_private(&rest[..len])
    })
}

/// `Private: …`, or a line that is nothing but such a word; also behind a first label, as what a
/// field says: `Note: private`, `shared: no`, `**Private** #agreed …`.
fn is_labelled(source: &str) -> bool {
    let bold = ["**", "__"].iter().find_map(|mark| source.strip_prefix(mark)?.split_once(mark));
    if bold.is_some_and(|(label, _)| label.len() <= MAX_LABEL_BYTES && is_private(label)) {
        return true;
    }
    if is_label_alone(source) {
        return true;
    }
    let Some((label, rest)) = source.split_once(':') else { return false };
    let is_key =
        label.len() <= MOST_KEY_BYTES && label.split_whitespace().count() <= MOST_KEY_WORDS;
    let value = rest.trim_start_matches(':');
    is_key
        && value.starts_with([' ', '*'])
        && !label.trim().is_empty()
        && (is_label_alone(value.trim_matches(['*', ' '])) || hides(label, value))
}

/// Whether a line says nothing but that: `private`, `shared: no`, `note: private`.
pub fn says_only_private(line: &str) -> bool {
    let line = line.trim_matches(['*', '_', ' ', ':']);
    let of_key = || {
        let (key, value) = line.split_once(':')?;
        hides(key, value.trim_start_matches(':')).then_some(())
    };
    is_private(line) || of_key().is_some()
}

/// Longer labels are sentences.
const MOST_KEY_BYTES: usize = 32;
/// And so are those of more words.
const MOST_KEY_WORDS: usize = 3;

fn is_label_alone(source: &str) -> bool {
    let label = source.split([':', '\n']).next().unwrap_or(source);
    let alone = label.len() == source.len();
    label.len() <= MAX_LABEL_BYTES
        && (alone || !source[label.len()..].starts_with("::"))
        && says_as_label(label.trim_matches(['*', '_', ' ', '#', '>']), alone)
        && !label.contains(LOCKS)
}

/// Alone, a sentence is no label: `never share it` may be what somebody is to do.
fn says_as_label(label: &str, alone: bool) -> bool {
    if alone { is_private(label) } else { is_private_form(label) }
}

/// The bytes at which a form may begin: most bytes of a note are others.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let (signs, mut at) = (b"aA[({#", 0);
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
};

/// All forms in `span` of a text that close it; those of which `skip` knows the first byte are not
/// looked at: they stand in code or in a link, or are fields.
pub fn marks(text: &str, span: Span, skip: &dyn Fn(usize) -> bool) -> Vec<Mark> {
    let mut found = Vec::new();
    let source = span.of(text);
    let bytes = source.as_bytes();
    let mut add = |from: usize, to: usize, audience: Audience, private: bool| {
        let mark = Span::new(span.start + from, span.start + to);
        if !skip(mark.start) {
            found.push(Mark { audience, span: mark, private });
        }
    };
    // Most lines hold none of the words; then none of their labels is looked at.
    let may = holds_words(source)
        || !source.is_ascii() && source.contains(LOCKS)
        || may_be_untold(source);
    let (mut behind, mut found_in_link) = (0, false);
    while let Some(next) = bytes[behind..].iter().position(|byte| MAY_BEGIN[usize::from(*byte)]) {
        let at = behind + next;
        behind = at + 1;
        let byte = &bytes[at];
        match byte {
            b'a' | b'A' if matches!(bytes.get(at + 1), Some(b'u' | b'U' | b'd' | b'D')) => {
                if let Some((from, to, audience)) = audience_at(source, at) {
                    behind = to;
                    add(from, to, audience, false);
                }
            }
            // `[[audience: lead]]` and `[audience: lead](x)` are meant as no links.
            b'[' if source[at + 1..].starts_with('[') && meant(&source[at + 2..]) => {
                found_in_link = true;
            }
            b'[' if meant(&source[at + 1..]) && is_link(&source[at + 1..]) => {
                found_in_link = true;
            }
            b'[' | b'(' | b'{' => {
                let close = [b"])}"[usize::from(*byte == b'(') + 2 * usize::from(*byte == b'{')]];
                let rest = &source[at + 1..];
                let end = rest.bytes().take(MAX_LABEL_BYTES).position(|byte| byte == close[0]);
                let private = end.filter(|end| may && is_private_form(&rest[..*end]));
                let hidden = || {
                    let (key, value) = rest[..end?].split_once(':')?;
                    hides(key, value.trim_start_matches(':')).then_some(())
                };
                if let Some(end) = end.filter(|_| private.is_some() || hidden().is_some()) {
                    add(at, at + end + 2, Audience::Lead, true);
                } else if let Some(audience) = end.and_then(|end| slipped(&rest[..end])) {
                    add(at, at + end.unwrap_or(0) + 2, audience, false);
                } else if let Some(len) = begun(rest).filter(|_| *byte == b'[' || end.is_none()) {
                    add(at, at + 1 + len, Audience::Lead, false);
                }
            }
            b'#' if (may || matches!(bytes.get(at + 1), Some(b'a' | b'A')))
                && (at == 0 || bytes[at - 1].is_ascii_whitespace() || bytes[at - 1] == b'(') =>
            {
                let len =
                    source[at + 1..].find(|c: char| !c.is_alphanumeric() && !"-_/.".contains(c));
                let end = len.map_or(source.len(), |len| at + 1 + len);
                let tag = &source[at + 1..end];
                let first = tag.split(['/', '.', '-', '_']).next().unwrap_or("");
                // `#aud`: somebody is in the middle of writing it.
                let begun = is_audience_key(tag);
                if begun || is_private(first) || is_private_form(&tag.replace(['/', '.'], " ")) {
                    behind = end;
                    add(at, end, Audience::Lead, true);
                }
            }
            _ => {}
        }
    }
    if !source.is_ascii()
        && let Some(lock) = source.find(LOCKS)
    {
        add(lock, lock, Audience::Lead, true);
    }
    let code = LOCK_CODES.iter().filter(|_| source.contains(':'));
    let code = code.filter(|_| may || source.contains(":lock"));
    if let Some(at) = code.filter_map(|code| source.find(code)).min() {
        add(at, at, Audience::Lead, true);
    }
    let bare = source.contains('<').then(|| html::without_tags(source));
    if bare.is_some() {
        for tag in html::tags(source, Span::new(0, source.len())) {
            if is_private_tag(&tag) || !tag.closes && holds_private(source, &tag) {
                add(tag.span.start, tag.span.end, Audience::Lead, true);
            }
        }
    }
    let source = bare.as_deref().unwrap_or(source);
    let first_line = source.split('\n').next().unwrap_or(source);
    let field = first_line.contains(':') && first_line.len() <= 2 * MOST_KEY_BYTES;
    let may = may || field && is_labelled(first_line);
    let closes =
        |line: &str| ends_private(line.split('\n').next().unwrap_or(line)) || is_labelled(line);
    let lines = |line| [line, without_marks(line)];
    // `@alice private: …`
    let behind_name = || {
        let (label, rest) = source.split_once([':', '\n'])?;
        let label = behind_mention(label).filter(|_| !rest.starts_with(':'))?;
        (label.len() <= MAX_LABEL_BYTES && is_private(label)).then_some(())
    };
    if may
        && (lines(source).into_iter().any(closes)
            || first_line.len() < source.len() && lines(first_line).into_iter().any(closes)
            || closes(behind_tags(source))
            || behind_name().is_some())
    {
        add(0, 0, Audience::Lead, true);
    }
    if first_line.contains([')', ']', '}'])
        && let Some((from, to)) = lead_in_brackets(first_line)
    {
        add(from, to, Audience::Lead, false);
    }
    if found_in_link {
        let start = Span::new(span.start, span.start);
        found.push(Mark { audience: Audience::Lead, span: start, private: false });
    }
    if found.is_empty() && !source.is_ascii() && source.chars().any(|c| usual_sign(c) != Some(c)) {
        let usual: String = source.chars().filter_map(usual_sign).collect();
        let whole = Span::new(0, usual.len());
        let closes = marks(&usual, whole, &|_| false).into_iter().map(|mark| mark.audience).min();
        let start = Span::new(span.start, span.start);
        let open = closes.filter(|_| !skip(span.start));
        found.extend(open.map(|audience| Mark { audience, span: start, private: true }));
    }
    found
}

/// The form of which the word for an audience stands at `at`: where it begins and ends.
fn audience_at(source: &str, at: usize) -> Option<(usize, usize, Audience)> {
    let before = &source[..at];
    if before.ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let len = source[at..].find(|c: char| !c.is_alphanumeric()).unwrap_or(source.len() - at);
    let word = &source[at..at + len];
    if !is_audience_key(word) {
        return None;
    }
    // A few blanks or marks of emphasis, not a line of them.
    let gap = before.bytes().rev().take(8).take_while(|byte| b"*_ `".contains(byte)).count();
    let opened = &before[..before.len() - gap];
    let bracket = opened.chars().next_back().filter(|c| "[({".contains(*c));
    let from =
        if bracket.is_some() || before.ends_with('#') { opened.len().max(1) - 1 } else { at };
    // What only begins the word says it in brackets, with a sign behind it.
    let whole = is_audience(word);
    if !whole && (bracket.is_none() || !source[at + len..].trim_start().starts_with([':', '='])) {
        return None;
    }
    let rest = &source[at + len..];
    let gap = rest.len() - rest.trim_start_matches(['*', '_', ' ', '`']).len();
    let sign = &rest[gap..];
    let near = sign.bytes().take(MAX_LABEL_BYTES);
    let closes = |close: u8| near.clone().position(|byte| byte == close);
    let close = match bracket {
        Some('[') => closes(b']'),
        Some('(') => closes(b')'),
        Some(_) => closes(b'}'),
        None => None,
    };
    let value_at = at + len + gap;
    let end = |sign_len: usize, value: &str| match (bracket, close) {
        (Some(_), Some(close)) => value_at + close + 1,
        _ => value_at + sign_len + named(value).map_or(0, |(_, len)| len),
    };
    let read = |sign_len: usize| {
        let value = &sign[sign_len..close.unwrap_or(sign.len()).max(sign_len)];
        (named(value), end(sign_len, value), value)
    };
    let lead = |said: Option<(Audience, usize)>| said.map_or(Audience::Lead, |(one, _)| one);
    if sign.starts_with("::") {
        let (said, end, value) = read(2);
        // In brackets nothing may stand behind the word.
        let more = |len: usize| value[len..].contains(char::is_alphanumeric);
        let said = said.filter(|(_, len)| bracket.is_none() || !more(*len));
        return Some((from, end, lead(said)));
    }
    let tagged = before.ends_with(['#', '@']);
    if (bracket.is_some() || tagged) && sign.starts_with([':', '=', '/', '|', '-', '.', '→', ';'])
    {
        let (said, end, _) = read(sign.chars().next().map_or(0, char::len_utf8));
        return Some((from, end, lead(said)));
    }
    if sign.starts_with([':', '=']) {
        let (said, end, value) = read(1);
        // A sentence may say `audience: lead engineers`; a word for us stands alone.
        let (one, len) = said?;
        let alone = value[len..]
            .trim_start_matches(['"', '\'', '*', '_', '`', '.', ',', ';', '!', '=', '~']);
        let alone = alone.trim_start();
        let ends = alone.is_empty() || alone.starts_with(['\n', '[', '(', '#', '@', '^', ')', ']']);
        let ends =
            ends || ["- ", "– ", "— ", "| ", "/ "].iter().any(|sign| alone.starts_with(sign));
        return (ends || alone.starts_with("--") || alone.starts_with("%%"))
            .then_some((from, end, one));
    }
    if bracket == Some('[') && sign.trim_start().starts_with(']') {
        return Some((from, end(0, ""), Audience::Lead));
    }
    if (bracket.is_some() || tagged) && gap > 0 {
        let (said, end, _) = read(0);
        return said.map(|(one, _)| (from, end, one));
    }
    None
}

/// Whether what a bracket opened is the text of a link.
fn is_link(rest: &str) -> bool {
    let end = rest.bytes().take(MAX_LABEL_BYTES).position(|byte| byte == b']');
    end.is_some_and(|end| rest[end + 1..].starts_with(['(', '[']))
}

/// Whether a link begins as a field does: `audience: lead`.
fn meant(link: &str) -> bool {
    let len = link.find(|c: char| !c.is_alphabetic()).unwrap_or(link.len());
    is_audience(&link[..len]) && link[len..].trim_start().starts_with([':', '='])
}

/// The audience in brackets whose key is nearly ours, and does not begin as it: `[udience:: lead]`.
fn slipped(label: &str) -> Option<Audience> {
    let (key, value) = label.split_once("::")?;
    let key = key.trim();
    let near = WORD_BYTES.contains(&key.len()) && nearest(key, ["audience"]).is_some();
    near.then(|| Audience::read(value.trim()).unwrap_or(Audience::Lead))
}

/// The length of a word behind a bracket that begins to say `audience`, where nothing closes the
/// bracket: somebody is in the middle of writing it.
fn begun(text: &str) -> Option<usize> {
    let len = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let word = text[..len].to_ascii_lowercase();
    let rest = text[len..].bytes().take(MAX_LABEL_BYTES).find(|byte| matches!(byte, b'[' | b']'));
    (len >= 3 && "audience".starts_with(&word) && rest != Some(b']')).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Audience>) {
        let found = marks(text, Span::new(0, text.len()), &|_| false);
        assert_eq!(found.iter().map(|mark| mark.audience).min(), expected, "{text}: {found:?}");
    }

    #[test]
    fn the_end_of_a_line() {
        for line in ["x _private_", "x **private**", "x -- confidential", "x — private [due:: y]"]
        {
            check(line, Some(Audience::Lead));
        }
        for line in ["she is very private", "a _private_ matter of hers", "she keeps a secret well"]
        {
            check(line, None);
        }
    }

    #[test]
    fn labels_in_seven_languages() {
        for label in [
            "Private",
            "🔒 Notes",
            "Confidential",
            "Manager notes",
            "Manager's notes",
            "DO NOT SHARE!",
            "My observations",
            "Notes (private)",
            "Private notes on Alice",
            "Alice – private",
            "My private thoughts",
            "Vertraulich",
            "Nur für mich",
            "Meine Beobachtungen",
            "nicht teilen",
            "Confidentiel",
            "Privé",
            "PRIVÉ",
            "Ne pas partager",
            "Mes observations",
            "Confidencial",
            "No compartir",
            "Mis observaciones",
            "Não compartilhar",
            "Minhas observações",
            "Riservato",
            "Non condividere",
            "Le mie osservazioni",
            "Vertrouwelijk",
            "Niet delen",
            "Mijn notities",
            "lead-only",
            "private",
            "Strictly confidential",
            "1. Private",
            "2) Private notes",
            "Mgr notes",
        ] {
            assert!(is_private(label), "{label}");
        }
        for label in [
            "Private cloud migration",
            "Notes",
            "Observations",
            "internal",
            "Secret Santa",
            "Shared notes",
            "Privacy",
            "Manager",
            "Alice",
            "1-1 with Alice",
            "Do share",
            "Confidence",
            "Geheimtipps",
            "",
            "Notizen",
            "Feedback",
            "For me",
        ] {
            assert!(!is_private(label), "{label}");
        }
    }

    #[test]
    fn forms_that_people_write_close_the_line() {
        let (lead, person, team) = (Audience::Lead, Audience::Person, Audience::Team);
        for (text, expected) in [
            ("great work [audience: lead]", Some(lead)),
            ("great work (audience: lead)", Some(lead)),
            ("great work [audience = person]", Some(person)),
            ("great work [Audience lead]", Some(lead)),
            ("great work #audience/lead", Some(lead)),
            ("great work #audience.lead more", Some(lead)),
            ("great work #audience-lead", Some(lead)),
            ("great work #audience lead", Some(lead)),
            ("great work audience:: lead", Some(lead)),
            ("great work audience:: team", Some(team)),
            ("great work audience:: leed", Some(lead)),
            ("great work audience: lead", Some(lead)),
            ("great work audience: lead.", Some(lead)),
            ("great work [audiance:: person]", Some(person)),
            ("great work [audence:: lead] more", Some(lead)),
            ("great work [audiences:: lead, team]", Some(lead)),
            ("great work [audience:: lead", Some(lead)),
            ("great work [aud", Some(lead)),
            ("great work [audience", Some(lead)),
            ("great work [audience]", Some(lead)),
            ("great work **audience:** lead", Some(lead)),
            ("great work %% audience: lead %%", Some(lead)),
            ("great work <!-- audience: lead -->", Some(lead)),
            ("great work #private", Some(lead)),
            ("great work #lead/only", Some(lead)),
            ("great work #no-share", Some(lead)),
            ("great work [aud:: lead]", Some(lead)),
            ("great work [audien: person]", Some(person)),
            ("great work @audience lead", Some(lead)),
            ("great work [visibility:: lead]", Some(lead)),
            ("great work [share:: no]", Some(lead)),
            ("great work (public: false)", Some(lead)),
            ("great work private:: true", Some(lead)),
            ("great work private: yes", Some(lead)),
            ("great work ==private==", Some(lead)),
            ("great work **confidential**.", Some(lead)),
            ("great work, do not share", Some(lead)),
            ("great work, DO NOT SHARE!", Some(lead)),
            ("great work (only me)", Some(lead)),
            ("great work private:: true [due:: 2026-12-20] #skill/x ^id", Some(lead)),
            ("great work ==private== (due:: 2026-12-20)", Some(lead)),
            ("great work, do not share @ana [due:: 2026-12-20]", Some(lead)),
            ("great work （private）", Some(lead)),
            ("great work [audience： lead]", Some(lead)),
            ("great work [audi\u{ad}ence:: lead]", Some(lead)),
            ("great work [\u{430}udience:: person]", Some(person)),
            ("great work [shared:: 2026-11-17]", None),
            ("great work [public:: yes]", None),
            ("keep the repo private", None),
            ("audit: true", None),
            ("the [audit: x] of aud: lead", None),
            ("they share no code", None),
            ("great work [due:: 2026-12-20] do not share", Some(lead)),
            ("great work – for me only", Some(lead)),
            ("is it true", None),
            ("café ： au lait", None),
            ("great work (HR only)", Some(lead)),
            ("great work (never show this)", Some(lead)),
            ("great work (please do not tell the team)", Some(lead)),
            ("great work [not to be shown to her]", Some(lead)),
            ("great work (nicht an Alice weitergeben)", Some(lead)),
            ("great work (ne pas montrer)", Some(lead)),
            ("great work (non dirlo a nessuno)", Some(lead)),
            ("great work (niet laten zien)", Some(lead)),
            ("great work #never-show", Some(lead)),
            ("Never show: great work", Some(lead)),
            ("note: private", Some(lead)),
            ("shared: no", Some(lead)),
            ("Outcome: private: great work", Some(lead)),
            ("**Private** #agreed great work", Some(lead)),
            ("audience: lead - great work", Some(lead)),
            ("great work [[private]] [done:: 2026-11-24]", Some(lead)),
            ("great work (she does not show it)", None),
            ("great work (no show last week)", None),
            ("great work (not the old one)", None),
            ("great work (do not forget)", None),
            ("never share the password again", None),
            ("goal: a private office", None),
            ("note: the repository is private", None),
            ("shared: yes", None),
            ("the next question: private or public", None),
            ("great work (only for HR)", Some(lead)),
            ("great work (nur für die Personalabteilung)", Some(lead)),
            ("great work, HR only [due:: 2026-12-20]", Some(lead)),
            ("great work #hr-only", Some(lead)),
            ("HR only: great work", Some(lead)),
            ("great work (RH uniquement)", Some(lead)),
            ("great work (Alice must not know)", Some(lead)),
            ("great work (she shouldn't know yet)", Some(lead)),
            ("great work (Alice darf es nicht wissen)", Some(lead)),
            ("great work (lead)", Some(lead)),
            ("great work (Lead) #skill/x ^id", Some(lead)),
            ("great work [audience: lead](x)", Some(lead)),
            ("great work [audience:: person](https://a.example)", Some(lead)),
            ("talked to HR", None),
            ("(HR) asked", None),
            ("management only asks for it", None),
            ("she does not know yet", None),
            ("the lead (of the team) was calm", None),
            ("she likes [audience: x](y)?", Some(lead)),
            ("great work #confidential/hr", Some(lead)),
            ("great work #lead-only", Some(lead)),
            ("great work (private)", Some(lead)),
            ("🔒 great work", Some(lead)),
            ("Private: great work", Some(lead)),
            ("**Confidential** : great work", Some(lead)),
            ("Vertraulich: gut gemacht", Some(lead)),
            ("knows his audience well", None),
            ("the audience: mostly engineers", None),
            ("audience: lead engineers and up", None),
            ("a talk for a large audience (she was calm)", None),
            ("an advance: team of two", None),
            ("the private cloud: moved", None),
            ("make the repository private", None),
            ("[auto] generated", None),
            ("#audit/lead done", None),
        ] {
            check(text, expected);
        }
    }
}

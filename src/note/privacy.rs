//! What a piece of text says of who may read it, in the forms in which people write it.
//!
//! `[audience:: lead]` is a field and read as such (`field.rs`). Here are the forms that are nearly
//! that (`[audience: lead]`, `#audience/lead`, `audiance:: lead`), and words such as `private`.
//! They only ever close: what is not certain opens nothing.

use crate::kind::Audience;
use crate::note::audience_form::{
    audience_at, begun, is_audience_key, is_link, is_meant_link, may_name_audience, slipped,
};
use crate::note::html;
use crate::note::lock_sign::{LOCK_CODES, LOCKS, draws_lock, lock_in};
use crate::note::named::{self, NamedReaders};
use crate::note::privacy_words::{
    WORDS, heads_private_kind, holds_any_words, holds_words, is_slip, is_untold, may_be_untold,
    split,
};
use crate::note::usual_sign::usual_sign;
use crate::text::lexicon::Lexicon;
use crate::text::span::Span;

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

/// Signs at the end of a line that close it: before a word they say that it is blocked.
const STOPS: &[char] = &['🚫', '🔞', '🚷', '🔇', '🔕', '🫢'];
/// A longer text is no label.
pub(crate) const MAX_LABEL_BYTES: usize = 80;

/// Whether a heading or a bold line says that what stands below it is the lead's alone.
pub fn is_private_heading(heading: &str) -> bool {
    let known = |form: &str| Lexicon::shipped().has("private_headings", form);
    // `Thoughts about Alice (for myself)`
    let apart = || heading.trim_end().strip_suffix(')')?.rsplit_once('(').map(|(_, form)| form);
    known(heading)
        || apart().is_some_and(known)
        || is_private_form(heading)
        || heads_private_kind(heading)
}

/// The same of a form that stands apart: in brackets, as a tag, a label, the value of a field.
pub fn is_private_form(form: &str) -> bool {
    let holds = || is_untold(form) || WORDS.is_for_a_time(&split(form)) || is_slip(form);
    is_private(form) || form.len() <= MAX_LABEL_BYTES && holds()
}

/// Whether a tag of HTML says that what it holds is the lead's alone: `<div class="private">`,
/// `<private>`, `<p hidden>`.
pub fn is_private_tag(tag: &html::Tag<'_>) -> bool {
    !tag.closes
        && tag.tag_words().any(|word| {
            word.eq_ignore_ascii_case("hidden")
                || word.replace(' ', "").to_ascii_lowercase().starts_with("display:none")
                || is_private(&word.replace(['-', '_'], " "))
        })
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
    last.is_some_and(|word| WORDS.words.contains(word)) || WORDS.says_private(&words)
}

/// Whether a label, a tag or a callout says that what it stands for is the lead's alone.
pub fn is_private(label: &str) -> bool {
    let locked = draws_lock(label);
    if label.len() > MAX_LABEL_BYTES {
        return locked && label.chars().take(3).any(|c| LOCKS.contains(&c));
    }
    // Most labels are plain words that say nothing of the kind.
    if locked || !holds_words(label) {
        return locked;
    }
    let parts =
        label.split([':', '(', ')', '[', ']', '{', '}', '–', '—', '|', '/', ',', ';', '·', '&']);
    let parts = parts.flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" -- "));
    parts.into_iter().any(|part| {
        let part = split(part);
        part.iter().any(|word| WORDS.needed.contains(word)) && WORDS.says_private(&part)
    })
}

/// Whether a text in a sign that begins a part ends one: `/private`, `end private`, `public`.
pub(crate) fn ends_part(text: &str) -> bool {
    let closes = text.strip_prefix('/').is_some_and(is_private_form);
    closes || WORDS.ends_part(&split(text))
}

/// Whether a text may close something by a word: only a no is sure.
pub fn may_close(text: &str) -> bool {
    holds_words(text)
        || !text.is_ascii()
        || may_name_audience(text)
        || text.contains(':')
        || may_be_untold(text)
}

/// What a field before the words of a box says of who may read it, as a field of ours:
/// `audience:: team`, `private:: yes`, `share:: no`.
pub fn as_audience(key: &str, word: &str) -> Option<(&'static str, String)> {
    let no = Lexicon::shipped().has("visibility_none", word);
    let closes = hides_from_others(key, word) || is_private(key) && !no;
    match is_audience_key(key) {
        true => Some(("audience", word.to_owned())),
        false => closes.then(|| ("audience", "lead".to_owned())),
    }
}

/// Whether a key of another tool and its value say that nobody else may see it: `share: no`.
pub fn hides_from_others(key: &str, value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'', '[', ']', ' ']);
    is_visibility(key) && Lexicon::shipped().has("visibility_none", value)
}

/// Whether a key of other tools tells who may see something.
pub fn is_visibility(key: &str) -> bool {
    Lexicon::shipped().has("visibility_keys", key)
}

/// A yes behind a word such as `private`.
const YES: &[&str] = &["true", "yes", "1", "on", "x", "ja", "oui", "si", "sí", "sim"];

/// Signs before such a word that part it from the sentence.
const SIGNS: &[char] = &['!', '$', '^', '\\', '#', ':', '%', '&', '+', '|', '?'];

/// Signs that stand around such a word: of emphasis, and quotation marks.
const AROUND: &[char] =
    &['=', '*', '_', '~', '"', '\'', '“', '”', '„', '‟', '«', '»', '‹', '›', '‘', '’', '‚'];

/// A word in capitals has so many letters: `HR` is none.
const LEAST_SHOUT_BYTES: usize = 6;

/// What the end of a line says in words: `private:: true`, `==private==`, `…, do not share`.
fn ends_private(line: &str) -> bool {
    if !holds_any_words(line) {
        return false;
    }
    let shouted = line.trim_end().ends_with('!');
    let line = line.trim_end_matches([' ', '\t', '.', '!', ',', ';']);
    let (before, last) = line.rsplit_once([' ', '\t']).unwrap_or(("", line));
    let bare = last.trim_matches(AROUND);
    // `… PRIVATE` at the end of words that are not written so.
    let shouts = |text: &str| !text.contains(char::is_lowercase);
    if last.len() >= LEAST_SHOUT_BYTES && shouts(last) && !shouts(before) && is_private(last) {
        return true;
    }
    // `…; confidential for now`
    let tail = line.rfind([',', ';', '–', '—']).map(|at| &line[line.ceil_char_boundary(at + 1)..]);
    if tail.is_some_and(|tail| WORDS.is_for_a_time(&split(tail))) {
        return true;
    }
    // The marks that end an emphasis may stand behind the text. `… private!`
    if (shouted || last.starts_with(AROUND) || before.ends_with("~~")) && is_private(bare) {
        return true;
    }
    if YES.iter().any(|yes| last.eq_ignore_ascii_case(yes)) {
        let key = before.rsplit([' ', '\t']).next().unwrap_or("");
        return key.strip_suffix(':').is_some_and(|key| is_private(key.trim_end_matches(':')));
    }
    // `private::`, `^private`, `# private`: half typed, or a sign of one's own.
    let core = last.trim_start_matches(SIGNS);
    let core = core.strip_suffix("::").unwrap_or(core);
    let behind = |sign: &str| before.strip_suffix(sign).is_some_and(|b| b.ends_with(' '));
    let signed = core.len() < last.len() || ["#", "%%"].into_iter().any(behind);
    if signed && is_private(core) {
        return true;
    }
    // A phrase of several words that stands for itself, behind a sign or a field: `read my notes`
    // is a sentence.
    let ends = |word: &String| {
        WORDS.needed.contains(word) || WORDS.only.contains(word) || WORDS.ends.contains(word)
    };
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
                    || [" --", " -"].iter().any(|sign| before.ends_with(sign));
                signed && (is_private(bare) || WORDS.is_untold(&split(bare)))
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

/// Whether a text may hold such a sign: dashes, quotation marks and letters are none.
fn may_hold_sign(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.contains(&0xf0) || bytes.windows(2).any(|two| two[0] == 0xe2 && two[1] > 0x82)
}

/// A line without what programs write behind its words: fields, tags, links, comments, the block's
/// name, the dates of Tasks. The end of its words is the end of the line, whatever stands behind.
pub(crate) fn without_marks(line: &str) -> &str {
    let mut left = line.trim_end();
    if !left.is_ascii()
        && may_hold_sign(left)
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
pub(crate) fn behind_tags(line: &str) -> &str {
    let mut left = line.trim_start();
    while left.starts_with(['#', '@']) {
        let Some(end) = left.find([' ', '\t']) else { return line };
        left = left[end..].trim_start();
    }
    left
}

/// Phrases for private have no more words.
const MOST_PHRASE_WORDS: usize = 5;

/// Whether an element behind the first words of a line says that it is private, and nothing else:
/// `… <kbd>private</kbd>`.
fn holds_private(line: &str, tag: &html::Tag<'_>) -> bool {
    let rest = &line[tag.span.end..];
    let len = rest.bytes().take(MAX_LABEL_BYTES).position(|byte| byte == b'<');
    let behind = || line[..tag.span.start].bytes().rev().take(MAX_LABEL_BYTES);
    let begins = || !line[..tag.span.start].contains(char::is_alphanumeric);
    len.is_some_and(|len| {
        (behind().any(|byte| byte.is_ascii_alphanumeric()) || begins()) && is_private(&rest[..len])
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
        && (is_label_alone(value.trim_matches(['*', ' '])) || hides_from_others(label, value))
}

/// Whether a line says nothing but that: `private`, `shared: no`, `note: private`.
pub fn says_only_private(line: &str) -> bool {
    let line = line.trim_matches(['*', '_', ' ', ':']);
    let of_key = || {
        let (key, value) = line.split_once(':')?;
        hides_from_others(key, value.trim_start_matches(':')).then_some(())
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
        && lock_in(label).is_none()
}

/// Alone, a sentence is no label: `never share it` may be what somebody is to do.
fn says_as_label(label: &str, alone: bool) -> bool {
    if alone { is_private(label) } else { is_private_form(label) }
}

/// Whether a text may say that it is private: only a no is sure.
pub(crate) fn may_say_private(text: &str) -> bool {
    holds_any_words(text) || lock_in(text).is_some()
}

/// The bytes at which a form may begin: most bytes of a note are others.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let (signs, mut at) = (b"aA[({#@", 0);
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
};

/// What a text says of its readers.
#[derive(Debug, Default)]
pub struct Forms {
    /// Forms that close it.
    pub marks: Vec<Mark>,
    /// Forms that close it when somebody is called so.
    pub named: Vec<NamedReaders>,
}

/// The forms of `closing_forms` that close a text, whoever is called what.
pub fn closing_marks(text: &str, span: Span, skip: &dyn Fn(usize) -> bool) -> Vec<Mark> {
    closing_forms(text, span, skip).marks
}

/// All forms in `span` of a text that close it; those of which `skip` knows the first byte are not
/// looked at: they stand in code or in a link, or are fields.
pub fn closing_forms(text: &str, span: Span, skip: &dyn Fn(usize) -> bool) -> Forms {
    let (mut found, mut named) = (Vec::new(), Vec::new());
    let source = span.of(text);
    let bytes = source.as_bytes();
    let mut add = |from: usize, to: usize, audience: Audience, private: bool| {
        let mark = Span::new(span.start + from, span.start + to);
        if !skip(mark.start) {
            found.push(Mark { audience, span: mark, private });
        }
    };
    // Most lines hold none of the words; then none of their labels is looked at.
    let may = may_say_private(source);
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
            b'[' if source[at + 1..].starts_with('[') && is_meant_link(&source[at + 2..]) => {
                found_in_link = true;
            }
            b'[' if may && is_first_link(source, at) => found_in_link = true,
            b'[' if is_meant_link(&source[at + 1..]) && is_link(&source[at + 1..]) => {
                found_in_link = true;
            }
            b'[' | b'(' | b'{' => {
                let close = match byte {
                    b'[' => ']',
                    b'(' => ')',
                    _ => '}',
                };
                let rest = &source[at + 1..];
                let end = rest[..rest.floor_char_boundary(MAX_LABEL_BYTES)].find(close);
                let says = |inner: &str| may && is_private_form(inner) || is_slip(inner);
                let private = end.filter(|end| says(&rest[..*end]));
                let hidden = || {
                    let (key, value) = rest[..end?].split_once(':')?;
                    hides_from_others(key, value.trim_start_matches(':')).then_some(())
                };
                if let Some(end) = end.filter(|_| private.is_some() || hidden().is_some()) {
                    add(at, at + end + 2, Audience::Lead, true);
                } else if let Some(audience) = end.and_then(|end| slipped(&rest[..end])) {
                    add(at, at + end.unwrap_or(0) + 2, audience, false);
                } else if let Some(len) = begun(rest).filter(|_| *byte == b'[' || end.is_none()) {
                    add(at, at + 1 + len, Audience::Lead, false);
                } else if let Some(end) = end
                    && let Some(one) = named::read(&rest[..end])
                    && (matches!(one, NamedReaders::Only(_))
                        || stands_apart(source, at, at + end + 2))
                    && !skip(span.start + at)
                {
                    named.push(one);
                }
            }
            // `@private`: nobody is called so, or somebody is.
            b'@' if may => {
                let len =
                    source[at + 1..].find(|c: char| !c.is_alphanumeric() && !"-_.".contains(c));
                let name = &source[at + 1..len.map_or(source.len(), |len| at + 1 + len)];
                let free = !source[..at].ends_with(|c: char| c.is_alphanumeric());
                if free && is_private(&name.replace(['-', '_', '.'], " ")) && !skip(span.start + at)
                {
                    named.push(NamedReaders::Word(name.to_owned()));
                }
            }
            b'#' if at == 0 || bytes[at - 1].is_ascii_whitespace() || bytes[at - 1] == b'(' => {
                let len =
                    source[at + 1..].find(|c: char| !c.is_alphanumeric() && !"-_/.".contains(c));
                let end = len.map_or(source.len(), |len| at + 1 + len);
                let tag = &source[at + 1..end];
                let first = tag.split(['/', '.', '-', '_']).next().unwrap_or("");
                let first = first.trim_end_matches(|c: char| c.is_ascii_digit());
                let says = || is_private(first) || is_private_form(&tag.replace(['/', '.'], " "));
                // `#aud`: somebody is in the middle of writing it.
                let dated = tag.len() > first.len() && tag.ends_with(|c: char| c.is_ascii_digit());
                if (may || dated || tag.starts_with(['a', 'A'])) && (is_audience_key(tag) || says())
                {
                    behind = end;
                    add(at, end, Audience::Lead, true);
                } else {
                    named.extend(named::read(tag).filter(|_| !skip(span.start + at)));
                }
            }
            _ => {}
        }
    }
    if let Some(lock) = lock_in(source) {
        add(lock, lock, Audience::Lead, true);
    }
    if !source.is_ascii()
        && let Some(stop) = source.rfind(STOPS)
        && without_marks(source).trim_end().ends_with(STOPS)
    {
        add(stop, stop, Audience::Lead, true);
    }
    let coded = source.contains(':')
        && (may || [":lock", "_face:", ":no_e"].iter().any(|part| source.contains(part)));
    let code = LOCK_CODES.iter().filter(|_| coded);
    if let Some(at) = code.filter_map(|code| source.find(code)).min() {
        add(at, at, Audience::Lead, true);
    }
    if let Some(begun) = html::open_comment(source, &text[span.end..]) {
        add(begun, source.len(), Audience::Lead, true);
    }
    let bare = source.contains('<').then(|| html::without_tags(source));
    if bare.is_some() {
        for tag in html::html_tags(source, Span::new(0, source.len())) {
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
    named.extend(named_apart(first_line).filter(|_| !skip(span.start)));
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
        let Forms { marks, named: names } = closing_forms(&usual, whole, &|_| false);
        let closes = marks.into_iter().map(|mark| mark.audience).min();
        let start = Span::new(span.start, span.start);
        let open = closes.filter(|_| !skip(span.start));
        found.extend(open.map(|audience| Mark { audience, span: start, private: true }));
        named.extend(names.into_iter().filter(|_| !skip(span.start)));
    }
    Forms { marks: found, named }
}

/// Whether a link such as `[[private]]` begins the line.
fn is_first_link(line: &str, at: usize) -> bool {
    let inner = line[at..].strip_prefix("[[").and_then(|rest| rest.split("]]").next());
    inner.is_some_and(is_private) && !line[..at].contains(char::is_alphanumeric)
}

/// Whether a form between two bytes of a line stands before its words or behind them.
fn stands_apart(line: &str, from: usize, to: usize) -> bool {
    let is_word = |word: &str| word.contains(char::is_alphanumeric);
    let mut before = line[..from].split_whitespace();
    let ends = || without_marks(line).trim_end_matches(['.', '!', ' ']).len() <= to;
    ends() || before.all(|word| word.starts_with(['#', '@']) || !is_word(word))
}

/// `Nora only: …`, and `…, Nora only` at the end of a line.
fn named_apart(line: &str) -> impl Iterator<Item = NamedReaders> {
    let label = line.split_once(':').filter(|(label, rest)| {
        label.len() <= MOST_KEY_BYTES && !rest.starts_with(':') && WORDS.may_name(label)
    });
    let label = label.and_then(|(label, _)| named::read(label.trim_matches(['*', '_', ' ', '#'])));
    let near = line.bytes().rev().take(MAX_LABEL_BYTES);
    let parts = |byte: u8| matches!(byte, b',' | b';' | 0x93 | 0x94);
    let behind = || {
        let line = without_marks(line).trim_end_matches([' ', '.', '!']);
        let at = line.rfind([',', ';', '–', '—'])?;
        named::read_only(&line[line.ceil_char_boundary(at + 1)..])
    };
    let behind = near.into_iter().any(parts).then(behind).flatten();
    label.into_iter().chain(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Audience>) {
        let found = closing_marks(text, Span::new(0, text.len()), &|_| false);
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

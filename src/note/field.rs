//! Fields in the prose of one block: `[key:: value]`, `(key:: value)`, `key:: value`, emoji dates.
//!
//! Read as Dataview and Tasks read them, forgiving one colon where the key is one of ours.

use crate::note::done_mark;
use crate::note::tag::Prose;
use crate::note::tool_days::{self, DASHES, Dated, ToolDay, date_behind_sign};
use crate::text::mood;
use crate::text::span::{Span, fold, holding};
use serde::{Deserialize, Serialize};

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRef {
    /// Folded, blanks as `-`.
    pub key: String,
    /// As written, trimmed.
    pub value: String,
    /// All bytes of it, brackets or emoji included.
    pub span: Span,
    /// How it is written.
    pub style: Style,
}

impl From<ToolDay> for FieldRef {
    fn from(day: ToolDay) -> FieldRef {
        let ToolDay { key, value, span } = day;
        FieldRef { key: key.to_owned(), value, span, style: Style::Emoji }
    }
}

impl Style {
    /// The field is the whole block or line.
    pub fn is_line(self) -> bool {
        matches!(self, Style::Whole | Style::Loose)
    }
}

/// How a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Style {
    /// `[key:: value]` or `(key:: value)`.
    Bracket,
    /// `[key: value]`.
    OneColon,
    /// `key:: value` as the whole block or line.
    Whole,
    /// `Outcome: value` as the whole block or line: it counts in a 1-2-1, where nothing else can
    /// be meant by it.
    Loose,
    /// An emoji of the Tasks plugin.
    Emoji,
}

/// Keys that are read with one colon too: nobody writes `[due: 2026-12-01]` and means prose.
pub const FORGIVEN: &[&str] = &[
    "due",
    "set",
    "done",
    "on",
    "shared",
    "path",
    "hold",
    "from",
    "settled",
    "reply",
    "every",
    "later",
    "when",
    "with",
    "mood",
    "met",
    "skill",
    "helps",
    "first",
    "now",
    "drop",
    "why",
    "dropped",
    "scheduled",
    "start",
    "created",
    "habit",
    "system",
    "early",
    "opens",
    "by",
    "id",
];

/// Keys of a child or standing line that are read with one colon.
const FORGIVEN_LINES: &[&str] = &["path", "reply", "habit", "system", "why"];

/// Keys of a line of a 1-2-1 that are read with one colon there.
const LOOSE_LINES: &[&str] = &["intention", "outcome", "clarity", "agreed", "met", "mood", "held"];

const EMOJI: &[(char, &str)] = &[
    ('📅', "due"),
    ('📆', "due"),
    ('🗓', "due"),
    ('⏳', "scheduled"),
    ('⌛', "scheduled"),
    ('🛫', "start"),
    ('➕', "created"),
    ('✅', "done"),
    ('❌', "cancelled"),
    ('⏰', "reminder"),
    ('🆔', "id"),
    ('⛔', "depends-on"),
    ('🏁', "on-completion"),
    ('🔁', "repeat"),
    ('⏫', "priority"),
    ('🔼', "priority"),
    ('🔽', "priority"),
    ('🔺', "priority"),
    ('⏬', "priority"),
];

/// A key as it is compared.
pub fn compared_key(text: &str) -> String {
    fold(text.trim().trim_matches(['*', '_', '`']).trim()).replace(' ', "-")
}

/// All fields of a block, in order. A block that is one field as a whole has no others.
pub fn find_fields(prose: &Prose<'_>) -> Vec<FieldRef> {
    if let Some(field) = whole_field(prose.str(), prose.span.start) {
        return vec![field];
    }
    let mut found = match prose.str().contains(':') {
        true => bracketed_fields(prose),
        false => Vec::new(),
    };
    let before = found.len();
    if !prose.str().is_ascii() {
        found.extend(emoji_fields(prose, &found));
    }
    if let Some(path) = path_behind_tag(prose) {
        found.retain(|field| field.span.start < path.span.start);
        found.push(path);
    }
    // `@done(…)` and `@due(…)` are TaskPaper's.
    let begins_day = |two: &[u8]| {
        two[0] == b'@' && (two[1].is_ascii_digit() || matches!(two[1], b'{' | b'[' | b'd' | b's'))
    };
    let days = prose.str().contains('@') && prose.str().as_bytes().windows(2).any(begins_day);
    if days {
        found.extend(tool_days::of_cards(prose).into_iter().map(FieldRef::from));
    }
    if prose.str().contains(": <") || prose.str().contains(": \\<") {
        found.extend(tool_days::of_org(prose).into_iter().map(FieldRef::from));
    }
    if found.len() > before {
        found.sort_by_key(|field| field.span);
    }
    found
}

/// `… #watch-out path: set an alarm`: behind a tag the words begin anew, and `path:` is a field.
fn path_behind_tag(prose: &Prose<'_>) -> Option<FieldRef> {
    let text = prose.str();
    if !text.contains('#') || !text.contains("ath:") {
        return None;
    }
    let word = ["path:", "Path:", "**path:**", "**Path:**"];
    let (at, word) = word.iter().find_map(|word| Some((text.find(word)?, *word)))?;
    let before = text[..at].trim_end_matches([' ', '-', '–', '—']);
    let tag = before.rsplit([' ', '(']).next().unwrap_or("");
    let is_tag = tag.len() > 1 && tag.starts_with('#') && !tag.starts_with("##");
    let behind = &text[at + word.len()..];
    if !is_tag || !prose.is_open(prose.span.start + at) || behind.starts_with(':') {
        return None;
    }
    let ends = [" #", " [", " ^", " ("];
    let is_end = |at: &usize| {
        let rest = &behind[*at..];
        !rest.starts_with(" [") && !rest.starts_with(" (") || rest.contains("::")
    };
    let ends = ends.iter().flat_map(|end| behind.match_indices(end).map(|(at, _)| at));
    let len = ends.filter(is_end).min().unwrap_or(behind.len());
    let value = behind[..len].trim();
    let start = prose.span.start + at;
    let span = Span::new(start, start + word.len() + len);
    (!value.is_empty()).then(|| FieldRef {
        key: "path".to_owned(),
        value: value.to_owned(),
        span,
        style: Style::Emoji,
    })
}

/// A text that is `key:: value` as a whole.
pub fn whole_field(text: &str, at: usize) -> Option<FieldRef> {
    let trimmed = text.trim_start_matches(['-', '*', '+', ' ', '\t']);
    if let Some(value) = mood::line(trimmed).filter(|value| !is_more(value)) {
        let is_ours = trimmed.contains("::");
        return Some(FieldRef {
            key: "mood".to_owned(),
            value: without_line_breaks(value),
            span: Span::new(at, at + text.len()),
            style: if is_ours { Style::Whole } else { Style::Loose },
        });
    }
    let (name, value, style) = match trimmed.split_once("::") {
        Some((name, value)) => (name, value, Style::Whole),
        None => {
            let (name, value) = trimmed.split_once(':')?;
            let is_in =
                |keys: &[&str]| name.len() <= 20 && keys.contains(&compared_key(name).as_str());
            let style = match () {
                () if !value.starts_with([' ', '*']) => return None,
                () if is_in(FORGIVEN_LINES) => Style::Whole,
                // Emoji and tags in it would be lost for a line that means something else.
                () if is_in(LOOSE_LINES) && !is_more(value) => Style::Loose,
                () => return None,
            };
            (name, value, style)
        }
    };
    let plain = name.trim().trim_matches(['*', '_']);
    let is_key = !plain.is_empty()
        && plain.chars().count() <= 40
        && plain.chars().all(|c| c.is_alphanumeric() || " -_".contains(c))
        && plain.starts_with(char::is_alphabetic)
        && plain.split(' ').count() <= 3;
    is_key.then(|| FieldRef {
        key: compared_key(name),
        value: without_line_breaks(value.trim().trim_start_matches("**")),
        span: Span::new(at, at + text.len()),
        style,
    })
}

/// Keys whose value is a day.
const DAYS: &[&str] =
    &["due", "scheduled", "start", "created", "done", "on", "date", "set", "shared", "hold"];

/// All fields of a box, in order.
pub(crate) fn of_box(prose: &Prose<'_>, mark: char, closes: ClosingForm) -> Vec<FieldRef> {
    let mut found = find_fields(prose);
    before_words(&mut found, prose.text, closes);
    for field in &mut found {
        if let Some((key, value)) = done_mark::of_field(&field.key, &field.value) {
            (field.key, field.value) = (key.to_owned(), value);
        }
    }
    // What a box says that was given up is why.
    if matches!(mark, ' ' | '/' | 'x' | 'X') {
        found.extend(done_behind(prose, &found));
    }
    found.sort_by_key(|field| field.span);
    found
}

/// What says of a box that it is done and is no field: `✔`, `(done)`. Behind it may stand fields
/// and the name of the block.
fn done_behind(prose: &Prose<'_>, fields: &[FieldRef]) -> Option<FieldRef> {
    if fields.iter().any(|field| field.style.is_line() || field.key == "done") {
        return None;
    }
    let text = prose.str();
    let block = text.trim_end().rfind(" ^").filter(|at| !text[at + 2..].trim_end().contains(' '));
    let mut end = text[..block.unwrap_or(text.len())].trim_end().len();
    while let Some(field) =
        fields.iter().find(|field| field.span.end == prose.span.start + end && end > 0)
    {
        end = text[..field.span.start - prose.span.start].trim_end().len();
    }
    let begin = text.len() - text.trim_start().len();
    let words = text.get(begin..end)?;
    let found = done_mark::find(words)?;
    let at = prose.span.start + begin;
    let span = Span::new(at + found.start, at + found.end);
    let apart = |field: &FieldRef| !field.span.meets(span);
    let (mut key, mut value) = (found.key, found.day);
    if key == "dropped" && value.is_empty() {
        // `(no longer needed)` is the reason as well.
        key = "drop";
        value = words[found.start..found.end].trim_matches(|c: char| !c.is_alphanumeric());
    }
    (prose.is_open(span.start) && fields.iter().all(apart)).then(|| FieldRef {
        key: key.to_owned(),
        value: value.to_owned(),
        span,
        style: Style::Emoji,
    })
}

/// What a key and a word say of who may read a line, as a field of ours.
type ClosingForm = fn(&str, &str) -> Option<(&'static str, String)>;

/// `- [ ] due:: 2026-12-01 @alice write it`: in a box a field before the words ends with its day,
/// or with its word where that says who may read it. What stands behind are the words.
fn before_words(fields: &mut [FieldRef], text: &str, closes: ClosingForm) {
    let [only] = fields else { return };
    let line = only.span.of(text);
    let Some(at) = line.find("::").filter(|_| only.style == Style::Whole) else { return };
    let value = line[at + 2..].trim_start();
    let first = value.find(char::is_whitespace).unwrap_or(value.len());
    let len = match only.key.as_str() {
        key if DAYS.contains(&key) => {
            let day = date_behind_sign(value);
            if day.len > 0 { day.lead + day.len + day.tail } else { 0 }
        }
        key if closes(key, &value[..first]).is_some() => first,
        _ => 0,
    };
    if len == 0 || value[len..].trim().is_empty() {
        return;
    }
    only.value = value[..len].trim().to_owned();
    if let Some((key, value)) = closes(&only.key, &only.value) {
        (only.key, only.value) = (key.to_owned(), value);
    }
    only.span.end = only.span.start + line.len() - value.len() + len;
    only.style = Style::Bracket;
}

/// Whether a value holds tags or days of the Tasks plugin, which a field as a whole would swallow.
fn is_more(value: &str) -> bool {
    value.contains('#') || value.chars().any(|c| EMOJI.iter().any(|(sign, _)| *sign == c))
}

fn bracketed_fields(prose: &Prose<'_>) -> Vec<FieldRef> {
    let text = prose.str();
    let mut found: Vec<FieldRef> = Vec::new();
    let mut skip = 0;
    for head in field_heads(text) {
        let Head { at, value_at, style, close: Some(close) } = head else { continue };
        if at < skip || !prose.is_open(prose.span.start + at) {
            continue;
        }
        let end = close + 1;
        if style == Style::OneColon && text[end..].starts_with(['(', '[']) {
            continue; // a link whose text looks like a field
        }
        skip = end;
        let colons = if style == Style::Bracket { 2 } else { 1 };
        let value = without_line_breaks(&text[value_at..close]);
        found.push(FieldRef {
            key: as_we_mean(
                as_tasks_means(compared_key(&text[at + 1..value_at - colons]), &value),
                &value,
            ),
            value,
            span: Span::new(prose.span.start + at, prose.span.start + end),
            style,
        });
    }
    found
}

/// The Tasks plugin writes `[completion:: 2026-11-24]` where everybody says done; `completion` of
/// something else (`80%`) is not its word. `[drop:: no]` drops nothing.
fn as_tasks_means(key: String, value: &str) -> String {
    let denies = ["no", "false", "never", "n"].iter().any(|no| value.eq_ignore_ascii_case(no));
    if denies && ["drop", "dropped", "cancelled"].contains(&key.as_str()) {
        return format!("not-{key}");
    }
    let is_day = value.len() == 10 && value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if ["completion", "completed"].contains(&key.as_str()) && is_day {
        "done".to_owned()
    } else {
        key
    }
}

/// Where a field may begin: its bracket, its value, and the bracket that closes it.
struct Head {
    at: usize,
    value_at: usize,
    style: Style,
    close: Option<usize>,
}

/// All heads of fields in a text, closed where brackets of both sorts allow it: those of the
/// field's own sort come in pairs inside the value, and the other sort closes nothing from outside.
///
/// One pass with a stack for each sort: a line of `[a:: [a:: [a::` costs as much as any other.
fn field_heads(text: &str) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let bytes = text.as_bytes();
    // For `[` and `(`: brackets that are open, and heads (by place in `heads`) that may yet close.
    let mut open: [Vec<usize>; 2] = Default::default();
    let mut waiting: [Vec<usize>; 2] = Default::default();
    let mut escaped = false;
    for (at, byte) in bytes.iter().enumerate() {
        let was_escaped = std::mem::take(&mut escaped);
        let sort = usize::from(matches!(byte, b'(' | b')'));
        match byte {
            b'[' | b'(' => {
                let head = head_at(text, at);
                if head.is_some() || !was_escaped {
                    open[sort].push(at);
                }
                if let Some((value_at, style)) = head {
                    waiting[sort].push(heads.len());
                    heads.push(Head { at, value_at, style, close: None });
                }
            }
            b']' | b')' if !was_escaped => {
                let opened = open[sort].pop();
                if let Some(head) = waiting[sort].pop_if(|head| Some(heads[*head].at) == opened) {
                    heads[head].close = Some(at);
                }
                // It closes something outside these: they hold half of a pair.
                while waiting[1 - sort].pop_if(|head| Some(heads[*head].at) > opened).is_some() {}
            }
            b'\\' if !was_escaped => escaped = true,
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => waiting.iter_mut().for_each(Vec::clear),
            _ => {}
        }
    }
    heads
}

/// `[stimmung:: 4]` is a mood as `[mood:: 4]` is.
fn as_we_mean(key: String, value: &str) -> String {
    let is_mood = mood::is_name(&key) && mood::alone(value).is_some();
    if is_mood { "mood".to_owned() } else { key }
}

/// Where the value begins of a field whose bracket stands at `at`, and how it is written.
fn head_at(text: &str, at: usize) -> Option<(usize, Style)> {
    let colon = at + 1 + text[at + 1..].find(['[', ']', '(', ')', ':', '\n'])?;
    let after = text[colon..].strip_prefix(':')?;
    let name = text[at + 1..colon].trim();
    if !name.chars().any(|c| !c.is_ascii_punctuation()) || name.len() > 80 {
        return None;
    }
    if after.starts_with(':') {
        return Some((colon + 2, Style::Bracket));
    }
    let forgiven = text[at..].starts_with('[')
        && after.starts_with(|c: char| c == ' ' || c.is_ascii_digit())
        && (FORGIVEN.contains(&compared_key(name).as_str()) || mood::is_name(name));
    forgiven.then_some((colon + 1, Style::OneColon))
}

/// Bytes of the names of tasks, with commas between them.
fn names_len(text: &str) -> usize {
    let name = |text: &str| {
        let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)));
        end.unwrap_or(text.len())
    };
    let mut len = name(text);
    while len > 0 {
        let rest = &text[len..];
        let Some(more) = rest.trim_start_matches(' ').strip_prefix(',') else { return len };
        let more = more.trim_start_matches(' ');
        if name(more) == 0 {
            return len;
        }
        len = text.len() - more.len() + name(more);
    }
    len
}

fn emoji_fields(prose: &Prose<'_>, brackets: &[FieldRef]) -> Vec<FieldRef> {
    let text = prose.str();
    let mut found: Vec<FieldRef> = Vec::new();
    let of = |c: char| EMOJI.iter().find(|(sign, _)| *sign == c).map(|(_, key)| *key);
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        let start = prose.span.start + at;
        let Some(key) = of(c) else { continue };
        if !prose.is_open(start) || holding(brackets, start, |field| field.span).is_some() {
            continue;
        }
        let behind = &text[at + c.len_utf8()..];
        // A blank that does not break, or none that is seen, costs no date.
        let blank =
            |c: char| c.is_whitespace() && c != '\n' || "\u{fe0f}\u{200b}\u{2060}".contains(c);
        let mut behind_at = text.len() - behind.trim_start_matches(blank).len();
        let mut rest = &text[behind_at..];
        let mut tail = 0;
        let len = match key {
            "priority" => 0,
            "repeat" => {
                rest.find(|c: char| of(c).is_some() || "#[(\n".contains(c)).unwrap_or(rest.len())
            }
            "id" => rest
                .find(|c: char| !(c.is_alphanumeric() || "-_".contains(c)))
                .unwrap_or(rest.len()),
            // `abc, d-2`: more names only behind a comma.
            "depends-on" => names_len(rest),
            "on-completion" => {
                let word = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
                let known = ["keep", "delete"].iter().any(|w| rest[..word].eq_ignore_ascii_case(w));
                if known { word } else { 0 }
            }
            // A date: digits with separators. `✅ done` in a sentence is a picture, no field.
            _ => {
                let dated = wrapped_date(date_sized_start(rest));
                behind_at += dated.lead;
                rest = &text[behind_at..];
                tail = dated.tail;
                dated.len
            }
        };
        let value = rest[..len].trim();
        // A name is any word: it is one where nothing but more signs, tags and a block id follow.
        let ends = |text: &str| {
            let next = text.trim_start().chars().next();
            next.is_none_or(|c| of(c).is_some() || "#^[(\n".contains(c))
        };
        let is_picture = key == "depends-on" && !ends(&rest[len..]);
        if is_picture || value.is_empty() && key != "priority" {
            continue;
        }
        let end = if key == "priority" { at + c.len_utf8() } else { behind_at + len + tail };
        let value = if key == "priority" { c.to_string() } else { value.replace(DASHES, "-") };
        let end = prose.span.start + end;
        found.push(FieldRef {
            key: key.to_owned(),
            value,
            span: Span::new(start, end),
            style: Style::Emoji,
        });
    }
    found
}

/// A date with its weekday and its time is no longer.
const MAX_DATE_BYTES: usize = 160;

/// As much of a text as a date may take.
fn date_sized_start(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_DATE_BYTES)]
}

/// A date behind a sign and a colon, in brackets or in bold: `📅: 2026-12-01`, `📅 (2026-12-01)`.
fn wrapped_date(rest: &str) -> Dated {
    let inside = rest.trim_start_matches([':', ' ', '(', '*', '_', '`']);
    let lead = rest.len() - inside.len();
    if lead == 0 || !inside.starts_with(|c: char| c.is_ascii_digit()) {
        return date_behind_sign(rest);
    }
    let found = date_behind_sign(inside);
    let behind = &inside[found.len + found.tail..];
    let close = if rest[..lead].contains('(') { ")" } else { "" };
    let close = behind.strip_prefix(close).map_or(0, |_| close.len());
    let marks = behind[close..].len() - behind[close..].trim_start_matches(['*', '_', '`']).len();
    let marks = if rest[..lead].contains(['*', '_', '`']) { marks } else { 0 };
    Dated { lead: lead + found.lead, tail: found.tail + close + marks, ..found }
}

/// A value without the line breaks of its source.
fn without_line_breaks(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::markup::Markup;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let markup = Markup::parse(text, 0);
        let found: Vec<(String, String)> = markup
            .blocks
            .iter()
            .flat_map(|block| find_fields(&Prose::new(text, &markup, block, block.text)))
            .map(|field| (field.key, field.value))
            .collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn brackets() {
        check("- a [due:: 2026-12-01] b (Set:: x)", &[("due", "2026-12-01"), ("set", "x")]);
        check("- [x:: 1][y:: 2]", &[("x", "1"), ("y", "2")]);
        check(
            "- [completion:: 2026-11-24] [Completion:: 80%]",
            &[("done", "2026-11-24"), ("completion", "80%")],
        );
        check("- [path:: [[Note]] and [more](x)]", &[("path", "[[Note]] and [more](x)")]);
        check("- [Own Key:: ä (b)]", &[("own-key", "ä (b)")]);
        check("- [a:: [b:: c] (d:: e) [f:: )] [g:: h]", &[("b", "c"), ("d", "e"), ("g", "h")]);
        check(
            "- [a:: \\] b] \\[c:: d] (e:: (f) ]) [x:: (] (y:: [)",
            &[("a", "\\] b"), ("c", "d"), ("x", "("), ("y", "[")],
        );
        check("- `[a:: b]` <!-- [c:: d] --> [e:f]", &[]);
        check("- [due: 2026-12-01] [note: hello] [due: x](y)", &[("due", "2026-12-01")]);
    }

    #[test]
    fn whole_lines() {
        check("- path:: branch protection", &[("path", "branch protection")]);
        check("- Path: branch protection", &[("path", "branch protection")]);
        check("- **path:** branch protection", &[("path", "branch protection")]);
        check("- Outcome: she leads", &[("outcome", "she leads")]);
        check("- Outcome: she leads #skill/x", &[]);
        check("- Alice: write it down", &[]);
        check("- std::env is a module", &[("std", "env is a module")]);
    }

    #[test]
    fn emoji_of_tasks() {
        check(
            "- [ ] a 📅 2026-12-01 🗓️2026-12-02 🆔 abc 🔁 every day ✅2026-11-24",
            &[
                ("due", "2026-12-01"),
                ("due", "2026-12-02"),
                ("id", "abc"),
                ("repeat", "every day"),
                ("done", "2026-11-24"),
            ],
        );
        check("- this is a ✅ done task ⏫", &[("priority", "⏫")]);
        for (text, due) in [
            ("Fri 2026-11-27", "2026-11-27"),
            ("Fr., 27.11.2026", "27.11.2026"),
            ("[[2026-11-28]]", "2026-11-28"),
            ("\u{a0}2026-11-29", "2026-11-29"),
            ("2026-11-30 09:00 there", "2026-11-30"),
            (": 2026-12-01", "2026-12-01"),
            ("(2026-12-01)", "2026-12-01"),
            ("**2026-12-01**", "2026-12-01"),
            ("2026–12–01", "2026-12-01"),
            ("2026‑12‑01 more", "2026-12-01"),
            ("tomorrow", "tomorrow"),
            ("next friday with Ana", "next friday"),
            ("nächste Woche", "nächste Woche"),
        ] {
            check(&format!("- [ ] a 📅 {text}"), &[("due", due)]);
        }
        check("- the 📅 is full", &[]);
    }

    #[test]
    fn days_of_cards() {
        check("- [ ] a @{2026-12-15} @@{9:00}", &[("due", "2026-12-15"), ("time", "9:00")]);
        check("- [ ] a @[[2026-12-15]]", &[("due", "2026-12-15")]);
        check("- [ ] a (@2026-12-15 14:00)", &[("due", "2026-12-15")]);
        check("- [ ] a @2026-12-15, b", &[("due", "2026-12-15")]);
        check("- [ ] a @3 @1-1", &[]);
        check("- [ ] a @{me} @[[Ana]] b@{2026-1-1}", &[("due", "2026-1-1")]);
    }

    /// Tasks' grammar as it is published: obsidian-tasks-group/obsidian-tasks,
    /// src/TaskSerializer/DefaultTaskSerializer.ts at 01b97a87c221d2430dd56cecd2093e1c416dc0c1
    /// (`🏁` is of a later one). Each of its signs with the value that its expression takes, and
    /// what stands around it.
    #[test]
    fn the_signs_of_the_tasks_plugin() {
        let day = "2026-12-01";
        let table: &[(&str, &str, &str)] = &[
            ("🛫 2026-12-01", "start", day),
            ("🛫2026-12-01", "start", day),
            ("➕ 2026-12-01", "created", day),
            ("⏳ 2026-12-01", "scheduled", day),
            ("⌛ 2026-12-01", "scheduled", day),
            ("⏳\u{fe0f} 2026-12-01", "scheduled", day),
            ("📅 2026-12-01", "due", day),
            ("📆 2026-12-01", "due", day),
            ("🗓 2026-12-01", "due", day),
            ("🗓\u{fe0f}   2026-12-01", "due", day),
            ("⏰ 2026-12-01", "reminder", day),
            ("⏰ 2026-12-01 14:30", "reminder", day),
            ("✅ 2026-12-01", "done", day),
            ("❌ 2026-12-01", "cancelled", day),
            ("🔁 every week on Monday", "repeat", "every week on Monday"),
            ("🔁every 2 weeks when done!", "repeat", "every 2 weeks when done!"),
            ("⛔ abc", "depends-on", "abc"),
            ("⛔\u{fe0f} a-1, b_2 ,c3", "depends-on", "a-1, b_2 ,c3"),
            ("🆔 a-1_b", "id", "a-1_b"),
            ("🏁 delete", "on-completion", "delete"),
            ("🔺", "priority", "🔺"),
            ("⏫", "priority", "⏫"),
            ("🔼", "priority", "🔼"),
            ("🔽", "priority", "🔽"),
            ("⏬", "priority", "⏬"),
        ];
        for (text, key, value) in table {
            check(&format!("- [ ] buy bread {text}"), &[(key, value)]);
            // Every other sign ends it, and is not lost.
            let both = format!("- [ ] buy bread {text} 📅 2026-11-30 ^block");
            check(&both, &[(key, value), ("due", "2026-11-30")]);
            check(&format!("- [x] 🆔 z9 {text}"), &[("id", "z9"), (key, value)]);
        }
        // Signs in a sentence are pictures.
        for text in ["⏰ soon", "the ⛔ on the door", "🏁 line", "⛔, then"] {
            check(&format!("- [ ] {text}"), &[]);
        }
    }
}

//! Whether a line says that feedback is kept back or was not given, in the forms in which people
//! say it: `[hold:: …]`, as a child, half typed, `(not said yet)`, below `## For next time`.
//!
//! A form that is nearly ours holds, and is said.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::item::Item;
use crate::records::record::Entry;
use crate::records::resolver::Context;
use crate::text::lexicon::Lexicon;
use crate::text::span::nearest;

const HOLD: &str = "hold";
/// A day behind the word is short.
const MOST_PHRASE_BYTES: usize = 60;

/// The value of the word that holds an entry, in whichever form.
pub fn hold(ctx: &Context<'_>, entry: &Entry<'_>, said: &mut Vec<Diagnostic>) -> Option<String> {
    if let Some(field) = entry.item.field(HOLD) {
        return Some(field.value.clone());
    }
    let below = || entry.note.children(entry.at).map(|(_, child)| child);
    if let Some(field) = below().find_map(|child| child.field(HOLD)) {
        return Some(field.value.clone());
    }
    let own = near(&ctx.own_text(entry.item), entry.item, false);
    let near = own.or_else(|| below().find_map(|child| near(&ctx.own_text(child), child, true)))?;
    let message = format!("`{}` is read as a word that holds this line back", near.0);
    let hint = "write `[hold:: 2026-12-01]` or `[hold:: why]`, or `[shared:: 2026-11-24]`";
    said.push(entry.say(Code::HoldNear, message).hint(hint));
    Some(near.1)
}

/// Whether a heading or label above an entry says that what is below was not given.
pub fn is_below_unsaid(entry: &Entry<'_>) -> bool {
    let says = |text: &str| Lexicon::shipped().has("unsaid_headings", text);
    entry.note.heading_chain(entry.item.heading()).any(|heading| says(&heading.text))
}

/// The form that is nearly ours in a line, and what it says; `alone`: it stands below another one.
fn near(text: &str, item: &Item, alone: bool) -> Option<(String, String)> {
    let slipped = |key: &str| key != HOLD && nearest(key, [HOLD]).is_some();
    if let Some(field) = item.fields.iter().find(|field| slipped(&field.key)) {
        return Some((field.key.clone(), field.value.clone()));
    }
    let said = |form: &str| {
        let value = form.trim_start_matches(|c: char| c.is_alphabetic()).trim_matches([':', ' ']);
        let value = if value.is_empty() { form } else { value };
        Some((form.to_owned(), value.to_owned()))
    };
    // `… [hold:: 2026-12-24`, `… hold:: 2026-12-24`
    let lower = text.to_ascii_lowercase();
    for (at, word) in lower.match_indices("hold:") {
        let before = &text[..at];
        let apart = before.is_empty() || before.ends_with([' ', '[', '(', '\n']);
        let field = text[at + word.len()..].starts_with(':') || before.ends_with(['[', '(']);
        if apart && (field || alone && at == 0) {
            return said(text[at..].trim_end_matches([']', ')']));
        }
    }
    // `… (hold until the exam)`, `… (not said yet)`
    let trimmed = text.trim_end_matches([' ', '.', '!']);
    let inner = trimmed.strip_suffix([')', ']']);
    let inner = inner.and_then(|inner| inner.rfind(['(', '[']).map(|at| &inner[at + 1..]));
    let phrase = inner.or(alone.then_some(trimmed)).unwrap_or_default().trim();
    let unsaid = !phrase.is_empty()
        && phrase.len() <= MOST_PHRASE_BYTES
        && (Lexicon::shipped().has("unsaid", phrase) || begins_to_hold(phrase));
    if unsaid { said(phrase) } else { None }
}

/// `hold until the exam`, `hold back`, `on hold`.
fn begins_to_hold(phrase: &str) -> bool {
    let mut words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let until = words.next();
    let next = until.is_none_or(|word| {
        ["until", "till", "back", "for", "it", "this", "off"]
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
            || word.bytes().all(|byte| byte.is_ascii_digit())
    });
    first.eq_ignore_ascii_case(HOLD) && next
}

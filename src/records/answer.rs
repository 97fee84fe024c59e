//! What was answered to the canned questions: silence is data.

use crate::kind::{Fold, Kind};
use crate::note::parse::Note;
use crate::note::vocabulary::Sense;
use crate::note::words::{Piece, tidy_blanks};
use crate::people::meeting::is_silence;
use crate::records::practice::is_said_to_all;
use crate::records::question::{Answer, Question, same_name};
use crate::records::record::Entry;
use crate::records::resolver::Context;
use crate::text::date::Day;
use crate::text::date_parse;
use crate::text::date_parse::Found;
use crate::text::lexicon::Lexicon;
use crate::text::span::{comparable_words, fold as lower};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The questions that may be answered.
pub(crate) struct Bank<'b> {
    pub(crate) questions: &'b [Question],
    /// Their words, as they are compared.
    words: Vec<String>,
    /// The short names of those for everyone.
    pub(crate) asked: &'b BTreeSet<String>,
}

impl Bank<'_> {
    /// The bank of these questions; `asked` are those for everyone.
    pub(crate) fn of<'b>(questions: &'b [Question], asked: &'b BTreeSet<String>) -> Bank<'b> {
        let words = questions.iter().map(|question| comparable_words(&question.text)).collect();
        Bank { questions, words, asked }
    }
}

/// The answers in a note: tagged lines, and in a 1-2-1 lines that repeat a known question.
pub(crate) fn fold(
    ctx: &Context<'_>,
    note: &Note,
    entries: &[Entry<'_>],
    known: &Bank<'_>,
) -> Vec<Arc<Answer>> {
    let bank = known.questions;
    let mut all: Vec<Arc<Answer>> = Vec::new();
    let tells = |entry: &&Entry<'_>| {
        entry.kind.goes_to(Fold::Answers) || is_said_to_all(known.asked, entry)
    };
    for entry in entries.iter().filter(tells) {
        let rest = entry.item.rest_of_tag(entry.kind).map(crate::text::ids::slug);
        let slug = match entry.kind == Kind::ForMe {
            true => Kind::ForMe.word().to_owned(),
            false => rest.unwrap_or_default(),
        };
        let told =
            entry.field_or_below("reply").map(|reply| day_and_reply(ctx, &reply, entry.date));
        for person in entry.people.iter().filter(|person| !ctx.people.is_me(person)) {
            let silent = is_silence(&entry.text);
            all.push(Arc::new(Answer {
                person: person.clone(),
                question: known_slug(bank, &slug),
                text: if silent { String::new() } else { entry.text.clone() },
                date: entry.date,
                silent,
                replied: told.as_ref().and_then(|(day, _)| *day),
                reply: told.as_ref().map(|(_, words)| words.clone()),
                source: entry.source.clone(),
            }));
        }
    }
    let items = note.items.iter().enumerate().filter(|(_, item)| item.kind().is_none());
    for (at, item) in items.filter(|_| ctx.meetings.is_meeting_note(&note.path)) {
        let Some(meeting) = ctx.meetings.at_item(note, at) else {
            continue;
        };
        let meeting = &ctx.meetings.all[meeting];
        let repeated = || repeated_question(ctx, note, at, bank, &known.words);
        if let Some((slug, text)) = silent_below(ctx, note, at, bank).or_else(repeated) {
            let silent = is_silence(&text);
            let below = || note.children_of(at).find_map(|(_, child)| child.field_value("reply"));
            let reply = item.field_value("reply").or_else(below);
            let told = reply.map(|reply| day_and_reply(ctx, reply, Some(meeting.date)));
            all.push(Arc::new(Answer {
                person: meeting.person.clone(),
                question: slug,
                text: if silent { String::new() } else { text },
                date: Some(meeting.date),
                silent,
                replied: told.as_ref().and_then(|(day, _)| *day),
                reply: told.map(|(_, words)| words),
                source: ctx.source(note, at),
            }));
        }
    }
    sort(&mut all);
    one_a_meeting(all)
}

/// Brings answers into the order in which they are told.
pub fn sort(answers: &mut [Arc<Answer>]) {
    answers.sort_by(|a, b| (a.date, &a.source, &a.person).cmp(&(b.date, &b.source, &b.person)));
}

/// A reply with the day that it begins with: `2026-11-20 moved the stand-up`.
fn day_and_reply(ctx: &Context<'_>, reply: &str, near: Option<Day>) -> (Option<Day>, String) {
    match date_parse::leading_date(reply, ctx.config.date_order, near.or(Some(ctx.today))) {
        Some(Found::Day(day, span)) => {
            let words = reply.get(span.end..).unwrap_or_default();
            (Some(day), words.trim_start_matches([':', ',', ' ']).to_owned())
        }
        _ => (None, reply.to_owned()),
    }
}

/// In one 1-2-1 a question is asked once: a silent line beside an answer is the question itself.
fn one_a_meeting(all: Vec<Arc<Answer>>) -> Vec<Arc<Answer>> {
    let mut kept: Vec<Arc<Answer>> = Vec::new();
    for answer in all {
        let twin = kept.iter_mut().rev().take(32).find(|other| {
            other.person == answer.person
                && other.date == answer.date
                && other.source.path == answer.source.path
                && same_name(&other.question, &answer.question)
        });
        match twin {
            Some(twin) if twin.silent => *twin = answer,
            Some(_) if answer.silent => {}
            // One line is one answer, by whichever way it was read.
            Some(twin) if twin.source.line == answer.source.line => {}
            _ => kept.push(answer),
        }
    }
    kept
}

/// Below `## Feedback for me` nothing was said: asked, and silent.
fn silent_below(
    ctx: &Context<'_>,
    note: &Note,
    at: usize,
    bank: &[Question],
) -> Option<(String, String)> {
    let item = &note.items[at];
    let heading = &note.headings[item.heading()?].text;
    let plain = item.is_only_words() && item.task.is_none() && item.parent().is_none();
    (plain && is_silence(item.words.plain_words()?)).then_some(())?;
    let sense = ctx.words().label_of(heading).sense;
    (sense == Some(Sense::Kind(Kind::ForMe))).then(|| (for_me(bank), String::new()))
}

fn known_slug(bank: &[Question], slug: &str) -> String {
    let found = bank.iter().find(|question| same_name(&question.slug, slug));
    found.map_or_else(|| slug.to_owned(), |question| question.slug.clone())
}

/// The question that an item repeats, and what was answered.
fn repeated_question(
    ctx: &Context<'_>,
    note: &Note,
    at: usize,
    bank: &[Question],
    normals: &[String],
) -> Option<(String, String)> {
    let item = &note.items[at];
    let whole = item.fields.first().filter(|field| {
        field.style == crate::note::field::Style::Whole && field.key == "feedback-for-me"
    });
    if let Some(field) = whole {
        return Some((for_me(bank), field.value.clone()));
    }
    // Most lines of a 1-2-1 ask nothing: the first letters tell, before any word is put right. A
    // line may be addressed: `for @alice: what …`.
    if let Some(Piece::Words(words)) = item.words.pieces().next()
        && !["for", "about", "on"].iter().any(|word| words.trim().eq_ignore_ascii_case(word))
        && !begins_for_me(words)
        && !normals.iter().any(|question| may_begin(words, question))
    {
        return None;
    }
    let text = ctx.own_text(item);
    if let Some(rest) = behind_for_me(ctx, &text) {
        return Some((for_me(bank), rest));
    }
    let said = comparable_words(&text);
    let at_bank = normals.iter().position(|question| said.starts_with(question))?;
    let question = &bank[at_bank];
    let rest = behind_question(&text, &question.text);
    if !rest.is_empty() {
        return Some((question.slug.clone(), rest));
    }
    let children: Vec<String> = note
        .children_of(at)
        .filter(|(_, child)| child.kind().is_none() && child.field_value("reply").is_none())
        .map(|(_, child)| ctx.own_text(child))
        .filter(|text| !text.is_empty())
        .collect();
    if !children.is_empty() {
        return Some((question.slug.clone(), children.join("; ")));
    }
    // A question in a block quote is answered by the paragraph behind it.
    let next = note.items.get(at + 1).filter(|next| {
        item.quoted && !next.quoted && !next.listed && next.heading() == item.heading()
    });
    let text = next.map(|next| ctx.own_text(next)).unwrap_or_default();
    Some((question.slug.clone(), text))
}

/// Whether a line may begin with the words before an answer for the lead: told by the first one.
fn begins_for_me(words: &str) -> bool {
    let bare = words.trim_start_matches(['*', '_', ' ']);
    let first = &bare[..bare.find(|c: char| !c.is_alphanumeric()).unwrap_or(bare.len())];
    !first.is_empty() && Lexicon::shipped().begins("kinds.for-me.words", first)
}

/// What stands behind the words before an answer for the lead: `Feedback for me: …`, `Feedback für
/// mich → …`.
fn behind_for_me(ctx: &Context<'_>, text: &str) -> Option<String> {
    if !begins_for_me(text) {
        return None;
    }
    let asks_for_me = |sense: Sense| sense == Sense::Kind(Kind::ForMe);
    if let Some(opening) = ctx.words().opening_words(text) {
        return asks_for_me(opening.sense).then(|| tidy_blanks(opening.rest));
    }
    let signs = ["->", "=>", "→", "?", "="].iter();
    let (at, len) = signs.filter_map(|sign| Some((text.find(sign)?, sign.len()))).min()?;
    let head = text[..at].trim_matches(['*', '_', ' ']);
    let opening = ctx.words().opening_words(&format!("{head}: x"))?.sense;
    let rest = text[at + len..].trim_start_matches(['*', '_', '-', '>', ' ']);
    asks_for_me(opening).then(|| tidy_blanks(rest))
}

/// Whether the normal form of a text may begin with `question`: told by the first letters alone,
/// since most lines of a 1-2-1 ask nothing.
fn may_begin(text: &str, question: &str) -> bool {
    let mut letters = text.bytes().filter(|byte| !byte.is_ascii() || byte.is_ascii_alphanumeric());
    for wanted in question.bytes().filter(|byte| *byte != b' ').take(4) {
        match letters.next() {
            // What is composed or lowered to what is not told by bytes.
            Some(letter) if !letter.is_ascii() || !wanted.is_ascii() => return true,
            Some(letter) if letter.to_ascii_lowercase() == wanted => {}
            Some(_) => return false,
            // The line goes on with a name.
            None => return true,
        }
    }
    true
}

fn for_me(bank: &[Question]) -> String {
    known_slug(bank, "for-me")
}

/// What stands behind the question in a line: after its last question mark, `->` or `:`.
fn behind_question(text: &str, question: &str) -> String {
    // Walk as many letters and digits as the question has; the rest is the answer.
    let mut left = comparable_words(question).chars().filter(|c| *c != ' ').count();
    let mut at = text.len();
    for (place, c) in text.char_indices() {
        if left == 0 {
            at = place;
            break;
        }
        if c.is_alphanumeric() {
            let count = if c.is_ascii() { 1 } else { lower(&c.to_string()).chars().count() };
            left = left.saturating_sub(count);
        }
    }
    let rest =
        text[at..].trim_start_matches(['?', ':', '-', '>', '→', '*', '_', ' ', '.', '!', '"']);
    // A word that goes on is no answer: the question was another one.
    if text[at..].starts_with(char::is_alphanumeric) { String::new() } else { tidy_blanks(rest) }
}

//! Canned questions and what was answered: silence is data.

use crate::base::date::{Cadence, Day};
use crate::base::dates::{self, Found};
use crate::base::id::PersonId;
use crate::base::text::{fold, normal};
use crate::model::context::Context;
use crate::model::entry::{Audience, Entry, Source};
use crate::model::meeting::is_silence;
use crate::model::notes::Notes;
use crate::model::practice::is_said_to_all;
use crate::model::vault::Vault;
use crate::note::item::Item;
use crate::note::kind::Kind;
use crate::note::parse::Note;
use crate::note::words::{Piece, tidy};

/// How often a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// In each 1-2-1.
    Meeting,
    /// When that much time has passed.
    After(Cadence),
    /// When its turn comes.
    Turn,
}

/// A canned question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its short name.
    pub slug: String,
    /// Its words.
    pub text: String,
    /// How often.
    pub every: Every,
    /// It opens the 1-2-1.
    pub opens: bool,
    /// It is told beforehand.
    pub early: bool,
    /// Only to these people; empty: to all.
    pub only: Vec<PersonId>,
    /// Where it stands; `None` for the practice's own.
    pub source: Option<Source>,
    /// Who may read it before it is asked.
    pub audience: Audience,
}

impl Question {
    /// The one that asks for feedback for the lead.
    pub fn is_for_me(&self) -> bool {
        is_for_me(&self.slug) || normal(&self.text) == "what feedback do you have for me"
    }

    /// Whether a person's note means it by this name: its short name, or its words.
    pub fn is_called(&self, name: &str) -> bool {
        same(name, &self.slug) || normal(name) == normal(&self.text)
    }

    /// The question with the sprint's number in it, when sprints are configured.
    pub fn said_on(&self, day: Day, sprint: Option<crate::model::config::Sprint>) -> String {
        let Some(sprint) = sprint.filter(|sprint| day >= sprint.first) else {
            return self.text.clone();
        };
        let past = day.since(sprint.first) / sprint.days;
        if past == 0 {
            // The one before the first has no number.
            return self.text.clone();
        }
        let name = format!("sprint {past}");
        let mut text = self.text.clone();
        for phrase in ["the past sprint", "the last sprint", "last sprint"] {
            if text.contains(phrase) {
                text = text.replacen(phrase, &name, 1);
                break;
            }
        }
        text
    }
}

/// An answer, or a silence.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Whose.
    pub person: PersonId,
    /// The question's short name.
    pub question: String,
    /// The answer's words; empty when silent.
    pub text: String,
    /// When.
    pub date: Option<Day>,
    /// Asked, and nothing came.
    pub silent: bool,
    /// The lead's reply to it.
    pub reply: Option<String>,
    /// When the lead replied, where the reply says so.
    pub replied: Option<Day>,
    /// Where.
    pub source: Source,
}

/// Whether two short names are of one question.
pub fn same(a: &str, b: &str) -> bool {
    a == b || (is_for_me(a) && is_for_me(b))
}

fn is_for_me(slug: &str) -> bool {
    matches!(slug, "for-me" | "feedback-for-me" | "feedback")
}

/// The practice's own questions, for vaults without a question note.
pub fn own() -> Vec<Question> {
    let make = |slug: &str, text: &str, every: Every, opens: bool, early: bool| Question {
        slug: slug.to_owned(),
        text: text.to_owned(),
        every,
        opens,
        early,
        only: Vec::new(),
        source: None,
        audience: Audience::Team,
    };
    vec![
        make("feeling", "How are you feeling after last sprint?", Every::Meeting, true, false),
        make(
            "fun",
            "What have you enjoyed the most about the past sprint? Have you been having fun lately?",
            Every::Turn,
            false,
            false,
        ),
        make("for-me", "What feedback do you have for me?", Every::Meeting, false, true),
        make("think", "Here is some feedback. What do you think of it?", Every::Turn, false, false),
    ]
}

/// The questions of a vault, in the order of their notes.
pub fn bank(ctx: &Context<'_>, notes: &Notes, entries: &[Entry<'_>]) -> Vec<Question> {
    let mut bank: Vec<Question> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind == Kind::Ask) {
        let only = entry.item.mentions.iter().filter_map(|mention| ctx.person(mention)).collect();
        let question = question(entry.item, &entry.text, &entry.source, only);
        let audience = entry.audience.unwrap_or(Audience::Team);
        push(&mut bank, Question { audience, ..question });
    }
    for note in notes.values().filter(|note| is_question_note(ctx, note)) {
        for (at, item) in note.items.iter().enumerate() {
            let text = ctx.own_text(item);
            if item.kind().is_none()
                && item.listed
                && item.parent().is_none()
                && text.ends_with('?')
            {
                push(&mut bank, question(item, &text, &ctx.source(note, at), Vec::new()));
            }
        }
    }
    // A question for one person, noted on the way, is no bank: the practice's own stay beside it.
    if bank.iter().all(|question| !question.only.is_empty()) {
        own().into_iter().for_each(|question| push(&mut bank, question));
    }
    bank
}

fn push(bank: &mut Vec<Question>, question: Question) {
    if !question.text.is_empty() && bank.iter().all(|other| other.slug != question.slug) {
        bank.push(question);
    }
}

/// Whether a note holds the questions.
pub(crate) fn is_question_note(ctx: &Context<'_>, note: &Note) -> bool {
    let named = ctx.config.questions.as_deref().is_some_and(|path| {
        path == note.path.as_str() || path == note.path.without_ending() || path == note.path.stem()
    });
    named || note.front.text("kind").is_some_and(|kind| fold(&kind) == "questions")
}

fn question(item: &Item, text: &str, source: &Source, only: Vec<PersonId>) -> Question {
    let yes = |key: &str| item.value(key).is_some_and(|value| !matches!(value, "no" | "false"));
    let every = match item.value("every").map(fold).as_deref() {
        Some("meeting" | "time" | "1-2-1" | "week" | "1w" | "always") => Every::Meeting,
        Some(length) => Cadence::read(length).map_or(Every::Turn, Every::After),
        None if yes("opens") => Every::Meeting,
        None => Every::Turn,
    };
    let rest = item.rest(Kind::Ask).map(crate::base::id::slug);
    let slug = rest.filter(|slug| !slug.is_empty()).unwrap_or_else(|| {
        let words = normal(text);
        words.split(' ').take(5).collect::<Vec<_>>().join("-")
    });
    let every =
        if is_for_me(&slug) && item.value("every").is_none() { Every::Meeting } else { every };
    Question {
        slug,
        text: text.to_owned(),
        every,
        opens: yes("opens"),
        early: yes("early"),
        only,
        source: Some(source.clone()),
        audience: Audience::Team,
    }
}

/// All answers: tagged lines, and lines of 1-2-1 notes that repeat a known question.
pub fn answers(
    ctx: &Context<'_>,
    vault: &Vault,
    entries: &[Entry<'_>],
    bank: &[Question],
) -> Vec<Answer> {
    let mut all: Vec<Answer> = Vec::new();
    let tells = |entry: &&Entry<'_>| {
        matches!(entry.kind, Kind::Answer | Kind::ForMe) || is_said_to_all(entries, entry)
    };
    for entry in entries.iter().filter(tells) {
        let rest = entry.item.rest(entry.kind).map(crate::base::id::slug);
        let slug = match entry.kind {
            Kind::ForMe => "for-me".to_owned(),
            _ => rest.unwrap_or_default(),
        };
        let told = entry.deep("reply").map(|reply| told(ctx, &reply, entry.date));
        for person in entry.people.iter().filter(|person| !ctx.people.is_me(person)) {
            let silent = is_silence(&entry.text);
            all.push(Answer {
                person: person.clone(),
                question: known_slug(bank, &slug),
                text: if silent { String::new() } else { entry.text.clone() },
                date: entry.date,
                silent,
                replied: told.as_ref().and_then(|(day, _)| *day),
                reply: told.as_ref().map(|(_, words)| words.clone()),
                source: entry.source.clone(),
            });
        }
    }
    let said: Vec<String> = bank.iter().map(|question| normal(&question.text)).collect();
    for note in ctx.meetings.notes().into_iter().filter_map(|path| vault.notes.get(path)) {
        for (at, item) in note.items.iter().enumerate().filter(|(_, item)| item.kind().is_none()) {
            let Some(meeting) = ctx.meetings.at(note, item.heading()) else {
                continue;
            };
            let meeting = &ctx.meetings.all[meeting];
            if let Some((slug, text)) = repeated(ctx, note, at, bank, &said) {
                let silent = is_silence(&text);
                let below = || note.children(at).find_map(|(_, child)| child.value("reply"));
                let reply = item.value("reply").or_else(below);
                let told = reply.map(|reply| told(ctx, reply, Some(meeting.date)));
                all.push(Answer {
                    person: meeting.person.clone(),
                    question: slug,
                    text: if silent { String::new() } else { text },
                    date: Some(meeting.date),
                    silent,
                    replied: told.as_ref().and_then(|(day, _)| *day),
                    reply: told.map(|(_, words)| words),
                    source: ctx.source(note, at),
                });
            }
        }
    }
    all.sort_by(|a, b| (a.date, &a.source, &a.person).cmp(&(b.date, &b.source, &b.person)));
    one_a_meeting(all)
}

/// A reply with the day that it begins with: `2026-11-20 moved the stand-up`.
fn told(ctx: &Context<'_>, reply: &str, near: Option<Day>) -> (Option<Day>, String) {
    match dates::leading(reply, ctx.config.date_order, near.or(Some(ctx.today))) {
        Some(Found::Day(day, span)) => {
            let words = reply.get(span.end..).unwrap_or_default();
            (Some(day), words.trim_start_matches([':', ',', ' ']).to_owned())
        }
        _ => (None, reply.to_owned()),
    }
}

/// In one 1-2-1 a question is asked once: a silent line beside an answer is the question itself.
fn one_a_meeting(all: Vec<Answer>) -> Vec<Answer> {
    let mut kept: Vec<Answer> = Vec::new();
    for answer in all {
        let twin = kept.iter_mut().rev().take(32).find(|other| {
            other.person == answer.person
                && other.date == answer.date
                && other.source.path == answer.source.path
                && same(&other.question, &answer.question)
        });
        match twin {
            Some(twin) if twin.silent => *twin = answer,
            Some(_) if answer.silent => {}
            _ => kept.push(answer),
        }
    }
    kept
}

fn known_slug(bank: &[Question], slug: &str) -> String {
    let found = bank.iter().find(|question| same(&question.slug, slug));
    found.map_or_else(|| slug.to_owned(), |question| question.slug.clone())
}

/// The question that an item repeats, and what was answered.
fn repeated(
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
        && !["for", "about", "on"].contains(&fold(words.trim()).as_str())
        && !may_begin(words, FOR_ME)
        && !normals.iter().any(|question| may_begin(words, question))
    {
        return None;
    }
    let text = ctx.own_text(item);
    if let Some((head, rest)) = text.split_once(':')
        && normal(head) == FOR_ME
    {
        return Some((for_me(bank), tidy(rest)));
    }
    let said = normal(&text);
    let at_bank = normals.iter().position(|question| said.starts_with(question))?;
    let question = &bank[at_bank];
    let rest = behind(&text, &question.text);
    if !rest.is_empty() {
        return Some((question.slug.clone(), rest));
    }
    let children: Vec<String> = note
        .children(at)
        .filter(|(_, child)| child.kind().is_none() && child.value("reply").is_none())
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

/// The words before an answer for the lead.
const FOR_ME: &str = "feedback for me";

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
fn behind(text: &str, question: &str) -> String {
    // Walk as many letters and digits as the question has; the rest is the answer.
    let mut left = normal(question).chars().filter(|c| *c != ' ').count();
    let mut at = text.len();
    for (place, c) in text.char_indices() {
        if left == 0 {
            at = place;
            break;
        }
        if c.is_alphanumeric() {
            left = left.saturating_sub(fold(&c.to_string()).chars().count());
        }
    }
    let rest =
        text[at..].trim_start_matches(['?', ':', '-', '>', '→', '*', '_', ' ', '.', '!', '"']);
    // A word that goes on is no answer: the question was another one.
    if text[at..].starts_with(char::is_alphanumeric) { String::new() } else { tidy(rest) }
}

//! Canned questions: which there are, how often each is asked, of whom.

use crate::kind::{Audience, Fold, Kind};
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::records::record::{Entry, Source};
use crate::records::resolver::Context;
use crate::text::date::{Cadence, Day};
use crate::text::ids::PersonId;
use crate::text::span::{comparable_words, fold};
use crate::vault::notes::Notes;
use serde::{Deserialize, Serialize};

/// How often a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskEvery {
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
    pub every: AskEvery,
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
    /// Since when it is asked, when its line has a day.
    pub since: Option<Day>,
}

impl Question {
    /// The one that asks for feedback for the lead.
    pub fn is_for_me(&self) -> bool {
        is_for_me(&self.slug) || comparable_words(&self.text) == "what feedback do you have for me"
    }

    /// One of the practice's own that is about a goal of theirs.
    pub fn asks_for_goal(&self) -> bool {
        self.source.is_none() && self.text.contains("your goal")
    }

    /// Whether a person's note means it by this name: its short name, or its words.
    pub fn is_called(&self, name: &str) -> bool {
        same_name(name, &self.slug) || comparable_words(name) == comparable_words(&self.text)
    }

    /// The question with the sprint's number in it, when sprints are configured.
    pub fn said_on(&self, day: Day, sprint: Option<crate::vault::config::Sprint>) -> String {
        let Some(sprint) = sprint.filter(|sprint| day >= sprint.first) else {
            // Who has no sprints is not asked about one; what the lead wrote is said as it is.
            let met = |text: &str| {
                text.replace("after last sprint", "today")
                    .replace("about the past sprint", "since we last met")
            };
            let is_own = sprint.is_none() && self.source.is_none();
            return if is_own { met(&self.text) } else { self.text.clone() };
        };
        let past = day.days_since(sprint.first) / sprint.days;
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
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answer {
    pub person: PersonId,
    /// The question's short name.
    pub question: String,
    /// The answer's words; empty when silent.
    pub text: String,
    pub date: Option<Day>,
    /// Asked, and nothing came.
    pub silent: bool,
    /// The lead's reply to it.
    pub reply: Option<String>,
    /// When the lead replied, where the reply says so.
    pub replied: Option<Day>,
    pub source: Source,
}

/// Whether two short names are of one question.
pub fn same_name(a: &str, b: &str) -> bool {
    a == b || (is_for_me(a) && is_for_me(b))
}

fn is_for_me(slug: &str) -> bool {
    matches!(slug, "for-me" | "feedback-for-me" | "feedback")
}

/// The practice's own questions, for vaults without a question note.
pub fn practice_questions() -> Vec<Question> {
    let make = |slug: &str, text: &str, every: AskEvery, opens: bool, early: bool| Question {
        slug: slug.to_owned(),
        text: text.to_owned(),
        every,
        opens,
        early,
        only: Vec::new(),
        source: None,
        audience: Audience::Team,
        since: None,
    };
    let mut own = vec![make(
        "feeling",
        "How are you feeling after last sprint?",
        AskEvery::Meeting,
        true,
        false,
    )];
    let turns = IN_TURN.iter().map(|(slug, text)| make(slug, text, AskEvery::Turn, false, false));
    own.extend(turns);
    own.push(make("for-me", "What feedback do you have for me?", AskEvery::Meeting, false, true));
    own
}

/// The practice's own questions that take turns: growth, not performance.
const IN_TURN: &[(&str, &str)] = &[
    (
        "fun",
        "What have you enjoyed the most about the past sprint? Have you been having fun lately?",
    ),
    ("harder", "What is harder than it should be?"),
    ("proud", "What are you proud of since we last met?"),
    ("learn", "What would you like to learn next, and who could show you?"),
    ("energy", "What gave you energy lately, and what took it away?"),
    ("stuck", "Where are you stuck, and what would get you out?"),
    ("help-team", "How does your goal help the team, and how could the team help you with it?"),
    ("more-less", "What would you like to do more of, and what less?"),
    ("support", "What could I do differently to support you?"),
    ("thanks", "Who made your work easier lately? Do they know?"),
    ("habit", "Which small habit would make your week better?"),
    ("change", "If you could change one thing about how we work, what would it be?"),
    ("year", "What would you like to be able to do in a year that you cannot do now?"),
    ("quiet", "What did we not talk about lately that we should?"),
];

/// The questions of a vault, in the order of their notes.
pub fn bank(ctx: &Context<'_>, notes: &Notes, entries: &[Entry<'_>]) -> Vec<Question> {
    let mut bank: Vec<Question> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind.goes_to(Fold::Questions)) {
        let only = entry
            .item
            .mentions
            .iter()
            .filter_map(|mention| ctx.person_of_mention(mention))
            .collect();
        let question = question(entry.item, &entry.text, &entry.source, only);
        let audience = entry.seen();
        push_question(&mut bank, Question { audience, since: entry.date, ..question });
    }
    for note in notes.values().filter(|note| is_question_note(ctx, note)) {
        for (at, item) in note.items.iter().enumerate() {
            let text = ctx.own_text(item);
            if item.kind().is_none()
                && item.listed
                && item.parent().is_none()
                && text.ends_with('?')
            {
                push_question(&mut bank, question(item, &text, &ctx.source(note, at), Vec::new()));
            }
        }
    }
    // A question for one person, noted on the way, is no bank: the practice's own stay beside it.
    if bank.iter().all(|question| !question.only.is_empty()) {
        practice_questions().into_iter().for_each(|question| push_question(&mut bank, question));
    }
    bank
}

fn push_question(bank: &mut Vec<Question>, question: Question) {
    if !question.text.is_empty() && bank.iter().all(|other| other.slug != question.slug) {
        bank.push(question);
    }
}

/// Whether a note holds the questions.
pub(crate) fn is_question_note(ctx: &Context<'_>, note: &Note) -> bool {
    let named = ctx.config.questions.as_deref().is_some_and(|path| {
        path == note.path.as_str() || path == note.path.without_ending() || path == note.path.stem()
    });
    named || note.front.text_of("kind").is_some_and(|kind| fold(&kind) == "questions")
}

fn question(item: &Item, text: &str, source: &Source, only: Vec<PersonId>) -> Question {
    let yes =
        |key: &str| item.field_value(key).is_some_and(|value| !matches!(value, "no" | "false"));
    let every = match item.field_value("every").map(fold).as_deref() {
        Some("meeting" | "time" | "1-2-1" | "week" | "1w" | "always") => AskEvery::Meeting,
        Some(length) => Cadence::read(length).map_or(AskEvery::Turn, AskEvery::After),
        None if yes("opens") => AskEvery::Meeting,
        None => AskEvery::Turn,
    };
    let rest = item.rest_of_tag(Kind::Ask).map(crate::text::ids::slug);
    let slug = rest.filter(|slug| !slug.is_empty()).unwrap_or_else(|| {
        let words = comparable_words(text);
        words.split(' ').take(5).collect::<Vec<_>>().join("-")
    });
    let every = if is_for_me(&slug) && item.field_value("every").is_none() {
        AskEvery::Meeting
    } else {
        every
    };
    Question {
        slug,
        text: text.to_owned(),
        every,
        opens: yes("opens"),
        early: yes("early"),
        only,
        source: Some(source.clone()),
        audience: Audience::Team,
        since: None,
    }
}

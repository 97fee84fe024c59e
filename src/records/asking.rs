//! Whom to ask what, next: how often a question was asked and answered, and whose turn it is.

use crate::records::question::{Answer, AskEvery, Question, same_name};
use crate::text::date::Day;
use crate::text::ids::PersonId;
use std::collections::BTreeMap;

/// How often a question was asked and answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Times asked.
    pub asked: usize,
    /// Times answered.
    pub answered: usize,
    /// When last answered.
    pub last: Option<Day>,
    /// What the last answer was.
    pub last_text: Option<String>,
    pub last_asked: Option<Day>,
    /// Silences in a row up to now; behind an answer, those before it.
    pub silences: usize,
    /// The last time it was asked, it was answered, after four silences or more.
    pub broke_silence: bool,
}

/// A question that was asked in the last so many 1-2-1s rests.
const RESTS: usize = 2;
/// So many silences in a row make an answer worth a mark.
pub const SILENCES_THAT_COUNT: usize = 4;

/// Counts what a person answered to a question before a day.
pub fn tally(answers: &[&Answer], person: &PersonId, question: &str, before: Day) -> Tally {
    let mut tally = Tally::default();
    let of_question = answers.iter().filter(|answer| {
        answer.person == *person
            && same_name(&answer.question, question)
            && answer.date.is_none_or(|date| date < before)
    });
    let mut silences = 0;
    for answer in of_question {
        tally.asked += 1;
        tally.last_asked = answer.date;
        if answer.silent {
            silences += 1;
            tally.broke_silence = false;
        } else {
            tally.broke_silence = silences >= SILENCES_THAT_COUNT;
            tally.silences = silences;
            silences = 0;
            tally.answered += 1;
            tally.last = answer.date;
            tally.last_text = Some(answer.text.clone());
        }
    }
    if silences > 0 {
        tally.silences = silences;
    }
    tally
}

/// Whom to ask, from which questions, and what is known of it.
pub struct Asking<'q, 'a> {
    pub bank: &'q [Question],
    /// The person's answers.
    pub answers: &'a [&'a Answer],
    /// Whom.
    pub person: &'a PersonId,
    /// Short names of the questions for them; empty: all.
    pub wanted: &'a [String],
    /// The days of the 1-2-1s that were held, in order.
    pub held: &'a [Day],
    /// So many questions fit.
    pub most: usize,
    /// The person has a goal to ask about.
    pub has_goal: bool,
}

impl<'q> Asking<'q, '_> {
    /// The questions for a 1-2-1 on a day: the opening one, the fixed ones, then the rotation.
    ///
    /// Who was asked and what was answered is played through from the first 1-2-1 on: what was on
    /// the prep of one that was held was on the table, whether anybody wrote the answer down or
    /// not. Else a question that nobody answers in writing would never make room for the next.
    pub fn choose(&self, day: Day) -> Vec<&'q Question> {
        let mut table: BTreeMap<&'q str, Day> = BTreeMap::new();
        let mut answers: Vec<(Day, &'q str)> = Vec::new();
        for answer in self.answers.iter().filter(|answer| answer.person == *self.person) {
            let question = self.bank.iter().find(|q| same_name(&answer.question, &q.slug));
            answers.extend(answer.date.zip(question.map(|question| question.slug.as_str())));
        }
        answers.sort();
        let mut answers = answers.into_iter().peekable();
        let mut take = |table: &mut BTreeMap<&'q str, Day>, before: Day| {
            while let Some((day, slug)) = answers.next_if(|(day, _)| *day < before) {
                table.insert(slug, day);
            }
        };
        for held in self.held.iter().filter(|held| **held < day) {
            take(&mut table, *held);
            for question in self.whose_turn(&table, *held) {
                table.insert(&question.slug, *held);
            }
        }
        take(&mut table, day);
        self.whose_turn(&table, day)
    }

    /// The questions for a day, given when each was last on the table.
    fn whose_turn(&self, table: &BTreeMap<&str, Day>, day: Day) -> Vec<&'q Question> {
        let Asking { bank, person, wanted, most, .. } = *self;
        let mut before = self.held.iter().rev().filter(|held| **held < day);
        let rest = before.nth(RESTS - 1).or(self.held.first().filter(|held| **held < day));
        let rest = rest.copied();
        // Names of no question leave all of them.
        let named = |question: &Question| wanted.iter().any(|name| question.is_called(name));
        let all = !bank.iter().any(named);
        let fits = |question: &&Question| {
            (question.only.is_empty() || question.only.contains(person))
                && (all || named(question))
                && question.since.is_none_or(|since| since <= day)
                && (self.has_goal || !question.asks_for_goal())
        };
        let mut opening: Vec<&Question> =
            bank.iter().filter(fits).filter(|question| question.opens).collect();
        let fixed = bank
            .iter()
            .filter(fits)
            .filter(|question| !question.opens && question.every == AskEvery::Meeting);
        let mut turns: Vec<(Option<Day>, usize, &Question)> = bank
            .iter()
            .enumerate()
            .filter(|(_, question)| {
                fits(question) && !question.opens && question.every != AskEvery::Meeting
            })
            .filter_map(|(at, question)| {
                let asked = table.get(question.slug.as_str()).copied();
                let due = match (question.every, asked) {
                    (AskEvery::After(cadence), Some(asked)) => cadence.after(asked) <= day,
                    // What was asked in the last two 1-2-1s rests.
                    (AskEvery::Turn, Some(asked)) => rest.is_none_or(|rest| asked < rest),
                    _ => true,
                };
                due.then_some((asked, at, question))
            })
            .collect();
        turns.sort_by_key(|(asked, at, _)| (*asked, *at));
        let mut chosen: Vec<&Question> = Vec::new();
        opening.truncate(1);
        let mut fixed: Vec<&Question> = fixed.collect();
        let places = most.saturating_sub(opening.len());
        // When places are few, the question that is asked every time keeps its own.
        if fixed.len() > places {
            fixed.sort_by_key(|question| !question.is_for_me());
            fixed.truncate(places);
            let order =
                |question: &Question| bank.iter().position(|other| other.slug == question.slug);
            fixed.sort_by_key(|question| order(question));
        }
        chosen.extend(opening);
        chosen.extend(fixed);
        chosen.extend(turns.into_iter().map(|(_, _, question)| question));
        chosen.truncate(most);
        chosen
    }
}

//! Putting the facts of one coming 1-2-1 together for one audience: what a template gets.

use crate::kind::Audience;
use crate::pages::escape::inert_text;
use crate::pages::view::facts::{Facts, said_once};
use crate::pages::view::lens::{Cut, Lens, TextLine};
use crate::pages::view::meeting::MeetingView;
use crate::people::person::Person;
use crate::schedule::schedule;
use crate::text::date::{Cadence, Day, clock};
use crate::text::span::comparable_words;
use std::collections::BTreeSet;

/// Topics of last time that are named; of more there is a count.
const MOST_EARLIER: usize = 2;

impl MeetingView {
    /// The facts of the 1-2-1 with a person on a day.
    pub fn of(lens: &Lens<'_>, person: &Person, date: Day, rollup: String) -> MeetingView {
        let facts = Facts::new(lens, person, date);
        let lead = lens.audience == Audience::Lead;
        let mut topics = facts.topics();
        for list in [&mut topics.theirs, &mut topics.now, &mut topics.earlier] {
            *list = said_once(std::mem::take(list));
        }
        let share = facts.feedback_to_share();
        let (held, kept_back) = facts.kept_back();
        let intentions = facts.intentions();
        let offers = if intentions.is_empty() && lead { facts.offered_lines() } else { Vec::new() };
        // What was on the table last time and is on it again stands there once, and a plain line
        // that says what an item says is told by the item.
        let again: BTreeSet<String> =
            topics.theirs.iter().chain(&topics.now).map(line_words).collect();
        topics.earlier.retain(|line| !again.contains(&line_words(line)));
        let told: BTreeSet<String> = again
            .into_iter()
            .chain(share.items.iter().map(|line| comparable_words(&line.text)))
            .chain(facts.open_goals().items.iter().map(|goal| comparable_words(&goal.title)))
            .chain(
                facts.open_promises().items.iter().map(|promise| comparable_words(&promise.text)),
            )
            .collect();
        let mut since = said_once(facts.lines_since());
        since.retain(|line| !told.contains(&line_words(line)));
        let mut last = facts.last_view();
        if let Some(last) = &mut last {
            last.said.items.retain(|line| !told.contains(&line_words(line)));
        }
        MeetingView {
            person: person.id.to_string(),
            name: inert_text(&person.name),
            call: lens.person_name(&person.id),
            date: date.to_string(),
            date_long: date.long(),
            time: lens.model.diary.time_of(&person.id, date).map(clock),
            minutes: person.minutes.unwrap_or(lens.model.config.minutes),
            every: cadence_words(schedule::cadence(&lens.model.schedule_facts(), person)),
            meet: person.meet.clone(),
            rollup,
            first: facts.last.is_none(),
            last,
            moods: facts.last_moods(),
            unsure: facts.unsure_meeting(),
            passed: facts.passed_day(),
            back: facts.absence_ended(),
            ahead: facts.absence_ahead(),
            leaving: person.left.filter(|left| date <= *left).map(Day::long),
            skipped: facts.skip_reason(),
            next: lens.model.next_date(person).map(Day::long),
            missed: facts.missed_meetings(),
            season: lead.then(|| facts.season()).flatten(),
            delivery: person.delivery.as_deref().map(inert_text).filter(|_| lead),
            coaxing: person.coaxing && lead,
            praise: person.praise.as_deref().map(inert_text).filter(|_| lead),
            likes: facts.how_feedback_is_liked(),
            birthday: facts.birthday(),
            intentions,
            offers,
            promises: facts.open_promises(),
            agreed: facts.agreed_lines(),
            unagreed: facts.unagreed_to_show(),
            unanswered: facts.unanswered_feedback(),
            replied: facts.replied_feedback(),
            goals: facts.open_goals(),
            done: facts.goals_done(),
            share: Cut { items: share.items, more: share.more },
            waiting: share.waiting,
            wants_praise: share.wants_praise,
            praised: share.praised,
            praise_given: facts.praise_given(),
            pathless: share.pathless,
            held,
            kept_back,
            theirs: topics.theirs,
            topics: lens.cut_to(topics.now, facts.most_lines()),
            for_all: facts.for_all(),
            parked: lens.cut_to(topics.parked, Some(0)),
            earlier: lens.cut_to(topics.earlier, Some(MOST_EARLIER)),
            opinions: said_once(facts.unanswered_shares()),
            offered: said_once(facts.offered_feedback()),
            noted: facts.noted_feedback(),
            paths: facts.paths_to_ask(),
            follow_ups: facts.follow_ups(),
            questions: facts.questions(),
            since: lens.cut_list(since),
            unsorted: facts.unsorted_links(),
            home: facts.home(),
            other_years: facts.other_years(),
            policies: facts.mentioned_policies(),
            performance: topics.performance,
        }
    }
}

fn line_words(line: &TextLine) -> String {
    comparable_words(&line.text)
}

/// A cadence in a sentence: `every week`, `every 2 weeks`, `every month`.
pub(crate) fn cadence_words(cadence: Cadence) -> String {
    let (count, word) = match cadence {
        Cadence::Days(days) if days % 7 == 0 => (days / 7, "week"),
        Cadence::Days(days) => (days, "day"),
        Cadence::Months(months) => (months, "month"),
    };
    if count == 1 { format!("every {word}") } else { format!("every {count} {word}s") }
}

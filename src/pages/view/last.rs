//! What was said last time: the last 1-2-1 in its own words, its outcome, how moods go, and those
//! since then that were not held.

use crate::kind::{Audience, Kind};
use crate::model::model::Mentioned;
use crate::pages::view::facts::Facts;
use crate::pages::view::lens::{Cut, TextLine};
use crate::pages::view::meeting::{AheadView, LastView, MOST, meeting_source};
use crate::people::meeting::Meeting;
use crate::people::person::absence_words;
use crate::records::feedback::Feedback;
use crate::records::practice::Line;
use crate::records::record::Source;
use crate::schedule::schedule;
use crate::text::date::Day;
use crate::text::lexicon::Lexicon;
use crate::text::span::{comparable_words, nearest_word};

/// Moods that show where it goes: so many of the last 1-2-1s, and none older than this.
const MOST_MOODS: usize = 3;
const MOST_MOOD_DAYS: i64 = 120;
/// So few lines more than usual are told, not counted.
const FEW_MORE: usize = 2;
/// Who was never met here may have been away for so long.
const LONG_AGO_DAYS: i64 = 365;
/// Who is away for a week has somebody who takes over: from Monday to Friday.
const LONG_LEAVE_DAYS: i64 = 4;
/// After so many days without a 1-2-1, and twice the usual time between two, it is a welcome back.
const LONG_ABSENCE_DAYS: i64 = 28;

impl<'a> Facts<'a, '_> {
    pub(crate) fn last_view(&self) -> Option<LastView> {
        let last = self.last?;
        let (outcomes, clear) = (self.outcomes_of(last), self.clarity_to_follow());
        let (mut said, guarded) = self.said_lines(last);
        if outcomes.is_empty() && clear.is_empty() && said.items.is_empty() && guarded == 0 {
            said.items = self.instead_of_words(last);
        }
        Some(LastView {
            days: self.date.days_since(last.date),
            date: last.date.short(self.date),
            intention: self.intention_of(last).map(|line| self.lens.page_words(&line.text)),
            met: last.met.filter(|_| self.lead()),
            mood: last.mood.filter(|_| self.lead()),
            mood_word: last.mood_word.clone().filter(|_| self.lead()),
            outcomes,
            clear,
            said,
            private: if self.lead() { self.model.private_in(last) } else { 0 },
            guarded,
            long_ago: self.is_long_ago(last.date),
            link: self.lens.link_to_source(&meeting_source(last)),
        })
    }

    /// How they felt in the last 1-2-1s, the last one last: `3, good, 2`.
    pub(crate) fn last_moods(&self) -> Option<String> {
        let held = self.model.meetings.held_before(self.id, self.date).rev();
        let recent = held.filter(|held| self.date.days_since(held.date) <= MOST_MOOD_DAYS);
        let moods: Vec<String> = recent.filter_map(Meeting::mood_said).take(MOST_MOODS).collect();
        let told = !moods.is_empty() && self.lead();
        told.then(|| moods.into_iter().rev().collect::<Vec<_>>().join(", "))
    }

    fn is_long_ago(&self, day: Day) -> bool {
        let cadence = schedule::cadence(&self.model.schedule_facts(), self.person);
        self.date.days_since(day) > LONG_ABSENCE_DAYS.max(2 * cadence.days() + 1)
    }

    fn intention_of(&self, meeting: &Meeting) -> Option<&'a Line> {
        let lines = self.lens.lines_on(Kind::Intention, self.id).filter(|line| {
            let own = self.model.belongs_to(line, self.id);
            !line.text.is_empty() && own.is_some_and(|own| std::ptr::eq(own, meeting))
        });
        // The 1-2-1's own goes before what an older note meant for it.
        lines.min_by_key(|line| line.meeting_with(self.id).is_none())
    }

    fn outcomes_of(&self, meeting: &Meeting) -> Vec<String> {
        let lines = self.lens.lines_on(Kind::Outcome, self.id);
        let there = |line: &&Line| {
            let its = line.meeting_with(self.id);
            its.is_some_and(|its| its.date == meeting.date && its.path == meeting.path)
        };
        // What is closed to others is not quoted as last time, though the page is the lead's.
        let quoted = |line: &&Line| !line.text.is_empty() && line.audience != Audience::Lead;
        let texts = lines.filter(there).filter(quoted);
        texts.map(|line| self.lens.page_words(&line.text)).take(MOST).collect()
    }

    /// What became clear there and is followed by something: alone it is asked what follows.
    fn clarity_to_follow(&self) -> Vec<String> {
        let unagreed: Vec<_> = self.unagreed_lines().map(|line| &line.source).collect();
        let there = self.lens.lines_on(Kind::Clarity, self.id).filter(|line| self.is_at_last(line));
        let quoted = |line: &&Line| !line.text.is_empty() && line.audience != Audience::Lead;
        let new = there.filter(quoted).filter(|line| !unagreed.contains(&&line.source));
        let lines = new.take(MOST).map(|line| self.lens.page_words(&line.text));
        lines.filter(|_| self.lead()).collect()
    }

    /// Its first lines that are no item: what a colleague who was there would mention. What
    /// answers a question stands beside the question.
    fn said_lines(&self, last: &Meeting) -> (Cut<TextLine>, usize) {
        if !self.lead() {
            return (Cut { items: Vec::new(), more: 0 }, 0);
        }
        let asked: Vec<String> =
            self.model.questions.iter().map(|question| comparable_words(&question.text)).collect();
        let answers = |line: &Mentioned| {
            let words = comparable_words(&line.text);
            let own = self.answers.iter().any(|answer| {
                answer.source.line == line.source.line && answer.source.path == line.source.path
            });
            own || words.starts_with("feedback for me")
                || asked.iter().any(|question| words.starts_with(question.as_str()))
        };
        let lines = self.model.said_in(last).into_iter();
        let lines = lines.filter(|line| !answers(line) && !is_wish_for_now(&line.text));
        let (guarded, lines): (Vec<&Mentioned>, Vec<&Mentioned>) =
            lines.partition(|line| self.model.is_guarded(line, self.id, self.date));
        let lines: Vec<TextLine> =
            lines.into_iter().map(|line| self.text_line(&line.text, None, &line.source)).collect();
        let few = lines.len() <= MOST + FEW_MORE;
        (self.lens.cut_to(lines, Some(MOST).filter(|_| !few)), guarded.len())
    }

    /// What they said last time that they want to talk about today: `wants to talk about it next
    /// time`.
    pub(crate) fn wished_for_now(&self) -> Vec<TextLine> {
        let Some(last) = self.last.filter(|_| self.lead()) else { return Vec::new() };
        let lines = self.model.said_in(last).into_iter();
        let lines = lines.filter(|line| is_wish_for_now(&line.text));
        let open = lines.filter(|line| !self.model.is_guarded(line, self.id, self.date));
        open.map(|line| self.text_line(&line.text, line.date, &line.source)).collect()
    }

    /// What a 1-2-1 holds besides words, which stands below: `noted: a goal and 2 promises`.
    fn kinds_noted(&self, last: &Meeting) -> Option<String> {
        let here = |source: &Source| source.path == last.path;
        let goals = self.model.goals_of(self.id);
        let goals = goals.filter(|goal| goal.set == Some(last.date) && here(&goal.source)).count();
        let feedback = |kind: Kind| {
            let all = self.model.feedback_to(self.id).filter(move |one| one.kind == kind);
            all.filter(|one| one.date == Some(last.date) && here(&one.source)).count()
        };
        let promises = self.lens.promises_with(self.id).into_iter();
        let promises =
            promises.filter(|one| one.opened == Some(last.date) && here(&one.source)).count();
        let topics = self.lens.lines_on(Kind::Topic, self.id);
        let topics = topics.filter(|one| one.date == Some(last.date) && here(&one.source)).count();
        let count = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("a {one}")),
            _ => Some(format!("{count} {many}")),
        };
        let all = [
            count(goals, "goal", "goals"),
            count(feedback(Kind::WatchOut), "watch out", "watch outs"),
            count(promises, "promise", "promises"),
            count(topics, "topic", "topics"),
        ];
        let all: Vec<String> = all.into_iter().flatten().collect();
        let (end, before) = all.split_last()?;
        Some(match before {
            [] => format!("noted: {end}"),
            before => format!("noted: {} and {end}", before.join(", ")),
        })
    }

    /// Lines on them since last time that are of no kind; what may be praise is asked.
    pub(crate) fn lines_since(&self) -> Vec<TextLine> {
        if !self.lead() {
            return Vec::new();
        }
        let lines = self.model.mentions_of(self.id).rev();
        let told = |line: &&Mentioned| !self.model.is_guarded(line, self.id, self.date);
        // `👥 Ada Brook` names somebody and says nothing.
        let name = comparable_words(&self.person.name);
        let names: Vec<&str> = name.split(' ').collect();
        let says = |line: &&Mentioned| {
            let words = comparable_words(&line.text);
            words.split(' ').any(|word| !word.is_empty() && !names.contains(&word))
        };
        let lines = lines.filter(|line| self.is_new(line.date)).filter(told).filter(says);
        let view = |line: &Mentioned| {
            let text = match line.nearly.contains(&Kind::HighFive) {
                true => format!("praise? {}", self.without_tag(&line.text)),
                false => line.text.clone(),
            };
            self.text_line(&text, line.date, &line.source)
        };
        lines.map(view).collect()
    }

    /// Words that a tag nearly of praise begins, without it and the name behind it.
    fn without_tag<'t>(&self, text: &'t str) -> &'t str {
        let Some((first, rest)) = text.split_once(' ') else { return text };
        let tags = ["high-five", "kudos", "praise"];
        if tags.contains(&first) || nearest_word(first, tags).is_none() {
            return text;
        }
        let name = self.lens.person_name(self.id);
        let bare = rest.trim_start().strip_prefix(&name).unwrap_or(rest);
        bare.trim_start_matches([':', ',', ' '])
    }

    /// Of a 1-2-1 without words of its own: what was praised there, else the first words of the
    /// one before.
    fn instead_of_words(&self, last: &Meeting) -> Vec<TextLine> {
        if !self.lead() {
            return Vec::new();
        }
        let is_praise = |one: &&Feedback| {
            one.kind == Kind::HighFive
                && one.date == Some(last.date)
                && one.source.path == last.path
                && one.how_given().is_some()
        };
        let praise = self.model.feedback_to(self.id).filter(is_praise);
        let praise: Vec<TextLine> = praise
            .take(2)
            .map(|one| self.text_line(&format!("you praised: {}", one.text), None, &one.source))
            .collect();
        let noted = self.kinds_noted(last).unwrap_or_else(|| "nothing noted".to_owned());
        let before = self.model.meetings.held_before(self.id, last.date).next_back();
        let before = before.filter(|one| self.date.days_since(one.date) <= MOST_MOOD_DAYS);
        let told = match before.filter(|_| praise.is_empty()) {
            Some(before) => {
                let day = before.date.short(self.date);
                let line = |line: &TextLine| TextLine {
                    text: format!("{noted}; {day}: {}", line.text),
                    ..line.clone()
                };
                self.said_lines(before).0.items.iter().take(1).map(line).collect()
            }
            None => praise,
        };
        match told.is_empty() && self.lead() {
            true => vec![TextLine { text: noted, date: None, link: String::new() }],
            false => told,
        }
    }

    pub(crate) fn unsure_meeting(&self) -> Option<TextLine> {
        let unsure = self.model.unsure_meeting(self.id, self.date).filter(|_| self.lead())?;
        let says = unsure.not_held_by.as_deref().unwrap_or_default();
        Some(self.text_line(says, Some(unsure.date), &meeting_source(unsure)))
    }

    /// The day behind the last 1-2-1 on which the next one was to be, and nothing was noted.
    pub(crate) fn passed_day(&self) -> Option<String> {
        let last = self.last.filter(|_| self.lead())?;
        let cadence = schedule::known_cadence(&self.model.schedule_facts(), self.person)?;
        let day = cadence.after(last.date);
        let is_this = self.date.days_since(day) * 2 < cadence.days();
        let passed = day < self.model.today && !is_this && !self.is_long_ago(last.date);
        let there = self.person.absence(day).is_none();
        let mut with = self.model.meetings.meetings_with(self.id);
        let noted = with.any(|one| one.date > last.date && one.date < self.date);
        (passed && there && !noted).then(|| day.short(self.date))
    }

    /// The absence that ended since the last 1-2-1.
    pub(crate) fn absence_ended(&self) -> Option<String> {
        let since = self.last.map_or(self.date.plus(-LONG_AGO_DAYS), |last| last.date);
        let (from, to) = self.person.ended_absence(since, self.date)?;
        Some(format!("{} to {}", from.short(self.date), to.short(self.date)))
    }

    /// The absence that begins before the next 1-2-1.
    pub(crate) fn absence_ahead(&self) -> Option<AheadView> {
        let away = self.person.away.iter().filter(|(from, _)| *from > self.date);
        let (from, to) = away.min().copied()?;
        let stays = self.person.left.is_none_or(|left| left > from);
        if !self.lead() || !stays || self.is_met_between(from) {
            return None;
        }
        let days = absence_words((from, to), self.date);
        Some(AheadView { days, long: to.days_since(from) >= LONG_LEAVE_DAYS })
    }

    /// Whether there is another 1-2-1 behind this one and before a day.
    fn is_met_between(&self, before: Day) -> bool {
        let cadence = self.person.cadence.unwrap_or(self.model.config.cadence);
        if before.days_since(self.date) > 2 * cadence.days() {
            return true;
        }
        let Some(turns) = self.model.diary.people.get(self.id) else {
            return cadence.after(self.date) < before;
        };
        let mut days = (1..before.days_since(self.date)).map(|days| self.date.plus(days));
        days.any(|day| turns.has_turn(day))
    }

    /// Why this 1-2-1 is not held.
    pub(crate) fn skip_reason(&self) -> Option<String> {
        let mut with = self.model.meetings.meetings_with(self.id);
        let this = with.find(|meeting| meeting.date == self.date)?;
        let why = this.why.as_deref().filter(|_| self.lead());
        (this.held_said == Some(false))
            .then(|| why.map(|why| self.lens.page_words(why)).unwrap_or_default())
    }

    pub(crate) fn missed_meetings(&self) -> Vec<TextLine> {
        let since = self.last.map(|last| last.date);
        let with = self.model.meetings.meetings_with(self.id);
        with.filter(|meeting| {
            meeting.held_said == Some(false)
                && meeting.date < self.date
                && since.is_none_or(|since| meeting.date > since)
                // That is what the welcome back says.
                && self.person.absence(meeting.date).is_none()
        })
        .map(|meeting| {
            let why = meeting.why.as_deref().filter(|_| self.lead()).unwrap_or("");
            self.text_line(why, Some(meeting.date), &meeting_source(meeting))
        })
        .collect()
    }
}

/// Whether words say that somebody wants to talk about something next time.
fn is_wish_for_now(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let text = text.trim_end_matches(['.', '!', ')', ' ']);
    let lexicon = Lexicon::shipped();
    let starts: Vec<usize> = text.match_indices([' ', '(']).map(|(at, _)| at + 1).collect();
    let mut tails = starts.iter().rev().take(MOST_WORDS);
    let later = tails.any(|at| lexicon.has("next_time", &text[*at..]));
    let mut heads = starts.iter().take(MOST_WORDS).map(|at| &text[..at - 1]);
    later && heads.any(|head| lexicon.has("wanting", head))
}

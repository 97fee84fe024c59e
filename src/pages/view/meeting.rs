//! The facts of one coming 1-2-1: what the prep and the agenda are made of.

use crate::pages::view::lens::{Cut, PolicyLine, TextLine};
use crate::people::meeting::{Meeting, Met};
use crate::records::record::Source;
use serde::Serialize;

/// What a prep is made of.
#[derive(Clone, Debug, Serialize)]
pub struct MeetingView {
    /// `alice`.
    pub person: String,
    /// The name on the page's head.
    pub name: String,
    /// The first name, for sentences.
    pub call: String,
    /// `2026-11-24`.
    pub date: String,
    /// `Tue 24 Nov 2026`.
    pub date_long: String,
    /// `14:00`, when the person has a slot.
    pub time: Option<String>,
    /// Minutes.
    pub minutes: u32,
    /// `every week`, `every 2 weeks`.
    pub every: String,
    /// Where to meet.
    pub meet: Option<String>,
    /// The link to the person's rollup.
    pub rollup: String,
    /// No 1-2-1 was held before.
    pub first: bool,
    /// The last one held.
    pub last: Option<LastView>,
    /// How they felt in the last 1-2-1s, the last one last: `3, good, 2`.
    pub moods: Option<String>,
    /// The 1-2-1 before this one passed with an untouched note: was it held?
    pub unsure: Option<TextLine>,
    /// The day behind the last one on which one was to be, and of which there is no note.
    pub passed: Option<String>,
    /// An absence that ended since the last one: `1 Dec to 10 Jan`.
    pub back: Option<String>,
    /// An absence that begins before the next one.
    pub ahead: Option<AheadView>,
    /// Their last day, when it is known: `Fri 18 Dec 2026`.
    pub leaving: Option<String>,
    /// Why this one is not held, in words or empty; none when it is.
    pub skipped: Option<String>,
    /// The next one after today: `Tue 1 Dec 2026`.
    pub next: Option<String>,
    /// Those since then that were not held.
    pub missed: Vec<TextLine>,
    /// The season, in a lead's page.
    pub season: Option<SeasonView>,
    /// `delivery:` as written.
    pub delivery: Option<String>,
    /// Wants coaxing.
    pub coaxing: bool,
    /// `praise:` as written.
    pub praise: Option<String>,
    /// How they like feedback, in the words of a note.
    pub likes: Option<TextLine>,
    /// Their birthday, when it is near.
    pub birthday: Option<TextLine>,
    /// What this 1-2-1 is to lead to.
    pub intentions: Vec<TextLine>,
    /// What it could be, when none is set.
    pub offers: Vec<TextLine>,
    /// Open promises, the lead's first; late ones, then the oldest.
    pub promises: Cut<PromiseView>,
    /// What was agreed last time.
    pub agreed: Cut<TextLine>,
    /// Clarity that was stated and not agreed.
    pub unagreed: Cut<TextLine>,
    /// Feedback for the lead that waits for a word: the last of these weeks, and how many more.
    pub unanswered: Cut<TextLine>,
    /// Answers of last time that the lead has replied to since: the loop is to be closed.
    pub replied: Vec<TextLine>,
    /// Open goals, most recent first.
    pub goals: Cut<GoalView>,
    /// Goals done since last time.
    pub done: Vec<TextLine>,
    /// Feedback to share today.
    pub share: Cut<ShareView>,
    /// Watch outs that wait while one a 1-2-1 comes back after a low season.
    pub waiting: usize,
    /// One comes back after a low season, and no praise stands beside it.
    pub wants_praise: bool,
    /// When they last got praise: `22 Apr`, when that was more than six weeks ago.
    pub praised: Option<String>,
    /// For somebody who leaves: the newest praise that they got.
    pub praise_given: Vec<TextLine>,
    /// Watch outs that lack a path: to be edited first.
    pub pathless: Vec<ShareView>,
    /// Feedback that the season holds back.
    pub held: Option<HeldView>,
    /// Feedback that the lead holds back by a word in its line, and lines that may be such.
    pub kept_back: Cut<KeptView>,
    /// What the person wants to talk about, in their own words.
    pub theirs: Vec<TextLine>,
    /// Topics of the lead.
    pub topics: Cut<TextLine>,
    /// Topics for everyone: whom they were asked so far.
    pub for_all: Vec<ForAllView>,
    /// Parked topics: one in words, of more there is a count.
    pub parked: Cut<TextLine>,
    /// Topics of last time that no line closes.
    pub earlier: Cut<TextLine>,
    /// Shared feedback that waits for an opinion.
    pub opinions: Vec<TextLine>,
    /// Feedback that the prep of last time offered, and nothing says whether it was given.
    pub offered: Vec<TextLine>,
    /// Watch outs that were noted in a 1-2-1 of theirs: whether they were said, nothing tells.
    /// Those of these weeks in words, of others there is a count.
    pub noted: Cut<NotedView>,
    /// Paths of shared watch outs that are not settled.
    pub paths: Vec<TextLine>,
    /// Follow-ups not held yet.
    pub follow_ups: Vec<TextLine>,
    /// Questions.
    pub questions: Cut<AskView>,
    /// Lines on the person since last time.
    pub since: Cut<TextLine>,
    /// Notes of these weeks with feedback that nothing says to be praise or critique.
    pub unsorted: Vec<String>,
    /// The last line on home, until the 1-2-1 after the next one.
    pub home: Vec<HomeView>,
    /// Outcomes of these weeks in other years.
    pub other_years: Vec<TextLine>,
    /// Policies that the lines on them mention.
    pub policies: Vec<PolicyLine>,
    /// Topics on performance, last of all.
    pub performance: Vec<TextLine>,
}

/// The last 1-2-1.
#[derive(Clone, Debug, Serialize)]
pub struct LastView {
    /// Days before this one.
    pub days: i64,
    /// `10 Nov`.
    pub date: String,
    /// Its intention.
    pub intention: Option<String>,
    /// `yes`, `partly`, `no`.
    pub met: Option<Met>,
    /// How they felt.
    pub mood: Option<u8>,
    /// The word that says it, where no number does.
    pub mood_word: Option<String>,
    /// Its outcomes.
    pub outcomes: Vec<String>,
    /// What became clear there, where something was agreed on it.
    pub clear: Vec<String>,
    /// What was said there in its own words: the first lines that are no item.
    pub said: Cut<TextLine>,
    /// So many lines of it are closed, so that their words are not told.
    pub private: usize,
    /// So many lines of it may be critique, which a low season holds back.
    pub guarded: usize,
    /// It was long ago, and longer than usual.
    pub long_ago: bool,
    /// The link to it.
    pub link: String,
}

/// An absence that is to come.
#[derive(Clone, Debug, Serialize)]
pub struct AheadView {
    /// `from 7 Dec to 8 Jan`, `on 7 Dec`.
    pub days: String,
    /// So long that somebody has to take over.
    pub long: bool,
}

/// A line on life outside work.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// Its words.
    pub text: String,
    /// When it was noted.
    pub date: Option<String>,
    /// You have met since: it may have changed.
    pub old: bool,
    /// The link.
    pub link: String,
}

/// A season.
#[derive(Clone, Debug, Serialize)]
pub struct SeasonView {
    /// `low`, `steady`, `high`.
    pub word: String,
    /// Days up to the meeting.
    pub days: Option<i64>,
}

/// A promise.
#[derive(Clone, Debug, Serialize)]
pub struct PromiseView {
    /// `you`, a first name, or `both`.
    pub who: String,
    /// It is the lead's.
    pub mine: bool,
    /// The words.
    pub text: String,
    /// `due in 7 days`, `was due 17 Nov`.
    pub due: Option<String>,
    /// Behind its due date, on a page for the lead.
    pub late: bool,
    /// The day that it names has passed: how was it?
    pub passed: bool,
    /// Days since it was made.
    pub days: Option<i64>,
    /// `27 Oct`, when it was made.
    pub since: Option<String>,
    /// Open for so long that it is asked whether it is still wanted, on a page for the lead.
    pub old: bool,
    /// `10 Nov`, when it was said again in other words, on a page for the lead.
    pub again: Option<String>,
    /// `24 Nov`, when somebody ticked the same in other words, on a page for the lead.
    pub ticked: Option<String>,
    /// `3 Dec`, when a line on them since then spoke of it: is it done?
    pub spoken: Option<String>,
    /// `24 Nov`, when the last 1-2-1 spoke of it.
    pub taken_up: Option<String>,
    /// One that was promised before in nearly the same words.
    pub before: Option<TextLine>,
    /// The link.
    pub link: String,
    /// A box to tick, with `ticks: write-back`.
    pub tick: String,
}

/// An open goal.
#[derive(Clone, Debug, Serialize)]
pub struct GoalView {
    /// Its words.
    pub title: String,
    /// `in progress`, `on hold`; empty when plainly open.
    pub status: String,
    /// The most recent one.
    pub recent: bool,
    /// `10 Nov`.
    pub set: Option<String>,
    /// `due in 7 days`.
    pub due: Option<String>,
    /// Steps done.
    pub steps_done: usize,
    /// Steps in all.
    pub steps: usize,
    /// `24 Nov`, when a line spoke of it behind its last news.
    pub spoken: Option<String>,
    /// It was set these weeks, and nothing tells of a first step.
    pub wants_step: bool,
    /// The next step.
    pub next_step: Option<String>,
    /// When it last moved.
    pub moved: Option<String>,
    /// The last news.
    pub news: Option<String>,
    /// What it helps.
    pub helps: Option<String>,
    /// High fives on it.
    pub high_fives: usize,
    /// Watch outs on it that were given.
    pub watch_outs: usize,
    /// Who gave them, besides the lead.
    pub from: Vec<String>,
    /// Without any feedback: colleagues to ask, who are named in its lines, work towards the same
    /// team goal, or gave feedback before.
    pub ask: Vec<String>,
    /// The link.
    pub link: String,
    /// A box to tick, with `ticks: write-back`.
    pub tick: String,
}

/// Feedback to share.
#[derive(Clone, Debug, Serialize)]
pub struct ShareView {
    /// `high five`, `watch out`; `watch out?` where it may be of another kind.
    pub kind: String,
    /// When it was noted, where that is weeks ago.
    pub noted: Option<String>,
    /// Skill or way of working.
    pub about: Option<String>,
    /// From whom, besides the lead.
    pub from: Option<String>,
    /// The words.
    pub text: String,
    /// What would help.
    pub path: Option<String>,
    /// `habit`, `system`, as written.
    pub habit: Option<String>,
    /// A system that would help.
    pub system: Option<String>,
    /// It wants a skill to link to.
    pub wants_skill: bool,
    /// Why now, in a low season.
    pub now: Option<String>,
    /// The link.
    pub link: String,
}

/// A watch out that was noted in a 1-2-1 of theirs.
#[derive(Clone, Debug, Serialize)]
pub struct NotedView {
    /// The days on which it was noted: `27 Oct`, `27 Oct and 10 Nov`.
    pub days: String,
    /// The words.
    pub text: String,
    /// What would help.
    pub path: Option<String>,
    /// The link.
    pub link: String,
}

/// Feedback held back: never its words.
#[derive(Clone, Debug, Serialize)]
pub struct HeldView {
    /// How many.
    pub count: usize,
    /// `1 watch out`, `2 high fives and 1 watch out`.
    pub what: String,
    /// Days the oldest has been held.
    pub days: Option<i64>,
    /// How long each has been held: `held for 5 days`, `the longest held for 14 days`.
    pub age: Option<String>,
    /// After so many days it is asked about.
    pub limit: i64,
    /// One is older than that.
    pub over: bool,
    /// Held for the season: yes; what a word in the line holds is in `kept_back`.
    pub season: bool,
    /// Where they stand.
    pub links: Vec<String>,
}

/// Feedback that a word in its line holds back: never its words.
#[derive(Clone, Debug, Serialize)]
pub struct KeptView {
    /// `1 watch out`, `2 high fives and 1 watch out`.
    pub what: String,
    /// `20 Nov`, when the line says until when.
    pub until: Option<String>,
    /// The reason, when the line gives one; not in a low season.
    pub why: Option<String>,
    /// Days the oldest has been held.
    pub days: Option<i64>,
    /// How long each has been held: `held for 5 days`, `the longest held for 14 days`.
    pub age: Option<String>,
    /// No day is said, and it is older than the limit of the config.
    pub over: bool,
    /// Where they stand.
    pub links: Vec<String>,
}

/// Something to ask or tell everyone.
#[derive(Clone, Debug, Serialize)]
pub struct ForAllView {
    /// To be told, not asked.
    pub tell: bool,
    /// To be told, and the person was met since: nothing says whether it was told there.
    pub met: Option<String>,
    /// How many were asked.
    pub asked: usize,
    /// Of how many.
    pub of: usize,
    /// The words.
    pub text: String,
    /// The link.
    pub link: String,
}

/// A question.
#[derive(Clone, Debug, Serialize)]
pub struct AskView {
    /// The words.
    pub text: String,
    /// It opens the 1-2-1.
    pub opens: bool,
    /// It is told beforehand.
    pub early: bool,
    /// It asks for feedback for the lead.
    pub for_me: bool,
    /// Times asked.
    pub asked: usize,
    /// Times answered.
    pub answered: usize,
    /// 1-2-1s held in all.
    pub of: usize,
    /// The last answer.
    pub last: Option<String>,
    /// When.
    pub last_date: Option<String>,
    /// That answer came after so many silences (0: it was not the first after many).
    pub after_silences: usize,
    /// The last mood, beside the opening question.
    pub mood: Option<u8>,
    /// The link to the question, when it stands in a note.
    pub link: Option<String>,
}

/// At most so many lines of a kind on a prep.
pub const MOST: usize = 3;

/// Where a 1-2-1 stands, for a link.
pub fn meeting_source(meeting: &Meeting) -> Source {
    Source { path: meeting.path.clone(), line: meeting.line, anchor: meeting.anchor.clone() }
}

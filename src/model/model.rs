//! The fold: a vault and a day to everything the pages, lists and checks speak of.

use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::id::{NotePath, PersonId};
use crate::model::actions::{self, Action};
use crate::model::check;
use crate::model::config::Config;
use crate::model::context::Context;
use crate::model::entry::{Entry, Source};
use crate::model::feedback::{self, Feedback, State, Times};
use crate::model::goals::{self, Goal};
use crate::model::layout::Layout;
use crate::model::meeting::Meeting;
use crate::model::meetings::Meetings;
use crate::model::people::People;
use crate::model::person::Person;
use crate::model::practice::{self, Line, Seasons};
use crate::model::questions::{self, Answer, Question};
use crate::model::vault::Vault;
use crate::note::kind::Kind;

/// What the vault means on a day.
#[derive(Clone, Debug)]
pub struct Model {
    /// The day.
    pub today: Day,
    /// The config.
    pub config: Config,
    /// Names and links.
    pub layout: Layout,
    /// People.
    pub people: People,
    /// 1-2-1s.
    pub meetings: Meetings,
    /// Seasons.
    pub seasons: Seasons,
    /// Goals, by key.
    pub goals: Vec<Goal>,
    /// Feedback, by date.
    pub feedback: Vec<Feedback>,
    /// Promises, by the day they were made.
    pub actions: Vec<Action>,
    /// Questions, in the order of their notes.
    pub questions: Vec<Question>,
    /// Answers, by date.
    pub answers: Vec<Answer>,
    /// Everything else, by date.
    pub lines: Vec<Line>,
    /// Plain lines that name a person, by date.
    pub mentions: Vec<Mentioned>,
    /// Policies: note, title, when last reviewed.
    pub policies: Vec<Policy>,
    /// Complaints about single notes and about the whole.
    pub diagnostics: Vec<Diagnostic>,
}

/// A plain line that names a person.
#[derive(Clone, Debug)]
pub struct Mentioned {
    /// Who is named.
    pub people: Vec<PersonId>,
    /// Its words.
    pub text: String,
    /// When.
    pub date: Option<Day>,
    /// Where.
    pub source: Source,
}

/// A policy note.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The note.
    pub path: NotePath,
    /// Its title.
    pub title: String,
    /// The short name by which lines mention it.
    pub slug: String,
    /// When it was last reviewed.
    pub reviewed: Option<Day>,
}

impl Model {
    /// Folds a vault on a day.
    pub fn of(vault: &Vault, today: Day) -> Model {
        let mut said: Vec<Diagnostic> = vault.said().cloned().collect();
        let config = &vault.config;
        let first_look = Layout::of(&vault.settings, config, vault.notes.keys(), &[]);
        let people = People::of(vault, &first_look, &mut said);
        let meetings = Meetings::of(vault, &first_look, &people, today, &mut said);
        let mut paths: Vec<&NotePath> = meetings.all.iter().map(|meeting| &meeting.path).collect();
        paths.dedup();
        let layout = Layout::of(&vault.settings, config, vault.notes.keys(), &paths);
        let ctx = Context { config, layout: &layout, people: &people, meetings: &meetings, today };
        let sources = vault.notes.values().filter(|note| note.refused.is_none());
        let mut entries: Vec<Entry<'_>> = Vec::new();
        let mut mentions: Vec<Mentioned> = Vec::new();
        for note in sources {
            let of_note = ctx.entries(note, &mut said);
            plain_mentions(&ctx, note, &of_note, &mut mentions);
            entries.extend(of_note);
        }
        mentions.sort_by(|a, b| (a.date, &a.source).cmp(&(b.date, &b.source)));
        let seasons = Seasons::of(&ctx, &entries, &mut said);
        let goals = goals::fold(&ctx, &entries, &mut said);
        let feedback = feedback::fold(&ctx, &entries, &seasons, &mut said);
        let actions = actions::fold(&ctx, &entries, &mut said);
        let questions = questions::bank(&ctx, vault, &entries);
        let answers = questions::answers(&ctx, vault, &entries, &questions);
        let mut lines = practice::lines(&ctx, &entries, &mut said);
        practice::add_front_matter(&ctx, vault, &mut lines);
        let policies = policies(vault, config);
        check::items(&ctx, vault, &entries, &mut said);
        let mut model = Model {
            today,
            config: config.clone(),
            people: people.clone(),
            seasons,
            goals,
            feedback,
            actions,
            questions,
            answers,
            lines,
            mentions,
            policies,
            meetings: meetings.clone(),
            layout: layout.clone(),
            diagnostics: Vec::new(),
        };
        check::whole(&model, vault, &mut said);
        said.sort();
        said.dedup();
        model.diagnostics = said;
        model
    }

    /// What states of feedback depend on.
    pub fn times(&self) -> Times<'_> {
        Times { config: &self.config, meetings: &self.meetings, seasons: &self.seasons }
    }

    /// Where a piece of feedback stands on a day.
    pub fn state(&self, feedback: &Feedback, day: Day) -> State {
        self.times().state(feedback, day)
    }

    /// Lines of a kind.
    pub fn lines(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.kind == kind)
    }

    /// Lines of a kind about a person.
    pub fn lines_on<'a>(
        &'a self,
        kind: Kind,
        person: &'a PersonId,
    ) -> impl DoubleEndedIterator<Item = &'a Line> {
        self.lines(kind).filter(move |line| line.is_about(person))
    }

    /// The people who are prepared: those with `lead: me`, a cadence, or a 1-2-1 note.
    pub fn reports(&self) -> impl Iterator<Item = &Person> {
        self.people.others().filter(|person| {
            person.report.unwrap_or_else(|| {
                person.leads
                    || person.cadence.is_some()
                    || self.meetings.with(&person.id).next().is_some()
            })
        })
    }

    /// Whether 1-2-1s with a person have gone quiet: no cadence said, and none for twelve weeks.
    ///
    /// Old vaults are full of people who left; nobody wants a prep for each of them.
    pub fn is_dormant(&self, person: &Person) -> bool {
        const QUIET_DAYS: i64 = 84;
        let said = person.cadence.is_some() || person.leads || person.report == Some(true);
        let last = self.meetings.with(&person.id).next_back();
        !said && last.is_none_or(|last| self.today.since(last.date) > QUIET_DAYS)
    }

    /// The last held 1-2-1 before a day.
    pub fn last_held<'a>(&'a self, person: &'a PersonId, before: Day) -> Option<&'a Meeting> {
        self.meetings.held_before(person, before).next_back()
    }

    /// The day of the next 1-2-1: a note that is to come, else last held + cadence on the slot.
    pub fn next_date(&self, person: &Person) -> Option<Day> {
        let today = self.today;
        let coming = self
            .meetings
            .with(&person.id)
            .filter(|meeting| meeting.date >= today && meeting.held_said.is_none())
            .map(|meeting| meeting.date)
            .min();
        if coming.is_some() {
            return coming;
        }
        let cadence = person.cadence.unwrap_or(self.config.cadence);
        let on_slot = |day: Day| person.slot.map_or(day, |slot| day.next_on(slot.weekday));
        let taken = |day: Day| {
            let mut there = self.meetings.with(&person.id);
            there.any(|meeting| meeting.date == day && meeting.held_said.is_some())
        };
        let mut day = match self.meetings.with(&person.id).rfind(|meeting| meeting.held) {
            Some(last) => {
                let turn = cadence.after(last.date);
                // A week with a slot keeps its week: back to Monday, then on to the slot.
                match person.slot {
                    Some(slot) => {
                        let monday = turn.plus(-i64::from(turn.weekday().index()));
                        let kept = monday.next_on(slot.weekday);
                        if kept > last.date { kept } else { on_slot(turn) }
                    }
                    None => turn,
                }
            }
            None => person.slot.map(|slot| today.next_on(slot.weekday))?,
        };
        for _ in 0..2_000 {
            if day >= today && !taken(day) {
                return Some(day);
            }
            day = on_slot(cadence.after(day));
        }
        None
    }
}

/// Plain lines outside 1-2-1 notes that name a person, or stand under a heading that does.
fn plain_mentions(
    ctx: &Context<'_>,
    note: &crate::note::parse::Note,
    entries: &[Entry<'_>],
    out: &mut Vec<Mentioned>,
) {
    if ctx.meetings.is_meeting_note(&note.path) {
        return;
    }
    let known: Vec<usize> = entries.iter().map(|entry| entry.at).collect();
    for (at, item) in note.items.iter().enumerate() {
        let below_known = std::iter::successors(Some(at), |at| note.items[*at].parent)
            .any(|at| known.binary_search(&at).is_ok());
        if below_known || item.task.is_some() || item.mentions.is_empty() {
            continue;
        }
        let people: Vec<PersonId> = item
            .mentions
            .iter()
            .filter_map(|mention| ctx.person(mention))
            .filter(|id| !ctx.people.is_me(id))
            .collect();
        if people.is_empty() {
            continue;
        }
        let heading = ctx.meetings.day_of_heading(note, item.heading).map(|(day, _)| day);
        let date = heading.or_else(|| ctx.meetings.day_of_note(&note.path));
        let text = ctx.own_text(item);
        if date.is_some() && !text.is_empty() {
            out.push(Mentioned { people, text, date, source: ctx.source(note, at) });
        }
    }
}

fn policies(vault: &Vault, config: &Config) -> Vec<Policy> {
    let is_policy = |note: &&crate::note::parse::Note| {
        note.front.text("kind").is_some_and(|kind| crate::base::text::fold(&kind) == "policy")
    };
    let policy = |note: &crate::note::parse::Note| {
        let last = note.path.stem().rsplit('.').next().unwrap_or("").to_owned();
        let reviewed =
            note.front.text("reviewed").and_then(|text| {
                match crate::base::dates::leading(&text, config.date_order, None) {
                    Some(crate::base::dates::Found::Day(day, _)) => Some(day),
                    _ => None,
                }
            });
        Policy {
            path: note.path.clone(),
            title: note.title(),
            slug: crate::base::id::slug(&last),
            reviewed,
        }
    };
    vault.notes.values().filter(is_policy).map(policy).collect()
}

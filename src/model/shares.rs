//! What each note gives to the lists of a model: so that after a save one note is folded, and what
//! all others gave is taken as it was.
//!
//! Most kinds of lines mean what they mean whatever other notes say. Goals and seasons are said by
//! several notes together: goals are folded from all notes on them, and a line on a season is left
//! to the fold of the whole vault, as all that is for all is (`Touched` knows both).

use crate::model::gathered;
use crate::model::gathered::Gathered;
use crate::model::given::{Given, GivenUnder};
use crate::model::model::{Mentioned, Model};
use crate::people::meeting::Meeting;
use crate::people::meetings::Meetings;
use crate::people::people::People;
use crate::records::answer;
use crate::records::answer::Bank;
use crate::records::below;
use crate::records::customs::Customs;
use crate::records::feedback;
use crate::records::feedback::Feedback;
use crate::records::goal;
use crate::records::goal::Goal;
use crate::records::practice;
use crate::records::practice::Line;
use crate::records::promise::Promised;
use crate::records::question::{Answer, Question};
use crate::records::resolver::Context;
use crate::records::seasons::Seasons;
use crate::records::tally;
use crate::records::touched::Touched;
use crate::records::witness;
use crate::text::date::Day;
use crate::text::executor::OneHand;
use crate::text::ids::{NotePath, PersonId};
use crate::vault::layout::Layout;
use crate::vault::notes::Notes;
use crate::vault::vault::Vault;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What one note gives.
#[derive(Clone, Debug, Default)]
pub struct Share {
    meetings: Vec<Arc<Meeting>>,
    feedback: Vec<Arc<Feedback>>,
    answers: Vec<Arc<Answer>>,
    lines: Vec<Arc<Line>>,
    mentions: Vec<Arc<Mentioned>>,
}

/// What each note gives, by its path.
#[derive(Debug, Default)]
pub struct Shares(HashMap<NotePath, Share>);

/// What is known of a vault when one of its notes is folded again.
#[derive(Clone, Copy, Debug)]
pub struct KnownVault<'k> {
    /// Names and links.
    pub layout: &'k Layout,
    pub people: &'k People,
    /// The habits of the vault.
    pub customs: &'k Customs,
    pub seasons: &'k Seasons,
    pub questions: &'k [Question],
    pub today: Day,
}

/// What a note says when it is folded alone.
#[derive(Debug)]
pub struct Folded {
    /// What it gives to the lists.
    pub share: Share,
    /// The lines that make promises.
    pub promised: Vec<Promised>,
    /// Whom it speaks of.
    pub touched: Touched,
}

impl KnownVault<'_> {
    /// What a note of a vault says; `notes` holds it and no other.
    pub fn fold_note(&self, vault: &Vault, notes: &Notes) -> Folded {
        let mut said = Vec::new();
        let meetings = Meetings::of(vault, notes, self.people, self.today, &mut said);
        let ctx = self.context(vault, &meetings);
        let Gathered { mut entries, mentions, mut touched, .. } =
            gathered::gather_notes(&ctx, notes, &OneHand);
        below::close_below_held(&ctx, &mut entries, self.seasons);
        // A question for everyone is left to the fold of the whole vault.
        let asked = BTreeSet::new();
        let bank = Bank::of(self.questions, &asked);
        let known = GivenUnder { seasons: self.seasons, bank: &bank };
        let mut given = Given::default();
        for note in notes.values() {
            given = Given::of(&ctx, note, &entries, known);
        }
        let Given { feedback, promised, answers, lines, said: _ } = given;
        promised.iter().for_each(|line| line.touch_sides(self.people, &mut touched));
        drop(entries);
        let share = Share { feedback, answers, lines, mentions, meetings: meetings.all };
        Folded { share, promised, touched }
    }

    /// What notes show of the habits of the vault; `notes` holds one and no other.
    pub fn habits_of(&self, vault: &Vault, notes: &Notes) -> Customs {
        let meetings = Meetings::of(vault, notes, self.people, self.today, &mut Vec::new());
        let known = (self.layout, self.people, &meetings);
        tally::tally_customs(&vault.config, known, notes, self.today, &OneHand)
    }

    /// The goals of these people, from all notes that say something on them.
    pub fn goals_of(&self, vault: &Vault, notes: &Notes, people: &BTreeSet<PersonId>) -> Vec<Goal> {
        let mut said = Vec::new();
        let meetings = Meetings::of(vault, notes, self.people, self.today, &mut said);
        let ctx = self.context(vault, &meetings);
        let mut entries = Vec::new();
        for note in notes.values().filter(|note| note.refused.is_none()) {
            entries.extend(ctx.entries_of(note, &mut said));
        }
        below::close_below_held(&ctx, &mut entries, self.seasons);
        let mut goals = goal::fold(&ctx, &entries, &mut said);
        goals.retain(|goal| people.contains(&goal.key.person));
        witness::fold(&ctx, &entries, &mut goals);
        goals
    }

    fn context<'c>(&'c self, vault: &'c Vault, meetings: &'c Meetings) -> Context<'c> {
        let KnownVault { layout, people, customs, today, .. } = *self;
        Context { config: &vault.config, layout, people, meetings, customs, today }
    }
}

impl Share {
    /// Most notes give one thing or none to a list, and a list that grows takes room for four.
    fn shrink(&mut self) {
        self.meetings.shrink_to_fit();
        self.feedback.shrink_to_fit();
        self.answers.shrink_to_fit();
        self.lines.shrink_to_fit();
        self.mentions.shrink_to_fit();
    }

    /// The 1-2-1s in the note.
    pub fn meetings(&self) -> &[Arc<Meeting>] {
        &self.meetings
    }
}

impl Shares {
    /// Takes the lists out of a model and sorts them by the notes that gave them.
    pub fn taken_from(model: &mut Model) -> Shares {
        let mut shares = Shares::default();
        for meeting in &model.meetings.all {
            shares.of_note(&meeting.path).meetings.push(meeting.clone());
        }
        for one in std::mem::take(&mut model.feedback) {
            shares.of_note(&one.source.path).feedback.push(one);
        }
        for one in std::mem::take(&mut model.answers) {
            shares.of_note(&one.source.path).answers.push(one);
        }
        for one in std::mem::take(&mut model.lines) {
            shares.of_note(&one.source.path).lines.push(one);
        }
        for one in std::mem::take(&mut model.mentions) {
            shares.of_note(&one.source.path).mentions.push(one);
        }
        shares.0.values_mut().for_each(Share::shrink);
        shares
    }

    fn of_note(&mut self, path: &NotePath) -> &mut Share {
        if !self.0.contains_key(path) {
            self.0.insert(path.clone(), Share::default());
        }
        self.0.entry(path.clone()).or_default()
    }

    /// What a note gives.
    pub fn share_of(&self, path: &NotePath) -> Option<&Share> {
        self.0.get(path)
    }

    /// Puts what a note gives now in the place of what it gave.
    pub fn put_share(&mut self, path: &NotePath, share: Share) {
        self.0.insert(path.clone(), share);
    }

    /// Gives a model the lists that these notes make, which are named in order: of answers and
    /// plain lines those of these people.
    pub fn fill_model<'p>(
        &self,
        model: &mut Model,
        notes: impl Iterator<Item = &'p NotePath>,
        people: &BTreeSet<PersonId>,
    ) {
        let theirs = |person: &PersonId| people.contains(person);
        let mut meetings = Vec::new();
        for share in notes.filter_map(|path| self.0.get(path)) {
            meetings.extend(share.meetings.iter().cloned());
            // Of others too: who may not see it may not see what stands below it either.
            model.feedback.extend(share.feedback.iter().cloned());
            let answers = share.answers.iter().filter(|one| theirs(&one.person));
            model.answers.extend(answers.cloned());
            let mentions = share.mentions.iter().filter(|line| line.people.iter().any(theirs));
            model.mentions.extend(mentions.cloned());
            model.lines.extend(share.lines.iter().cloned());
        }
        model.meetings = Meetings::of_list(meetings);
        feedback::sort(&mut model.feedback);
        answer::sort(&mut model.answers);
        practice::sort(&mut model.lines);
        practice::close_news(&mut model.lines);
        gathered::sort(&mut model.mentions);
    }
}

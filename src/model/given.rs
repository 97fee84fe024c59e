//! What one note gives to the lists of the model: its feedback, promises, answers and lines.
//!
//! Goals, seasons and questions are said by several notes together and are no part of it.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::model::recalled::{GIVEN, Recalled};
use crate::note::parse::Note;
use crate::records::answer;
use crate::records::answer::Bank;
use crate::records::feedback;
use crate::records::feedback::Feedback;
use crate::records::practice;
use crate::records::practice::Line;
use crate::records::promise;
use crate::records::promise::Promised;
use crate::records::question::Answer;
use crate::records::record::{By, Entry, Source};
use crate::records::resolver::Context;
use crate::records::seasons::Seasons;
use crate::text::executor;
use crate::text::executor::Hands;
use crate::text::ids::fingerprint;
use crate::vault::memo::MemoKey;
use crate::vault::stored::{Complaint, complaint, diagnostic};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;

/// What notes give.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub(crate) feedback: Vec<Arc<Feedback>>,
    /// Lines that make promises.
    pub(crate) promised: Vec<Promised>,
    pub(crate) answers: Vec<Arc<Answer>>,
    /// Everything else.
    pub(crate) lines: Vec<Arc<Line>>,
    /// What is to be said of them.
    pub(crate) said: Vec<Diagnostic>,
}

/// What it depends on besides the note and its entries.
#[derive(Clone, Copy)]
pub(crate) struct GivenUnder<'a> {
    pub(crate) seasons: &'a Seasons,
    /// Questions.
    pub(crate) bank: &'a Bank<'a>,
}

/// The same as it is remembered.
#[derive(Serialize, Deserialize)]
struct KeptGiven {
    feedback: Vec<Feedback>,
    promised: Vec<Promised>,
    answers: Vec<Answer>,
    lines: Vec<(Line, Under)>,
    said: Vec<Complaint>,
}

/// The 1-2-1 of a line: the heading or the bullet that it stands under in the line's note.
type Under = Option<(Option<usize>, Option<usize>)>;

/// So many notes are one piece of work.
const PIECE: usize = 64;

/// What all of these notes give, in the order in which each list is told; `entries` are theirs, in
/// the order of the notes.
pub(crate) fn all_given(
    ctx: &Context<'_>,
    notes: &[Recalled<'_>],
    entries: &[Entry<'_>],
    (read, known): (&MemoKey, GivenUnder<'_>),
    hands: &dyn Hands,
) -> Given {
    let Bank { questions, asked, .. } = known.bank;
    let words = format!("{:?} {questions:?} {asked:?}", known.seasons);
    let key = fingerprint(&[read.as_slice(), words.as_bytes()].concat());
    let of_note = of_each(notes, entries);
    let pieces = executor::map_pieces(hands, &of_note, PIECE, |notes| {
        let mut piece = Given::default();
        for (recalled, places) in notes {
            let kept = recalled.recall(GIVEN, &key);
            if kept.and_then(|kept| piece.restore_kept(ctx, recalled.note, kept)).is_none() {
                let given = Given::of(ctx, recalled.note, &entries[places.clone()], known);
                given.remember_given(recalled, &key);
                piece.join_given(given);
            }
        }
        piece
    });
    let mut all = Given::default();
    pieces.into_iter().for_each(|piece| all.join_given(piece));
    feedback::sort(&mut all.feedback);
    promise::sort(&mut all.promised);
    answer::sort(&mut all.answers);
    practice::sort(&mut all.lines);
    practice::close_news(&mut all.lines);
    all
}

/// The places of each note's entries.
fn of_each<'n, 'r>(
    notes: &'r [Recalled<'n>],
    entries: &[Entry<'_>],
) -> Vec<(&'r Recalled<'n>, Range<usize>)> {
    let mut from = 0;
    let places = notes.iter().map(|recalled| {
        let own = |entry: &&Entry<'_>| std::ptr::eq(entry.note, recalled.note);
        let to = from + entries[from..].iter().take_while(own).count();
        let places = from..to;
        from = to;
        (recalled, places)
    });
    places.collect()
}

impl Given {
    /// What a note gives by its entries.
    pub(crate) fn of(
        ctx: &Context<'_>,
        note: &Note,
        entries: &[Entry<'_>],
        known: GivenUnder<'_>,
    ) -> Given {
        let mut said = Vec::new();
        let answers = answer::fold(ctx, note, entries, known.bank);
        // What answers a question is nothing else, whatever heading it stands below.
        let answered = |entry: &Entry<'_>| {
            entry.by == By::Heading
                && entry.kind != Kind::ForMe
                && answers.iter().any(|answer| answer.source.line == entry.source.line)
        };
        let others: Vec<Entry<'_>>;
        let entries = match entries.iter().any(answered) {
            true => {
                others = entries.iter().filter(|entry| !answered(entry)).cloned().collect();
                others.as_slice()
            }
            false => entries,
        };
        let feedback = feedback::fold(ctx, entries, known.seasons, &mut said);
        let promised = promise::promise_lines(ctx, entries, &mut said);
        let mut lines = practice::practice_lines(ctx, entries, known.bank.asked, &mut said);
        practice::add_front_matter(ctx, note, &mut lines, &mut said);
        Given { feedback, promised, answers, lines, said }
    }

    fn join_given(&mut self, other: Given) {
        let Given { feedback, promised, answers, lines, said } = other;
        self.feedback.extend(feedback);
        self.promised.extend(promised);
        self.answers.extend(answers);
        self.lines.extend(lines);
        self.said.extend(said);
    }

    fn remember_given(&self, of: &Recalled<'_>, key: &MemoKey) {
        if !of.remembers() {
            return;
        }
        let Given { feedback, promised, answers, lines, said } = self;
        let under = |line: &Line| -> Under {
            line.meeting.as_ref().map(|meeting| (meeting.heading, meeting.bullet))
        };
        let feedback: Vec<&Feedback> = feedback.iter().map(Arc::as_ref).collect();
        let answers: Vec<&Answer> = answers.iter().map(Arc::as_ref).collect();
        let lines: Vec<(&Line, Under)> =
            lines.iter().map(|line| (line.as_ref(), under(line))).collect();
        let said: Vec<Complaint> = said.iter().map(complaint).collect();
        // In the order of `Kept`.
        of.remember(GIVEN, key, &(feedback, promised, answers, lines, said));
    }

    /// Takes in what is remembered of a note; nothing where it cannot be of this note.
    fn restore_kept(&mut self, ctx: &Context<'_>, note: &Note, kept: KeptGiven) -> Option<()> {
        let KeptGiven { feedback, promised, answers, lines, said } = kept;
        let here = |source: Source| Source { path: note.path.clone(), ..source };
        let under = |(line, under): (Line, Under)| {
            let meeting = match under {
                Some(under) => Some(ctx.meetings.meeting_under(&note.path, under)?.clone()),
                None => None,
            };
            Some(Arc::new(Line { meeting, source: here(line.source), ..line }))
        };
        let lines: Option<Vec<Arc<Line>>> = lines.into_iter().map(under).collect();
        self.lines.extend(lines?);
        let own = |one: Feedback| Arc::new(Feedback { source: here(one.source), ..one });
        self.feedback.extend(feedback.into_iter().map(own));
        for mut one in promised {
            one.source.path = note.path.clone();
            self.promised.push(one);
        }
        let own = |one: Answer| Arc::new(Answer { source: here(one.source), ..one });
        self.answers.extend(answers.into_iter().map(own));
        self.said.extend(said.into_iter().map(diagnostic));
        Some(())
    }
}

//! What the notes say, one by one: their entries, their plain lines on people, whom they speak of.
//!
//! No note depends on another one here, so several hands read them at once.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::model::model::Mentioned;
use crate::model::quotes;
use crate::model::recalled::{READ, Recalled};
use crate::model::told_of;
use crate::note::parse::Note;
use crate::records::kept_entry::KeptEntry;
use crate::records::plain_praise::named_plainly;
use crate::records::question;
use crate::records::record::{Entry, Source};
use crate::records::resolver::Context;
use crate::records::touched::{SpokenOf, Touched};
use crate::text::executor;
use crate::text::executor::Hands;
use crate::text::ids::PersonId;
use crate::vault::memo::MemoKey;
use crate::vault::notes::Notes;
use crate::vault::stored::{Complaint, complaint, diagnostic};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What notes say, in the order of their paths.
#[derive(Default)]
pub(crate) struct Gathered<'n> {
    /// Their items that say something.
    pub(crate) entries: Vec<Entry<'n>>,
    /// Their plain lines that name a person.
    pub(crate) mentions: Vec<Arc<Mentioned>>,
    /// Whom they speak of.
    pub(crate) touched: Touched,
    /// What is to be said of them.
    pub(crate) said: Vec<Diagnostic>,
}

/// So many notes are one piece of work: enough that handing it out costs nothing beside it.
const PIECE: usize = 64;

/// Gathers what all of these notes say.
pub(crate) fn gather_notes<'n>(
    ctx: &Context<'n>,
    notes: &'n Notes,
    hands: &dyn Hands,
) -> Gathered<'n> {
    let notes: Vec<&Note> = notes.values().filter(|note| note.refused.is_none()).collect();
    let pieces = executor::map_pieces(hands, &notes, PIECE, |notes| {
        let mut piece = Gathered::default();
        for note in notes {
            piece.take_note(ctx, note);
        }
        piece
    });
    join_pieces(pieces)
}

/// The same of notes with what is remembered of them, under the key of what is read otherwise where
/// something else is.
pub(crate) fn gather_remembered<'n>(
    ctx: &Context<'n>,
    notes: &[Recalled<'n>],
    key: &MemoKey,
    hands: &dyn Hands,
) -> Gathered<'n> {
    let pieces = executor::map_pieces(hands, notes, PIECE, |notes| {
        let mut piece = Gathered::default();
        for recalled in notes {
            let kept =
                recalled.recall(READ, key).and_then(|kept| piece.restore_kept(ctx, recalled, kept));
            if kept.is_none() {
                let mut one = Gathered::default();
                one.take_note(ctx, recalled.note);
                piece.join_note(recalled, key, one);
            }
        }
        piece
    });
    join_pieces(pieces)
}

fn join_pieces(pieces: Vec<Gathered<'_>>) -> Gathered<'_> {
    let mut pieces = pieces.into_iter();
    let mut all = pieces.next().unwrap_or_default();
    for piece in pieces {
        all.entries.extend(piece.entries);
        all.mentions.extend(piece.mentions);
        all.touched.merge_others(piece.touched);
        all.said.extend(piece.said);
    }
    all
}

/// Brings plain lines into the order in which they are told.
pub(crate) fn sort(mentions: &mut [Arc<Mentioned>]) {
    mentions.sort_by(|a, b| (a.date, &a.source).cmp(&(b.date, &b.source)));
}

/// What one note says, as it is remembered.
#[derive(Serialize, Deserialize)]
struct KeptGathered {
    entries: Vec<KeptEntry>,
    mentions: Vec<Mentioned>,
    touched: SpokenOf,
    said: Vec<Complaint>,
}

impl<'n> Gathered<'n> {
    /// Takes in what is remembered of a note; nothing where it cannot be of this note.
    fn restore_kept(
        &mut self,
        ctx: &Context<'n>,
        of: &Recalled<'n>,
        kept: KeptGathered,
    ) -> Option<()> {
        let note = of.note;
        let entry = |kept: KeptEntry| kept.restore_in(ctx, note);
        let entries: Option<Vec<Entry<'n>>> = kept.entries.into_iter().map(entry).collect();
        self.entries.extend(entries?);
        let here = |line: Mentioned| {
            let source = Source { path: note.path.clone(), ..line.source };
            Arc::new(Mentioned { source, ..line })
        };
        self.mentions.extend(kept.mentions.into_iter().map(here));
        self.touched.join_note(&note.path, kept.touched);
        self.said.extend(kept.said.into_iter().map(diagnostic));
        Some(())
    }

    /// Takes in what one note says, and remembers it.
    fn join_note(&mut self, of: &Recalled<'n>, key: &MemoKey, one: Gathered<'n>) {
        let Gathered { entries, mentions, touched, said } = one;
        let touched = touched.only_note(&of.note.path);
        if of.remembers() {
            let mentions: Vec<&Mentioned> = mentions.iter().map(Arc::as_ref).collect();
            let kept_entries: Vec<KeptEntry> = entries.iter().map(KeptEntry::of).collect();
            let said: Vec<Complaint> = said.iter().map(complaint).collect();
            // In the order of `Kept`.
            of.remember(READ, key, &(kept_entries, mentions, &touched, said));
        }
        self.entries.extend(entries);
        self.mentions.extend(mentions);
        self.touched.join_note(&of.note.path, touched);
        self.said.extend(said);
    }

    fn take_note(&mut self, ctx: &Context<'n>, note: &'n Note) {
        let of_note = ctx.entries_of(note, &mut self.said);
        let before = self.mentions.len();
        plain_mentions(ctx, note, &of_note, &mut self.mentions);
        for line in &self.mentions[before..] {
            self.touched.add_line(&note.path, line.source.line, line.people.iter().cloned());
        }
        let for_all = question::is_question_note(ctx, note) || is_policy(note);
        self.touched.take_note(ctx, note, &of_note, for_all);
        self.entries.extend(of_note);
    }
}

/// Whether a note is a policy.
pub(crate) fn is_policy(note: &Note) -> bool {
    note.front.text_of("kind").is_some_and(|kind| crate::text::span::fold(&kind) == "policy")
}

/// Plain lines outside 1-2-1 notes that name a person, or stand under a heading that does; what was
/// said in a 1-2-1 in its own words; and lines anywhere whose tag is nearly that of a watch out.
fn plain_mentions(
    ctx: &Context<'_>,
    note: &Note,
    entries: &[Entry<'_>],
    out: &mut Vec<Arc<Mentioned>>,
) {
    let in_meeting = ctx.meetings.is_meeting_note(&note.path);
    if in_meeting {
        out.extend(quotes::own_words(ctx, note, entries).into_iter().map(Arc::new));
    }
    if let Some(person) = ctx.people.owner_of_note(&note.path).filter(|_| !note.generated) {
        out.extend(told_of::own_note(ctx, note, entries, person).into_iter().map(Arc::new));
    }
    let elsewhere =
        !in_meeting && !note.generated && ctx.meetings.person_of_note(&note.path).is_none();
    let known: Vec<usize> = entries.iter().map(|entry| entry.at).collect();
    let mut above: BTreeMap<Option<usize>, Option<PersonId>> = BTreeMap::new();
    for (at, item) in note.items.iter().enumerate() {
        let below_known = std::iter::successors(Some(at), |at| note.items[*at].parent())
            .any(|at| known.binary_search(&at).is_ok());
        // In a 1-2-1 a plain line is what was said; one that may be a watch out is counted.
        if item.struck || below_known || in_meeting && !item.is_nearly(Kind::WatchOut) {
            continue;
        }
        let named = item.mentions.iter().filter_map(|mention| ctx.person_of_mention(mention));
        let mut people: Vec<PersonId> = named.filter(|id| !ctx.people.is_me(id)).collect();
        // In a note that is about nobody a line may plainly name whom it is about.
        let plain = if elsewhere { named_plainly(ctx, note, at) } else { None };
        if people.is_empty() {
            // What stands below such a line, or under no such heading, is no line of its own.
            // Asked once a heading, not once a line.
            let found = above.entry(item.heading()).or_insert_with(|| ctx.person_above(note, item));
            people.extend(found.clone().filter(|_| item.parent().is_none()));
        }
        if people.is_empty()
            && let Some((named, _)) = &plain
        {
            people.extend(named.iter().cloned());
        }
        if people.is_empty() && in_meeting {
            people.extend(ctx.meetings.person_of_note(&note.path).cloned());
        }
        if people.is_empty() {
            continue;
        }
        let heading = ctx.meetings.day_of_heading(note, item.heading()).map(|(day, _)| day);
        let date = heading.or_else(|| ctx.meetings.day_of_note(&note.path));
        let text = ctx.own_text(item);
        if date.is_some() && !text.is_empty() {
            let mut nearly = nearly_meant_kinds(note, at);
            if plain.is_some_and(|(_, praise)| praise) && !nearly.contains(&Kind::HighFive) {
                nearly.push(Kind::HighFive);
            }
            let source = ctx.source(note, at);
            out.push(Arc::new(Mentioned {
                people,
                text,
                nearly,
                date,
                source,
                said_there: false,
                private: 0,
            }));
        }
    }
}

/// The kinds that were probably meant by tags of a line, or of one above it.
fn nearly_meant_kinds(note: &Note, at: usize) -> Vec<Kind> {
    let above = std::iter::successors(Some(at), |at| note.items[*at].parent());
    above.flat_map(|at| note.items[at].nearly.iter().copied()).collect()
}

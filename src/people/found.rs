//! The 1-2-1s of a vault, found note by note: what one note gives depends on no other.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::parse::Note;
use crate::people::meeting::Meeting;
use crate::people::meetings::{Meetings, OfNote};
use crate::people::next_said::OwnNotes;
use crate::people::people::People;
use crate::people::person::is_page;
use crate::text::date::Day;
use crate::text::executor;
use crate::vault::notes::Notes;
use crate::vault::vault::Vault;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// So many notes are one piece of work.
const PIECE: usize = 128;

/// What one note gives to the 1-2-1s.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct OfOneNote {
    all: Vec<Meeting>,
    known: Option<OfNote>,
    undated: bool,
    log: bool,
    own_notes: OwnNotes,
}

impl Meetings {
    /// Finds the 1-2-1s in notes of a vault.
    pub fn of(
        vault: &Vault,
        notes: &Notes,
        people: &People,
        today: Day,
        said: &mut Vec<Diagnostic>,
    ) -> Meetings {
        let all: Vec<&Note> = notes.values().filter(|note| note.refused.is_none()).collect();
        let of_one = |_: usize, note: &Note, said: &mut Vec<Diagnostic>| {
            Meetings::of_one(vault, note, people, today, said)
        };
        Meetings::of_each(vault, &all, &of_one, said)
    }

    /// The 1-2-1s that `of_one` finds in each of the notes, which it is given with their places.
    pub(crate) fn of_each(
        vault: &Vault,
        notes: &[&Note],
        of_one: &(dyn Fn(usize, &Note, &mut Vec<Diagnostic>) -> OfOneNote + Sync),
        said: &mut Vec<Diagnostic>,
    ) -> Meetings {
        let places: Vec<(usize, &Note)> = notes.iter().copied().enumerate().collect();
        let pieces = executor::map_pieces(vault.hands.as_ref(), &places, PIECE, |notes| {
            let (mut piece, mut said) = (Meetings::default(), Vec::new());
            for (at, note) in notes {
                piece.join_note(note, of_one(*at, note, &mut said));
            }
            (piece, said)
        });
        let mut meetings = Meetings::default();
        for (piece, complaints) in pieces {
            meetings.all.extend(piece.all);
            meetings.of_note.extend(piece.of_note);
            meetings.undated.extend(piece.undated);
            meetings.logs.extend(piece.logs);
            meetings.own_notes.extend(piece.own_notes);
            said.extend(complaints);
        }
        meetings.sort();
        meetings
    }

    /// What one note gives. It depends on the note, on who is who, on what was found of the note
    /// itself (`Evidence`), on the config and on the day.
    pub(crate) fn of_one(
        vault: &Vault,
        note: &Note,
        people: &People,
        today: Day,
        said: &mut Vec<Diagnostic>,
    ) -> OfOneNote {
        let mut piece = Meetings::default();
        match is_page(note) {
            true => piece.take_page(note, people, said),
            false => piece.take_note(vault, note, people, today, said),
        }
        let own = |meeting| Arc::unwrap_or_clone(meeting);
        OfOneNote {
            all: piece.all.into_iter().map(own).collect(),
            known: piece.of_note.remove(&note.path),
            undated: !piece.undated.is_empty(),
            log: !piece.logs.is_empty(),
            own_notes: piece.own_notes,
        }
    }

    /// Takes in what a note gives.
    fn join_note(&mut self, note: &Note, given: OfOneNote) {
        let OfOneNote { all, known, undated, log, own_notes } = given;
        let here = |meeting| Arc::new(Meeting { path: note.path.clone(), ..meeting });
        self.all.extend(all.into_iter().map(here));
        self.of_note.extend(known.map(|known| (note.path.clone(), known)));
        self.undated.extend(undated.then(|| note.path.clone()));
        self.logs.extend(log.then(|| note.path.clone()));
        self.own_notes.extend(own_notes.in_note(&note.path));
    }
}

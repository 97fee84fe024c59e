//! What the fold remembers of each note: what the note gives is made once, and anew only when the
//! note, or what its reading depends on besides, is another.
//!
//! Each part has its own key, in the order in which the fold needs them: the 1-2-1s of a note know
//! of people; its habits and its items know of them too; its items know of the habits of all, and
//! what they give knows of seasons and questions.
//! Without a memory the fold is the same, and slower: `laws` and `note_cache` hold the two against
//! each other.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::parse::Note;
use crate::people::found::OfOneNote;
use crate::people::meeting::Meeting;
use crate::people::meetings::Meetings;
use crate::people::people::People;
use crate::records::customs::Customs;
use crate::text::date::Day;
use crate::text::ids::{NotePath, fingerprint};
use crate::text::packed;
use crate::vault::memo::{Memo, MemoKey};
use crate::vault::stored::{Complaint, complaint, diagnostic};
use crate::vault::vault::Vault;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The 1-2-1s of a note.
const MET: usize = 0;
/// What it shows of the habits of the vault.
pub(crate) const HABITS: usize = 1;
/// What its items say.
pub(crate) const READ: usize = 2;
/// What it gives to the lists of the model.
pub(crate) const GIVEN: usize = 3;

/// A note with what is remembered of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recalled<'n> {
    pub(crate) note: &'n Note,
    memo: Option<&'n Memo>,
    /// What its reading depends on that is about this note alone.
    own: u64,
}

/// All that is read in a vault, each with what is remembered of it; without `remembers` nothing is.
pub(crate) fn recall_all<'n>(
    vault: &'n Vault,
    people: &People,
    remembers: bool,
) -> Vec<Recalled<'n>> {
    let read = vault.notes.with_memos().filter(|(note, _)| note.refused.is_none());
    read.map(|(note, memo)| {
        let memo = Some(memo).filter(|_| remembers);
        let mut hasher = DefaultHasher::new();
        memo.inspect(|_| people.found_of(&note.path).hash(&mut hasher));
        Recalled { note, memo, own: hasher.finish() }
    })
    .collect()
}

/// Leaves out what is remembered of notes whose 1-2-1s are not as the notes themselves have them
/// any more: a calendar from outside, or a line of another note, moved them since `before`.
pub(crate) fn leave_moved(
    notes: &mut [Recalled<'_>],
    before: &[Arc<Meeting>],
    meetings: &Meetings,
) {
    // Whoever changes one of them while these are held makes another one of it.
    let same: HashSet<*const Meeting> = before.iter().map(Arc::as_ptr).collect();
    let others = meetings.all.iter().filter(|meeting| !same.contains(&Arc::as_ptr(meeting)));
    let moved: HashSet<&NotePath> = others.map(|meeting| &meeting.path).collect();
    for recalled in notes.iter_mut().filter(|recalled| moved.contains(&recalled.note.path)) {
        recalled.memo = None;
    }
}

/// All that a reading of any note depends on besides the note, what was found of it, and the habits
/// of the vault.
pub(crate) fn world_key(vault: &Vault, people: &People, today: Day) -> MemoKey {
    let mut words = vault.reader().depends_on();
    words += &format!(" {today} {:?} {}", vault.first_look, people.in_words());
    // In Dendron's order a link is told by which of its two sides is a note.
    if vault.first_look.label_first() {
        for stem in vault.names().stems() {
            words.push('\n');
            words.push_str(stem);
        }
    }
    fingerprint(words.as_bytes())
}

/// The same with the habits of the vault.
pub(crate) fn with_habits(world: &MemoKey, customs: &Customs) -> MemoKey {
    fingerprint(&[world.as_slice(), customs.in_words().as_bytes()].concat())
}

impl Recalled<'_> {
    /// Whether anything is remembered.
    pub(crate) fn remembers(&self) -> bool {
        self.memo.is_some()
    }

    fn memo_key(&self, world: &MemoKey) -> MemoKey {
        let mut key = *world;
        for (byte, own) in key.iter_mut().zip(self.own.to_le_bytes()) {
            *byte ^= own;
        }
        key
    }

    /// What is remembered as this part.
    pub(crate) fn recall<T: DeserializeOwned>(&self, part: usize, world: &MemoKey) -> Option<T> {
        packed::unpack(self.memo?.part(part, &self.memo_key(world))?.as_ref())
    }

    /// Remembers something as this part.
    pub(crate) fn remember<T: Serialize>(&self, part: usize, world: &MemoKey, made: &T) {
        if let Some(memo) = self.memo
            && let Some(bytes) = packed::pack(made)
        {
            memo.put(part, self.memo_key(world), bytes);
        }
    }

    /// What `make` makes of the note, made anew only where it is not remembered.
    pub(crate) fn or_make<T: Serialize + DeserializeOwned>(
        &self,
        part: usize,
        world: &MemoKey,
        make: impl FnOnce() -> T,
    ) -> T {
        self.recall(part, world).unwrap_or_else(|| {
            let made = make();
            self.remember(part, world, &made);
            made
        })
    }
}

/// The 1-2-1s in these notes.
pub(crate) fn recall_meetings(
    vault: &Vault,
    notes: &[Recalled<'_>],
    (world, people): (&MemoKey, &People),
    today: Day,
    said: &mut Vec<Diagnostic>,
) -> Meetings {
    let all: Vec<&Note> = notes.iter().map(|recalled| recalled.note).collect();
    let of_one = |at: usize, note: &Note, said: &mut Vec<Diagnostic>| {
        let (given, complaints) = notes[at].or_make(MET, world, || {
            let mut said = Vec::new();
            let given = Meetings::of_one(vault, note, people, today, &mut said);
            (given, said.iter().map(complaint).collect())
        });
        let complaints: Vec<Complaint> = complaints;
        said.extend(complaints.into_iter().map(diagnostic));
        let given: OfOneNote = given;
        given
    };
    Meetings::of_each(vault, &all, &of_one, said)
}

//! Boards of things to do in somebody's folder: `1-1s/Lucía Vargas/Board.md` beside the notes of
//! their 1-2-1s.

use crate::note::parse::Note;
use crate::note::vocabulary::Vocabulary;
use crate::people::person::is_page;
use crate::people::proposals::{FoundMeeting, Witness};
use crate::text::ids::NotePath;
use crate::text::lexicon::Lexicon;
use crate::text::person_name::{self, may_be_one};
use crate::vault::clues::Strength;
use crate::vault::vault::Vault;
use std::collections::BTreeMap;

/// The boards that lie in a folder called like a person, whose 1-2-1s are all with that person.
pub(crate) fn found(
    vault: &Vault,
    meetings: &BTreeMap<NotePath, FoundMeeting>,
) -> Vec<(NotePath, FoundMeeting)> {
    let mut folders: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for (path, meeting) in meetings {
        let person = meeting.person.as_deref().filter(|name| is_called(path.folder(), name));
        let with = folders.entry(path.folder()).or_insert(person);
        *with = with.filter(|with| Some(*with) == person);
    }
    folders.retain(|_, with| with.is_some());
    if folders.is_empty() {
        return Vec::new();
    }
    let mut boards = Vec::new();
    for note in vault.notes.values().filter(|note| note.headings.len() > 1) {
        let with = folders.get(note.path.folder()).copied().flatten();
        let Some(name) = with.filter(|name| is_board(note, name)) else { continue };
        let dated = vault.notes.clues(&note.path).is_none_or(|clues| clues.dated || clues.template);
        if dated || is_page(note) || note.is_unread() || meetings.contains_key(&note.path) {
            continue;
        }
        let what = "a board in the folder of their 1-2-1s".to_owned();
        let path = note.path.clone();
        let witnesses = vec![Witness { strength: Strength::Strong, what, path, line: 1 }];
        let found = FoundMeeting { person: Some(name.to_owned()), witnesses };
        boards.push((note.path.clone(), found));
    }
    boards
}

/// Whether the last part of a folder is how somebody is called.
fn is_called(folder: &str, name: &str) -> bool {
    let last = folder.rsplit('/').next().unwrap_or("");
    person_name::read(last).is_some_and(|read| may_be_one(&read, name))
}

/// Whether a note or its folder is called a plan, a guide or the like: it has no day.
pub(crate) fn is_called_plan(note: &Note) -> bool {
    let path = note.path.without_ending();
    let title = note.headings.first().filter(|heading| heading.level == 1);
    let title = title.map_or("", |heading| heading.text.as_str());
    let parts = path.rsplit('/').take(2).chain([title]);
    let mut words = parts.flat_map(|part| part.split(|c: char| !c.is_alphabetic()));
    words.any(|word| !word.is_empty() && Lexicon::shipped().has("banks", word))
}

/// Whether a note is a board of things to do: its headings are who owns what stands below them,
/// or of which kind it is, or that it is done.
pub(crate) fn is_board(note: &Note, name: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let owns = |text: &str| {
        lexicon.has("owners.mine", text)
            || lexicon.has("owners.theirs", text)
            || person_name::read(text).is_some_and(|read| may_be_one(&read, name))
    };
    let done = |text: &str| lexicon.has("done_words", text) || lexicon.has("columns.done", text);
    let kind = |text: &str| Vocabulary::shipped().label_of(text).sense.is_some();
    let kanban = note.front.get("kanban-plugin").is_some();
    let mut lanes = note.headings.iter().filter(|heading| heading.level > 1);
    let known = |text: &str| owns(text) || done(text) || kind(text);
    let first = lanes.clone().any(|lane| owns(&lane.text));
    first && (kanban || lanes.all(|lane| known(&lane.text)))
}

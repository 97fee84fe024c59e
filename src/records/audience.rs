//! Who may see an item: what its line says, what stands above it, and what of its note is closed.
//!
//! A word of its own may open a line; everything else only closes. Whether feedback above it was
//! given is told by its fold (`below.rs`).

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Audience, Kind};
use crate::note::item::{Field, Item};
use crate::note::named::NamedReaders;
use crate::note::parse::Note;

/// Who may see an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// What it says, or a line above it.
    pub word: Option<Audience>,
    /// Nobody beyond these, whatever it says.
    pub limit: Audience,
    /// It, or a line above it, has a tag that is nearly that of a watch out: it may be one, and is
    /// read out nowhere.
    pub guarded: bool,
    /// What lines below it are not seen beyond.
    below: Audience,
}

impl Heard {
    /// Whether it is for the lead alone, whatever it is.
    pub fn is_closed(&self) -> bool {
        self.guarded || self.limit == Audience::Lead || self.word == Some(Audience::Lead)
    }
}

/// Of an item that says nothing, below none that does.
pub const OPEN: Heard =
    Heard { word: None, limit: Audience::Team, guarded: false, below: Audience::Team };

/// What a form that names somebody closes the item at a place of the note to, if anything.
pub type ClosedByName<'n> = &'n dyn Fn(usize, &NamedReaders) -> Option<Audience>;

/// Who may see the items of a note, each by its place; empty where nothing says it of any. Where a
/// word is none, the item is the lead's: it must not slip through a wall by a typo.
pub fn heard_of_items(note: &Note, names: ClosedByName<'_>) -> Vec<Heard> {
    if note.items.iter().all(Item::is_plain) {
        return Vec::new();
    }
    let own_of = |(at, item): (usize, &Item)| {
        let closes = closes_item(item, at, names).unwrap_or(Audience::Team);
        (audience_fields(item).map(word_of_field).min(), closes)
    };
    let mut own: Vec<(Option<Audience>, Audience)> =
        note.items.iter().enumerate().map(own_of).collect();
    let mut parents = vec![false; note.items.len()];
    for item in &note.items {
        if let Some(parent) = item.parent() {
            parents[parent] = true;
        }
    }
    for (at, child) in note.items.iter().enumerate() {
        let Some(parent) = child.parent() else { continue };
        if says_for_parent(child) {
            let word = audience_fields(child).map(word_of_field).min();
            own[parent].0 = own[parent].0.into_iter().chain(word).min();
        }
        let alone = child.closes_alone || child.named_alone;
        if alone && !parents[at] || is_taken_in(&note.items[parent], child) {
            own[parent].1 = own[parent].1.min(narrowest_of_item(child, parent, names));
            // Below what is no line of its own it stands for what that is a part of.
            let mut below = parent;
            while let Some(above) = note.items[below].parent().filter(|_| is_part(note, below)) {
                own[above].1 = own[above].1.min(narrowest_of_item(child, above, names));
                below = above;
            }
        }
    }
    let mut all: Vec<Heard> = Vec::with_capacity(note.items.len());
    for (at, item) in note.items.iter().enumerate() {
        let above = item.parent().map_or(OPEN, |parent| all[parent]);
        let of_note = item.closed.map_or(Audience::Team, |at| note.closings[at].audience);
        let kinds = item.kinds.iter().map(|(kind, _)| kind.row().widest);
        let (word, closed) = own[at];
        let closed = closed.min(of_note).min(above.below);
        let kind = own_kind(note, at);
        let watch_out = item.kind() != Some(Kind::WatchOut) && item.is_nearly(Kind::WatchOut);
        let guarded = above.guarded || watch_out;
        let closes = kind.is_some_and(Kind::closes_below) || guarded;
        let widest = kind.map_or(Audience::Team, |kind| kind.row().widest);
        all.push(Heard {
            word: word.or(above.word.map(|word| word.min(widest))),
            limit: closed.min(kinds.min().unwrap_or(Audience::Team)),
            guarded,
            below: match closes {
                true => Audience::Lead,
                false => closed.min(word.unwrap_or(Audience::Team)),
            },
        });
    }
    all
}

/// Whether an item is only a part of the one above: no box, no kind, and no news of what all see.
fn is_part(note: &Note, at: usize) -> bool {
    let item = &note.items[at];
    let of_goal = |parent: usize| {
        let kind = own_kind(note, parent);
        kind.is_some_and(|kind| kind.row().widest == Audience::Team)
    };
    item.task.is_none() && own_kind(note, at).is_none() && !item.parent().is_some_and(of_goal)
}

/// Says which words of an item are none.
pub fn say_unknown(note: &Note, at: usize, said: &mut Vec<Diagnostic>) {
    let below = note.children_of(at).map(|(_, child)| child).filter(|child| says_for_parent(child));
    let words = std::iter::once(&note.items[at]).chain(below).flat_map(audience_fields);
    for field in words.filter(|field| Audience::from_word(&field.value).is_none()) {
        let message = format!("`audience` is lead, person or team, not `{}`", field.value);
        let problem = Diagnostic::about_file(Code::FieldBad, note.path.as_str(), message);
        said.push(problem.at_place(&field.place).hint("until then it is for you alone"));
    }
}

/// Who may see a line below another one, by what it says and by lines below it.
pub fn heard_below(note: &Note, at: usize, names: ClosedByName<'_>) -> Audience {
    let item = &note.items[at];
    let of_note = item.closed.map_or(Audience::Team, |at| note.closings[at].audience);
    let below = note.children_of(at).map(|(_, child)| child);
    let tells = |child: &&Item| says_for_parent(child) || child.closes_alone || child.named_alone;
    let below = below.filter(tells).map(|child| narrowest_of_item(child, at, names));
    narrowest_of_item(item, at, names).min(of_note).min(below.min().unwrap_or(Audience::Team))
}

/// What an item closes, of itself or for the one at a place, in a form that is none of ours.
fn closes_item(item: &Item, at: usize, names: ClosedByName<'_>) -> Option<Audience> {
    item.closes.into_iter().chain(item.named.iter().filter_map(|named| names(at, named))).min()
}

fn word_of_field(field: &Field) -> Audience {
    Audience::from_word(&field.value).unwrap_or(Audience::Lead)
}

/// What the front matter says: who may see the lines that say nothing.
pub fn front_word(note: &Note) -> Option<Audience> {
    note.front.text_of("audience").map(|word| Audience::from_word(&word).unwrap_or(Audience::Lead))
}

/// Who may see what the front matter of a note says, at most.
pub fn front_limit(note: &Note) -> Audience {
    let whole = note.closings.iter().filter(|closing| closing.is_whole());
    whole.map(|closing| closing.audience).min().unwrap_or(Audience::Team)
}

fn audience_fields(item: &Item) -> impl Iterator<Item = &Field> {
    item.fields.iter().filter(|field| field.key == "audience")
}

/// `- audience:: lead` below a line, with brackets or without.
fn says_for_parent(child: &Item) -> bool {
    match child.fields.as_slice() {
        [only] if only.key == "audience" => only.style.is_line() || child.words.is_empty(),
        _ => false,
    }
}

/// Whether a line takes in the words of one below it: fields, and all when it has none itself.
fn is_taken_in(item: &Item, child: &Item) -> bool {
    let is_field = matches!(child.fields.as_slice(), [only] if only.style.is_line());
    is_field || item.words.is_empty() && child.task.is_none() && child.kind().is_none()
}

/// What an item itself says, without what stands around it.
fn narrowest_of_item(item: &Item, at: usize, names: ClosedByName<'_>) -> Audience {
    audience_fields(item)
        .map(word_of_field)
        .chain(closes_item(item, at, names))
        .min()
        .unwrap_or(Audience::Team)
}

/// The kind that an item names itself.
pub fn own_kind(note: &Note, at: usize) -> Option<Kind> {
    let item = &note.items[at];
    let line = item.fields.first().filter(|field| field.style.is_line());
    item.kind().or_else(|| Kind::from_tag(&line?.key))
}

//! The habits of a vault that tell how its lines are meant: which side its boxes name, whether
//! praise has a tag, whether praise and critique are written as counterparts.
//!
//! Counts alone: how they are taken from a note is told by `tally`.

use crate::text::ids::PersonId;
use crate::vault::config::Unowned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What notes add to the habits of a vault.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customs {
    /// Lines with a tag of praise.
    pub(crate) praise_tags: usize,
    /// Labels and headings of praise: `Kudos: …`.
    pub(crate) praised: usize,
    /// Lines with a thumb up, and down.
    pub(crate) thumbs: (usize, usize),
    /// Bold first words such as `Good`, and `Bad`.
    pub(crate) poles: (usize, usize),
    /// Headings and bold lines such as `Strengths`, and `To improve`.
    pub(crate) heads: (usize, usize),
    /// Boxes with a name before the words, and behind an arrow.
    pub(crate) before: usize,
    pub(crate) arrows: usize,
    /// Boxes with a name in brackets or behind a dash at their end.
    pub(crate) signs: usize,
    /// Boxes that end in the name of one of the two who talk.
    pub(crate) at_end: usize,
    /// Boxes that begin with the lead or with the other one and no sign behind, and those that name
    /// nobody at all: `M chase it`, `J outline it`, `chase it`.
    pub(crate) bare: (usize, usize, usize),
    /// Whom the boxes name, by the person of the 1-2-1.
    pub(crate) boxes: BTreeMap<PersonId, Boxes>,
}

/// Whom boxes name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Boxes {
    pub(crate) all: usize,
    pub(crate) lead: usize,
    pub(crate) them: usize,
    /// Notes with a box that names somebody.
    pub(crate) notes: usize,
}

/// So many boxes that name somebody, in so many notes, tell how the others are meant.
const ENOUGH_NAMED: usize = 5;
const ENOUGH_NOTES: usize = 3;
/// A vault with fewer boxes has had no time to show more than one.
const FEW_BOXES: usize = 20;

impl Customs {
    /// Adds what another note shows.
    pub(crate) fn add_customs(&mut self, other: &Customs) {
        self.praise_tags += other.praise_tags;
        self.praised += other.praised;
        self.thumbs = (self.thumbs.0 + other.thumbs.0, self.thumbs.1 + other.thumbs.1);
        self.poles = (self.poles.0 + other.poles.0, self.poles.1 + other.poles.1);
        self.heads = (self.heads.0 + other.heads.0, self.heads.1 + other.heads.1);
        self.before += other.before;
        self.arrows += other.arrows;
        self.signs += other.signs;
        self.at_end += other.at_end;
        let (lead, them, nobody) = other.bare;
        self.bare = (self.bare.0 + lead, self.bare.1 + them, self.bare.2 + nobody);
        for (person, boxes) in &other.boxes {
            self.boxes.entry(person.clone()).or_default().add_boxes(*boxes);
        }
    }

    /// Takes away what one of the notes showed.
    pub(crate) fn take_away(&mut self, other: &Customs) {
        self.praise_tags = self.praise_tags.saturating_sub(other.praise_tags);
        self.praised = self.praised.saturating_sub(other.praised);
        let less = |of: (usize, usize), by: (usize, usize)| {
            (of.0.saturating_sub(by.0), of.1.saturating_sub(by.1))
        };
        self.thumbs = less(self.thumbs, other.thumbs);
        self.poles = less(self.poles, other.poles);
        self.heads = less(self.heads, other.heads);
        self.before = self.before.saturating_sub(other.before);
        self.arrows = self.arrows.saturating_sub(other.arrows);
        self.signs = self.signs.saturating_sub(other.signs);
        self.at_end = self.at_end.saturating_sub(other.at_end);
        let less = |of: usize, by: usize| of.saturating_sub(by);
        let (lead, them, nobody) = other.bare;
        self.bare = (less(self.bare.0, lead), less(self.bare.1, them), less(self.bare.2, nobody));
        for (person, boxes) in &other.boxes {
            self.boxes.entry(person.clone()).or_default().take_away(*boxes);
        }
    }

    /// Whether all lines are read alike by these habits and by others: the counts may differ.
    pub(crate) fn tells_the_same_as(&self, other: &Customs) -> bool {
        let mut people = self.boxes.keys().chain(other.boxes.keys());
        self.settled_customs() == other.settled_customs()
            && people.all(|person| {
                self.owner_of_unowned(Some(person)) == other.owner_of_unowned(Some(person))
                    && self.has_shown_enough(person) == other.has_shown_enough(person)
            })
    }

    /// All that a reading of any line depends on here, in words.
    pub(crate) fn in_words(&self) -> String {
        let whose =
            |person| (person, self.owner_of_unowned(Some(person)), self.has_shown_enough(person));
        let whose: Vec<(&PersonId, Unowned, bool)> = self.boxes.keys().map(whose).collect();
        format!("{:?} {whose:?}", self.settled_customs())
    }

    fn settled_customs(&self) -> ([bool; 10], Unowned) {
        // A habit that is new is told here too: reading by it is remembered under these words.
        let Customs {
            praise_tags: _,
            praised: _,
            thumbs: _,
            poles: _,
            heads: _,
            before: _,
            arrows: _,
            signs: _,
            at_end: _,
            bare: _,
            boxes: _,
        } = self;
        let signs = [
            self.praise_has_a_tag(),
            self.has_praise(),
            self.has_thumbs(),
            self.has_poles(),
            self.has_heads(),
            self.names_before(),
            self.names_behind_arrows(),
            self.names_behind_signs(),
            self.names_at_end(),
            self.begin_with_bare_names(),
        ];
        (signs, self.owner_of_unowned(None))
    }

    /// Whether praise has a tag of its own in this vault: what else is tagged feedback is none.
    pub fn praise_has_a_tag(&self) -> bool {
        self.praise_tags >= 2
    }

    /// Whether praise is written in this vault, by a tag or by its word.
    pub fn has_praise(&self) -> bool {
        self.praise_tags > 0 || self.praised > 0
    }

    /// Whether thumbs up and thumbs down are both at home here.
    pub fn has_thumbs(&self) -> bool {
        self.thumbs.0 > 0 && self.thumbs.1 > 0
    }

    /// Whether bold `Good` and `Bad` are both at home here.
    pub fn has_poles(&self) -> bool {
        self.poles.0 > 0 && self.poles.1 > 0
    }

    /// Whether headings for praise and for critique are both at home here: a template from which
    /// whoever fills it in takes the empty heading.
    pub fn has_heads(&self) -> bool {
        self.heads.0 > 0 && self.heads.1 > 0
    }

    /// Whether boxes name who owes them before the words.
    pub fn names_before(&self) -> bool {
        self.before > 0
    }

    /// Whether boxes name who owes them behind an arrow.
    pub fn names_behind_arrows(&self) -> bool {
        self.arrows > 0
    }

    /// Whether boxes name who owes them in brackets or behind a dash at their end.
    pub fn names_behind_signs(&self) -> bool {
        self.signs > 0
    }

    /// Whether boxes name who owes them at their end: where none does, a third person there may be
    /// whom the sentence is on.
    pub fn names_at_end(&self) -> bool {
        self.at_end > 0
    }

    /// Whether each box that has no other form begins with one of the two who talk, and both of
    /// them do: then the first word of a box is who owes it.
    pub fn begin_with_bare_names(&self) -> bool {
        let (lead, them, nobody) = self.bare;
        nobody == 0 && lead > 0 && them > 0 && lead + them > 2
    }

    /// Whether so many boxes name one side, with a person or in the vault, that the others are told
    /// by them wherever they stand.
    pub(crate) fn has_shown_enough(&self, person: &PersonId) -> bool {
        let own = self.boxes.get(person).and_then(|boxes| boxes.by_contrast(false));
        let mut all = Boxes::default();
        self.boxes.values().for_each(|boxes| all.add_boxes(*boxes));
        own.or_else(|| all.by_contrast(false)).is_some()
    }

    /// Whose the boxes are that name nobody, in the 1-2-1s with a person: by contrast with those
    /// that do; where nothing tells, it is asked.
    pub fn owner_of_unowned(&self, person: Option<&PersonId>) -> Unowned {
        let mut all = Boxes::default();
        self.boxes.values().for_each(|boxes| all.add_boxes(*boxes));
        let own = person
            .and_then(|person| self.boxes.get(person))
            .and_then(|boxes| boxes.by_contrast(false));
        own.or_else(|| all.by_contrast(all.all < FEW_BOXES)).unwrap_or(Unowned::Ask)
    }
}

impl Customs {
    /// What a new config says of the boxes that name nobody, and why; nothing without boxes.
    pub fn unowned_setting(&self) -> Option<(&'static str, &'static str)> {
        let whose = self.owner_of_unowned(None);
        let people = self.boxes.values().filter_map(|boxes| boxes.by_contrast(false));
        let agree = people.into_iter().all(|own| own == whose);
        let named = self.boxes.values().any(|boxes| boxes.all > 0);
        named.then_some(match whose {
            Unowned::Me if agree => ("me", "boxes that name nobody: the others name the person"),
            Unowned::Them if agree => ("them", "boxes that name nobody: the others name you"),
            _ => ("contrast", "boxes that name nobody: told by those that name somebody, or asked"),
        })
    }
}

impl Boxes {
    fn add_boxes(&mut self, other: Boxes) {
        self.all += other.all;
        self.lead += other.lead;
        self.them += other.them;
        self.notes += other.notes;
    }

    fn take_away(&mut self, other: Boxes) {
        self.all = self.all.saturating_sub(other.all);
        self.lead = self.lead.saturating_sub(other.lead);
        self.them = self.them.saturating_sub(other.them);
        self.notes = self.notes.saturating_sub(other.notes);
    }

    /// Whose the others are, when all that name somebody name one side.
    fn by_contrast(self, few: bool) -> Option<Unowned> {
        let enough = self.lead + self.them >= ENOUGH_NAMED && self.notes >= ENOUGH_NOTES;
        match (self.lead, self.them) {
            _ if !enough && !few => None,
            (0, them) if them > 0 => Some(Unowned::Me),
            (lead, 0) if lead > 0 => Some(Unowned::Them),
            _ => None,
        }
    }
}

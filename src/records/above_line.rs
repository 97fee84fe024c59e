//! What the labels and headings above a line say of it: its kind, who owes it, whom it is about.

use crate::kind::Kind;
use crate::note::parse::Note;
use crate::note::vocabulary::{Label, Sense, Side};
use crate::records::action_mark::is_all;
use crate::records::line_shape::is_name_like;
use crate::records::line_shape::says_for;
use crate::records::record::Above;
use crate::records::resolver::Context;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use std::collections::BTreeSet;

/// What stands above a line says of it.
#[derive(Default)]
pub(crate) struct What {
    pub(crate) sense: Option<Sense>,
    /// A heading Feedback stands above.
    pub(crate) feedback: bool,
    pub(crate) owner: Option<Above>,
    /// Whom a heading names that says nothing else.
    pub(crate) person: Option<Above>,
    /// Whom the nearest label or heading names.
    pub(crate) about: Option<PersonId>,
    /// It stands below a line that is no label.
    pub(crate) below_line: bool,
    /// What stands further above does not count.
    pub(crate) closed: bool,
}

impl What {
    pub(crate) fn names(&mut self, person: Option<&PersonId>) {
        self.about = self.about.take().or_else(|| person.cloned());
    }

    /// The kind of lines of a sense here; counterparts count where both stand, or below Feedback.
    pub(crate) fn kind_of(&self, sense: Sense, beside: bool) -> Option<Kind> {
        match sense {
            Sense::Kind(kind) => Some(kind),
            Sense::Good | Sense::Bad if beside || self.feedback => sense.sorted(),
            Sense::Given => self.feedback.then_some(Kind::Feedback),
            Sense::Received => self.feedback.then_some(Kind::ForMe),
            Sense::Good | Sense::Bad | Sense::Mood | Sense::Theirs | Sense::Plain => None,
        }
    }

    pub(crate) fn take(&mut self, label: &Label, person: Option<Above>, owes: bool) {
        let side = label.side.map(|side| match side {
            Side::Mine => Above::Mine,
            Side::Theirs => Above::Theirs,
        });
        if self.owner.is_none() {
            let owes = owes || label.sense == Some(Sense::Kind(Kind::Action));
            if !owes {
                self.person = self.person.take().or(person.clone());
            }
            // `## Actions`, `### Lena`: below promises a name alone says who owes.
            let promises = label.sense == Some(Sense::Kind(Kind::Action));
            let below = self.person.clone().filter(|_| promises);
            self.owner = side.or(below).or(person.filter(|_| owes));
        }
        if self.closed {
            return;
        }
        self.feedback |= label.sense == Some(Sense::Kind(Kind::Feedback));
        self.sense = self.sense.or(label.sense);
        let known =
            label.sense.is_some() || label.side.is_some() || label.clear || self.owner.is_some();
        self.closed = !known || matches!(label.sense, Some(Sense::Plain | Sense::Theirs));
    }
}

/// A line that heads what follows it.
#[derive(Clone, Debug)]
pub(crate) struct LineLabel {
    /// The heading below which it stands.
    pub(crate) heading: Option<usize>,
    /// What it says.
    pub(crate) label: Label,
    /// It stands in a quote, and heads nothing behind it.
    pub(crate) quoted: bool,
    /// A list stands below it: what follows the list is no part of it.
    pub(crate) has_list: bool,
}

/// What a heading says of the lines below it: asked once a heading, not once a line.
pub(crate) struct HeadingSays {
    pub(crate) label: Label,
    /// Whom it names.
    pub(crate) person: Option<PersonId>,
    /// It is one of promises, or of those for somebody.
    pub(crate) owes: bool,
    /// Whose the lines are, in a note that is about somebody.
    pub(crate) side: Option<OwnSide>,
}

impl HeadingSays {
    /// What the heading at `at` says, of which `label` is known.
    pub(crate) fn of(
        ctx: &Context<'_>,
        note: &Note,
        at: usize,
        label: Label,
        of_person: bool,
    ) -> HeadingSays {
        // `## Lena` alone says with whom; `## For Lena` and `## Actions (Lena)` who owes.
        let promises = label.sense == Some(Sense::Kind(Kind::Action));
        let owes = promises || says_for(&note.headings[at].text);
        let side = of_person.then(|| own_side(ctx, note, at, &label, owes));
        let person = whom(ctx, &label);
        HeadingSays { label, person, owes, side }
    }
}

/// Whom a label names: the one beside the lead; of several nobody.
pub(crate) fn whom(ctx: &Context<'_>, label: &Label) -> Option<PersonId> {
    let people = ctx.people;
    let mut named = label.names.iter().filter_map(|name| people.one(name));
    let first = named.next()?;
    let is_other = |id: &PersonId| *id != first && !people.is_me(id);
    match (named.find(is_other), people.is_me(&first)) {
        (other, true) => Some(other.unwrap_or(first)),
        (Some(_), false) => None,
        (None, false) => Some(first),
    }
}

/// Whose the boxes of a 1-2-1 are below a heading that names somebody, where another place tells
/// with whom it is: `## Alice` in a note of hers, `## For Carol` where nobody knows a Carol,
/// `## Both`. `owes`: the heading is one of promises, or of those for somebody.
fn own_side(ctx: &Context<'_>, note: &Note, heading: usize, label: &Label, owes: bool) -> OwnSide {
    let text = note.headings[heading].text.trim_matches(['*', '_', ':', ' ']);
    if Lexicon::shipped().has("owners.mine", text) {
        return OwnSide::Sure(Some(Above::Mine));
    }
    if is_all(text) {
        return OwnSide::Sure(Some(Above::Asked));
    }
    let known = || label.names.iter().filter_map(|name| ctx.people.one(name));
    if label.names.len() == 1 && known().any(|id| ctx.people.is_me(&id)) {
        return OwnSide::Sure(Some(Above::Mine));
    }
    let known = known();
    let known: BTreeSet<PersonId> = known.filter(|id| !ctx.people.is_me(id)).collect();
    if known.len() > 1 {
        return OwnSide::Sure(Some(Above::Asked));
    }
    let Some(id) = known.into_iter().next() else {
        let strange = label.names.last().is_some_and(|name| is_name_like(name));
        return OwnSide::Sure((owes && strange && label.side.is_none()).then_some(Above::Asked));
    };
    if owes || label.sense.is_some() || label.side.is_some() || label.names.len() > 1 {
        return OwnSide::Sure(None);
    }
    OwnSide::Named(id)
}

/// What a heading says of whose the boxes below it are.
pub(crate) enum OwnSide {
    /// The same of all of them.
    Sure(Option<Above>),
    /// It names somebody: what that says hangs on the 1-2-1 in which a box stands.
    Named(PersonId),
}

impl OwnSide {
    /// What it says of an item.
    pub(crate) fn of(
        &self,
        ctx: &Context<'_>,
        note: &Note,
        (item, heading): (usize, usize),
    ) -> Option<Above> {
        let id = match self {
            OwnSide::Sure(above) => return above.clone(),
            OwnSide::Named(id) => id,
        };
        let level = note.headings[heading].level;
        let meeting = ctx.meetings.at(note, item).map(|at| &ctx.meetings.all[at]);
        let with =
            meeting.map(|meeting| &meeting.person).or_else(|| ctx.meetings.about(&note.path));
        let by_heading =
            meeting.is_some_and(|meeting| meeting.heading == Some(heading) || meeting.section);
        if by_heading || with != Some(id) || level == 1 {
            return None;
        }
        // A note that has no other heading may be called after her.
        let mut others = note.headings.iter().enumerate();
        let beside = others.any(|(at, other)| at != heading && other.level == level);
        Some(if beside || heading > 0 { Above::Person(id.clone()) } else { Above::Asked })
    }
}

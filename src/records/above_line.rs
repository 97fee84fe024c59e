//! What the labels and headings above a line say of it: its kind, who owes it, whom it is about.

use crate::kind::Kind;
use crate::note::vocabulary::{Label, Sense, Side};
use crate::records::record::Above;
use crate::text::ids::PersonId;

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

//! What a line is in a note, or a part of one, that is about nobody: praise and critique right
//! beside one person, or of somebody whom it plainly names, and promises of the lead.

use crate::records::above_line::What;
use crate::records::beside::beside_a_person;
use crate::records::line_kind::{LineKind, LineKinds};
use crate::records::plain_praise::{Plain, plainly_said};
use crate::records::record::By;

impl LineKinds<'_, '_> {
    /// A line in a note, or a part of one, that is about nobody.
    pub(super) fn kind_elsewhere(&self, at: usize) -> Option<LineKind> {
        let item = &self.note.items[at];
        if let Some((kind, text)) = beside_a_person(self.ctx, item) {
            return Some(LineKind { text: Some(text), ..LineKind::new(kind, By::Word) });
        }
        match plainly_said(self.ctx, self.note, at).filter(|_| self.speaks_plainly(at)) {
            Some(Plain::Said(kind, named, text)) => {
                let new = LineKind::new(kind, By::Word);
                return Some(LineKind { text: Some(text), named, ..new });
            }
            Some(Plain::OfSeveral(kind, name)) => {
                return Some(LineKind { several: Some(name), ..LineKind::new(kind, By::Word) });
            }
            Some(Plain::Perhaps(_) | Plain::Named(_)) | None => {}
        }
        item.task?;
        let kind = self.of_box(at, false, &What { below_line: true, ..What::default() })?;
        Some(LineKind::new(kind, By::Place))
    }

    /// Whether a line says with its words alone what it says: no line above it says it with it.
    fn speaks_plainly(&self, at: usize) -> bool {
        let mut above =
            std::iter::successors(self.note.items[at].parent(), |at| self.note.items[*at].parent());
        above.all(|at| self.note.items[at].kind().is_none())
    }
}

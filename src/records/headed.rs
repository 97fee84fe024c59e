//! What heads a line of a note on a person without saying who owes it: the headings, bold lines and
//! labels above; and the kinds of the items that it stands under.

use crate::kind::Kind;
use crate::note::parse::Note;
use crate::note::vocabulary::{Label, Sense};
use crate::records::above_line::is_of_the_past;
use crate::records::action_mark::{actions_of, begins_with_owner, is_leads};
use crate::records::line_kind::{LineKinds, MOST_LABEL_BYTES};
use crate::records::line_shape::is_label_text;
use crate::records::record::Headed;
use crate::records::speaking::speaking_of;
use crate::records::wording::one_on_one_with;

impl LineKinds<'_, '_> {
    pub(super) fn stands_under(&self, at: usize, kinds: &[Kind]) -> bool {
        std::iter::successors(self.note.items[at].parent(), |at| self.note.items[*at].parent())
            .any(|at| self.own_kind(at).is_some_and(|kind| kinds.contains(&kind)))
    }

    /// The kind that an item names itself.
    fn own_kind(&self, at: usize) -> Option<Kind> {
        let item = &self.note.items[at];
        let line = item.fields.first().filter(|field| field.style.is_line());
        item.kind().or_else(|| Kind::from_tag(&line?.key))
    }

    /// Whether a line below `## Agreements` is somebody's promise: it begins with the lead as who
    /// owes it; or with somebody else, where another line of the list begins with the lead, or all
    /// lines begin with somebody.
    pub(super) fn is_promised(&self, at: usize, kind: Kind) -> bool {
        let item = &self.note.items[at];
        if kind != Kind::Agreed || !item.listed || !begins_with_owner(self.ctx, item) {
            return false;
        }
        let beside = self.note.items.iter().filter(|other| {
            other.listed && other.heading() == item.heading() && other.parent() == item.parent()
        });
        let all = || beside.clone().all(|other| begins_with_owner(self.ctx, other));
        is_leads(self.ctx, item)
            || beside.clone().any(|other| is_leads(self.ctx, other))
            || beside.clone().count() > 1 && all()
    }

    /// Whether a line stands below a heading or a label of a kind that closes: `## Home`, `Home:`.
    pub(crate) fn is_below_closing(&mut self, at: usize) -> bool {
        if !self.speaks_of_person {
            return false;
        }
        let note = self.note;
        let closes =
            |label: &Label| label.sense.and_then(Sense::kind).is_some_and(Kind::closes_below);
        let above = std::iter::successors(note.items[at].parent(), |at| note.items[*at].parent());
        let (mut top, mut labelled) = (at, false);
        for above in above {
            top = above;
            labelled |= self.item_label(above).is_some_and(|label| closes(&label));
        }
        let heading = note.items[top].heading();
        if labelled
            || self.label.as_ref().is_some_and(|one| one.heading == heading && closes(&one.label))
        {
            return true;
        }
        let mut chain =
            std::iter::successors(note.items[at].heading(), |at| note.headings[*at].parent);
        chain.any(|at| {
            let kind = self.heading_label(at).sense.and_then(Sense::kind);
            kind.is_some_and(Kind::closes_below)
        })
    }

    /// What a line says that is a label; nothing of what stands below it where that is over.
    pub(super) fn label_of_line(&self, text: &str) -> Label {
        let mut label = self.ctx.words().label_of(text);
        if label.sense.is_none() && label.side.is_none() && is_label_text(text) {
            label = actions_of(self.ctx, self.note, text).unwrap_or(label);
        }
        let is_over = label.sense.is_some() && is_of_the_past(self.ctx, self.note, text);
        if is_over { Label { sense: Some(Sense::Plain), ..label } } else { label }
    }

    /// Notes a line that may head what follows it, until the next one, the next heading or a
    /// paragraph behind its list.
    pub(super) fn note_head(&mut self, at: usize) {
        let item = &self.note.items[at];
        if item.listed || item.task.is_some() {
            if let Some((_, has_list)) = &mut self.head {
                *has_list = true;
            }
            return;
        }
        let heads = item.words.plain_words().is_none_or(is_label_text);
        if heads || self.head.is_some_and(|(_, has_list)| has_list) {
            self.head = heads.then_some((at, false));
        }
    }

    /// What the headings and labels above an item say that does not say who owes it, up to the
    /// 1-2-1 in which it stands.
    pub(super) fn what_heads(&mut self, at: usize) -> Headed {
        let note = self.note;
        let mut top = at;
        let mut found = Headed::Plain;
        for above in std::iter::successors(note.items[at].parent(), |at| note.items[*at].parent()) {
            top = above;
            found = found.or_else(|| self.what_line_says(above));
        }
        let heading = note.items[top].heading();
        let head = self.head.filter(|(head, _)| note.items[*head].heading() == heading);
        if let Some((head, _)) = head.filter(|(head, _)| *head < top) {
            found = found.or_else(|| self.what_line_says(head));
        }
        let meeting = self.ctx.meetings.at_item(note, at).map(|at| &self.ctx.meetings.all[at]);
        let chain = std::iter::successors(heading, |at| note.headings[*at].parent);
        for heading in chain {
            if meeting.is_some_and(|meeting| meeting.heading == Some(heading)) {
                break;
            }
            found = found.or_else(|| self.what_heading_says(heading));
        }
        found
    }

    /// What an item says of those below it, when it is a label.
    fn what_line_says(&self, at: usize) -> Headed {
        let item = &self.note.items[at];
        if item.task.is_some() || item.kind().is_some() {
            return Headed::Plain;
        }
        let text = self.ctx.own_text(item);
        let heads = text.len() <= MOST_LABEL_BYTES && is_label_text(&text);
        match heads && one_on_one_with(&text, self.ctx.people).is_none() {
            true => speaking_of(self.ctx, &text),
            false => Headed::Plain,
        }
    }

    fn what_heading_says(&mut self, at: usize) -> Headed {
        let (ctx, note) = (self.ctx, self.note);
        let text = &note.headings[at].text;
        if is_title(note, at) || one_on_one_with(text, ctx.people).is_some() {
            return Headed::Plain;
        }
        let label = self.heading_label(at);
        let strange = label.sense.is_none()
            && label.side.is_none()
            && !label.clear
            && !ctx.words().speaks_of_promises(text);
        match speaking_of(ctx, text) {
            Headed::Plain if strange => Headed::Strange,
            said => said,
        }
    }
}

impl Headed {
    /// The nearer one, unless what stands further above says more.
    fn or_else(self, further: impl FnOnce() -> Headed) -> Headed {
        if self == Headed::Somebody { self } else { self.max(further()) }
    }
}

/// Whether a heading is the only one of its level at the top of a note: its title.
fn is_title(note: &Note, at: usize) -> bool {
    let heading = &note.headings[at];
    let mut others = note.headings.iter().enumerate().filter(|(other, _)| *other != at);
    at == 0 && heading.level == 1 && others.all(|(_, other)| other.level > 1)
}

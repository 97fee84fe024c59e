//! Lines that head what follows them in a note on a person: bold lines, `Goals:`, `GOALS` above a
//! list, titles of callouts; where what they head ends; and fields that are kinds.

use crate::kind::Kind;
use crate::note::field::Style;
use crate::note::item::Item;
use crate::note::lock_sign;
use crate::note::privacy;
use crate::note::vocabulary::{Label, Sense};
use crate::people::meeting::is_silence;
use crate::records::above_line::{LineLabel, whom_label_names};
use crate::records::action_mark::actions_of;
use crate::records::line_kind::{LineKinds, MOST_LABEL_BYTES};
use crate::records::line_shape::{
    callout, has_marks, is_bold, is_group, is_in_italics, is_label_text, may_head_list,
};
use crate::text::lexicon::Lexicon;
use crate::vault::config::Status;

/// Kinds whose words may be the key of a field of a person's note: `career-goals:: …`.
const KINDS_OF_KEYS: &[Kind] = &[Kind::Goal, Kind::HighFive, Kind::WatchOut, Kind::Topic];

impl LineKinds<'_, '_> {
    /// `## Intention` is the first paragraph or list below it, not all that follows.
    pub(super) fn is_intention(&mut self, at: usize) -> bool {
        let item = &self.note.items[at];
        let Some(heading) = item.heading() else { return true };
        match self.intention {
            Some((of, listed)) if of == heading => {
                let goes_on = listed && item.listed;
                if !goes_on {
                    self.intention = Some((of, false));
                }
                goes_on
            }
            _ => {
                self.intention = Some((heading, item.listed));
                true
            }
        }
    }

    /// Takes in a line that heads what follows, until the next one, the next heading or the end of
    /// its list. Whether it is nothing but that.
    pub(super) fn take_label(&mut self, at: usize) -> bool {
        let item = &self.note.items[at];
        if !self.speaks_of_person || item.parent().is_some() {
            return false;
        }
        if self
            .label
            .as_ref()
            .is_some_and(|above| above.heading != item.heading() || above.quoted && !item.quoted)
        {
            self.label = None;
        }
        self.note_head(at);
        if item.task.is_some() || item.kind().is_some() || item.listed && !has_marks(item) {
            self.end_at_list(at);
            return false;
        }
        let text =
            item.text_with_names(|mention| mention.names.last().cloned().unwrap_or_default());
        if let Some(label) = callout(item, &text).map(|words| self.label_of_callout(words)) {
            self.head_lines_below(item, label, None);
            return false;
        }
        let is_private = || !item.listed && is_private_label(&text);
        if text.len() <= MOST_LABEL_BYTES && is_private() {
            self.head_lines_below(item, no_kind_label(), None);
            return true;
        }
        let whole = is_bold(&text) && !is_group(self.note, at, &text);
        let with_sign = whole || !item.listed && (is_label_text(&text) || is_in_italics(&text));
        let plain = !with_sign && may_head_list(self.note, at, &text);
        if (with_sign || plain) && text.len() <= MOST_LABEL_BYTES {
            let mut label = self.label_of_line(&text);
            if whole && self.parts_goals(item.heading(), &text) {
                label = Label { clear: true, ..Label::default() };
            }
            // `To-do Sabine`, `Aufgaben für Emre:`
            if label.sense.is_none()
                && label.side.is_none()
                && let Some(told) = actions_of(self.ctx, self.note, &text)
            {
                label = told;
            }
            let says = label.sense.is_some()
                || with_sign
                    && (label.side.is_some()
                        || whom_label_names(self.ctx, &label).is_some()
                        || says_over(&text).is_some())
                || plain && label.side.is_some() && self.heads_boxes(at);
            if whole || says {
                self.head_lines_below(item, label, says_over(&text));
                return plain;
            }
        }
        self.end_at_list(at);
        false
    }

    /// `intention:: …` as a line of its own; `Some(None)` for a field that is no kind.
    pub(super) fn by_field(&self, at: usize) -> Option<Option<Kind>> {
        let item = &self.note.items[at];
        let [only] = item.fields.as_slice() else { return None };
        let counts = only.style == Style::Whole
            || (only.style == Style::Loose
                && self.in_meeting_note
                && self.ctx.meetings.at_item(self.note, at).is_some());
        if !counts {
            return None;
        }
        let kind = Kind::from_tag(&only.key).filter(|kind| !kind.is_secondary());
        // What is agreed stands below what became clear.
        let alone = item.parent().is_none()
            || (kind == Some(Kind::Agreed) && self.stands_under(at, &[Kind::Clarity]))
            || self.speaks_of_person && self.below_section(at);
        let kind = kind.or_else(|| self.by_key(&only.key));
        if kind.is_none() && item.task.is_some() {
            return None;
        }
        Some(kind.filter(|_| alone && !only.value.is_empty() && !is_silence(&only.value)))
    }

    /// Whether all that stands above an item in its list are labels and heads of sections.
    fn below_section(&self, at: usize) -> bool {
        let mut above =
            std::iter::successors(self.note.items[at].parent(), |at| self.note.items[*at].parent());
        above.all(|at| self.item_label(at).is_some())
    }

    /// `career-goals:: …` in a person's note: the words of a kind as the key of a field.
    pub(super) fn by_key(&self, field: &str) -> Option<Kind> {
        if !self.speaks_of_person {
            return None;
        }
        let kind = self.ctx.words().label_of(&field.replace('-', " ")).sense?.kind()?;
        KINDS_OF_KEYS.contains(&kind).then_some(kind)
    }

    /// What a column says of the items in it, when it is one of what is over: below `## Done`,
    /// `**Erledigt**`, `## Cancelled`.
    pub(crate) fn over_above(&self, at: usize) -> Option<Status> {
        let note = self.note;
        let mut top = at;
        for above in std::iter::successors(note.items[at].parent(), |at| note.items[*at].parent()) {
            top = above;
            let item = &note.items[above];
            let said = item.words.plain_words().and_then(says_over).filter(|_| item.task.is_none());
            if said.is_some() {
                return said;
            }
        }
        let heading = note.items[top].heading();
        let label = self.label.as_ref().filter(|label| label.heading == heading);
        let of_label = label.and_then(|one| one.over);
        of_label.or_else(|| note.heading_chain(heading).find_map(|one| says_over(&one.text)))
    }

    /// Whether a box has a tag whose last part is somebody's name.
    pub(super) fn is_box_of_somebody(&self, at: usize) -> bool {
        let item = &self.note.items[at];
        let name = item.rest_of_tag(Kind::FollowUp).and_then(|rest| rest.rsplit('/').next());
        item.task.is_some() && name.is_some_and(|name| self.ctx.people.one_named(name).is_some())
    }

    /// Whether words only part the goals of the headings above: `### Career`, `### In progress`.
    pub(super) fn parts_goals(&mut self, above: Option<usize>, text: &str) -> bool {
        let bare = text.trim_matches(['*', '_', ':', '#', ' ']);
        if !Lexicon::shipped().has("goal_groups", bare) {
            return false;
        }
        let note = self.note;
        let mut chain = std::iter::successors(above, |at| note.headings[*at].parent);
        chain.any(|at| self.heading_label(at).sense == Some(Sense::Kind(Kind::Goal)))
    }

    /// `Mine` without a sign heads promises where boxes stand below it.
    fn heads_boxes(&self, at: usize) -> bool {
        self.note.items.get(at + 1).is_some_and(|below| below.task.is_some())
    }

    fn head_lines_below(&mut self, item: &Item, label: Label, over: Option<Status>) {
        let (heading, quoted) = (item.heading(), item.quoted);
        self.label = Some(LineLabel { heading, label, over, quoted, has_list: false });
        self.list = None;
    }

    /// A paragraph behind the list of a label is no part of what it heads.
    fn end_at_list(&mut self, at: usize) {
        let item = &self.note.items[at];
        let of_list = item.listed || item.task.is_some();
        if of_list {
            self.list = Some(item.heading());
        }
        let Some(above) = &mut self.label else { return };
        above.has_list |= of_list;
        let promises = above.label.sense == Some(Sense::Kind(Kind::Action));
        if !of_list && above.has_list && above.label.sense.is_some() && !promises {
            above.label = no_kind_label();
        }
    }

    /// What the title of a callout says, else what sort it is of: `[!note] Kudos`, `[!kudos]`.
    fn label_of_callout(&self, (sort, title): (&str, &str)) -> Label {
        let of_title = self.ctx.words().label_of(title);
        if of_title.sense.is_some()
            || of_title.side.is_some()
            || whom_label_names(self.ctx, &of_title).is_some()
        {
            return of_title;
        }
        self.ctx.words().label_of(&sort.replace('-', " "))
    }
}

/// What a label says that is a word for what is over and nothing else: `Done`, `✅ Erledigt`,
/// `Cancelled`.
fn says_over(text: &str) -> Option<Status> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '?').to_lowercase();
    let is_of =
        |lists: [&str; 2]| lists.iter().any(|list| Lexicon::shipped().has_written(list, &text));
    match is_of(["done_words", "columns.done"]) {
        true => Some(Status::Done),
        false => is_of(["dropped_words", "columns.dropped"]).then_some(Status::Dropped),
    }
}

/// Whether a line is nothing but a word that closes what follows it: `CONFIDENTIAL`, `🔒`. A
/// sentence may end in one.
fn is_private_label(text: &str) -> bool {
    let of_list = |list: &&str| Lexicon::shipped().has(list, text);
    ["private", "private_headings"].iter().any(of_list)
        || lock_sign::draws_lock(text) && !text.contains(char::is_alphanumeric)
        || is_label_text(text) && privacy::says_only_private(text)
}

/// What says that the lines below are of no kind.
fn no_kind_label() -> Label {
    Label { sense: Some(Sense::Plain), ..Label::default() }
}

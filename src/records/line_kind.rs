//! Which kind each line of a note is, and how that was read: by its tag, its first words, its
//! heading, or the place where a box stands.
//!
//! In a 1-2-1 and in a person's note all four count; elsewhere tags, and words of praise and
//! critique right beside one person. Whom a line is about and who owes it is told by others.

use crate::kind::Kind;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::tag::praise_and_critique;
use crate::note::vocabulary::{Label, Opening, Sense};
use crate::people::meeting::is_silence;
use crate::records::above_line::{
    HeadingSays, LineLabel, What, is_of_the_past, kind_of_somebody, whom_label_names,
};
use crate::records::action_mark::{
    actions_of, is_card, is_leads, is_marked_promise, is_owner_less, is_sign, names_owner,
    owner_before_arrow,
};
use crate::records::line_shape::{
    after_day, also_critique, begins_with_arrow, critique_with_path, heads_outline, is_bold,
    is_group, is_key_result, is_label_text, is_prompt, link_word, may_be_pole, objective, path_of,
    says_when, tag_word, thumb,
};
use crate::records::name_first::{self, praise_of};
use crate::records::no_line::{hers, is_english_for_me, says_none};
use crate::records::pole_count::PoleCount;
use crate::records::record::{Above, By, Headed};
use crate::records::resolver::Context;
use crate::records::season_line;
use crate::records::wording::one_on_one_with;
use crate::text::date::Day;
use crate::text::ids::PersonId;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineKind {
    pub kind: Kind,
    /// How it was read.
    pub by: By,
    /// It may well be of another kind: `#feedback` where praise has a tag of its own.
    pub unsure: bool,
    /// Its words, when the first of them say what it is.
    pub text: Option<String>,
    /// The day at its beginning.
    pub day: Option<Day>,
    /// Whose it is by what stands above it.
    pub above: Option<Above>,
    /// What else stands above it.
    pub headed: Headed,
    /// Whom a label or a heading above it names, for feedback.
    pub about: Option<PersonId>,
    /// Whom it plainly names as those whom it praises, in a note that is no 1-2-1.
    pub named: Vec<PersonId>,
    /// The name that several people have one of whom it praises.
    pub several: Option<String>,
}

impl LineKind {
    pub(super) fn new(kind: Kind, by: By) -> LineKind {
        let (named, several, headed) = (Vec::new(), None, Headed::Plain);
        let (text, day, above, about) = (None, None, None, None);
        LineKind { kind, by, unsure: false, text, day, above, headed, about, named, several }
    }
}

/// The lines of one note, read in their order.
pub(crate) struct LineKinds<'c, 'v> {
    pub(super) ctx: &'c Context<'v>,
    pub(super) note: &'c Note,
    pub(super) in_meeting_note: bool,
    /// It is about a person, or a 1-2-1 with one: words and headings count.
    pub(super) speaks_of_person: bool,
    /// Some parts of it are 1-2-1s, and it is about nobody as a whole: a daily note.
    in_parts: bool,
    /// What each heading says.
    labels: Vec<Option<Label>>,
    /// The same, with whom it names and whose the lines below it are.
    headings: Vec<Option<Rc<HeadingSays>>>,
    /// What the note's own name says, in a person's note.
    title: Option<Label>,
    /// The label above.
    pub(super) label: Option<LineLabel>,
    /// The line above that may head what follows, whatever it says, and a list below it.
    pub(super) head: Option<(usize, bool)>,
    /// The heading below which the last list stands.
    pub(super) list: Option<Option<usize>>,
    /// Praise and critique stand in this note as counterparts: as labels, and as signs.
    poles: (bool, bool),
    /// Names before an arrow say in this note who owes, of the lead and of somebody else.
    arrows: bool,
    /// What items say of those below them, which are asked one after the other.
    item_labels: RefCell<BTreeMap<usize, Option<Label>>>,
    /// The line above is critique, or stands below such a line.
    below_watch_out: bool,
    /// The list or paragraph that is the intention, by its heading.
    pub(super) intention: Option<(usize, bool)>,
}

/// A label is a short line: `**Next steps:**`.
pub(super) const MOST_LABEL_BYTES: usize = 64;

impl<'c, 'v> LineKinds<'c, 'v> {
    pub(crate) fn new(ctx: &'c Context<'v>, note: &'c Note) -> LineKinds<'c, 'v> {
        let in_meeting_note = ctx.meetings.is_meeting_note(&note.path);
        let about = ctx.meetings.person_of_note(&note.path).filter(|id| !ctx.people.is_me(id));
        let is_page = note.generated;
        let persons = about.is_some() && !is_page;
        let mut lines = LineKinds {
            ctx,
            note,
            in_meeting_note,
            speaks_of_person: in_meeting_note || persons || ctx.meetings.is_undated(&note.path),
            in_parts: in_meeting_note && about.is_none(),
            labels: vec![None; note.headings.len()],
            headings: vec![None; note.headings.len()],
            title: None,
            label: None,
            head: None,
            list: None,
            poles: (false, false),
            arrows: false,
            item_labels: RefCell::default(),
            below_watch_out: false,
            intention: None,
        };
        if lines.speaks_of_person {
            if !in_meeting_note && persons {
                let stem = note.path.stem();
                let last = stem.rsplit('.').next().unwrap_or(stem);
                lines.title = Some(ctx.words().label_of(last));
            }
            lines.poles = lines.find_poles();
        }
        lines
    }

    /// Whether both counterparts stand in the note: as headings or bold labels, and as signs.
    fn find_poles(&mut self) -> (bool, bool) {
        let (mut labels, mut signs) = (PoleCount::default(), PoleCount::default());
        let mut arrows = (false, false);
        for at in 0..self.note.headings.len() {
            let sense = self.heading_label(at).sense;
            labels.add(sense, &self.note.headings[at].text);
        }
        for item in &self.note.items {
            let text = item.words.words_before_name();
            if text.contains('→') || text.contains("->") {
                let mine = owner_before_arrow(self.ctx, text);
                arrows = (arrows.0 || mine == Some(true), arrows.1 || mine == Some(false));
            }
            if !may_be_pole(text) {
                continue;
            }
            let whole = match item.words.plain_words() {
                Some(_) => Cow::Borrowed(text),
                None => Cow::Owned(self.ctx.own_text(item)),
            };
            let words = after_day(self.ctx, &whole).1;
            if let Some(Opening { sense, sign, .. }) = self.ctx.words().opening_words(words) {
                (if sign { &mut signs } else { &mut labels }).add(Some(sense), words);
            } else if item.words.plain_words().is_some_and(is_label_text) {
                labels.add(self.ctx.words().label_of(text).sense, text);
            }
        }
        self.arrows = arrows.0 && arrows.1;
        let one = labels.any() && self.ctx.customs.has_heads();
        (labels.both(self.ctx.customs.has_praise()) || one, signs.both(false))
    }

    pub(super) fn heading_label(&mut self, at: usize) -> &Label {
        let parts = self.labels[at].is_none() && {
            let heading = &self.note.headings[at];
            self.parts_goals(heading.parent, &heading.text)
        };
        let LineKinds { ctx, note, labels, .. } = self;
        labels[at].get_or_insert_with(|| {
            let text = &note.headings[at].text;
            if parts {
                return Label { clear: true, ..Label::default() };
            }
            let mut label = ctx.words().label_of(text);
            if label.sense.is_none() && label.side.is_none() {
                let told = actions_of(ctx, note, text)
                    .or_else(|| kind_of_somebody(ctx, text))
                    .or_else(|| praise_of(ctx, text));
                label = told.unwrap_or(label);
            }
            if label.sense.is_some() && is_of_the_past(ctx, note, text) {
                label.sense = Some(Sense::Plain);
            }
            // A day or a person that the 1-2-1 is with says nothing of the lines below.
            label.clear |= label.sense.is_none()
                && label.side.is_none()
                && (label.names.iter().all(|name| ctx.people.one_named(name).is_some())
                    || one_on_one_with(text, ctx.people).is_some());
            label
        })
    }

    fn heading_says(&mut self, at: usize) -> Rc<HeadingSays> {
        if let Some(known) = &self.headings[at] {
            return known.clone();
        }
        let label = self.heading_label(at).clone();
        let says = HeadingSays::of(self.ctx, self.note, at, label, self.speaks_of_person);
        let says = Rc::new(says);
        self.headings[at] = Some(says.clone());
        says
    }

    /// What the line at `at` is; to be asked of all lines in their order.
    pub(crate) fn kind_at(&mut self, at: usize) -> Option<LineKind> {
        let item = &self.note.items[at];
        // What would help stands below the critique, and is no other.
        let is_path = || path_of(&self.ctx.own_text(item)).is_some();
        if self.below_watch_out && item.kind().is_none() && is_path() {
            return None;
        }
        let mut found = self.own_kind_of(at);
        let promise = found.as_mut().filter(|found| found.kind == Kind::Action);
        if let Some(promise) = promise.filter(|found| found.above.is_none()) {
            promise.headed = self.what_heads(at);
        }
        let is_one = found.as_ref().is_some_and(|found| found.kind == Kind::WatchOut);
        self.below_watch_out = is_one || self.below_watch_out && item.parent().is_some();
        found
    }

    fn own_kind_of(&mut self, at: usize) -> Option<LineKind> {
        let item = &self.note.items[at];
        // What the person wrote below `Add yours` are topics, whatever its words say.
        if self.note.is_theirs(item.heading()) {
            let alone = item.parent().is_none() && !item.words.is_empty();
            return alone.then(|| LineKind::new(Kind::Topic, By::Place));
        }
        let heads = self.take_label(at);
        let is_title = item.quoted && item.words.words_before_name().starts_with("[!");
        if heads || self.ctx.is_withdrawn(item) || is_title && item.kind().is_none() {
            return None;
        }
        if let Some(kind) = item.kind() {
            return Some(self.tagged_kind(at, kind));
        }
        if let Some(found) = self.by_field(at) {
            return found.map(|kind| LineKind::new(kind, By::Tag));
        }
        // Those of a person's own note are read with it.
        let talks = self.speaks_of_person && self.in_meeting(at);
        if (talks || !self.speaks_of_person)
            && let Some(text) = season_line::of_item(self.ctx, item, talks)
        {
            return Some(LineKind { text: Some(text), ..LineKind::new(Kind::Season, By::Word) });
        }
        if item.words.is_empty() {
            return None;
        }
        if !self.speaks_of_person {
            return self.kind_elsewhere(at);
        }
        let in_meeting = self.in_meeting(at);
        let above = self.said_above(at);
        // What stands beside the 1-2-1s of a daily note is of other meetings, but for a list of
        // what to do.
        let of_others = self.in_parts && !in_meeting;
        if of_others && above.sense != Some(Sense::Kind(Kind::Action)) {
            return self.kind_elsewhere(at);
        }
        let text = self.ctx.own_text(item);
        if let Some((kind, text)) = tag_word(item, &text).or_else(|| link_word(self.ctx, item)) {
            let (text, about) = (Some(text), above.about);
            return Some(LineKind { text, about, ..LineKind::new(kind, By::Tag) });
        }
        let (day, bare) = after_day(self.ctx, &text);
        // `Next time: 3 Dec` is no topic.
        let is_none = |kind: Kind| kind == Kind::Topic && says_when(self.ctx, bare);
        if let Some((kind, rest)) =
            self.by_words(item, bare, &above).filter(|(kind, _)| !is_none(*kind))
        {
            if is_silence(&rest) && kind != Kind::Action || says_none(kind, &rest) {
                return None;
            }
            let (kind, unsure) = self.with_critique(kind, &rest);
            return Some(LineKind {
                text: Some(hers(self.ctx, kind, &rest)?.to_owned()),
                unsure,
                day,
                above: above.owner,
                about: above.about,
                ..LineKind::new(kind, By::Word)
            });
        }
        if in_meeting
            && item.task.is_none()
            && let Some(rest) = critique_with_path(bare)
        {
            let text = Some(rest.to_owned());
            return Some(LineKind { text, day, ..LineKind::new(Kind::WatchOut, By::Word) });
        }
        let by_arrow = || self.arrows && owner_before_arrow(self.ctx, bare).is_some();
        let is_promise = || !is_label_text(bare) && is_marked_promise(self.ctx, bare) || by_arrow();
        if in_meeting && item.task.is_none() && is_promise() {
            let new = LineKind::new(Kind::Action, By::Word);
            return Some(LineKind { day, above: above.owner, ..new });
        }
        if item.task.is_some() {
            let kind =
                self.of_box(at, in_meeting || self.ctx.meetings.is_log(&self.note.path), &above)?;
            hers(self.ctx, kind, bare).filter(|_| !above.is_not_hers(kind, bare))?;
            let by = if above.sense == Some(Sense::Kind(kind)) { By::Heading } else { By::Place };
            let text = (day.is_some() && kind.is_feedback()).then(|| bare.to_owned());
            let What { owner, about, .. } = above;
            return Some(LineKind { above: owner, about, text, day, ..LineKind::new(kind, by) });
        }
        // When the next 1-2-1 is, below `## Next steps`, is nobody's promise.
        let kind = self.of_bullet(at, &above, bare).filter(|_| !says_when(self.ctx, bare))?;
        let words = hers(self.ctx, kind, bare).filter(|_| !above.is_not_hers(kind, bare))?;
        if kind == Kind::Goal && bare.trim_end().ends_with('?') {
            return None;
        }
        let kind = if self.is_promised(at, kind) { Kind::Action } else { kind };
        let goal = objective(words).filter(|_| kind == Kind::Goal);
        let told = day.is_some() || words.len() < bare.len();
        let text = goal.or(told.then_some(words)).map(str::to_owned);
        let What { owner, about, .. } = above;
        Some(LineKind { text, day, above: owner, about, ..LineKind::new(kind, By::Heading) })
    }

    fn in_meeting(&self, at: usize) -> bool {
        self.in_meeting_note && self.ctx.meetings.at_item(self.note, at).is_some()
            || self.ctx.meetings.is_undated(&self.note.path)
    }

    /// A kind tag; bare feedback beside a tag of praise is critique, as far as anybody can tell.
    fn tagged_kind(&mut self, at: usize, kind: Kind) -> LineKind {
        let asks = self.speaks_of_person && (kind == Kind::Action || kind.is_feedback());
        let above = if asks { self.said_above(at) } else { What::default() };
        let owner = above.owner.filter(|_| kind == Kind::Action);
        let found = LineKind { above: owner, about: above.about, ..LineKind::new(kind, By::Tag) };
        // `- [ ] … #followup/maya`: a box whose tag ends in a person is that person's promise.
        if kind == Kind::FollowUp && self.speaks_of_person && self.is_box_of_somebody(at) {
            return LineKind { kind: Kind::Action, ..found };
        }
        let item = &self.note.items[at];
        if kind != Kind::Feedback && kind != Kind::HighFive {
            return LineKind { unsure: praise_and_critique(&item.kinds), ..found };
        }
        let text = self.ctx.own_text(item);
        if kind == Kind::HighFive {
            let (kind, unsure) = self.with_critique(kind, &text);
            return LineKind { kind, unsure, ..found };
        }
        if let Some((kind, rest)) = self.sorted_feedback(&text) {
            return LineKind { kind, text: Some(rest.to_owned()), ..found };
        }
        match self.ctx.customs.praise_has_a_tag() {
            true => LineKind { kind: Kind::WatchOut, unsure: true, ..found },
            false => found,
        }
    }

    /// Of praise and critique in one line the narrower: `great demo; Watch out: late`.
    fn with_critique(&self, kind: Kind, text: &str) -> (Kind, bool) {
        let both = kind == Kind::HighFive && also_critique(self.ctx.words(), text);
        if both { (Kind::WatchOut, true) } else { (kind, false) }
    }

    /// Praise or critique, when the first words of feedback tell which, and the words behind.
    fn sorted_feedback<'t>(&self, text: &'t str) -> Option<(Kind, &'t str)> {
        let opening = self.ctx.words().opening_words(text)?;
        Some((opening.sense.sorted_kind()?, opening.rest))
    }

    /// What an item says of those below it; nothing when it is a line of its own.
    pub(super) fn item_label(&self, at: usize) -> Option<Label> {
        if let Some(known) = self.item_labels.borrow().get(&at) {
            return known.clone();
        }
        let label = self.label_of_item(at);
        self.item_labels.borrow_mut().insert(at, label.clone());
        label
    }

    fn label_of_item(&self, at: usize) -> Option<Label> {
        let item = &self.note.items[at];
        if item.task.is_some() || item.kind().is_some() {
            return None;
        }
        let text =
            item.text_with_names(|mention| mention.names.last().cloned().unwrap_or_default());
        if text.len() > MOST_LABEL_BYTES || self.ctx.words().says_feedback(&text) {
            return None;
        }
        if text.is_empty() {
            return Some(Label { clear: true, ..Label::default() });
        }
        // `goal: staff` is a goal; what stands below it are its steps.
        let opening = self.ctx.words().opening_words(&text);
        if opening.is_some_and(|one| one.sense.kind() == Some(Kind::Goal) && !one.rest.is_empty()) {
            return None;
        }
        let label = self.label_of_line(&text);
        let says = label.sense.is_some() || label.side.is_some();
        let person = label.sense.is_none() && whom_label_names(self.ctx, &label).is_some();
        let section = one_on_one_with(&text, self.ctx.people).is_some() || text.starts_with('#');
        let section = section || heads_outline(self.ctx, &text);
        let written = is_bold(&text) || text.trim_end().ends_with(':');
        // `- 24.11. the rota` heads the lines of that day, whatever its words.
        let heading = item.heading().map(|at| &self.note.headings[at]);
        let dated = heading.is_some_and(|heading| heading.place.line == item.place.line);
        let group = !says && !person && (dated || is_group(self.note, at, &text));
        let label = if group { Label { clear: true, ..Label::default() } } else { label };
        (says || person || section || group || (written && label.clear)).then_some(label)
    }

    /// What stands above an item: nearest first, as far as it says what the lines are and whose.
    fn said_above(&mut self, at: usize) -> What {
        let mut what = What::default();
        let item = &self.note.items[at];
        let mut top = at;
        let mut parents = Vec::new();
        for above in std::iter::successors(item.parent(), |at| self.note.items[*at].parent()) {
            top = above;
            match self.item_label(above) {
                Some(label) => parents.push(label),
                None => {
                    what.below_line = true;
                    break;
                }
            }
        }
        for label in &parents {
            let own = label.sense.is_none_or(|sense| sense == Sense::Kind(Kind::Action));
            let person = whom_label_names(self.ctx, label).filter(|_| own);
            what.set_person(person.as_ref());
            what.take_label(label, person.map(Above::Person), true);
        }
        let root = &self.note.items[top];
        let label = self.label.as_ref().filter(|one| one.heading == root.heading());
        if let Some(label) = label.map(|one| one.label.clone()) {
            let person = whom_label_names(self.ctx, &label);
            what.set_person(person.as_ref());
            what.take_label(&label, person.map(Above::Person), true);
        }
        let chain = std::iter::successors(item.heading(), |at| self.note.headings[*at].parent);
        for heading in chain.collect::<Vec<_>>() {
            let says = self.heading_says(heading);
            what.set_person(says.person.as_ref());
            let person = says.person.clone().map(Above::Person);
            let own = says.side.as_ref();
            let own = own.and_then(|side| side.side_of_item(self.ctx, self.note, (at, heading)));
            let (person, owes) = own.map_or((person, says.owes), |above| (Some(above), true));
            what.take_label(&says.label, person, owes);
        }
        if let Some(title) = self.title.clone() {
            what.take_label(&title, None, false);
        }
        what
    }

    /// The kind that the first words of a line say, and the words behind them.
    fn by_words(&self, item: &Item, text: &str, above: &What) -> Option<(Kind, String)> {
        if above.below_line {
            return None;
        }
        if let Some(found) = self.ctx.words().code(text) {
            return Some(found);
        }
        if is_label_text(text) {
            return None;
        }
        if item.task.is_none() && item.listed && begins_with_arrow(item) {
            let rest = text.trim_start_matches(['-', '=', '>', '→', '➡', '\u{fe0f}', ' ']);
            return Some((Kind::Action, rest.to_owned()));
        }
        if let Some(rest) = self.ctx.words().for_lead(text).filter(|_| !is_english_for_me(text)) {
            return (!rest.trim().is_empty()).then(|| (Kind::ForMe, rest.to_owned()));
        }
        let Some(Opening { sense, rest, sign, bold }) = self.ctx.words().opening_words(text) else {
            return name_first::opening(self.ctx, text).filter(|_| item.task.is_none());
        };
        let beside = match sign {
            true => self.poles.1 || (thumb(text).is_some() && self.ctx.customs.has_thumbs()),
            false => self.poles.0 || (bold && self.ctx.customs.has_poles()),
        };
        let kind = above.kind_of(sense, beside)?;
        // A question of the practice's own is answered elsewhere, and who owes may stand before
        // the words: a box with `todo:` is one all the same.
        let elsewhere = kind == Kind::ForMe && sense.kind().is_some();
        let is_box = kind == Kind::Action && item.task.is_some();
        if elsewhere || is_box || rest.trim().is_empty() {
            return None;
        }
        // Praise and critique of one feedback are told by the words behind: `From me: + calm`.
        if kind == Kind::Feedback
            && let Some((sorted, rest)) = self.sorted_feedback(rest)
        {
            return Some((sorted, rest.to_owned()));
        }
        Some((kind, rest.to_owned()))
    }

    /// What a box is: a promise, or what its heading says.
    pub(super) fn of_box(&self, at: usize, in_meeting: bool, above: &What) -> Option<Kind> {
        let item = &self.note.items[at];
        if self.stands_under(at, &[Kind::Goal, Kind::Resource, Kind::TeamGoal])
            || is_sign(self.ctx, item)
        {
            return None;
        }
        if !above.below_line {
            let named = item.field("due").is_some() || names_owner(self.ctx, item);
            let said = above.sense.and_then(Sense::kind).filter(|kind| {
                let is_goal = *kind == Kind::Goal && !is_leads(self.ctx, item);
                let always = is_goal || kind.is_sorted_feedback();
                always || (!named && [Kind::Topic, Kind::Feedback].contains(kind))
            });
            if said.is_some() {
                return said;
            }
        }
        let told = above.sense == Some(Sense::Kind(Kind::Action)) || above.owner.is_some();
        if is_card(self.ctx, self.note, item, told) {
            return None;
        }
        let is_agreed = self.stands_under(at, &[Kind::Clarity, Kind::Agreed]);
        let below = || {
            self.note
                .heading_chain(item.heading())
                .any(|heading| one_on_one_with(&heading.text, self.ctx.people).is_some())
        };
        let to_do = above.sense == Some(Sense::Kind(Kind::Action));
        // In the note of one person; a week note has a list of its own.
        let of_one = self.ctx.meetings.person_of_note(&self.note.path).is_some();
        let headed = !above.below_line && to_do && of_one;
        // In a person's own note a box is somebody's promise when it says whose.
        let owned =
            || self.speaks_of_person && (!self.in_parts || to_do) && names_owner(self.ctx, item);
        let sided = || self.speaks_of_person && !above.below_line && above.owner.is_some();
        (in_meeting || is_agreed || headed || below() || owned() || sided()).then_some(Kind::Action)
    }

    /// What a bullet or a paragraph without a box is by what stands above it.
    fn of_bullet(&mut self, at: usize, above: &What, text: &str) -> Option<Kind> {
        let item = &self.note.items[at];
        if above.below_line || is_label_text(text) || is_prompt(item, text) || is_silence(text) {
            return None;
        }
        let kind = above.kind_of(above.sense?, self.poles.0)?;
        // `- Bob` above what he did well.
        if kind.is_feedback() && name_first::heads(self.ctx, self.note, at, text) {
            return None;
        }
        // A paragraph below Actions is a sentence; only a list is a list of promises.
        let behind_list = !item.listed && self.list == Some(item.heading());
        let counts = match kind == Kind::Action {
            true => item.listed && !is_owner_less(text),
            false if kind == Kind::Goal && behind_list => false,
            false if kind == Kind::Goal => !is_group(self.note, at, text) && !is_key_result(text),
            false => kind != Kind::Intention || self.is_intention(at),
        };
        counts.then_some(kind)
    }
}

//! What the labels and headings above a line say of it: its kind, who owes it, whom it is about.

use crate::kind::Kind;
use crate::note::parse::Note;
use crate::note::vocabulary::{Label, Sense, Side};
use crate::records::action_mark::is_all;
use crate::records::line_shape::is_name_like;
use crate::records::line_shape::says_for;
use crate::records::no_line::says_none;
use crate::records::record::Above;
use crate::records::resolver::Context;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use crate::vault::config::Status;
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
    /// What says the kind says that it is the lead's: `My goals`.
    pub(crate) of_lead: bool,
}

impl What {
    pub(crate) fn set_person(&mut self, person: Option<&PersonId>) {
        self.about = self.about.take().or_else(|| person.cloned());
    }

    /// The kind of lines of a sense here; counterparts count where both stand, or below Feedback.
    pub(crate) fn kind_of(&self, sense: Sense, beside: bool) -> Option<Kind> {
        match sense {
            Sense::Kind(kind) => Some(kind),
            Sense::Good | Sense::Bad if beside || self.feedback => sense.sorted_kind(),
            Sense::Given => self.feedback.then_some(Kind::Feedback),
            Sense::Received => self.feedback.then_some(Kind::ForMe),
            Sense::Good | Sense::Bad | Sense::Mood | Sense::Theirs | Sense::Plain => None,
        }
    }

    /// Whether a line of a kind here is the lead's, or says that there is none.
    pub(crate) fn is_not_hers(&self, kind: Kind, text: &str) -> bool {
        kind == Kind::Goal && self.of_lead || says_none(kind, text)
    }

    pub(crate) fn take_label(&mut self, label: &Label, person: Option<Above>, owes: bool) {
        let side = label.side.map(|side| match side {
            Side::Mine => Above::Mine,
            Side::Theirs => Above::Theirs,
        });
        if !self.closed && self.sense.is_none() && label.sense.is_some() {
            let mine = Some(Above::Mine);
            self.of_lead = side == mine || person == mine;
        }
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
    /// What it says of how far the lines are.
    pub(crate) over: Option<Status>,
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
        let person = whom_label_names(ctx, &label);
        HeadingSays { label, person, owes, side }
    }
}

/// Whom a label names: the one beside the lead; of several nobody.
pub(crate) fn whom_label_names(ctx: &Context<'_>, label: &Label) -> Option<PersonId> {
    let people = ctx.people;
    let mut named = label.names.iter().filter_map(|name| people.one_named(name));
    let first = named.next()?;
    let is_other = |id: &PersonId| *id != first && !people.is_me(id);
    match (named.find(is_other), people.is_me(&first)) {
        (other, true) => Some(other.unwrap_or(first)),
        (Some(_), false) => None,
        (None, false) => Some(first),
    }
}

/// What a heading says that has a kind and whose it is: `Kudos for Sam`, `Goals of Sam`; praise
/// for the lead is feedback for them.
pub(crate) fn kind_of_somebody(ctx: &Context<'_>, heading: &str) -> Option<Label> {
    let lexicon = Lexicon::shipped();
    let text = heading.trim_matches(['*', '_', '#', ' ', ':']);
    let (core, joint, name) = text.match_indices(' ').find_map(|(at, _)| {
        let (joint, name) = text[at + 1..].split_once(' ')?;
        let joins = ["for", "of", "to"].iter().any(|list| lexicon.has(list, joint));
        joins.then_some((&text[..at], joint, name))
    })?;
    let kind = ctx.words().label_of(core).sense.and_then(Sense::kind)?;
    let is_me = |id: &PersonId| ctx.people.is_me(id);
    let id = ctx.people.one_named(name);
    let mine = lexicon.has("owners.mine", name) || id.as_ref().is_some_and(is_me);
    let sense = Some(Sense::Kind(kind));
    // `Commitments to Lena` are not hers.
    let to_whom = !["for", "of"].iter().any(|list| lexicon.has(list, joint));
    if kind == Kind::Action && to_whom {
        return Some(Label { sense, ..Label::default() });
    }
    match mine {
        true if kind.is_feedback() && !lexicon.has("of", joint) => {
            Some(Label { sense: Some(Sense::Kind(Kind::ForMe)), ..Label::default() })
        }
        true => Some(Label { sense, side: Some(Side::Mine), ..Label::default() }),
        false => id.map(|id| Label { sense, names: vec![id.to_string()], ..Label::default() }),
    }
}

/// Whether a heading says that what stands below it is done, or of a year long past: `Goals
/// (done)`.
pub(crate) fn is_of_the_past(ctx: &Context<'_>, note: &Note, heading: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let inside = heading.split_once('(').and_then(|(_, inside)| inside.split_once(')'));
    let behind = [" - ", " – ", " — ", ": "].iter().find_map(|dash| heading.split_once(dash));
    let lists = ["done_words", "dropped_words", "reached", "columns.done", "folders.archives"];
    let is_over = |word: &str| {
        let word = word.trim_matches(['*', '_', ' ', ':']);
        lists.iter().any(|list| lexicon.has(list, word))
    };
    if inside
        .is_some_and(|(words, _)| is_over(words) || is_over(words.split(' ').next().unwrap_or("")))
        || behind.is_some_and(|(_, words)| is_over(words))
    {
        return true;
    }
    let mut numbers = heading.split(|c: char| !c.is_ascii_alphanumeric());
    let year = numbers.find_map(|word| {
        (word.len() == 4 && word.starts_with("20")).then(|| word.parse::<i16>().ok()).flatten()
    });
    let only = heading.split_whitespace().count() <= 3 && !heading.contains(['-', '.', '/']);
    let now = || ctx.meetings.day_of_note(&note.path).unwrap_or(ctx.today).year();
    year.is_some_and(|year| only && year < now())
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
    let known = || label.names.iter().filter_map(|name| ctx.people.one_named(name));
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
    pub(crate) fn side_of_item(
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
        let meeting = ctx.meetings.at_item(note, item).map(|at| &ctx.meetings.all[at]);
        let with = meeting
            .map(|meeting| &meeting.person)
            .or_else(|| ctx.meetings.person_of_note(&note.path));
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

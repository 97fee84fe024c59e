//! Promises: who owes what since when, one for all the lines that repeat it.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Audience, Fold, Kind};
use crate::note::done_mark;
use crate::people::meeting::is_silence;
use crate::people::people::{People, Who};
use crate::records::owner::{self, Owed, Owner};
use crate::records::record::{Above, By, Entry, Headed, Source};
use crate::records::resolver::Context;
use crate::records::same_promise::{head_key, is_part_of, promise_key, tail_key};
use crate::records::speaking::{begins_with_somebody, speaks_against, stands_at_edge};
use crate::records::touched::Touched;
use crate::records::unfilled::is_unfilled;
use crate::text::date::Day;
use crate::text::ids::PersonId;
use crate::vault::config::{Status, Unowned};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A promise.
#[derive(Clone, Debug)]
pub struct Action {
    /// Who promised; nobody yet, where nothing tells.
    pub owner: Option<PersonId>,
    /// The person it is about: the other side of the 1-2-1.
    pub person: Option<PersonId>,
    /// Its words.
    pub text: String,
    /// Since when.
    pub opened: Option<Day>,
    /// Until when.
    pub due: Option<Day>,
    /// When it was closed.
    pub closed: Option<Day>,
    /// Where it stands.
    pub status: Status,
    /// The first line that says it; of one that is open a line that can be closed.
    pub source: Source,
    /// The other lines that say it.
    pub also: Vec<Source>,
    /// Who may see it.
    pub audience: Audience,
    /// How it was read.
    pub by: By,
    /// It is a bullet below a heading, without a box: it counts until the next 1-2-1.
    pub listed: bool,
    /// The day of the last line that says it.
    pub repeated: Option<Day>,
    /// The day of the last open line that says it in other words: `… THIS WEEK`.
    pub said_again: Option<Day>,
    /// It is open, and somebody ticked the same in other words on this day: is it closed?
    pub ticked_otherwise: Option<Day>,
}

impl Action {
    /// Whether a person owes it.
    pub fn is_of(&self, person: &PersonId) -> bool {
        self.owner.as_ref() == Some(person)
    }

    /// Whether the lead owes it, who has no id where the config names none.
    pub fn is_leads(&self, people: &People) -> bool {
        self.owner.as_ref().is_some_and(|owner| people.is_me(owner) || owner.as_str() == "me")
    }

    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        !self.status.is_closed()
    }
}

/// One line that makes a promise, for one who makes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Promised {
    owner: Option<PersonId>,
    person: Option<PersonId>,
    text: String,
    /// The words by which two lines are one promise, without those for until when.
    key: String,
    /// The same with them: two lines of one note with other days are two promises.
    whole: String,
    /// Nothing says who owes it.
    bare: bool,
    /// The words behind an arrow: two lines with others are two promises.
    tail: String,
    date: Option<Day>,
    due: Option<Day>,
    done: Option<Day>,
    status: Status,
    /// Where it stands.
    pub source: Source,
    /// Who may usually see it, and what the line itself says.
    audience: (Audience, Option<Audience>),
    by: By,
    listed: bool,
    repeats: bool,
}

/// Who owes, and the words by which two lines may be one promise.
pub(crate) type Key = (Option<PersonId>, String);

/// The lines in the entries that make promises, by date, path and line; the lead's are the lead's
/// when there is one.
pub fn promise_lines(
    ctx: &Context<'_>,
    entries: &[Entry<'_>],
    said: &mut Vec<Diagnostic>,
) -> Vec<Promised> {
    let mut lines: Vec<Promised> = Vec::new();
    let is_lost = |entry: &&Entry<'_>| entry.lost && side_of_meeting(ctx, entry).is_none();
    let promises = entries.iter().filter(|entry| entry.kind.goes_to(Fold::Promises));
    for entry in promises.filter(|entry| !is_lost(entry)) {
        let mut owed = owner::read_owed(ctx, entry.item, side_of_meeting(ctx, entry), entry.date);
        if owed.text.is_empty() {
            owed.text.clone_from(&entry.text);
        }
        // `- [ ] Alice: nothing`
        let asks = owed.owner == Owner::Unsaid && is_question(entry, &owed.text);
        if asks || is_silence(&owed.text) || is_unfilled(&owed.text) {
            continue;
        }
        // A bullet has no box to tick: `- me: send it ✔` is done all the same.
        let mark = entry.item.task.is_none().then(|| done_mark::find(&owed.text)).flatten();
        // `✓ me: send it`: the sign stands before the owner.
        let first = || done_mark::find(&entry.text).filter(|_| entry.item.task.is_none());
        let told = mark.map(|mark| mark.key).or_else(|| Some(first()?.key));
        let told = told.map(|key| if key == "done" { Status::Done } else { Status::Dropped });
        if let Some((start, end)) = mark.map(|mark| (mark.start, mark.end)) {
            owed.text.replace_range(start..end, "");
            owed.text.truncate(owed.text.trim_end().len());
        }
        let owners = owners_of(ctx, entry, &owed, said);
        let is_me = |owner: &PersonId| ctx.people.is_me(owner) || owner.as_str() == "me";
        let text = owed.text;
        let unsaid = owed.owner == Owner::Unsaid && entry.above.is_none();
        let mine = owners.iter().all(|owner| owner.as_ref().is_some_and(is_me));
        if unsaid && (mine || owners == [None]) {
            say_name(ctx, entry, (&text, mine), said);
        }
        let about = other_side(ctx, entry, &owners);
        let shared = owners.len() > 1 && side_of_meeting(ctx, entry).is_none();
        let done = ctx.day_field(entry, "done", said);
        let dropped = ["cancelled", "dropped"].into_iter().find(|key| {
            let field = entry.item.field(key);
            field.is_some_and(|field| field.value.starts_with(|c: char| c.is_ascii_digit()))
        });
        let done = done.or_else(|| ctx.day_field(entry, dropped?, said));
        let due =
            ctx.day_field(entry, "due", said).or_else(|| ctx.day_field(entry, "scheduled", said));
        for owner in owners {
            // What several people promise at once each of them promises for themselves.
            let own = owner.clone().filter(|owner| shared && !ctx.people.is_me(owner));
            let person = own.or_else(|| about.clone());
            lines.push(Promised {
                key: promise_key(&text, ctx.config.date_order, entry.date),
                whole: head_key(&text),
                bare: unsaid && side_of_meeting(ctx, entry).is_some(),
                tail: tail_key(&text),
                audience: (
                    usual_audience(ctx, entry, (owner.as_ref(), person.as_ref())).min(entry.limit),
                    // What closes a line says it of the promise wherever else it stands.
                    entry
                        .audience
                        .or(entry.item.closes)
                        .map(|word| word.min(entry.limit))
                        .or((entry.limit == Audience::Lead).then_some(Audience::Lead)),
                ),
                owner,
                person,
                text: text.clone(),
                date: entry.date,
                due: due.or(owed.due),
                done,
                status: ctx.status_by(entry.status.or(told).unwrap_or(Status::Open), done),
                source: entry.source.clone(),
                by: entry.by,
                listed: entry.by == By::Heading && entry.item.task.is_none(),
                repeats: entry.item.field("repeat").is_some(),
            });
        }
    }
    sort(&mut lines);
    lines
}

/// Whether a box that names nobody is a question of a checklist: `- [ ] What blocks you?`.
fn is_question(entry: &Entry<'_>, text: &str) -> bool {
    let asks = text.trim_end_matches(['*', '_', ' ']).ends_with(['?', '？', '؟']);
    asks && entry.by != By::Tag && entry.above.is_none()
}

/// Brings lines into the order in which they are told.
pub fn sort(lines: &mut [Promised]) {
    lines.sort_by(|a, b| (a.date, &a.source).cmp(&(b.date, &b.source)));
}

impl Promised {
    /// Who owes, and what.
    pub fn owes(&self) -> (Option<&PersonId>, &str) {
        (self.owner.as_ref(), &self.text)
    }

    /// Whether both stand in one note and are of one day.
    fn is_beside(&self, other: &Promised) -> bool {
        self.source.path == other.source.path && self.date == other.date
    }

    /// By what it is one promise with another line: who owes, and the words.
    pub(crate) fn key(&self) -> Key {
        (self.owner.clone(), self.key.clone())
    }

    /// Who owes, and whom it is about.
    pub(crate) fn sides(&self) -> impl Iterator<Item = &PersonId> {
        self.owner.iter().chain(&self.person)
    }

    /// Notes that its line speaks of both sides.
    pub(crate) fn touch_sides(&self, people: &People, touched: &mut Touched) {
        let sides = self.sides().filter(|side| !people.is_me(side)).cloned();
        touched.add_line(&self.source.path, self.source.line, sides);
    }

    pub(crate) fn concerns_any(&self, people: &BTreeSet<PersonId>) -> bool {
        self.sides().any(|side| people.contains(side))
    }
}

/// All promises that the lines make, which are in order: several lines may make one.
///
/// The same words to two people are two promises; a line that names nobody on the other side joins
/// the one that there is.
pub fn fold<'p>(lines: impl IntoIterator<Item = &'p Promised>) -> Vec<Action> {
    let mut groups: Groups<'p> = BTreeMap::new();
    for line in lines {
        groups.entry((line.key.as_str(), &line.owner)).or_default().push(line);
    }
    join_bare(&mut groups);
    let mut all: Vec<(&str, Action)> = Vec::new();
    let mut ticks: Ticks<'p> = BTreeMap::new();
    for group in groups.into_values().flat_map(by_note) {
        let people: BTreeSet<&PersonId> =
            group.iter().filter_map(|line| line.person.as_ref()).collect();
        let tails: BTreeSet<&str> =
            group.iter().map(|line| line.tail.as_str()).filter(|tail| !tail.is_empty()).collect();
        let (many_people, many_tails) = (people.len() > 1, tails.len() > 1);
        let mut apart: BTreeMap<(Option<&PersonId>, &str), Vec<&Promised>> = BTreeMap::new();
        for line in group {
            let person = line.person.as_ref().filter(|_| many_people);
            let tail = if many_tails { line.tail.as_str() } else { "" };
            apart.entry((person, tail)).or_default().push(line);
        }
        for lines in apart.values() {
            let Some(action) = one_promise(lines).filter(|one| !one.text.is_empty()) else {
                continue;
            };
            if let Some(line) = lines.first().filter(|_| is_tick_alone(lines)) {
                let sides = (line.owner.as_ref(), line.person.as_ref());
                ticks.entry(sides).or_default().push((line.key.as_str(), line.date));
            }
            all.push((lines.first().map_or("", |line| line.key.as_str()), action));
        }
    }
    for (key, action) in all.iter_mut().filter(|(_, action)| action.is_open()) {
        let sides = (action.owner.as_ref(), action.person.as_ref());
        let since = action.opened.max(action.said_again);
        let later = ticks
            .get(&sides)
            .into_iter()
            .flatten()
            .filter(|(words, day)| *day > since && since.is_some() && is_part_of(key, words));
        action.ticked_otherwise = later.filter_map(|(_, day)| *day).max();
    }
    let mut all: Vec<Action> = all.into_iter().map(|(_, action)| action).collect();
    all.sort_by(|a, b| (a.opened, &a.source, &a.owner).cmp(&(b.opened, &b.source, &b.owner)));
    all
}

/// Whether somebody only ever ticked it, in words that no open line has.
fn is_tick_alone(lines: &[&Promised]) -> bool {
    lines.iter().all(|line| line.status == Status::Done && !line.repeats)
}

/// Promises that were only ever ticked: their words and days, by whose they are and to whom.
type Ticks<'p> =
    BTreeMap<(Option<&'p PersonId>, Option<&'p PersonId>), Vec<(&'p str, Option<Day>)>>;

type Groups<'p> = BTreeMap<(&'p str, &'p Option<PersonId>), Vec<&'p Promised>>;

/// `- [x] read the guide` closes what one of the two has promised in those words, whose name it
/// leaves out.
fn join_bare(groups: &mut Groups<'_>) {
    let is_bare = |lines: &Vec<&Promised>| {
        lines.iter().all(|line| line.bare && line.status.is_closed() && !line.repeats)
    };
    let bare = groups.iter().filter(|(_, lines)| is_bare(lines));
    let bare: Vec<_> = bare.map(|(key, _)| *key).collect();
    for key in bare {
        let person = groups.get(&key).and_then(|lines| lines.first()?.person.as_ref());
        let fits = |line: &&Promised| line.person.as_ref() == person && !line.bare;
        let of_words =
            groups.iter().filter(|((words, owner), _)| *words == key.0 && *owner != key.1);
        let mut others = of_words.filter(|(_, lines)| lines.iter().all(fits)).map(|(key, _)| *key);
        let (Some(other), None) = (others.next(), others.next()) else { continue };
        let Some(closed) = groups.remove(&key) else { continue };
        if let Some(lines) = groups.get_mut(&other) {
            lines.extend(closed);
            lines.sort_by(|a, b| (a.date, &a.source).cmp(&(b.date, &b.source)));
        }
    }
}

/// Lines of the same words, parted where one note says them for two days at once: in a running log
/// each day is a 1-2-1 of its own, as a note is.
fn by_note(lines: Vec<&Promised>) -> Vec<Vec<&Promised>> {
    let differ = |at: usize| {
        let one = lines[at];
        lines[at + 1..].iter().any(|two| one.is_beside(two) && one.whole != two.whole)
    };
    if lines.iter().all(|line| line.whole == lines[0].whole) || !(0..lines.len()).any(differ) {
        return vec![lines];
    }
    let mut parts: BTreeMap<&str, Vec<&Promised>> = BTreeMap::new();
    for line in lines {
        parts.entry(line.whole.as_str()).or_default().push(line);
    }
    parts.into_values().collect()
}

/// The one promise that these lines make.
fn one_promise(lines: &[&Promised]) -> Option<Action> {
    let (first, later) = lines.split_first()?;
    // Of one repeating task the open line with the later due date is the one that counts.
    if lines.iter().any(|line| line.repeats) {
        let open = lines.iter().filter(|line| !line.status.is_closed());
        if let Some(open) = open.max_by_key(|line| (line.due, line.date)) {
            let told = lines.iter().filter_map(|line| line.audience.1).min();
            let action = begun_promise(open);
            return Some(Action {
                opened: first.date,
                audience: told.unwrap_or(action.audience),
                ..action
            });
        }
    }
    let mut action = begun_promise(first);
    // What one of the lines says of its audience goes before all others.
    let mut told = first.audience.1;
    let (mut open, mut source_open) = (None, !first.status.is_closed());
    for line in later {
        let Promised { due, done, status, .. } = **line;
        let (usual, words) = line.audience;
        told = match (told, words) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        // What others may read is told in the words of a line that they may read.
        if words.unwrap_or(usual) > action.audience {
            action.text.clone_from(&line.text);
            action.source = line.source.clone();
            source_open = !status.is_closed();
        }
        if !status.is_closed() && words.unwrap_or(usual) >= action.audience {
            open = Some(line);
        }
        let otherwise = line.whole != first.whole && line.date > action.opened;
        if !status.is_closed() && otherwise && due.is_none() {
            action.said_again = line.date;
        }
        // The words say until when as the later line does.
        if due.is_some() && line.whole != first.whole && words.unwrap_or(usual) >= action.audience {
            action.text.clone_from(&line.text);
        }
        action.audience = action.audience.max(usual);
        // What was done and is promised again begins with the line that does.
        let ended = action.closed.or(action.opened);
        if action.status.is_closed() && !status.is_closed() && line.date > ended {
            (action.opened, action.source) = (line.date, line.source.clone());
            action.text.clone_from(&line.text);
            source_open = true;
        }
        // A later line that says so was written on its own day.
        let closed = done.or(line.date.filter(|day| Some(*day) > action.opened));
        action.status = status;
        action.closed = closed.filter(|_| status.is_closed());
        action.due = due.or(action.due);
        action.person = action.person.take().or_else(|| line.person.clone());
        action.listed &= line.listed;
        action.repeated = action.repeated.max(line.date);
    }
    action.audience = told.unwrap_or(action.audience);
    // What is open is told with a line that can be closed.
    if let Some(line) = open.filter(|_| action.is_open() && !source_open) {
        action.source = line.source.clone();
    }
    let others = lines.iter().map(|line| &line.source).filter(|source| **source != action.source);
    action.also = others.cloned().collect();
    Some(action)
}

fn begun_promise(line: &Promised) -> Action {
    Action {
        owner: line.owner.clone(),
        person: line.person.clone(),
        text: line.text.clone(),
        opened: line.date,
        due: line.due,
        // A box that was ticked where the promise stands does not say when.
        closed: line.done.filter(|_| line.status.is_closed()),
        status: line.status,
        source: line.source.clone(),
        also: Vec::new(),
        audience: line.audience.0,
        by: line.by,
        listed: line.listed,
        repeated: line.date,
        said_again: None,
        ticked_otherwise: None,
    }
}

/// Who may see a promise that does not say it: both, when it was made in their 1-2-1 or agreed, or
/// when it is the person's. What the lead notes down elsewhere to do for somebody is the lead's; so
/// is what somebody else promises in it: it may tell them what was said there.
fn usual_audience(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    (owner, person): (Option<&PersonId>, Option<&PersonId>),
) -> Audience {
    // Until the lead has said whose it is, nobody else reads it.
    let Some(owner) = owner else { return Audience::Lead };
    let is_of_two =
        |side: &PersonId| side == owner || ctx.people.is_me(owner) || owner.as_str() == "me";
    if side_of_meeting(ctx, entry).is_some_and(|side| !is_of_two(side)) {
        return Audience::Lead;
    }
    let mut above = std::iter::successors(entry.item.parent(), |at| entry.note.items[*at].parent())
        .filter_map(|at| entry.note.items[at].kind());
    let agreed = [Kind::Clarity, Kind::Agreed];
    match above.find(|kind| kind.closes_below() || agreed.contains(kind)) {
        Some(kind) if kind.closes_below() => Audience::Lead,
        None if entry.meeting.is_none() && person != Some(owner) => Audience::Lead,
        _ => Audience::Person,
    }
}

/// Who promises, as far as the line, what stands above it, or the vault's habit says so; nobody
/// where all three are silent, or a name is not understood.
fn owners_of(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    owed: &Owed,
    said: &mut Vec<Diagnostic>,
) -> Vec<Option<PersonId>> {
    let side = side_of_meeting(ctx, entry);
    // Without a lead in the config the promise still is somebody's: that of the one who writes.
    let me = || vec![ctx.people.me.clone().or_else(|| PersonId::new("me"))];
    let them = || vec![side.cloned()];
    match &owed.owner {
        Owner::These(ids) => return ids.iter().cloned().map(Some).collect(),
        Owner::Other => return them(),
        Owner::Unknown(name) => {
            if !name.starts_with('@') && !entry.status.is_some_and(Status::is_closed) {
                let message = format!(
                    "`{name}` is no person that this vault knows, so it is not clear who owes this"
                );
                let hint = "write the name of a person of this vault, or `me`";
                said.push(entry.say(Code::OwnerUnknown, message).hint(hint));
            }
            return vec![None];
        }
        Owner::Unsaid => {}
    }
    // A step below somebody's promise is theirs.
    let parents = std::iter::successors(entry.item.parent(), |at| entry.note.items[*at].parent());
    for parent in parents.map(|at| &entry.note.items[at]).filter(|item| item.task.is_some()) {
        match owner::read_owed(ctx, parent, side, entry.date).owner {
            Owner::These(ids) => return ids.into_iter().map(Some).collect(),
            Owner::Other => return them(),
            Owner::Unknown(_) => return vec![None],
            Owner::Unsaid => {}
        }
    }
    match &entry.above {
        Some(Above::Mine) => return me(),
        Some(Above::Theirs) => return them(),
        Some(Above::Person(id)) => return vec![Some(id.clone())],
        Some(Above::Asked) => return vec![None],
        None => {}
    }
    // A name in an owner's place that no form explains is not understood: it is not the lead's.
    if side.is_some() && entry.by != By::Tag && stands_at_edge(ctx, &owed.text) {
        return vec![None];
    }
    // A line that says by a tag or a word that it is a promise is the writer's own; so is a box
    // that stands in nobody's 1-2-1.
    let in_talk = entry.meeting.is_some()
        || ctx.meetings.is_undated(&entry.note.path)
        || entry.by != By::Tag && ctx.people.owner_of_note(&entry.note.path).is_some();
    let Some(side) = side.filter(|_| in_talk) else { return me() };
    let of_person = ctx.people.with_id(side).and_then(|person| person.unowned);
    let unowned = of_person.or(ctx.config.unowned);
    // `#action` is the writer's own word, but where the lead said that all of them are asked.
    if entry.by == By::Tag && unowned != Some(Unowned::Ask) {
        return me();
    }
    // Of a box that speaks of somebody, or stands below what does, the others tell nothing.
    if entry.headed == Headed::Somebody || begins_with_somebody(ctx, &owed.text) {
        return vec![None];
    }
    let told = ctx.customs.owner_of_unowned(Some(side));
    // What `init` wrote down of a few boxes is no more than they told.
    let strange = entry.headed == Headed::Strange
        && unowned.is_none_or(|unowned| unowned == told)
        && !ctx.customs.has_shown_enough(side);
    match unowned.unwrap_or(told) {
        _ if strange => vec![None],
        Unowned::Them if entry.headed == Headed::Helps => vec![None],
        // What the others tell is no more than likely: against the words of the box it is asked.
        _ if unowned.is_none() && speaks_against(ctx, side, &owed.text) => vec![None],
        Unowned::Me => me(),
        Unowned::Them => them(),
        Unowned::Ask => vec![None],
    }
}

/// A line that begins with a name and counts as the lead's: `Eva sends the draft` may be hers.
fn say_name(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    (text, owned): (&str, bool),
    said: &mut Vec<Diagnostic>,
) {
    let first = text.split([' ', ':', '-', '–']).next().unwrap_or("");
    let name = first.trim_matches(['*', '_']);
    let who = ctx.people.who(name);
    let is_me = matches!(&who, Who::One(id) if ctx.people.is_me(id));
    if entry.status.is_some_and(Status::is_closed) || who == Who::Nobody || is_me {
        return;
    }
    let message = match owned {
        true => format!("begins with `{name}` and counts as yours"),
        false => format!("begins with `{name}`: whose is it?"),
    };
    // Once a note is enough.
    let beside = said.iter().rev().take_while(|one| one.path == entry.note.path.as_str());
    let mut same = beside.filter(|one| one.code == Code::AmbiguousPerson);
    if same.any(|one| one.message.starts_with("begins with `")) {
        return;
    }
    let hint = format!("write `@{} …` when it is theirs", crate::text::span::fold(name));
    said.push(entry.say(Code::AmbiguousPerson, message).hint(hint));
}

/// The other side: the person of the 1-2-1 or the heading, else somebody named in the line.
fn other_side(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    owners: &[Option<PersonId>],
) -> Option<PersonId> {
    let not_me = |id: &&PersonId| !ctx.people.is_me(id);
    let named = entry.people.iter().find(not_me);
    side_of_meeting(ctx, entry).or(named).or_else(|| owners.iter().flatten().find(not_me)).cloned()
}

/// Whose 1-2-1 or note the line stands in.
pub(crate) fn side_of_meeting<'c>(ctx: &Context<'c>, entry: &Entry<'_>) -> Option<&'c PersonId> {
    let meeting = entry.meeting.map(|at| &ctx.meetings.all[at].person);
    let of_note = meeting.or_else(|| ctx.meetings.person_of_note(&entry.note.path));
    of_note.filter(|id| !ctx.people.is_me(id))
}

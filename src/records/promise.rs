//! Promises: who owes what since when, one for all the lines that repeat it.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Audience, Fold, Kind};
use crate::note::words::Piece;
use crate::people::people::{People, Who};
use crate::records::record::{Entry, Source};
use crate::records::resolver::Context;
use crate::records::touched::Touched;
use crate::text::date::Day;
use crate::text::ids::PersonId;
use crate::text::span::normal;
use crate::vault::config::Status;
use std::collections::{BTreeMap, BTreeSet};

/// A promise.
#[derive(Clone, Debug)]
pub struct Action {
    /// Who promised.
    pub owner: PersonId,
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
    /// The first line that says it.
    pub source: Source,
    /// Who may see it.
    pub audience: Audience,
}

impl Action {
    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        !self.status.is_closed()
    }
}

/// One line that makes a promise, for one who makes it.
#[derive(Clone, Debug)]
pub struct Promised {
    owner: PersonId,
    person: Option<PersonId>,
    text: String,
    /// The words by which two lines are one promise.
    key: String,
    date: Option<Day>,
    due: Option<Day>,
    done: Option<Day>,
    status: Status,
    /// Where it stands.
    pub source: Source,
    /// Who may usually see it, and what the line itself says.
    audience: (Audience, Option<Audience>),
}

/// The lines in the entries that make promises, by date, path and line; the lead's are the lead's
/// when there is one.
pub fn lines(
    ctx: &Context<'_>,
    entries: &[Entry<'_>],
    said: &mut Vec<Diagnostic>,
) -> Vec<Promised> {
    let mut lines: Vec<Promised> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind.goes_to(Fold::Promises) && !entry.lost) {
        let (owners, text) = owners(ctx, entry);
        if owners.iter().all(|owner| ctx.people.is_me(owner) || owner.as_str() == "me") {
            say_name(ctx, entry, &text, said);
        }
        let about = about(ctx, entry, &owners);
        let shared = owners.len() > 1 && side(ctx, entry).is_none();
        let done = ctx.day_field(entry, "done", said);
        let due =
            ctx.day_field(entry, "due", said).or_else(|| ctx.day_field(entry, "scheduled", said));
        for owner in owners {
            // What several people promise at once each of them promises for themselves.
            let own = Some(&owner).filter(|owner| shared && !ctx.people.is_me(owner)).cloned();
            let person = own.or_else(|| about.clone());
            lines.push(Promised {
                key: key_text(&text),
                audience: (
                    usual(entry, &owner, person.as_ref()).min(entry.limit),
                    entry.audience.map(|word| word.min(entry.limit)),
                ),
                owner,
                person,
                text: text.clone(),
                date: entry.date,
                due,
                done,
                status: ctx.status_by(entry.status.unwrap_or(Status::Open), done),
                source: entry.source.clone(),
            });
        }
    }
    sort(&mut lines);
    lines
}

/// Brings lines into the order in which they are told.
pub fn sort(lines: &mut [Promised]) {
    lines.sort_by(|a, b| (a.date, &a.source).cmp(&(b.date, &b.source)));
}

impl Promised {
    /// By what it is one promise with another line: who owes, and the words.
    pub(crate) fn key(&self) -> (PersonId, String) {
        (self.owner.clone(), self.key.clone())
    }

    /// Who owes, and whom it is about.
    pub(crate) fn sides(&self) -> impl Iterator<Item = &PersonId> {
        std::iter::once(&self.owner).chain(&self.person)
    }

    /// Notes that its line speaks of both sides.
    pub(crate) fn touch(&self, people: &People, touched: &mut Touched) {
        let sides = self.sides().filter(|side| !people.is_me(side)).cloned();
        touched.add(&self.source.path, self.source.line, sides);
    }

    pub(crate) fn concerns(&self, people: &BTreeSet<PersonId>) -> bool {
        self.sides().any(|side| people.contains(side))
    }
}

/// All promises that the lines make, which are in order: several lines may make one.
pub fn fold<'p>(lines: impl IntoIterator<Item = &'p Promised>) -> Vec<Action> {
    let mut all: BTreeMap<(&PersonId, &str), Action> = BTreeMap::new();
    // Where several lines are one promise, what one says of its audience goes before all others.
    let mut told: BTreeMap<(&PersonId, &str), Audience> = BTreeMap::new();
    for line in lines {
        let Promised { due, done, status, .. } = *line;
        let (usual, words) = line.audience;
        let key = (&line.owner, line.key.as_str());
        if let Some(words) = words {
            let narrowest = told.entry(key).or_insert(words);
            *narrowest = words.min(*narrowest);
        }
        match all.get_mut(&key) {
            Some(action) => {
                // What others may read is told in the words of a line that they may read.
                if words.unwrap_or(usual) > action.audience {
                    action.text.clone_from(&line.text);
                    action.source = line.source.clone();
                }
                action.audience = action.audience.max(usual);
                // A later line that says so was written on its own day.
                let closed = done.or(line.date.filter(|day| Some(*day) > action.opened));
                action.status = status;
                action.closed = closed.filter(|_| status.is_closed());
                action.due = due.or(action.due);
                action.person = action.person.take().or_else(|| line.person.clone());
            }
            None => {
                let action = Action {
                    owner: line.owner.clone(),
                    person: line.person.clone(),
                    text: line.text.clone(),
                    opened: line.date,
                    due,
                    // A box that was ticked where the promise stands does not say when.
                    closed: done.filter(|_| status.is_closed()),
                    status,
                    source: line.source.clone(),
                    audience: usual,
                };
                all.insert(key, action);
            }
        }
    }
    for (key, words) in told {
        if let Some(action) = all.get_mut(&key) {
            action.audience = words;
        }
    }
    let mut all: Vec<Action> = all.into_values().filter(|action| !action.text.is_empty()).collect();
    all.sort_by(|a, b| (a.opened, &a.source, &a.owner).cmp(&(b.opened, &b.source, &b.owner)));
    all
}

/// Who may see a promise that does not say it: both, when it was made in their 1-2-1 or agreed, or
/// when it is the person's. What the lead notes down elsewhere to do for somebody is the lead's.
fn usual(entry: &Entry<'_>, owner: &PersonId, person: Option<&PersonId>) -> Audience {
    let mut above = std::iter::successors(entry.item.parent(), |at| entry.note.items[*at].parent())
        .filter_map(|at| entry.note.items[at].kind());
    let agreed = [Kind::Clarity, Kind::Agreed];
    match above.find(|kind| kind.closes_below() || agreed.contains(kind)) {
        Some(kind) if kind.closes_below() => Audience::Lead,
        None if entry.meeting.is_none() && person != Some(owner) => Audience::Lead,
        _ => Audience::Person,
    }
}

/// The words by which two lines are one promise: `-> …` behind and `!!` do not count.
pub fn key_text(text: &str) -> String {
    let text = text.split(" -> ").next().unwrap_or(text);
    let text = text.split(" → ").next().unwrap_or(text);
    normal(text)
}

/// Who promises, and the words without the name.
fn owners(ctx: &Context<'_>, entry: &Entry<'_>) -> (Vec<PersonId>, String) {
    let item = entry.item;
    if let Some(field) = ["owner", "who"].iter().find_map(|key| item.field(key))
        && let Some(owner) = ctx.people.one(field.value.trim_matches(['[', ']']))
    {
        return (vec![owner], entry.text.clone());
    }
    let blank = |piece: &Piece<'_>| matches!(piece, Piece::Words(words) if words.trim().is_empty());
    let pieces: Vec<Piece<'_>> = item.words.pieces().filter(|piece| !blank(piece)).collect();
    let person = |piece: &Piece<'_>| match piece {
        Piece::Mention(at) => ctx.person(&item.mentions[*at]),
        Piece::Words(_) => None,
    };
    let joint = |piece: &Piece<'_>| matches!(piece, Piece::Words(words) if matches!(words.trim(), "," | "&" | "and" | "["));
    let leading: Vec<PersonId> = pieces
        .iter()
        .take_while(|piece| joint(piece) || person(piece).is_some())
        .filter_map(person)
        .collect();
    if !leading.is_empty() && leading.len() < pieces.len() {
        let text = entry.text.trim_start_matches(['[', ']', ',', '&', ' ', '-', ':', '–']);
        return (leading, text.to_owned());
    }
    // At the end: `… (@alice)`, `… @alice`.
    let closes = |piece: &Piece<'_>| matches!(piece, Piece::Words(words) if words.trim() == ")");
    let at_end = match pieces.as_slice() {
        [.., before, last] if closes(last) => person(before),
        [.., Piece::Words(before), last] => {
            let word = before.split_whitespace().next_back().unwrap_or("").to_lowercase();
            let party = ["with", "to", "for", "from", "by", "of", "and", "about", "ask", "tell"];
            person(last).filter(|_| !party.contains(&word.as_str()))
        }
        _ => None,
    };
    if let Some(owner) = at_end {
        let name = ctx.people.call(&owner);
        let text = entry.text.trim_end_matches([')', '(', ' ']);
        let text = text.strip_suffix(&name).unwrap_or(text).trim_end_matches(['(', ' ', '-', '–']);
        return (vec![owner], text.to_owned());
    }
    // `Alice: …`, `me: …`, `[Alice] - …`
    let text = entry.text.as_str();
    let parts = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some(parts) => Some(parts),
        None => [":", " - ", " – ", " — ", "** ", "__ "]
            .iter()
            .filter_map(|sign| text.split_once(sign))
            .min_by_key(|(name, _)| name.len()),
    };
    if let Some((name, rest)) = parts
        && name.split_whitespace().count() <= 3
        && let Some(owner) = one(ctx, entry, name.trim_matches(['*', '_', ' ']))
    {
        let rest = rest.trim_start_matches(['*', '_', ' ', '-', ':', '–', '—']);
        return (vec![owner], rest.to_owned());
    }
    // `Mei to present at the guild`
    let mut words = text.splitn(3, ' ');
    if let (Some(name), Some("to" | "will" | "should" | "must"), Some(rest)) =
        (words.next(), words.next(), words.next())
        && let Some(owner) = ctx.people.one(name)
    {
        return (vec![owner], rest.to_owned());
    }
    // Without a lead in the config the promise still is somebody's: that of the one who writes.
    let lead = ctx.people.me.clone().or_else(|| PersonId::new("me"));
    (lead.into_iter().collect(), text.to_owned())
}

/// Who goes by a name; of several, the one whose 1-2-1 the line stands in.
fn one(ctx: &Context<'_>, entry: &Entry<'_>, name: &str) -> Option<PersonId> {
    match ctx.people.who(name) {
        Who::One(id) => Some(id),
        Who::Many(ids) => side(ctx, entry).filter(|side| ids.contains(side)).cloned(),
        Who::Nobody => None,
    }
}

/// A line that begins with a name and counts as the lead's: `Eva sends the draft` may be hers.
fn say_name(ctx: &Context<'_>, entry: &Entry<'_>, text: &str, said: &mut Vec<Diagnostic>) {
    let first = text.split([' ', ':', '-', '–']).next().unwrap_or("");
    let name = first.trim_matches(['*', '_']);
    let who = ctx.people.who(name);
    let is_me = matches!(&who, Who::One(id) if ctx.people.is_me(id));
    if entry.status.is_some_and(Status::is_closed) || who == Who::Nobody || is_me {
        return;
    }
    let message = format!("begins with `{name}` and counts as yours");
    let hint = format!("write `@{} …` when it is theirs", crate::text::span::fold(name));
    said.push(entry.say(Code::AmbiguousPerson, message).hint(hint));
}

/// The other side: the person of the 1-2-1 or the heading, else somebody named in the line.
fn about(ctx: &Context<'_>, entry: &Entry<'_>, owners: &[PersonId]) -> Option<PersonId> {
    let not_me = |id: &&PersonId| !ctx.people.is_me(id);
    let named = entry.people.iter().find(not_me);
    side(ctx, entry).or(named).or_else(|| owners.iter().find(not_me)).cloned()
}

/// Whose 1-2-1 or note the line stands in.
fn side<'c>(ctx: &Context<'c>, entry: &Entry<'_>) -> Option<&'c PersonId> {
    let meeting = entry.meeting.map(|at| &ctx.meetings.all[at].person);
    let of_note = meeting.or_else(|| ctx.meetings.about(&entry.note.path));
    of_note.filter(|id| !ctx.people.is_me(id))
}

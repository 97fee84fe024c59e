//! Which headings of 1-2-1s say what the lines below them are, and which say nothing: for `init`.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::vocabulary::{Sense, split_opening};
use crate::records::action_mark::names_owner;
use crate::records::record::By;
use crate::records::resolver::Context;
use crate::records::wording::one_on_one_with;
use crate::text::date::Day;
use crate::text::date_name;
use crate::text::span::fold;
use crate::vault::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};

/// A heading or a bold line is told up to so many letters.
const MOST_LETTERS: usize = 40;

/// How often which heading was met, and how its lines were read.
#[derive(Debug, Default)]
pub(crate) struct HeadingTally {
    read: BTreeMap<(String, Option<Kind>), (String, usize)>,
    /// Pictures at the beginning of lines that say no kind.
    signs: BTreeMap<char, usize>,
    /// Names before a colon at the beginning of bullets that are no promises.
    names: BTreeMap<String, usize>,
}

impl HeadingTally {
    /// The headings of all 1-2-1s, and of the notes about a person.
    pub(crate) fn of(ctx: &Context<'_>, vault: &Vault) -> HeadingTally {
        let mut tally = HeadingTally::default();
        let own = |note: &&Note| !note.generated && note.refused.is_none();
        for note in vault.notes.values().filter(own) {
            let in_meeting = ctx.meetings.is_meeting_note(&note.path);
            if in_meeting || ctx.meetings.person_of_note(&note.path).is_some() {
                tally.count_note(ctx, note, in_meeting);
            }
        }
        tally
    }

    fn count_note(&mut self, ctx: &Context<'_>, note: &Note, in_meeting: bool) {
        let mut said: Vec<Diagnostic> = Vec::new();
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        for entry in ctx.entries_of(note, &mut said) {
            taken.insert(entry.at);
            taken.extend(items_above(note, entry.at));
            if entry.by == By::Heading
                && let Some(heading) = said_by(ctx, note, entry.at)
            {
                self.count_heading(&heading, Some(entry.kind));
            }
        }
        // The rest of a daily note is not about anybody.
        let is_said = |at: usize| ctx.meetings.at_item(note, at).is_some();
        for (at, item) in note.items.iter().enumerate().filter(|(at, _)| in_meeting && is_said(*at))
        {
            let plain = item.listed && item.parent().is_none() && !item.words.is_empty();
            let sign =
                item.words.words_before_name().chars().next().filter(|sign| is_picture(*sign));
            if let Some(sign) = sign.filter(|_| !taken.contains(&at)) {
                *self.signs.entry(sign).or_default() += 1;
            }
            if !taken.contains(&at) && item.task.is_none() && item.listed {
                self.count_name(ctx, item);
            }
            let heading = item.heading().filter(|heading| is_silent(ctx, note, *heading));
            if let Some(heading) = heading.filter(|_| plain && !taken.contains(&at)) {
                self.count_heading(&note.headings[heading].text, None);
            }
        }
    }

    /// Counts a bullet that begins with one of the two who talk and a colon: a promise, or what
    /// they said.
    fn count_name(&mut self, ctx: &Context<'_>, item: &Item) {
        let text = item.words.words_before_name();
        let colon = split_opening(text).filter(|(name, _)| text[name.len()..].starts_with(':'));
        if let Some((name, _)) = colon.filter(|_| names_owner(ctx, item)) {
            *self.names.entry(name.to_owned()).or_default() += 1;
        }
    }

    fn count_heading(&mut self, heading: &str, kind: Option<Kind>) {
        let heading: String = heading.trim_matches(['*', '_', ':', ' ']).to_owned();
        if heading.is_empty() || heading.chars().count() > MOST_LETTERS {
            return;
        }
        let entry = self.read.entry((fold(&heading), kind)).or_insert((heading, 0));
        entry.1 += 1;
    }

    /// `headings read: "Lob" as high fives 9`, the most frequent first; and those that are not.
    pub(crate) fn heading_lines(&self) -> Vec<String> {
        const MOST: usize = 6;
        let told = |is_read: bool, title: &str| {
            let mut all: Vec<_> =
                self.read.iter().filter(|((_, kind), _)| kind.is_some() == is_read).collect();
            all.sort_by_key(|(key, (_, count))| (std::cmp::Reverse(*count), *key));
            let shown = all.iter().take(MOST).map(|((_, kind), (heading, count))| match kind {
                Some(kind) => format!("\"{heading}\" as {} {count}", plural_word(*kind)),
                None => format!("\"{heading}\" {count}"),
            });
            let shown: Vec<String> = shown.collect();
            let more = all.len().saturating_sub(MOST);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            (!all.is_empty()).then(|| format!("{title}: {}{more}", shown.join(", ")))
        };
        let not = "headings that say no kind (their lines are what was said last time)";
        let mut signs: Vec<(&char, &usize)> =
            self.signs.iter().filter(|(_, count)| **count >= FEWEST_SIGNS).collect();
        signs.sort_by_key(|(sign, count)| (std::cmp::Reverse(**count), **sign));
        let shown: Vec<String> =
            signs.iter().take(MOST).map(|(sign, count)| format!("{sign} {count}")).collect();
        let signs = (!shown.is_empty())
            .then(|| format!("signs before lines that say no kind: {}", shown.join(", ")));
        let first = shown.first().and_then(|shown| shown.split(' ').next()).unwrap_or("");
        let way = signs.is_some().then(|| {
            format!(
                "  what they stand for, in the config: `words: {{high-five: [\"{first}\"]}}`, \
                 `watch-out`, `goal` or `action`"
            )
        });
        let names: Vec<String> = self
            .names
            .iter()
            .take(MOST)
            .map(|(name, count)| format!("`{name}:` {count}"))
            .collect();
        let names = (!names.is_empty()).then(|| {
            format!(
                "lines that begin with a name, and are read as what was said: {}; with a box, or \
                 below `## Actions`, they are promises",
                names.join(", ")
            )
        });
        let headings = [told(true, "headings read"), told(false, not)];
        headings.into_iter().flatten().chain(signs).chain(way).chain(names).collect()
    }
}

/// A sign that stands before one line may be of its words.
const FEWEST_SIGNS: usize = 2;

/// Whether a character is a picture: people mark lines with them.
pub(crate) fn is_picture(c: char) -> bool {
    matches!(u32::from(c), 0x2600..=0x27BF | 0x2B50..=0x2B55 | 0x1F300..=0x1FAFF)
}

fn items_above(note: &Note, at: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(note.items[at].parent(), |at| note.items[*at].parent())
}

/// The heading, the label or the bullet by which a line is what it is.
fn said_by(ctx: &Context<'_>, note: &Note, at: usize) -> Option<String> {
    let says = |text: &str| ctx.words().label_of(text).sense.is_some();
    let text = |at: usize| {
        note.items[at].text_with_names(|mention| mention.names.last().cloned().unwrap_or_default())
    };
    let heading = note.items[at].heading();
    let before = (0..at).rev().take_while(|other| note.items[*other].heading() == heading);
    let label = items_above(note, at).chain(before).map(text).find(|text| says(text));
    let chain = note.heading_chain(heading).map(|heading| heading.text.clone());
    label.into_iter().chain(chain).find(|text| says(text))
}

/// Whether a heading says nothing of the lines below it: no kind, no side, no day, nobody.
fn is_silent(ctx: &Context<'_>, note: &Note, at: usize) -> bool {
    let heading = &note.headings[at];
    let label = ctx.words().label_of(&heading.text);
    let near: Option<Day> = Some(ctx.today);
    let named = ctx.person_of_heading(heading).is_some()
        || label.names.iter().any(|name| ctx.people.one_named(name).is_some())
        || one_on_one_with(&heading.text, ctx.people).is_some();
    let title = heading.level == 1 && note.first_heading.as_deref() == Some(&heading.text);
    let says = label.sense.is_some_and(|sense| sense != Sense::Plain)
        || label.side.is_some()
        || label.clear
        || named
        || title;
    !says && date_name::day_in_name(&heading.text, ctx.config.date_order, near).is_none()
}

/// Words for several of a kind that are not the kind's word with an `s`.
const SEVERAL: &[(Kind, &str)] = &[
    (Kind::Action, "promises"),
    (Kind::ForMe, "feedback for you"),
    (Kind::Policy, "policies"),
    (Kind::Agreed, "what was agreed"),
    (Kind::MyMiss, "my misses"),
];
/// Kinds whose word is the same for several.
const THE_SAME: &[Kind] = &[Kind::Feedback, Kind::Home, Kind::Clarity, Kind::AskAll, Kind::TellAll];

/// The word for several of a kind.
pub(crate) fn plural_word(kind: Kind) -> String {
    if let Some((_, several)) = SEVERAL.iter().find(|(known, _)| *known == kind) {
        return (*several).to_owned();
    }
    let spoken = kind.spoken();
    if THE_SAME.contains(&kind) { spoken } else { format!("{spoken}s") }
}

//! Feedback in one person's 1-2-1 that says somebody else by a plain name, without `@` or a link.
//!
//! `Bob: …`, `Kudos to Bob for …`, a label or a heading `Bob` move it to Bob; `Bob talked over
//! her`, `… (Bob)`, `great work, Bob!` are asked. A name further on, or with `'s`, moves nothing.

use crate::kind::Kind;
use crate::note::item::Item;
use crate::note::name::MOST_NAME_WORDS;
use crate::note::parse::Note;
use crate::records::about_another::{self, is_of_lead, of_several};
use crate::records::line_kind::LineKind;
use crate::records::line_shape::is_name_like;
use crate::records::name_first::{
    LEAST_SMALL_BYTES, beginning, exact, is_towards, joined, owned_or_spoken,
};
use crate::records::record::By;
use crate::records::resolver::Context;
use crate::records::wording::person_of_mention;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;

/// Whose such a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// Theirs.
    Theirs(PersonId),
    /// Of several, who are named side by side.
    All(Vec<PersonId>),
    /// Perhaps theirs.
    Asked(PersonId),
    /// Somebody's whom nobody knows, or of several: `kudos to Tom`, `kudos to her team`.
    Stranger(String),
}

/// Whose the line at `at` is by plain names, where what is around it is about `about`.
pub(crate) fn whose_line(
    ctx: &Context<'_>,
    note: &Note,
    at: usize,
    line: &LineKind,
    about: &PersonId,
) -> Option<Whose> {
    let item = &note.items[at];
    let is_other = |id: &PersonId| id != about && !ctx.people.is_me(id);
    let own = ctx.own_text(item);
    if let Some(id) = about_another::marked(ctx, item, about) {
        return Some(Whose::Asked(id));
    }
    let behind = line.text.as_deref().filter(|_| line.by == By::Word);
    let sign = |c: char| "*_([ \"'".contains(c) || !c.is_ascii() && !c.is_alphanumeric();
    let told = behind.unwrap_or(&own).trim_start_matches(sign);
    if let Some(me) = ctx.people.me.as_ref().filter(|_| is_of_lead(ctx, told)) {
        return Some(Whose::Asked(me.clone()));
    }
    // `Re Bob: …`, `On Bob: …`
    let (told, on) = match without_about(told) {
        Some(rest) => (rest, true),
        None => (told, false),
    };
    if let Some((id, rest)) = beginning(ctx, told).or_else(|| beginning_small(ctx, told)) {
        let signed = rest.starts_with([':', ',', '-', '–', '—', ')', ']', '*'])
            || rest.is_empty() && behind.is_some()
            || rest.starts_with(" - ")
            || rest.starts_with(" – ")
            || rest.starts_with(" — ")
            || rest.starts_with(" : ");
        // `Alice and Bob for the launch`
        if let Some((more, sure)) = joined(ctx, rest) {
            let all: Vec<PersonId> = std::iter::once(id.clone()).chain(more).collect();
            let other = all.iter().find(|id| is_other(id)).cloned();
            // Of critique all of them is never guessed.
            let sure = sure && line.kind == Kind::HighFive;
            return match sure && !all.iter().any(|id| ctx.people.is_me(id)) {
                true => Some(Whose::All(all)),
                false => other.map(Whose::Asked),
            };
        }
        let is_for = |word: &str| Lexicon::shipped().has("for", word);
        let given = behind.is_some() || rest.split_whitespace().next().is_some_and(is_for);
        // `per Bob: …`: he told it.
        let told_by = told.split(' ').next().is_some_and(|w| Lexicon::shipped().has("given_by", w));
        return match is_other(&id) {
            true if told_by => Some(Whose::Asked(id)),
            true if signed || given => Some(Whose::Theirs(id)),
            // `Zu Bob` may begin a sentence.
            true if on && !signed => None,
            true => Some(Whose::Asked(id)),
            // Praise of the lead is no praise of hers.
            false if ctx.people.is_me(&id) => Some(Whose::Asked(id)),
            // Hers, whoever is named behind, but for what she says of somebody.
            false => {
                let quoted = || beginning(ctx, rest.strip_prefix(':')?.trim_start_matches(sign));
                let quoted = quoted().map(|(id, _)| id);
                pointed_at(ctx, rest).or(quoted).filter(is_other).map(Whose::Asked)
            }
        };
    }
    // `for Bob's calm`: what is behind `for` is what it is given for.
    let mut words = told.split_whitespace();
    if words.next().is_some_and(|word| Lexicon::shipped().has("for", word))
        && let Some(name) = words.next().and_then(|w| w.strip_suffix("'s").or(w.strip_suffix("’s")))
        && let Some(id) = exact(ctx, name).filter(is_other)
    {
        return Some(Whose::Theirs(id));
    }
    if let Some((id, own)) = owned_or_spoken(ctx, told).filter(|(id, _)| is_other(id)) {
        let given = own && behind.is_some();
        return Some(if given { Whose::Theirs(id) } else { Whose::Asked(id) });
    }
    let said = behind_pronoun(told);
    if let Some(id) = pointed_at(ctx, said).or_else(|| at_last(ctx, said)).filter(is_other) {
        return Some(Whose::Asked(id));
    }
    if let Some(stranger) = behind.and_then(|behind| stranger(&own, behind)) {
        return Some(Whose::Stranger(stranger));
    }
    if let Some(id) = named_above(ctx, note, item, line).filter(is_other) {
        return Some(Whose::Theirs(id));
    }
    if let Some(id) = about_another::within(ctx, line.kind, told, &is_other) {
        return Some(Whose::Asked(id));
    }
    if let Some(several) = of_several(told).filter(|_| line.kind == Kind::WatchOut) {
        return Some(Whose::Stranger(several.to_owned()));
    }
    if let Some(id) = about_another::above(ctx, note, item, &is_other) {
        return Some(Whose::Asked(id));
    }
    let last = name_at_end(&own)?;
    let id = exact(ctx, last).filter(is_other)?;
    Some(Whose::Asked(id))
}

/// Whose a goal or a topic in another's 1-2-1 is that begins with a plain name: `Bob: learn Rust`.
pub(crate) fn addressed_person(
    ctx: &Context<'_>,
    item: &Item,
    line: &LineKind,
    about: &PersonId,
) -> Option<PersonId> {
    if ![Kind::Goal, Kind::Topic].contains(&line.kind) {
        return None;
    }
    // `## Goals of Bob`
    let is_other = |id: &&PersonId| *id != about && !ctx.people.is_me(id);
    if line.kind == Kind::Goal
        && line.by == By::Heading
        && let Some(id) = line.about.as_ref().filter(is_other)
    {
        return Some(id.clone());
    }
    let own = || ctx.own_text(item);
    let own = line.text.clone().filter(|_| line.by == By::Word).unwrap_or_else(own);
    let (id, rest) = beginning(ctx, own.trim_start_matches(['*', '_', ' ']))?;
    let rest = rest.trim_start_matches(['*', '_']);
    // `Bob's goal: …`
    let own = ["'s ", "’s "].iter().find_map(|own| rest.strip_prefix(own));
    let label = own.and_then(|own| own.split_once(':')).map(|(label, _)| label);
    let owned = label.is_some_and(|label| label.split_whitespace().count() <= MOST_NAME_WORDS);
    let named = rest.starts_with(':') || owned;
    (named && id != *about && !ctx.people.is_me(&id)).then_some(id)
}

/// Whether an item names somebody who is neither this person nor the lead, by a sign or plainly.
pub(crate) fn names_another(ctx: &Context<'_>, item: &Item, of: &PersonId) -> bool {
    let is_other = |id: PersonId| id != *of && !ctx.people.is_me(&id);
    let mut mentions =
        item.mentions.iter().filter_map(|mention| person_of_mention(mention, ctx.people));
    let text = ctx.own_text(item);
    let mut words = text.split(|c: char| c.is_whitespace() || ",;:()/".contains(c));
    let plain = |word: &str| {
        let bare = word.trim_end_matches("'s").trim_end_matches("’s");
        exact(ctx, bare.trim_matches(|c: char| !c.is_alphanumeric())).is_some_and(is_other)
    };
    mentions.any(is_other) || words.any(plain)
}

/// Whom what stands above the line names and nothing else: a label, a heading `Kudos (Bob)`.
fn named_above(ctx: &Context<'_>, note: &Note, item: &Item, line: &LineKind) -> Option<PersonId> {
    let mut parents = std::iter::successors(item.parent(), |at| note.items[*at].parent());
    let label = |text: &str| {
        let text = text.trim().trim_matches(['*', '_', ':', ' ']);
        exact(ctx, text)
    };
    let parent = parents.find_map(|at| label(&ctx.own_text(&note.items[at])));
    parent.or_else(|| line.about.clone())
}

/// The same of a name in small letters that is no word: `bob was rude`.
fn beginning_small<'t>(ctx: &Context<'_>, text: &'t str) -> Option<(PersonId, &'t str)> {
    let text =
        text.split_once(' ').filter(|(first, _)| is_towards(first)).map_or(text, |two| two.1);
    let len = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (name, rest) = text.split_at(len);
    let small = name.len() >= LEAST_SMALL_BYTES && name.chars().all(char::is_lowercase);
    let lexicon = Lexicon::shipped();
    // `bob-sledding`, `bob's`
    let whole = !rest.starts_with(['-', '\'', '’']);
    let is_name = small && whole && !lexicon.has("word_names", name) && !lexicon.knows_word(name);
    is_name.then(|| ctx.people.one_named(name)).flatten().map(|id| (id, rest))
}

/// `was annoyed by`
const MOST_VERB_WORDS: usize = 4;

/// The words behind `Re`, `About`, `re:` at the beginning.
fn without_about(text: &str) -> Option<&str> {
    let (first, rest) = text.split_once(' ')?;
    let is_about = Lexicon::shipped().has("about", first.trim_end_matches(':'));
    is_about.then_some(rest.trim_start())
}

/// The words behind `she` and the like.
fn behind_pronoun(text: &str) -> &str {
    let Some((first, rest)) = text.split_once(' ') else { return "" };
    if Lexicon::shipped().has("owners.theirs", first) { rest } else { "" }
}

/// Whom words say something of that begin behind a name: `-> Bob: …`, `praised Bob for …`.
fn pointed_at(ctx: &Context<'_>, rest: &str) -> Option<PersonId> {
    let rest = rest.trim_start_matches([' ', ':', '*', '_']);
    let arrow = ["->", "=>", "→", "⇒"].iter().find_map(|arrow| rest.strip_prefix(arrow));
    let behind = arrow.or_else(|| {
        let ends = rest.match_indices(' ').map(|(at, _)| at).take(MOST_VERB_WORDS);
        let says =
            |end: &usize| Lexicon::shipped().has("points_to", rest[..*end].trim_end_matches(':'));
        ends.filter(says).last().map(|end| &rest[end + 1..])
    });
    let (id, _) = beginning(ctx, behind?.trim_start_matches([' ', ':', '*', '_']))?;
    Some(id)
}

/// Whom words say at their end that something is said to: `she gave kudos to Bob`.
fn at_last(ctx: &Context<'_>, said: &str) -> Option<PersonId> {
    let said = said.trim_end_matches(['.', '!', ' ']);
    let (before, name) = said.rsplit_once(' ')?;
    let joint = before.rsplit(' ').next()?;
    Lexicon::shipped().has_written("to", joint).then(|| exact(ctx, name)).flatten()
}

/// Whom praise is given to that is nobody known: what stands behind `kudos to`, or a name and a
/// colon behind `kudos for`.
fn stranger(own: &str, behind: &str) -> Option<String> {
    const MOST_WORDS: usize = 4;
    let lexicon = Lexicon::shipped();
    let joint = own.strip_suffix(behind)?.trim_end().rsplit(' ').next()?;
    let end = behind.find([':', ',', '.', '!', '-', '–', '—', '(']).unwrap_or(behind.len());
    let words = behind[..end].split_whitespace();
    let name: Vec<&str> =
        words.take_while(|word| !lexicon.has("for", word)).take(MOST_WORDS).collect();
    let first = name.first()?;
    let hers = name.len() == 1
        && ["addressed", "owners.theirs"].iter().any(|list| lexicon.has(list, first));
    let name = name.join(" ");
    let given = lexicon.has_written("to", joint);
    let is_whom = || is_name_like(&name) || lexicon.is_group(&name);
    let called = lexicon.has("for", joint) && behind[end..].starts_with(':') && is_whom();
    ((given || called) && !hers).then_some(name)
}

/// What stands at the end of a text behind a sign: `… (Bob)`, `great work, Bob!`, `… - Bob`.
fn name_at_end(text: &str) -> Option<&str> {
    let text = text.trim_end_matches([' ', '!', '.', '*', '_', '?']);
    // `calm —Bob`
    let word = text.rsplit(' ').next().unwrap_or("");
    if let Some(name) = word.strip_prefix(['—', '–', '/', '-']) {
        return Some(name);
    }
    if let Some(inner) = text.strip_suffix([')', ']']) {
        return inner.rfind(['(', '[']).map(|at| inner[at + 1..].trim());
    }
    let signs = [", ", " - ", " – ", " — ", " → ", " -> "];
    let at = signs.iter().filter_map(|sign| text.rfind(sign).map(|at| at + sign.len())).max()?;
    Some(text[at..].trim())
}

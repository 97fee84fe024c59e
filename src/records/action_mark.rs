//! What stands before a promise and whoever owes it: the mark of minutes (`AI: Lena -> …`, `AP
//! Lena: …`, `AI(Lena): …`), or a word for a task (`Aufgabe Emre: …`, `Task for Bob: …`).

use crate::kind::Kind;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::vocabulary::{Label, Sense, split_opening};
use crate::records::line_shape::split_at_arrow;
use crate::records::resolver::Context;
use crate::records::wording::person_of_mention;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;

/// Whether a mark, an arrow or a word for a task, and somebody's name, begin a line.
pub(crate) fn is_marked_promise(ctx: &Context<'_>, text: &str) -> bool {
    let bare = text.trim_start_matches(['→', '➡', '⇒', '\u{fe0f}', ' ']);
    if bare.len() < text.len() && split_opening(bare).is_some_and(|(name, _)| is_owner(ctx, name)) {
        return true;
    }
    let name = behind_mark(text).map_or("", name_in);
    (!name.is_empty() && is_owner(ctx, name))
        || behind_task_of(text, |n| is_owner(ctx, n)).is_some()
        || own_task(text).is_some()
}

/// Whether what stands before the first arrow of a line says who owes what is behind it, and then,
/// whether it is the lead: `Giulia → send it`, `io → ask HR`.
pub(crate) fn owner_before_arrow(ctx: &Context<'_>, text: &str) -> Option<bool> {
    let (name, _) = split_at_arrow(text).filter(|(name, _)| name.split(' ').count() <= 3)?;
    let lexicon = Lexicon::shipped();
    match ctx.people.one_named(name) {
        Some(id) => Some(ctx.people.is_me(&id)),
        None if lexicon.has("owners.mine", name) => Some(true),
        None => lexicon.has("owners.theirs", name).then_some(false),
    }
}

/// Whether a box names who owes it, so that it is no topic.
pub(crate) fn names_owner(ctx: &Context<'_>, item: &Item) -> bool {
    let text = ctx.own_text(item);
    item.mentions.iter().any(|mention| person_of_mention(mention, ctx.people).is_some())
        || split_opening(&text).is_some_and(|(name, _)| is_owner(ctx, name))
        || is_marked_promise(ctx, &text)
}

/// Whether a line begins with whoever owes it, and a sign: `Sanne: the plan`.
pub(crate) fn begins_with_owner(ctx: &Context<'_>, item: &Item) -> bool {
    split_opening(&ctx.own_text(item)).is_some_and(|(name, _)| is_owner(ctx, name))
}

/// Whether a box begins with the lead as its owner: below goals it is a promise all the same.
pub(crate) fn is_leads(ctx: &Context<'_>, item: &Item) -> bool {
    let text = ctx.own_text(item);
    let is_me = |name: &str| ctx.people.one_named(name).is_some_and(|id| ctx.people.is_me(&id));
    split_opening(&text)
        .is_some_and(|(name, _)| is_me(name) || Lexicon::shipped().has("owners.mine", name))
}

/// Whether a box is a card of a board and no promise: neither it nor its lane (`told`) says so, or
/// the lane says that it is over.
pub(crate) fn is_card(ctx: &Context<'_>, note: &Note, item: &Item, told: bool) -> bool {
    if note.front.get("kanban-plugin").is_none() {
        return false;
    }
    let is_lane = |list: &str| {
        let mut lanes = note.heading_chain(item.heading());
        lanes.any(|lane| Lexicon::shipped().has(list, &lane.text))
    };
    let is_open = item.task == Some(' ');
    !(told || names_owner(ctx, item))
        || is_lane("folders.archives")
        || is_open && is_lane("columns.done")
}

/// What a heading says that names whose promises stand below it in a form of its language:
/// `Aufgaben von Alice`, `Alices Aufgaben`, `Tâches d'Alice`, `Actions @alice`.
pub(crate) fn actions_of(ctx: &Context<'_>, note: &Note, heading: &str) -> Option<Label> {
    // Most headings are a day, or one word.
    let in_letters = |word: &&str| word.starts_with(char::is_alphabetic);
    let words = heading.split(|c: char| !c.is_alphanumeric());
    words.clone().filter(in_letters).nth(1)?;
    let side = ctx.meetings.person_of_note(&note.path)?;
    let one_of_both = |word: &str| {
        let genitive = word.strip_suffix('s').filter(|bare| bare.len() > 1);
        let forms = [Some(word), genitive].into_iter().flatten();
        let mut known = forms.filter_map(|word| ctx.people.one_named(word));
        known.find(|id| id == side || ctx.people.is_me(id))
    };
    let lexicon = Lexicon::shipped();
    let joins = |word: &str| ["for", "of"].iter().any(|list| lexicon.has(list, word));
    // `Tasks from Lena` may be hers, or may be given by her.
    let gives = |before: Option<&&str>| {
        before.is_some_and(|word| lexicon.has("from", word) && !joins(word))
    };
    let words = words.filter(|word| !word.is_empty());
    let (mut rest, mut bare): (Vec<&str>, Vec<&str>) = Default::default();
    let mut named: Option<PersonId> = None;
    for word in words {
        if let Some(id) = one_of_both(word) {
            // `What Lena owes me`: of both the words above have told it, or nothing does.
            if named.as_ref().is_some_and(|other| *other != id) || gives(bare.last()) {
                return None;
            }
            named = Some(id);
            while bare.last().is_some_and(|last| joins(last)) {
                bare.pop();
            }
        } else {
            rest.push(word);
            bare.push(word);
        }
    }
    let named = named?;
    // `To do Alice`: what joins in one language is a word of the label in another.
    [bare, rest].into_iter().filter(|words| !words.is_empty()).find_map(|words| {
        let label = ctx.words().label_of(&words.join(" "));
        let is_action = label.sense == Some(Sense::Kind(Kind::Action));
        is_action.then(|| Label { names: vec![named.to_string()], ..label })
    })
}

/// Whether the mark in a box is a sign that themes draw, and no state of a task: `[i]`, `["]`.
pub(crate) fn is_sign(ctx: &Context<'_>, item: &Item) -> bool {
    let drawn = item.task.filter(|mark| "\"ibpclISuwkfnd".contains(*mark));
    drawn.is_some_and(|mark| !ctx.config.statuses.contains_key(&mark))
}

/// Whether a label that names nobody begins a line: `Note: …`, `Deadline: …`.
pub(crate) fn is_owner_less(text: &str) -> bool {
    split_opening(text).is_some_and(|(label, _)| Lexicon::shipped().has("owner_less", label))
}

fn is_owner(ctx: &Context<'_>, name: &str) -> bool {
    let lists = ["owners.mine", "owners.theirs"];
    ctx.people.one_named(name).is_some()
        || lists.iter().any(|list| Lexicon::shipped().has(list, name))
        || is_initials_of_lead(ctx, name)
}

/// `NL` of Nora Lindqvist.
pub(crate) fn is_initials_of_lead(ctx: &Context<'_>, label: &str) -> bool {
    let lead = || ctx.people.with_id(ctx.people.me.as_ref()?);
    (2..=3).contains(&label.chars().count())
        && label.chars().all(char::is_uppercase)
        && lead().is_some_and(|lead| lead.initials() == label)
}

/// What stands behind such a mark: the name, and the words.
pub(crate) fn behind_mark(text: &str) -> Option<&str> {
    let len = text.find([' ', ':', '('])?;
    let mark = &text[..len];
    // `ai` and `ap` are words in some languages.
    let is_mark = mark.len() > 1
        && !mark.contains(char::is_lowercase)
        && Lexicon::shipped().has("action_marks", mark);
    let rest = text[len..].trim_start_matches([':', ' ', '-', '–', '—']);
    (is_mark && !rest.is_empty()).then_some(rest)
}

/// What stands behind a word for a task that says whose it is: from the name on. `Task Bob: …`,
/// `Tâche pour Léa : …`, `**Aufgabe (Emre):** …`; `is_owner` says which names are somebody's.
pub(crate) fn behind_task_of(text: &str, is_owner: impl Fn(&str) -> bool) -> Option<&str> {
    const MOST_WORDS: usize = 3;
    let bare = text.trim_start_matches(['*', '_']);
    let lexicon = Lexicon::shipped();
    let end = |c: char| c == ' ' || c == '(' || c == '[';
    let first = &bare[..bare.find(|c: char| !c.is_alphanumeric())?];
    if first.is_empty() || !lexicon.begins(TASKS, first) {
        return None;
    }
    // The longest first: `Action item Bob`, not `Action` of `item Bob`.
    let ends: Vec<usize> = bare.match_indices(end).map(|(at, _)| at).take(MOST_WORDS).collect();
    // A mention stands in the words as a character of its own.
    let is_word = |at: &usize| bare[..*at].chars().all(|c| c.is_alphanumeric() || " -".contains(c));
    let mut words = ends.into_iter().rev().filter(is_word);
    let at = words.find(|at| lexicon.has(TASKS, &bare[..*at]))?;
    let rest = bare[at..].trim_start_matches([' ', '-', '–', '—', ':']);
    let joined = rest
        .split_once(' ')
        .filter(|(joint, _)| ["for", "of"].iter().any(|list| lexicon.has(list, joint)));
    let joined = joined.map(|(_, behind)| behind.trim_start());
    [Some(rest), joined].into_iter().flatten().find(|rest| {
        let name = name_in(rest);
        !name.is_empty() && is_owner(name)
    })
}

/// Whose a task is by the word before it, and the words of it: `my todo: …`, `ihre Aufgabe: …`.
pub(crate) fn own_task(text: &str) -> Option<(&'static str, &str)> {
    let bare = text.trim_start_matches(['*', '_']);
    let (whose, _) = bare.split_once(' ').filter(|(whose, _)| whose.len() <= LONGEST_OWN)?;
    let lexicon = Lexicon::shipped();
    // `ma` is a Monday to one, and `my` to another: before a task it is whose it is.
    let sides = [("owners.mine", "me"), ("owners.theirs", "them")];
    let (_, side) = sides.into_iter().find(|(list, _)| lexicon.has(list, whose))?;
    let (head, rest) = split_opening(bare)?;
    let what = head.strip_prefix(whose)?.trim();
    let tasks = [TASKS, "kinds.action.headings"];
    let is_task = !what.is_empty() && tasks.iter().any(|list| lexicon.has(list, what));
    (is_task && !rest.trim().is_empty()).then_some((side, rest))
}

/// No word for whose something is has more bytes.
const LONGEST_OWN: usize = 16;

/// The words for a task.
const TASKS: &str = "kinds.action.words";

/// The words behind it that may be a name: up to the sign that ends a name.
pub(crate) fn name_in(rest: &str) -> &str {
    for (open, close) in [('(', ')'), ('[', ']')] {
        let inside = rest.strip_prefix(open).and_then(|inside| inside.split_once(close));
        if let Some((name, _)) = inside {
            return name.trim_matches(['[', ']', ' ']);
        }
    }
    let ends = [":", " -> ", " → ", " => ", " - ", " – ", " to ", " | "];
    let end = ends.iter().filter_map(|end| rest.find(end)).min();
    end.map_or("", |end| rest[..end].trim())
}

/// The words behind `Action: ` and the like.
pub(crate) fn without_opening<'t>(ctx: &Context<'_>, text: &'t str) -> &'t str {
    match ctx.words().opening_words(text) {
        Some(opening) if opening.sense == Sense::Kind(Kind::Action) => opening.rest,
        // `- [ ] TODO Lena: write it`
        _ => ["TODO ", "ACTION "].iter().find_map(|w| text.strip_prefix(w)).unwrap_or(text),
    }
}

/// `assigned to Lena`: whether a word says that a name follows, and the name.
pub(crate) fn without_owner_mark(text: &str) -> (bool, &str) {
    let ends = text.match_indices([' ', ':']).map(|(at, _)| at).collect::<Vec<_>>();
    for end in ends.into_iter().rev() {
        if Lexicon::shipped().has("owner_marks", &text[..end]) {
            return (true, text[end..].trim_start_matches([':', ' ']));
        }
    }
    (false, text)
}

/// Whether a word means both of those who talk, or all: who of them owes is not said.
pub(crate) fn is_all(name: &str) -> bool {
    Lexicon::shipped().has("owners.all", name)
}

/// Whether the label before the words ends with a name, as what it is for: `Action for Alice: …`,
/// `Stone, Alice: …`, and no sentence as `ask Alice: …`; or is a party where this vault writes
/// names: `HR: …`.
pub(crate) fn labels_somebody(
    ctx: &Context<'_>,
    text: &str,
    is_other: &dyn Fn(&str) -> bool,
) -> bool {
    const MOST_WORDS: usize = 4;
    const PARTY: std::ops::RangeInclusive<usize> = 2..=3;
    // `A: Alice: …`
    let text = text.split_once(": ").filter(|(mark, _)| mark.len() < 2).map_or(text, |two| two.1);
    let Some((label, _)) = text.split_once(": ") else { return false };
    let words: Vec<&str> = label.split_whitespace().collect();
    let lexicon = Lexicon::shipped();
    let party = || PARTY.contains(&label.len()) && label.bytes().all(|b| b.is_ascii_uppercase());
    if ctx.customs.names_before() && party() && !lexicon.has("owner_less", label) {
        return true;
    }
    let Some((last, before)) = words.split_last().filter(|(last, _)| is_other(last)) else {
        return false;
    };
    let joins = |word: &&str| ["for", "of"].iter().any(|list| lexicon.has(list, word));
    let capital = |word: &&str| word.starts_with(|c: char| !c.is_lowercase());
    let last_but_one = before.last();
    before.len() < MOST_WORDS
        && !last.is_empty()
        && (before.iter().all(capital) || last_but_one.is_some_and(joins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_before_an_owner() {
        for (text, name) in [
            ("AI: Bob -> draft", "Bob"),
            ("AI Bob: deck", "Bob"),
            ("AP: Bob to call", "Bob"),
            ("AI(Bob): milk", "Bob"),
            ("AI (Bob Stone) milk", "Bob Stone"),
            ("A/I: me → papers", "me"),
            ("AI: new models are worth a look", ""),
        ] {
            assert_eq!(behind_mark(text).map(name_in), Some(name), "{text}");
        }
        for text in ["ai Bob: deck", "AI", "AIM: Bob", "Bob: deck", "AI:"] {
            assert_eq!(behind_mark(text), None, "{text}");
        }
    }

    #[test]
    fn words_for_a_task_before_an_owner() {
        let is_owner = |name: &str| ["Emre", "Léa", "me", "ich", "yo"].contains(&name);
        for (text, rest) in [
            ("Aufgabe Emre: buchen", "Emre: buchen"),
            ("Aufgabe ich: buchen", "ich: buchen"),
            ("Aufgabe für Emre: buchen", "Emre: buchen"),
            ("Nächster Schritt Emre: buchen", "Emre: buchen"),
            ("**Aufgabe Emre:** buchen", "Emre:** buchen"),
            ("Tâche pour Léa : réserver", "Léa : réserver"),
            ("Tarea de Emre: leer", "Emre: leer"),
            ("tarea yo: leer", "yo: leer"),
            ("Taak (Emre): lezen", "(Emre): lezen"),
            ("Task [Emre] read", "[Emre] read"),
            ("Action item Emre - read", "Emre - read"),
            ("Task for Emre: read", "Emre: read"),
            ("Compito di Emre: leggere", "Emre: leggere"),
            ("TODO(Emre): read", "(Emre): read"),
            ("Follow-up Emre: read", "Emre: read"),
        ] {
            assert_eq!(behind_task_of(text, is_owner), Some(rest), "{text}");
        }
        for text in [
            "Aufgabe: buchen",
            "Aufgabe Emre buchen",
            "Task force: we met",
            "Task of the day: read",
            "Actions Emre: many",
            "the task Emre: read",
            "Taskforce Emre: read",
            "Aufgabe (neu): buchen",
        ] {
            assert_eq!(behind_task_of(text, is_owner), None, "{text}");
        }
    }
}

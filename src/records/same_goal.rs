//! Which lines are of one goal: the same words, or the same goal in other words.

use crate::kind::Kind;
use crate::records::due;
use crate::records::record::Entry;
use crate::records::resolver::Context;
use crate::text::date::Day;
use crate::text::ids::{GoalKey, PersonId};
use crate::text::lexicon::Lexicon;
use crate::text::span::comparable_words;
use crate::vault::config::Status;
use std::collections::{BTreeMap, BTreeSet};

/// One task item with a goal's key.
pub(super) struct Statement<'a, 'v> {
    /// The line.
    pub(super) entry: &'a Entry<'v>,
    /// Where it says that the goal stands.
    pub(super) status: Status,
    /// Since when.
    pub(super) day: Option<Day>,
}

/// The name that a goal has by now.
pub(super) fn resolved_key(renamed: &BTreeMap<GoalKey, String>, mut key: GoalKey) -> GoalKey {
    for _ in 0..8 {
        match renamed.get(&key) {
            Some(slug) => key.slug.clone_from(slug),
            None => break,
        }
    }
    key
}

/// Whether a line gives its goal a name that does not change with its words.
pub(super) fn is_named(entry: &Entry<'_>) -> bool {
    entry.item.rest_of_tag(Kind::Goal).is_some()
        || entry.item.field_value("id").is_some()
        || entry.item.block_id.as_deref().is_some_and(|id| id.starts_with("goal-"))
}

/// One goal that two notes word otherwise stands once: `Wants to give a talk` and `give a talk by
/// end of March`. The other name of it goes on to mean it. What two names tell apart stays two.
pub(super) fn join_worded_alike(
    ctx: &Context<'_>,
    statements: &mut BTreeMap<GoalKey, Vec<Statement<'_, '_>>>,
    renamed: &mut BTreeMap<GoalKey, String>,
) {
    let mut alike: BTreeMap<(PersonId, String), Vec<GoalKey>> = BTreeMap::new();
    for (key, of_key) in &*statements {
        let name = ctx.people.with_id(&key.person).map_or("", |person| person.name.as_str());
        let cores: BTreeSet<String> = of_key.iter().map(|one| core(ctx, one.entry, name)).collect();
        for core in cores.into_iter().filter(|core| !core.is_empty()) {
            alike.entry((key.person.clone(), core)).or_default().push(key.clone());
        }
    }
    for mut keys in alike.into_values().filter(|keys| keys.len() > 1) {
        for key in &mut keys {
            *key = resolved_key(renamed, key.clone());
        }
        keys.retain(|key| statements.contains_key(key));
        keys.sort();
        keys.dedup();
        let is_named = |key: &GoalKey| statements[key].iter().any(|one| is_named(one.entry));
        let first = |key: &GoalKey| statements[key].iter().map(|one| one.entry.date).min();
        let (named, nameless): (Vec<GoalKey>, Vec<GoalKey>) =
            keys.into_iter().partition(|key| is_named(key));
        let to = match named.as_slice() {
            [one] => Some(one.clone()),
            [] => nameless.iter().min_by_key(|key| (first(key), (*key).clone())).cloned(),
            _ => None,
        };
        let Some(to) = to else { continue };
        for from in nameless.into_iter().filter(|key| *key != to) {
            let moved = statements.remove(&from).unwrap_or_default();
            statements.entry(to.clone()).or_default().extend(moved);
            renamed.insert(from, to.slug.clone());
        }
    }
}

/// The words of a goal as they are compared with those of another one: without who wants it,
/// until when, and articles.
fn core(ctx: &Context<'_>, entry: &Entry<'_>, name: &str) -> String {
    const MOST_WANTING_WORDS: usize = 4;
    let lexicon = Lexicon::shipped();
    let text = due::without_due_words(&entry.text, ctx.config.date_order, entry.date);
    let words = comparable_words(&text);
    let mut words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    let name = comparable_words(name);
    let names = name.split(' ').zip(&words).take_while(|(name, word)| name == *word).count();
    let wanting = |words: &[&str]| {
        let ends = (1..=MOST_WANTING_WORDS.min(words.len())).rev();
        ends.into_iter().find(|end| lexicon.has("wanting", &words[..*end].join(" ")))
    };
    // `Max wants to …`; but `Max out the tests` is no goal of somebody called Max.
    if let Some(end) = wanting(&words[names..]) {
        words.drain(..names + end);
    }
    words.retain(|word| !lexicon.has("articles", word));
    words.join(" ")
}

/// So many words are enough for two lines to begin alike by no accident.
const MANY_WORDS: usize = 4;

/// A goal without a name that is closed later in more words is one goal: `Learn to speak` and
/// `[x] Learn to speak: at the all-hands`.
pub(super) fn join_reworded(statements: &mut BTreeMap<GoalKey, Vec<Statement<'_, '_>>>) {
    let is_open = |of: &[Statement<'_, '_>]| {
        of.iter().all(|one| !one.status.is_closed() && !is_named(one.entry))
    };
    let mut nameless: BTreeMap<PersonId, Vec<GoalKey>> = BTreeMap::new();
    for (key, _) in statements.iter().filter(|(_, of)| is_open(of)) {
        nameless.entry(key.person.clone()).or_default().push(key.clone());
    }
    if nameless.is_empty() {
        return;
    }
    let longer: Vec<GoalKey> = statements
        .iter()
        .filter(|(_, of)| of.iter().all(|one| one.status.is_closed()))
        .map(|(key, _)| key.clone())
        .collect();
    for long in longer {
        let later = &statements[&long];
        let goes_on = |key: &&GoalKey| {
            let earlier = statements.get(key).into_iter().flatten();
            earlier.flat_map(|first| later.iter().map(move |last| (first, last))).all(
                |(first, last)| {
                    first.entry.date <= last.entry.date
                        && is_more_of(&last.entry.text, &first.entry.text)
                },
            )
        };
        let of_person = nameless.get(&long.person).into_iter().flatten();
        let of_person = of_person.filter(|key| statements.contains_key(key));
        let Some(short) = of_person.filter(goes_on).max_by_key(|key| key.slug.len()) else {
            continue;
        };
        let named = later.iter().any(|one| is_named(one.entry));
        let (from, to) = if named { (short, &long) } else { (&long, short) };
        let moved = statements.remove(from).unwrap_or_default();
        statements.entry(to.clone()).or_default().extend(moved);
    }
}

/// Whether a text says what a shorter one says, and more: behind a sign, or behind so many words
/// that it is no accident.
fn is_more_of(long: &str, short: &str) -> bool {
    let Some(rest) = behind_words(long, short) else { return false };
    let sign = rest.trim_start().starts_with(|c: char| !c.is_alphanumeric());
    sign || rest.is_empty() || comparable_words(short).split(' ').count() >= MANY_WORDS
}

/// What stands in a text behind the words of another one with which it begins.
pub(super) fn behind_words<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let wanted = comparable_words(words);
    let begins = !wanted.is_empty()
        && format!("{} ", comparable_words(text)).starts_with(&format!("{wanted} "));
    let mut left = wanted.chars().filter(|c| *c != ' ').count();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(comparable_words(&c.to_string()).chars().count());
        end = at + c.len_utf8();
    }
    begins.then(|| &text[end..])
}

//! Who may have seen something of a goal: the colleagues named in its lines.
//!
//! Only names that stand there; whether they have anything to say is for the lead to ask.

use crate::kind::Kind;
use crate::note::item::Item;
use crate::records::goal;
use crate::records::goal::Goal;
use crate::records::record::Entry;
use crate::records::resolver::Context;
use crate::text::ids::{GoalKey, PersonId};
use std::collections::BTreeMap;

/// Notes down for each goal who is named in its definition, its steps and its news.
pub fn fold(ctx: &Context<'_>, entries: &[Entry<'_>], goals: &mut [Goal]) {
    // One person may have very many: none is looked for among all of them.
    debug_assert!(goals.is_sorted_by(|a, b| a.key < b.key), "goals stand by their keys");
    let mut former: BTreeMap<GoalKey, usize> = BTreeMap::new();
    for (at, goal) in goals.iter().enumerate() {
        for slug in &goal.former {
            let key = GoalKey { person: goal.key.person.clone(), slug: slug.clone() };
            former.entry(key).or_insert(at);
        }
    }
    for entry in entries.iter().filter(|entry| entry.item.rest_of_tag(Kind::Goal).is_some()) {
        let children = entry.note.children_of(entry.at).map(|(_, child)| child);
        let named: Vec<PersonId> = std::iter::once(entry.item)
            .chain(children)
            .flat_map(|item| named_in_line(ctx, item))
            .collect();
        if named.is_empty() {
            continue;
        }
        for key in goal::keys_of_entry(entry) {
            let place = goals.binary_search_by(|goal| goal.key.cmp(&key)).ok();
            if let Some(at) = place.or_else(|| former.get(&key).copied()) {
                let goal = &mut goals[at];
                let others = named.iter().filter(|id| **id != key.person && !ctx.people.is_me(id));
                for other in others {
                    if !goal.witnesses.contains(other) {
                        goal.witnesses.push(other.clone());
                    }
                }
            }
        }
    }
}

/// The people named in a line, with or without a sign before the name, and in its `with:`.
fn named_in_line(ctx: &Context<'_>, item: &Item) -> Vec<PersonId> {
    let with = item.field_value("with").unwrap_or("").split([',', '&']);
    let with = with.filter_map(|name| ctx.people.one_named(name.trim().trim_matches(['[', ']'])));
    let mentions = item.mentions.iter().filter_map(|mention| ctx.person_of_mention(mention));
    // The first word has a capital letter anyway.
    let text = ctx.own_text(item);
    let words = text.split(|c: char| !c.is_alphanumeric()).skip(1);
    let names = words.filter(|word| word.starts_with(char::is_uppercase));
    mentions.chain(with).chain(names.filter_map(|name| ctx.people.one_named(name))).collect()
}

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

/// Notes down for each goal who is named in its definition, its steps and its news.
pub fn fold(ctx: &Context<'_>, entries: &[Entry<'_>], goals: &mut [Goal]) {
    for entry in entries.iter().filter(|entry| entry.item.rest(Kind::Goal).is_some()) {
        let children = entry.note.children(entry.at).map(|(_, child)| child);
        let named: Vec<PersonId> =
            std::iter::once(entry.item).chain(children).flat_map(|item| named(ctx, item)).collect();
        if named.is_empty() {
            continue;
        }
        for key in goal::keys(entry) {
            let is_it = |goal: &&mut Goal| {
                goal.key == key || (goal.key.person == key.person && is_former(goal, &key))
            };
            if let Some(goal) = goals.iter_mut().find(is_it) {
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

fn is_former(goal: &Goal, key: &GoalKey) -> bool {
    goal.former.contains(&key.slug)
}

/// The people named in a line, with or without a sign before the name, and in its `with:`.
fn named(ctx: &Context<'_>, item: &Item) -> Vec<PersonId> {
    let with = item.value("with").unwrap_or("").split([',', '&']);
    let with = with.filter_map(|name| ctx.people.one(name.trim().trim_matches(['[', ']'])));
    let mentions = item.mentions.iter().filter_map(|mention| ctx.person(mention));
    // The first word has a capital letter anyway.
    let text = ctx.own_text(item);
    let words = text.split(|c: char| !c.is_alphanumeric()).skip(1);
    let names = words.filter(|word| word.starts_with(char::is_uppercase));
    mentions.chain(with).chain(names.filter_map(|name| ctx.people.one(name))).collect()
}

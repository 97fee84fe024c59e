//! The facts of what a team keeps at hand: policies, and the shelf by skill.

use crate::model::model::Policy;
use crate::model::rules::POLICY_DAYS;
use crate::pages::escape::inert_text;
use crate::pages::view::ledger::whole_day;
use crate::pages::view::lens::{Lens, PolicyLine};
use crate::records::resource::Resource;
use crate::text::date::Day;
use crate::text::ids::slug;
use serde::Serialize;
use std::collections::BTreeMap;

/// Resources for one skill.
#[derive(Clone, Debug, Serialize)]
pub struct ShelfGroup {
    /// The skill; empty for those that name none.
    pub name: String,
    /// The resources, those to come first.
    pub items: Vec<ShelfRow>,
}

/// A resource on the shelf.
#[derive(Clone, Debug, Serialize)]
pub struct ShelfRow {
    /// Its words.
    pub title: String,
    /// The next one of its skill.
    pub next: bool,
    /// Nobody has anything left to do with it.
    pub done: bool,
    /// Who is through.
    pub through: Vec<String>,
    /// Who is still on it.
    pub still: Vec<String>,
    /// Open goals of this skill of people who are not through.
    pub goals: Vec<ShelfGoal>,
    /// The link.
    pub link: String,
}

/// A goal that a resource may help.
#[derive(Clone, Debug, Serialize)]
pub struct ShelfGoal {
    /// Whose.
    pub name: String,
    /// Its words.
    pub title: String,
}

/// All policies, by path.
pub(crate) fn policy_lines(lens: &Lens<'_>) -> Vec<PolicyLine> {
    let today = lens.model.today;
    lens.model.policies.iter().map(|policy| policy_line(lens, policy, today, None)).collect()
}

/// A policy as it stands on a day.
pub(crate) fn policy_line(
    lens: &Lens<'_>,
    policy: &Policy,
    day: Day,
    from: Option<String>,
) -> PolicyLine {
    PolicyLine {
        title: inert_text(&policy.title),
        reviewed: policy.reviewed.map(whole_day),
        old: policy.reviewed.is_none_or(|reviewed| day.days_since(reviewed) > POLICY_DAYS),
        link: lens.link_to(&policy.path),
        asked: None,
        from,
    }
}

/// The shelf: by skill, what is next, who is through, and which open goals it is for.
pub(crate) fn shelf(lens: &Lens<'_>) -> Vec<ShelfGroup> {
    let all = lens.model.resources.iter().filter(|one| one.audience.reaches_reader(lens.audience));
    let mut by_skill: BTreeMap<(bool, String), Vec<&Resource>> = BTreeMap::new();
    for resource in all {
        let mut skills: Vec<Option<&String>> = resource.skills.iter().map(Some).collect();
        if skills.is_empty() {
            skills.push(None);
        }
        for skill in skills {
            let key = (skill.is_none(), skill.cloned().unwrap_or_default());
            by_skill.entry(key).or_default().push(resource);
        }
    }
    let group = |((_, skill), mut resources): ((bool, String), Vec<&Resource>)| {
        resources.sort_by_key(|resource| resource.done);
        let next = resources.iter().position(|resource| !resource.done);
        let rows = resources.into_iter().enumerate();
        ShelfGroup {
            name: inert_text(&skill.replace('-', " ")),
            items: rows.map(|(at, one)| row(lens, one, &skill, Some(at) == next)).collect(),
        }
    };
    by_skill.into_iter().map(group).collect()
}

fn row(lens: &Lens<'_>, resource: &Resource, skill: &str, next: bool) -> ShelfRow {
    let names = |people: &[crate::text::ids::PersonId]| -> Vec<String> {
        people.iter().map(|person| lens.person_name(person)).collect()
    };
    let people = lens.model.people.other_people();
    let goals = people.flat_map(|person| lens.goals_of(&person.id)).filter(|goal| {
        let same = goal.skill.as_deref().is_some_and(|own| slug(own) == slug(skill));
        goal.is_open() && same && !skill.is_empty() && !resource.through.contains(&goal.key.person)
    });
    ShelfRow {
        title: lens.page_words(&resource.title),
        next,
        done: resource.done,
        through: names(&resource.through),
        still: names(&resource.still),
        goals: goals
            .map(|goal| ShelfGoal {
                name: lens.person_name(&goal.key.person),
                title: lens.page_words(&goal.title),
            })
            .filter(|_| !resource.done)
            .collect(),
        link: lens.link_to_source(&resource.source),
    }
}

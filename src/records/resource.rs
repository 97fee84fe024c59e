//! What a team keeps at hand: where policies are mentioned, and resources to learn from.
//!
//! A resource is one however many lines speak of it; the first with words says what it is.

use crate::kind::{Audience, Kind};
use crate::records::practice::Line;
use crate::records::record::{Entry, Source};
use crate::text::date::Day;
use crate::text::ids::{PersonId, slug};
use crate::vault::config::Status;
use std::sync::Arc;

/// A line that mentions a policy: `#policy/leave`.
#[derive(Clone, Debug)]
pub struct PolicyUse {
    /// The policy's short name.
    pub slug: String,
    /// The words of the line; none of feedback, which may be held back.
    pub text: Option<String>,
    /// Whom the line is about.
    pub people: Vec<PersonId>,
    pub date: Option<Day>,
    /// The line is a task that is still to be done.
    pub open: bool,
    /// Who may see the line.
    pub audience: Audience,
    pub source: Source,
}

/// Something to learn from, with who is through.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Its short name.
    pub slug: String,
    /// Its words.
    pub title: String,
    pub skills: Vec<String>,
    /// Nobody has anything left to do with it.
    pub done: bool,
    pub through: Vec<PersonId>,
    /// Who is still on it.
    pub still: Vec<PersonId>,
    /// When it was put on the shelf.
    pub date: Option<Day>,
    /// What its own box says.
    pub status: Option<Status>,
    /// Who may see it.
    pub audience: Audience,
    /// The line that says what it is.
    pub source: Source,
}

/// All mentions of policies, by date, path and line.
pub fn policy_uses(entries: &[Entry<'_>]) -> Vec<PolicyUse> {
    let mut uses: Vec<PolicyUse> = Vec::new();
    for entry in entries {
        for name in entry.item.rests_of_tags(Kind::Policy) {
            uses.push(PolicyUse {
                slug: slug(name),
                text: Some(entry.text.clone())
                    .filter(|text| !text.is_empty() && !entry.kind.is_feedback()),
                people: entry.people.clone(),
                date: entry.date,
                open: entry.status.is_some_and(|status| !status.is_closed()),
                audience: entry.seen(),
                source: entry.source.clone(),
            });
        }
    }
    uses.sort_by(|a, b| (a.date, &a.source, &a.slug).cmp(&(b.date, &b.source, &b.slug)));
    uses
}

/// The resources that the lines speak of, in the order of their first lines.
pub fn resources(lines: &[Arc<Line>]) -> Vec<Resource> {
    let mut all: Vec<Resource> = Vec::new();
    for line in lines.iter().filter(|line| line.kind == Kind::Resource) {
        let name = line.rest.as_deref().map_or_else(|| slug(&line.text), slug);
        if name.is_empty() {
            continue;
        }
        let at = match all.iter().position(|resource| resource.slug == name) {
            Some(at) => at,
            None => {
                all.push(blank(name, line));
                all.len() - 1
            }
        };
        let resource = &mut all[at];
        // `- [x] #resource/ddia @tomasz` in another note: he is through, and says nothing new.
        let own = line.status.filter(|_| !line.people.is_empty());
        let own = own.into_iter().flat_map(|status| line.people.iter().map(move |p| (p, status)));
        let children = line.children.iter().filter_map(|child| Some((child, child.status?)));
        let below =
            children.flat_map(|(child, status)| child.people.iter().map(move |p| (p, status)));
        for (person, status) in own.chain(below) {
            resource.through.retain(|other| other != person);
            resource.still.retain(|other| other != person);
            match status {
                Status::Done => resource.through.push(person.clone()),
                Status::Dropped => {}
                _ => resource.still.push(person.clone()),
            }
        }
    }
    for resource in &mut all {
        let nobody_left = resource.still.is_empty() && !resource.through.is_empty();
        resource.done = resource.status.is_some_and(Status::is_closed) || nobody_left;
        resource.through.sort();
        resource.still.sort();
    }
    all
}

fn blank(slug: String, line: &Line) -> Resource {
    let title = if line.text.is_empty() { slug.replace('-', " ") } else { line.text.clone() };
    Resource {
        title,
        slug,
        skills: line.skills.clone(),
        done: false,
        through: Vec::new(),
        still: Vec::new(),
        date: line.date,
        status: line.status.filter(|_| line.people.is_empty()),
        audience: line.audience,
        source: line.source.clone(),
    }
}

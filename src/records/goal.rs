//! Goals: definitions, statements over time, steps, news, and which feedback is on them.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Audience, Kind};
use crate::note::done_mark;
use crate::note::words::tidy_blanks;
use crate::records::due;
use crate::records::news::{News, Step, goal_of_news, nearest_goal_hint};
use crate::records::practice;
use crate::records::record::{By, Entry, Source};
use crate::records::resolver::Context;
use crate::records::same_goal::{
    Statement, behind_words, is_named, join_reworded, join_worded_alike, resolved_key,
};
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::ids::{GoalKey, PersonId, slug};
use crate::text::span::comparable_words;
use crate::vault::config::Status;
use std::collections::BTreeMap;
use std::ops::Deref;

/// A goal of a person.
#[derive(Clone, Debug)]
pub struct Goal {
    /// Whose, and its slug.
    pub key: GoalKey,
    /// Former slugs.
    pub former: Vec<String>,
    /// Its words.
    pub title: String,
    /// How its definition was read.
    pub by: By,
    /// Where it stands.
    pub status: Status,
    /// Since when.
    pub set: Option<Day>,
    /// Until when.
    pub due: Option<Day>,
    /// When a later line gave it another day until when, and which one it had before.
    pub due_moved: Option<(Day, Day)>,
    /// When it was done or dropped.
    pub closed: Option<Day>,
    /// Why it was dropped, or how it was done, in the words of the line that says so.
    pub reason: Option<String>,
    /// The skill it grows.
    pub skill: Option<String>,
    /// What it helps: `team/x`.
    pub helps: Option<String>,
    pub why: Option<String>,
    /// The definition; of a goal that is open, the newest box that says it.
    pub source: Source,
    /// The definition has a tag with a slug, an id, or a block id of its own.
    pub named: bool,
    /// Steps, in order.
    pub steps: Vec<Step>,
    /// News, oldest first.
    pub news: Vec<News>,
    /// Colleagues named in its lines.
    pub witnesses: Vec<PersonId>,
    /// Who may see it.
    pub audience: Audience,
}

impl Goal {
    /// Whether it is still to be reached.
    pub fn is_open(&self) -> bool {
        !self.status.is_closed()
    }

    /// The last day on which something moved: news, a step done, being set.
    pub fn last_moved(&self) -> Option<Day> {
        let news = self.news.iter().filter_map(|news| news.date);
        let steps = self.steps.iter().filter_map(|step| step.date);
        news.chain(steps).chain(self.due_moved.map(|(on, _)| on)).max()
    }

    /// The day by which "the most recent goal" is told.
    pub fn recency_day(&self) -> Option<Day> {
        self.set.or_else(|| self.news.first().and_then(|news| news.date))
    }

    /// The short names of the team goals it helps: `[helps:: team/x, team/y]`.
    pub fn helped_names(&self) -> Vec<String> {
        let parts = self.helps.as_deref().unwrap_or("").split([',', ';']);
        let name = |part: &str| {
            let part = part.trim().trim_start_matches('#');
            slug(part.trim_start_matches("team-goal/").trim_start_matches("team/"))
        };
        parts.map(name).filter(|name| !name.is_empty()).collect()
    }

    /// The goal as `readers` may see it: without the steps and news that are not for them.
    pub fn for_readers(&self, readers: Audience) -> Seen<'_> {
        let all = self.steps.iter().all(|step| step.audience.reaches_reader(readers))
            && self.news.iter().all(|news| news.audience.reaches_reader(readers));
        if all {
            return Seen::Whole(self);
        }
        let mut goal = self.clone();
        goal.steps.retain(|step| step.audience.reaches_reader(readers));
        goal.news.retain(|news| news.audience.reaches_reader(readers));
        Seen::Part(Box::new(goal))
    }

    /// Steps done and steps in all (dropped ones do not count).
    pub fn steps_done(&self) -> (usize, usize) {
        let counted = self.steps.iter().filter(|step| step.status != Status::Dropped);
        let done = self.steps.iter().filter(|step| step.status == Status::Done).count();
        (done, counted.count())
    }
}

/// A goal as some readers may see it. Lists of them are sorted and moved, so it is small.
#[derive(Clone, Debug)]
pub enum Seen<'a> {
    /// All of it.
    Whole(&'a Goal),
    /// Without what is not for them.
    Part(Box<Goal>),
}

impl Deref for Seen<'_> {
    type Target = Goal;

    fn deref(&self) -> &Goal {
        match self {
            Seen::Whole(goal) => goal,
            Seen::Part(goal) => goal,
        }
    }
}

impl AsRef<Goal> for Seen<'_> {
    fn as_ref(&self) -> &Goal {
        self
    }
}

/// Folds all goal items into goals, and the news that belongs to none into complaints.
pub fn fold(ctx: &Context<'_>, entries: &[Entry<'_>], said: &mut Vec<Diagnostic>) -> Vec<Goal> {
    let mut renamed: BTreeMap<GoalKey, String> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| is_statement(entry)) {
        for key in keys_of_entry(entry) {
            for was in &entry.item.was {
                let old = GoalKey { person: key.person.clone(), slug: slug(was) };
                if old != key {
                    renamed.insert(old, key.slug.clone());
                }
            }
        }
    }
    let mut statements: BTreeMap<GoalKey, Vec<Statement<'_, '_>>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| is_statement(entry)) {
        for key in keys_of_entry(entry) {
            let key = resolved_key(&renamed, key);
            statements.entry(key).or_default().push(statement(ctx, entry, said));
        }
    }
    join_worded_alike(ctx, &mut statements, &mut renamed);
    join_reworded(&mut statements);
    let resolve = |key: GoalKey| resolved_key(&renamed, key);
    let mut former: BTreeMap<GoalKey, Vec<String>> = BTreeMap::new();
    for old in renamed.keys() {
        former.entry(resolve(old.clone())).or_default().push(old.slug.clone());
    }
    let mut goals: BTreeMap<GoalKey, Goal> = BTreeMap::new();
    for (key, of_key) in statements {
        let former = former.remove(&key).unwrap_or_default();
        let goal = fold_goal(ctx, key.clone(), former, &of_key, said);
        goals.insert(key, goal);
    }
    add_news(ctx, entries, &mut goals, &resolve, said);
    let mut goals: Vec<Goal> = goals.into_values().collect();
    for goal in &mut goals {
        goal.news.sort_by(|a, b| (a.date, &a.source).cmp(&(b.date, &b.source)));
    }
    goals
}

/// The goals an item is about, as keys.
pub fn keys_of_entry(entry: &Entry<'_>) -> Vec<GoalKey> {
    let mut slugs: Vec<String> = entry.item.rests_of_tags(Kind::Goal).map(slug).collect();
    slugs.retain(|slug| !slug.is_empty());
    if slugs.is_empty() {
        slugs.push(own_slug(entry));
    } else if is_task_goal(entry) {
        slugs.truncate(1); // a second tag on a definition is a former name
    }
    let people = entry.people.iter();
    people
        .flat_map(|person| {
            slugs.iter().map(|slug| GoalKey { person: person.clone(), slug: slug.clone() })
        })
        .filter(|key| !key.slug.is_empty())
        .collect()
}

/// The short name that a line gives its goal.
fn own_key(entry: &Entry<'_>) -> String {
    entry.item.rest_of_tag(Kind::Goal).map(slug).unwrap_or_else(|| own_slug(entry))
}

fn is_task_goal(entry: &Entry<'_>) -> bool {
    entry.kind == Kind::Goal && entry.status.is_some()
}

/// A definition or a later statement: a task; or a line that names a goal nobody could have
/// named before, because it has no slug.
pub fn is_statement(entry: &Entry<'_>) -> bool {
    is_task_goal(entry)
        || (entry.kind == Kind::Goal
            && entry.item.rest_of_tag(Kind::Goal).is_none()
            && !entry.text.is_empty()
            && (entry.item.listed || entry.item.tag_first || entry.by != By::Tag))
}

fn own_slug(entry: &Entry<'_>) -> String {
    let id = entry.item.field_value("id").map(slug).filter(|id| !id.is_empty());
    let block = entry.item.block_id.as_deref().and_then(|id| id.strip_prefix("goal-")).map(slug);
    // Until when it is to be reached is no part of its name.
    id.or(block)
        .unwrap_or_else(|| slug(&due::take_due_day(&entry.text, Order::default(), entry.date).0))
}

/// Why a goal was closed: what its last line says beside the goal's own words.
fn closing_reason(last: &Statement<'_, '_>, title: &str, order: Order) -> Option<String> {
    if let Some(why) = last.entry.item.field_value("drop").filter(|why| Day::iso(why).is_none()) {
        return Some(why.to_owned()).filter(|why| !matches!(why.as_str(), "" | "yes"));
    }
    let text = &due::without_due_words(&last.entry.text, order, last.entry.date);
    let signs = |c: char| !c.is_alphanumeric() && !"\"'“„".contains(c);
    let rest = match behind_words(text, title) {
        Some(rest) => {
            let rest = rest.trim_start_matches(signs);
            rest.strip_suffix(')').filter(|rest| !rest.contains('(')).unwrap_or(rest)
        }
        None if comparable_words(title).starts_with(&comparable_words(text)) => "",
        None => text.as_str(),
    };
    Some(tidy_blanks(rest)).filter(|rest| rest.contains(char::is_alphabetic))
}

fn statement<'a, 'v>(
    ctx: &Context<'_>,
    entry: &'a Entry<'v>,
    said: &mut Vec<Diagnostic>,
) -> Statement<'a, 'v> {
    // A bullet has no box to tick: `pass CKA ✅`.
    let said_so = || entry.item.task.is_none().then(|| done_mark::find(&entry.text)).flatten();
    let told = said_so().map(|mark| match mark.key {
        "done" => Status::Done,
        _ => Status::Dropped,
    });
    let mut status = entry.status.or(told).unwrap_or(Status::Open);
    let closed = ctx.day_field(entry, "done", said);
    let dropped =
        ctx.day_field(entry, "dropped", said).or_else(|| ctx.day_field(entry, "cancelled", said));
    if closed.is_some() && status == Status::Open {
        status = Status::Done;
    }
    let stamp = status
        .is_closed()
        .then(|| due::take_board_stamp(&entry.text))
        .flatten()
        .map(|(day, _)| day);
    let closed = closed.or(stamp);
    status = ctx.status_by(status, closed.or(dropped));
    let day = closed.or(dropped).or(entry.date);
    Statement { entry, status, day }
}

fn fold_goal(
    ctx: &Context<'_>,
    key: GoalKey,
    former: Vec<String>,
    statements: &[Statement<'_, '_>],
    said: &mut Vec<Diagnostic>,
) -> Goal {
    // The definition is the earliest statement; one without a date was there first.
    let place = |s: &Statement<'_, '_>| (s.entry.date, s.entry.source.clone());
    // Of a goal that has another name by now it is the first that says the new one.
    let newest_name = |s: &&Statement<'_, '_>| !is_named(s.entry) || own_key(s.entry) == key.slug;
    let renamed = !former.is_empty() && statements.iter().any(|s| newest_name(&s));
    let definition = statements
        .iter()
        .filter(|s| !renamed || newest_name(s))
        .min_by_key(|s| (s.entry.item.field_value("due").is_none(), place(s)))
        .expect("a key comes from a statement");
    let mut latest = definition;
    for other in statements {
        let undated_and_closed = latest.day.is_none() && latest.status.is_closed();
        if other.day > latest.day && !undated_and_closed {
            latest = other;
        } else if other.day == latest.day
            && other.day.is_some()
            && other.status != latest.status
            && !std::ptr::eq(other, latest)
        {
            let message = format!(
                "goal `{}` is {} here and {} in {}:{}, on one day",
                key.slug,
                other.status.word(),
                latest.status.word(),
                latest.entry.source.path,
                latest.entry.source.line
            );
            said.push(other.entry.say(Code::GoalContradiction, message));
        }
    }
    let entry = definition.entry;
    let newest = |field: &str, said: &mut Vec<Diagnostic>| {
        let own = ctx.day_field(entry, field, said);
        let mut best = (own.and(entry.date), own);
        for other in statements.iter().filter(|s| !std::ptr::eq(*s, definition)) {
            if let Some(day) = ctx.day_field(other.entry, field, said)
                && other.entry.date > best.0
            {
                best = (other.entry.date, Some(day));
            }
        }
        best.1
    };
    let (words, until) = due::take_due_day(&entry.text, ctx.config.date_order, entry.date);
    let in_words = |s: &Statement<'_, '_>| {
        due::take_due_day(&s.entry.text, ctx.config.date_order, s.entry.date).1
    };
    let said_last = statements.iter().filter(|s| in_words(s).is_some()).max_by_key(|s| place(s));
    let due = newest("due", said).or(said_last.and_then(in_words));
    let due_moved = due_moved(ctx, statements, due);
    let first = match renamed {
        true => statements.iter().min_by_key(|s| place(s)).map_or(entry, |first| first.entry),
        false => entry,
    };
    let set = ctx.day_field(first, "set", said).or_else(|| ctx.day_field(first, "created", said));
    let set = set.or(first.date);
    if let (Some(set), Some(due)) = (set, due)
        && due < set
        && latest.status == Status::Open
    {
        let message = format!("due {due}, before it was set ({set})");
        said.push(entry.say(Code::YearOdd, message).hint("is the year right?"));
    }
    let closed = latest.status.is_closed().then_some(latest.day).flatten();
    let words = match definition.status.is_closed().then(|| due::take_board_stamp(&words)).flatten()
    {
        Some((_, words)) => words,
        None => words,
    };
    // The day stands beside the title.
    let words = match until.is_some() && until == due {
        true => due::without_due_words(&words, ctx.config.date_order, entry.date),
        false => words,
    };
    let title = if words.is_empty() { key.slug.replace('-', " ") } else { words };
    let elsewhere = latest.status.is_closed() && !std::ptr::eq(latest, definition);
    let reason = elsewhere.then(|| closing_reason(latest, &title, ctx.config.date_order)).flatten();
    // Of several boxes the newest is the one that is still to be ticked.
    let open = statements.iter().filter(|s| s.entry.status.is_some_and(|s| !s.is_closed()));
    let newest_box = open.max_by_key(|s| (s.day, s.entry.source.clone()));
    let newest_box = newest_box.filter(|_| !latest.status.is_closed());
    let source = newest_box.map_or(&entry.source, |newest| &newest.entry.source).clone();
    Goal {
        former,
        by: entry.by,
        title,
        reason,
        status: latest.status,
        set,
        due,
        due_moved,
        closed,
        skill: entry.item.skills.first().cloned().or_else(|| entry.field_or_below("skill")),
        helps: entry.field_or_below("helps"),
        why: entry.field_or_below("why"),
        source,
        named: is_named(entry),
        steps: all_steps(ctx, statements, &key.person, said),
        news: statements.iter().flat_map(|s| child_news(ctx, s.entry)).collect(),
        witnesses: Vec::new(),
        audience: statements
            .iter()
            .map(|statement| statement.entry)
            .map(|entry| entry.seen_by(practice::usual_of_goal(ctx, entry.item, &key.person)))
            .min()
            .unwrap_or(Audience::Lead),
        key,
    }
}

/// When the last line that gave another day until when did so, and which one was said before.
fn due_moved(
    ctx: &Context<'_>,
    statements: &[Statement<'_, '_>],
    due: Option<Day>,
) -> Option<(Day, Day)> {
    let said = |statement: &Statement<'_, '_>| {
        let entry = statement.entry;
        let field = ctx.day_field(entry, "due", &mut Vec::new());
        let due =
            field.or_else(|| due::take_due_day(&entry.text, ctx.config.date_order, entry.date).1);
        Some((entry.date?, due?))
    };
    if statements.len() < 2 {
        return None;
    }
    let mut days: Vec<(Day, Day)> = statements.iter().filter_map(said).collect();
    days.sort();
    let moved = days.windows(2).rev().find(|two| two[0].1 != two[1].1)?;
    (moved[0].0 < moved[1].0 && due == Some(moved[1].1)).then_some((moved[1].0, moved[0].1))
}

/// The steps of all lines of a goal. One that a later line says again is one step, and was done by
/// then when it is ticked there.
fn all_steps(
    ctx: &Context<'_>,
    statements: &[Statement<'_, '_>],
    person: &PersonId,
    said: &mut Vec<Diagnostic>,
) -> Vec<Step> {
    let mut in_order: Vec<&Statement<'_, '_>> = statements.iter().collect();
    in_order.sort_by_key(|one| (one.entry.date, one.entry.source.clone()));
    let mut all: Vec<Step> = Vec::new();
    for (at, statement) in in_order.into_iter().enumerate() {
        for mut step in steps(ctx, statement.entry, person, said) {
            let is_again =
                |known: &&mut Step| comparable_words(&known.text) == comparable_words(&step.text);
            let known = all.iter_mut().find(|known| at > 0 && is_again(known));
            if at > 0 && step.status.is_closed() && step.date.is_none() {
                let was = known.as_ref().map(|known| known.status.is_closed());
                step.date = statement.entry.date.filter(|_| was != Some(true));
            }
            match known {
                Some(known) => {
                    let date = step.date.or(known.date).filter(|_| step.status.is_closed());
                    let audience = step.audience.min(known.audience);
                    *known = Step { date, audience, ..step };
                }
                None => all.push(step),
            }
        }
    }
    all
}

fn steps(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    person: &PersonId,
    said: &mut Vec<Diagnostic>,
) -> Vec<Step> {
    let children = entry.note.children_of(entry.at);
    children
        .filter_map(|(at, child)| {
            let status = ctx.status(child.task?);
            let other = child.kind().is_some_and(|kind| kind != Kind::Action);
            if other || child.is_nearly(Kind::WatchOut) {
                return None;
            }
            let date = child.field("done").and_then(|field| {
                ctx.read_day(entry.note, &field.value, entry.date, &field.place, said)
            });
            let status = ctx.status_by(status, date);
            let date = date.filter(|_| status.is_closed());
            let usual = practice::usual_of_goal(ctx, child, person);
            let audience = entry.seen_by(usual).min(ctx.heard_below(entry.note, at));
            Some(Step { text: ctx.own_text(child), status, date, audience })
        })
        .collect()
}

/// Plain children of a definition that have a date of their own are news.
fn child_news(ctx: &Context<'_>, entry: &Entry<'_>) -> Vec<News> {
    let children = entry.note.children_of(entry.at);
    children
        .filter(|(_, child)| {
            let plain = child.task.is_none()
                && child.kind().is_none()
                && !child.is_nearly(Kind::WatchOut)
                && !child.closes_alone;
            let field = matches!(child.fields.as_slice(), [only] if only.style.is_line());
            plain && !field
        })
        .map(|(at, child)| {
            let text = ctx.own_text(child);
            let found = crate::text::date_parse::find(&text, ctx.config.date_order, entry.date);
            let (date, text) = match found {
                Some(crate::text::date_parse::Found::Day(day, span)) if span.start == 0 => {
                    (Some(day), tidy_blanks(&text[span.end..]))
                }
                _ => (entry.date, text),
            };
            News {
                date,
                text,
                score: child.field_value("score").map(str::to_owned),
                source: ctx.source(entry.note, at),
                audience: entry.seen_by(Audience::Person).min(ctx.heard_below(entry.note, at)),
            }
        })
        .filter(|news| !news.text.is_empty())
        .collect()
}

/// Whether a line is news on a goal, and names nobody: whose it is, the name of the goal tells.
fn is_nameless(entry: &Entry<'_>) -> bool {
    entry.people.is_empty() && !entry.lost && entry.kind == Kind::Goal
}

/// The goals that a line of news is on which names nobody.
fn keys_of_nameless(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    by_name: &BTreeMap<String, Vec<GoalKey>>,
    said: &mut Vec<Diagnostic>,
) -> Vec<GoalKey> {
    let names = entry.item.rests_of_tags(Kind::Goal).map(slug).filter(|name| !name.is_empty());
    let of_name = |name: String| {
        goal_of_news(ctx, entry, by_name.get(&name).into_iter().flatten().collect(), said)
    };
    names.filter_map(of_name).collect()
}

/// The goals by each name that they have or had, in the order of their keys.
fn by_name(goals: &BTreeMap<GoalKey, Goal>) -> BTreeMap<String, Vec<GoalKey>> {
    let mut names: BTreeMap<String, Vec<GoalKey>> = BTreeMap::new();
    for goal in goals.values() {
        let former = goal.former.iter().filter(|name| **name != goal.key.slug);
        for name in std::iter::once(&goal.key.slug).chain(former) {
            names.entry(name.clone()).or_default().push(goal.key.clone());
        }
    }
    names
}

fn add_news(
    ctx: &Context<'_>,
    entries: &[Entry<'_>],
    goals: &mut BTreeMap<GoalKey, Goal>,
    resolve: &dyn Fn(GoalKey) -> GoalKey,
    said: &mut Vec<Diagnostic>,
) {
    let mut names = None;
    for entry in entries.iter().filter(|entry| !is_statement(entry)) {
        if entry.item.rest_of_tag(Kind::Goal).is_none() || entry.kind.is_feedback() {
            continue;
        }
        let keys = match is_nameless(entry) {
            true => keys_of_nameless(ctx, entry, names.get_or_insert_with(|| by_name(goals)), said),
            false => keys_of_entry(entry),
        };
        for key in keys {
            let key = resolve(key);
            match goals.get_mut(&key) {
                Some(goal) => goal.news.push(News {
                    date: entry.date,
                    text: entry.text.clone(),
                    score: entry.field_or_below("score"),
                    source: entry.source.clone(),
                    audience: practice::news_audience(entry),
                }),
                None => {
                    let message =
                        format!("nobody defined the goal `{}` of `{}`", key.slug, key.person);
                    said.push(
                        entry
                            .say(Code::GoalUnknown, message)
                            .hint(nearest_goal_hint(&key, goals.keys())),
                    );
                }
            }
        }
    }
}

/// The open ones among a person's goals, the most recent first.
pub fn open_goals<'a>(goals: impl Iterator<Item = &'a Goal>) -> Vec<&'a Goal> {
    let mut open: Vec<&Goal> = goals.filter(|goal| goal.is_open()).collect();
    open.sort_by(|a, b| (b.recency_day(), &a.source).cmp(&(a.recency_day(), &b.source)));
    open
}

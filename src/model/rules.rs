//! The rules: what was written and would be lost, or was probably meant otherwise.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{About, Audience, Kind};
use crate::model::lacking::{WITHOUT_SKILL, say_what_lacks};
use crate::model::model::Model;
use crate::model::overlooked::overlooked;
use crate::model::people_rules::{
    assumed_years, empty_globs, handed_on, merge_diagnostics, not_held, not_sure, of_nobody,
    questions_of_people, say_broken_boxes, say_moved, say_nobody_prepared, say_unprepared,
};
use crate::model::wall_rules;
use crate::note::item::{Item, Slip};
use crate::note::parse::Note;
use crate::people::person::is_page;
use crate::records::due;
use crate::records::practice::{Line, in_own_note};
use crate::records::record::{By, Entry};
use crate::records::resolver::Context;
use crate::records::score::is_score;
use crate::text::date::Day;
use crate::text::date_parse;
use crate::text::date_parse::Found;
use crate::text::ids::NotePath;
use crate::text::span::nearest_word;
use crate::vault::config::Status;
use crate::vault::layout::leftover;
use crate::vault::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};

/// A policy this long without a review is told about.
pub const POLICY_DAYS: i64 = 365;
/// A slip of a tag that stands in more places than this is a tag of their own, told once.
const MOST_NEAR_TAGS: usize = 3;

/// Rules over single items.
pub fn check_items(
    ctx: &Context<'_>,
    vault: &Vault,
    entries: &[Entry<'_>],
    said: &mut Vec<Diagnostic>,
) {
    check_note(ctx, entries, said);
    wall_rules::by_name(ctx, entries, said);
    say_tag_slips(vault, said);
    say_skill_slips(entries, said);
    say_unsorted(ctx, entries, said);
    say_withdrawn(ctx, vault, said);
}

/// Feedback that nothing tells to be praise or critique, once for each heading or tag.
fn say_unsorted(ctx: &Context<'_>, entries: &[Entry<'_>], said: &mut Vec<Diagnostic>) {
    let mut found: BTreeMap<String, Vec<&Entry<'_>>> = BTreeMap::new();
    let is_closed = |entry: &Entry<'_>| entry.status.is_some_and(Status::is_closed);
    let open = entries.iter().filter(|entry| entry.kind == Kind::Feedback && !is_closed(entry));
    for entry in
        open.filter(|entry| !entry.people.is_empty() && entry.field_or_below("drop").is_none())
    {
        found.entry(mark_of(ctx, entry)).or_default().push(entry);
    }
    for (mark, entries) in found {
        let Some(first) = entries.iter().min_by_key(|entry| &entry.source) else { continue };
        let message = match entries.len() {
            1 => format!("praise or critique? nothing tells of this line of {mark}: it is held"),
            count => format!("praise or critique? nothing tells of {count} lines of {mark}: held"),
        };
        let hint = "write `#high-five` or `#watch-out`, or begin them with `Kudos:`, `Watch out:`";
        said.push(first.say(Code::FeedbackUnsorted, message).hint(hint));
    }
}

/// The tag, the words or the heading by which a line is feedback.
fn mark_of(ctx: &Context<'_>, entry: &Entry<'_>) -> String {
    let spelled = || {
        let own = entry.item.spellings.iter().find(|(kind, _)| *kind == entry.kind);
        own.map_or(entry.kind.word(), |(_, word)| word.as_str())
    };
    match entry.by {
        By::Tag => format!("`#{}`", spelled()),
        By::Word => "`Feedback:`".to_owned(),
        By::Heading | By::Place => {
            let says = |text: &str| ctx.words().label_of(text).sense.is_some();
            let chain = entry.note.heading_chain(entry.item.heading());
            let heading = chain.map(|heading| heading.text.as_str()).find(|text| says(text));
            format!("`{}`", heading.unwrap_or("Feedback"))
        }
    }
}

/// Lines that are struck through and not ticked, counted once.
fn say_withdrawn(ctx: &Context<'_>, vault: &Vault, said: &mut Vec<Diagnostic>) {
    let mut all: Vec<(&Note, &Item)> = Vec::new();
    for note in vault.notes.values().filter(|note| !is_page(note)) {
        let in_meeting = ctx.meetings.is_meeting_note(&note.path);
        let counts = |item: &&Item| {
            let ours = item.kind().is_some() || (in_meeting && item.task.is_some());
            ours && ctx.is_withdrawn(item)
        };
        all.extend(note.items.iter().filter(counts).map(|item| (note, item)));
    }
    let Some((note, item)) = all.first() else { return };
    let message = match all.len() {
        1 => "struck through: this line counts as withdrawn".to_owned(),
        count => format!("struck through: this line and {} more count as withdrawn", count - 1),
    };
    let problem = Diagnostic::about_file(Code::Withdrawn, note.path.as_str(), message);
    said.push(problem.at_place(&item.place));
}

/// Rules over single items that need no other note.
pub fn check_note(ctx: &Context<'_>, entries: &[Entry<'_>], said: &mut Vec<Diagnostic>) {
    for entry in entries {
        item(ctx, entry, said);
    }
    wall_rules::say_closings(ctx, entries, said);
}

fn item(ctx: &Context<'_>, entry: &Entry<'_>, said: &mut Vec<Diagnostic>) {
    let needs_person = match entry.kind.row().about {
        About::Person => true,
        // What is for the whole team to talk about need not name anybody.
        About::PersonOrTeam => entry.audience != Some(Audience::Team),
        About::PersonOrLead | About::Everyone | About::Lead => false,
    };
    let tagged = entry.item.kind().is_some();
    // Whose goal news without a name is on, the goals know.
    let is_news = entry.kind == Kind::Goal
        && entry.status.is_none()
        && entry.item.rest_of_tag(Kind::Goal).is_some();
    let needs_person = needs_person && !is_news;
    // `#home` on a line of its own, in a note that is about nobody, is the note's tag.
    let of_note = entry.text.is_empty() && !entry.item.listed && entry.item.parent().is_none();
    if needs_person && tagged && entry.people.is_empty() && !entry.lost && !of_note {
        let message = format!("`#{}` about nobody", entry.kind.word());
        said.push(entry.say(Code::NoPerson, message).hint("name them in the line: `@NAME`"));
    }
    let wants_date = entry.kind.row().needs_day
        || (entry.kind == Kind::Goal
            && entry.status.is_none()
            && entry.item.rest_of_tag(Kind::Goal).is_some());
    if wants_date && entry.date.is_none() && !entry.people.is_empty() {
        let message = format!("nothing tells when this `#{}` was", entry.kind.word());
        said.push(entry.say(Code::NoDate, message).hint("write `[on:: 2026-11-24]`"));
    }
    if let Some(mark) = entry.item.task
        && !ctx.config.statuses.contains_key(&mark)
    {
        let message = format!("`[{mark}]` is no known task status: it counts as open");
        said.push(entry.say(Code::StatusUnknown, message));
    }
    if entry.kind == Kind::Intention && entry.item.performance {
        said.push(entry.say(Code::PerformanceIntention, "the intention is about performance"));
    }
    if entry.kind == Kind::Score && !is_score(entry.item.rest_of_tag(Kind::Score), &entry.text) {
        let message = "this score has no skill, or no number behind it";
        said.push(entry.say(Code::ScoreUnused, message).hint("write `#score/rust 3`"));
    } else if entry.kind == Kind::Score && !in_own_note(ctx, entry) {
        let message = "a score counts in the person's own scorecard note: this one is on no page";
        let hint = "scores are for self-reflection: a note of theirs with `person:` in front";
        said.push(entry.say(Code::ScoreUnused, message).hint(hint));
    }
    let says_skill =
        || ["skill", "skills", "way"].iter().any(|key| entry.field_or_below(key).is_some());
    let unnamed = entry.item.skills.is_empty() && entry.item.ways.is_empty();
    let tagged = entry.by == By::Tag;
    if entry.kind == Kind::HighFive && tagged && unnamed && !says_skill() {
        said.push(entry.say(Code::HighFiveWithoutSkill, WITHOUT_SKILL));
    }
    if let Some(day) = due_in_words(ctx, entry) {
        let message = format!("{day} stands in the words, so nothing is due then");
        said.push(entry.say(Code::DueInWords, message).hint(format!("write `[due:: {day}]`")));
    }
    say_due(ctx, entry, said);
    // `Kudos: great demo; Watch out: late`
    let two = entry.kind == Kind::WatchOut && entry.unsure;
    let said_below = entry.item.slips.iter().any(|slip| matches!(slip, Slip::TwoKinds(..)));
    if two && !said_below && entry.item.kind() != Some(Kind::Feedback) {
        let message = "praise and critique in one line: it is held as critique, and not given";
        said.push(entry.say(Code::TwoKinds, message).hint("make two lines of it"));
    }
    for slip in &entry.item.slips {
        let path = entry.note.path.as_str();
        let plugin = |name: &str| ctx.layout.obsidian_plugins.iter().any(|known| known == name);
        let problem = match slip {
            Slip::TagCut(tag, place) => {
                Diagnostic::about_file(Code::TagCut, path, format!("the tag ends at `#{tag}`"))
                    .at_place(place)
            }
            Slip::TwoKinds(first, second, place) => {
                // Of two the narrower counts: a watch out beside praise is one.
                let counts = if *second == Kind::WatchOut { "second" } else { "first" };
                let held = if two { ", and it is held" } else { "" };
                let message = format!(
                    "`#{}` and `#{}` in one line: the {counts} one counts{held}",
                    first.word(),
                    second.word()
                );
                Diagnostic::about_file(Code::TwoKinds, path, message).at_place(place)
            }
            Slip::OneColon(key, place) => {
                let message = format!("`{key}:` with one colon: Dataview and Tasks want two");
                Diagnostic::about_file(Code::FieldOneColon, path, message).at_place(place)
            }
            Slip::Glued(place) if plugin("dataview") => {
                let message = "Dataview reads only one of two glued fields";
                Diagnostic::about_file(Code::FieldLostDataview, path, message).at_place(place)
            }
            Slip::LostToTasks(key, place) if plugin("obsidian-tasks-plugin") => {
                let message =
                    format!("the Tasks plugin does not reach `{key}` from the line's end");
                Diagnostic::about_file(Code::FieldLostTasks, path, message).at_place(place)
            }
            _ => continue,
        };
        said.push(problem);
    }
}

/// The day behind `until`, `by`, `due` or an arrow in the words of something that is still open and
/// has no due date.
fn due_in_words(ctx: &Context<'_>, entry: &Entry<'_>) -> Option<Day> {
    const BEFORE: &[&str] = &["until", "till", "by", "due", "before", "bis", "->", "=>", "→"];
    let open = entry.status.is_none_or(|status| !status.is_closed());
    let promised = entry.kind == Kind::Action || entry.kind == Kind::Goal && entry.status.is_some();
    if !promised || !open || entry.item.field("due").is_some() {
        return None;
    }
    if due::take_due_day(&entry.text, ctx.config.date_order, entry.date).1.is_some() {
        return None;
    }
    let mut rest = entry.text.as_str();
    while let Some(found) = date_parse::find(rest, ctx.config.date_order, entry.date) {
        let (Found::Day(_, span) | Found::Bad(_, span)) = found;
        let before = rest[..span.start].trim_end_matches([' ', '(', ':', '*', '_']);
        let word = before.rsplit([' ', '(']).next().unwrap_or("").to_lowercase();
        let negated = due::is_negated(&rest[..span.start]);
        match found {
            Found::Day(..) if negated => rest = &rest[span.end..],
            Found::Day(day, _) if BEFORE.contains(&word.as_str()) => return Some(day),
            _ => rest = &rest[span.end..],
        }
    }
    None
}

/// A due day so long before its line is a slip.
const MOST_DAYS_BEFORE: i64 = 60;

/// What words say of until when that names no day for sure, or two of them.
fn say_due(ctx: &Context<'_>, entry: &Entry<'_>, said: &mut Vec<Diagnostic>) {
    let open = entry.status.is_none_or(|status| !status.is_closed());
    let promised = entry.kind == Kind::Action || entry.kind == Kind::Goal && entry.status.is_some();
    if !promised || !open {
        return;
    }
    let dues = || entry.item.fields.iter().filter(|field| field.key == "due");
    if let Some(first) = dues().next() {
        if let Some(other) = dues().find(|field| field.value != first.value) {
            let message = format!("`due` stands twice: `{}` counts", first.value);
            let problem = Diagnostic::about_file(Code::FieldBad, entry.note.path.as_str(), message);
            said.push(problem.at_place(&other.place).hint("leave one of them"));
        }
        return;
    }
    let (order, near) = (ctx.config.date_order, entry.date);
    let hint = "write the day as a date, behind `due::` in brackets";
    if let Some(words) = due::other_weekday(&entry.text, order, near) {
        let message = format!("that day is another weekday: {words}");
        said.push(entry.say(Code::DateUnreadable, message).hint(hint));
    } else if let Some(day) = due::take_due_day(&entry.text, order, near).1 {
        if near.is_some_and(|near| near.days_since(day) > MOST_DAYS_BEFORE) {
            let message = format!("due on {day}, long before the line's own day");
            said.push(entry.say(Code::YearOdd, message).hint("is the year right?"));
        }
    } else if let Some((words, bad)) = due::unsure(&entry.text, order, near) {
        let (code, what) = match bad {
            true => (Code::DateUnreadable, "there is no such day"),
            false => (Code::DueInWords, "no day is certain, so nothing is due then"),
        };
        said.push(entry.say(code, format!("`{words}`: {what}")).hint(hint));
    }
}

/// Tags that are nearly ours, over all items: often used, they are told once.
fn say_tag_slips(vault: &Vault, said: &mut Vec<Diagnostic>) {
    let mut found: BTreeMap<&str, Vec<(&Note, &Slip)>> = BTreeMap::new();
    for note in vault.notes.values().filter(|note| !is_page(note)) {
        for item in &note.items {
            for slip in &item.slips {
                if let Slip::NearTag(tag, ..) = slip {
                    found.entry(tag).or_default().push((note, slip));
                }
            }
        }
    }
    for (tag, places) in found {
        let many = places.len() > MOST_NEAR_TAGS;
        for (note, slip) in places.iter().take(if many { 1 } else { MOST_NEAR_TAGS }) {
            let Slip::NearTag(_, near, place) = slip else {
                continue;
            };
            let more =
                if many { format!(", and {} times more", places.len() - 1) } else { String::new() };
            let message = format!("`#{tag}` is nearly `#{near}`{more}");
            let own = tag.split('/').next().unwrap_or(tag);
            let hint = format!("write `#{near}`, or list `{own}` under `tags:` in the config");
            said.push(
                Diagnostic::about_file(Code::NearTag, note.path.as_str(), message)
                    .at_place(place)
                    .hint(hint),
            );
        }
    }
}

/// A skill named once and nearly like one that is named elsewhere.
fn say_skill_slips(entries: &[Entry<'_>], said: &mut Vec<Diagnostic>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        for skill in &entry.item.skills {
            *counts.entry(skill).or_default() += 1;
        }
    }
    for entry in entries {
        for skill in entry.item.skills.iter().filter(|skill| counts[skill.as_str()] == 1) {
            let others = counts.iter().filter(|(_, count)| **count > 1).map(|(name, _)| *name);
            if let Some(near) = nearest_word(skill, others) {
                let message = format!("`#skill/{skill}` stands here only");
                let hint = format!("did you mean `#skill/{near}`?");
                said.push(entry.say(Code::SkillNear, message).hint(hint));
            }
        }
    }
}

/// Rules over the whole.
pub fn check_model(model: &Model, vault: &Vault, said: &mut Vec<Diagnostic>) {
    say_what_lacks(model, vault, said);
    team_goals(model, said);
    check_policies(model, vault, said);
    say_unprepared(model, said);
    handed_on(model, said);
    of_nobody(model, vault, said);
    say_moved(model, vault, said);
    not_held(model, said);
    assumed_years(model, said);
    not_sure(model, said);
    overlooked(model, vault, said);
    say_nobody_prepared(model, vault, said);
    empty_globs(model, vault, said);
    merge_diagnostics(said);
    questions_of_people(model, vault, said);
    say_broken_boxes(model, vault, said);
    let asked_all: BTreeSet<&str> =
        model.lines_of_kind(Kind::AskAll).filter_map(|line| line.rest.as_deref()).collect();
    for answer in &model.answers {
        let known = model
            .questions
            .iter()
            .any(|question| crate::records::question::same_name(&question.slug, &answer.question));
        let asked_all = asked_all.contains(answer.question.as_str());
        if !known && !asked_all && !answer.question.is_empty() {
            let message =
                format!("`#answer/{}` answers a question that is in no note", answer.question);
            let near =
                nearest_word(&answer.question, model.questions.iter().map(|q| q.slug.as_str()));
            let mut problem = diagnostic_at(Code::QuestionUnknown, &answer.source, message);
            problem.hint = near.map(|near| format!("did you mean `#answer/{near}`?"));
            said.push(problem);
        }
    }
    say_twins(vault, said);
}

/// Policies that nobody looked at for long, and mentions of policies that are none.
fn check_policies(model: &Model, vault: &Vault, said: &mut Vec<Diagnostic>) {
    for policy in &model.policies {
        let place = vault.notes[&policy.path].front.place_of("reviewed");
        let path = policy.path.as_str();
        match policy.reviewed {
            Some(reviewed) if model.today.days_since(reviewed) > POLICY_DAYS => {
                let message = format!("last reviewed on {reviewed}");
                said.push(Diagnostic::about_file(Code::PolicyOld, path, message).at_place(&place));
            }
            Some(_) => {}
            None => {
                let message = "nothing says when this policy was last reviewed";
                let hint = format!("write `reviewed: {}` in its front matter", model.today);
                said.push(Diagnostic::about_file(Code::PolicyOld, path, message).hint(hint));
            }
        }
    }
    for used in &model.policy_uses {
        if model.policies.iter().any(|policy| policy.is_called(&used.slug)) {
            continue;
        }
        let message = format!("`#policy/{}` names no policy", used.slug);
        let near =
            nearest_word(&used.slug, model.policies.iter().map(|policy| policy.slug.as_str()));
        let hint = match near {
            Some(near) => format!("did you mean `#policy/{near}`?"),
            None => "a policy is a note with `kind: policy`".to_owned(),
        };
        said.push(diagnostic_at(Code::PolicyUnknown, &used.source, message).hint(hint));
    }
}

pub(crate) fn diagnostic_at(
    code: Code,
    source: &crate::records::record::Source,
    message: impl Into<String>,
) -> Diagnostic {
    Diagnostic::about_file(code, source.path.as_str(), message).at_line(source.line)
}

/// Goals that help what nobody wrote down. Without any team goal in the notes the goals' own words
/// are all there is.
fn team_goals(model: &Model, said: &mut Vec<Diagnostic>) {
    let known: Vec<String> = model.lines_of_kind(Kind::TeamGoal).map(Line::short_name).collect();
    if known.is_empty() {
        return;
    }
    for goal in model.goals.iter().filter(|goal| goal.is_open()) {
        for name in goal.helped_names().into_iter().filter(|name| !known.contains(name)) {
            let message = format!(
                "goal `{}` helps `team/{name}`, and no `#team-goal/` is called so",
                goal.key.slug
            );
            let hint = match nearest_word(&name, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `[helps:: team/{near}]`?"),
                None => format!("write `#team-goal/{name} …` where the team's goals are kept"),
            };
            said.push(diagnostic_at(Code::TeamGoalUnknown, &goal.source, message).hint(hint));
        }
    }
}

/// Notes that one file system would hold as one file, and leftovers that shadow a note.
fn say_twins(vault: &Vault, said: &mut Vec<Diagnostic>) {
    let mut by_folded: BTreeMap<String, &str> = BTreeMap::new();
    for path in vault.twins() {
        if let Some(first) = by_folded.insert(path.folded(), path.as_str()) {
            let message = format!("differs from `{first}` in case or accents only");
            said.push(Diagnostic::about_file(Code::PathTwins, path.as_str(), message));
        }
    }
    for path in &vault.leftovers {
        let Ok(path) = NotePath::new(path) else {
            continue;
        };
        let Some(original) = leftover(path.file_name()) else {
            continue;
        };
        let original = path.beside(&original);
        // An editor's swap file while the note is open is no news; a second copy of a note is.
        if path.as_str().ends_with(".md")
            && NotePath::new(&original).is_ok_and(|original| vault.has(&original))
        {
            let message = format!("left beside `{original}` by a sync tool: it is not read");
            said.push(Diagnostic::about_file(Code::SyncLeftover, path.as_str(), message));
        }
    }
}

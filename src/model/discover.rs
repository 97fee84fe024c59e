//! What an existing vault does already, for `init`: people, 1-2-1s, the lead, in words and config.
//!
//! What every build finds by itself is told and not written down; the config gets what is
//! otherwise, each line with its reason, and what is not sure as comments.

use crate::kind::Kind;
use crate::model::config_text::{ConfigProposal, Listed, config_text};
use crate::model::heading_tally::{HeadingTally, plural_word};
use crate::model::lead::{counted_noun, find_lead, full_name};
use crate::model::model::Model;
use crate::note::parse::Note;
use crate::people::meeting::Meeting;
use crate::people::person::is_page;
use crate::people::proposals::Guess;
use crate::records::record::By;
use crate::text::date_name;
use crate::text::date_parse::Order;
use crate::text::ids::PersonId;
use crate::text::people_words::{holds, key};
use crate::text::person_name;
use crate::text::span::fold;
use crate::vault::lasting;
use crate::vault::layout::Dialect;
use crate::vault::vault::Vault;
use crate::vault::whole::Whole;
use std::collections::{BTreeMap, BTreeSet};

/// What was found, and what was answered to it.
#[derive(Debug, Default)]
pub struct Discovery {
    proposal: ConfigProposal,
    known: BTreeSet<String>,
}

impl Discovery {
    /// The lead as far as it was found, with the reason.
    pub fn lead(&self) -> Option<(&str, &str)> {
        self.proposal.me.as_ref().map(|(me, why)| (me.as_str(), why.as_str()))
    }

    /// Who the lead said they are.
    pub fn answer_lead(&mut self, me: &PersonId) {
        self.proposal.full_name = None;
        self.proposal.me = Some((me.to_string(), "you said so".to_owned()));
    }

    /// What was said of somebody: `report: no`, `manager: yes`, or that they are a person at all.
    pub fn answer_person(&mut self, id: &PersonId, name: &str, says: Option<&'static str>) {
        let listed = Listed { name: name.to_owned(), says };
        self.proposal.people.insert(id.to_string(), listed);
        if says.is_none() {
            let guess = Guess::With(name.to_owned()).to_string();
            self.proposal.guesses.remove(&guess);
        }
    }

    /// Whose the boxes are that name nobody, once the lead is known: `model` is read under the
    /// config that was proposed so far.
    pub fn tell_boxes(&mut self, model: &Model) {
        self.proposal.unowned = boxes_of_nobody(model, !self.known.is_empty());
    }

    /// Links in pages are Markdown links: the notes are kept by no program that reads others, and
    /// none of them has one.
    pub fn tell_links(&mut self) {
        self.proposal.markdown_links = Some("no note here has a [[link]]");
    }

    /// The config to write where there is none.
    pub fn config_text(&self) -> String {
        config_text(&self.proposal)
    }

    /// A present config with what it lacks, in its own words before.
    pub fn added_to(&self, present: &str) -> String {
        let mut out = present.to_owned();
        for (key, line) in self.proposal.config_lines() {
            if !self.known.contains(key) {
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
                out += &line;
                out.push('\n');
            }
        }
        out
    }
}

/// The first look: what the config should say so that the vault is understood.
pub fn discover(vault: Whole<'_>, model: &Model, user: Option<&str>) -> Discovery {
    let notes: Vec<&Note> =
        vault.notes.values().filter(|note| note.refused.is_none() && !is_page(note)).collect();
    let has_config = !model.config.origins.is_empty();
    let mut proposal = ConfigProposal {
        me: find_lead(&notes, model, user),
        date_order: date_order(&vault, model),
        questions: question_note(&notes)
            .filter(|_| !model.questions.iter().any(|question| question.source.is_some())),
        unowned: boxes_of_nobody(model, has_config),
        ignore: template_folders(&vault),
        paths: new_paths(model),
        ..ConfigProposal::default()
    };
    proposal.full_name = full_name(proposal.me.as_ref(), model, user);
    for (path, why) in &model.people.evidence.guesses {
        proposal.guesses.entry(why.to_string()).or_default().push(path.to_string());
    }
    Discovery { proposal, known: model.config.origins.keys().cloned().collect() }
}

/// Whose the boxes are that name nobody; what a present config leaves unsaid means `me`.
fn boxes_of_nobody(model: &Model, has_config: bool) -> Option<(&'static str, &'static str)> {
    model.customs.unowned_setting().filter(|(whose, _)| !has_config || *whose != "me")
}

/// Somebody of whom it is to be asked whether they are a report of the lead.
#[derive(Debug)]
pub struct ReportCandidate {
    pub id: PersonId,
    pub name: String,
    pub seen: String,
    /// Whether the program takes them without being told.
    pub is_sure: bool,
}

/// Those of whom it is to be asked whether they are the lead's reports: with 1-2-1s, and what is
/// only a guess. Each with what is seen, and whether it is sure.
pub fn candidates(model: &Model) -> Vec<ReportCandidate> {
    let mut all: Vec<ReportCandidate> = model
        .reports()
        .filter(|person| !model.is_dormant(person))
        .map(|person| {
            let count = model.meetings.meetings_with(&person.id).count();
            let (id, name) = (person.id.clone(), person.name.clone());
            ReportCandidate { id, name, seen: counted_noun(count, "1-2-1"), is_sure: true }
        })
        .collect();
    let mut guessed: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, guess) in &model.people.evidence.guesses {
        if let Guess::With(name) = guess {
            *guessed.entry(name).or_default() += 1;
        }
    }
    for (name, count) in guessed {
        let id = PersonId::new(name).filter(|id| model.people.with_id(id).is_none());
        let seen = format!("{}, and nothing else tells of them", counted_noun(count, "note"));
        let name = name.to_owned();
        all.extend(id.map(|id| ReportCandidate { id, name, seen, is_sure: false }));
    }
    all
}

/// What pages are called in a vault that has none yet. A vault's own 1-2-1s are called as they are:
/// the next one is named like the last.
fn new_paths(model: &Model) -> Vec<(&'static str, &'static str)> {
    if model.layout.dotted || model.layout.short_names {
        return Vec::new();
    }
    let prep = ("prep", "{{ folder }}/{{ date }} {{ name }}.md");
    let has_own = model.meetings.all.iter().any(|meeting| !meeting.section);
    let pages = [
        ("rollup", "{{ folder }}/{{ name }} rollup.md"),
        ("agenda", "{{ folder }}/{{ date }} {{ name }} agenda.md"),
        ("scores", "{{ folder }}/{{ name }} scores.md"),
    ];
    (!has_own).then_some(prep).into_iter().chain(pages).collect()
}

/// What the vault is understood as, under a config: the lines that `init` prints.
///
/// `user` is whom git knows: a guess where no note names the lead.
pub fn understood(
    vault: Whole<'_>,
    model: &Model,
    lead: Option<(&str, &str)>,
    user: Option<&str>,
) -> Vec<String> {
    const MOST: usize = 12;
    let dialect = match model.layout.dialect {
        Dialect::Dendron => "a Dendron vault",
        Dialect::Obsidian => "an Obsidian vault",
        Dialect::Mixed => "an Obsidian and Dendron vault",
        Dialect::Plain => "a folder of Markdown notes",
    };
    let mut said = vec![format!("{dialect} with {}", counted_noun(vault.notes.len(), "note"))];
    said.extend(meeting_shapes(model));
    let name = |id: &str| {
        let known = model.people.by_id.iter().find(|(known, _)| known.as_str() == id);
        known.map_or(id.to_owned(), |(_, person)| person.name.clone())
    };
    match (lead, &model.people.me) {
        (Some((me, why)), _) => said.push(format!("the lead: {} ({why})", name(me))),
        (None, Some(me)) => said.push(format!("the lead: {}", model.people.by_id[me].name)),
        (None, None) => said.push(match user.and_then(guessed_lead) {
            Some((user, id)) => format!(
                "the lead: perhaps {user}, as git knows you; no note names you: write `me: {id}` \
                 in the config"
            ),
            None => "the lead: not found; write `me: your-name` in the config".to_owned(),
        }),
    }
    let others: Vec<_> = model.people.other_people().collect();
    if others.is_empty() {
        said.push(
            "people: none yet; make a note `People/Alice.md`, or list them under `people:`"
                .to_owned(),
        );
    }
    for person in others.iter().take(MOST) {
        let with = model.meetings.meetings_with(&person.id);
        let with: Vec<_> = with.filter(|meeting| meeting.held_said != Some(false)).collect();
        let met = match with.last() {
            Some(last) => {
                format!("{}, the last on {}", counted_noun(with.len(), "1-2-1"), last.date)
            }
            None => "no 1-2-1 yet".to_owned(),
        };
        let place = person.path.as_ref().map(|path| format!(" ({path})")).unwrap_or_default();
        let log = with.last().is_some_and(|last| last.heading.is_some());
        let log = if log { ", in a running log" } else { "" };
        said.push(format!("person: {}{place}: {met}{log}", person.name));
    }
    if others.len() > MOST {
        said.push(format!("and {} more people", others.len() - MOST));
    }
    said.extend(left_out(model));
    let ctx = model.reading_context();
    let headings = HeadingTally::of(&ctx, &vault).heading_lines();
    said.extend(read_by_words(model).or_else(|| tag_counts(&vault, !headings.is_empty())));
    said.extend(headings);
    let questions = model.questions.iter().filter(|question| question.source.is_some()).count();
    match questions {
        0 => said.push("questions: the practice's own (no question note yet)".to_owned()),
        count => said.push(format!("questions: {count}")),
    }
    said
}

/// The full name that git knows, and its id.
fn guessed_lead(user: &str) -> Option<(String, PersonId)> {
    let name = person_name::read(user).filter(|name| person_name::is_full(name))?;
    let id = PersonId::new(&name)?;
    Some((name, id))
}

/// How the 1-2-1s are kept: `4 as "1-1s/PERSON/DATE.md"`, the most frequent first.
fn meeting_shapes(model: &Model) -> Option<String> {
    const MOST: usize = 3;
    let mut shapes: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for meeting in &model.meetings.all {
        let shape = meeting_shape(model, meeting);
        let entry = shapes.entry(shape).or_insert_with(|| (0, meeting.path.to_string()));
        entry.0 += 1;
    }
    let mut shapes: Vec<(String, (usize, String))> = shapes.into_iter().collect();
    shapes.sort_by_key(|(shape, (count, _))| (std::cmp::Reverse(*count), shape.clone()));
    let (first, (_, example)) = shapes.first()?;
    let told: Vec<String> = shapes
        .iter()
        .take(MOST)
        .map(|(shape, (count, _))| format!("{count} as `{shape}`"))
        .collect();
    let more = shapes.len().saturating_sub(MOST);
    let more = if more > 0 { format!(" and {more} other ways") } else { String::new() };
    let example = if example == first { String::new() } else { format!(", such as {example}") };
    Some(format!("1-2-1s: {}{more}{example}", told.join(", ")))
}

/// The path of a 1-2-1 with what varies by its name.
fn meeting_shape(model: &Model, meeting: &Meeting) -> String {
    let order = model.config.date_order;
    let person = model.people.with_id(&meeting.person);
    let is_person = |part: &str| {
        person.is_some_and(|person| {
            let known = model.people.one_named(part) == Some(person.id.clone());
            let whole = !part.contains('.') || person_name::read(part).is_some();
            known && whole || key(part) == key(person.id.as_str()) || key(part) == key(&person.name)
        })
    };
    let parts: Vec<String> = meeting
        .path
        .without_ending()
        .split('/')
        .map(|part| {
            if is_person(part) {
                return "PERSON".to_owned();
            }
            if part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()) {
                return "YEAR".to_owned();
            }
            let mut shown = person_name::without_id(part).to_owned();
            if shown.len() < part.len() {
                shown += " ID";
            }
            let mut words = shown.split([' ', '-', '_', '.']).filter(|word| lasting::is_id(word));
            if let Some(id) = words.next_back().map(str::to_owned) {
                shown = shown.replace(&id, "ID");
            }
            let named = date_name::day_in_name(&shown, order, None).or_else(|| {
                let near = date_name::find_in_name(&shown, order, Some(meeting.date));
                near.filter(|named| named.day == meeting.date)
            });
            if let Some(named) = named {
                let what = if named.week { "WEEK" } else { "DATE" };
                shown.replace_range(named.span.start..named.span.end, what);
            }
            let spelled = person.map(|person| {
                let first = person.name.split_whitespace().next().unwrap_or(&person.name);
                [person.name.clone(), person.id.to_string(), first.to_owned()]
            });
            for name in spelled.into_iter().flatten() {
                for name in [name.clone(), fold(&name)] {
                    if let Some(at) = shown.find(&name) {
                        shown.replace_range(at..at + name.len(), "PERSON");
                    }
                }
            }
            shown
        })
        .collect();
    let path = parts.join("/");
    match (meeting.heading, meeting.bullet) {
        (Some(_), _) => format!("{path}.md, a heading"),
        (None, Some(_)) => format!("{path}.md, a bullet"),
        (None, None) => format!("{path}.md"),
    }
}

/// What looks like a 1-2-1 and is not taken, with the reason.
fn left_out(model: &Model) -> Option<String> {
    const MOST: usize = 4;
    let evidence = &model.people.evidence;
    let passed = evidence.passed.iter().filter(|(_, why)| *why != "a template");
    let mut all: Vec<String> = passed.map(|(path, why)| format!("{path} ({why})")).collect();
    all.extend(evidence.guesses.iter().map(|(path, why)| format!("{path} ({why})")));
    let more = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!all.is_empty()).then(|| format!("not taken: {}{more}", all.join(", ")))
}

/// What was read where no line has a tag of ours: `read without tags: goals 2, promises 4`.
fn read_by_words(model: &Model) -> Option<String> {
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    let feedback = model.feedback.iter().map(|one| (one.kind, one.by));
    let goals = model.goals.iter().map(|goal| (Kind::Goal, goal.by));
    let promises = model.actions.iter().map(|action| (Kind::Action, action.by));
    for (kind, by) in goals.chain(feedback).chain(promises) {
        if by == By::Tag {
            return None;
        }
        *kinds.entry(kind).or_default() += 1;
    }
    let word = |kind: Kind| {
        if kind == Kind::Action { "promises".to_owned() } else { plural_word(kind) }
    };
    let counts = kinds.iter().map(|(kind, count)| format!("{} {count}", word(*kind)));
    let counts: Vec<String> = counts.collect();
    (!counts.is_empty()).then(|| format!("read without tags: {}", counts.join(", ")))
}

/// How often each kind is written, and in which other spellings.
fn tag_counts(vault: &Vault, by_heading: bool) -> Option<String> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut others: BTreeMap<Kind, BTreeSet<&str>> = BTreeMap::new();
    for item in vault.notes.values().flat_map(|note| &note.items) {
        if let Some(kind) = item.kind() {
            *counts.entry(kind).or_default() += 1;
        }
        for (kind, spelling) in &item.spellings {
            others.entry(*kind).or_default().insert(spelling);
        }
    }
    if counts.is_empty() && by_heading {
        return None;
    }
    if counts.is_empty() {
        return Some(
            "tags: none yet; `#goal`, `#high-five`, `#watch-out` and checkboxes are enough"
                .to_owned(),
        );
    }
    let words = counts.iter().map(|(kind, count)| {
        let others = others.get(kind).into_iter().flatten().map(|word| format!("#{word}"));
        let others: Vec<String> = others.collect();
        match others.as_slice() {
            [] => format!("#{} {count}", kind.word()),
            others => format!("#{} {count} (also {})", kind.word(), others.join(" ")),
        }
    });
    Some(format!("tags: {}", words.collect::<Vec<_>>().join(", ")))
}

fn question_note(notes: &[&Note]) -> Option<String> {
    let is_bank = |note: &&&Note| {
        let stem = fold(note.path.stem());
        let last = stem.rsplit('.').next().unwrap_or(&stem).to_owned();
        matches!(
            last.as_str(),
            "questions" | "canned questions" | "canned-questions" | "1-1 questions"
        )
    };
    notes.iter().find(is_bank).map(|note| note.path.to_string())
}

/// Folders of templates under other names than the usual ones.
fn template_folders(vault: &Vault) -> Vec<String> {
    let mut broken: BTreeSet<String> = BTreeSet::new();
    for problem in vault.said() {
        let placeholder = problem.hint.as_deref().is_some_and(|hint| hint.contains("template"));
        if let (true, Some((folder, _))) = (placeholder, problem.path.rsplit_once('/')) {
            broken.insert(folder.to_owned());
        }
    }
    let template =
        |folder: &String| folder.split(['/', ' ', '-', '_']).any(|part| holds("template", part));
    broken.into_iter().filter(template).map(|folder| format!("{folder}/**")).collect()
}

/// The order of day and month that the numbers of 1-2-1s and of people's and daily notes tell: two
/// votes at least, and none against.
fn date_order(vault: &Vault, model: &Model) -> Option<(String, String)> {
    let (mut day_first, mut month_first) = (Vec::new(), Vec::new());
    let votes = |note: &&Note| {
        let daily = date_name::day_in_name(note.path.stem(), Order::Dmy, None).is_some();
        daily
            || model.meetings.person_of_note(&note.path).is_some()
            || model.people.evidence.meetings.contains_key(&note.path)
    };
    for note in vault.notes.values().filter(votes) {
        let headings = note.headings.iter().map(|heading| heading.text.as_str());
        let front = note.front.text_of("date");
        let all = std::iter::once(note.path.stem()).chain(headings).chain(front.as_deref());
        for text in all {
            for (first, second) in number_pairs(text) {
                match (first > 12, second > 12) {
                    (true, false) => day_first.push(text.to_owned()),
                    (false, true) => month_first.push(text.to_owned()),
                    _ => {}
                }
            }
        }
    }
    let turned = month_first.len() >= 2 && day_first.is_empty();
    turned.then(|| {
        let count = month_first.len();
        ("mdy".to_owned(), format!("{count} days have it so, such as `{}`", month_first[0]))
    })
}

/// The first two numbers of each `10/13/2026` in a text.
fn number_pairs(text: &str) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    for word in text.split(|c: char| !c.is_ascii_digit() && !"/-.".contains(c)) {
        let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
        if let [first, second, year] = parts.as_slice()
            && (1..=2).contains(&first.len())
            && (1..=2).contains(&second.len())
            && matches!(year.len(), 2 | 4)
            && let (Ok(first), Ok(second)) = (first.parse(), second.parse())
        {
            found.push((first, second));
        }
    }
    found
}

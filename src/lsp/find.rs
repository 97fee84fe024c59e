//! Where something is said, and where else: goals, people, and generated lines with their sources.

use crate::lsp::buffer::Buffer;
use crate::lsp::desk::Desk;
use crate::lsp::known::Known;
use crate::note::parse::Note;
use crate::records::goal::Goal;
use crate::records::record::Source;
use crate::text::ids::{NotePath, PersonId};
use crate::text::span::{comparable_words, fold};
use crate::vault::layout::Anchor;
use gen_lsp_types::Location;
use std::collections::BTreeSet;

/// What stands under the cursor.
#[derive(Clone, Debug)]
pub enum Thing<'k> {
    /// Goals of that name.
    Goals(Vec<&'k Goal>),
    /// A person.
    Person(PersonId),
    /// A line that says something, or a plain one.
    Line(Source),
    /// A note that a link leads to, with what the link names in it.
    Note(NotePath, Option<String>),
    /// A line of a region, then those that it stands below, the nearest first.
    Generated(Vec<Shown>),
}

/// A line of a region.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The line.
    pub words: String,
    /// The notes that it links to, with what a link names in each.
    pub notes: Vec<(NotePath, Option<String>)>,
}

/// The thing at a byte of a buffer.
pub fn thing_at<'k>(known: &'k Known, buffer: &Buffer, at: usize) -> Option<Thing<'k>> {
    if buffer.region_at(at).is_some() {
        return Some(Thing::Generated(shown_lines(known, buffer, at)));
    }
    if let Some(mention) = buffer.mention_at(at) {
        return known.model.people.one_named(&mention.name).map(Thing::Person);
    }
    if let Some(tag) = buffer.tag_at(at) {
        let goals = known.goals_at(buffer, tag);
        if !goals.is_empty() {
            return Some(Thing::Goals(goals));
        }
    }
    if let Some(link) = buffer.link_at(at) {
        let names = [Some(&link.target), link.label.as_ref()].into_iter().flatten();
        let note = note_of(known, &buffer.path, link);
        let person = names.filter_map(|name| known.model.people.one_named(name)).next();
        return match (person, note) {
            (Some(person), _) => Some(Thing::Person(person)),
            (None, Some((note, anchor))) => Some(Thing::Note(note, anchor)),
            (None, None) => None,
        };
    }
    if at < buffer.body {
        let owner = known.model.people.owner_of_note(&buffer.path).map(|person| &person.id);
        let about = owner.or_else(|| known.model.meetings.person_of_note(&buffer.path))?;
        return Some(Thing::Person(about.clone()));
    }
    let item = buffer.item_at(at)?;
    Some(Thing::Line(known.context().source(&buffer.note, item)))
}

/// The line of a region at a byte, and those that it stands below: of lists, then the heading.
fn shown_lines(known: &Known, buffer: &Buffer, at: usize) -> Vec<Shown> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut all = Vec::new();
    let mut within = usize::MAX;
    for number in (0..=buffer.text.line_of(at)).rev() {
        let span = buffer.text.line_span(number);
        let line = span.of(buffer.str());
        if all.is_empty()
            || line.starts_with('#')
            || !line.trim().is_empty() && indent(line) < within
        {
            let links = buffer.links_in(span).iter();
            let notes = links.filter_map(|link| note_of(known, &buffer.path, link)).collect();
            all.push(Shown { words: line.to_owned(), notes });
            within = indent(line);
        }
        if line.starts_with('#') || buffer.region_at(span.start).is_none() {
            break;
        }
    }
    all
}

/// The note that a link leads to: either side of it, as an address or by its name.
fn note_of(
    known: &Known,
    from: &NotePath,
    link: &crate::note::markup::Link,
) -> Option<(NotePath, Option<String>)> {
    let sides = [Some(&link.target), link.label.as_ref().filter(|_| link.wiki)];
    sides.into_iter().flatten().find_map(|side| {
        if side.contains("://") {
            return None;
        }
        let (name, anchor) = match side.split_once('#') {
            Some((name, anchor)) => (name, Some(anchor.to_owned())),
            None => (side.as_str(), None),
        };
        let name = name.replace("%20", " ");
        let name = name.strip_suffix(".md").unwrap_or(&name);
        if name.is_empty() {
            return anchor.map(|anchor| (from.clone(), Some(anchor)));
        }
        let found = known.model.layout.notes_named(name);
        let tail = fold(name.trim_start_matches("./").trim_start_matches("../"));
        let fits = |path: &&&NotePath| fold(path.without_ending()).ends_with(&tail);
        let best = found.iter().find(fits).or(found.first())?;
        Some(((*best).clone(), anchor))
    })
}

/// Where a thing is said first.
pub fn definition(desk: &Desk<'_>, thing: &Thing<'_>) -> Vec<Location> {
    let known = desk.known;
    match thing {
        Thing::Goals(goals) => goals.iter().map(|goal| desk.source(&goal.source)).collect(),
        Thing::Person(person) => {
            let note = known.model.people.with_id(person).and_then(|one| one.path.as_ref());
            note.map(|path| desk.location(path, 1)).into_iter().collect()
        }
        Thing::Line(source) => goals_of(known, source)
            .iter()
            .map(|goal| desk.source(&goal.source))
            .chain(shown_on(desk, source))
            .collect(),
        Thing::Note(path, anchor) => {
            vec![desk.location(path, line_of_anchor(known, path, anchor, ""))]
        }
        Thing::Generated(lines) => {
            let words = lines.first().map_or("", |line| line.words.as_str());
            let sources = lines.iter().map(|line| shown_from(known, line));
            let Some((at, from)) = sources.enumerate().find(|(_, from)| !from.is_empty()) else {
                return Vec::new();
            };
            // A line without a source of its own is said in that of the line above, or is a part
            // of what is said there.
            let inside = |(path, number): (NotePath, u32)| {
                let said = known.vault.notes.get(&path).filter(|_| at > 0);
                let said = said.and_then(|note| said_at(known, note, words));
                desk.location(&path, said.unwrap_or(number))
            };
            from.into_iter().map(inside).collect()
        }
    }
}

/// Where a line of a region comes from, by itself: the notes that it links to, else the goal, the
/// question or the person that it names as a whole.
fn shown_from(known: &Known, shown: &Shown) -> Vec<(NotePath, u32)> {
    /// A shorter question may stand in any line.
    const LEAST_CHARS: usize = 12;
    let model = &known.model;
    let own = shown.notes.iter();
    let own =
        own.map(|(path, anchor)| (path.clone(), line_of_anchor(known, path, anchor, &shown.words)));
    let own: Vec<(NotePath, u32)> = own.collect();
    if !own.is_empty() {
        return own;
    }
    let words = comparable_words(&shown.words);
    let place = |source: &Source| (source.path.clone(), source.line);
    let titled = model.goals.iter().filter(|goal| comparable_words(&goal.title) == words);
    let asked = model.questions.iter().filter(|question| {
        let text = comparable_words(&question.text);
        text.len() >= LEAST_CHARS && words.starts_with(&text)
    });
    let found = titled.map(|goal| place(&goal.source));
    let found: Vec<(NotePath, u32)> =
        found.chain(asked.filter_map(|one| one.source.as_ref().map(place))).collect();
    if !found.is_empty() || !shown.words.starts_with('#') {
        return found;
    }
    let mut people = model.people.by_id.values();
    let named = people.find(|person| words.starts_with(&comparable_words(&person.name)));
    named.and_then(|person| Some((person.path.clone()?, 1))).into_iter().collect()
}

/// The goals that the line at a source is on.
fn goals_of<'k>(known: &'k Known, source: &Source) -> Vec<&'k Goal> {
    let Some(note) = known.vault.notes.get(&source.path) else { return Vec::new() };
    let ctx = known.context();
    let entries = ctx.entries_of(note, &mut Vec::new());
    let here = entries.iter().filter(|entry| entry.source.line == source.line);
    let named = here.filter(|entry| !entry.item.kinds.is_empty());
    let keys = named.flat_map(crate::records::goal::keys_of_entry);
    let found: Vec<&Goal> =
        keys.filter_map(|key| known.goal_named(&key.person, &key.slug)).collect();
    found.into_iter().filter(|goal| goal.source != *source).collect()
}

/// The line of a note that a link with `anchor` in a line with these words means.
fn line_of_anchor(known: &Known, path: &NotePath, anchor: &Option<String>, words: &str) -> u32 {
    let Some(note) = known.vault.notes.get(path) else { return 1 };
    if let Some(line) = said_at(known, note, words) {
        return line;
    }
    let Some(anchor) = anchor else { return 1 };
    if let Some(block) = anchor.strip_prefix('^') {
        let item = note.items.iter().find(|item| item.block_id.as_deref() == Some(block));
        return item.map_or(1, |item| item.place.line);
    }
    let wanted = comparable_words(anchor);
    let heading = note.headings.iter().find(|heading| comparable_words(&heading.text) == wanted);
    heading.map_or(1, |heading| heading.place.line)
}

/// The line of a note whose words a generated line repeats: the longest of them.
fn said_at(known: &Known, note: &Note, words: &str) -> Option<u32> {
    const LEAST_CHARS: usize = 4;
    let words = comparable_words(words);
    let texts = (0..note.items.len()).flat_map(|at| {
        shown_texts(known, note, at).into_iter().map(move |text| (comparable_words(&text), at))
    });
    let said = texts.filter(|(text, _)| text.len() >= LEAST_CHARS && words.contains(text.as_str()));
    let (_, at) = said.max_by_key(|(text, at)| (text.len(), std::cmp::Reverse(*at)))?;
    Some(note.items[at].place.line)
}

/// The words by which pages may show an item: its own, and those of the promise that it makes,
/// which are without its owner.
fn shown_texts(known: &Known, note: &Note, at: usize) -> Vec<String> {
    let line = note.items[at].place.line;
    let promises = known.model.actions.iter();
    let promises = promises.filter(|one| one.source.path == note.path && one.source.line == line);
    let own = known.context().text_of_item(note, at);
    std::iter::once(own).chain(promises.map(|promise| promise.text.clone())).collect()
}

/// Where else a thing is spoken of.
pub fn references(desk: &Desk<'_>, thing: &Thing<'_>, with_definition: bool) -> Vec<Location> {
    let known = desk.known;
    let model = &known.model;
    let mut sources: BTreeSet<(NotePath, u32)> = BTreeSet::new();
    let mut add = |source: &Source| {
        sources.insert((source.path.clone(), source.line));
    };
    let mut pages = Vec::new();
    match thing {
        Thing::Goals(goals) => {
            for goal in goals {
                add(&goal.source);
                goal.news.iter().for_each(|news| add(&news.source));
                let feedback = model.feedback_to(&goal.key.person);
                feedback
                    .filter(|one| one.goals.contains(&goal.key))
                    .for_each(|one| add(&one.source));
                statements(known, goal).iter().for_each(&mut add);
                pages.extend(shown_on(desk, &goal.source));
            }
        }
        Thing::Person(person) => {
            model.goals_of(person).for_each(|goal| add(&goal.source));
            model.feedback_to(person).for_each(|one| add(&one.source));
            model.actions_with(person).for_each(|action| add(&action.source));
            model.lines_about(person).for_each(|line| add(&line.source));
            model.mentions_of(person).for_each(|line| add(&line.source));
            for meeting in model.meetings.meetings_with(person) {
                sources.insert((meeting.path.clone(), meeting.line));
            }
        }
        Thing::Line(source) => {
            add(source);
            pages.extend(shown_on(desk, source));
        }
        Thing::Note(..) | Thing::Generated(..) => return definition(desk, thing),
    }
    let defined: Vec<(NotePath, u32)> = match thing {
        Thing::Goals(goals) => {
            goals.iter().map(|goal| (goal.source.path.clone(), goal.source.line)).collect()
        }
        Thing::Line(source) => vec![(source.path.clone(), source.line)],
        Thing::Person(person) => {
            let note = model.people.with_id(person).and_then(|one| one.path.clone());
            let own: Vec<(NotePath, u32)> = note.into_iter().map(|path| (path, 1)).collect();
            sources.extend(own.iter().cloned());
            own
        }
        Thing::Note(..) | Thing::Generated(..) => Vec::new(),
    };
    if !with_definition {
        sources.retain(|source| !defined.contains(source));
    }
    let mut found: Vec<Location> =
        sources.iter().map(|(path, line)| desk.location(path, *line)).collect();
    found.extend(pages);
    found
}

/// The lines that define a goal anew or say how it stands.
fn statements(known: &Known, goal: &Goal) -> Vec<Source> {
    let ctx = known.context();
    let mut found = Vec::new();
    for note in known.vault.notes.values() {
        let named = note.items.iter().any(|item| {
            item.rests_of_tags(crate::kind::Kind::Goal)
                .any(|rest| crate::text::ids::slug(rest) == goal.key.slug)
        });
        if !named {
            continue;
        }
        let entries = ctx.entries_of(note, &mut Vec::new());
        let of_goal = |entry: &&crate::records::record::Entry<'_>| {
            crate::records::goal::keys_of_entry(entry).contains(&goal.key)
        };
        found.extend(entries.iter().filter(of_goal).map(|entry| entry.source.clone()));
    }
    found
}

/// The lines of generated pages that show what was said at a source.
fn shown_on(desk: &Desk<'_>, source: &Source) -> Vec<Location> {
    let known = desk.known;
    let Some(note) = known.vault.notes.get(&source.path) else { return Vec::new() };
    let at = note.items.iter().position(|item| item.place.line == source.line);
    let Some(at) = at else { return Vec::new() };
    let words: Vec<String> =
        shown_texts(known, note, at).iter().map(|text| comparable_words(text)).collect();
    let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
    let link = match &source.anchor {
        Some(Anchor::Block(id)) => format!("#^{id}"),
        _ => source.path.stem().to_owned(),
    };
    let mut found = Vec::new();
    for page in known.vault.notes.values() {
        for region in page.regions.iter().flatten() {
            if !region.inner.contains(&link) {
                continue;
            }
            for (at, line) in region.inner.lines().enumerate() {
                let said = comparable_words(line);
                // A goal has a heading of its own on the rollup, and its link below it.
                let is_head = line.starts_with('#') && words.contains(&said);
                let shows = || words.iter().any(|words| said.contains(words.as_str()));
                if is_head || (line.contains(&link) && shows()) {
                    // The marker line and the blank one behind it.
                    let number = region.line + 2 + crate::lsp::text::to_u32(at);
                    found.push(desk.location(&page.path, number));
                }
            }
        }
    }
    found
}

//! Code actions: what can be done with the line under the cursor.
//!
//! Closing and sharing is the code of `done`, `share` and `drop`. Each other edit is read again
//! before it is offered: the line must become what the title says, about the same people.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::lsp::buffer::{Buffer, LARGE_BYTES};
use crate::lsp::days;
use crate::lsp::desk::{Changes, Desk};
use crate::lsp::fix;
use crate::lsp::mend;
use crate::lsp::mend::Fix;
use crate::lsp::reread::{becomes, read, same_line};
use crate::note::spelling::tag_path;
use crate::pages::actions;
use crate::pages::actions::{How, LineMark};
use crate::pages::answering;
use crate::pages::selector;
use crate::pages::selector::short_name;
use crate::pages::unread;
use crate::records::goal;
use crate::records::promise;
use crate::records::record::Entry;
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId};
use crate::text::span::{Span, fold, splice, with_capital};
use std::collections::BTreeMap;

/// How an action is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// It mends what a complaint is about.
    Fix,
    /// It changes a line.
    Rewrite,
}

/// An action that is offered.
#[derive(Clone, Debug)]
pub struct ActionOffer {
    /// What it does, for the menu.
    pub title: String,
    /// How it is meant.
    pub sort: Sort,
    /// Its changes of notes that are there.
    pub changes: Vec<(NotePath, Changes)>,
    /// A note that it makes, with its text.
    pub makes: Option<(NotePath, String)>,
    /// The complaint that it mends.
    pub mends: Option<Diagnostic>,
}

/// The actions for the lines of a span.
pub fn actions_for(
    desk: &Desk<'_>,
    buffer: &Buffer,
    span: Span,
    said: &[Diagnostic],
) -> Vec<ActionOffer> {
    let mut offers = Vec::new();
    let from = buffer.text.line_of(span.start);
    let to = buffer.text.line_of(span.end);
    let here = said.iter().filter(|problem| {
        let line = buffer.text.line_of(desk.meant_span(buffer, problem).start);
        from <= line && line <= to
    });
    for problem in here {
        for Fix { title, changes, makes } in fix::fixes(desk, buffer, problem) {
            let mends = Some(problem.clone());
            offers.push(ActionOffer { title, sort: Sort::Fix, changes, makes, mends });
        }
        let quoted = mend::quoted(&problem.message).first().copied().unwrap_or("");
        // A link's own name is what it leads to.
        let name = mend::in_front(&problem.message).unwrap_or(quoted).split('|').next();
        let name = name.unwrap_or(quoted);
        if matches!(problem.code, Code::UnknownPerson | Code::OwnerUnknown)
            && let Some((title, path, text)) = add_person(desk, name)
        {
            offers.push(ActionOffer {
                makes: Some((path, text)),
                changes: Vec::new(),
                mends: Some(problem.clone()),
                ..fix_offer(buffer, title, Changes::new())
            });
        }
    }
    if let Some(mention) = buffer.mention_at(span.start)
        && desk.known.model.people.one_named(&mention.name).is_none()
        && offers.iter().all(|offer| offer.makes.is_none())
        && let Some((title, path, text)) = add_person(desk, &mention.name)
    {
        let makes = Some((path, text));
        offers.push(ActionOffer {
            makes,
            changes: Vec::new(),
            ..fix_offer(buffer, title, Changes::new())
        });
    }
    if let Some(at) = buffer.item_at(span.start) {
        whose_offers(desk, buffer, at, &mut offers);
        line_offers(desk, buffer, at, &mut offers);
    }
    offers.extend(no_such_thing(desk, buffer, span.start));
    offers
}

/// "this is no goal": the line, or the section of a 1-2-1, is not read any more.
fn no_such_thing(desk: &Desk<'_>, buffer: &Buffer, at: usize) -> Option<ActionOffer> {
    // The changed note is read again, which a large one is not worth.
    if buffer.str().len() > LARGE_BYTES {
        return None;
    }
    let known = desk.known;
    let number = u32::try_from(buffer.text.line_of(at)).ok()? + 1;
    let head = buffer.note.headings.iter().position(|heading| heading.place.line == number);
    let (what, line) = match (head, buffer.item_at(at)) {
        (Some(head), _) => {
            let mut all = known.model.meetings.all.iter();
            all.find(|met| met.path == buffer.path && met.heading == Some(head))?;
            ("1-2-1".to_owned(), number)
        }
        (None, Some(item)) => {
            let entries = known.entries_of(buffer, &mut Vec::new());
            let entry = entries.iter().find(|entry| entry.at == item)?;
            (entry.kind.word_for_line(), buffer.note.items[item].place.line)
        }
        (None, None) => return None,
    };
    let edit = unread::line(&buffer.note, buffer.str(), line, &known.spelling).ok()?;
    let old = buffer.text.line_span(line as usize - 1);
    Some(fix_offer(buffer, format!("this is no {what}"), vec![(old, edit.after)]))
}

fn fix_offer(buffer: &Buffer, title: String, changes: Changes) -> ActionOffer {
    let changes = vec![(buffer.path.clone(), changes)];
    ActionOffer { title, sort: Sort::Fix, changes, makes: None, mends: None }
}

/// Answers to `whose?`: the lead, and whose 1-2-1 it is. The line says then who owes, and the same
/// words.
fn whose_offers(desk: &Desk<'_>, buffer: &Buffer, at: usize, offers: &mut Vec<ActionOffer>) {
    let known = desk.known;
    let number = buffer.note.items[at].place.line;
    let owes = |buffer: &Buffer| {
        let entries = known.entries_of(buffer, &mut Vec::new());
        let lines = promise::promise_lines(&known.context(), &entries, &mut Vec::new());
        let here = lines.iter().find(|line| line.source.line == number);
        here.map(|line| (line.owes().0.cloned(), line.owes().1.to_owned()))
    };
    let item = &buffer.note.items[at];
    // Most lines have no box, and are asked nothing.
    if item.task.is_none_or(|task| task != ' ') || buffer.str().len() > LARGE_BYTES {
        return;
    }
    let Some((None, words)) = owes(buffer) else { return };
    let line = buffer.line_of(at);
    let me = known.model.people.me.iter().cloned();
    for id in me.chain(known.people_at(buffer, buffer.start_of(at))) {
        let title = match known.model.people.is_me(&id) {
            true => "whose? mine".to_owned(),
            false => format!("whose? {}", known.model.people.first_name_of(&id)),
        };
        let ways = answering::owned_by(&known.model, line.of(buffer.str()), item, &id);
        let fits = ways.into_iter().map(|text| vec![(line, text)]).find(|changes| {
            let after = read(desk, buffer, changes);
            let same = after.note.items.len() == buffer.note.items.len();
            same && owes(&after) == Some((Some(id.clone()), words.clone()))
        });
        if let Some(changes) = fits.filter(|_| offers.iter().all(|offer| offer.title != title)) {
            offers.push(fix_offer(buffer, title, changes));
        }
    }
}

fn line_offers(desk: &Desk<'_>, buffer: &Buffer, at: usize, offers: &mut Vec<ActionOffer>) {
    let known = desk.known;
    let entries = known.entries_of(buffer, &mut Vec::new());
    let entry = entries.iter().find(|entry| entry.at == at);
    let mut add = |title: String, changes: Changes| {
        offers.push(ActionOffer { sort: Sort::Rewrite, ..fix_offer(buffer, title, changes) });
    };
    for (mark, title) in closing_marks(known.model.today, entry) {
        if let Some(changes) = with_mark(desk, buffer, at, mark) {
            add(title, changes);
        }
    }
    match entry {
        Some(entry) => {
            for (title, text) in additions_for(desk, entry) {
                let line = buffer.line_of(at);
                let Some(change) = mend::add(buffer, line, &text) else { continue };
                if same_line(desk, buffer, entry, &change) {
                    add(title, vec![change]);
                }
            }
        }
        None if with_tag(desk, buffer, at).is_some() => {}
        None => {
            for (kind, title) in [
                (Kind::Goal, "make this line a goal"),
                (Kind::Action, "make this line a promise"),
                (Kind::HighFive, "make this line praise"),
            ] {
                if let Some(changes) = as_kind(desk, buffer, at, kind) {
                    add(title.to_owned(), changes);
                }
            }
        }
    }
    if let Some((tag, changes)) = with_tag(desk, buffer, at) {
        add(format!("turn the leading word into `#{tag}`"), changes);
    }
}

/// The marks that may fit an entry, with their titles.
fn closing_marks(today: Day, entry: Option<&Entry<'_>>) -> Vec<(LineMark, String)> {
    let Some(entry) = entry else { return Vec::new() };
    let what = entry.kind.word_for_line();
    let today = today.short(today);
    match entry.kind {
        kind if kind.is_feedback() => vec![
            (LineMark::Share, format!("mark as shared today, {today}")),
            (LineMark::Drop, format!("drop this {what}")),
        ],
        // News on a goal is no goal.
        Kind::Goal if !goal::is_statement(entry) => Vec::new(),
        _ => vec![
            (LineMark::Done, format!("close this {what} today, {today}")),
            (LineMark::Drop, format!("drop this {what}")),
        ],
    }
}

/// The line with a mark, as `done`, `share` and `drop` make it.
fn with_mark(desk: &Desk<'_>, buffer: &Buffer, at: usize, mark: LineMark) -> Option<Changes> {
    let known = desk.known;
    let target = selector::target_at(&known.model, &buffer.note, at);
    let read = (buffer.str(), &buffer.note);
    let item = (&target, &buffer.note.items[at]);
    let dates = actions::dates_as_read(&known.model, &known.vault);
    let how = How { mark, why: None, day: known.model.today, dates };
    let edit = actions::mark_item(&known.model, read, item, &how).ok()?;
    Some(vec![(buffer.line_of(at), edit.after)])
}

/// What may be added to an entry: titles and texts.
fn additions_for(desk: &Desk<'_>, entry: &Entry<'_>) -> Vec<(String, String)> {
    /// So many of the skills in use are offered.
    const MOST_SKILLS: usize = 3;
    let known = desk.known;
    let today = known.model.today;
    let open = entry.status.is_none_or(|status| !status.is_closed());
    let mut all = Vec::new();
    let has = |key: &str| entry.field_or_below(key).is_some() || entry.item.field(key).is_some();
    let given = ["shared", "settled", "drop"].iter().any(|key| has(key));
    if entry.kind == Kind::WatchOut && !has("path") {
        all.push(("add a path".to_owned(), "[path:: ]".to_owned()));
    }
    if entry.kind.is_feedback() && open && !given && !has("hold") {
        for word in ["2 weeks", "1 month"] {
            if let Some(day) = days::read_day_word(word, today) {
                all.push((format!("hold until {}", day.short(today)), format!("[hold:: {day}]")));
            }
        }
    }
    let dated = matches!(entry.kind, Kind::Action | Kind::FollowUp)
        || (entry.kind == Kind::Goal && goal::is_statement(entry));
    if dated && open && !has("due") && !has("scheduled") {
        for word in ["fri", "2 weeks", "end of quarter"] {
            if let Some(day) = days::read_day_word(word, today) {
                all.push((format!("due {}", day.long()), format!("[due:: {day}]")));
            }
        }
    }
    let skilled = entry.kind.is_feedback() || (entry.kind == Kind::Goal && dated);
    if skilled && entry.item.skills.is_empty() && !has("skill") {
        let mut skills: Vec<(&String, &usize)> = known.skills.iter().collect();
        skills.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
        for (skill, _) in skills.into_iter().take(MOST_SKILLS) {
            let tag = format!("#skill{}{skill}", desk.tag_separator());
            all.push((format!("add the skill {skill}"), tag));
        }
    }
    all
}

/// A plain line as one of a kind; nothing where it would not be read as such about somebody.
fn as_kind(desk: &Desk<'_>, buffer: &Buffer, at: usize, kind: Kind) -> Option<Changes> {
    let known = desk.known;
    let item = &buffer.note.items[at];
    let line = buffer.line_of(at);
    let start = buffer.start_of(at);
    let words = naming_words(buffer, Span::new(start.min(line.end), line.end));
    let says = words.contains(char::is_alphanumeric);
    if !says || start < line.start || !item.fields.is_empty() {
        return None;
    }
    let people = known.people_at(buffer, start);
    let tag = match kind {
        Kind::Goal => {
            let person = people.first()?;
            let name = short_name(&known.model, person, &words);
            format!("#{}{}{name}", known.spelling_of(kind), desk.tag_separator())
        }
        _ => format!("#{}", known.spelling_of(kind)),
    };
    let bullet = if item.listed { "" } else { "- " };
    let boxed = matches!(kind, Kind::Goal | Kind::Action) && item.task.is_none();
    let boxed = if boxed { "[ ] " } else { "" };
    // In a 1-2-1 a box alone is a promise.
    let candidates = match kind {
        Kind::Action => vec![format!("{bullet}{boxed}"), format!("{bullet}{boxed}{tag} ")],
        _ => vec![format!("{bullet}{boxed}{tag} ")],
    };
    candidates.into_iter().filter(|text| !text.is_empty()).find_map(|text| {
        let changes = vec![(Span::new(start, start), text)];
        becomes(desk, buffer, at, kind, &people, &changes).then_some(changes)
    })
}

/// The words of a part of a line that may name a goal: without whom it mentions, and tags.
fn naming_words(buffer: &Buffer, part: Span) -> String {
    let tags = buffer.tags().iter().map(|tag| tag.span);
    let mentions = buffer.mentions().iter().map(|mention| mention.span);
    let inside = |span: &Span| part.start <= span.start && span.end <= part.end;
    let mut signs: Vec<(Span, String)> =
        tags.chain(mentions).filter(inside).map(|span| (span, String::new())).collect();
    signs.sort();
    let shifted = signs
        .into_iter()
        .map(|(span, text)| (Span::new(span.start - part.start, span.end - part.start), text));
    splice(part.of(buffer.str()), &shifted.collect::<Changes>())
}

/// `Praise: …`, `**Goal**: …`: the leading word as a tag.
fn with_tag(desk: &Desk<'_>, buffer: &Buffer, at: usize) -> Option<(String, Changes)> {
    /// A leading word has so many characters at most.
    const MOST_CHARS: usize = 24;
    let known = desk.known;
    let item = &buffer.note.items[at];
    if item.kind().is_some() {
        return None;
    }
    let start = buffer.start_of(at);
    let line = buffer.line_of(at);
    let text = Span::new(start.clamp(line.start, line.end), line.end).of(buffer.str());
    let (head, rest) = text.split_once(':')?;
    let word = head.trim_matches(['*', '_', ' ']);
    if rest.starts_with(':') || word.is_empty() || word.chars().count() > MOST_CHARS {
        return None;
    }
    let path = tag_path(&word.replace(' ', "-"));
    let (kind, name) = known.spelling.kind_of_tag(&path)?;
    let closing = rest.len() - rest.trim_start_matches(['*', '_', ' ']).len();
    let end = start + head.len() + 1 + closing;
    if !name.is_empty() || end >= line.end {
        return None;
    }
    let spelled = if Kind::from_tag(&path).is_some() { known.spelling_of(kind) } else { &path };
    let people = known.people_at(buffer, start);
    let words = &naming_words(buffer, Span::new(end, line.end));
    let tag = match (kind, people.first()) {
        (Kind::Goal, Some(person)) => {
            let name = short_name(&known.model, person, words);
            format!("{spelled}{}{name}", desk.tag_separator())
        }
        _ => spelled.to_owned(),
    };
    let boxed = match (kind, item.task) {
        (Kind::Goal | Kind::Action, None) if item.listed => "[ ] ",
        _ => "",
    };
    let changes = vec![(Span::new(start, end), format!("{boxed}#{tag} "))];
    becomes(desk, buffer, at, kind, &people, &changes).then_some((tag, changes))
}

/// A note for somebody who is named and not known, as the other people's notes are.
fn add_person(desk: &Desk<'_>, name: &str) -> Option<(String, NotePath, String)> {
    /// What no file may be named with on every system, and what no link can lead to.
    const NOT_IN_NAMES: &[char] =
        &[':', '*', '?', '"', '<', '>', '|', '\\', '/', '#', '^', '[', ']'];
    let name = name.trim_start_matches('@');
    let id = PersonId::new(name).filter(|_| !name.contains(NOT_IN_NAMES))?;
    let model = &desk.known.model;
    // Where most of them lie.
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    for path in model.people.by_id.values().filter_map(|person| person.path.as_ref()) {
        let head = path.stem().rfind('.').map_or("", |at| &path.stem()[..=at]);
        let folder = path.folder();
        let slash = if folder.is_empty() { "" } else { "/" };
        *folders.entry(format!("{folder}{slash}{head}")).or_default() += 1;
    }
    let most = folders.iter().max_by_key(|(_, count)| **count).map(|(folder, _)| folder.clone());
    let dotted = most.as_ref().is_some_and(|folder| folder.ends_with('.'));
    let title = words_with_capital(name);
    let path = match most {
        Some(folder) if dotted => format!("{folder}{id}.md"),
        Some(folder) => format!("{folder}{title}.md"),
        None if model.layout.dotted => format!("{}people.{id}.md", model.layout.home),
        None => format!("People/{title}.md"),
    };
    let path = NotePath::new(&path).ok().filter(|path| !desk.known.vault.has(path))?;
    let own = fold(&title) == id.as_str() || dotted;
    let handle = if own { String::new() } else { format!("handle: {id}\n") };
    let text = format!("---\nkind: person\n{handle}---\n\n# {title}\n");
    Some((format!("add the person {title}: a note in `{path}`"), path, text))
}

fn words_with_capital(name: &str) -> String {
    let words = name.split(['-', '_', '.', ' ']).filter(|word| !word.is_empty());
    words.map(with_capital).collect::<Vec<String>>().join(" ")
}

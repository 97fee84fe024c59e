//! `done`, `share` and `drop` on one line: the box, the day, the field, at the places where the
//! Tasks plugin, Dataview and Obsidian's block ids go on reading the line.
//!
//! The changed line is read again before anything is written: it must say what it said, and that.

use crate::kind::{Closes, Kind};
use crate::model::model::Model;
use crate::note::field::Style;
use crate::note::item::Item;
use crate::note::line_end::TASKS_KEYS;
use crate::note::parse::Note;
use crate::note::spelling::Spelling;
use crate::note::typed_box;
use crate::pages::line::LineEdit;
use crate::pages::selector::{Refusal, Target, repeated_promises};
use crate::records::feedback::State;
use crate::text::date::Day;
use crate::text::ids::digest;
use crate::text::span::{LineIndex, last_word};
use crate::vault::config::Status;
use crate::vault::vault::Vault;
use crate::vault::whole::Whole;

/// What is done to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineMark {
    /// It is done.
    Done,
    /// It was shared.
    Share,
    /// It is given up.
    Drop,
}

/// How days are written behind a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// `✅ 2026-11-24`.
    Emoji,
    /// `[done:: 2026-11-24]`.
    Fields,
    /// `[completion:: 2026-11-24]`, as the Tasks plugin writes fields.
    TasksFields,
}

/// How this vault writes days: as the config says, else as most tasks of its notes on people do,
/// else as most of all its tasks do.
pub fn dates(model: &Model, vault: Whole<'_>) -> Dates {
    dates_as_read(model, &vault)
}

/// The same by the notes that were read, for an editor, which waits for no others.
pub fn dates_as_read(model: &Model, vault: &Vault) -> Dates {
    let by_all =
        || most_used_dates(model, vault.notes.values()).unwrap_or_else(|| default_dates(model));
    told_dates(model, vault).unwrap_or_else(by_all)
}

/// The same as far as the config and the notes on people tell: those that have a kind of line of
/// ours, and the 1-2-1s. A vault of which only these are read gives the same answer.
pub fn told_dates(model: &Model, vault: &Vault) -> Option<Dates> {
    match model.config.date_style.as_str() {
        "emoji" => return Some(Dates::Emoji),
        "fields" => return Some(field_style(model)),
        _ => {}
    }
    let has_kind = |note: &&Note| note.items.iter().any(|item| !item.kinds.is_empty());
    let is_ours = |note: &&Note| has_kind(note) || model.meetings.is_meeting_note(&note.path);
    most_used_dates(model, vault.notes.values().filter(is_ours))
}

/// How most tasks of these notes write days; nothing when none of them has one.
fn most_used_dates<'n>(model: &Model, notes: impl Iterator<Item = &'n Note>) -> Option<Dates> {
    let all = notes.flat_map(|note| &note.items).flat_map(|item| &item.fields);
    let of_tasks = all.filter(|field| TASKS_KEYS.contains(&field.key.as_str()));
    let (mut emoji, mut bracket) = (0_usize, 0_usize);
    for field in of_tasks {
        match field.style {
            Style::Emoji => emoji += 1,
            Style::Bracket | Style::OneColon => bracket += 1,
            Style::Whole | Style::Loose => {}
        }
    }
    match emoji.cmp(&bracket) {
        std::cmp::Ordering::Greater => Some(Dates::Emoji),
        std::cmp::Ordering::Less => Some(field_style(model)),
        std::cmp::Ordering::Equal if emoji > 0 => Some(default_dates(model)),
        std::cmp::Ordering::Equal => None,
    }
}

/// How days are written where nothing tells.
fn default_dates(model: &Model) -> Dates {
    match field_style(model) {
        Dates::TasksFields => Dates::Emoji,
        fields => fields,
    }
}

/// How fields are written here: the Tasks plugin has words of its own for them.
fn field_style(model: &Model) -> Dates {
    let plugins = &model.layout.obsidian_plugins;
    let tasks = plugins.iter().any(|name| name == "obsidian-tasks-plugin");
    if tasks { Dates::TasksFields } else { Dates::Fields }
}

/// What a mark adds to a line.
struct Addition {
    /// The new character of the box.
    task: Option<char>,
    /// The line is the row of a table: its field says what a box would.
    in_row: bool,
    /// Keys as they are read, values, and the text of each field.
    fields: Vec<(&'static str, String, String)>,
    /// A reason, which Tasks does not know: it stands before what Tasks reads.
    why: Option<(&'static str, String, String)>,
}

/// The edit of the note's line: `text` and `note` are the note as it is now.
///
/// # Errors
/// Why the line has to stay as it is.
pub fn mark_edit(
    model: &Model,
    vault: Whole<'_>,
    text: &str,
    target: &Target,
    mark: LineMark,
    why: Option<&str>,
) -> Result<LineEdit, Refusal> {
    let how = How { mark, why, day: model.today, dates: dates(model, vault) };
    mark_as(model, &vault, text, target, &how)
}

/// The edits that put a field behind the words of an item, where the Tasks plugin, Dataview and a
/// block id go on reading the line: the best place first. Whoever asks reads each again.
pub fn with_field(text: &str, item: &Item, field: (&'static str, &str)) -> Vec<LineEdit> {
    let (key, value) = field;
    let why = Some((key, value.to_owned(), format!("[{key}:: {value}]")));
    let addition = Addition { task: None, in_row: false, fields: Vec::new(), why };
    let index = LineIndex::new(text);
    let before = index.line_span(text, item.place.line as usize - 1).of(text);
    let Some(line) = EditedLine::of(before, item) else { return Vec::new() };
    let edit = |after| {
        let before = Some(before.to_owned());
        LineEdit { line: item.place.line, before, after, note: digest(text) }
    };
    let places = line.insertion_places().into_iter();
    places.filter_map(|place| line.with_addition(item, &addition, place)).map(edit).collect()
}

/// What is done to a line, and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct How<'h> {
    pub mark: LineMark,
    /// Why it is given up.
    pub why: Option<&'h str>,
    /// The day that is written.
    pub day: Day,
    /// How days are written where the line itself does not tell.
    pub dates: Dates,
}

/// The same as `mark_edit`, with a day and a style of its own.
///
/// # Errors
/// Why the line has to stay as it is.
pub fn mark_as(
    model: &Model,
    vault: &Vault,
    text: &str,
    target: &Target,
    how: &How<'_>,
) -> Result<LineEdit, Refusal> {
    let spelling = model.config.spelling();
    let (note, _) = Note::parse(&target.path, text.as_bytes(), &spelling);
    let known = vault.notes.get(&target.path).and_then(|note| note.items.get(target.at));
    let item = note.items.get(target.at).filter(|item| Some(*item) == known).ok_or_else(|| {
        Refusal::new(
            format!("`{}` was changed while it was read", target.path),
            "run the command again",
        )
    })?;
    mark_item(model, (text, &note), (target, item), how)
}

/// The same of a note that was just read from this text: as it stands in an editor, say.
///
/// # Errors
/// Why the line has to stay as it is.
pub fn mark_item(
    model: &Model,
    (text, note): (&str, &Note),
    (target, item): (&Target, &Item),
    how: &How<'_>,
) -> Result<LineEdit, Refusal> {
    let spelling = model.config.spelling();
    let style = own_dates(model, item).unwrap_or(how.dates);
    let index = LineIndex::new(text);
    let span = index.line_span(text, target.line as usize - 1);
    let before = span.of(text);
    let addition = addition_for(model, target, item, (how, style), is_row(before, item))?;
    let by_hand = || format!("change {}:{} in your editor", target.path, target.line);
    let unsafe_line = || {
        let why = "the line's box has no form for this that other programs would read";
        Refusal::new(why, by_hand())
    };
    let line = EditedLine::of(before, item).ok_or_else(unsafe_line)?;
    let mut why = None;
    for place in line.insertion_places() {
        let after = line.with_addition(item, &addition, place).ok_or_else(unsafe_line)?;
        let before = Some(before.to_owned());
        let edit = LineEdit { line: target.line, before, after, note: digest(text) };
        let new = edit.apply(text).map_err(|why| Refusal::new(why, "run the command again"))?;
        match read_otherwise(note, &new, target, &addition, &spelling) {
            None => return Ok(edit),
            Some(otherwise) => why = why.or(Some(otherwise)),
        }
    }
    let why = format!("the changed line would be read otherwise: {}", why.unwrap_or_default());
    Err(Refusal::new(why, by_hand()))
}

/// How the line itself writes days.
fn own_dates(model: &Model, item: &Item) -> Option<Dates> {
    let of_tasks = |field: &&crate::note::item::Field| TASKS_KEYS.contains(&field.key.as_str());
    let own = item.fields.iter().filter(of_tasks).find(|field| field.key != "priority")?;
    Some(if own.style == Style::Emoji { Dates::Emoji } else { field_style(model) })
}

/// Whether a line is the row of a table, which has no place for a box.
fn is_row(line: &str, item: &Item) -> bool {
    let head = byte_of(line, item.place.column).map_or("", |at| &line[..at]);
    line.contains('|') && head.trim_matches(['>', ' ', '\t', '|']).is_empty()
}

fn addition_for(
    model: &Model,
    target: &Target,
    item: &Item,
    (how, style): (&How<'_>, Dates),
    is_row: bool,
) -> Result<Addition, Refusal> {
    let place = format!("{}:{}", target.path, target.line);
    let kind = target.kind;
    let is_feedback = kind.is_some_and(Kind::is_feedback);
    if item.field("repeat").is_some() {
        let hint = "tick it in Obsidian, which makes the next one";
        return Err(Refusal::new(format!("{place} repeats: a tick would end it"), hint));
    }
    if let Some(status) = item.task.and_then(|mark| model.config.statuses.get(&mark))
        && status.is_closed()
    {
        let why = format!("{place} is {} already", status.word());
        return Err(Refusal::new(why, "open it again in your editor"));
    }
    match how.mark {
        LineMark::Share if !is_feedback => {
            let what = kind.map_or("no feedback", Kind::word);
            let why = format!("{place} is {what}: only a high five or a watch out is shared");
            return Err(Refusal::new(why, "`vault121 done KEY` closes the others"));
        }
        LineMark::Done if is_feedback => {
            let why = format!("{place} is feedback: it is shared, not done");
            return Err(Refusal::new(why, "`vault121 share KEY`"));
        }
        _ => {}
    }
    let gone = ["shared", "settled", "drop"].into_iter().find(|key| item.field(key).is_some());
    if is_feedback && let Some(key) = gone {
        if item.field(key).is_some_and(|field| field.value.trim().is_empty()) {
            let why = format!("{place} says `{key}` and no day");
            return Err(Refusal::new(why, "write the day behind it, in your editor"));
        }
        let why = format!("{place} says `{key}` already");
        return Err(Refusal::new(why, "change it in your editor"));
    }
    if item.field("done").is_some() || item.field("drop").is_some() {
        return Err(Refusal::new(format!("{place} is closed already"), "nothing is left to do"));
    }
    let closes = kind.map_or(Closes::Never, |kind| kind.row().closes);
    let (wants_box, by_field) = match closes {
        Closes::Box => (true, false),
        Closes::Field => (false, true),
        Closes::BoxOrField => (true, true),
        Closes::Shared | Closes::Never => (false, false),
    };
    let boxed = item.task.is_some() || (item.listed && wants_box && !is_row);
    // `TODO Alice: …` as a paragraph has no place for a box.
    let by_field = by_field || kind == Some(Kind::Action) && !item.listed && !is_row;
    let closable = boxed || is_feedback || by_field || is_row && wants_box;
    if !closable {
        let what = kind.map_or("a plain line", Kind::word);
        let why = format!("{place} is {what}: there is nothing to close");
        return Err(Refusal::new(why, "goals, promises, topics and tasks can be closed"));
    }
    let mut added = mark_addition(model, how, boxed || is_row && wants_box, style);
    added.in_row = is_row && !boxed;
    Ok(added)
}

fn mark_addition(model: &Model, how: &How<'_>, boxed: bool, style: Dates) -> Addition {
    let How { mark, why, day, .. } = *how;
    let status = |wanted: Status, usual: char| {
        let of = |mark: &char| model.config.statuses.get(mark) == Some(&wanted);
        let own = || model.config.statuses.keys().copied().find(|mark| of(mark));
        Some(usual).filter(of).or_else(own).or(Some(usual))
    };
    let field = |key: &'static str, written: &str, value: String| {
        let text = format!("[{written}:: {value}]");
        (key, value, text)
    };
    let done = match style {
        Dates::Emoji => ("done", day.to_string(), format!("✅ {day}")),
        Dates::Fields => field("done", "done", day.to_string()),
        Dates::TasksFields => field("done", "completion", day.to_string()),
    };
    let why = why.map(|why| why.replace('[', "(").replace(']', ")"));
    let why = why.map(|why| why.split_whitespace().collect::<Vec<_>>().join(" "));
    let why = why.filter(|why| !why.is_empty());
    match mark {
        LineMark::Done | LineMark::Share if boxed => Addition {
            task: status(Status::Done, 'x'),
            in_row: false,
            fields: vec![done],
            why: None,
        },
        LineMark::Done => Addition { task: None, in_row: false, fields: vec![done], why: None },
        LineMark::Share => {
            let shared = field("shared", "shared", day.to_string());
            Addition { task: None, in_row: false, fields: vec![shared], why: None }
        }
        LineMark::Drop if boxed => {
            let dropped = match style {
                Dates::Emoji => ("cancelled", day.to_string(), format!("❌ {day}")),
                Dates::Fields => field("dropped", "dropped", day.to_string()),
                Dates::TasksFields => field("cancelled", "cancelled", day.to_string()),
            };
            let why = why.map(|why| field("why", "why", why));
            Addition {
                task: status(Status::Dropped, '-'),
                in_row: false,
                fields: vec![dropped],
                why,
            }
        }
        LineMark::Drop => {
            let why = why.unwrap_or_else(|| day.to_string());
            Addition {
                task: None,
                in_row: false,
                fields: vec![field("drop", "drop", why)],
                why: None,
            }
        }
    }
}

/// A line that gets an addition: its bytes up to the words, and up to its block id.
struct EditedLine<'l> {
    text: &'l str,
    start: usize,
    end: usize,
    /// Behind this byte the Tasks plugin reads.
    tasks: usize,
}

/// So many places in a line are tried for a field.
const MOST_PLACES: usize = 8;

impl<'l> EditedLine<'l> {
    fn of(text: &'l str, item: &Item) -> Option<EditedLine<'l>> {
        let start = byte_of(text, item.place.column)?;
        let end = text.trim_end().len().max(start);
        let id = item.block_id.as_ref().map(|id| format!("^{id}"));
        let end = match id.filter(|id| text[start..end].ends_with(id.as_str())) {
            Some(id) => start + text[start..end - id.len()].trim_end().len(),
            None => end,
        };
        Some(EditedLine { text, start, end, tasks: tasks_from(text, start, end, item) })
    }

    /// Where a field may go, the best place first: behind all words, else before what ends the
    /// line and would be read together with it (a tag, a name, a comment, a table's bar), else
    /// before what begins in this line and ends in the next one.
    fn insertion_places(&self) -> Vec<usize> {
        let text = &self.text[self.start..self.end];
        // A backslash at the end breaks the line, and nothing but the line's end may follow it.
        let mut ends = vec![text.trim_end_matches('\\').trim_end().len()];
        while let Some(end) = ends.last().filter(|_| ends.len() < MOST_PLACES) {
            let rest = text[..*end].trim_end();
            let comment = |(open, close)| rest.strip_suffix(close)?.rfind(open);
            let comment = [("%%", "%%"), ("<!--", "-->")].into_iter().find_map(comment);
            let word = comment.unwrap_or_else(|| last_word(rest));
            let may_go = rest[word..].starts_with(['#', '@', '|', '*', '_', '~', '(', '[']);
            if word == 0 || !(may_go || comment.is_some()) {
                break;
            }
            ends.push(rest[..word].trim_end().len());
        }
        // Behind the last bar of a table's row is a cell that no column has: an editor that draws
        // the table anew drops it.
        let bare = self.text.trim_start_matches(['>', ' ', '\t']);
        if bare.starts_with('|') && text[..ends[0]].ends_with('|') && ends.len() > 1 {
            ends.remove(0);
        }
        // In a row the cell of the words takes it, whichever that is.
        if text.contains('|') {
            let cells = text.rmatch_indices('|').map(|(at, _)| text[..at].trim_end().len());
            ends.extend(cells.filter(|end| *end > 0).take(MOST_PLACES));
        }
        let goes_on = ['[', '(', '`'].into_iter().filter_map(|sign| text.rfind(sign));
        ends.extend(goes_on.map(|at| text[..at].trim_end().len()).filter(|end| *end > 0));
        ends.into_iter().map(|end| self.start + end).collect()
    }

    /// The line with the addition at one of its places.
    fn with_addition(&self, item: &Item, addition: &Addition, place: usize) -> Option<String> {
        let head = &self.text[..self.start];
        let task = addition.task.filter(|_| !addition.in_row);
        let mut out = match (task, item.task) {
            (Some(new), Some(old)) => match head.rfind(&format!("[{old}]")) {
                Some(at) => format!("{}[{new}]{}", &head[..at], &head[at + old.len_utf8() + 2..]),
                None => typed_box::with_mark(head, old, new)?,
            },
            (Some(new), None) => format!("{head}[{new}] "),
            (None, _) => head.to_owned(),
        };
        let mut at = self.start;
        if let Some((_, _, text)) = &addition.why {
            let behind = self.tasks.min(place);
            out.push_str(self.text[at..behind].trim_end());
            out.push_str(&format!(" {text}"));
            at = behind;
        }
        out.push_str(&self.text[at..place]);
        for (_, _, text) in &addition.fields {
            let gap = if out.ends_with(' ') { "" } else { " " };
            out.push_str(&format!("{gap}{text}"));
        }
        out.push_str(&self.text[place..]);
        Some(out)
    }
}

/// A line with a text behind its words, in each place where that may go, the best first.
pub(crate) fn with_behind(line: &str, item: &Item, text: &str) -> Vec<String> {
    let Some(line) = EditedLine::of(line, item) else { return Vec::new() };
    let put = |at: usize| {
        let (head, rest) = line.text.split_at(at);
        let gap = if rest.is_empty() || rest.starts_with([' ', '\t', '\\']) { "" } else { " " };
        format!("{} {text}{gap}{rest}", head.trim_end())
    };
    line.insertion_places().into_iter().map(put).collect()
}

/// A line with a text before its words.
pub(crate) fn with_before(line: &str, item: &Item, text: &str) -> Option<String> {
    let at = byte_of(line, item.place.column)?;
    Some(format!("{}{text}{}", &line[..at], &line[at..]))
}

/// The byte behind which the Tasks plugin reads: known fields and tags up to `end`.
fn tasks_from(line: &str, start: usize, end: usize, item: &Item) -> usize {
    let mut at = end;
    loop {
        let rest = line[start..at].trim_end();
        let stop = start + rest.len();
        let ends_here = item.fields.iter().find_map(|field| {
            let known = TASKS_KEYS.contains(&field.key.as_str());
            let on_line = field.place.line == item.place.line;
            let begin = byte_of(line, field.place.column)?;
            let width = field.place.width as usize;
            let finish = line[begin..].char_indices().nth(width).map(|(at, _)| begin + at);
            (known && on_line && finish.unwrap_or(line.len()) == stop).then_some(begin)
        });
        let word = start + last_word(rest);
        match ends_here {
            Some(begin) if begin < at => at = begin,
            _ if line[word..stop].starts_with('#') && word > start => at = word,
            _ => return stop,
        }
    }
}

/// The byte of a column, which counts characters from 1.
fn byte_of(line: &str, column: u32) -> Option<usize> {
    let column = (column as usize).checked_sub(1)?;
    let mut bytes = line.char_indices().map(|(at, _)| at).chain([line.len()]);
    bytes.nth(column)
}

/// What in the new text is read otherwise than before, the addition aside; nothing when all of it
/// says what it said.
fn read_otherwise(
    old: &Note,
    new: &str,
    target: &Target,
    addition: &Addition,
    spelling: &Spelling,
) -> Option<String> {
    let (new, _) = Note::parse(&old.path, new.as_bytes(), spelling);
    let (Some(before), Some(after)) = (old.items.get(target.at), new.items.get(target.at)) else {
        return Some("the line would be none of its own any more".to_owned());
    };
    let differing = |(at, (one, other)): (usize, (&Item, &Item))| {
        (at != target.at && one != other).then_some(one.place.line)
    };
    let other = old.items.iter().zip(&new.items).enumerate().find_map(differing);
    if let Some(line) = other {
        return Some(format!("line {line} would say something else"));
    }
    if new.regions != old.regions || old.items.len() != new.items.len() {
        return Some("other lines would say something else".to_owned());
    }
    let words = |item: &Item| item.text_with_names(|mention| mention.names.join("|"));
    if words(before) != words(after) {
        return Some(format!("`{}` would become `{}`", words(before), words(after)));
    }
    let mut wanted = item_fields(before);
    let added = addition.fields.iter().chain(&addition.why);
    wanted.extend(added.map(|(key, value, _)| ((*key).to_owned(), value.clone())));
    let found = item_fields(after);
    if let Some((key, value)) =
        missing_field(&wanted, &found).or_else(|| missing_field(&found, &wanted))
    {
        return Some(format!("its field `{key}` with `{value}` would not be the same"));
    }
    if after.task != addition.task.or(before.task) {
        return Some("its box would be another one".to_owned());
    }
    let kinds = |item: &Item| (item.kind(), item.kinds.clone());
    if kinds(before) != kinds(after) {
        return Some("it would be of another kind".to_owned());
    }
    if before.block_id != after.block_id {
        return Some("its block id would be lost".to_owned());
    }
    let rest = |item: &Item| (item.skills.clone(), item.ways.clone(), item.parent());
    (rest(before) != rest(after)).then(|| "its tags would say something else".to_owned())
}

/// The fields of an item.
fn item_fields(item: &Item) -> Vec<(String, String)> {
    item.fields.iter().map(|field| (field.key.clone(), field.value.clone())).collect()
}

/// The first of these fields that stands less often among the others.
fn missing_field<'f>(
    these: &'f [(String, String)],
    others: &[(String, String)],
) -> Option<&'f (String, String)> {
    let count = |all: &[(String, String)], one| all.iter().filter(|other| *other == one).count();
    these.iter().find(|one| count(these, *one) > count(others, *one))
}

/// Whether the vault now means what was meant: a promise or a goal may be kept open by another
/// line that says the same later.
///
/// # Errors
/// Which line does.
pub fn holds_after(
    after: &Model,
    vault: &Vault,
    target: &Target,
    mark: LineMark,
) -> Result<(), Refusal> {
    let here = |source: &crate::records::record::Source| {
        source.path == target.path && source.line == target.line
    };
    let open_goal = after.goals.iter().any(|goal| here(&goal.source) && goal.is_open());
    let mut promises = after.actions.iter().filter(|action| action.is_open());
    let open_promise = promises.any(|action| here(&action.source) || action.also.iter().any(here));
    let unshared =
        after.feedback.iter().filter(|feedback| here(&feedback.source)).any(|feedback| {
            let state = after.feedback_state(feedback, after.today);
            matches!(state, State::ToShare | State::Held | State::Offered)
        });
    let candidates = match (open_goal, open_promise, unshared) {
        (false, false, false) => return Ok(()),
        (_, true, _) if mark != LineMark::Share => repeated_promises(after, vault, target),
        _ => Vec::new(),
    };
    let why = format!("{}:{} would stay open: another line says so", target.path, target.line);
    Err(Refusal { why, hint: "change that one".to_owned(), candidates })
}

//! Code lenses and inlay hints: how a goal stands, what is late, where to begin.

use crate::kind::Kind;
use crate::lsp::buffer::Buffer;
use crate::lsp::card;
use crate::lsp::desk::Desk;
use crate::lsp::text::to_u32;
use crate::pages::view::lens::due_words;
use crate::people::meeting::Meeting;
use crate::records::goal;
use crate::text::date::Day;
use crate::text::span::Span;
use gen_lsp_types::{CodeLens, Command, InlayHint, Label, LspAny, Position, Range};

/// The command behind lenses that lead somewhere: an address and a line from 0.
pub const OPEN: &str = "vault121.open";
/// The command that makes a prep.
pub const PREP: &str = "vault121.prep";

/// The lenses of a note.
pub fn lenses(desk: &Desk<'_>, buffer: &Buffer) -> Vec<CodeLens> {
    let known = desk.known;
    let model = &known.model;
    let mut lenses = Vec::new();
    let address = || LspAny::String(desk.uri(&buffer.path).0);
    let mut add = |line: u32, title: String, command: &str, arguments: Vec<LspAny>| {
        let at = Position { line, character: 0 };
        lenses.push(CodeLens {
            range: Range { start: at, end: at },
            command: Some(Command {
                title,
                command: command.to_owned(),
                arguments: Some(arguments),
                tooltip: None,
            }),
            data: None,
        });
    };
    // Above a 1-2-1 that is to come its prep; in a note of none the next one, above its newest.
    let here = || model.meetings.all.iter().filter(|meeting| meeting.path == buffer.path);
    let is_coming = |meeting: &Meeting| meeting.date >= model.today && meeting.held_said.is_none();
    let mut above: Vec<&Meeting> =
        here().map(AsRef::as_ref).filter(|meeting| is_coming(meeting)).collect();
    if above.is_empty() {
        let met = |meeting: &&Meeting| {
            model.people.with_id(&meeting.person).is_some_and(|person| model.is_report(person))
        };
        above.extend(here().map(AsRef::as_ref).filter(met).max_by_key(|meeting| meeting.date));
    }
    for meeting in above {
        let name = model.people.first_name_of(&meeting.person);
        let title = format!("open prep for {name}");
        let person = LspAny::String(meeting.person.to_string());
        add(to_u32(buffer.zero_based_line(meeting.line)), title, PREP, vec![person]);
    }
    if let Some(person) = model.people.owner_of_note(&buffer.path)
        && model.is_report(person)
    {
        let arguments = vec![LspAny::String(person.id.to_string())];
        add(0, format!("{} · open prep", card::person_line(known, person)), PREP, arguments);
    }
    for entry in known.entries_of(buffer, &mut Vec::new()) {
        if entry.kind != Kind::Goal || !goal::is_statement(&entry) {
            continue;
        }
        for key in goal::keys_of_entry(&entry) {
            let Some(goal) = known.goal_named(&key.person, &key.slug) else { continue };
            let last = goal.news.last().map_or(&goal.source, |news| &news.source);
            let arguments = vec![
                LspAny::String(desk.uri(&last.path).0),
                line_argument(last.line.saturating_sub(1)),
            ];
            add(
                to_u32(buffer.zero_based_line(entry.source.line)),
                card::goal_line(known, goal),
                OPEN,
                arguments,
            );
        }
    }
    for region in &buffer.regions {
        let begins = buffer.text.line_of(region.whole.start);
        let ends = buffer.text.line_of(region.whole.end.saturating_sub(1));
        let arguments = vec![address(), line_argument(to_u32(ends + 1))];
        add(to_u32(begins), "generated, write below".to_owned(), OPEN, arguments);
    }
    lenses
}

fn line_argument(line: u32) -> LspAny {
    LspAny::from(line)
}

/// How long there is, or how late it is: counted in the lead's own editor, also where a page would
/// not count any more.
fn late_or_due(due: Day, today: Day) -> String {
    match due.days_since(today) {
        -1 => "1 day late".to_owned(),
        days if days < 0 => format!("{} days late", -days),
        _ => due_words(due, today),
    }
}

/// The hints of a part of a note: behind what is open and has a day, how long there is.
pub fn hints(desk: &Desk<'_>, buffer: &Buffer, part: Span) -> Vec<InlayHint> {
    let known = desk.known;
    let model = &known.model;
    let mut hints = Vec::new();
    for entry in known.entries_of(buffer, &mut Vec::new()) {
        let line = buffer.line_of(entry.at);
        if line.end < part.start || line.start > part.end {
            continue;
        }
        let due = match entry.kind {
            Kind::Action => {
                let actions = model.actions.iter().filter(|action| action.is_open());
                let mut here = actions.filter(|action| {
                    action.source.path == entry.source.path
                        && action.source.line == entry.source.line
                });
                here.find_map(|action| action.due)
            }
            Kind::Goal if goal::is_statement(&entry) => {
                let keys = goal::keys_of_entry(&entry);
                let goal = keys.iter().find_map(|key| known.goal_named(&key.person, &key.slug));
                goal.filter(|goal| goal.is_open() && goal.source.line == entry.source.line)
                    .and_then(|goal| goal.due)
            }
            _ => None,
        };
        let Some(due) = due else { continue };
        hints.push(InlayHint {
            position: buffer.text.position(line.end, desk.units),
            label: Label::String(late_or_due(due, model.today)),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    }
    hints
}

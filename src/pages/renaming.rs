//! Pages that stand under another name than they would get today, and the edits of the links to
//! them: what `rename-pages` does.

use crate::model::model::Model;
use crate::note::parse::Note;
use crate::note::region;
use crate::pages::chart;
use crate::pages::line::LineEdit;
use crate::pages::links::{Moves, relink_text};
use crate::pages::pages::{Ask, Pages};
use crate::pages::plan::{Edit, RegionEdit};
use crate::pages::template::{For, Templates};
use crate::people::person::Person;
use crate::text::date::Day;
use crate::text::date_parse;
use crate::text::date_parse::Found;
use crate::text::ids::{NotePath, digest};
use crate::text::span::{LineIndex, Span, splice};
use crate::vault::layout;
use crate::vault::layout::Layout;
use crate::vault::vault::Vault;
use crate::vault::whole::Whole;
use std::collections::BTreeMap;

/// Which pages get which name.
#[derive(Debug, Default)]
pub struct Renaming {
    /// Old to new: notes, and the pictures beside them.
    pub moves: Moves,
    /// Pages that stay, with the reason.
    pub stay: Vec<(NotePath, String)>,
}

/// Finds the pages whose name is not the one that `paths:` or the way of new vaults gives them.
pub fn renaming(vault: Whole<'_>, mut model: Model) -> Renaming {
    model.layout.short_names = false;
    let (templates, _) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    let (ask, mut said) = (Ask::default(), Vec::new());
    let pages = Pages::new(&vault, &model, &templates, &ask, &mut said);
    let mut out = Renaming::default();
    for note in vault.notes.values() {
        let regions = note.regions.iter().flatten();
        let Some(to) = regions.filter_map(|kept| new_name(&pages, note, &kept.name)).next() else {
            continue;
        };
        if to.folded() == note.path.folded() {
            continue;
        }
        if vault.has(&to) || out.moves.values().any(|other| other.folded() == to.folded()) {
            out.stay.push((note.path.clone(), format!("`{to}` is there already")));
            continue;
        }
        pictures(&vault, &note.path, &to, &mut out.moves);
        out.moves.insert(note.path.clone(), to);
    }
    out
}

/// The name that the note of a page would get today; nothing for pages of past ways that nothing
/// tells of.
fn new_name(pages: &Pages<'_>, note: &Note, region: &str) -> Option<NotePath> {
    let page = pages.templates.page_named(region)?;
    note.front.text_of("kind")?;
    let date = note.front.text_of("date").and_then(|text| {
        match date_parse::leading_date(&text, pages.model.config.date_order, None) {
            Some(Found::Day(day, _)) => Some(day),
            _ => None,
        }
    });
    let about = note.front.text_of("person").and_then(|name| pages.model.people.one_named(&name));
    let person = about.and_then(|id| pages.model.people.with_id(&id));
    match page.made_for {
        For::Team | For::Lead => pages.shared_path(page).ok(),
        For::Day => pages.day_path(page, date?).ok(),
        For::OneOnOne if region == "prep" => prep_name(pages, note, person?, date?),
        For::OneOnOne => pages.path_of(page, person?, Some(date?)).ok(),
        _ => pages.path_of(page, person?, date).ok(),
    }
}

/// The name of a prep. A vault whose own 1-2-1s are called by their day keeps that: the next one
/// would be called so again.
fn prep_name(pages: &Pages<'_>, note: &Note, person: &Person, date: Day) -> Option<NotePath> {
    if !pages.model.meetings.is_meeting_note(&note.path) || pages.model.layout.dotted {
        return None;
    }
    if pages.model.config.paths.contains_key("prep") {
        return pages.named_by_config(person, date);
    }
    let is_bare = |path: &NotePath, day: Day| path.stem() == day.to_string();
    let mut with = pages.model.meetings.meetings_with(&person.id);
    let has_own = with.any(|meeting| {
        let made = pages.vault.notes.get(&meeting.path).is_some_and(|n| n.region("prep").is_some());
        !made && is_bare(&meeting.path, meeting.date)
    });
    if has_own || !is_bare(&note.path, date) {
        return None;
    }
    let name = format!("{date} {}.md", layout::file_word(&person.name));
    NotePath::new(&note.path.beside(&name)).ok()
}

/// The pictures beside a page follow it.
fn pictures(vault: &Vault, from: &NotePath, to: &NotePath, moves: &mut Moves) {
    for path in vault.files.iter().filter(|(_, text)| chart::is_ours(text)).map(|(path, _)| path) {
        let ending = path.file_name().strip_prefix(from.stem()).filter(|end| end.starts_with('.'));
        let Some(ending) = ending.filter(|_| path.folder() == from.folder()) else { continue };
        if let Ok(new) = NotePath::new(&to.beside(&format!("{}{ending}", to.stem()))) {
            moves.insert(path.clone(), new);
        }
    }
}

/// The edits of one note whose links lead to a page that gets another name, in the order in which
/// they are carried out; and how many links may mean several notes.
pub fn edits(text: &str, note: &Note, layout: &Layout, moves: &Moves) -> (Vec<Edit>, usize) {
    let found = relink_text(text, &note.path, layout, moves);
    if found.edits.is_empty() {
        return (Vec::new(), found.unclear.len());
    }
    const WHY: &str = "links to pages with new names";
    let no_edit = Edit::of_regions(&note.path, WHY, Vec::new());
    let regions = no_edit.regions_of(text).unwrap_or_default();
    let inside = |span: Span| regions.iter().find(|region| region.whole.holds(span.start));
    let index = LineIndex::new(text);
    let mut lines: BTreeMap<usize, Vec<(Span, String)>> = BTreeMap::new();
    for (span, new) in found.edits.iter().filter(|(span, _)| inside(*span).is_none()) {
        let line = index.line0(span.start);
        let begin = index.line_span(text, line).start;
        let span = Span::new(span.start - begin, span.end - begin);
        lines.entry(line).or_default().push((span, new.clone()));
    }
    let (mut line_edits, mut region_edits) = (Vec::new(), Vec::new());
    let mut now = text.to_owned();
    for (line, changes) in lines {
        let before = index.line_span(text, line).of(text).to_owned();
        let after = splice(&before, &changes);
        let Ok(number) = u32::try_from(line + 1) else { continue };
        let change = LineEdit { line: number, before: Some(before), after, note: digest(&now) };
        now = change.apply(&now).unwrap_or(now);
        line_edits.push(change);
    }
    for region in &regions {
        let mut changes = Vec::new();
        for (span, new) in &found.edits {
            if region.body.start <= span.start && span.end <= region.body.end {
                let moved = |at: usize| at - region.body.start;
                changes.push((Span::new(moved(span.start), moved(span.end)), new.clone()));
            }
        }
        if !changes.is_empty() {
            let inner = splice(region.body.of(text), &changes).replace("\r\n", "\n");
            region_edits.push(RegionEdit {
                name: region.name.clone(),
                inner: inner.trim_matches('\n').to_owned(),
                before: Some(region::inner_text(text, region).into_owned()),
                taken: None,
            });
        }
    }
    let mut edits = Vec::new();
    if !line_edits.is_empty() {
        edits.push(Edit::of_lines(&note.path, WHY, line_edits));
    }
    if !region_edits.is_empty() {
        edits.push(Edit::of_regions(&note.path, WHY, region_edits));
    }
    (edits, found.unclear.len())
}

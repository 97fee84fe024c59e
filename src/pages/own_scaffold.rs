//! The vault's own template below a prep, in the place of the shipped scaffold.
//!
//! Only one that a day and a title can fill in, and that says nothing by itself: a word of it
//! would be read as one of the 1-2-1, and so tell that it took place.

use crate::note::front_matter::Fence;
use crate::note::parse::Note;
use crate::pages::placeholders;
use crate::text::date::Day;
use crate::text::ids::NotePath;
use crate::vault::own_template;
use crate::vault::vault::Vault;

/// It, filled in for a new note.
pub fn of(vault: &Vault, path: &NotePath, day: Day) -> Option<String> {
    let (template, format) = own_template::of(vault, path.folder())?;
    let filled = placeholders::fill(template, path.stem(), day, &format)?.replace("\r\n", "\n");
    let body = filled[Fence::find(&filled).body_start()..].trim_matches('\n');
    // The name of the note as a heading stands above the prep already.
    let title = format!("# {}", path.stem());
    let body = match body.split_once('\n') {
        Some((first, rest)) if first.trim_end() == title => rest.trim_matches('\n'),
        _ => body,
    };
    let (note, said) = Note::parse(path, body.as_bytes(), &vault.config.spelling());
    let is_plain = !note.has_words
        && said.is_empty()
        && note.regions.as_ref().is_some_and(Vec::is_empty)
        && !body.contains("vault121:");
    (is_plain && !body.is_empty()).then(|| body.to_owned())
}

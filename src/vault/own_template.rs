//! The vault's own template for the notes of 1-2-1s: the one that Templater takes for their folder,
//! else the only one in the folders of templates whose name says 1-2-1.
//!
//! It only finds it; what of it can be used is for the pages.

use crate::text::ids::NotePath;
use crate::text::one_on_one;
use crate::vault::obsidian;
use crate::vault::vault::Vault;
use std::collections::BTreeSet;

/// The paths of all that may be one; `list` gives the names of the files in a folder of the vault.
pub fn candidates(vault: &Vault, list: &dyn Fn(&str) -> Vec<String>) -> BTreeSet<NotePath> {
    let of_folders = obsidian::folder_templates(&vault.settings).into_iter();
    let mut paths: BTreeSet<NotePath> =
        of_folders.filter_map(|(_, template)| NotePath::new(&template).ok()).collect();
    for folder in obsidian::templates(&vault.settings) {
        let named = list(&folder).into_iter().map(|name| format!("{folder}/{name}"));
        let named = named.filter_map(|path| NotePath::new(&path).ok());
        paths.extend(named.filter(|path| one_on_one::find_word(path.stem()).is_some()));
    }
    paths
}

/// The text of the one for a new note in a folder, and the format of a day in it that gives none.
pub fn of<'v>(vault: &'v Vault, folder: &str) -> Option<(&'v str, String)> {
    let texts = &vault.own_templates;
    let mut of_folders = obsidian::folder_templates(&vault.settings);
    let above = |own: &str| {
        own.is_empty()
            || folder == own
            || folder.strip_prefix(own).is_some_and(|rest| rest.starts_with('/'))
    };
    of_folders.retain(|(own, _)| above(own));
    let deepest = of_folders.into_iter().max_by_key(|(own, _)| own.len());
    let text = match deepest {
        Some((_, template)) => texts.get(&NotePath::new(&template).ok()?)?,
        None => {
            let mut named =
                texts.iter().filter(|(path, _)| one_on_one::find_word(path.stem()).is_some());
            let (only, None) = (named.next()?, named.next()) else { return None };
            only.1
        }
    };
    Some((text, obsidian::template_day(&vault.settings)))
}

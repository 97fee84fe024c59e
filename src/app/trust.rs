//! What the lead trusts the vault's own templates with: found out when a vault is opened.

use crate::fs::trust;
use crate::pages::apart::standing_marks;
use crate::vault::trust::{Trust, TrustMarks};
use crate::vault::vault::Vault;
use std::path::Path;

/// Finds out which templates of a vault that was read are trusted. Where nothing was ever written
/// down of it, those whose pages stand already are: what worked goes on.
pub fn learn(root: &Path, vault: &mut Vault) {
    vault.trust = match trust::load(root) {
        Some(marks) => Trust::These(marks),
        // Where nothing can be written down, every run would be the first.
        None if trust::state_folder(root).is_none() => Trust::These(TrustMarks::new()),
        None if vault.templates.is_empty() => Trust::First(TrustMarks::new()),
        None => Trust::First(standing_marks(vault)),
    };
}

/// Learns what was trusted meanwhile. Returns whether that is news.
pub fn learn_again(root: &Path, vault: &mut Vault) -> bool {
    let Trust::These(before) = &vault.trust else { return false };
    let now = trust::load(root).filter(|now| now != before);
    let is_news = now.is_some();
    if let Some(now) = now {
        vault.trust = Trust::These(now);
    }
    is_news
}

/// After a first run that wrote: its trust is written down. Returns what is to be said of it.
pub fn settle_trust(root: &Path, vault: &mut Vault) -> Option<String> {
    let Trust::First(marks) = &vault.trust else { return None };
    // A state folder that cannot be written: the next run is a first one again.
    trust::save(root, marks).ok()?;
    let names: Vec<String> = marks.keys().map(|file| format!("`{file}`")).collect();
    vault.trust = Trust::These(marks.clone());
    let their = if names.len() == 1 { "its pages stand" } else { "their pages stand" };
    (!names.is_empty()).then(|| {
        format!(
            "trusted from now on, since {their} here already: {} \
             (`vault121 template trust` lists and takes back)",
            names.join(", ")
        )
    })
}

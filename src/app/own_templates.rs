//! The texts of the vault's own templates for 1-2-1s, read when a vault is opened.

use crate::fs::read::glance_at;
use crate::vault::own_template;
use crate::vault::vault::Vault;
use std::fs;
use std::path::Path;

/// Reads them.
pub fn learn(root: &Path, vault: &mut Vault) {
    let list = |folder: &str| {
        let entries = fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        names.filter(|name| name.ends_with(".md")).collect()
    };
    let found = own_template::candidates(vault, &list).into_iter();
    let read = found.filter_map(|path| Some((path.clone(), glance_at(&root.join(path.as_str()))?)));
    vault.own_templates = read.collect();
}

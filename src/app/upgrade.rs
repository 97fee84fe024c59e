//! The first run of a version that reads notes otherwise: in a vault with pages it shows which of
//! them would change and writes none until that is accepted. Known is that on the machine where
//! the pages were made; a fresh clone, and a vault whose pages stay as they are, go on.

use crate::fs::region_memory::Regions;
use crate::fs::sys::Folder;
use crate::pages::plan::Plan;
use crate::text::ids::NotePath;
use std::path::Path;

/// So many pages are named.
const MOST: usize = 6;

/// Whether the pages here were made under an older reading, which nobody accepted yet.
pub fn is_older(root: &Path) -> bool {
    Regions::load(root).is_of_older_reading()
}

/// Takes this reading as accepted.
pub fn accept(root: &Path) {
    let mut known = Regions::load(root);
    known.accept_reading();
    // A folder that cannot be written is asked about again.
    if let Ok(folder) = Folder::open(root) {
        known.save(&folder);
    }
}

/// The pages that stand and would say something else.
pub fn changed_pages(plan: &Plan) -> Vec<&NotePath> {
    let edits = plan.edits.iter().filter(|edit| {
        edit.region_edits().iter().any(|region| {
            let before = region.before.as_deref().map(|before| before.trim_matches('\n'));
            before.is_some_and(|before| before != region.inner.trim_matches('\n'))
        })
    });
    edits.map(|edit| &edit.path).collect()
}

/// What is to be said of them.
pub fn changed_pages_text(changed: &[&NotePath]) -> String {
    let mut said = format!(
        "this version reads notes otherwise than the one that made the pages here: {} would change, \
         so nothing was written",
        match changed.len() {
            1 => "1 page".to_owned(),
            many => format!("{many} pages"),
        }
    );
    for path in changed.iter().take(MOST) {
        said += &format!("\n  {path}");
    }
    if changed.len() > MOST {
        said += &format!("\n  and {} more", changed.len() - MOST);
    }
    said + "\n`vault121 build --dry-run --since-version 0.1.0` lists what is read otherwise, \
            `vault121 build --dry-run` shows the pages, `vault121 build --accept` writes them"
}

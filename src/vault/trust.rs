//! Which of the vault's own templates the lead has said yes to: they may come with a `git pull`.
//!
//! A yes is given to a template as it is, with what it may take in and where it writes. It lies in
//! the user's state folder, never in the vault: whoever writes into the vault must not give it.

use crate::text::ids::digest;
use std::collections::BTreeMap;

/// Texts by name.
type TemplateTexts = BTreeMap<String, String>;

/// Templates by file name without `.md`, each with the mark of what was trusted.
pub type TrustMarks = BTreeMap<String, String>;

/// What is trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Trust {
    /// Every template: nobody asked, or `--trust-templates` was said.
    #[default]
    All,
    /// These.
    These(TrustMarks),
    /// These, because their pages stood when this program first asked for trust here. It is to be
    /// said, and written down.
    First(TrustMarks),
}

/// Words with which a template takes in others.
const TAKES_IN: &[&str] = &["include", "import", "extends"];

impl Trust {
    /// Whether a template is trusted as it is now.
    pub fn is_given(&self, templates: &TemplateTexts, file: &str) -> bool {
        match self {
            Trust::All => true,
            Trust::These(marks) | Trust::First(marks) => {
                marks.get(file).is_some_and(|given| *given == mark(templates, file))
            }
        }
    }
}

/// The mark of a template: it changes when the template does, or one that it may take in.
pub fn mark(templates: &TemplateTexts, file: &str) -> String {
    let text = templates.get(file).map_or("", String::as_str);
    let mut all = vec![text];
    if TAKES_IN.iter().any(|word| text.contains(word)) {
        all.extend(templates.iter().flat_map(|(name, text)| [name.as_str(), text.as_str()]));
    }
    digest(&all.join("\0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_yes_is_given_to_what_was_read() {
        let texts = |pairs: &[(&str, &str)]| -> TemplateTexts {
            pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
        };
        let mark = |templates: &[(&str, &str)]| mark(&texts(templates), "a");
        let (plain, takes) = ("---\nfor: lead\n---\nx\n", "{% include \"b.md\" %}\n");
        let one = mark(&[("a", plain)]);
        let check = |what: &str, asks_again: bool, now: String, before: &str| {
            assert_eq!(now != before, asks_again, "{what}");
        };
        check("nothing", false, mark(&[("a", plain)]), &one);
        check("another template", false, mark(&[("a", plain), ("b", "y")]), &one);
        check("its text", true, mark(&[("a", "---\nfor: lead\n---\nxy\n")]), &one);
        let with = mark(&[("a", takes), ("b", "y")]);
        check("what it takes in", true, mark(&[("a", takes), ("b", "z")]), &with);
        check("what it may take in", true, mark(&[("a", takes), ("b", "y"), ("c", "")]), &with);
    }
}

//! Second copies of a note that sync tools, editors and people leave beside it: told by their names
//! and by what stands in them.
//!
//! A name alone is proof only where it says so in words (`conflict`); `Sprint 2` is as well the
//! second sprint. So a name that may be that of a copy counts only with lines of the note in it.

use crate::note::front_matter::Fence;
use crate::note::region;
use std::collections::BTreeSet;

/// How much of a file has to stand in the note for it to be a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The name says it.
    Name,
    /// Four fifths of the lines.
    Lines,
    /// Nearly all of them: the name of a machine may be any word.
    NearlyAll,
}

/// Whose copy a note of this name would be, and what has to prove it.
pub fn original(file_name: &str) -> Option<(String, Proof)> {
    let stem = file_name.strip_suffix(".md")?;
    let (name, proof) = said(stem).or_else(|| numbered(stem)).or_else(|| of_host(stem))?;
    let name = name.trim_end();
    (!name.is_empty()).then(|| (format!("{name}.md"), proof))
}

/// Words that a tool puts behind a name.
const SAID: &[&str] = &[".conflict", ".orig", ".remote", ".local", ".base", ".backup", ".bak"];
/// Words that git's merge tools and ownCloud put there, with a number behind them.
const MARKED: &[&str] = &["_conflict-", "_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_"];
/// What a file manager calls a copy, in the languages of `templates/words`.
const COPY: &[&str] = &["copy", "kopie", "copie", "copia", "cópia", "kopia"];

fn said(stem: &str) -> Option<(&str, Proof)> {
    if let Some(name) = stem.strip_prefix('#').and_then(|rest| rest.strip_suffix('#')) {
        return Some((name, Proof::Lines));
    }
    if let Some(name) = stem.strip_prefix('~') {
        return Some((name, Proof::Lines));
    }
    if let Some(name) = SAID.iter().find_map(|word| stem.strip_suffix(word)) {
        return Some((name, Proof::Lines));
    }
    if let Some((name, rest)) = MARKED.iter().find_map(|word| stem.split_once(word))
        && rest.starts_with(|c: char| c.is_ascii_digit())
    {
        return Some((name, Proof::Name));
    }
    let (name, inside) = stem.strip_suffix(')')?.rsplit_once(" (")?;
    inside.to_lowercase().contains("conflict").then_some((name, Proof::Name))
}

/// `x 2`, `x (1)`, `x copy`, `x copy 3`, `x - Copy (2)`.
fn numbered(stem: &str) -> Option<(&str, Proof)> {
    let is_number = |text: &str| {
        !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let unnumbered = match stem.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
        Some((name, number)) if is_number(number) => Some(name),
        _ => stem.rsplit_once(' ').filter(|(_, last)| is_number(last)).map(|(name, _)| name),
    };
    let rest = unnumbered.unwrap_or(stem);
    let copy =
        rest.rsplit_once(' ').filter(|(_, last)| COPY.contains(&last.to_lowercase().as_str()));
    match copy {
        Some((name, _)) => Some((name.trim_end_matches(['-', '\u{2013}', ' ']), Proof::Lines)),
        None => unnumbered.map(|name| (name, Proof::Lines)),
    }
}

/// `x-DESKTOP-AB12CD3`, `x-Noras-MacBook`.
fn of_host(stem: &str) -> Option<(&str, Proof)> {
    for mark in ["-DESKTOP-", "-LAPTOP-"] {
        if let Some((name, id)) = stem.rsplit_once(mark)
            && (6..=9).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        {
            return Some((name, Proof::Lines));
        }
    }
    // The shortest name behind which a word stands: a day holds dashes too.
    let at = stem.match_indices('-').map(|(at, _)| at).find(|at| {
        let rest = &stem[at + 1..];
        rest.starts_with(|c: char| c.is_alphabetic()) && *at > 0
    })?;
    Some((&stem[..at], Proof::NearlyAll))
}

/// Whether a file is a copy of the note that its name tells of, by the texts of both.
pub fn is_copy(copy: &str, note: &str, proof: Proof) -> bool {
    let lines = |text: &str| -> Vec<String> {
        let all = own_lines(text);
        all.into_iter().filter(|line| !line.starts_with('#')).collect()
    };
    let (copy, note) = (lines(copy), lines(note).into_iter().collect::<BTreeSet<String>>());
    let same = copy.iter().filter(|line| note.contains(*line)).count();
    match proof {
        Proof::Name => true,
        Proof::Lines => !copy.is_empty() && same * 5 >= copy.len() * 4,
        Proof::NearlyAll => !copy.is_empty() && same * 20 >= copy.len() * 19,
    }
}

/// The lines of a text outside its front matter and its regions.
fn own_lines(text: &str) -> Vec<String> {
    let body = text.get(Fence::find(text).body()..).unwrap_or_default();
    let mut inside = false;
    let mut lines = Vec::new();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if region::prints_marker(line) {
            inside = line.contains("vault121:begin");
        } else if !inside {
            lines.push(line.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(file: &str, expected: Option<(&str, Proof)>) {
        let found = original(file);
        let found = found.as_ref().map(|(name, proof)| (name.as_str(), *proof));
        assert_eq!(found, expected, "{file}");
    }

    #[test]
    fn names_that_may_be_those_of_copies() {
        use Proof::{Lines, Name, NearlyAll};
        for file in [
            "a 2.md",
            "a (1).md",
            "a copy.md",
            "a copy 3.md",
            "a - Copy.md",
            "a - Copy (2).md",
            "a \u{2013} Kopie.md",
            "a.orig.md",
            "a.bak.md",
            "#a#.md",
            "~a.md",
            "a-DESKTOP-AB12CD3.md",
        ] {
            name(file, Some(("a.md", Lines)));
        }
        for file in [
            "a (Conflict).md",
            "a (Case Conflict).md",
            "a_conflict-20261120-101010.md",
            "a_BACKUP_12.md",
        ] {
            name(file, Some(("a.md", Name)));
        }
        name("2026-11-20-Noras-MacBook.md", Some(("2026-11-20.md", NearlyAll)));
        name("2026-11-20 Standup-NORAS-PC.md", Some(("2026-11-20 Standup.md", NearlyAll)));
        for file in [
            "a.md",
            "2026-11-20.md",
            "2026.md",
            " 2.md",
            "a (draft).md",
            "Sprint 2026.md",
            "#goal.md",
        ] {
            name(file, None);
        }
    }

    fn copied(copy: &str, note: &str, proof: Proof, expected: bool) {
        assert_eq!(is_copy(copy, note, proof), expected, "{copy:?} of {note:?}");
    }

    #[test]
    fn what_says_something_else_is_no_copy() {
        copied("- a\n- b\n- c\n- d\n- x\n", "- a\n- b\n- c\n- d\n- e\n", Proof::Lines, true);
        copied("- a\n- x\n", "- a\n- b\n", Proof::Lines, false);
        copied(
            "# Sprint\n\n## Went well\n\n- ours\n",
            "# Sprint\n\n## Went well\n\n- theirs\n",
            Proof::Lines,
            false,
        );
        copied("# Sprint\n", "# Sprint\n", Proof::Lines, false);
        copied("", "", Proof::Lines, false);
        copied("- a\n", "- a\n- b\n- c\n- d\n- e\n", Proof::Lines, true);
        copied("- a\n- b\n- c\n- d\n- x\n", "- a\n- b\n- c\n- d\n- e\n", Proof::NearlyAll, false);
        copied("---\nx: 1\n---\n- a\n", "---\nx: 2\n---\n- a\n", Proof::NearlyAll, true);
        copied("- mine\n", "- a\n", Proof::Name, true);
    }
}

//! Second copies of a note that sync tools, editors and people leave beside it: told by their names
//! and by what stands in them.
//!
//! A name alone is proof only where a tool put `conflict` behind it in brackets; `Sprint 2` is as
//! well the second sprint, `Conflict 2026-11-17` may be about one. So a name that may be that of a
//! copy counts only with lines of the note in it. The words are those of `templates/words/`.

use crate::note::front_matter::Fence;
use crate::note::region;
use crate::text::beginnings::Beginnings;
use crate::text::lexicon::{Lexicon, key};
use std::collections::BTreeSet;
use std::sync::LazyLock;

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
    let found = marked(stem).or_else(|| said(stem, BESIDE)).or_else(|| numbered(stem));
    let (name, proof) = found.or_else(|| of_host(stem))?;
    let name = name.trim_end();
    (!name.is_empty()).then(|| (format!("{name}.md"), proof))
}

/// The name of the note whose copy this one says to be in words: `Alice` of `Copy of Alice`.
pub fn told(stem: &str) -> Option<&str> {
    // `Bob Old` may be called so.
    said(stem, &["copies.words"]).map(|(name, _)| name).filter(|name| !name.is_empty())
}

/// Words that a tool puts behind a name.
const MARKS: &[&str] =
    &[".conflict", ".orig", ".remote", ".local", ".base", ".backup", ".bak", ".rej", ".md", "#"];
/// Words that git's merge tools and ownCloud put there, with a number behind them.
const NUMBERED: &[&str] = &["_conflict-", "_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_"];

fn marked(stem: &str) -> Option<(&str, Proof)> {
    if let Some(name) = stem.strip_prefix('#').and_then(|rest| rest.strip_suffix('#')) {
        return Some((name, Proof::Lines));
    }
    if let Some(name) = stem.strip_prefix('~').or_else(|| stem.strip_suffix('~')) {
        return Some((name, Proof::Lines));
    }
    if let Some(name) = MARKS.iter().find_map(|word| stem.strip_suffix(word)) {
        return Some((name, Proof::Lines));
    }
    let (name, rest) = NUMBERED.iter().find_map(|word| stem.split_once(word))?;
    rest.starts_with(|c: char| c.is_ascii_digit()).then_some((name, Proof::Name))
}

/// The lists of words that stand beside the name of a copy.
const BESIDE: &[&str] = &["copies.words", "copies.kept"];

/// The words of copies and conflicts; most names hold none of them.
static WORDS: LazyLock<Beginnings> = LazyLock::new(|| {
    let lists = BESIDE.iter().chain(&["copies.conflict"]);
    let words = lists.flat_map(|list| Lexicon::shipped().words(list));
    Beginnings::new(words.map(|word| word.to_lowercase()))
});

/// Signs between a name and what is put beside it.
const BETWEEN: &[char] = &[' ', '-', '\u{2013}', '_', '.'];
/// What stands in brackets behind a copy has few words: `another copy`, `3rd copy`.
const MOST_WORDS: usize = 4;

/// `x copy`, `x_old`, `x (3rd copy)`, `x [Conflict]`, `Copy of x`, in the languages of
/// `templates/words`.
fn said<'s>(stem: &'s str, lists: &[&str]) -> Option<(&'s str, Proof)> {
    if !WORDS.stand_in(stem) {
        return None;
    }
    let lexicon = Lexicon::shipped();
    let is_copy = |word: &str| lists.iter().any(|list| lexicon.has(list, word));
    // `conflict`, `conflicted`, `conflicting`.
    let is_conflict = |word: &str| {
        let word = key(word);
        lexicon.words("copies.conflict").iter().any(|conflict| word.starts_with(&key(conflict)))
    };
    if let Some((name, inside)) = in_brackets(stem) {
        let words = || inside.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        if words().any(is_conflict) {
            return Some((name, Proof::Name));
        }
        if words().count() <= MOST_WORDS && words().any(is_copy) {
            return Some((name, Proof::Lines));
        }
    }
    // `x copy`, `x Copy1`, `x copy 3`, `x - Copy (2)`.
    let unnumbered = without_number(stem);
    let rest = unnumbered.unwrap_or(stem).trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some((at, sign)) = rest.char_indices().rev().find(|(_, c)| BETWEEN.contains(c)) {
        let last = &rest[at + sign.len_utf8()..];
        if is_copy(last) || is_conflict(last) {
            return Some((rest[..at].trim_end_matches(BETWEEN), Proof::Lines));
        }
    }
    // `Copy of x`, `Conflict x`: the longest words that say it.
    let ends = stem.char_indices().filter(|(_, c)| BETWEEN.contains(c)).take(MOST_WORDS);
    let ends: Vec<(usize, char)> = ends.collect();
    let behind = ends.into_iter().rev().find_map(|(at, sign)| {
        let words = stem[..at].replace(BETWEEN, " ");
        let alone = !words.contains(' ') && (is_copy(&words) || is_conflict(&words));
        let says = alone || lexicon.has("copies.of", &words);
        says.then(|| &stem[at + sign.len_utf8()..])
    });
    // `Copy of x (2)`
    let bare = |name| without_number(name).filter(|_| stem.ends_with(')')).unwrap_or(name);
    behind.map(|name| (bare(name.trim_start_matches(BETWEEN)), Proof::Lines))
}

/// A name and what stands in brackets behind it.
fn in_brackets(stem: &str) -> Option<(&str, &str)> {
    let round = stem.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let (name, inside) = round.or_else(|| stem.strip_suffix(']')?.rsplit_once('['))?;
    Some((name.trim_end_matches(BETWEEN), inside))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A name without the number of a copy: `x 2`, `x (1)`.
fn without_number(stem: &str) -> Option<&str> {
    match stem.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
        Some((name, number)) if is_number(number) => Some(name),
        _ => stem.rsplit_once(' ').filter(|(_, last)| is_number(last)).map(|(name, _)| name),
    }
}

/// `x 2`, `x (1)`, `x-1`, `x_2`, and `x.2` behind another number.
fn numbered(stem: &str) -> Option<(&str, Proof)> {
    let spaced = without_number(stem);
    let found = spaced.or_else(|| {
        // One digit and no zero before it: `2026-11-17` is no copy of `2026-11`.
        let last = stem.len().checked_sub(2)?;
        let (name, number) = stem.is_char_boundary(last).then(|| stem.split_at(last))?;
        let sign = number.as_bytes()[0];
        let digit = matches!(number.as_bytes()[1], b'1'..=b'9');
        let behind_number = name.ends_with(|c: char| c.is_ascii_digit());
        let fits = matches!(sign, b'-' | b'_') || sign == b'.' && behind_number;
        (digit && fits).then_some(name)
    });
    found.map(|name| (name, Proof::Lines))
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
    // `x (noras-macbook)`, `x (2026-11-24)`
    if let Some((name, inside)) = in_brackets(stem)
        && inside.contains('-')
        && !inside.contains(' ')
    {
        return Some((name, Proof::NearlyAll));
    }
    // `x_noras-macbook`
    if let Some((name, host)) = stem.rsplit_once('_')
        && host.contains('-')
        && host.starts_with(|c: char| c.is_alphabetic())
    {
        return Some((name, Proof::NearlyAll));
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
    let (mut copied, mut noted) = (lines(copy), lines(note));
    if proof == Proof::Lines && copied.is_empty() && noted.is_empty() {
        // Notes of people often are a front matter and nothing else.
        (copied, noted) = (front_lines(copy), front_lines(note));
    }
    let (all, noted) = (copied.len(), noted.into_iter().collect::<BTreeSet<String>>());
    let same = copied.iter().filter(|line| noted.contains(*line)).count();
    match proof {
        Proof::Name => true,
        Proof::Lines => all > 0 && same * 5 >= all * 4,
        Proof::NearlyAll => all > 0 && same * 20 >= all * 19,
    }
}

/// The lines of the front matter of a text.
fn front_lines(text: &str) -> Vec<String> {
    let front = text.get(..Fence::find(text).body_start()).unwrap_or_default();
    let lines = front.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "---");
    lines.map(str::to_owned).collect()
}

/// The lines of a text outside its front matter and its regions.
fn own_lines(text: &str) -> Vec<String> {
    let body = text.get(Fence::find(text).body_start()..).unwrap_or_default();
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
            "a (Nora's conflicted copy 2026-11-18).md",
            "a (in Konflikt stehende Kopie 2026-11-18).md",
            "a (Copie en conflit de Nora 2026-11-18).md",
            "a (Copia en conflicto de Nora 2026-11-18).md",
            "a (cópia em conflito de Nora).md",
            "a (copia in conflitto di Nora).md",
            "a (conflicterende kopie van Nora).md",
            "a [Conflict].md",
            "a (Konflikt).md",
            "a_conflict-20261120-101010.md",
            "a_BACKUP_12.md",
        ] {
            name(file, Some(("a.md", Name)));
        }
        // As tools, file managers and people call them, in seven languages.
        for file in [
            "Copy of a.md",
            "Kopie von a.md",
            "Copie de a.md",
            "Copia de a.md",
            "Copia di a.md",
            "Cópia de a.md",
            "Kopie van a.md",
            "copy_of_a.md",
            "Conflict a.md",
            "Backup a.md",
            "a CONFLIT.md",
            "a Konflikt.md",
            "a (copy).md",
            "a (Kopie).md",
            "a (3rd copy).md",
            "a (another copy).md",
            "a (weitere Kopie).md",
            "a (3e copie).md",
            "a (otra copia).md",
            "a (copia 2).md",
            "a Copy1.md",
            "a_copy.md",
            "a.copy.md",
            "a duplicate.md",
            "a Duplikat.md",
            "a backup.md",
            "a Sicherung.md",
            "a sauvegarde.md",
            "a_old.md",
            "a-alt.md",
            "a vecchio.md",
            "a oud.md",
            "a~.md",
            "a#.md",
            "a.rej.md",
            "a.md.md",
            "Copy of a (2).md",
            "a (autosaved).md",
            "a (version 2).md",
            "a (recovered).md",
            "a edited.md",
            "a (edited).md",
            "a merged.md",
            "a (wiederhergestellt).md",
            "a (récupéré).md",
            "a-1.md",
            "a_2.md",
        ] {
            name(file, Some(("a.md", Lines)));
        }
        name("Copy of meet.121.al.2026.11.17.md", Some(("meet.121.al.2026.11.17.md", Lines)));
        name("meet.121.al.2026.11.17.2.md", Some(("meet.121.al.2026.11.17.md", Lines)));
        name("2026-11-17 copy 2.md", Some(("2026-11-17.md", Lines)));
        name("2026-11-20 (noras-macbook).md", Some(("2026-11-20.md", NearlyAll)));
        name("2026-11-20_noras-macbook.md", Some(("2026-11-20.md", NearlyAll)));
        name("2026-11-20 (2026-11-24).md", Some(("2026-11-20.md", NearlyAll)));
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
            "copy.md",
            "Old.md",
            "Walter.md",
            "a conflicts of interest with Bob.md",
            "Copywriting Bob.md",
            "proj.1.md",
        ] {
            name(file, None);
        }
    }

    #[test]
    fn what_a_name_tells_in_words() {
        for (stem, expected) in [
            ("Copy of Alice", Some("Alice")),
            ("Kopie von meet.121.alice.2026.11.17", Some("meet.121.alice.2026.11.17")),
            ("2026-11-17 (3rd copy)", Some("2026-11-17")),
            ("2026-11-17 Konflikt", Some("2026-11-17")),
            ("1-1 Bob Old", None),
            ("2026-11-10 1-1 Alt", None),
            ("Alice 2", None),
            ("Anna-Lena", None),
            ("2026-11-17", None),
        ] {
            assert_eq!(told(stem), expected, "{stem}");
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
        // Nothing but a front matter, or what is beside it.
        copied("---\nx: 1\n---\n", "---\nx: 1\n---\n", Proof::Lines, true);
        copied("---\nx: 1\n---\n# A\n", "---\nx: 1\n---\n# A\n", Proof::Lines, true);
        copied("---\nx: 1\n---\n", "---\nx: 2\n---\n", Proof::Lines, false);
        copied("---\nx: 1\n---\n", "---\nx: 1\n---\n- a\n", Proof::Lines, false);
        // `Anna-Lena` is nobody's machine.
        copied("---\nx: 1\n---\n", "---\nx: 1\n---\n", Proof::NearlyAll, false);
    }
}

//! The nouns that other things are keyed by: paths in the vault, people, goals, slugs.
//!
//! Each is checked once, when it is made; afterwards it can be trusted and ordered.

use crate::text::span::{composed, fold, without_accents};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// A path inside the vault: relative, `/` between the parts, no `.` or `..`, never empty.
///
/// Shared, because everything that was said anywhere names its note.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NotePath(Arc<str>);

impl NotePath {
    /// Checks `path` and takes it; backslashes are refused, not turned.
    ///
    /// # Errors
    /// Says why the path cannot name a file inside the vault.
    pub fn new(path: &str) -> Result<NotePath, String> {
        let bad = |why: &str| Err(format!("`{}` {why}", path.escape_debug()));
        if path.is_empty() || path.starts_with('/') {
            return bad("is not a path inside the vault");
        }
        // A name that turns its own letters around shows another one than it is.
        let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if path.contains('\\') || path.chars().any(|c| c.is_control() || turns(c)) {
            return bad("holds a character that no note name should have");
        }
        if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return bad("leaves the vault or has an empty part");
        }
        if path.split('/').any(|part| part.len() > 255) {
            return bad("has a part longer than 255 bytes");
        }
        Ok(NotePath(path.into()))
    }

    /// The path's text, shared with it.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.0)
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file name with its ending.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The file name without `.md`.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        let cut = name.len().saturating_sub(3);
        match name.get(cut..) {
            Some(end) if cut > 0 && end.eq_ignore_ascii_case(".md") => &name[..cut],
            _ => name,
        }
    }

    /// The folder, empty for the top of the vault.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The path without `.md`, as Obsidian's long links write it.
    pub fn without_ending(&self) -> &str {
        &self.0[..self.0.len() - (self.file_name().len() - self.stem().len())]
    }

    /// A sibling of this note: the same folder, another file name.
    pub fn beside(&self, file_name: &str) -> String {
        match self.folder() {
            "" => file_name.to_owned(),
            folder => format!("{folder}/{file_name}"),
        }
    }

    /// The form in which two paths that one file system may hold as one file are equal.
    pub fn folded(&self) -> String {
        composed(&self.0).to_lowercase()
    }
}

impl Serialize for NotePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for NotePath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<NotePath, D::Error> {
        NotePath::new(<&str>::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// For a path that is told by where its value is kept: it takes no room there, and whoever takes
/// the value out says which it is.
pub mod told_by_place {
    use super::NotePath;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::sync::{Arc, LazyLock};

    static UNTOLD: LazyLock<Arc<str>> = LazyLock::new(|| Arc::from("-"));

    /// Writes nothing.
    ///
    /// # Errors
    /// The serializer's.
    pub fn serialize<S: Serializer>(_: &NotePath, serializer: S) -> Result<S::Ok, S::Error> {
        ().serialize(serializer)
    }

    /// Gives a path that is still to be told.
    ///
    /// # Errors
    /// The deserializer's.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NotePath, D::Error> {
        <()>::deserialize(deserializer)?;
        Ok(NotePath(Arc::clone(&UNTOLD)))
    }
}

impl fmt::Display for NotePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A word made of letters, digits and single hyphens, folded: `Pass the CKA` is `pass-the-cka`.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in fold(text).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && !matches!(c, '\'' | '’') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// A short hash of a text, in hexadecimal: the same on every machine.
pub fn digest(text: &str) -> String {
    digest_of(text.as_bytes())
}

/// The same of bytes.
pub fn digest_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}

/// The same as bytes.
pub fn fingerprint(bytes: &[u8]) -> [u8; 16] {
    let mut out = [0; 16];
    out.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    out
}

/// 23 characters of base 36 from a hash: what Dendron takes for an id.
pub fn dendron_id(of: &str) -> String {
    const ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let hash = blake3::hash(of.as_bytes());
    hash.as_bytes()[..23].iter().map(|byte| char::from(ALPHABET[usize::from(*byte) % 36])).collect()
}

/// Who a person is in every list, page and link: a slug without accents, such as `alice`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(Arc<str>);

impl PersonId {
    /// Makes an id of a handle or a name; `None` when nothing of it can stand in an id.
    pub fn new(name: &str) -> Option<PersonId> {
        let slug = slug(&without_accents(name));
        (!slug.is_empty()).then(|| PersonId(slug.into()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for PersonId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for PersonId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PersonId, D::Error> {
        Ok(PersonId(<&str>::deserialize(deserializer)?.into()))
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A goal of one person: `alice/cka`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GoalKey {
    /// Whose goal it is.
    pub person: PersonId,
    /// Its slug, unique among the person's goals.
    pub slug: String,
}

impl fmt::Display for GoalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.person, self.slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        let made = |path| NotePath::new(path).is_ok();
        assert!(made("a/b.md") && made("Ä é.md"));
        for bad in ["", "/a", "../a", "a/../b", "a//b", "./a", "a\\b", "a\nb.md", "\u{202e}dm.a.md"]
        {
            assert!(!made(bad), "{bad:?}");
        }
    }

    #[test]
    fn parts_of_a_path() {
        let path = NotePath::new("1-2-1s/Alice/2026-11-24.md").unwrap();
        assert_eq!(path.stem(), "2026-11-24");
        assert_eq!(path.folder(), "1-2-1s/Alice");
        assert_eq!(path.without_ending(), "1-2-1s/Alice/2026-11-24");
        assert_eq!(NotePath::new("é.MD").unwrap().stem(), "é");
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Pass the CKA!"), "pass-the-cka");
        assert_eq!(PersonId::new("Tomasz Wójcik").unwrap().as_str(), "tomasz-wojcik");
        assert_eq!(PersonId::new("!!"), None);
    }
}

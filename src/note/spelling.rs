//! How the tags of kinds are spelled in one vault: the practice's own words, those of the languages
//! that notes are written in, and the config's.
//!
//! It knows nothing of where a tag stands.

use crate::kind::Kind;
use crate::note::season_words;
use crate::text::lexicon::{Lexicon, key};
use crate::text::span::{fold, nearest_word};
use std::collections::BTreeMap;

/// Which tags say which kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    table: BTreeMap<String, Kind>,
    /// Words that are no tag of a kind in this vault.
    off: Vec<String>,
}

/// The kinds that have tags in other languages.
const IN_WORDS: &[(Kind, &str)] = &[
    (Kind::HighFive, "tags.high-five"),
    (Kind::WatchOut, "tags.watch-out"),
    (Kind::Topic, "tags.topic"),
    (Kind::Goal, "tags.goal"),
];

impl Default for Spelling {
    fn default() -> Spelling {
        Spelling::new(&BTreeMap::new())
    }
}

impl Spelling {
    /// The practice's spellings and `more` of them.
    pub fn new(more: &BTreeMap<Kind, Vec<String>>) -> Spelling {
        let mut table = BTreeMap::new();
        for kind in Kind::ALL {
            table.insert(kind.word().to_owned(), *kind);
            table.extend(kind.row().spellings.iter().map(|word| ((*word).to_owned(), *kind)));
        }
        for (kind, words) in more {
            let folded = words.iter().map(|word| tag_path(word));
            table.extend(folded.filter(|word| !word.is_empty()).map(|word| (word, *kind)));
        }
        Spelling { table, off: Vec::new() }
    }

    /// The same without the words that say nothing in this vault.
    #[must_use]
    pub fn without_words(mut self, off: &[String]) -> Spelling {
        self.off.extend(off.iter().map(|word| key(word)));
        self
    }

    /// The kind of a folded tag and the rest of its path: `goal/cka` is a goal and `cka`.
    pub fn kind_of_tag<'t>(&self, tag: &'t str) -> Option<(Kind, &'t str)> {
        let mut end = tag.len();
        loop {
            if let Some(kind) = self.table.get(&tag[..end]) {
                return Some((*kind, tag[end..].trim_start_matches('/')));
            }
            match tag[..end].rfind('/') {
                Some(at) => end = at,
                // `#goals/rust` names one goal: nobody means the tag of a subject by it.
                None => break,
            }
        }
        tag.strip_prefix("goals/").map(|name| (Kind::Goal, name)).or_else(|| self.in_words(tag))
    }

    /// The kind of a tag in another language: `#lob`, `#kritik`, `#ziel/cka`. Only a goal has a
    /// name behind it: `#thema/security` is the tag of a subject.
    fn in_words<'t>(&self, tag: &'t str) -> Option<(Kind, &'t str)> {
        let (word, name) = tag.split_once('/').unwrap_or((tag, ""));
        let lexicon = Lexicon::shipped();
        let fits = |(kind, list): &&(Kind, &str)| {
            (name.is_empty() || *kind == Kind::Goal) && lexicon.has(list, word)
        };
        let (kind, _) = IN_WORDS.iter().find(fits)?;
        (self.off.is_empty() || !self.off.contains(&key(word))).then_some((*kind, name))
    }

    /// The spelling that a folded tag nearly is, when a person may well have meant it.
    ///
    /// Only long or distinctive words: `#scope` is no slip of `#score`, nor `#task` of `#ask`.
    pub fn near_spelling(&self, tag: &str) -> Option<&str> {
        let first = tag.split('/').next().unwrap_or(tag);
        if matches!(first, "gaol" | "gola" | "goals" | "gaols") {
            return Some("goal");
        }
        if first.chars().count() < 6 {
            return None;
        }
        let long = self.table.keys().map(String::as_str).filter(|word| {
            word.chars().count() >= 7
                && !word.contains('/')
                && word.chars().next() == first.chars().next()
        });
        nearest_word(first, long)
    }

    /// Whether a tag may be ours or nearly ours, whatever stands behind it: only a no is sure.
    pub fn may_be_near(&self, tag: &str) -> bool {
        self.near_spelling(tag).is_some()
            || season_words::is_slip(tag.split(['/', '-']).next().unwrap_or(tag))
    }

    /// All spellings, for the prefilter and for `init`.
    pub fn all_spellings(&self) -> impl Iterator<Item = (&str, Kind)> {
        self.table.iter().map(|(word, kind)| (word.as_str(), *kind))
    }
}

/// A tag as it is compared: folded, `.` as `/`, without `#`.
pub fn tag_path(tag: &str) -> String {
    fold(tag.trim().trim_start_matches('#')).replace('.', "/").trim_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, expected: Option<(Kind, &str)>) {
        assert_eq!(Spelling::default().kind_of_tag(&tag_path(tag)), expected, "{tag}");
    }

    #[test]
    fn spellings() {
        check("#HighFive", Some((Kind::HighFive, "")));
        check("#High_Five", Some((Kind::HighFive, "")));
        check("#feedback.high-five", Some((Kind::HighFive, "")));
        check("#goal.cka", Some((Kind::Goal, "cka")));
        check("#goal/a/b", Some((Kind::Goal, "a/b")));
        check("#goals", None);
        check("#goals/rust", Some((Kind::Goal, "rust")));
        check("#goals.rust", Some((Kind::Goal, "rust")));
        check("#feedback", Some((Kind::Feedback, "")));
    }

    #[test]
    fn slips() {
        let spelling = Spelling::default();
        assert_eq!(spelling.near_spelling("high-fiv"), Some("high-five"));
        assert_eq!(spelling.near_spelling("goals"), Some("goal"));
        assert_eq!(spelling.near_spelling("watch-outs"), Some("watch-out"));
        for fine in ["task", "scope", "reason", "person", "team", "auction"] {
            assert_eq!(spelling.near_spelling(fine), None, "{fine}");
        }
    }

    #[test]
    fn tags_of_other_languages() {
        for (tag, expected) in [
            ("#kritik", Some((Kind::WatchOut, ""))),
            ("#Critique", Some((Kind::WatchOut, ""))),
            ("#à-améliorer", Some((Kind::WatchOut, ""))),
            ("#a_melhorar", Some((Kind::WatchOut, ""))),
            ("#Lob", Some((Kind::HighFive, ""))),
            ("#bravo", Some((Kind::HighFive, ""))),
            ("#parabens", Some((Kind::HighFive, ""))),
            ("#thema", Some((Kind::Topic, ""))),
            ("#thema/security", None),
            ("#ziel", Some((Kind::Goal, ""))),
            ("#objectif/anglais", Some((Kind::Goal, "anglais"))),
            ("#kritikos", None),
            ("#tadel", None),
            ("#lob/x", None),
        ] {
            check(tag, expected);
        }
        let off = Spelling::default().without_words(&["Thema".to_owned()]);
        assert_eq!(off.kind_of_tag("thema"), None);
        assert_eq!(off.kind_of_tag("lob"), Some((Kind::HighFive, "")));
    }

    #[test]
    fn the_config_adds_spellings() {
        let more = BTreeMap::from([(Kind::HighFive, vec!["#Bravo".to_owned()])]);
        assert_eq!(Spelling::new(&more).kind_of_tag("bravo"), Some((Kind::HighFive, "")));
    }
}

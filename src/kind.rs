//! The kinds of items and how people spell their tags.
//!
//! A `Spelling` is the practice's own words plus what the config adds. It knows nothing of where
//! a tag stands.

use crate::text::span::{fold, nearest};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

macro_rules! kinds {
    ($($name:ident $word:literal [$($spelling:literal)*] $doc:literal)*) => {
        /// What an item is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $(#[doc = $doc] $name,)* }

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Kind] = &[$(Kind::$name),*];

            /// The kind's own word, as it is written by default.
            pub fn word(self) -> &'static str {
                match self { $(Kind::$name => $word,)* }
            }

            fn more_spellings(self) -> &'static [&'static str] {
                match self { $(Kind::$name => &[$($spelling),*],)* }
            }
        }
    };
}

kinds! {
Goal "goal" [] "A goal, or news on one."
HighFive "high-five" ["highfive" "hi5" "kudos" "praise" "feedback/high-five" "feedback/highfive"
    "feedback/praise" "feedback/kudos"]
    "Feedback: well done."
WatchOut "watch-out" ["watchout" "feedback/watch-out" "feedback/watchout"]
    "Feedback that needs a path."
Intention "intention" [] "What a 1-2-1 is to lead to."
Outcome "outcome" [] "What a 1-2-1 led to."
Clarity "clarity" [] "What became clear."
Agreed "agreed" ["agreement"] "What was agreed."
Topic "topic" [] "Something to talk about."
Home "home" [] "Life outside work; for the lead alone."
Season "season" [] "How a person's energy is: low, steady or high."
RoadBlock "road-block" ["roadblock"] "What is in the way."
Action "action" ["todo"] "A promise of its owner."
Ask "ask" [] "A question to ask again and again."
Answer "answer" [] "An answer to such a question."
AskAll "ask-all" ["askall"] "A question to everyone, once."
TellAll "tell-all" ["tellall"] "News for everyone, once."
ForMe "for-me" ["feedback-for-me"] "Feedback for the lead."
FollowUp "follow-up" ["followup"] "A wider discussion, at its own time."
Resource "resource" [] "Something to learn from."
Policy "policy" [] "A policy of the company."
Score "score" [] "A person's own score, for self-reflection."
TeamGoal "team-goal" ["teamgoal"] "A goal of the team."
MyMiss "my-miss" ["mymiss"] "Something the lead got wrong."
}

impl Kind {
    /// The kind of that word (its own, or a default spelling).
    pub fn read(word: &str) -> Option<Kind> {
        Spelling::default()
            .read(&fold(word))
            .filter(|(_, rest)| rest.is_empty())
            .map(|(kind, _)| kind)
    }

    /// Feedback of either sort.
    pub fn is_feedback(self) -> bool {
        matches!(self, Kind::HighFive | Kind::WatchOut)
    }

    /// A kind that only says what another one is about, when both stand in one line.
    pub fn yields(self) -> bool {
        matches!(self, Kind::Goal | Kind::Policy | Kind::Resource)
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// Which tags say which kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    table: BTreeMap<String, Kind>,
}

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
            table.extend(kind.more_spellings().iter().map(|word| ((*word).to_owned(), *kind)));
        }
        for (kind, words) in more {
            let folded = words.iter().map(|word| tag_path(word));
            table.extend(folded.filter(|word| !word.is_empty()).map(|word| (word, *kind)));
        }
        Spelling { table }
    }

    /// The kind of a folded tag and the rest of its path: `goal/cka` is a goal and `cka`.
    pub fn read<'t>(&self, tag: &'t str) -> Option<(Kind, &'t str)> {
        let mut end = tag.len();
        loop {
            if let Some(kind) = self.table.get(&tag[..end]) {
                return Some((*kind, tag[end..].trim_start_matches('/')));
            }
            end = tag[..end].rfind('/')?;
        }
    }

    /// The spelling that a folded tag nearly is, when a person may well have meant it.
    ///
    /// Only long or distinctive words: `#scope` is no slip of `#score`, nor `#task` of `#ask`.
    pub fn near(&self, tag: &str) -> Option<&str> {
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
        nearest(first, long)
    }

    /// All spellings, for the prefilter and for `init`.
    pub fn words(&self) -> impl Iterator<Item = (&str, Kind)> {
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
        assert_eq!(Spelling::default().read(&tag_path(tag)), expected, "{tag}");
    }

    #[test]
    fn spellings() {
        check("#HighFive", Some((Kind::HighFive, "")));
        check("#High_Five", Some((Kind::HighFive, "")));
        check("#feedback.high-five", Some((Kind::HighFive, "")));
        check("#goal.cka", Some((Kind::Goal, "cka")));
        check("#goal/a/b", Some((Kind::Goal, "a/b")));
        check("#goals", None);
        check("#feedback", None);
    }

    #[test]
    fn slips() {
        let spelling = Spelling::default();
        assert_eq!(spelling.near("high-fiv"), Some("high-five"));
        assert_eq!(spelling.near("goals"), Some("goal"));
        assert_eq!(spelling.near("watch-outs"), Some("watch-out"));
        for fine in ["task", "scope", "reason", "person", "team", "auction"] {
            assert_eq!(spelling.near(fine), None, "{fine}");
        }
    }

    #[test]
    fn the_config_adds_spellings() {
        let more = BTreeMap::from([(Kind::HighFive, vec!["#Bravo".to_owned()])]);
        assert_eq!(Spelling::new(&more).read("bravo"), Some((Kind::HighFive, "")));
    }
}

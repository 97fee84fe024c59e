//! What an item can be: one table, a row a kind, and what else the program knows by kind alone.
//!
//! Parser, folds, check, `add`, `list`, `export`, the leak guard and the editors' server read it.
//! A new kind is a row here, and a fold where none of the old ones takes it; a row that leaves a
//! column out does not compile. It knows nothing of notes: how a tag is spelled in one vault is
//! `note/spelling.rs`. The key of a kind's words in `templates/words/` is its own word.

use crate::text::span::fold;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Who may see something. A page of one audience sees what is meant for it and for wider ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The lead alone.
    Lead,
    /// The person it is about, and the lead.
    Person,
    /// The team.
    Team,
}

impl Audience {
    /// All of them, the closest first.
    pub const ALL: &'static [Audience] = &[Audience::Lead, Audience::Person, Audience::Team];

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Audience> {
        match fold(word).as_str() {
            "lead" | "me" | "private" => Some(Audience::Lead),
            "person" | "both" => Some(Audience::Person),
            "team" | "all" => Some(Audience::Team),
            _ => None,
        }
    }

    /// Whether a page for `reader` may show something of this audience.
    pub fn reaches_reader(self, reader: Audience) -> bool {
        self >= reader
    }
}

/// Whom a line of a kind is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A person, who has to be named: about nobody it stands on no page.
    Person,
    /// A person, or the whole team when its audience says so.
    PersonOrTeam,
    /// A person, or the lead when nobody is named.
    PersonOrLead,
    /// Everyone: nobody is named.
    Everyone,
    /// The lead: nobody is named.
    Lead,
}

/// What the names in a line of a kind say, when it stands in somebody's 1-2-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameRole {
    /// One at its beginning makes it that person's.
    First,
    /// None makes it anybody else's.
    Stay,
    /// It is for all who are named.
    All,
}

/// A fold of the model that takes lines of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Goals and news on them.
    Goals,
    /// Feedback.
    Feedback,
    /// Promises.
    Promises,
    /// Questions to ask again and again.
    Questions,
    /// What was answered to them.
    Answers,
    /// Seasons.
    Seasons,
    /// Lines that are told as they were written.
    Lines,
}

/// How a line of a kind is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closes {
    /// Nothing is left to do with it from the start.
    Never,
    /// By being shared.
    Shared,
    /// By its box; a line without one gets one.
    Box,
    /// By a field; its box, when it has one, is ticked.
    Field,
    /// By its box, which a list item gets; by a field elsewhere.
    BoxOrField,
}

/// What the leak guard makes of a line that stands in a note which others read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// It has the audience of its kind and of its own words, whatever the note says.
    Own,
    /// It has the audience that its state gives it.
    State,
    /// Its note's readers may read it: shared agendas are made of such lines.
    Note,
    /// As `Note`, but a line about somebody in a note for the team is the lead's.
    NoteUnlessNamed,
}

impl Fold {
    /// All folds, the one that takes longest first.
    pub const ALL: &'static [Fold] = &[
        Fold::Answers,
        Fold::Goals,
        Fold::Feedback,
        Fold::Promises,
        Fold::Lines,
        Fold::Questions,
        Fold::Seasons,
    ];
}

macro_rules! lists {
    ($($name:ident $word:literal $doc:literal)*) => {
        /// A list of `export` and of `list`, in the order of the document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum List { $(#[doc = $doc] $name,)* }

        impl List {
            /// All lists.
            pub const ALL: &'static [List] = &[$(List::$name),*];

            /// Its name on the command line.
            pub fn word(self) -> &'static str {
                match self { $(List::$name => $word,)* }
            }

            /// Its key in the document.
            pub fn key(self) -> String {
                self.word().replace('-', "_")
            }
        }
    };
}

lists! {
People "people" "Who is known."
Meetings "meetings" "1-2-1s."
Goals "goals" "Goals with their steps and news."
Feedback "feedback" "High fives and watch outs."
Actions "actions" "Promises."
Answers "answers" "What was answered."
Questions "questions" "What is asked again and again."
Topics "topics" "What to talk about."
Intentions "intentions" "What 1-2-1s were to lead to."
Outcomes "outcomes" "What they led to."
Clarity "clarity" "What became clear."
Agreements "agreements" "What was agreed."
Seasons "seasons" "Lines on seasons."
Home "home" "Lines on home."
RoadBlocks "road-blocks" "What is in the way."
TeamGoals "team-goals" "Goals of the team."
AskAll "ask-all" "Questions to everyone."
TellAll "tell-all" "News for everyone."
MyMisses "my-misses" "What the lead got wrong."
Resources "resources" "What to learn from."
Policies "policies" "Notes on policies."
Scores "scores" "Own scores."
FollowUps "follow-ups" "Wider discussions."
}

/// What is known of a kind.
#[derive(Debug)]
pub struct Row {
    pub kind: Kind,
    /// Its own word, as its tag is written by default.
    pub word: &'static str,
    /// Further spellings of its tag.
    pub spellings: &'static [&'static str],
    /// Whom it is about.
    pub about: About,
    /// Who may see a line that does not say it.
    pub usual: Audience,
    /// Who may see a line at most, whatever it says.
    pub widest: Audience,
    /// The folds that take it; without one a line would be lost.
    pub folds: &'static [Fold],
    /// The list in which it stands.
    pub list: List,
    /// How it is closed.
    pub closes: Closes,
    /// It is told on a day, so one has to be known.
    pub needs_day: bool,
    /// What the leak guard makes of it.
    pub guard: Guard,
    /// Beside another kind in one line it only says what that one is about.
    pub soft: bool,
    /// The front matter of a 1-2-1 note may say it.
    pub in_front_matter: bool,
    /// What it is, in a sentence.
    pub what: &'static str,
    /// What the names in a line say of whom it is about.
    pub names: NameRole,
}

macro_rules! kinds {
    ($($name:ident $word:literal [$($spelling:literal)*] $about:ident $usual:ident $widest:ident
        [$($fold:ident)+] $list:ident $closes:ident $day:ident $guard:ident $soft:ident
        $front:ident $names:ident $doc:literal;)*) => {
        /// What an item is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $(#[doc = $doc] $name,)* }

        /// The table, in the order of the kinds.
        static TABLE: &[Row] = &[$(Row {
            kind: Kind::$name,
            word: $word,
            spellings: &[$($spelling),*],
            about: About::$about,
            usual: Audience::$usual,
            widest: Audience::$widest,
            folds: &[$(Fold::$fold),+],
            list: List::$list,
            closes: Closes::$closes,
            needs_day: yes_or_no!($day),
            guard: Guard::$guard,
            soft: yes_or_no!($soft),
            in_front_matter: yes_or_no!($front),
            what: $doc,
            names: NameRole::$names,
        },)*];

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Kind] = &[$(Kind::$name),*];
        }
    };
}

macro_rules! yes_or_no {
    (yes) => {
        true
    };
    (no) => {
        false
    };
}

// kind word [spellings]
//  about usual widest   [folds] list   closes day guard soft front-matter names
kinds! {
Goal "goal" []
    Person Team Team       [Goals] Goals         Box no Own yes no First
    "A goal, or news on one.";
HighFive "high-five" ["highfive" "hi5" "kudos" "praise" "feedback/high-five" "feedback/highfive"
    "feedback/praise" "feedback/kudos"]
    Person Lead Team       [Feedback] Feedback   Shared yes State no no First
    "Feedback: well done.";
WatchOut "watch-out" ["watchout" "feedback/watch-out" "feedback/watchout"]
    Person Lead Person     [Feedback] Feedback   Shared yes State no no First
    "Feedback that needs a path.";
Feedback "feedback" []
    Person Lead Person     [Feedback] Feedback   Shared yes State no no First
    "Feedback of which nothing tells whether it is praise or critique.";
Intention "intention" []
    Person Lead Team       [Lines] Intentions    Never no NoteUnlessNamed no yes Stay
    "What a 1-2-1 is to lead to.";
Outcome "outcome" []
    Person Person Team     [Lines] Outcomes      Never no Own no yes Stay
    "What a 1-2-1 led to.";
Clarity "clarity" []
    Person Person Team     [Lines] Clarity       Never no Own no yes Stay
    "What became clear.";
Agreed "agreed" ["agreement"]
    Person Person Team     [Lines] Agreements    Never no Own no yes Stay
    "What was agreed.";
Topic "topic" []
    PersonOrTeam Lead Team [Lines] Topics        Field no NoteUnlessNamed no no First
    "Something to talk about.";
Home "home" []
    Person Lead Lead       [Lines] Home          Never no Own no no Stay
    "Life outside work; for the lead alone.";
Season "season" ["seasons" "season-low" "low-season"]
    Person Lead Lead       [Seasons Lines] Seasons Never no Own no no Stay
    "How a person's energy is: low, steady or high.";
RoadBlock "road-block" ["roadblock"]
    PersonOrTeam Lead Team [Lines] RoadBlocks    Field no NoteUnlessNamed no no Stay
    "What is in the way.";
Action "action" ["todo"]
    PersonOrLead Person Team [Promises] Actions  Box no Own no no First
    "A promise of its owner.";
Ask "ask" []
    Everyone Team Team     [Questions] Questions Never no Note no no All
    "A question to ask again and again.";
Answer "answer" []
    Person Lead Lead       [Answers] Answers     Never no Note no no Stay
    "An answer to such a question.";
AskAll "ask-all" ["askall"]
    Everyone Team Team     [Lines] AskAll        Field no Own no no All
    "A question to everyone, once.";
TellAll "tell-all" ["tellall"]
    Everyone Team Team     [Lines] TellAll       Field no Own no no All
    "News for everyone, once.";
ForMe "for-me" ["feedback-for-me"]
    PersonOrLead Lead Lead [Answers Lines] Answers Never no Own no no Stay
    "Feedback for the lead.";
FollowUp "follow-up" ["followup"]
    Person Person Team     [Lines] FollowUps     BoxOrField no Own no no All
    "A wider discussion, at its own time.";
Resource "resource" []
    Everyone Team Team     [Lines] Resources     BoxOrField no Own yes no All
    "Something to learn from.";
Policy "policy" []
    Everyone Team Team     [Lines] Policies      Never no Own yes no All
    "A policy of the company.";
Score "score" []
    Person Person Person   [Lines] Scores        Never no Own no no Stay
    "A person's own score, for self-reflection.";
TeamGoal "team-goal" ["teamgoal"]
    Everyone Team Team     [Lines] TeamGoals     Field no Own no no All
    "A goal of the team.";
MyMiss "my-miss" ["mymiss"]
    Lead Lead Lead         [Lines] MyMisses      Never no Own no no Stay
    "Something the lead got wrong.";
}

impl Kind {
    /// What is to be talked about, in the order in which it is told.
    pub const AGENDA: [Kind; 2] = [Kind::RoadBlock, Kind::Topic];

    /// All that is known of the kind.
    pub fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// The kind's own word, as its tag is written by default.
    pub fn word(self) -> &'static str {
        self.row().word
    }

    /// Its word as it stands in a sentence: `high five`.
    pub fn spoken(self) -> String {
        self.word().replace('-', " ")
    }

    /// What people call a line of it: `promise`.
    pub fn word_for_line(self) -> String {
        if self == Kind::Action { "promise".to_owned() } else { self.spoken() }
    }

    /// The kind whose tag is spelled so by default: `kudos` is a high five.
    pub fn from_tag(word: &str) -> Option<Kind> {
        let word = fold(word);
        let word = word.trim_end_matches('/');
        let is_spelled = |row: &&Row| row.word == word || row.spellings.contains(&word);
        TABLE.iter().find(is_spelled).map(|row| row.kind)
    }

    /// Whether a fold takes lines of the kind.
    pub fn goes_to(self, fold: Fold) -> bool {
        self.row().folds.contains(&fold)
    }

    /// What the names in a line of it say of whom it is about.
    pub fn role_of_names(self) -> NameRole {
        self.row().names
    }

    /// Feedback of which it is told whether it is praise or critique.
    pub fn is_sorted_feedback(self) -> bool {
        self.is_feedback() && self != Kind::Feedback
    }

    /// Feedback to a person, of whatever sort.
    pub fn is_feedback(self) -> bool {
        self.goes_to(Fold::Feedback)
    }

    /// A kind that only says what another one is about, when both stand in one line.
    pub fn is_secondary(self) -> bool {
        self.row().soft
    }

    /// Whether a line is about no single person: it speaks to everyone, or of the lead.
    pub fn is_for_all(self) -> bool {
        matches!(self.row().about, About::Everyone | About::Lead)
    }

    /// Whether it closes what stands below it: that is the lead's as well. What was answered to the
    /// lead is the lead's, and yet no secret from who answered.
    pub fn closes_below(self) -> bool {
        self.row().widest == Audience::Lead && !self.goes_to(Fold::Answers)
    }

    /// Who may see a line that says `said` of it, or nothing: no word opens what is the lead's, or
    /// the person's own.
    pub fn line_audience(self, said: Option<Audience>) -> Audience {
        said.unwrap_or(self.row().usual).min(self.row().widest)
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
        let word = <&str>::deserialize(deserializer)?;
        let row = TABLE.iter().find(|row| row.word == word);
        row.map(|row| row.kind).ok_or_else(|| D::Error::custom("no kind"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_is_in_the_order_of_the_kinds_and_no_word_is_two_kinds() {
        let mut words = BTreeSet::new();
        for kind in Kind::ALL {
            let row = kind.row();
            assert_eq!(row.kind, *kind);
            assert!(row.usual <= row.widest, "{}: more than its widest audience", row.word);
            for word in row.spellings.iter().chain([&row.word]) {
                assert!(words.insert(*word), "`{word}` is two kinds");
                assert_eq!(Kind::from_tag(word), Some(*kind));
                assert_eq!(fold(word), *word, "spellings are written folded");
            }
        }
    }

    #[test]
    fn every_list_has_a_key_of_its_own() {
        let keys: BTreeSet<String> = List::ALL.iter().map(|list| list.key()).collect();
        assert_eq!(keys.len(), List::ALL.len());
    }

    #[test]
    fn no_word_opens_what_is_the_leads() {
        assert_eq!(Kind::Home.line_audience(Some(Audience::Team)), Audience::Lead);
        assert_eq!(Kind::WatchOut.line_audience(Some(Audience::Team)), Audience::Person);
        assert_eq!(Kind::Topic.line_audience(Some(Audience::Team)), Audience::Team);
        assert_eq!(Kind::Topic.line_audience(None), Audience::Lead);
    }
}

//! What a heading, a bold line or the first words of a line say: a kind, whose it is, or nothing.
//!
//! Text in, meaning out: it knows the words of the lexicon and what the config adds to them or
//! takes away. Who is a person, and what stands above what, is told by those who ask.

use crate::kind::Kind;
use crate::note::commitment;
use crate::note::goal_label::{core_of_feedback, core_of_goal};
use crate::note::kind_sign;
use crate::text::date_parse::is_weekday_and_no_name;
use crate::text::lexicon::{Lexicon, key};
use crate::text::words_table::WordMap;
use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, PoisonError, RwLock};

/// What the lines are of which a heading, a label or a first word speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Of this kind.
    Kind(Kind),
    /// Praise where its counterpart stands as well: `Strengths`, `Good`, `Keep`.
    Good,
    /// Critique where its counterpart stands as well: `Focus`, `Bad`, `Stop`.
    Bad,
    /// What the lead says to the person, of a sort that is not told.
    Given,
    /// What the person says to the lead.
    Received,
    /// How the person feels.
    Mood,
    /// The person's own news: wins, updates.
    Theirs,
    /// Of no kind, and known as such: `Notes`.
    Plain,
}

impl Sense {
    /// The kind, when it is one.
    pub fn kind(self) -> Option<Kind> {
        if let Sense::Kind(kind) = self { Some(kind) } else { None }
    }

    /// Praise or critique, by a word of the kind or by one of two counterparts.
    pub fn sorted_kind(self) -> Option<Kind> {
        match self {
            Sense::Good => Some(Kind::HighFive),
            Sense::Bad => Some(Kind::WatchOut),
            other => other.kind().filter(|kind| kind.is_sorted_feedback()),
        }
    }
}

/// Whose lines these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The lead's.
    Mine,
    /// The other person's.
    Theirs,
}

/// What a heading or a label says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// What the lines below are.
    pub sense: Option<Sense>,
    /// Whose they are.
    pub side: Option<Side>,
    /// What may be names of persons: `Lena` of `Action items (Lena)`.
    pub names: Vec<String>,
    /// It says nothing but a time or a number: what stands above it counts on.
    pub clear: bool,
}

/// The first words of a line, as far as they say what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening<'t> {
    pub sense: Sense,
    /// The words behind.
    pub rest: &'t str,
    /// It is one of a list that counts only beside its counterpart: a sign.
    pub sign: bool,
    /// It is written in bold: `**Good:** …`.
    pub bold: bool,
}

/// Words of a config beside those of the lexicon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoreWords {
    /// More words of a kind, which count as first words and as headings.
    pub more: BTreeMap<Kind, Vec<String>>,
    /// Words that say nothing in this vault.
    pub off: Vec<String>,
}

/// The words of a vault.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    pub(super) words: HashMap<String, Sense>,
    /// Words that count before a colon alone: `Thanks: …`.
    pub(super) colon_words: HashMap<String, Sense>,
    phrases: WordMap<u8, Vec<(String, Kind)>>,
    pub(super) headings: HashMap<String, Sense>,
    /// Signs that the config gives a kind: `🙋`.
    signs: Vec<(String, Kind)>,
    from: MoreWords,
    asked: LabelMemory,
}

/// What labels say that were asked for before: the same headings stand in many notes.
#[derive(Debug, Default)]
struct LabelMemory(RwLock<HashMap<String, Label>>);

impl Clone for LabelMemory {
    fn clone(&self) -> LabelMemory {
        LabelMemory::default()
    }
}

impl LabelMemory {
    /// So many are kept.
    const MOST: usize = 4096;
    /// A longer text is no label that stands twice.
    const MOST_BYTES: usize = 64;

    fn known_label(&self, text: &str) -> Option<Label> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(text).cloned()
    }

    fn keep_label(&self, text: &str, label: &Label) {
        let mut asked = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if text.len() <= LabelMemory::MOST_BYTES && asked.len() < LabelMemory::MOST {
            asked.insert(text.to_owned(), label.clone());
        }
    }
}

static SHIPPED: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(&MoreWords::default()));

/// Kinds of which people write without a tag.
const KINDS: &[Kind] = &[
    Kind::Goal,
    Kind::HighFive,
    Kind::WatchOut,
    Kind::Feedback,
    Kind::ForMe,
    Kind::Topic,
    Kind::Action,
    Kind::Agreed,
    Kind::Intention,
    Kind::Outcome,
    Kind::Clarity,
    Kind::Home,
];

/// Words that say which of several a heading is, and nothing else: `Goals H2`, `Feedback log`.
const PALE: &[&str] = &[
    "the", "key", "current", "new", "open", "log", "list", "main", "top", "overview", "items",
    "h1", "h2", "q1", "q2", "q3", "q4", "fy", "from", "last", "time", "for", "of", "and", "today",
];

/// What is promised.
const ACTIONS: Sense = Sense::Kind(Kind::Action);

/// A first word has at most so many bytes: `Kudos`, `feedback for the manager`.
const MOST_OPENING_BYTES: usize = 48;

impl Vocabulary {
    /// The words in the binary.
    pub fn shipped() -> &'static Vocabulary {
        &SHIPPED
    }

    /// The words in the binary, and what a config adds or takes away.
    pub fn new(more: &MoreWords) -> Vocabulary {
        let lexicon = Lexicon::shipped();
        let mut out = Vocabulary {
            words: HashMap::new(),
            colon_words: HashMap::new(),
            phrases: WordMap::default(),
            headings: HashMap::new(),
            signs: Vec::new(),
            from: more.clone(),
            asked: LabelMemory::default(),
        };
        let mut phrases: Vec<(String, Kind)> = Vec::new();
        let list = |name: &str| lexicon.words(name).iter().map(|word| key(word));
        let pairs = [
            ("poles.good", Sense::Good),
            ("poles.bad", Sense::Bad),
            ("theirs", Sense::Theirs),
            ("plain", Sense::Plain),
            ("kinds.mood.headings", Sense::Mood),
        ];
        for (name, sense) in pairs {
            out.headings.extend(list(name).map(|word| (word, sense)));
        }
        for (name, sense) in [("poles.good", Sense::Good), ("poles.bad", Sense::Bad)] {
            out.words.extend(list(name).map(|word| (word, sense)));
        }
        out.words.extend(list("kinds.mood.words").map(|word| (word, Sense::Mood)));
        for kind in KINDS {
            let name = |part: &str| format!("kinds.{}.{part}", kind.word());
            let sense = Sense::Kind(*kind);
            out.words.extend(list(&name("words")).map(|word| (word, sense)));
            out.headings.extend(list(&name("headings")).map(|word| (word, sense)));
            phrases.extend(list(&name("phrases")).map(|phrase| (phrase, *kind)));
        }
        for (name, sense) in [("given", Sense::Given), ("received", Sense::Received)] {
            out.headings.extend(list(name).map(|word| (word, sense)));
            out.words.extend(list(name).map(|word| (word, sense)));
        }
        out.words.extend(list("next_time").map(|word| (word, Sense::Kind(Kind::Topic))));
        out.join_words_and_headings();
        for (kind, words) in &more.more {
            let is_sign = |word: &&String| {
                let word = word.trim();
                !word.is_empty() && !word.contains(char::is_alphanumeric)
            };
            let signs = words.iter().filter(is_sign);
            out.signs.extend(signs.map(|sign| (sign.trim().to_owned(), *kind)));
            for word in words.iter().map(|word| key(word)) {
                out.words.insert(word.clone(), Sense::Kind(*kind));
                out.headings.insert(word, Sense::Kind(*kind));
            }
        }
        for word in more.off.iter().map(|word| key(word)) {
            out.words.remove(&word);
            out.colon_words.remove(&word);
            out.headings.remove(&word);
            phrases.retain(|(phrase, _)| *phrase != word);
        }
        // The longest first: `kudos for` before `kudos`.
        phrases.sort_by(|a, b| (b.0.len(), &a.0).cmp(&(a.0.len(), &b.0)));
        for phrase in phrases {
            let Some(first) = phrase.0.bytes().next() else { continue };
            out.phrases.entry(first).or_default().push(phrase);
        }
        out
    }

    /// What of it a config says.
    pub fn from(&self) -> &MoreWords {
        &self.from
    }

    /// What a heading or a label says.
    pub fn label_of(&self, text: &str) -> Label {
        self.asked.known_label(text).unwrap_or_else(|| {
            let label = self.read_label(text);
            self.asked.keep_label(text, &label);
            label
        })
    }

    fn read_label(&self, text: &str) -> Label {
        let text = text.trim().trim_matches(['*', '_', '#', ' ', ':']);
        let mut label = Label::default();
        let (outside, inside) = split_brackets(text);
        for words in &inside {
            self.take_part(words, &mut label, true);
        }
        let outside = outside.trim_matches(['*', '_', ' ', ':']);
        if let Some(kind) = kind_sign::of_picture(outside) {
            label.sense = Some(Sense::Kind(kind));
            return label;
        }
        if let Some(sense) = self.headings.get(&key(outside)) {
            label.sense = Some(*sense);
            return label;
        }
        if let Some(sense) = self.goal_of_time(outside) {
            label.sense = Some(sense);
            return label;
        }
        // `Agenda - Things I want to bring up`: the words behind a dash explain those before it.
        let parts: Vec<&str> = [" - ", " – ", " — ", ": "]
            .iter()
            .find_map(|dash| outside.split_once(dash))
            .map_or_else(|| vec![outside], |(first, second)| vec![first, second]);
        for part in parts {
            self.take_sides(part, &mut label);
        }
        let known = label.sense.is_some() || label.side.is_some();
        label.clear = !known && label.names.is_empty();
        label
    }

    /// `Next Steps / Actions`, `Growth & Development`: all parts that say a kind say the same.
    fn take_sides(&self, text: &str, label: &mut Label) {
        static JOINTS: LazyLock<Vec<String>> = LazyLock::new(|| {
            let words = Lexicon::shipped().words("and").iter().map(|word| format!(" {word} "));
            words.chain(["/", "&", ",", "+"].map(str::to_owned)).collect()
        });
        let mut parts = vec![text];
        for joint in JOINTS.iter() {
            parts = parts.iter().flat_map(|part| part.split(joint.as_str())).collect();
        }
        let before = label.sense;
        let mut found: Vec<Sense> = Vec::new();
        let mut strange = Vec::new();
        for part in parts {
            let mut of_part = Label::default();
            self.take_part(part, &mut of_part, false);
            found.extend(of_part.sense);
            label.side = label.side.or(of_part.side);
            strange.extend(of_part.names);
        }
        found.dedup();
        label.sense = before.or(match found.as_slice() {
            [] => None,
            [one] => Some(*one),
            many if many.contains(&Sense::Kind(Kind::Feedback)) => {
                Some(Sense::Kind(Kind::Feedback))
            }
            // The person's own news beside a kind: the heading is not of that kind.
            _ => Some(Sense::Plain),
        });
        label.names.extend(strange);
    }

    fn take_part(&self, part: &str, label: &mut Label, in_brackets: bool) {
        let lexicon = Lexicon::shipped();
        let whole = key(part);
        if whole.is_empty() || !whole.contains(char::is_alphanumeric) {
            return;
        }
        let side = |text: &str| match () {
            () if lexicon.has("owners.mine", text) => Some(Side::Mine),
            () if lexicon.has("owners.theirs", text) => Some(Side::Theirs),
            () => None,
        };
        // `What I'll do`, `Cosa fa lei?`
        let does = [("does_mine", Side::Mine), ("does_theirs", Side::Theirs)];
        let does = does.into_iter().find(|(list, _)| !in_brackets && lexicon.has(list, &whole));
        if let Some((_, side)) = does {
            label.sense = label.sense.or(Some(Sense::Kind(Kind::Action)));
            label.side = label.side.or(Some(side));
            return;
        }
        if !in_brackets && let Some(sense) = self.headings.get(&whole) {
            label.sense = label.sense.or(Some(*sense));
            label.side = label.side.or_else(|| side(&whole));
            return;
        }
        if let Some(found) = side(&whole) {
            label.side = label.side.or(Some(found));
            // `My actions` are promises as well.
            let kind = whole.split_once(' ').and_then(|(_, rest)| self.headings.get(rest));
            label.sense = label.sense.or(kind.copied().filter(|_| !in_brackets));
            return;
        }
        let mut words: Vec<&str> = whole.split(' ').collect();
        words.retain(|word| !is_pale(lexicon, word));
        if words.is_empty() {
            return;
        }
        // `My goals`, `Their actions`, `My commitments to Lena`: the side, and the kind behind it.
        if !in_brackets
            && commitment::begins_with_subject(&words)
            && let Some(found) = side(words[0])
            && let Some(sense) = self.said_of_promises(&words[1..])
        {
            label.side = label.side.or(Some(found));
            label.sense = label.sense.or(Some(sense));
            return;
        }
        if !in_brackets && let Some(sense) = self.headings.get(&words.join(" ")) {
            // A sprint's goal, and that of a meeting, is nobody's to grow by.
            let of_time = |word: &str| {
                ["sprints", "relative.today"].iter().any(|list| lexicon.has(list, word))
            };
            let short = sense.kind() == Some(Kind::Goal) && whole.split(' ').any(of_time);
            label.sense = label.sense.or(Some(if short { Sense::Plain } else { *sense }));
            return;
        }
        // `For Lena`, `Lena's actions`: a name, and a kind behind it.
        let name = part.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        if let Some((name, rest)) = name.split_once("'s ").or_else(|| name.split_once("’s "))
            && let Some(sense) = self.said_of_promises(&key(rest).split(' ').collect::<Vec<_>>())
        {
            label.sense = label.sense.or(Some(sense));
            label.names.push(name.to_owned());
            return;
        }
        // `I will`, `yo me comprometo a`, `she takes care of`
        if !in_brackets && let Some(side) = commitment::whose(name, side, Side::Mine) {
            label.sense = label.sense.or(Some(Sense::Kind(Kind::Action)));
            label.side = label.side.or(Some(side));
            return;
        }
        // `Lena owes`, `Mateo se compromete a`
        if let Some(name) = commitment::name_before(name).filter(|_| !in_brackets) {
            label.sense = label.sense.or(Some(Sense::Kind(Kind::Action)));
            label.names.push(name.to_owned());
            return;
        }
        let (first, behind) = name.split_once(' ').unwrap_or((name, ""));
        let bound = lexicon.has("for", first) && !behind.is_empty();
        label.names.push(if bound { behind } else { name }.to_owned());
    }

    /// Whether a label is one of promises and says more of it: `To do this week`.
    pub fn speaks_of_promises(&self, label: &str) -> bool {
        let whole = key(label);
        let words: Vec<&str> = whole.split(' ').collect();
        (0..words.len()).any(|from| self.said_of_promises(&words[from..]) == Some(ACTIONS))
    }

    /// What words say as a whole, or that they begin with a word for promises: what somebody
    /// promises is theirs, whoever gets it (`commitments to Lena`).
    fn said_of_promises(&self, words: &[&str]) -> Option<Sense> {
        let said = |end: usize| self.headings.get(&words[..end].join(" ")).copied();
        let begins = |end: usize| said(end) == Some(ACTIONS);
        said(words.len()).or_else(|| (1..words.len()).any(begins).then_some(ACTIONS))
    }

    /// What words say that stand before a sign.
    pub fn word(&self, words: &str) -> Option<Sense> {
        self.words.get(&key(words)).copied()
    }

    /// What the first words of a line say; `Kudos: …`, `well done on …`, `+ …`.
    pub fn opening_words<'t>(&self, text: &'t str) -> Option<Opening<'t>> {
        let text = text.trim_start();
        let bare = text.trim_start_matches(['*', '_']);
        let bold = bare.len() + 1 < text.len();
        // What stands in code is shown, not said.
        if bare.starts_with('`') {
            return None;
        }
        let own = self.signs.iter().find_map(|(sign, kind)| {
            let rest = bare.strip_prefix(sign.as_str())?;
            let rest = rest.trim_start_matches(['\u{fe0f}', ' ', ':', '-', '–']);
            (!rest.is_empty()).then_some((Sense::Kind(*kind), rest))
        });
        if let Some((sense, rest)) = own {
            return Some(Opening { sense, rest, sign: false, bold });
        }
        // `🎯 Goals` heads what stands below it.
        let heads = |rest: &str| self.headings.contains_key(&key(rest));
        if let Some((list, rest)) = kind_sign::read(bare).filter(|(_, rest)| !heads(rest)) {
            let sense = match list {
                kind_sign::GOOD => Sense::Good,
                kind_sign::BAD => Sense::Bad,
                _ => Sense::Kind(Kind::Goal),
            };
            // `🎯` needs no counterpart.
            let sign = sense.kind().is_none();
            return Some(Opening { sense, rest, sign, bold });
        }
        if let Some((head, rest)) = split_opening(bare) {
            let is_goal = |sense: &&Sense| sense.kind() == Some(Kind::Goal);
            let of_goal = || self.words.get(&core_of_goal(head)?).filter(is_goal);
            let sorted = |sense: &&Sense| sense.kind().is_some_and(Kind::is_sorted_feedback);
            let of_feedback = || self.words.get(&core_of_feedback(head)?).filter(sorted);
            let colon = bare[head.len()..].trim_start_matches(['*', '_', ' ']).starts_with(':');
            let before_colon = || self.colon_words.get(&key(head)).filter(|_| colon);
            if let Some(sense) = self
                .words
                .get(&key(head))
                .or_else(of_goal)
                .or_else(of_feedback)
                .or_else(before_colon)
            {
                return Some(Opening { sense: *sense, rest, sign: false, bold });
            }
        }
        if let Some((sense, rest)) = self.loud(bare) {
            return Some(Opening { sense, rest, sign: false, bold });
        }
        if bold
            && let Some((head, rest)) = bare.split_once("**").or_else(|| bare.split_once("__"))
            && let Some(sense) = self.words.get(&key(head))
        {
            let rest = rest.trim_start_matches([':', ' ', '-', '–', '—']);
            return Some(Opening { sense: *sense, rest, sign: false, bold });
        }
        self.opening_phrase(bare).map(|(kind, rest)| Opening {
            sense: Sense::Kind(kind),
            rest,
            sign: false,
            bold,
        })
    }

    /// A phrase of a kind at the beginning of a text, which needs no sign behind it: `kudos to`;
    /// `goal for the winter: …` wants its colon.
    pub(super) fn opening_phrase<'t>(&self, text: &'t str) -> Option<(Kind, &'t str)> {
        text.chars().next().filter(|c| c.is_alphabetic())?;
        let end = text.char_indices().nth(MOST_OPENING_BYTES).map_or(text.len(), |(at, _)| at);
        let start = key(&text[..end]);
        let first = start.bytes().next()?;
        let may_be = |phrase: &&(String, Kind)| {
            start.strip_prefix(phrase.0.as_str()).is_some_and(|rest| rest.starts_with(' '))
        };
        let (phrase, kind) = self.phrases.get(&first)?.iter().find(may_be)?;
        let words = phrase.split(' ').count();
        let rest = behind_words(text, words)?;
        if *kind == Kind::Goal {
            let (whose, rest) = rest.split_once(": ")?;
            if Lexicon::shipped().is_group(whose) {
                return None;
            }
            return (text.find(": ")? <= MOST_OPENING_BYTES).then_some((*kind, rest.trim()));
        }
        // `We agreed that …` reads as it stands.
        Some((*kind, if *kind == Kind::HighFive { behind_addressed(rest) } else { text }))
    }
}

/// The words before the first sign that ends an opening, and those behind it.
pub fn split_opening(text: &str) -> Option<(&str, &str)> {
    let window = &text[..text.floor_char_boundary(MOST_OPENING_BYTES)];
    let colon = window.match_indices(':').map(|(at, _)| at).find(|at| {
        let behind = &text[*at + 1..];
        behind.is_empty() || behind.starts_with([' ', '*', '_', '\t', '\u{a0}', '\u{202f}'])
    });
    let dash =
        [" - ", " – ", " — "].iter().filter_map(|dash| Some((window.find(dash)?, dash.len())));
    let ends = dash.chain(colon.map(|at| (at, 1)));
    let (at, len) = ends.min()?;
    let head = text[..at].trim().trim_end_matches(['*', '_']).trim();
    let rest = text[at + len..].trim_start_matches(['*', '_']).trim_start();
    (!head.is_empty()).then_some((head, rest))
}

/// What praise says, without whom it addresses: `you: the demo`, `her for the demo`.
fn behind_addressed(rest: &str) -> &str {
    let lexicon = Lexicon::shipped();
    let end = rest.find([' ', ':']).unwrap_or(rest.len());
    if !lexicon.has("addressed", &rest[..end]) {
        return rest;
    }
    let behind = &rest[end..];
    if let Some(words) = behind.strip_prefix(':') {
        return words.trim_start();
    }
    let joined = behind.trim_start().split_once(' ');
    joined.filter(|(joint, _)| lexicon.has("for", joint)).map_or(rest, |(_, words)| words)
}

/// What stands behind the first `count` words of a text, as `key` counts words.
fn behind_words(text: &str, count: usize) -> Option<&str> {
    let mut seen = 0;
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let word = c.is_alphanumeric() || crate::text::span::is_mark(c);
        if inside && !word {
            seen += 1;
            if seen == count {
                return Some(text[at..].trim_start_matches([':', ' ', '-', '–', '—', ',']));
            }
        }
        inside = word;
    }
    None
}

/// The text without what stands in brackets, and each of what stands in them.
fn split_brackets(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('(') {
        outside.push_str(before);
        outside.push(' ');
        let (words, after) = behind.split_once(')').unwrap_or((behind, ""));
        inside.push(words.to_owned());
        rest = after;
    }
    outside.push_str(rest);
    (outside, inside)
}

/// A word that says only which of several a heading is.
fn is_pale(lexicon: &Lexicon, word: &str) -> bool {
    PALE.contains(&word)
        || word.bytes().any(|b| b.is_ascii_digit())
        || word.chars().count() < 2
        || lexicon.month_named(word).is_some()
        || is_weekday_and_no_name(word)
        || ["weeks", "sprints", "for"].iter().any(|list| lexicon.has(list, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_label(text: &str, expected: &str) {
        let label = Vocabulary::shipped().label_of(text);
        let sense = match label.sense {
            Some(Sense::Kind(kind)) => kind.word().to_owned(),
            Some(other) => format!("{other:?}").to_lowercase(),
            None => String::new(),
        };
        let side = label.side.map(|side| format!(" {side:?}").to_lowercase()).unwrap_or_default();
        // Whoever reads a label looks which of its possible names are somebody's: rows that are not
        // about names leave them out.
        let names = if label.names.is_empty() || !expected.contains('[') {
            String::new()
        } else {
            format!(" [{}]", label.names.join("|"))
        };
        let clear = if label.clear { "clear" } else { "" };
        assert_eq!(format!("{sense}{side}{names}{clear}").trim(), expected, "{text}");
    }

    #[test]
    fn headings_say_a_kind() {
        for (text, expected) in [
            ("Kudos", "high-five"),
            ("🎉 Kudos & Praise", "high-five"),
            ("Lob und Anerkennung", "high-five"),
            ("**Growth & Development:**", "goal"),
            ("Goals H2", "goal"),
            ("Goals 2026", "goal"),
            ("🚀 Goals", "goal"),
            ("Ziele für Q3", "goal"),
            ("My goals", "goal mine"),
            ("Objectifs", "goal"),
            ("Next Steps / Actions:", "action"),
            ("✅ Action Items", "action"),
            ("Nächste Schritte", "action"),
            ("Próximos pasos", "action"),
            ("📅 Agenda - Things I want to bring up", "topic [Things I want to bring up]"),
            ("Discussion Points", "topic"),
            ("Feedback (2-way)", "feedback"),
            ("Feedback log", "feedback"),
            ("Feedback for me", "for-me"),
            ("Retours pour moi", "for-me"),
            ("Kritik", "watch-out"),
            ("Points à améliorer", "watch-out"),
            ("Entscheidungen", "agreed"),
            ("Wins", "theirs"),
            ("Highlights / Wins", "theirs"),
            ("Strengths", "good"),
            ("Schwächen", "bad"),
            ("Notes", "plain"),
        ] {
            check_label(text, expected);
        }
    }

    #[test]
    fn headings_say_whose() {
        for (text, expected) in [
            ("Mine", "mine"),
            ("Others", "theirs"),
            ("Action Items (Manager)", "action mine"),
            ("Action Items (Engineer)", "action theirs"),
            ("Action items (Lena)", "action [Lena]"),
            ("Commitments I made", "mine"),
            ("Commitments they made", "theirs"),
            ("Meine Aufgaben", "action mine"),
            ("For Lena", "[Lena]"),
            ("Für Jörg", "[Jörg]"),
            ("Lena's actions", "action [Lena]"),
            ("Ses actions", "action theirs"),
        ] {
            check_label(text, expected);
        }
    }

    #[test]
    fn headings_say_nothing() {
        for (text, expected) in [
            ("H2 2026", "clear"),
            ("2026-11-24", "clear"),
            ("10 November 2026", "clear"),
            ("KW 46", "clear"),
            ("Recipes", "[Recipes]"),
            ("Billing rewrite", "[Billing rewrite]"),
            ("Goals and wins", "plain"),
            ("Release goals for the world", "[Release goals for the world]"),
        ] {
            check_label(text, expected);
        }
    }

    fn check_opening(text: &str, expected: &str) {
        let found = Vocabulary::shipped().opening_words(text).map(|opening| {
            let sense = match opening.sense {
                Sense::Kind(kind) => kind.word().to_owned(),
                other => format!("{other:?}").to_lowercase(),
            };
            format!("{sense}: {}", opening.rest)
        });
        assert_eq!(found.as_deref().unwrap_or("-"), expected, "{text}");
    }

    #[test]
    fn first_words_say_a_kind() {
        for (text, expected) in [
            ("Kudos: wrote the handover", "high-five: wrote the handover"),
            ("**Kudos:** wrote it", "high-five: wrote it"),
            ("**Kudos**: wrote it", "high-five: wrote it"),
            ("**Kudos** wrote it", "high-five: wrote it"),
            ("Praise - calm in the outage", "high-five: calm in the outage"),
            ("kudos for how she led it", "high-five: how she led it"),
            ("Well done on the demo", "high-five: the demo"),
            ("Bravo pour la démo", "high-five: la démo"),
            ("Lob: die Übergabe", "high-five: die Übergabe"),
            ("watch out: merges alone", "watch-out: merges alone"),
            ("Kritik: redet dazwischen", "watch-out: redet dazwischen"),
            ("goal: pass the exam", "goal: pass the exam"),
            ("goal for the winter: give a talk", "goal: give a talk"),
            ("Objetivo: dar una charla", "goal: dar una charla"),
            ("Feedback for me: speak slower", "for-me: speak slower"),
            ("Topic: the rota", "topic: the rota"),
            ("Decision: keep the ids", "agreed: keep the ids"),
            ("Good: calm", "good: calm"),
            ("+ calm in the outage", "good: calm in the outage"),
            ("Δ merges alone", "bad: merges alone"),
            ("👍🏽 great demo", "good: great demo"),
            ("👎 late again", "bad: late again"),
        ] {
            check_opening(text, expected);
        }
    }

    #[test]
    fn the_bare_words_say_nothing() {
        for text in [
            "goal is to ship",
            "win the tender",
            "topic of the day was the rota",
            "concern about the rota",
            "praise is rare here",
            "feedback was good",
            "watch out for the deadline",
            "goals scored on Friday: three",
            "https://kudos: no",
            "12:30 kudos",
            "+1 for that",
            "-> me: send it",
            "well done",
        ] {
            check_opening(text, "-");
        }
    }

    #[test]
    fn a_config_adds_and_removes() {
        let more = MoreWords {
            more: BTreeMap::from([(Kind::HighFive, vec!["Sternchen".to_owned()])]),
            off: vec!["Kudos".to_owned()],
        };
        let words = Vocabulary::new(&more);
        assert_eq!(
            words.opening_words("Sternchen: x").map(|o| o.sense),
            Some(Sense::Kind(Kind::HighFive))
        );
        assert_eq!(words.opening_words("Kudos: x"), None);
        assert_eq!(words.label_of("Kudos").sense, None);
    }

    #[test]
    fn codes_of_a_chat() {
        let code = |text: &str| Vocabulary::shipped().code(text);
        assert_eq!(code("calm in it :kudos:"), Some((Kind::HighFive, "calm in it".to_owned())));
        assert_eq!(code("at 10:30: late"), None);
    }
}

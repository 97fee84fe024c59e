//! Notes in which nobody and nothing can be known again, for a report: signs, our own words and
//! the lengths of all others stay, so that they are read as the true ones are.
//!
//! It works by a list of what may stay. People get other names, the same everywhere; every other
//! word becomes letters of the same number, the same word the same letters. Years are 28 later:
//! the calendar repeats then, so days of the week, weeks and every form of a date stay as they
//! are. It opens no file, and gives nothing where a word of the notes would be left.

use crate::kind::Kind;
use crate::note::field::FORGIVEN;
use crate::text::lexicon::Lexicon;
use crate::text::people_words;
use crate::text::span::without_accents;
use crate::vault::config;
use crate::vault::keys::KEYS;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

/// So many years later the calendar is the same.
pub const YEARS: i16 = 28;

/// First and last names that stand for those of people.
const FIRST: &[&str] = &[
    "Anouk", "Bashir", "Celia", "Dario", "Edda", "Farid", "Greta", "Henk", "Ilse", "Jorge",
    "Katya", "Lorenz", "Mirja", "Nils", "Oona", "Pavel", "Quinn", "Rosa", "Sven", "Tilda", "Ulla",
    "Viggo", "Wanda", "Xaver", "Yara", "Zeno",
];
const LAST: &[&str] = &[
    "Ahorn", "Birkner", "Calder", "Dorn", "Eklund", "Falk", "Grieg", "Holm", "Ibsen", "Jansky",
    "Krog", "Lind", "Moreau", "Nyberg", "Ostrow", "Prado", "Quist", "Ravn", "Stork", "Thorn",
    "Urban", "Vidal", "Wrede", "Xander", "Ybarra", "Zander",
];

/// What stays beside the words of the lists: markers, addresses, HTML, keys and values of front
/// matter and settings.
const MORE_WORDS: &str = "vault121 vault begin end md yml json http https www html head body div \
    span summary details class hidden br hr img src href code mermaid dataview tasks true false \
    yes no id title desc updated created tags tag aliases alias type status date version \
    workspace vaults fspath selfcontained notes config schema callout note info tip quote user \
    meet daily journal weekly low steady high coaxing private lead person team me them ask \
    contrast partly monthly";

/// Signs other than those of ASCII that a reading may depend on.
const SIGNS: &str = "–—‐‑−…“”„‘’‚«»‹›·•◦‣→←⇒➜➔☐☑☒✓✔✗✘📅📆🗓⏳⌛🛫➕➖✅❌⏰🆔⛔🏁🔁⏫🔼🔽🔺⏬🔒🔐🔓👍👎👏🎉⭐🟢🔴⊕Δ∆⚠❗❓＃＠：，、。（）";

/// What stays, each of one word or several as they are compared, and the words of all of it.
static OURS: LazyLock<(HashSet<String>, HashSet<String>)> = LazyLock::new(|| {
    let mut phrases = HashSet::new();
    let mut take = |text: &str| {
        // `1on1` is known by its digits.
        if !text.contains(|c: char| c.is_ascii_digit()) {
            phrases.insert(
                letter_runs(text)
                    .flat_map(hump_words)
                    .map(without_accents)
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
    };
    MORE_WORDS.split_whitespace().for_each(&mut take);
    Lexicon::shipped().all_words().for_each(&mut take);
    people_words::all_words().for_each(&mut take);
    for kind in Kind::ALL {
        let row = kind.row();
        row.spellings.iter().copied().chain([row.word, row.list.word()]).for_each(&mut take);
    }
    let of_config = config::KEYS.iter().map(|(name, _)| *name);
    let keys = KEYS.iter().map(|key| key.name).chain(of_config);
    keys.flat_map(|name| name.split('.')).for_each(&mut take);
    config::PERSON_KEYS.iter().chain(FORGIVEN).copied().for_each(&mut take);
    let words = phrases.iter().flat_map(|phrase| phrase.split(' ')).map(str::to_owned).collect();
    (phrases, words)
});

/// No phrase of ours has more words.
const MOST_WORDS: usize = 6;

/// A small vault for a report.
#[derive(Debug, PartialEq, Eq)]
pub struct Sample {
    /// Paths and texts.
    pub files: Vec<(String, String)>,
}

/// The notes with other names and words. `names` are the names of each known person.
///
/// # Errors
/// The words of the notes that would be left: none is to be given away then.
pub fn sample(
    files: &[(String, String)],
    names: &[Vec<String>],
) -> Result<Sample, BTreeSet<String>> {
    let mut words = MadeWords::new(files, names);
    let made: Vec<(String, String)> =
        files.iter().map(|(path, text)| (words.other_text(path), words.other_text(text))).collect();
    let left: BTreeSet<String> = made
        .iter()
        .flat_map(|(path, text)| foreign_words(path).chain(foreign_words(text)))
        .filter(|word| word.chars().count() >= MOST_LEFT && !words.made.contains(word))
        .collect();
    if left.is_empty() { Ok(Sample { files: made }) } else { Err(left) }
}

/// A foreign word of so many letters must not be left.
const MOST_LEFT: usize = 4;

/// What has been made of which word.
struct MadeWords {
    people: BTreeMap<String, String>,
    others: BTreeMap<String, String>,
    /// Everything that was made, as it is compared.
    made: BTreeSet<String>,
    /// The words of the notes: none of them may be made of another one.
    there: BTreeSet<String>,
    count: usize,
}

impl MadeWords {
    fn new(files: &[(String, String)], names: &[Vec<String>]) -> MadeWords {
        let mut words = MadeWords {
            people: BTreeMap::new(),
            others: BTreeMap::new(),
            made: BTreeSet::new(),
            there: BTreeSet::new(),
            count: 0,
        };
        for text in files.iter().flat_map(|(path, text)| [path, text]) {
            words.there.extend(letter_runs(text).flat_map(hump_words).map(without_accents));
        }
        for all in names {
            words.rename_person(all);
        }
        words
    }

    /// Gives the parts of somebody's names other names.
    fn rename_person(&mut self, names: &[String]) {
        for name in names {
            for (at, part) in letter_runs(name).flat_map(hump_words).enumerate() {
                let part = without_accents(part);
                if part.chars().count() < 2 || self.people.contains_key(&part) {
                    continue;
                }
                let list = if at == 0 { FIRST } else { LAST };
                let is_free = |other: &str| {
                    let other = without_accents(other);
                    !self.there.contains(&other) && !self.made.contains(&other)
                };
                let other = list.iter().copied().find(|other| is_free(other)).map(str::to_owned);
                let other = other.unwrap_or_else(|| self.scrambled(part.chars().count().max(4)));
                self.made.insert(without_accents(&other));
                self.people.insert(part, other);
            }
            self.initials(name);
        }
    }

    /// `AF: write it` is to be hers with her other name, too.
    fn initials(&mut self, name: &str) {
        let parts: Vec<String> =
            letter_runs(name).flat_map(hump_words).map(without_accents).collect();
        let of = |words: &mut dyn Iterator<Item = &str>| -> String {
            words.filter_map(|word| word.chars().next()).collect()
        };
        let own = of(&mut parts.iter().map(String::as_str));
        let other = of(&mut parts.iter().filter_map(|part| self.people.get(part)).map(|s| &**s));
        if parts.len() > 1 && !is_ours(&own) && !self.people.contains_key(&own) {
            self.made.insert(without_accents(&other));
            self.people.insert(own, other);
        }
    }

    /// A text with other words in it.
    fn other_text(&mut self, text: &str) -> String {
        let pieces = text_runs(text);
        let mut out = String::with_capacity(text.len());
        let mut kept_to = 0;
        for (at, piece) in pieces.iter().enumerate() {
            match kind_of(piece.chars().next().unwrap_or(' ')) {
                Run::Digits => out.push_str(&other_number(piece)),
                Run::Signs => out.extend(piece.chars().map(plain_sign)),
                Run::Letters => {
                    kept_to = kept_to.max(at + phrase_length(&pieces[at..]));
                    // `2w`, `W48`, `1on1`.
                    let is_digit = |at: Option<usize>| {
                        at.and_then(|at| pieces.get(at))
                            .is_some_and(|piece| piece.starts_with(|c: char| c.is_ascii_digit()))
                    };
                    let is_unit =
                        piece.len() <= 2 && (is_digit(at.checked_sub(1)) || is_digit(Some(at + 1)));
                    let word = self.other_word(piece, at < kept_to || is_unit);
                    out.push_str(&word);
                }
            }
        }
        out
    }

    /// The word that stands for one. A name goes before a word of ours: a `May` is no month then.
    fn other_word(&mut self, word: &str, is_ours: bool) -> String {
        let folded = without_accents(word);
        if let Some(name) = self.people.get(&folded) {
            return cased_like(name, word);
        }
        // `Alices Aufgaben`.
        if let Some(name) = folded.strip_suffix('s').and_then(|name| self.people.get(name)) {
            let name = format!("{name}s");
            self.made.insert(without_accents(&name));
            return cased_like(&name, word);
        }
        if is_ours || word.is_ascii() && word.len() == 1 {
            return word.to_owned();
        }
        if let Some(other) = self.others.get(&folded) {
            return cased_like(other, word);
        }
        let other = self.scrambled(word.chars().count());
        self.made.insert(other.clone());
        self.others.insert(folded, other.clone());
        cased_like(&other, word)
    }

    /// Letters that are no word of ours and none of the notes.
    fn scrambled(&mut self, len: usize) -> String {
        const HARD: &[u8] = b"bdfgklmnprstvz";
        const SOFT: &[u8] = b"aeiou";
        for _ in 0..MOST_TRIED {
            let mut left = self.count;
            self.count += 1;
            let letter = |at: usize| {
                let set = if at.is_multiple_of(2) { HARD } else { SOFT };
                let letter = set[left % set.len()];
                left /= set.len();
                char::from(letter)
            };
            let word: String = (0..len).map(letter).collect();
            if !is_ours(&word) && !self.there.contains(&word) && !self.made.contains(&word) {
                return word;
            }
        }
        "x".repeat(len)
    }
}

/// Two letters have no more than these.
const MOST_TRIED: usize = 500;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Letters,
    Digits,
    Signs,
}

fn kind_of(c: char) -> Run {
    match c {
        _ if c.is_ascii_digit() => Run::Digits,
        _ if c.is_alphanumeric() && !SIGNS.contains(c) => Run::Letters,
        // What stands above the letter before it.
        '\u{300}'..='\u{36f}' => Run::Letters,
        _ => Run::Signs,
    }
}

/// The runs of letters of a text.
fn letter_runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| kind_of(c) != Run::Letters).filter(|run| !run.is_empty())
}

/// `LenaVogel` is two words.
fn hump_words(run: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut was_lower = false;
    for (at, c) in run.char_indices() {
        if was_lower && c.is_uppercase() {
            all.push(&run[start..at]);
            start = at;
        }
        was_lower = c.is_lowercase();
    }
    all.push(&run[start..]);
    all
}

/// The words of a text that are not ours, as they are compared.
fn foreign_words(text: &str) -> impl Iterator<Item = String> {
    letter_runs(text).flat_map(hump_words).filter(|word| !is_ours(word)).map(without_accents)
}

fn is_ours(word: &str) -> bool {
    OURS.1.contains(&without_accents(word))
}

/// A text in runs of one kind each, words cut at their humps.
fn text_runs(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let len = rest.find(|c| kind_of(c) != kind_of(first)).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(len);
        match kind_of(first) {
            Run::Letters => all.extend(hump_words(run)),
            Run::Digits | Run::Signs => all.push(run),
        }
        rest = behind;
    }
    all
}

/// How many of these pieces are a phrase of ours, which begins with the first of them.
fn phrase_length(pieces: &[&str]) -> usize {
    let mut longest = 0;
    let mut words = String::new();
    let mut count = 0;
    for (at, piece) in pieces.iter().enumerate() {
        match kind_of(piece.chars().next().unwrap_or(' ')) {
            Run::Letters => {
                if count > 0 {
                    words.push(' ');
                }
                words.push_str(&without_accents(piece));
                count += 1;
                if OURS.0.contains(&words) {
                    longest = at + 1;
                }
                if count == MOST_WORDS {
                    break;
                }
            }
            Run::Signs if !piece.contains('\n') => {}
            Run::Signs | Run::Digits => break,
        }
    }
    longest
}

/// A word in capitals as another one has them.
fn cased_like(word: &str, like: &str) -> String {
    let mut capitals = like.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase);
    let first = capitals.next().unwrap_or(false);
    let all = first && like.chars().count() > 1 && capitals.all(|capital| capital);
    let mut out = String::new();
    for (at, c) in word.chars().enumerate() {
        match all || first && at == 0 {
            true => out.extend(c.to_uppercase()),
            false => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// A number: years 28 later, also at the beginning of a date without signs; what has one or two
/// digits, or is a word for a 1-2-1, as it is; every other one with other digits.
fn other_number(run: &str) -> String {
    let year = run.get(..4).and_then(|year| year.parse::<i16>().ok());
    let later = year.filter(|year| (1990..2072).contains(year)).map(|year| year + YEARS);
    let month = run.get(4..6).is_none_or(|month| ("01"..="12").contains(&month));
    let day = run.get(6..8).is_none_or(|day| ("01"..="31").contains(&day));
    match (run.len(), later) {
        (0..=2, _) => run.to_owned(),
        (4 | 8 | 12 | 14, Some(later)) if month && day => format!("{later}{}", &run[4..]),
        // A moment in milliseconds, as Dendron has it.
        (13, _) => match run.parse::<u64>() {
            Ok(moment) => (moment + MILLISECONDS).to_string(),
            Err(_) => "1".repeat(13),
        },
        (3, _) if run == "121" => run.to_owned(),
        (len, _) => "1".repeat(len),
    }
}

/// 28 years.
const MILLISECONDS: u64 = 28 * 1_461 * 24 * 3_600_000 / 4;

fn plain_sign(c: char) -> char {
    match c {
        _ if c.is_ascii() || c.is_whitespace() || SIGNS.contains(c) => c,
        // Joins an emoji with what it is about.
        '\u{fe0f}' | '\u{200d}' | '\u{feff}' => c,
        _ => '◇',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(path: &str, text: &str) -> (String, String) {
        let names = vec![
            vec!["Alice Fischer".to_owned(), "alice".to_owned()],
            vec!["Will Marsh".to_owned(), "wm".to_owned()],
            vec!["Nora".to_owned()],
        ];
        let files = [(path.to_owned(), text.to_owned())];
        sample(&files, &names).unwrap().files.remove(0)
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(made("a.md", text).1, expected, "{text}");
    }

    #[test]
    fn people_get_other_names_the_same_everywhere() {
        check("Alice, @alice, ALICE: [[Alice Fischer]]", "Anouk, @anouk, ANOUK: [[Anouk Ahorn]]");
        check("AliceFischer alice.fischer Alices", "AnoukAhorn anouk.ahorn Anouks");
        check("- [ ] Nora: ask Will, WM", "- [ ] Celia: ask Bashir, BB");
        let (path, _) = made("1-1s/Alice Fischer/2026-11-24.md", "");
        assert_eq!(path, "1-1s/Anouk Ahorn/2054-11-24.md");
    }

    #[test]
    fn signs_tags_and_our_words_stay_and_all_others_keep_their_length() {
        check("- #high-five @alice", "- #high-five @anouk");
        check("## Action items", "## Action items");
        check("road, Road blocks", "baba, Road blocks");
        check("- [x] #goal/payroll Payroll payroll", "- [x] #goal/bababab Bababab bababab");
        check("[every:: 2w] in 1on1", "[every:: 2w] in 1on1");
        let (_, text) = made("a.md", "pelican Ünïcode 秘密 x");
        assert_eq!(text.chars().count(), "pelican Ünïcode 秘密 x".chars().count());
        for word in ["pelican", "nïcode", "秘"] {
            assert!(!text.contains(word), "{text}");
        }
        check("📅 🦄 → …", "📅 ◇ → …");
    }

    #[test]
    fn dates_are_moved_together_and_keep_their_form() {
        for (from, to) in [
            ("2026-11-24", "2054-11-24"),
            ("24.11.2026", "24.11.2054"),
            ("20261124T1400", "20541124T1111"),
            ("2026-W48", "2054-W48"),
            ("Thu 15 Oct", "Thu 15 Oct"),
            ("4 May 2026", "4 May 2054"),
            ("May 4, 2026", "May 4, 2054"),
            ("16.11.", "16.11."),
            ("1763380800000", "2646993600000"),
            ("0170 1234567", "1111 1111111"),
            ("1-1 121 1:1", "1-1 121 1:1"),
            ("95 %", "95 %"),
        ] {
            check(from, to);
        }
    }

    #[test]
    fn a_word_of_the_notes_is_never_made_of_another_one() {
        // The letters that would be made first stand in the notes themselves.
        let (_, text) = made("a.md", "quark babe bade bafe");
        for word in ["quark", "babe", "bade", "bafe"] {
            assert!(!text.split(' ').any(|made| made == word), "{text}");
        }
    }

    #[test]
    fn what_is_left_is_seen() {
        assert_eq!(foreign_words("#goal private Zebra").collect::<Vec<_>>(), ["zebra"]);
        assert_eq!(foreign_words("highFive: 2026").count(), 0);
    }
}

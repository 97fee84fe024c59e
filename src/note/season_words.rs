//! Lines of a note that have the word season as a label, in whatever shape they stand: fields,
//! rows of tables, comments, callouts, blocks of code.
//!
//! In the note of a person each of them says something of how their season is. What their values
//! mean is not told here.

use crate::diagnostic::diagnostic::{Place, Placer};
use crate::text::lexicon::Lexicon;
use crate::text::span::{Span, is_one_slip};
use serde::{Deserialize, Serialize};

/// A line that says something of a season.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeasonLine {
    pub place: Place,
    /// What stands behind the label.
    pub value: String,
    /// The label says it, whatever stands behind; else only a word for a season does.
    pub sure: bool,
}

/// The word that the label is.
const WORD: &str = "season";
/// Labels of other words before it are no longer: `Her current season: low`.
const MOST_WORDS_BEFORE: usize = 2;
/// A sentence of no more words than these behind the label may end with what it is: `season is
/// still low`.
const MOST_WORDS_BEHIND: usize = 3;
/// More of a line is not looked at for a label.
const MOST_LABEL_BYTES: usize = 80;
/// Nobody writes more of them.
const MOST_LINES: usize = 64;
/// Signs between the label and what stands behind.
const SIGNS: &[char] = &[':', '=', '–', '—', '-', '/', '|', '→', ']'];

/// The lines of a body that say something of a season; what stands where `inside` says so is not
/// the user's.
pub(crate) fn season_lines(
    text: &str,
    body: usize,
    inside: &dyn Fn(usize) -> bool,
    placer: &Placer<'_>,
) -> Box<[SeasonLine]> {
    let mut found = Vec::new();
    let mut at = body;
    for line in text[body..].split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        if found.len() >= MOST_LINES || !may_say(line) || inside(span.start) {
            continue;
        }
        let place = placer.place_of(span);
        let mut add = |value: &str, sure| {
            found.push(SeasonLine { place, value: value.trim().to_owned(), sure });
        };
        let line = span.of(text);
        if line.trim_start().starts_with('|') {
            in_row(line, &text[at..], &mut add);
            continue;
        }
        match season_label(line) {
            // Alone it is a head: what it says stands in the next line.
            Some(SeasonLabel { value: "", sure }) => add(next_line(&text[at..]), sure),
            Some(SeasonLabel { value, sure }) => add(value, sure),
            None => {}
        }
    }
    found.into()
}

/// Whether a line may have the label: only a no is sure.
fn may_say(line: &str) -> bool {
    let bytes = line.as_bytes();
    let near = &bytes[..bytes.len().min(MOST_LABEL_BYTES)];
    near.iter().enumerate().any(|(at, byte)| {
        let begins = at == 0 || !near[at - 1].is_ascii_alphanumeric();
        begins
            && match byte {
                b's' | b'S' => near.get(at + 1).is_some_and(u8::is_ascii_alphabetic),
                b't' | b'T' | b'e' | b'E' => OTHERS.iter().any(|other| {
                    let word = near.get(at..at + other.len());
                    word.is_some_and(|word| word.eq_ignore_ascii_case(other))
                }),
                _ => false,
            }
    })
}

/// How words of other languages begin that do not begin as the word does.
const OTHERS: &[&[u8]] = &[b"tempor", b"esta"];

/// What a line says of a season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeasonLabel<'t> {
    /// What stands behind the label.
    pub value: &'t str,
    /// The label says it, whatever stands behind.
    pub sure: bool,
}

/// The line below that says anything: the rule of a table does not.
fn next_line(rest: &str) -> &str {
    const MOST_BETWEEN: usize = 3;
    let says = |line: &&str| line.contains(char::is_alphanumeric);
    rest.lines().take(MOST_BETWEEN).find(says).unwrap_or("")
}

/// What a row of a table says: in the cell behind the label, or in that below it.
fn in_row(line: &str, rest: &str, add: &mut dyn FnMut(&str, bool)) {
    let cells: Vec<&str> = line.split('|').collect();
    let Some(at) = cells.iter().position(|cell| season_label(cell).is_some()) else { return };
    match season_label(cells[at]) {
        Some(SeasonLabel { value: "", .. }) => {
            add(cells.get(at + 1).unwrap_or(&""), false);
            let is_head = rest.lines().next().is_some_and(|line| line.contains("--"));
            if is_head {
                add(next_line(rest).split('|').nth(at).unwrap_or(""), false);
            }
        }
        Some(SeasonLabel { value, sure }) => add(value, sure),
        None => {}
    }
}

/// What a line says of a season, when the word is its label.
pub fn season_label(line: &str) -> Option<SeasonLabel<'_>> {
    // `> [!info] Season`
    let title = line.trim_start_matches(['>', ' ']).strip_prefix("[!");
    let title = title.and_then(|rest| rest.split_once(']'));
    let title = title.filter(|(sort, _)| !sort.eq_ignore_ascii_case(WORD)).map(|(_, title)| title);
    let line = title.filter(|title| title.contains(char::is_alphanumeric)).unwrap_or(line);
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = line.trim_end_matches(|c: char| !c.is_alphanumeric());
    if let Some(before) = without_word(bare)
        && ["low", "low-"].iter().any(|low| before.trim_end().eq_ignore_ascii_case(low))
    {
        return Some(SeasonLabel { value: &bare[..3], sure: true });
    }
    // `The season: low` is of the shop.
    let (mut before, mut from, mut of_them) = (0, 0, false);
    while from < line.len().min(MOST_LABEL_BYTES) {
        let rest = &line[from..];
        let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        if len > 0 {
            if let Some(found) = behind_label(&rest[..len], &rest[len..], before) {
                return Some(found);
            }
            // `Her season is low`
            if of_them && let Some(found) = behind_label(&rest[..len], &rest[len..], 0) {
                return Some(SeasonLabel { sure: false, ..found });
            }
            of_them = before == 0 && Lexicon::shipped().has("spoken_of", &rest[..len]);
            let few = before <= MOST_WORDS_BEFORE;
            let article = few && Lexicon::shipped().has("articles", &rest[..len]);
            before += if article { MOST_WORDS_BEFORE + 1 } else { 1 };
        }
        from += len;
        from += line[from..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// The words before the last one, when that is the word.
fn without_word(line: &str) -> Option<&str> {
    let at = line.len().checked_sub(WORD.len()).filter(|at| line.is_char_boundary(*at))?;
    line[at..].eq_ignore_ascii_case(WORD).then_some(&line[..at])
}

/// What stands behind a word that is the label, or nearly: `before` words stand before it.
fn behind_label<'t>(word: &str, rest: &'t str, before: usize) -> Option<SeasonLabel<'t>> {
    // Most words are told by their first letter.
    if !word.starts_with(['s', 'S', 't', 'T', 'e', 'E']) {
        return None;
    }
    let is_word = word.eq_ignore_ascii_case(WORD);
    let plural = || word.len() == WORD.len() + 1 && word.eq_ignore_ascii_case("seasons");
    if !is_word && !plural() && !is_slip(word) {
        return None;
    }
    let rest = rest.trim_start_matches(['*', '_', ' ', '`', '"', '\'']);
    if let Some(value) = rest.strip_prefix("::") {
        let ends = value.find(['[', ']', ')']).unwrap_or(value.len());
        return Some(SeasonLabel { value: value[..ends].trim(), sure: is_word });
    }
    let signed = rest.starts_with(SIGNS);
    let value = rest.trim_start_matches(|c: char| SIGNS.contains(&c) || "*_ `\"'".contains(c));
    if before > 0 {
        let labels = rest.starts_with([':', '=']) && before <= MOST_WORDS_BEFORE;
        return labels.then_some(SeasonLabel { value, sure: false });
    }
    if rest.is_empty() || value.is_empty() {
        return Some(SeasonLabel { value: "", sure: is_word });
    }
    let mut words = value.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let last = words.clone().count();
    let short = !signed && last <= MOST_WORDS_BEHIND;
    match short {
        // `season is low`
        true => words.next_back().map(|_| {
            let at = value.trim_end_matches(|c: char| !c.is_alphanumeric());
            let from = at.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + 1);
            SeasonLabel { value: &at[from..], sure: false }
        }),
        false => signed.then_some(SeasonLabel { value, sure: is_word }),
    }
}

/// Whether a word was meant as the word: that of another language, one slip, or a beginning of it.
pub(crate) fn is_slip(word: &str) -> bool {
    const LEAST_BYTES: usize = 4;
    word.len() >= LEAST_BYTES
        && (word.starts_with(['s', 'S'])
            && (WORD.starts_with(&word.to_ascii_lowercase()) || is_one_slip(word, WORD))
            || word.starts_with(['s', 'S', 't', 'T', 'e', 'E'])
                && Lexicon::shipped().has("season_labels", word))
}

/// Whether a word says that a season is low.
pub(crate) fn is_low(word: &str) -> bool {
    Lexicon::shipped().has("season_low", word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(&str, bool)>) {
        let found = season_label(line).map(|label| (label.value, label.sure));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn the_word_is_a_label() {
        check("Season: low", Some(("low", true)));
        check("**Season:** low", Some(("low", true)));
        check("season: low (divorce)", Some(("low (divorce)", true)));
        check("season-low", Some(("low", true)));
        check("low-season", Some(("low", true)));
        check("Season – low", Some(("low", true)));
        check("season low", Some(("low", false)));
        check("season is still low.", Some(("low", false)));
        check("<!-- season: low -->", Some(("low -->", true)));
        check("her current season: low", Some(("low", false)));
        check("seasn: low", Some(("low", false)));
        check("seas:: low", Some(("low", false)));
        check("talked [season:: low] long", Some(("low", true)));
        check("season::", Some(("", true)));
        check("Season", Some(("", true)));
        for (line, value) in [
            ("Saison: tief", "tief"),
            ("Saison : basse", "basse"),
            ("Temporada: baja", "baja"),
            ("Stagione: bassa", "bassa"),
            ("Seizoen: laag", "laag"),
            ("Esta\u{e7}\u{e3}o: baixa", "baixa"),
            ("Her season is low", "low"),
        ] {
            check(line, Some((value, false)));
            assert!(may_say(line), "{line}");
        }
        for line in [
            "season tickets are sold at a low price",
            "the low season in the shop",
            "seasoned: low",
            "session: low",
            "reason: low",
            "",
        ] {
            check(line, None);
        }
    }
}

//! What a line says of a season in a form that is none of ours: `Season: low`, `| season | low |`,
//! `## Season`. It only ever holds back: what is not certain counts as low.

use crate::diagnostic::diagnostic::Place;
use crate::kind::Kind;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::season_words::{SeasonLabel, season_label};
use crate::people::person::Season;
use crate::records::resolver::Context;
use crate::text::yaml::Yaml;

/// Where the note of a person counts as low, and why; lines that `known` says are read elsewhere.
pub(crate) fn low_line(note: &Note, known: &dyn Fn(u32) -> bool) -> Option<(Place, String)> {
    note.seasons.iter().filter(|line| !known(line.place.line)).find_map(|line| {
        match said_behind_label(&line.value, line.sure)? {
            SeasonWord::Low => Some((line.place, LOW.to_owned())),
            SeasonWord::Unclear => Some((line.place, UNCLEAR.to_owned())),
            SeasonWord::Better => None,
        }
    })
}

/// Why it counts as low.
pub(crate) const LOW: &str = "this says that the season is low: it counts so";
const UNCLEAR: &str = "this says something of the season that is not understood: it counts as low";

/// What a line that has no tag of ours says of a season: in brackets, by a tag that is nearly ours;
/// where `talks`, in a 1-2-1, by a label as well.
pub(crate) fn of_item(ctx: &Context<'_>, item: &Item, talks: bool) -> Option<String> {
    let mut fields = item.fields.iter().filter(|field| !field.style.is_line());
    if let Some(field) = fields.find(|field| field.key == "season") {
        return Some(field.value.clone());
    }
    if item.is_nearly(Kind::Season) {
        return Some(Season::Low.word().to_owned());
    }
    let text = ctx.own_text(item);
    let SeasonLabel { value, sure } =
        season_label(&text).filter(|_| talks || text.contains("::"))?;
    let told =
        value.split(|c: char| !c.is_alphanumeric()).any(|word| Season::from_word(word).is_some());
    (told && said_behind_label(value, sure).is_some()).then(|| value.to_owned())
}

/// What the value of a key says: low where it is not one of the words for better.
pub(crate) fn of_front(value: &Yaml) -> Season {
    let text = value.text().unwrap_or_default();
    match said_behind_label(&text, true) {
        Some(SeasonWord::Better) => text
            .split(|c: char| !c.is_alphanumeric())
            .find_map(Season::from_word)
            .unwrap_or(Season::Low),
        Some(SeasonWord::Low | SeasonWord::Unclear) | None => Season::Low,
    }
}

/// What a value says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SeasonWord {
    Low,
    /// Steady or high.
    Better,
    Unclear,
}

/// What stands behind a label: low when that is one of its words, else its first word. Where the
/// label is not `sure`, its first word alone.
fn said_behind_label(value: &str, sure: bool) -> Option<SeasonWord> {
    let mut words = value.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let any = words.clone().any(|word| Season::from_word(word) == Some(Season::Low));
    let first = words.next().and_then(Season::from_word);
    match first {
        _ if sure && any => Some(SeasonWord::Low),
        Some(Season::Low) => Some(SeasonWord::Low),
        Some(Season::Steady | Season::High) if !value.contains('?') => Some(SeasonWord::Better),
        Some(Season::Steady | Season::High) => Some(SeasonWord::Unclear),
        None => sure.then_some(SeasonWord::Unclear),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<SeasonWord>) {
        let found = season_label(line).and_then(|label| said_behind_label(label.value, label.sure));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn the_word_is_a_label() {
        for line in [
            "Season: low",
            "**Season:** low",
            "season: low (divorce)",
            "season-low",
            "Season – low",
            "season = low",
            "season low",
            "SEASON: LOW",
            "low season",
            "Season: rather low",
            "Season: steady, no: low",
            "> Season: low",
            "her season: low",
            "Mood/season: low",
            "seasn: low",
            "Seasons: low",
            "season is low",
        ] {
            check(line, Some(SeasonWord::Low));
        }
        for line in ["season: l", "season::", "Season: high?", "Season: see below", "Season"] {
            check(line, Some(SeasonWord::Unclear));
        }
        for line in ["Season: high", "season: steady since May", "Season high"] {
            check(line, Some(SeasonWord::Better));
        }
        for line in [
            "season tickets: low prices",
            "low season in the shop",
            "seasoned: low",
            "Seasonal work",
            "",
            "Season of tests",
            "her season: see the note",
            "session: low",
        ] {
            check(line, None);
        }
    }
}

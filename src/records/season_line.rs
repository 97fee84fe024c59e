//! What the body of a person's note says of their season in a form that is none of ours: `Season:
//! low`, `[season:: low]`, `## Season`. It only ever holds back: what is not certain counts as low.

use crate::diagnostic::diagnostic::Place;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::people::person::Season;
use crate::text::span::fold;

/// Where it counts as low, and why.
pub(crate) fn low(note: &Note) -> Option<(Place, String)> {
    let told = |place: &Place, said: &Said| match said {
        Said::Low => Some((*place, "this says that the season is low: it counts so".to_owned())),
        Said::Unclear => {
            let message =
                "this says something of the season that is not understood: it counts as low";
            Some((*place, message.to_owned()))
        }
        Said::Better | Said::Head => None,
    };
    let of_field = |item: &Item| {
        let inline = |key: &str| fold(key) == WORD && item.kind().is_none();
        let field =
            item.fields.iter().find(|field| inline(&field.key) && !field.style.is_line())?;
        told(&field.place, &value(&field.value))
    };
    for item in note.items.iter().filter(|item| item.kind().is_none()) {
        let text = || item.text(|mention| mention.names.last().cloned().unwrap_or_default());
        let found = of_field(item).or_else(|| told(&item.place, &said(&text())?));
        if found.is_some() {
            return found;
        }
    }
    for (at, heading) in note.headings.iter().enumerate() {
        let found = match said(&heading.text) {
            Some(Said::Head) => {
                let below = note.items.iter().find(|item| item.heading() == Some(at));
                below.and_then(|item| told(&item.place, &value(&item.text(|_| String::new()))))
            }
            found => found.and_then(|found| told(&heading.place, &found)),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The word that the label is.
const WORD: &str = "season";

/// What a line or a heading says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Low,
    /// Steady or high.
    Better,
    Unclear,
    /// The word alone.
    Head,
}

/// What a line says of the season, when the word is its label.
fn said(line: &str) -> Option<Said> {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    if ["low season", "low-season"].contains(&fold(line.trim()).as_str()) {
        return Some(Said::Low);
    }
    let len = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
    if fold(&line[..len]) != WORD {
        return None;
    }
    let rest = line[len..].trim_start_matches(['*', '_', ' ']);
    if rest.is_empty() {
        return Some(Said::Head);
    }
    let signed = rest.starts_with([':', '=', '–', '—', '-', '/', '|', '→']);
    let alone = Season::read(rest.trim_end_matches(['.', '*', '_'])).is_some();
    (signed || alone).then(|| value(rest))
}

/// What stands behind the label: low when that is one of its words, else its first word.
fn value(text: &str) -> Said {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    if words.clone().any(|word| Season::read(word) == Some(Season::Low)) {
        return Said::Low;
    }
    let better = words.next().and_then(Season::read).is_some() && !text.contains('?');
    if better { Said::Better } else { Said::Unclear }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<Said>) {
        assert_eq!(said(line), expected, "{line}");
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
        ] {
            check(line, Some(Said::Low));
        }
        for line in ["season: l", "season::", "Season: high?", "Season: see below"] {
            check(line, Some(Said::Unclear));
        }
        for line in ["Season: high", "season: steady since May", "Season high"] {
            check(line, Some(Said::Better));
        }
        check("Season", Some(Said::Head));
        for line in [
            "the season: low",
            "season tickets: low prices",
            "low season in the shop",
            "seasoned: low",
            "Seasonal work",
            "",
            "Season of tests",
        ] {
            check(line, None);
        }
    }
}

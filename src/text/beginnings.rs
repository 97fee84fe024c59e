//! Finding where one of many words begins in a text, in one pass over its bytes, whatever the case
//! of ASCII letters. Nearly every word of a text is left after a look at its first three letters.

/// Words, of which each may stand before more letters: `praise` stands in `praised`.
#[derive(Clone, Debug)]
pub struct Beginnings {
    /// The words, grouped by their first two bytes.
    groups: Vec<Group>,
}

/// Words whose first two bytes have one place.
#[derive(Clone, Debug, Default)]
struct Group {
    /// Which third bytes there are, a bit each; some bytes share one.
    thirds: u32,
    /// In small letters.
    words: Vec<Box<[u8]>>,
}

/// Bits of a byte that do not tell a capital letter from a small one.
const BITS: u32 = 5;

impl Beginnings {
    /// Words that are looked for; of an empty one nothing is.
    pub fn new(words: impl IntoIterator<Item = String>) -> Beginnings {
        let mut groups = vec![Group::default(); 1 << (2 * BITS)];
        for word in words {
            let word = word.to_ascii_lowercase().into_bytes();
            let places = match word[..] {
                [] => continue,
                // Any byte may stand behind it.
                [first] => place(first, 0)..place(first, 0) + (1 << BITS),
                [first, second, ..] => place(first, second)..place(first, second) + 1,
            };
            for group in &mut groups[places] {
                group.thirds |= word.get(2).map_or(u32::MAX, bit);
                group.words.push(word.clone().into());
            }
        }
        Beginnings { groups }
    }

    /// Whether one of them begins in a text.
    pub fn stand_in(&self, text: &str) -> bool {
        self.places(text).next().is_some()
    }

    /// Where they begin, in order: where no letter and no digit stands before them.
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let (mut at, mut within) = (0, false);
        std::iter::from_fn(move || {
            let bytes = text.as_bytes();
            while at < bytes.len() {
                let (here, begins) = (at, !within);
                match bytes[at] {
                    byte if byte.is_ascii() => {
                        at += 1;
                        within = byte.is_ascii_alphanumeric();
                    }
                    _ => {
                        let letter = text[at..].chars().next()?;
                        at += letter.len_utf8();
                        within = letter.is_alphanumeric();
                    }
                }
                if begins && self.begin(&bytes[here..]) {
                    return Some(here);
                }
            }
            None
        })
    }

    /// Whether a text that is not empty begins with one of them.
    fn begin(&self, text: &[u8]) -> bool {
        let group = &self.groups[place(text[0], text.get(1).copied().unwrap_or(0))];
        group.thirds & text.get(2).map_or(u32::MAX, bit) != 0
            && group.words.iter().any(|word| {
                text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
            })
    }
}

fn low_bits(byte: u8) -> usize {
    usize::from(byte) & ((1 << BITS) - 1)
}

fn place(first: u8, second: u8) -> usize {
    low_bits(first) << BITS | low_bits(second)
}

fn bit(byte: &u8) -> u32 {
    1 << low_bits(*byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_begin() {
        let words = ["praise", "well done", "\u{e9}loge", "x", "\u{1f44f}"];
        let words = Beginnings::new(words.map(str::to_owned));
        for (text, expected) in [
            ("praise", "0"),
            ("Praised, PRAISE", "0 9"),
            ("appraise", ""),
            ("Well done, well-done", "0"),
            ("an \u{e9}loge", "3"),
            ("\u{e9}praise", ""),
            ("x, 1x _x", "0 7"),
            ("so \u{1f44f}\u{1f44f}praise", "3 7 11"),
            ("prais", ""),
            ("p", ""),
            ("", ""),
        ] {
            let places: Vec<String> = words.places(text).map(|at| at.to_string()).collect();
            assert_eq!(places.join(" "), expected, "{text}");
        }
    }
}

//! Names as people are spoken of: `Ms Rivera`, `A. Rivera`, `Ana R.`, `@rivera`.
//!
//! Asked only where nothing but a person can stand; a surname counts where one person fits.

use crate::people::people::{People, Who};
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use crate::text::people_words::{has, key};
use crate::text::span::without_accents;
use std::collections::{BTreeMap, BTreeSet};

impl People {
    /// Who is meant by a name where nothing but a person can be: `Ms Rivera`, `Dr. Weiss`, `A.
    /// Rivera`, `Ana R.`, `Rivera`. A surname counts where one person fits.
    pub fn who_is_spoken_of(&self, name: &str) -> Who {
        let found = self.who(name);
        let name = name.trim();
        if found != Who::Nobody || !name.starts_with(char::is_uppercase) {
            return found;
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_title = |word: &&&str| has("title", &key(word.trim_end_matches('.')));
        let titles = words.iter().take_while(is_title).count();
        let bare = &words[titles..];
        if titles > 0 && !bare.is_empty() {
            let bare = bare.join(" ");
            return match self.who(&bare) {
                Who::Nobody => self.by_surname(&bare),
                found => found,
            };
        }
        match bare {
            [first, last] if is_initial(first) => self.by_initial(last, &self.surnames, first),
            [first, last] if is_initial(last) => self.by_initial(first, &self.first_names, last),
            _ => self.by_surname(name),
        }
    }

    /// The one person whose first name is of two parts, of which this is the first: `Mei` of
    /// Mei-Ling.
    pub fn by_first_part(&self, name: &str) -> Option<PersonId> {
        let part = format!("{}-", without_accents(name));
        let names = self.first_names.range(part.clone()..);
        let mut ids =
            names.take_while(|(name, _)| name.starts_with(&part)).flat_map(|(_, ids)| ids);
        ids.next().filter(|id| ids.all(|other| other == *id)).cloned()
    }

    /// Who goes by the name behind an `@`: a surname may be written small there.
    pub fn at(&self, name: &str) -> Who {
        let bare = name.trim().trim_start_matches('@');
        match self.who(name) {
            Who::Nobody => match self.by_surname(bare) {
                Who::Nobody => self.by_login(bare),
                found => found,
            },
            found => found,
        }
    }

    /// The one person who may log in by that name: `lvogel`, `l.vogel`, `lenav` for Lena Vogel.
    fn by_login(&self, name: &str) -> Who {
        // `@all` is not Al Lee.
        let key = without_accents(name);
        let is_word = || Lexicon::shipped().knows_word(&key) || has("no_person", &key);
        let mut found = self.logins.get(&key).into_iter().flatten().filter(|_| !is_word());
        match (found.next(), found.next()) {
            (Some(id), None) => Who::One(id.clone()),
            _ => Who::Nobody,
        }
    }

    /// The one person of that surname.
    fn by_surname(&self, name: &str) -> Who {
        let name = name.trim_end_matches('.');
        let mut found = self.surnames.get(&without_accents(name)).into_iter().flatten();
        match (found.next(), found.next()) {
            (Some(id), None) => Who::One(id.clone()),
            _ => Who::Nobody,
        }
    }

    /// The one person with this name whose other name begins with a letter.
    fn by_initial(
        &self,
        name: &str,
        of: &BTreeMap<String, BTreeSet<PersonId>>,
        initial: &str,
    ) -> Who {
        let letter = without_accents(initial.trim_end_matches('.'));
        let begins = |id: &&PersonId| {
            let words = self.by_id[*id].name.split_whitespace().map(without_accents);
            words
                .filter(|word| *word != without_accents(name))
                .any(|word| word.starts_with(&letter))
        };
        let mut found = of.get(&without_accents(name)).into_iter().flatten().filter(begins);
        match (found.next(), found.next()) {
            (Some(id), None) => Who::One(id.clone()),
            _ => Who::Nobody,
        }
    }
}

/// `A.` or `A`.
fn is_initial(word: &str) -> bool {
    let mut letters = word.trim_end_matches('.').chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

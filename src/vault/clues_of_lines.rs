//! What the lines of a note add to its clues: bullets and tags that say 1-2-1, who owns boxes.

use crate::note::parse::Note;
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::one_on_one;
use crate::text::person_name;
use crate::text::slots::{self, BesideWord};
use crate::vault::clue_front::says_person;
use crate::vault::clue_lines::{arrow_owner, is_no_open_box, is_word_below, named_beside, owner};
use crate::vault::clue_words::SectionClue;
use crate::vault::clues::{Clues, NamePlace, Strength};
use crate::vault::outline::{self, Lent};
use crate::vault::section_clue::{bullet, name_of_tag};

/// So many lines are looked at for a tag with a person.
const FEW: usize = 8;
/// What is longer is no tag alone.
const LONGEST_TAG: usize = 60;

impl Clues {
    /// Bullets that say 1-2-1 and have lines below them.
    pub(super) fn bullets(&mut self, note: &Note) {
        for (at, item) in note.items.iter().enumerate() {
            let top = item.heading().is_none_or(|at| at == 0 && note.headings[0].level == 1);
            if top && at < FEW && !item.listed && item.task.is_none() {
                let plain = item.words.plain_words().filter(|words| words.len() <= LONGEST_TAG);
                if let Some(name) = plain.and_then(name_of_tag) {
                    self.one_on_one.push(format!("a tag with `{name}`"));
                    self.name(NamePlace::FrontMatter, &name, item.place.line);
                }
            }
            if is_no_open_box(item)
                && item.listed
                && note.items.get(at + 1).is_some_and(|next| next.parent() == Some(at))
                && let Some(section) = bullet(item)
            {
                self.sections.push(SectionClue { line: item.place.line, ..section });
            }
        }
        // Any year does: here it is asked who is met.
        let lent = Lent { order: Order::Dmy, today: Day::new(2026, 7, 2) };
        for talk in outline::talks(note, lent) {
            let line = note.items[talk.bullet].place.line;
            let told = self.sections.iter().any(|section| section.line == line);
            if !told {
                let bare = Some(talk.name);
                self.sections.push(SectionClue { bare, line, ..SectionClue::default() });
            }
        }
        if self.person.is_none() && says_person(note) {
            self.person = Some((Strength::Strong, "its properties".to_owned()));
        }
    }

    /// Words in small letters in the name of the file, where nothing else says with whom.
    pub(super) fn small_names(&mut self) {
        if self.one_on_one.is_empty() || self.names.iter().any(|clue| clue.plausible) {
            return;
        }
        for clue in self.names.iter_mut().filter(|clue| clue.place == NamePlace::FileName) {
            if let Some(name) = person_name::read_small(&clue.written) {
                (clue.name, clue.plausible) = (name, true);
            }
        }
    }

    /// `Tomasz Zielinski/Jour fixe 2026-Q4.md`: a word for a meeting in somebody's folder.
    pub(super) fn beside_folder(&mut self, stem: &str, folders: &[&str]) {
        let Some(folder) = folders.last().filter(|_| self.beside.is_none()) else { return };
        if !self.one_on_one.is_empty() || !person_name::is_full(folder) {
            return;
        }
        let Some((span, sign)) = one_on_one::word_beside(stem) else { return };
        let rest = format!("{} {}", &stem[..span.start], &stem[span.end..]);
        let alone = !rest.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 2);
        if alone && let Some(name) = person_name::read(folder) {
            self.meeting = true;
            let (word, name) = (span.of(stem).to_owned(), name);
            self.beside = Some(BesideWord { sign, word, name });
        }
    }

    /// A log in whose parts the first line says 1-2-1, and nothing but how long.
    pub(super) fn days_below(&mut self, note: &Note, order: Order) {
        let Some(item) = note.items.iter().find(|item| is_word_below(note, item)) else { return };
        let year = Day::new(2026, 1, 1);
        let above = item.heading().map(|at| &note.headings[at].text);
        if above.is_some_and(|text| slots::day_of_heading(text, order, year).is_some()) {
            let words = item.words.plain_words().unwrap_or("").trim();
            self.one_on_one.push(format!("a line `{words}` below a day"));
        }
    }

    pub(super) fn owners(&mut self, note: &Note) {
        let boxes = || note.items.iter().filter(|one| one.task.is_some());
        self.owners.extend(boxes().filter_map(owner));
        self.named_beside.extend(boxes().filter_map(named_beside));
        // `Giulia → the draft`, without a box, where a word beside the name needs a second sign.
        if self.beside.is_some() {
            let listed = note.items.iter().filter(|one| one.listed && one.task.is_none());
            self.owners.extend(listed.filter_map(arrow_owner));
        }
    }
}

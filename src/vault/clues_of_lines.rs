//! What the lines of a note add to its clues: bullets and tags that say 1-2-1, who owns boxes.

use crate::kind::Kind;
use crate::note::head_line;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::vocabulary::{Label, Sense, Vocabulary};
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::lexicon::Lexicon;
use crate::text::one_on_one;
use crate::text::person_name;
use crate::text::slots::{self, BesideWord};
use crate::vault::clue_front::says_person;
use crate::vault::clue_lines::{arrow_owner, is_no_open_box, is_word_below, named_beside, owner};
use crate::vault::clue_words::{BesideSection, OneSigns, SectionClue, last_part};
use crate::vault::clues::{Clues, NamePlace, Strength};
use crate::vault::outline::{self, Lent};
use crate::vault::section_clue::{bullet, name_of_tag};
use std::iter::successors;

/// What praise or critique a heading or a label says.
fn signs_of_label(label: &Label) -> OneSigns {
    let kind = label.sense.and_then(Sense::sorted_kind);
    OneSigns {
        praise: kind == Some(Kind::HighFive),
        critique: kind == Some(Kind::WatchOut),
        owned: label.side.is_some(),
    }
}

/// What a line tells by its tag, or by the word before its colon, in a talk with somebody.
fn signs_of(item: &Item, name: &str) -> OneSigns {
    const LONGEST: usize = 40;
    let tagged = OneSigns {
        praise: item.kind() == Some(Kind::HighFive),
        critique: item.kind() == Some(Kind::WatchOut),
        owned: false,
    };
    let text = item.text_with_names(|mention| last_part(&mention.names[0]).to_owned());
    let alone = !item.listed && !text.contains(['.', '\n']);
    let before = text.split_once(':').map(|(before, _)| before).or(alone.then_some(&*text));
    let Some(before) = before.filter(|before| before.len() <= LONGEST) else { return tagged };
    let label = before.trim_matches(['*', '_', '(', ')', '[', ']', '@', ' ']);
    let told = signs_of_label(&Vocabulary::shipped().label_of(label));
    let is_name = |word: &str| {
        person_name::read(word).is_some_and(|read| person_name::may_be_one(&read, name))
    };
    let first = label.split_whitespace().next().unwrap_or("");
    let owned = !alone && (is_name(label) || is_name(first));
    tagged.with(told).with(OneSigns { owned, ..OneSigns::default() })
}

/// The word and the name of a heading with a word that needs another sign.
fn beside_in_heading(text: &str, order: Order) -> Option<BesideWord> {
    let found = head_line::beside_a_name(text, order)?;
    let name = person_name::read(&found.name)?;
    Some(BesideWord { name, ..found })
}

/// So many lines are looked at for a tag with a person.
const FEW: usize = 8;
/// What is longer is no tag alone.
const LONGEST_TAG: usize = 60;

/// Whether a line holds nothing but tags, one of which says 1-2-1: `#1-1`, `#work/1-1 #2026`. A tag
/// that begins with a letter stands in the words without its hash.
fn is_tag_alone(words: &str) -> bool {
    let tag = |word: &str| {
        let whole = |word: &str| word.contains(char::is_alphabetic) && words.trim() == word;
        let is_tag = word.starts_with('#') || word.contains('/') || whole(word);
        is_tag.then(|| word.trim_start_matches('#').to_owned())
    };
    let tags: Option<Vec<String>> = words.split_whitespace().map(tag).collect();
    let says = |tag: &String| one_on_one::is_word(tag.rsplit('/').next().unwrap_or(tag));
    tags.is_some_and(|tags| tags.iter().any(says))
}

impl Clues {
    /// Bullets that say 1-2-1 and have lines below them.
    pub(super) fn bullets(&mut self, note: &Note) {
        for (at, item) in note.items.iter().enumerate() {
            let top = item.heading().is_none_or(|at| at == 0 && note.headings[0].level == 1);
            if top && at < FEW && !item.listed && item.task.is_none() {
                if at == 0 && item.heading().is_none() {
                    self.first_line(item);
                }
                let plain = item.words.plain_words().filter(|words| words.len() <= LONGEST_TAG);
                // `#1-1` alone below the title.
                if plain.is_some_and(is_tag_alone) {
                    self.one_on_one.push("a tag on a line of its own".to_owned());
                }
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

    /// A first line that is no heading, and says 1-2-1 as a title does: `1:1 notes Q4 2026`.
    fn first_line(&mut self, item: &Item) {
        let words = item.words.plain_words().map(str::trim).unwrap_or("");
        if words.len() > LONGEST_TAG || words.contains('\n') || !one_on_one::may_stand_in(words) {
            return;
        }
        let slots = slots::read(words, Order::Dmy, None);
        let lexicon = Lexicon::shipped();
        let is_plain = |piece: &&String| {
            let numbered = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
            let mut words = piece.split(|c: char| !c.is_alphanumeric());
            words.all(|word| word.is_empty() || numbered(word) || lexicon.has("plain", word))
        };
        let mut others = slots.rest.iter().filter(|piece| !is_plain(piece));
        let name = others.next();
        // `1:1 Petra` alone may be the first of several parts of a day.
        let fits = match name {
            Some(name) => slots.day.is_some() && person_name::read(name).is_some(),
            None => true,
        };
        if slots.one_on_one.is_none() || !fits || others.next().is_some() {
            return;
        }
        self.one_on_one.push(format!("its first line `{words}`"));
        self.dated |= slots.day.is_some();
        if let Some(name) = name {
            self.name(NamePlace::BesideWord, name, item.place.line);
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

    /// Headings with a word that needs another sign beside a name, and what stands below them.
    pub(super) fn beside_headings(&mut self, note: &Note, order: Order) {
        for (at, heading) in note.headings.iter().enumerate() {
            let Some(found) = beside_in_heading(&heading.text, order) else { continue };
            let below = |from: Option<usize>| {
                successors(from, |at| note.headings[*at].parent).any(|above| above == at)
            };
            let items = note.items.iter().filter(|item| below(item.heading()));
            let items = items.map(|item| signs_of(item, &found.name));
            let heads = note.headings.iter().filter(|head| below(head.parent));
            let heads =
                heads.map(|head| signs_of_label(&Vocabulary::shipped().label_of(&head.text)));
            self.beside_sections.push(BesideSection {
                signs: items.chain(heads).fold(OneSigns::default(), OneSigns::with),
                name: found.name,
                word: found.word,
                line: heading.place.line,
            });
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
        if let Some(beside) = self.beside.as_ref().filter(|_| self.one_on_one.is_empty()) {
            let items = note.items.iter().map(|item| signs_of(item, &beside.name));
            let heads = note.headings.iter();
            let heads =
                heads.map(|head| signs_of_label(&Vocabulary::shipped().label_of(&head.text)));
            self.signs = items.chain(heads).fold(OneSigns::default(), OneSigns::with);
        }
        // `Giulia → the draft`, without a box, where a word beside the name needs a second sign.
        if self.beside.is_some() {
            let listed = note.items.iter().filter(|one| one.listed && one.task.is_none());
            self.owners.extend(listed.filter_map(arrow_owner));
        }
    }
}

//! What one note alone tells of people and 1-2-1s: the words in its path, its front matter, its
//! title and its headings. Which of it is true, all notes together say (`people/evidence.rs`).

use crate::note::date_line;
use crate::note::parse::Note;
use crate::note::plain_front::TYPE_KEYS;
use crate::text::date::Day;
use crate::text::date_parse::{Order, is_weekday_and_no_name};
use crate::text::nested_days::behind_number;
use crate::text::one_on_one::Beside;
use crate::text::people_words::{has, holds, is_in, key};
use crate::text::slots::{self, BesideWord, Slots};
use crate::text::{date_name, one_on_one, person_name};
use crate::vault::clue_front::{bare, front_values, person_of_tag, says_manager_in_front};
use crate::vault::clue_lines::{
    alone_with_lead, attendees, is_template, says_below_day, talk_below_team, type_below_title,
};
use crate::vault::clue_words::{
    BesideSection, Company, OneSigns, SectionClue, dotted, is_month, is_other_time, is_small,
    last_part, namespaced, other_folder, own_name, plain_part,
};
use crate::vault::copies;
use crate::vault::managers::{is_title_of_manager, no_reports};
use crate::vault::section_clue::{
    heads_a_part, is_time_alone, name_above, nested, section, section_below,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How far a sign is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Strength {
    /// It needs another one.
    Weak,
    /// It is enough.
    Strong,
}

/// Where a name stands that may be whom a 1-2-1 is with, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NamePlace {
    /// A key of the front matter.
    FrontMatter,
    /// A link or `@x` in the title.
    Link,
    /// Beside the 1-2-1 word in the title.
    BesideWord,
    /// The name of the file.
    FileName,
    /// A folder below the one that says 1-2-1.
    Folder,
    /// The title.
    Title,
    /// A folder above the one that says 1-2-1.
    FolderAbove,
    /// A list of those who were there.
    Attendees,
}

/// A name that a note gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NameClue {
    /// Where it stands.
    pub place: NamePlace,
    /// The name, as a person is called.
    pub name: String,
    /// Whether it may be the name of somebody unknown: `P0` is only that of somebody known.
    pub plausible: bool,
    pub written: String,
    /// The same with the next part of a dotted name: `Hana Kim` of `121.hana.kim`.
    pub longer: Option<String>,
    pub line: u32,
}

/// What one note alone tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clues {
    /// It is a template, and so neither a 1-2-1 nor a person, whatever it is called.
    pub template: bool,
    /// It stands in an archive.
    pub archived: bool,
    /// What says that it is a 1-2-1.
    pub one_on_one: Vec<String>,
    /// A name that stands beside a word which alone says no 1-2-1, and nothing else.
    pub beside: Option<BesideWord>,
    /// It is with the lead's own manager.
    pub manager: bool,
    /// Something says that people met.
    pub meeting: bool,
    /// Names of whom it may be with.
    pub names: Vec<NameClue>,
    /// Whether it has a day, or dated headings.
    pub dated: bool,
    /// How many of its headings have a day.
    pub dated_headings: usize,
    /// What says that it is a person's own note.
    pub person: Option<(Strength, String)>,
    /// Sections that say 1-2-1.
    pub sections: Vec<SectionClue>,
    /// Sections with a word that needs another sign.
    pub beside_sections: Vec<BesideSection>,
    /// Beside such a word in its name: what its lines tell.
    pub signs: OneSigns,
    /// Names that own a task box in it.
    pub owners: BTreeSet<String>,
    /// Names in brackets or behind an arrow in a task box.
    pub named_beside: BTreeSet<String>,
    /// The name of the note, when it has dated headings and boxes that this name owns.
    pub log_of: Option<String>,
    /// Names of those who were there.
    pub attendees: Vec<String>,
    /// Names that stand together: in its name or its folder, and in titles and headings.
    pub company: Vec<Company>,
    /// Names of whom it says that they are the lead's own manager.
    pub managers: BTreeSet<String>,
    /// Names of whom it says that they are somebody else than a report: a customer, a peer.
    pub others: BTreeSet<String>,
    /// It is with such a one: their role.
    pub role: Option<String>,
}

/// So many headings are looked at for names that stand together.
const FEW: usize = 8;
/// What is longer is no name.
const LONGEST_NAME: usize = 60;

impl Clues {
    /// What a note tells; `order` reads its days.
    pub fn of(note: &Note, order: Order, home: &str) -> Clues {
        let path = note.path.as_str().strip_prefix(home).unwrap_or(note.path.as_str());
        let path = &*namespaced(path);
        let mut clues = Clues { template: is_template(note), ..Clues::default() };
        let folders: Vec<&str> = match path.rsplit_once('/') {
            Some((folders, _)) => folders.split('/').collect(),
            None => Vec::new(),
        };
        clues.archived = folders.iter().any(|part| holds("archive", plain_part(part)));
        let tagged = clues.front(note);
        let is_log = clues.headings(note, order);
        clues.bullets(note);
        clues.beside_headings(note, order);
        clues.as_person(path, &folders);
        let alone = || alone_with_lead(note, &folders, order).map(|name| (name, "nobody beside"));
        let boxes = talk_below_team(note, &folders, order).map(|name| (name, "a day and boxes of"));
        if let Some((name, sign)) = boxes.or_else(alone) {
            clues.one_on_one.push(format!("{sign} `{name}`"));
            clues.push(NamePlace::FileName, name.clone(), true, name, 1);
        }
        clues.one_on_one.extend(type_below_title(note));
        // Most notes say nothing of it, and are not taken apart.
        let may_be = clues.meeting
            || !clues.one_on_one.is_empty()
            || !clues.sections.is_empty()
            || one_on_one::path_says(path)
            || one_on_one::may_be_beside(path)
            || clues.dated_headings > 0 && says_below_day(note)
            || note
                .front
                .text_of("title")
                .is_some_and(|title| one_on_one::find_word(&title).is_some());
        if is_log && !may_be {
            clues.owners(note);
            let name = person_name::read(note.path.stem());
            let name = name.or_else(|| person_name::read(folders.last()?));
            clues.log_of = name.filter(|name| {
                clues.owners.iter().any(|owner| person_name::may_be_one(owner, name))
            });
        }
        if !may_be && clues.person.is_none() && clues.log_of.is_none() {
            clues.owners.clear();
            return clues;
        }
        clues.days_below(note, order);
        clues.path(note, path, &folders, order, is_log);
        clues.titles(note, order);
        clues.owners(note);
        clues.attendees_below(note);
        clues.company(note, &folders, order);
        clues.tagged(&tagged);
        let no_reports = no_reports(note);
        (clues.managers, clues.others) = (no_reports.managers, no_reports.others);
        let title = || note.headings.first().filter(|heading| heading.level == 1);
        clues.role = person_name::other_role(note.path.stem())
            .or_else(|| folders.last().and_then(|part| person_name::other_role(part)))
            .or_else(|| other_folder(&folders))
            .or_else(|| title().and_then(|title| person_name::other_role(&title.text)));
        clues.manager = clues.role.is_none()
            && (person_name::says_manager(note.path.stem())
                || note.headings.first().is_some_and(is_title_of_manager)
                || folders.last().is_some_and(|part| person_name::says_manager(part))
                || says_manager_in_front(note));
        clues.small_names();
        clues.names.sort_by_key(|clue| clue.place);
        clues
    }

    /// Whether its title may head a 1-2-1 of its own: it has a day, and is with nobody else than a
    /// report.
    pub(crate) fn may_head_at_title(&self) -> bool {
        self.dated && self.role.is_none()
    }

    /// Whether nothing in it is of interest.
    pub fn is_empty(&self) -> bool {
        self.one_on_one.is_empty()
            && self.person.is_none()
            && self.sections.is_empty()
            && self.beside_sections.is_empty()
            && self.log_of.is_none()
            && (!self.meeting || self.names.is_empty())
    }

    pub(super) fn name(&mut self, place: NamePlace, written: &str, line: u32) {
        let written = person_name::without_id(written.trim()).to_owned();
        let read = person_name::read_in(&written, place == NamePlace::FrontMatter);
        if written.is_empty() || written.len() > LONGEST_NAME {
            return;
        }
        let company = slots::company(&written, Order::Dmy);
        if !company.is_empty() {
            return company.into_iter().for_each(|n| self.push(place, n.clone(), true, n, line));
        }
        // `Hyun-woo` is one name, where it stands as one.
        let file = place == NamePlace::FileName;
        let whole = || (file && person_name::is_half_capital(&written)).then(|| written.clone());
        let read = read.or_else(whole);
        let plausible = read.is_some();
        let name = read.unwrap_or_else(|| written.clone());
        self.push(place, name, plausible, written, line);
    }

    fn push(&mut self, place: NamePlace, name: String, likely: bool, written: String, line: u32) {
        self.names.push(NameClue { place, name, plausible: likely, written, longer: None, line });
    }

    /// Takes in the names that stand together where a 1-2-1 is named.
    fn company(&mut self, note: &Note, folders: &[&str], order: Order) {
        // `Sales & Ops/1-1 Lena.md`: beside a name in the file a folder names no people.
        let alone = slots::read(note.path.stem(), order, None).rest.is_empty();
        let path = [note.path.stem()].into_iter().chain(folders.last().copied().filter(|_| alone));
        let title = note.front.text_of("title");
        let headings = note.headings.iter().take(FEW).map(|heading| heading.text.as_str());
        let inside = title.as_deref().into_iter().chain(headings);
        let all = path.map(|text| (text, true)).chain(inside.map(|text| (text, false)));
        let company = |(text, in_path)| Company { names: slots::company(text, order), in_path };
        let all = all.map(company);
        self.company = all.filter(|company| !company.names.is_empty()).collect();
    }

    /// Takes in the front matter. Returns the names in its tags: `1on1/layla-haddad`.
    fn front(&mut self, note: &Note) -> Vec<(String, u32)> {
        let mut tagged = Vec::new();
        for name in TYPE_KEYS {
            for value in front_values(note, name) {
                let is_list = matches!(*name, "tags" | "tag");
                let words = value.split(|c: char| is_list && (c.is_whitespace() || c == ','));
                let words = words.flat_map(|word| match person_of_tag(word, note) {
                    Some((sign, person)) => {
                        tagged.push((person.to_owned(), note.front.place_of(name).line));
                        sign.split('/').collect::<Vec<_>>()
                    }
                    None => word.split('/').collect(),
                });
                for word in words {
                    let word = bare(word);
                    if one_on_one::is_word(word)
                        || !is_list && one_on_one::find_word(word).is_some()
                    {
                        self.one_on_one.push(format!("`{name}: {word}`"));
                    } else if holds("person_type", word) {
                        let said = format!("`{name}: {word}`");
                        self.person = Some((Strength::Strong, said));
                    }
                    self.meeting |= holds("meeting", word)
                        || one_on_one::word_beside(word)
                            .is_some_and(|(span, _)| span.of(word).len() == word.len());
                }
            }
        }
        let keys: Vec<String> = note.front.keys().cloned().collect();
        // `report: no` names nobody.
        let says_who =
            |name: &&String| has("person_key", &key(name)) && note.front.yes_or_no(name).is_none();
        for name in keys.iter().filter(says_who) {
            let line = note.front.place_of(name).line;
            for value in front_values(note, name) {
                // `Beth Novak <beth@halden.io>`
                let value = value.split(" <").next().unwrap_or(&value).to_owned();
                let link = value.trim_matches(['[', ']', '"', '\'', ' ']);
                // Of `[[people/lena|Lena Vogel]]` the label is how she is called.
                let written = link.rsplit('|').next().unwrap_or(link);
                let written = written.rsplit('/').next().unwrap_or(written);
                let written = written.strip_prefix("user.").unwrap_or(written);
                self.name(NamePlace::FrontMatter, written, line);
                self.attendees.extend(person_name::read_in(written, true));
            }
        }
        tagged
    }

    /// Takes in names of tags: a full one; another one where nothing else says with whom.
    fn tagged(&mut self, tagged: &[(String, u32)]) {
        for (written, line) in tagged {
            let Some(name) = person_name::read(written) else { continue };
            let plausible = |clue: &NameClue| clue.plausible;
            if person_name::is_full(&name) || !self.names.iter().any(plausible) {
                self.name(NamePlace::FrontMatter, written, *line);
            }
        }
    }

    /// Takes in dated headings and sections. Returns whether the note is a log.
    fn headings(&mut self, note: &Note, order: Order) -> bool {
        // `# 1-1s`: the headings below it that name somebody are 1-2-1s with them.
        let mut heads: Vec<bool> = Vec::with_capacity(note.headings.len());
        let nested = nested(note);
        for (at, heading) in note.headings.iter().enumerate() {
            let (year, orders) = (Day::new(2026, 1, 1), [order, Order::Mdy]);
            let dated = heading.text.bytes().any(|b| b.is_ascii_digit())
                && orders
                    .iter()
                    .any(|order| slots::day_of_heading(&heading.text, *order, year).is_some());
            let told = nested.get(&at).copied();
            let number = told.flatten();
            let dated = dated || number.is_some();
            self.dated_headings += usize::from(dated);
            let below = heading.parent.is_some_and(|above| heads[above]);
            let text = number.and_then(|day| behind_number(&heading.text, day));
            let text = text.unwrap_or(&heading.text);
            let section = section(text, &heading.names, order, true);
            let names = |clue: &SectionClue| !clue.linked.is_empty() || clue.bare.is_some();
            let month = told.is_some_and(|day| day.is_none());
            let hands_on = || below && (month || text.is_empty() || is_time_alone(text, order));
            heads.push(section.as_ref().map_or_else(hands_on, |clue| !names(clue)));
            let section = section.or_else(|| {
                (below && !month).then(|| section_below(text, &heading.names, order)).flatten()
            });
            if let Some(mut section) = section {
                // `## Linh Tran` above `### 2026-11-09 1:1`.
                if dated && !names(&section) {
                    section.bare = name_above(note, heading.parent);
                }
                self.sections.push(SectionClue { line: heading.place.line, ..section });
            }
        }
        self.dated |= self.dated_headings > 0;
        self.dated_headings >= 2
    }

    fn path(&mut self, note: &Note, path: &str, folders: &[&str], order: Order, is_log: bool) {
        // `Copy of meet.121.alice.2026.11.17` names nobody else than what it is a copy of.
        let stem = own_name(path);
        let stem = copies::told(stem).unwrap_or(stem);
        let word_at = folders.iter().rposition(|part| one_on_one::find_word(part).is_some());
        if let Some(at) = word_at {
            self.one_on_one.push(format!("the folder `{}`", folders[at]));
            for part in folders[at + 1..].iter().rev() {
                self.folder(NamePlace::Folder, part, is_other_time(part, stem, order));
            }
            // `Lena 1-1s/2026-10-27.md`, `direct-reports/amir/1on1s/2026-10-27.md`.
            let beside = slots::read(folders[at], order, None);
            for name in beside.names_left() {
                self.folder(NamePlace::FolderAbove, &name, false);
            }
            if let Some(above) = at.checked_sub(1) {
                self.folder(NamePlace::FolderAbove, folders[above], false);
            }
        } else if let Some(last) = folders.last() {
            self.folder(NamePlace::Folder, last, false);
        }
        self.meeting |= folders.iter().any(|part| holds("meeting", plain_part(part)));
        let day = date_name::day_in_name(stem, order, None);
        // In which order its numbers are, `init` may still have to find out.
        let other = [Order::Dmy, Order::Mdy];
        self.dated |= day.is_some()
            || other.into_iter().any(|order| date_name::day_in_name(stem, order, None).is_some());
        self.dated |= date_name::of_folders(note.path.folder(), order).is_some();
        if let Some(segments) = dotted(stem, day.map(|day| day.span.of(stem).to_owned())) {
            return self.segments(&segments, is_log);
        }
        let era = date_name::era_of_path(path);
        // Of a name that says 1-2-1 a day without a year is a day as well.
        let says = !self.one_on_one.is_empty() || one_on_one::may_stand_in(stem);
        let says = says || one_on_one::may_be_beside(path);
        let near = era.map(|era| era.day).or_else(|| Day::new(2026, 7, 2).filter(|_| says));
        let number = era.filter(|_| day.is_none()).and_then(|era| era.day_in_name(stem));
        self.dated |= number.is_some();
        let rest = number.map(|(_, span)| [&stem[..span.start], &stem[span.end..]].concat());
        let stem = rest.as_deref().unwrap_or(stem);
        let slots = slots::read(stem, order, near);
        self.dated |= slots.day.is_some();
        // `Replication 1-1 mapping` is of numbers.
        let behind = slots.one_on_one.as_ref().and_then(|word| stem.split_once(word.as_str()));
        let behind = behind.map_or("", |(_, behind)| behind.trim_start_matches([' ', '-', '_']));
        if holds("of_numbers", behind.split([' ', '-', '_']).next().unwrap_or("")) {
            return;
        }
        if let Some(word) = &slots.one_on_one {
            self.one_on_one.push(format!("`{word}` in its name"));
        }
        self.meeting |= one_on_one::may_be_beside(stem) && slots.day.is_some();
        if self.one_on_one.is_empty()
            && let Some(found) = slots::path_beside(path, order, near)
        {
            self.meeting = true;
            self.name(NamePlace::FileName, &found.name, 1);
            self.beside = Some(found);
        }
        self.beside_folder(stem, folders);
        let has_capitals = stem.contains(' ') && stem.contains(char::is_uppercase);
        for piece in slots.rest.iter().filter(|piece| !has_capitals || !is_small(piece)) {
            self.name(NamePlace::FileName, piece, 1);
        }
    }

    fn folder(&mut self, place: NamePlace, part: &str, named: bool) {
        let lists = ["person_folder", "team_folder", "archive", "template", "meeting"];
        // `2026-10 Oktober`, `November`, `Tue` are times.
        let time = is_month(part)
            || is_weekday_and_no_name(part)
            || date_name::era_of_name(part).is_some()
            || date_name::is_part_of_year(part);
        if !time && !date_name::is_count_or_day(part) && !is_in(&lists, plain_part(part)) {
            self.name(place, part, 1);
        }
        // `1-1s/April/2026-11-10.md`: the day is in no April, so she is somebody.
        if named {
            self.push(place, part.to_owned(), true, part.to_owned(), 1);
        }
    }

    /// The parts of a dotted name: those behind the 1-2-1 word before those in front of it.
    fn segments(&mut self, segments: &[&str], is_log: bool) {
        let Some(at) = segments.iter().position(|part| one_on_one::is_word(part)) else {
            let is_word = |part: &&&str| holds("meeting", part) || holds("follow", part);
            let is_people =
                |part: &&&str| is_in(&["person_folder", "team_folder"], part) || **part == "user";
            let word = segments.iter().find(is_word);
            self.meeting |= word.is_some();
            // `meet.alice.2026.11.17`, `firm.team.alice.meeting.2026.11.17`: a word for a meeting
            // and one name, as in folders.
            let below = segments.iter().rposition(|part| is_people(&part)).map_or(0, |at| at + 1);
            if let Some(word) = word
                && self.dated
                && let [name] =
                    segments[below..].iter().filter(|part| !is_word(part)).collect::<Vec<_>>()[..]
                && person_name::read(name).is_some()
            {
                self.name(NamePlace::FileName, name, 1);
                let (word, name) = ((*word).to_owned(), (*name).to_owned());
                self.beside = Some(BesideWord { sign: Beside::Meeting, word, name });
            } else if is_log && let Some(last) = segments.last() {
                self.name(NamePlace::FileName, last, 1);
            }
            return;
        };
        self.one_on_one.push(format!("`{}` in its name", segments[at]));
        let behind = segments[at + 1..].iter();
        let before = segments[..at].iter().rev();
        let all: Vec<&str> = behind.chain(before).copied().collect();
        let split = segments.len() - at - 1;
        let plain = |part: &str| !["user", "people"].contains(&part) && !holds("meeting", part);
        for (i, part) in all.iter().enumerate().filter(|(_, part)| plain(part)) {
            let Some(name) = person_name::read(part) else {
                self.name(NamePlace::FileName, part, 1);
                continue;
            };
            let next = (i < split).then(|| all.get(i + 1).filter(|_| i + 1 < split)).flatten();
            // Before the word the parts are taken from behind.
            let next = next.copied().map(|next| format!("{part} {next}"));
            let next = next.or_else(|| {
                let before = (i >= split).then(|| all.get(i + 1)).flatten()?;
                plain(before).then(|| format!("{before} {part}"))
            });
            let longer =
                next.as_deref().and_then(|both| person_name::read(&both.replace(' ', "-")));
            let written = (*part).to_owned();
            let place = NamePlace::FileName;
            let clue = NameClue { place, name, plausible: true, written, longer, line: 1 };
            self.names.push(clue);
        }
    }

    fn titles(&mut self, note: &Note, order: Order) {
        let first = note.headings.first().filter(|heading| {
            note.first_heading.as_ref().is_none_or(|title| heading.text == *title)
        });
        // `# Emre Aydin` and `# Henrike Lohse`, each above days, are no title.
        let near = Day::new(2026, 1, 1);
        let is_dated = |text: &str| date_name::day_in_name(text, order, near).is_some();
        let heads_days = |at: usize| {
            let mut all = note.headings.iter();
            all.any(|heading| heading.parent == Some(at) && is_dated(&heading.text))
        };
        let people = note.headings.iter().enumerate().filter(|(at, heading)| {
            heading.level == 1
                && slots::read(&heading.text, order, None).is_name_alone()
                && heads_days(*at)
        });
        let of_several = people.take(2).count() > 1;
        let first = first.filter(|_| !of_several);
        let names = self.sections.iter().flat_map(|one| one.linked.first().or(one.bare.as_ref()));
        let several = names.collect::<BTreeSet<_>>().len() > 1;
        if let Some(heading) = first.filter(|heading| heading.level == 1 || !several) {
            let slots = slots::read(&heading.text, order, None);
            let line = heading.place.line;
            // `# Colloqui con Giulia` above dated headings.
            let series = || {
                slots::name_beside_word(&heading.text, order, None)
                    .filter(|one| holds("follow", &one.word))
            };
            if self.beside.is_none() && self.dated_headings > 0 && heading.level == 1 {
                self.beside = series();
                self.meeting |= self.beside.is_some();
            }
            if slots.one_on_one.is_some() && heading.level == 1 && !heads_a_part(note) {
                self.one_on_one.push(format!("its title `{}`", heading.text));
            }
            if heading.level == 1 || slots.one_on_one.is_some() {
                self.dated |= slots.day.is_some();
                for name in heading.names.iter().map(|name| last_part(name)) {
                    self.name(NamePlace::Link, name, line);
                }
                self.title(&slots, line);
            }
        }
        if let Some(title) = note.front.text_of("title") {
            let slots = slots::read(&title, order, None);
            if slots.one_on_one.is_some() {
                self.one_on_one.push(format!("its title `{title}`"));
            }
            self.dated |= slots.day.is_some();
            self.title(&slots, note.front.place_of("title").line);
        }
        self.dated |= note.front.keys().any(|name| has("date_key", &key(name)));
        self.dated |= !self.one_on_one.is_empty() && date_line::day_in_line(note, order).is_some();
    }

    fn title(&mut self, slots: &Slots, line: u32) {
        let beside = slots.one_on_one.is_some();
        let place = if beside { NamePlace::BesideWord } else { NamePlace::Title };
        let month = |piece: &str| !beside && is_month(piece);
        for piece in slots.rest.iter().filter(|piece| !is_small(piece) && !month(piece)) {
            self.name(place, piece, line);
        }
    }

    fn attendees_below(&mut self, note: &Note) {
        // Lines that say what a note is say with whom as front matter does.
        let told = self.one_on_one.iter().any(|sign| sign.ends_with("below its title"));
        let place = if told { NamePlace::FrontMatter } else { NamePlace::Attendees };
        for (name, line) in attendees(note) {
            self.name(place, &name, line);
            self.attendees.push(name);
        }
    }

    /// Whether it is a person's own note, as far as its path tells.
    fn as_person(&mut self, path: &str, folders: &[&str]) {
        let stem = own_name(path);
        if self.template || self.person.is_some() || copies::told(stem).is_some() {
            return;
        }
        let segments: Vec<&str> = stem.split('.').collect();
        if !stem.contains(' ') && segments.len() > 1 {
            let at = segments.iter().position(|part| {
                holds("person_folder", part) || holds("team_folder", part) || *part == "user"
            });
            if let Some(at) = at
                && segments[at + 1..].iter().all(|part| person_name::read(part).is_some())
                && (1..=3).contains(&(segments.len() - at - 1))
            {
                let strong = holds("person_folder", segments[at]) || segments[at] == "user";
                let strength = if strong { Strength::Strong } else { Strength::Weak };
                self.person = Some((strength, format!("its name is below `{}`", segments[at])));
            }
            return;
        }
        let of = |list: &str| folders.iter().rposition(|part| holds(list, plain_part(part)));
        let strong = of("person_folder");
        let found = strong.map(|at| (at, Strength::Strong));
        let found = found.or_else(|| of("team_folder").map(|at| (at, Strength::Weak)));
        let Some((at, strength)) = found else { return };
        let below = &folders[at + 1..];
        let own_folder = below.last().is_some_and(|part| key(part) == key(stem));
        let says_one_on_one = below.iter().any(|part| one_on_one::find_word(part).is_some());
        let profile = holds("profile", stem) && below.len() == 1;
        let plural = |word: &str| key(word).trim_end_matches('s').to_owned();
        let of_folder = plural(stem) == plural(plain_part(folders[at]));
        // `Tiago 2026` is his log of that year.
        let whole = person_name::without_years(stem).unwrap_or(stem);
        let named = person_name::read(whole).is_some() && !of_folder
            || profile && person_name::read(below[0]).is_some();
        let deep = below.len() - usize::from(own_folder || profile);
        let in_name = self.one_on_one.iter().any(|sign| sign.ends_with("in its name"));
        if named && !says_one_on_one && deep <= 2 && !in_name {
            self.person = Some((strength, format!("the folder `{}`", folders[at])));
        }
    }
}

//! Who is a person and which note is a 1-2-1, by what all notes say together.
//!
//! A reading is the sum of its witnesses: two that are independent, or a strong one, make it sure.
//! What is not sure is a guess, which is told and never used.

use crate::note::parse::Note;
use crate::people::person::is_page;
use crate::people::proposals::{
    Candidate, FoundMeeting, FoundPerson, Guess, KnownNames, Proposal, TRANSCRIPT, Witness,
    best_name, family, guess_of, is_bank, is_made, is_of_several, is_of_two, is_own_note, is_sure,
    joined, name_of_place, names_in_headings, no_names, owns_logs, place_of, strength, title_line,
    transcripts,
};
use crate::people::{beside, boards, company};
use crate::text::ids::NotePath;
use crate::text::one_on_one::Beside;
use crate::text::people_words::{self, key};
use crate::text::person_name::{self, is_full, may_be_one};
use crate::vault::clue_words::{SectionClue, plain_part};
use crate::vault::clues::{NameClue, NamePlace, Strength};
use crate::vault::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};

/// What all notes say together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// People who have no note of their own.
    pub people: Vec<FoundPerson>,
    /// 1-2-1s.
    pub meetings: BTreeMap<NotePath, FoundMeeting>,
    /// What nearly is one, with the reason.
    pub guesses: Vec<(NotePath, Guess)>,
    /// Notes that look like a 1-2-1 and are none, with the reason.
    pub passed: BTreeMap<NotePath, String>,
    /// Headings that are 1-2-1s by what stands below them, by their lines.
    pub sections: BTreeMap<NotePath, BTreeSet<u32>>,
    /// 1-2-1s with a name that several people have.
    pub ambiguous: BTreeMap<NotePath, String>,
    /// Who some note says is the lead's own manager.
    pub managers: BTreeSet<String>,
    /// Who some note says is somebody else than a report: a customer, a peer.
    pub others: BTreeSet<String>,
    /// The lead, where the lists of those who were there tell.
    pub me: Option<String>,
}

/// Finds out what the notes of a vault say together.
pub fn find(vault: &Vault, known: &dyn KnownNames) -> Evidence {
    let is_users = |note: &Note| note.refused.is_none() && !is_page(note);
    let (mut all, mut passed): (Vec<Candidate<'_>>, BTreeMap<_, _>) = Default::default();
    for note in vault.notes.values().filter(|note| is_users(note)) {
        let Some(clues) = vault.notes.clues(&note.path).cloned() else { continue };
        if note.is_unread() {
            passed.insert(note.path.clone(), "it says `read: no`".to_owned());
        } else if !clues.is_empty() || known.is_told(note) {
            all.push(Candidate { note, clues });
        }
    }
    let managers = all.iter().flat_map(|one| one.clues.managers.iter().cloned()).collect();
    let others = all.iter().flat_map(|one| one.clues.others.iter().cloned()).collect();
    let evidence = Evidence { passed, others, ..Default::default() };
    let mut finder = Finder { known, me: None, managers, evidence };
    if !known.has_me() {
        finder.me = company::always_there(&all).or_else(|| company::lead_in_pairs(&all));
        finder.evidence.me.clone_from(&finder.me);
    }
    if let Some(me) = finder.me.clone().or_else(|| known.me()) {
        company::without_lead(&mut all, &me);
    }
    finder.find_meetings(&all);
    let boards = boards::found(vault, &finder.evidence.meetings);
    finder.evidence.meetings.extend(boards);
    finder.evidence.managers = finder.managers;
    finder.evidence
}

struct Finder<'k> {
    known: &'k dyn KnownNames,
    me: Option<String>,
    /// Who some note says is the lead's own manager.
    managers: BTreeSet<String>,
    evidence: Evidence,
}

impl Finder<'_> {
    fn is_me(&self, name: &str) -> bool {
        self.known.is_me(name) || self.me.as_ref().is_some_and(|me| may_be_one(me, name))
    }

    fn is_manager(&self, name: &str) -> bool {
        self.managers.iter().any(|manager| may_be_one(manager, name))
    }

    /// Whether a section with this name is with nobody whom the lead leads.
    fn is_no_report(&self, name: &str) -> bool {
        let is_other = |other: &String| {
            key(other) == key(name) || is_full(other) && !is_full(name) && may_be_one(other, name)
        };
        self.is_manager(name) || self.evidence.others.iter().any(is_other)
    }

    fn find_meetings(&mut self, all: &[Candidate<'_>]) {
        let mut proposals: Vec<Proposal<'_>> = Vec::new();
        let (mut logs, mut own): (Vec<&Candidate<'_>>, Vec<_>) = Default::default();
        // What we wrote into a note ourselves tells of nobody of whom nothing else tells.
        let (ours, theirs): (Vec<_>, Vec<_>) = all.iter().partition(|one| is_made(one.note));
        let beside = |path| (path, TRANSCRIPT.to_owned());
        self.evidence.passed.extend(transcripts(all).into_iter().map(beside));
        for candidate in theirs {
            let (note, clues) = (candidate.note, &candidate.clues);
            let told = self.known.is_told(note);
            let passed = self.evidence.passed.contains_key(&note.path);
            if clues.one_on_one.is_empty() && !told || passed {
                continue;
            }
            if let Some(why) = self.why_no_meeting(candidate) {
                self.evidence.passed.insert(note.path.clone(), why);
                continue;
            }
            match self.clue_to_name(candidate) {
                Some(clue) if self.known.named(&clue.name).is_some() => {
                    self.accept_meeting(candidate, Some(&clue));
                }
                // The parent note of a hierarchy, an agenda for all: nobody met there.
                Some(clue) if !clues.dated => own.push((candidate, clue)),
                Some(clue) if is_of_several(candidate, &clue) => logs.push(candidate),
                None if told && !clues.dated && note.has_words && !is_bank(note) => {
                    self.guess_meeting(candidate, Guess::WithNobody);
                }
                Some(clue) => proposals.push(Proposal { candidate, clue }),
                None => logs.push(candidate),
            }
        }
        self.accept_people(&proposals);
        for (candidate, clue) in own.into_iter().filter(|(one, clue)| is_own_note(one, clue)) {
            let clue = self.person(&clue.name).map(|name| NameClue { name, ..clue });
            clue.iter().for_each(|clue| self.accept_meeting(candidate, Some(clue)));
        }
        self.add_our_notes(&ours);
        self.own_logs(all);
        self.find_sections(all);
        self.of_all(&logs);
        self.find_weak_meetings(all);
        // Whom another note tells of is no guess.
        let guesses = std::mem::take(&mut self.evidence.guesses);
        let open = |(_, guess): &(NotePath, Guess)| match guess {
            Guess::With(name) => self.person(name).is_none(),
            Guess::WithNobody | Guess::Log(_) => true,
        };
        self.evidence.guesses = guesses.into_iter().filter(open).collect();
    }

    /// Notes that we made for 1-2-1s: with whom, their folder may say otherwise by now, where
    /// somebody renamed it.
    fn add_our_notes(&mut self, ours: &[&Candidate<'_>]) {
        let mut proposals: Vec<Proposal<'_>> = Vec::new();
        for candidate in ours.iter().filter(|one| !one.clues.one_on_one.is_empty()) {
            if let Some(why) = self.why_no_meeting(candidate) {
                self.evidence.passed.insert(candidate.note.path.clone(), why);
                continue;
            }
            let names = candidate.clues.names.iter().filter(|clue| !self.is_me(&clue.name));
            let known = names.clone().find_map(|clue| {
                let name = self.person(&clue.name)?;
                Some(NameClue { name, ..clue.clone() })
            });
            match known {
                Some(clue) => self.accept_meeting(candidate, Some(&clue)),
                None if candidate.note.has_words => {
                    let clue = names.clone().find(|clue| clue.plausible).cloned();
                    proposals.extend(clue.map(|clue| Proposal { candidate, clue }));
                }
                None => {}
            }
        }
        self.accept_people(&proposals);
    }

    /// Why a note that says 1-2-1 is none.
    fn why_no_meeting(&self, candidate: &Candidate<'_>) -> Option<String> {
        let (note, clues) = (candidate.note, &candidate.clues);
        if clues.template {
            return Some("a template".to_owned());
        }
        let of_manager = !self.managers.is_empty()
            && self.clue_to_name(candidate).is_some_and(|clue| {
                self.is_manager(&clue.name) && self.known.named(&clue.name).is_none()
            });
        if clues.manager || of_manager {
            return Some("it is with your own manager".to_owned());
        }
        if let Some(role) = &clues.role {
            return Some(format!("it is with somebody else than a report: `{role}`"));
        }
        let own = clues.person.is_some() && clues.dated_headings == 0;
        let in_name = clues.one_on_one.iter().any(|sign| sign.contains("name"));
        let in_front = clues.one_on_one.iter().any(|sign| sign.starts_with('`'));
        if own && !in_name && !in_front {
            return Some("it is a person's own note".to_owned());
        }
        let alone = note.front.get("person").is_none();
        alone.then(|| company::why_several(clues, &|n| self.is_me(n), &|n| self.known.named(n)))?
    }

    /// The name that says with whom a note is: one that is known before one that is not.
    fn clue_to_name(&self, candidate: &Candidate<'_>) -> Option<NameClue> {
        let clues = &candidate.clues;
        let names = || clues.names.iter().filter(|clue| !self.is_me(&clue.name));
        let longer = |clue: &NameClue| {
            let name = clue.longer.as_deref()?;
            let name = self.known.named(name)?;
            Some(NameClue { name, ..clue.clone() })
        };
        let named = |clue: &NameClue| {
            longer(clue).or_else(|| self.known.named(&clue.name).map(|_| clue.clone()))
        };
        let known = names()
            .find_map(named)
            .map(|found| name_of_place(clues, &found, &named).unwrap_or(found));
        known.or_else(|| names().find(|clue| clue.plausible).cloned())
    }

    fn witness(
        &self,
        candidate: &Candidate<'_>,
        strength: Strength,
        what: String,
        line: u32,
    ) -> Witness {
        Witness { strength, what, path: candidate.note.path.clone(), line }
    }

    fn accept_meeting(&mut self, candidate: &Candidate<'_>, clue: Option<&NameClue>) {
        let mut witnesses: Vec<Witness> = candidate
            .clues
            .one_on_one
            .iter()
            .map(|sign| self.witness(candidate, Strength::Strong, sign.clone(), 1))
            .collect();
        let person = clue.map(|clue| {
            let what = place_of(clue);
            witnesses.push(self.witness(candidate, Strength::Strong, what, clue.line));
            self.known.named(&clue.name).unwrap_or_else(|| clue.name.clone())
        });
        let found = FoundMeeting { person, witnesses };
        self.evidence.meetings.insert(candidate.note.path.clone(), found);
    }

    /// People whom nothing but their 1-2-1s names.
    fn accept_people(&mut self, proposals: &[Proposal<'_>]) {
        let rejected = no_names(proposals);
        let clues = || proposals.iter().map(|one| &one.clue);
        // A word that all share is no person, when something else varies.
        let names: BTreeSet<&str> = clues().map(|clue| clue.name.as_str()).collect();
        let longer: BTreeSet<(&str, &str)> = clues()
            .filter_map(|clue| Some((clue.name.as_str(), clue.longer.as_deref()?)))
            .collect();
        let all_longer = !longer.is_empty() && clues().all(|clue| clue.longer.is_some());
        let one_each =
            longer.iter().map(|(name, _)| name).collect::<BTreeSet<_>>().len() == longer.len();
        let mut groups: BTreeMap<String, Vec<(&Proposal<'_>, NameClue)>> = BTreeMap::new();
        for one in proposals {
            let mut clue = one.clue.clone();
            if all_longer
                && one_each
                && let Some(longer) = &clue.longer
            {
                clue.name.clone_from(longer);
            }
            let shared = all_longer && names.len() == 1 && longer.len() > 1;
            if rejected.contains(&one.clue.name) || shared {
                let next = one.candidate.clues.names.iter().find(|other| {
                    other.plausible
                        && other.name != one.clue.name
                        && !self.is_me(&other.name)
                        && !rejected.contains(&other.name)
                });
                match next {
                    Some(next) => clue = next.clone(),
                    None => {
                        self.guess_meeting(one.candidate, Guess::WithNobody);
                        continue;
                    }
                }
            }
            groups.entry(key(&clue.name)).or_default().push((one, clue));
        }
        let mut slots: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for one in proposals {
            let names = slots.entry(family(one)).or_default();
            names.insert(&one.clue.name);
        }
        let groups = joined(groups, &|name| self.known.named(name));
        for group in groups {
            let varies = group
                .iter()
                .any(|(one, _)| slots.get(family(one)).is_some_and(|names| names.len() > 1));
            let slip = group.len() == 1 && self.known.near(&group[0].1.name).is_some();
            let several = group.iter().any(|(_, clue)| self.known.is_several(&clue.name));
            let several = several || is_of_two(&group);
            let short = group.iter().any(|(_, clue)| self.known.is_short(&clue.written));
            let sure = is_sure(&group, varies) && !slip && !several && !short;
            let name = best_name(&group);
            let mut found =
                FoundPerson { name: name.clone(), aliases: BTreeSet::new(), witnesses: Vec::new() };
            for (one, clue) in &group {
                if several {
                    // A note of somebody's own is theirs, whatever first name its title shares.
                    let (note, own) = (one.candidate.note, &one.candidate.clues.person);
                    let ambiguous = own.is_none().then(|| (note.path.clone(), clue.name.clone()));
                    self.evidence.ambiguous.extend(ambiguous);
                    continue;
                }
                if !sure {
                    self.guess_meeting(one.candidate, guess_of(clue, &name));
                    continue;
                }
                let fuller = one
                    .candidate
                    .clues
                    .names
                    .iter()
                    .filter(|other| other.plausible && is_full(&other.name))
                    .find(|other| may_be_one(&other.name, &name));
                if let Some(fuller) = fuller.filter(|_| !is_full(&found.name)) {
                    found.aliases.insert(found.name.clone());
                    found.name.clone_from(&fuller.name);
                }
                let stem = one.candidate.note.path.stem();
                let title = one.candidate.note.first_heading.as_deref().unwrap_or("");
                let nick = person_name::nickname(stem).or_else(|| person_name::nickname(title));
                found.aliases.extend(nick.map(str::to_owned));
                let strength = strength(clue);
                let what = place_of(clue);
                found.witnesses.push(self.witness(one.candidate, strength, what, clue.line));
                found.aliases.extend(Some(clue.name.clone()).filter(|alias| *alias != name));
                let clue = NameClue { name: name.clone(), ..clue.clone() };
                self.accept_meeting(one.candidate, Some(&clue));
            }
            if sure && self.known.named(&name).is_none() {
                self.evidence.people.push(found);
            }
        }
    }

    fn guess_meeting(&mut self, candidate: &Candidate<'_>, why: Guess) {
        if candidate.clues.archived {
            return;
        }
        self.evidence.guesses.push((candidate.note.path.clone(), why));
    }

    /// Whether somebody goes by a name, as far as it is known now.
    fn person(&self, name: &str) -> Option<String> {
        self.known.named(name).or_else(|| {
            let mut fits = self.evidence.people.iter().filter(|found| {
                may_be_one(&found.name, name)
                    || found.aliases.iter().any(|alias| key(alias) == key(name))
            });
            let first = fits.next()?;
            fits.next().is_none().then(|| first.name.clone())
        })
    }

    /// Notes named like a person that hold their 1-2-1s: in a folder of a team with headings that
    /// say so, or with dated headings and boxes that this person owns.
    fn own_logs(&mut self, all: &[Candidate<'_>]) {
        for candidate in all.iter().filter(|one| !one.clues.template && !one.clues.manager) {
            let (note, clues) = (candidate.note, &candidate.clues);
            let own = |section: &&SectionClue| section.linked.is_empty() && section.bare.is_none();
            let sections = clues.sections.iter().filter(own).count();
            let stem = note.path.stem();
            let of_year = || person_name::read(person_name::without_years(stem)?);
            let named = person_name::read(stem).or_else(|| clues.log_of.clone());
            let named = named.or_else(|| of_year().filter(|_| clues.person.is_some()));
            let named = named.filter(|name| !self.is_me(name));
            let Some(name) = named else { continue };
            let alone = clues.dated_headings > 0 && is_full(&name);
            let says = sections > 0 && (clues.person.is_some() || alone);
            let what = match (&clues.person, &clues.log_of) {
                _ if says => "its headings say 1-2-1",
                (Some(_), Some(_)) => "dated headings, and it owns boxes in them",
                (Some((_, sign)), None)
                    if clues.dated_headings >= 2 && (is_full(&name) || owns_logs(all, note))
                        || clues.dated_headings == 1 && owns_logs(all, note) =>
                {
                    let contact = sign.split('`').nth(1).map(plain_part);
                    if contact.is_some_and(|folder| people_words::holds("contact_folder", folder)) {
                        continue;
                    }
                    "dated headings, in a folder of people"
                }
                (None, Some(_)) if is_full(&name) => "dated headings, and it owns boxes in them",
                _ => continue,
            };
            let witness = self.witness(candidate, Strength::Strong, what.to_owned(), 1);
            if self.person(&name).is_none() {
                let (aliases, witnesses) = (BTreeSet::new(), vec![witness.clone()]);
                self.evidence.people.push(FoundPerson { name: name.clone(), aliases, witnesses });
            }
            let person = self.person(&name);
            let found = FoundMeeting { person, witnesses: vec![witness] };
            self.evidence.meetings.entry(note.path.clone()).or_insert(found);
        }
    }

    /// Sections of daily and weekly notes: `## 1:1 [[Alice]]`, `- 1:1 with [[Priya]]`.
    fn find_sections(&mut self, all: &[Candidate<'_>]) {
        let mut linked: BTreeMap<String, Vec<Witness>> = BTreeMap::new();
        let mut bare: BTreeMap<String, Vec<Witness>> = BTreeMap::new();
        // Words with a small letter are names only of those who are known.
        let mut small: BTreeSet<String> = BTreeSet::new();
        for candidate in all.iter().filter(|one| !one.clues.template) {
            if self.evidence.meetings.contains_key(&candidate.note.path) {
                continue;
            }
            let of_title = title_line(candidate.note);
            for section in &candidate.clues.sections {
                let what = "a section that says 1-2-1";
                let witness =
                    |strength| self.witness(candidate, strength, what.to_owned(), section.line);
                // `## 1:1 with Alice` where there are two of them, `1:1 Alice H.`: nobody new.
                let several = section.linked.iter().chain(&section.bare);
                let mut several = several.filter(|name| self.known.is_several(name));
                if let Some(name) = several.next() {
                    let path = candidate.note.path.clone();
                    self.evidence.ambiguous.insert(path, name.clone());
                    continue;
                }
                // An undated title alone begins no section, nor does that of a candidate's note.
                if of_title == Some(section.line) && !candidate.clues.may_head_at_title() {
                    continue;
                }
                let other = |name: &&String| !self.is_me(name) && !self.is_no_report(name);
                let names = section.linked.iter().filter(other);
                let mut any = false;
                for name in names {
                    any = true;
                    linked.entry(name.clone()).or_default().push(witness(Strength::Strong));
                }
                if !any && let Some(name) = section.bare.as_ref().filter(other) {
                    if section.small {
                        small.insert(name.clone());
                    }
                    bare.entry(name.clone()).or_default().push(witness(Strength::Weak));
                }
            }
        }
        let mut full: Vec<(String, Vec<Witness>)> = linked.into_iter().collect();
        full.sort_by_key(|(name, _)| !is_full(name));
        for (name, witnesses) in full {
            if self.person(&name).is_none() {
                self.evidence.people.push(FoundPerson {
                    name,
                    aliases: BTreeSet::new(),
                    witnesses,
                });
            }
        }
        let mut bare: Vec<(String, Vec<Witness>)> = bare.into_iter().collect();
        bare.sort_by_key(|(name, _)| !is_full(name));
        let beside = beside::sections_of_a_form(&bare, &small, &|name| self.person(name).is_some());
        for (name, witnesses) in bare {
            let owns = all.iter().any(|one| {
                let here = witnesses.iter().any(|witness| witness.path == one.note.path);
                here && one.clues.owners.iter().any(|owner| may_be_one(owner, &name))
            });
            let sure = witnesses.len() > 1 || is_full(&name) || owns || beside.contains(&name);
            let known = self.person(&name).is_some() || self.known.is_short(&name);
            if known || small.contains(&name) {
            } else if sure {
                self.evidence.people.push(FoundPerson {
                    name,
                    aliases: BTreeSet::new(),
                    witnesses,
                });
            } else {
                self.evidence.guesses.push((witnesses[0].path.clone(), Guess::With(name)));
            }
        }
    }

    /// One file for all people: the headings name them.
    fn of_all(&mut self, logs: &[&Candidate<'_>]) {
        for candidate in logs {
            let note = candidate.note;
            let mut names = names_in_headings(note);
            names.retain(|name, _| !self.is_me(name));
            if names.is_empty() {
                let told = !candidate.clues.sections.is_empty();
                if candidate.clues.dated && !told && !note.items.is_empty() {
                    self.guess_meeting(candidate, Guess::WithNobody);
                }
                continue;
            }
            let many = names.len() > 1;
            for (name, times) in names {
                if self.person(&name).is_none() && (many || times > 1 || is_full(&name)) {
                    let what = format!("a heading in a note of 1-2-1s, {times} times");
                    let witnesses = vec![self.witness(candidate, Strength::Strong, what, 1)];
                    self.evidence.people.push(FoundPerson {
                        name,
                        aliases: BTreeSet::new(),
                        witnesses,
                    });
                }
            }
            self.accept_meeting(candidate, None);
        }
    }

    /// People whom only a word like `o3` or `jour fixe` beside their name tells.
    fn beside_words(&mut self, all: &[Candidate<'_>]) {
        let told = |name: &str| {
            self.is_me(name) || self.person(name).is_some() || self.known.is_several(name)
        };
        let (mut found, mut unsure) = beside::told_by_word(all, &told);
        let no_report = |name: &str| self.is_me(name) || self.is_no_report(name);
        let told = beside::sections_told(all, &no_report, &|name| self.person(name).is_some());
        found.extend(told.people);
        unsure.extend(told.unsure);
        self.evidence.sections = told.sections;
        let unsure = unsure.into_iter().filter(|(name, _)| self.known.near(name).is_none());
        let guesses: Vec<_> = unsure.map(|(name, path)| (path, Guess::With(name))).collect();
        self.evidence.guesses.extend(guesses);
        for (name, signs) in found {
            let witness = |(path, what)| Witness { strength: Strength::Weak, what, path, line: 1 };
            let witnesses = signs.into_iter().map(witness).collect();
            if self.person(&name).is_none() {
                let aliases = BTreeSet::new();
                self.evidence.people.push(FoundPerson { name, aliases, witnesses });
            }
        }
    }

    /// Notes of meetings with one person who is known, and nobody else there: once is a meeting,
    /// again is a 1-2-1.
    fn find_weak_meetings(&mut self, all: &[Candidate<'_>]) {
        self.beside_words(all);
        let mut alone: BTreeMap<String, Vec<(NotePath, FoundMeeting)>> = BTreeMap::new();
        let (mut logs, mut sure): (BTreeSet<String>, BTreeSet<String>) = Default::default();
        for candidate in all {
            let (note, clues) = (candidate.note, &candidate.clues);
            let open =
                clues.one_on_one.is_empty() && !clues.template && clues.meeting && clues.dated;
            if !open || clues.person.is_some() || self.known.is_told(note) || clues.manager {
                continue;
            }
            let listed = |clue: &&NameClue| {
                matches!(clue.place, NamePlace::FrontMatter | NamePlace::Attendees)
            };
            let there: BTreeSet<&String> = clues
                .names
                .iter()
                .filter(listed)
                .filter(|clue| !self.is_me(&clue.name))
                .map(|clue| &clue.name)
                .collect();
            let beside = clues.beside.as_ref().filter(|one| {
                let owned = one.sign != Beside::Absence || beside::owns_box(candidate, &one.name);
                there.is_empty() && owned && !self.is_me(&one.name)
            });
            let only = there.iter().next().filter(|_| there.len() == 1);
            let only = only.map(|name| name.as_str()).or(beside.map(|one| one.name.as_str()));
            let Some(name) = only.and_then(|name| self.person(name)) else { continue };
            let named = |clue: &&NameClue| match beside {
                Some(beside) => clue.written == beside.name,
                None => listed(clue),
            };
            let clue = clues.names.iter().find(named).cloned();
            if let Some(clue) = clue {
                // The word, the name, and a box of theirs, or nobody else there.
                let word = clues.beside.as_ref().filter(|one| may_be_one(&one.name, &name));
                let with_lead = beside.is_none() && clues.attendees.len() > 1;
                if word.is_some_and(|one| with_lead || beside::is_enough(candidate, one)) {
                    sure.insert(name.clone());
                }
                let what = match beside {
                    Some(one) => format!("`{}` beside the name of one person", one.word),
                    None => "a meeting, and nobody else was there".to_owned(),
                };
                let witness = self.witness(candidate, Strength::Weak, what, clue.line);
                let found = FoundMeeting { person: Some(name.clone()), witnesses: vec![witness] };
                logs.extend((clues.dated_headings > 1).then(|| name.clone()));
                alone.entry(name).or_default().push((note.path.clone(), found));
            }
        }
        for (name, found) in alone {
            let known = |one: &FoundMeeting| one.person.as_ref() == Some(&name);
            // Headings with days are meetings too.
            let again = found.len() > 1 || logs.contains(&name) || sure.contains(&name);
            if again || self.evidence.meetings.values().any(known) {
                self.evidence.meetings.extend(found);
                continue;
            }
            let why = format!("the only meeting with {name}, and nothing else says 1-2-1");
            self.evidence.passed.extend(found.into_iter().map(|(path, _)| (path, why.clone())));
        }
    }
}

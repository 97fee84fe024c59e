//! The people: who is in the vault, by which names, and what their own note says of them.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::item::Mention;
use crate::note::name;
use crate::note::parse::Note;
use crate::people::evidence::{self, Evidence};
use crate::people::person::{Person, blank, is_page, read_note};
use crate::text::date::Day;
use crate::text::date_name;
use crate::text::date_parse::is_weekday_and_no_name;
use crate::text::ids::{NotePath, PersonId, slug};
use crate::text::lexicon::Lexicon;
use crate::text::number_order::{self, Order, Votes};
use crate::text::one_on_one;
use crate::text::people_words::{holds, is_in, key};
use crate::text::percent_code;
use crate::text::person_name::{self, is_full, may_be_one};
use crate::text::span::{fold, in_two_letters, nearest_word, with_capital, without_accents};
use crate::vault::clue_words::plain_part;
use crate::vault::clues::Strength;
use crate::vault::config::Config;
use crate::vault::copies;
use crate::vault::layout::Layout;
use crate::vault::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All people and the names they go by.
#[derive(Clone, Debug, Default)]
pub struct People {
    pub by_id: BTreeMap<PersonId, Person>,
    /// The lead.
    pub me: Option<PersonId>,
    notes: BTreeMap<NotePath, PersonId>,
    /// What all notes say together of people and 1-2-1s.
    pub evidence: Arc<Evidence>,
    names: BTreeMap<String, BTreeSet<PersonId>>,
    pub(super) first_names: BTreeMap<String, BTreeSet<PersonId>>,
    /// By each word of a name behind the first, and by the surname as a whole.
    pub(super) surnames: BTreeMap<String, BTreeSet<PersonId>>,
    /// `lvogel`, `l.vogel`, `lenav`: what a person may be called where they log in.
    pub(super) logins: BTreeMap<String, BTreeSet<PersonId>>,
    /// Hashes of all names under which `who` finds anybody, sorted: most words are no name.
    hashes: Vec<u32>,
    /// How short days are written, as the config and the names of 1-2-1s tell.
    pub(crate) order: Order,
}

/// Who a name is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// This person.
    One(PersonId),
    /// Several people go by it.
    Many(Vec<PersonId>),
    /// Nobody known.
    Nobody,
}

/// What the notes together tell of one: with whom it is, why it is none, of whom of several it may
/// be, and which headings are 1-2-1s.
type FoundOf<'p> =
    (Option<Option<&'p str>>, Option<&'p str>, Option<&'p str>, Option<&'p BTreeSet<u32>>);

impl People {
    /// Finds the people of a vault.
    pub fn of(vault: &Vault, layout: &Layout, said: &mut Vec<Diagnostic>) -> People {
        let mut people = People::default();
        let mut perhaps = Vec::new();
        let notes = vault.person_notes().filter(|note| !is_page(note));
        for note in notes {
            match own_note(vault, note, layout) {
                Some(Strength::Strong) => {
                    if let Some(person) = read_note(note, &vault.config, said) {
                        people.add_note(person, said);
                    }
                }
                Some(Strength::Weak) => perhaps.push(note),
                None => {}
            }
        }
        let found = people.found_without(vault);
        people.add_listed(&vault.config, &found, said);
        people.add_perhaps(&perhaps, &vault.config, said);
        people.two_leads(&vault.config, said);
        people.find_me(&vault.config);
        people.index();
        let mut evidence = evidence::find(vault, &(&people, vault));
        people.ask_for_logs(vault, &mut evidence);
        people.add_found(&evidence, &perhaps, &vault.config, said);
        people.read_logs(vault, &evidence, said);
        people.read_aliases(vault);
        if let (None, Some(me)) = (&vault.config.me, &evidence.me) {
            people.add_lead(me);
        }
        people.find_me(&vault.config);
        people.index();
        for name in &evidence.managers {
            let person = people.one_named(name).and_then(|id| people.by_id.get_mut(&id));
            if let Some(person) = person.filter(|person| person.report.is_none() && !person.me) {
                person.manager = true;
            }
        }
        for name in &evidence.others {
            let person = people.one_named(name).and_then(|id| people.by_id.get_mut(&id));
            let person = person.filter(|person| person.name == *name && !person.me);
            if let Some(person) = person {
                person.report = person.report.or(Some(false));
            }
        }
        people.evidence = Arc::new(evidence);
        people.order = vault.config.date_order;
        people
    }

    /// Takes in what the names of the 1-2-1s tell of the order in which short days are written: all
    /// names of a vault have one.
    pub(crate) fn read_order(&mut self, config: &Config, today: Day) {
        let mut votes = Votes::new(config.date_order, today);
        for path in self.evidence.meetings.keys() {
            let stem = path.stem();
            if !stem.bytes().any(|byte| byte.is_ascii_digit()) {
                continue;
            }
            votes.take(stem);
            if number_order::pair(stem).is_some()
                && let Some(era) = date_name::era_of_path(path.without_ending())
            {
                votes.take_pair(stem, era.day, era.month);
            }
        }
        self.order = votes.order(config.origins.contains_key("date_order"));
    }

    /// Who goes by a name: `alice`, `@Alice`, `[[people.alice|Ali]]`'s sides, `Alice Fischer`.
    pub fn who(&self, name: &str) -> Who {
        for candidate in name::name_forms(name) {
            if self.hashes.binary_search(&name::hash(candidate)).is_err() {
                continue;
            }
            let key = without_accents(candidate);
            if key == "me" || key == "i" {
                return self.me.clone().map_or(Who::Nobody, Who::One);
            }
            for index in [&self.names, &self.first_names] {
                if let Some(found) = index.get(&key) {
                    let mut ids: Vec<PersonId> = found.iter().cloned().collect();
                    return match ids.len() {
                        1 => Who::One(ids.remove(0)),
                        _ => Who::Many(ids),
                    };
                }
            }
        }
        // `@carla.mendes` is Carla Mendes.
        match name.contains('.') && !name.contains([' ', '/']) {
            true => self.who(&name.replace('.', " ")),
            false => Who::Nobody,
        }
    }

    /// All that a reading of any note depends on here, in words; what was found of single notes is
    /// told by `found_of`.
    pub(crate) fn in_words(&self) -> String {
        // Named one by one, so that nothing new is forgotten.
        let People {
            by_id,
            me,
            notes,
            evidence: _,
            names,
            first_names,
            surnames,
            logins,
            hashes,
            order,
        } = self;
        let words = format!("{by_id:?} {me:?} {notes:?} {names:?} {first_names:?} {surnames:?}");
        format!("{words} {logins:?} {hashes:?} {order:?}")
    }

    /// What was found of a note, as far as its 1-2-1s depend on it: with whom it is one, whether it
    /// was passed over, which of its names several people have.
    pub(crate) fn found_of(&self, note: &NotePath) -> FoundOf<'_> {
        let Evidence {
            meetings,
            passed,
            ambiguous,
            sections,
            people: _,
            guesses: _,
            me: _,
            managers: _,
            others: _,
        } = self.evidence.as_ref();
        let with = meetings.get(note).map(|found| found.person.as_deref());
        let passed = passed.get(note).map(String::as_str);
        (with, passed, ambiguous.get(note).map(String::as_str), sections.get(note))
    }

    fn count_hashes(&self) -> Vec<u32> {
        let me = self.me.iter().flat_map(|_| ["me", "i"]);
        let names = self.names.keys().chain(self.first_names.keys()).chain(self.surnames.keys());
        let names = names.chain(self.logins.keys());
        let names = names.map(String::as_str);
        let mut hashes: Vec<u32> = names.chain(me).map(name::hash).collect();
        hashes.sort_unstable();
        hashes
    }

    /// The one person of that name.
    pub fn one_named(&self, name: &str) -> Option<PersonId> {
        match self.who(name) {
            Who::One(id) => Some(id),
            _ => None,
        }
    }

    /// The person a mention names. A link with a path is that note: `[[Clients/Alice Fischer]]` is
    /// nobody when the person of that name has a note elsewhere.
    pub fn person_of_mention(&self, mention: &Mention) -> Option<PersonId> {
        if self.is_other_note(mention) {
            return None;
        }
        let who = |name: &String| if mention.at { self.at(name) } else { self.who(name) };
        mention.names.iter().find_map(|name| match who(name) {
            Who::One(id) => Some(id),
            Who::Many(_) | Who::Nobody => None,
        })
    }

    /// Whether a link goes to a note that has a person's name and is not that person's.
    pub fn is_other_note(&self, mention: &Mention) -> bool {
        !mention.at
            && mention.names.iter().any(|name| name.contains('/') && self.is_elsewhere(name))
    }

    fn is_elsewhere(&self, link: &str) -> bool {
        let link = percent_code::decoded(link.split('#').next().unwrap_or(link).trim());
        let link = link.strip_suffix(".md").unwrap_or(&link).trim_start_matches(['.', '/']);
        let Some((folder, last)) = link.rsplit_once('/') else { return false };
        let Who::One(id) = self.who(last) else { return false };
        let Some(own) = self.with_id(&id).and_then(|person| person.path.as_ref()) else {
            return false;
        };
        let (own, link) =
            (without_accents(own.as_str().trim_end_matches(".md")), without_accents(link));
        let inside = own.strip_suffix(link.as_str());
        let hers = inside.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
        // `[[1-1s/Alice]]`, the log of the talks with her, is about her.
        !hers && one_on_one::find_word(folder).is_none()
    }

    /// The person at the head of a text such as `Alice: …`, `Alice Fischer (30 min)`, `@alice`.
    pub fn leading_person(&self, text: &str) -> Option<PersonId> {
        name::leading_names(text).find_map(|name| self.one_named(&name))
    }

    /// The nearest known name to one that nobody has.
    pub fn nearest_name(&self, name: &str) -> Option<&str> {
        let all = self.names.keys().chain(self.first_names.keys()).map(String::as_str);
        nearest_word(&without_accents(name), all)
    }

    /// The person of an id.
    pub fn with_id(&self, id: &PersonId) -> Option<&Person> {
        self.by_id.get(id)
    }

    /// The person whose own note this is.
    pub fn owner_of_note(&self, note: &NotePath) -> Option<&Person> {
        self.notes.get(note).and_then(|id| self.by_id.get(id))
    }

    /// The first name, or the id: how a line speaks of a person.
    pub fn first_name_of(&self, id: &PersonId) -> String {
        let Some(person) = self.by_id.get(id) else {
            return id.to_string();
        };
        let first = person.name.split_whitespace().next().unwrap_or(&person.name);
        let shared = self.first_names.get(&without_accents(first)).is_some_and(|ids| ids.len() > 1);
        if shared { person.name.clone() } else { first.to_owned() }
    }

    /// Whether this is the lead.
    pub fn is_me(&self, id: &PersonId) -> bool {
        self.me.as_ref() == Some(id)
    }

    /// Everybody who is neither the lead nor the lead's manager.
    pub fn other_people(&self) -> impl Iterator<Item = &Person> {
        self.by_id.values().filter(|person| !person.me && !person.manager)
    }

    /// Adds a person by a note: of two notes with one handle that name two people the second goes
    /// by its name, and the handle is both of theirs.
    fn add_note(&mut self, mut person: Person, said: &mut Vec<Diagnostic>) {
        let present = self
            .by_id
            .get(&person.id)
            .filter(|present| without_accents(&present.name) != without_accents(&person.name));
        if let Some((Some(first), Some(second))) =
            present.map(|present| (present.path.clone(), person.path.clone()))
        {
            let message = format!("`{}` is the handle of `{first}` too", person.id);
            let hint = "give one of the two another `handle:`";
            said.push(
                Diagnostic::about_file(Code::HandleTwice, second.as_str(), message).hint(hint),
            );
            let own = PersonId::new(&person.name).or_else(|| PersonId::new(second.stem()));
            if let Some(own) = own.filter(|own| !self.by_id.contains_key(own)) {
                person.aliases.push(person.id.to_string());
                person.id = own;
            }
        }
        self.add_person(person);
    }

    /// Two notes that say `me: yes`.
    fn two_leads(&self, config: &Config, said: &mut Vec<Diagnostic>) {
        let leads: Vec<&NotePath> = match config.me {
            Some(_) => return,
            None => self
                .by_id
                .values()
                .filter(|one| one.me)
                .filter_map(|one| one.path.as_ref())
                .collect(),
        };
        if let [first, second, ..] = leads.as_slice() {
            let message = format!("`me: yes` stands here and in `{first}`");
            let hint = "only one person is the lead: take it out of the other note";
            said.push(Diagnostic::about_file(Code::TwoLeads, second.as_str(), message).hint(hint));
        }
    }

    fn add_person(&mut self, person: Person) {
        // Two notes of one person: the first by path is theirs, the other lends its aliases.
        match self.by_id.get_mut(&person.id) {
            Some(present) => {
                present.aliases.push(person.name);
                present.aliases.extend(person.aliases);
            }
            None => {
                self.by_id.insert(person.id.clone(), person);
            }
        }
    }

    /// Adds those of whom only their 1-2-1s tell, each with the note that may be theirs.
    fn add_found(
        &mut self,
        evidence: &Evidence,
        perhaps: &[&Note],
        config: &Config,
        said: &mut Vec<Diagnostic>,
    ) {
        for found in &evidence.people {
            let theirs: Vec<Person> = perhaps
                .iter()
                .filter_map(|note| read_note(note, config, &mut Vec::new()))
                .filter(|person| {
                    let names = std::iter::once(&person.name).chain(&person.aliases);
                    names.into_iter().any(|name| may_be_one(name, &found.name))
                })
                .collect();
            let mut person = match (theirs.as_slice(), PersonId::new(&found.name)) {
                ([only], _) => {
                    let note = perhaps.iter().find(|note| only.path.as_ref() == Some(&note.path));
                    let read = note.and_then(|note| read_note(note, config, said));
                    read.unwrap_or_else(|| only.clone())
                }
                (_, Some(id)) => blank(id, found.name.clone()),
                _ => continue,
            };
            if !person.aliases.contains(&found.name) && person.name != found.name {
                person.aliases.push(found.name.clone());
            }
            person.aliases.extend(found.aliases.iter().cloned());
            self.add_person(person);
        }
    }

    /// Adds the lead, whom nothing but the lists of those who were there names.
    fn add_lead(&mut self, name: &str) {
        if self.me.is_some() {
            return;
        }
        let known = self.one_named(name);
        let id = known.or_else(|| PersonId::new(name));
        if let Some(id) = id {
            let person = self.by_id.entry(id.clone()).or_insert_with(|| blank(id, name.to_owned()));
            person.me = true;
        }
    }

    /// Joins the note in a folder of a team with the one whom the config lists by that name.
    fn add_perhaps(&mut self, perhaps: &[&Note], config: &Config, said: &mut Vec<Diagnostic>) {
        for id in config.people.keys() {
            let Some(listed) = self.by_id.get_mut(id).filter(|one| one.path.is_none()) else {
                continue;
            };
            let theirs = |note: &&&Note| {
                let read = read_note(note, config, &mut Vec::new());
                read.is_some_and(|one| without_accents(&one.name) == without_accents(&listed.name))
            };
            let mut notes = perhaps.iter().filter(theirs);
            let only = notes.next().filter(|_| notes.next().is_none());
            let Some(own) = only.and_then(|note| read_note(note, config, said)) else { continue };
            listed.path = own.path;
            listed.aliases.push(own.id.to_string());
            listed.aliases.extend(own.aliases);
        }
    }

    pub(super) fn find_me(&mut self, config: &Config) {
        self.me = match &config.me {
            Some(name) => {
                self.index();
                let known = self.one_named(name.as_str());
                let id = known.unwrap_or_else(|| name.clone());
                let person = self.by_id.entry(id.clone());
                let called = person_name::read(id.as_str());
                let called = called.unwrap_or_else(|| with_capital(id.as_str()));
                person.or_insert_with(|| blank(id.clone(), called));
                Some(id)
            }
            None => self.by_id.values().find(|person| person.me).map(|person| person.id.clone()),
        };
        for person in self.by_id.values_mut() {
            person.me = self.me.as_ref() == Some(&person.id);
        }
    }

    pub(super) fn index(&mut self) {
        self.names.clear();
        self.first_names.clear();
        self.surnames.clear();
        self.logins.clear();
        self.notes.clear();
        for person in self.by_id.values() {
            if let Some(path) = &person.path {
                self.notes.entry(path.clone()).or_insert_with(|| person.id.clone());
            }
            let mut names = vec![person.id.as_str(), person.name.as_str()];
            let stem = person.path.as_ref().map(NotePath::stem);
            names.extend(stem);
            // `user.hana.kim` is `@hana.kim`.
            let behind = |stem: &'_ str| {
                let (before, behind) = stem.split_once('.')?;
                matches!(before, "user" | "people" | "person").then(|| behind.to_owned())
            };
            let behind = stem.and_then(behind);
            names.extend(behind.as_deref());
            names.extend(person.aliases.iter().map(String::as_str));
            // `marie-kuehn` is Marie Kühn.
            let in_two: Vec<String> =
                names.iter().filter_map(|name| in_two_letters(name)).collect();
            names.extend(in_two.iter().map(String::as_str));
            for name in &names {
                let key = without_accents(name);
                // `lena-vogel` and `LenaVogel` name her as `Lena Vogel` does.
                let slugged = slug(&key);
                if slugged != key {
                    let joined = slugged.replace('-', "");
                    for key in [slugged, joined] {
                        self.names.entry(key).or_default().insert(person.id.clone());
                    }
                }
                self.names.entry(key).or_default().insert(person.id.clone());
            }
            let mut words = person.name.split_whitespace();
            let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
            if !first.is_empty() {
                self.first_names
                    .entry(without_accents(first))
                    .or_default()
                    .insert(person.id.clone());
                if let Some(first) = in_two_letters(first) {
                    self.first_names
                        .entry(without_accents(&first))
                        .or_default()
                        .insert(person.id.clone());
                }
            }
            for surname in person_name::surnames(&person.name) {
                self.surnames.entry(surname).or_default().insert(person.id.clone());
            }
            for login in person_name::logins(&person.name) {
                self.logins.entry(login).or_default().insert(person.id.clone());
            }
            // `Ana María` of Ana María Soto.
            if words.next().is_some() {
                let both = without_accents(&format!("{first} {second}"));
                self.first_names.entry(both).or_default().insert(person.id.clone());
            }
        }
        self.hashes = self.count_hashes();
    }
}

/// The silent notes that name somebody: they have to be read whole after all.
pub fn silent_notes_naming(vault: &mut Vault) -> Vec<NotePath> {
    if !vault.silent.has_unheard() {
        return Vec::new();
    }
    let hashes = People::of(vault, &vault.first_look, &mut Vec::new()).hashes;
    vault.silent.heard(&hashes)
}

/// Whether a note is a person's own, and how sure that is.
fn own_note(vault: &Vault, note: &Note, layout: &Layout) -> Option<Strength> {
    match note.front.text_of("kind").map(|kind| fold(&kind)).as_deref() {
        Some("person") => return Some(Strength::Strong),
        Some(_) => return None,
        None if note.is_unread() => return None,
        // A note that says whom it is about is not that person: a scorecard, say.
        None if note.front.get("person").is_some() => return None,
        None => {}
    }
    let path = note.path.as_str();
    let inside = path.strip_prefix(&layout.home).unwrap_or(path);
    let matched = vault
        .told
        .people
        .as_ref()
        .is_some_and(|globs| globs.fits(path) || layout.label_first() && globs.fits(inside));
    let stem = note.path.stem();
    if copies::told(stem).is_some() {
        return None;
    }
    let last = stem.rsplit('.').next().unwrap_or(stem);
    if is_glossary(last) {
        return None;
    }
    if matched && vault.config.origins.contains_key("people.notes") {
        let nobody = holds("no_person", last) || holds("template", last);
        return (!nobody).then_some(Strength::Strong);
    }
    // `People/P0.md` is somebody, whoever it is.
    let word = last.starts_with(char::is_alphabetic) && last.chars().all(char::is_alphanumeric);
    let plural = |word: &str| key(word).trim_end_matches('s').to_owned();
    let folder = note.path.folder().rsplit('/').next().unwrap_or("");
    let word = matched
        && word
        && plural(last) != plural(plain_part(folder))
        && !holds("no_person", last)
        && !holds("template", last);
    let named = word || person_name::read(last).is_some() || note.front.get("handle").is_some();
    let clues = vault.notes.clues(&note.path)?;
    if clues.template {
        return None;
    }
    if note.front.folded_tags().iter().any(|tag| tag == "person") {
        return Some(Strength::Strong);
    }
    // `type: person` says it of `Sunday.md` too.
    let said = clues.person.as_ref().is_some_and(|(_, sign)| sign.starts_with('`'))
        && last.starts_with(char::is_uppercase)
        && last.chars().all(char::is_alphabetic)
        && is_weekday_and_no_name(last);
    let strength = clues.person.as_ref().map(|(strength, _)| *strength);
    let strength = strength.or(word.then_some(Strength::Strong))?;
    // `user.mina.feedback` is no person beside `user.mina`.
    let above = stem.rsplit_once('.').filter(|_| !stem.contains(' '));
    let below_person = above.is_some_and(|(above, _)| {
        let path = NotePath::new(&note.path.beside(&format!("{above}.md")));
        // `firm.team.md` beside `firm.team.marie.md` is the team's.
        let last = above.rsplit('.').next().unwrap_or(above);
        let of_team = is_in(&["person_folder", "team_folder"], last)
            && person_name::read(&key(stem.rsplit('.').next().unwrap_or(stem)))
                .is_some_and(|name| is_full(&name));
        above.contains('.') && !of_team && path.is_ok_and(|path| vault.has(&path))
    });
    let titled = person_name::read(&note.title()).is_some();
    let profile = holds("profile", last);
    (!below_person && (named || titled || profile || said)).then_some(strength)
}

/// Whether a note is called as a list of words or signs is, or so that it stands first: `_Kürzel`,
/// `Glossary`, `Legende Zeichen`.
fn is_glossary(stem: &str) -> bool {
    let first = stem.split([' ', '-', '_']).find(|word| !word.is_empty()).unwrap_or(stem);
    let of_list = |word: &str| Lexicon::shipped().has("people.glossaries", word);
    of_list(stem) || of_list(first) || stem.starts_with('_')
}

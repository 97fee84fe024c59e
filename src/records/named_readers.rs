//! Who may read what names somebody: `(Nora only)` where Nora is the lead, `(without Alice)` where
//! Alice is one of the people, `readers: nora` in the front matter.

use crate::kind::Audience;
use crate::note::named::NamedReaders;
use crate::note::parse::Note;
use crate::records::audience::{self, Heard};
use crate::records::resolver::Context;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;

impl Context<'_> {
    /// Who may see the items of a note, each by its place; empty where nothing says it of any.
    pub fn heard_in(&self, note: &Note) -> Vec<Heard> {
        audience::heard_of_items(note, &|at, named| self.named_limit(note, at, named))
    }

    /// Who may see a line below another one, by what it says and by lines below it.
    pub(crate) fn heard_below(&self, note: &Note, at: usize) -> Audience {
        audience::heard_below(note, at, &|at, named| self.named_limit(note, at, named))
    }

    /// What a form that names somebody closes the item at a place to.
    pub fn named_limit(&self, note: &Note, at: usize, named: &NamedReaders) -> Option<Audience> {
        match named {
            NamedReaders::Only(names) => self.only_limit(note, at, names),
            NamedReaders::Without(name) => {
                let genitive = || self.people.one_named(name.strip_suffix('s')?);
                let id = self.people.one_named(name).or_else(genitive)?;
                let who = (!self.people.is_me(&id)).then_some(id)?;
                // What is about somebody else stays between the lead and them.
                let others = self.is_about_others(note, at, &who);
                Some(if others { Audience::Person } else { Audience::Lead })
            }
            NamedReaders::Word(word) => {
                self.people.one_named(word).is_none().then_some(Audience::Lead)
            }
            NamedReaders::Initial(letter) => {
                let mut names = self.people.other_people().flat_map(|one| one.name.split(' '));
                let anybody = names.any(|name| name.starts_with(letter.as_str()));
                (!anybody).then_some(Audience::Lead)
            }
        }
    }

    /// The key of the front matter that names the lead as the only reader.
    pub fn front_names_lead<'n>(&self, note: &'n Note) -> Option<&'n str> {
        let lists = ["visibility_keys", "visibility_front"];
        let keys = note.front.keys().filter(|key| {
            *key != "for" && lists.iter().any(|list| Lexicon::shipped().has(list, key))
        });
        let mut all = keys.map(|key| (key, note.front.texts_of(key)));
        let only = |names: &[String]| {
            !names.is_empty() && names.iter().all(|name| self.is_lead(name.trim_start_matches('@')))
        };
        let named = all.find(|(_, names)| only(names)).map(|(key, _)| key.as_str());
        named.or_else(|| self.front_leaves_out(note))
    }

    /// The key of the front matter that names the person of the note as no reader.
    fn front_leaves_out<'n>(&self, note: &'n Note) -> Option<&'n str> {
        let mut keys =
            note.front.keys().filter(|key| Lexicon::shipped().has("visibility_without", key));
        let about = |name: &String| {
            let who = self.people.one_named(name.trim_start_matches('@'));
            who.is_some_and(|id| self.meetings.person_of_note(&note.path) == Some(&id))
        };
        keys.find(|key| note.front.texts_of(key).iter().any(about)).map(String::as_str)
    }

    /// Whether a note is the lead's alone by its name, or by the lead's name in its front matter.
    pub fn is_closed_whole(&self, note: &Note) -> bool {
        self.closed_by_name(&note.path).is_some() || self.front_names_lead(note).is_some()
    }

    /// What a form that names all readers closes to: the lead is one of them, and with the person
    /// of the line it stays between the two.
    fn only_limit(&self, note: &Note, at: usize, names: &str) -> Option<Audience> {
        let words: Vec<&str> = names.split(' ').collect();
        let mut readers: Vec<PersonId> = Vec::new();
        let mut from = 0;
        while from < words.len() {
            let named = |len: &usize| self.people.one_named(&words[from..from + len].join(" "));
            let most = words.len() - from;
            match (1..=most).rev().find_map(|len| Some((len, named(&len)?))) {
                Some((len, id)) => {
                    readers.push(id);
                    from += len;
                }
                None if Lexicon::shipped().has("private_readers", words[from]) => from += 1,
                None => return None,
            }
        }
        let of_lead = readers.iter().any(|id| self.people.is_me(id));
        let others = readers.iter().filter(|id| !self.people.is_me(id));
        let theirs = others.into_iter().any(|id| !self.is_about_others(note, at, id));
        of_lead.then_some(if theirs { Audience::Person } else { Audience::Lead })
    }

    fn is_lead(&self, name: &str) -> bool {
        self.people.one_named(name).is_some_and(|id| self.people.is_me(&id))
    }

    /// Whether an item is about somebody, and not about this one.
    fn is_about_others(&self, note: &Note, at: usize, who: &PersonId) -> bool {
        let above = std::iter::successors(Some(at), |at| note.items[*at].parent());
        let mentions = above.flat_map(|at| &note.items[at].mentions);
        let named = mentions.filter_map(|mention| self.person_of_mention(mention));
        let talk = self.meetings.at_item(note, at).map(|at| self.meetings.all[at].person.clone());
        let talk = talk.or_else(|| self.person_above(note, &note.items[at]));
        let talk = talk.or_else(|| self.meetings.person_of_note(&note.path).cloned());
        let all: Vec<PersonId> = named.chain(talk).filter(|id| !self.people.is_me(id)).collect();
        !all.is_empty() && !all.contains(who)
    }
}

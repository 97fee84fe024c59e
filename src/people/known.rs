//! Whom those know who propose people from notes: the people of a vault, by any name.

use crate::note::parse::Note;
use crate::people::people::{People, Who};
use crate::people::proposals::KnownNames;
use crate::text::person_name::{self, is_full, may_be_one};
use crate::vault::vault::Vault;

impl KnownNames for (&People, &Vault) {
    fn named(&self, name: &str) -> Option<String> {
        let id = self.0.one_named(name)?;
        self.0.with_id(&id).map(|person| person.name.clone())
    }

    fn is_me(&self, name: &str) -> bool {
        if let Some(id) = self.0.one_named(name) {
            return self.0.is_me(&id);
        }
        // `Present: NL, AF`
        let is_letters = (2..=3).contains(&name.len()) && name.chars().all(char::is_uppercase);
        if is_letters && self.me().is_some_and(|me| person_name::initials(&me) == name) {
            return true;
        }
        // Of `Nora Lind` no `Nora Berg` is the lead, whatever the lead's handle.
        let full = self.me().filter(|me| is_full(me) && is_full(name));
        let me = || self.1.config.me.as_ref().map(|me| me.as_str().to_owned());
        full.or_else(me).is_some_and(|me| may_be_one(&me, name))
    }

    fn me(&self) -> Option<String> {
        let known = self.0.me.as_ref().and_then(|me| self.0.with_id(me));
        let told = || self.1.config.me.as_ref().and_then(|me| person_name::read(me.as_str()));
        known.map(|person| person.name.clone()).or_else(told)
    }

    fn has_me(&self) -> bool {
        self.0.me.is_some()
    }

    fn is_several(&self, name: &str) -> bool {
        matches!(self.0.who(name), Who::Many(_))
    }

    fn is_short(&self, written: &str) -> bool {
        let letters = written.chars().all(char::is_uppercase) && (2..=3).contains(&written.len());
        let of_letters = || letters && self.0.by_id.values().any(|one| one.initials() == written);
        self.0.who(written) == Who::Nobody
            && (of_letters()
                || self.0.who_is_spoken_of(written) != Who::Nobody
                || self.0.by_first_part(written).is_some())
    }

    fn near(&self, name: &str) -> Option<String> {
        self.0.nearest_name(name).map(str::to_owned)
    }

    fn is_told(&self, note: &Note) -> bool {
        let (path, home) = (note.path.as_str(), &self.1.first_look.home);
        let globs = self.1.told.meetings.as_ref();
        self.0.owner_of_note(&note.path).is_none()
            && globs.is_some_and(|globs| {
                globs.fits(path) || globs.fits(path.strip_prefix(home).unwrap_or(path))
            })
    }
}

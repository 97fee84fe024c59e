//! Owners of promises that are written and leave in doubt who is meant: `us: …`, `A+B: …`,
//! `… (Alice or Bob)`, `AP Kim: …`. Such a promise is nobody's until somebody says whose, and
//! never the lead's.

use crate::people::people::Who;
use crate::records::action_mark::{is_all, name_in};
use crate::records::line_shape::is_name_like;
use crate::records::owner::{Form, Owed, Owner, OwnerReader};
use crate::text::lexicon::Lexicon;
use crate::text::span::fold;

impl OwnerReader<'_, '_> {
    /// Whether a label before the words means somebody who is not said: `us`, `tbd`, `???`, `not
    /// Alice`, `A+B`.
    pub(super) fn is_doubtful(&self, label: &str) -> bool {
        let lexicon = Lexicon::shipped();
        let bare = label.trim();
        let (first, rest) = bare.split_once(' ').unwrap_or((bare, ""));
        let parts = || bare.split(['+', '/', '&', '|']).map(str::trim);
        let several = parts().count() > 1
            && parts().all(|part| (1..=2).contains(&part.split(' ').count()))
            && parts().any(|part| self.one_name(part).is_some());
        is_all(bare)
            || lexicon.has("owner_asked", bare)
            || !bare.is_empty() && bare.chars().all(|c| c == '?')
            || lexicon.has_written("not", &fold(first)) && self.one_name(rest).is_some()
            || several
            || self.is_choice(bare)
    }

    /// `Alice or Bob`, `Alice → Nora`, `Alice?`: which of them is not said.
    pub(super) fn is_choice(&self, words: &str) -> bool {
        let lexicon = Lexicon::shipped();
        if let Some(name) = words.strip_suffix('?') {
            return self.one_name(name.trim()).is_some();
        }
        let arrow = ["→", "->", "=>"].iter().find_map(|arrow| words.split_once(arrow));
        if let Some((one, other)) = arrow {
            let named = |name: &str| self.one_name(name.trim()).is_some();
            return named(one) && named(other);
        }
        let mut words = words.split_whitespace();
        let is_or = |word: &str| lexicon.has_written("or", &fold(word));
        let (Some(one), Some(joint), Some(other)) = (words.next(), words.next(), words.next())
        else {
            return false;
        };
        is_or(joint) && (self.one_name(one).is_some() || self.one_name(other).is_some())
    }

    /// Whether somebody else stands in brackets in the words as well.
    pub(super) fn has_other_bracket(&self, owner: &Owner, words: &str) -> bool {
        let inside = words.split('(').skip(1).filter_map(|part| Some(part.split_once(')')?.0));
        let mut owners = inside.filter_map(|name| self.owner_named(name));
        owners.any(|other| matches!(other, Owner::These(_)) && other != *owner)
    }

    /// Somebody unknown behind a mark that a name follows: `AI(Kim): …`, `AP Kim: …`.
    pub(super) fn unknown_behind_mark(&self, words: &str) -> Option<Owed> {
        let name = name_in(words);
        let rest = words.strip_prefix('(').unwrap_or(words).strip_prefix(name)?;
        let rest = rest.trim_start_matches([')', ':', ' ', '-', '–', '>', '→', '=', '|']);
        if !name.is_empty() && !rest.is_empty() && is_name_like(name) {
            return Some(self.owed(Owner::Unknown(name.to_owned()), Form::Other, rest));
        }
        // `AP: Bob calls them`, `AP: Bob anrufen`: his, or on him.
        let first = words.split(' ').next().unwrap_or("");
        let known = matches!(self.ctx.people.who(first), Who::One(_) | Who::Many(_));
        known.then(|| self.owed(Owner::Unknown(format!("@{first}")), Form::Other, words))
    }

    /// Whether it is one person, and neither of the two who talk.
    pub(super) fn is_third(&self, owner: &Owner) -> bool {
        let Owner::These(ids) = owner else { return false };
        let [id] = ids.as_slice() else { return false };
        let is_me = self.ctx.people.is_me(id) || id.as_str() == "me";
        self.side.is_some_and(|side| side != id) && !is_me
    }

    /// A word before the words where this vault writes names, and nobody's name: `Kim: …`.
    pub(super) fn is_strange(&self, name: &str) -> bool {
        self.ctx.customs.names_before()
            && is_name_like(name)
            && !Lexicon::shipped().has("owner_less", name)
    }
}

//! Who owes a box that begins with a name and no sign behind it: `M chase it`, `me chase it`, `Jo
//! outline it`; whose letters a name is; and whom a tag names.
//!
//! Such a word may as well be a part of the sentence: it counts where all boxes of the vault begin
//! so, which the habits tell.

use crate::note::item::Item;
use crate::people::people::Who;
use crate::records::resolver::Context;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use crate::text::people_words::holds;
use crate::text::span::{fold, without_accents};

/// The one of the two who talk whom the first word of a box names, and the words behind it.
pub(crate) fn bare_owner<'t>(
    ctx: &Context<'_>,
    side: Option<&PersonId>,
    words: &'t str,
) -> Option<(PersonId, &'t str)> {
    let (first, rest) = words.split_once(' ')?;
    let rest = rest.trim_start();
    let lexicon = Lexicon::shipped();
    let second = rest.split(' ').next().unwrap_or("");
    // `M & J plan it`, `J and M plan it`, `M - plan it`
    if !rest.starts_with(char::is_alphanumeric) || lexicon.has_written("and", second) {
        return None;
    }
    if lexicon.has("owners.bare", first) {
        let me = ctx.people.me.clone().or_else(|| PersonId::new("me"))?;
        return Some((me, rest));
    }
    let is_one_of_both = |id: &PersonId| side == Some(id) || ctx.people.is_me(id);
    if let Some(id) = by_initials(ctx, side, first) {
        return Some((id, rest));
    }
    match ctx.people.who(first) {
        Who::One(id) if is_one_of_both(&id) => Some((id, rest)),
        Who::Many(ids) => side.filter(|side| ids.contains(side)).map(|side| (side.clone(), rest)),
        _ => None,
    }
}

/// `LV` or `L` of Lena Vogel, where it fits one of the two who talk.
pub(crate) fn by_initials(
    ctx: &Context<'_>,
    side: Option<&PersonId>,
    name: &str,
) -> Option<PersonId> {
    let letters = name.trim_end_matches('.').replace('.', "");
    if letters.is_empty() || letters.len() > 3 || !letters.chars().all(char::is_uppercase) {
        return None;
    }
    let fits = |id: &&PersonId| {
        let full = ctx.people.with_id(id).map_or_else(String::new, |person| person.name.clone());
        let of_name: String =
            without_accents(&full).split([' ', '-']).filter_map(|w| w.chars().next()).collect();
        let letters = without_accents(&letters);
        of_name == letters || (letters.chars().count() == 1 && of_name.starts_with(&letters))
    };
    let both = [side, ctx.people.me.as_ref()];
    let mut found = both.into_iter().flatten().filter(fits);
    found.next().filter(|_| found.next().is_none()).cloned()
}

/// Whether it is the first name of both who talk: which of them is meant, nothing tells.
pub(crate) fn is_of_both(ctx: &Context<'_>, side: Option<&PersonId>, name: &str) -> bool {
    let (Some(side), Some(me)) = (side, ctx.people.me.as_ref()) else { return false };
    let first = |id: &PersonId| {
        let person = ctx.people.with_id(id)?;
        person.name.split_once(' ').map(|(first, _)| without_accents(first))
    };
    side != me && first(side) == first(me) && first(side) == Some(without_accents(name))
}

/// `@ro` in Rosa Ott's 1-2-1: letters behind an `@`, which are no word and no part of a firm.
pub(crate) fn by_letters(
    ctx: &Context<'_>,
    side: Option<&PersonId>,
    login: &str,
) -> Option<PersonId> {
    let is_word = || holds("no_login", login) || Lexicon::shipped().knows_word(login);
    let few = (2..=3).contains(&login.len()) && !is_word();
    few.then(|| by_initials(ctx, side, &login.to_uppercase())).flatten()
}

/// Whom the last part of a tag of a box names, and what of the tag stands in the words:
/// `#followup/maya`, `#maya`, `#them`.
pub(crate) fn in_tags<T>(item: &Item, named: impl Fn(&str) -> Option<T>) -> Option<(T, &str)> {
    let rests = item.kinds.iter().map(|(_, rest)| (rest, ""));
    rests.chain(item.tags.iter().map(|tag| (tag, tag.as_str()))).find_map(|(path, shown)| {
        let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
        Some((named(name)?, shown))
    })
}

/// The words without such a tag at their end or beginning, where it stands without its hash.
pub(crate) fn without_tag<'t>(words: &'t str, tag: &str) -> &'t str {
    if tag.is_empty() {
        return words;
    }
    let before = words.strip_suffix(tag).filter(|before| before.ends_with(' '));
    let begins = || words.get(..tag.len()).is_some_and(|word| fold(word) == tag);
    let behind = || words[tag.len()..].strip_prefix(' ').map(str::trim_start);
    before.or_else(|| begins().then(behind).flatten()).unwrap_or(words)
}

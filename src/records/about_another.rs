//! Signs by which feedback in one person's 1-2-1 may be another's, or the lead's own: fields and
//! tags that name somebody, a name behind small words (`not Alice but Bob`, `Mr. Maier`), who did
//! it (`demo by Bob`), what stands above (`## On Bob`). What they name is asked, and told nowhere.

use crate::kind::Kind;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::people::people::Who;
use crate::records::name_first::{beginning, exact, owned_or_spoken};
use crate::records::resolver::Context;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use crate::text::span::fold;

/// So many words of a line are looked at.
const MOST_WORDS: usize = 60;

/// Fields that say whom feedback is for, beside `person` and `about`.
const FIELDS: &[&str] = &["to", "for", "who", "whom", "on", "of", "name", "member", "report"];

/// Whom a field or a tag of feedback names that is not `about`.
pub(crate) fn marked(ctx: &Context<'_>, item: &Item, about: &PersonId) -> Option<PersonId> {
    let named = |name: &str| {
        let name = name.trim().trim_matches(['[', ']', '@', '#', '"', '\'']);
        let name = name.split_once('|').map_or(name, |(note, _)| note);
        ctx.people.one_named(name).filter(|id| id != about)
    };
    let of_fields = || {
        let fields = item.fields.iter().filter(|field| FIELDS.contains(&field.key.as_str()));
        fields.flat_map(|field| field.value.split([',', '&'])).find_map(named)
    };
    let of_tags = || {
        // `#bob`, `#person/bob`, `#watch-out/bob`
        let rests = item.kinds.iter().filter(|(kind, _)| kind.is_feedback());
        let rests = rests.map(|(_, rest)| rest.as_str());
        let tags = item.tags.iter().map(String::as_str).chain(rests);
        tags.filter_map(|tag| tag.rsplit('/').next()).filter(|tag| !tag.is_empty()).find_map(named)
    };
    of_fields().or_else(of_tags)
}

/// Whom the words of feedback name as the one whom it is on, though they do not begin with the
/// name: behind small words alone, behind `by`, behind `praised`, or where a clause of critique
/// begins.
pub(crate) fn within(
    ctx: &Context<'_>,
    kind: Kind,
    text: &str,
    is_other: &dyn Fn(&PersonId) -> bool,
) -> Option<PersonId> {
    let lexicon = Lexicon::shipped();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let (mut small, mut last, mut before): (bool, String, &str) = (true, String::new(), "");
    for (count, word) in text.split_whitespace().take(MOST_WORDS).enumerate() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let lead = word.find(char::is_alphanumeric).unwrap_or(word.len());
        let rest = &text[start + lead..];
        let clause = before.ends_with([',', ';', '.', ':', '!', '–', '—', '-'])
            || lexicon.has("but_not", &last);
        let ends = || !rest.trim_end_matches(['.', '!', ')', '*', '_', ' ']).contains(' ');
        let of = || kind == Kind::HighFive && lexicon.has("done_of", &last) && ends();
        let done = lexicon.has("done_by", &last) || of();
        let told = points(&last);
        let may = small || done || told || kind == Kind::WatchOut && clause;
        let capital = rest.starts_with(char::is_uppercase);
        if (count > 0 || lead > 0) && may && capital && !lexicon.has("word_names", &bare(word)) {
            let plain = beginning(ctx, rest).filter(|(_, behind)| !is_own(behind));
            // `…, Bob says`, `from Bob: …`: he told it.
            let says = |behind: &str| {
                let next = behind.split_whitespace().next().unwrap_or("");
                !small && lexicon.has("reports", next)
                    || behind.starts_with(':') && lexicon.has("given_by", &last)
            };
            let found = match plain {
                Some((_, behind)) if says(behind) => None,
                Some((id, _)) => Some(id),
                None if small => owned_or_spoken(ctx, rest).map(|(id, _)| id),
                None => None,
            };
            if found.as_ref().is_some_and(is_other) {
                return found;
            }
        }
        let word = bare(word);
        small &= is_small(ctx, &word);
        last = word;
        before = &text[start..start + word_len(&text[start..])];
    }
    None
}

fn word_len(text: &str) -> usize {
    text.find(char::is_whitespace).unwrap_or(text.len())
}

fn is_own(behind: &str) -> bool {
    behind.starts_with("'s") || behind.starts_with("’s") || behind.starts_with('-')
}

/// `praised`, and not `to` or `about`.
fn points(word: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let lists = ["to", "for", "about", "reports"];
    lexicon.has("points_to", word) && !lists.iter().any(|list| lexicon.has(list, word))
        || lexicon.has("praised_whom", word)
}

/// A word before the one whom a line is on that says nothing itself: an article, a title, a letter
/// of a first name, `not`, somebody else's name.
fn is_small(ctx: &Context<'_>, word: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let lists = ["articles", "titles", "before_whom", "not", "but_not", "given_by", "about"];
    word.chars().count() < 2
        || lists.iter().any(|list| lexicon.has(list, word))
        || lexicon.has_written("or", &fold(word))
        || exact(ctx, word).is_some()
}

/// Whom critique begins with that is nobody alone: `the guys interrupt`, `they all interrupt`.
pub(crate) fn of_several(text: &str) -> Option<&str> {
    const MOST: usize = 4;
    let ends = text.char_indices().filter(|(_, c)| !c.is_alphanumeric() && *c != '\'');
    let ends: Vec<usize> = ends.map(|(at, _)| at).take(MOST).collect();
    let is_all = |end: &usize| Lexicon::shipped().has("several_people", &text[..*end]);
    let end = ends.into_iter().rev().find(is_all)?;
    // `all her tickets`
    let next = text[end..].trim_start().split(' ').next().unwrap_or("");
    let of_hers = ["third_person", "second_person", "articles", "spoken_of", "of", "owners.theirs"];
    let hers = of_hers.iter().any(|list| Lexicon::shipped().has(list, next));
    (!hers && !next.is_empty()).then_some(&text[..end])
}

/// Whom a heading or a line above names as the one whom what is below it is on, when it is not
/// `about`: `On Bob`, `Bob and Alice`, `Bob said`.
pub(crate) fn above(
    ctx: &Context<'_>,
    note: &Note,
    item: &Item,
    is_other: &dyn Fn(&PersonId) -> bool,
) -> Option<PersonId> {
    let parents = std::iter::successors(item.parent(), |at| note.items[*at].parent());
    let of_parents = parents.map(|at| ctx.own_text(&note.items[at]));
    let headings = note.heading_chain(item.heading());
    // What the heading of the talk itself names is who it is with.
    let of_headings = headings.take_while(|heading| ctx.person_of_heading(heading).is_none());
    let texts = of_parents.chain(of_headings.map(|heading| heading.text.clone()));
    texts.filter_map(|text| of_label(ctx, &text, is_other)).next()
}

fn of_label(
    ctx: &Context<'_>,
    text: &str,
    is_other: &dyn Fn(&PersonId) -> bool,
) -> Option<PersonId> {
    let text: String = text.chars().filter(|c| !"[]@*_".contains(*c)).collect();
    let words: Vec<&str> = text.trim_end_matches([':', ' ']).split_whitespace().collect();
    let lexicon = Lexicon::shipped();
    let mut small = true;
    for (at, word) in words.iter().enumerate() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let last = at.checked_sub(1).map_or("", |at| words[at]);
        if small || lexicon.has("about", last) {
            let found = beginning(ctx, &text[start..]).filter(|(_, behind)| !is_own(behind));
            if let Some((id, _)) = found.filter(|(id, _)| is_other(id)) {
                return Some(id);
            }
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        small &= is_small(ctx, bare) || lexicon.has_written("and", &fold(bare));
    }
    None
}

/// Whether praise is of the lead: `me!`, `to myself`, `I did well`.
pub(crate) fn is_of_lead(ctx: &Context<'_>, text: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let me = |word: &str| {
        lexicon.has("first_person", word)
            || lexicon.has("owners.bare", word)
            || matches!(ctx.people.who(word), Who::One(id) if ctx.people.is_me(&id))
    };
    if rest.is_empty() {
        return me(first);
    }
    let towards = crate::records::name_first::is_towards(first) && me(rest);
    let mut ends = rest.match_indices(' ').map(|(at, _)| at).chain([rest.len()]).take(6);
    towards || me(first) && ends.any(|end| lexicon.has("did_well", &rest[..end]))
}

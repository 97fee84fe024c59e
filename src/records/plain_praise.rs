//! Praise and critique of somebody whom a note plainly names, without `@` or a link, in notes that
//! are no 1-2-1: `Kudos to Raj for …`, `Raj did great at …`, `Raj: well done, …`.
//!
//! What is sure is praise. What may be praise is shown with a question, and what only says that
//! praise is to come is a line that names somebody, as is one that begins with the name.

use crate::kind::Kind;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::praise;
use crate::note::vocabulary::Sense;
use crate::people::people::Who;
use crate::records::name_first::{beginning, is_towards, joined, kind_of, names_joined};
use crate::records::record::Entry;
use crate::records::resolver::Context;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use std::borrow::Cow;

/// What such a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    /// Praise or critique of these people, in these words.
    Said(Kind, Vec<PersonId>, String),
    /// The same of somebody of this name, which several people have.
    OfSeveral(Kind, String),
    /// Perhaps praise of these people.
    Perhaps(Vec<PersonId>),
    /// It begins with their names.
    Named(Vec<PersonId>),
}

/// Words of praise are no more: `shout out for`.
const MOST_PRAISE_WORDS: usize = 3;
/// So many words of a sentence are looked at for praise that does not begin it.
const MOST_WORDS_BEFORE: usize = 24;

/// What a line says of those whom it plainly names.
pub(crate) fn plainly_said(ctx: &Context<'_>, note: &Note, at: usize) -> Option<Plain> {
    let item = &note.items[at];
    let text = match item.words.plain_words() {
        Some(words) => Cow::Borrowed(words),
        None => Cow::Owned(ctx.own_text(item)),
    };
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '+');
    let praises = praise::may_praise(text);
    let plus = text.strip_prefix("+1 ");
    let named = names_at(ctx, text).map(|(people, _)| people);
    if !praises && plus.is_none() && named.is_none() {
        return None;
    }
    // What a field says, or a box, or somebody else's own words, is not the lead's praise.
    let is_plain = item.task.is_none() && !item.quoted && item.fields.is_empty();
    if !is_plain {
        return named.filter(|_| item.task.is_none()).map(Plain::Named);
    }
    let found = match plus {
        Some(rest) => plus_one(ctx, rest),
        None => sentences(text).find_map(|sentence| {
            let first = sentence.start == 0;
            let praised = || of_sentence(ctx, text, &sentence);
            let did = || did_well(ctx, &text[sentence.start..]).filter(|_| first);
            let below = || below_praise(ctx, note, item, text).filter(|_| first);
            praised().filter(|_| praises).or_else(did).or_else(below)
        }),
    };
    let found = found.map(|found| match found {
        Plain::Said(kind, people, _) if !is_sure(ctx, note, item, text, &people) => {
            unsure(kind, people)
        }
        other => other,
    });
    found.or(named.map(Plain::Named))
}

/// Critique that is not sure is nothing more than a line that names somebody.
fn unsure(kind: Kind, people: Vec<PersonId>) -> Plain {
    if kind == Kind::HighFive { Plain::Perhaps(people) } else { Plain::Named(people) }
}

/// Whether nothing beside the praise takes it back or says that it is somebody else's.
fn is_sure(ctx: &Context<'_>, note: &Note, item: &Item, text: &str, people: &[PersonId]) -> bool {
    let lexicon = Lexicon::shipped();
    let mut named = item.mentions.iter().filter_map(|mention| ctx.person_of_mention(mention));
    if named.any(|id| !people.contains(&id)) {
        return false;
    }
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    if words.any(|word| lexicon.has("not_held_but", word)) {
        return false;
    }
    // A letter that somebody wrote praises for them.
    let is_letter = note.items.iter().any(|item| {
        let words = item.words.words_before_name();
        let head = words.split([':', ',', '\n']).next().unwrap_or("");
        let signed = |sign: char| words[head.len()..].starts_with(sign);
        let greets = || {
            let first = head.split(' ').next().unwrap_or("");
            lexicon.begins("greetings", first) && head.split(' ').count() <= MOST_PRAISE_WORDS + 1
        };
        head.len() <= 48
            && (signed(':') && lexicon.has("mail_headers", head) && head.len() > 2
                || signed(',') && greets())
    });
    !is_letter
}

/// A sentence of a text, by its bytes.
struct Sentence {
    start: usize,
    end: usize,
}

fn sentences(text: &str) -> impl Iterator<Item = Sentence> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let rest = &text[start..];
        let ends = [". ", "! ", "? ", "; ", ".\n", "!\n", "\n"];
        let end = ends.iter().filter_map(|end| Some(rest.find(end)? + 1)).min();
        let end = start + end.unwrap_or(rest.len());
        let from = start + (text[start..end].len() - text[start..end].trim_start().len());
        let sentence = Sentence { start: if start == 0 { 0 } else { from }, end };
        start = end;
        Some(sentence)
    })
}

/// Names that a text begins with, and the text behind them; nobody where one of them is the lead.
fn names_at<'t>(ctx: &Context<'_>, text: &'t str) -> Option<(Vec<PersonId>, &'t str)> {
    let (id, rest) = beginning(ctx, text)?;
    if rest.starts_with("'s") || rest.starts_with("’s") || rest.starts_with(['-', '@']) {
        return None;
    }
    let mut people = vec![id];
    let mut rest = rest;
    if let Some((more, _)) = joined(ctx, rest) {
        let (_, _, behind) = names_joined(ctx, rest)?;
        rest = &rest[rest.len() - behind.len()..];
        people.extend(more);
    }
    let month = || Lexicon::shipped().month_named(text.split([':', ' ']).next()?);
    let is_month = people.len() == 1 && month().is_some();
    (!is_month && !people.iter().any(|id| ctx.people.is_me(id))).then_some((people, rest))
}

/// Whether what stands behind a name in a sentence says something of that person.
fn says_of(text: &str, rest: &str) -> bool {
    let name = &text[..text.len() - rest.len()];
    let lexicon = Lexicon::shipped();
    let is_word = lexicon.has("word_names", name) || lexicon.knows_word(name);
    let verb = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
    rest.trim_start_matches(['*', '_']).starts_with(':') || verb && !is_word
}

/// Praise that a sentence begins with, that follows the name it begins with, or that stands in it.
fn of_sentence(ctx: &Context<'_>, text: &str, sentence: &Sentence) -> Option<Plain> {
    let words = text[sentence.start..sentence.end].trim_end();
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    if !praise::may_praise(words) {
        return None;
    }
    if let Some((people, rest)) = names_at(ctx, words)
        && let Some(found) = behind_names(ctx, &people, rest, text, sentence)
    {
        return Some(found);
    }
    let bare = without_more(words);
    if let Some((kind, verb, behind)) = praise_word(ctx, bare) {
        return addressed(ctx, kind, verb, behind, text, sentence);
    }
    if let Some(behind) = thanks(bare) {
        let (people, rest) = names_at(ctx, behind)?;
        let says = rest.chars().any(char::is_alphanumeric);
        return says.then_some(Plain::Perhaps(people));
    }
    within(ctx, words)
}

/// `: well done on the demo` behind names.
fn behind_names(
    ctx: &Context<'_>,
    people: &[PersonId],
    rest: &str,
    text: &str,
    sentence: &Sentence,
) -> Option<Plain> {
    let signed = rest.trim_start_matches([':', ' ', '-', '–', '—', ',', '*', '_']);
    if signed.len() == rest.len() || signed.is_empty() {
        return None;
    }
    let opening = ctx.words().opening_words(signed);
    let sorted = |sense: Sense| sense.kind().filter(|kind| kind.is_sorted_feedback());
    let (kind, rest) = match opening {
        Some(opening) => (sorted(opening.sense)?, opening.rest),
        // `Raj: kudos, the demo`
        None => {
            let (kind, _, behind) = praise_word(ctx, signed)?;
            (kind, behind)
        }
    };
    // `Raj: kudos to Ana` is said by Raj.
    if let Some((others, _)) = names_at(ctx, rest) {
        return Some(unsure(kind, others));
    }
    let said = whole_rest(ctx, rest, text, sentence);
    if asks(text, sentence) || said.is_empty() {
        return Some(unsure(kind, people.to_vec()));
    }
    Some(Plain::Said(kind, people.to_vec(), said))
}

/// Praise that begins a sentence, with the name of the one whom it is for right behind it.
fn addressed(
    ctx: &Context<'_>,
    kind: Kind,
    verb: bool,
    behind: &str,
    text: &str,
    sentence: &Sentence,
) -> Option<Plain> {
    let told = behind.trim_start_matches(['*', '_', ',', ':', '!', '-', '–', '—', ' ']);
    // `Praise Raj` may be what is to be done.
    let towards = told.split(' ').next().is_some_and(is_towards);
    let signed = behind.trim_start().len() > told.len();
    let whom = if towards { told.split_once(' ')?.1 } else { told };
    let Some((people, rest)) = names_at(ctx, whom) else {
        // Of two of one name nobody guesses.
        let name = crate::note::name::plain_names(whom).next()?;
        let several = whom.starts_with(crate::note::name::may_begin)
            && matches!(ctx.people.who(name), Who::Many(_));
        return several.then(|| Plain::OfSeveral(kind, name.to_owned()));
    };
    let bare = rest.trim_start_matches([':', ',', '!', '-', '–', '—', ' ', '.']);
    let signs = rest.len() - bare.len();
    let first = bare.split(' ').next().unwrap_or("");
    let for_it = Lexicon::shipped().has("praised_for", first) && bare.len() > first.len();
    // `Kudos to Raj Patel` may be for somebody else.
    let stranger = rest.starts_with(' ') && bare.starts_with(char::is_uppercase) && !for_it;
    let later = bare.split_whitespace().any(is_later);
    let unsigned =
        kind == Kind::WatchOut && !rest.starts_with([':', ' ']) || verb && !towards && !signed;
    if stranger || later || unsigned || asks(text, sentence) {
        return Some(unsure(kind, people));
    }
    if kind == Kind::WatchOut
        && (people.len() > 1 || !rest.trim_start().starts_with([':', '-', '–', '—']))
    {
        return Some(Plain::Named(people));
    }
    let said = if for_it { bare[first.len()..].trim_start() } else { bare };
    if said.is_empty() {
        // `Nice sketch. Kudos to Raj`: what it is for stands before.
        let before = text[..sentence.start].trim_end_matches(['.', '!', ' ', '\n']);
        return Some(match before.is_empty() || signs > 0 && rest.contains(':') {
            true => unsure(kind, people),
            false => Plain::Said(kind, people, before.to_owned()),
        });
    }
    let said = whole_rest(ctx, said, text, sentence);
    Some(Plain::Said(kind, people, said))
}

/// The words of a sentence with those of the sentences behind it, unless these name somebody else.
fn whole_rest(ctx: &Context<'_>, said: &str, text: &str, sentence: &Sentence) -> String {
    let behind = &text[sentence.end..];
    let mut words = behind.split(|c: char| !c.is_alphanumeric());
    let names = words.any(|word| crate::records::name_first::exact(ctx, word).is_some());
    match names || behind.trim().is_empty() {
        true => said.trim_end().to_owned(),
        false => format!("{}{behind}", said.trim_end()).replace('\n', " "),
    }
}

/// Whether a sentence is a question.
fn asks(text: &str, sentence: &Sentence) -> bool {
    text[sentence.start..sentence.end].trim_end().ends_with('?')
}

fn is_later(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    Lexicon::shipped().has("relative.tomorrow", word)
}

/// `Raj did great at the demo`.
fn did_well(ctx: &Context<'_>, text: &str) -> Option<Plain> {
    let (people, rest) = names_at(ctx, text)?;
    let rest = rest.strip_prefix(' ')?;
    let ends = rest.match_indices([' ', ',', '.', '!', ':', '\n']).map(|(at, _)| at);
    let mut ends = ends.chain([rest.len()]).take(MOST_PRAISE_WORDS * 3);
    let found = ends.any(|end| Lexicon::shipped().has("did_well", &rest[..end]));
    let asks = text.trim_end().ends_with('?');
    match found {
        true if asks => Some(Plain::Perhaps(people)),
        true => Some(Plain::Said(Kind::HighFive, people, rest.trim_end().to_owned())),
        false => None,
    }
}

/// `Raj: great demo` below `## Kudos`; without such a heading it is asked.
fn below_praise(ctx: &Context<'_>, note: &Note, item: &Item, text: &str) -> Option<Plain> {
    let (people, rest) = names_at(ctx, text)?;
    let rest = rest.trim_start_matches(['*', '_']);
    let said = rest.trim_start_matches([':', ' ', '-', '–', '—', '*', '_']);
    let first = said.split(' ').next().unwrap_or("");
    let for_it = rest.starts_with(' ') && Lexicon::shipped().has("praised_for", first);
    let signed = [":", " - ", " – ", " — "].iter().any(|sign| rest.starts_with(sign));
    if !(signed || for_it) || said.is_empty() {
        return None;
    }
    let praises = |text: &str| {
        let label = ctx.words().label_of(text);
        label.sense == Some(Sense::Kind(Kind::HighFive)) && label.names.is_empty()
    };
    let heading = item.heading().map(|at| note.headings[at].text.as_str());
    let parent = item.parent().and_then(|at| note.items[at].words.plain_words());
    let below = match parent {
        Some(parent) => praises(parent),
        None => heading.is_some_and(praises),
    };
    let said = if for_it { said[first.len()..].trim_start() } else { said };
    match below {
        true if text.trim_end().ends_with('?') => Some(Plain::Perhaps(people)),
        true => Some(Plain::Said(Kind::HighFive, people, said.trim_end().to_owned())),
        false => {
            let first = first.trim_end_matches(['!', ',', '.']);
            let great = signed && Lexicon::shipped().has("great", first);
            great.then_some(Plain::Perhaps(people))
        }
    }
}

/// `Raj for the fix` behind `+1`; without a reason it may be a voice, or one more who comes.
fn plus_one(ctx: &Context<'_>, rest: &str) -> Option<Plain> {
    let whom =
        rest.split_once(' ').filter(|(first, _)| is_towards(first)).map_or(rest, |two| two.1);
    let (people, rest) = names_at(ctx, whom)?;
    let rest = rest.trim_start_matches([',', ' ', ':']);
    let (first, said) = rest.split_once(' ').unwrap_or((rest, ""));
    let for_it = Lexicon::shipped().has("praised_for", first) && !said.is_empty();
    Some(match for_it {
        true => Plain::Said(Kind::HighFive, people, said.trim_end().to_owned()),
        false => Plain::Perhaps(people),
    })
}

/// A word of praise or critique at the beginning of a text, whether it is one that may be a verb,
/// and the text behind it.
fn praise_word<'t>(ctx: &Context<'_>, text: &'t str) -> Option<(Kind, bool, &'t str)> {
    let ends =
        text.char_indices().filter(|(_, c)| !c.is_alphanumeric() && *c != '-').map(|(at, _)| at);
    let ends: Vec<usize> = ends.take(MOST_PRAISE_WORDS).chain([text.len()]).collect();
    let found = ends.into_iter().rev().find_map(|end| {
        let kind = kind_of(ctx, &text[..end]).filter(|kind| kind.is_sorted_feedback())?;
        Some((kind, end))
    });
    let (kind, end) = found?;
    Some((kind, Lexicon::shipped().has("praise_verbs", &text[..end]), &text[end..]))
}

/// The text behind thanks.
fn thanks(text: &str) -> Option<&str> {
    let ends: Vec<usize> =
        text.match_indices([' ', ',']).map(|(at, _)| at).take(MOST_PRAISE_WORDS).collect();
    let end =
        ends.into_iter().rev().find(|end| Lexicon::shipped().has("thanked", &text[..*end]))?;
    let behind = text[end..].trim_start_matches([' ', ',']);
    let towards = behind.split_once(' ').filter(|(first, _)| is_towards(first));
    Some(towards.map_or(behind, |two| two.1))
}

/// A text without a word before praise that makes more of it: `big kudos`.
fn without_more(text: &str) -> &str {
    let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).take(2).collect();
    let more = |end: &usize| Lexicon::shipped().has("praise_more", &text[..*end]);
    let end = ends.into_iter().rev().find(more);
    end.map_or(text, |end| &text[end + 1..])
}

/// Praise within a sentence: `the client gave kudos to Raj`; what is only to come, or was not
/// given, is none.
fn within(ctx: &Context<'_>, text: &str) -> Option<Plain> {
    let lexicon = Lexicon::shipped();
    let starts = text.match_indices(' ').map(|(at, _)| at + 1).take(MOST_WORDS_BEFORE);
    for start in starts {
        let rest = &text[start..];
        let word = praise_word(ctx, rest).filter(|(kind, ..)| *kind == Kind::HighFive);
        let Some(behind) = word.map(|(_, _, behind)| behind).or_else(|| thanks(rest)) else {
            continue;
        };
        let told = behind.trim_start_matches([',', ':', ' ']);
        let to = told.split_once(' ').filter(|(first, _)| is_towards(first));
        let Some((people, rest)) = names_at(ctx, to.map_or(told, |two| two.1)) else { continue };
        let before = &text[..start];
        let words = || before.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        if words().any(|word| lexicon.has("no_praise", word)) {
            return None;
        }
        let to_come = words().any(|word| lexicon.has("praise_to_come", word));
        let later = rest.split_whitespace().any(is_later);
        return Some(if to_come || later { Plain::Named(people) } else { Plain::Perhaps(people) });
    }
    None
}

/// The word behind which praise says what it is for, and that was read off with the name before it:
/// without it `pour le client` would praise the client.
pub(crate) fn given_for(ctx: &Context<'_>, entry: &Entry<'_>, text: &str) -> Option<String> {
    let lexicon = Lexicon::shipped();
    let first = text.split([' ', '\'', '’']).next().unwrap_or("");
    if entry.kind != Kind::HighFive || !lexicon.has("articles", first) {
        return None;
    }
    let own = ctx.own_text(entry.item);
    let word = own[..own.find(text)?].trim_end().rsplit(' ').next()?;
    lexicon.has("praised_for", word).then(|| word.to_owned())
}

/// Whom a line names that is no praise: at its beginning, or beside praise that may be meant.
pub(crate) fn named_plainly(
    ctx: &Context<'_>,
    note: &Note,
    at: usize,
) -> Option<(Vec<PersonId>, bool)> {
    let item = &note.items[at];
    match plainly_said(ctx, note, at)? {
        Plain::Perhaps(people) => Some((people, true)),
        Plain::Said(..) | Plain::OfSeveral(..) => None,
        Plain::Named(people) => {
            let text = ctx.own_text(item);
            let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
            let begins = names_at(ctx, text).map(|(_, rest)| says_of(text, rest));
            begins.unwrap_or(true).then_some((people, false))
        }
    }
}

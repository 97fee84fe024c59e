//! The shape of a line's text: a day at its beginning, a label, a prompt of a template.

use crate::kind::Kind;
use crate::note::head_line;
use crate::note::item::{Item, Mention};
use crate::note::parse::Note;
use crate::note::tag_words;
use crate::note::vocabulary::{Vocabulary, split_opening};
use crate::note::words::Piece;
use crate::records::resolver::Context;
use crate::records::wording;
use crate::text::date::Day;
use crate::text::date_name;
use crate::text::date_parse::{self, Found};
use crate::text::lexicon::{Lexicon, key};
use crate::text::nested_days;
use crate::text::next_meeting;
use crate::text::span::fold;

/// The day at the beginning of a text, and the words behind it.
pub(crate) fn after_day<'t>(ctx: &Context<'_>, text: &'t str) -> (Option<Day>, &'t str) {
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '[' || c == '(') {
        return (None, text);
    }
    let bare = text.trim_start_matches(['[', '(']);
    match date_parse::leading_date(bare, ctx.config.date_order, None) {
        Some(Found::Day(day, span)) if span.start == 0 => {
            let rest =
                bare[span.end..].trim_start_matches([']', ')', ':', ',', ' ', '-', '–', '—']);
            if rest.is_empty() { (None, text) } else { (Some(day), rest) }
        }
        _ => (None, text),
    }
}

/// The kind that a tag in the words of a language says, and the words without it: `#elogio wrote
/// it`. It counts in 1-2-1s alone, as the word itself does.
pub(crate) fn tag_word(item: &Item, text: &str) -> Option<(Kind, String)> {
    // A tag that is nearly one of ours is asked.
    if !item.nearly.is_empty() {
        return None;
    }
    let (tag, kind) =
        item.tags.iter().find_map(|tag| Some((tag.as_str(), tag_words::kind_of_tag(tag)?)))?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
    let at = words.iter().position(|word| bare(word) == tag)?;
    let rest: Vec<&str> = [&words[..at], &words[at + 1..]].concat();
    (!rest.is_empty()).then(|| (kind, rest.join(" ")))
}

/// The kind that a link at the very beginning or end of a bullet names, where the whole link is the
/// word of the kind and nobody's name: `[[goal]] she wants …`, as outliners write a tag; and the
/// other words. `[[Goals]] were read` links to a note.
pub(crate) fn link_word(ctx: &Context<'_>, item: &Item) -> Option<(Kind, String)> {
    let kind_of = |mention: &Mention| {
        let [name] = mention.names.as_slice() else { return None };
        let kind = tag_words::kind_of_tag(name).filter(|_| !mention.at && is_small(name))?;
        ctx.people.person_of_mention(mention).is_none().then_some(kind)
    };
    if !item.listed || item.task.is_some() || item.mentions.is_empty() {
        return None;
    }
    let is_words = |piece: &Piece<'_>| match piece {
        Piece::Words(words) => !words.trim().is_empty(),
        Piece::Mention(_) => true,
    };
    let pieces: Vec<Piece<'_>> = item.words.pieces().filter(is_words).collect();
    let edges = [pieces.first(), pieces.last()];
    let (at, kind) = edges.into_iter().flatten().find_map(|piece| match piece {
        Piece::Mention(at) => Some((*at, kind_of(&item.mentions[*at])?)),
        Piece::Words(_) => None,
    })?;
    let own = |mention: &Mention| std::ptr::eq(mention, &raw const item.mentions[at]);
    let rest = item.text_with_names(|mention| match own(mention) {
        true => String::new(),
        false => wording::in_sentence(mention, ctx.people, ctx.layout),
    });
    let rest = rest.trim_matches([':', ' ', '-', '–', '—']).to_owned();
    (rest.split_whitespace().nth(1).is_some()).then_some((kind, rest))
}

fn is_small(word: &str) -> bool {
    !word.contains(char::is_uppercase)
}

/// Whether critique follows in the same line, behind a sign and with a label of its own: `…; Watch
/// out: late`, `… <br>Watch out: late`.
pub(crate) fn also_critique(words: &Vocabulary, text: &str) -> bool {
    const APART: &[&str] = &[
        "; ", "<br>", "<br/>", "<br />", " / ", " | ", ". ", "! ", ", ", " – ", " — ", " - ", " + ",
    ];
    if !text.contains(':') {
        return false;
    }
    let is_critique = |part: &str| {
        let part = part.trim_start_matches(['-', '*', '_', ' ']);
        let bound =
            part.split_once(' ').filter(|(word, _)| Lexicon::shipped().has("going_on", word));
        let part = bound.map_or(part, |(_, rest)| rest);
        let opening = part.contains(':').then(|| words.opening_words(part)).flatten();
        opening.is_some_and(|opening| {
            let head = &part[..part.len() - opening.rest.len()];
            !opening.sign
                && head.contains(':')
                && opening.sense.sorted_kind() == Some(Kind::WatchOut)
        })
    };
    let behind = |sign: &&str| text.split(*sign).skip(1).any(is_critique);
    // `great demo Watch out: late`, where a line break of HTML stood.
    let large = |(at, _): (usize, &str)| {
        let part = &text[at + 1..];
        part.starts_with(char::is_uppercase) && is_critique(part)
    };
    APART.iter().any(behind) || text.match_indices(' ').any(large)
}

/// Whether a bullet heads a part of an outline of talks: a day, a month, a number and somebody's
/// name.
pub(crate) fn heads_outline(ctx: &Context<'_>, text: &str) -> bool {
    const LONGEST: usize = 40;
    let text = text.trim_matches(['*', '_', ':', ' ']);
    if text.len() > LONGEST {
        return false;
    }
    let named = || nested_days::behind_any_number(text).map(str::trim);
    head_line::is_months(text)
        || text.bytes().any(|byte| byte.is_ascii_digit())
            && (date_name::is_day_alone(text, Day::new(2026, 1, 1))
                || named().is_some_and(|name| ctx.people.one_named(name).is_some()))
}

/// Whether a bullet only parts what stands below it: `Short term` above goals.
pub(crate) fn is_group(note: &Note, at: usize, text: &str) -> bool {
    let bare = text.trim().trim_matches(['*', '_', ':']);
    note.children_of(at).next().is_some() && Lexicon::shipped().has("goal_groups", bare)
}

/// Whether a text may begin with a sign or a label; most lines begin with neither.
pub(crate) fn may_be_pole(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|c| !c.is_ascii_alphabetic()) || text.contains(':')
}

/// Praise or critique in a picture that means nothing else: `👏`, `🚩`.
pub(crate) fn thumb(text: &str) -> Option<bool> {
    let first = text.trim_start_matches(['*', '_']).chars().next()?;
    match () {
        () if "👍👏🙌🎉🌟".contains(first) => Some(true),
        () if "👎🚩".contains(first) => Some(false),
        () => None,
    }
}

/// Whether there is any mark of emphasis in an item: a bullet without one is no label.
pub(crate) fn has_marks(item: &Item) -> bool {
    let marks = ['*', '_'];
    item.words.pieces().any(|piece| matches!(piece, Piece::Words(words) if words.contains(marks)))
        || item.mentions.iter().any(|mention| mention.names.iter().any(|n| n.contains(marks)))
}

/// Nothing but bold words: `**Next steps**`; a block's text ends before the marks that close it.
pub(crate) fn is_bold(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    let inside = |mark: &str| {
        let inner = text.strip_prefix(mark).map(|rest| rest.strip_suffix(mark).unwrap_or(rest));
        inner.is_some_and(|inner| !inner.trim().is_empty() && !inner.contains(mark))
    };
    inside("**") || inside("__")
}

/// Whether a line is a step of an objective: `KR1: …`, `KR 2 - …`, `Key result: …`.
pub(crate) fn is_key_result(text: &str) -> bool {
    let Some((label, _)) = split_opening(text.trim_start_matches(['*', '_'])) else { return false };
    let bare = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '.');
    Lexicon::shipped().has("key_results", bare)
}

/// The words of an objective behind its number: `O1: pass it`, `O2 - pass it`.
pub(crate) fn objective(text: &str) -> Option<&str> {
    let (label, rest) = split_opening(text.trim_start_matches(['*', '_']))?;
    let number = label.strip_prefix('O')?;
    let short = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (short && !rest.is_empty()).then_some(rest)
}

/// A line that heads others: it ends with a colon, or is bold as a whole.
pub(crate) fn is_label_text(text: &str) -> bool {
    let text = text.trim();
    is_bold(text) || text.trim_end_matches(['*', '_', ' ']).ends_with(':')
}

/// The sort and the title of a callout, of the line that begins one: `[!goal]- Goals`.
pub(crate) fn callout<'t>(item: &Item, text: &'t str) -> Option<(&'t str, &'t str)> {
    if !item.quoted {
        return None;
    }
    let (sort, title) = text.strip_prefix("[!")?.split_once(']')?;
    Some((sort, title.trim_start_matches(['+', '-']).trim()))
}

/// Whether a line that is no list item may head the list right below it without a colon: `Goals`,
/// `Next steps`.
pub(crate) fn may_head_list(note: &Note, at: usize, text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    let (item, Some(next)) = (&note.items[at], note.items.get(at + 1)) else { return false };
    let below = next.place.line.saturating_sub(item.place.line);
    // `🎯 Goals`
    let text = text.trim_start_matches(|c: char| c == ' ' || !c.is_ascii() && !c.is_alphanumeric());
    let is_list = next.listed && next.parent().is_none() && next.heading() == item.heading();
    is_list
        && (1..=2).contains(&below)
        && !item.listed
        && text.starts_with(char::is_uppercase)
        && text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
        && text.split_whitespace().count() <= MOST_WORDS
}

/// Words in italics and nothing else; a block's text ends before the marks that close it.
pub(crate) fn is_in_italics(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    let inside = |mark: char| {
        let inner = text.strip_prefix(mark).map(|rest| rest.strip_suffix(mark).unwrap_or(rest));
        inner.is_some_and(|inner| inner.len() > 1 && !inner.contains(mark))
    };
    inside('*') || inside('_')
}

/// A prompt of a template: words in italics as a whole, or a question that nobody answered.
pub(crate) fn is_prompt(item: &Item, text: &str) -> bool {
    let text = text.trim();
    is_in_italics(text) || (item.quoted && text.ends_with('?')) || text == "..." || text == "…"
}

/// Whether a heading names for whom what stands below it is: `For Lena`.
pub(crate) fn says_for(heading: &str) -> bool {
    let first = heading.trim_matches(['*', '#', ' ']).split(' ').next().unwrap_or("");
    let owner = || Lexicon::shipped().has("owner_marks", first.trim_end_matches(':'));
    Lexicon::shipped().has("for", first) || owner()
}

/// Whether an arrow begins an item: `- -> me: call`.
pub(crate) fn begins_with_arrow(item: &Item) -> bool {
    let first = item.words.pieces().next();
    matches!(first, Some(Piece::Words(words))
        if ["->", "→", "=>", "➡"].iter().any(|arrow| words.trim_start().starts_with(arrow)))
}

/// `Sam → draft`: what stands before the first arrow and what behind it.
pub(crate) fn split_at_arrow(words: &str) -> Option<(&str, &str)> {
    let arrows = ["→", "->", "=>", "⇒", "➡️", "➔"];
    let first = arrows.iter().filter_map(|arrow| Some((words.find(arrow)?, arrow.len()))).min()?;
    let (name, rest) = (words[..first.0].trim(), words[first.0 + first.1..].trim());
    (!name.is_empty() && !rest.is_empty()).then_some((name, rest))
}

/// What stands behind a name, without the sign between.
pub(crate) fn behind_name(text: &str) -> &str {
    let signs = |c: char| "]) :-–—,→➔⇒➡\u{fe0f}".contains(c);
    // Marks that touch the name end there; those behind a blank begin the words.
    let text = text.trim_start_matches(['*', '_', ']', ')', ':']).trim_start_matches(signs);
    text.strip_prefix("> ").or_else(|| text.strip_prefix("=> ")).unwrap_or(text).trim_start()
}

/// Whether words say that somebody does it who is neither of the two: `Carol will send it`.
pub(crate) fn names_somebody(text: &str) -> bool {
    let words: Vec<&str> = text.splitn(4, ' ').collect();
    let ends = [1, 2].into_iter().filter(|count| words.len() > count + 1);
    let verb = |word: &str| word != "to" && Lexicon::shipped().has("owner_verbs", word);
    ends.into_iter().any(|count| verb(words[count]) && is_name_like(&words[..count].join(" ")))
}

/// A capital letter, and no more than two words of letters alone.
pub(crate) fn is_name_like(text: &str) -> bool {
    let text = text.trim();
    let words: Vec<&str> = text.split(' ').collect();
    let capital = |word: &&str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.clone().next().is_some_and(char::is_lowercase)
            && chars.all(|c| c.is_alphabetic() || c == '-' || c == '\'')
    };
    words.len() <= 2 && words.iter().all(capital) && !Lexicon::shipped().has("due", &key(text))
}

/// Whether a line says when the next 1-2-1 is.
pub(crate) fn says_when(ctx: &Context<'_>, text: &str) -> bool {
    next_meeting::read_next(text, ctx.config.date_order, ctx.today).is_some()
}

/// What would help, behind a word for it: `path: …`, `**Piste :** …`.
pub(crate) fn path_of(text: &str) -> Option<&str> {
    let bare = text.trim_start_matches([' ', '\u{a0}', '*', '_']);
    let first = &bare[..bare.find(|c: char| !c.is_alphanumeric()).unwrap_or(bare.len())];
    if first.is_empty() || !Lexicon::shipped().begins("path", first) {
        return None;
    }
    let (word, path) = bare.split_once(':')?;
    let word = word.trim_matches(['*', '_', ' ', '\u{a0}', '\u{202f}']);
    let path = path.trim_matches(['*', '_', ' ', ':', '\u{a0}']);
    (Lexicon::shipped().has("path", word) && !path.is_empty()).then_some(path)
}

/// The signs behind which a sentence, or a part of one, begins.
const ENDS: &[char] = &['.', '!', '?', ';', ',', '–', '—', '-', '(', '/', '→'];

/// The words before the path that a text goes on with, and the path: `… . Weg: …`, `… (Piste : …)`.
pub(crate) fn path_behind(text: &str) -> Option<(String, String)> {
    let mut starts = text.match_indices(ENDS).map(|(at, sign)| at + sign.len());
    let found = starts.find_map(|start| {
        let apart = text[..start].ends_with(['(', '–', '—', '→']);
        let begins = text[start..].starts_with([' ', '\u{a0}', '*', '_']) || apart;
        Some((start, path_of(&text[start..]).filter(|_| begins)?))
    });
    let (start, path) = found?;
    let before = text[..start].trim_end_matches(|c: char| c == ' ' || ENDS.contains(&c));
    let before = match text[..start].ends_with(['!', '?']) {
        true => &text[..start],
        false => before,
    };
    let in_brackets = text[..start].ends_with('(');
    let path = path.strip_suffix(')').filter(|_| in_brackets).unwrap_or(path).trim_end();
    (!before.is_empty()).then(|| (before.to_owned(), path.to_owned()))
}

/// The words behind what may head critique, where a path stands behind them: `Careful: commits at
/// night. Path: laptop shut at seven`.
pub(crate) fn critique_with_path(text: &str) -> Option<&str> {
    let (head, rest) = split_opening(text.trim_start_matches(['*', '_']))?;
    let may_be = || Lexicon::shipped().has("may_be_critique", head);
    (may_be() && path_behind(rest).is_some()).then_some(rest)
}

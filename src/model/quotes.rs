//! What was said in a 1-2-1 in its own words: the plain lines of its note.
//!
//! No line that is an item already (a promise, a goal, an answer), no label, no field, nothing
//! below a heading or a line that is closed to others. The next prep begins with the first of them.
//! What a tool put there (the head of a mail, an invitation, a transcript) is not what was said.

use crate::kind::{Audience, Kind};
use crate::model::model::Mentioned;
use crate::model::pasted;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::people::meeting::is_silence;
use crate::people::next_said;
use crate::records::audience::{self, Heard};
use crate::records::practice;
use crate::records::record::{By, Entry};
use crate::records::resolver::Context;
use crate::records::wording;
use crate::text::next_meeting;
use crate::text::one_on_one;
use crate::text::span::comparable_words;
use std::collections::BTreeMap;

/// So many lines of one 1-2-1 are kept: three are shown, and how many more there are is told.
const MOST_OF_A_MEETING: usize = 12;
/// A paragraph of more characters than this is told sentence by sentence.
const LONG_PARAGRAPH_CHARS: usize = 120;
/// A line of so few words above others is the label of what stands below it.
const MOST_LABEL_WORDS: usize = 3;

/// Words before a colon that say when, where and who, not what was said.
const ABOUT_THE_MEETING: &[&str] = &[
    "date",
    "time",
    "when",
    "where",
    "with",
    "who",
    "location",
    "place",
    "duration",
    "attendees",
    "participants",
    "present",
    "tags",
    "type",
    "status",
    "next 1 1",
    "last 1 1",
    "next 1 2 1",
    "next meeting",
    "template",
    "agenda",
    "season",
    "held",
    "met",
    "mood",
    "energy",
];

/// The plain lines of the 1-2-1s in a note, in order.
pub(crate) fn own_words(ctx: &Context<'_>, note: &Note, entries: &[Entry<'_>]) -> Vec<Mentioned> {
    if ctx.is_closed_whole(note) {
        return Vec::new();
    }
    let (heard, front) = (ctx.heard_in(note), audience::front_word(note));
    let known: Vec<usize> = entries
        .iter()
        .filter(|entry| !is_agenda_bullet(ctx, entry))
        .map(|entry| entry.at)
        .collect();
    let is_known = |at: usize| {
        std::iter::successors(Some(at), |at| note.items[*at].parent())
            .any(|at| known.binary_search(&at).is_ok())
    };
    let mut of_meeting: BTreeMap<usize, usize> = BTreeMap::new();
    let mut turns: BTreeMap<usize, usize> = BTreeMap::new();
    let mut private: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut lines = Vec::new();
    for (at, item) in note.items.iter().enumerate() {
        if is_known(at) || !is_plain(item) || is_title(ctx, item) {
            continue;
        }
        let Some(meeting) = ctx.meetings.at_item(note, at) else { continue };
        // Below a bullet that is the head of a 1-2-1 stands what is said in it.
        let bullet = ctx.meetings.all[meeting].bullet;
        if item.parent().is_some() && item.parent() != bullet
            || bullet == Some(at) && is_head_alone(ctx, note, at)
        {
            continue;
        }
        let is_closed = |at: usize| heard.get(at).is_some_and(Heard::is_closed);
        if is_closed(at) || front == Some(Audience::Lead) {
            // Never its words; that there are some is told.
            let lines = wording::said_in_lines(item, ctx.people, ctx.layout);
            let says = lines.iter().filter(|line| says_something(line)).count();
            if says > 0 && front != Some(Audience::Lead) {
                private.entry(meeting).or_insert((0, at)).0 += says;
            }
            continue;
        }
        let is_left_out = |at: usize| is_known(at) || is_closed(at);
        let Some(text) = quoted_words(ctx, note, at, &is_left_out) else { continue };
        if pasted::is_head_of_mail(&text) || pasted::is_invitation(&text) {
            continue;
        }
        let mut line = |text: &str| {
            let meeting = &ctx.meetings.all[meeting];
            lines.push(Mentioned {
                people: vec![meeting.person.clone()],
                text: text.to_owned(),
                nearly: Vec::new(),
                date: Some(meeting.date),
                source: ctx.source(note, at),
                said_there: true,
                private: 0,
            });
        };
        let spoken = pasted::speaker_turns(&text);
        if spoken > 0 {
            // Told once for all of its lines, when all are known.
            if turns.insert(meeting, turns.get(&meeting).unwrap_or(&0) + spoken).is_none() {
                line(&text);
            }
            continue;
        }
        let lines = match item.listed {
            true => Vec::new(),
            false => wording::said_in_lines(item, ctx.people, ctx.layout),
        };
        // Of a paragraph of several lines each is a thought of its own.
        let lines = match lines.len() {
            0 | 1 => vec![text],
            _ => lines.into_iter().filter(|line| tells(line)).collect(),
        };
        let told = lines.iter().flat_map(|line| match item.listed {
            true => vec![line.as_str()],
            false => sentences(line),
        });
        for text in told {
            let count = of_meeting.entry(meeting).or_default();
            *count += 1;
            if *count <= MOST_OF_A_MEETING {
                line(text);
            }
        }
    }
    told_once(ctx, note, &turns, &mut lines);
    for (meeting, (count, at)) in private {
        let meeting = &ctx.meetings.all[meeting];
        lines.push(Mentioned {
            people: vec![meeting.person.clone()],
            text: String::new(),
            nearly: Vec::new(),
            date: Some(meeting.date),
            source: ctx.source(note, at),
            said_there: true,
            private: count,
        });
    }
    lines
}

/// Whether a line is a bullet below a heading for topics in a held 1-2-1: what was said there. One
/// for the next time is a topic still.
fn is_agenda_bullet(ctx: &Context<'_>, entry: &Entry<'_>) -> bool {
    let held = entry.meeting.is_some_and(|at| ctx.meetings.all[at].held);
    let plain = entry.by == By::Heading && entry.item.task.is_none();
    held && plain && entry.kind == Kind::Topic && !practice::is_for_next_time(ctx, entry)
}

/// Whether the bullet above a 1-2-1 only names it: `1:1 Priya`.
fn is_head_alone(ctx: &Context<'_>, note: &Note, at: usize) -> bool {
    let own = ctx.own_text(&note.items[at]);
    let few = own.split_whitespace().count() <= MOST_LABEL_WORDS;
    note.children_of(at).next().is_some() && (few || own.trim_end().ends_with(':'))
}

/// Whether a line of a paragraph says something by itself.
fn tells(line: &str) -> bool {
    says_something(line) && !is_about_meeting(line) && !is_silence(line)
}

/// A transcript is told by its length: what was said in it is a matter of hundreds of lines. One
/// line that only looks like one is a line.
fn told_once(
    ctx: &Context<'_>,
    note: &Note,
    turns: &BTreeMap<usize, usize>,
    lines: &mut [Mentioned],
) {
    for (meeting, count) in turns.iter().filter(|(_, count)| **count > 1) {
        let meeting = &ctx.meetings.all[*meeting];
        let of_it = |line: &&mut Mentioned| {
            line.source.path == note.path
                && line.date == Some(meeting.date)
                && line.people.contains(&meeting.person)
                && pasted::speaker_turns(&line.text) > 0
        };
        if let Some(line) = lines.iter_mut().find(of_it) {
            line.text = format!("a transcript of {count} lines");
        }
    }
}

/// Whether a line is the title of a callout that says what stands below it: `[!todo] Actions`.
fn is_title(ctx: &Context<'_>, item: &Item) -> bool {
    let title = || item.words.words_before_name().strip_prefix("[!")?.split_once(']');
    let title = item.quoted.then(title).flatten().map(|(_, title)| title);
    let title = title.map(|title| title.trim_start_matches(['+', '-', ' ']));
    title.is_some_and(|title| title.is_empty() || ctx.words().label_of(title).sense.is_some())
}

/// No box, no kind, no field, not struck through.
fn is_plain(item: &Item) -> bool {
    item.task.is_none() && item.kind().is_none() && item.fields.is_empty() && !item.struck
}

/// The words of a line; those of a label and of what stands below it; `None` when it says nothing.
fn quoted_words(
    ctx: &Context<'_>,
    note: &Note,
    at: usize,
    is_left_out: &dyn Fn(usize) -> bool,
) -> Option<String> {
    let item = &note.items[at];
    let own = ctx.own_text(item);
    let label = own.trim_end_matches([':', '*', '_', ' ']);
    let is_label = own.trim_end().trim_end_matches(['*', '_']).ends_with(':')
        || label.split_whitespace().count() <= MOST_LABEL_WORDS;
    let below = || {
        let children =
            note.children_of(at).filter(|(at, child)| !is_left_out(*at) && is_plain(child));
        let texts = children.map(|(_, child)| ctx.own_text(child));
        texts.filter(|text| says_something(text)).collect::<Vec<String>>()
    };
    if is_label && note.children_of(at).next().is_some() {
        let below = below();
        return (!below.is_empty()).then(|| format!("{label}: {}", below.join("; ")));
    }
    // A label that nothing belongs to: what it is above stands in boxes.
    let is_bare_label = || ctx.config.vocabulary().label_of(&own).sense.is_some();
    // `Keep: the rota`, `Kudos, the demo` say something beside the label.
    let behind = own.split_once(':').map(|(_, rest)| rest.trim_matches(['*', '_', ' ']));
    let says_more = behind
        .is_some_and(|rest| rest.contains(char::is_alphabetic) && !is_silence(rest))
        || item.listed && own.contains(", ");
    let few = label.split_whitespace().count() <= MOST_LABEL_WORDS;
    if few && !says_more && is_bare_label() {
        return None;
    }
    // A question alone is the lead's own, asked to everybody.
    let says = says_something(&own) || item.listed && is_word(&own) || draws_word(&own);
    if !says || (item.quoted && own.ends_with('?')) || is_about_meeting(&own) {
        return None;
    }
    if is_silence(&own) || tells_another_day(ctx, note, item, &own) {
        return None;
    }
    Some(own)
}

/// `reorg`: a bullet of one word, which is how people note a topic.
fn is_word(text: &str) -> bool {
    const SHORTEST: usize = 4;
    let word = text.trim();
    word.chars().count() >= SHORTEST && word.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// `👏 demo`: a picture and a word.
fn draws_word(text: &str) -> bool {
    let drawn = |c: char| !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace();
    let letters = || text.chars().filter(|c| c.is_alphabetic()).count();
    text.starts_with(drawn)
        && !"•–—“„«".contains(text.chars().next().unwrap_or(' '))
        && letters() > 1
}

/// Two words at least, one of them with letters.
fn says_something(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    // `Next steps:**` is a label in bold, whose marks stand with its words.
    let label = text.trim_end_matches(['*', '_', ' ']).ends_with(':');
    words.count() >= 2 && text.chars().any(char::is_alphabetic) && !label
}

/// `next 1-1 on 3 Dec`, `Last 1:1: 13 Oct`, and a day below `## Next 1:1`: when another one is.
fn tells_another_day(ctx: &Context<'_>, note: &Note, item: &Item, own: &str) -> bool {
    let order = ctx.config.date_order;
    let gives_day = |text: &str, end: usize| {
        next_meeting::behind_label(&text[end..], order, ctx.today).is_some()
    };
    let words = || next_said::next_meeting_words(note, item);
    [Some(own.to_owned()), words()]
        .into_iter()
        .flatten()
        .any(|text| next_meeting::next_label(&text).is_some_and(|(_, end)| gives_day(&text, end)))
}

fn is_about_meeting(text: &str) -> bool {
    // The colon of `Last 1:1` ends no label.
    let plain = text.replace("1:1", "1-1");
    let head = plain.split_once(':').map(|(head, _)| comparable_words(head));
    let words = comparable_words(text);
    let mood = words.strip_prefix("mood ").or(words.strip_prefix("energy "));
    mood.is_some_and(|rest| rest.parse::<u8>().is_ok())
        || is_its_name(text)
        || head.is_some_and(|head| ABOUT_THE_MEETING.contains(&head.as_str()))
}

/// `1:1 with Priya`: what the meeting is called, not what was said in it.
fn is_its_name(text: &str) -> bool {
    const MOST_WORDS: usize = 5;
    let Some(word) = one_on_one::find_word(text).filter(|word| word.start == 0) else {
        return false;
    };
    let mut rest = text[word.end..].split_whitespace();
    rest.next().is_some_and(|word| ["with", "mit", "avec", "con", "met"].contains(&word))
        && text.split_whitespace().count() <= MOST_WORDS
}

/// The sentences of a long paragraph, each of which is a line of its own; a short one as it is.
fn sentences(text: &str) -> Vec<&str> {
    if text.chars().count() <= LONG_PARAGRAPH_CHARS {
        return vec![text];
    }
    let mut rest = text;
    let mut all = Vec::new();
    while !rest.is_empty() {
        let first = first_sentence(rest);
        all.push(first);
        rest = rest[first.len()..].trim_start();
    }
    all
}

/// The first sentence of a text.
fn first_sentence(text: &str) -> &str {
    let ends =
        text.match_indices(['.', '!', '?', '。', '！', '？']).map(|(at, sign)| at + sign.len());
    let is_end = |end: &usize| {
        let rest = &text[*end..];
        let begins = rest.trim_start().chars().next();
        // `e.g. this` and `2.5` end no sentence.
        (rest.starts_with(' ') && begins.is_some_and(|c| !c.is_lowercase()))
            || text[..*end].ends_with(['。', '！', '？'])
    };
    let mut ends = ends.filter(is_end);
    // `Dr. Kim said …` is no sentence after three characters.
    ends.find(|end| text[..*end].split_whitespace().count() >= 3).map_or(text, |end| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_paragraph_is_told_by_its_sentences() {
        let tail = "and then the story goes on for so long that nobody would read it on a prep, "
            .repeat(2);
        let check = |heads: &[&str]| {
            let text = format!("{} {}", heads.join(" "), tail.replacen("and", "And", 1));
            assert_eq!(sentences(&text)[..heads.len()], *heads, "{text}");
        };
        check(&["She wants to lead the next migration."]);
        check(&["Is it 2.5 or 3 days a week, e.g. in spring?", "He asks on Monday."]);
        check(&["Dr. Kim said no!", "She is glad of it."]);
        assert_eq!(sentences("Short. Two."), ["Short. Two."]);
        assert_eq!(sentences(&tail).len(), 1, "no end, no cut");
    }

    #[test]
    fn what_says_something() {
        for (text, says) in [
            ("tired of the alerts", true),
            ("ok", false),
            ("- -", false),
            ("12 30", false),
            ("Notes:", false),
            ("Next Steps / Actions:**", false),
            ("*Offene Punkte:*", false),
            ("**very** tired", true),
            ("müde, Pager", true),
        ] {
            assert_eq!(says_something(text), says, "{text}");
        }
        assert!(is_about_meeting("mood 2?") && !is_about_meeting("mood is low"));
        assert!(is_about_meeting("*Last 1:1: 2026-10-13 (14 days ago)*"));
        assert!(is_about_meeting("Next 1:1: 2 Dec") && !is_about_meeting("a 1:1 with Bo: good"));
        assert!(is_about_meeting("1:1 with Priya 1on1") && is_about_meeting("1-1 mit Jo"));
        assert!(!is_about_meeting("1:1 with Priya was long and we laughed"));
        assert!(is_about_meeting("Date: 24 Nov") && is_about_meeting("Attendees: A, B"));
        assert!(!is_about_meeting("Work: too many alerts") && !is_about_meeting("no colon"));
    }
}

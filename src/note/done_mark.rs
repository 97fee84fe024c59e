//! Signs and words by which people say of a box that it is done, or dropped, without ticking it:
//! `@done(2026-11-20)`, `✔`, `(done 20 Nov)`, `→ done`, `[status:: done]`.
//!
//! Only what stands apart from the words counts: `get the deck done` is still to be done.

use crate::note::head_line::is_day;
use crate::text::lexicon::Lexicon;

/// What such a mark says, and where it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DoneMark<'t> {
    /// `done` or `dropped`, as fields of ours are called.
    pub(crate) key: &'static str,
    /// The day, as written; empty where none stands there.
    pub(crate) day: &'t str,
    /// Its first byte, and the one behind its last.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Signs of what is done.
const TICKS: &[&str] = &["✅", "✔", "✓", "☑", "🗹", ":white_check_mark:", ":heavy_check_mark:"];

/// Signs of what is given up.
const CROSSES: &[&str] = &["❌", "✖", "✗"];
/// A shorter word in capital letters may be an abbreviation.
const LEAST_LOUD: usize = 3;

/// Words between a word and its day: `done on 20 Nov`, `erledigt am 20.11.`.
const ON: &[&str] = &["on", "am", "le", "el", "em", "il", "op", "a", "in", "im", "en"];

/// The mark behind the words of a text, or before them.
pub(crate) fn find(text: &str) -> Option<DoneMark<'_>> {
    at_end(text).or_else(|| at_begin(text)).filter(|mark| {
        let rest = [&text[..mark.start], &text[mark.end..]];
        rest.iter().any(|rest| rest.contains(char::is_alphabetic))
    })
}

/// What a field says that is called as those words are: `[completed:: 2026-11-20]`, `[status::
/// done]`, `[done:: yes]`.
pub(crate) fn of_field(key: &str, value: &str) -> Option<(&'static str, String)> {
    let lexicon = Lexicon::shipped();
    let says = |value: &str| lexicon.has("columns.done", value) || lexicon.has("done_words", value);
    let yes = || value.eq_ignore_ascii_case("true") || says(value) || is_tick(value);
    match key {
        "status" | "state" if says(value) => Some(("done", String::new())),
        "status" | "state" if lexicon.has("columns.dropped", value) => {
            Some(("dropped", String::new()))
        }
        "status" | "state" => None,
        "done" => yes().then(|| ("done", String::new())),
        _ if !lexicon.has("done_words", key) && !lexicon.has("columns.done", key) => None,
        _ if is_day(value) => Some(("done", value.to_owned())),
        _ => yes().then(|| ("done", String::new())),
    }
}

fn is_tick(text: &str) -> bool {
    TICKS.contains(&text.trim_end_matches('\u{fe0f}'))
}

fn at_end(text: &str) -> Option<DoneMark<'_>> {
    let bare = text.trim_end_matches([' ', '.', '!']);
    let mark = |start: usize, (key, day)| {
        // `write it. - Done.`, `write it -- DONE`: the signs between are of the mark.
        let words = text[..start].trim_end();
        let signs = |c: char| c == ' ' || c == '-' || c == '–' || c == '—';
        Some(DoneMark { key, day, start: words.trim_end_matches(signs).len(), end: text.len() })
    };
    // `✔`, `✅ 20.11.2026`
    let sign = TICKS.iter().filter_map(|sign| Some((bare.rfind(sign)?, sign.len()))).max();
    if let Some((at, len)) = sign {
        let day = bare[at + len..].trim_start_matches('\u{fe0f}').trim();
        if day.is_empty() || is_day(day) {
            return mark(at, ("done", day));
        }
    }
    // `❌`, `(❌)`
    let cross = bare.trim_end_matches(')');
    if let Some(before) = CROSSES.iter().find_map(|sign| cross.strip_suffix(sign)) {
        return mark(before.trim_end_matches('(').len(), ("dropped", ""));
    }
    // `write it DONE`, not `GET IT DONE`
    if let Some((before, word)) = bare.rsplit_once(' ')
        && word.len() > LEAST_LOUD
        && is_loud(word)
        && before.contains(char::is_lowercase)
        && let Some(key) = state_of_word(word)
    {
        return mark(before.len(), (key, ""));
    }
    // `@done(2026-11-20)`, `@done`, `#done`
    if let Some(at) = bare.rfind(['@', '#'])
        && (at == 0 || bare[..at].ends_with([' ', '(']))
    {
        let (word, day) = match bare[at + 1..].split_once('(') {
            Some((word, inside)) => (word, inside.strip_suffix(')').unwrap_or("?")),
            None => bare[at + 1..].split_once(' ').unwrap_or((&bare[at + 1..], "")),
        };
        let first = day.split(' ').next().unwrap_or(day);
        if let Some(key) = state_of_word(word)
            && (day.is_empty() || is_day(day) || is_day(first))
        {
            return mark(at, (key, if is_day(day) { day } else { first }));
        }
    }
    // `(done)`, `[erledigt am 20.11.]`, `**DONE**`, `CLOSED: [2026-11-20 Fri]`
    for (open, close) in [("(", ")"), ("[", "]"), ("**", "**")] {
        let Some(inside) = bare.strip_suffix(close) else { continue };
        let Some(at) = inside.rfind(open) else { continue };
        let words = &inside[at + open.len()..];
        if let Some(said) = state_and_day(words) {
            return mark(at, said);
        }
        if let Some(key) = done_by(words).or_else(|| dropped_for(words)).filter(|_| open != "**") {
            return mark(at, (key, ""));
        }
        let day = words.split(' ').next().unwrap_or(words);
        if let Some(before) = bare[..at].trim_end().strip_suffix("CLOSED:")
            && is_day(day)
        {
            return mark(before.len(), ("done", day));
        }
    }
    // `- done`, `→ erledigt 20.11.`
    for between in [" - ", " – ", " — ", "→", "->", "=>"] {
        if let Some(at) = bare.rfind(between)
            && let Some(said) = state_and_day(bare[at + between.len()..].trim())
        {
            return mark(at, said);
        }
    }
    // `send it, done yesterday`, `first aid: done in October`: a word for when stands behind it.
    if let Some((at, between)) = bare.rmatch_indices([',', ':']).next()
        && bare[at + between.len()..].starts_with(' ')
        && (between == "," || bare[..at].contains(' '))
        && let Some(key) = said_then(bare[at + between.len()..].trim())
    {
        return mark(at, (key, ""));
    }
    // `write it. Done!`, `write it, done`, `send it again: done`
    if let Some((at, between)) = bare.rmatch_indices(['.', '!', '?', ';', ',', ':']).next()
        && bare[at + between.len()..].starts_with(' ')
        && (between != ":" || bare[..at].contains(' '))
        && (between != "," || !bare[..at].contains(','))
        && let Some(key) = state_of_word(&bare[at + between.len()..])
    {
        let end = if ",:;".contains(between) { at } else { at + between.len() };
        return mark(end, (key, ""));
    }
    // `done:: 2026-11-20`
    let (before, day) = bare.rsplit_once("::")?;
    let at = before.rfind(' ').map_or(0, |blank| blank + 1);
    let field = || of_field(&before[at..], day.trim()).map(|(key, _)| key);
    let key = state_of_word(&before[at..]).or_else(field).filter(|_| is_day(day.trim()))?;
    mark(at, (key, day.trim()))
}

fn at_begin(text: &str) -> Option<DoneMark<'_>> {
    let mark = |key, rest: &str| {
        let rest = rest.trim_start_matches(['\u{fe0f}', ' ', ':']);
        Some(DoneMark { key, day: "", start: 0, end: text.len() - rest.len() })
    };
    let behind = TICKS.iter().find_map(|sign| text.strip_prefix(sign));
    if let Some(rest) = behind.map(|rest| rest.trim_start_matches('\u{fe0f}')) {
        // `✅ 2026-11-20 …` is the sign of Tasks.
        let day = rest.trim_start().split(' ').next().unwrap_or("");
        return if rest.starts_with(' ') && !is_day(day) { mark("done", rest) } else { None };
    }
    for (open, close) in [("(", ")"), ("[", "]"), ("**", "**")] {
        if let Some((inside, rest)) =
            text.strip_prefix(open).and_then(|rest| rest.split_once(close))
            && let Some(key) = state_of_word(inside.trim_end_matches(':')).or_else(|| ticks(inside))
        {
            return mark(key, rest);
        }
    }
    // `achieved: the talk`
    if let Some((word, rest)) = text.split_once(": ")
        && let Some(key) = state_of_word(word).or_else(|| reached(word))
    {
        return mark(key, rest);
    }
    let (word, rest) = text.split_once([' ', ':'])?;
    state_of_word(word).filter(|_| is_loud(word)).and_then(|key| mark(key, rest))
}

/// `(x) write it`: a box typed with the other brackets.
fn ticks(inside: &str) -> Option<&'static str> {
    inside.eq_ignore_ascii_case("x").then_some("done")
}

/// `done by Ed`; `done by Friday` is still to be done.
fn done_by(words: &str) -> Option<&'static str> {
    let lexicon = Lexicon::shipped();
    let (word, rest) = words.split_once(' ')?;
    let (by, name) = rest.split_once(' ')?;
    let mut names = name.split(' ');
    let is_time = |word: &str| {
        is_day(word)
            || lexicon.weekday_named(word).is_some()
            || lexicon.month_named(word).is_some()
            || lexicon.says_relative_day(word)
    };
    let is_name = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.next().is_some_and(char::is_lowercase)
            && chars.all(char::is_alphabetic)
            && !is_time(word)
    };
    let few = name.split(' ').count() <= 2;
    let told = lexicon.has("given_by", by) && few && names.all(is_name);
    told.then(|| state_of_word(word)).flatten()
}

/// `dropped, no budget`: given up, and why.
fn dropped_for(words: &str) -> Option<&'static str> {
    let ends = words.match_indices([',', ':', ';', '–', '—']).map(|(at, _)| at);
    let dropped = |end: usize| Lexicon::shipped().has("dropped_words", &words[..end]);
    ends.into_iter().next().filter(|end| dropped(*end)).map(|_| "dropped")
}

/// Whether a word is written in capital letters: `DONE`.
fn is_loud(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_uppercase)
}

/// What a word says.
fn state_of_word(word: &str) -> Option<&'static str> {
    let lexicon = Lexicon::shipped();
    let word = word.trim_matches(['*', '_', ' ']);
    let done = lexicon.has("done_words", word).then_some("done");
    done.or_else(|| lexicon.has("dropped_words", word).then_some("dropped"))
}

/// `achieved`, `erreicht`.
fn reached(word: &str) -> Option<&'static str> {
    let reached = Lexicon::shipped().has("reached", word.trim_matches(['*', '_', ' ']));
    reached.then_some("done")
}

/// What a word says behind which stands when it was, in words: `done yesterday`, `fait en mai`.
fn said_then(words: &str) -> Option<&'static str> {
    const LONGEST: usize = 32;
    let (word, rest) = words.split_once(' ').filter(|_| words.len() <= LONGEST)?;
    let key = state_of_word(word)?;
    let lexicon = Lexicon::shipped();
    let on = rest.split_once(' ').filter(|(on, _)| ON.contains(on)).map(|(_, day)| day);
    let when = on.unwrap_or(rest);
    let month = when.split(' ').next().is_some_and(|word| lexicon.month_named(word).is_some());
    let near = lexicon.has("reached_when", when) || lexicon.has("relative.today", when);
    (is_day(when) || month || near || lexicon.weekday_named(when).is_some()).then_some(key)
}

/// What words say that are nothing else, and their day.
fn state_and_day(words: &str) -> Option<(&'static str, &str)> {
    const LONGEST: usize = 48;
    let words = words.trim_matches(['*', '_', ' ']);
    if words.is_empty() || words.len() > LONGEST || words.contains('?') {
        return None;
    }
    if let Some(key) = state_of_word(words) {
        return Some((key, ""));
    }
    let (word, rest) = words.split_once([' ', ':', ','])?;
    let rest = rest.trim_start_matches([' ', ':', ',']);
    let on = rest.split_once(' ').filter(|(on, _)| ON.contains(on)).map(|(_, day)| day);
    let day = on.unwrap_or(rest).trim();
    // `done on Monday`: the day is not told for sure.
    let weekday = || Lexicon::shipped().weekday_named(day).is_some().then_some("");
    let day = if is_day(day) { Some(day) } else { weekday() };
    state_of_word(word).zip(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_apart_from_the_words() {
        for (text, key, day, words) in [
            ("a ✔", "done", "", "a"),
            ("a ✔️ 2026-11-20", "done", "2026-11-20", "a"),
            ("a ✅", "done", "", "a"),
            ("a :white_check_mark:", "done", "", "a"),
            ("a @done(2026-11-20)", "done", "2026-11-20", "a"),
            ("a @done(2026-11-20 14:00)", "done", "2026-11-20", "a"),
            ("a @done", "done", "", "a"),
            ("a @done 2026-11-20", "done", "2026-11-20", "a"),
            ("a @cancelled(2026-11-20)", "dropped", "2026-11-20", "a"),
            ("a #done", "done", "", "a"),
            ("a (done)", "done", "", "a"),
            ("a (done 2026-11-20)", "done", "2026-11-20", "a"),
            ("a (erledigt am 20.11.2026)", "done", "20.11.2026", "a"),
            ("a (fait)", "done", "", "a"),
            ("a (feito em 20/11/2026)", "done", "20/11/2026", "a"),
            ("a [done]", "done", "", "a"),
            ("a **DONE**", "done", "", "a"),
            ("a - done", "done", "", "a"),
            ("a – hecho 2026-11-20.", "done", "2026-11-20", "a"),
            ("a → klaar", "done", "", "a"),
            ("a -> DONE 20 Nov", "done", "20 Nov", "a"),
            ("a (no longer needed)", "dropped", "", "a"),
            ("a (done on Monday)", "done", "", "a"),
            ("a ❌", "dropped", "", "a"),
            ("a (❌)", "dropped", "", "a"),
            ("a DONE", "done", "", "a"),
            ("call HR, done yesterday", "done", "", "call HR"),
            ("call HR, erledigt im Mai", "done", "", "call HR"),
            ("first aid: done in October", "done", "", "first aid"),
            ("achieved: the Leeds thing", "done", "", "the Leeds thing"),
            ("erreicht: der Vortrag", "done", "", "der Vortrag"),
            ("atteint : la conf", "done", "", "la conf"),
            ("cancelled: the off-site", "dropped", "", "the off-site"),
            ("a (cancelled)", "dropped", "", "a"),
            ("a CLOSED: [2026-11-20 Fri]", "done", "2026-11-20", "a"),
            ("a done:: 2026-11-20", "done", "2026-11-20", "a"),
            ("a DONE", "done", "", "a"),
            ("a ERLEDIGT.", "done", "", "a"),
            ("✔ a", "done", "", "a"),
            ("DONE a", "done", "", "a"),
            ("DONE: a", "done", "", "a"),
            ("[done] a", "done", "", "a"),
            ("a. Done.", "done", "", "a"),
            ("a. Done!", "done", "", "a"),
            ("a! Erledigt", "done", "", "a!"),
            ("a, done", "done", "", "a"),
            ("a, fatto.", "done", "", "a"),
            ("write a: done!", "done", "", "write a"),
            ("a - Done.", "done", "", "a"),
            ("a. - Done.", "done", "", "a"),
            ("a -- DONE", "done", "", "a"),
            ("a – erledigt!", "done", "", "a"),
            ("a – erledigt 12.11.", "done", "12.11", "a"),
            ("a (done by Ed)", "done", "", "a"),
            ("a (erledigt von Ana Ruiz)", "done", "", "a"),
            ("a (c'est fait)", "done", "", "a"),
            ("a — c'est fait", "done", "", "a"),
            ("a (ya está)", "done", "", "a"),
            ("a (ya hecho)", "done", "", "a"),
            ("a (già fatto)", "done", "", "a"),
            ("a (al gedaan)", "done", "", "a"),
            ("a (já está)", "done", "", "a"),
            ("a (schon erledigt)", "done", "", "a"),
            ("a (won't do)", "dropped", "", "a"),
            ("a – machen wir nicht", "dropped", "", "a"),
            ("a (dropped, no budget)", "dropped", "", "a"),
            ("a (gestrichen: kein Budget)", "dropped", "", "a"),
            ("(x) a", "done", "", "a"),
            ("(X) a", "done", "", "a"),
            ("ERLEDIGT a", "done", "", "a"),
        ] {
            let found = find(text).unwrap_or_else(|| panic!("{text}"));
            let rest = format!("{}{}", &text[..found.start], &text[found.end..]);
            let rest = rest.trim_matches([' ', '.']);
            assert_eq!((found.key, found.day, rest), (key, day, words), "{text}");
        }
    }

    #[test]
    fn words_that_are_of_the_task() {
        for text in [
            "get the deck done",
            "have it reviewed, done right",
            "Lena: done on Friday",
            "plan, done by March",
            "reach: all teams",
            "GET IT DONE",
            "tell him well done",
            "say what (done right) means",
            "define done - in writing",
            "move it from doing to done",
            "✅ 2026-11-20 a",
            "done",
            "(done)",
            "✔",
            "a (yes)",
            "Done is better than perfect: say so",
            "ask @donegal",
            "a (dropped frames)",
            "a (done?)",
            "say that it is done",
            "ask about ticket 4 (closed)",
            "tell her of the offer (rejected)",
            "a - done by friday",
            "a (done by Friday)",
            "a (done by March)",
            "a (done by EOD)",
            "a (done by Tomorrow)",
            "a (done by hand)",
            "plan, build, done",
            "state: done",
            "say when it is. Done is better",
            "(xy) a",
            "a (done, but not merged)",
            "a due:: 2026-11-20",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn fields_that_say_so() {
        for (key, value, expected) in [
            ("done", "yes", Some(("done", ""))),
            ("done", "2026-11-20", None),
            ("done", "no", None),
            ("completed", "2026-11-20", Some(("done", "2026-11-20"))),
            ("finished", "true", Some(("done", ""))),
            ("erledigt", "20.11.2026", Some(("done", "20.11.2026"))),
            ("closed", "no", None),
            ("status", "done", Some(("done", ""))),
            ("status", "cancelled", Some(("dropped", ""))),
            ("status", "open", None),
            ("due", "2026-11-20", None),
        ] {
            let found = of_field(key, value);
            let found = found.as_ref().map(|(key, day)| (*key, day.as_str()));
            assert_eq!(found, expected, "{key}:: {value}");
        }
    }
}

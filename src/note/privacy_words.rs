//! The words that say that something is the lead's alone: `private`, `my notes`, `not for Alice`.

use crate::kind::Kind;
use crate::note::lock_sign::{LOCKS, draws_lock};
use crate::text::lexicon::Lexicon;
use crate::text::phrases::Phrases;
use crate::text::span::{in_two_letters, is_one_slip, without_accents};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

pub(crate) static WORDS: LazyLock<PrivacyWords> = LazyLock::new(PrivacyWords::read_lists);

/// The words of the lexicon, as they are asked for here.
#[derive(Debug)]
pub(crate) struct PrivacyWords {
    /// Each by its last word.
    phrases: BTreeMap<String, Vec<Vec<String>>>,
    pub(crate) words: BTreeSet<String>,
    /// Those of them that are long enough to be known with a slip, by their letters.
    long: BTreeMap<usize, Vec<String>>,
    /// May stand beside one of the words.
    beside: BTreeSet<String>,
    /// May stand before one of the words.
    pub(crate) before: BTreeSet<String>,
    /// Stand before the name of somebody who is not to read it.
    from: Vec<Vec<String>>,
    /// Readers beside the lead, and the words that say that nobody else is one: `HR only`.
    readers: Vec<Vec<String>>,
    pub(crate) only: BTreeSet<String>,
    /// `without` before the name of somebody who is not to know, and `back` behind it.
    pub(crate) away: Vec<Vec<String>>,
    pub(crate) back: BTreeSet<String>,
    /// `only` and the first words of `without`, as pieces of a text: only a no is sure.
    naming: Phrases,
    /// The same of what says `only` alone, and of what such a form begins with.
    naming_only: Phrases,
    away_begins: Phrases,
    /// What somebody does who is not to know: `doesn't know yet`.
    unaware: Vec<Vec<String>>,
    /// `never` before `show`, and what may stand before that: `please do`.
    not: Vec<Vec<String>>,
    tell: Vec<Vec<String>>,
    please: BTreeSet<String>,
    /// Behind these a name may stand before `not`: `darf Alice nicht wissen`.
    may: BTreeSet<String>,
    /// The words themselves, what may stand before them and what may begin behind them in a form
    /// that stands apart: `still private`, `private until May`.
    core: BTreeSet<String>,
    still: BTreeSet<String>,
    until: BTreeSet<String>,
    /// What says it as a whole form: `tell nobody`.
    apart: BTreeSet<Vec<String>>,
    /// The last words of such forms.
    pub(crate) ends: BTreeSet<String>,
    /// Behind a form that says nothing else, before the name of somebody.
    with: BTreeSet<String>,
    /// What ends a part that began with the same sign.
    ended: BTreeSet<String>,
    /// What names all that stands below a line: `everything below`.
    below: BTreeSet<Vec<String>>,
    /// What a heading beside one of the words is of: `Private money talk`.
    talks: BTreeSet<String>,
    /// The same, as they are looked for in a text: only a no is sure.
    nots: Phrases,
    tells: Phrases,
    /// Without one of these a label is not looked at any further.
    pub(crate) needed: BTreeSet<String>,
    /// The same, as they are looked for in a text.
    finder: Phrases,
    /// All words and phrases, as they are looked for in a text.
    whole: Phrases,
    /// These, and what `tells` holds.
    first_look: Phrases,
}

impl PrivacyWords {
    fn read_lists() -> PrivacyWords {
        // `nur fuer mich` is typed where a keyboard has no `ü`.
        let list = |name: &str| {
            let words = Lexicon::shipped().words(name).iter();
            words.flat_map(|word| {
                let typed = in_two_letters(word).map(|word| split(&word));
                [split(word)].into_iter().chain(typed)
            })
        };
        let mut words: BTreeSet<String> = BTreeSet::new();
        let mut phrases: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for mut private in list("private") {
            match (private.len(), private.pop()) {
                (1, Some(word)) => drop(words.insert(word)),
                (_, Some(last)) => phrases.entry(last).or_default().push(private),
                (_, None) => {}
            }
        }
        let from = list("private_from").filter_map(|words| words.last().cloned());
        let readers: Vec<Vec<String>> = list("private_readers").collect();
        let reader = readers.iter().filter_map(|words| words.last().cloned());
        let needed = phrases.keys().chain(&words).cloned().chain(from).chain(reader);
        let needed: BTreeSet<String> = needed.collect();
        let whole = || ["private", "private_from", "private_readers"].into_iter().flat_map(list);
        let apart = ["private_apart", "private_unaware"].into_iter().flat_map(list);
        let apart = apart.filter_map(|mut words| words.pop());
        let tells: Vec<_> = list("private_tell").chain(apart.map(|word| vec![word])).collect();
        let first = |words: Vec<String>| words.into_iter().next().map(|first| vec![first]);
        PrivacyWords {
            finder: Phrases::new(needed.iter().map(std::slice::from_ref)),
            whole: Phrases::new(whole()),
            first_look: Phrases::new(whole().chain(tells.iter().cloned())),
            needed,
            beside: list("private_beside").flatten().collect(),
            before: list("private_before").flatten().collect(),
            from: list("private_from").collect(),
            readers,
            only: list("private_only").flatten().collect(),
            away: list("private_away").collect(),
            back: list("private_back").flatten().collect(),
            naming: Phrases::new(
                list("private_only").chain(list("private_away")).filter_map(first),
            ),
            naming_only: Phrases::new(list("private_only").filter_map(first)),
            away_begins: Phrases::new(list("private_away").filter_map(first)),
            unaware: list("private_unaware").collect(),
            not: list("private_not").collect(),
            tell: list("private_tell").collect(),
            please: list("private_please").flatten().collect(),
            may: list("private_may").flatten().collect(),
            ends: list("private_apart").filter_map(|mut words| words.pop()).collect(),
            with: list("private_with").flatten().collect(),
            ended: list("private_ends").flatten().collect(),
            below: list("private_below").collect(),
            talks: list("private_talks").flatten().collect(),
            core: list("private_core").flatten().collect(),
            still: list("private_still").flatten().collect(),
            until: list("private_until").flatten().collect(),
            apart: list("private_apart").collect(),
            nots: Phrases::new(
                ["private_not", "private_apart", "private_unaware"].into_iter().flat_map(list),
            ),
            tells: Phrases::new(tells),
            long: by_letters(words.iter().filter(is_long)),
            words,
            phrases,
        }
    }

    /// Whether words are one of the phrases, and nothing else.
    pub(crate) fn is_phrase(&self, words: &[String]) -> bool {
        let Some((last, before)) = words.split_last() else { return false };
        self.phrases.get(last).is_some_and(|known| known.iter().any(|some| some == before))
    }

    /// Whether words name other readers than the person, and that nobody else is one: `HR only`.
    pub(crate) fn is_for_readers(&self, words: &[String]) -> bool {
        let reader = |from: usize| {
            let rest = words.get(from..).unwrap_or_default();
            self.readers.iter().find(|reader| rest.starts_with(reader)).map(Vec::len)
        };
        let (mut at, mut readers, mut only) = (0, false, false);
        while at < words.len() {
            if let Some(len) = reader(at) {
                (readers, at) = (true, at + len);
                continue;
            }
            only |= self.only.contains(&words[at]);
            if !self.only.contains(&words[at]) && !self.before.contains(&words[at]) {
                return false;
            }
            at += 1;
        }
        readers && only
    }

    /// Whether words begin with such as `not for`, and a name of one or two words follows.
    pub(crate) fn is_kept_from(&self, words: &[String]) -> bool {
        self.from.iter().any(|from| {
            words.strip_prefix(from.as_slice()).is_some_and(|name| (1..=2).contains(&name.len()))
        })
    }

    /// Whether words that stand apart say it with a word for how long: `still private`, `private
    /// until May`. `a private office` does not.
    pub(crate) fn is_for_a_time(&self, words: &[String]) -> bool {
        let core = words.iter().position(|word| self.core.contains(word));
        let Some(at) = core.filter(|_| words.len() <= MOST_UNTOLD_WORDS) else { return false };
        let stands = |word: &String| self.still.contains(word) || self.before.contains(word);
        words[..at].iter().all(stands)
            && words.get(at + 1).is_none_or(|next| self.until.contains(next))
    }

    /// Whether a text may name a reader, or somebody who is none: only a no is sure.
    pub(crate) fn may_name(&self, text: &str) -> bool {
        match text.is_ascii() {
            true => self.naming.stand_in(text),
            false => self.naming.stand_in(&without_accents(text)),
        }
    }

    /// The same of a form that stands apart, where what says it stands at the beginning, or says
    /// `only`.
    pub(crate) fn may_name_apart(&self, form: &str) -> bool {
        let form = in_ascii(form);
        let from = form.find(|c: char| c.is_ascii_alphanumeric()).unwrap_or(form.len());
        let len = form[from..].find(|c: char| !c.is_ascii_alphanumeric());
        let first = &form[from..len.map_or(form.len(), |len| from + len)];
        self.away_begins.stand_in(first) || self.naming_only.stand_in(&form)
    }

    /// Whether words that stand apart say that somebody does not know: `she doesn't know yet`.
    fn is_unaware(&self, words: &[String]) -> bool {
        let more = words.iter().rev().take_while(|word| self.back.contains(*word)).count();
        (0..=more).any(|more| {
            let words = &words[..words.len() - more];
            let known = self.unaware.iter().filter(|phrase| words.ends_with(phrase));
            known.map(Vec::len).max().is_some_and(|len| {
                let who = &words[..words.len() - len];
                let me = || Lexicon::shipped().has("owners.mine", &who.join(" "));
                (1..=MOST_WHO).contains(&who.len()) && !me()
            })
        })
    }

    /// Whether words say that something is not to be told: `please never show this to her`. They
    /// begin with it, so that `she does not share much` is a sentence.
    pub(crate) fn is_untold(&self, words: &[String]) -> bool {
        self.untold_until(words).is_some()
    }

    /// The same, and how many of the words say it.
    fn untold_until(&self, words: &[String]) -> Option<usize> {
        let known = |list: &[Vec<String>], from: usize| {
            let rest = words.get(from..).unwrap_or_default();
            list.iter().filter(|some| rest.starts_with(some)).map(Vec::len).max()
        };
        if words.len() > MOST_UNTOLD_WORDS || self.apart.contains(words) {
            return (words.len() <= MOST_UNTOLD_WORDS).then_some(words.len());
        }
        let from = words.iter().take_while(|word| self.please.contains(*word)).count();
        if self.apart.contains(&words[from..]) {
            return Some(words.len());
        }
        let named = words.first().is_some_and(|first| self.may.contains(first));
        let behind = || (from + 1..=from + MOST_NAME).find(|at| known(&self.not, *at).is_some());
        let from = if named { behind().unwrap_or(from) } else { from };
        let len = known(&self.not, from)?;
        (from + len..(from + len + MOST_BETWEEN).min(words.len()))
            .find_map(|at| Some(at + known(&self.tell, at)?))
    }

    /// Whether words say it and nothing else: `strictly private`; where `named`, somebody may stand
    /// behind: `my notes on Alice`. A sentence goes on: `do not share the password`, `between us
    /// and Ops nobody owns it`.
    pub(crate) fn is_alone(&self, words: &[String], named: bool) -> bool {
        let begins = words.iter().take_while(|word| self.before.contains(*word)).count();
        if self.is_for_a_time(words)
            || self.is_for_readers(words)
            || (0..=begins).any(|from| self.is_kept_from(&words[from..]))
        {
            return true;
        }
        let fits = |from: usize, to: usize| {
            words[..from].iter().all(|word| self.stands_by(word))
                && self.is_rest(&words[to..], named)
        };
        let ends = words.iter().enumerate().any(|(at, word)| {
            let known = self.phrases.get(word).into_iter().flatten();
            let mut known = known.filter(|some| words[..at].ends_with(some));
            self.words.contains(word) && fits(at, at + 1)
                || known.any(|some| fits(at - some.len(), at + 1))
        });
        ends || self.untold_until(words).is_some_and(|to| self.is_rest(&words[to..], named))
    }

    /// Whether words are nothing but such as stand beside: `notes`, `1.`.
    pub(crate) fn all_stand_by(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.stands_by(word))
    }

    /// Whether a word beside one of ours tells nothing of its own.
    fn stands_by(&self, word: &str) -> bool {
        [&self.beside, &self.before, &self.please, &self.still, &self.only]
            .iter()
            .any(|list| list.contains(word))
            || self.words.contains(word)
            || word.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether the words behind tell nothing of their own; where `named`, they may name somebody:
    /// `with Alice`. `on the demo` names nobody.
    fn is_rest(&self, rest: &[String], named: bool) -> bool {
        let own = rest.iter().take_while(|word| self.stands_by(word)).count();
        let names = |from: usize| {
            let Some((first, name)) = rest[from..].split_first() else { return false };
            let article = |word: &String| Lexicon::shipped().has("articles", word);
            self.with.contains(first)
                && (1..=MOST_NAME).contains(&name.len())
                && !name.first().is_some_and(article)
        };
        let more = |word: &String| self.back.contains(word) || self.until.contains(word);
        named && (0..=own).any(names)
            || rest.iter().all(|word| self.stands_by(word) || more(word))
            || rest.len() <= MOST_WHO && rest.first().is_some_and(|word| self.until.contains(word))
    }

    /// Whether words end a part that is headed by one of ours: `end private`, `public`.
    pub(crate) fn ends_part(&self, words: &[String]) -> bool {
        let ends = |word: Option<&String>| word.is_some_and(|word| self.ended.contains(word));
        let (first, last) = (ends(words.first()), ends(words.last()));
        match words.len() {
            0 => false,
            1 => first,
            len if first => self.is_alone(&words[1..len], false),
            len => last && self.is_alone(&words[..len - 1], false),
        }
    }

    /// Whether a part of a label, between two signs, says that it is private.
    pub(crate) fn says_private(&self, part: &[String]) -> bool {
        let ends = |(at, word): (usize, &String)| {
            let before = self.phrases.get(word);
            before.is_some_and(|before| before.iter().any(|some| part[..at].ends_with(some)))
        };
        if part.iter().enumerate().any(ends) {
            return true;
        }
        let begins = part.iter().take_while(|word| self.before.contains(*word)).count();
        let kept = (0..=begins).any(|from| self.is_kept_from(&part[from..]));
        if kept || self.is_for_readers(part) {
            return true;
        }
        let known = |word: &String| self.words.contains(word);
        // `1. Private` is numbered.
        let number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
        let harmless = |word: &String| {
            self.beside.contains(word) || self.before.contains(word) || number(word)
        };
        let Some(at) = part.iter().position(known) else { return false };
        let first = part[..at].iter().all(|word| self.before.contains(word) || number(word));
        // `private notes on Alice` says it, `private cloud` does not.
        part.iter().all(|word| known(word) || harmless(word))
            || first && part.get(at + 1).is_some_and(|word| self.beside.contains(word))
    }
}

/// `things i do not want to show to her at all`
const MOST_UNTOLD_WORDS: usize = 9;
/// `what the team` does not know
const MOST_WHO: usize = 3;
/// Words of a name.
const MOST_NAME: usize = 2;
/// Words between `not` and `tell`.
const MOST_BETWEEN: usize = 4;

/// Whether a form that stands apart (in brackets, as a label) says that something is not to be
/// told: only words that begin with it.
pub(crate) fn is_untold(text: &str) -> bool {
    may_be_untold(text) && {
        let words = split(text);
        WORDS.is_untold(&words) || WORDS.is_unaware(&words)
    }
}

/// A word for it with fewer letters is too near to others for a slip.
const LEAST_LONG: usize = 7;

/// Whether a form that stands apart is one long word for it with a slip, or cut short:
/// `vertaulich`, `conf.`.
pub(crate) fn is_slip(form: &str) -> bool {
    const LEAST_SHORT: usize = 4;
    const MOST: usize = 20;
    let form = form.trim();
    let word = form.trim_end_matches(['.', '!']);
    let letters = word.chars().count();
    if !(LEAST_SHORT..=MOST).contains(&letters) || !word.chars().all(char::is_alphabetic) {
        return false;
    }
    let word = without_accents(word);
    // `conf.` of many words, `vers.` of one.
    let begun = || WORDS.long.values().flatten().filter(|known| known.starts_with(&word)).count();
    if form.ends_with('.') && begun() > usize::from(letters == LEAST_SHORT) {
        return true;
    }
    let letters = word.chars().count();
    let near = || WORDS.long.range(letters - 1..=letters + 1).flat_map(|(_, same)| same);
    // `parked` is near to nothing, and `select` is a word of its own.
    letters + 1 >= LEAST_LONG
        && near().any(|known| {
            // `reservada` is another form, and no slip.
            let stems = [word.as_str(), known].map(without_last);
            is_one_slip(&word, known) && stems[0] != stems[1] && !known.starts_with(stems[0])
        })
        && !Lexicon::shipped().knows_word(&word)
}

fn by_letters<'w>(words: impl Iterator<Item = &'w String>) -> BTreeMap<usize, Vec<String>> {
    let mut all: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for word in words {
        all.entry(word.chars().count()).or_default().push(word.clone());
    }
    all
}

fn is_long(word: &&String) -> bool {
    word.chars().count() >= LEAST_LONG
}

fn without_last(word: &str) -> &str {
    let mut letters = word.chars();
    letters.next_back();
    letters.as_str()
}

/// Only a no is sure.
pub(crate) fn may_be_untold(text: &str) -> bool {
    let text = in_ascii(text);
    WORDS.tells.stand_in(&text) && WORDS.nots.stand_in(&text)
}

/// `A private talk about her pay` is none of so many words.
const MOST_TALK_WORDS: usize = 6;
/// A longer heading is a sentence.
const MOST_HEADING_BYTES: usize = 80;

/// `Private action items`, `Vertrauliche Aufgaben`: the word beside the heading of a kind.
pub(crate) fn heads_private_kind(heading: &str) -> bool {
    if heading.len() > MOST_HEADING_BYTES || !holds_words(heading) {
        return false;
    }
    let words = split(heading);
    let of_kind = |rest: &[String]| {
        let rest = rest.join(" ");
        let has =
            |kind: &Kind| Lexicon::shipped().has(&format!("kinds.{}.headings", kind.word()), &rest);
        Kind::ALL.iter().any(has)
    };
    let before =
        |word: &&String| WORDS.before.contains(*word) || Lexicon::shipped().has("articles", word);
    let own = words.iter().take_while(before).count();
    let first = words[own..].split_first().filter(|(word, _)| WORDS.words.contains(*word));
    let last = words.split_last().filter(|(word, _)| WORDS.words.contains(*word));
    // `Private money talk`, `Entretien confidentiel`; a private cloud is none.
    let talks = |word: Option<&String>| word.is_some_and(|word| WORDS.talks.contains(word));
    let of_talk = words.len() <= MOST_TALK_WORDS
        && (first.is_some_and(|(_, rest)| talks(rest.last()))
            || last.is_some_and(|(_, rest)| talks(rest.first())));
    of_talk
        || first.is_some_and(|(_, rest)| of_kind(rest))
        || last.is_some_and(|(_, rest)| of_kind(rest))
}

/// `Below: private`, `From here on – for me only`: what is below the line, and a word for it.
pub(crate) fn closes_below(line: &str) -> bool {
    if line.len() > MOST_HEADING_BYTES || !holds_any_words(line) {
        return false;
    }
    let line = line.trim_matches(['*', '_', ' ', '>', '#']);
    let parted = [":", " – ", " — ", " - ", " = "].iter().find_map(|sign| line.split_once(sign));
    let Some((what, word)) = parted else {
        // `Vanaf hier privé`
        let words = split(line);
        let rest = |what: &Vec<String>| words.strip_prefix(what.as_slice());
        let says = |rest: &[String]| !rest.is_empty() && WORDS.is_alone(rest, false);
        return WORDS.below.iter().filter_map(rest).any(says);
    };
    let words = split(word);
    WORDS.below.contains(&split(what))
        && (WORDS.says_private(&words) || WORDS.is_untold(&words) || WORDS.is_for_a_time(&words))
}

/// Whether a text says that it is private and nothing else: it heads what stands below. A sentence
/// that goes on closes at most itself. `titled`: a title of a few words may stand beside it, and a
/// name behind it: `Alice – private`, `my notes on Alice`.
pub fn says_it_alone(text: &str, titled: bool) -> bool {
    const MOST_TITLE_WORDS: usize = 3;
    if text.len() > MOST_HEADING_BYTES {
        return false;
    }
    let bare: String = text.chars().filter(|c| !LOCKS.contains(c)).collect();
    if !bare.contains(char::is_alphanumeric) {
        return draws_lock(text);
    }
    if !holds_any_words(&bare) {
        return false;
    }
    let (mut says, mut others) = (false, 0);
    let parts = bare.split([
        ':', '(', ')', '[', ']', '{', '}', '–', '—', '|', '/', ',', ';', '·', '&', '.', '!',
    ]);
    for part in parts.flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" -- ")) {
        let words = split(part);
        if WORDS.is_alone(&words, titled) {
            says = true;
        } else if !WORDS.all_stand_by(&words) {
            others += words.len();
        }
    }
    let goes_on = bare.contains([',', ';', '.']);
    says && (others == 0 || titled && !goes_on && others <= MOST_TITLE_WORDS)
}

/// Whether a text may say that something is the lead's alone: only a no is sure.
pub fn may_be_private(text: &str) -> bool {
    !text.is_ascii() || WORDS.finder.stand_in(text)
}

/// Whether a text may name a reader, or somebody who is none: only a no is sure.
pub fn may_name(text: &str) -> bool {
    WORDS.may_name(text)
}

/// Whether one of the words stands in a text, with or without accents: only a no is sure.
pub(crate) fn holds_words(text: &str) -> bool {
    WORDS.whole.stand_in(&in_ascii(text))
}

/// `holds_words` or `may_be_untold`: most lines are neither, which one look tells.
pub(crate) fn holds_any_words(text: &str) -> bool {
    let text = in_ascii(text);
    WORDS.first_look.stand_in(&text)
        && (WORDS.whole.stand_in(&text)
            || WORDS.tells.stand_in(&text) && WORDS.nots.stand_in(&text))
}

fn in_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(without_accents(text)) }
}

/// The words of a text as they are compared.
pub(crate) fn split(text: &str) -> Vec<String> {
    let text = without_accents(text);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word that is not of ASCII would make every line look like it.
    #[test]
    fn plain_lines_are_told_by_one_look() {
        for text in ["the release went well, thanks to her", "Café – naïve", ""] {
            assert!(!holds_words(text) && !holds_any_words(text) && !may_be_untold(text), "{text}");
        }
        for text in ["private", "do not  share", "Nur für mich", "nicht weitersagen", "just for me"]
        {
            assert!(holds_any_words(text), "{text}");
            assert!(holds_words(text) || may_be_untold(text), "{text}");
        }
    }
}

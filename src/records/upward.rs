//! Feedback that the person gave the lead: noted in their 1-2-1 with a tag of praise or critique,
//! it is none of theirs. `she says I talk too fast`, `for me: …`, `## Feedback from Alice`.
//!
//! It is asked and stands on no page until then. What is not sure stays what it was.

use crate::kind::Kind;
use crate::note::parse::Note;
use crate::note::words::Piece;
use crate::records::line_kind::LineKind;
use crate::records::resolver::Context;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;

/// `she told me that I`
const MOST_REPORT_WORDS: usize = 3;
/// A longer label is a sentence.
const MOST_LABEL_WORDS: usize = 4;

/// Whether the feedback at `at` of a 1-2-1 with `about` may be what they said of the lead.
pub(crate) fn may_be(
    ctx: &Context<'_>,
    note: &Note,
    at: usize,
    line: &LineKind,
    about: &PersonId,
) -> bool {
    if !line.kind.is_feedback() {
        return false;
    }
    let item = &note.items[at];
    let text = match &line.text {
        Some(text) => text.clone(),
        None => written(ctx, note, at),
    };
    let says = Says { ctx, about };
    says.line(&text)
        || note.heading_chain(item.heading()).next().is_some_and(|head| says.heading(&head.text))
}

/// The words of an item with the names in it.
fn written(ctx: &Context<'_>, note: &Note, at: usize) -> String {
    let item = &note.items[at];
    if item.mentions.is_empty() {
        return ctx.own_text(item);
    }
    let pieces = item.words.pieces().map(|piece| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Mention(at) => item.mentions[at].names.first().cloned().unwrap_or_default(),
    });
    pieces.collect::<Vec<_>>().join(" ")
}

struct Says<'a, 'v> {
    ctx: &'a Context<'v>,
    about: &'a PersonId,
}

impl Says<'_, '_> {
    fn has(list: &str, words: &[&str]) -> bool {
        !words.is_empty() && Lexicon::shipped().has(list, &words.join(" "))
    }

    /// `I`, `my`, the lead's name. `i` is an article to others.
    fn is_me(&self, word: &str) -> bool {
        word != "i"
            && (Says::has("first_person", &[word])
                || self.ctx.people.one_named(word).is_some_and(|id| self.ctx.people.is_me(&id)))
    }

    fn is_them(&self, word: &str) -> bool {
        Says::has("spoken_of", &[word])
            || self.ctx.people.one_named(word).is_some_and(|id| id == *self.about)
    }

    fn line(&self, text: &str) -> bool {
        let text = text.trim_start_matches(['*', '_', ' ', '"', '“', '„', '«']);
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || ",;.!?()[]*_\"“”„«»".contains(c))
            .map(|word| word.trim_end_matches(':'))
            .filter(|word| !word.is_empty())
            .collect();
        let Some((first, rest)) = words.split_first() else { return false };
        if let Some(label) = text.split_once(':').map(|(label, _)| label)
            && self.is_label(label)
        {
            return true;
        }
        // `(me) talks too fast`
        let of_lead = |word: &str| Says::has("owners.mine", &[word]);
        let bracket = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        if bracket.is_some_and(|(word, _)| of_lead(word)) {
            return true;
        }
        // `she says I …`, and without a pronoun `dice que …`
        let named = self.is_them(first);
        let behind = if named { rest } else { &words[..] };
        if let Some(rest) = behind_report(behind) {
            let next = rest.first().copied().unwrap_or("");
            let that = Says::has("that", &[next]) || next.starts_with("qu'");
            let after = rest.get(usize::from(that)).copied().unwrap_or("");
            if that || named && (self.is_me(after) || after == "i") {
                return true;
            }
        }
        // `from her for the raise`, `… (from Alice)`, `…, sagt sie`
        let from = |two: &[&str]| {
            Says::has("from", &two[..1])
                && (self.is_them(two[1]) && !Says::has("of", &two[..1])
                    || self.ctx.people.one_named(two[1]).is_some_and(|id| id == *self.about))
        };
        let last = &words[words.len().saturating_sub(2)..];
        let apart = text.trim_end().ends_with([')', ']']);
        let reported = |two: &[&str]| {
            Says::has("reports", &two[..1]) && self.is_them(two[1])
                || self.is_them(two[0]) && Says::has("reports", &two[1..])
        };
        if words.len() > 2
            && (from(&words[..2]) || apart && from(last) || text.contains(',') && reported(last))
        {
            return true;
        }
        // `I interrupt too much`; `I had to remind her` is on her.
        let article = *first == "I" && rest.first().is_some_and(|word| word.ends_with('i'));
        let speaks = Says::has("first_person", &[first]) && *first != "i";
        speaks && !article && !rest.iter().any(|word| self.is_them(word))
    }

    /// `me`, `for Nora`, `Alice to me`, `Alice → me`.
    fn is_label(&self, label: &str) -> bool {
        let label = label.replace("->", " → ");
        let words: Vec<&str> = label
            .split(|c: char| c.is_whitespace() || "*_[]()@".contains(c))
            .filter(|word| !word.is_empty())
            .collect();
        let Some((last, before)) = words.split_last().filter(|_| words.len() <= MOST_LABEL_WORDS)
        else {
            return false;
        };
        let to = |word: &str| {
            ["→", "⇒", "an", "a"].contains(&word)
                || Says::has("to", &[word])
                || Says::has("for", &[word])
        };
        let mine = Says::has("owners.mine", &[*last]) || self.is_me(last);
        mine && match before {
            [] => true,
            [one] => to(one),
            [.., one] => to(one) && self.is_them(before[0]),
        }
    }

    /// `Feedback from Alice`, `Her feedback for me`, `Upward`.
    fn heading(&self, text: &str) -> bool {
        let text = text.trim_matches([':', '*', '_', ' ']);
        let words = self.ctx.words();
        let sense = words.label_of(text).sense;
        if sense.and_then(|sense| sense.kind()) == Some(Kind::ForMe) {
            return true;
        }
        let parts: Vec<&str> =
            text.split([' ', '\'', '’']).filter(|word| !word.is_empty()).collect();
        let feedback = |word: &&str| Lexicon::shipped().has("kinds.feedback.words", word);
        let Some(at) = parts.iter().position(feedback) else { return false };
        let behind = &parts[at + 1..];
        match behind {
            [from, who] if Says::has("from", &[*from]) => {
                self.ctx.people.one_named(who).is_some_and(|id| id == *self.about)
                    || self.is_them(who) && !Says::has("of", &[*from])
            }
            [to, who] if Says::has("for", &[*to]) || Says::has("to", &[*to]) => {
                Says::has("owners.mine", &[*who])
                    || self.ctx.people.one_named(who).is_some_and(|id| self.ctx.people.is_me(&id))
            }
            _ => false,
        }
    }
}

/// The words behind a verb of reporting that they begin with: `told me`, `says`.
fn behind_report<'w, 't>(words: &'w [&'t str]) -> Option<&'w [&'t str]> {
    let most = MOST_REPORT_WORDS.min(words.len());
    (1..=most).rev().find(|len| Says::has("reports", &words[..*len])).map(|len| &words[len..])
}

//! Lines below Goals and Actions that are none: `unchanged`, `see above`, `no new actions`; goals
//! that are somebody else's; and watch outs of which the words say that they are over.

use crate::kind::Kind;
use crate::note::vocabulary::split_opening;
use crate::people::meeting::is_silence;
use crate::records::action_mark::is_initials_of_lead;
use crate::records::line_shape::is_name_like;
use crate::records::resolver::Context;
use crate::text::ids::PersonId;
use crate::text::lexicon::{Lexicon, key};

/// A longer line says something.
const MOST_BYTES: usize = 80;
const MOST_WORDS: usize = 8;

/// Whether a line says that there is nothing new, or where to look.
pub(crate) fn is_none(text: &str) -> bool {
    if text.len() > MOST_BYTES {
        return false;
    }
    let lexicon = Lexicon::shipped();
    let whole = key(text);
    let words: Vec<&str> = whole.split(' ').collect();
    if words.len() > MOST_WORDS {
        return false;
    }
    let first = words[0];
    if lexicon.has_key("elsewhere", first) {
        let place = |word: &&str| lexicon.has_key("elsewhere_places", word);
        return words.len() > 1 && (words[1..].iter().any(place) || text.contains("]("));
    }
    let begins = ["no_line", "no_line_more", "silence", "silence_more"];
    if !begins.iter().any(|list| lexicon.begins_with_key(list, first)) {
        return false;
    }
    // Whether the words up to each place add nothing, and whether one of them says that it is none.
    let mut told: Vec<Option<bool>> = vec![None; words.len() + 1];
    told[0] = Some(false);
    for start in 0..words.len() {
        let Some(before) = told[start] else { continue };
        for end in start + 1..=words.len() {
            let part = words[start..end].join(" ");
            let says = ["no_line", "silence"].iter().any(|list| lexicon.has_key(list, &part));
            let more = ["no_line_more", "silence_more"];
            let adds = more.iter().any(|list| lexicon.has_key(list, &part))
                || end == start + 1 && is_time(lexicon, &part);
            if says || adds {
                told[end] = Some(told[end].unwrap_or(false) || before || says);
            }
        }
    }
    told[words.len()] == Some(true) || is_silence(text)
}

fn is_time(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.month_named(word).is_some() || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words of a line but for the label that says whose a goal is; `None` where it is the lead's,
/// the team's, the company's: `me: hire three`, `team: 99.9`, `hers: CKA`.
pub(crate) fn hers<'t>(ctx: &Context<'_>, kind: Kind, text: &'t str) -> Option<&'t str> {
    let bare = text.trim_start_matches(['*', '_', ' ']);
    let Some((label, rest)) = split_opening(bare).filter(|(label, rest)| {
        kind == Kind::Goal
            && label.split(' ').count() <= 2
            && !rest.is_empty()
            && bare[label.len()..].trim_start_matches(['*', '_', ' ']).starts_with(':')
    }) else {
        return Some(text);
    };
    let lexicon = Lexicon::shipped();
    let is_me = |id: PersonId| ctx.people.is_me(&id);
    if lexicon.has("owners.theirs", label) {
        return Some(rest);
    }
    let others = ["owners.mine", "group_goals"].iter().any(|list| lexicon.has(list, label))
        || is_name_like(label) && ctx.people.one_named(label).is_some_and(is_me)
        || is_initials_of_lead(ctx, label);
    (!others).then_some(text)
}

/// Whether a watch out says that it is over, and nothing else: `resolved`, `better since October`,
/// `gone since May`. `resolved conflicts by shouting` says what somebody does, and so does the
/// French and Spanish `corrige`, which is no `corrigé`: accents count.
pub(crate) fn is_over(text: &str) -> bool {
    const MOST_BEHIND: usize = 3;
    let lexicon = Lexicon::shipped();
    let words: Vec<&str> = text.split_whitespace().take(10).collect();
    let says = |words: &[&str]| {
        let text = words.join(" ").to_lowercase();
        lexicon.has_written("over", text.trim_matches(|c: char| !c.is_alphanumeric()))
    };
    (1..=words.len().min(3)).filter(|end| says(&words[..*end])).any(|end| {
        let (last, behind) = (words[end - 1], &words[end..]);
        let few = behind.len() <= MOST_BEHIND && !behind.is_empty();
        let is_since = |word: &&str| lexicon.has_written("since", &word.to_lowercase());
        // What a comma parts from it only says more, unless it takes it back.
        let ends = last.ends_with([',', '.', ';', '!']);
        let back = || behind.iter().any(|word| lexicon.has("not_held_but", word));
        behind.iter().all(|word| !word.contains(char::is_alphanumeric))
            || few && (is_since(&last) || is_since(&behind[0]))
            || lexicon.has("silence_more", &behind.join(" "))
            || ends && !back()
    })
}

/// Whether a line of a kind says that there is none: `unchanged` below Goals, or that it is over.
pub(crate) fn says_none(kind: Kind, text: &str) -> bool {
    let is_list = kind == Kind::Goal || kind == Kind::Action;
    is_list && is_none(text) || kind == Kind::WatchOut && is_over(text)
}

/// `Feedback for me: …` is asked, and its answer read by the question.
pub(crate) fn is_english_for_me(text: &str) -> bool {
    key(text.split(':').next().unwrap_or("")) == "feedback for me"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_none() {
        for text in [
            "unchanged",
            "no change since October",
            "to be defined",
            "discuss next time",
            "on track",
            "all on track",
            "reviewed, fine",
            "as agreed in January",
            "see above",
            "see HR tool",
            "no new actions",
            "no actions",
            "none from last time either",
            "all done",
            "discussed, nothing new",
            "noch offen",
            "siehe Jahresgespräch",
            "keine neuen Ziele",
            "k.A.",
            "inchangés",
            "pas d'objectif pour le moment",
            "à définir",
            "cf. entretien annuel",
            "voir plus haut",
            "por definir",
            "los de siempre",
            "las mismas",
            "ver arriba",
            "sem alterações",
            "os mesmos",
            "nog te bepalen",
            "zie boven",
            "geen nieuwe",
            "invariati",
            "da definire",
            "vedi sopra",
        ] {
            assert!(is_none(text), "{text}");
        }
        for text in [
            "see the customer twice a month",
            "no meetings before ten",
            "keep all tests green",
            "open the new office",
            "define the roadmap",
            "new deck for the board",
            "all hands in March",
            "on call in May",
            "ver al cliente",
            "alle Tests grün",
            "neue Folien für den Vorstand",
            "nouvelle maquette",
            "fine tune the model",
            "as soon as possible: the contract",
            "skip level with Tom",
        ] {
            assert!(!is_none(text), "{text}");
        }
    }

    #[test]
    fn watch_outs_that_are_over() {
        for text in ["better since Oct", "resolved", "much better now", "besser seit Mai", "gelöst"]
        {
            assert!(is_over(text), "{text}");
        }
        for text in [
            "Resolved.",
            "resolved since May",
            "resolved ✅",
            "gone for now",
            "resolved, we talked on 3 Nov",
            "Behoben!",
            "erledigt seit dem Workshop",
            "corrigé depuis mai",
            "Résolu",
            "resuelto desde octubre",
            "mejor desde mayo",
            "superado",
            "risolto da ottobre",
            "opgelost sinds mei",
            "muito melhor",
        ] {
            assert!(is_over(text), "{text}");
        }
        for text in [
            "no longer answers mails",
            "better prepare the demo",
            "late since October",
            "corrige les autres devant le client",
            "corrige a los demás en público",
            "corrige",
            "termine ses phrases à leur place",
            "behoben war das nie",
            "erledigt Dinge, die nicht ihre sind",
            "gelöst hat sie es allein, ohne zu fragen",
            "resolved conflicts by shouting",
            "resolved, but came back",
            "solved it alone again",
            "gone quiet in meetings",
            "over budget again",
            "over-explains",
            "much better at home than in the room",
            "superado por la presión",
            "resolvido sem avisar ninguém",
            "risolto tutto da sola senza dirlo",
            "opgelost door te schreeuwen",
            "voorbij elke afspraak",
        ] {
            assert!(!is_over(text), "{text}");
        }
    }
}

//! Praise and critique right beside one person, in notes that are no 1-2-1.

use crate::kind::Kind;
use crate::note::item::Item;
use crate::note::vocabulary::Sense;
use crate::records::resolver::Context;
use crate::records::wording::person_of_mention;
use crate::text::lexicon::Lexicon;

/// Elsewhere than in 1-2-1s: `kudos to @alice …`, `@alice: well done, …`.
pub(crate) fn beside_a_person(ctx: &Context<'_>, item: &Item) -> Option<(Kind, String)> {
    let [mention] = &*item.mentions else { return None };
    if item.task.is_some() || item.quoted {
        return None;
    }
    person_of_mention(mention, ctx.people).filter(|id| !ctx.people.is_me(id))?;
    let marked = item.text_with_names(|_| "\u{e000}".to_owned());
    let words = ctx.words();
    let is_feedback = |sense: Sense| sense.kind().filter(|kind| kind.is_sorted_feedback());
    if let Some(rest) = marked.strip_prefix('\u{e000}') {
        let rest = rest.trim_start_matches([':', ' ', '-', '–', '—', ',']);
        let opening = words.opening_words(rest)?;
        let kind = is_feedback(opening.sense).filter(|_| !opening.rest.is_empty())?;
        return Some((kind, opening.rest.to_owned()));
    }
    // `watch out @luca: …`, `well done @saskia, …`: the name may stand before the sign.
    let (before, behind) = marked.split_once('\u{e000}')?;
    let label = before.trim_end_matches([',', ' ', '*', '_', '\u{a0}']);
    let named_first = || {
        // Thanks are praise before a colon of their own alone.
        let kind = is_feedback(words.opening_words(&format!("{label} - x"))?.sense)?;
        // `#watchouts @alice …` is nearly a tag, which is asked; it stands here without its hash.
        let is_tag = item.tags.iter().any(|tag| tag.eq_ignore_ascii_case(label));
        // Nor is `\#kudos @alice …`, whose hash is escaped, a word for it.
        let is_plain = !label.is_empty() && !label.contains(['#', '\\', ':', '.', '!', '?']);
        let is_word = is_plain && !is_tag;
        (is_word && before.len() > label.len()).then_some((kind, behind))
    };
    let with_sign = || {
        let opening = words.opening_words(&marked)?;
        Some((is_feedback(opening.sense)?, opening.rest.strip_prefix('\u{e000}')?))
    };
    let (kind, rest) = with_sign().or_else(named_first)?;
    let rest = rest.trim_start_matches(['\'', '’']);
    let rest = rest.strip_prefix("s ").unwrap_or(rest);
    let rest = rest.trim_start_matches([':', ' ', '-', '–', '—', ',']);
    let (first, behind) = rest.split_once(' ').unwrap_or((rest, ""));
    let for_it = Lexicon::shipped().has("for", first) && !behind.is_empty();
    let text = if for_it { behind } else { rest }.to_owned();
    (!text.is_empty()).then_some((kind, text))
}

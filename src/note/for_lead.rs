//! Labels of feedback that is for the lead, not for the person; and codes of a chat for a kind.

use crate::kind::Kind;
use crate::note::vocabulary::{Vocabulary, split_opening};
use crate::text::lexicon::{Lexicon, key};

impl Vocabulary {
    /// The words behind a label of feedback that is for the lead: `Lob für mich: …`, `to improve
    /// (me): …`, `kudos to me for …`.
    pub fn for_lead<'t>(&self, text: &'t str) -> Option<&'t str> {
        let lexicon = Lexicon::shipped();
        let bare = text.trim_start_matches(['*', '_', ' ']);
        let is_me = |word: &str| lexicon.has("owners.mine", word);
        let joins = |word: &str| ["for", "to"].iter().any(|list| lexicon.has(list, word));
        let is_feedback = |core: &str| {
            let kind = self.words.get(&key(core)).and_then(|sense| sense.kind());
            kind.is_some_and(Kind::is_feedback)
        };
        if let Some((label, rest)) = split_opening(bare) {
            let last = label.trim_end_matches(')').rsplit([' ', '(']).next()?;
            if !is_me(last) {
                return None;
            }
            let before = &label[..label.trim_end_matches(')').len() - last.len()];
            if let Some(core) = before.strip_suffix('(') {
                return is_feedback(core).then_some(rest);
            }
            let (core, joint) = before.trim_end().rsplit_once([' ', '('])?;
            return (joins(joint) && is_feedback(core)).then_some(rest);
        }
        let (kind, rest) = self.opening_phrase(bare)?;
        let mut words = rest.splitn(3, ' ');
        let (me, joint, behind) = (words.next()?, words.next()?, words.next()?);
        (kind == Kind::HighFive && is_me(me) && joins(joint)).then_some(behind)
    }

    /// A code of the team's chat for a kind anywhere in a text: `:kudos:`.
    pub fn code(&self, text: &str) -> Option<(Kind, String)> {
        let start = text.find(':').filter(|at| text[*at + 1..].contains(':'))?;
        let lexicon = Lexicon::shipped();
        for (list, kind) in
            [("codes.high-five", Kind::HighFive), ("codes.watch-out", Kind::WatchOut)]
        {
            let code =
                lexicon.words(list).iter().find(|code| text[start..].contains(code.as_str()));
            if let Some(code) = code {
                let rest = text.replace(code.as_str(), " ");
                return Some((kind, crate::note::words::tidy_blanks(&rest)));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_for_the_lead() {
        for (text, rest) in [
            ("kudos for me: clear goals", Some("clear goals")),
            ("praise for me - listens well", Some("listens well")),
            ("Lob f\u{fc}r mich: gut zugeh\u{f6}rt", Some("gut zugeh\u{f6}rt")),
            ("Kritik an mich: zu schnell", Some("zu schnell")),
            ("bravo \u{e0} moi : bonne \u{e9}coute", Some("bonne \u{e9}coute")),
            ("elogio para m\u{ed}: escucho bien", Some("escucho bien")),
            ("compliment voor mij: luistert goed", Some("luistert goed")),
            ("elogio para mim: ouve bem", Some("ouve bem")),
            ("complimenti a me: ascolta bene", Some("ascolta bene")),
            ("watch out for me: too fast", Some("too fast")),
            ("to improve (me): too fast", Some("too fast")),
            ("**kudos for me:** clear goals", Some("clear goals")),
            ("kudos to me for the notes", Some("the notes")),
            ("kudos for you: the demo", None),
            ("kudos: me and Lena fixed it", None),
            ("kudos to my team", None),
            ("goal for me: hire three", None),
            ("Note for me: call HR", None),
        ] {
            assert_eq!(Vocabulary::shipped().for_lead(text), rest, "{text}");
        }
    }
}

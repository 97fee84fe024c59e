//! What a tool put into the note of a 1-2-1: the head of a mail, an invitation, a transcript. Text
//! in, an answer out.

use crate::text::lexicon::Lexicon;

/// So many labels of a mail are its head; a line with one of them may be a sentence.
const FEWEST_HEADERS: usize = 3;
/// The words of an invitation have at most so many parts.
const MOST_WORDS: usize = 6;
/// So many words may be the name of who speaks.
const MOST_NAME_WORDS: usize = 3;

/// `From: Ada To: me Subject: Re: our 1:1 Date: Tue`: the lines of a head stand in one paragraph.
pub(crate) fn is_head_of_mail(text: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_header = |at: usize| {
        let Some(word) = words[at].strip_suffix(':') else { return false };
        let two = || at > 0 && lexicon.has("mail_headers", &format!("{} {word}", words[at - 1]));
        lexicon.has("mail_headers", word) || two()
    };
    let count = (0..words.len()).filter(|at| is_header(*at)).count();
    count >= FEWEST_HEADERS && (0..words.len().min(2)).any(is_header)
}

/// `Meeting ID: 123 456`, `Join Zoom Meeting https://…`: with a number or an address.
pub(crate) fn is_invitation(text: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let leads = text.contains("://") || text.bytes().any(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = text.split_whitespace().collect();
    let begins = |at: usize| {
        let most = MOST_WORDS.min(words.len() - at);
        (1..=most).rev().any(|len| lexicon.has("invitation", &words[at..at + len].join(" ")))
    };
    leads && (0..words.len()).any(begins)
}

/// How many times somebody speaks in a text of a transcript: `00:01 Ada: hi there`, `[00:05] Me:
/// hello`, `Ada Bell 0:03 I wanted to talk`.
pub(crate) fn speaker_turns(text: &str) -> usize {
    let words: Vec<&str> = text.split_whitespace().collect();
    let speaks = |at: usize| {
        let behind = &words[at + 1..];
        let name = behind.iter().take(MOST_NAME_WORDS);
        let to = name.clone().position(|word| word.ends_with(':') && word.len() > 1);
        is_stamp(words[at]) && to.is_some_and(|to| behind[..to].iter().all(|word| is_name(word)))
    };
    let colons = (0..words.len()).filter(|at| speaks(*at)).count();
    let first = words.iter().take(MOST_NAME_WORDS + 1).position(|word| is_stamp(word));
    let headed = first.is_some_and(|at| {
        at > 0 && words.len() > at + 1 && words[..at].iter().all(|word| is_name(word))
    });
    colons + usize::from(headed && colons == 0)
}

/// `00:01`, `[0:03]`, `1:02:33`.
fn is_stamp(word: &str) -> bool {
    let bare = word.trim_matches(['[', ']', '(', ')', '-', '–']);
    let parts: Vec<&str> = bare.split(':').collect();
    let is_number = |part: &&str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (2..=3).contains(&parts.len()) && parts.iter().all(is_number)
}

fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || "-.'".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_mails() {
        for (text, expected) in [
            ("From: Ada Bell ada@example.org To: Me Subject: Re: our 1:1 Date: Tue, 17 Nov", true),
            ("Von: Ada Bell Gesendet: Dienstag An: Nora Betreff: AW: Gespräch", true),
            ("De : Ada À : Nora Objet : Re: point", true),
            ("De: Ada À: Nora Objet: Re: point", true),
            ("from: the team we need a plan, to: nobody", false),
            ("She said: from: me, to: you, subject: none", false),
            ("Subject: the rota", false),
        ] {
            assert_eq!(is_head_of_mail(text), expected, "{text}");
        }
    }

    #[test]
    fn invitations() {
        for (text, expected) in [
            ("Join Zoom Meeting https://example.org/j/123 Meeting ID: 123 456 Passcode: 99", true),
            ("Passcode: 99", true),
            ("Besprechungs-ID: 123 456", true),
            ("ID de réunion : 123", true),
            ("Toegangscode: 4711", true),
            ("she forgot the passcode of the door", false),
            ("wants to join the meeting of the guild in March", false),
            ("talked about 3 meetings", false),
        ] {
            assert_eq!(is_invitation(text), expected, "{text}");
        }
    }

    #[test]
    fn transcripts() {
        for (text, expected) in [
            ("00:01 Ada: hi there 00:05 Me: hello 00:10 Ada: so", 3),
            ("[00:01] Ada Bell: hi there", 1),
            ("1:02:33 Ada: yes", 1),
            ("Ada Bell 0:03 I wanted to talk about the rota", 1),
            ("Me 0:10 Sure, go on", 1),
            ("14:10 Marco found the bad schema", 0),
            ("we met at 14:10 and talked: a lot", 0),
            ("Rota 14:00", 0),
            ("the standup moves to 9:30: fine", 0),
        ] {
            assert_eq!(speaker_turns(text), expected, "{text}");
        }
    }
}

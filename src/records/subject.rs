//! Whom a line is about: who is named at its beginning, else at its end, else alone in it, else
//! whom its heading or its note is about. Everybody else named is a party.
//!
//! In one person's 1-2-1 only a name at the beginning moves a line to somebody else, and only
//! lines that are given to somebody; praise and critique that name another person further on are
//! asked about, and are nobody's until then.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Kind, NameRole};
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::words::Piece;
use crate::people::people::Who;
use crate::records::line_kind::LineKind;
use crate::records::name_first::joined;
use crate::records::plain_name::{self, Whose};
use crate::records::record::By;
use crate::records::resolver::Context;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use crate::text::span::{INVISIBLE, fold};

/// Whom a line is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) people: Vec<PersonId>,
    /// Somebody in it is not known, or it is asked whose it is: it belongs to nobody.
    pub(crate) lost: bool,
    /// The other person whose name makes it unsure whose it is.
    pub(crate) asked: Option<PersonId>,
    /// Whom it is given to, whom nobody knows.
    pub(crate) stranger: Option<String>,
}

/// What a mention names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum MentionRole {
    Person(PersonId),
    /// The lead, or a note that is nobody's.
    NoSubject,
    Everybody,
    Unknown,
    Several,
}

/// The subject of the item at `at`; `context` is whom its heading or its note is about.
pub(crate) fn subject(
    ctx: &Context<'_>,
    note: &Note,
    at: usize,
    line: &LineKind,
    context: impl FnOnce() -> Option<PersonId>,
    said: &mut Vec<Diagnostic>,
) -> Subject {
    let item = &note.items[at];
    let named: Vec<MentionRole> =
        item.mentions.iter().map(|mention| who_is_mentioned(ctx, mention)).collect();
    for (mention, named) in item.mentions.iter().zip(&named) {
        if matches!(named, MentionRole::Unknown | MentionRole::Several) {
            let many = *named == MentionRole::Several;
            said.push(ctx.unknown_name(note, &mention.names[0], many, &mention.place));
        }
    }
    for key in ["person", "about"] {
        if let Some(field) = item.field(key)
            && let Some(id) = ctx.people.one_named(field.value.trim_matches(['[', ']', '@']))
        {
            return Subject { people: vec![id], ..Subject::default() };
        }
    }
    if let Some(name) = &line.several {
        said.push(ctx.unknown_name(note, name, true, &item.place));
        return Subject { lost: true, ..Subject::default() };
    }
    if !line.named.is_empty() {
        return Subject { people: line.named.clone(), ..Subject::default() };
    }
    let chain = std::iter::successors(Some(at), |at| note.items[*at].parent());
    let mut context = Some(context);
    let mut about: Option<Option<PersonId>> = None;
    for above in chain {
        let item = &note.items[above];
        if item.mentions.is_empty() {
            continue;
        }
        let of_parent: Vec<MentionRole>;
        let named = if above == at {
            &named
        } else {
            of_parent =
                item.mentions.iter().map(|mention| who_is_mentioned(ctx, mention)).collect();
            &of_parent
        };
        if named.iter().all(|named| *named == MentionRole::NoSubject) {
            // `@nora is late`: feedback that begins with the lead is on the lead.
            let me = ctx.people.me.as_ref().filter(|_| above == at && line.kind.is_feedback());
            if let Some(me) = me.filter(|_| begins_with_lead(ctx, item)) {
                let asked = Some(me.clone());
                return Subject { lost: true, asked, ..Subject::default() };
            }
            continue;
        }
        let about = about.get_or_insert_with(|| context.take().and_then(|context| context()));
        let opened = above == at && line.by == By::Word;
        if let Some(found) = of_line(ctx, item, named, line.kind, about.as_ref(), opened) {
            // Whose it is was asked of the line above: what stands below it asks no second time.
            let asked = found.asked.filter(|_| above == at);
            return Subject { asked, ..found };
        }
    }
    let about = about.unwrap_or_else(|| context.and_then(|context| context()));
    if line.kind.is_feedback()
        && let Some(about) = &about
        && let Some(whose) = plain_name::whose_line(ctx, note, at, line, about)
    {
        return match whose {
            Whose::Theirs(id) => Subject { people: vec![id], ..Subject::default() },
            Whose::All(people) => Subject { people, ..Subject::default() },
            Whose::Asked(id) => Subject { lost: true, asked: Some(id), ..Subject::default() },
            Whose::Stranger(name) => {
                Subject { lost: true, stranger: Some(name), ..Subject::default() }
            }
        };
    }
    if let Some(about) = &about
        && let Some(id) = plain_name::addressed_person(ctx, item, line, about)
    {
        return Subject { people: vec![id], ..Subject::default() };
    }
    Subject { people: about.into_iter().collect(), ..Subject::default() }
}

/// Whether the first words of an item are a mention of the lead.
fn begins_with_lead(ctx: &Context<'_>, item: &Item) -> bool {
    let first = item.words.pieces().find(|piece| match piece {
        Piece::Words(words) => words.contains(char::is_alphanumeric),
        Piece::Mention(_) => true,
    });
    let Some(Piece::Mention(at)) = first else { return false };
    let mention = &item.mentions[at];
    ctx.person_of_mention(mention).is_some_and(|id| ctx.people.is_me(&id))
        || mention.at && Lexicon::shipped().has("owners.mine", &mention.names[0])
}

fn who_is_mentioned(ctx: &Context<'_>, mention: &crate::note::item::Mention) -> MentionRole {
    let mut many = false;
    if ctx.people.is_other_note(mention) {
        return MentionRole::NoSubject;
    }
    for name in &mention.names {
        match if mention.at { ctx.people.at(name) } else { ctx.people.who(name) } {
            Who::One(id) if ctx.people.is_me(&id) => return MentionRole::NoSubject,
            Who::One(id) => return MentionRole::Person(id),
            Who::Many(_) => many = true,
            Who::Nobody => {}
        }
    }
    let everybody = || Lexicon::shipped().has_written("everybody", &fold(&mention.names[0]));
    match () {
        () if many => MentionRole::Several,
        () if mention.at && everybody() => MentionRole::Everybody,
        // `@moi`, `@ich`: the lead, in their own word for it.
        () if mention.at && Lexicon::shipped().has("owners.mine", &mention.names[0]) => {
            MentionRole::NoSubject
        }
        () if mention.at => MentionRole::Unknown,
        () => MentionRole::NoSubject,
    }
}

/// Whom one line names as its subject; nothing when what stands above it says so.
fn of_line(
    ctx: &Context<'_>,
    item: &Item,
    named: &[MentionRole],
    kind: Kind,
    about: Option<&PersonId>,
    opened: bool,
) -> Option<Subject> {
    let all = |group: Vec<usize>| -> Subject {
        let mut found = Subject::default();
        for at in group {
            match &named[at] {
                MentionRole::Person(id) if found.people.contains(id) => {}
                MentionRole::Person(id) => found.people.push(id.clone()),
                MentionRole::Unknown | MentionRole::Several => found.lost = true,
                // For critique all of them is never guessed.
                MentionRole::Everybody => {
                    found.lost |= kind.is_feedback() && kind != Kind::HighFive;
                }
                MentionRole::NoSubject => {}
            }
        }
        found.lost &= found.people.is_empty();
        found
    };
    let says = |found: &Subject| !found.people.is_empty() || found.lost;
    // `@bob → @alice: …`, `@bob about @alice`: who gives and who gets it, nothing tells.
    if kind.is_feedback()
        && let Some(other) = pointed_person(item, named)
    {
        let asked = about.map(|_| other);
        return Some(Subject { lost: true, asked, ..Subject::default() });
    }
    let begin = |moved: bool| {
        let on = about.is_none() || kind.is_feedback();
        let group = mentions_at_start(ctx, item, named, (opened, on));
        let more = group.last().filter(|_| kind.is_feedback()).and_then(|at| behind(item, *at));
        let mut found = all(group);
        // `@alice & Bob for the launch`
        if let Some((ids, sure)) = more.and_then(|words| joined(ctx, words)) {
            let others = ids.into_iter().filter(|id| !ctx.people.is_me(id));
            // Of critique all of them is never guessed.
            match sure && kind == Kind::HighFive {
                true => found.people.extend(others),
                false => {
                    let asked = others.into_iter().next();
                    return Some(Subject { lost: true, asked, ..Subject::default() });
                }
            }
        }
        (moved && says(&found)).then_some(found)
    };
    let Some(about) = about else {
        if kind.role_of_names() == NameRole::All {
            return Some(all((0..named.len()).collect())).filter(says);
        }
        let last = || {
            let group = mentions_at_end(item, named);
            let apart = (0..named.len()).any(|at| {
                let person = matches!(named[at], MentionRole::Person(_));
                person && group.iter().all(|of| named[*of] != named[at])
            });
            // Of two people apart the last one may be who told it, or whom it was done to:
            // `told by @bob`; critique is never guessed.
            let told = || !kind.is_feedback() && !ends_in(item, "party", &["for", "to"]);
            // `great work @bob, helped by @alice`
            let aside = || {
                let first = group.first().copied();
                let mut words = None;
                for piece in item.words.pieces() {
                    match piece {
                        Piece::Words(text) => words = Some(text),
                        Piece::Mention(at) if Some(at) == first => break,
                        Piece::Mention(_) => words = None,
                    }
                }
                words.is_some_and(|text| text.starts_with([',', ';']))
            };
            let sure = !apart || kind == Kind::HighFive && !aside() || told();
            Some(all(group)).filter(says).filter(|_| sure && !ends_in(item, "accompanied", &[]))
        };
        let only = || {
            let mut others = (0..named.len()).filter(|at| named[*at] != MentionRole::NoSubject);
            let first = others.next()?;
            others.all(|at| named[at] == named[first]).then(|| all(vec![first])).filter(says)
        };
        let nobody = || {
            // Several, and nothing tells which of them: for a promise all of them are parties.
            let all = all((0..named.len()).collect());
            (kind == Kind::Action && says(&all)).then_some(all)
        };
        return begin(true)
            .or_else(last)
            .or_else(only)
            .or_else(nobody)
            .or_else(|| Some(Subject { lost: true, ..Subject::default() }));
    };
    if kind.role_of_names() == NameRole::All && kind.is_for_all() {
        return Some(all((0..named.len()).collect())).filter(says);
    }
    if let Some(found) = begin(kind.role_of_names() != NameRole::Stay) {
        return Some(found);
    }
    let is_feedback = kind.is_feedback();
    let hers = named.contains(&MentionRole::Person(about.clone()));
    let mut others = named.iter().filter_map(|named| match named {
        MentionRole::Person(id) => Some(id.clone()),
        _ => None,
    });
    let asked = others.next().filter(|_| is_feedback && !hers)?;
    Some(Subject { lost: true, asked: Some(asked), ..Subject::default() })
}

/// The words right behind a mention.
fn behind(item: &Item, mention: usize) -> Option<&str> {
    let mut pieces = item.words.pieces().skip_while(|piece| match piece {
        Piece::Mention(at) => *at != mention,
        Piece::Words(_) => true,
    });
    match pieces.nth(1)? {
        Piece::Words(words) => Some(words),
        Piece::Mention(_) => None,
    }
}

/// The person to whom the first name of an item points, by an arrow or a word between the two.
fn pointed_person(item: &Item, named: &[MentionRole]) -> Option<PersonId> {
    let mut pieces = item.words.pieces().filter(|piece| match piece {
        Piece::Words(words) => !words.trim_matches(['*', '_', ' ', '(', '[']).is_empty(),
        Piece::Mention(_) => true,
    });
    let (Some(Piece::Mention(one)), Some(Piece::Words(words)), Some(Piece::Mention(other))) =
        (pieces.next(), pieces.next(), pieces.next())
    else {
        return None;
    };
    let words = words.trim().trim_end_matches(':').trim();
    let is_sign = ["->", "=>", "→", "⇒", ">", "➡", "➡️", "➔", "⟶"].contains(&words);
    let between = (&named[one], &named[other]);
    match between {
        (MentionRole::Person(a), MentionRole::Person(b))
            if a != b && (is_sign || Lexicon::shipped().has("points_to", words)) =>
        {
            Some(b.clone())
        }
        _ => None,
    }
}

/// Whether words before a name leave open whether it is meant, or say that it is not: `@alice or
/// @bob`, `… and not to @alice`.
fn rules_out(words: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let folded = fold(words);
    let bare = folded.trim_end_matches(|c: char| c.is_whitespace() || "([*_".contains(c));
    let mut last = bare.split(|c: char| c.is_whitespace() || "([".contains(c)).rev();
    let word = last.next().unwrap_or("");
    let before = last.next().unwrap_or("");
    let is_not = |word: &str| lexicon.has_written("not", word);
    let is_to = |word: &str| ["to", "for"].iter().any(|list| lexicon.has_written(list, word));
    lexicon.has_written("or", folded.trim()) || is_not(word) || is_not(before) && is_to(word)
}

/// Words between two names that stand side by side.
fn is_joint(words: &str) -> bool {
    let words = words.trim();
    let words = words.strip_prefix(',').unwrap_or(words).trim();
    matches!(words, "" | "," | "&" | "/" | "+") || Lexicon::shipped().has_written("and", words)
}

/// Whether words between two names say nothing of their own: `and not to`.
fn says_no_more(words: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let lists = ["and", "or", "not", "to", "for"];
    let mut words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| lists.iter().any(|list| lexicon.has_written(list, &fold(word))))
}

/// The mentions that stand together at the beginning of an item's words.
fn mentions_at_start(
    ctx: &Context<'_>,
    item: &Item,
    named: &[MentionRole],
    (opened, on): (bool, bool),
) -> Vec<usize> {
    let mut group = Vec::new();
    let mut first = true;
    let mut pieces = item.words.pieces().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Words(words) if first => {
                first = false;
                if !opens_unheard(ctx, words, opened, on) {
                    break;
                }
            }
            Piece::Words(words) if is_joint(words) => {}
            // `@alice and not @bob`; behind words of its own another one is no part of it.
            Piece::Words(words) if rules_out(words) && pieces.peek().is_some() => {
                if says_no_more(words) {
                    group.clear();
                }
                break;
            }
            Piece::Mention(at) if named[at] != MentionRole::NoSubject => {
                first = false;
                // `@bob's job` is a job.
                let own = matches!(pieces.peek(), Some(Piece::Words(words))
                    if ["'s ", "’s "].iter().any(|own| words.starts_with(own)));
                if own {
                    group.clear();
                    break;
                }
                group.push(at);
            }
            _ => break,
        }
    }
    group
}

/// Words before a name that do not count: signs, `for`, and what says the kind.
/// `about @bob` tells in another's 1-2-1 what a topic is on: there `on` is no.
fn opens_unheard(ctx: &Context<'_>, words: &str, opened: bool, on: bool) -> bool {
    let is_sign = |c: char| c.is_whitespace() || "[(*_>:~".contains(c) || INVISIBLE.contains(&c);
    let bare = words.trim_matches(is_sign);
    if bare.is_empty()
        || is_joint(bare)
        || ["for", "to"].contains(&fold(bare).as_str())
        || on && ["about", "on"].contains(&fold(bare).as_str())
    {
        return true;
    }
    // `kudos to @bob`, `Kudos: @bob`
    let with_name = format!("{} \u{e000}", words.trim_end());
    opened
        && ctx
            .words()
            .opening_words(&with_name)
            .is_some_and(|opening| opening.rest.starts_with('\u{e000}'))
}

/// Whether a word of a list stands before the names at the end of an item: `… with @bob`, `… cc
/// @bob`; those of `but` do not count.
fn ends_in(item: &Item, list: &str, but: &[&str]) -> bool {
    let pieces: Vec<Piece<'_>> = item.words.pieces().collect();
    let words = pieces.iter().rev().filter_map(|piece| match piece {
        Piece::Words(words) if words.contains(char::is_alphanumeric) && !is_joint(words) => {
            Some(*words)
        }
        _ => None,
    });
    let before = words.into_iter().next().and_then(|words| words.split_whitespace().next_back());
    before.is_some_and(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let known = Lexicon::shipped().has(list, word);
        known && !but.iter().any(|to| Lexicon::shipped().has_written(to, &fold(word)))
    })
}

/// The mentions that stand together at the end of an item's words.
fn mentions_at_end(item: &Item, named: &[MentionRole]) -> Vec<usize> {
    let mut group = Vec::new();
    let pieces: Vec<Piece<'_>> = item.words.pieces().collect();
    for (back, piece) in pieces.iter().rev().enumerate() {
        match piece {
            Piece::Words(words) if back == 0 => {
                if words.chars().any(char::is_alphanumeric) {
                    break;
                }
            }
            Piece::Words(words) if is_joint(words) => {}
            Piece::Words(words) if rules_out(words) => {
                group.clear();
                break;
            }
            Piece::Mention(at) if named[*at] != MentionRole::NoSubject => group.push(*at),
            _ => break,
        }
    }
    group.reverse();
    group
}

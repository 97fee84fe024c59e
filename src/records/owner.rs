//! Who owes a promise, in all the forms in which people write it, and the words without the name.
//!
//! `Lena: …`, `[Lena] …`, `Lena to …`, `… @lena`, `… → Lena`, `… (assigned to Lena)`. A name that
//! was written and is not understood is told as such: it never becomes the lead's promise.

use crate::note::item::Item;
use crate::note::vocabulary::split_opening;
use crate::note::words::tidy_blanks;
use crate::people::people::Who;
use crate::records::action_mark::{
    behind_mark, behind_task_of, is_all, own_task, without_opening, without_owner_mark,
};
use crate::records::bare_owner::{
    bare_owner, by_initials, by_letters, in_tags, is_of_both, without_tag,
};
use crate::records::due;
use crate::records::line_shape::{begins_with_arrow, behind_name, is_name_like, split_at_arrow};
use crate::records::resolver::Context;
use crate::records::speaking::is_pronoun;
use crate::records::wording;
use crate::text::date::Day;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use crate::text::span::{INVISIBLE, fold};

/// Who a line says that owes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// These people.
    These(Vec<PersonId>),
    /// The person of the 1-2-1, by a word such as `her`.
    Other,
    /// Somebody whom nobody knows.
    Unknown(String),
    Unsaid,
}

/// How it says so, as far as it tells of the habits of the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A name before the words.
    Before,
    /// A name behind an arrow.
    Arrow,
    /// A name in brackets or behind a dash at the end.
    Sign,
    End,
    Other,
}

/// What a line says of who owes it, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Owed {
    pub(crate) owner: Owner,
    pub(crate) form: Form,
    pub(crate) text: String,
    /// Until when, in the words of the line.
    pub(crate) due: Option<Day>,
}

/// Mentions stand in the words as characters that nobody writes.
const FIRST_MARK: u32 = 0xE000;
const MOST_MARKS: u32 = 0x1900;

/// Reads who owes an item; `side` is the person of its 1-2-1, `day` the line's own day.
pub(crate) fn read_owed(
    ctx: &Context<'_>,
    item: &Item,
    side: Option<&PersonId>,
    day: Option<Day>,
) -> Owed {
    let mut count = 0;
    let marked = item.text_with_names(|_| {
        let mark = char::from_u32(FIRST_MARK + count % MOST_MARKS).unwrap_or(' ');
        count += 1;
        mark.to_string()
    });
    let marked = marked.replace('：', ": ");
    let marked = marked.trim_start_matches(INVISIBLE);
    let (marked, due) = due::take_due_day(marked, ctx.config.date_order, day);
    let reader = OwnerReader { ctx, item, side, due };
    let of_tag = || {
        in_tags(item, |name| {
            let word = || reader.one_name(name).filter(|_| is_pronoun(name));
            reader.one_named(name).map(|id| Owner::These(vec![id])).or_else(word)
        })
    };
    let owner_of = |value: &str| reader.owner_named(value.trim_matches(['[', ']', '@', ' ']));
    let is_mark = |key: &str| Lexicon::shipped().has("owner_marks", &key.replace(['-', '_'], " "));
    // `dueño:: yo`: a word for the owner in any language, where the value names one.
    let mut marked_fields = item.fields.iter().filter(|field| is_mark(&field.key));
    let said = marked_fields.find_map(|field| owner_of(&field.value));
    let field = ["owner", "who", "assignee", "responsible"].iter().find_map(|key| item.field(key));
    let unknown = || {
        field.map(|field| Owner::Unknown(field.value.trim_matches(['[', ']', '@', ' ']).to_owned()))
    };
    let of_field = || field.and_then(|field| owner_of(&field.value)).or_else(unknown);
    if let Some(owner) = said.or_else(of_field) {
        return reader.owed(owner, Form::Other, without_opening(ctx, &marked));
    }
    if let Some((whose, rest)) = own_task(&marked)
        && let Some(owner) = reader.owner_named(whose)
    {
        return reader.owed(owner, Form::Before, rest);
    }
    let of_task = behind_task_of(&marked, |name| reader.owner_named(name).is_some());
    let words = match of_task {
        Some(words) => words,
        None if begins_with_arrow(item) => {
            marked.trim_start_matches(['-', '=', '>', '→', '➡', '\u{fe0f}', ' '])
        }
        None => without_opening(ctx, &marked),
    };
    let behind_mark = behind_mark(words);
    let words = behind_mark.unwrap_or(words);
    let said = reader.owner_before(words).or_else(|| reader.owner_behind(words));
    let said = said.or_else(|| behind_mark.and_then(|words| reader.unknown_behind_mark(words)));
    let said = said.or_else(|| reader.behind_prefix(words));
    let said = said.or_else(|| reader.without_sign(words));
    said.unwrap_or_else(|| {
        let Some((owner, tag)) = of_tag() else {
            return reader.owed(Owner::Unsaid, Form::Other, words);
        };
        let words = without_tag(words, tag);
        reader.owed(owner, Form::Other, words)
    })
}

pub(super) struct OwnerReader<'r, 'v> {
    pub(super) ctx: &'r Context<'v>,
    item: &'r Item,
    pub(super) side: Option<&'r PersonId>,
    due: Option<Day>,
}

impl OwnerReader<'_, '_> {
    pub(super) fn owed(&self, owner: Owner, form: Form, words: &str) -> Owed {
        Owed { owner, form, text: self.with_shown_names(words), due: self.due }
    }

    /// The words with the names of the people in them.
    fn with_shown_names(&self, words: &str) -> String {
        let mut out = String::with_capacity(words.len());
        for c in words.chars() {
            match self.mention_at(c) {
                Some(at) => {
                    let mention = &self.item.mentions[at];
                    out.push_str(&wording::in_sentence(mention, self.ctx.people, self.ctx.layout));
                }
                None => out.push(c),
            }
        }
        tidy_blanks(&out)
    }

    fn mention_at(&self, c: char) -> Option<usize> {
        let at = u32::from(c).checked_sub(FIRST_MARK).filter(|at| *at < MOST_MARKS)?;
        let at = usize::try_from(at).ok()?;
        (at < self.item.mentions.len()).then_some(at)
    }

    /// Whom a mark names: a person, somebody unknown, or nobody, when it is a link to a note.
    fn of_mark(&self, c: char) -> Option<Owner> {
        let mention = &self.item.mentions[self.mention_at(c)?];
        let one = |name: &String| {
            self.only(if mention.at { self.ctx.people.at(name) } else { self.ctx.people.who(name) })
        };
        if let Some(id) = mention.names.iter().find_map(one) {
            return Some(Owner::These(vec![id]));
        }
        if let Some(id) = by_letters(self.ctx, self.side, &mention.names[0]).filter(|_| mention.at)
        {
            return Some(Owner::These(vec![id]));
        }
        // `@io`, `@ik`: the lead, in their own word for it.
        if mention.at && Lexicon::shipped().has("owners.mine", &mention.names[0]) {
            let me = self.ctx.people.me.clone().or_else(|| PersonId::new("me"));
            return me.map(|me| Owner::These(vec![me]));
        }
        mention.at.then(|| Owner::Unknown(format!("@{}", mention.names[0])))
    }

    /// Who goes by a name; of several, the one whose 1-2-1 the line stands in.
    fn one_named(&self, name: &str) -> Option<PersonId> {
        self.only(self.ctx.people.who_is_spoken_of(name))
    }

    fn only(&self, who: Who) -> Option<PersonId> {
        match who {
            Who::One(id) => Some(id),
            Who::Many(ids) => self.side.filter(|side| ids.contains(side)).cloned(),
            Who::Nobody => None,
        }
    }

    /// Whom a word or two name: a person, the lead, the other side, several of them.
    pub(super) fn owner_named(&self, text: &str) -> Option<Owner> {
        let text = text.trim().trim_matches(['*', '_', '[', ']', '(', ')', ' ', ':']).trim();
        let text = text.strip_prefix('@').unwrap_or(text);
        let mut chars = text.chars();
        if let (Some(mark), None) = (chars.next(), chars.next())
            && self.mention_at(mark).is_some()
        {
            return self.of_mark(mark);
        }
        if text.is_empty() || text.split_whitespace().count() > 5 {
            return None;
        }
        // `Bob/Alice` are two; to whoever looks up a link it is Alice.
        let several = text.contains('/');
        if let Some(owner) = self.one_name(text).filter(|_| !several) {
            return Some(owner);
        }
        let mut all = Vec::new();
        let parts = text.split([',', '&', '/', '+']);
        let parts = parts.flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" und "));
        for part in parts {
            match self.one_name(part.trim()) {
                Some(Owner::These(ids)) => all.extend(ids),
                Some(Owner::Other) => all.push(self.side?.clone()),
                _ => return self.one_name(text).filter(|_| several),
            }
        }
        match all.len() {
            0 | 1 => self.one_name(text),
            _ => Some(Owner::These(all)),
        }
    }

    pub(super) fn one_name(&self, name: &str) -> Option<Owner> {
        let mut chars = name.chars();
        if let (Some(mark), None) = (chars.next(), chars.next())
            && self.mention_at(mark).is_some()
        {
            return self.of_mark(mark).filter(|owner| matches!(owner, Owner::These(_)));
        }
        if is_of_both(self.ctx, self.side, name) {
            return Some(Owner::Unknown(format!("@{name}")));
        }
        if let Some(id) = self.one_named(name) {
            return Some(Owner::These(vec![id]));
        }
        let lexicon = Lexicon::shipped();
        // `Mon: …` is a day to one, and `mine` to another: it is nobody.
        if lexicon.weekday_named(name).is_some() {
            return None;
        }
        if lexicon.has("owners.mine", name) {
            let me = self.ctx.people.me.clone().or_else(|| PersonId::new("me"));
            return me.map(|me| Owner::These(vec![me]));
        }
        if lexicon.has("owners.theirs", name) {
            return Some(Owner::Other);
        }
        by_initials(self.ctx, self.side, name).map(|id| Owner::These(vec![id]))
    }

    /// `M chase it`, where all boxes begin so.
    fn without_sign(&self, words: &str) -> Option<Owed> {
        let begins = self.item.task.is_some() && self.ctx.customs.begin_with_bare_names();
        let (id, rest) = begins.then(|| bare_owner(self.ctx, self.side, words)).flatten()?;
        Some(self.owed(Owner::These(vec![id]), Form::Other, rest))
    }

    /// A name before the words.
    fn owner_before(&self, words: &str) -> Option<Owed> {
        if let Some(owed) = self.leading_marks(words) {
            return Some(owed);
        }
        // `[Lena] …`, `**Lena** …`, `(Lena) …`
        for (open, close) in
            [("[", "]"), ("**", "**"), ("__", "__"), ("(", ")"), ("*", "*"), ("_", "_")]
        {
            if let Some((name, rest)) =
                words.strip_prefix(open).and_then(|rest| rest.split_once(close))
                && !rest.trim().is_empty()
            {
                let rest = rest.trim_start_matches([':', ' ', '-', '–', '—']);
                match self.owner_named(name) {
                    Some(owner) => return Some(self.owed(owner, Form::Before, rest)),
                    None if open != "(" && self.is_strange(name) => {
                        return Some(self.owed(
                            Owner::Unknown(name.to_owned()),
                            Form::Before,
                            rest,
                        ));
                    }
                    None => {}
                }
            }
        }
        if let Some((name, rest)) = words.split_once(" | ")
            && !rest.trim().is_empty()
            && let Some(owner) = self.owner_named(name)
        {
            return Some(self.owed(owner, Form::Before, rest));
        }
        if let Some((name, rest)) = split_at_arrow(words)
            && let Some(owner) = self.owner_named(name)
            && self.owner_named(rest).is_none()
        {
            // `me → Lena: send it`: whom it is for is told by the 1-2-1.
            let behind = split_opening(rest).and_then(|(name, behind)| {
                let whom = self.owner_named(name).filter(|whom| !self.is_third(whom))?;
                (whom != owner && !behind.is_empty()).then_some(behind)
            });
            return Some(self.owed(owner, Form::Before, behind.unwrap_or(rest)));
        }
        if let Some((name, rest)) = split_opening(words)
            && name.split_whitespace().count() <= 5
            && !rest.is_empty()
        {
            if let Some(owner) = self.owner_named(name) {
                return Some(self.owed(owner, Form::Before, rest));
            }
            // `Owner: Lena; write it`
            if Lexicon::shipped().has("owner_marks", name)
                && let Some((name, words)) = rest.split_once([';', ','])
                && let Some(owner) = self.owner_named(name)
            {
                return Some(self.owed(owner, Form::Before, words));
            }
            // `Ana Lucía: …`, where an Ana is known: it may be her, and is not the lead's.
            let is_first = || {
                let mut words = name.split_whitespace();
                let first =
                    words.next().is_some_and(|word| self.ctx.people.who(word) != Who::Nobody);
                first && words.next().is_some() && is_name_like(name)
            };
            let colon = words[name.len()..].trim_start_matches(['*', '_', ']']).starts_with(':');
            if colon && self.is_doubtful(name) {
                let asked = Owner::Unknown(format!("@{name}"));
                return Some(self.owed(asked, Form::Other, rest));
            }
            if colon && (self.is_strange(name) || is_first()) {
                return Some(self.owed(Owner::Unknown(name.to_owned()), Form::Before, rest));
            }
        }
        self.with_verb(words)
    }

    /// `P1 Nora: …`, `20/11: Nora: …`, `call: Nora: …`: the name behind a sign, a day, a tag or a
    /// word with a colon. Behind other words (`ask Nora: …`) it is no owner.
    fn behind_prefix(&self, words: &str) -> Option<Owed> {
        const MOST: usize = 3;
        let blanks = words.match_indices(' ').map(|(at, _)| at + 1).take(MOST);
        for at in blanks {
            let (prefix, rest) = words.split_at(at);
            let (name, behind) = split_opening(rest).filter(|(_, behind)| !behind.is_empty())?;
            let colon = rest[name.len()..].trim_start_matches(['*', '_', ']']).starts_with(':');
            let Some(owner) = self.owner_named(name).filter(|_| colon) else { continue };
            let is_tag = |word: &str| self.item.tags.iter().any(|tag| tag == &fold(word));
            let apart = |word: &str| {
                word.ends_with([':', ']', ')', '|'])
                    || !word.chars().any(char::is_alphabetic)
                    || word.chars().any(|c| c.is_ascii_digit())
                    || is_tag(word)
            };
            // `x me: send it`, below a heading for promises
            let is_tick = self.item.task.is_none() && prefix.trim().eq_ignore_ascii_case("x");
            let told = is_tick || prefix.split_whitespace().all(apart);
            let prefix = if is_tick { "✓ " } else { prefix };
            return told.then(|| self.owed(owner, Form::Before, &format!("{prefix}{behind}")));
        }
        None
    }

    /// `@lena …`, `@lena, @tom and @kim: …`.
    fn leading_marks(&self, words: &str) -> Option<Owed> {
        let mut rest = words.trim_start_matches(['[', '(', '*', '_', ' ']);
        let mut ids = Vec::new();
        loop {
            let mut chars = rest.chars();
            let Some(owner) = chars.next().and_then(|c| self.of_mark(c)) else { break };
            match owner {
                Owner::These(found) => ids.extend(found),
                unknown if ids.is_empty() => {
                    let behind = behind_name(chars.as_str());
                    return (!behind.is_empty()).then(|| self.owed(unknown, Form::Other, behind));
                }
                _ => break,
            }
            rest = self.without_surname(&ids, chars.as_str());
            // `@bob's role` names the role.
            if rest.starts_with("'s") || rest.starts_with("’s") {
                return None;
            }
            let behind = rest.trim_start_matches([' ', ',', '&', '/', '[', ']']);
            let joint = |word: &String| behind.strip_prefix(word.as_str())?.strip_prefix(' ');
            let behind = Lexicon::shipped().words("and").iter().find_map(joint).unwrap_or(behind);
            match behind.chars().next().and_then(|c| self.of_mark(c)) {
                Some(Owner::These(_)) => rest = behind,
                _ => break,
            }
        }
        let behind = behind_name(rest);
        // `*@alice read it*`: what was opened before the name ends behind the words.
        let opened = words.trim_start_matches(['[', '(', ' ']);
        let opened = &opened[..opened.len() - opened.trim_start_matches(['*', '_']).len()];
        let closes = !opened.is_empty() && !behind.trim_end_matches(['*', '_']).contains(opened);
        let behind = behind.strip_suffix(opened).filter(|_| closes).unwrap_or(behind);
        (!ids.is_empty() && !behind.is_empty())
            .then(|| self.owed(Owner::These(ids), Form::Before, behind))
    }

    /// What stands behind a mention without the rest of the name: `@Lena Vogel …`.
    fn without_surname<'t>(&self, ids: &[PersonId], rest: &'t str) -> &'t str {
        let person = ids.last().and_then(|id| self.ctx.people.with_id(id));
        let surname = person.and_then(|person| person.name.split_once(' ')).map(|(_, rest)| rest);
        surname.and_then(|surname| rest.strip_prefix(' ')?.strip_prefix(surname)).unwrap_or(rest)
    }

    /// `Lena to present at the guild`, `I will ask`, `sie soll …`.
    fn with_verb(&self, words: &str) -> Option<Owed> {
        // `I'll send it`
        if let Some((first, rest)) = words.split_once(' ')
            && let Some(name) = first.strip_suffix("'ll").or_else(|| first.strip_suffix("’ll"))
            && let Some(owner) = self.owner_named(name)
        {
            return Some(self.owed(owner, Form::Other, rest));
        }
        let spaces: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).take(6).collect();
        for (count, at) in spaces.iter().take(2).enumerate() {
            let name = words[..*at].trim_end_matches("'m").trim_end_matches("’m");
            let Some(owner) = self.owner_named(name) else { continue };
            for end in spaces[count + 1..].iter().rev() {
                if Lexicon::shipped().has("owner_verbs", &words[at + 1..*end]) {
                    // `Bob will be let go`, or a third person in another's 1-2-1: it may be on him.
                    let rest = words[end + 1..].trim_start();
                    let passive = rest.starts_with("be ") || rest.starts_with("not ");
                    if passive || self.is_third(&owner) {
                        let name = words[..*at].trim().to_owned();
                        let asked = Owner::Unknown(format!("@{name}"));
                        return Some(self.owed(asked, Form::Other, words));
                    }
                    return Some(self.owed(owner, Form::Other, &words[end + 1..]));
                }
            }
        }
        None
    }

    /// A name behind the words.
    fn owner_behind(&self, words: &str) -> Option<Owed> {
        let text = words.trim_end_matches(['!', ' ', '.', ';', ',', '*', '_']);
        // `#followup/maya`: the last part of a tag, which stands in the words without its hash.
        if let Some((before, word)) = text.rsplit_once(' ')
            && let Some((_, name)) = word.rsplit_once('/')
            && !word.contains("://")
            && let Some(id) = self.one_named(name)
        {
            return Some(self.owed(Owner::These(vec![id]), Form::Other, before));
        }
        let bracket = [(')', '('), (']', '[')].into_iter().find_map(|(close, open)| {
            text.strip_suffix(close).and_then(|text| text.rsplit_once(open))
        });
        if let Some((before, inside)) = bracket {
            let (marked, name) = without_owner_mark(inside);
            let unknown = || Owner::Unknown(name.trim().to_owned());
            let strange = self.ctx.customs.names_behind_signs() && is_name_like(name);
            return match self.owner_named(name) {
                // `draft it (Bob), review it (Alice)`
                Some(owner) if self.has_other_bracket(&owner, before) => {
                    let asked = Owner::Unknown(format!("@{name}"));
                    Some(self.owed(asked, Form::Other, text))
                }
                Some(owner) => Some(self.owed(owner, Form::Sign, before)),
                None if is_all(name) || self.is_choice(name) => {
                    let asked = Owner::Unknown(format!("@{name}"));
                    Some(self.owed(asked, Form::Other, before))
                }
                None if marked || strange => Some(self.owed(unknown(), Form::Other, before)),
                None => None,
            };
        }
        for arrow in ["→", "->", "=>"] {
            if let Some((before, name)) = text.rsplit_once(arrow)
                && !before.trim().is_empty()
            {
                // `→ Nora by 2026-12-01`
                let name = name.split(" by ").next().unwrap_or(name);
                if let Some(owner) = self.owner_named(name) {
                    return Some(self.owed(owner, Form::Arrow, before));
                }
                if self.ctx.customs.names_behind_arrows() && is_name_like(name) {
                    let unknown = Owner::Unknown(name.trim().to_owned());
                    return Some(self.owed(unknown, Form::Arrow, before));
                }
            }
        }
        for dash in [" - ", " – ", " — ", " | ", " / ", " 👤 "] {
            if let Some((before, name)) = text.rsplit_once(dash)
                && let (_, name) = without_owner_mark(name)
                && name.split_whitespace().count() <= 3
                && !before.trim().is_empty()
            {
                if let Some(owner) = self.owner_named(name) {
                    return Some(self.owed(owner, Form::Sign, before));
                }
                if self.ctx.customs.names_behind_signs() && is_name_like(name) {
                    let unknown = Owner::Unknown(name.trim().to_owned());
                    return Some(self.owed(unknown, Form::Other, before));
                }
            }
        }
        // `…; owner Alice`
        if let Some((before, said)) = text.rsplit_once([';', ','])
            && let (true, name) = without_owner_mark(said.trim_start())
            && let Some(owner) = self.owner_named(name)
        {
            return Some(self.owed(owner, Form::Other, before));
        }
        self.trailing_mark(text)
    }

    /// `… @lena`, `… @lena and @tom`, `… @Lena Vogel`.
    fn trailing_mark(&self, text: &str) -> Option<Owed> {
        let (at, mark) = text.char_indices().rev().find(|(_, c)| self.mention_at(*c).is_some())?;
        let owner = self.of_mark(mark)?;
        let behind = &text[at + mark.len_utf8()..];
        let whole = match &owner {
            Owner::These(ids) => self.without_surname(ids, behind).trim().is_empty(),
            _ => behind.trim().is_empty(),
        };
        if !whole {
            return None;
        }
        let before = text[..at].trim_end();
        let word = before.rsplit(' ').next().unwrap_or("");
        let joined = word == "&"
            || word.ends_with(',')
            || Lexicon::shipped().has_written("and", &fold(word));
        if joined {
            let more = before.trim_end_matches(word).trim_end_matches([',', ' ']);
            let inner = self.trailing_mark(more)?;
            return match (inner.owner, owner) {
                (Owner::These(mut ids), Owner::These(last)) => {
                    ids.extend(last);
                    Some(Owed { owner: Owner::These(ids), ..inner })
                }
                _ => None,
            };
        }
        // Two side by side.
        if let Some(last) = before.chars().next_back().filter(|c| self.mention_at(*c).is_some())
            && let (Some(Owner::These(mut ids)), Owner::These(mine)) = (self.of_mark(last), &owner)
        {
            ids.extend(mine.iter().cloned());
            let before = before[..before.len() - last.len_utf8()].trim_end();
            return (!before.is_empty()).then(|| self.owed(Owner::These(ids), Form::Other, before));
        }
        let word = word.trim_matches(['*', '_', '(']);
        let stands_by = ["party", "accompanied"].iter().any(|l| Lexicon::shipped().has(l, word));
        if before.is_empty() || stands_by {
            return None;
        }
        if self.is_third(&owner) && !self.ctx.customs.names_at_end() {
            // `tell HR why she distrusts @bob`: nobody owes it until somebody says so.
            let asked = Owner::Unknown("@".to_owned());
            return Some(self.owed(asked, Form::End, text));
        }
        Some(self.owed(owner, Form::End, before.trim_end_matches(['-', '–', '—', ' ', ':'])))
    }
}

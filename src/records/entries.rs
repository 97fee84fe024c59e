//! All items of a note that say something, each with its kind, its person, its day and its words.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Audience, Kind, NameRole};
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::words::tidy_blanks;
use crate::records::audience::{self, Heard, OPEN};
use crate::records::due;
use crate::records::line_kind::{LineKind, LineKinds};
use crate::records::missed_talk;
use crate::records::name_first::behind_joined;
use crate::records::record::{By, Entry};
use crate::records::resolver::Context;
use crate::records::subject::{Subject, subject};
use crate::records::unfilled::says_nothing;
use crate::records::upward;
use crate::records::wording::said_of;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use crate::vault::config::Status;
use std::collections::BTreeSet;

/// `Season: low`, `My miss: …`: kinds that are told by their tag alone and close all the same.
fn heads_closed(text: &str) -> bool {
    const MOST_LABEL_BYTES: usize = 64;
    let label = text.split([':', '–', '—']).next().unwrap_or(text);
    let bare = label.trim_matches(['*', '_', ' ', '#']);
    let has = |list: &str| Lexicon::shipped().has(list, bare);
    let labels = label.len() < text.len();
    label.len() <= MOST_LABEL_BYTES
        && (has("closed_headings") || labels && has("kinds.home.headings"))
}

impl<'v> Context<'v> {
    /// All items of a note that say something, as entries.
    pub fn entries_of(&self, note: &'v Note, said: &mut Vec<Diagnostic>) -> Vec<Entry<'v>> {
        let mut lines = LineKinds::new(self, note);
        let mut entries = Vec::new();
        let mut whose = vec![None; note.headings.len()];
        let heard = self.heard_in(note);
        let by_name = self.is_closed_whole(note);
        let mut closed: Vec<bool> = Vec::new();
        // Boxes that nobody reads.
        let mut lost: Vec<usize> = Vec::new();
        // A paragraph that closes heads the list behind it, with or without a blank line between.
        let mut head: Option<(Option<usize>, bool)> = None;
        let has_below =
            |at: usize| note.items.get(at + 1).is_some_and(|next| next.parent() == Some(at));
        for (at, item) in note.items.iter().enumerate() {
            let mut heard = heard.get(at).copied().unwrap_or(OPEN);
            let mut line = lines.kind_at(at);
            let outermost = item.parent().is_none();
            let headed = outermost && item.listed && head == Some((item.heading(), item.quoted));
            let above =
                headed || item.parent().is_some_and(|parent| closed.get(parent) == Some(&true));
            if by_name || above || lines.is_below_closing(at) {
                heard.limit = Audience::Lead;
            }
            // A kind by its word or heading closes as its tag does; so does one that is withdrawn.
            let closes = match &line {
                Some(line) => line.by != By::Tag && line.kind.closes_below(),
                None => {
                    item.struck && item.kind().is_some_and(|kind| kind.is_feedback())
                        || (has_below(at) || outermost && !item.listed)
                            && heads_closed(item.words.words_before_name())
                }
            };
            if outermost && !item.listed {
                let kind = line.as_ref().is_some_and(|line| line.kind.closes_below());
                head = (kind || closes).then_some((item.heading(), item.quoted));
            }
            if above || closes {
                closed.resize(note.items.len(), false);
                closed[at] = true;
            }
            if heard.guarded {
                // It may be a watch out: it is said, counted, and told nowhere as anything else.
                line = line.filter(|line| line.kind == Kind::WatchOut);
            }
            if line.is_none() && item.task.is_some() && item.heading().is_some() {
                lost.push(at);
            }
            if let Some(line) = line {
                let kind = line.kind;
                let mut entry = self.entry_at(note, at, (item, line, heard), &mut whose, said);
                // The column of a board says how far its boxes are.
                let is_open = kind == Kind::Action && entry.status == Some(Status::Open);
                if is_open && let Some(over) = lines.over_above(at) {
                    entry.status = Some(over);
                }
                let may = kind.is_feedback() || kind == Kind::Goal || kind == Kind::Action;
                if !(may && !has_below(at) && says_nothing(kind, &entry.text)) {
                    entries.push(entry);
                }
            }
        }
        if !lost.is_empty() {
            missed_talk::say(self, note, &lost, said);
        }
        entries
    }

    /// A line that names several people, of whom nothing tells which one is meant.
    fn say_several(&self, note: &Note, item: &Item, kind: Kind, said: &mut Vec<Diagnostic>) {
        let named = item.mentions.iter().filter_map(|mention| self.person_of_mention(mention));
        let named: BTreeSet<PersonId> = named.filter(|id| !self.people.is_me(id)).collect();
        if named.len() > 1 {
            let names: Vec<String> = named.iter().map(|id| self.people.first_name_of(id)).collect();
            let message = format!("names {}: whose is it?", names.join(" and "));
            let code = if kind.is_feedback() { Code::FeedbackWhose } else { Code::NoPerson };
            let problem = Diagnostic::about_file(code, note.path.as_str(), message);
            let hint = "begin the line with the name of the one whom it is about";
            said.push(problem.at_place(&item.place).hint(hint));
        }
    }

    fn entry_at(
        &self,
        note: &'v Note,
        at: usize,
        (item, line, heard): (&'v Item, LineKind, Heard),
        whose: &mut [Option<Option<PersonId>>],
        said: &mut Vec<Diagnostic>,
    ) -> Entry<'v> {
        // What no name moves out of a 1-2-1, a heading in it does not move either.
        let stays = (line.kind.role_of_names() == NameRole::Stay)
            .then(|| self.meetings.at_item(note, at))
            .flatten();
        let about = || match stays {
            Some(meeting) => Some(self.meetings.all[meeting].person.clone()),
            None => self.context_of(note, at, whose),
        };
        let Subject { people, lost, asked, stranger } = subject(self, note, at, &line, about, said);
        let talk = self.meetings.at_item(note, at).map(|at| &self.meetings.all[at].person);
        let upward = talk
            .filter(|id| people.len() == 1 && people[0] == **id)
            .is_some_and(|id| upward::may_be(self, note, at, &line, id));
        let (people, lost) = if upward { (Vec::new(), true) } else { (people, lost) };
        if let Some(other) = &asked {
            let name = self.people.first_name_of(other);
            let talk = self.meetings.at_item(note, at).is_some();
            let message = match talk || self.meetings.person_of_note(&note.path).is_some() {
                true => format!("stands in another's 1-2-1 and names {name}: whose is it?"),
                false => format!("names {name} beside somebody else: whose is it?"),
            };
            let problem = Diagnostic::about_file(Code::FeedbackWhose, note.path.as_str(), message);
            let hint = "begin the line with the name of the one whom it is about";
            said.push(problem.at_place(&item.place).hint(hint));
        }
        if let Some(name) = &stranger {
            let message = format!("stands in another's 1-2-1 and is for `{name}`: whose is it?");
            let problem = Diagnostic::about_file(Code::FeedbackWhose, note.path.as_str(), message);
            let hint = "begin the line with the name of the one whom it is about";
            said.push(problem.at_place(&item.place).hint(hint));
        }
        if upward {
            let message = "may be what they said of you: it stands on no page";
            let problem = Diagnostic::about_file(Code::FeedbackWhose, note.path.as_str(), message);
            let hint = "write it without the tag, below `## Feedback for me`; or begin the line with \
                        their name when it is on them";
            said.push(problem.at_place(&item.place).hint(hint));
        } else if lost && asked.is_none() {
            self.say_several(note, item, line.kind, said);
        }
        audience::say_unknown(note, at, said);
        let (word, limit) = self.audience_heard(note, line.kind, heard, &people);
        let whole = item.fields.first().filter(|field| field.style.is_line());
        let text = match (whole, line.text) {
            (Some(field), _) if item.kind().is_none() => tidy_blanks(&field.value),
            (_, Some(text)) if people.len() < 2 => self.without_subject(&text, &people),
            (_, Some(text)) => self.without_joined(tidy_blanks(&text)),
            _ if people.len() > 1 => self.without_joined(self.text_about(note, at, &people)),
            _ => self.without_label(self.text_about(note, at, &people), &people),
        };
        let date = line.day.filter(|_| line.by != By::Tag);
        let date = date.or_else(|| self.date_of_item(note, item, said));
        let dated = match line.kind == Kind::Score {
            true => due::take_day_in_brackets(&text, self.config.date_order, date),
            false => None,
        };
        let (text, date) = dated.map_or((text, date), |(text, day)| (text, Some(day)));
        Entry {
            note,
            at,
            item,
            kind: line.kind,
            by: line.by,
            unsure: line.unsure,
            above: line.above,
            headed: line.headed,
            people,
            lost,
            date,
            meeting: self.meetings.at_item(note, at),
            text,
            // A promise in a paragraph has no box to tick.
            status: self.item_status(item).or_else(|| {
                let in_words = line.kind == Kind::Action && !item.listed;
                self.said_status(item).filter(|_| in_words)
            }),
            source: self.source(note, at),
            audience: word,
            limit,
        }
    }

    /// Whom the nearest heading of a person, else the note, is about.
    fn context_of(
        &self,
        note: &Note,
        at: usize,
        whose: &mut [Option<Option<PersonId>>],
    ) -> Option<PersonId> {
        if let Some(id) = self.meetings.person_of_bullet(note, at) {
            return Some(id.clone());
        }
        let chain = std::iter::successors(note.items[at].heading(), |at| note.headings[*at].parent);
        for at in chain {
            // Asked once a heading, not once an item.
            let found = whose[at].get_or_insert_with(|| self.person_of_heading(&note.headings[at]));
            if let Some(id) = found {
                return Some(id.clone());
            }
        }
        // What a 1-2-1 is a part of may say with whom in a way of its own: `O3: Maya`.
        let talk = self.meetings.at_item(note, at).map(|at| &self.meetings.all[at].person);
        talk.or_else(|| self.meetings.person_of_note(&note.path)).cloned()
    }

    /// The words of an item; when it has none of its own, those of its children.
    fn text_about(&self, note: &Note, at: usize, people: &[PersonId]) -> String {
        let own = said_of(&note.items[at], self.people, self.layout, people);
        if own.is_empty() { self.text_of_item(note, at) } else { own }
    }

    /// The words of a line that its subject's name begins as a label: `Alice: kind to the interns`.
    fn without_label(&self, text: String, people: &[PersonId]) -> String {
        let [person] = people else { return text };
        let name = self.people.with_id(person).map_or("", |person| person.name.as_str());
        let called = self.people.first_name_of(person);
        let bare = text.trim_start_matches(['*', '_']);
        let rest = [name, called.as_str()].into_iter().filter(|name| !name.is_empty());
        let rest = rest.filter_map(|name| bare.strip_prefix(name)).find_map(|rest| {
            let rest = rest.trim_start_matches(['*', '_']);
            [": ", " - ", " – ", " — "].iter().find_map(|sign| rest.strip_prefix(sign))
        });
        match rest.map(tidy_blanks).filter(|rest| !rest.is_empty()) {
            Some(rest) => rest,
            None => text,
        }
    }

    /// Words without plain names at their beginning that are joined to the one before them.
    fn without_joined(&self, text: String) -> String {
        let behind = behind_joined(self, &text).filter(|rest| !rest.is_empty());
        behind.map(tidy_blanks).unwrap_or(text)
    }

    /// Words behind those that say the kind, without the name of the one whom they are about:
    /// `Kudos to Bob for the review` is `the review`.
    fn without_subject(&self, text: &str, people: &[PersonId]) -> String {
        let [person] = people else { return tidy_blanks(text) };
        let name = self.people.first_name_of(person);
        let Some(rest) = text.strip_prefix(name.as_str()) else { return tidy_blanks(text) };
        let rest = rest.strip_prefix("'s").or_else(|| rest.strip_prefix("’s")).unwrap_or(rest);
        if rest.starts_with(char::is_alphanumeric) || rest.trim().is_empty() {
            return tidy_blanks(text);
        }
        let rest = rest.trim_start_matches([':', ' ', ',', '-', '–', '—']);
        let (first, behind) = rest.split_once(' ').unwrap_or((rest, ""));
        tidy_blanks(if Lexicon::shipped().has("for", first) && !behind.is_empty() {
            behind
        } else {
            rest
        })
    }
}

//! Completions: people behind `@` and `[[`, kinds and what is in use behind `#`, fields and days.

use crate::kind::Kind;
use crate::lsp::behind;
use crate::lsp::buffer::Buffer;
use crate::lsp::card;
use crate::lsp::days;
use crate::lsp::desk::Desk;
use crate::lsp::place::{Typed, typed_at_end};
use crate::note::front_matter::Fence;
use crate::note::spelling::tag_path;
use crate::pages::view::lens::due_words;
use crate::people::person::Person;
use crate::text::date::Day;
use crate::text::date_parse;
use crate::text::date_parse::Found;
use crate::text::ids::{NotePath, PersonId};
use crate::text::span::{Span, without_accents};
use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTextEdit,
    CompletionList, TextEdit,
};

/// More are not sent at once; the list is asked for again as somebody types.
const MOST_ITEMS: usize = 200;

/// One offer.
struct Completion {
    label: String,
    text: String,
    detail: String,
    /// What the typed text is compared with, when it is not the label.
    filter: String,
    kind: CompletionItemKind,
}

/// The offers at a byte of a buffer.
pub fn complete(desk: &Desk<'_>, buffer: &Buffer, at: usize) -> CompletionList {
    let line = buffer.text.line_span(buffer.text.line_of(at));
    let before = &buffer.str()[line.start..at.max(line.start)];
    // What stands behind the cursor and belongs to the word is replaced with it.
    let behind = &buffer.str()[at..line.end.max(at)];
    let whole = |span: Span, more: usize| Span::new(span.start, span.end + more);
    if is_in_front(buffer.str(), line.start, at) {
        let (span, offers) = complete_front_matter(desk, before, line.start);
        let span = Span::new(span.start, span.end + behind::in_front(behind, before));
        return completion_list(desk, buffer, span, offers, false);
    }
    if buffer.region_at(at).is_some() || (at > 0 && buffer.is_closed(at - 1)) {
        return CompletionList::default();
    }
    let Some(typed) = typed_at_end(before, line.start) else {
        return CompletionList::default();
    };
    match typed {
        Typed::Mention(span, _) => completion_list(
            desk,
            buffer,
            whole(span, behind::name_behind(behind)),
            complete_people(desk, buffer),
            false,
        ),
        Typed::Link(span, _) => {
            let closed = behind.starts_with("]]");
            let offers = complete_notes(desk, &buffer.path, closed);
            completion_list(desk, buffer, whole(span, behind::link_behind(behind)), offers, false)
        }
        Typed::Tag(span, tag) => {
            let more = behind::tag(behind, tag);
            let mut offers = complete_tags(desk, buffer, at, tag);
            if behind[more..].starts_with('/') {
                let text = |offer: &mut Completion| {
                    offer.text.truncate(offer.text.trim_end_matches('/').len());
                };
                offers.iter_mut().for_each(text);
            }
            completion_list(desk, buffer, whole(span, more), offers, false)
        }
        Typed::Key(span, _) => completion_list(
            desk,
            buffer,
            whole(span, behind::key_behind(behind)),
            complete_keys(),
            false,
        ),
        Typed::Value(span, key, value) => {
            let bracket = buffer.str()[line.start..span.start].rfind(['[', '(']);
            let close = match bracket.map(|at| buffer.str().as_bytes()[line.start + at]) {
                Some(b'[') => "]",
                Some(_) => ")",
                None => "",
            };
            let more = if close.is_empty() { 0 } else { behind::value_behind(behind, close) };
            let is_closed = behind[more..].starts_with(close) || behind[more..].starts_with(',');
            let close = if is_closed { "" } else { close };
            let gap = buffer.str()[..span.start].ends_with(':');
            let offers = complete_values(desk, key, value).into_iter().map(|offer| Completion {
                text: format!("{}{}{close}", if gap { " " } else { "" }, offer.text),
                ..offer
            });
            completion_list(desk, buffer, whole(span, more), offers.collect(), true)
        }
    }
}

/// Whether keys of front matter are typed at a byte: between the fences, or below the first one
/// while the second is still to come.
fn is_in_front(text: &str, line: usize, at: usize) -> bool {
    match Fence::find(text) {
        Fence::Closed { yaml, .. } => yaml.start <= at && at <= yaml.end,
        Fence::Open(_) => {
            let mut above = text[..line].lines().skip(1);
            line > 0 && above.all(|line| line.contains(':') || line.starts_with([' ', '-']))
        }
        Fence::None(_) => false,
    }
}

/// Offers in their order, as the client sees them.
fn completion_list(
    desk: &Desk<'_>,
    buffer: &Buffer,
    span: Span,
    offers: Vec<Completion>,
    incomplete: bool,
) -> CompletionList {
    let range = desk.range(buffer, span);
    let many = offers.len() > MOST_ITEMS;
    let beside = |detail: &str| {
        let shown = desk.beside && !detail.is_empty();
        shown.then(|| CompletionItemLabelDetails {
            detail: None,
            description: Some(detail.to_owned()),
        })
    };
    let item = |(at, offer): (usize, Completion)| CompletionItem {
        label: offer.label,
        kind: Some(offer.kind),
        label_details: beside(&offer.detail),
        detail: Some(offer.detail).filter(|detail| !detail.is_empty()),
        sort_text: Some(format!("{at:04}")),
        filter_text: Some(offer.filter),
        text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text: offer.text })),
        ..CompletionItem::default()
    };
    let items = offers.into_iter().take(MOST_ITEMS).enumerate().map(item).collect();
    CompletionList { is_incomplete: incomplete || many, items, ..CompletionList::default() }
}

/// People, those of the line or note first, then those who are met, by name.
fn complete_people(desk: &Desk<'_>, buffer: &Buffer) -> Vec<Completion> {
    let known = desk.known;
    let near = known.model.people.owner_of_note(&buffer.path).map(|person| &person.id);
    let near = known.model.meetings.person_of_note(&buffer.path).or(near);
    let mut people: Vec<&Person> = known.model.people.by_id.values().collect();
    people.sort_by_key(|person| {
        (near != Some(&person.id), !known.model.is_report(person), person.name.clone())
    });
    let offer = |person: &&Person| {
        let handle = known.handle_of(&person.id);
        Completion {
            label: format!("@{handle}"),
            text: format!("@{handle}"),
            detail: card::person_line(known, person),
            filter: format!("@{handle} {} {}", person.name, person.aliases.join(" ")),
            kind: CompletionItemKind::Reference,
        }
    };
    people.iter().map(offer).collect()
}

/// Links to the notes of people, as this vault writes links.
fn complete_notes(desk: &Desk<'_>, from: &NotePath, closed: bool) -> Vec<Completion> {
    let model = &desk.known.model;
    let with_note = model.people.by_id.values().filter_map(|one| Some((one, one.path.as_ref()?)));
    let offer = |(person, path): (&Person, &NotePath)| {
        let link = model.layout.link(from, path, None);
        let link = match link.strip_suffix("]]") {
            Some(open) if closed => open.to_owned(),
            _ => link,
        };
        Completion {
            label: person.name.clone(),
            text: link,
            detail: card::person_line(desk.known, person),
            filter: format!("[[{} {} {}", person.name, path.stem(), person.aliases.join(" ")),
            kind: CompletionItemKind::File,
        }
    };
    with_note.map(offer).collect()
}

fn complete_tags(desk: &Desk<'_>, buffer: &Buffer, at: usize, typed: &str) -> Vec<Completion> {
    let known = desk.known;
    let Some(slash) = typed.find(['/', '.']) else {
        return kinds(desk);
    };
    let head = &typed[..slash];
    let sign = &typed[slash..=slash];
    let offer = |name: &str, detail: String| Completion {
        label: format!("#{head}{sign}{name}"),
        text: format!("#{head}{sign}{name}"),
        filter: format!("#{head}{sign}{name} {detail}"),
        detail,
        kind: CompletionItemKind::Keyword,
    };
    let times = |count: usize| match count {
        1 => "used once".to_owned(),
        many => format!("used {many} times"),
    };
    let by_use = |names: &std::collections::BTreeMap<String, usize>| {
        let mut names: Vec<(&String, &usize)> = names.iter().collect();
        names.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
        names.iter().map(|(name, count)| offer(name, times(**count))).collect()
    };
    match tag_path(head).as_str() {
        "skill" => return by_use(&known.skills),
        "way" => return by_use(&known.ways),
        _ => {}
    }
    let path = tag_path(head);
    let kind = known.spelling.kind_of_tag(&path).filter(|(_, rest)| rest.is_empty());
    match kind.map(|(kind, _)| kind) {
        Some(Kind::Goal) => complete_goals(desk, &known.people_at(buffer, at), offer),
        Some(Kind::Policy) => {
            let policies = known.model.policies.iter();
            policies.map(|policy| offer(&policy.slug, policy.title.clone())).collect()
        }
        Some(Kind::Season) => ["low", "steady", "high"]
            .iter()
            .zip(["little energy: watch outs are held", "as usual", "much is possible"])
            .map(|(word, what)| offer(word, what.to_owned()))
            .collect(),
        Some(Kind::Ask | Kind::Answer) => {
            let questions = known.model.questions.iter();
            questions.map(|question| offer(&question.slug, question.text.clone())).collect()
        }
        Some(kind) => {
            // What tags of this kind are called elsewhere.
            let mut names: Vec<(&str, &str)> = known
                .model
                .lines_of_kind(kind)
                .filter_map(|line| Some((line.rest.as_deref()?, line.text.as_str())))
                .collect();
            names.sort_unstable();
            names.dedup_by_key(|(name, _)| *name);
            names.into_iter().map(|(name, text)| offer(name, text.to_owned())).collect()
        }
        None => Vec::new(),
    }
}

/// The open goals of these people, or of all when there are none.
fn complete_goals(
    desk: &Desk<'_>,
    people: &[PersonId],
    offer: impl Fn(&str, String) -> Completion,
) -> Vec<Completion> {
    let model = &desk.known.model;
    let open = |person: &PersonId| crate::records::goal::open_goals(model.goals_of(person));
    let detail = |goal: &crate::records::goal::Goal, whose: bool| {
        let mut detail = goal.title.clone();
        if whose {
            detail = format!("{}: {detail}", model.people.first_name_of(&goal.key.person));
        }
        if let Some(due) = goal.due {
            detail.push_str(&format!(" · {}", due_words(due, model.today)));
        }
        detail
    };
    let theirs = people.iter().flat_map(open);
    let theirs: Vec<Completion> =
        theirs.map(|goal| offer(&goal.key.slug, detail(goal, people.len() > 1))).collect();
    if !people.is_empty() {
        return theirs;
    }
    let all = crate::records::goal::open_goals(model.goals.iter());
    all.iter().map(|goal| offer(&goal.key.slug, detail(goal, true))).collect()
}

/// The kinds with one line each: those in use here first, in this vault's spelling.
fn kinds(desk: &Desk<'_>) -> Vec<Completion> {
    let known = desk.known;
    let mut kinds: Vec<Kind> = Kind::ALL.to_vec();
    kinds.sort_by_key(|kind| !known.spelled.contains_key(kind));
    let offer = |word: &str, detail: &str| Completion {
        label: format!("#{word}"),
        text: format!("#{word}"),
        detail: detail.to_owned(),
        filter: format!("#{word} {detail}"),
        kind: CompletionItemKind::Keyword,
    };
    let words = |kind: &Kind| match known.spelled.get(kind) {
        Some(words) => words.clone(),
        None => vec![kind.word().to_owned()],
    };
    let of_kind = |kind: &Kind| {
        let what = kind.row().what;
        words(kind).iter().map(|word| offer(word, what)).collect::<Vec<Completion>>()
    };
    let mut offers: Vec<Completion> = kinds.iter().flat_map(of_kind).collect();
    offers.push(offer("skill/", "A skill that shows or grows."));
    offers.push(offer("way/", "A way of working."));
    offers.push(offer("performance", "About performance."));
    offers
}

/// Keys of fields, each with what it is for.
const FIELDS: &[(&str, &str)] = &[
    ("due", "until when"),
    ("path", "what would help: the path of a watch out"),
    ("shared", "when feedback was given"),
    ("hold", "keep feedback back until a day, or for a reason"),
    ("helps", "the team goal that a goal helps"),
    ("why", "why a goal matters"),
    ("skill", "the skill that a goal grows"),
    ("set", "when a goal was set"),
    ("done", "when it was done"),
    ("on", "the day a line is about"),
    ("from", "from whom feedback is"),
    ("with", "who takes part"),
    ("about", "whom a line is about"),
    ("reply", "what they said to feedback"),
    ("settled", "when feedback was settled"),
    ("drop", "why it was given up"),
    ("later", "parked until a day"),
    ("when", "when a follow-up is"),
    ("every", "how often a question comes round"),
    ("minutes", "how long a follow-up takes"),
    ("score", "how far a goal is, such as 3/5"),
    ("audience", "who may see a line: lead, person or team"),
];

fn complete_keys() -> Vec<Completion> {
    let offer = |(key, what): &(&str, &str)| Completion {
        label: format!("{key}::"),
        text: format!("{key}:: "),
        detail: (*what).to_owned(),
        filter: (*key).to_owned(),
        kind: CompletionItemKind::Field,
    };
    FIELDS.iter().map(offer).collect()
}

/// Keys whose values are days.
const DAYS: &[&str] = &[
    "due",
    "hold",
    "shared",
    "set",
    "done",
    "on",
    "settled",
    "later",
    "when",
    "dropped",
    "created",
    "scheduled",
    "start",
    "date",
];

fn complete_values(desk: &Desk<'_>, key: &str, typed: &str) -> Vec<Completion> {
    let known = desk.known;
    let key = crate::note::field::compared_key(key);
    let word = |label: &str, detail: &str| Completion {
        label: label.to_owned(),
        text: label.to_owned(),
        detail: detail.to_owned(),
        filter: label.to_owned(),
        kind: CompletionItemKind::Value,
    };
    if DAYS.contains(&key.as_str()) {
        return day_values(desk, typed, key == "shared" || key == "done");
    }
    match key.as_str() {
        "helps" => {
            let goals = known.model.lines_of_kind(Kind::TeamGoal);
            goals.map(|line| word(&format!("team/{}", line.short_name()), &line.text)).collect()
        }
        "skill" => known.skills.keys().map(|skill| word(skill, "")).collect(),
        "audience" => ["lead", "person", "team"]
            .iter()
            .zip(["for you alone", "the person may see it", "the team may see it"])
            .map(|(label, detail)| word(label, detail))
            .collect(),
        "from" | "with" | "by" | "about" | "owner" | "who" | "person" => {
            let people = known.model.people.by_id.values();
            people
                .map(|person| Completion {
                    filter: format!("{} {}", without_accents(&person.name), person.id),
                    ..word(&known.handle_of(&person.id), &card::person_line(known, person))
                })
                .collect()
        }
        "every" => ["1w", "2w", "monthly", "quarterly"].iter().map(|text| word(text, "")).collect(),
        // What is said in front matter too has the values that it has there.
        "minutes" | "season" | "mood" | "met" | "held" => {
            let known = FRONT.iter().find(|(known, ..)| *known == key);
            let values = known.map_or(&[][..], |(.., values)| values);
            values.iter().map(|value| word(value, "")).collect()
        }
        _ => Vec::new(),
    }
}

/// Days in words, each with the date that it means; what was typed first, when it is one.
fn day_values(desk: &Desk<'_>, typed: &str, past: bool) -> Vec<Completion> {
    let (today, order) = (desk.known.model.today, desk.known.vault.config.date_order);
    let mut offers = days::offered_days(today);
    if past {
        offers.sort_by_key(|(_, day)| *day != today);
    }
    let written = || match date_parse::leading_date(typed.trim(), order, Some(today)) {
        Some(Found::Day(day, span)) if span.end == typed.trim().len() => Some(day),
        _ => None,
    };
    if let Some(day) = days::read_day_word(typed, today).or_else(written) {
        let said = typed.trim().to_owned();
        offers.retain(|(word, _)| *word != said);
        offers.insert(0, (said, day));
    }
    let offer = |(word, day): (String, Day)| Completion {
        detail: day.long(),
        text: day.to_string(),
        filter: format!("{word} {day}"),
        label: word,
        kind: CompletionItemKind::Value,
    };
    offers.into_iter().map(offer).collect()
}

/// Keys of front matter with what they are for, and the values that are words.
pub const FRONT: &[(&str, &str, &[&str])] = &[
    ("kind", "what the note is", &["person", "one-on-one", "policy"]),
    ("person", "whom the note is about", &[]),
    ("date", "the day of the note", &[]),
    ("handle", "how the person is named: @handle", &[]),
    ("aliases", "other names of the person", &[]),
    ("me", "this person is you", &["yes"]),
    ("manager", "this person is your manager", &["yes"]),
    ("report", "whether there are 1-2-1s with the person", &["yes", "no"]),
    ("cadence", "how often you meet", &["1w", "2w", "monthly"]),
    ("slot", "when you meet", &["mon 10:00", "tue 14:00", "wed 9:30", "thu 15:00", "fri 11:00"]),
    ("minutes", "how long a 1-2-1 takes", &["25", "30", "45", "60"]),
    ("season", "the person's energy", &["low", "steady", "high"]),
    ("season-since", "since when the season lasts", &[]),
    ("delivery", "how to tell them things", &["direct", "coaxing"]),
    ("praise", "how they like to be praised", &["in public", "in private"]),
    ("agenda", "whether they get an agenda beforehand", &["yes", "no"]),
    ("template", "the template of their preps", &[]),
    ("questions", "the questions to ask them", &[]),
    ("meet", "where to meet: an address", &[]),
    ("held", "whether the 1-2-1 took place", &["yes", "no"]),
    ("intention", "what the 1-2-1 is to lead to", &[]),
    ("met", "whether the intention was met", &["yes", "partly", "no"]),
    ("mood", "how the person felt", &["1", "2", "3", "4", "5"]),
    ("audience", "who may see what the note says", &["lead", "person", "team"]),
    ("reviewed", "when a policy was last reviewed", &[]),
];

fn complete_front_matter(desk: &Desk<'_>, before: &str, start: usize) -> (Span, Vec<Completion>) {
    let end = start + before.len();
    let Some((key, value)) = before.split_once(':') else {
        let offer = |(key, what, _): &(&str, &str, &[&str])| Completion {
            label: (*key).to_owned(),
            text: format!("{key}: "),
            detail: (*what).to_owned(),
            filter: (*key).to_owned(),
            kind: CompletionItemKind::Property,
        };
        return (Span::new(start, end), FRONT.iter().map(offer).collect());
    };
    let blank = value.len() - value.trim_start().len();
    let span = Span::new(end - value.len() + blank, end);
    let gap = if blank == 0 { " " } else { "" };
    let key = key.trim();
    let word = |label: &str, detail: String| Completion {
        label: label.to_owned(),
        text: format!("{gap}{label}"),
        detail,
        filter: label.to_owned(),
        kind: CompletionItemKind::Value,
    };
    let known = desk.known;
    let offers = match key {
        "person" => {
            let people = known.model.people.by_id.values();
            people.map(|one| word(one.id.as_str(), card::person_line(known, one))).collect()
        }
        "date" | "season-since" | "reviewed" => {
            let days = day_values(desk, value.trim(), true).into_iter();
            days.map(|offer| Completion { text: format!("{gap}{}", offer.text), ..offer }).collect()
        }
        _ => {
            let found = FRONT.iter().find(|(known, ..)| *known == key);
            let values = found.map_or(&[][..], |(.., values)| values);
            values.iter().map(|value| word(value, String::new())).collect()
        }
    };
    (span, offers)
}

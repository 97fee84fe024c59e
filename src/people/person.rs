//! One person: what their own note and the config say of them.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Place};
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::text::date::{Cadence, Day, Slot, minutes};
use crate::text::date_parse;
use crate::text::date_parse::{Found, Order};
use crate::text::ids::{NotePath, PersonId};
use crate::text::lexicon::Lexicon;
use crate::text::one_on_one;
use crate::text::people_words;
use crate::text::person_name::{self, says_manager, says_own_manager};
use crate::text::slots;
use crate::text::span::{fold, nearest_word};
use crate::text::yaml::Yaml;
use crate::vault::config::{Config, Unowned};
use crate::vault::layout;
use serde::Serialize;
use std::collections::BTreeSet;

/// How a person's energy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Season {
    /// Hold the difficult back.
    Low,
    /// As usual.
    Steady,
    /// Much is possible.
    High,
}

impl Season {
    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Season> {
        let word = word.trim();
        // `high?` is none of them.
        if !word.chars().all(char::is_alphanumeric) {
            return None;
        }
        let has = |list: &str| Lexicon::shipped().has(list, word);
        match () {
            () if has("season_low") => Some(Season::Low),
            () if has("season_steady") => Some(Season::Steady),
            () if has("season_high") => Some(Season::High),
            () => None,
        }
    }

    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Season::Low => "low",
            Season::Steady => "steady",
            Season::High => "high",
        }
    }
}

/// A person.
#[derive(Clone, Debug)]
pub struct Person {
    /// Key.
    pub id: PersonId,
    /// The name on pages.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    pub path: Option<NotePath>,
    /// The lead.
    pub me: bool,
    /// The lead's own manager.
    pub manager: bool,
    /// `report:`, when it is said.
    pub report: Option<bool>,
    /// `lead: me` (or the lead's id).
    pub leads: bool,
    /// `lead:` as written, when it names somebody.
    pub lead: Option<String>,
    /// `left:`, the last day.
    pub left: Option<Day>,
    /// `away:`, first and last days of absences, in order.
    pub away: Vec<(Day, Day)>,
    /// How often, when it is said.
    pub cadence: Option<Cadence>,
    /// When, when it is said.
    pub slot: Option<Slot>,
    /// Minutes, when it is said.
    pub minutes: Option<u32>,
    pub meet: Option<String>,
    /// Wants coaxing.
    pub coaxing: bool,
    /// `delivery:` as written.
    pub delivery: Option<String>,
    /// `praise:` as written.
    pub praise: Option<String>,
    /// Season and since when, from the front matter.
    pub season: Option<(Season, Option<Day>)>,
    /// The template of their preps.
    pub template: Option<String>,
    /// Slugs of the questions to ask them; empty for all.
    pub questions: Vec<String>,
    /// `agenda:`, when it is said: whether they get one beforehand.
    pub agenda: Option<bool>,
    /// Their own note cannot be read: it may say that they are not to read something.
    pub unreadable: bool,
    /// `unowned:`, when it is said: whose the boxes are that name nobody.
    pub unowned: Option<Unowned>,
    /// Where to complain about their front matter.
    pub place: Place,
}

/// Keys of a person's note that are long enough to be told from a slip.
const KEYS: &[&str] = &[
    "cadence",
    "minutes",
    "season",
    "season-since",
    "delivery",
    "praise",
    "template",
    "questions",
    "agenda",
    "unowned",
    "report",
    "manager",
    "handle",
    "away",
];

/// Whether a note is a page of ours, so that it says nothing about anybody.
pub fn is_page(note: &Note) -> bool {
    const PAGES: &[&str] =
        &["rollup", "team", "me", "agenda", "shelf", "day", "scores", "review", "handover"];
    // A note for a 1-2-1 that holds nothing but its prep still is one, and so is the note of a
    // person who is told in the front matter alone.
    let says_person = || {
        note.front.text_of("kind").is_some_and(|kind| kind == "person")
            || note
                .front
                .keys()
                .any(|key| KEYS.contains(&key.as_str()) && !OURS.contains(&key.as_str()))
    };
    (note.generated && note.region("prep").is_none() && !says_person())
        || note.front.text_of("kind").is_some_and(|kind| PAGES.contains(&kind.as_str()))
            && note.regions.as_ref().is_none_or(|regions| !regions.is_empty())
}

/// Keys that the front matter of a page of ours may have as well.
const OURS: &[&str] =
    &["kind", "person", "date", "audience", "title", "id", "created", "updated", "tags", "aliases"];

pub(crate) fn read_note(
    note: &Note,
    config: &Config,
    said: &mut Vec<Diagnostic>,
) -> Option<Person> {
    let last = own_part(note);
    let last = last.as_str();
    let handle = note.front.text_of("handle");
    let id = PersonId::new(handle.as_deref().unwrap_or(last))?;
    let title = title_of(note, last);
    let (name, inside) = match title.split_once('(') {
        Some((name, rest)) => {
            let (inside, behind) = rest.split_once(')').unwrap_or((rest, ""));
            let inside = inside.trim().to_owned();
            // `Omar (Omi) Haddad` has a surname.
            let name = format!("{} {}", name.trim(), behind.trim()).trim().to_owned();
            (name, Some(inside).filter(|inside| !inside.is_empty()))
        }
        None => (title.trim().to_owned(), None),
    };
    let name = person_name::without_years(&name).map_or_else(|| name.clone(), str::to_owned);
    // Dendron's title of `user.alice` may be a path; its last part is the name.
    let name = name.rsplit('.').next().unwrap_or(&name).trim().to_owned();
    let name = if name.is_empty() { last.to_owned() } else { name };
    let mut person = Person {
        path: Some(note.path.clone()),
        aliases: inside.into_iter().collect(),
        place: note.front.place_of("kind"),
        ..blank(id, name)
    };
    read_keys(&mut person, note, config, said);
    person.aliases.extend(called_in(note));
    person.manager |= person.report.is_none() && is_of_manager(note);
    if note.front.is_unreadable() || note.refused.is_some() {
        person.unreadable = true;
        person.season = Some((Season::Low, None));
    }
    Some(person)
}

/// Whether a key of front matter says how somebody is met.
pub(crate) fn says_life(key: &str) -> bool {
    const LIFE: &[&str] = &[
        "cadence", "slot", "away", "left", "lead", "report", "season", "delivery", "praise",
        "meet", "agenda", "unowned",
    ];
    LIFE.contains(&key)
}

/// Takes in what the front matter of a note says of a person, and says what is wrong with it.
pub(crate) fn read_keys(
    person: &mut Person,
    note: &Note,
    config: &Config,
    said: &mut Vec<Diagnostic>,
) {
    let get = |key: &str| note.front.get(&fold(key));
    let mut complaints: Vec<(String, String)> = Vec::new();
    fill_person(person, &get, config, &mut |message| {
        let key = message.split('`').nth(1).unwrap_or("").to_owned();
        complaints.push((key, message));
    });
    // Nothing behind it, or a list: what cannot be read opens nothing.
    if note.front.raw_value("season").is_some() && note.front.text_of("season").is_none() {
        person.season = Some((Season::Low, None));
        let message = "`season` says nothing that is understood: it counts as low".to_owned();
        complaints.push(("season".to_owned(), message));
    }
    let known = |key: &str| note.front.get(key).is_some();
    if person.season.is_none() {
        let tagged =
            || note.front.folded_tags().iter().any(|tag| says_low(tag)).then(|| "tags".to_owned());
        // `current-season: low`
        let low = |key: &&String| {
            is_of_season(key) && note.front.text_of(key).is_some_and(|text| has_low(&text))
        };
        let keyed = note.front.keys().find(low);
        if let Some(key) = keyed.cloned().or_else(tagged) {
            let message = format!("`{key}` says something of the season: it counts as low");
            person.season = Some((Season::Low, None));
            complaints.push((key, message));
        }
    }
    // `state: {season: low}`
    let within = |key: &&String| {
        let inner = note.front.raw_value(key).map(Yaml::entries).unwrap_or_default();
        inner.iter().any(|(key, _)| fold(key) == "season")
    };
    if person.season.is_none()
        && let Some(key) = note.front.keys().find(within)
    {
        person.season = Some((Season::Low, None));
        let message = format!("a `season` within `{key}` is not read: it counts as low");
        complaints.push(("season".to_owned(), message));
    }
    for key in note.front.keys().filter(|key| !KEYS.contains(&key.as_str())) {
        // Other programs have keys of their own: only a slip of one of ours is told.
        if let Some(near) = nearest_word(key, KEYS.iter().copied()).filter(|near| !known(near)) {
            complaints.push((key.clone(), format!("`{key}` means nothing: `{near}`?")));
            if near == "season" {
                // What cannot be read opens nothing.
                person.season = Some((Season::Low, None));
            }
        }
    }
    for (key, message) in complaints {
        let code =
            if is_of_season(&key) || key == "tags" { Code::SeasonUnknown } else { Code::FieldBad };
        let place = note.front.place_of(&fold(&key));
        said.push(Diagnostic::about_file(code, note.path.as_str(), message).at_place(&place));
    }
}

/// What the first lines of a person's note say that they are called as well: `Also known as Zed.`,
/// `- nickname:: Zed`.
fn called_in(note: &Note) -> Vec<String> {
    const FIRST_LINES: usize = 12;
    let is_key = |word: &str| people_words::has("alias_key", &people_words::key(word));
    let mut found = Vec::new();
    for item in note.items.iter().take(FIRST_LINES).filter(|item| item.task.is_none()) {
        let of_fields = item.fields.iter().filter(|field| is_key(&field.key));
        found.extend(of_fields.flat_map(|field| field.value.split(',')).map(str::to_owned));
        let Some(text) = item.words.plain_words() else { continue };
        let words: Vec<&str> = text.split_whitespace().collect();
        let said = (1..words.len().min(5)).rev().find(|count| {
            let head = words[..*count].join(" ");
            let said = head.trim_matches(['*', '_', ':', ' ']);
            is_key(said) && (*count > 1 || head.contains(':') || said.len() < 4)
        });
        let behind = said.map(|count| words[count..].join(" ")).unwrap_or_default();
        found.extend(behind.split(['.', ',', ';', '(']).take(1).map(str::to_owned));
    }
    let name = |text: String| person_name::read(text.trim_matches(['"', '“', '”', '*', ' ', '.']));
    found.into_iter().filter_map(name).collect()
}

/// The key.
const SEASON: &str = "season";

fn has_low(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| Season::from_word(word) == Some(Season::Low))
}

/// Whether a tag in front matter says that the season is low: `season/low`, `low-season`.
fn says_low(tag: &str) -> bool {
    is_of_season(tag) && has_low(tag)
}

/// Whether a key or a tag is on a season: `current-season`, `temporada`.
fn is_of_season(key: &str) -> bool {
    let names = |part: &str| Lexicon::shipped().has("season_labels", part);
    key.contains(SEASON) || key.split(['/', '-', '_']).any(names)
}

/// Whether the note of a person says that they are the lead's own manager: `role: my manager`, `My
/// manager since 2025.`
fn is_of_manager(note: &Note) -> bool {
    const FIRST_LINES: usize = 6;
    const LONGEST: usize = 30;
    let role = |key: &&str| note.front.text_of(key).is_some_and(|role| says_own_manager(&role));
    let related = |key: &&str| note.front.text_of(key).is_some_and(|who| says_manager(&who));
    let says = |item: &Item| {
        let text =
            item.text_with_names(|mention| mention.names.last().cloned().unwrap_or_default());
        let first = &text[..text.floor_char_boundary(LONGEST)];
        let of_field = item.fields.iter().any(|field| says_own_manager(&field.value));
        of_field || text.starts_with(|c: char| c.is_uppercase()) && begins_own_manager(first)
    };
    ["role", "position", "title"].iter().any(role)
        || ["relationship", "relation"].iter().any(related)
        || note.items.iter().take(FIRST_LINES).any(says)
}

/// Whether a line begins with words for the lead's own manager.
fn begins_own_manager(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(2).collect();
    says_own_manager(&words.join(" "))
}

/// The part of a note's name that names its person: `hana.kim` of `user.hana.kim`, the folder of
/// an overview.
fn own_part(note: &Note) -> String {
    let stem = note.path.stem();
    // `people___Lena Vogel` is `people/Lena Vogel`.
    let stem = stem.rsplit("___").next().unwrap_or(stem);
    if people_words::holds("profile", stem)
        && let Some(folder) = note.path.folder().rsplit('/').next().filter(|part| !part.is_empty())
    {
        return folder.to_owned();
    }
    let mut parts = stem.split('.');
    let first = parts.next().unwrap_or(stem);
    let rest: Vec<&str> = parts.collect();
    let is_people = ["user", "people", "person"].contains(&first);
    match rest.as_slice() {
        _ if stem.contains(' ') => stem.to_owned(),
        [] => stem.to_owned(),
        [_, _, ..] if is_people => rest.join("-"),
        [.., last] => (*last).to_owned(),
    }
}

/// What the note of a person calls them. A first heading that shares no word with the name of the
/// file is about something else.
fn title_of(note: &Note, file: &str) -> String {
    if let Some(title) = note.front.text_of("title").or_else(|| note.front.text_of("name")) {
        return title;
    }
    let Some(heading) = &note.first_heading else { return file.to_owned() };
    let words = |text: &str| {
        let key = people_words::key(text);
        key.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let of_file = person_name::read(file);
    let named = person_name::read(heading).is_some_and(|name| person_name::is_full(&name));
    let other = of_file.as_ref().is_some_and(|name| {
        words(name).is_disjoint(&words(heading)) && (!named || person_name::is_full(name))
    });
    match of_file {
        Some(name) if other => name,
        // `# 1:1 Jörg` is not what he is called.
        _ if one_on_one::find_word(heading).is_some() => {
            let name = slots::read(heading, Order::default(), None).names_left().next();
            name.unwrap_or_else(|| file.to_owned())
        }
        _ => heading.clone(),
    }
}

pub(crate) fn fill_person<'a>(
    person: &mut Person,
    get: &dyn Fn(&str) -> Option<&'a Yaml>,
    config: &Config,
    say: &mut dyn FnMut(String),
) {
    let text = |key: &str| get(key).and_then(Yaml::text);
    for key in people_words::words("alias_key").iter().map(String::as_str) {
        let more = get(key).map(Yaml::texts).unwrap_or_default();
        person.aliases.extend(more.into_iter().map(|name| name.trim_start_matches('@').to_owned()));
    }
    person.me |= get("me").and_then(Yaml::truth).unwrap_or(false);
    person.manager |= get("manager").and_then(Yaml::truth).unwrap_or(false);
    person.report = get("report").and_then(Yaml::truth).or(person.report);
    if let Some(left) = get("left") {
        let text = left.text().unwrap_or_default();
        match date_parse::leading_date(&text, config.date_order, None) {
            Some(Found::Day(day, _)) => person.left = Some(day),
            _ if left.truth() == Some(false) => {}
            _ => person.report = Some(false),
        }
    }
    if let Some(away) = get("away") {
        let texts = match away.texts() {
            texts if texts.is_empty() => away.text().into_iter().collect(),
            texts => texts,
        };
        for text in texts {
            match absence(&text, config.date_order) {
                Some(absence) => person.away.push(absence),
                None => {
                    say(format!(
                        "`away` wants days such as `2026-12-01..2027-01-10`, not `{text}`"
                    ));
                }
            }
        }
        person.away.sort();
    }
    if let Some(lead) = text("lead") {
        person.lead = Some(lead.clone());
        let me = config.me.as_ref().is_some_and(|me| PersonId::new(&lead).as_ref() == Some(me));
        person.leads = me || fold(&lead) == "me";
    }
    read_into(
        &mut person.cadence,
        text("cadence"),
        Cadence::read,
        "cadence",
        "`1w` or `monthly`",
        say,
    );
    let said = text("cadence").and_then(|text| Slot::in_cadence(&text));
    person.slot = person.slot.or(said);
    read_into(&mut person.slot, text("slot"), Slot::read, "slot", "`tue 14:00`", say);
    read_into(&mut person.minutes, text("minutes"), minutes, "minutes", "`25`", say);
    if let Some(meet) = text("meet") {
        match link_address(&meet) {
            Some(address) => person.meet = Some(address),
            None => say(format!("`meet` wants an address such as `https://…`, not `{meet}`")),
        }
    }
    if let Some(delivery) = text("delivery") {
        person.coaxing = fold(&delivery).contains("coax");
        person.delivery = Some(delivery);
    }
    person.praise = text("praise").or(person.praise.take());
    person.template = text("template").or(person.template.take());
    if let Some(questions) = get("questions") {
        person.questions =
            questions.texts().iter().map(|q| fold(q.trim_start_matches('#'))).collect();
    }
    read_into(
        &mut person.unowned,
        text("unowned"),
        Unowned::read,
        "unowned",
        "`me`, `them` or `ask`",
        say,
    );
    person.agenda = get("agenda").and_then(Yaml::truth).or(person.agenda);
    if let Some(word) = text("season") {
        let since = text("season-since").and_then(|text| {
            match date_parse::leading_date(&text, config.date_order, None) {
                Some(Found::Day(day, _)) => Some(day),
                _ => {
                    say("`season-since` wants a date such as `2026-11-10`".to_owned());
                    None
                }
            }
        });
        match Season::from_word(&word) {
            Some(season) => person.season = Some((season, since)),
            None => {
                // What cannot be read opens nothing.
                person.season = Some((Season::Low, since));
                say(format!("`season` is low, steady or high, not `{word}`: it counts as low"));
            }
        }
    }
}

/// `2026-12-01..2027-01-10`, also with `to`, `-`, `–` or `/` between, or one day.
fn absence(text: &str, order: Order) -> Option<(Day, Day)> {
    let day = |text: &str| match date_parse::leading_date(text.trim(), order, None) {
        Some(Found::Day(day, _)) => Some(day),
        _ => None,
    };
    for between in ["...", "..", "…", " to ", " until ", " - ", " – ", "–", " bis ", "/"] {
        let days = text.split_once(between).map(|(from, to)| (day(from), day(to)));
        if let Some((Some(from), Some(to))) = days {
            return (from <= to).then_some((from, to));
        }
    }
    let only = day(text)?;
    Some((only, only))
}

/// The days of an absence, as they are told on a day: `from 7 Dec to 8 Jan`, `on 7 Dec`.
pub fn absence_words((from, to): (Day, Day), told: Day) -> String {
    let begin = from.short(told);
    match from == to {
        true => format!("on {begin}"),
        false => format!("from {begin} to {}", to.short(told)),
    }
}

impl Person {
    /// The first letters of the words of the name: `AF`.
    pub fn initials(&self) -> String {
        person_name::initials(&self.name)
    }

    /// How a path may name them: in full, joined by signs, by the id, by the first name.
    pub fn names_in_paths(&self) -> Vec<String> {
        let full = layout::file_word(&self.name);
        let joined = ["-", "_", "."].map(|sign| full.replace(' ', sign));
        let first = full.split(' ').next().unwrap_or(&full).to_owned();
        [full].into_iter().chain(joined).chain([self.id.to_string(), first]).collect()
    }

    /// The absence that a day lies in.
    pub fn absence(&self, day: Day) -> Option<(Day, Day)> {
        self.away.iter().copied().find(|(from, to)| *from <= day && day <= *to)
    }

    /// The last absence that ended before a day, and not before another.
    pub fn ended_absence(&self, after: Day, day: Day) -> Option<(Day, Day)> {
        self.away.iter().copied().rfind(|(_, to)| after <= *to && *to < day)
    }

    /// Whether they have left by a day.
    pub fn has_left(&self, today: Day) -> bool {
        self.left.is_some_and(|left| left < today)
    }
}

fn read_into<T>(
    target: &mut Option<T>,
    text: Option<String>,
    read: impl Fn(&str) -> Option<T>,
    key: &str,
    example: &str,
    say: &mut dyn FnMut(String),
) {
    if let Some(text) = text {
        match read(&text) {
            Some(value) => *target = Some(value),
            None => say(format!("`{key}` wants a value such as {example}, not `{text}`")),
        }
    }
}

/// An address as a link needs it; without a scheme it is one of the web.
fn link_address(text: &str) -> Option<String> {
    let host = text.split('/').next().unwrap_or("");
    let bare = host.contains('.') && !host.starts_with('.') && !text.contains(':');
    let whole = if bare { format!("https://{text}") } else { text.to_owned() };
    is_url(&whole).then_some(whole)
}

fn is_url(text: &str) -> bool {
    ["https://", "http://", "zoommtg:", "msteams:"].iter().any(|start| text.starts_with(start))
        && !text.contains([' ', '<', '>', '"', ')', '\n'])
}

pub(crate) fn blank(id: PersonId, name: String) -> Person {
    Person {
        id,
        name,
        aliases: Vec::new(),
        path: None,
        me: false,
        manager: false,
        report: None,
        leads: false,
        lead: None,
        left: None,
        away: Vec::new(),
        cadence: None,
        slot: None,
        minutes: None,
        meet: None,
        coaxing: false,
        delivery: None,
        praise: None,
        season: None,
        template: None,
        questions: Vec::new(),
        agenda: None,
        unreadable: false,
        unowned: None,
        place: Place::default(),
    }
}

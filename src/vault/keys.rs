//! Every key that a note or the config may have, with its values and what it does: the table of
//! `docs/keys.md`, which is made from this and tested against what is really read.

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct ConfigKey {
    /// Where it stands.
    pub place: KeyPlace,
    /// Its name; in the config with its section: `one_on_ones.cadence`.
    pub name: &'static str,
    /// A value that is read.
    pub example: &'static str,
    /// What it does.
    pub what: &'static str,
}

/// Where a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// The front matter of a person's note, or an entry of `people: list:` in the config.
    Person,
    /// The front matter of a 1-2-1's note, or a line of it (`held:: no`).
    OneOnOne,
    /// A line of a question note.
    Question,
    /// The front matter of a policy's note.
    Policy,
    /// `.vault121/config.yml`.
    Config,
}

const fn key(
    place: KeyPlace,
    name: &'static str,
    example: &'static str,
    what: &'static str,
) -> ConfigKey {
    ConfigKey { place, name, example, what }
}

use KeyPlace::{Config, OneOnOne, Person, Policy, Question};

/// All of them, in the order in which they are told.
pub const KEYS: &[ConfigKey] = &[
    key(Person, "kind", "person", "this note is a person, in whatever folder it is"),
    key(Person, "name", "Alice Fischer", "the name on pages, in the config; a note has its title"),
    key(Person, "handle", "alice", "the short name after `@`"),
    key(Person, "aliases", "[ali]", "other names they are called by"),
    key(Person, "me", "yes", "this is you, the lead"),
    key(Person, "manager", "yes", "your own manager: no prep is made"),
    key(Person, "report", "no", "whether they are prepared, whatever else is known"),
    key(
        Person,
        "lead",
        "me",
        "who leads them: `me`, or somebody else, to whom they were handed on: no preps then",
    ),
    key(Person, "cadence", "2w", "how often you meet: `1w`, `2w`, `monthly`"),
    key(Person, "slot", "tue 14:00", "when you meet"),
    key(Person, "minutes", "25", "how long"),
    key(Person, "meet", "https://meet.example/alice", "where to meet"),
    key(Person, "delivery", "coaxing", "how they take feedback; `coaxing` halves what is offered"),
    key(Person, "praise", "in private", "how they like praise"),
    key(
        Person,
        "unowned",
        "me",
        "whose a box without an owner is: `me`, `them`, `ask`, or `contrast` (decided by the boxes that name somebody)",
    ),
    key(Person, "season", "low", "`low`, `steady` or `high`; in a low season watch outs are held"),
    key(Person, "season-since", "2026-11-10", "since when"),
    key(Person, "template", "growth", "the template of their preps"),
    key(Person, "questions", "[fun, energy]", "the questions to ask them, by short name"),
    key(Person, "agenda", "yes", "whether an agenda is made for them"),
    key(
        Person,
        "away",
        "2026-12-01..2027-01-10",
        "on leave: no 1-2-1 then, and a welcome back after it; a list for several",
    ),
    key(
        Person,
        "left",
        "2026-12-31",
        "their last day: a farewell in the last three weeks, then no pages; open things are to be handed on",
    ),
    key(OneOnOne, "kind", "one-on-one", "this note is a 1-2-1"),
    key(OneOnOne, "person", "alice", "with whom"),
    key(OneOnOne, "date", "2026-11-24", "on which day; it counts more than the day in the name"),
    key(OneOnOne, "time", "14:00", "at which time"),
    key(OneOnOne, "intention", "agree one goal", "what you want from it"),
    key(OneOnOne, "outcome", "she leads the guild", "what came of it"),
    key(OneOnOne, "clarity", "she wants to teach", "what became clear"),
    key(OneOnOne, "agreed", "a course in May", "what was agreed"),
    key(OneOnOne, "met", "partly", "whether the intention was met: `yes`, `partly`, `no`"),
    key(OneOnOne, "mood", "3", "how they felt: 1 to 5, `good`, `ok`, `low`"),
    key(
        OneOnOne,
        "held",
        "no",
        "whether it was held; `vault121 skip` writes `no`, `cancelled` in the name says it too",
    ),
    key(OneOnOne, "why", "she was ill", "why it was not held"),
    key(Question, "every", "2w", "how often: `meeting`, `2w`, `monthly`; without it, in turn"),
    key(Question, "opens", "yes", "it is the first question of the 1-2-1"),
    key(Question, "early", "yes", "it is also on the agenda, so the person sees it before"),
    key(Policy, "kind", "policy", "this note is a policy"),
    key(
        Policy,
        "reviewed",
        "2026-05-01",
        "when it was last checked; after twelve months it is asked about",
    ),
    key(Config, "me", "nora", "who you are"),
    key(
        Config,
        "unowned",
        "ask",
        "whose a box without an owner is: `me`, `them`, `ask`, or `contrast` (decided by the boxes that name somebody)",
    ),
    key(
        Config,
        "words",
        "{high-five: [bravo], off: [win]}",
        "more first words and headings of a kind; `off` takes some away",
    ),
    key(Config, "people.notes", "[\"People/*.md\"]", "where people's notes are"),
    key(Config, "people.list", "{bob: {name: Bob}}", "people without a note"),
    key(Config, "one_on_ones.notes", "[\"1-2-1s/**/*.md\"]", "where 1-2-1s are"),
    key(Config, "one_on_ones.minutes", "25", "how long a 1-2-1 is"),
    key(Config, "one_on_ones.cadence", "1w", "how often you meet"),
    key(Config, "one_on_ones.prep_lead", "2d", "how long before a 1-2-1 its prep is made"),
    key(Config, "ignore", "[\"Archive/**\"]", "what is not read"),
    key(
        Config,
        "read",
        "{Diary: no, secret: open}",
        "`no`: nothing in this folder is read; `open`: a name such as Private does not make its notes private",
    ),
    key(Config, "inbox", "daily", "where `add` writes"),
    key(Config, "questions", "Questions.md", "the note of questions"),
    key(Config, "tags", "{high-five: [bravo]}", "your own words for kinds"),
    key(Config, "statuses", "{\"?\": open}", "what the characters of task boxes mean"),
    key(Config, "season.low_holds", "[watch-out]", "what a low season holds back"),
    key(Config, "season.hold_limit", "42d", "after so long it asks: share, rewrite or drop?"),
    key(Config, "sprint.first", "2026-01-05", "the first day of a sprint"),
    key(Config, "sprint.length", "2w", "how long a sprint is"),
    key(Config, "batch.day", "tue", "the day of all 1-2-1s"),
    key(Config, "batch.from", "\"13:00\"", "when the first begins"),
    key(Config, "batch.gap", "5m", "the time between two"),
    key(Config, "batch.most", "4", "how many on a day at most"),
    key(Config, "batch.rest", "30m", "rest after the last"),
    key(Config, "timezone", "Europe/Berlin", "the zone of the calendar file"),
    key(Config, "calendar.read", "~/work.ics", "a calendar that tells when 1-2-1s really are"),
    key(Config, "calendar.due", "events", "puts what is due into the calendar: `events`, `todos`"),
    key(
        Config,
        "notify",
        "yes",
        "`watch` tells of 1-2-1s an hour before, and of promises that are due",
    ),
    key(Config, "links", "auto", "`wiki`, `markdown`; `auto`: as Obsidian's settings, else `wiki`"),
    key(Config, "dates", "auto", "how days are written behind tasks: `emoji`, `fields`"),
    key(Config, "date_order", "dmy", "how `3/4/2026` is read: `dmy` or `mdy`"),
    key(Config, "paths", "{prep: auto}", "where pages go, by page"),
    key(Config, "pages", "{week: yes}", "which pages are made, by page"),
    key(Config, "ticks", "no", "`write-back`: boxes on pages close lines at their source"),
];

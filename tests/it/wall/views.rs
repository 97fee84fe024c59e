//! The wall between audiences, by canary words: every kind of line, in every state, for every
//! audience, carries a word of its own, and each word may be seen by whom it is meant for alone.
//!
//! Here the proof of pages: no view holds a word above its audience, so that no template can print
//! it. `closed.rs` has the places that close a line, `outputs.rs` everything that is written or
//! printed.

use crate::support::{TODAY, changes, day};
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use vault121::kind::Audience;
use vault121::model::model::Model;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline;
use vault121::pages::view::lead::LeadView;
use vault121::pages::view::lens::Lens;
use vault121::pages::view::meeting::MeetingView;
use vault121::pages::view::person::PersonView;
use vault121::pages::view::team::TeamView;
use vault121::text::ids::NotePath;
use vault121::text::json;
use vault121::vault::vault::Vault;

/// Who may see a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sees {
    /// The lead, in the one list that is asked for: it is held back.
    Asked,
    /// The lead.
    Lead,
    /// The lead and the person it is about.
    Person,
    /// Everybody.
    Team,
}

/// What is written about a person: a kind, its notation, and the audience that it has by itself.
/// `{p}` is the person, `{w}` the word, `{a}` where fields go.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) line: &'static str,
    /// Who sees it when it says nothing.
    pub(crate) usual: Sees,
    /// Who sees it at most, whatever it says.
    widest: Sees,
}

const fn kind(name: &'static str, line: &'static str, usual: Sees, widest: Sees) -> Kind {
    Kind { name, line, usual, widest }
}

/// Every kind there is (a test below counts them), with news, replies, steps and the like.
pub(crate) const KINDS: &[Kind] = &[
    kind("goal", "- [ ] #goal/{w} @{p} about {w} {a} [due:: 2026-12-20]\n", Sees::Team, Sees::Team),
    kind(
        "goal",
        "- [x] #goal/{w} @{p} about {w} {a} [done:: 2026-11-19]\n",
        Sees::Team,
        Sees::Team,
    ),
    kind("step", "- [ ] #goal/s{w} @{p} pass {a}\n  - [ ] step {w}\n", Sees::Team, Sees::Team),
    kind("news", "- #goal/cka @{p} news {w} {a}\n", Sees::Person, Sees::Team),
    kind("news in a topic", "- #topic #goal/cka @{p} news {w} {a}\n", Sees::Lead, Sees::Team),
    kind("high-five", "- #high-five @{p} #skill/x {w} {a}\n", Sees::Lead, Sees::Team),
    kind("watch-out", "- #watch-out @{p} {w} {a} [path:: help {w}]\n", Sees::Lead, Sees::Person),
    kind("watch-out", "- #watch-out @{p} {w}. Path: help {w} {a}\n", Sees::Lead, Sees::Person),
    kind(
        "watch-out",
        "- #watch-out @{p} {w} {a}\n  - habit:: {w}\n  - system:: {w}\n",
        Sees::Lead,
        Sees::Person,
    ),
    kind(
        "below a watch-out",
        "- #watch-out @{p} {w} {a} [path:: x]\n  - [ ] #action @{p} task {w}\n",
        Sees::Lead,
        Sees::Person,
    ),
    kind("feedback", "- #feedback @{p} {w} {a}\n", Sees::Lead, Sees::Person),
    kind("intention", "- #intention @{p} {w} {a}\n", Sees::Lead, Sees::Team),
    kind("outcome", "- #outcome @{p} {w} {a}\n", Sees::Person, Sees::Team),
    kind("clarity", "- #clarity @{p} {w} {a}\n", Sees::Person, Sees::Team),
    kind("agreed", "- #agreed @{p} {w} {a}\n", Sees::Person, Sees::Team),
    kind("topic", "- #topic @{p} {w} {a}\n", Sees::Lead, Sees::Team),
    kind("topic", "- [ ] #topic @{p} #performance {w} {a}\n", Sees::Lead, Sees::Team),
    kind("home", "- #home @{p} {w} {a}\n", Sees::Lead, Sees::Lead),
    kind("below home", "- #home @{p} x {a}\n  - [ ] #action @{p} {w}\n", Sees::Lead, Sees::Lead),
    kind("season", "- #season/{s} @{p} {w} {a}\n", Sees::Lead, Sees::Lead),
    kind("road-block", "- #road-block @{p} {w} {a}\n", Sees::Lead, Sees::Team),
    kind("action", "- [ ] #action @{p} {w} {a}\n", Sees::Person, Sees::Team),
    kind("action", "- [x] #action @{p} {w} {a} [done:: 2026-11-19]\n", Sees::Person, Sees::Team),
    kind(
        "action of the lead",
        "- [ ] #action @nora ask about @{p} {w} {a}\n",
        Sees::Lead,
        Sees::Team,
    ),
    kind("answer", "- #answer/fun @{p} {w} {a}\n  - reply:: {w}\n", Sees::Lead, Sees::Lead),
    kind("answer", "- #answer/for-me @{p} {w} {a}\n", Sees::Lead, Sees::Lead),
    kind("for-me", "- #for-me @{p} {w} {a}\n  - reply:: {w}\n", Sees::Lead, Sees::Lead),
    kind("ask", "- #ask/{w} {w}? [early:: yes] [every:: meeting] {a}\n", Sees::Team, Sees::Team),
    kind("ask-all", "- #ask-all {w} {a}\n", Sees::Team, Sees::Team),
    kind("answer to all", "- #ask-all shall we? {a}\n  - @{p}: {w}\n", Sees::Lead, Sees::Lead),
    kind("tell-all", "- #tell-all {w} {a}\n", Sees::Team, Sees::Team),
    kind(
        "follow-up",
        "- [ ] #follow-up @{p} {w} {a} [when:: 2026-12-02]\n",
        Sees::Person,
        Sees::Team,
    ),
    kind("resource", "- [ ] #resource/{w} {w} {a} #skill/x\n", Sees::Team, Sees::Team),
    kind("policy", "- #policy/leave {w} {a}\n", Sees::Team, Sees::Team),
    kind("score", "- #score/rust @{p} 3 {w} {a}\n", Sees::Person, Sees::Person),
    kind("score", "- #score/{w} @{p} 4 {a}\n", Sees::Person, Sees::Person),
    kind("team-goal", "- #team-goal/{w} {w} {a}\n", Sees::Team, Sees::Team),
    kind("my-miss", "- #my-miss @{p} {w} {a}\n", Sees::Lead, Sees::Lead),
    kind("plain", "- saw @{p} do {w}\n", Sees::Lead, Sees::Lead),
];

/// What may be said of a line: fields, and what they do to feedback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Plain,
    HeldUntil,
    HeldFor,
    NotHeldAnyMore,
    Dropped,
    Shared,
    Replied,
    Settled,
    Now,
}

const STATES: &[State] = &[
    State::Plain,
    State::HeldUntil,
    State::HeldFor,
    State::NotHeldAnyMore,
    State::Dropped,
    State::Shared,
    State::Replied,
    State::Settled,
    State::Now,
];

impl State {
    fn fields(self) -> &'static str {
        match self {
            State::Plain => "",
            State::HeldUntil => "[hold:: 2026-12-24]",
            State::HeldFor => "[hold:: until the exam]",
            State::NotHeldAnyMore => "[hold:: 2026-11-23]",
            State::Dropped => "[drop:: it was not so]",
            State::Shared => "[shared:: 2026-11-17]",
            State::Replied => "[shared:: 2026-11-17] [reply:: fair]",
            State::Settled => "[shared:: 2026-11-10] [settled:: 2026-11-17]",
            State::Now => "[now:: it happened again]",
        }
    }
}

/// A line with its word, and what it is expected to be.
#[derive(Clone, Debug)]
pub(crate) struct Canary {
    pub(crate) word: String,
    pub(crate) about: &'static str,
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    text: String,
    pub(crate) sees: Sees,
}

impl Canary {
    /// A word about Alice in a note of its own.
    pub(crate) fn at(word: String, name: &'static str, sees: Sees) -> Canary {
        Canary { word, about: "alice", name, path: "", text: String::new(), sees }
    }
}

/// What is chosen of a line at random.
#[derive(Clone, Copy, Debug)]
struct Choice {
    kind: usize,
    state: State,
    said: Option<Sees>,
    alice: bool,
    place: usize,
}

/// Where lines stand: anywhere, in a 1-2-1 that was held, in one that is to come.
const PLACES: &[(&str, &str)] = &[
    ("Daily/2026-11-23.md", "Daily/2026-11-23.md"),
    ("1-2-1s/Alice/2026-11-17.md", "1-2-1s/Bob/2026-11-17.md"),
    ("Projects/Cache.md", "Projects/Cache.md"),
];

/// Made-up words that no name, no tag and no other word of the program holds.
pub(crate) fn word(at: usize) -> String {
    let letters = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap());
    format!("zq{}{}{}q", letters(at / 676), letters(at / 26), letters(at))
}

fn canary(at: usize, choice: Choice, low: bool) -> Canary {
    let kind = &KINDS[choice.kind];
    let about = if choice.alice { "alice" } else { "bob" };
    let (hers, his) = PLACES[choice.place];
    let path = match (kind.name, choice.alice) {
        // Only there they are scores of their own.
        ("score", true) => "People/Alice scores.md",
        ("score", false) => "People/Bob scores.md",
        (_, true) => hers,
        (_, false) => his,
    };
    let feedback = kind.line.contains("#high-five")
        || kind.line.contains("#watch-out")
        || kind.line.contains("#feedback");
    let state = if feedback { choice.state } else { State::Plain };
    let said = choice.said.map(|said| match said {
        Sees::Team => "[audience:: team]",
        Sees::Person => "[audience:: person]",
        _ => "[audience:: lead]",
    });
    // Both words for nobody else, and one that is no word: the line stays the lead's.
    let fields = format!("{} {}", state.fields(), said.unwrap_or_default());
    let word = word(at);
    let text = kind.line.replace("{w}", &word).replace("{p}", about).replace("{a}", &fields);
    let text = text.replace("{s}", if low && choice.alice { "low" } else { "high" });
    let in_meeting = choice.place == 1;
    let watch_out = kind.line.contains("#watch-out") || kind.line.contains("#feedback");
    let given = matches!(state, State::Shared | State::Replied | State::Settled)
        || (feedback && in_meeting && state == State::Plain && !(watch_out && low && choice.alice))
        || (feedback && in_meeting && state == State::Now);
    let held = match state {
        State::HeldUntil | State::HeldFor => true,
        State::Plain | State::NotHeldAnyMore => watch_out && low && choice.alice && !given,
        _ => false,
    };
    let usual = match kind.name {
        _ if feedback && given => Sees::Person,
        "action of the lead" if in_meeting => Sees::Person,
        _ => kind.usual,
    };
    let widest = match kind.name {
        // What was not given is the lead's, but for praise that says it is for all.
        "high-five" if choice.said == Some(Sees::Team) => Sees::Team,
        _ if feedback && !given => Sees::Lead,
        "high-five" => Sees::Person,
        _ => kind.widest,
    };
    let said = choice.said.unwrap_or(usual);
    // `person` opens nothing that the line's own kind keeps closed, and narrows what is for all.
    let sees = match (held, kind.name) {
        // A task of its own is a line of its own: the lead sees it, the person only what was given.
        (true, "below a watch-out") => Sees::Lead,
        (true, _) => Sees::Asked,
        _ if state == State::Dropped => Sees::Lead,
        _ => said.min(widest),
    };
    Canary { word, about, name: kind.name, path, text, sees }
}

/// The notes of a vault with these lines: Alice and Bob, met a week ago, prepared for today.
pub(crate) fn notes(canaries: &[Canary], low: bool) -> BTreeMap<String, String> {
    let season = if low { "season: low\nseason-since: 2026-11-01\n" } else { "season: high\n" };
    let person = |more: &str| {
        format!("---\nkind: person\ncadence: 1w\nslot: tue 14:00\nagenda: yes\n{more}---\n")
    };
    let mut notes = BTreeMap::from([
        ("People/Nora.md".to_owned(), "---\nkind: person\nme: yes\n---\n".to_owned()),
        ("People/Alice.md".to_owned(), person(&format!("{season}delivery: zqdeliveryq\npraise: zqpraiseq\n"))),
        ("People/Bob.md".to_owned(), person("season: high\n")),
        ("People/Alice scores.md".to_owned(), "---\nperson: alice\ndate: 2026-11-02\n---\n".to_owned()),
        ("People/Bob scores.md".to_owned(), "---\nperson: bob\ndate: 2026-11-02\n---\n".to_owned()),
        ("Policies/Leave.md".to_owned(), "---\nkind: policy\n---\n".to_owned()),
        (
            "Questions.md".to_owned(),
            "---\nkind: questions\n---\n- #ask/fun Fun?\n- #ask/for-me What feedback do you have for me?\n".to_owned(),
        ),
        ("Goals.md".to_owned(), "- [ ] #goal/cka @alice @bob pass [due:: 2026-12-01]\n".to_owned()),
        ("Projects/Cache.md".to_owned(), "---\ndate: 2026-11-19\n---\n".to_owned()),
        (
            ".vault121/config.yml".to_owned(),
            "sprint: {first: 2026-01-05, length: 2w}\npages: {calendar: yes}\n".to_owned(),
        ),
    ]);
    let head = "---\nmood: 2\nmet: partly\nintention: zqintentionq\n---\ntalked\n\n";
    notes.insert("1-2-1s/Alice/2026-11-17.md".to_owned(), head.to_owned());
    notes.insert("1-2-1s/Bob/2026-11-17.md".to_owned(), "talked\n\n".to_owned());
    let missed = "---\nheld: no\nwhy: zqwhynotq\n---\n";
    notes.insert("1-2-1s/Alice/2026-11-20.md".to_owned(), missed.to_owned());
    for canary in canaries {
        let note = notes.entry(canary.path.to_owned()).or_default();
        writeln!(note, "{}", canary.text).unwrap();
    }
    notes
}

/// Words of Alice's head that are the lead's alone.
const HEAD: &[&str] = &["zqdeliveryq", "zqpraiseq", "zqwhynotq", "zqintentionq"];

pub(crate) fn load(notes: &BTreeMap<String, String>) -> Vault {
    let pairs: Vec<(&str, &str)> = notes.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let mut vault = Vault::default();
    vault.apply(changes(&pairs));
    vault
}

/// Everything that a template for this audience could print, of a person or of the team.
pub(crate) fn all_views(model: &Model, audience: Audience, about: Option<&str>) -> String {
    let path = NotePath::new("x.md").unwrap();
    let lens = |most, about| Lens { model, audience, path: &path, most, about };
    let mut out = String::new();
    for person in model.reports().filter(|person| about.is_none_or(|id| person.id.as_str() == id)) {
        for most in [None, Some(3)] {
            let meeting =
                MeetingView::of(&lens(most, Some(&person.id)), person, day(TODAY), String::new());
            out += &json::line(&meeting);
            out += &json::line(&PersonView::of(&lens(most, Some(&person.id)), person));
        }
    }
    if about.is_none() {
        out += &json::line(&TeamView::of(&lens(None, None), &|_| String::new()));
        out += &json::line(&LeadView::of(&lens(None, None)));
    }
    out
}

/// Whether a reader may see a canary: one person's own words are not another's.
pub(crate) fn may(canary: &Canary, audience: Audience, about: Option<&str>) -> bool {
    let hers = about.is_none_or(|id| id == canary.about);
    match audience {
        Audience::Lead => canary.sees >= Sees::Lead,
        Audience::Person => {
            canary.sees == Sees::Team
                || (canary.sees == Sees::Person && (hers || FOR_EACH.contains(&canary.name)))
        }
        Audience::Team => canary.sees == Sees::Team,
    }
}

/// The made-up words in a text.
pub(crate) fn words_in(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !c.is_ascii_lowercase());
    words.filter(|word| word.starts_with("zq")).collect()
}

/// Kinds that are about nobody: a person who may read them is each of them.
const FOR_EACH: &[&str] = &["ask", "ask-all", "tell-all", "resource", "policy", "team-goal"];

/// Checks the views of a vault, and gives the canaries that each audience saw.
fn check_views(
    canaries: &[Canary],
    low: bool,
) -> Result<BTreeMap<(Audience, &'static str), usize>, String> {
    let vault = load(&notes(canaries, low));
    let outcome = pipeline::run(&vault, day(TODAY), &Ask::default());
    let mut seen = BTreeMap::new();
    let readers = [
        (Audience::Lead, None),
        (Audience::Person, Some("alice")),
        (Audience::Person, Some("bob")),
        (Audience::Team, None),
    ];
    for (audience, about) in readers {
        let text = all_views(&outcome.model, audience, about);
        let words = words_in(&text);
        for canary in canaries.iter().filter(|canary| words.contains(canary.word.as_str())) {
            if !may(canary, audience, about) {
                return Err(format!("{audience:?} {about:?} (season low: {low}) sees {canary:?}"));
            }
            *seen.entry((audience, canary.name)).or_default() += 1;
        }
        let closed = audience != Audience::Lead;
        if let Some(word) = HEAD.iter().find(|word| closed && text.contains(**word)) {
            return Err(format!("{audience:?} {about:?} sees {word}"));
        }
        if closed && text.contains("\"season\":\"") {
            return Err(format!("{audience:?} {about:?} sees a season"));
        }
    }
    Ok(seen)
}

/// Every kind in every state for every audience in every place, about each of the two.
pub(crate) fn everything(low: bool) -> Vec<Canary> {
    let said = [None, Some(Sees::Lead), Some(Sees::Person), Some(Sees::Team)];
    let mut all = Vec::new();
    for (kind, its) in KINDS.iter().enumerate() {
        let feedback = its.line.contains("#high-five")
            || its.line.contains("#watch-out")
            || its.line.contains("#feedback");
        let states = if feedback { STATES } else { &STATES[..1] };
        for state in states {
            for said in said {
                for place in 0..PLACES.len() {
                    for alice in [true, false] {
                        let choice = Choice { kind, state: *state, said, alice, place };
                        all.push(canary(all.len(), choice, low));
                    }
                }
            }
        }
    }
    all
}

#[test]
fn row_33_every_kind_in_every_state_reaches_whom_it_is_meant_for_alone() {
    for low in [true, false] {
        let all = everything(low);
        assert!(all.len() > 1_000, "{}", all.len());
        let seen = check_views(&all, low).unwrap_or_else(|leak| panic!("{leak}"));
        // The wall is no empty room: on each side of it stands what belongs there.
        let stands = |audience: Audience, name: &str| {
            assert!(seen.contains_key(&(audience, name)), "no {name} for {audience:?}: {seen:?}");
        };
        for name in ["goal", "news", "high-five", "watch-out", "outcome", "clarity", "agreed"] {
            stands(Audience::Person, name);
        }
        for name in ["action", "follow-up", "score", "ask", "step", "topic", "below a watch-out"] {
            stands(Audience::Person, name);
        }
        for name in ["goal", "high-five", "resource", "team-goal", "topic"] {
            stands(Audience::Team, name);
        }
        for kind in KINDS
            .iter()
            .filter(|kind| !["policy", "score", "season", "feedback"].contains(&kind.name))
        {
            stands(Audience::Lead, kind.name);
        }
    }
}

#[test]
fn row_33_the_table_of_canaries_has_every_kind() {
    for kind in vault121::kind::Kind::ALL {
        let tag = format!("#{}", kind.word());
        assert!(KINDS.iter().any(|line| line.line.contains(&tag)), "no canary for {tag}");
    }
}

fn choice() -> impl Strategy<Value = Choice> {
    let said = prop::option::of(prop::sample::select(&[Sees::Lead, Sees::Person, Sees::Team][..]));
    let state = prop::sample::select(STATES);
    (0..KINDS.len(), state, said, any::<bool>(), 0..PLACES.len())
        .prop_map(|(kind, state, said, alice, place)| Choice { kind, state, said, alice, place })
}

proptest! {
    #![proptest_config(Config { cases: 60, failure_persistence: None, ..Config::default() })]

    /// Few lines at a time, so that none hides behind others in a list that is cut.
    #[test]
    fn row_33_few_lines_of_any_kind_reach_no_other(
        choices in prop::collection::vec(choice(), 1..8),
        low in any::<bool>(),
    ) {
        let all: Vec<Canary> = choices.iter().enumerate().map(|(at, c)| canary(at, *c, low)).collect();
        if let Err(leak) = check_views(&all, low) {
            prop_assert!(false, "{}", leak);
        }
    }
}

/// The audience of each region, as `template list` says it; `first` writes into the prep's.
pub(crate) fn audiences(list: &str) -> BTreeMap<String, Audience> {
    let row = |line: &str| {
        let word = line.split_whitespace().next()?.to_owned();
        let mut known =
            line.split_whitespace().filter(|word| ["lead", "person", "team"].contains(word));
        Some((word, Audience::from_word(known.next_back()?)?))
    };
    list.lines().skip(1).filter_map(row).collect()
}

/// The regions of a note: name and text.
pub(crate) fn regions(text: &str) -> Vec<(String, String)> {
    let parts = text.split("<!-- vault121:begin ").skip(1);
    let region = |part: &str| {
        let (name, rest) = part.split_once(" -->").unwrap();
        (name.to_owned(), rest.split("<!-- vault121:end").next().unwrap().to_owned())
    };
    parts.map(region).collect()
}

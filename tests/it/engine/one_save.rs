//! What `watch` makes of a save is what a whole run makes: the pages of a few people, made from the
//! saved note and what is known of all others, have the very bytes that they have when everything
//! is made anew.

use crate::support::{TODAY, changes, day};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError};
use std::cell::Cell;
use std::collections::BTreeMap;
use vault121::pages::again::{Again, LastRun};
use vault121::pages::pages::Ask;
use vault121::pages::pipeline::run;
use vault121::pages::plan::Edit;
use vault121::people::people;
use vault121::text::date::Day;
use vault121::text::ids::{NotePath, PersonId};
use vault121::vault::change::{Change, Content};
use vault121::vault::vault::Vault;

pub(crate) const PEOPLE: &[&str] = &["alice", "bob", "cora", "dan"];

/// What is edited: notes of days, 1-2-1s, a running log, one for all, one that says nothing yet.
pub(crate) const NOTES: &[(&str, &str)] = &[
    ("Journal/2026-11-18.md", ""),
    ("Journal/2026-11-20.md", ""),
    ("Journal/2026-11-23.md", ""),
    ("1-2-1s/Alice/2026-11-17.md", "---\nkind: one-on-one\nperson: alice\n---\n"),
    ("1-2-1s/Bob/2026-11-17.md", "---\nkind: one-on-one\nperson: bob\n---\n"),
    ("1-2-1s/Cora.md", "---\nkind: one-on-one\nperson: cora\n---\n## 2026-11-10\n"),
    ("Retro.md", "---\ndate: 2026-11-19\n---\n"),
    ("Plain.md", "# Plain\n"),
];

/// What stands there all the time.
pub(crate) const ALWAYS: &[(&str, &str)] = &[
    ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
    ("Leave.md", "---\nkind: policy\nreviewed: 2026-01-10\n---\n# Leave\n"),
    (
        "Questions.md",
        "---\nkind: questions\n---\n- #ask/fun What was fun? [every:: 2w]\n- How is home?\n",
    ),
    ("Shelf.md", "- [ ] #resource/tlpi The book #skill/talk\n  - [x] alice\n  - [ ] bob\n"),
    ("Team.md", "- #team-goal/own Own the deploys\n- #ask-all/move Shall we move?\n"),
    ("Old.md", "---\ndate: 2026-06-02\n---\n- [ ] me: write the doc\n- [ ] @bob write the doc\n"),
];

/// What is written into them; `{p}` and `{q}` are people.
pub(crate) const LINES: &[&str] = &[
    "- [ ] #goal/cka @{p} Pass the CKA [due:: 2026-12-01] [helps:: team/own]",
    "- [x] #goal/cka @{p} Pass the CKA",
    "- #goal/cka @{p} first try went well, with @{q}",
    "- [ ] #goal/guild @{p} Lead the guild #skill/talk [helps:: team/own]\n  - [ ] first step\n  - [x] second",
    "- #high-five @{p} calm in the incident #skill/calm [from:: @{q}]",
    "- #watch-out @{p} talks over others. path: count to three",
    "- #watch-out @{p} late reviews\n  - path:: two a day\n  - reply:: fine",
    "- #high-five @{p} and @{q} for the release #goal/cka",
    "- #topic @{p} the rota [with:: @{q}]",
    "- #topic @{p} parked [later:: 2027-01]",
    "- [ ] @{p} write the doc",
    "- [ ] me: write the doc",
    "- [x] me: write the doc",
    "- [ ] @{p}, @{q} tidy the board",
    "{q}: will look at it",
    "- #season/low @{p}",
    "- #season/steady @{p}",
    "- #answer/fun @{p} the new build",
    "- #answer/for-me @{p} speak slower\n  - reply:: I do",
    "- What feedback do you have for me? {p} said none",
    "- #follow-up @{p} the pager load [when:: 2026-12-03 15:00] [with:: @{q}]",
    "- #clarity @{p} the guild matters\n  - [ ] {q} asks the guild",
    "- #agreed @{p} less scope",
    "- #outcome @{p} knows what to drop",
    "- #intention @{p} hear about the guild",
    "- #home @{p} a new flat",
    "- spoke with @{p} about the move",
    "- #policy/leave @{p} asked about it",
    "- #ask-all/friday Shall we move Friday?",
    "- #ask-all/friday @{p} yes",
    "- [ ] #resource/ddia Read it #skill/talk\n  - [x] {p}\n  - [ ] {q}",
    "- #team-goal/own Own the deploys",
    "- #ask/next What comes next?",
    "- #score/rust 3",
    "- #score/rust @{p} 4 of 5",
    "mood:: 4",
    "## {p}",
    "## 2026-11-12",
    "- plain words",
    "- @{p} said",
    "  - [ ] send it",
    "  - [ ] #goal/kid Below a line of somebody [helps:: team/own]",
    "  - #high-five for the help",
    "- #goal/none @{p} news of a goal that nobody set",
    "- #watch-out @{p} leaves early. path: say when [hold:: a move]\n  - [ ] @{q} sits beside",
    "- #season/low #goal/cka @{p} rough weeks, says @{q}",
    "- [ ] #goal/hire @nora Hire [helps:: team/own]",
    "- [x] #goal/hire @nora Hire [helps:: team/own]",
    "- #follow-up the pager load [when:: 2026-12-03 15:00]",
    "- #follow-up the build [when:: 2026-12-03 14:30] [with:: {p}; {q}]",
];

/// One save: a note, and lines with their people; with a place, they are put there into what the
/// note says already, in the place of some of it.
type Save = (usize, Vec<(usize, usize, usize)>, Option<(usize, usize)>);

struct Desk {
    texts: BTreeMap<String, String>,
    vault: Vault,
    kept: Option<LastRun>,
    today: Day,
}

impl Desk {
    fn new() -> Desk {
        let mut texts = BTreeMap::new();
        for person in PEOPLE {
            let agenda = if *person == "alice" { "agenda: yes\n" } else { "" };
            let head = format!("kind: person\ncadence: 1w\nslot: tue 14:00\n{agenda}");
            let text = format!("---\n{head}---\n# {person}\n");
            texts.insert(format!("People/{}.md", capital(person)), text);
        }
        for (path, text) in ALWAYS {
            texts.insert((*path).to_owned(), (*text).to_owned());
        }
        texts.extend(NOTES.iter().map(|(path, head)| ((*path).to_owned(), (*head).to_owned())));
        let pairs: Vec<(&str, &str)> =
            texts.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
        let mut vault = Vault::sieved();
        vault.apply(changes(&pairs));
        let mut desk = Desk { texts, vault, kept: None, today: day(TODAY) };
        desk.whole();
        desk
    }

    fn save(&mut self, path: &str, text: String) {
        self.change(path, Some(text));
    }

    /// A note has another text now, or is gone.
    fn change(&mut self, path: &str, text: Option<String>) {
        let content = match &text {
            Some(text) => Content::Bytes(text.clone().into_bytes()),
            None => Content::Gone,
        };
        match text {
            Some(text) => drop(self.texts.insert(path.to_owned(), text)),
            None => drop(self.texts.remove(path)),
        }
        self.vault.apply(vec![Change { path: path.to_owned(), content }]);
        // A note that the sieve takes for silent and that names somebody is read after all.
        for path in people::silent_notes_naming(&mut self.vault) {
            let bytes = self.texts[path.as_str()].as_bytes();
            let reading = self.vault.whole_reader().read(&path, bytes);
            self.vault.take_reading(path, reading);
        }
    }

    fn write(&mut self, edits: &[Edit]) {
        for edit in edits {
            let path = edit.path.as_str();
            let after = edit.text_after(self.texts.get(path).map(String::as_str)).unwrap();
            self.save(path, after);
        }
    }

    /// Everything, until there is nothing left to write.
    fn whole(&mut self) {
        for _ in 0..4 {
            let outcome = run(&self.vault, self.today, &Ask::default());
            if outcome.plan.edits.is_empty() {
                self.vault.stirred();
                self.kept = LastRun::of(outcome.model, &outcome.diagnostics);
                return;
            }
            self.write(&outcome.plan.edits);
        }
        panic!("it is never at rest");
    }

    fn again(&mut self) -> Option<Again> {
        let stirred = self.vault.stirred();
        let kept = self.kept.as_mut().filter(|_| !stirred.more)?;
        kept.pages_after_saves(&self.vault, &stirred.notes, self.today)
    }
}

pub(crate) fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

pub(crate) fn line(at: usize, p: usize, q: usize) -> String {
    LINES[at].replace("{p}", PEOPLE[p]).replace("{q}", PEOPLE[q]) + "\n"
}

fn text((note, lines, place): &Save, now: &str) -> String {
    let lines: String = lines.iter().map(|(at, p, q)| line(*at, *p, *q)).collect();
    let head = NOTES[*note].1;
    let Some((at, gone)) = place else { return head.to_owned() + &lines };
    let body: Vec<&str> = now[head.len()..].split_inclusive('\n').collect();
    let at = at % (body.len() + 1);
    let behind = body.len().min(at + gone);
    format!("{head}{}{lines}{}", body[..at].concat(), body[behind..].concat())
}

/// The texts that a plan makes of the pages, by path.
fn made(desk: &Desk, edits: &[Edit], keep: impl Fn(&NotePath) -> bool) -> BTreeMap<String, String> {
    let edits = edits.iter().filter(|edit| keep(&edit.path));
    let text =
        |edit: &Edit| edit.text_after(desk.texts.get(edit.path.as_str()).map(String::as_str));
    edits.map(|edit| (edit.path.to_string(), text(edit).unwrap())).collect()
}

/// A find becomes a test with a name, not a seed.
fn config() -> Config {
    // `PROPTEST_CASES=1000 cargo test one_save` runs the long version by hand.
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(64);
    Config { cases, failure_persistence: None, ..Config::default() }
}

/// The pages that were made alone are, byte for byte, those that a whole run makes.
fn agrees(desk: &Desk, again: &Again) -> Result<(), TestCaseError> {
    let whole = run(&desk.vault, desk.today, &Ask::default());
    let theirs = |path: &NotePath| {
        let folded = path.folded();
        again.people.iter().any(|id| folded.split(['/', '.']).any(|part| part == id.as_str()))
    };
    let expected = made(desk, &whole.plan.edits, theirs);
    prop_assert_eq!(made(desk, &again.plan.edits, |_| true), expected);
    Ok(())
}

#[test]
fn a_save_makes_the_bytes_that_a_whole_run_makes() {
    let (soon, all) = (Cell::new(0), Cell::new(0));
    let line = (0..LINES.len(), 0..PEOPLE.len(), 0..PEOPLE.len());
    let place = prop::option::of((0..8_usize, 0..2_usize));
    let save = (0..NOTES.len(), prop::collection::vec(line, 0..5), place);
    let saves = prop::collection::vec((save, prop::bool::weighted(0.2)), 1..14);
    proptest!(config(), |(saves in saves)| {
        let mut desk = Desk::new();
        for (save, settle) in &saves {
            let path = NOTES[save.0].0;
            let before = desk.texts[path].clone();
            let text = text(save, &before);
            desk.save(path, text);
            all.set(all.get() + 1);
            let Some(again) = desk.again() else {
                desk.whole();
                continue;
            };
            soon.set(soon.get() + 1);
            agrees(&desk, &again)?;
            // Nobody of whom a new line speaks has to wait for the whole run.
            // What is put behind half a marker is none of the user's.
            let now = &desk.texts[path];
            let cut = now.contains("vault121:end") && !now.contains("<!-- vault121:begin");
            let named = |line: usize| LINES[line].contains('@') && !cut;
            for (line, p, q) in save.1.iter().filter(|(line, ..)| named(*line)) {
                let is_new = !before.contains(&self::line(*line, *p, *q));
                for (person, word) in [(*p, "@{p}"), (*q, "@{q}")] {
                    let named = is_new && LINES[*line].contains(word);
                    let id = PersonId::new(PEOPLE[person]).unwrap();
                    prop_assert!(!named || again.people.contains(&id), "{id}: {save:?}");
                }
            }
            desk.write(&again.plan.edits);
            if *settle {
                desk.whole();
            }
        }
    });
    assert!(soon.get() * 4 > all.get(), "{} of {} saves alone", soon.get(), all.get());
}

/// What may happen to a vault besides a save.
#[derive(Clone, Debug)]
enum Turn {
    Save(Save),
    /// A note is deleted.
    Gone(usize),
    /// A note that was not there.
    New(usize, (usize, usize, usize)),
    /// A note is moved into another folder.
    Moved(usize),
    /// A person's own note changes.
    Person(usize, &'static str),
    Config(&'static str),
    /// It is tomorrow.
    Day,
}

fn turns() -> impl Strategy<Value = Turn> {
    let line = (0..LINES.len(), 0..PEOPLE.len(), 0..PEOPLE.len());
    let save = (0..NOTES.len(), prop::collection::vec(line.clone(), 0..4), Just(None));
    let note = 0..NOTES.len();
    let cadence = prop::sample::select(vec!["1w", "2w", "4w"]);
    let config = prop::sample::select(vec![
        "",
        "one_on_ones: {cadence: 2w}\n",
        "season: {hold_limit: 7d}\n",
        "pages: {agenda: yes}\n",
    ]);
    prop_oneof![
        6 => save.prop_map(Turn::Save),
        1 => note.clone().prop_map(Turn::Gone),
        1 => (0..3_usize, line).prop_map(|(at, line)| Turn::New(at, line)),
        1 => note.prop_map(Turn::Moved),
        1 => (0..PEOPLE.len(), cadence).prop_map(|(at, cadence)| Turn::Person(at, cadence)),
        1 => config.prop_map(Turn::Config),
        1 => Just(Turn::Day),
    ]
}

#[test]
fn whatever_happens_between_saves_the_pages_are_those_of_a_whole_run() {
    proptest!(config(), |(turns in prop::collection::vec(turns(), 2..12))| {
        let mut desk = Desk::new();
        for turn in &turns {
            match turn {
                Turn::Save(save) => {
                    let path = NOTES[save.0].0;
                    let before = desk.texts.get(path).cloned();
                    desk.save(path, text(save, &before.unwrap_or_default()));
                }
                Turn::Gone(at) => desk.change(NOTES[*at].0, None),
                Turn::New(at, (line, p, q)) => {
                    desk.save(&format!("New/{at}.md"), self::line(*line, *p, *q));
                }
                Turn::Moved(at) => {
                    let path = NOTES[*at].0;
                    if let Some(text) = desk.texts.get(path).cloned() {
                        desk.change(path, None);
                        desk.save(&format!("Moved/{path}"), text);
                    }
                }
                Turn::Person(at, cadence) => {
                    let name = capital(PEOPLE[*at]);
                    let text = format!("---\nkind: person\ncadence: {cadence}\n---\n# {name}\n");
                    desk.save(&format!("People/{name}.md"), text);
                }
                Turn::Config(text) => desk.save(".vault121/config.yml", (*text).to_owned()),
                Turn::Day => desk.today = desk.today.plus(1),
            }
            match desk.again() {
                Some(again) => {
                    agrees(&desk, &again)?;
                    desk.write(&again.plan.edits);
                }
                None => desk.whole(),
            }
        }
    });
}

/// Saves in their order, each with the pages that follow from it alone or a whole run; the first
/// `head` of them stand there before.
#[track_caller]
fn check(head: usize, saves: &[(&str, &str)]) {
    check_on(TODAY, head, saves);
}

/// The same on a day.
#[track_caller]
fn check_on(today: &str, head: usize, saves: &[(&str, &str)]) {
    let mut desk = Desk::new();
    desk.today = day(today);
    for (path, text) in &saves[..head] {
        desk.save(path, (*text).to_owned());
    }
    desk.whole();
    for (path, text) in &saves[head..] {
        desk.save(path, (*text).to_owned());
        match desk.again() {
            Some(again) => {
                agrees(&desk, &again).unwrap_or_else(|error| panic!("{path}: {error}"));
                desk.write(&again.plan.edits);
            }
            None => desk.whole(),
        }
    }
}

#[test]
fn what_stands_below_held_feedback_to_somebody_else_is_not_on_her_agenda() {
    let held = "---\nkind: one-on-one\nperson: bob\n---\n\
        - #watch-out talks over others. path: count to three [hold:: his move]\n\
        \u{20} - [ ] @alice sits beside him\n";
    let topic = "- #topic @alice the rota\n";
    check(1, &[("1-2-1s/Bob/2026-11-17.md", held), ("Journal/2026-11-23.md", topic)]);
}

#[test]
fn a_line_on_a_season_is_news_on_a_goal_as_well() {
    let both = "- #season/low #goal/ship @bob rough weeks, says @cora\n";
    let goal = "- [ ] #goal/ship @bob Ship it\n";
    let news = "- #goal/ship @bob demo went well\n";
    check(
        2,
        &[
            ("Journal/2026-11-18.md", both),
            ("Journal/2026-11-20.md", goal),
            ("Journal/2026-11-23.md", news),
        ],
    );
}

#[test]
fn who_is_no_longer_a_person_has_no_page() {
    let eve =
        |kind: &str| format!("---\nkind: {kind}\nslot: tue 14:00\n---\n# Eve\n- [ ] #goal/x A\n");
    let (person, contact) = (eve("person"), eve("contact"));
    check(
        1,
        &[
            ("Friends/Eve.md", &person),
            ("Friends/Eve.md", &contact),
            ("Journal/2026-11-23.md", "- #high-five @bob helped @eve\n"),
        ],
    );
}

#[test]
fn a_goal_of_the_leads_own_that_was_reached_is_asked_about_no_more() {
    let hire = |mark: &str| format!("- [{mark}] #goal/hire @nora Hire [helps:: team/own]\n");
    let (open, done) = (hire(" "), hire("x"));
    let own = "- [ ] #goal/guild @alice Lead the guild [helps:: team/own]\n\
        - #goal/guild @alice the first talk was held\n";
    check(
        2,
        &[
            ("Journal/2026-11-18.md", &open),
            ("Journal/2026-11-20.md", own),
            ("Journal/2026-11-18.md", &done),
            ("Journal/2026-11-23.md", "- #topic @alice the rota\n"),
        ],
    );
}

#[test]
fn a_follow_up_with_nobody_moves_the_1_2_1_behind_it() {
    let topic = "- #topic @alice the rota\n";
    let load = "- #follow-up the pager load [when:: 2026-11-25 14:00]\n";
    check_on(
        "2026-11-25",
        1,
        &[
            ("1-2-1s/Alice/2026-11-25.md", "---\nkind: one-on-one\nperson: alice\n---\n"),
            ("Journal/2026-11-20.md", load),
            ("Journal/2026-11-23.md", topic),
        ],
    );
}

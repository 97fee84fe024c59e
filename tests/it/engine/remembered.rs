//! What the fold remembers of each note is a pure help: after anything that may happen to a vault
//! it means, with what is remembered, what it means to a program that sees it for the first time.

use crate::engine::one_save::{ALWAYS, LINES, NOTES, PEOPLE, capital, line};
use crate::support::{TODAY, changes, day, vault};
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::collections::BTreeMap;
use std::sync::Arc;
use vault121::model::export;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline::{Outcome, run};
use vault121::text::date::Day;
use vault121::text::ids::NotePath;
use vault121::text::json;
use vault121::vault::change::{Change, Content};
use vault121::vault::memo::Memo;
use vault121::vault::vault::Vault;

/// Lines that show a habit, by which other notes are read otherwise, and lines that are read so.
const HABITS: &[&str] = &[
    "- [ ] alice: send it",
    "- [ ] nora: send it",
    "- [ ] send the slides (bob)",
    "- [ ] ask the guild -> cora",
    "- [ ] send the slides",
    "- 👍 calm in the incident",
    "- 👎 late again",
    "- **Good** calm in the incident",
    "- **Bad** late again",
    "- #feedback late again",
    "- #high-five @alice a",
    "- [[Plain|the plain one]] said so, @bob",
    "- [ ] #action @alice see [[New0|that one]]",
    "## Alice",
    "## Alix Berg 1-2-1 2026-11-12",
    "<!-- private -->",
    "- Next 1:1: 3.12.2026",
    "- Next 1:1: 25.11.2026",
];

/// A prep that follows the day that another note gives.
const PREP: (&str, &str) = (
    "1-2-1s/Alice/2026-12-01.md",
    "---\nkind: one-on-one\nperson: alice\n---\n<!-- vault121:begin prep -->\nx\n\
     <!-- vault121:end prep -->\n- [ ] me: bring the plan\n- #topic the rota\n",
);

const PERSONS: &[&str] = &[
    "kind: person\ncadence: 1w\n",
    "kind: person\naliases: [dan]\n",
    "kind: person\nseason: low\n",
    "kind: person\nleft: 2026-11-18\n",
    "kind: person\nname: Alix Berg\n",
    "kind: person\n  name: [\n",
    "title: nobody\n",
];

const CONFIGS: &[&str] = &[
    "{}\n",
    "season: {hold_limit: 7d}\n",
    "pages: {agenda: yes}\n",
    "tags: {high-five: [infra]}\n",
    "people: {list: {alix: {name: Alix Berg}}}\n",
    "people: {me: bob}\n",
    "dates: mdy\n",
    "ignore: [Moved/**]\n",
];

/// What may happen to a vault.
#[derive(Clone, Debug)]
enum Turn {
    Save(usize, Vec<(usize, usize, usize)>),
    Gone(usize),
    New(usize, (usize, usize, usize)),
    Moved(usize),
    Person(usize, usize),
    Config(usize),
    /// Dendron keeps this vault too, or does not any more.
    Dendron,
    Day(i64),
    /// Another run goes on with what is on the disk.
    Restart,
}

fn turns() -> impl Strategy<Value = Turn> {
    let line = || (0..LINES.len() + HABITS.len(), 0..PEOPLE.len(), 0..PEOPLE.len());
    let note = || 0..NOTES.len();
    prop_oneof![
        8 => (note(), prop::collection::vec(line(), 0..6)).prop_map(|(at, l)| Turn::Save(at, l)),
        1 => note().prop_map(Turn::Gone),
        2 => (0..3_usize, line()).prop_map(|(at, line)| Turn::New(at, line)),
        1 => note().prop_map(Turn::Moved),
        2 => (0..PEOPLE.len(), 0..PERSONS.len()).prop_map(|(at, how)| Turn::Person(at, how)),
        1 => (0..CONFIGS.len()).prop_map(Turn::Config),
        1 => Just(Turn::Dendron),
        1 => (-3..9_i64).prop_map(Turn::Day),
        3 => Just(Turn::Restart),
    ]
}

struct Desk {
    texts: BTreeMap<String, String>,
    vault: Vault,
    today: Day,
}

fn text_of(at: usize, p: usize, q: usize) -> String {
    match at.checked_sub(LINES.len()) {
        Some(at) => format!("{}\n", HABITS[at]),
        None => line(at, p, q),
    }
}

impl Desk {
    fn new() -> Desk {
        let person = |id: &&str| {
            let text = format!("---\n{}---\n# {id}\n", PERSONS[0]);
            (format!("People/{}.md", capital(id)), text)
        };
        let mut texts: BTreeMap<String, String> = PEOPLE.iter().map(person).collect();
        let fixed = ALWAYS.iter().chain(NOTES).chain([&PREP]);
        texts.extend(fixed.map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
        let mut desk = Desk { texts, vault: Vault::default(), today: day(TODAY) };
        desk.vault = desk.scratch();
        desk
    }

    /// The vault as a program sees it that never saw it before.
    fn scratch(&self) -> Vault {
        let pairs: Vec<(&str, &str)> =
            self.texts.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
        vault(&pairs)
    }

    fn change(&mut self, path: &str, text: Option<String>) {
        let content = match &text {
            Some(text) => Content::Bytes(text.clone().into_bytes()),
            None => Content::Gone,
        };
        match text {
            Some(text) => drop(self.texts.insert(path.to_owned(), text)),
            None => drop(self.texts.remove(path)),
        }
        if self.vault.apply(vec![Change { path: path.to_owned(), content }]) {
            // As the session does it: the notes are read again.
            self.vault.forget_notes();
            let all: Vec<(&str, &str)> =
                self.texts.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
            self.vault.apply(changes(&all));
        }
    }

    /// What a later run has: the notes read anew, with what is remembered of them as bytes.
    fn restart(&mut self) {
        let paths: Vec<NotePath> = self.vault.notes.keys().cloned().collect();
        let mut fresh = self.scratch();
        for path in paths {
            let packed = self.vault.notes.memo(&path).unwrap().packed();
            fresh.notes.remember(&path, Arc::new(Memo::unpacked(&packed)));
        }
        self.vault = fresh;
    }

    fn turn(&mut self, turn: &Turn) {
        match turn {
            Turn::Save(at, lines) => {
                let (path, head) = NOTES[*at];
                let lines: String = lines.iter().map(|(at, p, q)| text_of(*at, *p, *q)).collect();
                self.change(path, Some(format!("{head}{lines}")));
            }
            Turn::Gone(at) => self.change(NOTES[*at].0, None),
            Turn::New(at, (line, p, q)) => {
                self.change(&format!("New{at}.md"), Some(text_of(*line, *p, *q)));
            }
            Turn::Moved(at) => {
                let path = NOTES[*at].0;
                if let Some(text) = self.texts.get(path).cloned() {
                    self.change(path, None);
                    self.change(&format!("Moved/{path}"), Some(text));
                }
            }
            Turn::Person(at, how) => {
                let path = format!("People/{}.md", capital(PEOPLE[*at]));
                self.change(&path, Some(format!("---\n{}---\n# One\n", PERSONS[*how])));
            }
            Turn::Config(at) => self.change(".vault121/config.yml", Some(CONFIGS[*at].to_owned())),
            Turn::Dendron => {
                let on = !self.texts.contains_key("dendron.yml");
                self.change("dendron.yml", on.then(|| "version: 5\n".to_owned()));
            }
            Turn::Day(days) => self.today = self.today.plus(*days),
            Turn::Restart => self.restart(),
        }
    }
}

/// All that a vault means, and what would be written.
fn meaning(outcome: &Outcome) -> String {
    let model = &outcome.model;
    let said = json::line(&export::export(model, &outcome.diagnostics));
    let lists = format!(
        "{:#?}",
        (
            (&model.goals, &model.feedback, &model.actions, &model.promised, &model.answers),
            (&model.lines, &model.mentions, &model.policies, &model.policy_uses),
            (&model.resources, &model.seasons, &model.customs, &model.touched),
            (&model.meetings.all, &outcome.plan, &outcome.diagnostics),
        )
    );
    format!("{said}\n{lists}")
}

fn config() -> Config {
    // `PROPTEST_CASES=1000 cargo test remembered` runs the long version by hand.
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    Config { cases, failure_persistence: None, ..Config::default() }
}

#[test]
fn with_what_is_remembered_a_vault_means_what_it_means_at_first_sight() {
    proptest!(config(), |(turns in prop::collection::vec(turns(), 1..14))| {
        let mut desk = Desk::new();
        for turn in &turns {
            desk.turn(turn);
            let found = meaning(&run(&desk.vault, desk.today, &Ask::default()));
            let expected = meaning(&run(&desk.scratch(), desk.today, &Ask::default()));
            let differs = found.lines().zip(expected.lines()).find(|(a, b)| a != b);
            prop_assert!(found == expected, "{turn:?}: {differs:?}");
        }
    });
}

/// The notes that are made anew by a fold.
fn made_anew(vault: &Vault, today: Day) -> Vec<String> {
    vault.notes.with_memos().for_each(|(_, memo)| memo.is_kept());
    run(vault, today, &Ask::default());
    let new = vault.notes.with_memos().filter(|(_, memo)| memo.is_new());
    new.map(|(note, _)| note.path.to_string()).collect()
}

#[test]
fn of_what_nothing_changed_nothing_is_made_anew() {
    let mut desk = Desk::new();
    let all = made_anew(&desk.vault, desk.today);
    assert!(all.len() > PEOPLE.len() + ALWAYS.len(), "at first sight: {all:?}");
    assert_eq!(made_anew(&desk.vault, desk.today), Vec::<String>::new());
    desk.restart();
    assert_eq!(made_anew(&desk.vault, desk.today), Vec::<String>::new());
    // One note is another: it alone.
    let journal = "Journal/2026-11-20.md";
    desk.change(journal, Some("- #topic @alice the rota\n".to_owned()));
    assert_eq!(made_anew(&desk.vault, desk.today), [journal]);
    // A note came: in this vault no reading depends on the names of notes.
    desk.change("New.md", Some("- #topic @bob the move\n".to_owned()));
    assert_eq!(made_anew(&desk.vault, desk.today), ["New.md"]);
    // Another day, another person: everything.
    assert_eq!(made_anew(&desk.vault, desk.today.plus(1)).len(), desk.vault.notes.len());
    desk.change("People/Zoe.md", Some("---\nkind: person\n---\n".to_owned()));
    assert_eq!(made_anew(&desk.vault, desk.today).len(), desk.vault.notes.len());
}

//! The shortcut over notes that say nothing changes nothing, and neither does who does the work in
//! which order: a sieved vault means what the whole one means, on notes made up at random and on
//! every vault at hand.

use crate::support::{TODAY, changes, day, shared};
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use vault121::model::export;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline;
use vault121::pages::plan::Edit;
use vault121::people::people;
use vault121::process::threads::Threads;
use vault121::text::executor::Hands;
use vault121::vault::vault::Vault;

/// What may stand in a note that looks like nothing, and what only just does not.
const PIECES: &[&str] = &[
    "# Title\n",
    "## Bob\n",
    "- ### Bob's week (rota)\n",
    "## Chat, 1-1 with (Bob)\n",
    "## _Alice_ - later\n",
    "Bob\n---\n",
    "> Bob and\n> more\n> ===\n",
    "- one\n",
    "## 2026-11-10\n",
    "## 12 Nov\n",
    "10.01.2024\n---\n",
    "> # 2026-01-02\n",
    "text ",
    "\n",
    "\n\n",
    "- ",
    "- [ ] ",
    "#",
    "#infra ",
    "#goal ",
    "#gaol ",
    "_#goal_ ",
    "**#kudos** ",
    "#watch-outs ",
    "x#topic ",
    "\\#topic ",
    "`#topic` ",
    "[[#topic]] ",
    "#Watch_Out/x ",
    "#e\u{301}t\u{e9} ",
    "outcome:: y\n",
    "- **Outcome**:: y\n",
    "> road block:: z\n",
    "mood:: 3\n",
    "std::env ",
    "@alice ",
    "@Alice.s ",
    "bob@alice.example ",
    "[@bob] ",
    "[[Alice]] ",
    "[[x|Bob]] ",
    "[[user.alice]] ",
    "[[a/Bob.md#h|z]] ",
    "[[a [b] c]] ",
    "[Alice](x.md) ",
    "[x](People/Alice.md) ",
    "[x](https://a.b/Alice) ",
    "[see [b] Alice](x) ",
    "[Ali\\ce](x) ",
    "[x](<People/Alice.md>) ",
    "[Bob][r] ",
    "[Alice] ",
    "[Alice]: x\n",
    "[r]: People/Bob.md\n",
    "<alice@x.y> ",
    "<b> ",
    "<!-- ",
    " -->",
    "%% ",
    "100 % ",
    "<<<<<<< a\n",
    "=======\n",
    ">>>>>>> b\n",
    "<!-- vault121:begin prep -->\n",
    "<!-- vault121:end prep -->\n",
    "```\n",
    "| a |\n|---|\n",
    "\r\n",
    "\u{0}",
    "\u{feff}",
    "{{ x }} ",
];

const FRONT: &[&str] = &[
    "title: Notes on Rust\n",
    "title: a: b\n",
    "Title: 'x'\n",
    "desc: ''\n",
    "updated: 1610908390475\n",
    "id: 4sbp8x4ju1m0vdqv3ytxqt3\n",
    "id: 0123456789012345678901234\n",
    "url: https://a.example/x?y=1#top\n",
    "related: \"[[Alice|x]]\"\n",
    "related:\n  - '[[Bob]]'\n",
    "at: 10:20:30\n",
    "published: false\n",
    "number: 123456789012345678901234567890\n",
    "tags: [infra, note]\n",
    "tags: 1-1\n",
    "tags:\n  - person\n",
    "tags:\n- a\n  - b\n",
    "tags: [a, [b]]\n",
    "aliases: [\"Journal 2026\", x]\n",
    "date: 2026-11-12\n",
    "date: 2020-01-01\n",
    "date: soon\n",
    "date:\n",
    "kind: meeting\n",
    "kind: policy\n",
    "person: bob\n",
    "person: nobody\n",
    "no: x\n",
    "x : y\n",
    "\tx: y\n",
    "x: {a: b}\n",
    "x: [\n",
    "x: yes # c\n",
    "x: @y\n",
    "- x\n",
    "# c\n",
    "a: 1\r\n",
    "\n",
];

const PATHS: &[&str] = &[
    "Notes/Rust.md",
    "Notes/2026-11-20.md",
    "Notes/Alice.md",
    "goals.bob.md",
    "2026/Log.md",
    "Notes/rust.md",
    "People/Dot.md",
    "Questions.md",
];

/// The sorts of lines that notes are made of here.
pub(crate) fn with_pieces() -> impl Iterator<Item = &'static str> {
    PIECES.iter().chain(FRONT).copied()
}

pub(crate) fn note() -> impl Strategy<Value = String> {
    let front = prop::collection::vec(prop::sample::select(FRONT), 0..4);
    let fence = prop::sample::select(&["---\n", "---\n", "---\r\n", "--- \n", ""][..]);
    let body = prop::collection::vec(prop::sample::select(PIECES), 0..12);
    (prop::option::of((fence, front)), body).prop_map(|(front, body)| {
        let front = front.map(|(fence, lines)| format!("---\n{}{fence}", lines.concat()));
        front.unwrap_or_default() + &body.concat()
    })
}

fn notes() -> impl Strategy<Value = BTreeMap<String, String>> {
    let path = prop::sample::select(PATHS).prop_map(str::to_owned);
    prop::collection::btree_map(path, note(), 0..PATHS.len())
}

/// Hands that begin with what is last.
#[derive(Debug)]
struct Backwards;

impl Hands for Backwards {
    fn all(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..count).rev().for_each(work);
    }
}

fn as_read(vault: &Vault) -> (String, Vec<Edit>) {
    let outcome = pipeline::run(vault, day(TODAY), &Ask::default());
    let said = export::export(&outcome.model, &outcome.diagnostics);
    (vault121::text::json::line(&said), outcome.plan.edits)
}

/// The vault as a session reads it: silent notes that name somebody are read after all.
fn sieved(texts: &BTreeMap<String, String>) -> Vault {
    let pairs: Vec<(&str, &str)> = texts.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let mut vault = Vault::sieved();
    vault.hands = Arc::new(Backwards);
    vault.apply(changes(&pairs));
    for path in people::silent_notes_naming(&mut vault) {
        let text = texts[path.as_str()].clone();
        let reading = vault.whole_reader().read(&path, text.as_bytes());
        vault.take_reading(path, reading);
    }
    vault
}

fn whole(texts: &BTreeMap<String, String>) -> Vault {
    let pairs: Vec<(&str, &str)> = texts.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    crate::support::vault(&pairs)
}

proptest! {
    #![proptest_config(Config {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(400),
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn a_sieved_vault_means_what_the_whole_one_means(mut notes in notes()) {
        notes.insert("People/Alice.md".to_owned(), "---\nme: yes\naliases: [\"alice@x.y\"]\n---\n".to_owned());
        notes.insert("People/Bob.md".to_owned(), "---\ncadence: 1w\n---\n- [ ] #goal/cka Pass\n".to_owned());
        prop_assert_eq!(as_read(&sieved(&notes)), as_read(&whole(&notes)), "{:?}", notes);
    }
}

/// The notes below a folder, by path.
fn texts(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).unwrap().to_str().map(str::to_owned);
            let Some(name) = name else { continue };
            let kept = [".obsidian/app.json", ".vault121/config.yml"].contains(&name.as_str());
            let hidden = name.split('/').any(|part| part.starts_with('.') && part != ".vault121");
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else if kept || !hidden && (name.ends_with(".md") || name == "dendron.yml") {
                found.extend(std::fs::read_to_string(&path).ok().map(|text| (name, text)));
            }
        }
    }
    found
}

#[test]
fn vaults_at_hand_mean_the_same_sieved() {
    let mut roots = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault")];
    roots.extend(shared("data/north-star/vault"));
    if let Some(all) = shared("data/elsewhere/vaults") {
        roots.extend(std::fs::read_dir(all).unwrap().flatten().map(|entry| entry.path()));
    }
    roots.extend(std::env::var_os("VAULT121_VAULT").map(Into::into));
    for root in roots.into_iter().filter(|root| root.is_dir()) {
        let texts = texts(&root);
        let expected = as_read(&whole(&texts));
        assert_eq!(as_read(&sieved(&texts)), expected, "{}", root.display());
        let mut threads = sieved(&texts);
        threads.hands = Arc::new(Threads);
        assert_eq!(as_read(&threads), expected, "{}", root.display());
    }
}

#[test]
fn what_stands_under_a_heading_with_her_name_is_read_in_a_note_without_any_tag() {
    let notes = [
        ("People/Alice.md", "---\ncadence: 1w\n---\n"),
        ("Log/2026-11-20.md", "## Alice\n\n- did very well in the demo\n"),
        ("Log/2026-11-21.md", "# Friday\n\n## 1-1 with Alice\n\n- [ ] send her the slides\n"),
        ("Log/2026-11-22.md", "Alice\n-----\n\n- asked for a rota\n"),
    ];
    let texts = notes.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let model = pipeline::fold(&sieved(&texts.into()), day(TODAY));
    let mentions: Vec<&str> = model.mentions.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(mentions, ["did very well in the demo", "asked for a rota"]);
    let promised: Vec<&str> = model.actions.iter().map(|action| action.text.as_str()).collect();
    assert_eq!(promised, ["send her the slides"]);
}

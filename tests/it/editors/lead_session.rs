//! A lead's twenty minutes in an editor, replayed: the notes afterwards are golden.
//!
//! `tests/editors/session/lead.txt` is what was typed, `start/` the vault before it, `after/` the
//! notes that differ when it is over. `UPDATE_SESSION=1 cargo test lead_session` writes them anew.

use crate::editors::editor::{Editor, usual};
use crate::support::Disk;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors/session")
}

/// Who plays: the note in front, where the cursor is, and what was there before.
struct Player {
    editor: Editor,
    note: String,
    at: usize,
    before: Vec<String>,
    edits: usize,
    completions: usize,
    actions: usize,
}

impl Player {
    fn text(&self) -> String {
        self.editor.text(&self.note).to_owned()
    }

    fn place(&self) -> Value {
        self.editor.place(&self.text(), self.at)
    }

    /// The note's text is another one now; the cursor stays behind what was typed.
    fn set(&mut self, text: &str, at: usize) {
        self.before.push(self.text());
        self.editor.set(&self.note.clone(), text);
        self.at = at;
        self.edits += 1;
    }

    /// Asks until it fits: what the whole vault tells comes a moment after the text.
    fn until<T>(&mut self, what: &str, ask: impl Fn(&mut Player) -> Result<T, String>) -> T {
        let mut why = String::new();
        for _ in 0..200 {
            match ask(self) {
                Ok(found) => return found,
                Err(last) => why = last,
            }
            self.editor.hear(Duration::from_millis(50));
        }
        panic!("{what} in {}: {why}\n{}", self.note, self.text());
    }

    fn step(&mut self, disk: &Disk, verb: &str, rest: &str) {
        match verb {
            "open" => {
                let text = fs::read_to_string(disk.root.join(rest)).unwrap_or_default();
                self.at = text.len();
                self.editor.open(rest, &text);
                self.note = rest.to_owned();
            }
            "save" => {
                disk.write(&self.note, &self.text());
                let document = json!({"uri": self.editor.uri(&self.note)});
                self.editor.tell("textDocument/didSave", json!({"textDocument": document}));
            }
            "close" => self.editor.close(&self.note.clone()),
            "go" => {
                let text = self.text();
                let found = text.find(rest).unwrap_or_else(|| panic!("{rest} in {text}"));
                self.at = found + rest.len();
            }
            "end" => self.at = self.text().len(),
            "type" => {
                let typed = rest.replace("\\n", "\n");
                let mut text = self.text();
                text.insert_str(self.at, &typed);
                self.set(&text, self.at + typed.len());
            }
            "undo" => {
                let text = self.before.pop().expect("there is something to undo");
                self.editor.set(&self.note.clone(), &text);
                self.at = text.len();
            }
            "complete" => {
                self.completions += 1;
                let edit = self.until(&format!("the offer {rest}"), |player| {
                    let (note, place) = (player.note.clone(), player.place());
                    let list = player.editor.at("textDocument/completion", &note, &place);
                    let items = list["items"].as_array().unwrap();
                    let found = items.iter().find(|item| item["label"] == rest);
                    found.map(|item| item["textEdit"].clone()).ok_or_else(|| list.to_string())
                });
                let text = self.text();
                let behind = text.len() - self.at;
                let new = self.editor.edited(&text, &[edit]);
                self.set(&new, new.len() - behind);
            }
            "action" => {
                self.actions += 1;
                let edit = self.until(&format!("the action {rest}"), |player| {
                    let (note, place) = (player.note.clone(), player.place());
                    let actions = player.editor.actions(&note, &place);
                    let title = |action: &Value| action["title"].as_str().unwrap().to_owned();
                    let found = actions.iter().find(|action| title(action).starts_with(rest));
                    let all = || actions.iter().map(title).collect::<Vec<_>>().join(", ");
                    found.map(|action| action["edit"].clone()).ok_or_else(all)
                });
                self.before.push(self.text());
                self.editor.apply(disk, &edit).unwrap();
                self.edits += 1;
            }
            "rename" => {
                let params = json!({
                    "textDocument": {"uri": self.editor.uri(&self.note)},
                    "position": self.place(),
                    "newName": rest,
                });
                let edit = self.editor.ask("textDocument/rename", params).unwrap();
                self.editor.apply(disk, &edit).unwrap();
                self.edits += 1;
            }
            "hover" => self.until(&format!("a card with {rest}"), |player| {
                let (note, place) = (player.note.clone(), player.place());
                let card = player.editor.at("textDocument/hover", &note, &place);
                let card = card["contents"]["value"].as_str().unwrap_or("").to_owned();
                if card.contains(rest) { Ok(()) } else { Err(card) }
            }),
            "lens" => self.until(&format!("a lens with {rest}"), |player| {
                let note = player.note.clone();
                let lenses = player.editor.of("textDocument/codeLens", &note).to_string();
                if lenses.contains(rest) { Ok(()) } else { Err(lenses) }
            }),
            "hint" => self.until(&format!("a hint {rest}"), |player| {
                let params = json!({
                    "textDocument": {"uri": player.editor.uri(&player.note)},
                    "range": {
                        "start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0},
                    },
                });
                let hints = player.editor.ask("textDocument/inlayHint", params).unwrap();
                if hints.to_string().contains(rest) { Ok(()) } else { Err(hints.to_string()) }
            }),
            "expect" => {
                let begins = format!("{rest}: ");
                let has = |said: &[String]| said.iter().any(|one| one.starts_with(&begins));
                self.editor.complaints(&self.note.clone(), has);
            }
            "gone" => {
                let begins = format!("{rest}: ");
                let has = |said: &[String]| !said.iter().any(|one| one.starts_with(&begins));
                self.editor.complaints(&self.note.clone(), has);
            }
            other => panic!("`{other}` is no step"),
        }
    }
}

fn notes(disk: &Disk) -> BTreeMap<String, String> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    disk.files().into_iter().map(|(path, bytes)| (path, text(bytes))).collect()
}

#[test]
fn a_leads_twenty_minutes_leave_the_notes_as_they_were_meant() {
    let disk = Disk::copy(&folder().join("start"));
    let before = notes(&disk);
    let editor = Editor::with(&disk, usual(), json!({}));
    let (note, before_it) = (String::new(), Vec::new());
    let (edits, completions, actions) = (0, 0, 0);
    let mut player = Player { editor, note, at: 0, before: before_it, edits, completions, actions };
    let script = fs::read_to_string(folder().join("lead.txt")).unwrap();
    for line in script.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        player.step(&disk, verb, rest);
    }
    assert!(player.edits >= 40, "{} edits", player.edits);
    assert!(player.completions >= 10, "{} completions", player.completions);
    assert!(player.actions >= 5, "{} actions", player.actions);
    assert_eq!(player.editor.quit(), 0);
    // What was written is read as it was meant: nothing of it is an error, and the pages follow.
    let check = disk.run(&["check"]);
    assert!(!check.out.contains("error["), "{}", check.out);
    let mut after = notes(&disk);
    after.retain(|path, text| before.get(path) != Some(text));
    let golden = folder().join("after");
    if std::env::var_os("UPDATE_SESSION").is_some() {
        fs::remove_dir_all(&golden).ok();
        for (path, text) in &after {
            let file = golden.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
    }
    let kept = Disk::copy(&golden);
    assert_eq!(after, notes(&kept));
    let build = disk.run(&["build"]);
    assert_eq!(build.code, 0, "{}{}", build.out, build.err);
    assert_eq!(disk.run(&["build"]).out, "", "a second build writes nothing");
}

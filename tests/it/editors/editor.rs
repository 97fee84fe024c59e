//! An editor for tests: it starts `vault121 lsp`, opens notes and talks to it as a client does.

use crate::support::{Disk, TODAY, program};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Nothing is waited for longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// The mark of the cursor in texts of tests.
pub(crate) const CURSOR: char = '‸';

/// A client with its server.
pub(crate) struct Editor {
    child: Child,
    stdin: ChildStdin,
    messages: Receiver<Value>,
    next: i64,
    /// What the server said unasked.
    pub(crate) heard: Vec<Value>,
    /// What the server said that it can do.
    pub(crate) offered: Value,
    root: String,
    open: BTreeMap<String, (i64, String)>,
    utf8: bool,
}

/// What a usual client can do: push diagnostics, versioned edits, new files.
pub(crate) fn usual() -> Value {
    json!({
        "textDocument": {
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": [""]}}},
        },
        "workspace": {
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]},
        },
    })
}

impl Editor {
    /// Starts the server in a vault.
    pub(crate) fn start(disk: &Disk) -> Editor {
        Editor::with(disk, usual(), json!({}))
    }

    /// Starts it for a client with these abilities and options.
    pub(crate) fn with(disk: &Disk, capabilities: Value, options: Value) -> Editor {
        Editor::launch(&disk.root, (&disk.root, None), capabilities, options)
    }

    /// Starts it for a client that names the vault's folder by another path.
    pub(crate) fn at_path(disk: &Disk, path: &Path) -> Editor {
        Editor::launch(&disk.root, (path, None), usual(), json!({}))
    }

    /// Starts it where there is a place for the user's state.
    pub(crate) fn keeping(disk: &Disk, state: &Path, capabilities: Value) -> Editor {
        Editor::launch(&disk.root, (&disk.root, Some(state)), capabilities, json!({}))
    }

    fn launch(
        here: &Path,
        (shown, state): (&Path, Option<&Path>),
        capabilities: Value,
        options: Value,
    ) -> Editor {
        let mut command = program();
        if let Some(state) = state {
            command.env("XDG_STATE_HOME", state);
        }
        command.current_dir(here).args(["--today", TODAY, "lsp", "--stdio"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut stdout) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let root = format!("file://{}", shown.display());
        let utf8 = capabilities.to_string().contains("utf-8");
        let (heard, open) = (Vec::new(), BTreeMap::new());
        let offered = Value::Null;
        let mut editor =
            Editor { child, stdin, messages, next: 0, heard, offered, root, open, utf8 };
        let params = json!({
            "processId": null,
            "rootUri": editor.root,
            "capabilities": capabilities,
            "initializationOptions": options,
        });
        editor.offered = editor.ask("initialize", params).unwrap();
        editor.tell("initialized", json!({}));
        editor
    }

    /// The address of a note, as a client writes it.
    pub(crate) fn uri(&self, path: &str) -> String {
        format!("{}/{}", self.root, path.replace('%', "%25").replace(' ', "%20"))
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let text = message.to_string();
        write!(self.stdin, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.stdin.flush().unwrap();
    }

    /// Sends a notification.
    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        self.send(json!({"method": method, "params": params}));
    }

    /// Sends a request and gives its number.
    pub(crate) fn begin(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        self.send(json!({"id": self.next, "method": method, "params": params}));
        self.next
    }

    /// Waits for the answer to a request.
    pub(crate) fn end(&mut self, id: i64) -> Result<Value, Value> {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.heard.iter().position(|heard| is_answer(heard, id)) {
                let answer = self.heard.remove(at);
                return match answer.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(answer["result"].clone()),
                };
            }
            assert!(Instant::now() < until, "no answer to request {id}");
            self.hear(Duration::from_millis(100));
        }
    }

    /// A request and its answer.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.begin(method, params);
        self.end(id)
    }

    /// Takes in what the server says within a time.
    pub(crate) fn hear(&mut self, most: Duration) {
        if let Ok(message) = self.messages.recv_timeout(most) {
            // A client answers what it is asked.
            if let (Some(id), Some(_)) = (message.get("id"), message.get("method")) {
                let id = id.clone();
                self.send(json!({"id": id, "result": null}));
            }
            self.heard.push(message);
        }
    }

    /// Opens a note with a text, which may hold a cursor; gives the cursor's place.
    pub(crate) fn open(&mut self, path: &str, text: &str) -> Value {
        let (text, place) = self.cursor(text);
        self.open.insert(path.to_owned(), (1, text.clone()));
        let uri = self.uri(path);
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
        place
    }

    /// Replaces the whole text of an open note; gives the cursor's place.
    pub(crate) fn set(&mut self, path: &str, text: &str) -> Value {
        let (text, place) = self.cursor(text);
        let change = json!({"text": text});
        let version = self.open[path].0 + 1;
        self.open.insert(path.to_owned(), (version, text));
        let document = json!({"uri": self.uri(path), "version": version});
        let params = json!({"textDocument": document, "contentChanges": [change]});
        self.tell("textDocument/didChange", params);
        place
    }

    /// Types a text at the end of an open note, one character after the other.
    pub(crate) fn type_at_end(&mut self, path: &str, typed: &str) {
        for c in typed.chars() {
            let (version, text) = self.open[path].clone();
            let end = self.place(&text, text.len());
            let document = json!({"uri": self.uri(path), "version": version + 1});
            let change = json!({"range": {"start": end, "end": end}, "text": c.to_string()});
            let params = json!({"textDocument": document, "contentChanges": [change]});
            self.tell("textDocument/didChange", params);
            self.open.insert(path.to_owned(), (version + 1, format!("{text}{c}")));
        }
    }

    /// Closes a note.
    pub(crate) fn close(&mut self, path: &str) {
        self.open.remove(path);
        let document = json!({"uri": self.uri(path)});
        self.tell("textDocument/didClose", json!({"textDocument": document}));
    }

    /// The text of an open note.
    pub(crate) fn text(&self, path: &str) -> &str {
        &self.open[path].1
    }

    /// A request about a place in an open note.
    pub(crate) fn at(&mut self, method: &str, path: &str, place: &Value) -> Value {
        let document = json!({"uri": self.uri(path)});
        let params = json!({"textDocument": document, "position": place});
        let params = match method {
            "textDocument/references" => {
                let mut params = params;
                params["context"] = json!({"includeDeclaration": true});
                params
            }
            _ => params,
        };
        self.ask(method, params).unwrap()
    }

    /// A request about a whole open note.
    pub(crate) fn of(&mut self, method: &str, path: &str) -> Value {
        let document = json!({"uri": self.uri(path)});
        self.ask(method, json!({"textDocument": document})).unwrap()
    }

    /// The code actions at a place.
    pub(crate) fn actions(&mut self, path: &str, place: &Value) -> Vec<Value> {
        let params = json!({
            "textDocument": {"uri": self.uri(path)},
            "range": {"start": place, "end": place},
            "context": {"diagnostics": []},
        });
        self.ask("textDocument/codeAction", params).unwrap().as_array().unwrap().clone()
    }

    /// Waits until what was said last of a note fits: its complaints as `code: message`.
    pub(crate) fn complaints(
        &mut self,
        path: &str,
        fits: impl Fn(&[String]) -> bool,
    ) -> Vec<String> {
        let uri = self.uri(path);
        let until = Instant::now() + PATIENCE;
        loop {
            let last = self.heard.iter().rev().find(|heard| {
                heard["method"] == "textDocument/publishDiagnostics"
                    && heard["params"]["uri"].as_str() == Some(&uri)
            });
            let last = last.map(|heard| heard["params"]["diagnostics"].as_array().unwrap().clone());
            let text = |one: &Value| {
                format!("{}: {}", one["code"].as_str().unwrap(), one["message"].as_str().unwrap())
            };
            let said: Option<Vec<String>> = last.map(|all| all.iter().map(text).collect());
            if let Some(said) = said.clone().filter(|said| fits(said)) {
                return said;
            }
            assert!(Instant::now() < until, "the complaints about {path} stay {said:?}");
            self.hear(Duration::from_millis(100));
        }
    }

    /// Does an edit as a client does: open notes change and get a version, others are written to
    /// the disk. Refuses an edit of another version, as every client has to.
    pub(crate) fn apply(&mut self, disk: &Disk, edit: &Value) -> Result<Vec<String>, String> {
        let changes = edit["documentChanges"].as_array().ok_or("no versioned edit")?.clone();
        let mut touched = Vec::new();
        for change in &changes {
            if change["kind"] == "create" {
                let path = self.inside(change["uri"].as_str().unwrap());
                assert!(!disk.root.join(&path).exists(), "{path} is there already");
                disk.write(&path, "");
                continue;
            }
            let path = self.inside(change["textDocument"]["uri"].as_str().unwrap());
            let version = change["textDocument"]["version"].as_i64();
            let open = self.open.get(&path).cloned();
            let text = match &open {
                Some((own, _)) if version != Some(*own) => {
                    return Err(format!("{path} is at version {own}, the edit at {version:?}"));
                }
                Some((_, text)) => text.clone(),
                None => disk.read(&path),
            };
            let new = self.edited(&text, change["edits"].as_array().unwrap());
            match open {
                Some(_) => drop(self.set(&path, &new)),
                None => disk.write(&path, &new),
            }
            touched.push(path);
        }
        Ok(touched)
    }

    /// A text with edits of the protocol done to it.
    pub(crate) fn edited(&self, text: &str, edits: &[Value]) -> String {
        let mut edits: Vec<(usize, usize, String)> = edits
            .iter()
            .map(|edit| {
                let range = &edit["range"];
                let start = self.offset(text, &range["start"]);
                let end = self.offset(text, &range["end"]);
                (start, end, edit["newText"].as_str().unwrap().to_owned())
            })
            .collect();
        edits.sort_by_key(|(start, ..)| *start);
        let mut out = text.to_owned();
        for (start, end, new) in edits.into_iter().rev() {
            out.replace_range(start..end, &new);
        }
        out
    }

    /// The path in the vault of an address.
    pub(crate) fn inside(&self, uri: &str) -> String {
        let rest = uri.strip_prefix(&format!("{}/", self.root)).unwrap_or(uri);
        let mut bytes = Vec::new();
        let mut at = rest.bytes();
        while let Some(byte) = at.next() {
            match byte {
                b'%' => {
                    let hex: Vec<u8> = at.by_ref().take(2).collect();
                    let hex = String::from_utf8(hex).unwrap();
                    bytes.push(u8::from_str_radix(&hex, 16).unwrap());
                }
                byte => bytes.push(byte),
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    fn cursor(&self, text: &str) -> (String, Value) {
        match text.find(CURSOR) {
            Some(at) => {
                let place = self.place(text, at);
                (text.replacen(CURSOR, "", 1), place)
            }
            None => (text.to_owned(), json!({"line": 0, "character": 0})),
        }
    }

    /// The place of a byte.
    pub(crate) fn place(&self, text: &str, at: usize) -> Value {
        let before = &text[..at];
        let line = before.matches('\n').count();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let columns = match self.utf8 {
            true => at - start,
            false => before[start..].encode_utf16().count(),
        };
        json!({"line": line, "character": columns})
    }

    fn offset(&self, text: &str, place: &Value) -> usize {
        let wanted = (place["line"].as_u64().unwrap(), place["character"].as_u64().unwrap());
        let found = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).find(|at| {
            let place = self.place(text, *at);
            (place["line"].as_u64().unwrap(), place["character"].as_u64().unwrap()) == wanted
        });
        found.unwrap_or_else(|| panic!("{place} is no place in {text:?}"))
    }

    /// Ends the server as a client does; gives its exit code.
    pub(crate) fn quit(mut self) -> i32 {
        self.ask("shutdown", Value::Null).unwrap();
        self.tell("exit", Value::Null);
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn is_answer(message: &Value, id: i64) -> bool {
    message.get("method").is_none() && message["id"].as_i64() == Some(id)
}

fn read(stdout: &mut BufReader<impl Read>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().ok()?;
            }
            _ if line.trim().is_empty() => break,
            _ => {}
        }
    }
    let mut bytes = vec![0; length];
    stdout.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

impl Editor {
    /// Whether a note is open.
    pub(crate) fn is_open(&self, path: &str) -> bool {
        self.open.contains_key(path)
    }
}

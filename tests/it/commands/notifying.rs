//! What is told through the desktop, before a bus that answers as the desktop's does.

use crate::engine::watching::Watch;
use crate::support::{Disk, Ran, TODAY, program};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tempfile::TempDir;

/// A session bus: it lets everybody in, and hands out what it is told to show.
struct Bus {
    folder: TempDir,
    shown: Receiver<(String, String)>,
}

impl Bus {
    fn start() -> Bus {
        let folder = TempDir::new().unwrap();
        let listener = UnixListener::bind(folder.path().join("bus")).unwrap();
        let (sender, shown) = channel();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let sender = sender.clone();
                thread::spawn(move || {
                    serve(client, &|title, text| sender.send((title, text)).ok())
                });
            }
        });
        Bus { folder, shown }
    }

    fn address(&self) -> String {
        format!("unix:path={}", self.folder.path().join("bus").display())
    }

    fn next(&self) -> (String, String) {
        self.shown.recv_timeout(Duration::from_secs(20)).expect("something is shown")
    }

    fn is_quiet(&self) -> bool {
        self.shown.recv_timeout(Duration::from_millis(600)) == Err(RecvTimeoutError::Timeout)
    }
}

/// One client: the lines of the hand-shake, then messages.
fn serve(client: UnixStream, show: &dyn Fn(String, String) -> Option<()>) -> Option<()> {
    let mut out = client.try_clone().ok()?;
    let mut input = BufReader::new(client);
    let mut zero = [0];
    input.read_exact(&mut zero).ok()?;
    loop {
        let mut line = String::new();
        input.read_line(&mut line).ok().filter(|read| *read > 0)?;
        match line.split_whitespace().next()? {
            "AUTH" => out.write_all(b"OK 0123456789abcdef0123456789abcdef\r\n").ok()?,
            "NEGOTIATE_UNIX_FD" => out.write_all(b"ERROR\r\n").ok()?,
            "BEGIN" => break,
            _ => out.write_all(b"ERROR\r\n").ok()?,
        }
    }
    let mut serial = 0_u32;
    loop {
        let call = Message::read(&mut input)?;
        serial += 1;
        let (signature, body) = match call.text(MEMBER) {
            "Hello" => ("s", string(":1.7")),
            "Notify" => {
                let mut at = 0;
                let mut strings = Vec::new();
                // The program's name, a number, its picture, the title, the text.
                for kind in ["s", "u", "s", "s", "s"] {
                    at += (4 - at % 4) % 4;
                    match kind {
                        "u" => at += 4,
                        _ => strings.push(text_at(&call.body, &mut at)),
                    }
                }
                show(strings[2].clone(), strings[3].clone())?;
                ("u", 1_u32.to_le_bytes().to_vec())
            }
            "GetNameOwner" => ("s", string(":1.1")),
            "NameHasOwner" => ("b", 1_u32.to_le_bytes().to_vec()),
            "RequestName" | "ReleaseName" => ("u", 1_u32.to_le_bytes().to_vec()),
            _ => ("", Vec::new()),
        };
        if call.wants_answer {
            out.write_all(&answer(serial, call.serial, signature, &body)).ok()?;
        }
    }
}

const MEMBER: u8 = 3;

/// A method call, as far as it is asked of here.
struct Message {
    serial: u32,
    wants_answer: bool,
    fields: BTreeMap<u8, String>,
    body: Vec<u8>,
}

impl Message {
    fn read(input: &mut impl Read) -> Option<Message> {
        let mut head = [0; 16];
        input.read_exact(&mut head).ok()?;
        assert_eq!(head[0], b'l', "a client of this machine writes the little end first");
        let number = |at: usize| u32::from_le_bytes(head[at..at + 4].try_into().unwrap());
        let fields_len = number(12) as usize;
        let mut fields = vec![0; fields_len + (8 - fields_len % 8) % 8];
        input.read_exact(&mut fields).ok()?;
        let mut body = vec![0; number(4) as usize];
        input.read_exact(&mut body).ok()?;
        let mut found = BTreeMap::new();
        let mut at = 0;
        while at < fields_len {
            at += (8 - at % 8) % 8;
            let (code, kind) = (fields[at], fields[at + 2]);
            at += 4;
            match kind {
                b's' | b'o' => drop(found.insert(code, text_at(&fields, &mut at))),
                b'g' => at += usize::from(fields[at]) + 2,
                b'u' => at += 4,
                other => panic!("a field of the kind {}", char::from(other)),
            }
        }
        Some(Message { serial: number(8), wants_answer: head[2] & 1 == 0, fields: found, body })
    }

    fn text(&self, field: u8) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }
}

fn text_at(bytes: &[u8], at: &mut usize) -> String {
    *at += (4 - *at % 4) % 4;
    let len = u32::from_le_bytes(bytes[*at..*at + 4].try_into().unwrap()) as usize;
    let text = String::from_utf8(bytes[*at + 4..*at + 4 + len].to_vec()).unwrap();
    *at += 4 + len + 1;
    text
}

fn string(text: &str) -> Vec<u8> {
    let mut out = u32::try_from(text.len()).unwrap().to_le_bytes().to_vec();
    out.extend(text.as_bytes());
    out.push(0);
    out
}

/// The answer to a call: a header with what it answers, whose it is, and the kind of its body.
fn answer(serial: u32, to: u32, signature: &str, body: &[u8]) -> Vec<u8> {
    let mut fields = Vec::new();
    let begin = |fields: &mut Vec<u8>, code: u8, kind: u8| {
        fields.resize(fields.len().next_multiple_of(8), 0);
        fields.extend([code, 1, kind, 0]);
    };
    begin(&mut fields, 5, b'u');
    fields.extend(to.to_le_bytes());
    begin(&mut fields, 7, b's');
    fields.extend(string("org.freedesktop.DBus"));
    if !signature.is_empty() {
        begin(&mut fields, 8, b'g');
        fields.push(u8::try_from(signature.len()).unwrap());
        fields.extend(signature.as_bytes());
        fields.push(0);
    }
    let mut out = vec![b'l', 2, 0, 1];
    out.extend(u32::try_from(body.len()).unwrap().to_le_bytes());
    out.extend(serial.to_le_bytes());
    out.extend(u32::try_from(fields.len()).unwrap().to_le_bytes());
    out.extend(fields);
    out.resize(out.len().next_multiple_of(8), 0);
    out.extend(body);
    out
}

/// A zone in which it is between eleven and twelve, and the minute of the day there.
fn noon() -> (String, u32) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let hour = i64::try_from(now / 3600 % 24).unwrap();
    let minute = u32::try_from(now / 60 % 60).unwrap();
    // A zone of POSIX counts westward.
    (format!("NOON{}", hour - 11), 11 * 60 + minute)
}

fn clock(minute: u32) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

/// Alice's 1-2-1 is in half an hour, Bob's in two hours and more, and three promises are due.
fn vault(minute: u32, config: &str) -> Disk {
    let person = |name: &str, at: u32| {
        format!("---\nkind: person\ncadence: 1w\nslot: tue {}\n---\n\n# {name}\n", clock(at))
    };
    let disk = Disk::new(&[
        ("People/Alice.md", &person("Alice Fischer", minute + 30)),
        ("People/Bob.md", &person("Bob Stone", minute + 150)),
        (
            "1-2-1s/Alice/2026-11-17.md",
            "- [ ] me: the secret plan [due:: 2026-11-24]\n- [ ] alice: hers [due:: 2026-11-24]\n\
             - [x] me: closed [due:: 2026-11-24]\n- [ ] me: later [due:: 2026-11-25]\n",
        ),
    ]);
    disk.write(".vault121/config.yml", config);
    disk
}

fn with_bus(mut command: Command, disk: &Disk, state: &Path, address: &str, zone: &str) -> Command {
    command.current_dir(&disk.root).env("TZ", zone).env("XDG_STATE_HOME", state);
    command.env("DBUS_SESSION_BUS_ADDRESS", address);
    command
}

fn notify(disk: &Disk, state: &Path, address: &str, zone: &str) -> Ran {
    let mut command = with_bus(program(), disk, state, address, zone);
    Ran::of(command.args(["--today", TODAY, "status", "--notify"]))
}

fn state() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().to_path_buf();
    (folder, path)
}

#[test]
fn what_is_near_or_due_is_told_once_and_says_whose_not_what() {
    let (zone, minute) = noon();
    let (bus, disk) = (Bus::start(), vault(minute, ""));
    let (_kept, state) = state();
    let ran = notify(&disk, &state, &bus.address(), &zone);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let title = format!("1-2-1 with Alice at {}", clock(minute + 30));
    let told = [bus.next(), bus.next()];
    assert!(told.iter().any(|(one, text)| *one == title && text.contains("minutes")), "{told:?}");
    assert!(told.iter().any(|(one, _)| one == "Promise to Alice is due today"), "{told:?}");
    assert!(!format!("{told:?}{}", ran.out).contains("secret"), "{told:?}");
    assert!(ran.out.contains(&title), "{}", ran.out);
    let again = notify(&disk, &state, &bus.address(), &zone);
    assert_eq!((again.code, again.out.as_str()), (0, ""), "{}", again.err);
    assert!(bus.is_quiet());
    // The state tells nothing of whom it is about.
    let kept = walk(&state);
    assert!(!kept.is_empty() && !kept.to_lowercase().contains("alice"), "{kept}");
}

/// The texts below a folder.
fn walk(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        all += &match path.is_dir() {
            true => walk(&path),
            false => std::fs::read_to_string(path).unwrap(),
        };
    }
    all
}

#[test]
fn a_watcher_tells_when_the_config_wishes_it() {
    let (zone, minute) = noon();
    let start = |disk: &Disk, state: &Path, bus: &Bus| {
        let mut command = with_bus(program(), disk, state, &bus.address(), &zone);
        command.args(["--today", TODAY, "watch", "--format", "jsonl"]);
        Watch::run(command)
    };
    let (bus, disk) = (Bus::start(), vault(minute, "notify: yes\n"));
    let (_kept, folder) = state();
    let watch = start(&disk, &folder, &bus);
    let told = [bus.next().0, bus.next().0];
    assert!(told.contains(&"Promise to Alice is due today".to_owned()), "{told:?}");
    watch.hears("\"event\":\"told\"");
    assert_eq!(watch.stop(), 0);
    // Another watcher of the same day knows what was told.
    let watch = start(&disk, &folder, &bus);
    watch.hears("\"event\":\"built\"");
    assert!(bus.is_quiet());
    // A promise that becomes due while it watches is told with the next whole build.
    disk.write("1-2-1s/Bob/2026-11-17.md", "- [ ] me: call [due:: 2026-11-24]\n");
    assert_eq!(bus.next().0, "Promise to Bob is due today");
    assert_eq!(watch.stop(), 0);
    // It is off by default.
    let (_kept, folder) = state();
    let disk = vault(minute, "");
    let watch = start(&disk, &folder, &bus);
    watch.hears("\"event\":\"built\"");
    assert!(bus.is_quiet());
    assert_eq!(watch.stop(), 0);
}

#[test]
fn a_desktop_that_is_not_there_is_said_and_ends_nothing() {
    let (zone, minute) = noon();
    let (_kept, folder) = state();
    let nowhere = "unix:path=/nonexistent/bus";
    let disk = vault(minute, "notify: yes\n");
    let ran = notify(&disk, &folder, nowhere, &zone);
    assert!(ran.code == 2 && ran.err.contains("notification service"), "{}", ran.err);
    let mut command = with_bus(program(), &disk, &folder, nowhere, &zone);
    command.args(["--today", TODAY, "watch", "--format", "jsonl"]);
    let watch = Watch::run(command);
    watch.hears("\"event\":\"untold\"");
    disk.write("People/Cleo.md", "---\nkind: person\ncadence: 1w\nslot: wed\n---\n");
    watch.hears("Cleo");
    assert_eq!(watch.stop(), 0);
}

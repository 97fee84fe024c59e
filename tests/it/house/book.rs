//! The book: every command in `docs/` runs, and what stands below it is what it prints.
//!
//! A page is played from top to bottom in a folder of its own:
//!
//! - a block ```` ```console ```` holds lines `$ command` and what each prints;
//! - a comment `<!-- write PATH -->` puts the block behind it into a file, `<!-- append PATH -->`
//!   at its end, `<!-- below PATH -->` below its last region, as somebody in an editor would;
//! - `<!-- day 2026-11-24 -->` is the day from there on; `<!-- folder example-vault -->` copies a
//!   folder of the repository; `<!-- new -->` begins with an empty folder again.
//!
//! `UPDATE_BOOK=1 cargo test book` writes the outputs and the page of commands anew.

use crate::support::{TODAY, copy, program};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn update() -> bool {
    std::env::var_os("UPDATE_BOOK").is_some()
}

/// One page that is played.
struct Play {
    dir: tempfile::TempDir,
    day: String,
}

impl Play {
    fn new() -> Play {
        let play = Play { dir: tempfile::tempdir().unwrap(), day: TODAY.to_owned() };
        fs::create_dir(play.root()).unwrap();
        fs::create_dir(play.dir.path().join("bin")).unwrap();
        // Who uses git has a name there.
        fs::write(play.dir.path().join(".gitconfig"), "[user]\n\tname = Nora\n").unwrap();
        play
    }

    fn root(&self) -> PathBuf {
        self.dir.path().canonicalize().unwrap().join("notes")
    }

    /// Runs a line in a shell, where `vault121` works for the day of the page.
    fn run(&self, line: &str) -> String {
        let bin = self.dir.path().join("bin");
        let wrapper = bin.join("vault121");
        let binary = env!("CARGO_BIN_EXE_vault121");
        let text = format!("#!/bin/sh\nexec {binary} --today {} \"$@\"\n", self.day);
        fs::write(&wrapper, text).unwrap();
        let executable = Command::new("chmod").arg("+x").arg(&wrapper).status().unwrap();
        assert!(executable.success());
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
        let mut command = Command::new("sh");
        command.args(["-c", &format!("exec 2>&1\n{line}")]).current_dir(self.root());
        command.env("PATH", path).env("NO_COLOR", "1").env("TZ", "UTC").env("COLUMNS", "100");
        command.env("HOME", self.dir.path()).env_remove("VAULT121_DIR");
        for (key, value) in [
            ("GIT_CONFIG_SYSTEM", "/dev/null"),
            ("GIT_AUTHOR_NAME", "Nora"),
            ("GIT_AUTHOR_EMAIL", "nora@example.org"),
            ("GIT_COMMITTER_NAME", "Nora"),
            ("GIT_COMMITTER_EMAIL", "nora@example.org"),
        ] {
            command.env(key, value);
        }
        let out = command.stdin(std::process::Stdio::null()).output().unwrap();
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        let root = self.root().display().to_string();
        let home = root.trim_end_matches("/notes").to_owned();
        let text = text.replace(&root, "~/notes").replace(&home, "~");
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        lines.join("\n").trim_end().to_owned()
    }
}

/// What a comment of the page asks for.
fn directive(line: &str) -> Option<(&str, &str)> {
    let inner = line.trim().strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    let (word, rest) = inner.split_once(' ').unwrap_or((inner, ""));
    ["write", "append", "below", "day", "folder", "new"].contains(&word).then_some((word, rest))
}

/// Where a block goes.
enum Put {
    Whole,
    AtEnd,
    BelowRegion,
}

/// The page with each output as it is now.
fn played(page: &str) -> String {
    play(page).0
}

/// The same, and the folder as the page leaves it.
fn play(page: &str) -> (String, Play) {
    let mut play = Play::new();
    let mut out = String::new();
    let mut lines = page.lines().peekable();
    let mut target: Option<(String, Put)> = None;
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        match directive(line) {
            Some(("write", path)) => target = Some((path.to_owned(), Put::Whole)),
            Some(("append", path)) => target = Some((path.to_owned(), Put::AtEnd)),
            Some(("below", path)) => target = Some((path.to_owned(), Put::BelowRegion)),
            Some(("day", day)) => day.clone_into(&mut play.day),
            Some(("new", _)) => play = Play { day: play.day.clone(), ..Play::new() },
            Some(("folder", from)) => {
                fs::remove_dir(play.root()).unwrap();
                copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(from), &play.root());
            }
            _ => {}
        }
        let Some(fence) = line.strip_prefix("```").filter(|info| !info.is_empty()) else {
            continue;
        };
        let mut block = Vec::new();
        for line in lines.by_ref() {
            if line == "```" {
                break;
            }
            block.push(line);
        }
        if let Some((path, put)) = target.take() {
            let full = play.root().join(path);
            fs::create_dir_all(full.parent().unwrap()).unwrap();
            let there = || fs::read_to_string(&full).unwrap();
            let (before, behind) = match put {
                Put::Whole => (String::new(), String::new()),
                Put::AtEnd => (there(), String::new()),
                Put::BelowRegion => {
                    let text = there();
                    let end = text.rfind("<!-- vault121:end").unwrap();
                    let end = end + text[end..].find('\n').unwrap() + 1;
                    (text[..end].to_owned(), text[end..].to_owned())
                }
            };
            fs::write(&full, format!("{before}{}\n{behind}", block.join("\n"))).unwrap();
        }
        if fence == "console" {
            let commands = block.iter().filter(|line| line.starts_with("$ "));
            let shown: Vec<String> = commands
                .map(|line| format!("{line}\n{}", play.run(&line[2..])).trim_end().to_owned())
                .collect();
            out.push_str(&shown.join("\n\n"));
            out.push('\n');
        } else {
            block.iter().for_each(|line| out.push_str(&format!("{line}\n")));
        }
        out.push_str("```\n");
    }
    (out, play)
}

fn pages() -> Vec<PathBuf> {
    let entries = fs::read_dir(docs()).unwrap().flatten().map(|entry| entry.path());
    let mut pages: Vec<PathBuf> =
        entries.filter(|path| path.extension() == Some("md".as_ref())).collect();
    pages.sort();
    pages
}

#[test]
fn each_command_of_the_book_prints_what_stands_below_it() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        if !page.contains("```console") {
            continue;
        }
        count += page.matches("\n$ ").count();
        let now = played(&page);
        if now == page {
            continue;
        }
        if update() {
            fs::write(&path, &now).unwrap();
            continue;
        }
        let differs = page.lines().zip(now.lines()).position(|(a, b)| a != b).unwrap_or(0);
        let some = |text: &str| text.lines().skip(differs).take(6).collect::<Vec<_>>().join("\n");
        wrong.push(format!(
            "{}:{}\n-- in the book:\n{}\n-- printed now:\n{}",
            path.display(),
            differs + 1,
            some(&page),
            some(&now)
        ));
    }
    assert!(count > 30, "the book has {count} commands: they are not found");
    assert!(wrong.is_empty(), "UPDATE_BOOK=1 writes them anew:\n{}", wrong.join("\n\n"));
}

/// As in `docs/pictures/make`: page, the heading before which it stops, the picture, what it shows.
const PICTURES: [(&str, &str, &str, &str); 4] = [
    ("week-obsidian", "\n## Tuesday", "week-monday", "1-1s/Priya Raman/2026-11-24.md"),
    ("week-obsidian", "", "week-terminal", "$ vault121 prep priya --print"),
    ("week-dendron", "\n## The rest", "week-dendron", "notes/meet.121.sam.2026.11.25.md"),
    ("week-vim", "\n## Wednesday", "week-vim", "people/priya.md"),
];

#[test]
fn the_pictures_of_the_weeks_show_what_their_pages_make() {
    let made = fs::read_to_string(docs().join("pictures/weeks.made-from.md")).unwrap();
    for (name, stop, picture, shown) in PICTURES {
        let page = fs::read_to_string(docs().join(format!("{name}.md"))).unwrap();
        let page = page.replace("\r\n", "\n");
        let end = if stop.is_empty() { page.len() } else { page.find(stop).unwrap() };
        let folder = play(&page[..end]).1;
        let text = match shown.strip_prefix("$ ") {
            Some(line) => format!("{shown}\n{}", folder.run(line)),
            None => fs::read_to_string(folder.root().join(shown)).unwrap(),
        };
        let part = format!("# {picture}\n\n{}", text.trim_end());
        assert!(made.contains(&part), "{picture} is old, run `docs/pictures/make`; now:\n{text}");
    }
}

/// What a reader of the built page cannot see: comments tell the test which file a block is, and
/// which day it is.
fn unseen(page: &str) -> Vec<String> {
    let mut unseen = Vec::new();
    let lines: Vec<&str> = page.lines().filter(|line| !line.is_empty()).collect();
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", |at| lines[at]);
        let above = |part: &str| lines[..at].iter().rev().take(3).any(|line| line.contains(part));
        match directive(line) {
            Some(("write" | "append" | "below", path))
                if !before.contains(&format!("`{path}`")) =>
            {
                unseen.push(format!("{path}: name the file above its block"));
            }
            Some(("day", day)) if !above(&spoken(day)) => {
                unseen.push(format!("{day}: say `{}` above", spoken(day)));
            }
            _ => {}
        }
    }
    unseen
}

/// `2026-11-24` as a heading has it: `24 November`.
fn spoken(day: &str) -> String {
    let month = match &day[5..7] {
        "10" => "October",
        "11" => "November",
        "12" => "December",
        other => panic!("{other}: name the month here"),
    };
    format!("{} {month}", day[8..].trim_start_matches('0'))
}

#[test]
fn a_reader_sees_each_files_name_and_each_day() {
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        assert_eq!(unseen(&page), Vec::<String>::new(), "{}", path.display());
    }
    assert_eq!(unseen("Text.\n\n<!-- write a.md -->\n").len(), 1);
    assert_eq!(unseen("## Tuesday\n\n<!-- day 2026-11-24 -->\n").len(), 1);
    assert_eq!(unseen("`a.md`:\n\n<!-- write a.md -->\n").len(), 0);
}

#[test]
fn a_page_is_played_as_it_says() {
    let page = "<!-- write a.md -->\n```markdown\nhello\n```\n```console\n$ cat a.md\nold\n\n$ true\n```\n";
    let now = played(page);
    assert_eq!(now, page.replace("old", "hello"));
}

/// The help of every verb, in the order of `--help`.
fn commands() -> String {
    let help = |args: &[&str]| {
        let out = program().args(args).arg("--help").env("COLUMNS", "100").output().unwrap();
        assert!(out.status.success(), "{args:?}");
        let text = String::from_utf8(out.stdout).unwrap();
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
    };
    let top = help(&[]);
    let list = top.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let mut out = String::from(
        "# Commands\n\nWhat `vault121 help VERB` prints, verb by verb. This page is made from the \
         program.\n\n```text\n",
    );
    out.push_str(&format!("{top}\n```\n"));
    for line in list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
        let verb = line.split_whitespace().next().unwrap();
        if verb != "help" {
            out.push_str(&format!("\n## {verb}\n\n```text\n{}\n```\n", help(&[verb])));
        }
    }
    out
}

#[test]
fn the_page_of_commands_is_what_the_program_says() {
    let path = docs().join("commands.md");
    let now = commands();
    if update() {
        fs::write(&path, &now).unwrap();
    }
    let page = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(page == now, "`UPDATE_BOOK=1 cargo test book` writes docs/commands.md anew");
}

#[test]
fn each_page_stands_in_the_list_of_the_book() {
    let summary = fs::read_to_string(docs().join("SUMMARY.md")).unwrap();
    for path in pages() {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let listed = summary.contains(&format!("({name})"));
        assert!(name == "SUMMARY.md" || listed, "docs/{name} is not in docs/SUMMARY.md");
    }
}

//! A year in the life: one lead, five people, 52 weeks, day by day as they were written.
//!
//! `tests/year/*.txt` is the year, to be read by a person: each day that something was written
//! on, and what. It is replayed in memory with the program as `watch` runs it: every morning, and
//! after what the day brought. On every step the laws hold; on chosen days the pages are golden
//! files in `tests/year/golden/`, each read by a person as a lead with five minutes would.
//! `UPDATE_YEAR=1 cargo test year` writes them anew; read the diff.

use crate::support::{Disk, day};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use vault121::pages::pages::{Ask, ONE_SCREEN};
use vault121::pages::pipeline;
use vault121::pages::pipeline::Outcome;
use vault121::text::date::Day;
use vault121::vault::change::{Change, Content};
use vault121::vault::vault::Vault;

/// The days from which and up to which the year goes.
const FROM: &str = "2026-01-05";
const TO: &str = "2027-01-03";

/// Pages that a person has read: the day on whose morning they are looked at, path, region.
const GOLDEN: &[(&str, &str, &str)] = &[
    ("2026-01-13", "1on1/Mara Okafor/2026-01-13.md", "prep"),
    ("2026-03-05", "1on1/Stefan Lindqvist/2026-03-05.md", "prep"),
    ("2026-04-14", "1on1/Mara Okafor/2026-04-14.md", "prep"),
    ("2026-05-05", "1on1/Mara Okafor/2026-05-05.md", "prep"),
    ("2026-05-19", "1on1/Mara Okafor/2026-05-19.md", "prep"),
    ("2026-06-05", "1on1/Yuki Tanaka/2026-06-05.md", "prep"),
    ("2026-06-18", "1on1/Stefan Lindqvist/2026-06-18.md", "prep"),
    ("2026-06-18", "1on1/Stefan Lindqvist/2026-06-18 Stefan Lindqvist agenda.md", "agenda"),
    ("2026-06-30", "1on1/Team.md", "team"),
    ("2026-07-13", "1on1/Tom Becker.md", "prep"),
    ("2026-08-26", "1on1/Priya Raman/2026-08-26.md", "prep"),
    ("2026-09-11", "1on1/Yuki Tanaka/2026-09-11.md", "prep"),
    ("2026-10-26", "1on1/Tom Becker.md", "prep"),
    ("2026-11-18", "1on1/Priya Raman/2026-11-18.md", "prep"),
    ("2026-11-27", "1on1/Stefan Lindqvist/2026-11-26.md", "prep"),
    ("2026-12-03", "1on1/Stefan Lindqvist/2026-12-03.md", "prep"),
    ("2026-12-11", "1on1/Yuki Tanaka/2026-12-11.md", "prep"),
    ("2026-12-15", "1on1/Mara Okafor/2026-12-15.md", "prep"),
    ("2026-12-31", "1on1/Mara Okafor/Mara Okafor rollup.md", "rollup"),
    ("2026-11-03", "1on1/Me.md", "me"),
    ("2026-12-31", "1on1/Me.md", "me"),
    ("2026-12-31", "1on1/Team.md", "team"),
];

/// What is noted of Mara in her low season is on no page before it is over: from, up to, words.
const HELD: &[(&str, &str, &str)] = &[
    ("2026-03-16", "2026-05-17", "the schema change"),
    ("2026-03-26", "2026-05-17", "snapped at Leo"),
];

/// On these evenings the vault goes to the disk, and the program itself finds nothing to write.
const ON_DISK: &[&str] = &["2026-03-31", "2026-07-31", "2027-01-03"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/year")
}

/// What is written on one day: blocks in their order.
#[derive(Default)]
struct Writing {
    blocks: Vec<Block>,
}

enum Block {
    /// `> PATH`: lines at the end of a note, which may be new.
    Append(String, String),
    /// `^ PATH`: lines on top of a running log, below its prep.
    OnTop(String, String),
    /// `>> PATH`: what goes below the headings of a prepared note, and into `met::`, `mood::`.
    Fill(String, String),
    /// `~ PATH`: `old => new`, each old text once in the note; a line without `=>` goes on.
    Change(String, String),
}

/// The year as it is written in `tests/year/`.
fn script() -> BTreeMap<Day, Writing> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let mut days: BTreeMap<Day, Writing> = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let mut today = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("= ") {
                let date = day(rest.split(' ').next().unwrap());
                assert!(today.is_none_or(|before| before < date), "{line}: not in order");
                assert!(!days.contains_key(&date), "{line}: twice");
                days.insert(date, Writing::default());
                today = Some(date);
                continue;
            }
            let Some(today) = today else { continue };
            let blocks = &mut days.get_mut(&today).unwrap().blocks;
            let path = |rest: &str| rest.trim().to_owned();
            if let Some(rest) = line.strip_prefix(">> ") {
                blocks.push(Block::Fill(path(rest), String::new()));
            } else if let Some(rest) = line.strip_prefix("> ") {
                blocks.push(Block::Append(path(rest), String::new()));
            } else if let Some(rest) = line.strip_prefix("^ ") {
                blocks.push(Block::OnTop(path(rest), String::new()));
            } else if let Some(rest) = line.strip_prefix("~ ") {
                blocks.push(Block::Change(path(rest), String::new()));
            } else if let Some(block) = blocks.last_mut() {
                let (Block::Append(_, text)
                | Block::OnTop(_, text)
                | Block::Fill(_, text)
                | Block::Change(_, text)) = block;
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    days
}

/// The lead's vault while the year goes on.
struct Year {
    notes: BTreeMap<String, String>,
    vault: Vault,
    today: Day,
    /// Somebody wrote something since the last build.
    busy: bool,
    /// The 1-2-1 notes that were filled since the last night that was looked at.
    met: Vec<String>,
    /// Nights that were looked at.
    nights: usize,
}

impl Year {
    fn put(&mut self, path: &str, text: String) {
        let content = Content::Bytes(text.as_bytes().to_vec());
        self.vault.apply(vec![Change { path: path.to_owned(), content }]);
        self.notes.insert(path.to_owned(), text);
    }

    fn write(&mut self, block: &Block) {
        let at = self.today;
        let now = |path: &String| self.notes.get(path).cloned();
        let (path, text) = match block {
            Block::Append(path, text) => {
                let text = text.trim_end();
                (path, now(path).unwrap_or_default() + text + "\n")
            }
            Block::OnTop(path, text) => {
                let note = now(path).unwrap_or_else(|| panic!("{at}: no {path}"));
                let marker = "<!-- vault121:end prep -->\n\n";
                let (head, rest) =
                    note.split_once(marker).unwrap_or_else(|| panic!("{at}: no prep in {path}"));
                (path, format!("{head}{marker}{}\n\n{rest}", text.trim()))
            }
            Block::Fill(path, text) => {
                let note = now(path).unwrap_or_else(|| panic!("{at}: {path} was not prepared"));
                (path, filled(&note, text))
            }
            Block::Change(path, text) => {
                let mut note = now(path).unwrap_or_else(|| panic!("{at}: no {path}"));
                let mut changes: Vec<(String, String)> = Vec::new();
                for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    match (line.split_once(" => "), changes.last_mut()) {
                        (Some((old, new)), _) => changes.push((old.to_owned(), new.to_owned())),
                        (None, Some((_, new))) => *new = format!("{new}\n{line}"),
                        (None, None) => panic!("{at}: {line}: no ` => `"),
                    }
                }
                for (old, new) in &changes {
                    let found = outside(&note).matches(old.as_str()).count();
                    assert_eq!(found, 1, "{at}: `{old}` is {found} times in {path}");
                    note = note.replace(old.as_str(), new);
                }
                (path, note)
            }
        };
        let path = path.clone();
        match block {
            Block::Fill(..) => self.met.push(path.clone()),
            Block::OnTop(..) => self.met.push(path.replace(".md", "/")),
            _ => {}
        }
        self.put(&path, text);
    }

    fn run(&self) -> Outcome {
        pipeline::run(&self.vault, self.today, &Ask::default())
    }

    /// A build: writes what is wanted and gives the paths written, with why.
    fn build(&mut self) -> Vec<(String, String)> {
        let outcome = self.run();
        let at = self.today;
        assert!(outcome.plan.held.is_empty(), "{at}: {:?}", outcome.plan.held);
        let mut written = Vec::new();
        for edit in &outcome.plan.edits {
            let path = edit.path.as_str();
            let before = self.notes.get(path).cloned();
            let after = edit.text_after(before.as_deref());
            let after = after.unwrap_or_else(|problem| panic!("{at}: {path}: {problem:?}"));
            // A picture is ours as a whole.
            if let Some(before) = before.as_ref().filter(|_| edit.whole_text().is_none()) {
                let (old, new) = (outside(before), outside(&after));
                // A region that comes into a note brings the blank line around it.
                let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                match inside(before).len() == inside(&after).len() {
                    true => assert_eq!(old, new, "{at}: {path}: a user's byte changed"),
                    false => assert_eq!(words(&old), words(&new), "{at}: {path}: a word changed"),
                }
            }
            self.laws(path, &edit.why, &after);
            self.put(path, after);
            written.push((path.to_owned(), edit.why.clone()));
        }
        for (path, _) in &written {
            let text = self.notes[path].clone();
            self.links(path, &text);
        }
        written
    }

    /// What holds for every text written.
    fn laws(&self, path: &str, why: &str, text: &str) {
        let at = self.today;
        if let Some(date) = Path::new(path).file_stem().and_then(|stem| Day::iso(stem.to_str()?)) {
            assert!(date >= at, "{at}: the prep of {path} was written after its day: {why}");
        }
        for (from, to, words) in HELD.iter().filter(|held| day(held.0) <= at && at <= day(held.1)) {
            let shown = inside(text).iter().any(|region| region.contains(words));
            assert!(!shown, "{at}: {path} shows `{words}`, held from {from} to {to}");
        }
        for region in inside(text) {
            let lines = region.lines().filter(|line| !line.is_empty()).count();
            let prep = region.contains("\n- **Intention**");
            assert!(!prep || lines <= ONE_SCREEN, "{at}: {path}: {lines} lines");
        }
    }

    /// Each link of the generated text leads to a note that is there, and to a place in it.
    fn links(&self, path: &str, text: &str) {
        let at = self.today;
        for region in inside(text) {
            for link in region.split("[[").skip(1).filter_map(|rest| rest.split("]]").next()) {
                let (target, anchor) = link.split_once('#').unwrap_or((link, ""));
                let named: Vec<&String> = self
                    .notes
                    .keys()
                    .filter(|note| {
                        let plain = note.trim_end_matches(".md");
                        plain == target || plain.rsplit('/').next() == Some(target)
                    })
                    .collect();
                assert_eq!(named.len(), 1, "{at}: {path}: [[{link}]] leads to {named:?}");
                let there = &self.notes[named[0]];
                let found = match anchor.strip_prefix('^') {
                    Some(id) => there.lines().any(|line| line.ends_with(&format!("^{id}"))),
                    None => anchor.split('#').all(|anchor| {
                        let heading = there.lines().filter(|line| line.starts_with('#'));
                        anchor.is_empty()
                            || heading
                                .map(|line| line.trim_start_matches('#').trim())
                                .any(|line| line == anchor)
                    }),
                };
                assert!(found, "{at}: {path}: [[{link}]] leads to no place");
            }
        }
    }

    /// For reading: the preps of the day as they stand in the morning.
    fn mornings(&self, out: &Path) {
        for (path, text) in &self.notes {
            let head = format!(", {}", self.today.long());
            let prep = inside(text).into_iter().find(|text| text.trim().starts_with("## "));
            let Some(prep) = prep else { continue };
            if prep.trim().lines().next().is_some_and(|line| line.contains(&head)) {
                let name = format!("{} {}", self.today, path.replace('/', ", "));
                let file = out.join("mornings").join(name);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, prep.trim()).unwrap();
            }
        }
    }

    /// Whether a prep that is to be filled is not there yet.
    fn lacks(&self, writing: &Writing) -> bool {
        writing.blocks.iter().any(|block| match block {
            Block::Fill(path, _) => !self.notes.contains_key(path),
            _ => false,
        })
    }

    /// A night on which nobody wrote changes no file, but for a prep that falls due, the days and
    /// quarters of the team page, and the rollup of somebody whose 1-2-1 is over with its day.
    fn night(&mut self, written: &[(String, String)]) {
        if self.busy {
            return;
        }
        let at = self.today;
        let within =
            |days: i64, text: &str| (0..=days).any(|d| text.contains(&at.plus(d).short(at)));
        let soon = |text: &str| within(2, text);
        for (path, why) in written {
            // Who wants coaxing gets the agenda four days before.
            let falls_due = (why.starts_with("new: prep for") && soon(why))
                || (why.starts_with("new: agenda for") && within(4, why));
            let in_log = path == "1on1/Tom Becker.md" && why.starts_with("prep for") && soon(why);
            let sections = why.strip_prefix("team page: ").unwrap_or("other").split(", ");
            let told = !self.met.is_empty();
            let team = sections.into_iter().all(|section| match section {
                "head" | "gone quiet" | "done this quarter" => true,
                section => section == "for everyone" && told,
            });
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let over = self.met.iter().any(|met| met.starts_with(folder) && path != met);
            assert!(falls_due || in_log || team || over, "{at}: at night {path} changed: {why}");
        }
        self.met.clear();
        self.nights += 1;
    }

    fn silent(&self) {
        let edits = self.run().plan.edits;
        let why: Vec<_> = edits.iter().map(|edit| (&edit.path, &edit.why)).collect();
        assert!(why.is_empty(), "{}: the second build writes {why:?}", self.today);
    }
}

/// A note with what a person wrote below the headings of its scaffold.
fn filled(note: &str, text: &str) -> String {
    let mut note = note.to_owned();
    let mut heading: Option<String> = None;
    let mut body: BTreeMap<String, String> = BTreeMap::new();
    for line in text.lines() {
        if line.starts_with("## ") {
            assert!(note.contains(&format!("\n{line}\n")), "no `{line}` in the scaffold");
            heading = Some(line.to_owned());
        } else if let Some(key) = ["met::", "mood::"].iter().find(|key| line.starts_with(**key)) {
            assert!(note.contains(&format!("\n{key}\n")), "no `{key}` in the scaffold");
            note = note.replace(&format!("\n{key}\n"), &format!("\n{}\n", line.trim_end()));
        } else if let Some(heading) = &heading {
            let below = body.entry(heading.clone()).or_default();
            below.push_str(line);
            below.push('\n');
        }
    }
    for (heading, text) in body.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let old = format!("\n{heading}\n");
        note = note.replace(&old, &format!("{old}\n{}\n", text.trim_end()));
    }
    note
}

/// What stands inside the regions of a note.
fn inside(text: &str) -> Vec<&str> {
    let parts = text.split("<!-- vault121:begin ").skip(1);
    parts.filter_map(|part| part.split_once(" -->")?.1.split("<!-- vault121:end ").next()).collect()
}

/// A note without its regions.
fn outside(text: &str) -> String {
    let mut out = String::new();
    let mut ours = false;
    for line in text.split_inclusive('\n') {
        ours |= line.starts_with("<!-- vault121:begin ");
        if !ours {
            out.push_str(line);
        }
        ours &= !line.starts_with("<!-- vault121:end ");
    }
    out
}

#[test]
fn a_year_in_the_life() {
    let script = script();
    let mut year = Year {
        notes: BTreeMap::new(),
        vault: Vault::default(),
        today: day(FROM),
        busy: true,
        met: Vec::new(),
        nights: 0,
    };
    let mut golden: BTreeSet<&(&str, &str, &str)> = GOLDEN.iter().collect();
    let mut wrong = Vec::new();
    let mut week = 0;
    while year.today <= day(TO) {
        let at = year.today;
        let weekday = i64::from(at.weekday().index());
        week += i64::from(weekday == 0);
        let of_today: Vec<_> = golden.iter().copied().filter(|page| day(page.0) == at).collect();
        let writing = script.get(&at);
        // Every morning would be the same law at five times the price: Mondays, another night in
        // every second week, and those that somebody looks at.
        let another = week % 2 == 0 && weekday == week % 5;
        let looked_at = weekday == 0 || another || !of_today.is_empty();
        if looked_at || writing.is_some_and(|writing| year.lacks(writing)) {
            let night = year.build();
            year.night(&night);
            if week % 4 == 0 {
                year.silent();
            }
        }
        for page in of_today {
            golden.remove(page);
            let (date, path, region) = *page;
            let note = year.notes.get(path).unwrap_or_else(|| panic!("{at}: no {path}"));
            compare(date, path, &region_of(note, region), &mut wrong);
        }
        if let Ok(out) = std::env::var("YEAR_OUT") {
            year.build();
            year.mornings(Path::new(&out));
        }
        if let Some(writing) = writing {
            year.busy = true;
            writing.blocks.iter().for_each(|block| year.write(block));
            year.build();
            year.busy = false;
        }
        if ON_DISK.iter().any(|on| day(on) == at) {
            year.build();
            on_disk(&year);
        }
        year.today = at.plus(1);
    }
    assert!(year.nights > 80, "only {} nights were looked at", year.nights);
    assert!(golden.is_empty(), "never seen: {golden:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn region_of(note: &str, name: &str) -> String {
    let (_, rest) = note.split_once(&format!("<!-- vault121:begin {name} -->\n\n")).unwrap();
    rest.split_once(&format!("\n<!-- vault121:end {name} -->")).unwrap().0.to_owned()
}

fn compare(date: &str, path: &str, found: &str, wrong: &mut Vec<String>) {
    let name = path.trim_end_matches(".md").replace('/', ", ");
    let file = folder().join("golden").join(format!("{date} {name}.md"));
    if std::env::var_os("UPDATE_YEAR").is_some() {
        fs::write(&file, found).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    if expected != found {
        wrong.push(format!("{}:\n{found}", file.display()));
    }
}

/// The program itself, on the vault as it stands that evening, has nothing to write.
fn on_disk(year: &Year) {
    let notes: Vec<(&str, &str)> =
        year.notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let disk = Disk::new(&notes);
    let before = disk.files();
    let ran = disk.run_on(&year.today.to_string(), &["build"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}: {}", year.today, ran.err);
    let mut after = disk.files();
    // What keeps the cache out of git is made with the cache.
    if !before.contains_key(".vault121/.gitignore") {
        after.remove(".vault121/.gitignore");
    }
    assert_eq!(after, before, "{}", year.today);
}

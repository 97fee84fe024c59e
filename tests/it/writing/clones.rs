//! Two machines that share a vault by git, for ten days: words typed into regions and boxes ticked
//! on both, commits, pulls, merges and rebases in between. No word is missing from notes, from
//! `rescue/` or from git, every tick reaches its line, and nothing is an alarm that is none.

use crate::engine::watching::{Watch, until};
use crate::support::{Disk, Ran, files, program};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PEOPLE: [&str; 3] = ["alice", "bruno", "chen"];

/// One of the two.
struct Machine {
    name: char,
    disk: Disk,
    /// Words typed into regions here.
    typed: Vec<String>,
    count: usize,
}

/// The same numbers in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides as u64).unwrap()
    }

    fn one<'a>(&mut self, of: &'a [String]) -> Option<&'a String> {
        if of.is_empty() { None } else { Some(&of[self.roll(of.len())]) }
    }
}

fn try_git(root: &Path, args: &[&str]) -> Output {
    let mut git = Command::new("git");
    git.current_dir(root).args(["-c", "user.name=n", "-c", "user.email=n@example.org"]);
    git.args(["-c", "init.defaultBranch=main", "-c", "rerere.enabled=false"]).args(args);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_EDITOR", "true").output().unwrap()
}

fn git(root: &Path, args: &[&str]) -> String {
    let out = try_git(root, args);
    let said = String::from_utf8_lossy(&[out.stdout, out.stderr].concat()).into_owned();
    assert!(out.status.success(), "git {args:?}: {said}");
    said
}

/// A vault of three people in git, its bare repository, and a clone.
fn machines() -> (Machine, Machine, Disk) {
    let mut notes: Vec<(String, String)> = vec![
        (".vault121/config.yml".to_owned(), "ticks: write-back\nme: nora\n".to_owned()),
        ("People/Nora.md".to_owned(), "---\nkind: person\nme: yes\n---\n".to_owned()),
    ];
    for (at, person) in PEOPLE.iter().enumerate() {
        let slot = ["tue 14:00", "wed 10:00", "thu 09:00"][at];
        let front = format!(
            "---\nkind: person\ncadence: 1w\nslot: {slot}\n---\n\n- [ ] #goal/{person}-goal A goal of {person} [due:: 2026-12-20]\n"
        );
        notes.push((format!("People/{person}.md"), front));
        let promises: String = (0..8)
            .map(|n| format!("- [ ] @{person} promise {person} {n} ^{person}{n}\n"))
            .collect();
        notes.push((format!("1-2-1s/{person}/2026-11-12.md"), format!("talked\n\n{promises}")));
    }
    let notes: Vec<(&str, &str)> =
        notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (one, bare, other) = (Disk::new(&notes), Disk::new(&[]), Disk::new(&[]));
    let url = bare.root.to_str().unwrap().to_owned();
    git(&bare.root, &["init", "-q", "--bare"]);
    git(&one.root, &["init", "-q"]);
    assert_eq!(one.run_on("2026-11-16", &["build"]).code, 0);
    git(&one.root, &["add", "-A"]);
    git(&one.root, &["commit", "-qm", "begin"]);
    git(&one.root, &["remote", "add", "origin", &url]);
    git(&one.root, &["push", "-qu", "origin", "main"]);
    git(&other.root, &["clone", "-q", &url, "."]);
    let machine = |name, disk| Machine { name, disk, typed: vec![], count: 0 };
    (machine('A', one), machine('B', other), bare)
}

impl Machine {
    fn root(&self) -> &Path {
        &self.disk.root
    }

    /// A name that is nowhere else.
    fn token(&mut self, what: &str) -> String {
        self.count += 1;
        format!("{what}{}{}x", self.name, self.count)
    }

    /// The notes with a region.
    fn pages(&self) -> Vec<String> {
        let all = files(self.root());
        let has = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("<!-- vault121:end");
        all.iter()
            .filter(|(path, bytes)| !path.starts_with('.') && has(bytes))
            .map(|(path, _)| path.clone())
            .collect()
    }

    /// Types a word below a line in the middle of a page's region.
    fn type_into_a_region(&mut self, dice: &mut Dice) {
        let Some(page) = dice.one(&self.pages()).cloned() else { return };
        let word = self.token("typed");
        let text = self.disk.read(&page);
        let Some(begin) =
            text.find("<!-- vault121:begin").and_then(|at| Some(at + text[at..].find('\n')?))
        else {
            return;
        };
        let end = text.find("<!-- vault121:end").unwrap();
        let breaks: Vec<usize> =
            text[begin..end].match_indices('\n').map(|(at, _)| begin + at + 1).collect();
        let at = breaks[dice.roll(breaks.len())];
        self.disk.write(&page, &format!("{}- {word} said so\n{}", &text[..at], &text[at..]));
        self.typed.push(word);
    }

    /// Ticks a box of a page that has an open promise in it.
    fn tick_a_box(&mut self, dice: &mut Dice, day: &str) {
        let pages: Vec<String> = self
            .pages()
            .into_iter()
            .filter(|page| {
                self.disk
                    .read(page)
                    .lines()
                    .any(|line| line.starts_with("- [ ] ") && line.contains("promise "))
            })
            .filter(|page| page.contains("Rollup"))
            .collect();
        let Some(page) = dice.one(&pages).cloned() else { return };
        let text = self.disk.read(&page);
        let end = text.find("<!-- vault121:end").unwrap();
        let lines: Vec<String> = text[..end]
            .lines()
            .filter(|line| line.starts_with("- [ ] ") && line.contains("promise "))
            .map(str::to_owned)
            .collect();
        let Some(line) = dice.one(&lines) else { return };
        let words = line.split("promise ").nth(1).unwrap();
        let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).take(2).collect();
        let [person, number] = words.as_slice() else { panic!("{line}") };
        self.disk.write(&page, &text.replacen(line.as_str(), &line.replacen("[ ]", "[x]", 1), 1));
        let said = self.build(day, "after a tick");
        let source = self.disk.read(&format!("1-2-1s/{person}/2026-11-12.md"));
        let closed = source.contains(&format!("[x] @{person} promise {person} {number}"));
        assert!(closed || said.contains("tick"), "{}: {line} is not carried: {said}", self.name);
    }

    fn write_a_note(&mut self, dice: &mut Dice, day: &str) {
        let (person, word) = (PEOPLE[dice.roll(3)], self.token("note"));
        let path = format!("Daily/{day} {}.md", self.name);
        let before = fs::read_to_string(self.root().join(&path)).unwrap_or_default();
        let line = [
            format!("- #topic @{person} {word}"),
            format!("- #high-five @{person} {word} #skill/calm"),
            format!("- [ ] #action @{person} {word}"),
        ][dice.roll(3)]
        .clone();
        self.disk.write(&path, &format!("{before}{line}\n"));
        self.typed.push(word);
    }

    fn build(&self, day: &str, what: &str) -> String {
        let mut build = program();
        build.current_dir(self.root()).args(["--today", day, "build"]);
        let ran = Ran::of(&mut build);
        self.has_no_false_alarm(&ran.err, &format!("{} on {day}, {what}", self.name));
        assert!(ran.code < 2, "{}", ran.err);
        ran.err
    }

    /// Each loud line is about a word that was typed into a region on this machine.
    fn has_no_false_alarm(&self, said: &str, when: &str) {
        for line in said.lines().filter(|line| line.contains("region-edited")) {
            let kept = line.split('`').find(|part| part.starts_with(".vault121/rescue/")).unwrap();
            let text = self.disk.read(kept);
            assert!(self.typed.iter().any(|word| text.contains(word)), "{when}: {line}\n{text}");
        }
        assert!(!said.contains("page-fight"), "{when}: {said}");
    }

    fn commit(&self, message: &str) {
        git(self.root(), &["add", "-A"]);
        git(self.root(), &["commit", "-q", "--allow-empty", "-m", message]);
    }

    /// Brings both sides together and hands the result on; where both changed a page one side is
    /// taken, or the marks are left standing in it.
    fn sync(&self, dice: &mut Dice) {
        let rebase = dice.roll(2) == 0;
        let how = if rebase { "--rebase" } else { "--no-rebase" };
        let mut out = try_git(self.root(), &["pull", "-q", how, "origin", "main"]);
        let mut rounds = 0;
        while !out.status.success() {
            rounds += 1;
            assert!(rounds < 30, "{}", String::from_utf8_lossy(&out.stderr));
            let at_work = ["MERGE_HEAD", "rebase-merge", "rebase-apply"];
            if !at_work.iter().any(|name| self.root().join(".git").join(name).exists()) {
                // A watcher wrote in between.
                self.commit("once more");
                out = try_git(self.root(), &["pull", "-q", how, "origin", "main"]);
                continue;
            }
            let side = ["--ours", "--theirs"][dice.roll(2)];
            let names = git(self.root(), &["diff", "--name-only", "-z", "--diff-filter=U"]);
            for name in names.split('\0').filter(|name| !name.is_empty()) {
                // A source that both ticked is the same on both sides, but for the day.
                let is_page = self.pages().contains(&name.to_owned());
                if !is_page || dice.roll(3) > 0 {
                    try_git(self.root(), &["checkout", side, "--", name]);
                }
            }
            git(self.root(), &["add", "-A"]);
            out = match rebase {
                true => try_git(self.root(), &["rebase", "--continue"]),
                false => try_git(self.root(), &["commit", "-qm", "merged"]),
            };
        }
        git(self.root(), &["push", "-q", "origin", "HEAD:main"]);
    }

    /// All that this machine has: notes, `rescue/`, and git with all that was ever there.
    fn everything(&self) -> String {
        let all = files(self.root());
        let texts: String =
            all.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
        texts + &git(self.root(), &["log", "-p", "-m", "--all", "--reflog", "--text"])
    }
}

#[test]
fn two_clones_lose_no_word_in_ten_days() {
    // `VAULT121_SEEDS=7,8,9` for more than one in a minute.
    let seeds = std::env::var("VAULT121_SEEDS").unwrap_or_else(|_| "121".to_owned());
    for seed in seeds.split(',') {
        ten_days(seed.parse().unwrap());
    }
}

fn ten_days(seed: u64) {
    let mut dice = Dice(seed);
    let (a, b, _bare) = machines();
    let mut machines = [a, b];
    for number in 0..10 {
        let day = format!("2026-11-{}", 16 + number);
        for machine in &mut machines {
            // One of the two is a day ahead now and then.
            let ahead = dice.roll(5) == 0;
            let day = if ahead { format!("2026-11-{}", 17 + number) } else { day.clone() };
            for _ in 0..=dice.roll(4) {
                match dice.roll(6) {
                    0 => machine.type_into_a_region(&mut dice),
                    1 => machine.tick_a_box(&mut dice, &day),
                    2 => machine.write_a_note(&mut dice, &day),
                    3 => machine.commit("as it stands"),
                    4 => drop(machine.build(&day, "in between")),
                    _ => {
                        machine.commit("before a pull");
                        machine.sync(&mut dice);
                    }
                }
            }
            // A cache that is lost costs copies and no words.
            if dice.roll(12) == 0 {
                fs::remove_dir_all(machine.root().join(".vault121/cache")).ok();
            }
            machine.build(&day, "in the evening");
            machine.commit("evening");
            machine.sync(&mut dice);
        }
    }
    for turn in [0, 1, 0] {
        machines[turn].build("2026-11-27", "at the end");
        machines[turn].commit("end");
        machines[turn].sync(&mut dice);
    }
    let everything: String = machines.iter().map(Machine::everything).collect();
    for machine in &machines {
        for word in &machine.typed {
            assert!(everything.contains(word.as_str()), "seed {seed}: {word} is gone");
        }
    }
    let [a, b] = &mut machines;
    b.sync(&mut dice);
    a.sync(&mut dice);
    for machine in [&mut *a, &mut *b] {
        machine.build("2026-11-27", "once more");
        assert_eq!(machine.disk.run_on("2026-11-27", &["build"]).out, "", "it settles");
    }
}

/// Both with `watch`, in the real time of a few saves.
#[test]
fn two_watched_clones_lose_no_word() {
    let mut dice = Dice(42);
    let (mut a, mut b, _bare) = machines();
    a.build("2026-11-24", "before");
    a.commit("before");
    a.sync(&mut dice);
    b.sync(&mut dice);
    let watches = [Watch::start(&a.disk, &[]), Watch::start(&b.disk, &[])];
    for watch in &watches {
        watch.hears("watching");
    }
    let mut words = Vec::new();
    for machine in [&mut a, &mut b] {
        let word = machine.token("watched");
        let page = "1-2-1s/alice/alice rollup.md";
        let text = machine.disk.read(page);
        let end = text.find("\n\n<!-- vault121:end").unwrap();
        machine.disk.write(page, &format!("{}\n- {word}{}", &text[..end], &text[end..]));
        until("the word is kept", || {
            files(machine.root()).iter().any(|(path, bytes)| {
                path.starts_with(".vault121/rescue/")
                    && String::from_utf8_lossy(bytes).contains(&word)
            })
        });
        until("the page is as it should be", || !machine.disk.read(page).contains(&word));
        machine.typed.push(word.clone());
        words.push(word);
        // News of this machine go to the other one, which follows without an alarm.
        let news = machine.token("news");
        machine.disk.write(
            &format!("Daily/2026-11-24 {}.md", machine.name),
            &format!("- #topic @alice {news}\n"),
        );
        until("the prep follows", || {
            machine.disk.read("1-2-1s/alice/2026-11-24.md").contains(&news)
        });
        machine.commit("news");
        machine.sync(&mut dice);
        machine.typed.push(news);
    }
    a.sync(&mut dice);
    let news = b.typed.last().unwrap().clone();
    until("the other machine's news", || a.disk.read("1-2-1s/alice/2026-11-24.md").contains(&news));
    for (watch, machine) in watches.into_iter().zip([&a, &b]) {
        std::thread::sleep(std::time::Duration::from_millis(300));
        let said: Vec<String> = watch.lines.try_iter().collect();
        machine.has_no_false_alarm(&said.join("\n"), "under watch");
        assert_eq!(watch.stop(), 0);
    }
    let everything = a.everything() + &b.everything();
    assert!(words.iter().all(|word| everything.contains(word.as_str())));
}

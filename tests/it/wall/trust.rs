//! A template of the vault's own may come with a `git pull`: what it takes of the lead's alone it
//! writes beside our own pages for the lead, else where the lead trusted it to. The word lies in
//! the user's state folder, counts for the template as it is, and says nothing to other machines.

use crate::pages::practice::{hides, says};
use crate::support::{Disk, Ran, TODAY, program};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const NORA: &str = "---\nkind: person\nme: yes\n---\n";
const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue 14:00\nagenda: yes\n---\n";
const HELD: &str =
    "- #watch-out @alice zqaq talks over the juniors [hold:: later] [path:: a word]\n";

/// A vault, and a state folder beside it.
struct Trial {
    disk: Disk,
    state: PathBuf,
}

impl Trial {
    fn new(files: &[(&str, &str)]) -> Trial {
        let base = [
            ("People/Nora.md", NORA),
            ("People/Alice.md", ALICE),
            ("Daily/2026-11-20.md", HELD),
            ("1-2-1s/Alice/2026-11-17.md", "talked\n"),
            (
                "Goals.md",
                "- [ ] #goal/cka @alice Pass [due:: 2026-12-01]\n- [ ] #resource/x read\n",
            ),
        ];
        let all: Vec<(&str, &str)> = base.iter().chain(files).copied().collect();
        let disk = Disk::new(&all);
        let state = disk.root.parent().unwrap().join("state");
        Trial { disk, state }
    }

    fn command(&self) -> Command {
        let mut command = program();
        command.current_dir(&self.disk.root).env("XDG_STATE_HOME", &self.state);
        command.args(["--today", TODAY]);
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command().args(args))
    }

    /// All that was said and printed.
    fn says(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        ran.out + &ran.err
    }

    fn has(&self, path: &str) -> bool {
        self.disk.root.join(path).exists()
    }
}

/// A template for the lead with a path.
fn to(path: &str) -> String {
    format!("---\npage: mine\nfor: lead\naudience: lead\npath: {path}\n---\ntold\n")
}

const MINE: &str = ".vault121/templates/mine.md";

#[test]
fn a_template_that_writes_what_is_the_leads_outside_the_leads_folders_is_held() {
    // What it is, what it is to have, and whether its page is written without a word of the lead.
    let per_person = |head: &str| format!("---\npage: mine\n{head}\n---\n{{{{ name }}}} told\n");
    let rows: Vec<(&str, String, &str, &str, bool)> = vec![
        ("beside the notes", to("Mine.md"), "{}\n", "Mine.md", false),
        ("a folder of its own", to("Journal/Mine.md"), "{}\n", "Journal/Mine.md", false),
        ("among notes", to("Daily/Mine.md"), "{}\n", "Daily/Mine.md", false),
        ("deep", to("A/B/C/Mine.md"), "{}\n", "A/B/C/Mine.md", false),
        ("odd signs", to("'./Out/My page (1).md'"), "{}\n", "Out/My page (1).md", false),
        ("beside the lead's pages", to("1-2-1s/Mine.md"), "{}\n", "1-2-1s/Mine.md", true),
        ("where such pages go", to("default"), "{}\n", "1-2-1s/Mine.md", true),
        (
            "no audience is the lead's",
            "---\npage: mine\nfor: team\npath: Out/Mine.md\n---\ntold\n".to_owned(),
            "{}\n",
            "Out/Mine.md",
            false,
        ),
        (
            "of each person",
            per_person("for: person\naudience: lead\npath: Cases/{{ name }}.md"),
            "{}\n",
            "Cases/Alice.md",
            false,
        ),
        (
            "beside the preps",
            per_person("for: person\naudience: lead\npath: 1-2-1s/{{ name }}/Case.md"),
            "{}\n",
            "1-2-1s/Alice/Case.md",
            true,
        ),
        (
            "for a person",
            per_person("for: person\naudience: person\npath: Cases/{{ name }}.md"),
            "{}\n",
            "Cases/Alice.md",
            true,
        ),
        (
            "for the team",
            "---\npage: mine\nfor: team\naudience: team\npath: Out/Mine.md\n---\ntold\n".to_owned(),
            "{}\n",
            "Out/Mine.md",
            true,
        ),
    ];
    for (name, template, config, page, free) in &rows {
        let trial = Trial::new(&[(MINE, template), (".vault121/config.yml", config)]);
        let ran = trial.run(&["build"]);
        assert_eq!(ran.code, 0, "{name}: {}{}", ran.out, ran.err);
        assert_eq!(trial.has(page), *free, "{name}: {}{}", ran.out, ran.err);
        let check = trial.run(&["check"]);
        assert_eq!(check.out.contains("template-held"), !free, "{name}: {}", check.out);
        // Held is no page that is due: neither stale nor an error.
        assert_eq!(check.code, 0, "{name}: {}", check.out);
        let list = trial.says(&["template", "trust"]);
        assert_eq!(list.contains("mine: held"), !free, "{name}: {list}");
        if *free {
            continue;
        }
        says(&list, &[page]);
        assert_eq!(trial.run(&["template", "trust", "mine"]).code, 0, "{name}");
        let ran = trial.run(&["build"]);
        assert!(trial.has(page), "{name}: {}{}", ran.out, ran.err);
        let list = trial.says(&["template", "trust"]);
        says(&list, &["mine: trusted as it is now"]);
        hides(&list, &["held"]);
    }
}

#[test]
fn among_pages_that_others_read_it_never_writes_trusted_or_not() {
    for (config, path) in [
        ("paths: {shelf: Team/Shelf.md}\n", "Team/Mine.md"),
        ("paths: {agenda: 'For/{{ name }} {{ date }}.md'}\n", "For/Mine.md"),
    ] {
        let trial = Trial::new(&[(MINE, &to(path)), (".vault121/config.yml", config)]);
        trial.run(&["template", "trust", "mine"]);
        for args in [&["build"][..], &["build", "--trust-templates"]] {
            let said = trial.says(args);
            says(&said, &["audiences-mixed"]);
            assert!(!trial.has(path), "{path}: {said}");
        }
    }
}

#[test]
fn the_word_counts_for_the_template_as_it_is_and_can_be_taken_back() {
    let trial = Trial::new(&[(MINE, &to("Out/Mine.md")), (".vault121/config.yml", "{}\n")]);
    let told = || trial.disk.read("Out/Mine.md");
    trial.run(&["template", "trust", "mine.md"]);
    trial.run(&["build"]);
    says(&told(), &["told"]);
    // Another text: held, and what stands stays.
    trial.disk.write(MINE, &to("Out/Mine.md").replace("told\n", "told more\n"));
    let said = trial.says(&["check"]);
    says(&said, &["template-held"]);
    hides(&said, &["stale:"]);
    trial.run(&["build"]);
    hides(&told(), &["more"]);
    says(&trial.says(&["template", "trust"]), &["mine: held"]);
    trial.run(&["template", "trust", "mine"]);
    trial.run(&["build"]);
    says(&told(), &["told more"]);
    // Another place: held again.
    trial.disk.write(MINE, &to("Else/Mine.md"));
    trial.run(&["build"]);
    assert!(!trial.has("Else/Mine.md"));
    // The old text is trusted no more when the word is taken back.
    trial.disk.write(MINE, &to("Out/Mine.md"));
    trial.run(&["template", "trust", "mine"]);
    assert_eq!(trial.run(&["template", "trust", "mine", "--take-back"]).code, 0);
    says(&trial.says(&["check"]), &["template-held"]);
    assert_eq!(trial.run(&["template", "trust", "mine", "--take-back"]).code, 2);
    assert_eq!(trial.run(&["template", "trust", "nobody"]).code, 2);
}

#[test]
fn the_word_lies_outside_the_vault_and_is_the_users_own() {
    let trial = Trial::new(&[(MINE, &to("Out/Mine.md")), (".vault121/config.yml", "{}\n")]);
    let before = trial.disk.files();
    trial.run(&["template", "trust", "mine"]);
    assert_eq!(trial.disk.files(), before);
    let files: Vec<PathBuf> = fs::read_dir(trial.state.join("vault121/trust"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(files.len(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&files[0]).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // A state folder in the vault is none, and a word that lies there counts for nothing.
    let inside = trial.disk.root.join(".state");
    let run = |args: &[&str]| Ran::of(trial.command().env("XDG_STATE_HOME", &inside).args(args));
    assert_eq!(run(&["template", "trust", "mine"]).code, 2);
    assert!(!inside.exists());
    // Neither does another vault's: this one, copied.
    let copy = Disk::copy(&trial.disk.root);
    let mut command = program();
    command.current_dir(&copy.root).env("XDG_STATE_HOME", &trial.state);
    let ran = Ran::of(command.args(["--today", TODAY, "build"]));
    assert!(!copy.root.join("Out/Mine.md").exists(), "{}", ran.err);
}

#[test]
fn what_stood_before_trust_was_asked_for_goes_on_and_that_is_said_once() {
    let trial = Trial::new(&[(MINE, &to("Out/Mine.md")), (".vault121/config.yml", "{}\n")]);
    trial.run(&["build", "--trust-templates"]);
    assert!(trial.has("Out/Mine.md") && !trial.state.exists(), "one run leaves no word behind");
    // Another text of the page is due; a look writes nothing down.
    trial
        .disk
        .write("Out/Mine.md", "<!-- vault121:begin mine -->\nold\n<!-- vault121:end mine -->\n");
    says(&trial.says(&["check"]), &["Out/Mine.md: stale"]);
    let said = trial.says(&["build"]);
    says(&said, &["trusted from now on", "`mine`"]);
    says(&trial.disk.read("Out/Mine.md"), &["told"]);
    hides(&trial.says(&["build"]), &["trusted from now on"]);
    // What comes afterwards with a page of its own is held.
    trial.disk.write(".vault121/templates/more.md", &to("More/M.md").replace("mine", "more"));
    let page = "<!-- vault121:begin more -->\nold\n<!-- vault121:end more -->\n";
    trial.disk.write("More/M.md", page);
    let said = trial.says(&["build"]);
    hides(&said, &["trusted from now on"]);
    assert_eq!(trial.disk.read("More/M.md"), page);
    says(&trial.says(&["check"]), &["template-held", "more"]);
}

#[test]
fn a_page_that_a_pulled_note_claims_makes_no_folder_the_leads_own() {
    let claims = "<!-- vault121:begin me -->\nx\n<!-- vault121:end me -->\n";
    let trial = Trial::new(&[
        (MINE, &to("Shared/Mine.md")),
        ("Shared/Other.md", claims),
        (".vault121/config.yml", "{}\n"),
    ]);
    trial.run(&["build"]);
    assert!(!trial.has("Shared/Mine.md"));
}

#[test]
fn without_a_place_for_the_word_nothing_is_trusted_and_one_run_can_be() {
    let trial = Trial::new(&[(MINE, &to("Out/Mine.md")), (".vault121/config.yml", "{}\n")]);
    let page = "<!-- vault121:begin mine -->\nold\n<!-- vault121:end mine -->\n";
    trial.disk.write("Out/Mine.md", page);
    let ran = trial.disk.run(&["build"]);
    assert_eq!(trial.disk.read("Out/Mine.md"), page, "{}", ran.err);
    let ran = trial.disk.run(&["template", "trust", "mine"]);
    assert!(ran.code == 2 && ran.err.contains("XDG_STATE_HOME"), "{}", ran.err);
    assert_eq!(trial.disk.run(&["check", "--trust-templates"]).code, 1, "stale");
    assert_eq!(trial.disk.run(&["build", "--trust-templates"]).code, 0);
    says(&trial.disk.read("Out/Mine.md"), &["told"]);
}

/// What a page is; where it stands, and its text; the vault's templates; whether it leaks.
type GuardRow<'a> = (&'a str, &'a str, String, &'a [(&'a str, &'a str)], bool);

#[test]
fn the_guard_asks_what_a_page_tells_whoever_made_it() {
    let words = "- zqaq talks over the juniors\n";
    let page = |name: &str| {
        format!("<!-- vault121:begin {name} -->\n\n{words}\n<!-- vault121:end {name} -->\n")
    };
    let shipped =
        to("Shared/X.md").replace("page: mine", "page: rollup").replace("for: lead", "for: person");
    let rows: &[GuardRow] = &[
        ("a held template's", "Shared/X.md", page("mine"), &[(MINE, &to("Shared/X.md"))], true),
        ("no template's", "Shared/X.md", page("gone"), &[], true),
        ("of a shipped name", "Shared/X.md", page("rollup"), &[(MINE, &shipped)], true),
        ("in the lead's folder", "1-2-1s/X.md", page("gone"), &[], false),
        ("a shipped page", "1-2-1s/X.md", page("me"), &[], false),
    ];
    for (name, path, text, templates, leaks) in rows {
        let mut files = vec![(".vault121/config.yml", "{}\n"), (*path, text.as_str())];
        files.extend(*templates);
        let trial = Trial::new(&files);
        // The first run writes down that nothing is trusted yet.
        let empty = trial.disk.read(path);
        fs::remove_file(trial.disk.root.join(path)).unwrap();
        trial.run(&["build"]);
        trial.disk.write(path, &empty);
        for args in [&["init", "-q"][..], &["add", "--", path]] {
            let done = Command::new("git").current_dir(&trial.disk.root).args(args).status();
            assert!(done.unwrap().success());
        }
        let ran = trial.run(&["check", "--staged"]);
        assert_eq!(
            ran.out.contains("error[leak]") || ran.out.contains("leak"),
            *leaks,
            "{name}: {}{}",
            ran.out,
            ran.err
        );
        if *leaks {
            says(&ran.out, &[&format!("{path}:3")]);
        }
        // Trusted, it may tell it.
        if *leaks && !templates.is_empty() {
            trial.run(&["template", "trust", "mine"]);
            let ran = trial.run(&["check", "--staged"]);
            assert!(!ran.out.contains("the words of"), "{name}: {}", ran.out);
        }
    }
}

#[test]
fn a_held_template_tells_nothing_of_what_is_held_until_it_is_trusted() {
    let template = "---\npage: mine\nfor: person\naudience: lead\npath: 'Out/{{ name }}.md'\n---\n\
                    {{ debug() }}\n";
    let trial = Trial::new(&[(MINE, template), (".vault121/config.yml", "{}\n")]);
    trial.run(&["build"]);
    for (path, bytes) in trial.disk.files() {
        let ours = !["Daily/2026-11-20.md", MINE].contains(&path.as_str());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!ours || !path.starts_with("Out/"), "{path}: {text}");
    }
}

#[test]
fn below_and_beside_what_others_read_it_never_writes_in_any_case() {
    for (path, written) in [
        ("Team/M.md", false),
        ("Team/Sub/M.md", false),
        ("team/M.md", false),
        ("TEAM/sub/M.md", false),
        ("Wiki/M.md", false),
        ("Wiki/Sub/M.md", false),
        ("Teams/M.md", true),
        ("Mine/M.md", true),
    ] {
        let trial = Trial::new(&[
            (".vault121/config.yml", "paths: {shelf: Team/Shelf.md}\n"),
            (MINE, &to(path)),
            ("Wiki/Home.md", "---\naudience: team\n---\nhello\n"),
        ]);
        trial.run(&["template", "trust", "mine"]);
        let said = trial.says(&["build"]);
        assert_eq!(trial.has(path), written, "{path}: {said}");
        assert_eq!(said.contains("audiences-mixed"), !written, "{path}: {said}");
    }
}

#[test]
fn pages_of_two_people_in_one_note_are_refused_with_both_names_and_none_is_written() {
    let bob = ("People/Bob.md", ALICE);
    let own = "---\npage: own\nfor: person\naudience: person\npath: All.md\n---\ntold\n";
    for (config, template, path) in [
        ("paths: {agenda: Agenda.md}\n", None, "Agenda.md"),
        ("{}\n", Some((".vault121/templates/own.md", own)), "All.md"),
    ] {
        let mut files = vec![
            bob,
            (".vault121/config.yml", config),
            ("1-2-1s/Bob/2026-11-17.md", "- [ ] @bob write it\n"),
        ];
        files.extend(template);
        let trial = Trial::new(&files);
        let said = trial.says(&["build"]);
        says(&said, &["audiences-mixed", "Alice", "Bob"]);
        assert!(!trial.has(path), "{path}: {said}");
    }
}

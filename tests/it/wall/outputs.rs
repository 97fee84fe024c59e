//! Everything that the program writes or prints, against the wall: the canaries of `wall.rs` (each
//! kind, in each state, for each audience) and of `closed.rs` (each kind in each place that closes
//! it) on one disk, and every verb with every format, every list, every page with every template of
//! the vault's own, every picture, the calendar, and every request of an editor.
//!
//! The tables are compared with the program: a new verb, flag, list, format, page or ability that
//! has no answer here fails.

use crate::editors::editor::Editor;
use crate::support::{Disk, Ran, TODAY, program};
use crate::wall::closed::{PLACES, placed};
use crate::wall::views::{
    Canary, KINDS, Sees, audiences, everything, may, notes, regions, word, words_in,
};
use clap::CommandFactory as _;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use vault121::cli::args::Cli;
use vault121::kind::{Audience, List};
use vault121::pages::shipped::SHIPPED;

/// Who may read an output at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Most {
    /// Not a word of any line.
    Nothing,
    /// What Alice may read.
    Alice,
    /// The lead, but for what is held back.
    Lead,
    /// The lead, who asked for just that.
    Asked,
}

/// What is said of a verb: its own flags, and how it is run (`FORMAT` stands for each format that
/// it has); or why it shows nothing of the notes.
struct Verb {
    name: &'static str,
    flags: &'static str,
    runs: &'static [(&'static str, Most)],
    or: &'static str,
}

const fn shows(
    name: &'static str,
    flags: &'static str,
    runs: &'static [(&'static str, Most)],
) -> Verb {
    Verb { name, flags, runs, or: "" }
}

const fn silent(name: &'static str, flags: &'static str, or: &'static str) -> Verb {
    Verb { name, flags, runs: &[], or }
}

const VERBS: &[Verb] = &[
    shows("init", "explain yes", &[("init --yes", Most::Lead), ("init --explain", Most::Lead)]),
    // A diff of pages for others has what they may read, scores too.
    shows(
        "build",
        "dry-run force since-version accept format trust-templates",
        &[("build --dry-run FORMAT", Most::Lead)],
    ),
    silent("watch", "watcher format impatient trust-templates", "prints the rows of `build`"),
    shows(
        "prep",
        "date format on print",
        &[
            ("prep alice --print", Most::Lead),
            ("prep alice --print FORMAT", Most::Lead),
            ("prep bob --print --date 2026-12-01", Most::Lead),
            ("prep alice --print --on 2026-11-18", Most::Lead),
        ],
    ),
    silent("edit", "", "opens a note in the lead's editor"),
    shows("status", "format notify", &[("status FORMAT", Most::Lead)]),
    // Its excerpts are the lead's own lines, on the lead's own terminal; JSON has none.
    shows(
        "check",
        "staged stdin path format trust-templates",
        &[
            ("check", Most::Asked),
            ("check --format json", Most::Lead),
            ("check --staged FORMAT", Most::Nothing),
        ],
    ),
    shows(
        "list",
        "person status held since until format nul",
        &[
            ("list LIST", Most::Lead),
            ("list feedback FORMAT", Most::Lead),
            ("list feedback --person bob", Most::Lead),
            ("list feedback FORMAT --status held", Most::Lead),
            ("list feedback FORMAT --held", Most::Asked),
        ],
    ),
    // Titles name people: not even what everybody may read is in a calendar.
    shows("calendar", "print", &[("calendar --print", Most::Nothing)]),
    shows("export", "", &[("export", Most::Lead)]),
    silent("add", "dry-run due", "prints the line that was typed"),
    silent("answer", "dry-run", "prints the line that was named"),
    silent("done", "dry-run", "prints the line that was named"),
    silent("share", "dry-run", "prints the line that was named"),
    silent("drop", "why dry-run", "prints the line that was named"),
    silent("not", "dry-run", "prints the line that was named"),
    silent("skip", "date why", "writes one line of its own"),
    silent("move", "date", "writes one line of its own"),
    shows(
        "review",
        "since until write format",
        &[("review alice --since 2026-01-01 FORMAT", Most::Alice)],
    ),
    shows("handover", "write", &[("handover alice", Most::Alice)]),
    // Every line that names somebody: for the lead who has to answer to them.
    shows(
        "about",
        "all format",
        &[("about alice FORMAT", Most::Asked), ("about alice --all FORMAT", Most::Asked)],
    ),
    shows("explain", "format", &[("explain leak FORMAT", Most::Nothing)]),
    shows(
        "template",
        "",
        &[
            ("template list", Most::Nothing),
            ("template trust", Most::Nothing),
            ("template show prep", Most::Nothing),
        ],
    ),
    shows("config", "format", &[("config FORMAT", Most::Nothing)]),
    shows("clean", "format remove", &[("clean FORMAT", Most::Nothing)]),
    shows("rescue", "", &[("rescue list", Most::Nothing)]),
    // What they show is what goes: pages as they stand.
    silent("forget", "yes", "shows what is removed, for the lead"),
    silent("uninstall", "yes keep", "shows what is removed, for the lead"),
    silent("demo", "messy", "has a vault of its own"),
    shows("try", "", &[("try", Most::Lead)]),
    silent("sample", "to print", "gives other words for all that notes say"),
    silent("service", "", "shows a service and its log"),
    // It names nobody and quotes no note.
    shows("doctor", "format", &[("doctor FORMAT", Most::Nothing)]),
    silent("lsp", "stdio", "`what_an_editor_is_told` asks it"),
    shows("completions", "", &[("completions bash", Most::Nothing)]),
    shows("man", "dir", &[("man build", Most::Nothing)]),
    silent("merge", "marker-size", "writes the file that git named"),
    shows("rename-pages", "write", &[("rename-pages", Most::Nothing)]),
    silent("render-elsewhere", "", "renders what it is given, for the program itself"),
];

/// Outputs of the lead in which each person's own scores stand.
const SCORES: &[&str] =
    &["list scores", "export", "about", "check", "build --dry-run", "list LIST"];

/// What each verb takes, as the program knows it.
fn verbs() -> BTreeMap<String, BTreeSet<String>> {
    let global = ["vault", "today", "quiet", "verbose", "color", "help", "version"];
    let of = |command: &clap::Command| {
        let flags =
            command.get_opts().chain(command.get_arguments().filter(|arg| !arg.is_positional()));
        let names = flags.map(|flag| flag.get_long().unwrap_or("nul").to_owned());
        names.filter(|name| !global.contains(&name.as_str())).collect()
    };
    Cli::command().get_subcommands().map(|verb| (verb.get_name().to_owned(), of(verb))).collect()
}

/// The formats of a verb.
fn formats(verb: &str) -> Vec<String> {
    let all = Cli::command();
    let verb = all.get_subcommands().find(|known| known.get_name() == verb).unwrap();
    let format = verb.get_arguments().find(|arg| arg.get_id() == "format");
    let values = format.map(|arg| arg.get_possible_values()).unwrap_or_default();
    values.iter().map(|value| format!("--format {}", value.get_name())).collect()
}

/// The command lines of a run: one for each format and list that it stands for.
fn lines(verb: &Verb, run: &str) -> Vec<String> {
    let spread = |run: String, mark: &str, by: &[String]| match run.contains(mark) {
        true => by.iter().map(|one| run.replace(mark, one)).collect(),
        false => vec![run],
    };
    let lists: Vec<String> = List::ALL.iter().map(|list| list.word().to_owned()).collect();
    let runs = spread(run.to_owned(), "LIST", &lists);
    runs.into_iter().flat_map(|run| spread(run, "FORMAT", &formats(verb.name))).collect()
}

#[test]
fn every_verb_flag_format_and_list_has_an_answer() {
    let known = verbs();
    let answers: BTreeMap<String, BTreeSet<String>> = VERBS
        .iter()
        .map(|verb| {
            let flags = verb.flags.split_whitespace().map(str::to_owned).collect();
            (verb.name.to_owned(), flags)
        })
        .collect();
    assert_eq!(answers, known, "a verb or a flag without an answer at the wall");
    for verb in VERBS {
        assert!(verb.runs.is_empty() != verb.or.is_empty(), "{}: runs, or a reason", verb.name);
        // A verb with formats is run in each of them.
        let all: Vec<String> = verb.runs.iter().flat_map(|(run, _)| lines(verb, run)).collect();
        for format in formats(verb.name).iter().filter(|_| !verb.runs.is_empty()) {
            let plain = format.ends_with(" text");
            let has = |line: &String| {
                line.contains(format.as_str()) || plain && !line.contains("--format")
            };
            assert!(all.iter().any(has), "{} {format}", verb.name);
        }
    }
}

/// Canaries in each place that closes: what is feedback is held in Alice's low season, the rest is
/// the lead's alone.
fn closed() -> (Vec<Canary>, BTreeMap<String, String>) {
    let (mut all, mut files) = (Vec::new(), BTreeMap::new());
    for (at, (name, place, before)) in PLACES.iter().enumerate() {
        let mut text = String::new();
        for (of, kind) in KINDS.iter().enumerate() {
            let word = word(10_000 + at * KINDS.len() + of);
            let one = placed(place, before, kind.line, &word);
            // A note has one head, and what closes it closes all.
            let heads = [
                "---",
                "+++",
                "#private\n\n#",
                "# Talk",
                "title::",
                "tags::",
                "**Private**\n\n##",
                "🔒",
                "{region}",
                "## Private\n\n{region}",
            ];
            let one = match text.is_empty() || !heads.iter().any(|head| place.starts_with(head)) {
                true => one,
                false => placed("{line}\n", before, kind.line, &word),
            };
            text += &format!("{one}\n");
            let feedback = ["#watch-out", "#feedback"].iter().any(|tag| kind.line.contains(tag));
            // A task of its own below one is the lead's.
            let held = feedback && kind.name != "below a watch-out" || name.contains("watch out");
            let sees = if held { Sees::Asked } else { Sees::Lead };
            all.push(Canary::at(word, kind.name, sees));
        }
        files.insert(format!("Closed/{at}/2026-11-18.md"), text);
    }
    (all, files)
}

/// A vault with all canaries: whoever sees what, and the disk.
fn vault(with_closed: bool) -> (Vec<Canary>, Disk) {
    let mut all = everything(true);
    all.retain(|canary| canary.about == "alice" || canary.path.starts_with("1-2-1s/"));
    let disk = Disk::new(&[]);
    for (path, text) in notes(&all, true) {
        disk.write(&path, &text);
    }
    if with_closed {
        let (more, files) = closed();
        for (path, text) in files {
            disk.write(&path, &text);
        }
        all.extend(more);
    }
    for (path, text) in [
        // Never met, about to leave, and a 1-2-1 that is not held: each has a template of its own.
        (
            "People/Carl.md",
            "---\nkind: person\ncadence: 1w\nslot: wed 10:00\nsince: 2026-11-16\n---\n",
        ),
        (
            "People/Dana.md",
            "---\nkind: person\ncadence: 1w\nslot: wed 11:00\nleft: 2026-12-04\n---\n",
        ),
        ("1-2-1s/Dana/2026-11-18.md", "talked\n"),
        ("People/Erin.md", "---\nkind: person\ncadence: 1w\nslot: wed 12:00\n---\n"),
        ("1-2-1s/Erin/2026-11-18.md", "talked\n"),
        (
            "1-2-1s/Erin/2026-11-25.md",
            "---\nheld: no\n---\n<!-- vault121:begin prep -->\n\n<!-- vault121:end prep -->\n",
        ),
        (
            ".vault121/config.yml",
            "sprint: {first: 2026-01-05, length: 2w}\npages: {calendar: yes, week: yes, quarter: yes}\n",
        ),
    ] {
        disk.write(path, text);
    }
    (all, disk)
}

/// Whether an output may show a canary.
fn allows(most: Most, canary: &Canary) -> bool {
    match most {
        Most::Nothing => false,
        Most::Alice => may(canary, Audience::Person, Some("alice")),
        Most::Lead => canary.sees >= Sees::Lead,
        Most::Asked => true,
    }
}

#[test]
fn no_command_in_any_format_shows_more_than_its_readers_may_see() {
    let (all, disk) = vault(false);
    let (mut wrong, mut seen) = (Vec::new(), BTreeMap::<&str, usize>::new());
    for verb in VERBS {
        for (run, most) in verb.runs {
            for line in lines(verb, run) {
                let args: Vec<&str> = line.split_whitespace().collect();
                let mut command = program();
                command.current_dir(&disk.root).args(["--today", TODAY]).args(&args);
                let ran = Ran::of(&mut command);
                assert!(
                    ran.code <= 1 || run.contains("--staged") || run.contains("LIST"),
                    "{line}: {}",
                    ran.err
                );
                let text = ran.out + &ran.err;
                let words = words_in(&text);
                for canary in all.iter().filter(|canary| words.contains(canary.word.as_str())) {
                    *seen.entry(run).or_default() += 1;
                    let score =
                        canary.name == "score" && !SCORES.iter().any(|may| run.starts_with(may));
                    if !allows(*most, canary) || score && *most != Most::Alice {
                        wrong.push(format!("`{line}` shows {canary:?}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    for run in ["list feedback FORMAT --held", "export", "status FORMAT", "handover alice"] {
        assert!(seen.get(run).is_some_and(|count| *count > 3), "`{run}` shows nothing: {seen:?}");
    }
}

/// The loops of templates, and for whom a page of each may be.
const LOOPS: &[(&str, &[&str])] = &[
    ("one-on-one", &["lead", "person", "team"]),
    ("day", &["lead", "team"]),
    ("person", &["lead", "person", "team"]),
    ("team", &["lead", "team"]),
    ("lead", &["lead", "team"]),
    ("review", &["lead", "person", "team"]),
    ("handover", &["lead", "person", "team"]),
];

#[test]
fn no_page_picture_or_template_shows_more_than_its_readers_may_see() {
    let (all, disk) = vault(true);
    // A page for each loop and each audience, which says that it was made.
    for (made_for, readers) in LOOPS {
        for reader in *readers {
            let name = format!("own-{made_for}-{reader}");
            let head = format!("---\npage: {name}\nfor: {made_for}\naudience: {reader}\n---\n");
            disk.write(
                &format!(".vault121/templates/{name}.md"),
                &format!("{head}{{{{ debug() }}}}\n"),
            );
        }
    }
    let before = disk.files();
    let ran = disk.run(&["build"]);
    // Facts of everybody are longer than a page may be: then nothing of it is written.
    assert!(ran.code <= 1, "{}", ran.err);
    let readers = audiences(&disk.run(&["template", "list"]).out);
    let (mut wrong, mut made, mut pictures) = (Vec::new(), BTreeSet::new(), 0);
    for (path, bytes) in disk.files() {
        if before.get(&path) == Some(&bytes) {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let about = ["alice", "bob"].into_iter().find(|id| path.to_lowercase().contains(id));
        let mut outside = text.clone();
        for (region, body) in regions(&text) {
            outside = outside.replace(&body, "");
            let audience = readers[region.as_str()];
            let words = words_in(&body);
            for canary in all.iter().filter(|canary| words.contains(canary.word.as_str())) {
                let own = ["scores"].contains(&region.as_str()) || region.starts_with("own-");
                let score = canary.name == "score" && !(own && about == Some(canary.about));
                if !may(canary, audience, about) || score && audience != Audience::Lead {
                    wrong.push(format!("{path} ({region}) shows {canary:?}"));
                }
            }
            made.insert(region);
        }
        let kind = path.rsplit_once('.').map_or("", |(name, _)| name);
        let drawn: &[&str] = match kind.rsplit('.').next() {
            Some("goals") => &["goal", "step", "news"],
            Some("scores") => &["score"],
            _ => &[],
        };
        pictures += usize::from(path.ends_with(".svg"));
        // What stands outside of regions was there, or is nobody's line.
        let there = before.get(&path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let words: BTreeSet<&str> = words_in(&outside);
        let old: BTreeSet<&str> = there.as_deref().map(words_in).unwrap_or_default();
        for canary in all.iter().filter(|canary| words.contains(canary.word.as_str())) {
            let is_drawn = drawn.contains(&canary.name) && about == Some(canary.about);
            // A picture shows what the page beside it may.
            let reader = if kind.contains("-lead.") || kind.ends_with("rollup.goals") {
                Audience::Lead
            } else {
                Audience::Person
            };
            let shown = is_drawn && may(canary, reader, about);
            if !old.contains(canary.word.as_str()) && !shown {
                wrong.push(format!("{path} shows {canary:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    assert!(pictures >= 4, "no pictures: {pictures}");
    // Every page of the program was made; those that are printed are so elsewhere.
    for (file, text) in SHIPPED {
        let name = text.lines().find_map(|line| line.strip_prefix("page: ")).unwrap_or(file);
        let elsewhere = ["review", "handover", "scaffold", "add-yours"];
        assert!(made.contains(name) || elsewhere.contains(&name), "{name} was not made: {made:?}");
    }
    for (made_for, readers) in LOOPS {
        let printed = ["review", "handover"].contains(made_for);
        for reader in readers.iter().filter(|_| !printed) {
            let name = format!("own-{made_for}-{reader}");
            let too_long =
                ran.err.contains(&format!("{name}.md: error[template-bad]: the page is longer"));
            assert!(made.contains(&name) || too_long, "{name} was not made: {}", ran.err);
        }
    }
}

/// What an editor is offered, and the requests that answer for it; none where it tells nothing of
/// notes.
const ABILITIES: &[(&str, &str)] = &[
    ("codeActionProvider", "textDocument/codeAction"),
    ("codeLensProvider", "textDocument/codeLens"),
    ("completionProvider", "textDocument/completion"),
    ("definitionProvider", "textDocument/definition"),
    ("diagnosticProvider", "textDocument/diagnostic"),
    ("documentSymbolProvider", "textDocument/documentSymbol"),
    ("executeCommandProvider", ""),
    ("foldingRangeProvider", "textDocument/foldingRange"),
    ("hoverProvider", "textDocument/hover"),
    ("inlayHintProvider", "textDocument/inlayHint"),
    ("positionEncoding", ""),
    ("referencesProvider", "textDocument/references"),
    ("renameProvider", "textDocument/prepareRename"),
    ("textDocumentSync", ""),
    ("workspaceSymbolProvider", "workspace/symbol"),
];

#[test]
fn what_an_editor_is_told_beside_the_note_in_front_is_nothing_that_is_held_back() {
    let (all, disk) = vault(false);
    let mut editor = Editor::start(&disk);
    let offered = editor.offered["capabilities"].as_object().unwrap().clone();
    let names: Vec<&str> = offered.keys().map(String::as_str).collect();
    let known: Vec<&str> = ABILITIES.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, known, "an ability without an answer at the wall");
    const SCRATCH: &str = "Daily/2026-11-24.md";
    editor.open(SCRATCH, "");
    let (mut wrong, mut answers) = (Vec::new(), BTreeMap::<&str, usize>::new());
    let texts = [
        "- @‸",
        "- @alice‸ x",
        "- [[Ali‸",
        "- [[Alice‸]] x",
        "- #‸",
        "- @alice #goal/‸",
        "- @alice #goal/cka‸ x",
        "- #watch-out‸ @alice late",
        "- #skill/‸",
        "- x [helps:: ‸]",
        "- x [from:: ‸]",
        "- #ask/‸",
        "- #team-goal/‸",
        "- x [[2026-11-17‸]]",
        "---\nperson: alice‸\n---\n",
        "# 1-1 with [[Alice‸]]\n",
        "- #resource/‸",
        "- #policy/‸",
    ];
    for text in texts {
        let place = editor.set(SCRATCH, text);
        let document = json!({"uri": editor.uri(SCRATCH)});
        let end = json!({"line": 9, "character": 0});
        let start = json!({"line": 0, "character": 0});
        for (_, method) in ABILITIES.iter().filter(|(_, method)| !method.is_empty()) {
            let params = match *method {
                "workspace/symbol" => json!({"query": ""}),
                "textDocument/codeLens"
                | "textDocument/documentSymbol"
                | "textDocument/foldingRange"
                | "textDocument/diagnostic" => json!({"textDocument": document}),
                "textDocument/codeAction" => json!({
                    "textDocument": document,
                    "range": {"start": place, "end": place},
                    "context": {"diagnostics": []},
                }),
                "textDocument/inlayHint" => {
                    json!({"textDocument": document, "range": {"start": start, "end": end}})
                }
                "textDocument/references" => json!({
                    "textDocument": document,
                    "position": place,
                    "context": {"includeDeclaration": true},
                }),
                _ => json!({"textDocument": document, "position": place}),
            };
            let answer = editor.ask(method, params).unwrap_or(Value::Null).to_string();
            let words = words_in(&answer);
            *answers.entry(method).or_default() += answer.len();
            for canary in all.iter().filter(|canary| words.contains(canary.word.as_str())) {
                if canary.sees == Sees::Asked {
                    wrong.push(format!("{method} at {text:?} tells {canary:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    for method in ["textDocument/hover", "textDocument/completion", "workspace/symbol"] {
        assert!(answers[method] > 2_000, "{method} tells nothing: {answers:?}");
    }
}

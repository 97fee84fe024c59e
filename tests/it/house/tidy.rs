//! The house's three laws, held over the source text: order, one border, one door.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Crates that may be named in more than one file, each with the reason.
const MANY_DOORS: &[(&str, &[&str], &str)] = &[
    ("rustix", &["fs/", "process/sandbox.rs"], "files are the disk's, a process's limits are not"),
    ("libc", &["fs/lease.rs", "process/memory.rs"], "leases are the disk's, memory is not"),
    ("lsp_server", &["lsp/"], "the protocol's own words fill the room of the language server"),
    ("gen_lsp_types", &["lsp/"], "the same"),
    ("serde", &[""], "derives are vocabulary"),
    ("clap", &["cli/args.rs", "cli/"], "each verb carries its arguments and their help"),
    (
        "jiff",
        &["text/date.rs", "process/clock.rs"],
        "the calendar is the core's, the clock the world's",
    ),
];

/// The rooms that may name the world, and the two files that hold them together.
const WORLDLY_ROOMS: &[&str] = &["process/", "fs/", "app/", "cli/", "lsp/", "lib.rs", "main.rs"];

/// What all other rooms must not name.
const WORLD: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::io",
    "std::path",
    "SystemTime",
    "Instant",
    "println!",
    "eprintln!",
    "::now()",
];

pub(crate) fn source() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).unwrap().display().to_string();
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

/// The part of a file that is not its tests.
pub(crate) fn without_tests(text: &str) -> &str {
    text.split("\n#[cfg(test)]\n").next().unwrap_or(text)
}

/// Modules in reading order: `base::text`, `base::date` …
fn order(files: &BTreeMap<String, String>) -> Vec<String> {
    fn walk(files: &BTreeMap<String, String>, file: &str, prefix: &str, out: &mut Vec<String>) {
        let Some(text) = files.get(file) else { return };
        for line in text.lines().filter_map(|line| line.strip_prefix("pub mod ")) {
            let name = line.trim_end_matches(';');
            let module =
                if prefix.is_empty() { name.to_owned() } else { format!("{prefix}::{name}") };
            let inner = format!("{}/mod.rs", module.replace("::", "/"));
            if files.contains_key(&inner) {
                walk(files, &inner, &module, out);
            }
            out.push(module);
        }
    }
    let mut out = Vec::new();
    walk(files, "lib.rs", "", &mut out);
    out
}

/// The modules that a text names, longest known name first.
fn uses(text: &str, known: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let path: String =
            rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect();
        let parts: Vec<&str> = path.split("::").filter(|part| !part.is_empty()).collect();
        let longest = (1..=parts.len()).rev().map(|n| parts[..n].join("::"));
        let module = longest.into_iter().find(|name| known.contains(name));
        // `use crate::cli::{build, check}` names modules in braces.
        let Some(module) = module else { continue };
        let brace = rest[path.len()..].strip_prefix('{').and_then(|rest| rest.split('}').next());
        let inner: Vec<String> = brace
            .into_iter()
            .flat_map(|inner| inner.split(','))
            .map(|name| format!("{module}::{}", name.trim().split("::").next().unwrap_or("")))
            .filter(|name| known.contains(name))
            .collect();
        if inner.is_empty() {
            found.insert(module);
        } else {
            found.extend(inner);
        }
    }
    found
}

fn out_of_order(files: &BTreeMap<String, String>) -> Vec<String> {
    let order = order(files);
    let place = |module: &str| order.iter().position(|name| name == module);
    let mut wrong = Vec::new();
    for (file, text) in files {
        let module = file.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
        let Some(here) = place(&module) else { continue };
        for used in uses(text, &order) {
            let inside = used == module || used.starts_with(&format!("{module}::"));
            if !inside && place(&used).is_some_and(|there| there > here) {
                wrong.push(format!("{file} uses {used}, which is listed below it"));
            }
        }
    }
    wrong
}

#[test]
fn a_module_uses_only_what_is_listed_above_it() {
    let files = source();
    assert!(order(&files).len() > 40, "the lists of modules are not read: {:?}", order(&files));
    assert_eq!(out_of_order(&files), Vec::<String>::new());
}

#[test]
fn the_order_test_can_fail() {
    let files: BTreeMap<String, String> = [
        ("lib.rs", "pub mod a;\npub mod b;\n"),
        ("a.rs", "use crate::b::X;\n"),
        ("b.rs", "fn f() { crate::a::g() }\n"),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into();
    assert_eq!(out_of_order(&files), ["a.rs uses b, which is listed below it"]);
}

fn worldly(file: &str, text: &str) -> Vec<String> {
    let core = !WORLDLY_ROOMS.iter().any(|room| file.starts_with(room));
    let code = without_tests(text).lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: Vec<&str> = code.collect();
    let named = WORLD.iter().filter(|word| core && code.iter().any(|line| line.contains(**word)));
    named.map(|word| format!("{file} names {word}")).collect()
}

#[test]
fn the_core_names_nothing_of_the_world() {
    let files = source();
    let wrong: Vec<String> = files.iter().flat_map(|(file, text)| worldly(file, text)).collect();
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(worldly("text/x.rs", "use std::fs;\n").len(), 1, "the test can fail");
    assert_eq!(worldly("fs/x.rs", "use std::fs;\n").len(), 0);
}

/// Crates of the manifest as they are named in code.
fn crates() -> Vec<String> {
    let manifest = include_str!("../../../Cargo.toml");
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]") && !line.contains("dev-");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| inside) {
            names.push(name.replace('-', "_"));
        }
    }
    names
}

fn doors(name: &str, files: &BTreeMap<String, String>) -> BTreeSet<String> {
    let names_it = |text: &str| {
        without_tests(text).lines().filter(|line| !line.trim_start().starts_with("//")).any(
            |line| {
                line.match_indices(&format!("{name}::")).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                })
            },
        )
    };
    files.iter().filter(|(_, text)| names_it(text)).map(|(file, _)| file.clone()).collect()
}

#[test]
fn each_crate_enters_by_one_door() {
    let files = source();
    let names = crates();
    assert!(names.len() > 15, "{names:?}");
    let mut wrong = Vec::new();
    for name in names {
        let found = doors(&name, &files);
        let allowed = MANY_DOORS.iter().find(|(many, ..)| *many == name);
        match allowed {
            Some((_, places, why)) => {
                let outside: Vec<&String> = found
                    .iter()
                    .filter(|file| !places.iter().any(|place| file.starts_with(place)))
                    .collect();
                if !outside.is_empty() {
                    wrong.push(format!("{name} ({why}) is named in {outside:?}"));
                }
            }
            None if found.len() != 1 => wrong.push(format!("{name} is named in {found:?}")),
            None => {}
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_manifest_names_the_door_of_each_crate() {
    let files = source();
    for line in include_str!("../../../Cargo.toml").lines() {
        let Some((name, door)) =
            line.split_once(" = ").zip(line.split_once("  # ")).map(|(a, b)| (a.0, b.1))
        else {
            continue;
        };
        for file in doors(&name.replace('-', "_"), &files) {
            let named = door.contains(&file)
                || MANY_DOORS.iter().any(|(many, ..)| *many == name.replace('-', "_"));
            assert!(named, "{name} enters by {file}, the manifest says {door}");
        }
    }
}

#[test]
fn files_are_short_and_begin_with_their_purpose() {
    let mut wrong = Vec::new();
    for (file, text) in source() {
        let code = without_tests(&text);
        let lines = code.lines().count();
        if lines > 600 {
            wrong.push(format!("{file} has {lines} lines"));
        }
        for (at, line) in text.lines().enumerate().filter(|(_, line)| line.chars().count() > 100) {
            // A text that is printed stands in the source as it is printed.
            let is_text =
                !line.contains("fn ") && (line.contains('"') || file == "diagnostic/code.rs");
            if !is_text {
                wrong.push(format!("{file}:{} has more than 100 columns", at + 1));
            }
        }
        if !text.starts_with("//! ") {
            wrong.push(format!("{file} does not say what it is for"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Whether something public stands without a word on it; a field says it by its name and type, and
/// has words where a reader could err.
fn is_without_words(lines: &[&str], at: usize) -> bool {
    let line = lines[at].trim_start();
    let named = ["fn ", "const ", "unsafe fn ", "struct ", "enum ", "trait ", "static ", "type "];
    let is_public = |word: &str| line.strip_prefix("pub ").is_some_and(|l| l.starts_with(word));
    if !named.iter().any(|word| is_public(word)) {
        return false;
    }
    // Attributes stand between the words and what they are on.
    let above = lines[..at].iter().rev().map(|above| above.trim());
    let mut above = above.skip_while(|above| !above.is_empty() && !above.starts_with("//"));
    !above.next().is_some_and(|above| above.starts_with("///"))
}

#[test]
fn what_is_public_says_what_it_is() {
    let mut wrong = Vec::new();
    for (file, text) in source() {
        let lines: Vec<&str> = without_tests(&text).lines().collect();
        let wordless = (0..lines.len()).filter(|at| is_without_words(&lines, *at));
        wrong.extend(wordless.map(|at| format!("{file}:{}: {}", at + 1, lines[at].trim())));
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(is_without_words(&["", "    #[must_use]", "    pub fn told(&self) {"], 2));
    assert!(!is_without_words(&["    /// Told.", "    #[must_use]", "    pub fn told() {"], 2));
}

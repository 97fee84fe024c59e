//! The JSON is a contract: what the program prints is what `docs/schema.json` says.

use crate::support::{Disk, shared};
use serde_json::{Value, json};
use std::path::Path;

fn schema(of: &str) -> jsonschema::Validator {
    let mut schema: Value =
        serde_json::from_str(include_str!("../../../docs/schema.json")).unwrap();
    let top = schema.as_object_mut().unwrap();
    top.remove("anyOf");
    top.insert("$ref".to_owned(), json!(format!("#/$defs/{of}")));
    jsonschema::validator_for(&schema).unwrap()
}

pub(crate) fn holds(of: &str, text: &str) -> Result<(), String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let schema = schema(of);
    match schema.iter_errors(&value).next() {
        Some(error) => Err(format!("{}: {error}", error.instance_path)),
        None => Ok(()),
    }
}

fn example() -> Disk {
    Disk::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault"))
}

#[test]
fn export_check_and_build_print_what_the_schema_says() {
    let disk = example();
    for (of, args) in [
        ("export", &["export"][..]),
        ("check", &["check", "--format", "json"]),
        ("build", &["build", "--format", "json"]),
        ("build", &["--today", "2026-12-01", "build", "--format", "json"]),
    ] {
        let ran = match args.first() {
            Some(&"--today") => disk.run_on(args[1], &args[2..]),
            _ => disk.run(args),
        };
        assert_eq!(holds(of, &ran.out), Ok(()), "{args:?}");
    }
}

#[test]
fn export_of_other_vaults_holds_too() {
    for path in ["data/north-star/vault", "data/elsewhere/vaults/dendron-handbook"] {
        let Some(from) = shared(path) else { return };
        let disk = Disk::copy(&from);
        disk.run(&["init"]);
        assert_eq!(holds("export", &disk.run(&["export"]).out), Ok(()), "{path}");
    }
}

#[test]
fn every_list_is_a_part_of_the_export() {
    let disk = example();
    let export: Value = serde_json::from_str(&disk.run(&["export"]).out).unwrap();
    for kind in [
        "goals",
        "feedback",
        "actions",
        "meetings",
        "people",
        "questions",
        "answers",
        "outcomes",
        "topics",
        "intentions",
        "clarity",
        "agreements",
        "seasons",
        "home",
        "road-blocks",
        "team-goals",
        "ask-all",
        "tell-all",
        "my-misses",
        "resources",
        "policies",
        "scores",
        "follow-ups",
    ] {
        // Scores are listed of one person alone; here only Ines has any.
        let of_one: &[&str] = if kind == "scores" { &["--person", "ines"] } else { &[] };
        let ran = disk.run(&[&["list", kind, "--format", "json"], of_one].concat());
        let list: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(list, export[kind.replace('-', "_")], "{kind}");
    }
}

#[test]
fn the_schema_refuses_what_is_not_so() {
    let text = example().run(&["export"]).out;
    let mut value: Value = serde_json::from_str(&text).unwrap();
    value["goals"][0]["status"] = json!("nearly");
    assert!(holds("export", &value.to_string()).is_err());
    value["goals"][0].as_object_mut().unwrap().remove("due");
    assert!(holds("export", &value.to_string()).is_err());
}

#[test]
fn completions_and_the_manual_can_be_printed() {
    let disk = Disk::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(disk.run(&["completions", shell]).out.contains("vault121"), "{shell}");
    }
    assert!(disk.run(&["man"]).out.contains(".TH vault121 1"));
}

/// The words of a command line, as a shell takes them apart; without where its output goes.
fn words(typed: &str) -> Vec<String> {
    let typed = typed.split(" | ").next().unwrap().split(" > ").next().unwrap();
    let parts = typed.split('\'').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect::<Vec<String>>(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn each_verb_has_examples_in_its_manual_page_that_can_be_typed() {
    use clap::{CommandFactory, Parser};
    use vault121::cli::args::Cli;
    use vault121::cli::examples::EXAMPLES;
    for (verb, examples) in EXAMPLES {
        for (typed, _) in *examples {
            let words = match typed.strip_prefix("git config merge.vault121.driver ") {
                Some(driver) => words(driver.trim_matches('\'')),
                None => words(typed),
            };
            let read = Cli::try_parse_from(&words);
            assert!(read.is_ok(), "{typed}: {}", read.unwrap_err());
            assert!(verb.is_empty() || words[1] == *verb, "{typed} is no example of {verb}");
        }
    }
    let disk = Disk::new(&[]);
    assert_eq!(disk.run(&["man", "--dir", "pages"]).code, 0);
    for verb in Cli::command().get_subcommands().filter(|verb| !verb.is_hide_set()) {
        let page = disk.read(&format!("pages/vault121-{}.1", verb.get_name()));
        for section in ["EXAMPLES", "ENVIRONMENT", "FILES", "\"EXIT STATUS\""] {
            assert!(page.contains(&format!(".SH {section}")), "{}: {section}", verb.get_name());
        }
        assert!(!page.contains(".SH EXTRA"), "{}", verb.get_name());
    }
}

#[test]
fn options_of_every_command_stand_under_a_heading_of_their_own() {
    let disk = Disk::new(&[]);
    for args in [&["--help"][..], &["done", "--help"], &["template", "show", "--help"]] {
        let help = disk.run(args).out;
        let (own, global) = help.split_once("Global options:").expect("a heading");
        assert!(global.contains("--vault") && global.contains("--no-pager"), "{help}");
        assert!(!own.contains("--vault <DIR>") && !own.contains("--no-pager"), "{help}");
    }
}

#[test]
fn the_list_of_codes_cuts_no_sentence() {
    let disk = Disk::new(&[]);
    let out = disk.run(&["explain"]).out;
    let rows: Vec<&str> = out.lines().skip(1).collect();
    assert_eq!(rows.len(), vault121::diagnostic::code::Code::ALL.len());
    for row in rows {
        assert!(row.ends_with(['.', '?', ')', '`', ':']), "{row}");
    }
}

/// The example of every code is explained, and every code can be asked for.
#[test]
fn every_code_explains_itself() {
    let disk = Disk::new(&[]);
    for code in vault121::diagnostic::code::Code::ALL {
        let ran = disk.run(&["explain", code.word()]);
        assert_eq!(ran.code, 0, "{code}");
        assert!(ran.out.lines().count() >= 3, "{code} says too little");
    }
}

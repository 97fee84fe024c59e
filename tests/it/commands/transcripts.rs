//! What a person types and what they see: each command on a small vault, as documentation.
//!
//! The cases are the files of `tests/cmd/`: a line `$ vault121 ...` and what it prints, `[1]`
//! alone on a line for an exit code that is not 0. To write them anew from what the program
//! prints, run the test with `UPDATE_TRANSCRIPTS=1` and read the diff.

use crate::support::Disk;
use std::fs;
use std::path::Path;

#[test]
fn the_commands_do_what_the_transcripts_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let mut cases: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    cases.sort();
    assert!(cases.len() >= 12, "the transcripts are gone");
    let mut wrong = Vec::new();
    for case in cases {
        let expected = fs::read_to_string(&case).unwrap();
        let found = play(&expected, &folder);
        if found == expected {
            continue;
        }
        if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
            fs::write(&case, &found).unwrap();
        } else {
            wrong.push(format!("{}:\n{found}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Plays a transcript: the commands of the case, with what they print now.
fn play(case: &str, folder: &Path) -> String {
    let name = case.lines().find_map(|line| line.strip_prefix("# vault: ")).unwrap_or("team");
    let disk = match name {
        "empty" => Disk::new(&[]),
        _ => Disk::copy(&folder.join("vaults").join(name)),
    };
    let mut out = String::new();
    for line in case.lines() {
        if line.starts_with('#') && !out.contains("\n$ ") || line.is_empty() && !out.contains("$ ")
        {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        if let Some(typed) = line.strip_prefix("$ vault121 ") {
            let ran = disk.run(&words(typed).iter().map(String::as_str).collect::<Vec<_>>());
            let root = disk.root.display().to_string();
            out.push_str(&format!("$ vault121 {typed}\n"));
            for text in [&ran.out, &ran.err] {
                // `demo` names the program as it can be called from here.
                let text = text.replace(env!("CARGO_BIN_EXE_vault121"), "vault121");
                out.push_str(&text.replace(&root, "VAULT").replace("\r\n", "\n"));
            }
            if ran.code != 0 {
                out.push_str(&format!("[{}]\n", ran.code));
            }
            out.push('\n');
        } else if let Some(typed) = line.strip_prefix("$ cat ") {
            out.push_str(&format!("$ cat {typed}\n{}\n", disk.read(typed).replace("\r\n", "\n")));
        } else if let Some(typed) = line.strip_prefix("$ write ") {
            // `$ write PATH: text` appends a line, as somebody in an editor would.
            let (path, text) = typed.split_once(": ").unwrap();
            let present = fs::read_to_string(disk.root.join(path)).unwrap_or_default();
            disk.write(path, &format!("{present}{text}\n"));
            out.push_str(&format!("$ write {typed}\n\n"));
        } else if let Some(typed) = line.strip_prefix("$ edit ") {
            // `$ edit PATH: old => new` changes words of a note.
            let (path, change) = typed.split_once(": ").unwrap();
            let (old, new) = change.split_once(" => ").unwrap();
            disk.write(path, &disk.read(path).replacen(old, new, 1));
            out.push_str(&format!("$ edit {typed}\n\n"));
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn words(typed: &str) -> Vec<String> {
    typed.split_whitespace().map(|word| word.trim_matches('"').to_owned()).collect()
}

//! `share`, `drop` and `done` on lines as people write them: the field goes where the line keeps
//! its meaning, in both dialects.

use crate::support::{TODAY, day, vault};
use vault121::model::model::Model;
use vault121::note::parse::Note;
use vault121::pages::actions::{self, LineMark};
use vault121::pages::selector;

const PEOPLE: [(&str, &str); 3] = [
    ("People/Ana.md", "---\nkind: person\ncadence: 1w\n---\n"),
    ("People/Ben Ode.md", "---\nkind: person\ncadence: 1w\n---\n"),
    ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
];
const DENDRON: [(&str, &str); 4] = [
    ("dendron.yml", "workspace:\n  vaults:\n    - fsPath: vault\n"),
    ("vault/people.ana.md", "---\nkind: person\ncadence: 1w\n---\n"),
    ("vault/people.ben-ode.md", "---\nkind: person\ncadence: 1w\n---\n"),
    ("vault/people.nora.md", "---\nkind: person\nme: yes\n---\n"),
];

/// The note's text after a mark on the line that begins at `line`, or why it has to stay.
fn marked(
    people: &[(&str, &str)],
    path: &str,
    text: &str,
    line: usize,
    mark: LineMark,
) -> Result<String, String> {
    let mut notes = people.to_vec();
    notes.push((path, text));
    let vault = vault(&notes);
    let model = Model::fold_vault(&vault, day(TODAY));
    let target = selector::find(&model, vault.whole().unwrap(), &format!("{path}:{line}"))
        .map_err(|no| no.why)?;
    let edit = actions::mark_edit(&model, vault.whole().unwrap(), text, &target, mark, None)
        .map_err(|no| no.why)?;
    let new = edit.apply(text).unwrap();
    let words = |text: &str| {
        let spelling = model.config.spelling();
        let (note, _) = Note::parse(&target.path, text.as_bytes(), &spelling);
        let all =
            note.items.iter().map(|item| item.text_with_names(|mention| mention.names.join("|")));
        all.collect::<Vec<String>>()
    };
    assert_eq!(words(text), words(&new), "the words are what they were: {text:?}");
    Ok(new)
}

/// The line as it stands after the mark, in both dialects and with both line endings.
#[track_caller]
fn check(mark: LineMark, line: &str, expected: &str) {
    for ending in ["\n", "\r\n"] {
        let text = format!("# Notes\n\n{line}\n\nand more\n").replace('\n', ending);
        let wanted = format!("# Notes\n\n{expected}\n\nand more\n").replace('\n', ending);
        let obsidian = marked(&PEOPLE, "Daily/2026-11-20.md", &text, 3, mark);
        assert_eq!(obsidian, Ok(wanted.clone()), "{line}");
        let dendron = marked(&DENDRON, "vault/daily.journal.2026.11.20.md", &text, 3, mark);
        assert_eq!(dendron, Ok(wanted), "in Dendron: {line}");
    }
}

#[test]
fn a_row_of_a_table_is_closed_by_a_field_in_the_cell_of_its_words() {
    let path = "1-1s/Ana/2026-11-17.md";
    for (head, row, expected) in [
        (
            "| who | what | by when |",
            "| Ana | rota | 2026-12-01 |",
            "| Ana | rota F | 2026-12-01 |",
        ),
        ("| Owner | Task |", "| Ana | rota |", "| Ana | rota F |"),
        ("Owner | Task", "Ana | rota", "Ana | rota F"),
    ] {
        let columns = head.trim_matches('|').split('|').count();
        let rule = "|---".repeat(columns) + "|";
        let table = |row: &str| format!("## Actions\n\n{head}\n{rule}\n{row}\n");
        for (mark, key) in [(LineMark::Done, "done"), (LineMark::Drop, "dropped")] {
            let found = marked(&PEOPLE, path, &table(row), 5, mark);
            let field = format!("[{key}:: {TODAY}]");
            assert_eq!(found, Ok(table(&expected.replace('F', &field))), "{row}");
        }
    }
    let found = marked(&PEOPLE, path, "- + calm\n- Δ loud\n", 1, LineMark::Share);
    assert_eq!(found, Ok(format!("- + calm [shared:: {TODAY}]\n- Δ loud\n")));
}

#[test]
fn done_ticks_the_boxes_of_outliners_and_of_other_hands() {
    for (line, done, dropped) in [
        ("- TODO me: call", "- DONE me: call", Some("- CANCELLED me: call")),
        ("- LATER @ana call", "- DONE @ana call", Some("- CANCELLED @ana call")),
        ("- {{[[TODO]]}} me: call", "- {{[[DONE]]}} me: call", None),
        ("- [] me: call", "- [x] me: call", Some("- [-] me: call")),
        ("- 🔒 [ ] me: call", "- 🔒 [x] me: call", Some("- 🔒 [-] me: call")),
        ("- ☐ me: call", "- ☑ me: call", None),
        ("• [ ] me: call", "• [x] me: call", Some("• [-] me: call")),
    ] {
        let text = format!("{line}\n");
        let path = "1-1s/Ana/2026-11-17.md";
        let found = marked(&PEOPLE, path, &text, 1, LineMark::Done);
        assert_eq!(found, Ok(format!("{done} [done:: {TODAY}]\n")), "{line}");
        let found = marked(&PEOPLE, path, &text, 1, LineMark::Drop);
        match dropped {
            Some(dropped) => {
                assert_eq!(found, Ok(format!("{dropped} [dropped:: {TODAY}]\n")), "{line}");
            }
            None => assert!(found.unwrap_err().contains("no form"), "{line}"),
        }
    }
}

#[test]
fn a_line_that_ends_in_a_tag_or_a_name_is_shared_where_it_stands() {
    for line in [
        "- great demo, thanks @ana #high-five",
        "- great demo #high-five @ana",
        "great demo, thanks @ana #high-five",
        "* great demo, thanks @ana **#high-five**",
        "+ great demo, thanks @ana (#high-five)",
        "1. great demo, thanks @ana #high-five",
        "- great demo, thanks @ana #high-five.",
        "- great demo, thanks @ana: #high-five!",
        "- great demo, thanks @ana #high-five #skill/debugging",
        "- great demo, thanks @ana #high-five #rust",
        "- great demo, thanks @ana #high-five #goal/cka",
        "- great demo #high-five, thanks @ana and @ben-ode",
        "- great demo @ana #high-five [from:: @ben-ode]",
        "- great demo @ana #high-five see [[Plan|the plan]]",
        "- great demo @ana #high-five https://example.org/a#b",
        "- great demo @ana #high-five `code`",
        "- great demo @ana #high-five ![[x.png]]",
        "- great demo @ana #high-five: \u{201c}it works\u{201d}",
        "- Ä日本 \u{a0}demo @ana #high-five",
        "> - great demo @ana #high-five",
        "> great demo @ana #high-five",
        "> [!note] Demo\n> great demo @ana #high-five",
        "- #high-five @ana great demo",
        "- #watch-out @ana interrupts",
        "- interrupts, says @ben-ode @ana #watch-out",
        "- @ana interrupts #watch-out #way/ask",
        "- #high-five @ana wrote it\n  - with a child",
    ] {
        let at = line.lines().take_while(|line| line.starts_with("> [!")).count();
        let mut lines: Vec<String> = line.lines().map(str::to_owned).collect();
        lines[at].push_str(" [shared:: 2026-11-24]");
        if at == 0 {
            check(LineMark::Share, line, &lines.join("\n"));
        }
    }
}

#[test]
fn in_a_row_of_a_table_the_field_goes_into_a_cell() {
    let share = |line: &str, expected: &str| {
        let table = |row: &str| format!("| who | what |\n|---|---|\n{row}\n");
        let marked = marked(&PEOPLE, "Daily/2026-11-20.md", &table(line), 3, LineMark::Share);
        assert_eq!(marked, Ok(table(expected)), "{line}");
    };
    share(
        "| @ana | great demo #high-five |",
        "| @ana | great demo #high-five [shared:: 2026-11-24] |",
    );
    share(
        "| great demo #high-five | @ana |",
        "| great demo #high-five [shared:: 2026-11-24] | @ana |",
    );
    share("@ana | great demo #high-five", "@ana | great demo #high-five [shared:: 2026-11-24]");
}

#[test]
fn what_ends_a_line_stays_at_its_end() {
    let share = |line, expected| check(LineMark::Share, line, expected);
    share(
        "- great demo @ana #high-five ^d-1",
        "- great demo @ana #high-five [shared:: 2026-11-24] ^d-1",
    );
    share("- great demo @ana #high-five  ", "- great demo @ana #high-five [shared:: 2026-11-24]  ");
    share(
        "- great demo @ana #high-five\\\n  and more",
        "- great demo @ana #high-five [shared:: 2026-11-24]\\\n  and more",
    );
    share(
        "- great demo @ana #high-five %% ask first %%",
        "- great demo @ana #high-five %% ask first %% [shared:: 2026-11-24]",
    );
}

#[test]
fn a_task_that_ends_in_a_tag_or_a_name_is_done_with_its_day_where_tasks_reads_it() {
    let done = |line: &str, end: &str| {
        let ticked = line.replacen("[ ]", "[x]", 1);
        check(LineMark::Done, line, &format!("{ticked} {end}"));
    };
    let fields = "[done:: 2026-11-24]";
    done("- [ ] write the charter @ana #action", fields);
    done("- [ ] write the charter #action @ana", fields);
    done("- [ ] write the charter @ana", fields);
    done("- [ ] write the charter (@ana) #action #team/x", fields);
    done("- [ ] write the charter @ana #action [due:: 2026-12-01]", fields);
    done("> - [ ] write the charter @ana #action", fields);
    done("- [ ] pass the exam @ana #goal/cka", fields);
    done("- [ ] pass the exam @ana #goal", fields);
    let signs = "✅ 2026-11-24";
    done("- [ ] write the charter @ana #action 📅 2026-12-01", signs);
    done("- [ ] write the charter @ana 📅 2026-12-01 ⏫ #action", signs);
    done("- [ ] write the charter 🆔 abc 📅 2026-12-01 @ana #action", signs);
    done("- [ ] write the charter 🗓️ 2026-12-01 #action @ana", signs);
    check(
        LineMark::Done,
        "- [ ] write the charter @ana 📅 2026-12-01 #action ^c",
        "- [x] write the charter @ana 📅 2026-12-01 #action ✅ 2026-11-24 ^c",
    );
    check(
        LineMark::Drop,
        "- [ ] write the charter @ana #action",
        "- [-] write the charter @ana #action [dropped:: 2026-11-24]",
    );
    check(
        LineMark::Drop,
        "- the new desk @ana #topic",
        "- the new desk @ana #topic [drop:: 2026-11-24]",
    );
    check(
        LineMark::Done,
        "- the new desk @ana #topic",
        "- the new desk @ana #topic [done:: 2026-11-24]",
    );
}

#[test]
fn nested_lines_change_alone() {
    let text = "- #topic @ben-ode a\n  - great demo @ana #high-five\n    - child\n  - [ ] charter @ana #action\n";
    let at = |line, mark| marked(&PEOPLE, "Daily/2026-11-20.md", text, line, mark).unwrap();
    assert_eq!(
        at(2, LineMark::Share),
        text.replace("#high-five", "#high-five [shared:: 2026-11-24]"),
    );
    assert_eq!(
        at(4, LineMark::Done),
        text.replace("[ ] charter @ana #action", "[x] charter @ana #action [done:: 2026-11-24]"),
    );
}

#[test]
fn a_refusal_names_what_would_be_read_otherwise() {
    let why = |line: &str, mark| {
        let text = format!("# Notes\n\n{line}\n\nand more\n");
        marked(&PEOPLE, "Daily/2026-11-20.md", &text, 3, mark).unwrap_err()
    };
    let said = why("- [ ] `code\n  span` here @ana", LineMark::Done);
    assert!(said.contains("would become"), "{said}");
    let said = why("- [ ] [path:: b\n  c] here @ana", LineMark::Done);
    assert!(said.contains("`path`"), "{said}");
}

#[test]
fn a_field_goes_before_what_goes_on_in_the_next_line() {
    let done = |line, expected| check(LineMark::Done, line, expected);
    done(
        "- [ ] ask @ana `code\n  span` here",
        "- [x] ask @ana [done:: 2026-11-24] `code\n  span` here",
    );
    done(
        "- [ ] ask @ana [path:: b\n  c] here",
        "- [x] ask @ana [done:: 2026-11-24] [path:: b\n  c] here",
    );
    done(
        "- [ ] ask @ana about\n  the desk #action",
        "- [x] ask @ana about [done:: 2026-11-24]\n  the desk #action",
    );
}

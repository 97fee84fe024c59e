//! What is done though nobody ticked its box: signs, words, fields and days of other tools; and
//! headings that are tasks.

use crate::support::outcome;

/// The promises of a 1-2-1 with Lena: `owner state day: words`.
fn promised(text: &str) -> Vec<String> {
    let notes = [("1-1s/Lena/2026-11-10.md", "- talked\n"), ("1-1s/Lena/2026-11-17.md", text)];
    let outcome = outcome(&notes, "2026-11-24");
    let mut told: Vec<String> = outcome
        .model
        .actions
        .iter()
        .map(|one| {
            let owner = one.owner.as_ref().map_or("?".to_owned(), ToString::to_string);
            let state = format!("{:?}", one.status).to_lowercase();
            let day = one.closed.map(|day| format!(" {day}")).unwrap_or_default();
            format!("{owner} {state}{day}: {}", one.text)
        })
        .collect();
    told.sort();
    let unknown = outcome.diagnostics.iter().filter(|one| one.path.contains("1-1s"));
    let said: Vec<&str> =
        unknown.map(|one| one.code.word()).filter(|code| *code != "older-lines").collect();
    assert!(said.is_empty(), "{said:?}: {text}");
    told
}

#[test]
fn a_box_that_says_done_is_done() {
    for (line, expected) in [
        ("- [ ] me: write @done(2026-11-20)", "me done 2026-11-20: write"),
        ("- [ ] me: write @done", "me done: write"),
        ("- [ ] me: write @done 2026-11-20", "me done 2026-11-20: write"),
        ("- [ ] me: write @completed(2026-11-20)", "me done 2026-11-20: write"),
        ("- [ ] me: write ✔ 2026-11-20", "me done 2026-11-20: write"),
        ("- [ ] me: write ✅", "me done: write"),
        ("- [ ] me: write ✅ 2026-11-20", "me done 2026-11-20: write"),
        ("- [ ] me: write [done:: 2026-11-20]", "me done 2026-11-20: write"),
        ("- [ ] me: write [completion:: 2026-11-20]", "me done 2026-11-20: write"),
        ("- [ ] me: write [completed:: 2026-11-20]", "me done 2026-11-20: write"),
        ("- [ ] me: write [erledigt:: 2026-11-20]", "me done 2026-11-20: write"),
        ("- [ ] me: write [done:: yes]", "me done: write"),
        ("- [ ] me: write [status:: done]", "me done: write"),
        ("- [ ] me: write closed:: 2026-11-20", "me done 2026-11-20: write"),
        ("- [ ] me: write CLOSED: [2026-11-20 Fri]", "me done 2026-11-20: write"),
        ("- [ ] me: write (done)", "me done: write"),
        ("- [ ] me: write (done 2026-11-20)", "me done 2026-11-20: write"),
        ("- [ ] me: write (erledigt am 20.11.)", "me done 2026-11-20: write"),
        ("- [ ] me: write - done", "me done: write"),
        ("- [ ] me: write → done", "me done: write"),
        ("- [ ] Lena: write -> DONE 20 Nov", "lena done 2026-11-20: write"),
        ("- [ ] me: write #done", "me done: write"),
        ("- [ ] me: write **DONE**", "me done: write"),
        ("- [ ] DONE me: write", "me done: write"),
        ("- [ ] ✔ me: write", "me done: write"),
        ("- [ ] me: write (done) ^w1", "me done: write"),
        ("- [ ] me: write ✔ [due:: 2026-11-19]", "me done: write"),
        ("- [ ] me: write @cancelled(2026-11-20)", "me dropped 2026-11-20: write"),
        ("- [ ] me: write (no longer needed)", "me dropped: write"),
        ("- [ ] me: write ❌ 2026-11-20", "me dropped 2026-11-20: write"),
        ("- [ ] write @lena @done(2026-11-20)", "lena done 2026-11-20: write"),
        ("- [x] me: write (done 2026-11-20)", "me done 2026-11-20: write"),
        ("## Action items\n- me: write ✔", "me done: write"),
        ("## Action items\n- Lena: write (done)", "lena done: write"),
        ("- [v] me: write", "me done: write"),
        ("- [ ] me: write. Done.", "me done: write."),
        ("- [ ] me: write, done", "me done: write"),
        ("- [ ] me: write (dropped, no budget)", "me dropped: write"),
        ("## Action items\n- ✓ me: write", "me done: write"),
        ("## Action items\n- ✔ me: write", "me done: write"),
        ("## Action items\n- ✔️ Lena: write", "lena done: write"),
        ("## Action items\n- ☑ me: write", "me done: write"),
        ("## Action items\n- me: write ✓", "me done: write"),
        ("## Action items\n- me: write. Done.", "me done: write."),
        ("## Action items\n- me: write. Done!", "me done: write."),
        ("## Action items\n- me: write, done", "me done: write"),
        ("## Action items\n- me: write it: done!", "me done: write it"),
        ("## Action items\n- me: write – done", "me done: write"),
        ("## Action items\n- me: write -- DONE", "me done: write"),
        ("## Action items\n- me: write - Done.", "me done: write"),
        ("## Action items\n- me: write (done by Ed)", "me done: write"),
        ("## Aufgaben\n- ich: write (schon erledigt)", "me done: write"),
        ("## Aufgaben\n- ich: write – erledigt 12.11.", "me done: write"),
        ("## Actions\n- moi : write (c'est fait)", "me done: write"),
        ("## Actions\n- moi : write — c'est fait", "me done: write"),
        ("## Tareas\n- yo: write (ya está)", "me done: write"),
        ("## Tareas\n- yo: write (ya hecho)", "me done: write"),
        ("## Compiti\n- io: write (già fatto)", "me done: write"),
        ("## Acties\n- ik: write (al gedaan)", "me done: write"),
        ("## Tarefas\n- eu: write (já feito)", "me done: write"),
        ("## Action items\n- (x) me: write", "me done: write"),
        ("## Action items\n- x me: write", "me done: write"),
        ("## Action items\n- X Lena: write", "lena done: write"),
        ("## Action items\n- me: write (won't do)", "me dropped: write"),
        // Still to be done.
        ("## Action items\n- me: write, done by Friday", "me open: write, done by Friday"),
        ("## Action items\n- me: x ray the door", "me open: x ray the door"),
        ("- [ ] me: get the deck done", "me open: get the deck done"),
        ("- [ ] me: tell him well done", "me open: tell him well done"),
        ("- [ ] me: write [done:: 2026-12-20]", "me open: write"),
        ("- [ ] me: write [status:: open]", "me open: write"),
        ("- [ ] me: write ✅ tests", "me open: write ✅ tests"),
    ] {
        assert_eq!(promised(&format!("{line}\n")), [expected], "{line}");
    }
}

#[test]
fn headings_that_are_tasks_are_promises() {
    for (text, expected) in [
        ("### TODO Lena: ask\n", "lena open: ask"),
        ("## TODO me: ask\n\nwhy it matters\n", "me open: ask"),
        ("### DONE Lena: ask\n", "lena done: ask"),
        ("### [ ] Lena: ask\n", "lena open: ask"),
        ("### [x] me: ask\n", "me done: ask"),
        ("#### WAITING Lena: ask\n", "lena open: ask"),
        ("### CANCELLED me: ask\n", "me dropped: ask"),
        ("### TODO me: ask @done(2026-11-20)\n", "me done 2026-11-20: ask"),
        ("### TODO [[Lena]]: ask\n", "lena open: ask"),
    ] {
        assert_eq!(promised(text), [expected], "{text}");
    }
    // Several, with lines below them that are none.
    let several = "## TODO Lena: ask\n- a thought\n\n## DONE me: read\ntext\n";
    assert_eq!(promised(several), ["lena open: ask", "me done: read"]);
    // A heading above a list of them is none itself.
    assert_eq!(promised("## TODO\n- Lena: ask\n"), ["lena open: ask"]);
    assert_eq!(promised("## DONE\n\ntext\n"), Vec::<String>::new());
    assert_eq!(promised("## NOW what\n"), ["? inprogress: what"]);
}

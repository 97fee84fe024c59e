//! Pages for others that no build keeps any more: what they tell of a line that was closed since is
//! said.

use crate::support::{Disk, Ran};

const DAY: &str = "2026-11-24";
const ALICE: &str = "People/Alice.md";
const FRONT: &str = "---\nkind: person\ncadence: 1w\nslot: tue 14:00\nagenda: yes\n---\n";
const M: &str = "1-2-1s/Alice/2026-11-17.md";
const LINE: &str = "- [ ] Alice: write the rotation plan down\n";
const AGENDA: &str = "1-2-1s/Alice/2026-11-24 Alice agenda.md";

fn built() -> Disk {
    let disk = Disk::new(&[
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        (ALICE, FRONT),
        ("1-2-1s/Alice/2026-11-10.md", "- talked about the rota\n"),
        (M, LINE),
    ]);
    let ran = run(&disk, DAY, &["build"]);
    assert!(disk.read(AGENDA).contains("rotation plan"), "{}{}", ran.out, ran.err);
    disk
}

fn run(disk: &Disk, day: &str, args: &[&str]) -> Ran {
    disk.run_on(day, args)
}

fn leaks(disk: &Disk, day: &str) -> Vec<String> {
    let out = run(disk, day, &["check"]).out;
    out.lines().filter(|line| line.contains("[leak]")).map(str::to_owned).collect()
}

const CLOSINGS: [&str; 3] = [
    "- [ ] Alice: write the rotation plan down [audience:: lead]\n",
    "- [ ] Alice: write the rotation plan down (private)\n",
    "## Private\n\n- [ ] Alice: write the rotation plan down\n",
];

#[test]
fn a_page_that_is_left_and_tells_what_was_closed_is_said() {
    let front = |from: &str, to: &str| {
        let text = FRONT.replace(from, to);
        move |disk: &Disk| disk.write(ALICE, &text)
    };
    type Change = Box<dyn Fn(&Disk)>;
    let copy = |disk: &Disk| disk.write("1-2-1s/Alice/for Alice.md", &disk.read(AGENDA));
    let handover = |disk: &Disk| {
        run(disk, DAY, &["handover", "alice", "--write"]);
    };
    let rows: Vec<(&str, &str, Change)> = vec![
        ("the next 1-2-1", "2026-11-26", Box::new(|_: &Disk| ())),
        ("no agenda", DAY, Box::new(front("agenda: yes\n", ""))),
        ("left", DAY, Box::new(front("agenda: yes", "agenda: yes\nleft: 2026-11-23"))),
        ("no report", DAY, Box::new(front("agenda: yes", "agenda: yes\nreport: no"))),
        ("a copy", DAY, Box::new(copy)),
        ("a hand-over", DAY, Box::new(handover)),
    ];
    let mut wrong = Vec::new();
    for (name, later, change) in rows {
        for closing in CLOSINGS {
            let disk = built();
            change(&disk);
            disk.write(M, closing);
            run(&disk, later, &["build"]);
            let said = leaks(&disk, later);
            run(&disk, later, &["build"]);
            if said.is_empty() || leaks(&disk, later) != said {
                wrong.push(format!("{name}, {closing:?}: {said:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_page_that_is_kept_or_tells_nothing_closed_is_not() {
    let disk = built();
    assert_eq!(leaks(&disk, DAY), Vec::<String>::new());
    run(&disk, "2026-11-26", &["build"]);
    assert_eq!(leaks(&disk, "2026-11-26"), Vec::<String>::new(), "open");
    let disk = built();
    disk.write(M, CLOSINGS[0]);
    run(&disk, DAY, &["build"]);
    assert!(!disk.read(AGENDA).contains("rotation plan"));
    assert_eq!(leaks(&disk, DAY), Vec::<String>::new(), "kept");
    let disk = built();
    disk.write(M, &LINE.replace("[ ]", "[x]"));
    run(&disk, "2026-11-26", &["build"]);
    assert_eq!(leaks(&disk, "2026-11-26"), Vec::<String>::new(), "done");
}

//! A vault's own templates come with a `git pull`: none of them takes the program down, or more
//! than its time and memory.

use crate::support::{Disk, Ran, program};
use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

const ALICE: &str =
    "---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass [due:: 2026-12-01]\n";
const ROLLUP: &str = "1-2-1s/Alice/Alice rollup.md";
const OWN: &str = ".vault121/templates/rollup.md";

/// A vault whose rollups are made by this body, after a build with the shipped one.
fn vault(body: &str) -> (Disk, String) {
    let disk = Disk::new(&[("People/Alice.md", ALICE), ("People/Bob.md", ALICE)]);
    disk.run(&["build"]);
    let good = disk.read(ROLLUP);
    disk.write(OWN, &format!("---\npage: rollup\nfor: person\n---\n{body}\n"));
    (disk, good)
}

#[track_caller]
fn ends(body: &str, words: &str) -> Ran {
    let (disk, good) = vault(body);
    disk.write("Daily/2026-11-23.md", "- #topic @alice the on-call rota\n");
    let ran = disk.run(&["build"]);
    let shown: String = body.chars().take(60).collect();
    assert_eq!(ran.code, 1, "{shown}: {}", ran.err);
    assert!(ran.err.contains(OWN) && ran.err.contains(words), "{shown}: {}", ran.err);
    assert_eq!(disk.read(ROLLUP), good, "{shown}: the last good text stays");
    assert!(disk.read("1-2-1s/Alice/2026-11-24 Alice.md").contains("on-call rota"), "{shown}");
    ran
}

#[test]
fn a_template_that_asks_too_much_is_ended_with_its_place() {
    let place = ".vault121/templates/rollup.md:5:";
    for body in [
        "{% set ns = namespace(a='xxxxxxxx') %}{% for i in range(60) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{{ range(1000000000)|list }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    ] {
        ends(body, place);
    }
    let bomb = format!("{{{{ 'aaaaaaaaaa'{} }}}}", "|replace('a', 'aaaaaaaaaa')".repeat(20));
    ends(&bomb, "error[template-bad]");
}

/// `minijinja` overflows its stack on this one, which no fuel bounds and nothing can catch.
#[test]
fn a_template_nested_without_end_takes_nobody_down() {
    ends(&format!("{{{{ {}true }}}}", "not ".repeat(100_000)), "is nested too deep");
}

/// Forty lists of two, each the one before: a line that prints for years, for little fuel.
const ENDLESS: &str = "{% set ns = namespace(a=[1]) %}{% for i in range(40) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}{{ ns.a }}";

#[test]
fn a_template_that_never_ends_costs_a_build_five_seconds_once() {
    let began = Instant::now();
    // Two people, and what is made for the one is not tried again for the other.
    let ran = ends(ENDLESS, "takes longer than 5 s");
    assert_eq!(ran.err.matches("takes longer").count(), 1, "{}", ran.err);
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
}

#[test]
fn a_path_in_the_config_is_bounded_too() {
    let config = format!("paths: {{rollup: \"{ENDLESS}\"}}\n");
    let disk = Disk::new(&[("People/Alice.md", ALICE), (".vault121/config.yml", &config)]);
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("takes longer than 5 s"), "{}", ran.err);
    assert!(disk.read("1-2-1s/Me.md").contains("vault121:begin me"), "the other pages are made");
}

#[test]
fn a_sound_template_of_the_vault_is_rendered_as_ever() {
    let (disk, _) = vault("Hello {{ name }}, {% include 'builtin/rollup.md' %}");
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = disk.read(ROLLUP);
    assert!(text.contains("Hello Alice") && text.contains("Pass"), "{text}");
    assert_eq!(disk.run(&["build"]).out, "", "a second build writes nothing");
}

/// The process itself, without a parent that would end it for its time.
#[cfg(target_os = "linux")]
#[test]
fn the_rendering_process_cannot_take_more_than_its_memory() {
    let mut child = program()
        .arg("render-elsewhere")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let facts = format!("[{}0]", "[],".repeat(30_000_000));
    let sent = writeln!(
        input,
        "{{\"own\":{{}},\"task\":{{\"Path\":{{\"template\":\"{{{{ x }}}}\",\"facts\":{facts}}}}}}}"
    );
    drop((sent.ok(), input));
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(!ended.status.success() && said.contains("memory allocation"), "{said}");
}

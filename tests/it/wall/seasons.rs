//! A low season holds watch outs back, in whatever form somebody writes it: in the note of the
//! person, in a 1-2-1, in a log. What is not certain counts as low, and is said.

use crate::support::{Disk, TODAY, outcome, page};

/// Front matter of somebody who has a 1-2-1 next week.
const H: &str = "---\nkind: person\ncadence: 1w\nslot: tue\n---\n";
const A: &str = "People/Alice.md";
const M: &str = "1-2-1s/Alice/2026-11-17.md";
const D: &str = "Daily/2026-11-18.md";

/// Whether the watch out is kept back, and whether the season is said to be low where it must be.
fn check(path: &str, rows: &[&str], low: bool) {
    let mut wrong = Vec::new();
    for row in rows {
        let row = row.replace("{H}", H);
        let person = if path == A { row.as_str() } else { H };
        let talk = if path == M { row.as_str() } else { "- talked about the rota\n" };
        let all = [
            ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
            (A, person),
            ("1-2-1s/Alice/2026-11-10.md", "- talked about the list\n"),
            (M, talk),
            (D, if path == D { row.as_str() } else { "" }),
            ("notes.md", "- #watch-out @alice talks over people [path:: count to five]\n"),
        ];
        let outcome = outcome(&all, TODAY);
        let prep = page(&outcome, "1-2-1s/Alice/2026-11-24.md", "prep");
        let said = outcome.diagnostics.iter().map(|one| one.code.word());
        let said = said.filter(|code| ["season-unknown", "near-tag", "field-bad"].contains(code));
        if prep.contains("talks over people") == low || low && said.count() == 0 && !is_ours(&row) {
            wrong.push(row);
        }
    }
    assert!(wrong.is_empty(), "not {low}:\n{wrong:#?}");
}

/// Forms that are ours are not told.
fn is_ours(row: &str) -> bool {
    let spelled = ["#season", "#low-season", "- season:: low", "- season:: high"];
    spelled.iter().any(|form| row.contains(form))
        || row.ends_with("season:: low\n") && !row.contains('@')
}

#[test]
fn in_the_note_of_a_person_any_shape_holds() {
    check(
        A,
        &[
            "season:: low\n",
            "{H}season:: low\n",
            "{H}| season | low |\n|---|---|\n",
            "{H}| | |\n|---|---|\n| season | low |\n",
            "{H}| Key | Value |\n|---|---|\n| Season | low |\n| Cadence | 1w |\n",
            "{H}| Season | Mood |\n|---|---|\n| low | ok |\n",
            "{H}- x\n\n| Season: | Low |\n|---|---|\n",
            "{H}| Mood | Season |\n|:--|--:|\n| ok | low |\n",
            "{H}#seasn/low\n",
            "{H}#sesaon/low\n",
            "{H}#seas/low\n",
            "{H}- #seaso low\n",
            "{H}#season/lo\n",
            "{H}seasn: low\n",
            "{H}seasn:: low\n",
            "{H}season: steady or low\n",
            "---\nkind: person\nslot: tue\ncadence: 1w\nseason: steady or low\n---\n",
            "---\nkind: person\nslot: tue\ncadence: 1w\nseason: steady?\n---\n",
            "---\nkind: person\nslot: tue\ncadence: 1w\ncurrent_season: low\n---\n",
            "---\nkind: person\nslot: tue\ncadence: 1w\ntags: [season/low]\n---\n",
            "---\nkind: person\nslot: tue\ncadence: 1w\ntags: low-season\n---\n",
            "{H}Current season: low\n",
            "{H}Her season: low\n",
            "{H}Seasons: low\n",
            "{H}season is low\n",
            "{H}Mood/season: low\n",
            "{H}%% season: low %%\n",
            "{H}<!-- season: low -->\n",
            "{H}`season: low`\n",
            "{H}```yaml\nseason: low\n```\n",
            "{H}- season\n  - low\n",
            "{H}Season\n: low\n",
            "{H}> [!season] low\n",
            "{H}> [!info] Season\n> low\n",
            "{H}## Season\n\nlow\n",
            "{H}- life: [season:: low]\n",
        ],
        true,
    );
    check(
        A,
        &[
            "{H}",
            "{H}season:: steady\n",
            "{H}| season | high |\n|---|---|\n",
            "{H}| Season | Mood |\n|---|---|\n| high | low |\n",
            "{H}#seasn/high\n",
            "{H}The low season in the shop is over.\n",
            "{H}season tickets are sold at a low price\n",
            "{H}session: low\n",
            "{H}#session low energy\n",
            "{H}#reason/low\n",
            "---\nkind: person\nslot: tue\ncadence: 1w\nfavourite_season: winter\n---\n",
            "---\nkind: person\nslot: tue\ncadence: 1w\nseason: high\n---\nseason: low\n",
        ],
        false,
    );
}

#[test]
fn in_a_one_on_one_and_in_a_log_any_shape_holds() {
    check(
        M,
        &[
            "@alice season:: low\n",
            "- @alice season:: low\n",
            "- [[Alice]] season:: low\n",
            "- season:: low\n",
            "- [season:: low]\n",
            "- she is tired [season:: low]\n",
            "- season: low\n",
            "- **Season**: low\n",
            "Season: low\n",
            "- #seasn/low\n",
            "- #seasn low\n",
            "- #season/lo\n",
            "- #season/steady or low\n",
            "---\nseason: low\n---\n- x\n",
            "---\nseason: lo\n---\n- x\n",
        ],
        true,
    );
    check(
        M,
        &[
            "- season: high\n",
            "- season:: high\n",
            "- #seasn/steady\n",
            "- season tickets: low prices\n",
            "- the season of tests is near\n",
            "---\nseason: high\n---\n- x\n",
        ],
        false,
    );
    check(
        D,
        &[
            "- @alice season:: low\n",
            "- @alice [season:: low]\n",
            "- @alice is tired (season:: low)\n",
            "- @alice #seasn/low\n",
            "- #seaso low @alice\n",
            "## 1-1 with [[Alice]]\n\n- season: low\n",
            "## 1-1 with [[Alice]]\n\n- #seaon/low\n",
        ],
        true,
    );
    check(
        D,
        &["- @bob season:: low\n", "- @alice: season tickets at a low price\n", "- season: low\n"],
        false,
    );
}

#[test]
fn a_later_line_in_the_same_form_ends_it() {
    let all = [
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        (A, H),
        ("1-2-1s/Alice/2026-11-10.md", "- season: low\n"),
        (M, "- season: steady\n"),
    ];
    let disk = Disk::new(&all);
    let seasons = disk.run(&["list", "seasons"]).out;
    assert!(seasons.contains("low") && seasons.contains("steady"), "{seasons}");
}

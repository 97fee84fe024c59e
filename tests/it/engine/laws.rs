//! The laws, on vaults made up at random: apply = load from scratch, carry out then run = nothing
//! to do, bytes outside regions never change, any bytes parse, and the wall between audiences.

use crate::support::{Disk, TODAY, changes, day};
use crate::writing::region_law::{Became, hold};
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::collections::BTreeMap;
use vault121::diagnostic::diagnostic::Placer;
use vault121::model::export;
use vault121::note::front_matter::Fence;
use vault121::note::markup::Markup;
use vault121::note::parse::Note;
use vault121::note::region;
use vault121::note::spelling::Spelling;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline;
use vault121::pages::plan::{Edit, RegionEdit};
use vault121::text::ids::NotePath;
use vault121::text::span::LineIndex;
use vault121::vault::change::{Change, Content};
use vault121::vault::vault::Vault;

/// Pieces that notes are made of here: all that has ever gone wrong, beside each other.
const PIECES: &[&str] = &[
    "# Title\n",
    "## 2026-11-10\n",
    "## Alice\n",
    "text\n",
    "\n",
    "- ",
    "- [ ] ",
    "- [x] ",
    "  - ",
    "\t- ",
    "> ",
    "```\n",
    "~~~\n",
    "%%",
    "<!-- ",
    " -->",
    "<div>\n",
    "| a | b |\n|---|---|\n",
    "---\n",
    "---\nkind: person\n---\n",
    "#goal/cka ",
    "#high-five ",
    "#watch-out ",
    "#topic ",
    "@alice ",
    "@bob. ",
    "[[Alice]] ",
    "[[a|b]] ",
    "[due:: 2026-12-01] ",
    "[path:: x]",
    "📅 2026-12-01 ",
    "^id\n",
    "path:: y\n",
    "<!-- vault121:begin prep -->\n",
    "<!-- vault121:end prep -->\n",
    "<!-- vault121:begin rollup -->\n",
    "<!-- vault121:end rollup -->\n",
    "\r\n",
    "é",
    "\u{a0}",
    "\u{3000}",
    "\u{85}",
    "\u{feff}",
    "e\u{301}",
    "🗓️",
    "\u{0}",
    "`",
    "``` ",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "{{ x }}",
    "{% y %}",
    "1. ",
    "    code\n",
    "[x]: http://y\n",
    "***",
    "Feedback for me: none\n",
    "mood:: 3\n",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|parts| parts.concat())
}

const PATHS: &[&str] = &[
    "People/Alice.md",
    "People/Bob.md",
    "1-2-1s/Alice/2026-11-17.md",
    "1-2-1s/Alice/2026-11-24.md",
    "1-2-1s/Bob/Log.md",
    "Daily/2026-11-20.md",
    "1-2-1s/Alice/Alice rollup.md",
    "1-2-1s/Team.md",
    "Goals/Alice.md",
];

fn notes() -> impl Strategy<Value = BTreeMap<String, String>> {
    let path = prop::sample::select(PATHS).prop_map(str::to_owned);
    prop::collection::btree_map(path, text(), 0..PATHS.len())
}

fn cases(count: u32) -> Config {
    // `PROPTEST_CASES=1000000 cargo test laws` runs the long version by hand.
    let count = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(count);
    Config { cases: count, failure_persistence: None, ..Config::default() }
}

/// A text without what stands between the markers; without the whole region `but` says so.
fn outside(text: &str, whole: bool) -> String {
    let path = NotePath::new("a.md").unwrap();
    let index = LineIndex::new(text);
    let markup = Markup::parse(text, Fence::find(text).body_start());
    let regions = region::find(text, &markup, &Placer::new(&path, text, &index));
    let mut rest = text.to_owned();
    for region in regions.expect("a written note has sound regions").iter().rev() {
        if region.name == "prep" {
            let span = if whole { region.whole } else { region.body };
            rest.replace_range(span.start..span.end, "");
        }
    }
    rest
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn any_bytes_parse(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let path = NotePath::new("a.md").unwrap();
        Note::parse(&path, &bytes, &Spelling::default());
    }

    #[test]
    fn an_item_stands_below_an_earlier_one(text in text()) {
        let path = NotePath::new("a.md").unwrap();
        let (note, _) = Note::parse(&path, text.as_bytes(), &Spelling::default());
        for (at, item) in note.items.iter().enumerate() {
            prop_assert!(item.parent().is_none_or(|parent| parent < at), "{text:?}");
        }
        for (at, heading) in note.headings.iter().enumerate() {
            prop_assert!(heading.parent.is_none_or(|parent| parent < at), "{text:?}");
        }
    }

    #[test]
    fn bytes_outside_a_region_never_change(before in text(), inner in text()) {
        let region = RegionEdit { name: "prep".to_owned(), inner: inner.replace(['\r', '\0'], ""), before: None, taken: None };
        let edit = Edit::of_regions(&NotePath::new("a.md").unwrap(), "", vec![region]);
        if let Ok(after) = edit.text_after(Some(&before)) {
            if before.contains("vault121:begin prep") && outside(&before, false) != before {
                prop_assert_eq!(outside(&before, false), outside(&after, false));
            } else {
                // A new region: all else stands as it stood, but for the empty lines at the seam.
                let words = |text: &str| text.split('\n').filter(|l| !l.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>();
                prop_assert_eq!(words(&outside(&before, true)), words(&outside(&after, true)));
            }
            prop_assert_eq!(edit.text_after(Some(&after)).expect("once written, written again"), after);
        }
    }
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn applying_changes_is_loading_from_scratch(first in notes(), second in notes(), gone in 0..PATHS.len()) {
        let as_changes = |notes: &BTreeMap<String, String>| {
            changes(&notes.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect::<Vec<_>>())
        };
        let mut stepwise = Vault::default();
        stepwise.apply(as_changes(&first));
        stepwise.apply(as_changes(&second));
        stepwise.apply(vec![Change { path: PATHS[gone].to_owned(), content: Content::Gone }]);
        let mut last = first.clone();
        last.extend(second.clone());
        last.remove(PATHS[gone]);
        let mut scratch = Vault::default();
        scratch.apply(as_changes(&last));
        let run = |vault: &Vault| {
            let outcome = pipeline::run(vault, day(TODAY), &Ask::default());
            let model = vault121::text::json::line(&export::export(&outcome.model, &outcome.diagnostics));
            (model, outcome.plan.edits)
        };
        prop_assert_eq!(run(&stepwise), run(&scratch));
    }

    #[test]
    fn what_is_carried_out_is_done(notes in notes()) {
        let mut notes = notes;
        notes.insert("People/Alice.md".to_owned(), "---\ncadence: 1w\nslot: tue\nagenda: yes\n---\n".to_owned());
        let mut vault = Vault::default();
        let pairs: Vec<(&str, &str)> = notes.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
        vault.apply(changes(&pairs));
        let outcome = pipeline::run(&vault, day(TODAY), &Ask::default());
        for edit in &outcome.plan.edits {
            let path = edit.path.as_str();
            let before = notes.get(path).map(String::as_str);
            if let Ok(after) = edit.text_after(before) {
                vault.apply(changes(&[(path, &after)]));
                notes.insert(path.to_owned(), after);
            }
        }
        let again = pipeline::run(&vault, day(TODAY), &Ask::default());
        for edit in again.plan.edits {
            let now = notes.get(edit.path.as_str()).map(String::as_str);
            // Only what could not be written is still wanted.
            prop_assert!(edit.text_after(now).is_err(), "{}: {}\n{:?}\n{:#?}", edit.path, edit.why, now, edit);
        }
    }

    #[test]
    fn a_lead_only_item_reaches_no_other_page(
        kind in prop::sample::select(&["#watch-out", "#high-five", "#topic", "#home", "#my-miss", "#road-block", "#intention", "#season/low"][..]),
        place in prop::sample::select(&["Daily/2026-11-20.md", "People/Alice.md", "1-2-1s/Alice/2026-11-17.md"][..]),
        task in prop::sample::select(&["", "[ ] "][..]),
        season in prop::sample::select(&["low", "high"][..]),
    ) {
        let person = format!("---\nkind: person\ncadence: 1w\nslot: tue\nagenda: yes\nseason: {season}\n---\n");
        let line = format!("- {task}{kind} @alice CANARY [audience:: lead] [path:: CANARY]\n- [ ] #resource/x a book\n");
        let mut notes = BTreeMap::from([
            ("People/Alice.md".to_owned(), person),
            ("1-2-1s/Alice/2026-11-17.md".to_owned(), "- x\n".to_owned()),
        ]);
        notes.entry(place.to_owned()).or_default().push_str(&line);
        let pairs: Vec<(&str, &str)> = notes.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
        let mut vault = Vault::default();
        vault.apply(changes(&pairs));
        let outcome = pipeline::run(&vault, day(TODAY), &Ask::default());
        let mut seen = 0;
        for edit in &outcome.plan.edits {
            for region in edit.region_edits() {
                if ["agenda", "shelf"].contains(&region.name.as_str()) {
                    seen += 1;
                    prop_assert!(!region.inner.contains("CANARY"), "{}", region.inner);
                }
            }
        }
        prop_assert!(seen >= 2, "no page of another audience was made");
    }
}

/// On the disk, with the program itself: a second build of anything writes nothing.
#[test]
fn a_second_build_is_silent_over_a_quarter_of_days() {
    let example = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault");
    let disk = Disk::copy(&example);
    for today in ["2026-11-25", "2026-11-26", "2026-11-28", "2026-12-01", "2027-01-04"] {
        disk.run_on(today, &["build"]);
        let before = disk.files();
        let ran = disk.run_on(today, &["build"]);
        assert_eq!(ran.out, "", "{today}");
        assert_eq!(disk.files(), before, "{today}");
    }
}

/// What the fuzz targets found.
#[test]
fn the_region_law_holds_for_what_broke_it_once() {
    // Two carriage returns at the end of a line without one made the second build write anew.
    hold("# *--\r\r", "");
    hold("a\r\r\n", "x");
}

/// A cheap generator: the same numbers everywhere, a few nanoseconds each.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % most
    }

    fn text(&mut self, most: usize, out: &mut String) {
        out.clear();
        for _ in 0..self.below(most) {
            match self.below(12) {
                0 => out.push_str(
                    "\n<!-- vault121:begin prep -->\n\nold\n\n<!-- vault121:end prep -->\n",
                ),
                1 => {
                    out.push_str("\n<!-- vault121:begin me -->\n\nx\n\n<!-- vault121:end me -->\n");
                }
                2..=4 => out.push('\n'),
                _ => out.push_str(PIECES[self.below(PIECES.len())]),
            }
        }
    }
}

/// `VAULT121_CASES=10000000 cargo test --release region_law -- --nocapture` is the long run.
#[test]
fn the_region_law_holds_for_notes_made_up_at_random() {
    let cases = std::env::var("VAULT121_CASES").ok().and_then(|n| n.parse().ok());
    let cases: u64 = cases.unwrap_or(20_000);
    let seed = std::env::var("VAULT121_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(121);
    let mut dice = Dice(seed);
    let (mut before, mut inner) = (String::new(), String::new());
    let mut counts = [0_u64; 3];
    for _ in 0..cases {
        dice.text(14, &mut before);
        dice.text(8, &mut inner);
        inner.retain(|c| !matches!(c, '\r' | '\0'));
        counts[hold(&before, &inner) as usize] += 1;
    }
    let [refused, renewed, given] = counts;
    println!("{cases} cases: {renewed} renewed, {given} given, {refused} refused");
    // Each way is gone often enough to mean something.
    let often = |became: Became| counts[became as usize] > cases / 50;
    assert!(often(Became::Refused) && often(Became::Renewed) && often(Became::Given));
}

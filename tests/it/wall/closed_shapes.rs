//! The shape decides: what stands in brackets, alone in a heading, a label, a tag or a field and
//! holds a word of privacy or of `not` and `show` closes; a line that only speaks of private things
//! stays open. What stands below home, a season and a miss is closed in each shape, and a season
//! that is half typed holds.

use crate::support::{TODAY, day, vault};
use crate::wall::views::all_views;
use vault121::diagnostic::code::Code;
use vault121::kind::Audience;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline::{self, Outcome};

const NORA: &str = "---\nkind: person\nme: yes\n---\n";
const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue\nagenda: yes\n---\n";
const M: &str = "1-2-1s/Alice/2026-11-17.md";
/// A promise of hers.
const B: &str = "- [ ] @alice zqaq sends it\n";

fn outcome(notes: &[(&str, &str)]) -> Outcome {
    let mut all = vec![
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        ("1-2-1s/Alice/2026-11-10.md", "- talked about the rota\n"),
    ];
    all.retain(|(path, _)| notes.iter().all(|(own, _)| own != path));
    all.extend(notes);
    pipeline::run(&vault(&all), day(TODAY), &Ask::default())
}

fn is_open(outcome: &Outcome) -> bool {
    let views = all_views(&outcome.model, Audience::Person, Some("alice"))
        + &all_views(&outcome.model, Audience::Team, None);
    views.contains("zqaq")
}

/// Each row as the note of a 1-2-1, `{B}` a promise of hers. What is closed is said with one of
/// `codes`, where there are some.
fn check(rows: &[String], open: bool, codes: &[Code]) {
    let mut wrong = Vec::new();
    for row in rows {
        let outcome = outcome(&[(M, &row.replace("{B}", B))]);
        let said = outcome.diagnostics.iter().any(|one| codes.contains(&one.code));
        if is_open(&outcome) != open || !open && !said && !codes.is_empty() {
            wrong.push(format!("said {said}: {row:?}"));
        }
    }
    let how = if open { "closed" } else { "open or unsaid" };
    assert!(wrong.is_empty(), "{how}, {}:\n{}", wrong.len(), wrong.join("\n"));
}

const SAID: &[Code] = &[Code::AudienceNear, Code::PrivatePart];

fn rows(rows: &[&str]) -> Vec<String> {
    rows.iter().map(|row| (*row).to_owned()).collect()
}

#[test]
fn not_and_show_in_a_form_that_stands_apart_closes() {
    const FORMS: &[&str] = &[
        "never share this",
        "not to be shown to her",
        "please do not tell the team",
        "don't mention it to Alice",
        "do not discuss",
        "must not be passed on",
        "do not disclose",
        "not yet public",
        "tell nobody",
        "nicht zeigen",
        "bitte nicht weitersagen",
        "nicht an Alice weitergeben",
        "ne pas montrer",
        "ne le dis à personne",
        "no mostrar",
        "no se lo digas",
        "nunca compartir",
        "não mostrar",
        "não contar a ela",
        "non mostrare",
        "non dirlo a nessuno",
        "niet laten zien",
        "niet tegen Alice zeggen",
        "kept private",
        "stays private",
        "this is private",
        "private until May",
        "private for now",
        "still private",
        "top secret",
        "in confidence",
        "not announced yet",
        "under NDA",
        "let us keep this quiet",
        "internal",
        "embargo",
        "for my eyes",
        "unshared",
    ];
    let mut all = Vec::new();
    for form in FORMS {
        all.push(format!("- [ ] @alice zqaq ({form})\n"));
        all.push(format!("- [ ] @alice zqaq [{form}]\n"));
        all.push(format!("- [ ] @alice zqaq\n  - ({form})\n"));
        all.push(format!("## {form}\n\n{{B}}"));
        all.push(format!("**{form}**\n\n{{B}}"));
        all.push(format!("{form}:\n\n{{B}}"));
    }
    for tag in ["#dontshare", "#never-share", "#do-not-show", "#nicht-zeigen", "#not-to-be-shared"]
    {
        all.push(format!("- [ ] @alice zqaq {tag}\n"));
    }
    for label in [
        "The following is confidential:",
        "What follows is not for Alice:",
        "This is not for Alice.",
        "Everything below is private.",
        "CONFIDENTIAL. Not to be shared.",
        "**The rest is private**",
        "## Private etc.",
        "> audience: lead",
        "## Ｐｒｉｖａｔｅ",
        "## Private & co",
        "## My private action items",
    ] {
        all.push(format!("{label}\n\n{{B}}"));
    }
    for end in ["private", "🔒", "(This note is private.)", "%% private %%", "**Confidential**"] {
        all.push(format!("## Actions\n\n{{B}}\n{end}\n"));
    }
    all.push("- [ ] @alice zqaq audience: lead 📅 2026-12-20\n".to_owned());
    check(&all, false, SAID);
}

#[test]
fn a_line_that_speaks_of_private_things_stays_open() {
    let mut all = rows(&[
        "- she wants a private office\n{B}",
        "## Private cloud migration\n\n{B}",
        "**Private beta**\n\n{B}",
        "Not done yet:\n\n{B}",
        "The following is agreed:\n\n{B}",
        "## Show and tell\n\n{B}",
        "## What to share with the team\n\n{B}",
        "## Hidden costs\n\n{B}",
        "## Between the releases\n\n{B}",
        "She wants a private office.\n\n{B}",
        "- never share a password\n{B}",
        "{B}\nThat was the private office.\n",
        "{B}\nTalk again in May.\n",
        "{B}\n%% see the wiki %%\n",
        "> the audience: mostly engineers\n\n{B}",
        "Privacy: the review is in May\n\n{B}",
        "shared: yes\n\n{B}",
        "note: about the private cloud\n\n{B}",
    ]);
    for words in [
        "(a private office)",
        "(the private cloud)",
        "(no show last week)",
        "(she does not show it)",
        "(they don't, but the others share it)",
        "(not the old one)",
        "(do not forget)",
        "(never late)",
        "(not before May)",
        "(nobody answers)",
        "(internal tooling)",
        "(hidden costs)",
        "(share with Alice)",
        "(show her)",
        "(tell the team)",
        "(shared drive)",
        "(public)",
        "(with HR)",
        "(not urgent)",
        "[topic:: the private cloud]",
        "#privacy",
        "#showcase",
        "so that no secrets leak",
        "and make the repository private",
        "about confidential computing",
        "and does not share the password again",
    ] {
        all.push(format!("- [ ] @alice zqaq {words}\n"));
    }
    assert!(all.len() >= 25);
    check(&all, true, &[]);
}

#[test]
fn a_label_or_a_field_closes_with_words_behind_it_and_below() {
    let closed = rows(&[
        "- [ ] @alice zqaq\n  - visibility:: lead\n",
        "- [ ] @alice zqaq\n  - shared: no\n",
        "- [ ] @alice zqaq\n  - note: private\n",
        "- [ ] @alice zqaq\n  - x\n    - private\n",
        "- [ ] @alice zqaq\n  - x\n    - y\n      - [audience:: lead]\n",
        "- [ ] @alice zqaq\n  - [audience:: lead] ^abc\n",
        "- [ ] @alice zqaq\n  - [audience:: lead] #work\n",
        "- [ ] audience: lead - @alice zqaq\n",
        "- [ ] @alice zqaq [[private]] [done:: 2026-11-24]\n",
        "- **Private** #agreed zqaq\n",
        "outcome:: Private: zqaq\n",
        "- Outcome: private: zqaq\n",
    ]);
    check(&closed, false, &[]);
    let open = rows(&[
        "- [ ] @alice zqaq\n  - visibility:: team\n",
        "- [ ] @alice zqaq\n  - shared: yes\n",
        "- [ ] @alice zqaq\n  - note: the private cloud\n",
        "- [ ] @alice zqaq\n  - [ ] write\n    - private\n",
        "- [ ] @alice zqaq\n  - x\n    - y\n",
        "- [ ] @alice zqaq\n  - [audience:: person] ^abc\n",
        "- Outcome: zqaq\n",
    ]);
    check(&open, true, &[]);
}

#[test]
fn what_stands_below_home_a_season_and_a_miss_is_closed_in_each_shape() {
    let mut closed = Vec::new();
    for head in [
        "#home the divorce",
        "home:: divorce",
        "Home: divorce",
        "**Home:** divorce",
        "**Family:** divorce",
        "**#home**",
        "#season/low @alice",
        "season:: low",
        "Season: low",
        "#my-miss I forgot it",
        "my-miss:: I forgot it",
        "My miss: I forgot it",
        "**My misses**",
        "Mein Fehler: vergessen",
    ] {
        closed.push(format!("{head}\n- [ ] @alice zqaq\n"));
        closed.push(format!("{head}\n\n- [ ] @alice zqaq\n"));
        closed.push(format!("- {head}\n  - [ ] @alice zqaq\n"));
        closed.push(format!("> {head}\n> - [ ] @alice zqaq\n"));
    }
    check(&closed, false, &[]);
    let said = rows(&[
        "## Talk #home\n\n{B}",
        "## Talk #season/low\n\n{B}",
        "## My misses\n\n{B}",
        "## Season: low\n\n{B}",
        "> [!home]\n> {B}",
        "> [!note] Home\n> {B}",
        "> [!season] low\n> {B}",
    ]);
    check(&said, false, SAID);
    let open = rows(&[
        "- #home the divorce\n{B}",
        "#home the divorce\n\nAgreed today:\n\n{B}",
        "#home the divorce\n\n## Actions\n\n{B}",
        "Home office:\n- [ ] @alice zqaq\n",
        "- Home office\n  - [ ] @alice zqaq\n",
        "Season tickets:\n- [ ] @alice zqaq\n",
        "## Talk #work\n\n{B}",
        "> [!note] Homepage\n> {B}",
    ]);
    check(&open, true, &[]);
}

#[test]
fn a_season_that_is_half_typed_or_said_otherwise_holds_and_is_said() {
    const WATCH_OUT: &str = "talked\n- #watch-out zqaq rude to guests [path:: x]\n";
    let check = |notes: &[(&str, &str)], held: bool| {
        let mut all = vec![(M, WATCH_OUT)];
        all.extend(notes);
        let outcome = outcome(&all);
        let codes = [Code::SeasonUnknown, Code::FrontMatterShape, Code::FrontMatterBad];
        let said = outcome.diagnostics.iter().any(|one| codes.contains(&one.code));
        assert_eq!((is_open(&outcome), said), (!held, held), "{notes:?}");
    };
    let front = |line: &str| ALICE.replace("agenda", &format!("{line}\nagenda"));
    for alice in [
        front("season:"),
        front("season: ~"),
        front("season: []"),
        front("season: l"),
        front("season: low (divorce)"),
        front("state: {season: low}"),
        format!("\n{}", front("season: low")),
        format!(" {}", front("season: low")),
        front("season: low").replace("---", "———"),
        front("season: low").replace("---", "—"),
        front("season: low").replace('\n', "\r"),
        "+++\nkind = \"person\"\nseason = \"low\"\n+++\n".to_owned(),
    ] {
        check(&[("People/Alice.md", &alice)], true);
    }
    for line in [
        "Season: low",
        "- Season: low",
        "**Season:** low",
        "season: low (divorce)",
        "[season:: low]",
        "- [season:: low] since May",
        "## Season\n\nlow",
        "## Season: low",
        "> Season: low",
        "Season – low",
        "season:: l",
        "season::",
        "Season: high?",
        "Season: we shall see",
    ] {
        check(&[("People/Alice.md", &format!("{ALICE}\n{line}\n"))], true);
    }
    for line in ["Season: high", "season: steady", "The season: low", "season tickets: low prices"]
    {
        check(&[("People/Alice.md", &format!("{ALICE}\n{line}\n"))], false);
    }
    // The front matter goes before what the body says.
    let high = front("season: high") + "\nSeason: low\n";
    check(&[("People/Alice.md", &high)], false);
    for line in
        ["- #season/ @alice", "- #season @alice", "- #season/high? @alice", "- #season/lo @alice"]
    {
        check(&[("Daily/2026-10-01.md", line)], true);
    }
    check(&[("Daily/2026-10-01.md", "- #season/high @alice\n")], false);
    // These are read as low, and nothing is to be said.
    for line in [
        "- #season/high @alice\n- #season/low @alice\n",
        "- #season/low @alice\n- #season/high @alice\n",
        "- she said it, #season low @alice\n",
        "- @alice #season-low\n",
    ] {
        let notes = [(M, WATCH_OUT), ("Daily/2026-10-01.md", line)];
        assert!(!is_open(&outcome(&notes)), "{line}");
    }
}

#[test]
fn news_of_a_closed_team_goal_are_closed() {
    let news = "- #team-goal/z zqaq first results\n";
    for (goal, open) in [
        ("- #team-goal/z a plan [audience:: lead]\n", false),
        ("- #team-goal/z a plan (private)\n", false),
        ("## Private\n\n- #team-goal/z a plan\n", false),
        ("- #team-goal/other a plan [audience:: lead]\n", true),
    ] {
        let outcome = outcome(&[("Goals.md", goal), ("Daily/2026-11-12.md", news)]);
        assert_eq!(is_open(&outcome), open, "{goal}");
    }
    let notes = [
        ("Goals.md", "- #team-goal/z zqaq a plan\n"),
        ("Daily/2026-11-12.md", "- #team-goal/z results (private)\n"),
    ];
    assert!(is_open(&outcome(&notes)), "the goal stays open");
    // Nor does a goal that helps it name it.
    for (goal, open) in
        [("- #team-goal/zqaq a plan (private)\n", false), ("- #team-goal/zqaq a plan\n", true)]
    {
        let helps = "- [ ] #goal/talk @alice talk [helps:: team/zqaq]\n";
        let outcome = outcome(&[("Goals.md", goal), (M, helps)]);
        assert_eq!(is_open(&outcome), open, "{goal}");
    }
}

#[test]
fn a_line_that_closes_the_tagged_line_above_it_goes_on_doing_so() {
    let closing = [
        "private",
        "(private)",
        "#private",
        "🔒",
        "[audience:: lead]",
        "audience:: lead",
        "(not for Alice)",
        "(don't tell her yet)",
        "confidential",
        "%% private %%",
    ];
    let below = |line: &&str| format!("#agreed zqaq two reviews\n{line}\n");
    check(&closing.iter().map(below).collect::<Vec<_>>(), false, &[]);
    // A thought beside it is no part of it, and what is said openly stays so.
    check(&rows(&["she may leave\n#agreed zqaq two reviews\nher mum is ill\n"]), true, &[]);
    check(&rows(&["zqaq she may leave\n#agreed two reviews\nzqaq her mum is ill\n"]), false, &[]);
}

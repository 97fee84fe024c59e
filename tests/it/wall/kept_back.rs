//! Critique that a lead keeps back or notes for later, in whichever form, was not given; and a line
//! that says somebody else by a plain name is not the feedback of the one whom the 1-2-1 is with.

use crate::support::{TODAY, day, vault};
use crate::wall::views::all_views;
use vault121::diagnostic::code::Code;
use vault121::kind::Audience;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline::{self, Outcome};

const M: &str = "1-2-1s/Alice/2026-11-17.md";

fn outcome(note: &str) -> Outcome {
    let all = [
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        ("People/Alice.md", "---\nkind: person\ncadence: 1w\nslot: tue\nagenda: yes\n---\n"),
        ("People/Bob.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n"),
        ("1-2-1s/Bob/2026-11-17.md", "- talked\n"),
        (M, note),
    ];
    pipeline::run(&vault(&all), day(TODAY), &Ask::default())
}

/// The same people, with a note of a day instead of the 1-2-1.
fn outcome_of_day(line: &str) -> Outcome {
    let all = [
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        ("People/Alice.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n"),
        ("People/Bob.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n"),
        ("Daily/2026-11-17.md", line),
    ];
    pipeline::run(&vault(&all), day(TODAY), &Ask::default())
}

fn read_by(outcome: &Outcome, person: &str) -> bool {
    all_views(&outcome.model, Audience::Person, Some(person)).contains("zqaq")
}

#[test]
fn what_holds_in_any_form_was_not_given() {
    let mut wrong = Vec::new();
    for note in [
        "- #watch-out zqaq [path:: x] [hold:: 2026-12-24]\n",
        "- #watch-out zqaq [path:: x]\n  - hold:: until the exam\n",
        "- #watch-out zqaq [path:: x]\n  - [hold:: 2026-12-24]\n",
        "- #watch-out zqaq [path:: x]\n  hold:: 2026-12-24\n",
        "- #watch-out zqaq [path:: x] hold:: 2026-12-24\n",
        "- #watch-out zqaq [path:: x] [hold:: 2026-12-24\n",
        "- #watch-out zqaq [path:: x] [hlod:: 2026-12-24]\n",
        "- #watch-out zqaq [path:: x] (hold until the exam)\n",
        "- #watch-out zqaq [path:: x]\n  - hold until the exam\n",
        "- #watch-out zqaq [path:: x]\n  - [shared:: no]\n",
        "- #watch-out zqaq [path:: x] [shared:: not yet]\n",
        "- #watch-out zqaq [path:: x] (not said yet)\n",
        "- #watch-out zqaq [path:: x] (did not say it)\n",
        "- #watch-out zqaq [path:: x] (noch nicht gesagt)\n",
        "- #watch-out zqaq [path:: x]\n  - pas encore dit\n",
        "- #watch-out zqaq [path:: x] [dropped:: 2026-11-20]\n",
        "- #watch-out zqaq [path:: x] [on:: 2026-11-20]\n",
        "- #watch-out zqaq [path:: x] #hold\n",
        "- #watch-out zqaq [path:: x] #on-hold\n",
        "- #watch-out zqaq [path:: x] [given:: no]\n",
        "- #watch-out zqaq [path:: x] [said:: nein]\n",
        "- #watch-out zqaq [path:: x]\n  - given:: no\n",
        "- #watch-out zqaq [path:: x] (keep for January)\n",
        "- #watch-out zqaq [path:: x] (aufheben für Januar)\n",
        "- #watch-out zqaq [path:: x] (garder pour janvier)\n",
        "- #watch-out zqaq [path:: x]\n  - held back until May\n",
        "- #watch-out zqaq [path:: x], not said yet\n",
        "- #watch-out zqaq [path:: x] – noch nicht gesagt\n",
        "**Hold**\n\n- #watch-out zqaq [path:: x]\n",
        "Hold:\n\n- #watch-out zqaq [path:: x]\n",
        "Hold:\n- talked\n- #watch-out zqaq [path:: x]\n",
        "- For next time\n  - #watch-out zqaq [path:: x]\n",
        "## To share next time\n\n- #watch-out zqaq [path:: x]\n",
        "## For next time\n\n- #watch-out zqaq [path:: x]\n",
        "## Hold\n\n- #watch-out zqaq [path:: x]\n",
        "## Held back\n\n- #watch-out zqaq [path:: x]\n",
        "## Fürs nächste Mal\n\n- #watch-out zqaq [path:: x]\n",
        "- #watch-out zqaq - saving this for the review\n",
        "- #watch-out zqaq. HOLD\n",
        "- HOLD: #watch-out zqaq\n",
        "- #watch-out zqaq (parked)\n",
        "- #watch-out zqaq (again not said)\n",
        "- #watch-out zqaq (twice put off)\n",
        "- #watch-out zqaq (some other time)\n",
        "- #watch-out zqaq (undelivered)\n",
        "- #watch-out zqaq (unsaid)\n",
        "- #watch-out zqaq, tell her next time\n",
        "- #watch-out zqaq – noch nicht ansprechen\n",
        "- #watch-out zqaq (à dire plus tard)\n",
        "- #watch-out zqaq (je ne l'ai pas dit)\n",
        "- #watch-out zqaq (para más adelante)\n",
        "- #watch-out zqaq (nog even wachten)\n",
        "- #watch-out zqaq (da dire più avanti)\n",
        "- #watch-out zqaq (para mais tarde)\n",
        "- #high-five zqaq (forgot to mention)\n",
        "- #high-five zqaq (didn't get to it)\n",
        "## Parking lot\n\n- #watch-out zqaq [path:: x]\n",
        "## Ran out of time\n\n- #watch-out zqaq [path:: x]\n",
        "## What I did not say\n\n- #high-five zqaq\n",
        "- #watch-out zqaq [path:: x] [shared:: tomorrow]\n",
        "- #watch-out zqaq [path:: x] [shared:: ?]\n",
        "- #watch-out zqaq [path:: x] [shared:: next time]\n",
        "- #watch-out zqaq [path:: x] [shared:: nope]\n",
        "- #watch-out zqaq [path:: x] [shared::]\n",
        "- For next time: #watch-out zqaq\n",
        "- Not discussed: #watch-out zqaq\n",
        "- (not said yet) #watch-out zqaq\n",
        "- #watch-out (not said yet) zqaq\n",
        "- Not said: #watch-out zqaq\n",
        "- Later: #watch-out zqaq\n",
        "- Tell her: #watch-out zqaq\n",
        "- To say: #high-five zqaq\n",
        "- Parked: #watch-out zqaq\n",
        "- For the review: #watch-out zqaq\n",
        "- [later] #watch-out zqaq\n",
        "- **Next time:** #watch-out zqaq\n",
        "- Noch sagen: #watch-out zqaq\n",
        "- À dire : #watch-out zqaq\n",
        "- Por decir: #high-five zqaq\n",
        "- Nog zeggen: #watch-out zqaq\n",
        "- Da dire: #watch-out zqaq\n",
        "- #watch-out zqaq twice. I did not say it yet.\n",
        "- #watch-out zqaq. Did not say it.\n",
        "- #watch-out zqaq. To be told.\n",
        "- #watch-out zqaq - not yet told\n",
        "- #watch-out zqaq → next time\n",
        "- #watch-out zqaq -> for next time\n",
        "- #watch-out zqaq (not said yet), but soon\n",
        "- #watch-out zqaq. Habe ich noch nicht gesagt.\n",
        "- #watch-out zqaq. Je ne l'ai pas dit.\n",
        "- #watch-out zqaq #later\n",
        "- #watch-out zqaq #not-yet\n",
        "- #watch-out zqaq [given:: not yet]\n",
        "- #watch-out zqaq [delivered:: no]\n",
        "- #watch-out zqaq [said:: later]\n",
        "- #watch-out zqaq [status:: unsaid]\n",
        "- #watch-out zqaq [when:: 2026-12-01]\n",
        "- #watch-out zqaq [due:: 2026-12-01]\n",
        "- #watch-out zqaq 📅 2026-12-01\n",
        "## Later\n\n- #watch-out zqaq\n",
        "## Next 1-1\n\n- #watch-out zqaq\n",
        "## Things to tell her\n\n- #watch-out zqaq\n",
        "## Points to raise\n\n- #watch-out zqaq\n",
        "## Für nächstes Mal\n\n- #watch-out zqaq\n",
        "## Plus tard\n\n- #watch-out zqaq\n",
        "## Próxima vez\n\n- #watch-out zqaq\n",
        "## A dizer\n\n- #watch-out zqaq\n",
        "Later:\n\n- #watch-out zqaq\n",
        "**Later**\n\n- #watch-out zqaq\n",
        "- later\n  - #watch-out zqaq\n",
        "- #watch-out zqaq\n  - said: no\n",
        "- #watch-out zqaq\n  - I did not get to it\n",
        "- #watch-out zqaq\n  not said yet\n",
    ] {
        if read_by(&outcome(note), "alice") {
            wrong.push(note);
        }
    }
    assert!(wrong.is_empty(), "given: {wrong:#?}");
    for note in [
        "- #watch-out zqaq [path:: x]\n",
        "- #watch-out zqaq puts people on hold [path:: x]\n",
        "- #watch-out zqaq (again) [path:: x]\n",
        "- #watch-out zqaq (again and again) [path:: x]\n",
        "- #watch-out zqaq (the third time) [path:: x]\n",
        "- #watch-out zqaq (sometimes) [path:: x]\n",
        "- #watch-out zqaq (schon wieder) [path:: x]\n",
        "- #watch-out zqaq (deux fois) [path:: x]\n",
        "- #watch-out zqaq (otra vez) [path:: x]\n",
        "- #watch-out zqaq (de novo) [path:: x]\n",
        "- #watch-out zqaq (di nuovo) [path:: x]\n",
        "- #watch-out zqaq (alweer) [path:: x]\n",
        "- #watch-out zqaq holds: too long [path:: x]\n",
        "- #watch-out zqaq be on time, next time [path:: x]\n",
        "- #watch-out zqaq keeps things for January [path:: x]\n",
        "- #watch-out zqaq talks, not always [path:: x]\n",
        "- #watch-out zqaq [path:: x] [given:: 2026-11-17]\n",
        "- #watch-out zqaq [path:: x] #household\n",
        "Hold:\n\n- later\n\nSaid:\n\n- #watch-out zqaq [path:: x]\n",
        "**Holds**\n\n- #watch-out zqaq [path:: x]\n",
        "- #watch-out zqaq [path:: x]\n  - she knows\n",
        "- #watch-out zqaq [path:: x] [shared:: 2026-11-17]\n",
        "- #watch-out zqaq [path:: x] [on:: 2026-11-12]\n",
        "## Said today\n\n- #watch-out zqaq [path:: x]\n",
        "- #watch-out zqaq [path:: x] [shared:: yes]\n",
        "- #watch-out zqaq - saving time is not it\n",
        "- #high-five zqaq, tell everybody\n",
        "- #watch-out zqaq: the email was late [path:: x]\n",
        "- #watch-out zqaq came late. He forgot\n",
        "- #watch-out zqaq (the demo) was long [path:: x]\n",
        "- #high-five zqaq → the whole team saw it\n",
        "- #watch-out zqaq [when:: 2026-11-10]\n",
        "- #watch-out zqaq [status:: open]\n",
        "- #high-five zqaq told her: next time with slides\n",
        "## Later that day\n\n- #watch-out zqaq [path:: x]\n",
        "- #watch-out zqaq\n  - said: yes\n",
        "- #watch-out zqaq - late to the talk\n",
        "- #watch-out zqaq puts it off. Better next time\n",
        "## Lots of parking\n\n- #watch-out zqaq [path:: x]\n",
    ] {
        assert!(read_by(&outcome(note), "alice"), "not given: {note}");
    }
}

#[test]
fn a_form_that_is_nearly_hold_is_said() {
    for note in [
        "- #watch-out zqaq [path:: x] [hlod:: 2026-12-24]\n",
        "- #watch-out zqaq [path:: x] (not said yet)\n",
        "- #watch-out zqaq [path:: x] [hold:: 2026-12-24\n",
    ] {
        let outcome = outcome(note);
        let said = outcome.diagnostics.iter().filter(|one| one.code == Code::HoldNear);
        assert_eq!(said.count(), 1, "{note}");
    }
}

#[test]
fn feedback_that_is_only_guessed_to_be_critique_was_not_given_by_standing_there() {
    let note = "- #feedback zqaq\n- #kudos calm\n- #kudos kind\n";
    assert!(!read_by(&outcome(note), "alice"));
    let note = "- #feedback zqaq [shared:: 2026-11-17]\n- #kudos calm\n- #kudos kind\n";
    assert!(read_by(&outcome(note), "alice"));
}

#[test]
fn a_plain_name_in_anothers_one_on_one_moves_feedback_or_is_asked() {
    let mut wrong = Vec::new();
    for (note, moves) in [
        ("- Kudos to Bob for zqaq\n", true),
        ("- kudos for Bob: zqaq\n", true),
        ("- Praise for Bob: zqaq\n", true),
        ("- #high-five Bob: zqaq\n", true),
        ("- #watch-out Bob talked over her zqaq\n", false),
        ("- Bob talked over her zqaq #watch-out\n", false),
        ("- Watch out: Bob zqaq\n", true),
        ("- Bob: zqaq #high-five\n", true),
        ("**Bob**\n- #watch-out zqaq\n", true),
        ("**Bob**\n\n- #high-five zqaq\n", true),
        ("- Bob\n  - #watch-out zqaq\n", true),
        ("- Bob:\n  - #high-five zqaq\n", true),
        ("## Watch out\n\n- Bob: zqaq\n", true),
        ("## Kudos (Bob)\n\n- zqaq\n", true),
        ("- Lob an Bob: zqaq\n", true),
        ("- #high-five zqaq (Bob)\n", false),
        ("- great work zqaq, Bob! #high-five\n", false),
        ("- #high-five zqaq - Bob\n", false),
        ("- bob was rude zqaq #watch-out\n", false),
        ("- #watch-out bob interrupts zqaq\n", false),
        ("- Kudos to bob: zqaq\n", true),
        ("- Re Bob: #watch-out zqaq\n", true),
        ("- re: Bob - zqaq #watch-out\n", true),
        ("- On Bob: zqaq #watch-out\n", true),
        ("- Über Bob: zqaq #watch-out\n", true),
        ("## Feedback about Bob\n\n- #watch-out zqaq\n", false),
        ("- Alice -> Bob: zqaq #kudos\n", false),
        ("- @alice->@bob: zqaq #kudos\n", false),
        ("- @alice → @bob zqaq #kudos\n", false),
        ("- Alice praised Bob for zqaq #kudos\n", false),
        ("- she said Bob did zqaq #kudos\n", false),
        ("- Danke, Bob! zqaq #kudos\n", false),
    ] {
        let outcome = outcome(note);
        let asked = outcome.diagnostics.iter().any(|one| one.code == Code::FeedbackWhose);
        let bobs = outcome.model.feedback.iter().any(|one| one.person.as_str() == "bob");
        if read_by(&outcome, "alice") || bobs != moves || asked == moves {
            wrong.push(format!("{note:?}: bob's {bobs}, asked {asked}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for note in [
        "- #high-five zqaq she helped Bob\n",
        "- #high-five zqaq explained the bug to Bob in plain words\n",
        "- #high-five Alice zqaq took over from Bob\n",
        "- #high-five Alice: zqaq, Bob says\n",
        "- Kudos: zqaq in Bob's review\n",
        "- #high-five bob-sledding zqaq\n",
        "- #high-five said zqaq in the talk\n",
        "- #high-five on call zqaq\n",
        "- #high-five she said zqaq to all\n",
        "## Feedback about the demo\n\n- #high-five zqaq\n",
        "- #high-five Alice said zqaq\n",
    ] {
        let outcome = outcome(note);
        assert!(read_by(&outcome, "alice"), "{note}");
        assert!(!outcome.model.feedback.iter().any(|one| one.person.as_str() == "bob"), "{note}");
    }
}

#[test]
fn in_a_daily_note_who_gives_does_not_get_it() {
    let check = |line: &str, of: &[&str]| {
        let outcome = outcome_of_day(line);
        let found: Vec<&str> =
            outcome.model.feedback.iter().map(|one| one.person.as_str()).collect();
        assert_eq!(found, of, "{line}");
        let asked = outcome.diagnostics.iter().any(|one| one.code == Code::FeedbackWhose);
        assert_eq!(asked, of.is_empty(), "{line}");
    };
    for line in [
        "- #high-five @bob → @alice: great demo\n",
        "- #high-five @bob->@alice great demo\n",
        "- @bob to @alice: great demo #high-five\n",
        "- @bob said: @alice great demo #high-five\n",
        "- @bob about @alice: too quiet #watch-out\n",
        "- @bob on @alice: too quiet #watch-out\n",
        "- [[Bob]] über [[Alice]]: zu leise #watch-out\n",
    ] {
        check(line, &[]);
    }
    for line in [
        "- #watch-out the way @bob spoke to @alice\n",
        "- #watch-out late @bob, told by @alice\n",
        "- late again, [[Bob]] says of [[Alice]] #watch-out\n",
        "- #watch-out too loud for @alice, less for @bob\n",
    ] {
        check(line, &[]);
    }
    check("- #watch-out late @alice\n", &["alice"]);
    check("- @bob helped @alice with the demo #high-five\n", &["bob"]);
    check("- #high-five @bob said it well\n", &["bob"]);
    check("- #high-five @alice @bob the launch\n", &["alice", "bob"]);
}

/// In a daily note the last of two people apart may be who told it; what names both and begins
/// with neither is on no page of one of them, and that is said.
#[test]
fn a_line_on_one_that_another_told_is_not_the_others() {
    let check = |line: &str, of: &[&str], said: bool| {
        let outcome = outcome_of_day(line);
        let lines = outcome.model.lines.iter().flat_map(|one| one.people.iter());
        let found: Vec<&str> = lines.map(|id| id.as_str()).collect();
        assert_eq!(found, of, "{line}");
        let told = outcome.diagnostics.iter().any(|one| one.code == Code::NoPerson);
        assert_eq!(told, said, "{line}");
    };
    for (line, of, said) in [
        ("- #home zq of @alice, told by @bob\n", &[][..], true),
        ("- #agreed zq of @alice, seen by @bob\n", &[], true),
        ("- #topic ask @alice about @bob soon\n", &[], true),
        ("- #clarity zq @alice (not @bob)\n", &[], true),
        ("- #topic @alice zq not @bob\n", &["alice"], false),
        ("- #clarity @alice not @bob zq\n", &[], true),
        ("- #topic @alice zq, told by @bob\n", &["alice"], false),
        ("- #home zq @alice\n", &["alice"], false),
        ("- #topic zq after the talk of [[Bob]] for @alice\n", &["alice"], false),
    ] {
        check(line, of, said);
    }
}

//! What leads write in their own hand: former names of goals, 1-2-1s that were not held, silence,
//! moods in words. A row a case, in seven languages where words matter.

use crate::support::outcome;
use vault121::pages::pipeline::Outcome;

const TODAY: &str = "2026-11-24";
const PEOPLE: &[(&str, &str)] = &[
    ("People/Nora Lind.md", "---\nkind: person\nme: yes\n---\n"),
    ("People/Lena Vogel.md", "---\nkind: person\n---\n"),
    ("People/Sam Okoro.md", "---\nkind: person\n---\n"),
];

fn read(notes: &[(&str, &str)]) -> Outcome {
    let mut all = PEOPLE.to_vec();
    all.extend(notes);
    outcome(&all, TODAY)
}

/// Fails with all rows that are not as expected.
fn all_right(rows: Vec<(String, String, String)>) {
    let wrong: Vec<String> = rows
        .into_iter()
        .filter(|(_, found, expected)| found != expected)
        .map(|(row, found, expected)| format!("{row}\n  is  {found}\n  not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The goals of notes of Lena's: `slug (former) status: title | reason [due] line`.
fn goals(first: &str, later: &str) -> Vec<String> {
    let notes =
        [("1-1s/Lena Vogel/2026-10-06.md", first), ("1-1s/Lena Vogel/2026-10-20.md", later)];
    let model = read(&notes).model;
    let told = |goal: &vault121::records::goal::Goal| {
        let former = goal.former.join(" ");
        let reason = goal.reason.as_ref().map(|why| format!(" | {why}")).unwrap_or_default();
        let due = goal.due.map(|due| format!(" [{due}]")).unwrap_or_default();
        let note = if goal.source.path.as_str().contains("10-20") { "later" } else { "first" };
        let (slug, status) = (&goal.key.slug, goal.status.word());
        format!("{slug} ({former}) {status}: {}{reason}{due} {note}", goal.title)
    };
    model.goals.iter().map(told).collect()
}

#[test]
fn a_goal_that_is_named_anew_is_one_goal_under_its_newest_name() {
    let first = "- [ ] #goal/k8s Get the Kubernetes cert [due:: 2026-12-01]\n";
    let mut rows = Vec::new();
    for later in [
        "- [ ] #goal/cka Pass the CKA (was #goal/k8s)\n",
        "- [ ] #goal/cka Pass the CKA (formerly #goal/k8s)\n",
        "- [ ] #goal/cka Pass the CKA [previously: #goal/k8s]\n",
        "- [ ] #goal/cka Pass the CKA (instead of #goal/k8s)\n",
        "- [ ] #goal/cka Pass the CKA, instead of #goal/k8s\n",
        "- [ ] #goal/cka Pass the CKA replaces #goal/k8s\n",
        "- [ ] #goal/cka Pass the CKA - renamed from #goal/k8s\n",
        "- [ ] #goal/cka Pass the CKA (ehemals #goal/k8s)\n",
        "- [ ] #goal/cka Pass the CKA statt #goal/k8s\n",
        "- [ ] #goal/cka Pass the CKA (au lieu de #goal/k8s)\n",
        "- [ ] #goal/cka Pass the CKA en vez de #goal/k8s\n",
        "- [ ] #goal/cka Pass the CKA (em vez de #goal/k8s)\n",
        "- [ ] #goal/cka Pass the CKA (al posto di #goal/k8s)\n",
        "- [ ] #goal/cka Pass the CKA vervangt #goal/k8s\n",
    ] {
        let expected = ["cka (k8s) open: Pass the CKA [2026-12-01] later"];
        rows.push((later.to_owned(), goals(first, later).join(" / "), expected.join(" / ")));
    }
    all_right(rows);
    // A box alone may tell it without brackets; news on two goals is news on both.
    let news = "- [ ] #goal/cka Pass the CKA\n- #goal/cka goes better than #goal/k8s did\n";
    let both = goals(first, news);
    assert_eq!(both.len(), 2, "{both:?}");
    let sentence = goals(first, "- #goal/k8s learned more instead of #goal/k8s\n");
    assert_eq!(sentence.len(), 1, "{sentence:?}");
}

#[test]
fn a_goal_without_a_name_that_is_closed_in_more_words_is_that_goal() {
    let mut rows = Vec::new();
    for (first, later, expected) in [
        (
            "- [ ] #goal Learn to speak in front of people\n",
            "- [x] #goal Learn to speak in front of people at the all-hands\n",
            &["learn-to-speak-in-front-of-people () done: Learn to speak in front of people \
               | at the all-hands first"][..],
        ),
        (
            "- [ ] #goal Learn Rust\n",
            "- [x] #goal Learn Rust - finished the book\n",
            &["learn-rust () done: Learn Rust | finished the book first"],
        ),
        (
            "## Goals\n- [ ] Learn Rust\n",
            "## Goals\n- [-] Learn Rust (team goes to Go)\n",
            &["learn-rust () dropped: Learn Rust | team goes to Go first"],
        ),
        (
            "- [ ] #goal Pass the CKA\n",
            "- [x] #goal/cka Pass the CKA: 83 points\n",
            &["cka () done: Pass the CKA | 83 points first"],
        ),
        // Few words that go on are another goal.
        (
            "- [ ] #goal Learn Rust\n",
            "- [x] #goal Learn Rust macros\n",
            &[
                "learn-rust () open: Learn Rust first",
                "learn-rust-macros () done: Learn Rust macros later",
            ],
        ),
        // What is open in other words is another goal too.
        (
            "- [ ] #goal Speak at a meetup in town\n",
            "- [ ] #goal Speak at a meetup in town about our outage\n",
            &[
                "speak-at-a-meetup-in-town () open: Speak at a meetup in town first",
                "speak-at-a-meetup-in-town-about-our-outage () open: Speak at a meetup in town \
                 about our outage later",
            ],
        ),
    ] {
        rows.push((later.to_owned(), goals(first, later).join(" / "), expected.join(" / ")));
    }
    all_right(rows);
}

#[test]
fn why_a_goal_was_given_up_and_until_when_it_was_to_be_reached_is_kept() {
    let mut rows = Vec::new();
    for (first, later, expected) in [
        (
            "- [ ] #goal/rust Write a tool in Rust\n",
            "- [-] #goal/rust Write a tool in Rust - no time\n",
            "rust () dropped: Write a tool in Rust | no time first",
        ),
        (
            "- [ ] #goal/rust Write a tool in Rust\n",
            "- [-] #goal/rust the team moves to Go\n",
            "rust () dropped: Write a tool in Rust | the team moves to Go first",
        ),
        (
            "- [ ] #goal/rust Write a tool in Rust\n",
            "- [ ] #goal/rust Write a tool in Rust [drop:: moves to Go]\n",
            "rust () dropped: Write a tool in Rust | moves to Go first",
        ),
        (
            "- [ ] #goal/rust Write a tool in Rust\n",
            "- [x] #goal/rust Write a tool in Rust\n",
            "rust () done: Write a tool in Rust first",
        ),
        (
            "- [ ] #goal Read a book (due 2026-12-15)\n",
            "- [ ] #goal Read a book (due 2027-01-15)\n",
            "read-a-book () open: Read a book [2027-01-15] later",
        ),
        (
            "- [ ] #goal Buch lesen (fällig 15.12.2026)\n",
            "- [x] #goal Buch lesen\n",
            "buch-lesen () done: Buch lesen [2026-12-15] first",
        ),
        (
            "- [ ] #goals/rust Write a tool in Rust\n",
            "- #goals/rust read two chapters\n",
            "rust () open: Write a tool in Rust first",
        ),
    ] {
        rows.push((later.to_owned(), goals(first, later).join(" / "), expected.to_owned()));
    }
    all_right(rows);
}

/// Whether a 1-2-1 of this name and text is read as held, and by which word it is not.
fn held(name: &str, text: &str) -> String {
    let path = format!("1-1s/Lena Vogel/{name}.md");
    let model = read(&[(&path, text)]).model;
    let [meeting] = model.meetings.all.as_slice() else {
        panic!("{name}: {:?}", model.meetings.all)
    };
    match (&meeting.not_held_by, meeting.held) {
        (Some(word), false) => word.clone(),
        (None, held) => if held { "held" } else { "not held" }.to_owned(),
        (Some(word), true) => panic!("{name}: {word}, and held"),
    }
}

#[test]
fn a_word_beside_the_day_or_alone_says_that_a_1_2_1_was_not_held() {
    let day = "2026-11-10";
    let talk = "- talked about the rota\n";
    let mut rows = Vec::new();
    for (name, text, expected) in [
        // In the name of the note.
        ("2026-11-10 cancelled", talk, "cancelled"),
        ("2026-11-10 (skipped)", talk, "skipped"),
        ("2026-11-10 moved to next week", "", "moved to next week"),
        ("2026-11-10 - sick", talk, "sick"),
        ("2026-11-10 Lena no-show", talk, "no-show"),
        ("2026-11-10 abgesagt", talk, "abgesagt"),
        ("2026-11-10 reporté", talk, "reporté"),
        ("2026-11-10 cancelada", talk, "cancelada"),
        ("2026-11-10 adiado", talk, "adiado"),
        ("2026-11-10 rimandato", talk, "rimandato"),
        ("2026-11-10 ging niet door", talk, "ging niet door"),
        // In its heading.
        (day, "# 1:1 Lena (cancelled)\n\n- she is at a fair\n", "cancelled"),
        (day, "# 1:1 mit Lena fällt aus\n\n- Messe\n", "fällt aus"),
        (day, "# Lena 1:1 - out sick\n", "out sick"),
        (day, "# 1:1 Lena reportée\n", "reportée"),
        // As all that it says.
        (day, "Lena is sick\n", "sick"),
        (day, "# 1:1 Lena\n\n- krank\n", "krank"),
        (day, "annulé\n", "annulé"),
        (day, "no tuvo lugar\n", "no tuvo lugar"),
        (day, "doente\n", "doente"),
        (day, "in ferie\n", "in ferie"),
        (day, "ziek\n", "ziek"),
        (day, "rescheduled to Thursday\n", "rescheduled to thursday"),
        // In the front matter.
        (day, "---\nstatus: cancelled\n---\n- x\n", "cancelled"),
        (day, "---\nskipped: true\n---\n- x\n", "skipped"),
        (day, "---\nheld: yes\n---\n# 1:1 Lena (moved)\n- x\n", "held"),
        // Beside nothing that makes it one.
        (day, "- sick kid last week\n", "held"),
        (day, "- sick\n- but we talked on the phone\n", "held"),
        (day, "- [ ] cancelled\n", "held"),
        (day, "# 1:1 Lena: the cancelled project\n- she is glad\n", "held"),
        ("2026-11-10 moved from Monday", talk, "held"),
        ("2026-11-10 skipped levels", talk, "held"),
        (day, "- cancelled the old contract with the hoster\n", "held"),
    ] {
        rows.push((format!("{name}: {text}"), held(name, text), expected.to_owned()));
    }
    all_right(rows);
}

#[test]
fn a_reason_behind_the_word_is_all_that_a_1_2_1_says_too() {
    let how = |text: &str| {
        let path = "1-1s/Lena Vogel/2026-11-10.md";
        let model = read(&[(path, text), ("1-1s/Lena Vogel/2026-11-03.md", "- talked\n")]).model;
        let met = model.meetings.all.iter().find(|met| met.path.as_str() == path);
        let met = met.unwrap_or_else(|| panic!("{text}"));
        match (met.held, met.held_said) {
            (true, _) => "held",
            (false, Some(_)) => "not held",
            (false, None) => "asked",
        }
    };
    let mut rows = Vec::new();
    for (text, expected) in [
        ("CANCELLED - I was at the offsite", "not held"),
        ("cancelled because of the release party in Berlin", "not held"),
        ("- did not happen, she was ill and I was travelling", "not held"),
        ("no 1:1 this week, release", "not held"),
        ("no meeting this week because of the audit", "not held"),
        ("fell through", "not held"),
        ("holiday", "not held"),
        ("postponed to next week because of the audit", "not held"),
        ("Skipped: the whole team was busy with the outage of the search", "not held"),
        ("rescheduled to Thursday – I am in the training with the others", "not held"),
        ("ausgefallen wegen Release", "not held"),
        ("verschoben auf nächste Woche, weil das Audit länger gedauert hat", "not held"),
        ("fand nicht statt: ich war bis abends im Workshop mit dem Kunden", "not held"),
        ("annulé à cause de la grève des trains dans tout le pays", "not held"),
        ("reporté, nous étions toutes les deux à la conférence de Lyon", "not held"),
        ("cancelado por la fiesta del lanzamiento en Madrid con todos", "not held"),
        ("rimandato perché eravamo tutti in trasferta a Milano", "not held"),
        ("ging niet door omdat zij de hele dag bij de klant was", "not held"),
        ("adiado porque estávamos todos no evento da empresa", "not held"),
        // It may have been held all the same.
        ("cancelled, but we talked on the phone about her contract", "asked"),
        ("postponed because of the audit. She would like to lead the guild.", "asked"),
        ("verschoben, aber wir haben kurz telefoniert und über das Gehalt gesprochen", "asked"),
        ("annulé, mais nous avons parlé au téléphone de son contrat", "asked"),
        // Something else was, or it says how somebody is.
        ("cancelled her vacation, she is tired of the release", "held"),
        ("skipped the retro with the others and is relieved about it", "held"),
        ("postponed the launch to March, everybody is relieved", "held"),
        ("sick, and worried about the rent of the new flat in town", "held"),
        ("moved to the new flat, is happy about the garden there", "held"),
        ("holiday plans: three weeks in Portugal with the children", "held"),
        ("verschob den Umzug, ist froh darüber und schläft besser", "held"),
        ("cancelled because of the audit\n\n- she wants to lead the guild", "held"),
    ] {
        rows.push((text.to_owned(), how(text).to_owned(), expected.to_owned()));
    }
    all_right(rows);
}

#[test]
fn what_was_not_held_is_said_once() {
    let found = read(&[
        ("1-1s/Lena Vogel/2026-11-03 cancelled.md", "- x\n"),
        ("1-1s/Lena Vogel/2026-11-10.md", "krank\n"),
        ("1-1s/Sam Okoro/log.md", "## 2026-11-10 skipped\n\n## 2026-11-17\n- talked\n"),
    ]);
    let said: Vec<&str> = found
        .diagnostics
        .iter()
        .filter(|problem| problem.code.word() == "not-held-by-words")
        .map(|problem| problem.message.as_str())
        .collect();
    let expected = "1-2-1s count as not held by a word in the note: Sam 2026-11-10 (`skipped`), \
                    Lena 2026-11-10 (`krank`), Lena 2026-11-03 (`cancelled`)";
    assert_eq!(said, [expected]);
}

/// What was answered to "feedback for me", each as its text; a silence as `-`.
fn answers(text: &str) -> Vec<String> {
    let model = read(&[("1-1s/Lena Vogel/2026-11-10.md", text)]).model;
    let for_me = model.answers.iter().filter(|answer| answer.question == "for-me");
    let told = for_me.map(|answer| match answer.silent {
        true => "-".to_owned(),
        false => answer.text.clone(),
    });
    told.collect()
}

#[test]
fn silence_is_told_in_seven_languages() {
    let mut rows = Vec::new();
    for silence in [
        "nothing yet",
        "Nothing really",
        "nothing new this week",
        "nothing comes to mind",
        "not really",
        "all good",
        "No feedback.",
        "same as last time",
        "nada",
        "none so far",
        "Nope, nothing from her side",
        "n/a",
        "–",
        "(none)",
        "*nothing*",
        "no, all good, thanks",
        "keine",
        "nichts Neues",
        "nichts Neues diese Woche",
        "alles gut",
        "wie letztes Mal",
        "eigentlich nichts, danke",
        "Fällt mir gerade nichts ein",
        "rien",
        "rien de nouveau cette semaine",
        "pas vraiment",
        "tout va bien, merci",
        "RAS",
        "nada nuevo esta semana",
        "todo bien",
        "igual que la última vez",
        "no, nada por ahora",
        "nenhum",
        "tudo bem",
        "nada de novo",
        "ainda nada",
        "niente",
        "nulla di nuovo questa settimana",
        "tutto bene, grazie",
        "come l'ultima volta",
        "niets",
        "geen",
        "niets nieuws deze week",
        "alles goed",
        "zelfde als vorige keer",
    ] {
        for text in [
            format!("Feedback for me: {silence}\n"),
            format!("## Feedback for me\n\n{silence}\n"),
            format!("Feedback for me:: {silence}\n"),
        ] {
            rows.push((text.clone(), answers(&text).join(" / "), "-".to_owned()));
        }
    }
    for said in [
        "nothing works in the stand-up",
        "not really fair of you",
        "no more late meetings",
        "same desk as before, please",
        "all good but the rota",
        "new tools, please",
        "nichts dauert so lange wie unser Stand-up",
        "rien ne marche",
        "nada funciona",
        "no more calls this week",
        "today you were late",
    ] {
        for text in [
            format!("Feedback for me: {said}\n"),
            format!("## Feedback for me\n\n{said}\n"),
            format!("Feedback for me:: {said}\n"),
        ] {
            rows.push((text.clone(), answers(&text).join(" / "), said.to_owned()));
        }
    }
    all_right(rows);
}

#[test]
fn a_mood_in_a_word_is_shown_as_the_word() {
    for (said, number, word) in [
        ("good", 4, "good"),
        ("ok", 3, "ok"),
        ("low", 2, "low"),
        ("Tired, little sleep", 2, "tired"),
        ("gut", 4, "gut"),
        ("moyen", 3, "moyen"),
        ("cansada", 2, "cansada"),
        ("stanco", 2, "stanco"),
        ("4", 4, "4"),
        ("2/5", 2, "2"),
    ] {
        for text in [format!("mood:: {said}\n\n- x\n"), format!("---\nmood: {said}\n---\n- x\n")] {
            let notes = [("1-1s/Lena Vogel/2026-11-10.md", text.as_str())];
            let found = read(&notes);
            let meeting = &found.model.meetings.all[0];
            assert_eq!(meeting.mood, Some(number), "{text}");
            assert_eq!(meeting.mood_said().as_deref(), Some(word), "{text}");
            let said = found.diagnostics.iter().any(|d| d.code.word() == "field-bad");
            assert!(!said, "{text}");
        }
    }
    let odd = read(&[("1-1s/Lena Vogel/2026-11-10.md", "mood:: purple\n\n- x\n")]);
    assert!(odd.diagnostics.iter().any(|problem| problem.code.word() == "field-bad"));
}

#[test]
fn an_intention_of_the_1_2_1_goes_before_an_older_one() {
    let notes = [
        ("Daily/2026-11-08.md", "- #intention @lena the older one\n"),
        (
            "1-1s/Lena Vogel/2026-11-10.md",
            "## Intention\n\nFind out what drains her.\n\nShe was tired.\n\n- talked\n",
        ),
    ];
    let found = read(&notes);
    let rows = vault121::text::json::tree(&vault121::model::export::rows(
        &found.model,
        vault121::kind::List::Meetings,
    ));
    assert_eq!(rows[0]["intention"], "Find out what drains her.");
}

/// Feedback and promises of a line in Lena's 1-2-1.
fn line(text: &str) -> String {
    let model = read(&[("1-1s/Lena Vogel/2026-11-10.md", text)]).model;
    let feedback = model.feedback.iter().map(|one| {
        let path = one.path.as_ref().map(|path| format!(" -> {path}")).unwrap_or_default();
        let skills = one.skills.iter().map(|skill| format!(" #{skill}")).collect::<String>();
        format!("{} {}: {}{path}{skills}", one.kind.word(), one.person, one.text)
    });
    let promises = model.actions.iter().map(|one| {
        let owner = one.owner.as_ref().map_or("?", |owner| owner.as_str());
        let due = one.due.map(|due| format!(" [{due}]")).unwrap_or_default();
        format!("{owner} owes: {}{due}", one.text)
    });
    let scores = model.lines.iter().filter(|line| line.kind == vault121::kind::Kind::Score);
    let scores = scores.map(|line| {
        format!("score {} {} {:?}", line.rest.clone().unwrap_or_default(), line.text, line.date)
    });
    feedback.chain(promises).chain(scores).collect::<Vec<_>>().join(" + ")
}

#[test]
fn lines_as_leads_write_them() {
    let mut rows = Vec::new();
    for (text, expected) in [
        (
            "- wrote the docs nobody asked for #high-five\n",
            "high-five lena-vogel: wrote the docs nobody asked for",
        ),
        ("- Lena: kind to the interns #high-five\n", "high-five lena-vogel: kind to the interns"),
        (
            "- Lena Vogel - kind to the interns #high-five\n",
            "high-five lena-vogel: kind to the interns",
        ),
        (
            "- #high-five **Lena**: kind to the interns\n",
            "high-five lena-vogel: kind to the interns",
        ),
        (
            "- Lena was kind to the interns #high-five\n",
            "high-five lena-vogel: Lena was kind to the interns",
        ),
        ("- #high-five Sam: she helped him out\n", "high-five sam-okoro: she helped him out"),
        (
            "- #high-five great demo [skill:: speaking]\n",
            "high-five lena-vogel: great demo #speaking",
        ),
        (
            "- late to standup #watch-out path: set an alarm\n",
            "watch-out lena-vogel: late to standup -> set an alarm",
        ),
        (
            "- late to standup #watch-out Path: set an alarm #skill/time\n",
            "watch-out lena-vogel: late to standup -> set an alarm #time",
        ),
        (
            "- late to standup. Path: set an alarm #watch-out\n",
            "watch-out lena-vogel: late to standup -> set an alarm",
        ),
        ("- **#high-five great demo**\n", "high-five lena-vogel: great demo"),
        ("- \"#high-five great demo\"\n", "high-five lena-vogel: great demo"),
        ("- [ ] Sam → draft the plan\n", "sam-okoro owes: draft the plan"),
        ("- [ ] Sam -> draft the plan\n", "sam-okoro owes: draft the plan"),
        ("- [ ] @sam → draft the plan\n", "sam-okoro owes: draft the plan"),
        ("- [ ] draft the plan → Sam\n", "sam-okoro owes: draft the plan"),
        ("- [ ] me → draft the plan\n", "nora-lind owes: draft the plan"),
        ("- [ ] @me book the room\n", "nora-lind owes: book the room"),
        ("- [ ] draft → review → ship\n", "? owes: draft → review → ship"),
        ("- [ ] send the plan by friday\n", "? owes: send the plan by friday [2026-11-13]"),
        (
            "- [ ] send the plan by Friday 19 June 2027\n",
            "? owes: send the plan by Friday 19 June 2027 [2027-06-19]",
        ),
        ("- [ ] send the plan @{2026-12-15}\n", "? owes: send the plan [2026-12-15]"),
        ("- [ ] send the plan due 2026-12-13\n", "? owes: send the plan [2026-12-13]"),
        ("- score.rust 2 (2026-04-10)\n", "score rust 2 Some(2026-04-10)"),
        ("- #score/rust 2 (10.04.2026)\n", "score rust 2 Some(2026-04-10)"),
        ("- score.rust is a file\n", ""),
        (
            "| what | tag | who |\n|---|---|---|\n| spoke up | #high-five | @lena |\n",
            "high-five lena-vogel: spoke up",
        ),
    ] {
        let found = line(text);
        let found = found.replace("Day(", "").replace("))", ")");
        rows.push((text.to_owned(), found, expected.to_owned()));
    }
    all_right(rows);
}

#[test]
fn what_is_read_is_not_complained_about() {
    for (text, code) in [
        ("- [ ] Nora: send the plan due 2026-12-13\n", "due-in-words"),
        ("- [ ] #goal/x Read a book (due 2026-12-13)\n", "due-in-words"),
        ("- #high-five great demo [skill:: speaking]\n", "high-five-without-skill"),
        ("- [ ] #goals/rust Learn it\n", "near-tag"),
    ] {
        let found = read(&[("1-1s/Lena Vogel/2026-11-10.md", text)]);
        let said: Vec<&str> = found.diagnostics.iter().map(|d| d.code.word()).collect();
        assert!(!said.contains(&code), "{text}: {said:?}");
    }
}

#[test]
fn a_bullet_of_the_day_that_says_1_2_1_may_begin_with_its_time() {
    let mut rows = Vec::new();
    for (bullet, expected) in [
        ("10:00 1:1 w/ Marisol", "2"),
        ("10:00-10:30 1:1 with Marisol", "2"),
        ("9.30 – 1:1 Marisol", "2"),
        ("2pm 1:1 with Marisol", "2"),
        ("14h30 1:1 Marisol", "2"),
        ("**10:00** 1:1 with Marisol", "2"),
        ("10:00 1:1 with [[Marisol]]", "2"),
        ("1:1 with Marisol", "2"),
        ("10:00 1:1 template for Marisol and others", "0"),
        ("10:00 lunch with Marisol", "0"),
    ] {
        let text = format!("- 09:00 standup\n- {bullet}\n    - talked\n- groceries\n");
        let notes = [("daily/2026-11-10.md", text.as_str()), ("daily/2026-11-17.md", &text)];
        let found = read(&notes).model.meetings.all.len();
        rows.push((bullet.to_owned(), found.to_string(), expected.to_owned()));
    }
    all_right(rows);
}

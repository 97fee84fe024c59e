//! Lines as people write them, put together from the pieces that have ever gone wrong: the whole
//! way from notes to pages ends, and carried out once there is nothing left to do.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vault121::text::date::Day;
use vault121::vault::change::{Change, Content};
use vault121::vault::vault::Vault;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline;

const PIECES: &[&str] = &[
    "\n", "\n\n", "- ", "  - ", "\t- ", "> ", "1. ", "- [ ] ", "- [x] ", "- [/] ", "- [>] ",
    "#goal/cka ", "#goal ", "#high-five ", "#watch-out ", "#topic ", "#intention ", "#outcome ",
    "#clarity ", "#home ", "#season/low ", "#ask/fun ", "#answer/for-me ", "#ask-all ",
    "#follow-up ", "#resource/x ", "#score/rust 3 ", "#skill/x ", "#team-goal/y ", "#my-miss ",
    "@alice ", "@bob. ", "[[Alice]] ", "[[a|b]] ", "[due:: 2026-12-01] ", "[due:: soon] ",
    "(set:: 2026-11-01) ", "[path:: x] ", "[hold:: no] ", "[shared:: 2026-11-10] ", "reply:: y",
    "📅 2026-12-01 ", "✅ 2026-11-20 ", "🔁 every week ", "^id", "path: y. ", "mood:: 3\n",
    "intention:: z\n", "met:: yes\n", "season:: low\n", "held:: no\n", "## 2026-11-10\n",
    "## Alice\n", "## Thu 15 Oct\n", "# Intention\n", "Feedback for me: none\n", "word ", "é",
    "e\u{301}", "🗓️", "`", "```\n", "%%", "<!-- ", " -->", "\\", "[", "]", "{{ x }}", "\r\n",
    "---\n", "<!-- vault121:begin prep -->\n", "<!-- vault121:end prep -->\n", "|", "***", "  ", "\u{a0}", "\u{3000}", "\u{85}",
];

const PATHS: &[&str] = &[
    "People/Alice.md", "1-2-1s/Alice/2026-11-17.md", "1-2-1s/Alice/2026-11-24.md",
    "Daily/2026-11-20.md", "1-2-1s/Bob/Log.md", "Questions.md",
];

fn change(path: &str, text: &str) -> Change {
    Change { path: path.to_owned(), content: Content::Bytes(text.as_bytes().to_vec()) }
}

fuzz_target!(|bytes: &[u8]| {
    let mut texts = vec![String::new(); PATHS.len()];
    texts[0].push_str("---\ncadence: 1w\nslot: tue\nagenda: yes\n---\n");
    let mut into = 0;
    for byte in bytes.iter().take(200) {
        match PIECES.get(usize::from(*byte)) {
            Some(piece) => texts[into].push_str(piece),
            None => into = usize::from(*byte) % PATHS.len(),
        }
    }
    let mut vault = Vault::default();
    vault.apply(PATHS.iter().zip(&texts).map(|(path, text)| change(path, text)).collect());
    let today = Day::iso("2026-11-24").expect("it is a day");
    let outcome = pipeline::run(&vault, today, &Ask::default());
    let mut refused = 0;
    for edit in &outcome.plan.edits {
        let at = PATHS.iter().position(|path| *path == edit.path.as_str());
        match edit.text_after(at.map(|at| texts[at].as_str())) {
            Ok(after) => {
                vault.apply(vec![change(edit.path.as_str(), &after)]);
            }
            Err(_) => refused += 1,
        }
    }
    let again = pipeline::run(&vault, today, &Ask::default());
    assert!(again.plan.edits.len() <= refused, "{:#?}", again.plan.edits);
});

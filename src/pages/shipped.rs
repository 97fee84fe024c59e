//! The shipped templates and drawings, embedded in the binary: the very files of `templates/`.

use crate::kind::Audience;

/// The templates in the binary, by name: the very files of `templates/`.
pub const SHIPPED: &[(&str, &str)] = &[
    ("prep", include_str!("../../templates/prep.md")),
    ("first", include_str!("../../templates/first.md")),
    ("farewell", include_str!("../../templates/farewell.md")),
    ("skipped", include_str!("../../templates/skipped.md")),
    ("week", include_str!("../../templates/week.md")),
    ("quarter", include_str!("../../templates/quarter.md")),
    ("scaffold", include_str!("../../templates/scaffold.md")),
    ("add-yours", include_str!("../../templates/add-yours.md")),
    ("agenda", include_str!("../../templates/agenda.md")),
    ("rollup", include_str!("../../templates/rollup.md")),
    ("team", include_str!("../../templates/team.md")),
    ("day", include_str!("../../templates/day.md")),
    ("me", include_str!("../../templates/me.md")),
    ("shelf", include_str!("../../templates/shelf.md")),
    ("scores", include_str!("../../templates/scores.md")),
    ("review", include_str!("../../templates/review.md")),
    ("handover", include_str!("../../templates/handover.md")),
];

/// The drawings of pictures.
pub const PICTURES: &[(&str, &str)] = &[
    ("pictures/head.svg", include_str!("../../templates/pictures/head.svg")),
    ("pictures/lines.svg", include_str!("../../templates/pictures/lines.svg")),
    ("pictures/goals.svg", include_str!("../../templates/pictures/goals.svg")),
    ("pictures/mood.svg", include_str!("../../templates/pictures/mood.svg")),
    ("pictures/scores.svg", include_str!("../../templates/pictures/scores.svg")),
];

/// For whom a shipped page is: who reads the notes in which it stands.
pub fn shipped_audience(page: &str) -> Option<Audience> {
    let line = format!("\npage: {page}\n");
    let (_, text) = SHIPPED.iter().find(|(_, text)| text.contains(&line))?;
    let word = text.lines().find_map(|line| line.strip_prefix("audience: "))?;
    Audience::from_word(word.split_whitespace().next().unwrap_or(word))
}

//! A row of a table as a line: its kind, its person and its day by their cells, its words by the
//! others.
//!
//! A row counts when it has a tag of ours, or when a column for the kind says praise, critique or
//! another kind of it. Other rows are left alone: most tables are none of ours.

use crate::diagnostic::diagnostic::Placer;
use crate::kind::{Audience, Kind};
use crate::note::audience_form::is_audience;
use crate::note::field::Style;
use crate::note::item::{self, Extra, Field, Item};
use crate::note::markup::{Block, Markup, Opaque};
use crate::note::privacy::{hides_from_others, is_private};
use crate::note::spelling::Spelling;
use crate::note::vocabulary::{Sense, Vocabulary};
use crate::note::words::LeftOutSpan;
use crate::text::date::Day;
use crate::text::date_name;
use crate::text::lexicon::Lexicon;
use crate::text::one_on_one;
use crate::text::span::{Span, holding};

/// What a cell is to its row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Its kind.
    Kind,
    /// Its day, or until when it is due.
    Day(&'static str),
    /// Who may read it at most.
    Readers(&'static str),
    /// Who owes it, in a table of promises.
    Owner,
    /// Whether it is done, in such a table.
    Status,
    /// In which 1-2-1 it was agreed, in such a table: no words of it.
    Talk,
    /// A name without a sign.
    Name,
    /// Tags and people alone, or nothing.
    Signs,
    /// Its words.
    Words,
}

/// Whether the table of a row has a column for the kind, asked once a table.
#[derive(Default)]
pub(crate) struct Tables {
    last: Option<(Span, bool)>,
}

impl Tables {
    /// Whether the row may be one of ours though it has no tag of ours.
    pub(crate) fn have_kinds(&mut self, text: &str, markup: &Markup, row: &Block) -> bool {
        let Some(head) = table_head(markup, row) else { return false };
        match self.last {
            Some((of, has)) if of == head => has,
            _ => {
                let heads = cells_of_row(text, without_bars(text, head), &[]);
                let titles: Vec<&str> = heads.iter().map(|head| head.of(text)).collect();
                let has = titles.len() == 2
                    || titles.iter().any(|title| is_kind_title(title))
                    || has_promises(&titles)
                    || has_goals(&titles);
                self.last = Some((head, has));
                has
            }
        }
    }
}

/// Whether a column is called `By` beside one that says who: then it is the day.
fn says_by(titles: &[&str], at: usize) -> bool {
    let by = |title: &&str| title.eq_ignore_ascii_case("by");
    let others = titles.iter().filter(|title| is_owner_title(title) && !by(title));
    titles.get(at).is_some_and(by) && others.count() > 0
}

/// Whether a column is one of days: in it stands `done`, too, once there is no day to keep.
fn tells_day(titles: &[&str], at: usize) -> bool {
    let lexicon = Lexicon::shipped();
    let of_day = |title: &&str| lexicon.has("due", title) || lexicon.has("date_labels", title);
    says_by(titles, at) || titles.get(at).is_some_and(of_day)
}

/// Whether a column of days says when a row was agreed, and not until when it is due: `Date` beside
/// one for how far it is, or beside one that says until when.
fn tells_when(titles: &[&str], at: usize) -> bool {
    let lexicon = Lexicon::shipped();
    let is_due = |at: usize, title: &str| lexicon.has("due", title) || says_by(titles, at);
    // `When` beside a status may well be until when.
    let of_day = |title: &&str| {
        lexicon.has("date_labels", title) && !lexicon.has("prompt_words", title)
            || lexicon.has("date_labels", title) && titles.iter().any(|one| lexicon.has("due", one))
    };
    titles.get(at).is_some_and(of_day)
        && titles.iter().enumerate().any(|(other, title)| {
            other != at && (lexicon.has("columns.status", title) || is_due(other, title))
        })
}

/// The mark of a box that says what a cell says of how far something is.
fn state_of(cell: &str) -> Option<char> {
    let lexicon = Lexicon::shipped();
    let cell = cell.trim();
    let draws = |signs: &str| cell.chars().next().is_some_and(|sign| signs.contains(sign));
    match () {
        () if lexicon.has("columns.done", cell) || draws("✅✔☑✓🗹") || cell == "100%" => {
            Some('x')
        }
        () if cell == "100 %" => Some('x'),
        () if lexicon.has("columns.dropped", cell) || draws("❌✖✗🚫❎") => Some('-'),
        () => None,
    }
}

/// The head of the table that a row stands in.
fn table_head(markup: &Markup, row: &Block) -> Option<Span> {
    let heads = markup.heads.partition_point(|head| head.start < row.start);
    heads.checked_sub(1).map(|at| markup.heads[at])
}

/// The row, when it is one of ours; `tagged`: it has a tag of ours.
pub(crate) fn read(
    text: &str,
    markup: &Markup,
    block: &Block,
    tagged: bool,
    spelling: &Spelling,
    placer: &Placer<'_>,
) -> Option<Item> {
    let heads = cells_of_row(text, without_bars(text, table_head(markup, block)?), &[]);
    let cells = cells_of_row(text, block.text, &block.opaque);
    let title = |at: usize| heads.get(at).map_or("", |head| head.of(text));
    let titles: Vec<&str> = heads.iter().map(|head| head.of(text)).collect();
    // `| Who | What | Kind |` with praise or critique in the last is feedback to whoever it names.
    let sorted = |word: &str| Vocabulary::shipped().word(word).is_some_and(is_sorted);
    let of_kind = |(at, cell): (usize, &Span)| is_kind_title(title(at)) && sorted(cell.of(text));
    let is_feedback = cells.iter().enumerate().any(of_kind);
    let promises = !tagged && has_promises(&titles) && !is_feedback;
    let praise = promises.then(|| feedback_above(text, markup, block)).flatten();
    let promises = promises && praise.is_none();
    let goals = !tagged && !promises && has_goals(&titles);
    let listed = promises || goals;
    let role_of = |at: usize, cell: Span| match listed && !cell.of(text).is_empty() {
        true if goals && is_owner_title(title(at)) => role_of_cell(text, block, cell, title(at)),
        true if tells_day(&titles, at) && state_of(cell.of(text)).is_some() => Role::Status,
        true if says_by(&titles, at) => Role::Day("due"),
        true if is_owner_title(title(at)) => Role::Owner,
        true if Lexicon::shipped().has("columns.status", title(at)) => Role::Status,
        true if one_on_one::find_word(title(at)).is_some() => Role::Talk,
        _ => match role_of_cell(text, block, cell, title(at)) {
            Role::Day(_) if listed && !tells_when(&titles, at) => Role::Day("due"),
            role => role,
        },
    };
    let mut roles: Vec<Role> =
        cells.iter().enumerate().map(|(at, cell)| role_of(at, *cell)).collect();
    if !tagged && !listed && heads.len() == 2 && cells.len() == 2 && says_kind(text, &cells) {
        roles[0] = Role::Kind;
    }
    let kind = roles.iter().position(|role| *role == Role::Kind);
    if !tagged && kind.is_none() && !listed && praise.is_none() {
        return None;
    }
    let mut extra = Extra::default();
    let (mut has_words, mut state) = (false, None);
    for (at, (cell, role)) in cells.iter().zip(&roles).enumerate() {
        if let Some(before) = at.checked_sub(1).map(|before| cells[before]) {
            let with = if has_words && *role == Role::Words { "; " } else { " " };
            let span = Span::new(before.end, cell.start);
            extra.cuts.push(LeftOutSpan { span, with: with.to_owned() });
        }
        has_words |= *role == Role::Words;
        let gone = || LeftOutSpan { span: *cell, with: String::new() };
        match role {
            Role::Kind => extra.cuts.push(gone()),
            Role::Day(key) => {
                extra.cuts.push(gone());
                extra.fields.push(Field {
                    key: (*key).to_owned(),
                    value: cell.of(text).to_owned(),
                    style: Style::Bracket,
                    place: placer.place_of(*cell),
                });
            }
            Role::Readers(word) => {
                extra.cuts.push(gone());
                let value = if word.is_empty() { cell.of(text) } else { word };
                extra.fields.push(Field {
                    key: "audience".to_owned(),
                    value: value.to_owned(),
                    style: Style::Bracket,
                    place: placer.place_of(*cell),
                });
            }
            Role::Owner | Role::Talk => {
                extra.cuts.push(gone());
                let key = if *role == Role::Owner { "owner" } else { "with" };
                extra.fields.push(Field {
                    key: key.to_owned(),
                    value: cell.of(text).to_owned(),
                    style: Style::Bracket,
                    place: placer.place_of(*cell),
                });
            }
            Role::Status => {
                extra.cuts.push(gone());
                state = state.or_else(|| state_of(cell.of(text)));
            }
            Role::Name => extra.people.push((*cell, cell.of(text).to_owned())),
            Role::Signs | Role::Words => {}
        }
    }
    // A tag says the kind better than a word does.
    if let Some(kind) = kind.filter(|_| !tagged) {
        let word = cells[kind].of(text);
        let colon = if word.chars().any(char::is_alphabetic) { ":" } else { "" };
        extra.first = format!("{word}{colon} ");
    } else if let Some(word) = praise {
        extra.first = word.to_owned();
    } else if listed {
        extra.first = if goals { GOAL.to_owned() } else { PROMISE.to_owned() };
    }
    let mut row = item::read_with(text, markup, block, block.text, spelling, placer, extra);
    row.listed = true;
    // What `done` and `drop` write into a cell.
    let by_field = || {
        let says = |key: &str| row.field(key).is_some();
        let dropped = says("dropped") || says("cancelled");
        says("done").then_some('x').or_else(|| dropped.then_some('-'))
    };
    row.task = row.task.or(state).or_else(by_field);
    Some(row)
}

fn is_sorted(sense: Sense) -> bool {
    sense.sorted_kind().is_some()
}

/// Whether the first of two cells is the word of a kind, and the other has words: `Praise | great
/// demo`.
fn says_kind(text: &str, cells: &[Span]) -> bool {
    let word = || Vocabulary::shipped().word(cells[0].of(text)).and_then(Sense::kind);
    cells[1].of(text).contains(char::is_alphanumeric) && word().is_some()
}

/// What a row begins with that stands below a heading of feedback: `| Who | What |` below `Kudos`
/// promises nothing.
fn feedback_above(text: &str, markup: &Markup, row: &Block) -> Option<&'static str> {
    let above = markup.headings.partition_point(|heading| heading.span.start < row.start);
    let heading = markup.headings.get(above.checked_sub(1)?)?.span.of(text);
    let heading = heading.lines().next()?.trim_matches(['#', '*', '_', ':', ' ']);
    let of = |list: &str| Lexicon::shipped().has(list, heading);
    let kinds =
        [("kinds.high-five.headings", "Kudos: "), ("kinds.watch-out.headings", "Watch out: ")];
    kinds.into_iter().find(|(list, _)| of(list)).map(|(_, word)| word)
}

/// What a row of a table of promises begins with.
const PROMISE: &str = "Action: ";

/// What a row of a table of goals begins with.
const GOAL: &str = "Goal: ";

/// Whether a table has a column of goals first, or behind one that says whose, and one that says
/// until when or how far: `Goal | Until`, `Who | Goal | Status`.
fn has_goals(titles: &[&str]) -> bool {
    let lexicon = Lexicon::shipped();
    let goal = |title: &&&str| {
        let lists = ["kinds.goal.words", "kinds.goal.headings"];
        lists.iter().any(|list| lexicon.has(list, title))
    };
    let beside = |title: &&str| lexicon.has("due", title) || lexicon.has("columns.status", title);
    let named = titles.first().is_some_and(|title| is_owner_title(title));
    titles.get(usize::from(named)).filter(goal).is_some() && titles.iter().any(beside)
}

/// Whether a table has a column for who and one for what: `Who | What | By when`.
fn has_promises(titles: &[&str]) -> bool {
    let task = |title: &&str| Lexicon::shipped().has("columns.task", title);
    titles.iter().any(|title| is_owner_title(title)) && titles.iter().any(task)
}

fn is_owner_title(title: &str) -> bool {
    Lexicon::shipped().has("owner_marks", title)
}

/// What a cell says in a column for what is private when it is not.
const NO: &[&str] = &["no", "n", "-", "–", "false", "nein", "non", "nee", "0"];

fn role_of_cell(text: &str, block: &Block, cell: Span, title: &str) -> Role {
    let words = cell.of(text);
    let lexicon = Lexicon::shipped();
    if !words.is_empty() && is_audience(title) {
        return Role::Readers("");
    }
    if lexicon.has("columns.readers", title) && Audience::from_word(words).is_some() {
        return Role::Readers("");
    }
    let nobody = ["visibility_none", "visibility_self", "private_readers"];
    let says_nobody = || nobody.iter().any(|list| lexicon.has(list, words));
    if hides_from_others(title, words) || lexicon.has("columns.readers", title) && says_nobody() {
        return Role::Readers("lead");
    }
    if is_private(title) && !words.is_empty() && !NO.iter().any(|no| words.eq_ignore_ascii_case(no))
    {
        return Role::Readers("lead");
    }
    let any_year = Day::new(2026, 1, 1);
    if words.bytes().any(|byte| byte.is_ascii_digit()) && date_name::is_day_alone(words, any_year) {
        return Role::Day(if lexicon.has("due", title) { "due" } else { "on" });
    }
    if !words.is_empty() && is_kind_title(title) && is_kind(words) {
        return Role::Kind;
    }
    let is_link =
        block.opaque.iter().any(|(span, what)| matches!(what, Opaque::Link(_)) && *span == cell);
    if is_link || words.split_whitespace().all(|word| word.starts_with(['#', '@'])) {
        return Role::Signs;
    }
    let names = || ["people.keys", "owner_marks"].iter().any(|list| lexicon.has(list, title));
    let short = words.split_whitespace().count() <= 4;
    match short && words.starts_with(char::is_uppercase) && names() {
        true => Role::Name,
        false => Role::Words,
    }
}

/// `Kind`, `Art`; `+/Δ`, `+/-`.
fn is_kind_title(title: &str) -> bool {
    let sign = |c: char| c == 'Δ' || !(c.is_alphanumeric() || "#@[".contains(c));
    let signs = !title.is_empty() && title.chars().all(sign);
    signs || Lexicon::shipped().has("columns.kind", title)
}

fn is_kind(words: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let of_kind = |kind: &Kind| lexicon.has(&format!("kinds.{}.words", kind.word()), words);
    ["signs.high-five", "signs.watch-out", "poles.good", "poles.bad"]
        .iter()
        .any(|list| lexicon.has(list, words))
        || Kind::ALL.iter().any(of_kind)
}

/// A row without the bars at its edges.
fn without_bars(text: &str, row: Span) -> Span {
    let line = row.of(text).lines().next().unwrap_or("");
    let lead = line.trim_start_matches([' ', '\t', '|', '>']);
    let start = row.start + (line.len() - lead.len());
    let words = lead.trim_end_matches([' ', '\t', '|', '\r']);
    Span::new(start, start + words.len())
}

/// The cells of a row: bars in code, in links and behind a backslash part none.
fn cells_of_row(text: &str, row: Span, opaque: &[(Span, Opaque)]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = row.start;
    let bars = row.of(text).match_indices('|').map(|(at, _)| row.start + at);
    let parts = |at: &usize| {
        !text[..*at].ends_with('\\') && holding(opaque, *at, |(span, _)| *span).is_none()
    };
    for end in bars.filter(parts).chain([row.end]) {
        let cell = &text[start..end];
        let lead = cell.len() - cell.trim_start().len();
        let begin = (start + lead).min(end);
        found.push(Span::new(begin, begin + cell.trim().len()));
        start = end + 1;
    }
    found
}

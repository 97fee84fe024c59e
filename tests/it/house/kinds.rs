//! The table of kinds: nothing in the source knows kinds by a list of its own, and a new kind
//! cannot be lost on its way (`tests/new_kind.py` adds one to a copy of the tree).

use crate::house::tidy::{source, without_tests};
use vault121::kind::{About, Fold, Kind, List};

/// The matches in a text that name kinds, each with its patterns.
fn matches_on_kinds(text: &str) -> Vec<Vec<String>> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("match ") {
        let Some(body) = block(&code[at..]) else { continue };
        let patterns = patterns(body);
        if patterns.iter().any(|pattern| names_kind(pattern)) {
            found.push(patterns);
        }
    }
    found
}

fn names_kind(pattern: &str) -> bool {
    pattern
        .match_indices("Kind::")
        .any(|(at, _)| !pattern[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// What stands between the first braces that are in no parenthesis.
fn block(text: &str) -> Option<&str> {
    let (mut depth, mut open) = (0_i32, None);
    for (at, c) in outside_texts(text) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '{' => {
                open = open.or(Some(at + 1).filter(|_| depth == 0));
                depth += 1;
            }
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return open.map(|open| &text[open..at]);
                }
            }
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// The characters of code that stand in no text.
fn outside_texts(text: &str) -> Vec<(usize, char)> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '"' {
            while let Some((_, c)) = chars.next() {
                match c {
                    '\\' => drop(chars.next()),
                    '"' => break,
                    _ => {}
                }
            }
            continue;
        }
        let rest = &text[at..];
        if c == '\'' && rest.chars().nth(2) == Some('\'') {
            chars.nth(1);
            continue;
        }
        out.push((at, c));
    }
    out
}

/// The patterns of the arms, without their guards.
fn patterns(body: &str) -> Vec<String> {
    let chars = outside_texts(body);
    let (mut depth, mut start, mut in_pattern) = (0_i32, 0, true);
    let mut patterns = Vec::new();
    for (nth, (at, c)) in chars.iter().enumerate() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth -= 1;
                if *c == '}' && depth == 0 && !in_pattern {
                    (in_pattern, start) = (true, at + 1);
                }
            }
            '=' if depth == 0 && in_pattern && chars.get(nth + 1).is_some_and(|c| c.1 == '>') => {
                let whole = &body[start..*at];
                let pattern = whole.split(" if ").next().unwrap_or(whole);
                patterns.push(pattern.trim_matches([',', ' ', '\n']).to_owned());
                in_pattern = false;
            }
            ',' if depth == 0 && !in_pattern => (in_pattern, start) = (true, at + 1),
            _ => {}
        }
    }
    patterns
}

/// Whether a pattern takes whatever kind comes: `_`, or a name.
fn takes_any(pattern: &str) -> bool {
    pattern.split(['(', ')', ',', '|', ' ']).filter(|part| !part.is_empty()).any(|part| {
        part.starts_with('_') || part == ".." || part.chars().all(|c| c.is_ascii_lowercase())
    })
}

fn wildcards(file: &str, text: &str) -> Vec<String> {
    let text = without_tests(text);
    let mut wrong: Vec<String> = matches_on_kinds(text)
        .into_iter()
        .flatten()
        .filter(|pattern| takes_any(pattern))
        .map(|pattern| format!("{file}: `{pattern}` takes kinds that nobody has thought of"))
        .collect();
    // `matches!` is a match with a silent `_`.
    for (at, _) in text.match_indices("matches!(") {
        let inside = block_of_parentheses(&text[at + "matches!".len()..]);
        if names_kind(inside) {
            wrong.push(format!(
                "{file}: `matches!{inside}` is a list of kinds: a column is missing"
            ));
        }
    }
    wrong
}

fn block_of_parentheses(text: &str) -> &str {
    let mut depth = 0;
    for (at, c) in outside_texts(text) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..=at];
        }
    }
    text
}

#[test]
fn no_match_on_kinds_takes_whatever_comes() {
    let mut wrong = Vec::new();
    // What the editors' server offers for some kinds beyond the rest is extra: completed, shown,
    // checked and found is every kind, by the table.
    for (file, text) in source().into_iter().filter(|(file, _)| !file.starts_with("lsp/")) {
        wrong.extend(wildcards(&file, &text));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_search_for_wildcards_finds_them() {
    let check = |text: &str, expected: usize| {
        assert_eq!(wildcards("x.rs", text).len(), expected, "{text}");
    };
    check("match kind { Kind::Goal => 1, _ => 2 }", 1);
    check("match kind { Kind::Goal => { f(\"}\") } other => 2 }", 1);
    check("match (a, kind) { (1, Kind::Goal) => 1, (_, Kind::Topic) => 2 }", 1);
    check("match kind { Some(Kind::Goal) => 1, Some(kind) => g(kind), None => 2 }", 1);
    check("match kind { Kind::Goal if x => 1, Kind::Goal | Kind::Topic => 2 }", 0);
    check("match error { ErrorKind::Other => 1, _ => 2 }", 0);
    check("matches!(kind, Kind::Goal | Kind::Topic)", 1);
    check("matches!(error.kind(), ErrorKind::Other)", 0);
    check("match x { 1 => Kind::Goal, _ => Kind::Topic }", 0);
    check("match x { A => match kind { Kind::Goal => 1, _ => 2 }, _ => 3 }", 1);
}

#[test]
fn every_kind_is_taken_by_a_fold_and_stands_in_a_list() {
    for kind in Kind::ALL {
        assert!(!kind.row().folds.is_empty(), "{} is lost", kind.word());
        for fold in kind.row().folds {
            assert!(Fold::ALL.contains(fold), "{} goes to a fold that is not run", kind.word());
        }
        assert!(List::ALL.contains(&kind.row().list));
        if kind.is_for_all() {
            let about = kind.row().about;
            assert!(matches!(about, About::Everyone | About::Lead), "{}", kind.word());
        }
    }
}

/// The schema of the document names each list, so that a list cannot come without its contract.
#[test]
fn the_schema_names_every_list() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../docs/schema.json")).unwrap();
    for list in List::ALL {
        let found = schema.to_string().contains(&format!("\"{}\":", list.key()));
        assert!(found, "docs/schema.json has no `{}`", list.key());
    }
}

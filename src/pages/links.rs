//! Links of notes to notes that get another name: which they are, and what they are then.
//!
//! A link keeps its form: its label, its anchor, `.md` or none, a whole path or a name alone. What
//! may mean several notes is counted and left.

use crate::note::front_matter::Fence;
use crate::note::markup;
use crate::text::ids::NotePath;
use crate::text::percent_code;
use crate::text::span::{Span, fold};
use crate::vault::layout::{Layout, relative};
use std::collections::BTreeMap;

/// Files that get another name, old to new.
pub type Moves = BTreeMap<NotePath, NotePath>;

/// The links of one text that have to be changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Relinked {
    /// What stands there, and what is to stand there; sorted, disjoint.
    pub edits: Vec<(Span, String)>,
    /// Links that may mean one of the moved files and another one too.
    pub unclear: Vec<Span>,
}

/// Finds the links of a text of the note `from` to one of the moved files.
pub fn relink_text(text: &str, from: &NotePath, layout: &Layout, moves: &Moves) -> Relinked {
    let links = LinkRewriter { text, from, layout, moves };
    let mut found = Relinked::default();
    let body = Fence::find(text).body_start();
    // In front matter a link stands in a value: `person: "[[Alice]]"`.
    let mut at = 0;
    while let Some(open) = text[at..body].find("[[").map(|open| at + open) {
        let Some(close) = text[open..body].find("]]").map(|close| open + close + 2) else { break };
        links.wiki(Span::new(open, close), &mut found);
        at = close;
    }
    for aim in markup::link_targets(text, body) {
        match aim.wiki {
            true => links.wiki(aim.span, &mut found),
            false => links.markdown(aim.span, &mut found),
        }
    }
    found.edits.sort_by_key(|(span, _)| span.start);
    found.edits.dedup_by(|later, first| later.0.meets(first.0) || later.0 == first.0);
    found
}

/// What a link may mean.
enum Meant<'m> {
    Moved(&'m NotePath, &'m NotePath),
    Unclear,
    Another,
}

struct LinkRewriter<'l> {
    text: &'l str,
    from: &'l NotePath,
    layout: &'l Layout,
    moves: &'l Moves,
}

impl<'l> LinkRewriter<'l> {
    /// `[[target#anchor|label]]`, in Dendron `[[label|target#anchor]]`, with `!` before it or not.
    fn wiki(&self, span: Span, found: &mut Relinked) {
        let source = span.of(self.text);
        let Some(open) = source.find("[[").map(|open| open + 2) else { return };
        let Some(inside) = source.get(open..source.len().saturating_sub(2)) else { return };
        let bar = inside.find('|');
        let first = Span::new(0, bar.map_or(inside.len(), |bar| bar));
        let second = bar.map(|bar| Span::new(bar + 1, inside.len()));
        let targets = match (self.layout.label_first(), second) {
            (true, Some(second)) => vec![second, first],
            _ => vec![first],
        };
        for part in targets {
            let target = part.of(inside);
            let end = target.find('#').unwrap_or(target.len());
            let end = target[..end].trim_end_matches('\\').trim_end().len();
            let name = target[..end].trim_start();
            let start = span.start + open + part.start + (end - name.len());
            let place = Span::new(start, start + name.len());
            match self.meant_file(name) {
                Meant::Moved(old, new) => {
                    found.edits.push((place, self.named_like(name, old, new)));
                    return;
                }
                Meant::Unclear => found.unclear.push(span),
                Meant::Another => {}
            }
        }
    }

    /// What a name in a wikilink means.
    fn meant_file(&self, name: &str) -> Meant<'l> {
        let asked = fold(name.trim_start_matches('/'));
        let asked = asked.strip_suffix(".md").unwrap_or(&asked);
        if asked.is_empty() {
            return Meant::Another;
        }
        let fits = |path: &NotePath| {
            let whole = fold(path.without_ending());
            whole == asked || whole.strip_suffix(asked).is_some_and(|rest| rest.ends_with('/'))
        };
        let is_picture = |path: &&NotePath| path.as_str().ends_with(".svg");
        let pictures = self.moves.keys().filter(is_picture).filter(|path| {
            let whole = fold(path.as_str());
            whole == asked || whole.strip_suffix(asked).is_some_and(|rest| rest.ends_with('/'))
        });
        let notes = self.layout.notes_named(asked).into_iter().filter(|path| fits(path));
        let all: Vec<&NotePath> = notes.chain(pictures).collect();
        let exact = all.iter().find(|path| fold(path.without_ending()) == asked);
        let beside = || all.iter().find(|path| path.folder() == self.from.folder());
        let one = match all.as_slice() {
            [one] => Some(one),
            _ => exact.or_else(beside),
        };
        let moved = |path: &&NotePath| self.moves.get_key_value(*path);
        match one.map(moved) {
            Some(Some((old, new))) => Meant::Moved(old, new),
            None if all.iter().any(|path| moved(path).is_some()) => Meant::Unclear,
            _ => Meant::Another,
        }
    }

    /// The new name in the form of the one that stands there.
    fn named_like(&self, name: &str, old: &NotePath, new: &NotePath) -> String {
        let has_ending = name.to_lowercase().ends_with(".md");
        let whole = fold(name.trim_end_matches(".md")) == fold(old.without_ending());
        let is_path = name.contains('/');
        let taken = || self.layout.notes_named(new.stem()).into_iter().any(|path| path != new);
        let text = match (is_path && whole) || taken() {
            true => new.without_ending(),
            false => new.stem(),
        };
        let text = if new.as_str().ends_with(".svg") && !(is_path && whole) {
            new.file_name()
        } else {
            text
        };
        if has_ending { format!("{text}.md") } else { text.to_owned() }
    }

    /// `[label](address#anchor "title")`, `![..](..)`, `[label]: address`.
    fn markdown(&self, span: Span, found: &mut Relinked) {
        let source = span.of(self.text);
        let Some(begin) = source.rfind("](").or_else(|| source.find("]:")) else { return };
        let rest = &source[begin + 2..];
        let start = begin + 2 + (rest.len() - rest.trim_start().len());
        let address = match source[start..].strip_prefix('<') {
            Some(inside) => {
                let Some(end) = inside.find('>') else { return };
                Span::new(start + 1, start + 1 + end)
            }
            None => {
                let mut depth = 0_usize;
                let end = source[start..].find(|c: char| {
                    match c {
                        '(' => depth += 1,
                        ')' if depth == 0 => return true,
                        ')' => depth -= 1,
                        _ => return c.is_whitespace(),
                    }
                    false
                });
                Span::new(start, end.map_or(source.len(), |end| start + end))
            }
        };
        let written = address.of(source);
        let in_angles = source[..address.start].ends_with('<');
        let end = written.find(['#', '?']).unwrap_or(written.len());
        let path = &written[..end];
        if path.is_empty() || path.contains("://") || path.starts_with("mailto:") {
            return;
        }
        let Some(aim) = self.path_of_address(path) else { return };
        let with_ending = NotePath::new(&format!("{aim}.md")).ok();
        let moved = NotePath::new(&aim).ok().and_then(|path| self.moves.get(&path));
        let bare = with_ending.and_then(|path| self.moves.get(&path));
        let Some(new) = moved.or(bare) else { return };
        let mut now = match path.starts_with('/') {
            true => format!("/{}", relative(&root_path(), new)),
            false => relative(self.from, new),
        };
        if path.starts_with("./") && !now.starts_with('.') {
            now = format!("./{now}");
        }
        if in_angles {
            now = percent_code::decoded(&now);
        }
        if moved.is_none() {
            now = now.trim_end_matches(".md").to_owned();
        }
        let place = Span::new(span.start + address.start, span.start + address.start + end);
        found.edits.push((place, now));
    }

    /// The path in the vault that an address of the note means.
    fn path_of_address(&self, path: &str) -> Option<String> {
        let plain = percent_code::decoded(path);
        let (from, rest) = match plain.strip_prefix('/') {
            Some(rest) => ("", rest),
            None => (self.from.folder(), plain.as_str()),
        };
        let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
        for part in rest.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }
}

fn root_path() -> NotePath {
    NotePath::new("x.md").expect("a plain name is a path")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::splice;
    use crate::vault::config::Config;
    use crate::vault::names::Names;

    fn path(text: &str) -> NotePath {
        NotePath::new(text).unwrap()
    }

    fn check_in(settings: &str, from: &str, text: &str, expected: &str) {
        let notes = ["M/Ana/Rollup.md", "M/Bo/Rollup.md", "M/Ana/2026-11-17.md", "X.md", from];
        let notes: Vec<NotePath> = notes.iter().map(|note| path(note)).collect();
        let settings = BTreeMap::from([(settings.to_owned(), "{}".to_owned())]);
        let (config, names) = (Config::default(), Names::of(notes.iter()));
        let layout = Layout::of(&settings, &config, names, (&[], None));
        let moves = Moves::from([
            (path("M/Ana/Rollup.md"), path("M/Ana/Ana rollup.md")),
            (path("M/Bo/Rollup.md"), path("M/Bo/Bo rollup.md")),
            (path("M/Ana/2026-11-17.md"), path("M/Ana/2026-11-17 Ana.md")),
            (path("M/Ana/Rollup.goals.svg"), path("M/Ana/Ana rollup.goals.svg")),
        ]);
        let found = relink_text(text, &path(from), &layout, &moves);
        assert_eq!(splice(text, &found.edits), expected, "{text}");
        let unclear = expected.contains("unclear");
        assert_eq!(found.unclear.len(), usize::from(unclear), "{text}");
    }

    fn check(text: &str, expected: &str) {
        check_in(".obsidian/app.json", "Daily/x.md", text, expected);
    }

    #[test]
    fn wikilinks_keep_their_form() {
        check("[[2026-11-17]]", "[[2026-11-17 Ana]]");
        check("see [[2026-11-17#Agreed|then]] and", "see [[2026-11-17 Ana#Agreed|then]] and");
        check("![[2026-11-17#^rota]]", "![[2026-11-17 Ana#^rota]]");
        check("[[M/Ana/Rollup]]", "[[M/Ana/Ana rollup]]");
        check("[[Ana/Rollup|hers]] [[Bo/rollup]]", "[[Ana rollup|hers]] [[Bo rollup]]");
        check("[[M/Ana/Rollup.md]]", "[[M/Ana/Ana rollup.md]]");
        check("| a | [[Ana/Rollup\\|b]] |\n|---|---|\n", "| a | [[Ana rollup\\|b]] |\n|---|---|\n");
        check("# on [[Ana/Rollup]]", "# on [[Ana rollup]]");
        check("---\nx: \"[[2026-11-17]]\"\n---\n", "---\nx: \"[[2026-11-17 Ana]]\"\n---\n");
        check("![[Rollup.goals.svg]]", "![[Ana rollup.goals.svg]]");
        check("%% [[2026-11-17]] %%", "%% [[2026-11-17 Ana]] %%");
        check("[[X]] [[Rollups]] [[]] [[#here]]", "[[X]] [[Rollups]] [[]] [[#here]]");
        check("`[[2026-11-17]]`", "`[[2026-11-17]]`");
        check("```\n[[2026-11-17]]\n```\n", "```\n[[2026-11-17]]\n```\n");
        check("unclear [[Rollup]]", "unclear [[Rollup]]");
        check_in(".obsidian/app.json", "M/Bo/x.md", "[[Rollup]]", "[[Bo rollup]]");
        check_in("dendron.yml", "x.md", "[[then|2026-11-17#a]]", "[[then|2026-11-17 Ana#a]]");
    }

    #[test]
    fn markdown_links_keep_their_form() {
        let check = |text: &str, expected: &str| check_in("x", "Daily/x.md", text, expected);
        check("[a](../M/Ana/Rollup.md)", "[a](../M/Ana/Ana%20rollup.md)");
        check("[a](<../M/Ana/Rollup.md>)", "[a](<../M/Ana/Ana rollup.md>)");
        check("[a](../M/Ana/Rollup.md#goals \"t\")", "[a](../M/Ana/Ana%20rollup.md#goals \"t\")");
        check("[a](/M/Ana/Rollup.md)", "[a](/M/Ana/Ana%20rollup.md)");
        check("[a](../M/Ana/Rollup)", "[a](../M/Ana/Ana%20rollup)");
        check("[a](../M/%41na/Rollup.md)", "[a](../M/Ana/Ana%20rollup.md)");
        check("![p](../M/Ana/Rollup.goals.svg)", "![p](../M/Ana/Ana%20rollup.goals.svg)");
        check("[a][r]\n\n[r]: ../M/Bo/Rollup.md\n", "[a][r]\n\n[r]: ../M/Bo/Bo%20rollup.md\n");
        check("[a](Rollup.md) [b](https://x/Rollup.md)", "[a](Rollup.md) [b](https://x/Rollup.md)");
        check_in("x", "M/Ana/y.md", "[a](./Rollup.md)", "[a](./Ana%20rollup.md)");
    }
}

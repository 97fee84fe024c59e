//! Dendron dots and Obsidian folders: what a path is, where a page goes, how a link is written.
//!
//! The only file that knows naming schemes. It decides from the settings files beside the notes
//! and from what the vault already does; it never looks at the disk.

use crate::text::date::Day;
use crate::text::ids::{NotePath, slug};
use crate::text::span::{Span, fold, splice};
use crate::text::yaml;
use crate::text::yaml::Yaml;
use crate::vault::config::{Config, Links};
use crate::vault::day_form;
use crate::vault::lasting;
use crate::vault::names::Names;
use crate::vault::obsidian::{self, DailySettings};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Settings of other programs that say how this vault is kept, by path in the vault.
pub const SETTINGS: &[&str] = &{
    let [app, daily, plugins, templates, templater, periodic, tasks] = obsidian::FILES;
    ["dendron.yml", app, daily, plugins, templates, templater, periodic, tasks]
};

/// Which program's vault this is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// Dendron: dots are the hierarchy.
    Dendron,
    /// Obsidian: folders are.
    Obsidian,
    /// Both.
    Mixed,
    /// Neither: Markdown notes.
    #[default]
    Plain,
}

/// How this vault names and links its notes.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Whose vault it is.
    pub dialect: Dialect,
    /// New notes are named with dots.
    pub dotted: bool,
    /// The folder for new dotted notes, empty or ending in `/`.
    pub home: String,
    /// The folder for new 1-2-1 notes where folders are used.
    pub base: String,
    /// Links are `[[..]]`.
    pub wiki: bool,
    /// How daily notes are made, where Obsidian's settings say it.
    pub daily: Option<DailySettings>,
    /// Pages about a person are called by their kind alone (`Rollup.md` in a folder for each
    /// person), as they were before 0.2.0.
    pub short_names: bool,
    /// The Tasks or Dataview plugin reads these notes too.
    pub obsidian_plugins: Vec<String>,
    /// Folders and files that the user's own programs fill new notes from: they are no notes.
    pub templates: Vec<String>,
    /// Notes by file name, for links and twins.
    names: Names,
    /// Notes that are about to be made, with the hashes of their names.
    expected: Vec<(u64, NotePath)>,
}

impl Layout {
    /// What the settings alone tell, before any note was looked at.
    pub fn at_first(settings: &BTreeMap<String, String>, config: &Config) -> Layout {
        Layout::of(settings, config, Names::default(), (&[], None))
    }

    /// Decides how the vault is kept: `settings` by path, and the notes' paths.
    pub fn of(
        settings: &BTreeMap<String, String>,
        config: &Config,
        names: Names,
        (meetings, pages): (&[MeetingHome], Option<&NotePath>),
    ) -> Layout {
        let dendron = settings.get("dendron.yml");
        let is_obsidian = settings.keys().any(|path| path.starts_with(".obsidian"));
        let dialect = match (dendron.is_some(), is_obsidian) {
            (true, true) => Dialect::Mixed,
            (true, false) => Dialect::Dendron,
            (false, true) => Dialect::Obsidian,
            (false, false) => Dialect::Plain,
        };
        let markdown = obsidian::markdown_links(settings);
        // The dots of a day (`Eve 17.11.2026`) are no hierarchy.
        let is_dotted = |stem: &str| {
            stem.matches('.').count() >= 2
                && !stem.contains(char::is_whitespace)
                && stem.contains(char::is_alphabetic)
        };
        let dots = meetings.iter().filter(|kept| is_dotted(kept.path.stem())).count();
        let dotted = match dialect {
            Dialect::Dendron | Dialect::Mixed => true,
            Dialect::Obsidian => false,
            Dialect::Plain => !meetings.is_empty() && dots * 2 > meetings.len(),
        };
        Layout {
            dialect,
            dotted,
            home: dendron.map_or_else(String::new, |text| dendron_home(text)),
            base: base_folder(meetings, pages),
            wiki: match config.links {
                Links::Wiki => true,
                Links::Markdown => false,
                Links::Auto => !markdown,
            },
            daily: obsidian::daily(settings),
            short_names: false,
            obsidian_plugins: obsidian::plugins(settings).unwrap_or_default(),
            templates: obsidian::templates(settings),
            names,
            expected: Vec::new(),
        }
    }

    /// Whether the note at a path is one that new notes are filled from.
    pub fn is_template(&self, path: &str) -> bool {
        self.templates.iter().any(|template| {
            let rest = path.strip_prefix(template.as_str());
            rest.is_some_and(|rest| rest.starts_with('/') || rest == ".md" || rest.is_empty())
        })
    }

    /// Whether Dendron's order `[[label|target]]` may be meant.
    pub fn label_first(&self) -> bool {
        matches!(self.dialect, Dialect::Dendron | Dialect::Mixed)
    }

    /// Counts a note that is about to be made, so that links know of its name.
    pub fn expect(&mut self, path: &NotePath) {
        if !self.notes_named(path.stem()).contains(&path) {
            self.expected.push((Names::hash(path.stem()), path.clone()));
        }
    }

    /// The notes of a file name (without folder and `.md`), or of a path.
    pub fn notes_named(&self, name: &str) -> Vec<&NotePath> {
        let stem = name.rsplit('/').next().unwrap_or(name);
        let mut found: Vec<&NotePath> = self.names.named(stem).collect();
        if !self.expected.is_empty() {
            let (hash, folded) = (Names::hash(stem), fold(stem));
            let same = self.expected.iter().filter(|(other, _)| *other == hash);
            found.extend(same.map(|(_, path)| path).filter(|path| fold(path.stem()) == folded));
        }
        found
    }

    /// A path that is there already and differs from `wanted` only in case or normal form.
    pub fn present(&self, wanted: NotePath) -> NotePath {
        let folded = wanted.folded();
        let twins = self.notes_named(wanted.stem()).into_iter();
        twins.filter(|path| path.folded() == folded).min().cloned().unwrap_or(wanted)
    }

    /// A link to a note, a block or a heading in it, as this vault writes links.
    pub fn link(&self, from: &NotePath, to: &NotePath, anchor: Option<&Anchor>) -> String {
        let stem = to.stem();
        let awkward = |name: &str| {
            name.bytes().any(|b| matches!(b, b'[' | b']' | b'|' | b'#' | b'^' | b'\\'))
        };
        if self.wiki && !awkward(to.as_str()) {
            let hash = Names::hash(stem);
            let unique = self.names.is_surely_unique(hash)
                && self.expected.iter().all(|(other, _)| *other != hash)
                || self.notes_named(stem).len() <= 1;
            let name = if unique { stem } else { to.without_ending() };
            // A page has a thousand of them: put together without a format.
            return match anchor {
                Some(Anchor::Block(id)) => ["[[", name, "#^", id, "]]"].concat(),
                Some(Anchor::Heading(text)) => {
                    ["[[", name, &self.heading_anchor(text), "]]"].concat()
                }
                None => ["[[", name, "]]"].concat(),
            };
        }
        let anchor_text = match anchor {
            Some(Anchor::Block(id)) => format!("#^{id}"),
            Some(Anchor::Heading(text)) => format!("#{}", heading_slug(text)),
            None => String::new(),
        };
        format!("[{}]({}{anchor_text})", escaped(stem), relative(from, to))
    }

    /// A link to a page that is called by its person and its kind: where Obsidian reads it, it is
    /// shown as its kind alone.
    pub fn page_link(&self, from: &NotePath, to: &NotePath, word: &str) -> String {
        let link = self.link(from, to, None);
        let is_long = !to.stem().eq_ignore_ascii_case(word);
        match link.strip_suffix("]]") {
            Some(begun) if self.dialect == Dialect::Obsidian && is_long => {
                format!("{begun}|{word}]]")
            }
            _ => link,
        }
    }

    fn heading_anchor(&self, text: &str) -> String {
        if self.label_first() {
            return format!("#{}", heading_slug(text));
        }
        // Obsidian drops these from its own heading links; two blanks would not be found.
        let plain: String =
            text.chars().map(|c| if "#|^:%[]\\".contains(c) { ' ' } else { c }).collect();
        format!("#{}", plain.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Tags and kinds that make a note a 1-2-1.
pub const MEETING_WORDS: &[&str] =
    &["one-on-one", "1-1", "1-2-1", "121", "1on1", "1:1", "one-on-ones", "oneonone", "1-2-1s"];

/// Whether a folder or a segment of a name says `1-2-1` in some way.
pub fn says_one_on_one(part: &str) -> bool {
    let folded = fold(part).replace(' ', "-");
    let bare = folded.trim_end_matches('s');
    MEETING_WORDS.contains(&folded.as_str())
        || MEETING_WORDS.contains(&bare)
        || ["one-on-one", "1on1", "1-on-1", "1-2-1", "one-to-one", "1to1"]
            .iter()
            .any(|word| folded.contains(word))
}

/// A place in a note that a link can name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Anchor {
    /// `^id`.
    Block(String),
    /// The text of a heading.
    Heading(String),
}

/// The name of the note that a sync tool or an editor left this file beside, if it is such a file.
pub fn leftover(file_name: &str) -> Option<String> {
    // Told of each file of the vault: most have none of the signs that all the others have.
    let plain = file_name.ends_with(".md") && !file_name.starts_with('.');
    let marked = [".sync-conflict-", ".vault121-"].iter().any(|mark| file_name.contains(mark));
    if plain && !file_name.contains(['(', '\'']) && !marked {
        return None;
    }
    let lower = file_name.to_lowercase();
    if let Some((before, after)) = file_name.split_once(".sync-conflict-") {
        let ending = after.rsplit_once('.').map_or("", |(_, ending)| ending);
        return Some(format!("{before}.{ending}"));
    }
    let ours = [".vault121-conflict-", ".vault121-rescued-"];
    if let Some((before, _)) = ours.iter().find_map(|word| file_name.split_once(word)) {
        return Some(format!("{before}.md"));
    }
    if let Some(at) = lower.find(" (conflicted copy").or_else(|| lower.find("'s conflicted copy")) {
        let ending = if lower.ends_with(".md") { ".md" } else { "" };
        let before = file_name.get(..at).unwrap_or("");
        let before = before.rsplit_once(" (").map_or(before, |(name, _)| name);
        return Some(format!("{before}{ending}"));
    }
    if let Some(rest) = file_name.strip_prefix(".#") {
        return Some(rest.to_owned());
    }
    if let Some(rest) = file_name.strip_suffix('~') {
        return Some(rest.to_owned());
    }
    if let Some(rest) = file_name.strip_suffix(".icloud") {
        return Some(rest.trim_start_matches('.').to_owned());
    }
    let swap = lower.ends_with(".swp") || lower.ends_with(".swx") || lower.ends_with(".swo");
    swap.then(|| {
        let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
        stem.trim_start_matches('.').to_owned()
    })
}

/// The path of a 1-2-1 note on `day`, made like the one at `model`, which is about `its_day`.
pub fn like(model: &NotePath, its_day: Day, day: Day) -> Option<NotePath> {
    let compact = |day: Day| day.to_string().replace('-', "");
    let name = model.file_name();
    let name = match name.contains(&compact(its_day)) {
        true => name.replacen(&compact(its_day), &compact(day), 1),
        false => day_form::renamed(name, its_day, day)?,
    };
    let mut folders = Vec::new();
    let mut above = None;
    for part in model.folder().split('/') {
        folders.push(day_form::folder(part, above, its_day, day)?);
        above = Some(part);
    }
    let folder = folders.join("/");
    let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
    NotePath::new(&path).ok()
}

/// The path of a 1-2-1 note with somebody else, made like the one at `model`: its day and the names
/// of its person change places with the new ones. Nothing where the path names neither.
pub fn like_with(
    model: &NotePath,
    (its_day, day): (Day, Day),
    names: (&[String], &[String]),
) -> Option<NotePath> {
    like(&named_like(model, names)?, its_day, day)
}

/// The same of a path that names no day. Nothing where it does not name its person.
pub fn named_like(
    model: &NotePath,
    (its_names, names): (&[String], &[String]),
) -> Option<NotePath> {
    let small = |name: &String| name.to_lowercase();
    let pairs: Vec<(String, String)> =
        its_names.iter().cloned().zip(names.iter().cloned()).collect();
    let in_small = || its_names.iter().map(small).zip(names.iter().map(small));
    // A name of one word in small letters is an id before it is a name.
    let of_words = in_small().filter(|(old, _)| old.contains([' ', '-', '_', '.']));
    let full = pairs.iter().take_while(|(old, _)| old.contains([' ', '-', '_', '.'])).cloned();
    let ways: Vec<(String, String)> =
        full.chain(of_words).chain(pairs.iter().cloned()).chain(in_small()).collect();
    // A path may name somebody twice, in a folder and in the file's name.
    let mut edits: Vec<(Span, String)> = Vec::new();
    for (old, new) in &ways {
        for span in words_of(model.as_str(), old) {
            if edits.iter().all(|(taken, _)| !taken.meets(span)) {
                edits.push((span, new.clone()));
            }
        }
    }
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|(span, _)| span.start);
    NotePath::new(&splice(model.as_str(), &edits)).ok()
}

/// Where a name stands in a text as a word of its own.
fn words_of(text: &str, name: &str) -> Vec<Span> {
    let is_free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let found = text.match_indices(name).filter(|_| !name.is_empty());
    let spans = found.map(|(at, _)| Span::new(at, at + name.len()));
    let is_whole = |span: &Span| {
        let (before, behind) = (&text[..span.start], &text[span.end..]);
        is_free(before.chars().next_back()) && is_free(behind.chars().next())
    };
    spans.filter(is_whole).collect()
}

/// A name that can be a file's: without what Windows and links cannot bear.
pub fn file_word(name: &str) -> String {
    let kept: String = name
        .chars()
        .map(|c| if "\\/:*?\"<>|#^[]".contains(c) || c.is_control() { ' ' } else { c })
        .collect();
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept = kept.trim_matches('.').to_owned();
    if kept.is_empty() { "note".to_owned() } else { kept }
}

fn dendron_home(text: &str) -> String {
    let Ok(yaml) = yaml::parse(text) else {
        return String::new();
    };
    let vaults = yaml.get("workspace").and_then(|workspace| workspace.get("vaults"));
    let Some(Yaml::List(vaults)) = vaults.or_else(|| yaml.get("vaults")) else {
        return String::new();
    };
    let first = vaults.first();
    let path = first.and_then(|vault| vault.get("fsPath")).and_then(Yaml::text).unwrap_or_default();
    let contained = first.and_then(|vault| vault.get("selfContained")).and_then(Yaml::truth);
    let mut home =
        path.trim_start_matches("./").trim_matches('/').trim_start_matches('.').to_owned();
    if contained == Some(true) {
        home = format!("{home}/notes").trim_matches('/').to_owned();
    }
    if home.is_empty() || NotePath::new(&home).is_err() { String::new() } else { home + "/" }
}

/// Where a 1-2-1 note is kept.
pub struct MeetingHome<'a> {
    pub path: &'a NotePath,
    /// Its folder, up to the first part that names the person: what others may stand in too.
    pub shared: &'a str,
}

impl<'a> MeetingHome<'a> {
    /// Where a note of somebody is kept whom a path may name so.
    pub fn of(path: &'a NotePath, names: &[String]) -> MeetingHome<'a> {
        let small: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let is_theirs = |part: &str| {
            let part = part.to_lowercase();
            small.iter().any(|name| !words_of(&part, name).is_empty())
        };
        let folder = path.folder();
        let mut end = 0;
        for part in folder.split('/').take_while(|part| !is_theirs(part)) {
            end += part.len() + usize::from(end > 0);
        }
        MeetingHome { path, shared: &folder[..end] }
    }
}

/// The folder in which most 1-2-1 notes stand, its first part, and never one person's own; the one
/// in which our pages stand already goes before, or they would move when a prep that we make tips
/// the balance.
fn base_folder(meetings: &[MeetingHome], pages: Option<&NotePath>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for kept in meetings {
        let folder = kept.shared;
        let mut end = 0;
        // Down to the folder that says what it is; without one, the first.
        for part in folder.split('/') {
            end += part.len() + usize::from(end > 0);
            if says_one_on_one(part) {
                break;
            }
        }
        let named = folder.split('/').any(says_one_on_one);
        let base = if named { &folder[..end] } else { folder.split('/').next().unwrap_or("") };
        if !base.is_empty() {
            *counts.entry(base).or_default() += 1;
        }
    }
    let kept = pages.map(NotePath::folder).filter(|folder| counts.contains_key(folder));
    if let Some(kept) = kept {
        return kept.to_owned();
    }
    // `2026/Q4/1-1s`: the folder of one quarter is no place for pages that last.
    let mut lasts: BTreeMap<&str, usize> = BTreeMap::new();
    for (base, count) in counts {
        let whole = lasting::lasting(base);
        let says = base.rsplit('/').next().filter(|part| says_one_on_one(part));
        let base = match whole.len() == base.len() {
            true => base,
            false if whole.is_empty() => says.unwrap_or(NEW_BASE),
            false => whole,
        };
        *lasts.entry(base).or_default() += count;
    }
    let counts = lasts;
    let best = counts.into_iter().max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name)));
    best.map_or_else(|| NEW_BASE.to_owned(), |(name, _)| name.to_owned())
}

/// The folder of a vault that has none.
const NEW_BASE: &str = "1-2-1s";

/// GitHub's and Dendron's anchor of a heading: lower case, no punctuation, blanks as hyphens.
fn heading_slug(text: &str) -> String {
    let kept = text.to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || *c == ' ' || *c == '-' || *c == '_');
    let kept: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
    if kept.is_empty() { slug(text) } else { kept }
}

fn escaped(label: &str) -> String {
    label.replace('[', "\\[").replace(']', "\\]")
}

/// The address of `to` for a Markdown link in `from`, percent-encoded where it has to be.
pub fn relative(from: &NotePath, to: &NotePath) -> String {
    let here: Vec<&str> = from.folder().split('/').filter(|part| !part.is_empty()).collect();
    let there: Vec<&str> = to.as_str().split('/').collect();
    let same = here.iter().zip(&there[..there.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut parts: Vec<String> = here[same..].iter().map(|_| "..".to_owned()).collect();
    parts.extend(there[same..].iter().map(|part| {
        let mut out = String::new();
        for c in part.chars() {
            match c {
                ' ' | '(' | ')' | '<' | '>' | '%' | '#' | '?' | '[' | ']' | '|' | '^' | '\\' => {
                    out.push_str(&format!("%{:02X}", u32::from(c)));
                }
                _ => out.push(c),
            }
        }
        out
    }));
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> NotePath {
        NotePath::new(text).unwrap()
    }

    fn layout(settings: &[(&str, &str)], notes: &[&str]) -> Layout {
        let settings = settings.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let notes: Vec<NotePath> = notes.iter().map(|note| path(note)).collect();
        Layout::of(&settings, &Config::default(), Names::of(notes.iter()), (&[], None))
    }

    #[test]
    fn links_in_the_vaults_own_style() {
        let obsidian = layout(&[(".obsidian/app.json", "{}")], &["a/X.md", "b/X.md", "c/Y z.md"]);
        let from = path("a/X.md");
        assert_eq!(obsidian.link(&from, &path("c/Y z.md"), None), "[[Y z]]");
        assert_eq!(obsidian.link(&from, &path("b/X.md"), None), "[[b/X]]");
        let block = Anchor::Block("id".to_owned());
        assert_eq!(obsidian.link(&from, &path("c/Y z.md"), Some(&block)), "[[Y z#^id]]");
        let markdown = layout(&[(".obsidian/app.json", r#"{"useMarkdownLinks":true}"#)], &[]);
        assert_eq!(markdown.link(&from, &path("c/Y z.md"), None), "[Y z](../c/Y%20z.md)");
        assert_eq!(obsidian.link(&from, &path("c/Y #1.md"), None), "[Y #1](../c/Y%20%231.md)");
    }

    #[test]
    fn headings_as_anchors() {
        let anchor = Anchor::Heading("04.11.2026: ok".to_owned());
        let obsidian = layout(&[(".obsidian/app.json", "{}")], &[]);
        assert_eq!(
            obsidian.link(&path("a.md"), &path("b.md"), Some(&anchor)),
            "[[b#04.11.2026 ok]]"
        );
        let dendron = layout(&[("dendron.yml", "")], &[]);
        assert_eq!(dendron.link(&path("a.md"), &path("b.md"), Some(&anchor)), "[[b#04112026-ok]]");
    }

    #[test]
    fn a_note_like_the_last_one() {
        let (old, new) = (Day::iso("2026-11-17").unwrap(), Day::iso("2027-01-05").unwrap());
        let check = |model: &str, expected: &str| {
            assert_eq!(like(&path(model), old, new), Some(path(expected)), "{model}");
        };
        check("meet.alice.2026-11-17.md", "meet.alice.2027-01-05.md");
        check("meet.121.alice.2026.11.17.md", "meet.121.alice.2027.01.05.md");
        check(
            "1-2-1/alice/2026/2026-11-17 121 alice.md",
            "1-2-1/alice/2027/2027-01-05 121 alice.md",
        );
        assert_eq!(like(&path("Alice.md"), old, new), None);
    }

    #[test]
    fn a_note_like_that_of_somebody_else() {
        let (old, new) = (Day::iso("2026-11-17").unwrap(), Day::iso("2027-01-05").unwrap());
        let names = |full: &str, id: &str, first: &str| {
            let hyphens = full.replace(' ', "-");
            vec![full.to_owned(), hyphens, id.to_owned(), first.to_owned()]
        };
        let (ana, bo) = (names("Ana Sousa", "ana", "Ana"), names("Bo Dahl", "bo.dahl", "Bo"));
        for (model, expected) in [
            ("1-2-1s/Ana Sousa/2026-11-17.md", Some("1-2-1s/Bo Dahl/2027-01-05.md")),
            ("meet.121.ana.2026.11.17.md", Some("meet.121.bo.dahl.2027.01.05.md")),
            ("Ana Sousa/2026/2026-11-17 Ana Sousa.md", Some("Bo Dahl/2027/2027-01-05 Bo Dahl.md")),
            ("1on1/2026-11-17 Ana.md", Some("1on1/2027-01-05 Bo.md")),
            ("1on1/ana-sousa 2026-11-17.md", Some("1on1/bo-dahl 2027-01-05.md")),
            ("1on1/20261117_Ana Sousa.md", Some("1on1/20270105_Bo Dahl.md")),
            ("Ana/2026-11-17 Ana.md", Some("Bo/2027-01-05 Bo.md")),
            // Without a name, or with one that is a part of another word, it is nobody else's.
            ("1on1/2026-11-17.md", None),
            ("1on1/2026-11-17 Banana.md", None),
            ("1on1/Ana Sousa.md", None),
        ] {
            let found = like_with(&path(model), (old, new), (&ana, &bo));
            assert_eq!(found, expected.map(path), "{model}");
        }
    }

    #[test]
    fn leftovers_of_sync_tools_and_editors() {
        for (file, of) in [
            ("a.sync-conflict-20261124-1-A.md", Some("a.md")),
            ("a.vault121-conflict-20261124-101500-000.md", Some("a.md")),
            ("a (conflicted copy 2026-11-24).md", Some("a.md")),
            (".#a.md", Some("a.md")),
            ("a.md~", Some("a.md")),
            (".a.md.swp", Some("a.md")),
            (".a.md.icloud", Some("a.md")),
            ("a.md", None),
        ] {
            assert_eq!(leftover(file).as_deref(), of, "{file}");
        }
    }

    #[test]
    fn dendron_vault_folders() {
        let check = |yml: &str, home: &str| {
            assert_eq!(layout(&[("dendron.yml", yml)], &[]).home, home, "{yml}");
        };
        check("workspace:\n  vaults:\n    - fsPath: vault\n", "vault/");
        check("workspace:\n  vaults:\n    - fsPath: .\n      selfContained: true\n", "notes/");
        check("workspace:\n  vaults:\n    - fsPath: .\n", "");
        // As Dendron itself writes it, with the signs of tasks by their letters.
        let tasks = "workspace:\n  task:\n    statusSymbols:\n      '': ' '\n      x: x\n";
        check(&format!("{tasks}  vaults:\n    - fsPath: .\n      selfContained: true\n"), "notes/");
        check("workspace:\n  vaults:\n    - fsPath: ../../x\n", "");
    }
}

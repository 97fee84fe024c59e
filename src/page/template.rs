//! Templates and facts to text: the one door to the template engine.
//!
//! A template's front matter says what it is for; undefined names are errors; fuel is limited. A
//! template that fails says so and leaves the last good text where it is.

use crate::base::codes::Code;
use crate::base::diag::{Diagnostic, one_of};
use crate::base::id::NotePath;
use crate::base::text::{LineIndex, nearest};
use crate::base::yaml::{self, Yaml};
use crate::model::entry::Audience;
use crate::model::vault::TEMPLATE_FOLDER;
use crate::note::frontmatter::Fence;
use crate::note::region::is_name;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, syntax::SyntaxConfig};
use serde::Serialize;
use std::collections::BTreeMap;

/// The templates in the binary, by name: the very files of `templates/`.
pub const SHIPPED: &[(&str, &str)] = &[
    ("prep", include_str!("../../templates/prep.md")),
    ("first", include_str!("../../templates/first.md")),
    ("scaffold", include_str!("../../templates/scaffold.md")),
    ("agenda", include_str!("../../templates/agenda.md")),
    ("rollup", include_str!("../../templates/rollup.md")),
    ("team", include_str!("../../templates/team.md")),
    ("me", include_str!("../../templates/me.md")),
    ("shelf", include_str!("../../templates/shelf.md")),
];

/// What a page is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum For {
    /// Each coming 1-2-1.
    OneOnOne,
    /// Each person.
    Person,
    /// The team.
    Team,
    /// The lead.
    Lead,
}

/// A page's template.
#[derive(Clone, Debug)]
pub struct Page {
    /// The page's name, also its region's.
    pub name: String,
    /// What it is made for.
    pub made_for: For,
    /// Who reads it.
    pub audience: Audience,
    /// A template of its path; `None`: where pages of this name go.
    pub path: Option<String>,
    /// Written once, when the note is made, and then the user's.
    pub once: bool,
    /// The file's name without `.md`.
    pub file: String,
    /// It is one of the vault's own.
    pub own: bool,
}

/// All templates of a vault, ready to render.
pub struct Templates {
    env: Environment<'static>,
    /// The pages, by file name.
    pub pages: Vec<Page>,
    first_body_line: BTreeMap<String, usize>,
}

/// Steps a template may take; the shipped prep takes a few thousand.
const FUEL: u64 = 2_000_000;
/// A page longer than this is no page.
const MOST_PAGE_BYTES: usize = 1024 * 1024;
/// Includes and macros may nest so deep.
const MOST_DEPTH: usize = 60;

impl Templates {
    /// The shipped templates and the vault's own over them.
    pub fn new(own: &BTreeMap<String, String>) -> (Templates, Vec<Diagnostic>) {
        let mut env = Environment::new();
        env.set_debug(false);
        env.set_fuel(Some(FUEL));
        env.set_recursion_limit(MOST_DEPTH);
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_auto_escape_callback(|_| AutoEscape::None);
        env.set_formatter(|out, state, value| match value.is_none() {
            true => Ok(()),
            false => minijinja::escape_formatter(out, state, value),
        });
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()
            .expect("the ordinary delimiters are sound");
        env.set_syntax(syntax);
        let mut all = Templates { env, pages: Vec::new(), first_body_line: BTreeMap::new() };
        let mut said = Vec::new();
        for (name, text) in SHIPPED {
            let problem = all.add(name, text, false);
            debug_assert!(problem.is_none(), "{problem:?}");
        }
        for (name, text) in own {
            said.extend(all.add(name, text, true));
        }
        all.pages.sort_by(|a, b| a.file.cmp(&b.file));
        (all, said)
    }

    /// Renders a page with its facts.
    ///
    /// # Errors
    /// The complaint, placed in the template's file.
    pub fn render<T: Serialize>(&self, page: &Page, facts: &T) -> Result<String, Diagnostic> {
        let name = format!("{}.md", page.file);
        let text = self
            .env
            .get_template(&name)
            .and_then(|template| template.render(Value::from(Serde(facts))))
            .map_err(|error| self.explain(&page.file, &error))?;
        let path = template_path(&page.file);
        if text.len() > MOST_PAGE_BYTES {
            let message = "the page is longer than 1 MiB";
            return Err(Diagnostic::file(Code::TemplateBad, &path, message));
        }
        if text.contains("vault121:begin") || text.contains("vault121:end") {
            let message = "the template prints a region marker";
            return Err(Diagnostic::file(Code::TemplateBad, &path, message));
        }
        Ok(formatted(&text))
    }

    /// Renders a path such as `meet.{{ person }}.{{ date }}.md`.
    ///
    /// # Errors
    /// Why it is no path inside the vault.
    pub fn path<T: Serialize>(&self, template: &str, facts: &T) -> Result<NotePath, String> {
        let value = Value::from(Serde(facts));
        let text = if template.contains("{{") || template.contains("{%") {
            self.env.render_str(template, value)
        } else if template.contains(['~', '\'', '"']) {
            let expression = self.env.compile_expression(template);
            expression.and_then(|expression| expression.eval(value)).map(|value| value.to_string())
        } else {
            Ok(template.to_owned())
        };
        let text = text.map_err(|error| short(&error))?;
        let text = text.trim().trim_start_matches("./");
        let text = if text.ends_with(".md") { text.to_owned() } else { format!("{text}.md") };
        let path = NotePath::new(&text)?;
        if crate::model::vault::hidden(path.as_str()) {
            return Err(format!("`{path}` is in a folder that is not read"));
        }
        Ok(path)
    }

    /// The template of a page: the one of its name, else another that makes it.
    pub fn page(&self, name: &str) -> Option<&Page> {
        let made = || self.pages.iter().filter(|page| page.name == name && !page.once);
        made().find(|page| page.file == name).or_else(|| made().next())
    }

    fn add(&mut self, file: &str, text: &str, own: bool) -> Option<Diagnostic> {
        let path = template_path(file);
        let bad = |message: String| Some(Diagnostic::file(Code::TemplateBad, &path, message));
        let (page, body_at) = match head(file, text, own) {
            Ok(head) => head,
            Err(message) => return bad(message),
        };
        let lines = LineIndex::new(text);
        self.first_body_line.insert(file.to_owned(), lines.line0(body_at));
        let body = text[body_at..].trim_start_matches(['\n', '\r']);
        let skipped = text[body_at..].len() - body.len();
        self.first_body_line.insert(file.to_owned(), lines.line0(body_at + skipped));
        if !own {
            let name = format!("builtin/{file}.md");
            self.env.add_template_owned(name, body.to_owned()).ok();
        }
        if let Err(error) = self.env.add_template_owned(format!("{file}.md"), body.to_owned()) {
            // The shipped one of that name must not write in its place.
            self.pages.retain(|page| page.file != file);
            return Some(self.explain(file, &error));
        }
        self.pages.retain(|other| other.file != file);
        self.pages.extend(page);
        None
    }

    fn explain(&self, file: &str, error: &minijinja::Error) -> Diagnostic {
        let named = error.name().and_then(|name| name.strip_suffix(".md")).unwrap_or(file);
        let path = template_path(named);
        let mut problem = Diagnostic::file(Code::TemplateBad, &path, short(error));
        let first = self.first_body_line.get(named).copied().unwrap_or(0);
        if let Some(line) = error.line() {
            problem.line = u32::try_from(line + first).unwrap_or(0);
            problem.column = 1;
            if let (Some(range), Some(source)) = (error.range(), error.template_source()) {
                let index = LineIndex::new(source);
                problem.column = index.column(source, range.start);
                problem.width = u32::try_from(range.len()).unwrap_or(1);
            }
        }
        problem.hint = Some(format!("`vault121 template show {named}` prints the shipped one"));
        problem
    }
}

fn short(error: &minijinja::Error) -> String {
    let what = match error.kind() {
        ErrorKind::UndefinedError => "an unknown name".to_owned(),
        ErrorKind::OutOfFuel => "takes too long".to_owned(),
        kind => kind.to_string(),
    };
    match error.detail() {
        Some(detail) => format!("{what}: {detail}"),
        None => what,
    }
}

fn template_path(file: &str) -> String {
    format!("{TEMPLATE_FOLDER}{file}.md")
}

/// The page a template is for (none for one that is only included), and where its body begins.
fn head(file: &str, text: &str, own: bool) -> Result<(Option<Page>, usize), String> {
    let Fence::Closed { yaml: span, body } = Fence::find(text) else {
        return Ok((None, 0));
    };
    let yaml = yaml::parse(span.of(text)).map_err(|error| error.message)?;
    const KEYS: &[&str] = &["page", "for", "audience", "path", "mode"];
    for (key, _) in yaml.entries() {
        if !KEYS.contains(&key.as_str()) {
            let near = nearest(key, KEYS.iter().copied());
            let known =
                near.map_or_else(|| one_of(KEYS.iter().copied()), |near| format!("`{near}`"));
            return Err(format!("unknown key `{key}`: {known} is known here"));
        }
    }
    let text_of = |key: &str| yaml.get(key).and_then(Yaml::text);
    let name = text_of("page").unwrap_or_else(|| file.to_owned());
    if !is_name(&name) {
        return Err(format!("`page: {name}` is no name: lower-case letters, digits and hyphens"));
    }
    let made_for = match text_of("for").as_deref() {
        Some("one-on-one") => For::OneOnOne,
        Some("person") => For::Person,
        Some("team") => For::Team,
        Some("lead") => For::Lead,
        _ => return Err("`for:` is `one-on-one`, `person`, `team` or `lead`".to_owned()),
    };
    let audience = match text_of("audience") {
        None => Audience::Lead,
        Some(word) => Audience::read(&word)
            .ok_or_else(|| "`audience:` is `lead`, `person` or `team`".to_owned())?,
    };
    let once = match text_of("mode").as_deref() {
        None | Some("region") => false,
        Some("once") => true,
        _ => return Err("`mode:` is `region` or `once`".to_owned()),
    };
    let path = text_of("path").filter(|path| path != "default");
    let file = file.to_owned();
    Ok((Some(Page { name, made_for, audience, path, once, file, own }), body))
}

/// No trailing blanks, one empty line around headings, never two empty lines.
fn formatted(text: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        let heading = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
        let after_heading = out.last().is_some_and(|last| last.starts_with('#'));
        let is_item = |line: &str| line.trim_start().starts_with("- ");
        let list_edge = out.last().is_some_and(|last| {
            !last.is_empty()
                && !line.is_empty()
                && is_item(last) != is_item(line)
                && !line.starts_with(' ')
        });
        let wants_gap = (heading || after_heading || list_edge) && !out.is_empty();
        if wants_gap && !line.is_empty() && out.last().is_some_and(|last| !last.is_empty()) {
            out.push("");
        }
        if line.is_empty() && out.last().is_none_or(|last| last.is_empty()) {
            continue;
        }
        out.push(line);
    }
    while out.last().is_some_and(|last| last.is_empty()) {
        out.pop();
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str) -> Result<String, String> {
        let own = BTreeMap::from([("x".to_owned(), text.to_owned())]);
        let (templates, said) = Templates::new(&own);
        if let Some(problem) = said.first() {
            return Err(format!("{}: {}", problem.line, problem.message));
        }
        let page = templates.pages.iter().find(|page| page.file == "x").unwrap();
        let facts = BTreeMap::from([("name", "Alice")]);
        templates
            .render(page, &facts)
            .map_err(|problem| format!("{}: {}", problem.line, problem.message))
    }

    #[test]
    fn a_page_is_formatted() {
        let text = "---\nfor: team\n---\n\n# T\n- a\n\n\n\n- b  \n## U\ntext\n- c\n";
        assert_eq!(rendered(text).unwrap(), "# T\n\n- a\n\n- b\n\n## U\n\ntext\n\n- c");
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        let check = |text: &str, expected: &str| {
            let error = rendered(text).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        };
        check("---\nfor: team\n---\n\nok\n{{ nobody }}\n", "6: an unknown name");
        check("---\nfor: team\n---\n{% if %}\n", "4: syntax error");
        check("---\nfor: tem\n---\n", "0: `for:` is");
        check("---\nfro: team\n---\n", "0: unknown key `fro`: `for`");
        check(
            "---\nfor: team\n---\n{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
            "",
        );
        check(
            "---\nfor: team\n---\n<!-- vault121:end x -->",
            "0: the template prints a region marker",
        );
    }

    #[test]
    fn paths_stay_inside_the_vault() {
        let (templates, _) = Templates::new(&BTreeMap::new());
        let facts = BTreeMap::from([("person", "alice"), ("date", "2026-11-24")]);
        let path = |text: &str| templates.path(text, &facts).map(|path| path.to_string());
        assert_eq!(path("meet.{{ person }}.{{ date }}.md").unwrap(), "meet.alice.2026-11-24.md");
        assert_eq!(path("'a/' ~ person").unwrap(), "a/alice.md");
        assert!(path("../{{ person }}").is_err() && path("/etc/x").is_err());
        assert!(path(".git/hooks/x").is_err() && path("{{ nobody }}").is_err());
    }
}

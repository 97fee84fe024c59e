//! Templates and facts to text: the one door to the template engine.
//!
//! A template's front matter says what it is for; undefined names are errors; fuel is limited. A
//! template that fails says so and leaves the last good text where it is. The vault's own ones
//! are neither compiled nor rendered here when there is an elsewhere: fuel bounds no memory.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Place, one_of};
use crate::kind::Audience;
use crate::note::front_matter::Fence;
use crate::note::region::{is_name, prints_marker};
use crate::pages::bounded;
use crate::pages::bounded::{Request, Task};
use crate::pages::escape::tidy_markdown;
use crate::pages::shipped::{PICTURES, SHIPPED, shipped_audience};
use crate::text::ids::NotePath;
use crate::text::json;
use crate::text::span::{LineIndex, nearest_word};
use crate::text::yaml;
use crate::text::yaml::Yaml;
use crate::vault::config::CONFIG_PATH;
use crate::vault::elsewhere::Elsewhere;
use crate::vault::vault::TEMPLATE_FOLDER;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, syntax::SyntaxConfig};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// What a page is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum For {
    /// Each coming 1-2-1.
    OneOnOne,
    /// Each day with 1-2-1s.
    Day,
    /// Each person.
    Person,
    /// The team.
    Team,
    /// The lead.
    Lead,
    /// A person over a stretch of time, when somebody asks.
    Review,
    /// The next lead of a person, when somebody asks.
    Handover,
}

/// A page's template.
#[derive(Clone, Debug)]
pub struct Page {
    /// The page's name, also its region's.
    pub name: String,
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
#[derive(Clone)]
pub struct Templates {
    env: Environment<'static>,
    /// The pages, by file name.
    pub pages: Vec<Page>,
    first_body_line: BTreeMap<String, usize>,
    /// The vault's own texts that are sound.
    own: BTreeMap<String, String>,
    /// What is wrong with the others: their pages stay, so that links to them do, unrendered.
    bad: BTreeMap<String, Diagnostic>,
    elsewhere: Option<Arc<dyn Elsewhere>>,
}

/// The shipped ones, compiled once: `watch` needs them after each save.
static READY: LazyLock<Templates> = LazyLock::new(Templates::only_shipped);

/// Steps a template may take; the shipped prep takes a few thousand.
const FUEL: u64 = 2_000_000;
/// A page longer than this is no page.
const MOST_PAGE_BYTES: usize = 1024 * 1024;
/// A path's template longer than this is none.
const MOST_PATH_BYTES: usize = 500;
/// Includes and macros may nest so deep.
const MOST_DEPTH: usize = 60;

impl Templates {
    /// The shipped templates and the vault's own over them, which are rendered `elsewhere`.
    pub fn new(
        own: &BTreeMap<String, String>,
        elsewhere: Option<&Arc<dyn Elsewhere>>,
    ) -> (Templates, Vec<Diagnostic>) {
        let mut all = Templates { elsewhere: elsewhere.cloned(), ..READY.clone() };
        let mut said = Vec::new();
        // Only the vault's own take shipped ones in under that name, whichever they like.
        let builtin = SHIPPED.iter().filter(|_| !own.is_empty());
        builtin.for_each(|(file, text)| all.add_builtin(file, text));
        for (name, text) in own {
            said.extend(all.add_file(name, text, true));
        }
        all.pages.sort_by(|a, b| a.file.cmp(&b.file));
        (all, said)
    }

    fn only_shipped() -> Templates {
        let mut all = Templates {
            env: environment(),
            pages: Vec::new(),
            first_body_line: BTreeMap::new(),
            own: BTreeMap::new(),
            bad: BTreeMap::new(),
            elsewhere: None,
        };
        for (name, text) in PICTURES {
            let added = all.env.add_template(name, text);
            debug_assert!(added.is_ok(), "{added:?}");
        }
        for (name, text) in SHIPPED {
            let builtin = format!("builtin/{name}.md");
            if SHIPPED.iter().any(|(_, text)| text.contains(&builtin)) {
                all.add_builtin(name, text);
            }
            let problem = all.add_file(name, text, false);
            debug_assert!(problem.is_none(), "{problem:?}");
        }
        all
    }

    /// Renders a page with its facts.
    ///
    /// # Errors
    /// The complaint, placed in the template's file.
    pub fn render<T: Serialize>(&self, page: &Page, facts: &T) -> Result<String, Diagnostic> {
        if let Some(problem) = self.bad.get(&page.file) {
            return Err(problem.clone());
        }
        let text = match &self.elsewhere {
            Some(elsewhere) if page.own => {
                let task = Task::Render { file: page.file.clone(), facts: json::tree(facts) };
                let request = Request { own: self.own.clone(), task };
                bounded::ask_worker(elsewhere.as_ref(), &page.file, &request)?
            }
            _ => self.text_of(&page.file, facts)?,
        };
        let path = template_path(&page.file);
        if text.len() > MOST_PAGE_BYTES {
            let message = "the page is longer than 1 MiB";
            return Err(Diagnostic::about_file(Code::TemplateBad, &path, message));
        }
        if prints_marker(&text) {
            let message = "the template prints a region marker";
            let mut problem = Diagnostic::about_file(Code::TemplateBad, &path, message);
            let source = self.own.get(&page.file).map_or("", String::as_str);
            if let Some(at) = source.find("vault121:") {
                let index = LineIndex::new(source);
                let (line, column) = (index.line(at), index.column(source, at));
                problem = problem.at_place(&Place { line, column, width: 9 });
            }
            return Err(problem);
        }
        Ok(tidy_markdown(&text))
    }

    /// Draws a picture.
    ///
    /// # Errors
    /// What is wrong with its template.
    pub fn picture<T: Serialize>(&self, name: &str, facts: &T) -> Result<String, Diagnostic> {
        let template = self.env.get_template(&format!("pictures/{name}.svg"));
        let text = template.and_then(|template| template.render(Value::from(Serde(facts))));
        text.map_err(|error| Diagnostic::about_file(Code::TemplateBad, name, short_reason(&error)))
    }

    /// What the template of this file makes of the facts, as it is.
    pub(crate) fn text_of<T: Serialize>(
        &self,
        file: &str,
        facts: &T,
    ) -> Result<String, Diagnostic> {
        let template = self.env.get_template(&format!("{file}.md"));
        let text = template.and_then(|template| template.render(Value::from(Serde(facts))));
        text.map_err(|error| self.explain_error(file, None, &error))
    }

    /// Renders a path such as `meet.{{ person }}.{{ date }}.md`.
    ///
    /// # Errors
    /// Why it is no path inside the vault.
    pub fn render_path<T: Serialize>(&self, template: &str, facts: &T) -> Result<NotePath, String> {
        let text = match &self.elsewhere {
            Some(elsewhere) if !is_plain_path(template) => {
                let task = Task::Path { template: template.to_owned(), facts: json::tree(facts) };
                let request = Request { own: BTreeMap::new(), task };
                bounded::ask_worker(elsewhere.as_ref(), template, &request)
            }
            _ => self.path_text(template, facts),
        };
        let text = text.map_err(|problem| problem.message)?;
        let text = text.trim().trim_start_matches("./");
        let text = if text.ends_with(".md") { text.to_owned() } else { format!("{text}.md") };
        let path = NotePath::new(&text)?;
        if crate::vault::beside::hidden(path.as_str()) {
            return Err(format!("`{path}` is in a folder that is not read"));
        }
        Ok(path)
    }

    /// What a path's template makes of the facts, as it is.
    pub(crate) fn path_text<T: Serialize>(
        &self,
        template: &str,
        facts: &T,
    ) -> Result<String, Diagnostic> {
        let value = Value::from(Serde(facts));
        let text = if template.contains("{{") || template.contains("{%") {
            self.env.render_str(template, value)
        } else if template.contains(['~', '\'', '"']) {
            let expression = self.env.compile_expression(template);
            expression.and_then(|expression| expression.eval(value)).map(|value| value.to_string())
        } else {
            Ok(template.to_owned())
        };
        text.map_err(|error| {
            Diagnostic::about_file(Code::TemplateBad, CONFIG_PATH, short_reason(&error))
        })
    }

    /// The template of a page: the one of its name, else another that makes it.
    pub fn page_named(&self, name: &str) -> Option<&Page> {
        let made = || self.pages.iter().filter(|page| page.name == name && !page.once);
        made().find(|page| page.file == name).or_else(|| made().next())
    }

    fn add_file(&mut self, file: &str, text: &str, own: bool) -> Option<Diagnostic> {
        let added = read_head(file, text, own)
            .map_err(|why| Diagnostic::about_file(Code::TemplateBad, &template_path(file), why))
            .and_then(|(page, body_at)| {
                // A bad body keeps its page: what it made before stays, and so do links to it.
                self.pages.retain(|page| page.file != file);
                self.pages.extend(page);
                self.compile(file, text, body_at, own)
            });
        let problem = added.err()?;
        // The shipped one of that name must not write in its place.
        self.bad.insert(file.to_owned(), problem.clone());
        Some(problem)
    }

    /// A shipped template under the name by which others take it in.
    fn add_builtin(&mut self, file: &str, text: &str) {
        let body_at = read_head(file, text, false).map_or(0, |(_, body_at)| body_at);
        let body = text[body_at..].trim_start_matches(['\n', '\r']);
        self.env.add_template_owned(format!("builtin/{file}.md"), body.to_owned()).ok();
    }

    fn compile(
        &mut self,
        file: &str,
        text: &str,
        body_at: usize,
        own: bool,
    ) -> Result<(), Diagnostic> {
        let body = text[body_at..].trim_start_matches(['\n', '\r']);
        let skipped = text[body_at..].len() - body.len();
        let first = LineIndex::new(text).line0(body_at + skipped);
        self.first_body_line.insert(file.to_owned(), first);
        match self.elsewhere.clone().filter(|_| own) {
            Some(elsewhere) => {
                let alone = BTreeMap::from([(file.to_owned(), text.to_owned())]);
                let request = Request { own: alone, task: Task::Compile };
                bounded::ask_worker(elsewhere.as_ref(), file, &request)?;
            }
            None => {
                let added = self.env.add_template_owned(format!("{file}.md"), body.to_owned());
                added.map_err(|error| self.explain_error(file, Some(body), &error))?;
            }
        }
        if own {
            self.own.insert(file.to_owned(), text.to_owned());
        }
        Ok(())
    }

    fn explain_error(
        &self,
        file: &str,
        body: Option<&str>,
        error: &minijinja::Error,
    ) -> Diagnostic {
        let named = error.name().and_then(|name| name.strip_suffix(".md")).unwrap_or(file);
        let named = if named.starts_with("builtin/") { file } else { named };
        let kept = self.env.get_template(&format!("{named}.md")).ok();
        let source = body.filter(|_| named == file).or_else(|| kept.as_ref().map(|t| t.source()));
        let mut message = short_reason(error);
        let mut problem = Diagnostic::about_file(Code::TemplateBad, &template_path(named), "");
        let first = self.first_body_line.get(named).copied().unwrap_or(0);
        let line = error.line().and_then(|line| u32::try_from(line + first).ok());
        if let Some(line) = line {
            problem = problem.at_line(line);
        }
        if let Some((range, source)) = error.range().zip(source)
            && let Some(there) = source.get(range.clone())
        {
            if let Some(line) = line {
                let column = LineIndex::new(source).column(source, range.start);
                let width = u32::try_from(there.chars().count()).unwrap_or(1);
                problem = problem.at_place(&Place { line, column, width });
            }
            if error.kind() == ErrorKind::UndefinedError {
                message = format!("{message}: `{there}`");
            }
        }
        problem.message = message;
        problem.hint = Some(format!("`vault121 template show {named}` prints the shipped one"));
        problem
    }
}

fn environment() -> Environment<'static> {
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
    env
}

/// Whether a path's template can only put names and words together: no filter, call, product or
/// statement, and no nesting that could go deep.
fn is_plain_path(template: &str) -> bool {
    template.len() <= MOST_PATH_BYTES
        && !template.contains(['|', '(', ')', '*', '[', ']', '%', '+', '#', '\\'])
}

fn short_reason(error: &minijinja::Error) -> String {
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

/// Who reads the notes in which a page stands: the widest of those for whom the shipped page of
/// that name and the vault's own `templates` are; nothing for a page that no template makes.
pub fn readers(templates: &BTreeMap<String, String>, page: &str) -> Option<Audience> {
    let own = templates.iter().filter_map(|(file, text)| {
        let (page, _) = read_head(file, text, true).ok()?;
        page
    });
    let own = own.filter(|own| own.name == page).map(|own| own.audience);
    own.chain(shipped_audience(page)).max()
}

/// The page a template is for (none for one that is only included), and where its body begins.
fn read_head(file: &str, text: &str, own: bool) -> Result<(Option<Page>, usize), String> {
    let Fence::Closed { yaml: span, body } = Fence::find(text) else {
        return Ok((None, 0));
    };
    let yaml = yaml::parse(span.of(text)).map_err(|error| error.message)?;
    const KEYS: &[&str] = &["page", "for", "audience", "path", "mode"];
    for (key, _) in yaml.entries() {
        if !KEYS.contains(&key.as_str()) {
            let near = nearest_word(key, KEYS.iter().copied());
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
        Some("day") => For::Day,
        Some("person") => For::Person,
        Some("team") => For::Team,
        Some("lead") => For::Lead,
        Some("review") => For::Review,
        Some("handover") => For::Handover,
        _ => {
            let message =
                "`for:` is `one-on-one`, `day`, `person`, `team`, `lead`, `review` or `handover`";
            return Err(message.to_owned());
        }
    };
    let audience = match text_of("audience") {
        None => Audience::Lead,
        Some(word) => Audience::from_word(&word)
            .ok_or_else(|| "`audience:` is `lead`, `person` or `team`".to_owned())?,
    };
    if audience == Audience::Person && matches!(made_for, For::Team | For::Lead) {
        let message = "`audience: person` wants one person: `for: person` or `for: one-on-one`";
        return Err(message.to_owned());
    }
    let once = match text_of("mode").as_deref() {
        None | Some("region") => false,
        Some("once") => true,
        _ => return Err("`mode:` is `region` or `once`".to_owned()),
    };
    let path = text_of("path").filter(|path| path != "default");
    Ok((Some(Page { name, made_for, audience, path, once, file: file.to_owned(), own }), body))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str) -> Result<String, String> {
        let own = BTreeMap::from([("x".to_owned(), text.to_owned())]);
        let (templates, said) = Templates::new(&own, None);
        if let Some(problem) = said.first() {
            return Err(format!("{}: {}", problem.location.numbers().0, problem.message));
        }
        let page = templates.pages.iter().find(|page| page.file == "x").unwrap();
        let facts = BTreeMap::from([("name", "Alice")]);
        templates
            .render(page, &facts)
            .map_err(|problem| format!("{}: {}", problem.location.numbers().0, problem.message))
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
            "4: the template prints a region marker",
        );
    }

    #[test]
    fn paths_stay_inside_the_vault() {
        let (templates, _) = Templates::new(&BTreeMap::new(), None);
        let facts = BTreeMap::from([("person", "alice"), ("date", "2026-11-24")]);
        let path = |text: &str| templates.render_path(text, &facts).map(|path| path.to_string());
        assert_eq!(path("meet.{{ person }}.{{ date }}.md").unwrap(), "meet.alice.2026-11-24.md");
        assert_eq!(path("'a/' ~ person").unwrap(), "a/alice.md");
        assert!(path("../{{ person }}").is_err() && path("/etc/x").is_err());
        assert!(path(".git/hooks/x").is_err() && path("{{ nobody }}").is_err());
    }
}

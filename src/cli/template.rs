//! `vault121 template list|show|eject|trust`: the pages' templates.

use crate::app::session::Session;
use crate::cli::build::Format;
use crate::cli::completions;
use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::diagnostic::code::Code;
use crate::fs::root::leads_nowhere;
use crate::fs::{trust, up_to_date};
use crate::model::json_rows::SCHEMA;
use crate::pages::pages::Ask;
use crate::pages::shipped::SHIPPED;
use crate::pages::template::{For, Templates};
use crate::text::json;
use crate::text::span::nearest_word;
use crate::vault::trust::{Trust, TrustMarks, mark};
use crate::vault::vault::TEMPLATE_FOLDER;
use clap::{Args, Subcommand};
use serde::Serialize;
use std::fs::{self, OpenOptions};
use std::io::Write;

/// List, show, copy out or trust the templates of the pages
#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// What to do
    #[command(subcommand)]
    pub what: TemplateVerb,
}

/// What to do with templates.
#[derive(Debug, Subcommand)]
pub enum TemplateVerb {
    /// List all templates: the shipped ones and the vault's own
    List {
        /// How to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Print a template
    Show {
        /// Its name
        #[arg(add = completions::complete_templates())]
        name: String,
    },
    /// Copy a shipped template into the vault, to be changed there
    Eject {
        /// Its name
        #[arg(add = completions::complete_templates())]
        name: String,
    },
    /// Trust a template of the vault's own with what is yours alone; without a name, list them
    ///
    /// A template that takes what is yours alone and writes outside the folders of your own pages
    /// is held until you trust it: it may have come with a `git pull`. The word is kept in your own
    /// state folder, and counts for the template as it is now.
    Trust {
        /// Its name
        #[arg(add = completions::complete_templates())]
        name: Option<String>,
        /// Take the word back: its pages stay as they are
        #[arg(long, requires = "name")]
        take_back: bool,
    },
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, no such template, or the file is there already.
pub fn run(args: &TemplateArgs, context: &CommandContext) -> Done {
    match &args.what {
        TemplateVerb::List { format } => list_templates(context, *format),
        TemplateVerb::Show { name } => show_template(name, context),
        TemplateVerb::Eject { name } => eject(name, context),
        TemplateVerb::Trust { name: None, .. } => list_trusted(context),
        TemplateVerb::Trust { name: Some(name), take_back } => set_trust(name, *take_back, context),
    }
}

/// What `template list --format json` prints.
#[derive(Serialize)]
struct TemplateReport {
    schema: u32,
    templates: Vec<TemplateRow>,
}

#[derive(Serialize)]
struct TemplateRow {
    template: String,
    #[serde(rename = "for")]
    made_for: String,
    audience: String,
    mode: String,
    from: String,
}

impl TemplateRow {
    fn of(cells: Vec<String>) -> Option<TemplateRow> {
        let [template, made_for, audience, mode, from] = <[String; 5]>::try_from(cells).ok()?;
        Some(TemplateRow { template, made_for, audience, mode, from })
    }
}

fn list_templates(context: &CommandContext, format: Format) -> Done {
    let session = context.open_session()?;
    let vault = session.vault();
    let (templates, said) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    let rows: Vec<Vec<String>> = templates
        .pages
        .iter()
        .map(|page| {
            let made_for = match page.made_for {
                For::OneOnOne if page.file == "first" => "each first 1-2-1",
                For::OneOnOne => "each next 1-2-1",
                For::Day => "days of 1-2-1s",
                For::Person => "each person",
                For::Team => "the team",
                For::Lead => "the lead",
                For::Review => "`review PERSON`",
                For::Handover => "`handover PERSON`",
            };
            let mode = if page.once { "once" } else { "region" };
            let from = if page.own {
                format!("{TEMPLATE_FOLDER}{}.md", page.file)
            } else {
                "shipped".to_owned()
            };
            let audience = format!("{:?}", page.audience).to_lowercase();
            vec![page.file.clone(), made_for.to_owned(), audience, mode.to_owned(), from]
        })
        .collect();
    match format {
        Format::Text => {
            context.ui.table(&["template", "for", "audience", "mode", "from"], &rows);
        }
        Format::Json => {
            let templates = rows.into_iter().filter_map(TemplateRow::of).collect();
            context.ui.print_line(&json::pretty(&TemplateReport { schema: SCHEMA, templates }));
        }
    }
    context.ui.diagnostics(session.root(), &said, true);
    Ok(FINE)
}

fn show_template(name: &str, context: &CommandContext) -> Done {
    let own = context
        .open_session()
        .ok()
        .and_then(|session| session.vault().templates.get(name).cloned());
    let text = match own {
        Some(text) => text,
        None => shipped_template(name)?.to_owned(),
    };
    context.ui.print_bytes(text.as_bytes());
    Ok(FINE)
}

fn eject(name: &str, context: &CommandContext) -> Done {
    let text = shipped_template(name)?;
    let root = context.vault_root()?;
    let path = format!("{TEMPLATE_FOLDER}{name}.md");
    leads_nowhere(&root).map_err(|message| Failure { message, way_out: None })?;
    fs::create_dir_all(root.join(TEMPLATE_FOLDER))?;
    let opened = OpenOptions::new().write(true).create_new(true).open(root.join(&path));
    match opened {
        Ok(mut file) => file.write_all(text.as_bytes())?,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let way_out = "move it away first, or change it where it is";
            return Err(Failure::new(format!("`{path}` is there already"), way_out));
        }
        Err(error) => return Err(error.into()),
    }
    context.ui.print_line(&format!("{path}: yours now; delete it to go back to the shipped one"));
    Ok(FINE)
}

/// The templates that are held, each with the reason.
fn held_templates(session: &Session) -> Vec<(String, String)> {
    let said = session.outcome(&Ask::default()).diagnostics;
    let of_template = |path: &str| {
        let file = path.strip_prefix(TEMPLATE_FOLDER)?;
        file.strip_suffix(".md").map(str::to_owned)
    };
    let held = said.into_iter().filter(|problem| problem.code == Code::TemplateHeld);
    held.filter_map(|problem| Some((of_template(&problem.path)?, problem.message))).collect()
}

fn trust_marks(session: &Session) -> TrustMarks {
    match &session.vault().trust {
        Trust::All => TrustMarks::new(),
        Trust::These(marks) | Trust::First(marks) => marks.clone(),
    }
}

fn list_trusted(context: &CommandContext) -> Done {
    let session = context.open_session()?;
    let held = held_templates(&session);
    for (file, why) in &held {
        context.ui.print_line(&format!("{file}: held: {why}"));
    }
    let held_ones = |file: &String| held.iter().any(|(held, _)| held == file);
    let trusted = trust_marks(&session);
    for file in trusted.keys().filter(|file| !held_ones(file)) {
        let state = match session.vault().templates.contains_key(file) {
            true if session.vault().trusts(file) => "trusted as it is now",
            true => "changed since it was trusted",
            false => "trusted, and gone",
        };
        context.ui.print_line(&format!("{file}: {state}"));
    }
    if held.is_empty() && trusted.is_empty() {
        context.ui.say("no template asks for trust");
    }
    Ok(FINE)
}

fn set_trust(name: &str, take_back: bool, context: &CommandContext) -> Done {
    let session = context.open_session()?;
    let name = name.strip_suffix(".md").unwrap_or(name);
    let vault = session.vault();
    let mut marks = trust_marks(&session);
    let said = if take_back {
        if marks.remove(name).is_none() {
            let way_out = "`vault121 template trust` lists those that are";
            return Err(Failure::new(format!("template `{name}` is not trusted"), way_out));
        }
        format!("{name}: not trusted any more; what it wrote stays as it is")
    } else {
        if !vault.templates.contains_key(name) {
            let known = vault.templates.keys().map(String::as_str);
            let way_out = match nearest_word(name, known.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if vault.templates.is_empty() => "shipped ones need no trust".to_owned(),
                None => format!("the vault's own are: {}", known.collect::<Vec<_>>().join(", ")),
            };
            let message = format!("the vault has no template `{name}` of its own");
            return Err(Failure::new(message, way_out));
        }
        let now = mark(&vault.templates, name);
        marks.insert(name.to_owned(), now);
        format!("{name}: trusted as it is now; `vault121 build` writes its pages")
    };
    trust::save(session.root(), &marks)
        .map_err(|error| Failure { message: format!("cannot keep it: {error}"), way_out: None })?;
    // What the last build left in order, it left under another trust.
    up_to_date::forget(session.root());
    context.ui.print_line(&said);
    Ok(FINE)
}

fn shipped_template(name: &str) -> Result<&'static str, Failure> {
    let name = name.strip_suffix(".md").unwrap_or(name);
    let found = SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    found.ok_or_else(|| {
        let known = SHIPPED.iter().map(|(known, _)| *known);
        let way_out = match nearest_word(name, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("shipped are: {}", known.collect::<Vec<_>>().join(", ")),
        };
        Failure::new(format!("there is no shipped template `{name}`"), way_out)
    })
}

//! `vault121 template list|show|eject`: the pages' templates.

use crate::cli::context::{Done, FINE, Failure, Place};
use crate::fs::root::leads_nowhere;
use crate::pages::shipped::SHIPPED;
use crate::pages::template::{For, Templates};
use crate::text::span::nearest;
use crate::vault::vault::TEMPLATE_FOLDER;
use clap::{Args, Subcommand};
use std::fs::{self, OpenOptions};
use std::io::Write;

/// List, show or copy out the templates of the pages
#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// What to do
    #[command(subcommand)]
    pub what: What,
}

/// What to do with templates.
#[derive(Debug, Subcommand)]
pub enum What {
    /// List all templates: the shipped ones and the vault's own
    List,
    /// Print a template
    Show {
        /// Its name
        name: String,
    },
    /// Copy a shipped template into the vault, to be changed there
    Eject {
        /// Its name
        name: String,
    },
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, no such template, or the file is there already.
pub fn run(args: &TemplateArgs, place: &Place) -> Done {
    match &args.what {
        What::List => list(place),
        What::Show { name } => show(name, place),
        What::Eject { name } => eject(name, place),
    }
}

fn list(place: &Place) -> Done {
    let session = place.open()?;
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
    place.ui.table(&["template", "for", "audience", "mode", "from"], &rows);
    place.ui.diagnostics(session.root(), &said, true);
    Ok(FINE)
}

fn show(name: &str, place: &Place) -> Done {
    let own = place.open().ok().and_then(|session| session.vault().templates.get(name).cloned());
    let text = match own {
        Some(text) => text,
        None => shipped(name)?.to_owned(),
    };
    place.ui.raw(text.as_bytes());
    Ok(FINE)
}

fn eject(name: &str, place: &Place) -> Done {
    let text = shipped(name)?;
    let root = place.root()?;
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
    place.ui.out(&format!("{path}: yours now; delete it to go back to the shipped one"));
    Ok(FINE)
}

fn shipped(name: &str) -> Result<&'static str, Failure> {
    let name = name.strip_suffix(".md").unwrap_or(name);
    let found = SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    found.ok_or_else(|| {
        let known = SHIPPED.iter().map(|(known, _)| *known);
        let way_out = match nearest(name, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("shipped are: {}", known.collect::<Vec<_>>().join(", ")),
        };
        Failure::new(format!("there is no shipped template `{name}`"), way_out)
    })
}

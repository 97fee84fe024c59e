//! `vault121 init`: look at what is there, say what was understood, write `.vault121/`.

use crate::app::prompt;
use crate::app::session::Session;
use crate::app::whole_session::WholeSession;
use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::fs::read::glance_at;
use crate::fs::root::{GITIGNORE, leads_nowhere};
use crate::model::discover;
use crate::model::discover::Discovery;
use crate::model::explained;
use crate::model::model::Model;
use crate::note::markup::Markup;
use crate::note::parse::Note;
use crate::pages::pages::Ask;
use crate::pages::pipeline::Outcome;
use crate::text::diff::unified;
use crate::text::ids::PersonId;
use crate::vault::change::{Change, Content};
use crate::vault::config::{CONFIG_PATH, Config};
use crate::vault::layout::{Dialect, Layout};
use crate::vault::vault::Vault;
use clap::Args;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Start in a folder of notes, or in an empty one
///
/// Looks at the notes, prints what it understood, asks up to three questions on a terminal, and
/// writes `.vault121/config.yml`. In an empty folder it also makes a person, a question note
/// and a page on the practice. It changes no note. When there is a config, it shows what the
/// config lacks, and changes it only after a yes.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder; without it, this one
    pub dir: Option<PathBuf>,
    /// For each person and each 1-2-1, tell what says so, and where
    #[arg(long)]
    pub explain: bool,
    /// Ask nothing: take what is sure, and add to a present config what it lacks
    #[arg(long, short)]
    pub yes: bool,
}

/// The notes of an empty folder: path and text.
pub const STARTER: &[(&str, &str)] = &[
    ("People/Alex.md", include_str!("../../templates/starter/Alex.md")),
    ("Questions.md", include_str!("../../templates/starter/Questions.md")),
    ("Practice.md", include_str!("../../templates/starter/Practice.md")),
];

/// Runs the command.
///
/// # Errors
/// When the folder is none or cannot be written, or a question was broken off.
pub fn run(args: &InitArgs, context: &CommandContext) -> Done {
    let dir =
        args.dir.clone().or_else(|| context.vault.clone()).unwrap_or_else(|| PathBuf::from("."));
    if !dir.exists() {
        fs::create_dir_all(&dir)?;
    }
    let root = dir.canonicalize()?;
    if !root.is_dir() {
        return Err(Failure::new(format!("`{}` is no folder", dir.display()), "name a folder"));
    }
    let present = present_config(&root)?;
    let session = WholeSession::open(&root, context.today, &context.ui.progress);
    let outcome = session.outcome(&Ask::default());
    let (vault, model) = (session.vault(), &outcome.model);
    let user = git_user(&root);
    let mut found = discover::discover(session.whole(), model, user.as_deref());
    let is_empty = present.is_none() && vault.notes.is_empty();
    if let Some(present) = &present {
        let wanted = found.added_to(present);
        found.tell_boxes(&read_under(vault, wanted, context));
        tell_understanding(args, context, &session, &outcome, (None, user.as_deref()));
        propose_changes(args, context, &session, &found, present)?;
        create_file(&root, ".vault121/.gitignore", GITIGNORE)?;
        next(context, &session, &outcome);
        return Ok(FINE);
    }
    if present.is_none() && !has_wikilinks(&session) {
        found.tell_links();
    }
    let asks = !args.yes && !is_empty && prompt::can_ask();
    if asks {
        tell_understanding(args, context, &session, &outcome, (found.lead(), user.as_deref()));
        ask_first_questions(model, &mut found)?;
    }
    found.tell_boxes(&read_under(vault, found.config_text(), context));
    let mut made = Vec::new();
    for (path, text) in STARTER.iter().filter(|_| is_empty) {
        made.extend(create_file(&root, path, text)?);
    }
    made.extend(create_file(&root, ".vault121/config.yml", &found.config_text())?);
    made.extend(create_file(&root, ".vault121/.gitignore", GITIGNORE)?);
    let session = WholeSession::open(&root, context.today, &context.ui.progress);
    let outcome = session.outcome(&Ask::default());
    if !asks {
        tell_understanding(args, context, &session, &outcome, (found.lead(), user.as_deref()));
    }
    for path in &made {
        context.ui.print_line(&format!("made {path}"));
    }
    next(context, &session, &outcome);
    Ok(FINE)
}

/// What the notes mean under another config.
fn read_under(vault: &Vault, config: String, context: &CommandContext) -> Model {
    Model::fold_vault(&with_config(vault, config), context.today)
}

/// The vault as it would be with another config.
pub(crate) fn with_config(vault: &Vault, config: String) -> Vault {
    let mut vault = vault.clone();
    let content = Content::Bytes(config.into_bytes());
    vault.apply(vec![Change { path: CONFIG_PATH.to_owned(), content }]);
    vault
}

/// Whether somebody here writes `[[links]]`, or keeps the notes with a program that does.
fn has_wikilinks(session: &Session) -> bool {
    let vault = session.vault();
    let is_plain = Layout::at_first(&vault.settings, &vault.config).dialect == Dialect::Plain;
    let writes = |note: &Note| {
        let text = glance_at(&session.root().join(note.path.as_str()));
        text.is_some_and(|text| Markup::parse(&text, 0).links.iter().any(|link| link.wiki))
    };
    !is_plain || vault.notes.values().any(writes)
}

/// What the vault is understood as.
fn tell_understanding(
    args: &InitArgs,
    context: &CommandContext,
    session: &WholeSession,
    outcome: &Outcome,
    (lead, user): (Option<(&str, &str)>, Option<&str>),
) {
    for line in discover::understood(session.whole(), &outcome.model, lead, user) {
        context.ui.print_line(&line);
    }
    if args.explain {
        for line in explained::explained(&outcome.model) {
            context.ui.print_line(&line);
        }
    }
}

/// The questions of the first time, three at most: who are you, are these your reports, is one of
/// them your manager.
fn ask_first_questions(model: &Model, found: &mut Discovery) -> Result<(), Failure> {
    let broken = |_| Failure {
        message: "the question was not answered, so nothing was written".to_owned(),
        way_out: Some("`vault121 init --yes` takes what is sure and asks nothing".to_owned()),
    };
    let own_note = model.people.me.as_ref().and_then(|me| model.people.with_id(me)?.path.as_ref());
    if own_note.is_none() {
        let guess = found.lead().map(|(me, _)| {
            model
                .people
                .by_id
                .iter()
                .find(|(id, _)| id.as_str() == me)
                .map_or(me, |(_, person)| &person.name)
                .to_owned()
        });
        let said =
            prompt::ask_text("Your name in these notes", guess.as_deref()).map_err(broken)?;
        let is_other = guess.as_deref() != Some(said.trim());
        let known = model.people.one_named(said.trim());
        if let Some(me) = known.or_else(|| PersonId::new(said.trim())).filter(|_| is_other) {
            found.answer_lead(&me);
        }
    }
    let me = found.lead().map(|(me, _)| me.to_owned());
    let all = discover::candidates(model);
    let all: Vec<_> =
        all.into_iter().filter(|one| Some(one.id.as_str()) != me.as_deref()).collect();
    if all.is_empty() {
        return Ok(());
    }
    let shown: Vec<(String, bool)> =
        all.iter().map(|one| (format!("{} ({})", one.name, one.seen), one.is_sure)).collect();
    let question = "Your reports (space changes a mark, Enter goes on)";
    let right = prompt::ask_which(question, &shown).map_err(broken)?;
    let mut others = Vec::new();
    for (at, one) in all.iter().enumerate() {
        match (right.contains(&at), one.is_sure) {
            (true, false) => found.answer_person(&one.id, &one.name, None),
            (false, true) => others.push(one),
            _ => {}
        }
    }
    if others.is_empty() {
        return Ok(());
    }
    let names = others.iter().map(|one| one.name.clone());
    let names: Vec<String> = std::iter::once("nobody of them".to_owned()).chain(names).collect();
    let manager = prompt::one_of("Your own manager, if one of them is", &names).map_err(broken)?;
    for (at, one) in others.iter().enumerate() {
        let says = if at + 1 == manager { "manager: yes" } else { "report: no" };
        found.answer_person(&one.id, &one.name, Some(says));
    }
    Ok(())
}

/// A vault with a config: what it has outgrown is proposed, and changed only after a yes.
fn propose_changes(
    args: &InitArgs,
    context: &CommandContext,
    session: &WholeSession,
    found: &Discovery,
    present: &str,
) -> Result<(), Failure> {
    if !session.vault().config_is_sound() {
        context
            .ui
            .print_line("the config cannot be used: `vault121 check` tells what is wrong with it");
        return Ok(());
    }
    let wanted = found.added_to(present);
    if wanted == present {
        context.ui.print_line("the config has everything that was found");
        return Ok(());
    }
    let shown = unified(present, &wanted, &format!("a/{CONFIG_PATH}"), &format!("b/{CONFIG_PATH}"));
    context.ui.print_line("");
    context.ui.print_line("the config lacks some of what was found:");
    context.ui.print_line(shown.trim_end());
    // A list in one pair of braces cannot be lengthened by lines.
    if !Config::read(&wanted).1.is_empty() {
        context
            .ui
            .print_line("add these lines yourself: the config is not written in lines of its own");
        return Ok(());
    }
    let asks = !args.yes && prompt::can_ask();
    let yes = args.yes || asks && prompt::ask_yes("Change the config like this?", false)?;
    if !yes && !asks {
        context.ui.print_line("nothing was changed; `vault121 init --yes` makes this change");
    } else if !yes {
        context.ui.print_line("nothing was changed");
    } else {
        replace_config(session.root(), present, &wanted)?;
        context.ui.print_line(&format!("changed {CONFIG_PATH}"));
    }
    Ok(())
}

/// The text of the config that is there.
fn present_config(root: &Path) -> Result<Option<String>, Failure> {
    match fs::read(root.join(CONFIG_PATH)) {
        Ok(bytes) => Ok(Some(String::from_utf8(bytes).map_err(|_| {
            Failure::new(format!("`{CONFIG_PATH}` is not UTF-8"), "save it as UTF-8")
        })?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Puts a text in the place of the config, when it still is what was shown.
fn replace_config(root: &Path, shown: &str, wanted: &str) -> Result<(), Failure> {
    leads_nowhere(root).map_err(|why| Failure::new(why, "nothing was changed"))?;
    let path = root.join(CONFIG_PATH).canonicalize()?;
    let new = path.with_extension("yml.new");
    let mut file = OpenOptions::new().write(true).create_new(true).open(&new)?;
    file.write_all(wanted.as_bytes())?;
    file.sync_all()?;
    fs::set_permissions(&new, fs::metadata(&path)?.permissions())?;
    if fs::read(&path)? != shown.as_bytes() {
        fs::remove_file(&new)?;
        let message = format!("`{CONFIG_PATH}` was saved meanwhile, so nothing was changed");
        return Err(Failure::new(message, "run `vault121 init` again"));
    }
    Ok(fs::rename(&new, &path)?)
}

/// What to do next.
fn next(context: &CommandContext, session: &WholeSession, outcome: &Outcome) {
    context.ui.say("");
    let hints = outcome.diagnostics.len();
    if hints > 0 {
        let lines = if hints == 1 { "1 line".to_owned() } else { format!("{hints} lines") };
        context.ui.say(&format!("`vault121 check` has hints on {lines}"));
    }
    let pages = outcome.plan.edits.len();
    if pages == 0 && outcome.model.reports().next().is_none() && session.vault().count() > 0 {
        context.ui.say("no page is written, because no 1-2-1 with anybody was found");
        return;
    }
    if pages == 0 {
        context.ui.say("next: `vault121 status` says who is next; no page waits to be written");
        return;
    }
    context.ui.say(&format!(
        "next: `vault121 build --dry-run` shows the {pages} page{} it would write, `vault121 build` \
         writes, `vault121 watch` keeps at it",
        if pages == 1 { "" } else { "s" }
    ));
}

/// Makes a file that is not there; one that is stays as it is.
fn create_file(root: &Path, path: &str, text: &str) -> Result<Option<String>, Failure> {
    let full = root.join(path);
    if let Some(folder) = full.parent() {
        fs::create_dir_all(folder)?;
    }
    match OpenOptions::new().write(true).create_new(true).open(&full) {
        Ok(mut file) => {
            file.write_all(text.as_bytes())?;
            Ok(Some(path.to_owned()))
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The name that git knows the user by; a guess for the lead, said as such.
pub(crate) fn git_user(root: &Path) -> Option<String> {
    let output = Command::new("git")
        .args(["config", "user.name"])
        .current_dir(root)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let name = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (!name.is_empty()).then_some(name)
}

//! What a server has between two messages: the client, the vault as it is known, the open notes.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::read::glance_at;
use crate::lsp::ability::Client;
use crate::lsp::desk::{Desk, Open, Opens};
use crate::lsp::known::Known;
use crate::lsp::report;
use crate::lsp::uri;
use crate::note::spelling::Spelling;
use crate::text::ids::NotePath;
use gen_lsp_types::{self as lsp, Uri};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a server has.
pub struct ServerState {
    /// What the client can do.
    pub client: Client,
    /// The vault's folder.
    pub root: Option<PathBuf>,
    /// The same as the editor names it: there may be a link on the way.
    pub shown: Option<PathBuf>,
    /// The vault as it is known.
    pub known: Option<Arc<Known>>,
    /// How often something was made known.
    pub count: u64,
    /// What only the pages tell.
    pub more: Vec<Diagnostic>,
    /// How tags are read.
    pub spelling: Arc<Spelling>,
    /// The open notes.
    pub opens: Opens,
}

impl ServerState {
    /// Nothing but a client.
    pub fn new(client: Client) -> ServerState {
        ServerState {
            client,
            root: None,
            shown: None,
            known: None,
            count: 0,
            more: Vec::new(),
            spelling: Arc::new(Spelling::default()),
            opens: Opens::new(),
        }
    }

    /// The path of a note of this vault.
    pub fn path_of_uri(&self, uri: &Uri) -> Option<NotePath> {
        let path = uri::path_of(uri)?;
        let root = self.root.as_ref()?;
        let inside = path.strip_prefix(root).map(Path::to_path_buf);
        // A folder on the way may be a link.
        let inside = inside.or_else(|_| {
            let whole = path.parent().and_then(|folder| folder.canonicalize().ok());
            let whole = whole.zip(path.file_name()).map(|(folder, name)| folder.join(name));
            whole
                .as_ref()
                .and_then(|whole| whole.strip_prefix(root).ok())
                .map(Path::to_path_buf)
                .ok_or(())
        });
        let inside = inside.ok()?;
        let name = inside.to_str()?;
        let is_note = inside.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
        NotePath::new(name).ok().filter(|_| is_note)
    }

    /// An open note.
    pub fn open_note(&self, uri: &Uri) -> Option<&Open> {
        self.opens.get(&self.path_of_uri(uri)?)
    }

    /// A note with 1-2-1s of a person that is open and not saved.
    pub fn unsaved_log(&self, who: &str) -> Option<&NotePath> {
        let (known, root) = (self.known.as_deref()?, self.root.as_deref()?);
        let id = known.model.people.one_named(who)?;
        let unsaved = self.opens.values().filter(|open| {
            let mut with = known.model.meetings.meetings_with(&id);
            let saved = || glance_at(&root.join(open.path.as_str()));
            with.any(|meeting| meeting.path == open.path)
                && saved().is_some_and(|saved| saved != open.text.as_str())
        });
        unsaved.map(|open| &open.path).next()
    }

    /// What requests work with, when the vault was read.
    pub fn desk(&self) -> Option<Desk<'_>> {
        let known = self.known.as_deref()?;
        let shown = self.shown.as_deref().unwrap_or(&known.root);
        let Client { units, beside, .. } = self.client;
        Some(Desk { known, opens: &self.opens, units, beside, shown })
    }

    /// What is to be said of an open note.
    pub fn diagnostics_of_note(&self, known: &Known, open: &Open) -> Vec<Diagnostic> {
        let mut said = report::diagnostics_of(known, open);
        let more = self.more.iter().filter(|problem| problem.path == open.path.as_str());
        said.extend(more.cloned());
        said
    }

    /// The same as the protocol has it, with the address and the version of the note.
    pub fn diagnostics(&self, path: &NotePath) -> Option<(Uri, i32, Vec<lsp::Diagnostic>)> {
        let desk = self.desk()?;
        let open = self.opens.get(path)?;
        let docs = self.client.docs.as_deref();
        let buffer = open.buffer();
        let said = self.diagnostics_of_note(desk.known, open);
        let all = said.iter().map(|problem| report::to_protocol(&desk, &buffer, problem, docs));
        Some((open.uri.clone(), open.version, all.collect()))
    }
}

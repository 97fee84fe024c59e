//! What the client can do, and what this server offers it.

use crate::fs::manual;
use crate::fs::root;
use crate::lsp::command::COMMANDS;
use crate::lsp::text::Units;
use crate::lsp::uri;
use gen_lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProvider, CodeLensOptions,
    CompletionOptions, DefinitionProvider, DiagnosticOptions, DiagnosticProvider,
    DocumentSymbolProvider, ExecuteCommandOptions, FoldingRangeProvider, HoverProvider,
    InitializeParams, InlayHintOptions, InlayHintProvider, LspAny, PositionEncodingKind,
    ReferencesProvider, RenameOptions, RenameProvider, ResourceOperationKind, Save, SaveOptions,
    ServerCapabilities, TextDocumentSync, TextDocumentSyncKind, TextDocumentSyncOptions,
    WorkDoneProgressOptions, WorkspaceFolders, WorkspaceSymbolProvider,
};
use std::path::{Path, PathBuf};

/// What the client can do.
#[derive(Clone, Debug)]
pub struct Client {
    /// What columns count.
    pub units: Units,
    /// It asks for complaints, so none are sent unasked: they would stand there twice.
    pub pulls: bool,
    /// It takes versioned edits.
    pub versioned: bool,
    /// It makes files.
    pub creates: bool,
    /// It takes actions, not commands alone.
    pub actions: bool,
    /// It shows what an offer is beside its name.
    pub beside: bool,
    /// It shows a document when asked to.
    pub shows: bool,
    /// It asks for lenses again when told to.
    pub lens_refresh: bool,
    /// The same for hints.
    pub hint_refresh: bool,
    /// The same for complaints.
    pub pull_refresh: bool,
    /// Where the page of each code stands.
    pub docs: Option<String>,
    /// A renamed goal keeps its old name as `(was #goal/old)`.
    pub keeps_old: bool,
}

impl Client {
    /// What a client says of itself.
    pub fn of(params: &InitializeParams) -> Client {
        let ClientCapabilities { workspace, text_document, window, general, .. } =
            params.capabilities.clone();
        let encodings = general.and_then(|general| general.position_encodings);
        let encodings = encodings.unwrap_or_default();
        let units = encodings.iter().find_map(|kind| match kind {
            PositionEncodingKind::UTF8 => Some(Units::Utf8),
            PositionEncodingKind::UTF16 => Some(Units::Utf16),
            _ => None,
        });
        let workspace = workspace.unwrap_or_default();
        let edits = workspace.workspace_edit.unwrap_or_default();
        let text = text_document.unwrap_or_default();
        let creates = edits.resource_operations.unwrap_or_default();
        let creates = creates.contains(&ResourceOperationKind::Create);
        let versioned = edits.document_changes == Some(true);
        let item = text.completion.and_then(|completion| completion.completion_item);
        let beside = item.and_then(|item| item.label_details_support) == Some(true);
        let literals = text.code_action.and_then(|action| action.code_action_literal_support);
        let option =
            |key: &str| params.initialization_options.as_ref().and_then(|all| all.get(key));
        Client {
            units: units.unwrap_or(Units::Utf16),
            pulls: text.diagnostic.is_some(),
            versioned,
            creates: creates && versioned,
            actions: literals.is_some(),
            beside,
            shows: window.and_then(|window| window.show_document).is_some_and(|show| show.support),
            lens_refresh: workspace.code_lens.and_then(|lens| lens.refresh_support) == Some(true),
            hint_refresh: workspace.inlay_hint.and_then(|hint| hint.refresh_support) == Some(true),
            pull_refresh: workspace.diagnostics.and_then(|pull| pull.refresh_support) == Some(true),
            docs: option("docs").and_then(LspAny::as_str).map(str::to_owned),
            keeps_old: option("renameKeepsOldName").and_then(LspAny::as_bool) != Some(false),
        }
    }
}

/// The vault in the client's folder, or above it.
#[expect(deprecated, reason = "clients that know no folders still name one root")]
pub fn root_of(params: &InitializeParams) -> Option<PathBuf> {
    let folders = match &params.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => folders.as_slice(),
        _ => &[],
    };
    let uris = folders.iter().map(|folder| &folder.uri).chain(&params.root_uri);
    uris.filter_map(uri::path_of).find_map(|path| root::find(&path))
}

/// The page of all codes: as this version keeps it, else that of the book where it has an address.
pub fn codes_page(root: &Path) -> Option<String> {
    let home = Some(env!("CARGO_PKG_HOMEPAGE")).filter(|home| !home.is_empty());
    let book = home.map(|home| format!("{}/codes.html", home.trim_end_matches('/')));
    manual::keep(root).map(|page| uri::of_path(&page).0).or(book)
}

/// What this server offers.
pub fn server_capabilities(client: &Client) -> ServerCapabilities {
    let progress = WorkDoneProgressOptions::default();
    ServerCapabilities {
        position_encoding: Some(match client.units {
            Units::Utf8 => PositionEncodingKind::UTF8,
            Units::Utf16 => PositionEncodingKind::UTF16,
        }),
        text_document_sync: Some(TextDocumentSync::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            save: Some(Save::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(
                ["@", "#", "[", "(", "/", ".", ":", " "].map(str::to_owned).into(),
            ),
            resolve_provider: Some(false),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProvider::Bool(true)),
        definition_provider: Some(DefinitionProvider::Bool(true)),
        references_provider: Some(ReferencesProvider::Bool(true)),
        document_symbol_provider: Some(DocumentSymbolProvider::Bool(true)),
        workspace_symbol_provider: Some(WorkspaceSymbolProvider::Bool(true)),
        folding_range_provider: Some(FoldingRangeProvider::Bool(true)),
        code_action_provider: Some(CodeActionProvider::CodeActionOptions(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QuickFix,
                CodeActionKind::RefactorRewrite,
            ]),
            resolve_provider: Some(false),
            ..CodeActionOptions::default()
        })),
        code_lens_provider: Some(CodeLensOptions {
            resolve_provider: Some(false),
            work_done_progress_options: progress,
        }),
        inlay_hint_provider: Some(InlayHintProvider::InlayHintOptions(InlayHintOptions {
            resolve_provider: Some(false),
            work_done_progress_options: progress,
        })),
        rename_provider: Some(RenameProvider::RenameOptions(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: progress,
        })),
        diagnostic_provider: Some(DiagnosticProvider::DiagnosticOptions(DiagnosticOptions {
            identifier: Some("vault121".to_owned()),
            inter_file_dependencies: true,
            workspace_diagnostics: false,
            work_done_progress_options: progress,
        })),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: COMMANDS.iter().map(|name| (*name).to_owned()).collect(),
            work_done_progress_options: progress,
        }),
        ..ServerCapabilities::default()
    }
}

//! The answer to each kind of request, from what is known.

use crate::lsp::action;
use crate::lsp::action::Sort;
use crate::lsp::complete;
use crate::lsp::desk::{Changes, Desk, Open};
use crate::lsp::find;
use crate::lsp::hover;
use crate::lsp::lens;
use crate::lsp::rename;
use crate::lsp::report;
use crate::lsp::state::ServerState;
use crate::lsp::symbols;
use crate::text::ids::NotePath;
use gen_lsp_types::{
    self as lsp, CodeAction, CodeActionKind, CodeActionResponse, CreateFile, CreateFileOptions,
    DefinitionResponse, DocumentChange, DocumentDiagnosticReport, DocumentSymbolResponse, Edit,
    FullDocumentDiagnosticReport, OptionalVersionedTextDocumentIdentifier,
    PrepareRenamePlaceholder, PrepareRenameResult, Range, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, Request as _, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, UnchangedDocumentDiagnosticReport, Uri, WorkspaceEdit,
    WorkspaceSymbolResponse,
};
use lsp_server::{ErrorCode, ExtractError, Request, RequestId, Response};
use std::collections::HashMap;

/// Why a request has no answer.
struct NoAnswer {
    code: i32,
    message: String,
}

impl NoAnswer {
    fn new(code: ErrorCode, message: impl Into<String>) -> NoAnswer {
        NoAnswer { code: code as i32, message: message.into() }
    }
}

/// An answer, or why there is none.
type Reply<R> = Result<<R as lsp::Request>::Result, NoAnswer>;

/// Requests whose answer must not leave out a line that was just typed or saved: they wait until
/// all that came before them is taken in.
pub const NEWEST: &[&str] = &[
    lsp::PrepareRenameRequest::METHOD.as_str(),
    lsp::RenameRequest::METHOD.as_str(),
    lsp::ReferencesRequest::METHOD.as_str(),
];

/// Requests that are answered from the vault: they wait until it is read.
pub const KNOWN: &[&str] = &[
    lsp::CompletionRequest::METHOD.as_str(),
    lsp::HoverRequest::METHOD.as_str(),
    lsp::DefinitionRequest::METHOD.as_str(),
    lsp::ReferencesRequest::METHOD.as_str(),
    lsp::PrepareRenameRequest::METHOD.as_str(),
    lsp::RenameRequest::METHOD.as_str(),
    lsp::CodeActionRequest::METHOD.as_str(),
    lsp::CodeLensRequest::METHOD.as_str(),
    lsp::InlayHintRequest::METHOD.as_str(),
    lsp::DocumentSymbolRequest::METHOD.as_str(),
    lsp::WorkspaceSymbolRequest::METHOD.as_str(),
    lsp::FoldingRangeRequest::METHOD.as_str(),
    lsp::DocumentDiagnosticRequest::METHOD.as_str(),
];

impl ServerState {
    /// The answer to a request.
    pub fn answer(&self, request: Request) -> Response {
        let id = request.id.clone();
        let method = request.method.clone();
        #[cfg(test)]
        assert_ne!(method, "vault121/fail", "a fault on purpose");
        if method == lsp::CompletionRequest::METHOD.as_str() {
            return self.answer_with::<lsp::CompletionRequest>(request, |desk, params| {
                let Some((open, at)) = open_at(desk, &params.text_document_position_params, self)
                else {
                    return Ok(None);
                };
                let list = complete::complete(desk, &open.buffer(), at);
                Ok(Some(lsp::CompletionResponse::CompletionList(list)))
            });
        }
        if method == lsp::HoverRequest::METHOD.as_str() {
            return self.answer_with::<lsp::HoverRequest>(request, |desk, params| {
                let found = open_at(desk, &params.text_document_position_params, self);
                Ok(found.and_then(|(open, at)| hover::hover(desk, &open.buffer(), at)))
            });
        }
        if method == lsp::DefinitionRequest::METHOD.as_str() {
            return self.answer_with::<lsp::DefinitionRequest>(request, |desk, params| {
                let Some((open, at)) = open_at(desk, &params.text_document_position_params, self)
                else {
                    return Ok(None);
                };
                let thing = find::thing_at(desk.known, &open.buffer(), at);
                let found = thing.map(|thing| find::definition(desk, &thing)).unwrap_or_default();
                let found = lsp::Definition::LocationList(found);
                Ok(Some(DefinitionResponse::Definition(found)))
            });
        }
        if method == lsp::ReferencesRequest::METHOD.as_str() {
            return self.answer_with::<lsp::ReferencesRequest>(request, |desk, params| {
                let Some((open, at)) = open_at(desk, &params.text_document_position_params, self)
                else {
                    return Ok(None);
                };
                let with = params.context.include_declaration;
                let thing = find::thing_at(desk.known, &open.buffer(), at);
                Ok(Some(thing.map(|one| find::references(desk, &one, with)).unwrap_or_default()))
            });
        }
        if method == lsp::PrepareRenameRequest::METHOD.as_str() {
            return self.answer_with::<lsp::PrepareRenameRequest>(request, |desk, params| {
                let Some((open, at)) = open_at(desk, &params.text_document_position_params, self)
                else {
                    return Ok(None);
                };
                let buffer = open.buffer();
                let (span, placeholder) = rename::name_at(desk.known, &buffer, at)
                    .map_err(|why| NoAnswer::new(ErrorCode::RequestFailed, why))?;
                let range = desk.range(&buffer, span);
                Ok(Some(PrepareRenameResult::PrepareRenamePlaceholder(PrepareRenamePlaceholder {
                    range,
                    placeholder,
                })))
            });
        }
        if method == lsp::RenameRequest::METHOD.as_str() {
            return self.answer_with::<lsp::RenameRequest>(request, |desk, params| {
                let Some((open, at)) = open_at(desk, &params.text_document_position_params, self)
                else {
                    return Ok(None);
                };
                let keep = self.client.keeps_old;
                let edits = rename::rename(desk, &open.buffer(), at, &params.new_name, keep)
                    .map_err(|why| NoAnswer::new(ErrorCode::RequestFailed, why))?;
                Ok(self.workspace_edit(desk, edits, None))
            });
        }
        if method == lsp::CodeActionRequest::METHOD.as_str() {
            return self.answer_with::<lsp::CodeActionRequest>(request, |desk, params| {
                Ok(Some(self.code_actions(desk, &params)))
            });
        }
        if method == lsp::CodeLensRequest::METHOD.as_str() {
            return self.answer_with::<lsp::CodeLensRequest>(request, |desk, params| {
                let open = self.open_note(&params.text_document.uri);
                Ok(open.map(|open| lens::lenses(desk, &open.buffer())))
            });
        }
        if method == lsp::InlayHintRequest::METHOD.as_str() {
            return self.answer_with::<lsp::InlayHintRequest>(request, |desk, params| {
                Ok(self.open_note(&params.text_document.uri).map(|open| {
                    let buffer = open.buffer();
                    let part = buffer.text.span_of(params.range, desk.units);
                    lens::hints(desk, &buffer, part)
                }))
            });
        }
        if method == lsp::DocumentSymbolRequest::METHOD.as_str() {
            return self.answer_with::<lsp::DocumentSymbolRequest>(request, |desk, params| {
                Ok(self.open_note(&params.text_document.uri).map(|open| {
                    let symbols = symbols::of_note(desk, &open.buffer());
                    DocumentSymbolResponse::DocumentSymbolList(symbols)
                }))
            });
        }
        if method == lsp::WorkspaceSymbolRequest::METHOD.as_str() {
            return self.answer_with::<lsp::WorkspaceSymbolRequest>(request, |desk, params| {
                let symbols = symbols::of_vault(desk, &params.query);
                Ok(Some(WorkspaceSymbolResponse::WorkspaceSymbolList(symbols)))
            });
        }
        if method == lsp::FoldingRangeRequest::METHOD.as_str() {
            return self.answer_with::<lsp::FoldingRangeRequest>(request, |_, params| {
                let open = self.open_note(&params.text_document.uri);
                Ok(open.map(|open| symbols::folding_ranges(&open.buffer())))
            });
        }
        if method == lsp::DocumentDiagnosticRequest::METHOD.as_str() {
            return match request.extract::<lsp::DocumentDiagnosticParams>(method.as_str()) {
                Ok((id, params)) => Response::new_ok(id, self.pulled_diagnostics(&params)),
                Err(error) => unreadable_request(id, &error),
            };
        }
        let message = format!("`{method}` is not offered");
        Response::new_err(id, ErrorCode::MethodNotFound as i32, message)
    }

    /// Answers one kind of request from what is known.
    fn answer_with<R: lsp::Request>(
        &self,
        request: Request,
        answer: impl FnOnce(&Desk<'_>, R::Params) -> Reply<R>,
    ) -> Response
    where
        R::Result: Default,
    {
        let id = request.id.clone();
        let method = request.method.clone();
        let params = match request.extract::<R::Params>(&method) {
            Ok((_, params)) => params,
            Err(error) => return unreadable_request(id, &error),
        };
        let Some(desk) = self.desk() else { return Response::new_ok(id, R::Result::default()) };
        match answer(&desk, params) {
            Ok(result) => Response::new_ok(id, result),
            Err(NoAnswer { code, message }) => Response::new_err(id, code, message),
        }
    }

    fn pulled_diagnostics(
        &self,
        params: &lsp::DocumentDiagnosticParams,
    ) -> DocumentDiagnosticReport {
        let path = self.path_of_uri(&params.text_document.uri);
        let made = path.and_then(|path| self.diagnostics(&path));
        let (version, items) = made.map_or((0, Vec::new()), |(_, version, items)| (version, items));
        let result_id = format!("{version}.{}", self.count);
        if params.previous_result_id.as_deref() == Some(result_id.as_str()) {
            return DocumentDiagnosticReport::RelatedUnchangedDocumentDiagnosticReport(
                RelatedUnchangedDocumentDiagnosticReport {
                    related_documents: None,
                    unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                        result_id,
                    },
                },
            );
        }
        DocumentDiagnosticReport::RelatedFullDocumentDiagnosticReport(
            RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(result_id),
                    items,
                },
            },
        )
    }

    fn code_actions(
        &self,
        desk: &Desk<'_>,
        params: &lsp::CodeActionParams,
    ) -> Vec<CodeActionResponse> {
        let Some(open) = self.open_note(&params.text_document.uri) else { return Vec::new() };
        if !self.client.actions {
            return Vec::new();
        }
        let buffer = open.buffer();
        let span = buffer.text.span_of(params.range, desk.units);
        let said = self.diagnostics_of_note(desk.known, open);
        let wanted = |kind: &CodeActionKind| match &params.context.only {
            None => true,
            Some(only) => only.iter().any(|wanted| {
                let (wanted, kind) = (wanted.as_str(), kind.as_str());
                wanted.is_empty() || kind == wanted || kind.starts_with(&format!("{wanted}."))
            }),
        };
        let mut actions = Vec::new();
        for offer in action::actions_for(desk, &buffer, span, &said) {
            let kind = match offer.sort {
                Sort::Fix => CodeActionKind::QuickFix,
                Sort::Rewrite => CodeActionKind::RefactorRewrite,
            };
            if !wanted(&kind) || (offer.makes.is_some() && !self.client.creates) {
                continue;
            }
            let Some(edit) = self.workspace_edit(desk, offer.changes, offer.makes) else {
                continue;
            };
            let docs = self.client.docs.as_deref();
            let mends = offer.mends.as_ref();
            actions.push(CodeActionResponse::CodeAction(CodeAction {
                title: offer.title,
                kind: Some(kind),
                diagnostics: mends
                    .map(|problem| vec![report::to_protocol(desk, &buffer, problem, docs)]),
                edit: Some(edit),
                ..CodeAction::default()
            }));
        }
        actions
    }

    /// Changes as an edit that the client can take.
    fn workspace_edit(
        &self,
        desk: &Desk<'_>,
        notes: Vec<(NotePath, Changes)>,
        makes: Option<(NotePath, String)>,
    ) -> Option<WorkspaceEdit> {
        let mut edit = desk.workspace_edit(notes)?;
        if let Some((path, text)) = makes {
            let uri = desk.uri(&path);
            let made = edit.document_changes.get_or_insert_default();
            made.push(DocumentChange::CreateFile(CreateFile {
                uri: uri.clone(),
                options: Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: None }),
                annotation_id: None,
            }));
            let text_document = OptionalVersionedTextDocumentIdentifier {
                version: None,
                text_document_identifier: TextDocumentIdentifier { uri },
            };
            let text = TextEdit { range: Range::default(), new_text: text };
            made.push(DocumentChange::TextDocumentEdit(TextDocumentEdit {
                text_document,
                edits: vec![Edit::TextEdit(text)],
            }));
        }
        if self.client.versioned {
            return Some(edit);
        }
        // An old client knows no versions.
        let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
        for change in edit.document_changes.unwrap_or_default() {
            let DocumentChange::TextDocumentEdit(one) = change else { return None };
            let edits = one.edits.into_iter().filter_map(|edit| match edit {
                Edit::TextEdit(edit) => Some(edit),
                _ => None,
            });
            changes
                .entry(one.text_document.text_document_identifier.uri)
                .or_default()
                .extend(edits);
        }
        Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
    }
}

/// The open note at a place, and the byte there.
fn open_at<'s>(
    desk: &Desk<'_>,
    place: &lsp::TextDocumentPositionParams,
    state: &'s ServerState,
) -> Option<(&'s Open, usize)> {
    let open = state.open_note(&place.text_document.uri)?;
    Some((open, open.text.offset(place.position, desk.units)))
}

/// The answer to a request whose parameters cannot be read.
fn unreadable_request(id: RequestId, error: &ExtractError<Request>) -> Response {
    let why = match error {
        ExtractError::JsonError { error, .. } => error.to_string(),
        ExtractError::MethodMismatch(_) => "another method was meant".to_owned(),
    };
    Response::new_err(id, ErrorCode::InvalidParams as i32, why)
}

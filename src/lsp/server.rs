//! The loop: messages of the client and news of the vault in one row, an answer for each request.
//!
//! A fault of ours in one request is an error answer; the server goes on. What was cancelled
//! before its turn is answered as cancelled. Requests that come before the vault is read wait.

use crate::app::watch::Batch;
use crate::fs::root;
use crate::lsp::ability::{self, Client};
use crate::lsp::answer::{KNOWN, NEWEST};
use crate::lsp::command::{self, CommandResult};
use crate::lsp::desk::Open;
use crate::lsp::lens::{OPEN, PREP};
use crate::lsp::reader;
use crate::lsp::reader::{ReaderNews, ReaderOrder};
use crate::lsp::state::ServerState;
use crate::lsp::stdio;
use crate::lsp::text::Text;
use crate::lsp::uri;
use crate::lsp::wire::{cancelled_request, params_of};
use crate::text::date::Day;
use crate::text::ids::NotePath;
use gen_lsp_types::{
    self as lsp, InitializeParams, InitializeResult, LspAny, MessageType, Position,
    PublishDiagnosticsParams, Range, Request as _, ServerInfo, ShowDocumentParams,
    ShowMessageParams, TextDocumentContentChangeEvent, Uri,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// What comes in.
enum ServerEvent {
    /// From the client.
    Client(Message),
    /// From the vault.
    Vault(ReaderNews),
    /// A command has ended.
    Ended(RequestId, Result<CommandResult, String>),
    /// The client is gone, or the system asks to stop.
    Stop,
}

/// Serves one client over standard input and output until it is gone.
///
/// # Errors
/// When the client does not keep to the protocol.
pub fn run(vault: Option<&Path>, fixed: Option<Day>) -> Result<Ended, String> {
    let (connection, writing) = stdio::connect().map_err(|error| error.to_string())?;
    let ended = serve(connection, vault, fixed)?;
    if ended != Ended::Told {
        // The client may hold our input open for ever.
        return Ok(ended);
    }
    writing.join().map_err(|_| "what was still to be written was not".to_owned())?;
    Ok(ended)
}

/// How a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The client asked to shut down, then told to exit.
    Told,
    /// It went away without a word.
    Gone,
}

/// Serves one client.
///
/// # Errors
/// When the client does not keep to the protocol.
pub fn serve(
    connection: Connection,
    vault: Option<&Path>,
    fixed: Option<Day>,
) -> Result<Ended, String> {
    let plain = |error: lsp_server::ProtocolError| error.to_string();
    let (id, params) = connection.initialize_start().map_err(plain)?;
    let request = Request::new(id.clone(), String::new(), params);
    let params: InitializeParams = match request.extract("") {
        Ok((_, params)) => params,
        Err(error) => {
            let code = ErrorCode::InvalidParams as i32;
            let response = Response::new_err(id, code, format!("{error:?}"));
            connection.sender.send(response.into()).ok();
            return Err("the client's `initialize` could not be read".to_owned());
        }
    };
    let client = Client::of(&params);
    let result = InitializeResult {
        capabilities: ability::server_capabilities(&client),
        server_info: Some(ServerInfo {
            name: "vault121".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    let (events, inbox) = channel();
    let receiver = connection.receiver.clone();
    // The first answer does not wait for the vault, nor the vault for the answer.
    let mut server = Server::new(connection, client, fixed, events.clone());
    if let Some(root) = vault.map(Path::to_path_buf).or_else(|| ability::root_of(&params)) {
        server.begin_reading(&root);
    }
    server.send(Response::new_ok(id, result).into());
    let hear = move || {
        for message in receiver {
            if events.send(ServerEvent::Client(message)).is_err() {
                return;
            }
        }
        events.send(ServerEvent::Stop).ok();
    };
    let hearing = thread::Builder::new().name("vault121 client".to_owned()).spawn(hear);
    hearing.map_err(|error| error.to_string())?;
    server.serve(&inbox)
}

struct Server {
    connection: Connection,
    state: ServerState,
    fixed: Option<Day>,
    events: Sender<ServerEvent>,
    orders: Option<Sender<ReaderOrder>>,
    /// Open notes whose complaints may be others now.
    dirty: BTreeSet<NotePath>,
    published: BTreeMap<NotePath, Vec<lsp::Diagnostic>>,
    /// Requests that wait for the vault, each for a mark.
    waiting: Vec<(u64, Request)>,
    /// The last mark that was set, and the last one that was reached.
    marks: (u64, u64),
    queue: VecDeque<ServerEvent>,
    asked: i32,
    /// The client asked to shut down.
    shut: bool,
}

impl Server {
    fn new(
        connection: Connection,
        client: Client,
        fixed: Option<Day>,
        events: Sender<ServerEvent>,
    ) -> Server {
        Server {
            connection,
            state: ServerState::new(client),
            fixed,
            events,
            orders: None,
            dirty: BTreeSet::new(),
            published: BTreeMap::new(),
            waiting: Vec::new(),
            marks: (0, 0),
            queue: VecDeque::new(),
            asked: 0,
            shut: false,
        }
    }

    /// Begins to read the vault at `root`.
    fn begin_reading(&mut self, root: &Path) {
        let Ok(root) = root.canonicalize() else { return };
        let (orders, order) = channel();
        let (events, fixed, folder) = (self.events.clone(), self.fixed, root.clone());
        let read = move || {
            let tell = |news| events.send(ServerEvent::Vault(news)).is_ok();
            reader::run(&folder, fixed, &order, &tell);
        };
        drop(thread::Builder::new().name("vault121 vault".to_owned()).spawn(read));
        let events = self.events.clone();
        reader::watch(root.clone(), orders.clone(), move || {
            events.send(ServerEvent::Stop).ok();
        });
        let docs = &mut self.state.client.docs;
        *docs = docs.take().or_else(|| ability::codes_page(&root));
        (self.state.root, self.orders) = (Some(root), Some(orders));
    }

    fn serve(mut self, inbox: &Receiver<ServerEvent>) -> Result<Ended, String> {
        loop {
            if self.queue.is_empty() {
                self.publish();
                self.queue.push_back(inbox.recv().map_err(|error| error.to_string())?);
            }
            // All that has come, so that what was cancelled is seen before its turn.
            self.queue.extend(inbox.try_iter());
            self.drop_cancelled();
            match self.queue.pop_front() {
                Some(ServerEvent::Client(Message::Request(request))) => self.request(request),
                Some(ServerEvent::Client(Message::Notification(note))) if note.method == EXIT => {
                    return Ok(if self.shut { Ended::Told } else { Ended::Gone });
                }
                Some(ServerEvent::Client(Message::Notification(note))) => self.notification(note),
                // Answers to what we asked change nothing.
                Some(ServerEvent::Client(Message::Response(_))) | None => {}
                Some(ServerEvent::Vault(news)) => self.take_news(news),
                Some(ServerEvent::Ended(id, ended)) => self.command_ended(id, ended),
                Some(ServerEvent::Stop) => return Ok(Ended::Gone),
            }
        }
    }

    /// Answers the requests that were cancelled before their turn.
    fn drop_cancelled(&mut self) {
        let cancelled: Vec<RequestId> = self
            .queue
            .iter()
            .filter_map(|event| match event {
                ServerEvent::Client(Message::Notification(note)) if note.method == CANCEL => {
                    Some(cancelled_request(note)?)
                }
                _ => None,
            })
            .collect();
        if cancelled.is_empty() {
            return;
        }
        let mut dropped = Vec::new();
        self.queue.retain(|event| match event {
            ServerEvent::Client(Message::Request(request)) if cancelled.contains(&request.id) => {
                dropped.push(request.id.clone());
                false
            }
            ServerEvent::Client(Message::Notification(note)) => note.method != CANCEL,
            _ => true,
        });
        self.waiting.retain(|(_, request)| {
            let gone = cancelled.contains(&request.id);
            dropped.extend(gone.then(|| request.id.clone()));
            !gone
        });
        for id in dropped {
            let code = ErrorCode::RequestCanceled as i32;
            self.send(Response::new_err(id, code, "cancelled".to_owned()).into());
        }
    }

    fn send(&self, message: Message) {
        // A client that is gone is noticed when nothing comes from it.
        self.connection.sender.send(message).ok();
    }

    fn announce<N: lsp::Notification>(&self, params: N::Params) {
        let note = Notification::new(N::METHOD.as_str().to_owned(), params);
        self.send(note.into());
    }

    fn send_request<R: lsp::Request>(&mut self, params: R::Params) {
        self.asked += 1;
        let id = RequestId::from(format!("vault121-{}", self.asked));
        self.send(Request::new(id, R::METHOD.as_str().to_owned(), params).into());
    }

    fn log(&self, message: String) {
        self.announce::<lsp::LogMessageNotification>(lsp::LogMessageParams {
            kind: MessageType::Warning,
            message,
        });
    }

    // ---- what the vault tells

    fn take_news(&mut self, news: ReaderNews) {
        match news {
            ReaderNews::Known(known) => {
                if *self.state.spelling != known.spelling {
                    self.state.spelling = Arc::new(known.spelling.clone());
                    for open in self.state.opens.values_mut() {
                        open.spell(&self.state.spelling);
                    }
                }
                let first = self.state.known.is_none();
                let old = self.state.known.replace(known);
                if let (Some(old), Some(orders)) = (old, &self.orders) {
                    orders.send(ReaderOrder::Free(old)).ok();
                }
                self.state.count += 1;
                self.refresh_client();
                if first {
                    // Before the vault was read nobody knew of them.
                    let paths: Vec<NotePath> = self.state.opens.keys().cloned().collect();
                    paths.iter().for_each(|path| self.lay_over_disk(path));
                    self.go_on();
                }
            }
            ReaderNews::More(more) if more == self.state.more => {}
            ReaderNews::More(more) => {
                self.state.more = more;
                self.state.count += 1;
                self.refresh_client();
            }
            ReaderNews::Marked(mark) => {
                self.marks.1 = mark;
                self.go_on();
            }
            ReaderNews::Log(message) => self.log(message),
        }
    }

    /// Answers the requests that have waited long enough.
    fn go_on(&mut self) {
        for (mark, request) in std::mem::take(&mut self.waiting) {
            match mark {
                // It came before the vault was read.
                0 => self.request(request),
                mark if mark <= self.marks.1 => self.reply(request),
                mark => self.waiting.push((mark, request)),
            }
        }
    }

    /// Everything that hangs on the vault may be otherwise now.
    fn refresh_client(&mut self) {
        self.dirty.extend(self.state.opens.keys().cloned());
        if self.state.opens.is_empty() {
            return;
        }
        if self.state.client.pull_refresh {
            self.send_request::<lsp::DiagnosticRefreshRequest>(());
        }
        if self.state.client.lens_refresh {
            self.send_request::<lsp::CodeLensRefreshRequest>(());
        }
        if self.state.client.hint_refresh {
            self.send_request::<lsp::InlayHintRefreshRequest>(());
        }
    }

    // ---- what the client tells

    fn notification(&mut self, note: Notification) {
        let method = note.method.clone();
        let done = catch_unwind(AssertUnwindSafe(|| self.take_notification(note)));
        if done.is_err() {
            self.log(format!("vault121 failed at `{method}` and goes on"));
        }
    }

    fn take_notification(&mut self, note: Notification) {
        if let Some(params) = params_of::<lsp::DidOpenTextDocumentNotification>(&note) {
            self.did_open(params);
        } else if let Some(params) = params_of::<lsp::DidChangeTextDocumentNotification>(&note) {
            self.did_change(params);
        } else if let Some(params) = params_of::<lsp::DidCloseTextDocumentNotification>(&note) {
            self.did_close(&params.text_document.uri);
        } else if let Some(params) = params_of::<lsp::DidSaveTextDocumentNotification>(&note) {
            self.look_at_disk([&params.text_document.uri]);
        } else if let Some(params) = params_of::<lsp::DidChangeWatchedFilesNotification>(&note) {
            self.look_at_disk(params.changes.iter().map(|change| &change.uri));
        }
    }

    fn look_at_disk<'u>(&self, uris: impl IntoIterator<Item = &'u Uri>) {
        let inside = |uri: &Uri| {
            let path = uri::path_of(uri)?;
            let inside = path.strip_prefix(self.state.root.as_ref()?).ok()?;
            Some(inside.to_str()?.to_owned())
        };
        let paths: BTreeSet<String> = uris.into_iter().filter_map(inside).collect();
        if let Some(orders) = self.orders.as_ref().filter(|_| !paths.is_empty()) {
            orders.send(ReaderOrder::Look(Batch::Paths(paths))).ok();
        }
    }

    fn did_open(&mut self, params: lsp::DidOpenTextDocumentParams) {
        let lsp::TextDocumentItem { uri, version, text, .. } = params.text_document;
        if self.state.root.is_none()
            && let Some(found) =
                uri::path_of(&uri).as_deref().and_then(Path::parent).and_then(root::find)
        {
            self.begin_reading(&found);
        }
        let Some(path) = self.state.path_of_uri(&uri) else { return };
        let depth = path.as_str().split('/').count();
        let full = uri::path_of(&uri);
        self.state.shown = full.and_then(|full| full.ancestors().nth(depth).map(Path::to_path_buf));
        let open =
            Open::new(path.clone(), uri, version, Text::new(text), self.state.spelling.clone());
        self.state.opens.insert(path.clone(), open);
        self.lay_over_disk(&path);
    }

    fn did_change(&mut self, params: lsp::DidChangeTextDocumentParams) {
        let document = params.text_document;
        let Some(path) = self.state.path_of_uri(&document.text_document_identifier.uri) else {
            return;
        };
        let units = self.state.client.units;
        let Some(open) = self.state.opens.get_mut(&path) else { return };
        for change in params.content_changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    open.text.replace_range(part.range, &part.text, units);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    open.text = Text::new(whole.text);
                }
            }
        }
        open.text_changed(document.version);
        // Of several changes in a row only the last is read.
        self.dirty.insert(path);
    }

    fn did_close(&mut self, uri: &Uri) {
        let Some(path) = self.state.path_of_uri(uri) else { return };
        if self.state.opens.remove(&path).is_none() {
            return;
        }
        self.dirty.remove(&path);
        self.published.remove(&path);
        if !self.state.client.pulls {
            let params = PublishDiagnosticsParams {
                uri: uri.clone(),
                version: None,
                diagnostics: Vec::new(),
            };
            self.announce::<lsp::PublishDiagnosticsNotification>(params);
        }
        if let Some(orders) = &self.orders {
            orders.send(ReaderOrder::Lift(path)).ok();
        }
    }

    /// Lays an open note over the disk.
    fn lay_over_disk(&mut self, path: &NotePath) {
        self.dirty.insert(path.clone());
        let (Some(open), Some(orders)) = (self.state.opens.get_mut(path), &self.orders) else {
            return;
        };
        open.laid = Some(open.version);
        let order = ReaderOrder::Lay(path.clone(), open.version, open.buffer());
        orders.send(order).ok();
    }

    /// Tells what is to be said of notes that changed, and lays them over the disk.
    fn publish(&mut self) {
        for path in std::mem::take(&mut self.dirty) {
            let Some(open) = self.state.opens.get(&path) else { continue };
            if open.laid != Some(open.version) {
                self.lay_over_disk(&path);
                self.dirty.remove(&path);
            }
            if self.state.client.pulls {
                continue;
            }
            let made = catch_unwind(AssertUnwindSafe(|| self.state.diagnostics(&path)));
            let Ok(Some((uri, version, diagnostics))) = made else { continue };
            if self.published.get(&path) == Some(&diagnostics) {
                continue;
            }
            self.published.insert(path, diagnostics.clone());
            let params = PublishDiagnosticsParams { uri, version: Some(version), diagnostics };
            self.announce::<lsp::PublishDiagnosticsNotification>(params);
        }
    }

    // ---- requests

    fn request(&mut self, request: Request) {
        if self.shut {
            let code = ErrorCode::InvalidRequest as i32;
            let message = "the server was asked to shut down".to_owned();
            return self.send(Response::new_err(request.id, code, message).into());
        }
        if request.method == SHUTDOWN {
            self.shut = true;
            return self.send(Response::new_ok(request.id, ()).into());
        }
        if request.method == lsp::ExecuteCommandRequest::METHOD.as_str() {
            return self.command(request);
        }
        if self.state.known.is_none()
            && self.state.root.is_some()
            && KNOWN.contains(&request.method.as_str())
        {
            return self.waiting.push((0, request));
        }
        if let Some(orders) = &self.orders
            && NEWEST.contains(&request.method.as_str())
        {
            let orders = orders.clone();
            self.publish();
            self.marks.0 += 1;
            self.waiting.push((self.marks.0, request));
            orders.send(ReaderOrder::Mark(self.marks.0)).ok();
            return;
        }
        self.reply(request);
    }

    /// Answers a request from what is known now.
    fn reply(&mut self, request: Request) {
        let id = request.id.clone();
        let method = request.method.clone();
        let answered = catch_unwind(AssertUnwindSafe(|| self.state.answer(request)));
        let response = answered.unwrap_or_else(|_| {
            let message = format!("vault121 failed at `{method}` and goes on");
            Response::new_err(id, ErrorCode::InternalError as i32, message)
        });
        self.send(response.into());
    }

    // ---- commands

    fn command(&mut self, request: Request) {
        let id = request.id.clone();
        let method = request.method.clone();
        let params = match request.extract::<lsp::ExecuteCommandParams>(&method) {
            Ok((_, params)) => params,
            Err(error) => {
                let code = ErrorCode::InvalidParams as i32;
                return self.send(Response::new_err(id, code, format!("{error:?}")).into());
            }
        };
        let arguments = params.arguments.unwrap_or_default();
        let first = arguments.first().and_then(LspAny::as_str).map(str::to_owned);
        if params.command == OPEN {
            if let Some(uri) = first {
                let line = arguments.get(1).and_then(LspAny::as_u64).unwrap_or(0);
                self.show_note(Uri(uri), u32::try_from(line).unwrap_or(0));
            }
            return self.send(Response::new_ok(id, ()).into());
        }
        let Some(root) = self.state.root.clone() else {
            let message = "there is no vault here".to_owned();
            let code = ErrorCode::RequestFailed as i32;
            return self.send(Response::new_err(id, code, message).into());
        };
        if params.command == PREP
            && let Some(path) = first.as_deref().and_then(|who| self.state.unsaved_log(who))
        {
            let message = format!("save `{path}` first: the prep goes into it");
            let code = ErrorCode::RequestFailed as i32;
            return self.send(Response::new_err(id, code, message).into());
        }
        let (events, fixed) = (self.events.clone(), self.fixed);
        let run = move || {
            let ended = command::run(&root, fixed, &params.command, first.as_deref());
            events.send(ServerEvent::Ended(id, ended)).ok();
        };
        drop(thread::Builder::new().name("vault121 command".to_owned()).spawn(run));
    }

    fn command_ended(&mut self, id: RequestId, ended: Result<CommandResult, String>) {
        match ended {
            Ok(told) => {
                let message = told.text.trim_end().to_owned();
                self.announce::<lsp::ShowMessageNotification>(ShowMessageParams {
                    kind: MessageType::Info,
                    message: message.clone(),
                });
                let root = self.state.shown.as_ref().or(self.state.root.as_ref());
                let full = root.zip(told.note).map(|(root, note)| root.join(note));
                if let Some(uri) = full.as_deref().map(uri::of_path) {
                    self.look_at_disk([&uri]);
                    if !self.state.client.shows {
                        let result = BTreeMap::from([("uri", uri.0), ("message", message)]);
                        return self.send(Response::new_ok(id, result).into());
                    }
                    self.show_note(uri, 0);
                }
                self.send(Response::new_ok(id, message).into());
            }
            Err(why) => {
                let code = ErrorCode::RequestFailed as i32;
                self.send(Response::new_err(id, code, why).into());
            }
        }
    }

    /// Shows a note where the client can.
    fn show_note(&mut self, uri: Uri, line: u32) {
        if !self.state.client.shows {
            return;
        }
        let at = Position { line, character: 0 };
        self.send_request::<lsp::ShowDocumentRequest>(ShowDocumentParams {
            uri,
            external: None,
            take_focus: Some(true),
            selection: Some(Range { start: at, end: at }),
        });
    }
}

const SHUTDOWN: &str = "shutdown";
const EXIT: &str = "exit";
const CANCEL: &str = "$/cancelRequest";

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn next(client: &Connection) -> Response {
        loop {
            match client.receiver.recv_timeout(Duration::from_secs(20)).unwrap() {
                Message::Response(response) => return response,
                _ => continue,
            }
        }
    }

    fn code(response: Response) -> Option<i32> {
        response.response_result.err().map(|error| error.code)
    }

    /// A client in this process, and the thread that serves it.
    fn started() -> (Connection, thread::JoinHandle<Result<Ended, String>>) {
        let (ours, theirs) = Connection::memory();
        let served = thread::spawn(|| serve(theirs, None, None));
        let params = InitializeParams::default();
        let begin = Request::new(RequestId::from(1), "initialize".to_owned(), params);
        ours.sender.send(begin.into()).unwrap();
        assert!(code(next(&ours)).is_none());
        (ours, served)
    }

    fn ask(client: &Connection, id: i32, method: &str) {
        let request = Request::new(RequestId::from(id), method.to_owned(), ());
        client.sender.send(request.into()).unwrap();
    }

    #[test]
    fn a_fault_of_ours_costs_one_answer() {
        let (client, served) = started();
        ask(&client, 2, "vault121/fail");
        assert_eq!(code(next(&client)), Some(ErrorCode::InternalError as i32));
        ask(&client, 3, "vault121/unknown");
        assert_eq!(code(next(&client)), Some(ErrorCode::MethodNotFound as i32));
        ask(&client, 4, SHUTDOWN);
        assert_eq!(code(next(&client)), None);
        ask(&client, 5, "textDocument/hover");
        assert_eq!(code(next(&client)), Some(ErrorCode::InvalidRequest as i32));
        let exit = Notification::new(EXIT.to_owned(), ());
        client.sender.send(exit.into()).unwrap();
        assert_eq!(served.join().unwrap(), Ok(Ended::Told));
    }

    #[test]
    fn a_client_that_goes_away_ends_the_server() {
        let (client, served) = started();
        drop(client);
        assert_eq!(served.join().unwrap(), Ok(Ended::Gone));
    }

    #[test]
    fn parameters_that_cannot_be_read_are_said() {
        let (client, _served) = started();
        ask(&client, 2, "textDocument/hover");
        assert_eq!(code(next(&client)), Some(ErrorCode::InvalidParams as i32));
    }

    #[test]
    fn what_is_cancelled_before_its_turn_is_answered_so() {
        let (ours, theirs) = Connection::memory();
        let (events, _inbox) = channel();
        let client = Client::of(&InitializeParams::default());
        let mut server = Server::new(theirs, client, None, events);
        let request = |id: i32| {
            let hover = Request::new(RequestId::from(id), "textDocument/hover".to_owned(), ());
            ServerEvent::Client(hover.into())
        };
        let cancel = |id: i32| {
            let params = lsp::CancelParams { id: lsp::Id::Int(id) };
            ServerEvent::Client(Notification::new(CANCEL.to_owned(), params).into())
        };
        server.queue = VecDeque::from([request(1), request(2), cancel(2), cancel(9)]);
        server.drop_cancelled();
        assert_eq!(server.queue.len(), 1, "the other one keeps its turn");
        let response = next(&ours);
        assert_eq!(response.id, RequestId::from(2));
        assert_eq!(code(response), Some(ErrorCode::RequestCanceled as i32));
    }
}

//! What a notification says, when it is the one that is meant.

use gen_lsp_types as lsp;
use lsp_server::{Notification, RequestId};

/// The parameters of a notification, when it is this one.
pub fn params_of<N: lsp::Notification>(note: &Notification) -> Option<N::Params> {
    let is_it = note.method == N::METHOD.as_str();
    is_it.then(|| note.clone().extract::<N::Params>(N::METHOD.as_str()).ok()).flatten()
}

/// The request that a notification cancels.
pub fn cancelled_request(note: &Notification) -> Option<RequestId> {
    match params_of::<lsp::CancelNotification>(note)?.id {
        lsp::Id::Int(id) => Some(RequestId::from(id)),
        lsp::Id::String(id) => Some(RequestId::from(id)),
    }
}

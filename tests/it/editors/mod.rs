//! The language server as editors meet it.

pub(crate) mod editor;
mod lsp;
mod lead_session;
mod clients;

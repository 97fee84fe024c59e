//! The language server as editors meet it.

pub(crate) mod editor;
mod fixes;
mod lsp;
mod lead_session;
mod clients;

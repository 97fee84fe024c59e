//! `vault121 lsp`: what the vault means, in every editor that speaks the Language Server Protocol.
//!
//! A reader of the session, as `watch` is: open buffers lie over the disk, edits go to the editor
//! as versioned `WorkspaceEdit`s. Nothing here opens a file for writing. The one door to
//! `lsp-server` and `gen-lsp-types`.

pub mod text;
pub mod uri;
pub mod wire;
pub mod days;
pub mod buffer;
pub mod known;
pub mod desk;
pub mod card;
pub mod place;
pub mod behind;
pub mod complete;
pub mod hover;
pub mod find;
pub mod rename;
pub mod lens;
pub mod symbols;
pub mod report;
pub mod reread;
pub mod mend;
pub mod mend_front;
pub mod mend_marks;
pub mod mend_line;
pub mod mend_people;
pub mod mend_day;
pub mod fix;
pub mod action;
pub mod command;
pub mod ability;
pub mod state;
pub mod answer;
pub mod reader;
pub mod stdio;
pub mod server;

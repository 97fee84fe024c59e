//! An opened vault that is kept up to date: the session, the watcher, ticks, the terminal.

pub mod terminal;
pub mod prompt;
pub mod events;
pub mod watch;
pub mod pager;
pub mod quiet;
pub mod carried;
pub mod outside;
pub mod ground;
pub mod trust;
pub mod own_templates;
pub mod upgrade;
pub mod session;
pub mod whole_session;
pub mod reminding;
pub mod places;
pub mod removal;
pub mod kept_days;
pub mod tick_sync;

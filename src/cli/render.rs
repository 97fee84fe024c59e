//! `vault121 render-elsewhere`: not for people. The process that renders a vault's own templates.
//!
//! It reads requests from its input, a line each, and writes a line for each. Before the first it
//! gives away what it could do harm with.

use crate::cli::context::{Done, FINE};
use crate::pages::worker::Worker;
use crate::process::{render, sandbox};
use clap::Args;
use std::io::{BufRead, Write};

/// Render the templates of a vault for another vault121; not for people
#[derive(Debug, Args)]
pub struct RenderArgs {}

/// Runs the command.
///
/// # Errors
/// When its input or output cannot be used.
pub fn run(_: &RenderArgs) -> Done {
    // Where the system cannot, the time is bounded all the same, by who started us.
    sandbox::to_nothing(render::MOST_BYTES);
    let mut worker = Worker::default();
    let (input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    for line in input.lines() {
        // One second more than our parent waits: it is the one to say why.
        sandbox::to_seconds(render::MOST_SECONDS + 1);
        let answer = worker.answer_request(&line?).unwrap_or_default();
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(FINE)
}

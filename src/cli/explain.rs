//! `vault121 explain CODE`: what a complaint means, an example, the way out.

use crate::cli::context::{Done, FINE, Failure, Place};
use crate::diagnostic::code::Code;
use crate::text::span::nearest;
use clap::Args;

/// Tell what a complaint means, with an example and the way out
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The code, as `check` prints it in brackets; all codes when it is left out
    pub code: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When there is no such code.
pub fn run(args: &ExplainArgs, place: &Place) -> Done {
    let Some(word) = &args.code else {
        let rows: Vec<Vec<String>> = Code::ALL
            .iter()
            .map(|code| {
                let first = code.explain().lines().next().unwrap_or("").to_owned();
                vec![code.word().to_owned(), code.severity().word().to_owned(), first]
            })
            .collect();
        place.ui.table(&["code", "severity", "meaning"], &rows);
        return Ok(FINE);
    };
    let Some(code) = Code::read(word.trim_matches(['[', ']'])) else {
        let near = nearest(word, Code::ALL.iter().map(|code| code.word()));
        let way_out = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`vault121 explain` lists all codes".to_owned(),
        };
        return Err(Failure::new(format!("there is no code `{word}`"), way_out));
    };
    place.ui.out(&format!("{} ({})\n\n{}", code, code.severity().word(), code.explain()));
    Ok(FINE)
}

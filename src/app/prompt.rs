//! Questions on a terminal: each with a guess that Enter takes. Nobody is asked anywhere else.

use dialoguer::{Confirm, Input, MultiSelect, Select};
use std::collections::BTreeSet;
use std::io::{self, IsTerminal};

/// Whether somebody can see a question and answer it.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// A short text; with a guess, Enter takes it.
///
/// # Errors
/// When the question was broken off.
pub fn ask_text(question: &str, guess: Option<&str>) -> io::Result<String> {
    let input = Input::<String>::new().with_prompt(question).allow_empty(true);
    let input = match guess {
        Some(guess) => input.default(guess.to_owned()),
        None => input,
    };
    input.interact_text().map_err(broken_off)
}

/// Yes or no; Enter takes the guess.
///
/// # Errors
/// When the question was broken off.
pub fn ask_yes(question: &str, guess: bool) -> io::Result<bool> {
    let asked = Confirm::new().with_prompt(question).default(guess);
    asked.interact().map_err(broken_off)
}

/// Those of several that are right; each has a guess.
///
/// # Errors
/// When the question was broken off.
pub fn ask_which(question: &str, all: &[(String, bool)]) -> io::Result<BTreeSet<usize>> {
    let asked = MultiSelect::new().with_prompt(question).items_checked(all.iter().cloned());
    Ok(asked.interact().map_err(broken_off)?.into_iter().collect())
}

/// One of several, the first by default.
///
/// # Errors
/// When the question was broken off.
pub fn one_of(question: &str, all: &[String]) -> io::Result<usize> {
    Select::new().with_prompt(question).items(all).default(0).interact().map_err(broken_off)
}

fn broken_off(error: dialoguer::Error) -> io::Error {
    let dialoguer::Error::IO(error) = error;
    error
}

//! Parse, dispatch, exit code. Everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(vault121::cli::args::run(std::env::args_os()))
}

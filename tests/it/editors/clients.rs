//! Real editors talk to `vault121 lsp`: `tests/editors/run`, each client a test (eglot by `.ci/run` alone). What is not
//! installed is said and skipped; where CI=true, as `.ci/run` has it installed, that is a failure.

use std::path::Path;
use std::process::Command;

fn client(name: &str) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors/run");
    let ran = Command::new("bash")
        .arg(script)
        .args([env!("CARGO_BIN_EXE_vault121"), name])
        .env_remove("VAULT121_DIR")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    println!("{said}");
    assert!(ran.status.success(), "{said}{}", String::from_utf8_lossy(&ran.stderr));
    assert!(said.contains(": passed") || said.contains("not run"), "{said}");
}

#[test]
fn neovim_serves_a_lead() {
    client("neovim");
}

#[test]
fn the_library_of_vs_code_finds_each_message_as_the_specification_has_it() {
    client("node");
}

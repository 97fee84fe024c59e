//! The desktop's notification service: the one way to tell somebody who looks at another program.

use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// So long an answer of the service is waited for: a watcher has notes to look after.
const PATIENCE: Duration = Duration::from_secs(5);

/// Shows a title and a text; both are plain.
///
/// # Errors
/// Why they could not be shown.
pub fn tell(title: &str, text: &str) -> Result<(), String> {
    let (title, text) = (title.to_owned(), escaped(text));
    let (done, answer) = channel();
    let show = move || done.send(show(&title, &text)).ok();
    // A service that hangs costs this thread, not the program.
    let thread = thread::Builder::new().name("vault121 desktop".to_owned()).spawn(show);
    thread.map_err(|error| error.to_string())?;
    answer.recv_timeout(PATIENCE).unwrap_or_else(|_| Err("it does not answer".to_owned()))
}

#[cfg(target_os = "linux")]
fn show(title: &str, text: &str) -> Result<(), String> {
    let mut note = notify_rust::Notification::new();
    let note = note.appname("vault121").summary(title).body(text);
    note.show().map(drop).map_err(|error| error.to_string())
}

#[cfg(not(target_os = "linux"))]
fn show(_: &str, _: &str) -> Result<(), String> {
    Err("this program knows the one of Linux only".to_owned())
}

/// The text of a notification is markup, other than its title.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

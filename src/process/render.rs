//! The vault's own templates, rendered by a process that may be ended: our own binary again, with
//! so much memory and so much time, and nothing of the disk.
//!
//! The process is started when it is first needed and kept. One that answers too late is killed;
//! what made it so is not tried again for a while, so that it costs one build its time and not
//! each. It knows no templates: texts go in and come out.

use crate::text::ids::digest;
use crate::vault::elsewhere::Elsewhere;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStderr, ChildStdin, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The hidden verb under which the binary is such a process.
pub const VERB: &str = "render-elsewhere";
/// A page is made in a millisecond; one that takes seconds never ends.
pub const MOST_SECONDS: u64 = 5;
/// The facts of a person are a few hundred kilobytes; the binary itself takes a few megabytes.
pub const MOST_BYTES: u64 = 512 * 1024 * 1024;
/// Templates that are merely slow may not fill a daemon's day: so much of each minute is theirs.
const MOST_OF_A_MINUTE: Duration = Duration::from_secs(20);
const MINUTE: Duration = Duration::from_secs(60);
/// So long nothing is tried again that ended badly, unless it was changed.
const STRUCK: Duration = Duration::from_secs(600);
/// An answer longer than this is no page; the page's own limit is 1 MiB.
const MOST_ANSWER_BYTES: u64 = 64 * 1024 * 1024;

/// The worker, when it runs, and what it must not be asked again.
#[derive(Debug, Default)]
pub struct Renderer {
    state: Mutex<WorkerState>,
}

#[derive(Debug, Default)]
struct WorkerState {
    running: Option<Running>,
    struck: BTreeMap<String, (Instant, String)>,
    used: Vec<(Instant, Duration)>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    input: ChildStdin,
    answers: Receiver<String>,
    last_words: JoinHandle<String>,
}

impl Elsewhere for Renderer {
    fn ask(&self, about: &str, request: &str) -> Result<String, String> {
        // A thread that failed in here left nothing half done that matters.
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let key = digest(about);
        state.struck.retain(|_, (since, _)| since.elapsed() < STRUCK);
        if let Some((_, why)) = state.struck.get(&key) {
            return Err(why.clone());
        }
        state.used.retain(|(at, _)| at.elapsed() < MINUTE);
        if state.used.iter().map(|(_, took)| *took).sum::<Duration>() > MOST_OF_A_MINUTE {
            let most = MOST_OF_A_MINUTE.as_secs();
            return Err(format!("the vault's own templates take more than {most} s a minute"));
        }
        let began = Instant::now();
        let answer = state.ask_worker(request);
        state.used.push((began, began.elapsed()));
        if let Err(why) = &answer {
            state.struck.insert(key, (began, why.clone()));
        }
        answer
    }
}

impl WorkerState {
    fn ask_worker(&mut self, request: &str) -> Result<String, String> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => start_worker()
                .map_err(|error| format!("no process can be had to render it in: {error}"))?,
        };
        let sent = running
            .input
            .write_all(request.as_bytes())
            .and_then(|()| running.input.write_all(b"\n"))
            .and_then(|()| running.input.flush());
        let waited = match sent {
            Ok(()) => running.answers.recv_timeout(Duration::from_secs(MOST_SECONDS)),
            Err(_) => Err(RecvTimeoutError::Disconnected),
        };
        match waited {
            Ok(answer) => {
                self.running = Some(running);
                Ok(answer)
            }
            Err(RecvTimeoutError::Timeout) => {
                running.end_process();
                Err(format!("takes longer than {MOST_SECONDS} s"))
            }
            Err(RecvTimeoutError::Disconnected) => Err(why_ended(&running.end_process())),
        }
    }
}

/// Why a worker ended, from what it said last.
fn why_ended(last_words: &str) -> String {
    let most = MOST_BYTES / (1024 * 1024);
    if last_words.contains("memory allocation") || last_words.contains("capacity overflow") {
        format!("takes more than {most} MiB of memory")
    } else if last_words.contains("overflowed its stack") {
        "is nested too deep".to_owned()
    } else {
        "made the process end that was to render it".to_owned()
    }
}

impl Running {
    /// Ends the process and gives back what it said last.
    fn end_process(mut self) -> String {
        self.child.kill().ok();
        self.child.wait().ok();
        self.last_words.join().unwrap_or_default()
    }
}

impl Drop for WorkerState {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.end_process();
        }
    }
}

fn start_worker() -> std::io::Result<Running> {
    let mut command = Command::new(std::env::current_exe()?);
    // A ctrl-c in the terminal is for us: the page in hand is still made.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command
        .arg(VERB)
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let none = || std::io::Error::from(std::io::ErrorKind::BrokenPipe);
    let input = child.stdin.take().ok_or_else(none)?;
    let output = child.stdout.take().ok_or_else(none)?;
    let errors = child.stderr.take().ok_or_else(none)?;
    let (sender, answers) = channel();
    std::thread::spawn(move || {
        let mut output = BufReader::new(output);
        loop {
            let mut line = String::new();
            match (&mut output).take(MOST_ANSWER_BYTES).read_line(&mut line) {
                Ok(0) | Err(_) => return,
                Ok(_) if !line.ends_with('\n') || sender.send(line).is_err() => return,
                Ok(_) => {}
            }
        }
    });
    let last_words = std::thread::spawn(move || last_words(errors));
    Ok(Running { child, input, answers, last_words })
}

/// The first words of what a process says to its end: a few lines, whatever it says.
fn last_words(mut errors: ChildStderr) -> String {
    const MOST: u64 = 4096;
    let mut text = Vec::new();
    errors.by_ref().take(MOST).read_to_end(&mut text).ok();
    std::io::copy(&mut errors, &mut std::io::sink()).ok();
    String::from_utf8_lossy(&text).into_owned()
}

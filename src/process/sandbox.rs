//! What this process may still do: `watch` gives away all but the vault, a template worker all.
//!
//! Best effort: where the system knows no such limits, the caller is told and goes on. It is
//! called before a byte of the vault is read and before any thread begins, for what a thread
//! began with it keeps.

use std::path::{Path, PathBuf};

/// How far a wish was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confined {
    /// All of it.
    Fully,
    /// The system knows a part of it only.
    Partly,
    /// Not at all, and why.
    Not(String),
}

/// What is opened for reading beside the vault: the time zone, and what our own binary is loaded
/// with when a worker is started.
#[cfg(target_os = "linux")]
const READ: &[&str] = &[
    "/usr/share/zoneinfo",
    "/etc/localtime",
    "/etc/timezone",
    "/etc/ld.so.cache",
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
];

/// What starts a dynamically linked binary, ours too.
#[cfg(target_os = "linux")]
const LOADERS: &[&str] = &[
    "/lib64/ld-linux-x86-64.so.2",
    "/lib/ld-linux-aarch64.so.1",
    "/lib/ld-linux-armhf.so.3",
    "/lib/ld-musl-x86_64.so.1",
    "/lib/ld-musl-aarch64.so.1",
];

/// Whether this kernel has Landlock, asked without confining anything.
#[cfg(target_os = "linux")]
pub fn is_known() -> bool {
    use landlock::{AccessFs, CompatLevel, Compatible, Ruleset, RulesetAttr};
    let strict = Ruleset::default().set_compatibility(CompatLevel::HardRequirement);
    strict.handle_access(AccessFs::Execute).and_then(Ruleset::create).is_ok()
}

/// Whether this system has Landlock.
#[cfg(not(target_os = "linux"))]
pub fn is_known() -> bool {
    false
}

/// Confines this process to the folder `root` and its own `state` folder, and to reading what lies
/// in `read`: nothing outside is written, made, renamed or removed, no program but our own is
/// started, and no TCP connection is made.
#[cfg(target_os = "linux")]
pub fn to_vault(root: &Path, state: Option<&Path>, read: &[PathBuf]) -> Confined {
    let own = std::env::current_exe().ok();
    let written: Vec<&Path> = std::iter::once(root).chain(state).collect();
    confined_by(linux::restrict(Some((root, &written, read)), own.as_deref()))
}

/// Confines this process to what it was given: its input, its output, no file, so much memory.
#[cfg(target_os = "linux")]
pub fn to_nothing(most_bytes: u64) -> Confined {
    if let Err(error) = linux::limit_memory(most_bytes) {
        return Confined::Not(format!("its memory cannot be bounded: {error}"));
    }
    confined_by(linux::restrict(None, None))
}

/// Bounds the processor time from now on, for a worker that nobody can stop any more.
#[cfg(target_os = "linux")]
pub fn to_seconds(most: u64) {
    linux::limit_time(most);
}

/// Lets all else go before this thread and those that it begins; without this word of the system
/// it works as fast as before.
#[cfg(target_os = "linux")]
pub fn step_back() {
    linux::step_back();
}

/// Where a thread has no priority of its own, it keeps that of the process.
#[cfg(not(target_os = "linux"))]
pub fn step_back() {}

#[cfg(target_os = "linux")]
fn confined_by(status: Result<landlock::RulesetStatus, landlock::RulesetError>) -> Confined {
    use landlock::RulesetStatus::{FullyEnforced, NotEnforced, PartiallyEnforced};
    match status {
        Ok(FullyEnforced) => Confined::Fully,
        Ok(PartiallyEnforced) => Confined::Partly,
        Ok(NotEnforced) => Confined::Not("the kernel has no Landlock".to_owned()),
        Err(error) => Confined::Not(error.to_string()),
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use super::{LOADERS, READ};
    use landlock::{
        ABI, Access, AccessFs, AccessNet, PathBeneath, PathFd, Ruleset, RulesetAttr,
        RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, path_beneath_rules,
    };
    use rustix::process::{Resource, Rlimit, getrlimit, setpriority_process, setrlimit};
    use rustix::time::{ClockId, clock_gettime};
    use std::path::{Path, PathBuf};

    /// The newest set of rules that the crate knows; an older kernel takes what it knows of it.
    const NEWEST: ABI = ABI::V6;

    /// On Linux a thread has a priority of its own.
    pub(super) fn step_back() {
        const NICE: i32 = 10;
        setpriority_process(None, NICE).ok();
    }

    pub(super) fn restrict(
        root: Option<(&Path, &[&Path], &[PathBuf])>,
        own: Option<&Path>,
    ) -> Result<RulesetStatus, RulesetError> {
        let ruleset = Ruleset::default()
            .handle_access(AccessFs::from_all(NEWEST))?
            .handle_access(AccessNet::from_all(NEWEST))?
            .scope(Scope::from_all(NEWEST))?
            .create()?;
        let ruleset = match root {
            Some((root, written, read)) => allow_vault(ruleset, root, (written, read), own)?,
            None => ruleset,
        };
        Ok(ruleset.restrict_self()?.ruleset)
    }

    fn allow_vault(
        ruleset: RulesetCreated,
        root: &Path,
        (written, beside): (&[&Path], &[PathBuf]),
        own: Option<&Path>,
    ) -> Result<RulesetCreated, RulesetError> {
        use AccessFs::{
            Execute, MakeDir, MakeReg, ReadDir, ReadFile, Refer, RemoveFile, Truncate, WriteFile,
        };
        let read = ReadFile | ReadDir;
        let write = WriteFile | MakeReg | MakeDir | RemoveFile | Refer | Truncate;
        // A work tree of git names its folder in a file, perhaps above the vault.
        let git = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.is_file());
        // Where the folder cannot be opened there is nothing to watch either.
        let mut ruleset = ruleset;
        for folder in written.iter().filter_map(|folder| PathFd::new(folder).ok()) {
            ruleset = ruleset.add_rule(PathBeneath::new(folder, read | write))?;
        }
        ruleset = ruleset
            .add_rules(path_beneath_rules(READ, read))?
            .add_rules(path_beneath_rules(git, ReadFile))?
            .add_rules(path_beneath_rules(beside, read))?
            .add_rules(path_beneath_rules(["/dev/null"], ReadFile | WriteFile))?
            .add_rules(path_beneath_rules(LOADERS, ReadFile | Execute))?
            .add_rules(path_beneath_rules(own, ReadFile | Execute))?;
        Ok(ruleset)
    }

    pub(super) fn limit_memory(most_bytes: u64) -> std::io::Result<()> {
        let limit = |bytes| Rlimit { current: Some(bytes), maximum: Some(bytes) };
        // A core file of it helps nobody.
        setrlimit(Resource::Core, limit(0))?;
        Ok(setrlimit(Resource::As, limit(most_bytes))?)
    }

    pub(super) fn limit_time(most_seconds: u64) {
        let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
        let until = u64::try_from(used).unwrap_or(0) + most_seconds;
        let maximum = getrlimit(Resource::Cpu).maximum;
        setrlimit(Resource::Cpu, Rlimit { current: Some(until), maximum }).ok();
    }
}

/// Confines this process to the folder `root`, where the system can.
#[cfg(not(target_os = "linux"))]
pub fn to_vault(_: &Path, _: Option<&Path>, _: &[PathBuf]) -> Confined {
    Confined::Not("this system has no Landlock".to_owned())
}

/// Confines this process to what it was given, where the system can.
#[cfg(not(target_os = "linux"))]
pub fn to_nothing(_: u64) -> Confined {
    Confined::Not("this system has no Landlock".to_owned())
}

/// Bounds the processor time from now on, where the system can.
#[cfg(not(target_os = "linux"))]
pub fn to_seconds(_: u64) {}

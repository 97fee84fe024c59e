//! The service of a vault, and `doctor`: what they say and write, read by the tools that read it.

use crate::support::{Disk, Ran, TODAY, program};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A vault, and a home that is none of ours.
struct Home {
    disk: Disk,
    home: tempfile::TempDir,
}

impl Home {
    fn new(notes: &[(&str, &str)]) -> Home {
        Home { disk: Disk::new(notes), home: tempfile::tempdir().unwrap() }
    }

    /// Runs the program in the vault with this home, and with no manager to be asked.
    fn run(&self, args: &[&str]) -> Ran {
        let mut command = program();
        command.current_dir(&self.disk.root).env("HOME", self.home.path());
        command.env_remove("XDG_CONFIG_HOME").env("PATH", "");
        Ran::of(command.args(["--today", TODAY]).args(args))
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut open = vec![self.home.path().to_owned()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap().flatten() {
                match entry.path() {
                    path if path.is_dir() => open.push(path),
                    path => found.push(path),
                }
            }
        }
        found
    }
}

const NOTES: &[(&str, &str)] = &[("People/Alice.md", "---\ncadence: 1w\n---\n# Alice\n")];

fn has(tool: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {tool}")]).output();
    let found = found.is_ok_and(|out| out.status.success());
    if !found {
        println!("not run: `{tool}` is not installed here");
    }
    found
}

#[test]
fn printing_a_service_changes_nothing() {
    let home = Home::new(NOTES);
    let before = home.disk.files();
    for manager in ["systemd", "launchd"] {
        let ran = home.run(&["service", "install", "--print", "--manager", manager]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains(&home.disk.root.display().to_string()), "{}", ran.out);
    }
    assert_eq!(home.files(), Vec::<PathBuf>::new());
    assert_eq!(home.disk.files(), before);
}

#[test]
fn systemd_finds_nothing_wrong_with_the_unit() {
    if !has("systemd-analyze") {
        return;
    }
    let home = Home::new(NOTES);
    // A folder with every sign that a unit file reads in its own way.
    let odd = home.disk.root.join("Anna's 100% \"notes\" $HOME; x");
    fs::create_dir_all(odd.join(".vault121")).unwrap();
    for vault in [home.disk.root.as_path(), odd.as_path()] {
        let shown = vault.display().to_string();
        let ran = home.run(&["--vault", &shown, "service", "install", "--print"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let file = home.home.path().join("vault121-test.service");
        fs::write(&file, &ran.out).unwrap();
        let verified = Command::new("systemd-analyze")
            .args(["--user", "--man=no", "verify"])
            .arg(&file)
            .env("XDG_RUNTIME_DIR", home.home.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&verified.stderr).into_owned();
        assert!(
            verified.status.success() && !said.contains("vault121-test"),
            "{said}\n{}",
            ran.out
        );
    }
}

#[test]
fn launchd_reads_the_words_of_the_property_list() {
    if !has("python3") {
        return;
    }
    let home = Home::new(NOTES);
    let odd = home.disk.root.join("R&D <notes>");
    fs::create_dir_all(odd.join(".vault121")).unwrap();
    let shown = odd.display().to_string();
    let ran =
        home.run(&["--vault", &shown, "service", "install", "--print", "--manager", "launchd"]);
    let file = home.home.path().join("x.plist");
    fs::write(&file, &ran.out).unwrap();
    let read = "import plistlib, sys; print(plistlib.load(open(sys.argv[1], 'rb'))['ProgramArguments'][2])";
    let read = Command::new("python3").args(["-c", read]).arg(&file).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&read.stdout).trim(), shown, "{read:?}");
}

#[test]
fn a_service_is_one_file_and_goes_with_it() {
    let home = Home::new(NOTES);
    let ran = home.run(&["service", "install", "--manager", "systemd"]);
    // There is no manager in this test: the file stands, and it is said what is left to do.
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("the file is written, but the service does not run"), "{}", ran.err);
    let files = home.files();
    assert_eq!(files.len(), 1, "{files:?}");
    assert!(files[0].ends_with(Path::new(files[0].file_name().unwrap())));
    assert!(files[0].starts_with(home.home.path().join(".config/systemd/user")), "{files:?}");
    let ran = home.run(&["service", "uninstall", "--manager", "systemd"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(home.files(), Vec::<PathBuf>::new());
    let ran = home.run(&["service", "uninstall", "--manager", "systemd"]);
    assert!(ran.out.contains("no service of this vault is installed"), "{}", ran.out);
}

#[test]
fn two_vaults_of_one_name_have_two_services() {
    let home = Home::new(NOTES);
    let name = |vault: &str| {
        let root = home.disk.root.join(vault);
        fs::create_dir_all(root.join(".vault121")).unwrap();
        let root = root.display().to_string();
        home.run(&["--vault", &root, "service", "status", "--manager", "systemd"]).out
    };
    let (one, two) = (name("a/notes"), name("b/notes"));
    assert!(one.contains("vault121-notes-"), "{one}");
    assert_ne!(one.lines().next(), two.lines().next());
    assert_eq!(one, name("a/notes"), "the same vault has the same service");
}

#[cfg(target_os = "linux")]
#[test]
fn the_manager_hears_when_the_first_build_is_done() {
    use std::os::unix::net::UnixDatagram;
    use std::time::Duration;
    let home = Home::new(NOTES);
    let path = home.home.path().join("notify");
    let socket = UnixDatagram::bind(&path).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut command = program();
    command.current_dir(&home.disk.root).args(["--today", TODAY, "watch"]);
    let mut child = command
        .env("NOTIFY_SOCKET", &path)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut buffer = [0; 256];
    let heard = socket.recv(&mut buffer);
    let text = String::from_utf8_lossy(&buffer[..heard.unwrap_or(0)]).into_owned();
    let built = home.disk.root.join("1-2-1s").is_dir();
    let doctor = home.run(&["doctor"]);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(text.starts_with("READY=1"), "{text:?}");
    assert!(built, "it is ready when the pages are there, not before");
    assert!(doctor.out.contains(&format!("runs: process {}", child.id())), "{}", doctor.out);
}

#[test]
fn doctor_names_nobody_and_changes_nothing() {
    let home = Home::new(&[
        ("People/Zebulon.md", "---\ncadence: 1w\n---\n# Zebulon\n- #watch-out @zebulon a secret\n"),
        (".obsidian/community-plugins.json", "[\"dataview\", \"obsidian-linter\", \"x\"]"),
        (".vault121/config.yml", "nonsense: 1\n"),
    ]);
    let before = home.disk.files();
    let ran = home.run(&["doctor"]);
    let text = format!("{}{}", ran.out, ran.err);
    assert_eq!(home.disk.files(), before);
    assert!(!text.to_lowercase().contains("zebulon") && !text.contains("secret"), "{text}");
    for expected in ["1 note", "1 error", "Dataview, Linter", "`vault121 watch`"] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert_eq!(ran.code, 1, "an error in the config is a finding");
    assert!(ran.out.lines().count() <= 24, "it is one screen:\n{}", ran.out);
    let json = home.run(&["doctor", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["schema"], 1);
    assert!(json["findings"].as_array().unwrap().len() >= 8);
}

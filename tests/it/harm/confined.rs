//! What `watch` may still do when it has confined itself to the vault: as whoever runs this test,
//! and on a thread of its own, for what a thread gives away the rest of the test keeps.

use crate::support::Disk;
use std::fs;
use std::io::ErrorKind::PermissionDenied;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use vault121::process::sandbox::{Confined, to_vault};

#[track_caller]
fn denied<T>(what: &str, done: std::io::Result<T>) {
    match done {
        Ok(_) => panic!("{what}: was let through"),
        Err(error) => assert_eq!(error.kind(), PermissionDenied, "{what}: {error}"),
    }
}

#[cfg(unix)]
fn try_all(root: &Path, outside: &Path, port: u16) {
    use std::os::unix::fs::symlink;
    let note = root.join("note.md");
    let theirs = outside.join("theirs.md");
    // Inside, all that writing a note takes.
    fs::create_dir(root.join("new")).unwrap();
    fs::write(root.join("new/a.md"), "a").unwrap();
    fs::hard_link(root.join("new/a.md"), root.join("b.md")).unwrap();
    fs::rename(root.join("b.md"), root.join("new/b.md")).unwrap();
    fs::remove_file(root.join("new/b.md")).unwrap();
    assert_eq!(fs::read_to_string(&note).unwrap(), "note");
    // Outside, nothing.
    denied("writing", fs::write(&theirs, "x"));
    denied("making", fs::write(outside.join("new.md"), "x"));
    denied("by `..`", fs::write(root.join("../outside/theirs.md"), "x"));
    denied("through a link", fs::write(root.join("link.md"), "x"));
    denied("through a linked folder", fs::write(root.join("way/theirs.md"), "x"));
    denied("reading", fs::read(&theirs));
    denied("removing", fs::remove_file(&theirs));
    denied("making a folder", fs::create_dir(outside.join("new")));
    for (what, done) in [
        ("moving out", fs::rename(&note, outside.join("note.md"))),
        ("moving in", fs::rename(&theirs, root.join("theirs.md"))),
        ("linking in", fs::hard_link(&theirs, root.join("theirs.md"))),
    ] {
        // A move between two hierarchies of rights is refused as one between two devices.
        let kind = done.expect_err(what).kind();
        assert!(matches!(kind, PermissionDenied | std::io::ErrorKind::CrossesDevices), "{what}");
    }
    denied("making a link", symlink(&theirs, root.join("way out.md")));
    denied("running a program", Command::new("/bin/sh").args(["-c", "true"]).status());
    denied("connecting", TcpStream::connect(("127.0.0.1", port)));
    denied("listening", TcpListener::bind("127.0.0.1:0"));
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_vault_can_be_touched() {
    let disk = Disk::new(&[("note.md", "note")]);
    let root = disk.root.clone();
    let outside = root.parent().unwrap().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("theirs.md"), "theirs").unwrap();
    std::os::unix::fs::symlink(outside.join("theirs.md"), root.join("link.md")).unwrap();
    std::os::unix::fs::symlink(&outside, root.join("way")).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let there = outside.clone();
    let confined = std::thread::spawn(move || {
        let confined = to_vault(&root, None, &[]);
        if confined == Confined::Fully {
            try_all(&root, &there, port);
        }
        confined
    });
    let confined = confined.join().unwrap();
    if confined != Confined::Fully {
        println!("skipped: {confined:?}");
        return;
    }
    let left: Vec<_> = fs::read_dir(&outside).unwrap().flatten().map(|e| e.file_name()).collect();
    assert_eq!(left, ["theirs.md"]);
    assert_eq!(fs::read_to_string(outside.join("theirs.md")).unwrap(), "theirs");
}

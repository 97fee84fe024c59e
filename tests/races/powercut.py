#!/usr/bin/env python3
"""Power cuts: `vault121 watch --impatient` writes into a vault on a loop-mounted file system, which
is shut down without flushing (xfs_io shutdown) at a random instant, mounted again (journal replay)
and looked at; then the program is started again. Another program makes its own files durable
meanwhile, which is what commits the journal between our calls. Needs root, loop devices, xfs_io.

    tests/races/powercut.py PROGRAM FSTYPE CUTS WORKDIR [UNTIL HH:MM]

Prints the counts as JSON: the note must be whole every time, before and after the next start."""
import collections, json, os, random, shutil, signal, subprocess, sys, time

program, fs, cuts, work = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
until = sys.argv[6] if len(sys.argv) > 6 else "99"
os.makedirs(work, exist_ok=True)
image, root = work + "/img." + fs, work + "/mnt." + fs
vault = root + "/vault"
os.makedirs(root, exist_ok=True)
run = lambda *a, ok=True: subprocess.run(a, check=ok, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
with open(image, "wb") as out:
    out.truncate(400 << 20)
run("mkfs." + fs, *(["-f"] if fs != "ext4" else ["-q", "-F"]), image)
BASE = ("# Alice\n" + "".join("para %d of the user's own text\n" % k for k in range(400))
        + "<!-- vault121:begin prep -->\nold\n<!-- vault121:end prep -->\nlast line of the note\n")
tally, turn = collections.Counter(), 0


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def look(when):
    note = vault + "/note.md"
    if not os.path.exists(note):
        tally["missing" + when] += 1
        return
    text = open(note, "rb").read()
    sound = (text.count(b"vault121:begin") == 1 and text.count(b"vault121:end") == 1
             and text.endswith(b"last line of the note\n") and text.count(b"of the user's own text\n") == 400)
    kind = "empty" if not text else "nul_bytes" if b"\0" in text else "whole" if sound else "torn"
    tally[kind + when] += 1


while tally["cuts"] < cuts and time.strftime("%H:%M", time.gmtime()) < until:
    run("mount", "-o", "loop", image, root)
    shutil.rmtree(vault, ignore_errors=True)
    put(vault + "/.vault121/config.yml", "paths: {prep: note}\n")
    put(vault + "/People/Alice.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n")
    put(vault + "/note.md", BASE)
    os.sync()
    command = [program, "--vault", vault, "--today", "2026-11-24", "watch", "--impatient", "--format", "jsonl"]
    log = open(work + "/log", "w+")
    child = subprocess.Popen(command, stdout=log, stderr=subprocess.DEVNULL)
    end = time.time() + .1 + random.random() * .5
    while time.time() < end:
        turn += 1
        put(root + "/other", "x" * 64)
        put(vault + "/.vault121/next", "- #topic @alice turn %d\n" % turn)
        os.rename(vault + "/.vault121/next", vault + "/2026-11-20.md")
        time.sleep(random.random() * .01)
    tally["shutdown_failed"] += run("xfs_io", "-x", "-c", "shutdown", root, ok=False) != 0
    child.kill()
    child.wait()
    log.seek(0)
    tally["writes"] += log.read().count('{"path":"note.md"')
    run("umount", root)
    run("mount", "-o", "loop", image, root)
    tally["cuts"] += 1
    look("")
    stage = vault + "/.vault121/stage"
    tally["files_in_stage"] += len(os.listdir(stage)) if os.path.isdir(stage) else 0
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(.3)
    child.send_signal(signal.SIGTERM)
    child.wait(timeout=60)
    look("_after_start")
    tally["left_in_stage"] += len(os.listdir(stage)) if os.path.isdir(stage) else 0
    run("umount", root)
print(json.dumps(dict(fs=fs, **tally)))

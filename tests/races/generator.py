#!/usr/bin/env python3
"""The generator of a race: the real program in the note's folder, kept busy through a second note
that changes all the time. usage: generator.py MODE PROGRAM FILE STOP

MODE `raced` is `vault121 watch --impatient`: it waits for nobody and writes as often as it can,
so the write protocol alone has to hold. `watch` is the watcher with its manners (it waits until a
note is quiet). `build` runs `vault121 build` again and again. `rename` writes a temporary file and
renames it over the note, the way that loses: a control. `none` writes nothing: another control.
Prints counters for the harness: `writes`, `late`, `conflicts`, `stage` (files left there)."""
import json, os, re, signal, subprocess, sys, time

mode, program, note, stop = sys.argv[1:5]
vault = os.path.dirname(note)
own = os.path.join(vault, ".vault121")
os.makedirs(own, exist_ok=True)
open(os.path.join(own, "config.yml"), "w").write("paths: {prep: note}\n")
open(os.path.join(own, ".gitignore"), "w").write("cache/\nrescue/\nstage/\nlock\n")
os.makedirs(os.path.join(vault, "People"), exist_ok=True)
open(os.path.join(vault, "People", "Alice.md"), "w").write("---\nkind: person\ncadence: 1w\nslot: tue\n---\n")
base = [program, "--vault", vault, "--today", "2026-11-24"]
events, turn, writes, trouble = [], 0, 0, 0


def change():
    """The second note, replaced in one step, so that the program always reads it whole."""
    global turn
    turn += 1
    other = os.path.join(own, "next")
    with open(other, "w") as out:
        out.write("- #topic @alice turn %d\n" % turn)
    os.rename(other, os.path.join(vault, "2026-11-20.md"))


def ready():
    """From now on saves are raced."""
    open(stop + ".ready", "w").close()


def watch(extra, pause, settle):
    log = open(os.path.join(os.path.dirname(stop), "watch.jsonl"), "w+")
    err = open(os.path.join(os.path.dirname(stop), "watch.err"), "a")
    run = subprocess.Popen(base + ["watch", "--format", "jsonl", *extra], stdout=log, stderr=err)
    while '"written":[{' not in open(log.name).read() and run.poll() is None:
        time.sleep(0.01)
    ready()
    while not os.path.exists(stop):
        change()
        time.sleep(pause)
    time.sleep(settle)
    run.send_signal(signal.SIGTERM)
    code = run.wait(timeout=50)
    log.seek(0)
    return [json.loads(line) for line in log], code != 0


if mode == "raced":
    events, trouble = watch(["--impatient"], 0.001, 0)
elif mode == "watch":
    # When the last save is quiet, the watcher writes what it owes.
    events, trouble = watch([], 0.02, 3.5)
elif mode == "build":
    ready()
    while not os.path.exists(stop):
        change()
        out = subprocess.run(base + ["build", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if out.stdout:
            events.append(json.loads(out.stdout))
elif mode == "rename":
    ready()
    while not os.path.exists(stop):
        turn += 1
        try:
            text = open(note, "rb").read()
        except FileNotFoundError:
            continue
        body = re.compile(rb"(vault121:begin prep -->\n).*?(<!-- vault121:end prep)", re.S)
        if not body.search(text):
            continue
        time.sleep(0.001)
        with open(os.path.join(own, "new"), "wb") as out:
            out.write(body.sub(rb"\g<1>turn %d\n\g<2>" % turn, text))
        os.rename(os.path.join(own, "new"), note)
        writes += 1
else:
    ready()
    while not os.path.exists(stop):
        time.sleep(0.01)

files = lambda name: sum(len(found) for _, _, found in os.walk(os.path.join(own, name)))
writes += sum(row["path"] == "note.md" for event in events for row in event.get("written", []))
conflicts = sum(".vault121-conflict-" in name for name in os.listdir(vault))
print("writes: %d turns: %d rescued: %d conflicts: %d stage: %d failed: %d" % (
    writes, turn, files("rescue"), conflicts, files("stage"), trouble))

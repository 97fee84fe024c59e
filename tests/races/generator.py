#!/usr/bin/env python3
"""The generator of a race, in the note's folder, kept busy through a second note that changes all
the time. usage: generator.py MODE PROGRAM FILE STOP

MODE `watch` is the real watcher with its manners (it waits until a note is quiet); `build` runs
`vault121 build` without pause, which waits for nobody: the write protocol alone.
Prints counters for the harness: `writes`, `rescued`, `held`."""
import json, os, signal, subprocess, sys, time

mode, program, note, stop = sys.argv[1:5]
vault = os.path.dirname(note)
os.makedirs(os.path.join(vault, ".vault121"), exist_ok=True)
os.makedirs(os.path.join(vault, "People"), exist_ok=True)
open(os.path.join(vault, ".vault121", "config.yml"), "w").write("paths: {prep: note}\n")
open(os.path.join(vault, "People", "Alice.md"), "w").write("---\nkind: person\ncadence: 1w\nslot: tue\n---\n")
base = [program, "--vault", vault, "--today", "2026-11-24"]
events, turn = [], 0


def change():
    global turn
    turn += 1
    with open(os.path.join(vault, "2026-11-20.md"), "w") as other:
        other.write("- #topic @alice turn %d\n" % turn)


if mode == "watch":
    log = open(os.path.join(os.path.dirname(stop), "watch.jsonl"), "w+")
    watch = subprocess.Popen(base + ["watch", "--format", "jsonl"], stdout=log, stderr=subprocess.DEVNULL)
    while not os.path.exists(stop):
        change()
        time.sleep(0.02)
    # When the last save is quiet, the watcher writes what it owes.
    time.sleep(3.5)
    watch.send_signal(signal.SIGTERM)
    watch.wait(timeout=20)
    log.seek(0)
    events = [json.loads(line) for line in log]
else:
    while not os.path.exists(stop):
        change()
        out = subprocess.run(base + ["build", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if out.stdout:
            events.append(json.loads(out.stdout))
count = lambda key: sum(row["path"] == "note.md" for event in events for row in event.get(key, []))
rescue = os.path.join(vault, ".vault121", "rescue")
rescued = len(os.listdir(rescue)) if os.path.isdir(rescue) else 0
print("writes: %d rescued: %d held: %d turns: %d" % (count("written"), rescued, count("held"), turn))

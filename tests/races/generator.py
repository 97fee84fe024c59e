#!/usr/bin/env python3
"""The generator of a race: the real `vault121 watch` in the note's folder, kept busy through a
second note that changes all the time. usage: generator.py PROGRAM FILE STOP

Prints counters for the harness: `writes`, `rescued`, `held`."""
import json, os, signal, subprocess, sys, time

program, note, stop = sys.argv[1], sys.argv[2], sys.argv[3]
vault = os.path.dirname(note)
os.makedirs(os.path.join(vault, ".vault121"), exist_ok=True)
os.makedirs(os.path.join(vault, "People"), exist_ok=True)
open(os.path.join(vault, ".vault121", "config.yml"), "w").write("paths: {prep: note}\n")
open(os.path.join(vault, "People", "Alice.md"), "w").write("---\nkind: person\ncadence: 1w\nslot: tue\n---\n")
log = open(os.path.join(os.path.dirname(stop), "watch.jsonl"), "w")
watch = subprocess.Popen([program, "--vault", vault, "--today", "2026-11-24", "watch", "--format", "jsonl"],
                         stdout=log, stderr=subprocess.DEVNULL)
turn = 0
while not os.path.exists(stop):
    turn += 1
    with open(os.path.join(vault, "2026-11-20.md"), "w") as other:
        other.write("- #topic @alice turn %d\n" % turn)
    time.sleep(0.02)
time.sleep(0.3)
watch.send_signal(signal.SIGTERM)
watch.wait(timeout=20)
log.close()
writes = held = 0
for line in open(log.name):
    event = json.loads(line)
    writes += sum(row["path"] == "note.md" for row in event.get("written", []))
    held += sum(row["path"] == "note.md" for row in event.get("held", []))
rescue = os.path.join(vault, ".vault121", "rescue")
rescued = len(os.listdir(rescue)) if os.path.isdir(rescue) else 0
print("writes: %d rescued: %d held: %d turns: %d" % (writes, rescued, held, turn))

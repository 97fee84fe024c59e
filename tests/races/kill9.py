#!/usr/bin/env python3
"""`kill -9` at random instants, with a writer at work: `vault121 watch --impatient` is killed again
and again while somebody appends to the note and saves it by renaming, one line each.

    tests/races/kill9.py PROGRAM KILLS WORKDIR [UNTIL HH:MM]

After each kill the note must be there and whole. After every 25th the program is started again,
left alone for a moment and stopped: then every acknowledged line must be in the note, in `rescue/`
or in a conflict note, and nothing may be left in `stage/`. Prints the counts as JSON."""
import collections, json, os, random, re, shutil, signal, subprocess, sys, threading, time

program, kills, work = sys.argv[1], int(sys.argv[2]), sys.argv[3]
until = sys.argv[5] if len(sys.argv) > 5 else "99"
vault = os.path.join(work, "vault")
note, own = os.path.join(vault, "note.md"), os.path.join(vault, ".vault121")
BASE = ("# Alice\n" + "".join("para %d of the user's own text\n" % k for k in range(40))
        + "<!-- vault121:begin prep -->\nold\n<!-- vault121:end prep -->\nlast line of the note\n")
tally, acked, rnd, seq, turn = collections.Counter(), [], random.Random(1), 0, 0
command = [program, "--vault", vault, "--today", "2026-11-24", "watch", "--impatient"]


def fresh():
    shutil.rmtree(vault, ignore_errors=True)
    os.makedirs(os.path.join(vault, "People"))
    os.makedirs(own)
    open(os.path.join(own, "config.yml"), "w").write("paths: {prep: note}\n")
    open(os.path.join(vault, "People", "Alice.md"), "w").write("---\nkind: person\ncadence: 1w\nslot: tue\n---\n")
    open(note, "w").write(BASE)
    acked.clear()


def write_some(stop):
    global seq, turn
    while not stop.is_set():
        seq, turn = seq + 1, turn + 1
        line = "- user line %06d\n" % seq
        try:
            if seq % 2:
                with open(note, "ab", buffering=0) as out:
                    out.write(line.encode())
            else:
                text = open(note, "rb").read()
                if b"vault121:end" not in text:
                    continue
                open(note + ".w", "wb").write(text + line.encode())
                os.rename(note + ".w", note)
            acked.append("%06d" % seq)
        except FileNotFoundError:
            pass
        open(os.path.join(own, "next"), "w").write("- #topic @alice turn %d\n" % turn)
        os.rename(os.path.join(own, "next"), os.path.join(vault, "2026-11-20.md"))
        time.sleep(rnd.random() * .002)


def lines(text):
    return set(re.findall(r"user line (\d{6})", text))


def elsewhere():
    text = ""
    for folder, _, names in os.walk(vault):
        for name in names:
            path = os.path.join(folder, name)
            if "/.vault121/rescue/" in path or ".vault121-conflict-" in name:
                text += open(path, errors="replace").read()
    return text


def staged():
    folder = os.path.join(own, "stage")
    return os.listdir(folder) if os.path.isdir(folder) else []


def whole(text):
    return (text.count("vault121:begin") == 1 and text.count("vault121:end") == 1
            and "last line of the note\n" in text and text.count("of the user's own text\n") == 40)


fresh()
errors = open(os.path.join(work, "errors"), "w")
while tally["kills"] < kills and time.strftime("%H:%M", time.gmtime()) < until:
    stop = threading.Event()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
    writer = threading.Thread(target=write_some, args=(stop,))
    writer.start()
    time.sleep(.005 + rnd.random() * .06)
    run.kill()
    run.wait()
    stop.set()
    writer.join()
    tally["kills"] += 1
    tally["kills_leaving_files"] += bool(staged())
    if not os.path.exists(note):
        tally["missing"] += 1
    elif not whole(open(note).read()):
        tally["torn"] += 1
    if tally["kills"] % 25:
        continue
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
    time.sleep(.3)
    run.send_signal(signal.SIGTERM)
    tally["stopped_badly"] += run.wait(timeout=60) != 0
    tally["recoveries"] += 1
    text = open(note).read() if os.path.exists(note) else ""
    tally["torn_after_recovery"] += not whole(text)
    tally["left_in_stage"] += len(staged())
    there, kept = lines(text), lines(elsewhere())
    tally["lines"] += len(acked)
    tally["lines_in_rescue_only"] += sum(line not in there and line in kept for line in acked)
    tally["lines_lost"] += sum(line not in there and line not in kept for line in acked)
    fresh()
print(json.dumps(dict(tally)))

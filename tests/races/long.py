#!/usr/bin/env python3
"""The long races: every kind of writer against `vault121 watch --impatient`, on each folder given
(one for each file system to be measured), in pieces, until the goals or the time are reached.

    tests/races/long.py OUT.jsonl HH:MM FOLDER... [--program P] [--kinds a,b] [--scale F] [--piece N]

Each piece is a line of OUT.jsonl as `race.py` prints it, with its folder's file system; so the sums
are exact whenever it is stopped. Always the writer is taken next that is furthest from its goal. A
kind that lost a line is not raced on: that is to be looked at first. `--sum OUT.jsonl` prints the
table of what was run."""
import collections, json, os, subprocess, sys, threading, time

here = os.path.dirname(os.path.abspath(__file__))
races = os.environ.get("RACES", os.path.join(here, "..", "..", "..", "shared", "tools", "races"))
GOALS = dict(py_trunc=100000, py_trunc4=100000, py_rplus=100000, append=100000, append_slow=100000,
             atomic=100000, backup_rename=100000, sed_i=100000, ed=100000, vim_yes=2000, vim_no=2000,
             nvim=2000, emacs=300, nano=300, git_branches=300, git_stash=300)
COUNTED = ("acked", "not_acked", "parked", "lost", "dup", "base_lost", "region_bad", "hung")
OURS = ("writes", "rescued", "conflicts", "stage", "failed")


def table(path):
    rows = collections.defaultdict(collections.Counter)
    for line in open(path):
        run = json.loads(line)
        row = rows[run["kind"], run["fs"]]
        row.update({key: run.get(key, 0) for key in COUNTED})
        row.update({key: run["gen"].get(key, 0) for key in OURS})
        row["secs"] += run["secs"]
    print("| writer | on | " + " | ".join(COUNTED + OURS + ("secs",)) + " |")
    print("|" + "---|" * (len(COUNTED) + len(OURS) + 3))
    total = collections.Counter()
    for (kind, fs), row in sorted(rows.items()):
        row["secs"] = round(row["secs"])
        total.update(row)
        print("| %s | %s | %s |" % (kind, fs, " | ".join(str(row[k]) for k in COUNTED + OURS + ("secs",))))
    print("| all | | %s |" % " | ".join(str(total[k]) for k in COUNTED + OURS + ("secs",)))


if sys.argv[1] == "--sum":
    sys.exit(table(sys.argv[2]))
args, options = [], dict(program=os.path.join(here, "../../target/release/vault121"), scale="1", piece="0")
rest = iter(sys.argv[1:])
for word in rest:
    if word.startswith("--"):
        options[word[2:]] = next(rest)
    else:
        args.append(word)
out, until, folders = args[0], args[1], args[2:]
goals = {kind: max(1, round(goal * float(options["scale"]))) for kind, goal in GOALS.items()}
if "kinds" in options:
    goals = {kind: goals[kind] for kind in options["kinds"].split(",")}
done, bad, lock = collections.Counter(), set(), threading.Lock()
fs_of = lambda folder: subprocess.run(["stat", "-fc", "%T", folder], capture_output=True, text=True).stdout.strip()


def late():
    return time.strftime("%H:%M", time.gmtime()) >= until


def worker(folder):
    os.makedirs(folder, exist_ok=True)
    fs = fs_of(folder)
    while not late():
        open_ = [kind for kind in goals if kind not in bad and done[kind, fs] < goals[kind]]
        if not open_:
            return
        kind = min(open_, key=lambda kind: done[kind, fs] / goals[kind])
        piece = int(options["piece"]) or max(20, goals[kind] // 50)
        count = min(piece, goals[kind] - done[kind, fs])
        command = [sys.executable, os.path.join(races, "race.py"), kind, str(count), "2000", folder, "--",
                   sys.executable, os.path.join(here, "generator.py"), "raced", options["program"], "{file}", "{stop}"]
        run = subprocess.run(command, capture_output=True, text=True)
        try:
            row = json.loads(run.stdout)
        except ValueError:
            row = dict(kind=kind, secs=0, hung=1, gen={}, error=run.stderr[-400:])
        row["fs"], row["piece"] = fs, count
        with lock:
            done[kind, fs] += count
            with open(out, "a") as file:
                file.write(json.dumps(row) + "\n")
            if row.get("lost") or row.get("hung") or row.get("region_bad"):
                bad.add(kind)
                print("LOOK AT", json.dumps(row), flush=True)


threads = [threading.Thread(target=worker, args=(folder,)) for folder in folders]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
table(out)

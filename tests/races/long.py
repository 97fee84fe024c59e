#!/usr/bin/env python3
"""The long races: every kind of writer against `vault121 watch --impatient`, in each folder given at
the same time (at least one on each file system to be measured), in pieces, until the goals, which
are counted over all of them, or the time are reached.

    tests/races/long.py OUT.jsonl HH:MM FOLDER... [--program P] [--kinds a,b] [--scale F] [--piece N]

Each piece is a line of OUT.jsonl as `race.py` prints it, with its folder's file system; so the sums
are exact whenever it is stopped, and it goes on from there when started again. Always the writer is
taken next that is furthest from its goal. A kind that lost a line is not raced on: that is to be
looked at first; its folder is kept in OUT.jsonl.kept. `--sum OUT.jsonl` prints the table of what
was run."""
import collections, json, os, subprocess, sys, threading, time

here = os.path.dirname(os.path.abspath(__file__))
GOALS = dict(py_trunc=100000, py_trunc4=100000, py_rplus=100000, append=100000, append_slow=100000,
             atomic=100000, backup_rename=100000, sed_i=100000, ed=100000, vim_yes=2000, vim_no=2000,
             nvim=2000, emacs=300, nano=300, git_branches=300, git_stash=300)
COUNTED = ("acked", "not_acked", "parked", "lost", "dup", "base_lost", "region_bad", "hung")
OURS = ("writes", "rescued", "conflicts", "stage", "failed")


def table(path):
    rows = collections.defaultdict(collections.Counter)
    for line in open(path):
        run = json.loads(line)
        if not run["gen"].get("writes"):
            continue
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
for line in open(out) if os.path.exists(out) else []:
    row = json.loads(line)
    if not row["gen"].get("writes"):
        continue  # nothing was raced
    done[row["kind"]] += row.get("acked", 0)
    done[row["kind"], row["fs"]] += row.get("acked", 0)
keep = out + ".kept"
os.makedirs(keep, exist_ok=True)
for folder in folders:
    os.makedirs(folder, exist_ok=True)
systems = {fs_of(folder) for folder in folders}


def late():
    return time.strftime("%H:%M", time.gmtime()) >= until


def take(fs):
    """The kind and the number of saves to be raced next here; counted as done until they are."""
    with lock:
        open_ = [kind for kind in goals if kind not in bad and done[kind] < goals[kind]]
        if not open_:
            return None, 0
        # First what is missing on this file system, then what is missing at all.
        share = lambda kind: (done[kind, fs] * len(systems) >= goals[kind], done[kind] / goals[kind])
        kind = min(open_, key=share)
        piece = int(options["piece"]) or max(50, goals[kind] // 100)
        count = min(piece, max(20, goals[kind] - done[kind]))
        done[kind] += count
        done[kind, fs] += count
        return kind, count


def worker(folder):
    fs = fs_of(folder)
    while not late():
        kind, count = take(fs)
        if kind is None:
            return
        command = [sys.executable, os.path.join(here, "race.py"), kind, str(count), "2000", folder, "--",
                   sys.executable, os.path.join(here, "generator.py"), "raced", options["program"], "{file}", "{stop}"]
        run = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ, RACE_KEEP=keep))
        try:
            row = json.loads(run.stdout)
        except ValueError:
            row = dict(kind=kind, secs=0, hung=1, gen={}, error=run.stderr[-400:])
        row["fs"], row["piece"] = fs, count
        with lock:
            done[kind] += row.get("acked", 0) - count
            done[kind, fs] += row.get("acked", 0) - count
            with open(out, "a") as file:
                file.write(json.dumps(row) + "\n")
            # One that saves nothing at all, such as an editor that is not installed, is left out too.
            if row.get("lost") or row.get("hung") or row.get("region_bad") or not row.get("acked"):
                bad.add(kind)
                print("LOOK AT", json.dumps(row), flush=True)


threads = [threading.Thread(target=worker, args=(folder,)) for folder in folders]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
table(out)

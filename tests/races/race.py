#!/usr/bin/env python3
"""One race experiment: a generator against one writer kind on one note; counts acknowledged user lines that are gone.
usage: race.py KIND EDITS PAUSE_US WORKDIR -- GENERATOR ARGS...   ({file} and {stop} are replaced in ARGS)
prints a JSON line: kind, acked, lost, parked (only in another file), dup, region_bad, generator's own counters
RACE_KEEP=FOLDER keeps the folder of a race in which a line was lost or parked, to be looked at; RACE_DEBUG=1 prints what a writer said"""
import collections, json, os, re, shutil, signal, subprocess, sys, time
i = sys.argv.index("--"); kind, edits, pause, work = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]; gen = sys.argv[i+1:]
here = os.path.dirname(os.path.abspath(__file__)); per = 500; tot = collections.Counter(); stats = ""; first = 0; t0 = time.time()
BASE = "---\nid: alice\n---\n# Alice\n\n- top\n\n" + "".join("para %d of the user's own text\n" % k for k in range(40)) + "<!-- vault121:begin prep -->\nold\n<!-- vault121:end prep -->\n\nnotes below\n"
sums = collections.Counter()
while first < edits:
    n = min(per, edits - first); d = os.path.join(work, "v"); shutil.rmtree(d, ignore_errors=True); os.makedirs(d)
    f, stop = os.path.join(d, "note.md"), os.path.join(work, "stop")
    for old in (stop, stop + ".ready"): os.path.exists(old) and os.unlink(old)
    open(f, "w").write(BASE)
    if kind.startswith("git"):
        g = lambda *a: subprocess.run(["git", "-C", d, "-c", "user.name=t", "-c", "user.email=t@example.com", *a], check=True, capture_output=True)
        g("init", "-q", "-b", "main"); g("config", "user.name", "t"); g("config", "user.email", "t@example.com"); g("config", "core.fsync", "none"); open(os.path.join(d, ".gitignore"), "w").write(".v121*\n*.conflict-*\n"); g("add", "."); g("commit", "-qm", "b")
        g("checkout", "-qb", "side"); open(f, "a").write("side only\n"); g("commit", "-qam", "s"); g("checkout", "-q", "main")
    gp = subprocess.Popen([x.replace("{file}", f).replace("{stop}", stop) for x in gen], stdout=subprocess.PIPE, text=True)
    for _ in range(1000):  # the generator says when it is at work; a race before that is none
        if os.path.exists(stop + ".ready") or gp.poll() is not None: break
        time.sleep(.01)
    wp = subprocess.run([sys.executable, os.path.join(here, "writers.py"), kind, f, str(first), str(n), pause], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(.05); open(stop, "w").close()
    try: out, _ = gp.communicate(timeout=60)
    except subprocess.TimeoutExpired: gp.kill(); out = "HUNG"; tot["hung"] += 1
    for k, v in re.findall(r"(\w+): (\d+)", out): sums[k] = max(sums[k], int(v)) if k.startswith("max") else sums[k] + int(v)
    acked = wp.stdout.split(); tot["not_acked"] += wp.stderr.count("not acknowledged"); tot["writer_died"] += (wp.returncode != 0); os.environ.get("RACE_DEBUG") and sys.stderr.write(wp.stderr)
    final = open(f, "rb").read().decode("utf8", "replace") if os.path.exists(f) else ""
    seen = collections.Counter(re.findall(r"user line (\d{6})", final)); other = ""
    for r, ds, fs in os.walk(d):
        if ".git" in ds and not kind.startswith("git"): ds.remove(".git")
        for x in fs:
            p = os.path.join(r, x)
            if p != f and "/.git/" not in p: other += open(p, "rb").read().decode("utf8", "replace"); tot["leftover_files"] += x not in (".gitignore",)
    if kind.startswith("git"): other += subprocess.run(["git", "-C", d, "log", "-p", "--all", "--no-color"], capture_output=True, text=True).stdout + subprocess.run(["git", "-C", d, "stash", "list", "-p"], capture_output=True, text=True).stdout
    for a in acked:
        tot["acked"] += 1
        if seen[a] == 0: tot["parked" if ("user line " + a) in other else "lost"] += 1
        elif seen[a] > 1: tot["dup"] += 1
    for k in range(40): tot["base_lost"] += ("para %d of the" % k) not in final
    tot["region_bad"] += not (final.count("vault121:begin") == 1 and final.count("vault121:end") == 1)
    keep = os.environ.get("RACE_KEEP")
    if keep and any(seen[a] == 0 for a in acked): shutil.copytree(work, os.path.join(keep, "%s-%d-%d" % (kind, os.getpid(), first)), symlinks=True)
    first += n
print(json.dumps(dict(kind=kind, secs=round(time.time() - t0, 1), **tot, gen=dict(sums))))

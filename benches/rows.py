"""The rows of the budget table, each a function of the bench to lines of the table."""
import glob
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

import lib
import lsp
from lib import MARKERS, Row, Watch, q


def ms(seconds):
    return "%.3g s" % seconds if seconds >= 1 else "%.3g ms" % (seconds * 1e3)


def ratio(ours, other):
    """The median of the paired ratios and their range, the medians of time and of processor time."""
    return "%.2f [%.2f..%.2f]: %s against %s; processor %s against %s" % (
        ours["ratio"], ours["ratio_min"], ours["ratio_max"], ms(ours["wall_med"]),
        ms(other["wall_med"]), ms(ours["cpu_med"]), ms(other["cpu_med"]))


def need_rg():
    if shutil.which("rg") is None:
        raise SystemExit("benches: ripgrep is not there (`apt-get install ripgrep`)")


def each(bench):
    return [(size, mode, bench.vault(size, mode)) for size in bench.sizes for mode in bench.modes]


def cold_commands(bench, path):
    """A build without a cache that has nothing to write, beside ripgrep on the same notes."""
    build = "rm -rf %s/.vault121/cache ;; exec %s" % (path, bench.typed(path, "build", "-q"))
    return [("rg", "exec rg '%s' %s" % (MARKERS, path)), ("build", build)]


def cold(bench):
    need_rg()
    table = []
    for size, mode, path in each(bench):
        r = bench.pair("cold %s %s" % (size, mode), cold_commands(bench, path))
        build = r["build"]
        measured = "%s; peak %.0f MiB" % (ratio(build, r["rg"]), build["peak_med"])
        table.append(Row("build without a cache, nothing to write, %s %s" % (size, mode),
                         "<= 0.6 x `rg`", measured, build["ratio"] <= 0.6))
    return table


def again(bench):
    """A build with a cache where nothing changed, and the check of one note, beside git."""
    table = []
    for size, mode, path in each(bench):
        note = glob.glob(path + "/**/*n000001.md", recursive=True) + glob.glob(path + "/**/* note 000001.md", recursive=True)
        time.sleep(2.5)  # files younger than two seconds are read again, by git as by us
        bench.build(path)
        commands = [("git status", "exec git -C %s status --porcelain" % path),
                    ("build", "exec " + bench.typed(path, "build", "-q")),
                    ("check", "exec " + bench.typed(path, "check", "-q", note[0]))]
        r = bench.pair("again %s %s" % (size, mode), commands)
        build, check = r["build"], r["check"]
        measured = ratio(build, r["git status"])
        table.append(Row("build again, nothing changed, %s %s" % (size, mode),
                         "<= 1.0 x `git status`", measured, build["ratio"] <= 1.0))
        share = check["ratio"] / build["ratio"]
        table.append(Row("check of one note, %s %s" % (size, mode), "<= 1.2 x the row above",
                         "%.2f: %s" % (share, ms(check["wall_med"])), share <= 1.2))
    return table


def edit(bench):
    """A build after one line was added to a note of a 1-2-1, beside git."""
    table = []
    for size, mode, path in each(bench):
        notes = glob.glob(path + "/**/*121*.md", recursive=True) + glob.glob(path + "/**/*.1-1.*.md", recursive=True)
        note = sorted(notes)[9] if len(notes) > 9 else save_place(path, mode)[0]
        before = open(note, encoding="utf-8").read()
        bench.build(path)
        # Files younger than two seconds are read again, by git as by us.
        changed = "echo '- one line more' >> '%s'; sleep 2.2 ;; " % note
        commands = [("git status", "exec git -C %s status --porcelain" % path),
                    ("build", changed + "exec " + bench.typed(path, "build", "-q"))]
        r = bench.pair("edit %s %s" % (size, mode), commands)
        measured = ratio(r["build"], r["git status"])
        table.append(Row("build after one note changed, %s %s" % (size, mode),
                         "<= 2.0 x `git status`", measured, r["build"]["ratio"] <= 2.0))
        with open(note, "w", encoding="utf-8") as file:
            file.write(before)
        bench.build(path)
    return table


def linear(bench):
    """Cost of a note in a build without a cache, over the sizes.

    Judged by processor time: a small vault takes as long as the machine happens to let it wait.
    """
    table = []
    for mode in bench.modes:
        each_note, wall = {}, {}
        for size in bench.sizes:
            path = bench.vault(size, mode)
            r = bench.pair("linear %s %s" % (size, mode), cold_commands(bench, path)[1:])
            each_note[size] = r["build"]["cpu_min"] / lib.SIZES[size]
            wall[size] = r["build"]["wall_min"] / lib.SIZES[size]
        worst = max(each_note.values()) / min(each_note.values())
        text = ", ".join("%s: %.1f us, by the clock %.1f" % (size, t * 1e6, wall[size] * 1e6)
                         for size, t in each_note.items())
        ok = worst <= 1.5 if len(each_note) > 1 else None
        table.append(Row("processor time a note from size to size, %s" % mode, "within 1.5 x",
                         "%.2f x (%s)" % (worst, text), ok))
    return table


def save_place(path, mode):
    """A note that speaks of somebody, and that person's rollup."""
    hits = subprocess.run(["grep", "-rl", "--include=*.md", "-e", "@alice", path],
                          stdout=subprocess.PIPE, text=True).stdout.split("\n")
    journals = sorted(hit for hit in hits if "ournal" in hit)
    rollup = glob.glob(path + "/**/alice/*ollup.md", recursive=True) + glob.glob(path + "/**/rollup.alice.md", recursive=True)
    if not journals or not rollup:
        raise SystemExit("benches: no journal that names alice, or no rollup, in %s" % path)
    return journals[-1], rollup[0]


def save(bench):
    table = []
    size = bench.near("10k")
    for mode in bench.modes:
        path = bench.vault(size, mode)
        note, rollup = save_place(path, mode)
        began = time.monotonic()
        bench.build(path)
        settle = 2 * (time.monotonic() - began) + 1.5
        work, raws = [], []
        for _ in range(bench.options.saves):
            log = os.path.join(bench.work, "save.log")
            watcher = "exec %s 2>%s" % (bench.typed(path, "watch", "-v"), log)
            out = lib.run([sys.executable, os.path.join(lib.TOOLS, "savelat.py"), "--note", note,
                           "--out", rollup, "-n", str(bench.options.each), "--gap-ms", "120",
                           "--settle", "%.1f" % settle, "--", "sh", "-c", watcher])
            print(lib.indent(out), flush=True)
            raws.append({k: float(v) for k, v in re.findall(r"(p50|p90|p99|max) ([\d.]+)", out)})
            work.extend(rounds_that_wrote(log))
        print("   work of the watcher itself, from -v: n=%d p50 %.1f p90 %.1f p99 %.1f ms" % (
            len(work), q(work, .5), q(work, .9), q(work, .99)))
        measured = "p50 %.1f ms, p99 %.1f ms (n=%d)" % (q(work, .5), q(work, .99), len(work))
        table.append(Row("save to rollup, %s %s, batch window excluded" % (size, mode),
                         "p50 <= 10 ms, p99 <= 60 ms", measured,
                         q(work, .5) <= 10 and q(work, .99) <= 60))
        p50 = statistics.median(raw["p50"] for raw in raws)
        worst = max(raw["p99"] for raw in raws)
        table.append(Row("the same from the save's last system call, batch window included",
                         "window <= 50 ms more", "p50 %.1f ms, worst %.1f ms" % (p50, worst),
                         p50 - q(work, .5) <= 50))
    return table


#: A round that read more files than this is the start of the watcher, not a save.
MOST_SAVED = 100


def rounds_that_wrote(log):
    """Milliseconds of each build that a save caused and that wrote, from what `watch -v` says of
    its stages. The start reads all notes; what follows when it is quiet reads none."""
    found, read, wrote = [], 0, False
    with open(log) as f:
        for line in f:
            stage = re.match(r"(\w+) +([\d.]+) ms(?: +([\d,]+) file)?", line)
            if stage and stage.group(1) == "read":
                read = int((stage.group(3) or "0").replace(",", ""))
            elif stage and stage.group(1) == "write":
                wrote = True
            elif stage and stage.group(1) == "together":
                if wrote and 0 < read <= MOST_SAVED:
                    found.append(float(stage.group(2)))
                read, wrote = 0, False
    return found


def cpu(bench):
    """Processor time of one save, at the nominal size and at the largest: it must not grow."""
    table = []
    sizes = sorted({bench.near("10k"), bench.near("100k")}, key=list(lib.SIZES).index)
    for mode in bench.modes:
        for size in sizes:
            each_save = cpu_of_a_save(bench, bench.vault(size, mode), mode)
            table.append(Row("processor time of one save, %s %s" % (size, mode), "<= 5 ms",
                             "%.1f ms" % (each_save * 1e3), each_save <= 0.005))
    return table


def cpu_of_a_save(bench, path, mode):
    saves = bench.options.each
    note, _ = save_place(path, mode)
    with open(note, "rb") as f:
        original = f.read()
    watch = Watch(bench, path)
    try:
        watch.wait_for(1)
        watch.settle()
        before = watch.cpu()
        for number in range(saves):
            with open(note + ".swp", "wb") as f:
                f.write(original + b"\n- #high-five @alice save %d\n" % number)
            os.rename(note + ".swp", note)
            # Long enough for one batch each, and for the look at the old file after it.
            time.sleep(0.7)
        watch.settle()
        return (watch.cpu() - before) / saves
    finally:
        watch.stop()
        with open(note, "wb") as f:
            f.write(original)
        bench.build(path)


def checkout(bench):
    """`git checkout` of a branch in which every note differs, under a running watcher."""
    table = []
    size = bench.near("10k")
    for mode in bench.modes:
        path = bench.vault(size, mode)
        git = ["git", "-C", path, "-c", "user.name=bench", "-c", "user.email=bench@example.com"]
        if not lib.run(git + ["branch", "--list", "other"]).strip():
            lib.run(git + ["checkout", "-qb", "other", "notes"])
            for name in lib.run(git + ["ls-files", "-z", "*.md"]).split("\0"):
                if name:
                    with open(os.path.join(path, name), "ab") as f:
                        f.write(b"\nOne more line.\n")
            lib.run(git + ["commit", "-qam", "other"])
        lib.run(git + ["checkout", "-qf", "notes"])
        lib.run(git + ["clean", "-qfdx"])
        bench.build(path)
        build = bench.pair("cold", cold_commands(bench, path)[1:], n=3)["build"]
        watch = Watch(bench, path)
        try:
            watch.wait_for(1)
            watch.settle()
            before, told = watch.cpu(), len(watch.reports())
            began = time.monotonic()
            lib.run(git + ["checkout", "-qf", "other"])
            done = time.monotonic()
            watch.wait_for(told + 1)
            built = time.monotonic()
            rest = watch.settle()
            used, reports = watch.cpu() - before, watch.reports()[told:]
        finally:
            watch.stop()
            lib.run(git + ["checkout", "-qf", "notes"])
        ratio = (built - done) / build["wall_med"]
        measured = "%.2f: built %s after a checkout of %s (cold: %s); %d builds, %d of which wrote, %s of processor (cold: %s); old files let go %s after it" % (
            ratio, ms(built - done), ms(done - began), ms(build["wall_med"]), len(reports),
            sum(1 for report in reports if report["written"]), ms(used), ms(build["cpu_med"]),
            ms(rest - done))
        table.append(Row("`git checkout` of every note under watch, %s %s" % (size, mode),
                         "<= 2 x a cold build", measured, ratio <= 2))
    return table


#: Seconds until a watcher of a large vault rests: nothing to do for a minute, looked at every 20 s.
RESTS = 90


def idle(bench):
    table = []
    size, large = bench.near("10k"), bench.near("100k")
    for mode in bench.modes:
        path = bench.vault(size, mode)
        watch = Watch(bench, path)
        try:
            watch.wait_for(1)
            watch.settle()
            seen, before = stamps(path), watch.cpu()
            time.sleep(bench.options.idle)
            used = watch.cpu() - before
            writes = sum(1 for name, stamp in stamps(path).items() if seen.get(name) != stamp)
        finally:
            watch.stop()
        hour = used * 3600 / bench.options.idle
        table.append(Row("idle watch, %s %s" % (size, mode), "0 writes, <= 1 s of processor an hour",
                         "%d writes, %.2f s (from %.0f s)" % (writes, hour, bench.options.idle),
                         writes == 0 and hour <= 1))
        watch = Watch(bench, bench.vault(large, mode))
        try:
            watch.wait_for(1)
            watch.settle()
            at_work, _ = watch.memory()
            time.sleep(RESTS)
            now, most = watch.memory()
        finally:
            watch.stop()
        measured = "%.0f MiB at rest, %.0f after the last build (at most %.0f)" % (
            now, at_work, most)
        table.append(Row("memory of an idle watch, %s %s" % (large, mode), "<= 64 MiB resident",
                         measured, now <= 64))
    return table


def stamps(path):
    """Every file's time and size, git's own left out."""
    found = {}
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            meta = os.lstat(os.path.join(folder, name))
            found[os.path.join(folder, name)] = (meta.st_mtime_ns, meta.st_size, meta.st_ino)
    return found


def start(bench):
    table = []
    demo = os.path.join(bench.work, "demo")
    commands = [("help", "exec %s --help" % bench.binary),
                ("completions", "exec %s completions bash" % bench.binary),
                ("demo", "rm -rf %s ;; exec %s demo %s" % (demo, bench.binary, demo))]
    r = bench.pair("start", commands, n=max(bench.n, 5))
    for name, what, budget in [("help", "--help", 0.010), ("completions", "completions bash", 0.010),
                               ("demo", "demo", 1.0)]:
        median = r[name]["wall_med"]
        table.append(Row("`vault121 %s`" % what, "<= %s" % ms(budget), ms(median), median <= budget))
    return table


ROWS = [("cold", cold), ("again", again), ("edit", edit), ("linear", linear), ("save", save), ("cpu", cpu),
        ("checkout", checkout), ("idle", idle), ("start", start), ("lsp", lsp.lsp)]

"""What the rows share: the vaults, the tools, a running watcher, the table."""
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
#: The day after the last meeting of the made vaults: everybody is in practice.
TODAY = "2026-06-29"
MARKERS = "#goal|#high-five|#watch-out"


def find_tools():
    shared = os.environ.get("VAULT121_SHARED", os.path.join(ROOT, "../shared"))
    tools = os.path.realpath(os.path.join(shared, "tools"))
    return tools if os.path.exists(os.path.join(tools, "pairbench.py")) else None


TOOLS = find_tools()


class Row:
    """A line of the table. `ok` is None where nothing can be compared."""

    def __init__(self, what, budget, measured, ok):
        self.what, self.budget, self.measured, self.ok = what, budget, measured, ok

    def met(self):
        return {True: "met", False: "**not met**", None: "-"}[self.ok]


def markdown(table):
    lines = ["| what | budget | measured | |", "|---|---|---|---|"]
    lines += ["| %s | %s | %s | %s |" % (r.what, r.budget, r.measured, r.met()) for r in table]
    return "\n".join(lines)


def machine():
    with open("/proc/cpuinfo") as f:
        models = re.findall(r"model name\s*: (.*)", f.read())
    with open("/proc/meminfo") as f:
        kib = int(re.search(r"MemTotal:\s*(\d+)", f.read()).group(1))
    load = os.getloadavg()[0]
    return "%d x %s, %d GiB, Linux %s, load %.1f" % (
        os.cpu_count(), models[0] if models else "?", round(kib / 2**20), os.uname().release, load)


def run(args, **more):
    """Runs a command that has to work; its output in the error when it does not."""
    done = subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)
    if done.returncode != 0:
        raise SystemExit("benches: %s ended with %d:\n%s" % (" ".join(args), done.returncode, done.stdout[-2000:]))
    return done.stdout


class Bench:
    """The options, the program, and the vaults that were made ready in this run."""

    def __init__(self, options):
        self.options = options
        self.n = options.n
        self.sizes = options.size or ["1k", "10k", "100k"]
        self.modes = options.mode or ["obsidian", "dendron"]
        self.work = os.path.abspath(options.work)
        self.binary = os.path.abspath(options.binary or os.path.join(ROOT, "target/release/vault121"))
        if not os.path.exists(self.binary):
            raise SystemExit("benches: no %s: run `cargo build --release`" % self.binary)
        os.makedirs(self.work, exist_ok=True)
        self.ready = {}

    def version(self):
        commit = subprocess.run(["git", "-C", ROOT, "describe", "--always", "--dirty"],
                                stdout=subprocess.PIPE, text=True).stdout.strip()
        return run([self.binary, "--version"]).split()[-1] + " (" + commit + ")"

    def near(self, size):
        """The asked size when it is among those of this run, else the largest below, else any."""
        order = list(SIZES)
        below = [s for s in self.sizes if order.index(s) <= order.index(size)]
        return max(below or self.sizes, key=order.index)

    def vault(self, size, mode):
        """A vault under git: notes and pages committed, the cache warm, nothing to write."""
        key = (size, mode)
        if key not in self.ready:
            self.ready[key] = self.make(size, mode)
        return self.ready[key]

    def make(self, size, mode):
        path = os.path.join(self.work, "%s-%s" % (mode, size))
        git = ["git", "-C", path, "-c", "user.name=bench", "-c", "user.email=bench@example.com",
               "-c", "gc.auto=0"]
        if not os.path.exists(os.path.join(path, ".git/made")):
            shutil.rmtree(path, ignore_errors=True)
            run([sys.executable, os.path.join(TOOLS, "vaultgen.py"), "--out", path,
                 "--notes", str(SIZES[size]), "--mode", mode])
            run(["git", "init", "-q", path])
            run(git + ["add", "-A"])
            run(git + ["commit", "-qm", "notes"])
            run(git + ["tag", "notes"])
            open(os.path.join(path, ".git/made"), "w").close()
        run(git + ["checkout", "-qf", "notes"])
        run(git + ["clean", "-qfdx"])
        # `build` has findings on some of the made notes: only "could not" is a failure.
        self.build(path)
        again = self.build(path)
        if again["written"]:
            raise SystemExit("benches: a second build writes: %s" % again["written"][:5])
        run(git + ["add", "-A"])
        run(git + ["commit", "-qm", "pages", "--allow-empty"])
        run(git + ["status", "--porcelain"])
        return path

    def build(self, path):
        done = subprocess.run(self.command(path, "build", "--format", "json"),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode not in (0, 1):
            raise SystemExit("benches: build ended with %d:\n%s" % (done.returncode, done.stderr[-2000:]))
        return json.loads(done.stdout)

    def command(self, path, *args):
        return [self.binary, "--vault", path, "--today", TODAY, *args]

    def typed(self, path, *args):
        return " ".join(quoted(part) for part in self.command(path, *args))

    def pair(self, label, commands, n=None, timeout=600):
        """Commands side by side by pairbench; {name: numbers}, ratios against the first."""
        out = os.path.join(self.work, "pair-%d.json" % os.getpid())
        args = [sys.executable, os.path.join(TOOLS, "pairbench.py"), "-n", str(n or self.n),
                "--label", label, "--timeout", str(timeout), "--json", out]
        print(indent(run(args + ["%s=%s" % pair for pair in commands])), flush=True)
        with open(out) as f:
            results = json.load(f)["results"]
        os.remove(out)
        return results


def quoted(text):
    import shlex
    return shlex.quote(text)


def indent(text):
    return "\n".join("   " + line for line in text.rstrip().split("\n"))


def q(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


class Watch:
    """A running `watch`: what it says, its processor time, its memory."""

    def __init__(self, bench, path, *args):
        self.log = os.path.join(bench.work, "watch.log")
        self.out = open(self.log, "w+")
        command = bench.command(path, "watch", "--format", "jsonl", *args)
        self.child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.out,
                                      stderr=subprocess.DEVNULL)

    def reports(self):
        """Builds that it has reported so far."""
        with open(self.log) as f:
            lines = [json.loads(line) for line in f if line.endswith("\n")]
        return [line for line in lines if "written" in line]

    def wait_for(self, count, seconds=120):
        end = time.monotonic() + seconds
        while len(self.reports()) < count:
            if self.child.poll() is not None or time.monotonic() > end:
                raise SystemExit("benches: the watcher did not report build %d" % count)
            time.sleep(0.02)

    def cpu(self):
        """Seconds on a processor, of all threads, from the scheduler's own account."""
        total, tasks = 0, "/proc/%d/task" % self.child.pid
        for task in os.listdir(tasks):
            try:
                with open("%s/%s/schedstat" % (tasks, task)) as f:
                    total += int(f.read().split()[0])
            except (FileNotFoundError, ProcessLookupError):
                pass  # a thread that ended since the list was read
        return total / 1e9

    def settle(self, quiet=1.0, seconds=300):
        """Waits until it has done nothing for a while; returns when it last did something."""
        end, last, since = time.monotonic() + seconds, self.cpu(), time.monotonic()
        while time.monotonic() < end:
            time.sleep(0.02)
            now = self.cpu()
            # The loop that waits for events costs some microseconds.
            if now - last > 0.001:
                last, since = now, time.monotonic()
            if time.monotonic() - since > quiet:
                return since
        raise SystemExit("benches: the watcher does not come to rest")

    def memory(self):
        """Resident now and at most, MiB."""
        with open("/proc/%d/status" % self.child.pid) as f:
            text = f.read()
        kib = lambda name: int(re.search(name + r":\s*(\d+)", text).group(1))
        return kib("VmRSS") / 1024, kib("VmHWM") / 1024

    def stop(self):
        self.child.send_signal(signal.SIGTERM)
        self.child.wait()
        self.out.close()

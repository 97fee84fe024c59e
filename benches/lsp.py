"""The language server before a scripted client: the row `lsp` of the budget table."""
import glob
import json
import os
import select
import subprocess
import time
from urllib.parse import quote

from lib import Row, q

#: Rounds of each request: the worst of a hundred is the p99. CI looks only whether it still runs.
ROUNDS, FEW_ROUNDS = 200, 12


class Client:
    """A client that types, asks and waits, and takes the time from its own side."""

    def __init__(self, bench, path):
        self.path = path
        self.began = time.monotonic()
        self.child = subprocess.Popen(bench.command(path, "lsp"), stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.buffer = b""
        self.next = 0
        self.versions = {}

    def send(self, message):
        body = json.dumps(dict(message, jsonrpc="2.0")).encode()
        self.child.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.child.stdin.flush()

    def receive(self, until):
        """The next message, or nothing when the time is over."""
        fd = self.child.stdout.fileno()
        while True:
            head, sep, rest = self.buffer.partition(b"\r\n\r\n")
            if sep:
                length = int(head.split(b":")[1])
                if len(rest) >= length:
                    self.buffer = rest[length:]
                    return json.loads(rest[:length])
            left = until - time.monotonic()
            if left <= 0 or not select.select([fd], [], [], left)[0]:
                return None
            part = os.read(fd, 1 << 16)
            if not part:
                raise SystemExit("benches: the language server went away")
            self.buffer += part

    def ask(self, method, params, seconds=60):
        """The answer to a request, and the seconds that it took."""
        self.next += 1
        began = time.monotonic()
        self.send({"id": self.next, "method": method, "params": params})
        while True:
            message = self.receive(began + seconds)
            if message is None:
                raise SystemExit("benches: no answer to %s" % method)
            if message.get("id") == self.next and "method" not in message:
                if "error" in message:
                    raise SystemExit("benches: %s: %s" % (method, message["error"]))
                return message["result"], time.monotonic() - began

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def initialize(self):
        root = "file://" + quote(self.path)
        self.ask("initialize", {"processId": None, "rootUri": root, "capabilities": {}})
        self.tell("initialized", {})

    def uri(self, note):
        return "file://" + quote(os.path.join(self.path, note))

    def open(self, note, text):
        self.versions[note] = 1
        document = {"uri": self.uri(note), "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def insert(self, note, line, character, text, to=None):
        """Types a text at a place; with `to`, over what stands up to that character."""
        self.versions[note] += 1
        start = {"line": line, "character": character}
        end = {"line": line, "character": character if to is None else to}
        document = {"uri": self.uri(note), "version": self.versions[note]}
        change = {"range": {"start": start, "end": end}, "text": text}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def complaints(self, note, fits, seconds=30):
        """The seconds until the complaints about a note fit."""
        began = time.monotonic()
        while True:
            message = self.receive(began + seconds)
            if message is None:
                raise SystemExit("benches: the complaints do not come")
            if message.get("method") != "textDocument/publishDiagnostics":
                continue
            params = message["params"]
            if params["uri"] == self.uri(note) and fits(params["diagnostics"]):
                return time.monotonic() - began

    def drain(self, seconds):
        """Takes in what comes until nothing has come for a while."""
        while self.receive(time.monotonic() + seconds) is not None:
            pass

    def memory(self):
        with open("/proc/%d/status" % self.child.pid) as f:
            text = f.read()
        return int(text.split("VmRSS:")[1].split()[0]) / 1024

    def quit(self):
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.child.wait()


def person(bench, path):
    """Somebody of the vault who has open goals, by id."""
    command = bench.command(path, "list", "goals", "--format", "json")
    goals = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    goals = goals if isinstance(goals, list) else next(iter(v for v in goals.values() if isinstance(v, list)))
    return next(goal["person"] for goal in goals if goal["status"] == "open")


def meeting(path):
    """A 1-2-1 note of usual length."""
    notes = [note for note in glob.glob(path + "/**/*.md", recursive=True)
             if "rollup" not in note.lower() and 400 < os.path.getsize(note) < 6000]
    with_items = [note for note in sorted(notes) if "#" in open(note, encoding="utf-8").read()]
    return os.path.relpath(with_items[len(with_items) // 2], path)


def measure(bench, path):
    """Seconds of each kind of request, in one session."""
    rounds = FEW_ROUNDS if bench.options.quick else ROUNDS
    who = person(bench, path)
    note = meeting(path)
    with open(os.path.join(path, note), encoding="utf-8") as f:
        text = f.read().rstrip("\n") + "\n"
    line = text.count("\n")
    client = Client(bench, path)
    client.initialize()
    started = time.monotonic() - client.began
    client.open(note, text + "- @%s #goal/\n" % who)
    place = {"textDocument": {"uri": client.uri(note)},
             "position": {"line": line, "character": len("- @%s #goal/" % who)}}
    first, _ = client.ask("textDocument/completion", place)
    answered = time.monotonic() - client.began
    if not first["items"]:
        raise SystemExit("benches: no goal of %s is offered" % who)
    client.drain(1.0)
    seconds = {"completion": [], "hover": [], "diagnostics": [], "action": [], "lens": []}
    start = "- @%s #goal/" % who
    for round in range(rounds):
        # A character is typed, and the list is asked for: what an editor does.
        typed = "c" if round % 2 == 0 else ""
        at = len(start)
        client.insert(note, line, at, typed, to=at + (0 if typed else 1))
        ask = {"textDocument": {"uri": client.uri(note)},
               "position": {"line": line, "character": at + len(typed)}}
        seconds["completion"].append(client.ask("textDocument/completion", ask)[1])
        over = {"textDocument": {"uri": client.uri(note)},
                "position": {"line": line, "character": 4}}
        seconds["hover"].append(client.ask("textDocument/hover", over)[1])
        time.sleep(0.01)
    client.drain(1.0)
    for round in range(rounds // 4):
        client.insert(note, line + 1, 0, "- #topic @nobody-here x\n")
        wrong = lambda all: any(one["code"] == "unknown-person" for one in all)
        seconds["diagnostics"].append(client.complaints(note, wrong))
        client.drain(0.15)
        client.versions[note] += 1
        document = {"uri": client.uri(note), "version": client.versions[note]}
        client.tell("textDocument/didChange", {
            "textDocument": document,
            "contentChanges": [{"text": text + start + "\n"}]})
        fine = lambda all: not wrong(all)
        seconds["diagnostics"].append(client.complaints(note, fine))
        client.drain(0.15)
        here = {"line": line, "character": 4}
        actions = {"textDocument": {"uri": client.uri(note)},
                   "range": {"start": here, "end": here}, "context": {"diagnostics": []}}
        seconds["action"].append(client.ask("textDocument/codeAction", actions)[1])
        lens = {"textDocument": {"uri": client.uri(note)}}
        seconds["lens"].append(client.ask("textDocument/codeLens", lens)[1])
    memory = client.memory()
    client.quit()
    return started, answered, seconds, memory


def ms(seconds):
    return "%.3g ms" % (seconds * 1e3)


def lsp(bench):
    """Start, completion, hover and complaints of an edited buffer."""
    table = []
    for size in [s for s in bench.sizes if s in ("1k", "10k")] or [bench.near("10k")]:
        for mode in bench.modes:
            path = bench.vault(size, mode)
            started, answered, seconds, memory = measure(bench, path)
            where = "%s %s" % (size, mode)
            table.append(Row("language server, start to the first completion, %s" % where, "<= 500 ms",
                             "%s; `initialize` after %s; %.0f MiB resident" % (ms(answered), ms(started), memory),
                             answered <= 0.5))
            for name, most in (("completion", 0.01), ("hover", 0.01), ("diagnostics", 0.05)):
                p50, p99 = q(seconds[name], 0.5), q(seconds[name], 0.99)
                what = {"diagnostics": "complaints about an edited buffer"}.get(name, name)
                table.append(Row("language server, %s, %s" % (what, where), "p99 <= %s" % ms(most),
                                 "p50 %s, p99 %s (n=%d)" % (ms(p50), ms(p99), len(seconds[name])), p99 <= most))
            for name, what in (("action", "code actions"), ("lens", "code lenses")):
                p50, p99 = q(seconds[name], 0.5), q(seconds[name], 0.99)
                table.append(Row("language server, %s, %s" % (what, where), "-",
                                 "p50 %s, p99 %s (n=%d)" % (ms(p50), ms(p99), len(seconds[name])), None))
    return table

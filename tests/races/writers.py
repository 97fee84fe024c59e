#!/usr/bin/env python3
"""Adversarial writers: each edit re-reads the note, adds ONE uniquely numbered line outside the
generated region, saves the way a given editor does, and records the line as acknowledged.
usage: writers.py KIND FILE FIRST COUNT [pause_us]   -> acknowledged lines on stdout, one a line"""
import os, random, subprocess, sys, time, pty, select, tempfile
kind, path, first, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
pause = int(sys.argv[5]) if len(sys.argv) > 5 else 2000
rnd = random.Random(first * 7919 + count)
END = b"<!-- vault121:end"
def nap(us):
    if us > 0: time.sleep(rnd.random() * us / 1e6)
def read():
    for _ in range(4000):
        try:
            b = open(path, "rb").read()
            if END in b: return b
        except FileNotFoundError: pass
        time.sleep(0.0005)
    raise SystemExit("note gone or region gone: " + path)
def with_line(b, line):
    # half of the edits go above the region, half below
    if rnd.random() < .5:
        i = b.index(b"<!-- vault121:begin"); return b[:i] + line + b[i:]
    return b + line
def run(*a, **k): return subprocess.run(a, stdin=k.pop("stdin", subprocess.DEVNULL), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **k).returncode
def py_trunc(line, chunks=1):           # Obsidian / VS Code / node fs.writeFile: O_TRUNC in place
    n = with_line(read(), line); nap(pause)
    with open(path, "wb", buffering=0) as f:
        nap(pause // 4)
        step = max(1, len(n) // chunks)
        for i in range(0, len(n), step): f.write(n[i:i+step]); (chunks > 1 and nap(pause // 4))
def py_trunc4(line): py_trunc(line, 4)  # the same, the bytes arrive in pieces
def py_rplus(line):                     # open r+, think while holding it open, rewrite, truncate
    read()
    with open(path, "r+b", buffering=0) as f:
        b = f.read()
        if END not in b: raise RuntimeError
        n = with_line(b, line); nap(pause); f.seek(0); f.write(n); f.truncate()
def append(line):
    read()
    with open(path, "ab", buffering=0) as f: nap(pause // 4); f.write(line)
def append_slow(line):                  # a shell that keeps the file open for long before it writes
    read()
    with open(path, "ab", buffering=0) as f: time.sleep(.02 * rnd.random()); f.write(line)
def atomic(line):                       # tmp + rename: gedit, kate, sublime, syncthing, many CLIs
    n = with_line(read(), line); nap(pause)
    fd, t = tempfile.mkstemp(dir=os.path.dirname(path) or ".", prefix=".w-")
    os.write(fd, n); os.close(fd); os.chmod(t, 0o644); nap(pause // 8); os.rename(t, path)
def backup_rename(line):                # move the old one aside, write a new file (vim backupcopy=no, dropbox-like)
    n = with_line(read(), line); nap(pause)
    os.rename(path, path + "~")
    with open(path, "wb", buffering=0) as f: f.write(n)
    try: os.unlink(path + "~")
    except FileNotFoundError: pass
def sed_i(line): read(); assert run("sed", "-i", "$a " + line.decode().rstrip("\n"), path) == 0
def ed(line):
    read(); assert subprocess.run(["ed", "-s", path], input=b"$a\n" + line + b".\nwq\n", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
def vim_like(prog, opts):               # BufWritePost tells a save from a refusal ("changed since reading it")
    def f(line):
        read(); l = line.decode().rstrip("\n"); ack = path + ".ack"
        try: os.unlink(ack)
        except FileNotFoundError: pass
        run(prog, "-u", "NONE", "-i", "NONE", "-es", "-c", "set " + opts, "-c", "au BufWritePost * call writefile([v:errmsg], '%s')" % ack, "-c", "$put ='%s'" % l, "-c", "wq!", path)
        if os.path.exists(ack) and open(ack).read().strip(): raise RuntimeError("editor said: " + open(ack).read().strip())
        if not os.path.exists(ack): raise RuntimeError("editor refused: the note changed since it was read")
    return f
def emacs(line):                        # asked whether to edit and save a file that changed on disk, the user says yes, twice
    read(); l = line.decode().rstrip("\n")
    assert run("emacs", "-Q", "--batch", path, "--eval", '(progn (setq create-lockfiles nil) (load "userlock" t t) (fset \'ask-user-about-supersession-threat \'ignore) (goto-char (point-max)) (insert "%s\n") (clear-visited-file-modtime) (save-buffer))' % l) == 0
def nano(line):
    read(); pid, fd = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm"; os.execvp("nano", ["nano", "-I", "+999999", path])
    seen = b""
    def until(words, t=2.0):
        nonlocal seen; end = time.time() + t; seen = b""
        while time.time() < end:
            r, _, _ = select.select([fd], [], [], .02)
            if r:
                try: seen += os.read(fd, 65536)
                except OSError: return False
            if any(w in seen for w in words): return True
        return False
    ok = until([b"lines", b"line"]); os.write(fd, b"\x1b[1;5F" b"\x1b/"); time.sleep(.02); os.write(fd, line.rstrip(b"\n") + b"\r"); time.sleep(.03)
    os.write(fd, b"\x13"); ok = until([b"Wrote", b"continue saving"])
    if b"continue saving" in seen and b"Wrote" not in seen: os.write(fd, b"y"); ok = until([b"Wrote"])
    saved = b"Wrote" in seen
    os.write(fd, b"\x18"); time.sleep(.03); os.close(fd)
    try: os.kill(pid, 9)
    except ProcessLookupError: pass
    os.waitpid(pid, 0)
    if not saved: raise RuntimeError("nano did not say Wrote")
def git_branches(line):                 # commit, then check out the other branch and come back
    d = os.path.dirname(path)
    read()
    with open(path, "ab", buffering=0) as f: f.write(line)
    if run("git", "-C", d, "commit", "-qam", "w") != 0: pass
    for b in ("side", "main"):
        for _ in range(60):
            if run("git", "-C", d, "checkout", "-q", b) == 0: break
            run("git", "-C", d, "commit", "-qam", "generated"); time.sleep(.001)
        if b == "side": read()
def git_stash(line):
    d = os.path.dirname(path); read()
    with open(path, "ab", buffering=0) as f: f.write(line)
    if run("git", "-C", d, "stash", "-q") != 0: return
    for _ in range(80):
        if run("git", "-C", d, "stash", "pop", "-q") == 0: break
        run("git", "-C", d, "checkout", "-q", "--", ".")      # only regenerated text is thrown away here
    run("git", "-C", d, "commit", "-qam", "w")
kinds = dict(py_trunc=py_trunc, py_trunc4=py_trunc4, py_rplus=py_rplus, append=append, append_slow=append_slow, atomic=atomic, backup_rename=backup_rename,
  sed_i=sed_i, ed=ed, vim_yes=vim_like("vim", "backupcopy=yes writebackup swapfile"), vim_no=vim_like("vim", "backupcopy=no writebackup swapfile"), vim_auto=vim_like("vim", "backupcopy=auto writebackup swapfile"), nvim=vim_like("nvim", "swapfile"), emacs=emacs, nano=nano, git_branches=git_branches, git_stash=git_stash)
w = kinds[kind]
for i in range(first, first + count):
    l = b"- user line %06d\n" % i
    try: w(l)
    except (AssertionError, FileNotFoundError, RuntimeError) as e: sys.stderr.write("edit %d not acknowledged: %r\n" % (i, e)); continue
    sys.stdout.write("%06d\n" % i); nap(pause)

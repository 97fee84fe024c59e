#!/usr/bin/env python3
"""Words typed into every part of every page, and then something happens to the page, its folder,
its markers, the vault, git or the config, before or after the typing. Each word must still be in a
note, in `.vault121/rescue/` or in git.

    tests/races/words.py PROGRAM WORKDIR
"""
import os
import re
import shutil
import subprocess
import sys

PROGRAM = os.path.abspath(sys.argv[1])
WORK = os.path.abspath(sys.argv[2])
VAULT = os.path.join(WORK, "vault")
TODAY = "2026-11-24"
ENV = {**os.environ, "XDG_STATE_HOME": os.path.join(WORK, "state"), "GIT_CONFIG_GLOBAL": "/dev/null"}
NOTES = {
    "People/Nora.md": "---\nkind: person\nme: yes\n---\n",
    "People/Alice.md": "---\nkind: person\ncadence: 1w\nslot: tue 14:00\nagenda: yes\n---\n",
    "1-2-1s/Alice/2026-11-17.md": "talked\n",
    "Goals.md": "- [ ] #goal/cka @alice Pass [due:: 2026-12-01]\n- #resource/x read\n",
}
PLACES = ["top", "middle", "bottom", "in a line", "below", "above", "front matter"]


def run(*args):
    return subprocess.run(args, cwd=VAULT, capture_output=True, env=ENV)


def git(*args):
    return run("git", "-c", "user.name=x", "-c", "user.email=x@y", "-c", "core.editor=true", *args)


def program(*args, day=TODAY):
    return run(PROGRAM, "--today", day, *args)


def build(day=TODAY):
    return program("build", day=day)


def at(path):
    return os.path.join(VAULT, path)


def read(path):
    with open(at(path), "rb") as f:
        return f.read().decode()


def write(path, text):
    os.makedirs(os.path.dirname(at(path)), exist_ok=True)
    with open(at(path), "wb") as f:
        f.write(text.encode())


def rewrite(change):
    """A change of a page's text."""
    def act(path):
        write(path, change(read(path)))
    act.__name__ = change.__name__
    act.each = True
    return act


def set_up():
    """The vault with its pages, committed; the paths of the pages."""
    shutil.rmtree(VAULT, ignore_errors=True)
    os.makedirs(at(".vault121"))
    for path, text in NOTES.items():
        write(path, text)
    build()
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "one")
    made = git("ls-files", "-z").stdout.decode().split("\0")
    return [path for path in made if path.endswith(".md") and "vault121:begin" in read(path)]


def type_in(path, place, word):
    lines = read(path).split("\n")
    begin = next(at for at, line in enumerate(lines) if "vault121:begin" in line)
    end = next(at for at, line in enumerate(lines) if "vault121:end" in line)
    if place == "in a line":
        told = [at for at in range(begin + 1, end) if lines[at].startswith(("- ", "#"))]
        lines[told[0] if told else begin + 1] += " " + word
    else:
        row = {"top": begin + 2, "middle": (begin + end) // 2, "bottom": end, "below": end + 1,
               "above": begin, "front matter": 1}[place]
        lines.insert(row, "mykey: " + word if place == "front matter" else word)
    write(path, "\n".join(lines))


# What happens to each page.
def nothing(text):
    return text


def carriage_returns_and_line_feeds(text):
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def byte_order_mark(text):
    return "\ufeff" + text


def bare_carriage_returns(text):
    return text.replace("\n", "\r")


def no_end(text):
    return re.sub(r".*vault121:end.*\n", "", text)


def no_begin(text):
    return re.sub(r".*vault121:begin.*\n", "", text)


def two_begins(text):
    return re.sub(r"(.*vault121:begin.*\n)", r"\1\1", text)


def two_ends(text):
    return re.sub(r"(.*vault121:end.*\n)", r"\1\1", text)


def twice(text):
    return text + "\n" + text


def markers_swapped(text):
    text = text.replace("vault121:begin", "vault121:x").replace("vault121:end", "vault121:begin")
    return text.replace("vault121:x", "vault121:end")


def markers_in_capitals(text):
    return text.replace("vault121:", "Vault121: ")


def markers_indented(text):
    lines = text.splitlines(True)
    return "".join("    " + line if "vault121:" in line else line for line in lines)


def in_a_fence(text):
    return "```\n" + text + "\n```\n"


def in_a_quote(text):
    return "".join("> " + line for line in text.splitlines(True))


def broken_front_matter(text):
    return text.replace("---\n", "---\nfoo: [bar\n", 1)


def words_behind_the_end(text):
    return re.sub(r"(.*vault121:end.*)\n", r"\1 trailing\n", text)


def end_joined(text):
    return re.sub(r"\n(.*vault121:end.*)\n", r"\1\n", text)


def renamed(path):
    os.rename(at(path), at(path.replace(".md", " old.md")))


def archived(path):
    os.makedirs(at("Archive"), exist_ok=True)
    os.rename(at(path), at("Archive/" + os.path.basename(path)))


def region_copied(path):
    region = re.search(r"(?s)<!-- vault121:begin.*?vault121:end.*?-->", read(path))
    write("Goals.md", read("Goals.md") + "\n" + region.group(0) + "\n")


# What happens to the vault.
def cache_gone(_):
    shutil.rmtree(at(".vault121/cache"), ignore_errors=True)


def folder_renamed(_):
    os.rename(at("1-2-1s/Alice"), at("1-2-1s/Alice F"))


def folder_of_vault121_gone(_):
    shutil.rmtree(at(".vault121"))
    os.makedirs(at(".vault121"))


def vault_copied(_):
    shutil.copytree(VAULT, VAULT + "2", dirs_exist_ok=True)
    shutil.rmtree(VAULT)
    os.rename(VAULT + "2", VAULT)
    cache_gone(_)


def a_vault_inside(_):
    os.makedirs(at("1-2-1s/.vault121"), exist_ok=True)


def stashed_and_back(_):
    git("stash")
    build()
    git("stash", "pop")


def stashed(_):
    git("stash", "-u")


def checked_out(_):
    git("commit", "-qam", "two")
    git("checkout", "-q", "HEAD~1")
    build()
    git("checkout", "-q", "-f", "main")


def on_a_branch():
    git("add", "-A")
    git("commit", "-qm", "two")
    git("checkout", "-q", "-b", "o", "HEAD~1")
    write("Goals.md", read("Goals.md") + "- [ ] #goal/n @alice N [due:: 2026-12-03]\n")
    build()
    git("add", "-A")
    git("commit", "-qm", "o")


def rebased(_):
    on_a_branch()
    git("rebase", "main")


def merged(_):
    on_a_branch()
    git("merge", "main")
    git("add", "-A")
    git("commit", "-qm", "m")


def a_day_later(_):
    build("2026-11-25")


def a_week_later(_):
    build("2026-12-01")


def cleaned():
    build()
    program("clean", "--remove")


def she_left(_):
    write("People/Alice.md", read("People/Alice.md").replace("agenda:", "left: 2026-11-01\nagenda:"))
    cleaned()


def pages_off(_):
    write(".vault121/config.yml", "pages: {me: no, team: no, rollup: no, prep: no, agenda: no}\n")
    cleaned()


def pages_elsewhere(_):
    write(".vault121/config.yml", 'paths: {rollup: "R/{{ name }}.md", me: X/Me.md}\n')
    cleaned()


TEXTS = [nothing, carriage_returns_and_line_feeds, byte_order_mark, bare_carriage_returns, no_end,
         no_begin, two_begins, two_ends, twice, markers_swapped, markers_in_capitals,
         markers_indented, in_a_fence, in_a_quote, broken_front_matter, words_behind_the_end,
         end_joined]
PAGES = [renamed, archived, region_copied]
VAULTS = [cache_gone, folder_renamed, folder_of_vault121_gone, vault_copied, a_vault_inside,
          stashed_and_back, stashed, checked_out, rebased, merged, a_day_later, a_week_later,
          she_left, pages_off, pages_elsewhere]
#: Behind these a region has no place to type into.
NO_PLACE = {"no_end", "no_begin", "two_begins", "two_ends", "twice", "markers_swapped",
            "markers_in_capitals", "markers_indented", "in_a_fence", "in_a_quote",
            "bare_carriage_returns", "end_joined", "renamed", "archived", "folder_renamed",
            "stashed"}


def kept():
    """All text in which a word is kept."""
    texts = []
    for base, folders, files in os.walk(VAULT):
        folders[:] = [name for name in folders if name not in (".git", "cache")]
        for name in files:
            with open(os.path.join(base, name), "rb") as f:
                texts.append(f.read())
    texts.append(git("log", "-p", "--all", "--reflog").stdout)
    texts.append(git("stash", "list", "-p").stdout)
    lost = git("fsck", "--lost-found", "--no-reflogs").stdout.decode().split("\n")
    for name in (line.split()[2] for line in lost if len(line.split()) == 3):
        texts.append(git("cat-file", "-p", name).stdout)
    return b"\n".join(texts)


def main():
    os.makedirs(WORK, exist_ok=True)
    acts = [(rewrite(act), True) for act in TEXTS] + [(act, True) for act in PAGES]
    acts += [(act, False) for act in VAULTS]
    words = lost = 0
    for act, each in acts:
        for before in (False, True):
            if before and act.__name__ in NO_PLACE:
                continue
            pages = set_up()
            do = lambda: [act(path) for path in (pages if each else pages[:1])]
            if before:
                do()
            typed = []
            for page, path in enumerate(pages):
                for place, name in enumerate(PLACES):
                    if not before or os.path.exists(at(path)):
                        word = "zqw%d%d" % (page, place)
                        type_in(path, name, word)
                        typed.append((word, path, name))
            if not before:
                do()
            build()
            build()
            build("2026-11-25")
            text = kept()
            words += len(typed)
            for word, path, name in typed:
                if word.encode() not in text:
                    lost += 1
                    print("lost: %s, %s, %s, %s" % (act.__name__, "before" if before else "after",
                                                    path, name))
    print("%d attacks, %d words, %d lost" % (len(acts), words, lost))
    # An attack that types nothing proves nothing.
    return lost > 0 or words < 1500


if __name__ == "__main__":
    sys.exit(main())

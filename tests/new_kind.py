#!/usr/bin/env python3
"""Adds a kind to a copy of the tree: with its row it is read, listed, exported, checked, guarded
and completed; where an answer is missing the copy does not build, or a named test fails."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROW = '''Wish "wish" ["desire"]
    Person Lead Lead       [Lines] Wishes        Field no Own no no First
    "What a person wishes for.";
'''
LIST = 'Wishes "wishes" "What people wish for."\n'


def edit(path, old, new, count=1):
    text = path.read_text()
    assert text.count(old) >= 1, f"{path}: no {old!r}"
    path.write_text(text.replace(old, new, count))


def cargo(tree, *args):
    env = dict(os.environ, CARGO_TARGET_DIR=str(ROOT / "target/new-kind"))
    run = ["cargo", *args, "--quiet", "--manifest-path", str(tree / "Cargo.toml")]
    return subprocess.run(run, env=env, capture_output=True, text=True)


def copy(into):
    for path in ROOT.iterdir():
        if path.name in ("target", ".git"):
            continue
        if path.is_dir():
            shutil.copytree(path, into / path.name, symlinks=True)
        else:
            shutil.copy(path, into / path.name)


def seed():
    """The dependencies that the tests of this tree were built with are good for the copy."""
    built, ours = ROOT / "target/debug", ROOT / "target/new-kind/debug"
    if built.is_dir() and not ours.exists():
        ours.mkdir(parents=True)
        for part in ("deps", "build", ".fingerprint"):
            subprocess.run(["cp", "-al", built / part, ours], check=True)


def does_not_build(what, tree, said):
    out = cargo(tree, "check", "--lib")
    assert out.returncode != 0, f"{what}: it builds all the same"
    assert said in out.stderr, f"{what}: the compiler does not say why:\n{out.stderr}"
    print(f"{what}: does not build")


def main():
    with tempfile.TemporaryDirectory() as work:
        tree, vault = pathlib.Path(work) / "tree", pathlib.Path(work) / "vault"
        tree.mkdir()
        copy(tree)
        seed()
        table = tree / "src/kind.rs"
        whole = table.read_text()

        edit(table, 'Score "score" []', ROW.replace(" Field no", " no") + 'Score "score" []')
        does_not_build("a row without a column", tree, "no rules expected")
        table.write_text(whole)
        edit(table, 'Score "score" []', ROW + 'Score "score" []')
        does_not_build("a list that is none", tree, "Wishes")
        edit(table, 'Scores "scores"', LIST + 'Scores "scores"')
        does_not_build("a list without rows", tree, "List::Wishes")
        edit(tree / "src/model/export.rs", "| List::Scores", "| List::Wishes\n        | List::Scores")
        edit(tree / "src/cli/list.rs", "| List::Scores",
             "| List::Wishes\n        | List::Scores")
        held = table.read_text()
        edit(table, "[Lines] Wishes", "[Wishes] Wishes")
        does_not_build("a fold that is none", tree, "Wishes")
        table.write_text(held)

        out = cargo(tree, "build")
        assert out.returncode == 0, out.stderr
        program = ROOT / "target/new-kind/debug/vault121"
        (vault / "people").mkdir(parents=True)
        (vault / "people/alice.md").write_text("---\nlead: me\n---\n")
        (vault / "2026-11-20.md").write_text(
            "- #wish @alice a quiet room for the afternoon calls\n- #desire a desk by the window\n")
        (vault / "Alice and me.md").write_text(
            "---\naudience: person\n---\n- #wish @alice a longer weekend in the spring\n")

        def run(*args):
            call = [program, "--vault", vault, "--today", "2026-11-24", *args]
            return subprocess.run(call, capture_output=True, text=True)

        def offered(*words):
            asked = {"VAULT121_COMPLETE": "bash", "_CLAP_IFS": "\n",
                     "_CLAP_COMPLETE_INDEX": str(len(words))}
            call = [program, "--", "vault121", *words]
            return subprocess.run(call, capture_output=True, text=True, env=asked).stdout.split()

        export = json.loads(run("export").stdout)
        texts = sorted(row["text"] for row in export["wishes"])
        assert texts[0] == "a desk by the window", f"read and exported: {texts}"
        assert len(texts) == 3, f"read and exported: {texts}"
        assert "quiet room" in run("list", "wishes", "--person", "alice").stdout, "listed"
        assert "`#wish` about nobody" in run("check").stdout, "checked"
        assert "wish" in offered("add", "wi"), "completed"
        subprocess.run(["git", "init", "-q", vault], check=True)
        subprocess.run(["git", "-C", vault, "add", "."], check=True)
        guarded = run("check", "--staged")
        assert "a `wish` for the lead" in guarded.stdout + guarded.stderr, f"guarded: {guarded}"
        added = run("add", "wish", "alice", "more time for reviews", "--dry-run")
        assert "#wish @alice more time for reviews" in added.stdout + added.stderr, added
        print("read, exported, listed, checked, completed, guarded, added: with its row alone")

        out = cargo(tree, "test", "--test", "it", "kind")
        said = out.stdout + out.stderr
        assert out.returncode != 0 and "no canary for #wish" in said, said
        assert "docs/schema.json has no `wishes`" in said, said
        print("without a canary in the wall's table and an entry in the schema: tests fail")


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env bash
# Formatters that people run over a vault: prettier and markdownlint --fix, both as they come.
# They must change no generated text in a way that makes a page stale, a build write, or a region
# count as edited. `run.sh PROGRAM WORK`; says so and ends well where npm or its registry is not
# there.
set -euo pipefail
program=$(realpath "$1")
work=$2
here=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$work"
command -v npm >/dev/null || { echo "not run: npm is not installed"; exit 0; }
(npm install --prefix "$work" --no-audit --no-fund --silent prettier@3 markdownlint-cli2) >/dev/null 2>&1 ||
  { echo "not run: prettier and markdownlint could not be installed"; exit 0; }
bin=$(realpath "$work/node_modules/.bin")

regions() { # DIR: every generated region below it, with its note
  (cd "$1" && find . -name '*.md' -not -path './.vault121/*' | LC_ALL=C sort | while read -r note; do
    awk -v note="$note" '/<!-- vault121:begin/{on=1} on{print note": "$0} /<!-- vault121:end/{on=0}' "$note"
  done)
}

for formatter in prettier markdownlint; do
  vault="$work/$formatter"
  rm -rf "$vault"
  cp -r "$here/example-vault" "$vault"
  "$program" --vault "$vault" --today 2026-11-24 build -q >/dev/null
  regions "$vault" >"$work/before"
  case $formatter in
    prettier) (cd "$vault" && "$bin/prettier" --log-level warn --write "**/*.md") ;;
    markdownlint) (cd "$vault" && "$bin/markdownlint-cli2" --fix "**/*.md" >/dev/null 2>&1) || true ;;
  esac
  regions "$vault" >"$work/after"
  changed=$(diff "$work/before" "$work/after" | grep -c '^>' || true)
  wrote=$("$program" --vault "$vault" --today 2026-11-24 build 2>"$work/said")
  if [ -n "$wrote" ] || grep -q 'region-' "$work/said"; then
    echo "$formatter: a build after it writes or complains:"
    echo "$wrote"
    cat "$work/said"
    exit 1
  fi
  echo "$formatter: $changed lines of generated text written otherwise, and none of them is news"
done

#!/usr/bin/env bash
# Editors racing the real program, for about a minute. No acknowledged line may be lost: each is in
# the note, or at least in `.vault121/rescue/`; and the watcher writes between the bursts.
#   tests/races/short.sh WORKDIR [EDITS]
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$1
edits=${2:-300}
races=../shared/tools/races
program=$PWD/target/release/vault121
mkdir -p "$work"
passed=0
failed=0
race() { # mode, kind, edits, least writes
  local line
  line=$(python3 "$races/race.py" "$2" "$3" 2000 "$work/$1-$2" -- \
    python3 tests/races/generator.py "$1" "$program" '{file}' '{stop}')
  echo "$1 $line"
  if python3 - "$line" "${4:-1}" <<'PY'
import json, sys
run = json.loads(sys.argv[1])
bad = sum(run.get(key, 0) for key in ("lost", "base_lost", "region_bad", "hung"))
sys.exit(0 if run["acked"] > 0 and run["gen"].get("writes", 0) >= int(sys.argv[2]) and bad == 0 else 1)
PY
  then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}
for kind in py_trunc py_trunc4 append append_slow atomic backup_rename sed_i; do
  race watch "$kind" "$edits"
done
race build py_trunc "$edits" 0 # a build waits until a save is over
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

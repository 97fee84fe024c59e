#!/usr/bin/env bash
# Editors racing the real `vault121 watch`, for about a minute. No acknowledged line may be lost:
# each is in the note, or at least in `.vault121/rescue/`.
#   tests/races/short.sh WORKDIR [EDITS]
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$1
edits=${2:-250}
races=../shared/tools/races
program=$PWD/target/release/vault121
mkdir -p "$work"
passed=0
failed=0
for kind in py_trunc py_trunc4 append atomic backup_rename sed_i; do
  line=$(python3 "$races/race.py" "$kind" "$edits" 2000 "$work/$kind" -- \
    python3 tests/races/generator.py "$program" '{file}' '{stop}')
  echo "$line"
  if python3 - "$line" <<'PY'
import json, sys
run = json.loads(sys.argv[1])
gen = run["gen"]
sound = run["acked"] > 0 and run.get("lost", 0) == 0 and run.get("base_lost", 0) == 0
sound = sound and run.get("region_bad", 0) == 0 and run.get("hung", 0) == 0 and gen.get("writes", 0) > 0
sys.exit(0 if sound else 1)
PY
  then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

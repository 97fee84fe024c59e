#!/usr/bin/env bash
# Programs that save racing the real one, for about a minute. No acknowledged line may be lost: each
# is in the note, or at least in `.vault121/rescue/` or a conflict note; nothing is left in the stage.
#   tests/races/short.sh WORKDIR [SAVES]
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$1
saves=${2:-300}
program=${PROGRAM:-$PWD/target/release/vault121}
mkdir -p "$work"
passed=0
failed=0
race() { # mode, kind, what has to hold of `run` and `gen`
  local line
  line=$(python3 tests/races/race.py "$2" "$saves" 2000 "$work/$1-$2" -- \
    python3 tests/races/generator.py "$1" "$program" '{file}' '{stop}')
  echo "$1 $line"
  if python3 - "$line" "$3" <<'PY'
import collections, json, sys
run = collections.Counter(json.loads(sys.argv[1]))
gen = collections.Counter(run.pop("gen"))
sys.exit(not (run["acked"] > 0 and run["hung"] == 0 and eval(sys.argv[2])))
PY
  then passed=$((passed + 1)); else failed=$((failed + 1)); echo "does not hold: $3"; fi
}
whole='run["lost"] == run["base_lost"] == run["region_bad"] == gen["stage"] == gen["failed"] == 0'
# The write protocol alone: nobody is waited for, every write may meet a save.
for kind in py_trunc py_trunc4 py_rplus append append_slow atomic backup_rename sed_i ed; do
  command -v ed >/dev/null || [ "$kind" != ed ] || { echo "skipped: no ed here"; continue; }
  race raced "$kind" "$whole and run['parked'] <= 2 and gen['writes'] > 4"
done
# With its manners the watcher lets every save in, and nothing needs to be kept elsewhere.
race watch py_trunc "$whole and gen['writes'] > 0 and run['parked'] == 0"
# A build waits until a save is over.
race build py_trunc "$whole"
# The controls: the way that loses does, and the writer alone loses nothing.
race rename py_trunc 'run["lost"] * 2 > run["acked"] and gen["writes"] > 0'
race none py_trunc 'run["lost"] == 0'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

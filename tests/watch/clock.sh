#!/usr/bin/env bash
# clock.sh PROGRAM FOLDER: a new day is an event, and so is a clock that is set back. The clock
# is another one by `faketime`, read anew from a file.
set -euo pipefail
program=$1 work=$2
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

library=$(ls /usr/lib/*/faketime/libfaketime.so.1 /usr/lib/faketime/libfaketime.so.1 2>/dev/null | head -1 || true)
if [ -z "$library" ]; then
  echo "clock: skipped: faketime is not installed"
  exit 0
fi

wait_for() {
  for _ in $(seq 450); do
    if [ -e "$2" ] && { [ -z "$1" ] || grep -qsF -- "$1" "$2"; }; then return 0; fi
    sleep 0.1
  done
  echo "clock: never: '$1' in $2"; cat "$work/said"; ls "$work/vault/1-2-1s/Alice"; return 1
}

vault=$work/vault
mkdir -p "$vault/.vault121" "$vault/People" "$vault/1-2-1s/Alice"
# The prep of Tuesday is due two days before: on Sunday, the 22nd.
printf -- '---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass\n' > "$vault/People/Alice.md"
echo '- talked' > "$vault/1-2-1s/Alice/2026-11-17.md"
echo '@2026-11-21 23:59:50' > "$vault/.clock"
env TZ=UTC LD_PRELOAD="$library" FAKETIME_TIMESTAMP_FILE="$vault/.clock" FAKETIME_NO_CACHE=1 \
  FAKETIME_DONT_FAKE_MONOTONIC=1 DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1 \
  "$program" --vault "$vault" watch > "$work/said" 2>&1 &
pid=$!
wait_for "vault121:end" "$vault/1-2-1s/Alice/Alice rollup.md"
[ ! -e "$vault/1-2-1s/Alice/2026-11-24 Alice.md" ] || { echo "clock: the prep came too early"; exit 1; }
wait_for "vault121:end prep" "$vault/1-2-1s/Alice/2026-11-24 Alice.md"
echo "clock: midnight made the prep that is due on the new day"
# A day back: nothing breaks, and notes are followed.
echo '@2026-11-21 12:00:00' > "$vault/.clock"
wait_for "the clock jumped" "$work/said"
mkdir "$vault/Daily"
echo '- #goal/cka @alice on a day twice' > "$vault/Daily/a.md"
wait_for "on a day twice" "$vault/1-2-1s/Alice/Alice rollup.md"
kill -TERM $pid
wait $pid
echo "clock: set back by half a day, it looked at everything and went on"

#!/usr/bin/env bash
# idle.sh PROGRAM FOLDER [SECONDS [NOTES]]: a watcher with nothing to do writes nothing and takes
# almost no processor time. In the tests for a few seconds; by hand for an hour.
set -euo pipefail
program=$1 work=$2 seconds=${3:-12} notes=${4:-300}
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

vault=$work/vault
mkdir -p "$vault/.vault121" "$vault/People" "$vault/Notes"
printf -- '---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass\n' > "$vault/People/Alice.md"
for n in $(seq "$notes"); do
  mkdir -p "$vault/Notes/$((n % 97))"
  echo "- #goal/cka @alice note $n" > "$vault/Notes/$((n % 97))/$n.md"
done
"$program" --vault "$vault" --today 2026-11-24 watch > "$work/said" 2>&1 &
pid=$!
for _ in $(seq 600); do
  grep -qs "vault121:end" "$vault/1-2-1s/Alice/Alice rollup.md" && break
  sleep 0.1
done
sleep 8  # the old files are let go of, and what is late is written
touch "$work/mark"
ticks() { awk '{print $14 + $15}' "/proc/$pid/stat"; }
written() { awk '/^write_bytes/ {print $2}' "/proc/$pid/io"; }
ticks_before=$(ticks) written_before=$(written)
sleep "$seconds"
ticks=$(( $(ticks) - ticks_before )) bytes=$(( $(written) - written_before ))
changed=$(find "$vault" -newer "$work/mark" | head -3)
memory=$(awk '/^VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status")
kill -TERM $pid
wait $pid
[ -z "$changed" ] || { echo "idle: something was written: $changed"; exit 1; }
[ "$bytes" = 0 ] || { echo "idle: $bytes bytes were written"; exit 1; }
# A second an hour at 10,000 notes is the budget; here a tenth of a second of start is allowed.
most=$(( seconds * $(getconf CLK_TCK) / 3600 + $(getconf CLK_TCK) / 10 ))
[ "$ticks" -le "$most" ] || { echo "idle: $ticks ticks of processor time in $seconds s"; exit 1; }
echo "idle: $notes notes, $seconds s: 0 bytes written, $ticks ticks of $(getconf CLK_TCK) a second, $memory MB resident"

#!/usr/bin/env bash
# limits.sh PROGRAM FOLDER: past the system's limits of watches the watcher says so, looks by
# itself, and still sees every note. Each limit is lowered in a user namespace of its own.
set -euo pipefail
program=$1 work=$2
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

if ! unshare -Ur sh -c 'echo 9 > /proc/sys/user/max_inotify_watches' 2>/dev/null; then
  echo "limits: skipped: no user namespace with limits of its own can be had here"
  exit 0
fi

# wait_for WORDS FILE: until FILE holds WORDS, at most a minute: without events a busy machine looks
# seldom.
wait_for() {
  for _ in $(seq 600); do
    grep -qsF -- "$1" "$2" && return 0
    sleep 0.1
  done
  echo "limits: never: '$1' in $2"; cat "$work/said"; return 1
}

# try NAME LIMIT COUNT WORDS: a watch under `LIMIT = COUNT`; WORDS is what it has to say.
try() {
  local vault=$work/$1
  mkdir -p "$vault/.vault121" "$vault/People" "$vault/Daily"
  printf -- '---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass\n' > "$vault/People/Alice.md"
  unshare -Ur sh -c "echo $3 > /proc/sys/user/$2; exec '$program' --vault '$vault' --today 2026-11-24 watch" > "$work/said" 2>&1 &
  local pid=$!
  wait_for "watching" "$work/said"
  wait_for "vault121:end" "$vault/1-2-1s/Alice/Alice rollup.md"
  # New folders, and notes in them: one of them is the one too many.
  for n in 1 2 3 4 5 6 7 8 9 10; do mkdir -p "$vault/New/$n"; done
  echo '- #goal/cka @alice past the limit' > "$vault/New/10/a.md"
  wait_for "past the limit" "$vault/1-2-1s/Alice/Alice rollup.md"
  wait_for "$4" "$work/said"
  kill -TERM $pid
  wait $pid
  echo "limits: $2 = $3: \"$(grep -F "$4" "$work/said" | head -1)\"; all notes seen"
}

try start max_inotify_watches 2 'no events here (the system'"'"'s limit of watched folders'
try later max_inotify_watches 9 'no events here (the system'"'"'s limit of watched folders'
try instances max_inotify_instances 0 'no events here (the system'"'"'s limit of watchers'

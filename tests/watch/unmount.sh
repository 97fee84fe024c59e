#!/usr/bin/env bash
# unmount.sh PROGRAM FOLDER: the file system of a vault goes away under the watcher and comes
# back. It waits, writes nothing meanwhile, and ends when told to.
set -euo pipefail
program=$1 work=$2
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

if ! unshare -Urm sh -c "mount -t tmpfs none '$work'" 2>/dev/null; then
  echo "unmount: skipped: nothing can be mounted here"
  exit 0
fi
if [ -z "${VAULT121_INSIDE:-}" ]; then
  VAULT121_INSIDE=yes exec unshare -Urm bash "$0" "$program" "$work"
fi

wait_for() {
  for _ in $(seq 400); do
    grep -qsF -- "$1" "$2" && return 0
    sleep 0.1
  done
  echo "unmount: never: '$1' in $2"; cat "$work/said"; return 1
}

vault=$work/vault
mkdir "$vault"
mount -t tmpfs none "$vault"
mkdir -p "$vault/.vault121" "$vault/People"
printf -- '---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass\n' > "$vault/People/Alice.md"
(cd / && exec "$program" --vault "$vault" --today 2026-11-24 watch) > "$work/said" 2>&1 &
pid=$!
wait_for "vault121:end" "$vault/1-2-1s/Alice/Alice rollup.md"
umount -l "$vault"
wait_for "is gone or was replaced" "$work/said"
[ -z "$(ls -A "$vault")" ] || { echo "unmount: something was written into the empty folder"; exit 1; }
# Another file system in its place is another vault: it is left alone.
mount -t tmpfs none "$vault"
mkdir "$vault/People"
printf -- '---\nkind: person\ncadence: 1w\nslot: tue\n---\n' > "$vault/People/Alice.md"
sleep 3
[ "$(ls -A "$vault")" = People ] || { echo "unmount: another vault was written into"; exit 1; }
kill -0 $pid || { echo "unmount: the watcher died"; exit 1; }
kill -TERM $pid
wait $pid
echo "unmount: it waited, wrote nothing, and ended when told to"

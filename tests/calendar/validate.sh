#!/usr/bin/env bash
# The calendar file before two independent readers: python's `icalendar`, and `khal`, a calendar
# client that imports it and lists the agenda. Takes the program's path.
#
#   bash tests/calendar/validate.sh target/release/vault121
#
# Installs both readers into a virtual environment of its own; says so when it cannot.
set -euo pipefail
program=$(realpath "${1:-target/debug/vault121}")
here=$(cd "$(dirname "$0")" && pwd)
venv=${CALENDAR_VENV:-$here/../../target/calendar-venv}
if ! [ -x "$venv/bin/khal" ]; then
  python3 -m venv "$venv" 2>/dev/null &&
    timeout 100 "$venv/bin/pip" install -q --disable-pip-version-check icalendar khal 2>/dev/null || {
    rm -rf "$venv"
    echo "skipped: no python virtual environment, or the package registry is away"
    exit 0
  }
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$venv/bin/python" "$here/validate.py" "$program" "$venv/bin/khal" "$work"

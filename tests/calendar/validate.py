"""Makes a vault, lets vault121 write its calendar, and reads it with icalendar and khal."""

import os
import pathlib
import re
import subprocess
import sys

import icalendar

program, khal, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
vault = work / "vault"
ics = vault / "1-2-1s.ics"


def write(path, text):
    full = vault / path
    full.parent.mkdir(parents=True, exist_ok=True)
    full.write_text(text)


def run(*args, today="2026-11-18"):
    command = [program, "--vault", str(vault), "--today", today, *args]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout


def events():
    """UID and RECURRENCE-ID to event, as python's icalendar reads the file."""
    calendar = icalendar.Calendar.from_ical(ics.read_bytes())
    found = {}
    for event in calendar.walk("VEVENT"):
        instead_of = event.get("RECURRENCE-ID")
        key = (str(event["SUMMARY"]), instead_of.dt.isoformat() if instead_of else "")
        assert key not in found, key
        found[key] = event
    return calendar, found


def khal_list(zone, start, days):
    home = work / ("khal-" + zone.replace("/", "-"))
    home.mkdir(exist_ok=True)
    config = home / "config"
    config.write_text(
        f"[calendars]\n[[work]]\npath = {home}/calendar\n[locale]\nlocal_timezone = {zone}\n"
        f"default_timezone = {zone}\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {home}/khal.db\n[default]\ndefault_calendar = work\n"
    )
    (home / "calendar").mkdir(exist_ok=True)
    env = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "LC_ALL": "C.UTF-8"}
    env.pop("XDG_CONFIG_HOME", None)
    base = [khal, "-c", str(config)]
    done = subprocess.run(
        [*base, "import", "-a", "work", "--batch", str(ics)], capture_output=True, text=True, env=env
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    shown = [
        "list", "--day-format", "", "--format",
        "{start-date} {start-time}-{end-time} {title}{alarm-symbol}", start, f"{days}d",
    ]
    done = subprocess.run([*base, *shown], capture_output=True, text=True, env=env)
    assert done.returncode == 0, (done.stdout, done.stderr)
    return [line.strip() for line in done.stdout.splitlines() if line.strip()]


def same(found, wanted):
    assert found == wanted, "\nfound:\n  " + "\n  ".join(found) + "\nwanted:\n  " + "\n  ".join(wanted)


BELL = " \N{ALARM CLOCK}"
write(".vault121/config.yml", "me: nora\ntimezone: Europe/Berlin\n"
      'batch: {day: tue, from: "13:00", gap: 5m, most: 4, rest: 30m}\n')
write("People/Nora.md", "---\nkind: person\n---\n")
write("People/Alice.md", "---\nkind: person\ncadence: 1w\nmeet: https://meet.example/a;b,c\n---\n"
      "- [ ] #goal/cka Pass the CKA\n- #season/low 2026-11-10\n")
write("People/Bob.md", "---\nkind: person\ncadence: 2w\nminutes: 40\n---\n")
write("People/Zoë.md", "---\nkind: person\ncadence: monthly\nslot: thu 09:30\n---\n")
for path in ["Alice/2026-11-10", "Alice/2026-11-17", "Bob/2026-11-17", "Zoë/2026-11-19"]:
    write(f"1-2-1s/{path}.md", "- talked about the rota\n")
write("Daily/2026-11-16.md", "- [ ] #follow-up @alice the pager load [when:: 2026-12-03 15:00] "
      "[with:: @bob] [minutes:: 50]\n- [ ] #follow-up @bob the offsite [when:: 2026-12-09]\n"
      "- #watch-out @alice reviews wait [path:: mornings]\n")

# The file as the program writes it, read by python's icalendar.
today = "2026-11-20"
run("calendar", today=today)
calendar, first = events()
data = ics.read_bytes()
assert data.count(b"\n") == data.count(b"\r\n") and data.endswith(b"END:VCALENDAR\r\n")
assert max(len(line) for line in data.split(b"\r\n")) <= 75
assert not calendar.errors
alice = first[("1-2-1 with Alice", "")]
assert alice["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU", alice["RRULE"]
assert alice["DTSTART"].dt.isoformat() == "2026-11-10T13:00:00+01:00", alice["DTSTART"].dt
assert int(alice["SEQUENCE"]) == 0
assert str(alice["URL"]) == "https://meet.example/a%3Bb%2Cc"
assert len(alice.walk("VALARM")) == 1
assert first[("1-2-1 with Bob", "")]["RRULE"].to_ical() == b"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
assert first[("1-2-1 with Zoë", "")]["RRULE"].to_ical() == b"FREQ=MONTHLY;BYDAY=3TH"
assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
for word in ["CKA", "goal", "season", "low", "review", "pager", "offsite"]:
    assert not re.search(rf"\b{word}\b", data.decode(), re.IGNORECASE), word
run("build", today=today)
assert ics.read_bytes() == data, "a build leaves the file as it is"

# A client's agenda: two weeks, then a 1-2-1 that is moved.
same(khal_list("Europe/Berlin", "2026-11-23", 18), [
    f"2026-11-24 13:00-13:25 1-2-1 with Alice{BELL}",
    "2026-11-24 14:10-14:40 Rest after the 1-2-1s",
    f"2026-12-01 13:00-13:25 1-2-1 with Alice{BELL}",
    f"2026-12-01 13:30-14:10 1-2-1 with Bob{BELL}",
    "2026-12-01 14:10-14:40 Rest after the 1-2-1s",
    f"2026-12-03 15:00-15:50 Follow-up with Alice and Bob{BELL}",
    f"2026-12-08 13:00-13:25 1-2-1 with Alice{BELL}",
    "2026-12-08 14:10-14:40 Rest after the 1-2-1s",
    "2026-12-09 - Follow-up with Bob",
])
write("1-2-1s/Alice/2026-11-26.md", "")
run("build", today=today)
_, second = events()
moved = second[("1-2-1 with Alice", "2026-11-24T13:00:00+01:00")]
assert moved["UID"] == alice["UID"] and int(moved["SEQUENCE"]) == 1, moved
assert moved["DTSTART"].dt.isoformat() == "2026-11-26T13:00:00+01:00"
# Nobody else is met on the 24th, so there is nothing to rest from.
same(khal_list("Europe/Berlin", "2026-11-23", 7), [
    f"2026-11-26 13:00-13:25 1-2-1 with Alice{BELL}",
])
(vault / "1-2-1s/Alice/2026-11-26.md").rename(vault / "1-2-1s/Alice/2026-11-27.md")
(vault / "Daily/2026-11-16.md").write_text(
    (vault / "Daily/2026-11-16.md").read_text().replace("2026-12-03 15:00", "2026-12-04 09:00"))
run("build", today="2026-11-21")
_, third = events()
again = third[("1-2-1 with Alice", "2026-11-24T13:00:00+01:00")]
assert again["UID"] == alice["UID"] and int(again["SEQUENCE"]) == 2, again
name = ("Follow-up with Alice and Bob", "")
assert third[name]["UID"] == first[name]["UID"] and int(third[name]["SEQUENCE"]) == 1
same(khal_list("Europe/Berlin", "2026-11-27", 8), [
    f"2026-11-27 13:00-13:25 1-2-1 with Alice{BELL}",
    f"2026-12-01 13:00-13:25 1-2-1 with Alice{BELL}",
    f"2026-12-01 13:30-14:10 1-2-1 with Bob{BELL}",
    "2026-12-01 14:10-14:40 Rest after the 1-2-1s",
    f"2026-12-04 09:00-09:50 Follow-up with Alice and Bob{BELL}",
])

# Over the change of the clocks on 28 March 2027 the time on the wall stays, the one in UTC moves.
alice_only = [line for line in khal_list("Europe/Berlin", "2027-03-22", 14) if "Alice" in line]
same(alice_only, [f"2027-03-{day} 13:00-13:25 1-2-1 with Alice{BELL}" for day in ("23", "30")])
in_utc = [line for line in khal_list("UTC", "2027-03-22", 14) if "Alice" in line]
same(in_utc, [f"2027-03-23 12:00-12:25 1-2-1 with Alice{BELL}",
              f"2027-03-30 11:00-11:25 1-2-1 with Alice{BELL}"])
# Another slot: the series ends, another one begins, and no 1-2-1 that is past moves.
before = [line for line in khal_list("Europe/Berlin", "2026-11-09", 20) if "with Alice" in line]
same(before, [f"2026-11-{day} 13:00-13:25 1-2-1 with Alice{BELL}" for day in (10, 17, 27)])
write("1-2-1s/Alice/2026-11-27.md", "- talked about the rota\n")
write("People/Alice.md", "---\nkind: person\ncadence: 1w\nslot: thu 08:15\n---\n")
run("build", today="2026-11-28")
kept = icalendar.Calendar.from_ical(ics.read_bytes())
series = [e for e in kept.walk("VEVENT") if str(e["SUMMARY"]) == "1-2-1 with Alice" and "RRULE" in e]
assert [e["RRULE"].to_ical() for e in series] == [
    b"FREQ=WEEKLY;COUNT=3;BYDAY=TU", b"FREQ=WEEKLY;BYDAY=TH"], [e["RRULE"].to_ical() for e in series]
assert series[0]["UID"] == alice["UID"] and series[1]["UID"] != alice["UID"]
again = [line for line in khal_list("Europe/Berlin", "2026-11-09", 20) if "with Alice" in line]
same(again, before)
coming = [line for line in khal_list("Europe/Berlin", "2026-11-28", 14) if "1-2-1 with Alice" in line]
same(coming, [f"2026-12-{day} 08:15-08:40 1-2-1 with Alice{BELL}" for day in ("03", "10")])
print(f"icalendar {icalendar.__version__} and khal read the calendar: a moved date, a change of "
      "the clocks, weekly turns, an alarm, another slot")

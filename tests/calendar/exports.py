"""Writes the calendars that tests/it/pages/outside_calendar.rs reads, with two libraries by which
programs export them: python's `icalendar` and `vobject`.

    pip install icalendar vobject && python3 tests/calendar/exports.py tests/calendar/exports
"""

import datetime
import pathlib
import sys
import zoneinfo

import icalendar
import vobject

out = pathlib.Path(sys.argv[1])
berlin = zoneinfo.ZoneInfo("Europe/Berlin")
new_york = zoneinfo.ZoneInfo("America/New_York")
utc = vobject.icalendar.utc
made = datetime.datetime(2026, 11, 1, tzinfo=datetime.timezone.utc)


def at(zone, *moment):
    return datetime.datetime(*moment, tzinfo=zone)


def person(kind, mail, name, **more):
    address = icalendar.vCalAddress(f"mailto:{mail}")
    address.params["CN"] = icalendar.vText(name)
    for key, value in more.items():
        address.params[key] = icalendar.vText(value)
    return kind, address


def event(uid, title, start, people, **more):
    made_event = icalendar.Event()
    made_event.add("uid", uid)
    made_event.add("dtstamp", made)
    made_event.add("summary", title)
    made_event.add("dtstart", start)
    made_event.add("dtend", start + datetime.timedelta(minutes=25))
    for kind, address in people:
        made_event.add(kind, address, encode=0)
    for key, value in more.items():
        made_event.add(key.replace("_", "-"), value)
    return made_event


# A weekly series in a zone: one turn moved, one left out, one called off; a meeting of many, and
# lunch with somebody, which are nobody's 1-2-1.
calendar = icalendar.Calendar()
calendar.add("prodid", "-//python icalendar//")
calendar.add("version", "2.0")
nora = person("organizer", "nora@example.com", "Nora Lindt")
alice = person("attendee", "alice.fischer@example.com", "Alice Fischer")
room = person("attendee", "room-4@example.com", "Room 4", CUTYPE="ROOM")
weekly = {"freq": "weekly", "byday": "TU"}
series = event("alice@x", "1:1 Alice / Nora", at(berlin, 2026, 10, 6, 14), [nora, alice, room],
               rrule=weekly, exdate=[at(berlin, 2026, 12, 1, 14)])
moved = event("alice@x", "1:1 Alice / Nora", at(berlin, 2026, 11, 26, 15, 30), [nora, alice, room],
              recurrence_id=at(berlin, 2026, 11, 24, 14), sequence=2)
off = event("alice@x", "1:1 Alice / Nora", at(berlin, 2026, 12, 15, 14), [nora, alice],
            recurrence_id=at(berlin, 2026, 12, 15, 14), status="CANCELLED")
many = event("many@x", "Layoffs: the secret plan", at(berlin, 2026, 11, 25, 9),
             [nora, alice, person("attendee", "bob@example.com", "Bob"), person("attendee", "eve@x.y", "Eve")])
lunch = event("lunch@x", "Lunch with Alice", at(berlin, 2026, 11, 23, 12), [])
for part in [series, moved, off, many, lunch]:
    calendar.add_component(part)
calendar.add_missing_timezones()
(out / "python-icalendar.ics").write_bytes(calendar.to_ical())

# Every second week in another zone, known by the names in the title alone; ended by an UNTIL.
other = vobject.iCalendar()
part = other.add("vevent")
part.add("uid").value = "bob@x"
part.add("dtstamp").value = made.replace(tzinfo=utc)
part.add("summary").value = "Bob <> Nora"
part.add("dtstart").value = at(new_york, 2026, 11, 5, 9, 30)
part.add("dtend").value = at(new_york, 2026, 11, 5, 10, 10)
part.add("rrule").value = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;UNTIL=20261217T143000Z"
changed = other.add("vevent")
changed.add("uid").value = "bob@x"
changed.add("dtstamp").value = made.replace(tzinfo=utc)
changed.add("summary").value = "Bob <> Nora"
changed.add("recurrence-id").value = at(new_york, 2026, 12, 3, 9, 30)
changed.add("dtstart").value = at(new_york, 2026, 12, 4, 11, 0)
changed.add("dtend").value = at(new_york, 2026, 12, 4, 11, 40)
(out / "python-vobject.ics").write_bytes(other.serialize().encode())

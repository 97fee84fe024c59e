// Writes the calendar that tests/it/pages/outside_calendar.rs reads, with npm's `ical-generator`.
//
//     npm install ical-generator && node tests/calendar/exports.mjs tests/calendar/exports
import { writeFileSync } from "node:fs";
import ical from "ical-generator";

const calendar = ical({ name: "work", prodId: "//ical-generator//work//EN" });
const stamp = new Date(Date.UTC(2026, 10, 1));
const nora = { name: "Nora Lindt", email: "nora@example.com" };
// Between two, every week, in UTC; nothing in the title says what it is.
calendar.createEvent({
  id: "cleo@x",
  stamp,
  start: new Date(Date.UTC(2026, 10, 2, 9)),
  end: new Date(Date.UTC(2026, 10, 2, 9, 30)),
  summary: "Weekly sync",
  organizer: nora,
  attendees: [{ name: "Cleo Ott", email: "cleo.ott@example.com" }],
  repeating: { freq: "WEEKLY", exclude: [new Date(Date.UTC(2026, 10, 23, 9))] },
});
// A single 1-2-1 that is of no series: nothing tells where it was before it was moved.
calendar.createEvent({
  id: "dan@x",
  stamp,
  start: new Date(Date.UTC(2026, 10, 27, 8)),
  end: new Date(Date.UTC(2026, 10, 27, 8, 30)),
  summary: "1-2-1",
  organizer: nora,
  attendees: [{ name: "Dan", email: "dan@example.com" }],
});
// A week's worth of something between two that does not come again: no 1-2-1.
calendar.createEvent({
  id: "incident@x",
  stamp,
  start: new Date(Date.UTC(2026, 10, 24, 12)),
  end: new Date(Date.UTC(2026, 10, 24, 13)),
  summary: "Incident review",
  organizer: nora,
  attendees: [{ name: "Cleo Ott", email: "cleo.ott@example.com" }],
});
writeFileSync(`${process.argv[2]}/npm-ical-generator.ics`, calendar.toString().replace(/\r?\n/g, "\r\n"));

//! The seasons of everybody, as notes say them day by day; the program never sets one.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Fold, Kind};
use crate::people::person::Season;
use crate::records::record::{By, Entry, Source};
use crate::records::resolver::Context;
use crate::records::season_line;
use crate::text::date::Day;
use crate::text::ids::{PersonId, slug};
use crate::vault::vault::Vault;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The seasons of everybody, as the notes say them; the tool never sets one.
#[derive(Clone, Debug, Default)]
pub struct Seasons {
    by_person: BTreeMap<PersonId, Vec<SeasonSaid>>,
    /// The days for which preps said that it was low, whatever the notes say since: who turns a
    /// season overwrites the old one.
    witnessed: BTreeMap<PersonId, Vec<(Day, Day)>>,
}

/// The word that a line says of the season: in its tag, low anywhere in its words, else the first.
fn season_word(entry: &Entry<'_>) -> String {
    let spelled = |(kind, spelled): &(Kind, String)| {
        let is_low = spelled.split('-').any(|part| part == Season::Low.word());
        *kind == Kind::Season && is_low
    };
    if entry.item.spellings.iter().any(spelled) {
        return Season::Low.word().to_owned();
    }
    let mut words = entry.text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    if let Some(rest) = entry.item.rest_of_tag(Kind::Season) {
        // `#season/steady or low`
        let mut near = words.take(2);
        let low = near.any(|word| Season::from_word(word) == Some(Season::Low));
        return if low { Season::Low.word().to_owned() } else { slug(rest) };
    }
    let low = words.clone().any(|word| Season::from_word(word) == Some(Season::Low));
    match low {
        true => Season::Low.word().to_owned(),
        false => words.next().unwrap_or("").to_owned(),
    }
}

/// A season as a note says it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeasonSaid {
    pub since: Option<Day>,
    pub season: Season,
    /// Where; `None` for one that the config says.
    pub source: Option<Source>,
}

impl Seasons {
    /// Reads the seasons: front matter of people, dated lines.
    pub fn of(
        ctx: &Context<'_>,
        vault: &Vault,
        entries: &[Entry<'_>],
        said: &mut Vec<Diagnostic>,
    ) -> Seasons {
        let mut seasons = Seasons::default();
        for entry in entries.iter().filter(|entry| entry.kind.goes_to(Fold::Seasons)) {
            let word = season_word(entry);
            match Season::from_word(&word) {
                // `#season/high?`
                Some(season) if season == Season::Low || !entry.text.starts_with('?') => {
                    for person in &entry.people {
                        let of_person = seasons.by_person.entry(person.clone()).or_default();
                        let source = Some(entry.source.clone());
                        of_person.push(SeasonSaid { since: entry.date, season, source });
                    }
                    // A tag that is nearly ours is told with the others.
                    let near = entry.item.is_nearly(Kind::Season);
                    let tag = entry.item.rest_of_tag(Kind::Season).and_then(Season::from_word);
                    let other = tag.is_some_and(|tag| tag != season);
                    if season == Season::Low && (entry.by == By::Word && !near || other) {
                        let problem = entry.say(Code::SeasonUnknown, season_line::LOW);
                        said.push(problem.hint("write `#season/low`, or what it is"));
                    }
                }
                _ => {
                    let message = format!("a season is low, steady or high, not `{word}`");
                    let mut problem = entry.say(Code::SeasonUnknown, message);
                    // It was meant as one: what cannot be read opens nothing.
                    problem = problem.hint("until then it counts as low");
                    for person in &entry.people {
                        let of_person = seasons.by_person.entry(person.clone()).or_default();
                        let source = Some(entry.source.clone());
                        let season = Season::Low;
                        of_person.push(SeasonSaid { since: entry.date, season, source });
                    }
                    said.push(problem);
                }
            }
        }
        seasons.take_fronts(ctx, vault, said);
        for person in ctx.people.by_id.values() {
            let of_person = seasons.by_person.entry(person.id.clone()).or_default();
            // Of two on one day the narrower.
            of_person.sort_by_key(|said| (said.since, Reverse(said.season)));
            // Without a day it holds from the beginning on; a low one holds now, for what cannot be
            // placed opens nothing.
            let undated = of_person.partition_point(|said| said.since.is_none());
            let low = of_person[..undated].iter().position(|said| said.season == Season::Low);
            if let Some(low) = low {
                let mut said = of_person.remove(low);
                said.since = of_person.last().and_then(|last| last.since);
                of_person.push(said);
            }
            // Its own words in no form of ours: only where the front matter says nothing.
            let told = || {
                let path = person.path.as_ref()?;
                let read = |line| {
                    let of_note = entries.iter().filter(|entry| entry.note.path == *path);
                    let mut lines = of_note.filter(|entry| entry.kind == Kind::Season);
                    lines.any(|entry| entry.item.place.line == line)
                };
                season_line::low_line(vault.notes.get(path)?, &read)
            };
            let low = person.season.is_none().then(told).flatten();
            if let Some((place, message)) = low
                && let Some(path) = &person.path
            {
                let since = of_person.last().and_then(|said| said.since);
                let source = Some(Source { path: path.clone(), line: place.line, anchor: None });
                of_person.push(SeasonSaid { since, season: Season::Low, source });
                let problem = Diagnostic::about_file(Code::SeasonUnknown, path.as_str(), message);
                let hint = "write `season: low`, or what it is, in the front matter";
                said.push(problem.at_place(&place).hint(hint));
            }
            if let Some((season, since)) = person.season {
                // Without `season-since:` it is what holds now, whatever older lines say.
                let since = since.or_else(|| of_person.last().and_then(|said| said.since));
                let at = of_person.partition_point(|said| said.since <= since);
                let source = person.path.clone();
                let source = source.map(|path| Source { path, line: 1, anchor: None });
                of_person.insert(at, SeasonSaid { since, season, source });
            }
            let shown = ctx.meetings.meetings_with(&person.id);
            let mut low: BTreeMap<Day, Day> = BTreeMap::new();
            for (since, shown) in shown.filter_map(|met| Some((met.low_since?, met.date))) {
                let until = low.entry(since).or_insert(shown);
                *until = (*until).max(shown);
            }
            if !low.is_empty() {
                seasons.witnessed.insert(person.id.clone(), low.into_iter().collect());
            }
        }
        seasons
    }

    /// Whether the season was low on a day: as it is said, or as a prep said it then and nothing
    /// that was said of a later day denies.
    pub fn was_low(&self, person: &PersonId, day: Day) -> bool {
        let said = self.season_entry(person, day);
        let is_newer = |from: Day| said.and_then(|said| said.since).is_none_or(|said| said <= from);
        let mut shown = self.witnessed.get(person).into_iter().flatten();
        said.is_some_and(|said| said.season == Season::Low)
            || shown.any(|(from, to)| *from <= day && day <= *to && is_newer(*from))
    }

    /// What the front matter of 1-2-1s says of them.
    fn take_fronts(&mut self, ctx: &Context<'_>, vault: &Vault, said: &mut Vec<Diagnostic>) {
        for meeting in ctx.meetings.all.iter().filter(|meeting| meeting.heading.is_none()) {
            let note = vault.notes.get(&meeting.path).filter(|_| !meeting.section);
            let Some((note, value)) =
                note.and_then(|note| Some((note, note.front.raw_value("season")?)))
            else {
                continue;
            };
            let season = season_line::of_front(value);
            if season == Season::Low {
                let message = season_line::LOW;
                let place = note.front.place_of("season");
                let problem =
                    Diagnostic::about_file(Code::SeasonUnknown, note.path.as_str(), message);
                let hint =
                    "write `#season/low` in the note, or `season: low` in that of the person";
                said.push(problem.at_place(&place).hint(hint));
            }
            let line = note.front.place_of("season").line;
            let source = Some(Source { path: note.path.clone(), line, anchor: None });
            let of_person = self.by_person.entry(meeting.person.clone()).or_default();
            of_person.push(SeasonSaid { since: Some(meeting.date), season, source });
        }
    }

    /// The season of a person on a day.
    pub fn season_on(&self, person: &PersonId, day: Day) -> Option<Season> {
        self.season_entry(person, day).map(|said| said.season)
    }

    /// Since when that season lasts: the first of the entries in a row that say it.
    pub fn season_since(&self, person: &PersonId, day: Day) -> Option<Day> {
        let of_person = self.by_person.get(person)?;
        let now = self.season_entry(person, day)?;
        let mut since = now.since;
        for earlier in of_person.iter().rev().filter(|said| said.since <= now.since) {
            if earlier.season != now.season {
                break;
            }
            since = earlier.since;
        }
        since
    }

    /// The last low season that has ended on a day: since when it was, and when it turned better.
    pub fn turned_better(&self, person: &PersonId, day: Day) -> Option<(Option<Day>, Day)> {
        let said = self.by_person.get(person)?.iter();
        let mut last = None;
        let mut low: Option<Option<Day>> = None;
        for one in said.filter(|said| said.since.is_none_or(|since| since <= day)) {
            match (one.season, low) {
                (Season::Low, None) => {
                    low = Some(one.since);
                    last = None;
                }
                (Season::Steady | Season::High, Some(since)) => {
                    last = one.since.map(|turn| (since, turn));
                    low = None;
                }
                _ => {}
            }
        }
        last.filter(|_| low.is_none()).or_else(|| self.overwritten_low(person, day))
    }

    /// The low season that was overwritten by a better one, as preps show it.
    fn overwritten_low(&self, person: &PersonId, day: Day) -> Option<(Option<Day>, Day)> {
        let now = self.season_entry(person, day).filter(|said| said.season != Season::Low)?;
        let (from, to) = self.witnessed.get(person)?.last()?;
        let turn = now.since.unwrap_or_else(|| to.plus(1));
        (*from < turn && turn <= day).then_some((Some(*from), turn))
    }

    /// All changes of a person's season, oldest first, without repetitions.
    pub fn changes(&self, person: &PersonId) -> Vec<SeasonSaid> {
        let mut changes = self.by_person.get(person).cloned().unwrap_or_default();
        changes.dedup_by_key(|said| said.season);
        changes
    }

    fn season_entry(&self, person: &PersonId, day: Day) -> Option<&SeasonSaid> {
        let of_person = self.by_person.get(person)?;
        of_person.iter().rev().find(|said| said.since.is_none_or(|since| since <= day))
    }
}

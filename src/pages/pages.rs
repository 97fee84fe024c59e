//! The pages that should stand in the vault today: which, for whom, with what in them.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Audience, Kind};
use crate::model::model::Model;
use crate::pages::chart;
use crate::pages::files::WantedFile;
use crate::pages::own_scaffold;
use crate::pages::plan::Wanted;
use crate::pages::running_log::headings_below;
use crate::pages::template::{For, Page, Templates};
use crate::pages::view::day::DayView;
use crate::pages::view::lead::LeadView;
use crate::pages::view::ledger::scores;
use crate::pages::view::lens::Lens;
use crate::pages::view::meeting::{MOST, MeetingView};
use crate::pages::view::person::PersonView;
use crate::pages::view::team::TeamView;
use crate::people::person::Person;
use crate::schedule::diary::Sitter;
use crate::text::date::Day;
use crate::text::date_name;
use crate::text::ids::{NotePath, PersonId};
use crate::text::span::with_capital;
use crate::vault::layout;
use crate::vault::vault::Vault;
use serde::Serialize;
use std::collections::BTreeSet;

/// What is asked for besides the pages that are due anyway.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The prep of this person, on this day or the next one, even before it is due.
    pub prep: Option<(PersonId, Option<Day>)>,
    /// The calendar file, also when there is none yet.
    pub calendar: bool,
    /// The pages of these people and no others.
    pub only: Option<BTreeSet<PersonId>>,
}

/// A prep has at most so many lines that are not blank.
pub const ONE_SCREEN: usize = 40;

pub(crate) struct Pages<'a> {
    pub(crate) vault: &'a Vault,
    pub(crate) model: &'a Model,
    pub(crate) templates: &'a Templates,
    pub(crate) ask: &'a Ask,
    pub(crate) said: &'a mut Vec<Diagnostic>,
    /// Pictures that the pages show.
    pub(crate) files: Vec<WantedFile>,
}

impl<'a> Pages<'a> {
    pub(crate) fn new(
        vault: &'a Vault,
        model: &'a Model,
        templates: &'a Templates,
        ask: &'a Ask,
        said: &'a mut Vec<Diagnostic>,
    ) -> Pages<'a> {
        Pages { vault, model, templates, ask, said, files: Vec::new() }
    }

    /// Whether the pages of a person are among those to be made.
    pub(crate) fn is_asked(&self, person: &Person) -> bool {
        self.ask.only.as_ref().is_none_or(|only| only.contains(&person.id))
    }

    /// The day of the 1-2-1 to prepare, when it is time to.
    pub(crate) fn day_to_prepare(&self, person: &Person, page: &Page) -> Option<Day> {
        if let Some((asked, day)) = &self.ask.prep
            && *asked == person.id
        {
            return day.or_else(|| self.model.next_date(person)).or(Some(self.model.today));
        }
        let date = self.model.next_date(person)?;
        // What is sent beforehand to somebody who wants coaxing is sent early.
        let times = if person.coaxing && page.name == "agenda" { 2 } else { 1 };
        if date.days_since(self.model.today) <= times * self.model.config.prep_lead {
            return (!self.model.is_dormant(person)).then_some(date);
        }
        // Made early, by hand: it is kept up to date. A running log keeps the last one instead.
        let path = self.path_of(page, person, Some(date)).ok()?;
        let region = self.vault.notes.get(&path)?.region(&page.name)?;
        let log = self
            .model
            .meetings
            .meetings_with(&person.id)
            .any(|m| m.path == path && m.heading.is_some());
        (!log || self.is_ahead(person, &region.inner, date)).then_some(date)
    }

    /// Whether the prep in a running log is for a 1-2-1 that is still to come, or was called off:
    /// when that moves, the prep is for the next one at once.
    fn is_ahead(&self, person: &Person, prep: &str, next: Day) -> bool {
        let head = prep.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
        let named = date_name::day_in_name(head, self.model.config.date_order, Some(next));
        let Some(day) = named.map(|named| named.day) else { return false };
        let mut with = self.model.meetings.meetings_with(&person.id);
        day >= self.model.today
            || with.any(|meeting| meeting.date == day && meeting.held_said == Some(false))
    }

    pub(crate) fn for_meeting(
        &mut self,
        page: &Page,
        person: &Person,
        date: Day,
    ) -> Option<Wanted> {
        let path = self.checked(self.path_of(page, person, Some(date)), page)?;
        let inner = match self.meeting_text(page, person, date, &path) {
            Ok(inner) => inner,
            Err(problem) => {
                self.said.push(problem);
                return None;
            }
        };
        // Below the prep is the scaffold, below the agenda the part that the person writes.
        let below = match page.name.as_str() {
            "prep" => Some("scaffold"),
            "agenda" => Some("add-yours"),
            _ => None,
        };
        let below = below.filter(|_| !self.vault.has(&path));
        let is_log = below == Some("scaffold") && self.first_log(person).as_ref() == Some(&path);
        let once = below.map(|below| self.page_made_once(below, person, date, &path));
        let what = format!("{} for {}, {}", page.name, person.name, date.short(self.model.today));
        let kind = if page.name == "prep" { "one-on-one" } else { page.name.as_str() };
        let title = format!("{} {date}", person.name);
        let mut once = once.flatten();
        let mut front = self.front_matter_of(&path, &title, kind, Some(person), Some(date));
        if is_log {
            // Its sections have the days, the note has the name.
            front = self.front_matter_of(&path, &person.name, kind, Some(person), None);
            front += &format!("\n# {}\n", person.name);
            let scaffold = headings_below(once.as_deref().unwrap_or(""), 2);
            once = Some(format!("## {date}\n\n{}", scaffold.trim_matches('\n')));
        }
        Some(Wanted { path, region: page.name.clone(), inner, what, front, once })
    }

    /// Renders, and where it does not fit one screen, renders again with shorter lists.
    pub(crate) fn meeting_text(
        &self,
        page: &Page,
        person: &Person,
        date: Day,
        path: &NotePath,
    ) -> Result<String, Diagnostic> {
        let rollup = self.rollup_link(path, person);
        let mut text = String::new();
        for most in (1..=MOST).rev() {
            let lens = lens_of(self.model, page, path, Some(most), Some(&person.id));
            let view = MeetingView::of(&lens, person, date, rollup.clone());
            text = self.templates.render(page, &view)?;
            if text.lines().filter(|line| !line.is_empty()).count() <= ONE_SCREEN {
                break;
            }
        }
        Ok(text)
    }

    pub(crate) fn page_made_once(
        &mut self,
        name: &str,
        person: &Person,
        date: Day,
        path: &NotePath,
    ) -> Option<String> {
        let mut pages = self.templates.pages.iter().filter(|page| page.once);
        let page = pages.find(|page| page.made_for == For::OneOnOne && page.name == name)?;
        if name == "scaffold"
            && !page.own
            && let Some(own) = own_scaffold::of(self.vault, path, date)
        {
            return Some(own);
        }
        let rollup = self.rollup_link(path, person);
        let lens = lens_of(self.model, page, path, Some(MOST), Some(&person.id));
        let view = MeetingView::of(&lens, person, date, rollup);
        match self.templates.render(page, &view) {
            Ok(text) => Some(text),
            Err(problem) => {
                self.said.push(problem);
                None
            }
        }
    }

    pub(crate) fn for_person(&mut self, page: &Page, person: &Person) -> Option<Wanted> {
        let path = self.checked(self.path_of(page, person, None), page)?;
        let lens = lens_of(self.model, page, &path, None, Some(&person.id));
        // Asked before all the facts are gathered: most people have none.
        let scored = || lens.audience == Audience::Person && !scores(&lens, person).is_empty();
        if page.name == "scores" && !scored() {
            return None;
        }
        let mut view = PersonView::of(&lens, person);
        let drawn = match self.model.config.page("pictures", true) {
            true => chart::of_person(&lens, person, self.templates),
            false => Ok(Default::default()),
        };
        let (pictures, drawn) = drawn.unwrap_or_else(|problem| {
            self.said.push(problem);
            Default::default()
        });
        view.pictures = pictures;
        let title = format!("{}: {}", person.name, page.name);
        let made = self.make_page(page, &view, path, &title, Some(person));
        // A picture stands beside the page that shows it, and beside no other.
        let shows = |file: &NotePath| {
            made.as_ref()
                .is_some_and(|made| made.inner.contains(&layout::relative(&made.path, file)))
        };
        let shown = drawn.into_iter().filter(|one| shows(&one.path));
        self.files.extend(shown.map(|one| WantedFile {
            what: format!("picture for {}", person.name),
            path: one.path,
            text: one.text,
        }));
        made
    }

    /// The days to make a sheet for: those that are near and hold two 1-2-1s or more, and those
    /// that have one already.
    pub(crate) fn sheet_days(&self, page: &Page) -> Vec<Day> {
        let config = &self.model.config;
        let near = (0..=config.prep_lead).map(|days| self.model.today.plus(days));
        let wanted = |day: &Day| {
            let people = self.model.diary.sittings_on(*day);
            let count = people.iter().filter(|one| matches!(one.who, Sitter::Person(_))).count();
            let made = || {
                let path = self.day_path(page, *day).ok();
                let note = path.and_then(|path| self.vault.notes.get(&path));
                note.is_some_and(|note| note.region(&page.name).is_some())
            };
            count >= 2 || made()
        };
        near.filter(wanted).collect()
    }

    pub(crate) fn for_days(&mut self, page: &Page) -> Vec<Wanted> {
        let mut wanted = Vec::new();
        let mut taken = BTreeSet::new();
        for day in self.sheet_days(page) {
            let Some(path) = self.checked(self.day_path(page, day), page) else {
                continue;
            };
            // A path without a date holds the next day alone.
            if !taken.insert(path.clone()) {
                continue;
            }
            let lens = lens_of(self.model, page, &path, None, None);
            let view = DayView::of(&lens, day, &|person| {
                let prep = self.prep_path(person, day);
                let prep = prep.ok().filter(|_| lens.audience == Audience::Lead);
                prep.map_or_else(|| lens.person_name(&person.id), |prep| lens.link_to(&prep))
            });
            match self.templates.render(page, &view) {
                Ok(inner) => {
                    let what = format!("{} sheet for {}", page.name, day.short(self.model.today));
                    let title = format!("1-2-1s on {}", day.long());
                    let front = self.front_matter_of(&path, &title, &page.name, None, Some(day));
                    let region = page.name.clone();
                    wanted.push(Wanted { path, region, inner, what, front, once: None });
                }
                Err(problem) => self.said.push(problem),
            }
        }
        wanted
    }

    /// Reports, and people on whom there is anything to roll up.
    pub(crate) fn has_rollup(&self, person: &Person) -> bool {
        if self.model.is_gone(person) {
            return false;
        }
        let model = self.model;
        model.is_report(person) && !model.is_dormant(person)
            || model.goals_of(&person.id).next().is_some()
            || model.feedback_to(&person.id).next().is_some()
    }

    pub(crate) fn for_team(&mut self, page: &Page) -> Vec<Wanted> {
        if page.name == "shelf" && self.model.lines_of_kind(Kind::Resource).next().is_none() {
            return Vec::new();
        }
        let Some(path) = self.checked(self.shared_path(page), page) else {
            return Vec::new();
        };
        let lens = lens_of(self.model, page, &path, None, None);
        let view = TeamView::of(&lens, &|person| self.rollup_link(&path, person));
        let title = if page.name == "team" { "Team".to_owned() } else { with_capital(&page.name) };
        self.make_page(page, &view, path, &title, None).into_iter().collect()
    }

    pub(crate) fn for_lead(&mut self, page: &Page) -> Vec<Wanted> {
        let Some(path) = self.checked(self.shared_path(page), page) else {
            return Vec::new();
        };
        let lens = lens_of(self.model, page, &path, None, None);
        let view = LeadView::of(&lens);
        let title = if page.name == "me" { "Me".to_owned() } else { with_capital(&page.name) };
        self.make_page(page, &view, path, &title, None).into_iter().collect()
    }

    fn make_page<T: Serialize>(
        &mut self,
        page: &Page,
        view: &T,
        path: NotePath,
        title: &str,
        person: Option<&Person>,
    ) -> Option<Wanted> {
        match self.templates.render(page, view) {
            Ok(inner) => {
                let what = match person {
                    Some(person) => format!("{} of {}", page.name, person.name),
                    None => format!("{} page", page.name),
                };
                let front = self.front_matter_of(&path, title, &page.name, person, None);
                let region = page.name.clone();
                Some(Wanted { path, region, inner, what, front, once: None })
            }
            Err(problem) => {
                self.said.push(problem);
                None
            }
        }
    }

    /// The template of a person's prep: their own, else that of a first meeting, else the
    /// ordinary one.
    pub(crate) fn prep_page(&self, person: &Person, date: Day) -> &Page {
        let all = &self.templates.pages;
        let of_file = |name: &str| {
            let mut fits = all.iter().filter(|page| page.made_for == For::OneOnOne && !page.once);
            fits.find(|page| page.file == name)
        };
        let skipped = || {
            let mut with = self.model.meetings.meetings_with(&person.id);
            with.any(|meeting| meeting.date == date && meeting.held_said == Some(false))
        };
        if let Some(page) = of_file("skipped").filter(|_| skipped()) {
            return page;
        }
        let farewell = of_file("farewell").filter(|_| is_farewell(person, date));
        let own = person.template.as_deref().and_then(of_file);
        let first = self.model.last_held(&person.id, date).is_none();
        let first = of_file("first").filter(|page| first && page.name == "prep");
        farewell.or(own).or(first).or_else(|| self.templates.page_named("prep")).unwrap_or(&all[0])
    }

    fn checked(&mut self, path: Result<NotePath, String>, page: &Page) -> Option<NotePath> {
        match path {
            Ok(path) => Some(path),
            Err(why) => {
                let file = format!("{}{}.md", crate::vault::vault::TEMPLATE_FOLDER, page.file);
                let place =
                    if page.path.is_some() { file.as_str() } else { ".vault121/config.yml" };
                let message = format!("the path of page `{}`: {why}", page.name);
                self.said.push(Diagnostic::about_file(Code::TemplateBad, place, message));
                None
            }
        }
    }
}

/// The last weeks with somebody who leaves: the prep says good-bye.
const FAREWELL_DAYS: i64 = 21;

fn is_farewell(person: &Person, date: Day) -> bool {
    person.left.is_some_and(|left| (0..=FAREWELL_DAYS).contains(&left.days_since(date)))
}

/// Pages that are shipped and made only when the config turns them on.
const OFF: &[&str] = &["week", "quarter"];

/// Whether a page is made without a word of the config.
pub(crate) fn is_on(page: &Page) -> bool {
    page.own || !OFF.contains(&page.name.as_str())
}

/// What a page sees of the model, at a path, with lists of so many lines, about this person.
fn lens_of<'l>(
    model: &'l Model,
    page: &Page,
    path: &'l NotePath,
    most: Option<usize>,
    about: Option<&'l PersonId>,
) -> Lens<'l> {
    Lens { model, audience: page.audience, path, most, about }
}

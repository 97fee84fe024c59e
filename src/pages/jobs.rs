//! Which pages are due, and making them with several hands.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Audience;
use crate::pages::pages::{Pages, is_on};
use crate::pages::plan::Wanted;
use crate::pages::shipped::shipped_audience;
use crate::pages::template::{For, Page};
use crate::people::person::Person;
use crate::text::date::Day;
use crate::text::executor;
use crate::text::ids::NotePath;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// One page, or the pages of one template, which no other needs.
enum Job<'a> {
    Meeting(Cow<'a, Page>, &'a Person, Day),
    Person(&'a Page, &'a Person),
    Days(&'a Page),
    Team(&'a Page),
    Lead(&'a Page),
}

impl<'a> Pages<'a> {
    /// Everything that should stand in the vault: several hands make the pages, and what two of
    /// them want is found out afterwards, in the order in which the templates stand.
    pub(crate) fn wanted(&mut self) -> Vec<Wanted> {
        let jobs = self.jobs();
        let (vault, model, templates, ask) = (self.vault, self.model, self.templates, self.ask);
        let made = executor::map(vault.hands.as_ref(), jobs.len(), |at| {
            let mut said = Vec::new();
            let mut pages = Pages::new(vault, model, templates, ask, &mut said);
            let wanted = pages.make(&jobs[at]);
            let files = pages.files;
            (wanted, files, said)
        });
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut taken: BTreeMap<(NotePath, String), String> = BTreeMap::new();
        for (made, files, said) in made {
            self.files.extend(files);
            self.said.extend(said);
            for one in made {
                let key = (one.path.clone(), one.region.clone());
                if let Some(first) = taken.insert(key, one.what.clone()) {
                    let message = format!("wanted for `{}` and for `{first}`", one.what);
                    self.said.push(Diagnostic::file(Code::PathTaken, one.path.as_str(), message));
                    continue;
                }
                wanted.push(one);
            }
        }
        self.apart(wanted)
    }

    /// Who reads the notes in which a page stands: of a template that has the name of a shipped
    /// page, whoever reads that one.
    fn readers(&self, region: &str) -> Option<Audience> {
        let pages = self.templates.pages.iter().filter(|page| page.name == region);
        pages.map(|page| page.audience).chain(shipped_audience(region)).max()
    }

    /// Without the pages that would share a note with a page for other readers, or stand among
    /// pages for a wider audience: who opens the one would read the other.
    fn apart(&mut self, wanted: Vec<Wanted>) -> Vec<Wanted> {
        let folder = |path: &NotePath| match self.model.layout.label_first() {
            true => path.stem().rsplit_once('.').map_or("", |(above, _)| above).to_owned(),
            false => path.folder().to_owned(),
        };
        let is_ours = |region: &str| {
            let mut own = self.templates.pages.iter().filter(|page| page.name == region);
            own.all(|page| !page.own || page.path.is_none())
        };
        // Folders of our own pages for the lead, and those of pages for others.
        let (mut leads, mut others) = (BTreeSet::new(), BTreeSet::new());
        // After a save only some pages are made: what stands there tells of the others.
        let elsewhere = self.templates.pages.iter().any(|page| page.own && page.path.is_some());
        for note in self.vault.notes.values().filter(|_| elsewhere) {
            for kept in note.regions.iter().flatten() {
                match self.readers(&kept.name) {
                    Some(Audience::Lead) if is_ours(&kept.name) => {
                        leads.insert(folder(&note.path));
                    }
                    Some(Audience::Lead) | None => {}
                    Some(_) => drop(others.insert(folder(&note.path))),
                }
            }
        }
        let mut readers: BTreeMap<NotePath, BTreeMap<Audience, String>> = BTreeMap::new();
        for one in &wanted {
            let audience = self.readers(&one.region).unwrap_or(Audience::Lead);
            match audience {
                Audience::Lead if is_ours(&one.region) => drop(leads.insert(folder(&one.path))),
                Audience::Lead => {}
                _ => drop(others.insert(folder(&one.path))),
            }
            let of_note = readers.entry(one.path.clone()).or_default();
            of_note.entry(audience).or_insert_with(|| one.what.clone());
        }
        let mut kept = Vec::new();
        let mut said = Vec::new();
        for one in wanted {
            let audience = self.readers(&one.region).unwrap_or(Audience::Lead);
            let note = self.vault.notes.get(&one.path);
            let there = note.into_iter().flat_map(|note| note.regions.iter().flatten());
            let standing: BTreeMap<Audience, String> = there
                .filter_map(|kept| Some((self.readers(&kept.name)?, kept.name.clone())))
                .collect();
            // What stands there already goes on; what comes new, and two that come at once, do not.
            let all = if standing.is_empty() { &readers[&one.path] } else { &standing };
            if let Some((_, other)) = all.iter().find(|(other, _)| **other != audience) {
                let message = format!(
                    "`{}` and `{other}` have other readers and would share this note",
                    one.what
                );
                let problem = Diagnostic::file(Code::AudiencesMixed, one.path.as_str(), message);
                said.push(problem.hint("give one of them another path; it is not written"));
                continue;
            }
            let here = folder(&one.path);
            if audience == Audience::Lead
                && !is_ours(&one.region)
                && !leads.contains(&here)
                && others.contains(&here)
            {
                let message =
                    format!("`{}` is for you alone, and others read the pages beside it", one.what);
                let problem = Diagnostic::file(Code::AudiencesMixed, one.path.as_str(), message);
                said.push(problem.hint("give its template another `path:`; it is not written"));
                continue;
            }
            kept.push(one);
        }
        self.said.extend(said);
        kept
    }

    /// What is to be made, in the order of the templates and the people.
    fn jobs(&mut self) -> Vec<Job<'a>> {
        let mut jobs = Vec::new();
        let anybody = self.model.reports().any(|person| !self.model.is_dormant(person));
        for page in self.templates.pages.iter().filter(|page| !page.once) {
            let of_person = matches!(page.made_for, For::OneOnOne | For::Person);
            if !self.model.config.page(&page.name, is_on(page))
                || self.ask.only.is_some() && !of_person
            {
                continue;
            }
            if page.own && shipped_audience(&page.name) > Some(page.audience) {
                let file = format!("{}{}.md", crate::vault::vault::TEMPLATE_FOLDER, page.file);
                let message = format!(
                    "page `{}` is read by others, and takes what is yours alone",
                    page.name
                );
                let problem = Diagnostic::file(Code::AudiencesMixed, &file, message);
                self.said.push(problem.hint("give it another name and `path:`; it is not written"));
                continue;
            }
            match page.made_for {
                For::OneOnOne => self.for_meetings(page, &mut jobs),
                For::Day => jobs.push(Job::Days(page)),
                For::Person => {
                    let others = self.model.people.others();
                    let asked = others.filter(|person| self.is_asked(person));
                    let people =
                        asked.filter(|person| self.has_rollup(person) && !person.unreadable);
                    jobs.extend(people.map(|person| Job::Person(page, person)));
                }
                For::Team if anybody => jobs.push(Job::Team(page)),
                For::Lead if anybody => jobs.push(Job::Lead(page)),
                _ => {}
            }
        }
        jobs
    }

    fn make(&mut self, job: &Job<'a>) -> Vec<Wanted> {
        match job {
            Job::Meeting(page, person, date) => {
                self.for_meeting(page, person, *date).into_iter().collect()
            }
            Job::Person(page, person) => self.for_person(page, person).into_iter().collect(),
            Job::Days(page) => self.for_days(page),
            Job::Team(page) => self.for_team(page),
            Job::Lead(page) => self.for_lead(page),
        }
    }

    fn for_meetings(&mut self, page: &'a Page, jobs: &mut Vec<Job<'a>>) {
        let people: Vec<&Person> =
            self.model.reports().filter(|person| self.is_asked(person)).collect();
        // Of whose note cannot be read the pages stay as they are.
        for person in people.into_iter().filter(|person| !person.unreadable) {
            let own = person.template.as_deref();
            if let Some(name) = own.filter(|_| page.file == "prep") {
                self.say_template(person, name);
            }
            match page.name == "prep" {
                // Chosen by the people who name it, or by their first meeting.
                true if page.file != "prep" => continue,
                false if own == Some(&page.file) => continue,
                _ => {}
            }
            // Who wants coaxing gets the questions first, unless their note says no.
            let for_all = || self.model.config.pages.get("agenda") == Some(&true);
            if page.name == "agenda"
                && !person.agenda.unwrap_or_else(|| person.coaxing || for_all())
            {
                continue;
            }
            if page.name == "prep" {
                jobs.extend(self.skipped(person).into_iter().map(|date| {
                    let of_day = Page {
                        name: page.name.clone(),
                        path: page.path.clone(),
                        ..self.prep_page(person, date).clone()
                    };
                    Job::Meeting(Cow::Owned(of_day), person, date)
                }));
            }
            let Some(date) = self.due(person, page) else {
                continue;
            };
            let of_person = (page.name == "prep").then(|| Page {
                name: page.name.clone(),
                path: page.path.clone(),
                ..self.prep_page(person, date).clone()
            });
            let page = of_person.map_or(Cow::Borrowed(page), Cow::Owned);
            jobs.push(Job::Meeting(page, person, date));
        }
    }

    /// 1-2-1s that a note with a prep says are not held: their preps say so, for a week.
    fn skipped(&self, person: &Person) -> Vec<Day> {
        const SAID_DAYS: i64 = 7;
        let not_held = self.model.meetings.with(&person.id).filter(|meeting| {
            meeting.held_said == Some(false)
                && meeting.heading.is_none()
                && self.model.today.since(meeting.date) <= SAID_DAYS
        });
        let has_prep = |path: &NotePath| {
            let note = self.vault.notes.get(path);
            note.is_some_and(|note| note.region("prep").is_some())
        };
        not_held.filter(|meeting| has_prep(&meeting.path)).map(|meeting| meeting.date).collect()
    }
}

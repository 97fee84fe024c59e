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
    pub(crate) fn wanted_pages(&mut self) -> Vec<Wanted> {
        let jobs = self.jobs();
        let (vault, model, templates, ask) = (self.vault, self.model, self.templates, self.ask);
        let made = executor::map_each(vault.hands.as_ref(), jobs.len(), |at| {
            let mut said = Vec::new();
            let mut pages = Pages::new(vault, model, templates, ask, &mut said);
            let wanted = pages.pages_of_job(&jobs[at]);
            let files = pages.files;
            (wanted, files, said)
        });
        let (mut wanted, mut drawn) = (Vec::<Wanted>::new(), Vec::new());
        let mut taken: BTreeMap<(NotePath, String), String> = BTreeMap::new();
        let mut mixed: BTreeSet<(NotePath, String)> = BTreeSet::new();
        for (made, files, said) in made {
            let page = made.first().map(|page| (page.path.clone(), page.region.clone()));
            drawn.extend(files.into_iter().map(|file| (page.clone(), file)));
            self.said.extend(said);
            for one in made {
                let key = (one.path.clone(), one.region.clone());
                if let Some(first) = taken.insert(key.clone(), one.what.clone()) {
                    // Each is read by somebody else: none is written.
                    if self.readers_of_page(&one.region) == Some(Audience::Person) {
                        let message = format!(
                            "`{}` and `{first}` have other readers and would share this note",
                            one.what
                        );
                        let path = one.path.as_str();
                        let problem = Diagnostic::about_file(Code::AudiencesMixed, path, message);
                        let hint = "name the person in its path; none of them is written";
                        self.said.push(problem.hint(hint));
                        mixed.insert(key);
                        continue;
                    }
                    let message = format!("wanted for `{}` and for `{first}`", one.what);
                    self.said.push(Diagnostic::about_file(
                        Code::PathTaken,
                        one.path.as_str(),
                        message,
                    ));
                    continue;
                }
                wanted.push(one);
            }
        }
        wanted.retain(|one| !mixed.contains(&(one.path.clone(), one.region.clone())));
        let kept = self.keep_apart(wanted);
        self.files = self.shown_pictures(drawn, &kept);
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
                let problem = Diagnostic::about_file(Code::AudiencesMixed, &file, message);
                self.said.push(problem.hint("give it another name and `path:`; it is not written"));
                continue;
            }
            match page.made_for {
                For::OneOnOne => self.for_meetings(page, &mut jobs),
                For::Day => jobs.push(Job::Days(page)),
                For::Person => {
                    let others = self.model.people.other_people();
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

    fn pages_of_job(&mut self, job: &Job<'a>) -> Vec<Wanted> {
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
                jobs.extend(self.skipped_days(person).into_iter().map(|date| {
                    let of_day = Page {
                        name: page.name.clone(),
                        path: page.path.clone(),
                        ..self.prep_page(person, date).clone()
                    };
                    Job::Meeting(Cow::Owned(of_day), person, date)
                }));
            }
            let Some(date) = self.day_to_prepare(person, page) else {
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
    fn skipped_days(&self, person: &Person) -> Vec<Day> {
        const SAID_DAYS: i64 = 7;
        let not_held = self.model.meetings.meetings_with(&person.id).filter(|meeting| {
            meeting.held_said == Some(false)
                && meeting.heading.is_none()
                && self.model.today.days_since(meeting.date) <= SAID_DAYS
        });
        let has_prep = |path: &NotePath| {
            let note = self.vault.notes.get(path);
            note.is_some_and(|note| note.region("prep").is_some())
        };
        not_held.filter(|meeting| has_prep(&meeting.path)).map(|meeting| meeting.date).collect()
    }
}

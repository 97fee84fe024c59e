//! Pages that are made when somebody asks for them: a review, a hand-over.
//!
//! Their templates are like all others, and nobody keeps them up to date: they say what was known
//! on the day of the asking.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::model::model::Model;
use crate::pages::pages::{Ask, Pages};
use crate::pages::plan::Wanted;
use crate::pages::template::{For, Page, Templates};
use crate::pages::view::handover;
use crate::pages::view::handover::HandoverView;
use crate::pages::view::lens::Lens;
use crate::pages::view::review;
use crate::pages::view::review::ReviewView;
use crate::people::person::Person;
use crate::text::date::Day;
use crate::text::span::with_capital;
use crate::vault::vault::Vault;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedPage {
    /// The evidence of these days.
    Review {
        /// The first day.
        since: Day,
        /// The last day.
        until: Day,
    },
    /// What the next lead gets.
    Handover,
}

/// A page, and what is not in it.
#[derive(Debug)]
pub struct Made {
    /// The page.
    pub wanted: Wanted,
    /// What was left out: how many of what, and why.
    pub left_out: Vec<String>,
}

/// Makes the page.
///
/// # Errors
/// What is wrong with the template or with its path.
pub fn make_asked(
    vault: &Vault,
    model: &Model,
    person: &Person,
    asked: AskedPage,
) -> Result<Made, Diagnostic> {
    let (templates, trouble) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    let (made_for, date, name) = match asked {
        AskedPage::Review { until, .. } => (For::Review, until, "review"),
        AskedPage::Handover => (For::Handover, model.today, "handover"),
    };
    let page = templates.pages.iter().find(|page| page.made_for == made_for);
    let page: &Page = page.ok_or_else(|| {
        trouble.into_iter().next().unwrap_or_else(|| {
            let message = format!("no template is `for: {name}`");
            Diagnostic::about_file(
                Code::TemplateBad,
                &format!(".vault121/templates/{name}.md"),
                message,
            )
        })
    })?;
    let ask = Ask::default();
    let mut said = Vec::new();
    let pages = Pages::new(vault, model, &templates, &ask, &mut said);
    let path = pages.path_of(page, person, Some(date)).map_err(|why| {
        let message = format!("the path of page `{}`: {why}", page.name);
        Diagnostic::about_file(Code::TemplateBad, ".vault121/config.yml", message)
    })?;
    let (audience, about) = (page.audience, Some(&person.id));
    let lens = Lens { model, audience, path: &path, most: None, about };
    let (inner, left_out) = match asked {
        AskedPage::Review { since, until } => {
            let view = ReviewView::of(&lens, person, since, until);
            let left_out = review::left_out(&lens, person, since, until);
            let words =
                |(what, count): (String, usize)| format!("{count} {}", plural_words(&what, count));
            (templates.render(page, &view)?, left_out.into_iter().map(words).collect())
        }
        AskedPage::Handover => {
            let view = HandoverView::of(&lens, person);
            let words = |row: handover::LeftOut| {
                format!("{} {} ({})", row.count, plural_words(&row.what, row.count), row.why)
            };
            let left_out = handover::left_out(&lens, person).into_iter();
            (templates.render(page, &view)?, left_out.map(words).collect())
        }
    };
    let title = format!("{} {} {date}", with_capital(&page.name), person.name);
    let front = pages.front_matter_of(&path, &title, &page.name, Some(person), Some(date));
    let what = format!("{} of {}", page.name, person.name);
    let region = page.name.clone();
    Ok(Made { wanted: Wanted { path, region, inner, what, front, once: None }, left_out })
}

/// `high fives` of more than one `high five`; what cannot be counted stays as it is.
fn plural_words(what: &str, count: usize) -> String {
    const COUNTED: &[&str] = &[
        "high five",
        "watch out",
        "goal",
        "promise",
        "topic",
        "mood",
        "answer",
        "outcome",
        "line",
    ];
    let word = COUNTED.iter().find(|word| what.starts_with(**word)).filter(|_| count != 1);
    word.map_or_else(|| what.to_owned(), |word| format!("{word}s{}", &what[word.len()..]))
}

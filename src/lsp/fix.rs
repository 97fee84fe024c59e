//! Quick fixes: what the way out of a complaint asks for, as an edit.
//!
//! A fix is made of the hint that `check` prints, so the two cannot say different things. One
//! that would not take the complaint away, or cannot be placed for sure, is not offered. Each code
//! has fixes, or a reason why it has none.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::lsp::buffer::Buffer;
use crate::lsp::desk::Desk;
use crate::lsp::mend::{Asked, Fix, in_front};
use crate::lsp::mend_day as day;
use crate::lsp::mend_front as front;
use crate::lsp::mend_line as line;
use crate::lsp::mend_marks as marks;
use crate::lsp::mend_people as people;
use crate::lsp::reread::helps;

/// The fixes of one complaint.
pub fn fixes(desk: &Desk<'_>, buffer: &Buffer, problem: &Diagnostic) -> Vec<Fix> {
    let asked = Asked::of(desk, buffer, problem);
    let mut fixes = match near(&asked) {
        near if near.is_empty() => of_code(&asked),
        near => near,
    };
    // What it adds is still to be filled in.
    let code = problem.code;
    let here = |fix: &Fix| fix.changes.iter().find(|(path, _)| *path == buffer.path).cloned();
    fixes.retain(|fix| {
        let same = |(_, changes): (_, Vec<_>)| helps(desk, buffer, problem, &changes);
        here(fix).is_none_or(same) || code == Code::HighFiveWithoutSkill
    });
    let mut titles: Vec<String> = Vec::new();
    fixes.retain(|fix| {
        let new = !titles.contains(&fix.title);
        titles.push(fix.title.clone());
        new
    });
    fixes
}

/// `did you mean …?`
fn near(asked: &Asked<'_>) -> Vec<Fix> {
    let hint = asked.problem.hint.as_deref().unwrap_or("");
    let offered = asked.offered();
    let Some(first) = offered.first().filter(|_| hint.starts_with("did you mean `")) else {
        return Vec::new();
    };
    let fix = match in_front(&asked.problem.message) {
        Some(_) => people::person_in_front(asked, first),
        None => line::replaced(asked, first),
    };
    fix.into_iter().collect()
}

fn of_code(asked: &Asked<'_>) -> Vec<Fix> {
    let today = asked.desk.known.model.today;
    let one = |fix: Option<Fix>| fix.into_iter().collect();
    let first = asked.offered().first().copied().unwrap_or("");
    match asked.problem.code {
        Code::WatchOutWithoutPath => one(asked.field_added("[path:: ]")),
        Code::GoalWithoutDue => one(asked.field_added("[due:: ]")),
        Code::NoDate => one(asked.field_added(&format!("[on:: {today}]"))),
        Code::DueInWords | Code::ShareUnsaid => line::fields(asked),
        Code::HighFiveWithoutSkill => {
            one(asked.field_added(&format!("#skill{}", asked.desk.tag_separator())))
        }
        Code::GoalWithoutStep => one(line::first_step(asked)),
        Code::GoalWithoutSlug => one(line::named_goal(asked)),
        Code::GoalUnknown => one(line::defined(asked)),
        Code::TeamGoalUnknown => one(line::defined_for_team(asked)),
        Code::NearTag if first.starts_with('#') => one(line::replaced(asked, first)),
        Code::DateUnreadable => day::readable(asked),
        Code::YearOdd => day::right_year(asked),
        Code::YearAssumed => one(day::year_above(asked)),
        Code::FieldOneColon => one(line::two_colons(asked)),
        Code::FieldLostDataview => one(line::parted(asked)),
        Code::FieldLostTasks => one(line::moved_to_end(asked)),
        Code::FieldBad => line::value(asked),
        Code::SeasonUnknown => line::season(asked),
        Code::StatusUnknown => line::boxed(asked),
        Code::FeedbackUnsorted => line::sorted(asked),
        Code::TagInHeading => one(line::below_heading(asked)),
        Code::HoldNear => line::held(asked),
        Code::AudienceNear if first.starts_with('[') => {
            let mut fixes = line::formed(asked, first);
            let helps =
                |fix: &Fix| helps(asked.desk, asked.buffer, asked.problem, &fix.changes[0].1);
            fixes.retain(helps);
            fixes.truncate(1);
            fixes
        }
        Code::AudienceNear | Code::DateMoved | Code::PersonArchived | Code::PersonNotPrepared => {
            front::offered(asked)
        }
        Code::DateDisagrees => one(day::of_name(asked)),
        Code::NotHeldByWords => one(held(asked)),
        Code::PolicyOld => one(front::set(asked, "reviewed", &today.to_string())),
        Code::PolicyUnknown => one(line::policy(asked)),
        Code::NoPerson => people::named(asked),
        Code::FeedbackWhose => people::whose(asked),
        Code::AmbiguousPerson => people::which(asked),
        Code::OwnerUnknown => people::owner(asked),
        Code::MeetingWithoutPerson | Code::OneOnOneMissed => {
            let mut fixes = people::met_with(asked);
            fixes.extend(front::offered(asked));
            fixes
        }
        Code::MeetingWithoutDate if asked.problem.line().is_none() => {
            one(front::set(asked, "date", &today.to_string()))
        }
        Code::HandleTwice => one(people::own_handle(asked)),
        Code::TwoLeads => one(front::taken_out(asked, "me")),
        Code::FrontMatterOpen => one(front::closed(asked)),
        Code::FrontMatterBad => one(front::quoted(asked)),
        Code::FrontMatterShape => front::shaped(asked),
        Code::CommentOpen => one(marks::comment(asked)),
        Code::FenceOpen => one(marks::fence(asked)),
        Code::RegionOpen => one(marks::end_line(asked)),
        Code::RegionUnmarked => one(marks::both_lines(asked)),
        Code::RegionCrossed => one(marks::one_name(asked)),
        Code::RegionPlace => one(marks::at_column_one(asked)),
        _ => Vec::new(),
    }
}

/// That a 1-2-1 took place: in its front matter, or below its heading.
fn held(asked: &Asked<'_>) -> Option<Fix> {
    let Some(line) = asked.problem.line() else { return front::set(asked, "held", "yes") };
    let headings = &asked.buffer.note.headings;
    headings.iter().find(|heading| heading.place.line == line)?;
    let ending = crate::text::span::line_ending(asked.text());
    let text = format!("{ending}{ending}held:: yes");
    Some(asked.insert("write `held:: yes`", asked.line.end, text))
}

/// Why a complaint of this code has no quick fix; nothing where there is one.
pub fn why_none(code: Code) -> Option<&'static str> {
    let why = match code {
        Code::NotUtf8
        | Code::TooLarge
        | Code::NotAFile
        | Code::Unreadable
        | Code::BadName
        | Code::PathTwins
        | Code::SyncLeftover
        | Code::PathTaken => "it is about the file, not about its text",
        Code::NestedVault => "it is about a folder",
        Code::ConflictMarks => "which side counts is for the one who merges",
        Code::RegionConflict
        | Code::RegionUnsafe
        | Code::RegionEdited
        | Code::RegionUnknown
        | Code::PageFight
        | Code::PageNotKept
        | Code::TickRefused
        | Code::WriteHeld
        | Code::WriteReduced
        | Code::Busy
        | Code::SaveConflict => "it is about how a page was written; `explain` says what to run",
        Code::RegionStray | Code::RegionNested | Code::RegionTwice => {
            "which of the lines is too many, only the lead can see"
        }
        Code::PrivatePart | Code::Withdrawn | Code::OlderLines => {
            "nothing is wrong: it only says how this is read"
        }
        Code::TwoKinds | Code::GoalContradiction => "which of the two counts is for the lead",
        Code::TagCut => "how the name is spelled without its sign is for the lead",
        Code::ScoreUnused => "the skill and the number are the person's own",
        Code::PerformanceIntention => "the intention is in the lead's words",
        Code::SlotClash => "which of the two meets at another time is for the lead",
        Code::CalendarUnreadable
        | Code::BatchFull
        | Code::NobodyFound
        | Code::GlobEmpty
        | Code::ConfigUnknownKey
        | Code::ConfigBadValue
        | Code::ConfigUnreadable => "it is about the config, which is no note",
        Code::TemplateBad | Code::TemplateHeld | Code::AudiencesMixed => {
            "it is about a template, which is no note"
        }
        Code::Leak | Code::StagedPrivate | Code::StagedStale => {
            "it is about what is staged in git, not about the note that is open"
        }
        _ => return None,
    };
    Some(why)
}

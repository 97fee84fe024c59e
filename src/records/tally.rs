//! What each note shows of the habits of a vault: counted note by note, so that what one note adds
//! can be compared with what it added before.

use crate::kind::Kind;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::vocabulary::Sense;
use crate::people::meetings::Meetings;
use crate::people::people::People;
use crate::records::bare_owner::bare_owner;
use crate::records::customs::Customs;
use crate::records::line_shape::{is_label_text, thumb};
use crate::records::owner::{Form, Owner, read_owed};
use crate::records::resolver::Context;
use crate::text::date::Day;
use crate::text::executor::{self, Hands};
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use crate::vault::config::Config;
use crate::vault::layout::Layout;
use crate::vault::notes::Notes;

/// So many notes are one piece of work.
const PIECE: usize = 256;

/// The habits that these notes show, before anything is read by them.
pub(crate) fn tally_customs(
    config: &Config,
    known: (&Layout, &People, &Meetings),
    notes: &Notes,
    today: Day,
    hands: &dyn Hands,
) -> Customs {
    let read: Vec<&Note> = notes.values().filter(|note| note.refused.is_none()).collect();
    of_each(config, known, &read, today, hands, &|ctx, note| of_note(ctx, note))
}

/// The same of each of these, by what `of_one` finds in it.
pub(crate) fn of_each<N: Sync>(
    config: &Config,
    (layout, people, meetings): (&Layout, &People, &Meetings),
    notes: &[N],
    today: Day,
    hands: &dyn Hands,
    of_one: &(dyn Fn(&Context<'_>, &N) -> Customs + Sync),
) -> Customs {
    let none = Customs::default();
    let ctx = Context { config, layout, people, meetings, customs: &none, today };
    let pieces = executor::map_pieces(hands, notes, PIECE, |notes| {
        let mut piece = Customs::default();
        notes.iter().for_each(|note| piece.add_customs(&of_one(&ctx, note)));
        piece
    });
    let mut all = Customs::default();
    pieces.iter().for_each(|piece| all.add_customs(piece));
    all
}

/// Whether an item is a bullet below a heading for actions, which is a promise without a box.
fn below_actions(ctx: &Context<'_>, note: &Note, item: &Item) -> bool {
    let heading = item.heading().map(|at| note.headings[at].text.as_str());
    item.listed
        && item.parent().is_none()
        && !item.words.is_empty()
        && heading
            .is_some_and(|text| ctx.words().label_of(text).sense == Some(Sense::Kind(Kind::Action)))
}

/// Whether a line begins with a word of praise and a colon: `Kudos: …`.
fn begins_with_praise(text: &str) -> bool {
    const LONGEST: usize = 32;
    let near = &text.as_bytes()[..text.len().min(LONGEST)];
    let Some(colon) = near.iter().position(|byte| *byte == b':') else { return false };
    let label = text[..colon].trim_matches(['*', '_', ' ']);
    Lexicon::shipped().has("kinds.high-five.words", label)
}

/// Counts a heading, or a bold line alone, for praise or for critique.
fn add_head(customs: &mut Customs, sense: Option<Sense>) {
    customs.heads.0 += usize::from(sense == Some(Sense::Good));
    customs.praised += usize::from(sense == Some(Sense::Kind(Kind::HighFive)));
    customs.heads.1 += usize::from(sense.and_then(Sense::sorted_kind) == Some(Kind::WatchOut));
}

/// What one note adds.
pub(crate) fn of_note(ctx: &Context<'_>, note: &Note) -> Customs {
    let mut customs = Customs::default();
    let in_meeting_note = ctx.meetings.is_meeting_note(&note.path);
    if in_meeting_note {
        for heading in &note.headings {
            add_head(&mut customs, ctx.words().label_of(&heading.text).sense);
        }
    }
    for (at, item) in note.items.iter().enumerate() {
        let praise = item.kinds.iter().any(|(kind, _)| *kind == Kind::HighFive);
        customs.praise_tags += usize::from(praise);
        if !in_meeting_note {
            continue;
        }
        if let Some(text) = item.words.plain_words() {
            // Once a note is enough.
            if customs.praised == 0 && begins_with_praise(text) {
                customs.praised = 1;
            }
            customs.thumbs.0 += usize::from(thumb(text) == Some(true));
            customs.thumbs.1 += usize::from(thumb(text) == Some(false));
            if text.starts_with("**") {
                match ctx.words().opening_words(text).map(|opening| opening.sense) {
                    Some(Sense::Good) => customs.poles.0 += 1,
                    Some(Sense::Bad) => customs.poles.1 += 1,
                    _ => {}
                }
                if is_label_text(text) {
                    add_head(&mut customs, ctx.words().label_of(text).sense);
                }
            }
        }
        // A box is a promise with the tag of one, or with a person behind that of a follow-up:
        // `#followup/maya`.
        let of_person = || {
            let rests = item.kinds.iter().filter_map(|(_, rest)| rest.rsplit('/').next());
            rests.filter(|name| !name.is_empty()).any(|name| ctx.people.one_named(name).is_some())
        };
        let is_promise = item
            .kind()
            .is_none_or(|kind| kind == Kind::Action || kind == Kind::FollowUp && of_person());
        // A row of a table of promises has no box, and names who owes it.
        let listed = || below_actions(ctx, note, item);
        if item.task.is_none() && item.field("owner").is_none() && !listed() || !is_promise {
            continue;
        }
        let meeting = ctx.meetings.at_item(note, at);
        let Some(person) = meeting.map(|at| &ctx.meetings.all[at].person) else { continue };
        let owed = read_owed(ctx, item, Some(person), None);
        match owed.form {
            Form::Before => customs.before += 1,
            Form::Arrow => customs.arrows += 1,
            Form::Sign => customs.signs += 1,
            Form::End => {
                let one_of_both = |id: &PersonId| ctx.people.is_me(id) || id == person;
                let said = match &owed.owner {
                    Owner::These(ids) => ids.iter().any(one_of_both),
                    _ => false,
                };
                customs.at_end += usize::from(said);
            }
            Form::Other => {}
        }
        if owed.owner == Owner::Unsaid && item.task.is_some() {
            match bare_owner(ctx, Some(person), &owed.text) {
                Some((id, _)) if id == *person => customs.bare.1 += 1,
                Some(_) => customs.bare.0 += 1,
                None => customs.bare.2 += 1,
            }
        }
        let boxes = customs.boxes.entry(person.clone()).or_default();
        boxes.all += 1;
        match owed.owner {
            Owner::Other => boxes.them += 1,
            Owner::These(ids) if ids.len() == 1 => {
                let lead = ctx.people.is_me(&ids[0]) || ids[0].as_str() == "me";
                boxes.lead += usize::from(lead);
                boxes.them += usize::from(ids[0] == *person);
            }
            _ => {}
        }
    }
    customs.boxes.values_mut().for_each(|boxes| boxes.notes = (boxes.lead + boxes.them).min(1));
    customs
}

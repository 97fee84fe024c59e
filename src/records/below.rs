//! What stands below feedback is seen by whom the feedback is given to, and not before.

use crate::kind::Audience;
use crate::note::parse::Note;
use crate::records::feedback::{self, Times};
use crate::records::record::Entry;
use crate::records::resolver::Context;
use crate::records::seasons::Seasons;
use std::collections::BTreeMap;

/// Closes every entry that stands below feedback which is held or was not given yet.
pub fn close_below_held(ctx: &Context<'_>, entries: &mut [Entry<'_>], seasons: &Seasons) {
    let mut given: BTreeMap<(*const Note, usize), Audience> = BTreeMap::new();
    let has_children = entries.iter().any(|entry| entry.item.parent().is_some());
    let feedback = entries.iter().filter(|entry| has_children && entry.kind.is_feedback());
    for entry in feedback.filter(|entry| entry.note.children_of(entry.at).next().is_some()) {
        given.insert(
            (std::ptr::from_ref(entry.note), entry.at),
            audience_today(ctx, entry, seasons),
        );
    }
    if given.is_empty() {
        return;
    }
    for entry in entries {
        let parent = |at: &usize| entry.note.items[*at].parent();
        for above in std::iter::successors(entry.item.parent(), parent) {
            if let Some(audience) = given.get(&(std::ptr::from_ref(entry.note), above)) {
                entry.limit = entry.limit.min(*audience);
            }
        }
    }
}

/// Who may see a piece of feedback today: of several people the narrowest, of nobody the lead.
fn audience_today(ctx: &Context<'_>, entry: &Entry<'_>, seasons: &Seasons) -> Audience {
    let times = Times { config: ctx.config, meetings: ctx.meetings, seasons };
    let all = feedback::feedback_of_entry(ctx, entry, seasons, &mut Vec::new());
    let audiences = all.iter().map(|one| one.audience_in(times.state_on(one, ctx.today)));
    audiences.min().unwrap_or(Audience::Lead)
}

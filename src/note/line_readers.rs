//! Who may read a line, by all that it says in forms that are none of ours.

use crate::kind::{Audience, Kind};
use crate::note::closed_front::{self, FieldReaders};
use crate::note::field::{FieldRef, Style};
use crate::note::markup::{Block, Markup, Opaque};
use crate::note::privacy::{self, Forms, Mark, is_private};
use crate::note::tag::Prose;
use crate::text::span::{Span, holding};

/// The forms in one line, which is a box or is none.
pub(crate) fn forms_in_line(
    is_task: bool,
    prose: &Prose<'_>,
    (markup, block): (&Markup, &Block),
    fields: &[FieldRef],
) -> Forms {
    let is_field = |at: usize| {
        holding(fields, at, |field| field.span)
            .is_some_and(|field| field.key == "audience" && field.style != Style::OneColon)
    };
    let skip = |at: usize| {
        let opaque = block.opaque_in(Span::new(at, at + 1)).iter();
        let mut closed = opaque.filter(|(_, what)| *what != Opaque::Html);
        markup.in_code(at) || closed.next().is_some() || is_field(at)
    };
    let Forms { marks: mut found, mut named } =
        privacy::closing_forms(prose.text, prose.span, &skip);
    let alone = |audience| Mark { audience, span: prose.span, private: false };
    found.extend(privacy::in_code(prose.str()).filter(|_| !is_task).map(alone));
    found.retain(|mark| !is_task || !privacy::is_lead_in_brackets(mark.span.of(prose.text)));
    // `visibility:: lead`, `share:: no`, `note:: private` as a line of its own.
    let says = |field: &&FieldRef| {
        let whole = field.style.is_line() && field.key != "audience";
        let is_private = || Kind::from_tag(&field.key).is_none() && is_private(&field.value);
        whole && (privacy::hides_from_others(&field.key, &field.value) || is_private())
    };
    for field in fields.iter().filter(says) {
        let span = Span::new(field.span.start, field.span.start);
        found.push(Mark { audience: Audience::Lead, span, private: true });
    }
    // `[hide:: yes]`, `[not-for:: alice]`
    for field in fields.iter().filter(|field| !field.style.is_line()) {
        match closed_front::of_field(&field.key, &field.value) {
            Some(FieldReaders::Closed) => {
                let span = Span::new(field.span.start, field.span.start);
                found.push(Mark { audience: Audience::Lead, span, private: true });
            }
            Some(FieldReaders::Named(one)) => named.push(one),
            None => {}
        }
    }
    // `%% private %%` behind a line.
    let inside =
        |comment: &&Span| comment.start >= prose.span.start && comment.end <= prose.span.end;
    for comment in markup.comments_in(prose.span).iter().filter(inside) {
        let inner = comment.of(prose.text).trim_matches(['%', '<', '>', '!', '-', ' ']);
        if is_private(inner) || Audience::from_word(inner) == Some(Audience::Lead) {
            found.push(Mark { audience: Audience::Lead, span: *comment, private: true });
        }
    }
    Forms { marks: found, named }
}

//! Who may read a line, by all that it says in forms that are none of ours.

use crate::kind::{Audience, Kind};
use crate::note::audience_form::may_name_audience;
use crate::note::closed_front::{self, FieldReaders};
use crate::note::field::{FieldRef, Style};
use crate::note::markup::{Block, Markup, Opaque};
use crate::note::named::NamedReaders;
use crate::note::privacy::{
    self, Forms, MAX_LABEL_BYTES, Mark, closing_marks, is_private, says_only_private,
};
use crate::note::private_start;
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
    found.extend(in_code(prose.str()).filter(|_| !is_task).map(alone));
    found.retain(|mark| !is_task || !privacy::is_lead_in_brackets(mark.span.of(prose.text)));
    let source = prose.str();
    let behind = privacy::behind_tags(source);
    let start = Span::new(prose.span.start, prose.span.start);
    if privacy::may_say_private(source) {
        let first = source.split('\n').next().unwrap_or(source);
        if private_start::begins_apart(source, behind) || private_start::holds_label(first) {
            found.push(Mark { audience: Audience::Lead, span: start, private: true });
        }
    }
    named.extend(private_start::letter(behind).map(|one| NamedReaders::Initial(one.to_owned())));
    let of_code = ends_in_code(source);
    found.extend(of_code.map(|audience| Mark { audience, span: start, private: false }));
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

/// What an item says that is nothing but code: `` `audience:: lead` ``.
fn in_code(source: &str) -> Option<Audience> {
    let inner = source.trim().strip_prefix('`')?.strip_suffix('`')?;
    if inner.contains('`') || inner.is_empty() || inner.len() > MAX_LABEL_BYTES {
        return None;
    }
    let marks = closing_marks(inner, Span::new(0, inner.len()), &|_| false);
    let marks = marks.into_iter().map(|mark| mark.audience).min();
    marks.or_else(|| says_only_private(inner).then_some(Audience::Lead))
}

/// The audience that a line names in code at its end: `… \`[audience:: lead]\``. A word such as
/// `private` there is one of a program.
fn ends_in_code(line: &str) -> Option<Audience> {
    let rest = line.trim_end().strip_suffix('`')?;
    let inner = &rest[rest.rfind('`')? + 1..];
    if inner.is_empty() || inner.len() > MAX_LABEL_BYTES || !may_name_audience(inner) {
        return None;
    }
    let marks = closing_marks(inner, Span::new(0, inner.len()), &|_| false);
    marks.into_iter().filter(|mark| !mark.private).map(|mark| mark.audience).min()
}

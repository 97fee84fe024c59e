//! What stands under the cursor, in a card: a person, a goal, a tag, a key, or how a line was read.

use crate::kind::Kind;
use crate::lsp::buffer::Buffer;
use crate::lsp::card;
use crate::lsp::complete::FRONT;
use crate::lsp::desk::Desk;
use crate::text::span::Span;
use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind};

/// The card for a byte of a buffer.
pub fn hover(desk: &Desk<'_>, buffer: &Buffer, at: usize) -> Option<Hover> {
    let (value, span) = card_at(desk, buffer, at)?;
    Some(Hover {
        contents: Contents::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value }),
        range: Some(desk.range(buffer, span)),
    })
}

fn card_at(desk: &Desk<'_>, buffer: &Buffer, at: usize) -> Option<(String, Span)> {
    let known = desk.known;
    if at < buffer.body {
        return front_matter_card(desk, buffer, at);
    }
    if let Some(region) = buffer.region_at(at) {
        let line = buffer.text.line_span(buffer.text.line_of(at));
        let text = format!(
            "Generated: the page `{}`. The next build makes it again, so write below it.\n\n\
             *Go to definition* leads to the source of this line.",
            region.name
        );
        return Some((text, line));
    }
    if let Some(mention) = buffer.mention_at(at) {
        let people = &known.model.people;
        let person = people.one_named(&mention.name).and_then(|id| people.with_id(&id).cloned());
        let text = match (person, people.nearest_name(&mention.name)) {
            (Some(person), _) => card::person_card(known, &person),
            (None, Some(near)) => {
                format!(
                    "`@{}` is no person that this vault knows. Did you mean `@{near}`?",
                    mention.name
                )
            }
            (None, None) => format!("`@{}` is no person that this vault knows.", mention.name),
        };
        return Some((text, mention.span));
    }
    if let Some(tag) = buffer.tag_at(at) {
        return tag_card(desk, buffer, tag);
    }
    if let Some(link) = buffer.link_at(at) {
        let names = [Some(&link.target), link.label.as_ref()].into_iter().flatten();
        let person = names.filter_map(|name| known.model.people.one_named(name)).next();
        if let Some(person) = person.and_then(|id| known.model.people.with_id(&id)) {
            return Some((card::person_card(known, person), link.span));
        }
    }
    let entry = known.entry_at(buffer, at);
    if let Some(entry) = entry {
        return Some((card::reading(known, buffer, &entry), buffer.line_of(entry.at)));
    }
    let item = buffer.item_at(at)?;
    let text = "A plain line: no tag, no box in a 1-2-1, no word that makes it one of ours.";
    Some((text.to_owned(), buffer.line_of(item)))
}

fn tag_card(
    desk: &Desk<'_>,
    buffer: &Buffer,
    tag: &crate::note::tag::TagRef,
) -> Option<(String, Span)> {
    let known = desk.known;
    let goals = known.goals_at(buffer, tag);
    if !goals.is_empty() {
        let cards: Vec<String> = goals.iter().map(|goal| card::goal_card(known, goal)).collect();
        return Some((cards.join("\n---\n"), tag.span));
    }
    let used = |name: &str, count: Option<&usize>| match count {
        Some(1) => format!("`{name}`: used once"),
        Some(count) => format!("`{name}`: used {count} times"),
        None => format!("`{name}`: used here for the first time"),
    };
    let text = match tag.path.split_once('/') {
        Some(("skill", name)) => used(name, known.skills.get(name)),
        Some(("way", name)) => used(name, known.ways.get(name)),
        _ => {
            let (kind, _) = known.spelling.kind_of_tag(&tag.path)?;
            let entry = known.entry_at(buffer, tag.span.start);
            let reading = entry.map(|entry| card::reading(known, buffer, &entry));
            let about = kind.row().what;
            match (kind, reading) {
                (Kind::Goal, None) => format!("{about} No goal of this name is known."),
                (_, None) => about.to_owned(),
                (_, Some(reading)) => format!("{about}\n\n{reading}"),
            }
        }
    };
    Some((text, tag.span))
}

/// A key of the front matter.
fn front_matter_card(desk: &Desk<'_>, buffer: &Buffer, at: usize) -> Option<(String, Span)> {
    let line = buffer.text.line_span(buffer.text.line_of(at));
    let (key, value) = line.of(buffer.str()).split_once(':')?;
    let people = &desk.known.model.people;
    let named = value.trim().trim_matches(['"', '\'', '[', ']', '@']);
    if ["person", "with", "attendees"].contains(&key.trim())
        && let Some(person) = people.one_named(named).and_then(|id| people.with_id(&id).cloned())
    {
        return Some((card::person_card(desk.known, &person), line));
    }
    let (_, what, values) = FRONT.iter().find(|(known, ..)| *known == key.trim())?;
    let values = match values {
        [] => String::new(),
        values => format!(": {}", values.join(", ")),
    };
    Some((format!("`{}` {what}{values}", key.trim()), line))
}

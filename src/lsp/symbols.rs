//! Symbols and folding: headings with the goals, promises and feedback below them, people; regions.

use crate::kind::Kind;
use crate::lsp::buffer::Buffer;
use crate::lsp::desk::Desk;
use crate::lsp::text::to_u32;
use crate::note::front_matter::Fence;
use crate::records::record::Source;
use crate::text::span::Span;
use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, FoldingRange, FoldingRangeKind, SymbolKind,
    WorkspaceSymbol, WorkspaceSymbolLocation,
};

/// More are not sent.
const MOST_SYMBOLS: usize = 256;

/// The symbols of a note: its headings as a tree, with its items in it.
pub fn of_note(desk: &Desk<'_>, buffer: &Buffer) -> Vec<DocumentSymbol> {
    let headings = &buffer.note.headings;
    let mut tree: Vec<(Option<usize>, DocumentSymbol, Option<usize>)> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let start = buffer.span_of_place(&heading.place).start;
        let line = buffer.text.line_span(buffer.text.line_of(start));
        let next = headings[at + 1..].iter().find(|next| next.level <= heading.level);
        let end = next.map_or(buffer.str().len(), |next| {
            let start = buffer.span_of_place(&next.place).start;
            buffer.text.line_span(buffer.text.line_of(start).saturating_sub(1)).end
        });
        let name = if heading.text.trim().is_empty() { "-" } else { &heading.text };
        let whole = Span::new(line.start, end.max(line.end));
        let symbol = symbol(desk, buffer, name, SymbolKind::String, "", whole, line);
        tree.push((heading.parent, symbol, Some(at)));
    }
    for entry in desk.known.entries_of(buffer, &mut Vec::new()) {
        let kind = match entry.kind {
            Kind::Goal => SymbolKind::Class,
            Kind::Action | Kind::FollowUp => SymbolKind::Event,
            kind if kind.is_feedback() => SymbolKind::Property,
            _ => continue,
        };
        let here =
            |source: &Source| source.path == entry.source.path && source.line == entry.source.line;
        // A promise without its owner: `call` of `me: call`.
        let promise = desk.known.model.actions.iter().find(|action| here(&action.source));
        let promise = promise.filter(|action| entry.text.ends_with(&action.text));
        let words = promise.map_or(entry.text.as_str(), |action| &action.text);
        if words.is_empty() {
            continue;
        }
        let line = buffer.line_of(entry.at);
        let status = entry.status.map(|status| format!(", {}", status.word())).unwrap_or_default();
        let detail = format!("{}{status}", entry.kind.spoken());
        let symbol = symbol(desk, buffer, words, kind, &detail, line, line);
        tree.push((entry.item.heading(), symbol, None));
    }
    symbols_below(&tree, None)
}

/// The symbols directly below a heading.
fn symbols_below(
    tree: &[(Option<usize>, DocumentSymbol, Option<usize>)],
    parent: Option<usize>,
) -> Vec<DocumentSymbol> {
    let here = tree.iter().filter(|(above, ..)| *above == parent);
    let mut symbols: Vec<DocumentSymbol> = here
        .map(|(_, symbol, heading)| {
            let children = heading.map(|at| symbols_below(tree, Some(at))).unwrap_or_default();
            let children = Some(children).filter(|children| !children.is_empty());
            DocumentSymbol { children, ..symbol.clone() }
        })
        .collect();
    symbols.sort_by_key(|symbol| symbol.range.start);
    symbols
}

#[expect(deprecated, reason = "the type has a field that the specification deprecates")]
fn symbol(
    desk: &Desk<'_>,
    buffer: &Buffer,
    name: &str,
    kind: SymbolKind,
    detail: &str,
    whole: Span,
    line: Span,
) -> DocumentSymbol {
    DocumentSymbol {
        name: name.to_owned(),
        detail: Some(detail.to_owned()).filter(|detail| !detail.is_empty()),
        kind,
        tags: None,
        deprecated: None,
        range: desk.range(buffer, whole),
        selection_range: desk.range(buffer, line),
        children: None,
    }
}

/// People, goals and open promises whose name or words fit a query.
pub fn of_vault(desk: &Desk<'_>, query: &str) -> Vec<WorkspaceSymbol> {
    let known = desk.known;
    let model = &known.model;
    let query: Vec<char> = query.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let fits = |name: &str| {
        let mut wanted = query.iter().copied().peekable();
        for c in name.to_lowercase().chars() {
            if wanted.peek() == Some(&c) {
                wanted.next();
            }
        }
        wanted.peek().is_none()
    };
    let whole: String = query.iter().collect();
    let mut symbols = Vec::new();
    let mut add = |name: String, kind, within: Option<String>, path, line| {
        if fits(&name) {
            let plain: String = name.to_lowercase().split_whitespace().collect();
            let far = !plain.contains(&whole);
            let symbol = WorkspaceSymbol {
                location: WorkspaceSymbolLocation::Location(desk.location(path, line)),
                data: None,
                base_symbol_information: BaseSymbolInformation {
                    name,
                    kind,
                    tags: None,
                    container_name: within,
                },
            };
            symbols.push((far, symbol));
        }
    };
    for person in model.people.by_id.values() {
        if let Some(path) = &person.path {
            let name = format!("{} @{}", person.name, person.id);
            add(name, SymbolKind::Interface, None, path, 1);
        }
    }
    for goal in &model.goals {
        let whose = Some(model.people.first_name_of(&goal.key.person));
        let name = format!("#goal/{} {}", goal.key.slug, goal.title);
        add(name, SymbolKind::Class, whose, &goal.source.path, goal.source.line);
    }
    for action in model.actions.iter().filter(|action| action.is_open()) {
        let whose = action.owner.as_ref().map(|owner| model.people.first_name_of(owner));
        let source = &action.source;
        add(action.text.clone(), SymbolKind::Event, whose, &source.path, source.line);
    }
    // What holds the query as it was typed comes first.
    symbols.sort_by_key(|(far, _)| *far);
    symbols.into_iter().map(|(_, symbol)| symbol).take(MOST_SYMBOLS).collect()
}

/// What folds: generated regions, front matter, and what stands below a heading.
pub fn folding_ranges(buffer: &Buffer) -> Vec<FoldingRange> {
    let mut folds = Vec::new();
    let mut add = |from: usize, to: usize, kind: Option<FoldingRangeKind>| {
        if to > from {
            folds.push(FoldingRange {
                start_line: to_u32(from),
                end_line: to_u32(to),
                kind,
                ..FoldingRange::default()
            });
        }
    };
    if let Fence::Closed { body, .. } = Fence::find(buffer.str()) {
        add(0, buffer.text.line_of(body).saturating_sub(1), Some(FoldingRangeKind::Imports));
    }
    for region in &buffer.regions {
        let from = buffer.text.line_of(region.whole.start);
        add(
            from,
            buffer.text.line_of(region.whole.end.saturating_sub(1)),
            Some(FoldingRangeKind::Region),
        );
    }
    let headings = &buffer.note.headings;
    for (at, heading) in headings.iter().enumerate() {
        let from = buffer.zero_based_line(heading.place.line);
        let next = headings[at + 1..].iter().find(|next| next.level <= heading.level);
        let mut to = match next {
            Some(next) => buffer.zero_based_line(next.place.line).saturating_sub(1),
            None => buffer.text.line_count() - 1,
        };
        while to > from && buffer.text.line_span(to).of(buffer.str()).trim().is_empty() {
            to -= 1;
        }
        add(from, to, None);
    }
    folds
}

//! The outline of a file, and what of it can be folded.

use std::collections::HashMap;

use gen_lsp_types::{DocumentSymbol, FoldingRange, FoldingRangeKind, SymbolKind};

use super::position::Lines;
use super::view::View;
use crate::fluent::Document;
use crate::fluent::document::{Entry, Level};
use crate::workbench::edit::block::{Block, blocks, end, start};
use crate::{Code, CodeBuf};

/// The groups of a file with their messages and terms, a code's with the name that the registry gives it.
pub(super) fn symbols(view: &View<'_>) -> Vec<DocumentSymbol> {
    let Some(document) = &view.document() else { return Vec::new() };
    let lines = view.lines(document);
    let names = names(view);
    let mut messages = blocks(document).peekable();
    let mut symbols: Vec<DocumentSymbol> = Vec::new();
    for group in groups(document) {
        let before = group.as_ref().map_or(usize::MAX, |group| group.first);
        while let Some(block) = messages.next_if(|block| block.entry < before) {
            symbols.push(message(&names, &lines, &block));
        }
        let Some(group) = group else { continue };
        let mut children = Vec::new();
        while let Some(block) = messages.next_if(|block| block.entry < group.after) {
            children.push(message(&names, &lines, &block));
        }
        if let Entry::Comment(_, comment) = &document.entries[group.first] {
            let name = comment.lines().next().unwrap_or_default().trim().to_owned();
            let heading = start(document, &document.entries[group.first]);
            let selection = lines.range(heading..end(document, group.first));
            let range = lines.range(heading..end(document, group.after - 1));
            symbols.push(symbol(name, None, SymbolKind::Namespace, range, selection, children));
        }
    }
    symbols
}

/// The groups, the messages with their comments where they have more than one line, and comments.
pub(super) fn foldings(view: &View<'_>) -> Vec<FoldingRange> {
    let Some(document) = &view.document() else { return Vec::new() };
    let lines = view.lines(document);
    let mut foldings = Vec::new();
    let mut fold = |range: std::ops::Range<usize>, kind| {
        let (first, last) = (lines.position(range.start).line, lines.position(range.end).line);
        if first < last {
            let (start_line, end_line) = (first, last);
            foldings.push(FoldingRange { start_line, end_line, kind, ..FoldingRange::default() });
        }
    };
    for group in groups(document).into_iter().flatten() {
        let heading = start(document, &document.entries[group.first]);
        fold(heading..end(document, group.after - 1), Some(FoldingRangeKind::Region));
    }
    for (number, entry) in document.entries.iter().enumerate() {
        let range = start(document, entry)..end(document, number);
        match entry {
            Entry::Definition(_) => fold(range, None),
            Entry::Comment(Level::Group, _) | Entry::Junk(_) => {}
            Entry::Comment(..) => fold(range, Some(FoldingRangeKind::Comment)),
        }
    }
    foldings
}

/// A group: the number of the entry that begins it, and of the one after its last.
struct Group {
    first: usize,
    after: usize,
}

/// The groups of a file in their order, and `None` after the last: for what follows no group. A comment of the group's
/// level without words ends one and begins none (Fluent's guide, “Group Comments”).
fn groups(document: &Document<'_>) -> Vec<Option<Group>> {
    let mut groups: Vec<Option<Group>> = Vec::new();
    let mut open: Option<usize> = None;
    for (number, entry) in document.entries.iter().enumerate() {
        if let Entry::Comment(Level::Group, comment) = entry {
            groups.extend(open.take().map(|first| Some(Group { first, after: number })));
            open = comment.lines().any(|line| !line.trim().is_empty()).then_some(number);
        }
    }
    groups.extend(open.map(|first| Some(Group { first, after: document.entries.len() })));
    groups.push(None);
    groups
}

fn message(names: &Names<'_>, lines: &Lines<'_>, block: &Block<'_, '_>) -> DocumentSymbol {
    let (document, definition) = (block.document, block.definition);
    let attribute = |attribute: &fluent_syntax::ast::Attribute<&str>| {
        let name = lines.range(document.range(attribute.id.name));
        symbol(
            format!(".{}", attribute.id.name),
            None,
            SymbolKind::Property,
            name,
            name,
            Vec::new(),
        )
    };
    let attributes = definition.attributes().iter().map(attribute).collect();
    let kind = if definition.is_term() { SymbolKind::Constant } else { SymbolKind::String };
    let range = lines.range(start(document, &document.entries[block.entry])..block.end);
    let selection = lines.range(document.range(definition.id));
    let name = definition.id.to_owned();
    let code = CodeBuf::from_message_id(definition.id);
    let detail = code.and_then(|code| names.get(&code.as_code()).map(|name| (*name).to_owned()));
    symbol(name, detail, kind, range, selection, attributes)
}

/// The names that the registry gives to codes.
type Names<'a> = HashMap<Code<'a>, &'a str>;

fn names<'a>(view: &View<'a>) -> Names<'a> {
    let entries = view.project.registry.iter().flat_map(|file| &file.entries);
    entries.filter_map(|placed| Some((placed.entry.code(), placed.entry.name()?))).collect()
}

#[allow(deprecated, reason = "the type has the field all the same")]
fn symbol(
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    range: gen_lsp_types::Range,
    selection_range: gen_lsp_types::Range,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    let children = (!children.is_empty()).then_some(children);
    DocumentSymbol {
        name,
        detail,
        kind,
        tags: None,
        deprecated: None,
        range,
        selection_range,
        children,
    }
}

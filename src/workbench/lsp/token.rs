//! What each name in a file is, for editors that colour by meaning.

use std::ops::Range;

use gen_lsp_types::{SemanticToken, SemanticTokens};

use super::subject::{Subject, subjects};
use super::view::View;
use crate::fluent::document::Entry;

/// The kinds of tokens, in the order of their numbers.
pub(super) const KINDS: [&str; 6] =
    ["comment", "function", "property", "parameter", "namespace", "enumMember"];

const COMMENT: u32 = 0;
const FUNCTION: u32 = 1;
const PROPERTY: u32 = 2;
const PARAMETER: u32 = 3;
const TERM: u32 = 4;
const VARIANT: u32 = 5;

/// The tokens of a file, each relative to the one before, as the protocol has them.
pub(super) fn tokens(view: &View<'_>) -> SemanticTokens {
    let mut tokens = SemanticTokens::default();
    let Some(document) = &view.document() else { return tokens };
    let (text, lines) = (document.text(), view.lines(document));
    let mut places: Vec<(Range<usize>, u32)> = Vec::new();
    for entry in &document.entries {
        match entry {
            Entry::Comment(_, comment) => {
                places.push((comment_lines(text, document.range(comment.as_str())), COMMENT))
            }
            Entry::Junk(_) => {}
            Entry::Definition(definition) => {
                if let Some(comment) = definition.comment() {
                    let range = document.range(comment.as_str());
                    places.push((comment_lines(text, range), COMMENT));
                }
                let kind = if definition.is_term() { TERM } else { PROPERTY };
                places.push((document.range(definition.id), kind));
                let attributes = definition.attributes().iter();
                places.extend(attributes.map(|it| (document.range(it.id.name), PROPERTY)));
                places.extend(keys(definition).map(|key| (document.range(key), VARIANT)));
                for (subject, range) in subjects(document, definition) {
                    let kind = match subject {
                        Subject::Variable(_) => PARAMETER,
                        Subject::Function(_) => FUNCTION,
                        Subject::Reference(id) if id.starts_with('-') => TERM,
                        _ => PROPERTY,
                    };
                    places.push((range, kind));
                }
            }
        }
    }
    places.sort_by_key(|(range, _)| range.start);
    let (mut line, mut character) = (0, 0);
    for (range, kind) in places {
        // A token stays on its line.
        for piece in text[range].split_inclusive('\n') {
            let piece = piece.trim_end_matches(['\n', '\r']);
            if piece.is_empty() {
                continue;
            }
            let start = lines.position(document.offset(piece));
            let delta_start =
                if start.line == line { start.character - character } else { start.character };
            tokens.data.push(SemanticToken {
                delta_line: start.line - line,
                delta_start,
                length: lines.width(piece),
                token_type: kind,
                token_modifiers_bitset: 0,
            });
            (line, character) = (start.line, start.character);
        }
    }
    tokens
}

/// The range of a comment with the signs in front of its first line.
fn comment_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    start..range.end
}

/// The keys of all variants of a definition.
fn keys<'d>(definition: &'d crate::fluent::Definition<'_>) -> impl Iterator<Item = &'d str> {
    use crate::fluent::walk::{Node, nodes};
    use fluent_syntax::ast::VariantKey;

    let mut keys = Vec::new();
    for pattern in definition.patterns() {
        nodes(pattern, &mut |node| {
            if let Node::Select(_, variants) = node {
                keys.extend(variants.iter().map(|variant| match variant.key {
                    VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name } => {
                        name
                    }
                }));
            }
        });
    }
    keys.into_iter()
}

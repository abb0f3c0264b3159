//! [`Passage`]: a text as documentation shows it, with terms in their places and every variant.

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement, Variant, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::fluent::Content;
use crate::workbench::edit::block::BlockIndex;

/// A text in pieces.
#[derive(Debug, PartialEq)]
pub(super) struct Passage(pub(super) Vec<Piece>);

#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    Text(String),
    /// A value that a program fills in, by its name.
    Variable(String),
    /// One of these, by what is filled in.
    Choice(Vec<Alternative>),
}

/// A variant of a selector.
#[derive(Debug, PartialEq)]
pub(super) struct Alternative {
    /// The key, such as `one`; `None` of the one that stands for all others.
    pub(super) key: Option<String>,
    pub(super) passage: Passage,
}

/// How deep references are followed. A sound catalog has no circle; this holds whatever the files say.
const DEPTH_LIMIT: usize = 100;

impl Passage {
    /// A text of a locale, whose terms and messages are these.
    pub(super) fn of(content: Content<'_>, blocks: &BlockIndex<'_, '_>) -> Passage {
        let mut writer = Writer { blocks, depth: 0, pieces: Vec::new() };
        writer.content(content);
        Passage(writer.pieces)
    }
}

struct Writer<'a, 'd, 's> {
    blocks: &'a BlockIndex<'d, 's>,
    depth: usize,
    pieces: Vec<Piece>,
}

impl Writer<'_, '_, '_> {
    fn content(&mut self, content: Content<'_>) {
        let pattern = match content {
            Content::Line(text) => return self.text(text),
            Content::Pattern(pattern) => pattern,
        };
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(before)) => before.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { variants, .. } => {
                let choice = variants.iter().map(|variant| self.alternative(variant)).collect();
                self.pieces.push(Piece::Choice(choice));
            }
        }
    }

    fn alternative(&self, variant: &Variant<&str>) -> Alternative {
        let key = match variant.key {
            VariantKey::Identifier { name } => name,
            VariantKey::NumberLiteral { value } => value,
        };
        let mut writer = Writer { pieces: Vec::new(), ..*self };
        writer.content(Content::of(&variant.value));
        let key = (!variant.default).then(|| key.to_owned());
        Alternative { key, passage: Passage(writer.pieces) }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::StringLiteral { value } => {
                self.text(&unescape_unicode_to_string(value));
            }
            InlineExpression::NumberLiteral { value } => self.text(value),
            InlineExpression::VariableReference { id } => {
                self.pieces.push(Piece::Variable(id.name.to_owned()));
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                arguments.positional.first().into_iter().for_each(|it| self.inline(it));
            }
            InlineExpression::TermReference { id, attribute, .. } => {
                let attribute = attribute.as_ref().map(|attribute| attribute.name);
                self.reference(&format!("-{}", id.name), attribute);
            }
            InlineExpression::MessageReference { id, attribute } => {
                self.reference(id.name, attribute.as_ref().map(|attribute| attribute.name));
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    /// What another message or a term says.
    fn reference(&mut self, id: &str, attribute: Option<&str>) {
        let definition = self.blocks.get(id).map(|block| block.definition);
        let content = definition.and_then(|definition| match attribute {
            None => definition.value(),
            Some(name) => definition.attribute(name).map(|found| Content::of(&found.value)),
        });
        match content {
            Some(content) if self.depth < DEPTH_LIMIT => {
                self.depth += 1;
                self.content(content);
                self.depth -= 1;
            }
            _ => self.text(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::Document;
    use crate::workbench::edit::block::blocks;

    /// A passage as a reader would write it down: `{name}`, and `[key: text | otherwise: text]`.
    fn plain(passage: &Passage) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Variable(name) => format!("{{{name}}}"),
            Piece::Choice(alternatives) => {
                let alternative = |it: &Alternative| {
                    let key = it.key.as_deref().unwrap_or("otherwise");
                    format!("{key}: {}", plain(&it.passage))
                };
                let all: Vec<String> = alternatives.iter().map(alternative).collect();
                format!("[{}]", all.join(" | "))
            }
        };
        passage.0.iter().map(piece).collect()
    }

    #[test]
    fn a_passage_has_terms_in_their_places_and_every_variant() {
        let terms = "-brand = Acme\n    .short = A\ncode-2 = of { -brand }\n    .detail = more\n";
        for (text, expected) in [
            ("plain", "plain"),
            ("two\n    lines", "two\nlines"),
            ("{ $id } and { $id }", "{id} and {id}"),
            ("{ NUMBER($limit, minimumFractionDigits: 1) } a second", "{limit} a second"),
            ("{ \"\\u0041\" }{ 5 }{ { $x } }", "A5{x}"),
            ("one { -brand }, { code-2 }, { code-2.detail }", "one Acme, of Acme, more"),
            ("{ $n ->\n [one] one\n *[other] { $n }\n }", "[one: one | otherwise: {n}]"),
            (
                "{ $n ->\n [0] none\n *[x] { $m ->\n *[y] { -brand }\n }\n }",
                "[0: none | otherwise: [otherwise: Acme]]",
            ),
            ("{ -missing }", "-missing"),
            ("{ code-1 }", "code-1"),
        ] {
            let file = format!("{terms}code-1 = {text}\n");
            let document = Document::parse(&file);
            let blocks: BlockIndex<'_, '_> = blocks(&document).collect();
            let value = blocks.get("code-1").and_then(|block| block.definition.value()).unwrap();
            assert_eq!(plain(&Passage::of(value, &blocks)), expected, "{text}");
        }
    }
}

//! How large a text grows when what it refers to is written into it, and whether it ever ends.
//!
//! The catalog refuses such messages when it is loaded; here they are found in files that are not sound
//! enough to be loaded.

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};
use rustc_hash::FxHashMap;

use super::context::{Entry, Locale};
use super::visit::{self, Node};
use crate::fluent::definition::Element;
use crate::fluent::flaw::PLACEABLE_LIMIT;

/// The values and attributes of a locale that have placeables, and what each refers to.
pub(super) struct References<'a> {
    texts: Vec<Text<'a>>,
    /// The number of each text by its identifier and, if it is one, the name of the attribute.
    numbers: FxHashMap<(&'a str, Option<&'a str>), usize>,
    targets: Vec<Vec<usize>>,
    sizes: Vec<Option<Size>>,
    locale: &'a Locale<'a>,
}

/// A message's value, or one of its attributes.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) entry: Entry<'a>,
    attribute: Option<&'a str>,
    elements: &'a [Element<'a>],
}

/// How large a text is at most.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Size {
    pub(super) placeables: usize,
    /// In bytes, arguments left out.
    pub(super) length: usize,
}

impl<'a> References<'a> {
    pub(super) fn of(locale: &'a Locale<'a>) -> References<'a> {
        let texts: Vec<Text<'a>> = locale.with_placeables().flat_map(Text::all).collect();
        let mut numbers = FxHashMap::default();
        for (number, text) in texts.iter().enumerate() {
            // Of two of one name the first counts.
            numbers.entry((text.entry.definition.id, text.attribute)).or_insert(number);
        }
        let sizes = vec![None; texts.len()];
        let mut references = References { texts, numbers, targets: Vec::new(), sizes, locale };
        references.targets = references.texts.iter().map(|text| references.targets(text)).collect();
        references
    }

    /// The texts that have placeables.
    pub(super) fn texts(&self) -> &[Text<'a>] {
        &self.texts
    }

    fn targets(&self, text: &Text<'a>) -> Vec<usize> {
        let mut targets = Vec::new();
        visit::nodes(text.elements, &mut |node| {
            if let Node::Inline(inline) = node {
                targets.extend(self.find(text.entry, inline).and_then(Result::ok));
            }
        });
        targets
    }

    /// What an expression refers to: a text that has placeables, by its number, or one that has none.
    fn find(
        &self,
        entry: Entry<'a>,
        inline: &InlineExpression<&'a str>,
    ) -> Option<Result<usize, (&'a str, Option<&'a str>)>> {
        let (id, attribute) = match inline {
            InlineExpression::MessageReference { id, attribute } => (id.name, attribute),
            InlineExpression::TermReference { id, attribute, .. } => {
                (entry.file.with_sign(id.name), attribute)
            }
            _ => return None,
        };
        let key = (id, attribute.as_ref().map(|attribute| attribute.name));
        Some(self.numbers.get(&key).copied().ok_or(key))
    }

    /// Every way in which texts lead back to themselves, from the first text to the one whose reference
    /// closes the circle.
    pub(super) fn cycles(&self) -> Vec<Vec<Text<'a>>> {
        let mut cycles = Vec::new();
        let mut is_done = vec![false; self.texts.len()];
        // Where each text stands on the way to where we are.
        let mut depths = vec![None; self.texts.len()];
        for start in 0..self.texts.len() {
            // Each text on the way, and how many of its targets were looked at.
            let mut way = vec![(start, 0)];
            while let Some((text, seen)) = way.last_mut() {
                let text = *text;
                if is_done[text] || *seen == self.targets[text].len() {
                    (is_done[text], depths[text]) = (true, None);
                    way.pop();
                    continue;
                }
                let target = self.targets[text][*seen];
                *seen += 1;
                depths[text] = Some(way.len() - 1);
                if let Some(first) = depths[target] {
                    cycles.push(way[first..].iter().map(|(text, _)| self.texts[*text]).collect());
                } else if !is_done[target] {
                    way.push((target, 0));
                }
            }
        }
        cycles
    }

    /// The size of a text; `None` if it does not end.
    pub(super) fn size(&mut self, number: usize) -> Option<Size> {
        self.size_below(number, &mut Vec::new())
    }

    fn size_below(&mut self, number: usize, way: &mut Vec<usize>) -> Option<Size> {
        if let Some(size) = self.sizes[number] {
            return Some(size);
        }
        // Each step is a placeable at least.
        if way.len() > PLACEABLE_LIMIT {
            return Some(Size { placeables: PLACEABLE_LIMIT + 1, length: 0 });
        }
        if way.contains(&number) {
            return None;
        }
        way.push(number);
        let text = self.texts[number];
        let size = self.elements(text.entry, text.elements, way);
        way.pop();
        self.sizes[number] = size;
        size
    }

    fn elements(
        &mut self,
        entry: Entry<'a>,
        elements: &[Element<'a>],
        way: &mut Vec<usize>,
    ) -> Option<Size> {
        let mut size = Size::default();
        for element in elements {
            size = size.plus(match element {
                PatternElement::TextElement { value } => {
                    Size { placeables: 0, length: value.len() }
                }
                PatternElement::Placeable { expression } => {
                    self.expression(entry, expression, way)?
                }
            });
        }
        Some(size)
    }

    fn expression(
        &mut self,
        entry: Entry<'a>,
        expression: &Expression<&'a str>,
        way: &mut Vec<usize>,
    ) -> Option<Size> {
        let placeable = Size { placeables: 1, length: 0 };
        Some(placeable.plus(match expression {
            Expression::Inline(InlineExpression::Placeable { expression }) => {
                self.expression(entry, expression, way)?
            }
            Expression::Inline(inline) => self.inline(entry, inline, way)?,
            Expression::Select { selector, variants } => {
                let mut longest = Size::default();
                for variant in variants {
                    let size = self.elements(entry, &variant.value.elements, way)?;
                    longest = longest.larger(size);
                }
                self.inline(entry, selector, way)?.plus(longest)
            }
        }))
    }

    fn inline(
        &mut self,
        entry: Entry<'a>,
        inline: &InlineExpression<&'a str>,
        way: &mut Vec<usize>,
    ) -> Option<Size> {
        if let InlineExpression::StringLiteral { value } = inline {
            return Some(Size { placeables: 0, length: value.len() });
        }
        match self.find(entry, inline) {
            Some(Ok(number)) => self.size_below(number, way),
            Some(Err((id, attribute))) => {
                let found = self.locale.find(id).map(Text::all).into_iter().flatten();
                let text = found.into_iter().find(|text| text.attribute == attribute);
                text.map_or(Some(Size::default()), |text| {
                    self.elements(text.entry, text.elements, way)
                })
            }
            None => Some(Size::default()),
        }
    }
}

impl<'a> Text<'a> {
    /// The value and the attributes of an entry.
    fn all(entry: Entry<'a>) -> impl Iterator<Item = Text<'a>> {
        let value =
            entry.definition.value().map(|elements| Text { entry, attribute: None, elements });
        let attributes = entry.definition.attributes.iter().map(move |attribute| Text {
            entry,
            attribute: Some(attribute.id.name),
            elements: &attribute.value.elements,
        });
        value.into_iter().chain(attributes)
    }

    /// `code-1`, or `code-1.title`.
    pub(super) fn name(&self) -> String {
        let id = self.entry.definition.id;
        self.attribute.map_or(id.to_owned(), |attribute| format!("{id}.{attribute}"))
    }

    /// The identifier, or the attribute's name.
    pub(super) fn slice(&self) -> &'a str {
        self.attribute.unwrap_or(self.entry.definition.id)
    }
}

impl Size {
    fn plus(self, other: Size) -> Size {
        Size {
            placeables: self.placeables.saturating_add(other.placeables),
            length: self.length.saturating_add(other.length),
        }
    }

    fn larger(self, other: Size) -> Size {
        Size {
            placeables: self.placeables.max(other.placeables),
            length: self.length.max(other.length),
        }
    }
}

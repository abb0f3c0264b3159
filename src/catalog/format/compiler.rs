//! [`Compiler`]: from the patterns of a file to those that are formatted without Fluent's resolver.
//!
//! It covers text, variables, string literals, selectors on a variable, and references to patterns of
//! these, which is nearly every message there is. What it does not cover is left to the resolver.

use std::cell::Cell;

use fluent_bundle::types::FluentNumberOptions;
use fluent_bundle::{FluentArgs, FluentValue};
use fluent_syntax::ast::{
    self, CallArguments, Expression, InlineExpression, NamedArgument, PatternElement,
};
use fluent_syntax::unicode::unescape_unicode_to_string;
use unic_langid::LanguageIdentifier;

use super::pattern::{Pattern, Segment, Select};
use super::selection::{Key, Plurals, key};
use crate::fluent::function::Function;
use crate::fluent::{Content, Definitions};

/// How much text of messages and terms is copied to where a locale refers to them, in bytes. Past it
/// the resolver does that work at each look-up, so that a small file cannot make a huge catalog.
const COPY_LIMIT: usize = 16 << 20;

/// Compiles the patterns of one locale.
pub(in crate::catalog) struct Compiler<'d, 'a> {
    plurals: Plurals,
    isolate: bool,
    definitions: &'d Definitions<'a>,
    copied: Cell<usize>,
}

impl<'d, 'a> Compiler<'d, 'a> {
    /// A compiler for a locale; `isolate` says whether what is inserted into a text is wrapped in
    /// U+2068 and U+2069 (UAX #9).
    pub(in crate::catalog) fn new(
        language: &LanguageIdentifier,
        isolate: bool,
        definitions: &'d Definitions<'a>,
    ) -> Compiler<'d, 'a> {
        let plurals = Plurals::of(language);
        Compiler { plurals, isolate, definitions, copied: Cell::new(0) }
    }

    /// Compiles a pattern; `None` if it needs Fluent's resolver. The entry must be sound: without
    /// cycles, and bounded.
    pub(in crate::catalog) fn compile(&self, content: Content<'_>) -> Option<Pattern> {
        let mut segments = Vec::new();
        self.content(content, Variables::Arguments, &mut segments)?;
        Some(Pattern::new(segments))
    }

    fn content(
        &self,
        content: Content<'_>,
        variables: Variables,
        segments: &mut Vec<Segment>,
    ) -> Option<()> {
        match content {
            Content::Line(text) => {
                push_text(text, segments);
                Some(())
            }
            Content::Pattern(pattern) => self.pattern(pattern, variables, segments),
        }
    }

    fn pattern(
        &self,
        pattern: &ast::Pattern<&str>,
        variables: Variables,
        segments: &mut Vec<Segment>,
    ) -> Option<()> {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => push_text(value, segments),
                PatternElement::Placeable { expression } => {
                    let isolate =
                        self.isolate && pattern.elements.len() > 1 && is_inserted(expression);
                    if isolate {
                        push_text("\u{2068}", segments);
                    }
                    self.expression(expression, variables, segments)?;
                    if isolate {
                        push_text("\u{2069}", segments);
                    }
                }
            }
        }
        Some(())
    }

    fn expression(
        &self,
        expression: &Expression<&str>,
        variables: Variables,
        segments: &mut Vec<Segment>,
    ) -> Option<()> {
        match expression {
            Expression::Inline(inline) => self.inline(inline, variables, segments),
            Expression::Select { selector, variants } => {
                let (variable, options) = selector_of(selector)?;
                if variables == Variables::None {
                    return None;
                }
                let compiled: Option<Vec<(Key, Pattern)>> = variants
                    .iter()
                    .map(|variant| {
                        let mut value = Vec::new();
                        self.pattern(&variant.value, variables, &mut value)?;
                        Some((Key::parse(key(variant)), Pattern::new(value)))
                    })
                    .collect();
                let selection = match options {
                    None => self.plurals.by_value(),
                    Some(options) => self.plurals.by_number(options),
                };
                let default = variants.iter().position(|variant| variant.default)?;
                segments.push(Segment::Select(Box::new(Select {
                    variable: variable.into(),
                    selection,
                    variants: compiled?.into_boxed_slice(),
                    default,
                })));
                Some(())
            }
        }
    }

    fn inline(
        &self,
        inline: &InlineExpression<&str>,
        variables: Variables,
        segments: &mut Vec<Segment>,
    ) -> Option<()> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                push_text(&unescape_unicode_to_string(value), segments);
                Some(())
            }
            InlineExpression::VariableReference { id } if variables == Variables::Arguments => {
                segments.push(Segment::Variable(id.name.into()));
                Some(())
            }
            InlineExpression::MessageReference { id, attribute: None } => {
                self.reference(id.name, variables, segments)
            }
            // A term sees the parameters of its call, and this one has none: no variable is set in it.
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                self.reference(&format!("-{}", id.name), Variables::None, segments)
            }
            InlineExpression::Placeable { expression } => {
                self.expression(expression, variables, segments)
            }
            _ => None,
        }
    }

    fn reference(&self, id: &str, variables: Variables, segments: &mut Vec<Segment>) -> Option<()> {
        let definition = self.definitions.find(id)?;
        self.copied.set(self.copied.get().saturating_add(definition.source().len()));
        if self.copied.get() > COPY_LIMIT {
            return None;
        }
        self.content(definition.value()?, variables, segments)
    }
}

/// Which variables a pattern sees.
#[derive(Clone, Copy, PartialEq)]
enum Variables {
    /// Those that the program gave.
    Arguments,
    /// None, in a term.
    None,
}

/// Whether the resolver isolates a placeable: all but references and literals, whose text the
/// translator wrote.
fn is_inserted(expression: &Expression<&str>) -> bool {
    !matches!(
        expression,
        Expression::Inline(
            InlineExpression::MessageReference { .. }
                | InlineExpression::TermReference { .. }
                | InlineExpression::StringLiteral { .. }
        )
    )
}

/// The variable of `{ $n -> … }`, or of `{ NUMBER($n, …) -> … }` with the options of the call.
fn selector_of<'s>(
    selector: &InlineExpression<&'s str>,
) -> Option<(&'s str, Option<FluentNumberOptions>)> {
    match selector {
        InlineExpression::VariableReference { id } => Some((id.name, None)),
        InlineExpression::FunctionReference { id, arguments }
            if id.name == Function::Number.name() =>
        {
            match &arguments.positional[..] {
                [InlineExpression::VariableReference { id }] => {
                    Some((id.name, Some(options_of(arguments))))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// The options of a call of NUMBER().
fn options_of(arguments: &CallArguments<&str>) -> FluentNumberOptions {
    let mut named = FluentArgs::with_capacity(arguments.named.len());
    for NamedArgument { name, value } in &arguments.named {
        match value {
            InlineExpression::StringLiteral { value } => named.set(name.name, *value),
            InlineExpression::NumberLiteral { value } => {
                named.set(name.name, FluentValue::try_number(value));
            }
            // The parser takes nothing else.
            _ => {}
        }
    }
    let mut options = FluentNumberOptions::default();
    options.merge(&named);
    options
}

/// Adds text, to the text at the end if there is one.
fn push_text(text: &str, segments: &mut Vec<Segment>) {
    match segments.last_mut() {
        Some(Segment::Text(before)) => *before = [before, text].concat().into(),
        _ => segments.push(Segment::Text(text.into())),
    }
}

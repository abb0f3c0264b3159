//! # What it does
//!
//! Finds an argument that a reference gives to a term and the term does not use, and a variable that a term
//! prints and a reference to it does not give. A variable that only selects has a default, `*[nominative]`,
//! and need not be given.
//!
//! # Why it matters
//!
//! The variables of a term are its parameters: it sees what a reference names, `{ -brand(case: "genitive") }`,
//! and nothing of what the program passes to the message. Without it, the reader sees `{$case}`, or the text
//! of another language. An argument that is not used is most often misspelled.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! -brand = { $case ->
//!    *[nominative] Codeword
//!     [genitive] Codewords
//! }
//! -version = Codeword { $number }
//! code-1 = Die Dateien { -brand(kase: "genitive") } fehlen
//! code-2 = { -version } ist veraltet
//! ```
//!
//! Good:
//!
//! ```ftl
//! -brand = { $case ->
//!    *[nominative] Codeword
//!     [genitive] Codewords
//! }
//! -version = Codeword { $number }
//! code-1 = Die Dateien { -brand(case: "genitive") } fehlen
//! code-2 = { -version(number: 2) } ist veraltet
//! ```

use fluent_syntax::ast::{
    CallArguments, Expression, InlineExpression, NamedArgument, Variant, VariantKey,
};

use crate::comparison::variables;
use crate::fluent::Content;
use crate::fluent::walk::{Node, inline_nodes};
use crate::workbench::check::context::CheckedLocale;
use crate::workbench::check::entry::CheckedEntry;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "term-argument",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("term_argument.rs")),
    check: Check::Locale(check),
};

fn check(locale: &CheckedLocale<'_>, reporter: &mut Reporter<'_>) {
    if !locale.entries().any(|entry| entry.definition.is_term()) {
        return;
    }
    for entry in locale.entries().filter(|entry| !entry.definition.is_plain()) {
        entry.each_node(&mut |node| {
            let Node::Inline(InlineExpression::TermReference { id, attribute, arguments }) = node
            else {
                return;
            };
            let id = entry.file.document.with_sign(id.name);
            let Some(term) = locale.find(id) else { return };
            let pattern = match attribute {
                Some(attribute) => {
                    let attribute = term.definition.attribute(attribute.name);
                    attribute.map(|attribute| Content::of(&attribute.value))
                }
                None => term.definition.value(),
            };
            if let Some(pattern) = pattern {
                compare(entry, id, arguments.as_ref(), pattern, reporter);
            }
        });
    }
}

/// What a reference gives beside what the pattern of the term asks for.
fn compare(
    entry: CheckedEntry<'_>,
    id: &str,
    arguments: Option<&CallArguments<&str>>,
    pattern: Content<'_>,
    reporter: &mut Reporter<'_>,
) {
    let named = arguments.map_or(&[][..], |arguments| &arguments.named);
    let used = variables(pattern);
    for argument in named.iter().filter(|argument| !used.contains(&argument.name.name)) {
        let name = argument.name.name;
        let help = match &used[..] {
            [] => format!("remove it: `{id}` has no variables"),
            used => format!("`{id}` has ${}", used.join(", $")),
        };
        let message = format!("`{id}` does not use the argument `{name}`");
        reporter.add(entry.file.at(name), message, help);
    }
    // One without a name was meant for it, and has a finding of its own.
    if arguments.is_some_and(|arguments| !arguments.positional.is_empty()) {
        return;
    }
    let mut lacking = Vec::new();
    printed(pattern, named, &mut lacking);
    lacking.dedup();
    for name in lacking {
        let message = format!("`{id}` prints `${name}`, which nothing gives it here");
        let help = format!(
            "write `{{ {id}({name}: \"…\") }}`; a term does not see the variables of a message"
        );
        reporter.add(entry.file.at(id), message, help);
    }
}

/// The variables that a pattern certainly prints and that are not given.
fn printed<'a>(pattern: Content<'a>, given: &[NamedArgument<&str>], lacking: &mut Vec<&'a str>) {
    pattern.placeables().for_each(|expression| printed_by(expression, given, lacking));
}

fn printed_by<'a>(
    expression: &'a Expression<&'a str>,
    given: &[NamedArgument<&str>],
    lacking: &mut Vec<&'a str>,
) {
    match expression {
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            printed_by(expression, given, lacking);
        }
        Expression::Inline(inline) => inline_nodes(inline, &mut |node| {
            if let Node::Inline(InlineExpression::VariableReference { id }) = node
                && argument(given, id.name).is_none()
            {
                lacking.push(id.name);
            }
        }),
        Expression::Select { selector, variants } => {
            if let Some(variant) = chosen(selector, variants, given) {
                printed(Content::of(&variant.value), given, lacking);
            }
        }
    }
}

/// The variant that a parameter selects; `None` where that takes more than to compare names.
fn chosen<'v, 'a>(
    selector: &InlineExpression<&str>,
    variants: &'v [Variant<&'a str>],
    given: &[NamedArgument<&str>],
) -> Option<&'v Variant<&'a str>> {
    let InlineExpression::VariableReference { id } = selector else { return None };
    let default = variants.iter().find(|variant| variant.default);
    match argument(given, id.name) {
        None => default,
        Some(InlineExpression::StringLiteral { value }) => {
            let has_name = |variant: &&Variant<&str>| matches!(variant.key, VariantKey::Identifier { name } if name == *value);
            variants.iter().find(has_name).or(default)
        }
        Some(_) => None,
    }
}

/// The value of an argument.
fn argument<'g, 's>(
    given: &'g [NamedArgument<&'s str>],
    name: &str,
) -> Option<&'g InlineExpression<&'s str>> {
    given.iter().find(|argument| argument.name.name == name).map(|argument| &argument.value)
}

//! # What it does
//!
//! Finds a message whose text is empty or blank, also when it is written as `{ "" }`.
//!
//! # Why it matters
//!
//! The reader gets nothing where an explanation was meant. A message that is not translated yet
//! should be left out: then the next language that the reader understands is used.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { "" }
//! code-2 =
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//! ```

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};

use super::{Check, File, Findings, Rule, Severity};
use crate::Code;
use crate::fluent::definition::Element;
use crate::workbench::check::fault::{Fault, judgements};

pub(super) const RULE: Rule = Rule {
    name: "empty-message",
    severity: Severity::Error,
    source: include_str!("empty_message.rs"),
    check: Check::File(check),
};

fn check(file: &File<'_>, findings: &mut Findings) {
    let help = "write a text, or remove the message until there is one";
    for judgement in judgements(file, Fault::EmptyMessage) {
        findings.add(file.character(judgement.offset), judgement.message, help);
    }
    for definition in file.document.definitions() {
        let id = definition.id;
        let has_no_text = match definition.value() {
            Some(value) => is_blank(value),
            None => Code::from_message_id(id).is_some(),
        };
        if has_no_text {
            findings.add(file.at(id), format!("`{id}` has no text"), help);
        }
        for attribute in
            definition.attributes.iter().filter(|attribute| is_blank(&attribute.value.elements))
        {
            let name = attribute.id.name;
            findings.add(file.at(name), format!("`{id}.{name}` has no text"), help);
        }
    }
}

fn is_blank(elements: &[Element<'_>]) -> bool {
    elements.iter().all(|element| match element {
        PatternElement::TextElement { value } => value.trim().is_empty(),
        PatternElement::Placeable { expression } => match expression {
            Expression::Inline(InlineExpression::StringLiteral { value }) => {
                value.trim().is_empty()
            }
            _ => false,
        },
    })
}

//! The rules, one file each, which says what the rule does, why it matters, and shows an example.
//!
//! What no catalog is built with is found by the judge of Fluent files: of such a rule, the file is a page.

mod ascii_ellipsis;
mod bad_locale;
mod bad_registry;
mod byte_order_mark;
mod code_without_message;
mod crlf;
mod double_space;
mod duplicate_name;
mod duplicate_variant;
mod edge_space;
mod extra_attribute;
mod extra_message;
mod extra_plural;
mod extra_reference;
mod extra_value;
mod final_mark;
mod final_newline;
mod foreign_placeholder;
mod glossary;
mod html;
mod invisible_character;
mod lost_comment;
mod lost_indent;
mod lost_literal;
mod lost_reference;
mod lost_variable;
mod message_without_entry;
mod misplaced_comment;
mod missing_attribute;
mod missing_file;
mod missing_message;
mod missing_plural;
mod missing_value;
mod mojibake;
mod no_plural_rules;
mod not_nfc;
mod number_mismatch;
mod only_other;
mod order;
mod plural_of_string;
mod punctuation_width;
mod question_mark;
mod repeated_word;
mod replacement_character;
mod retired_mark;
mod same_translation;
mod straight_quotes;
mod term_argument;
mod todo;
mod trailing_space;
mod unbalanced;
mod undeclared_argument;
mod undocumented_variable;
mod unknown_variable;
mod untranslated;
mod unused_allow;
mod unused_argument;
mod unused_term;
mod wrong_script;

use super::rule::{Check, Explanation, Rule, Severity};
use crate::fluent::flaw::FlawKind;

/// Every rule, by what it is about: bytes, structure, references, plurals, translation, content, the registry.
static RULES: [Rule; 87] = [
    flaw("invalid-utf8", FlawKind::InvalidUtf8, include_str!("invalid_utf8.md")),
    flaw("control-character", FlawKind::ControlCharacter, include_str!("control_character.md")),
    flaw("carriage-return", FlawKind::CarriageReturn, include_str!("carriage_return.md")),
    crlf::RULE,
    byte_order_mark::RULE,
    flaw("bidi-control", FlawKind::BidiControl, include_str!("bidi_control.md")),
    invisible_character::RULE,
    replacement_character::RULE,
    mojibake::RULE,
    not_nfc::RULE,
    trailing_space::RULE,
    final_newline::RULE,
    flaw("merge-conflict", FlawKind::MergeConflict, include_str!("merge_conflict.md")),
    flaw("syntax-error", FlawKind::SyntaxError, include_str!("syntax_error.md")),
    flaw("missing-default", FlawKind::MissingDefault, include_str!("missing_default.md")),
    flaw("tab-indent", FlawKind::TabIndent, include_str!("tab_indent.md")),
    flaw(
        "text-outside-message",
        FlawKind::TextOutsideMessage,
        include_str!("text_outside_message.md"),
    ),
    flaw("duplicate-id", FlawKind::DuplicateId, include_str!("duplicate_id.md")),
    flaw(
        "duplicate-attribute",
        FlawKind::DuplicateAttribute,
        include_str!("duplicate_attribute.md"),
    ),
    duplicate_variant::RULE,
    flaw("empty-message", FlawKind::EmptyMessage, include_str!("empty_message.md")),
    flaw("bad-id", FlawKind::BadId, include_str!("bad_id.md")),
    order::RULE,
    misplaced_comment::RULE,
    unknown_variable::RULE,
    lost_variable::RULE,
    flaw("unknown-term", FlawKind::UnknownTerm, include_str!("unknown_term.md")),
    flaw("unknown-message", FlawKind::UnknownMessage, include_str!("unknown_message.md")),
    flaw("unknown-attribute", FlawKind::UnknownAttribute, include_str!("unknown_attribute.md")),
    flaw("unknown-function", FlawKind::UnknownFunction, include_str!("unknown_function.md")),
    flaw("unknown-option", FlawKind::UnknownOption, include_str!("unknown_option.md")),
    flaw("function-argument", FlawKind::FunctionArgument, include_str!("function_argument.md")),
    flaw("option-value", FlawKind::OptionValue, include_str!("option_value.md")),
    flaw("fraction-digits", FlawKind::FractionDigits, include_str!("fraction_digits.md")),
    flaw("literal-digits", FlawKind::LiteralDigits, include_str!("literal_digits.md")),
    flaw("unicode-escape", FlawKind::UnicodeEscape, include_str!("unicode_escape.md")),
    flaw(
        "positional-argument",
        FlawKind::PositionalArgument,
        include_str!("positional_argument.md"),
    ),
    term_argument::RULE,
    flaw("cycle", FlawKind::Cycle, include_str!("cycle.md")),
    flaw("expansion-limit", FlawKind::ExpansionLimit, include_str!("expansion_limit.md")),
    flaw("nesting-limit", FlawKind::NestingLimit, include_str!("nesting_limit.md")),
    unused_term::RULE,
    lost_reference::RULE,
    extra_reference::RULE,
    missing_plural::RULE,
    extra_plural::RULE,
    only_other::RULE,
    no_plural_rules::RULE,
    plural_of_string::RULE,
    missing_message::RULE,
    extra_message::RULE,
    missing_value::RULE,
    extra_value::RULE,
    missing_attribute::RULE,
    extra_attribute::RULE,
    missing_file::RULE,
    untranslated::RULE,
    lost_comment::RULE,
    wrong_script::RULE,
    punctuation_width::RULE,
    flaw(
        "full-width-placeable",
        FlawKind::FullWidthPlaceable,
        include_str!("full_width_placeable.md"),
    ),
    foreign_placeholder::RULE,
    number_mismatch::RULE,
    lost_literal::RULE,
    final_mark::RULE,
    question_mark::RULE,
    unbalanced::RULE,
    html::RULE,
    edge_space::RULE,
    double_space::RULE,
    repeated_word::RULE,
    straight_quotes::RULE,
    ascii_ellipsis::RULE,
    todo::RULE,
    undocumented_variable::RULE,
    lost_indent::RULE,
    glossary::RULE,
    same_translation::RULE,
    bad_locale::RULE,
    bad_registry::RULE,
    duplicate_name::RULE,
    code_without_message::RULE,
    message_without_entry::RULE,
    undeclared_argument::RULE,
    unused_argument::RULE,
    retired_mark::RULE,
    unused_allow::RULE,
];

/// A rule about what the judge of Fluent files finds.
const fn flaw(name: &'static str, kind: FlawKind, page: &'static str) -> Rule {
    let explanation = Explanation::Page(page);
    Rule { name, severity: Severity::Error, explanation, check: Check::Flaw(kind) }
}

/// Every rule.
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// The rule of a name.
///
/// ```
/// use codeword::workbench::check;
///
/// assert!(check::rule("crlf").is_some());
/// assert!(check::rule("no-such-rule").is_none());
/// ```
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// The rules that look at one kind of thing, each with its number.
pub(super) fn of_kind<T>(pick: impl Fn(Check) -> Option<T>) -> Vec<(usize, T)> {
    let rules = RULES.iter().enumerate();
    rules.filter_map(|(number, rule)| Some((number, pick(rule.check)?))).collect()
}

/// The number of the rule about a flaw. A test holds that each has one.
pub(super) fn of_flaw(kind: FlawKind) -> usize {
    let is_of = |rule: &Rule| matches!(rule.check, Check::Flaw(known) if known == kind);
    RULES.iter().position(is_of).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_rule_explains_itself() {
        for rule in rules() {
            let explanation = rule.explanation();
            let mut at = 0;
            for heading in [
                "# What it does\n\n",
                "# Why it matters\n\n",
                "# Example\n\nBad:\n\n",
                "\n\nGood:\n\n",
            ] {
                let found = explanation[at..].find(heading);
                at += found.unwrap_or_else(|| panic!("{} lacks {heading:?}", rule.name));
            }
            assert!(!rule.summary().is_empty(), "{}", rule.name);
        }
    }

    #[test]
    fn each_flaw_has_one_rule_and_is_an_error() {
        let of =
            |kind| of_kind(|check| matches!(check, Check::Flaw(it) if it == kind).then_some(()));
        for kind in FlawKind::ALL {
            assert_eq!(of(kind).len(), 1, "{kind:?}");
            assert_eq!(RULES[of_flaw(kind)].severity, Severity::Error, "{kind:?}");
        }
    }

    #[test]
    fn names_are_those_of_the_files() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/workbench/check/rules");
        for rule in rules() {
            let (text, ending) = match rule.explanation {
                Explanation::Head(text) => (text, "rs"),
                Explanation::Page(text) => (text, "md"),
            };
            let file = folder.join(format!("{}.{ending}", rule.name.replace('-', "_")));
            assert_eq!(fs::read_to_string(&file).unwrap(), text, "{}", file.display());
            assert!(
                std::ptr::eq(super::rule(rule.name).unwrap(), rule),
                "{} is not unique",
                rule.name
            );
        }
    }
}

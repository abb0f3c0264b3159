//! The rules, one file each. Every file begins with what its rule does, why it matters, and an example.

mod ascii_ellipsis;
mod bad_id;
mod bad_locale;
mod bidi_control;
mod byte_order_mark;
mod carriage_return;
mod control_character;
mod crlf;
mod cycle;
mod double_space;
mod duplicate_attribute;
mod duplicate_id;
mod duplicate_variant;
mod edge_space;
mod empty_message;
mod expansion_limit;
mod extra_attribute;
mod extra_message;
mod extra_plural;
mod extra_reference;
mod extra_value;
mod final_newline;
mod fraction_digits;
mod full_width_placeable;
mod function_argument;
mod glossary;
mod html;
mod invalid_utf8;
mod invisible_character;
mod literal_digits;
mod lost_comment;
mod lost_indent;
mod lost_reference;
mod lost_variable;
mod misplaced_comment;
mod missing_attribute;
mod missing_default;
mod missing_file;
mod missing_message;
mod missing_plural;
mod missing_value;
mod nesting_limit;
mod not_nfc;
mod number_mismatch;
mod only_other;
mod option_value;
mod order;
mod plural_of_string;
mod punctuation_width;
mod replacement_character;
mod same_translation;
mod straight_quotes;
mod syntax_error;
mod tab_indent;
mod text_outside_message;
mod todo;
mod trailing_space;
mod unbalanced;
mod undocumented_variable;
mod unknown_attribute;
mod unknown_function;
mod unknown_message;
mod unknown_option;
mod unknown_term;
mod unknown_variable;
mod untranslated;
mod unused_allow;
mod unused_term;
mod wrong_script;

// What every rule says its finding with.
pub(super) use super::context::{CheckedLocale, CheckedProject, Comparison};
pub(super) use super::entry::{CheckedEntry, CheckedFile, CheckedPattern, EntryPair};
pub(super) use super::reporter::{Place, Reporter};
pub(super) use super::rule::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

/// Every rule, by what it is about: bytes, structure, references, plurals, translation, content.
static RULES: [Rule; 69] = [
    invalid_utf8::RULE,
    control_character::RULE,
    carriage_return::RULE,
    crlf::RULE,
    byte_order_mark::RULE,
    bidi_control::RULE,
    invisible_character::RULE,
    replacement_character::RULE,
    not_nfc::RULE,
    trailing_space::RULE,
    final_newline::RULE,
    syntax_error::RULE,
    missing_default::RULE,
    tab_indent::RULE,
    text_outside_message::RULE,
    duplicate_id::RULE,
    duplicate_attribute::RULE,
    duplicate_variant::RULE,
    empty_message::RULE,
    bad_id::RULE,
    order::RULE,
    misplaced_comment::RULE,
    unknown_variable::RULE,
    lost_variable::RULE,
    unknown_term::RULE,
    unknown_message::RULE,
    unknown_attribute::RULE,
    unknown_function::RULE,
    unknown_option::RULE,
    function_argument::RULE,
    option_value::RULE,
    fraction_digits::RULE,
    literal_digits::RULE,
    cycle::RULE,
    expansion_limit::RULE,
    nesting_limit::RULE,
    unused_term::RULE,
    lost_reference::RULE,
    extra_reference::RULE,
    missing_plural::RULE,
    extra_plural::RULE,
    only_other::RULE,
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
    full_width_placeable::RULE,
    number_mismatch::RULE,
    unbalanced::RULE,
    html::RULE,
    edge_space::RULE,
    double_space::RULE,
    straight_quotes::RULE,
    ascii_ellipsis::RULE,
    todo::RULE,
    undocumented_variable::RULE,
    lost_indent::RULE,
    glossary::RULE,
    same_translation::RULE,
    bad_locale::RULE,
    unused_allow::RULE,
];

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
        for rule in rules() {
            let file = format!("include_str!(\"{}.rs\")", rule.name.replace('-', "_"));
            assert!(rule.source.contains(&file), "{}", rule.name);
            assert!(
                std::ptr::eq(super::rule(rule.name).unwrap(), rule),
                "{} is not unique",
                rule.name
            );
        }
    }
}

//! The functions that a message may call, their options, and what is wrong with a call.

use std::fmt;

use fluent_syntax::ast::{CallArguments, InlineExpression, NamedArgument};

use super::document::Document;
use super::flaw::{Flaw, FlawKind};

/// A function of Fluent messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    /// `NUMBER($n)`: a number in the reader's digits.
    Number,
    /// `DATETIME($when)`: a date, a time or both.
    DateTime,
}

/// What an option of a function can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OptionValue {
    /// One of these words, as a string.
    Word(&'static [&'static str]),
    /// A whole number between these, both included.
    Count { least: u8, most: u8 },
}

/// The most fraction digits: a formatter would write gigabytes if it were asked to, and the plural
/// rules of fluent-rs panic past this.
pub(crate) const FRACTION_DIGITS_LIMIT: u8 = 20;

const DATE_STYLES: OptionValue = OptionValue::Word(&["full", "long", "medium", "short"]);
const FRACTION_DIGITS: OptionValue = OptionValue::Count { least: 0, most: FRACTION_DIGITS_LIMIT };

const NUMBER_OPTIONS: &[(&str, OptionValue)] = &[
    ("minimumIntegerDigits", OptionValue::Count { least: 1, most: 21 }),
    ("minimumFractionDigits", FRACTION_DIGITS),
    ("maximumFractionDigits", FRACTION_DIGITS),
    ("style", OptionValue::Word(&["decimal", "percent"])),
    ("type", OptionValue::Word(&["cardinal", "ordinal"])),
    ("useGrouping", OptionValue::Word(&["true", "false"])),
];

const DATETIME_OPTIONS: &[(&str, OptionValue)] =
    &[("dateStyle", DATE_STYLES), ("timeStyle", DATE_STYLES)];

impl Function {
    /// Every function.
    pub(crate) const ALL: [Function; 2] = [Function::Number, Function::DateTime];

    /// The function of a name.
    pub(crate) fn find(name: &str) -> Option<Function> {
        Function::ALL.into_iter().find(|function| function.name() == name)
    }

    /// The name in a message.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Function::Number => "NUMBER",
            Function::DateTime => "DATETIME",
        }
    }

    /// The options, each with what it can be.
    pub(crate) fn options(self) -> &'static [(&'static str, OptionValue)] {
        match self {
            Function::Number => NUMBER_OPTIONS,
            Function::DateTime => DATETIME_OPTIONS,
        }
    }
}

/// What is wrong with a call of the function of this name.
pub(super) fn call_flaws(
    document: &Document<'_>,
    name: &str,
    arguments: &CallArguments<&str>,
) -> Vec<Flaw> {
    let flaw = |at, kind, message, help| Flaw::new(document.range(at), kind, message, help);
    let Some(function) = Function::find(name) else {
        let (message, names) =
            (format!("there is no function `{name}`"), Function::ALL.map(Function::name));
        let help = format!("write {}", names.join(" or "));
        return vec![flaw(name, FlawKind::UnknownFunction, message, help)];
    };
    let mut flaws = Vec::new();
    let is_one = matches!(
        arguments.positional[..],
        [InlineExpression::VariableReference { .. } | InlineExpression::NumberLiteral { .. }]
            | [InlineExpression::StringLiteral { .. }]
    );
    if !is_one {
        let message = format!("`{name}` formats one variable or literal");
        let help = format!("write `{name}($name)`");
        flaws.push(flaw(name, FlawKind::FunctionArgument, message, help));
    }
    for NamedArgument { name: option, value } in &arguments.named {
        let known = function.options().iter().find(|(known, _)| *known == option.name);
        let Some((_, expected)) = known else {
            let known: Vec<&str> = function.options().iter().map(|(known, _)| *known).collect();
            let message = format!("`{name}` has no option `{}`", option.name);
            let help = format!("it has {}", known.join(", "));
            flaws.push(flaw(option.name, FlawKind::UnknownOption, message, help));
            continue;
        };
        if !expected.allows(value) {
            let kind = match expected {
                OptionValue::Word(_) => FlawKind::OptionValue,
                OptionValue::Count { .. } => FlawKind::FractionDigits,
            };
            let message = format!("`{}` cannot be that", option.name);
            flaws.push(flaw(option.name, kind, message, format!("write {expected}")));
        }
    }
    flaws
}

impl OptionValue {
    /// Whether an option can have this value.
    fn allows(self, value: &InlineExpression<&str>) -> bool {
        match (self, value) {
            (OptionValue::Word(words), InlineExpression::StringLiteral { value }) => {
                words.contains(value)
            }
            (OptionValue::Count { least, most }, InlineExpression::NumberLiteral { value }) => {
                value.parse::<u8>().is_ok_and(|count| (least..=most).contains(&count))
            }
            _ => false,
        }
    }
}

impl fmt::Display for OptionValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OptionValue::Word(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                write!(out, "one of {}", words.join(", "))
            }
            OptionValue::Count { least, most } => write!(out, "a number from {least} to {most}"),
        }
    }
}

//! [`Flaw`]: what makes a message impossible to format, in words.

use std::fmt;

use super::function::{Function, OptionValue};

/// The most placeables that a message may expand to.
pub(crate) const PLACEABLE_LIMIT: usize = 100;

/// The longest text that a message may expand to, without its arguments, in bytes: 64 KiB.
pub(crate) const LENGTH_LIMIT: usize = 64 << 10;

/// The most attributes of a message or a term that others refer to: they are searched one by one.
pub(crate) const ATTRIBUTE_LIMIT: usize = 100;

/// The most digits of a number in a message, before and behind its point: fluent-rs reads it as an
/// `f64`, which has no more.
pub(crate) const LITERAL_DIGITS_LIMIT: usize = 15;

/// Why a message cannot be formatted, and where that shows: a slice of the resource's text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Flaw<'s> {
    pub(crate) at: &'s str,
    pub(crate) kind: FlawKind,
}

/// The ways in which a message cannot be formatted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FlawKind {
    /// There is no such message or term.
    Unknown(String),
    UnknownAttribute {
        of: String,
        attribute: String,
    },
    /// A message that has attributes only is printed.
    NoText(String),
    UnknownFunction(String),
    UnknownOption {
        function: Function,
        option: String,
    },
    OptionValue {
        option: String,
        expected: OptionValue,
    },
    /// A function needs exactly one argument without a name, a variable or a literal.
    FunctionArgument(Function),
    LiteralDigits,
    Cycle(String),
    TooManyPlaceables,
    TooManyAttributes(String),
    TooLong,
    /// It refers to a message that has a flaw of its own.
    Unsound(String),
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

impl fmt::Display for FlawKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FlawKind::Unknown(id) => {
                write!(out, "`{id}` is not defined in this locale: define it or correct the name")
            }
            FlawKind::UnknownAttribute { of, attribute } => {
                write!(out, "`{of}` has no attribute `{attribute}`: add it or correct the name")
            }
            FlawKind::NoText(id) => {
                write!(out, "`{id}` has attributes but no text: refer to one of them, `{id}.name`")
            }
            FlawKind::UnknownFunction(name) => {
                let known: Vec<&str> = Function::ALL.iter().map(|known| known.name()).collect();
                write!(out, "there is no function `{name}`: use {}", known.join(" or "))
            }
            FlawKind::UnknownOption { function, option } => {
                let known: Vec<&str> = function.options().iter().map(|(known, _)| *known).collect();
                write!(
                    out,
                    "{} has no option `{option}`: use {}",
                    function.name(),
                    known.join(", ")
                )
            }
            FlawKind::OptionValue { option, expected } => {
                write!(out, "`{option}` must be {expected}")
            }
            FlawKind::FunctionArgument(function) => {
                let name = function.name();
                write!(out, "{name} takes one variable or literal: write `{name}($name)`")
            }
            FlawKind::LiteralDigits => {
                write!(
                    out,
                    "more than {LITERAL_DIGITS_LIMIT} digits before or behind the point: round the number"
                )
            }
            FlawKind::Cycle(id) => write!(out, "`{id}` refers back to itself: break the circle"),
            FlawKind::TooManyPlaceables => {
                write!(out, "this expands to more than {PLACEABLE_LIMIT} placeables: shorten it")
            }
            FlawKind::TooManyAttributes(id) => {
                write!(out, "`{id}` has more than {ATTRIBUTE_LIMIT} attributes: remove some")
            }
            FlawKind::TooLong => {
                write!(out, "this expands to more than {LENGTH_LIMIT} bytes: shorten it")
            }
            FlawKind::Unsound(id) => write!(out, "`{id}` has an error itself: mend it first"),
        }
    }
}

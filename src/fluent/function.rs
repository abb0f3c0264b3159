//! The functions that a message may call, and their options.

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

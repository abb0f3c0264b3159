//! [`Understood`]: what a sentence of an upstream says.

use super::block::Values;
use super::template::Template;
use crate::args::{Kind, Number};
use crate::{Args, Value};

/// What a sentence of an upstream says, by one of its [`Templates`](super::Templates).
#[derive(Clone, Debug)]
pub struct Understood<'a> {
    pub(super) template: &'a Template,
    pub(super) values: Values<'a>,
    pub(super) detail: &'a str,
}

impl<'a> Understood<'a> {
    /// The template, as it was written.
    pub fn template(&self) -> &'a str {
        self.template.text()
    }

    /// The attribute of the code's message that says the same, if the template names one.
    pub fn variant(&self) -> Option<&'a str> {
        self.template.variant()
    }

    /// The values by the names of their arguments, in the order of the sentence. A value that the sentence has
    /// twice is here twice.
    pub fn values(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.values.iter().copied()
    }

    /// What follows the sentence, from `: ` on; empty if nothing does.
    pub fn detail(&self) -> &'a str {
        self.detail
    }

    /// The values as arguments. One that is written as a number would be is a number, so that plural rules see
    /// it: `5`, `-1.50`, and neither `007` nor `1,000`.
    pub fn args(&self) -> Args<'a> {
        self.values().map(|(name, text)| (name, value(text))).collect()
    }

    /// The same, but for those that stand beside the text, which were not taken out of a sentence.
    pub(in crate::response) fn args_beside(&self, given: Option<&Args<'a>>) -> Args<'a> {
        let mut args = self.args();
        let given = given.into_iter().flat_map(Args::iter);
        args.extend(given.map(|(name, value)| (name.to_owned(), value.clone())));
        args
    }
}

/// What a text says as an argument: a number if that is displayed as the text is, or else the text.
pub(in crate::response) fn value(text: &str) -> Value<'_> {
    /// No `f64` has more, and 128 bits have 39.
    const DIGITS: usize = 40;
    let number = Number::parse(text.get(..DIGITS + 1).map_or(text, |_| ""));
    match number.map(|number| Value(Kind::Number(number))) {
        Some(number) if number.to_string() == text => number,
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_displayed_as_it_was_written() {
        for (text, is_number) in [
            ("5", true),
            ("-5", true),
            ("1.50", true),
            ("340282366920938463463374607431768211455", true),
            ("007", false),
            ("-0", false),
            ("1,000", false),
            ("1e3", false),
            ("0.1000000000000000055511151231257827021181583404541015625", false),
            ("NaN", false),
            ("", false),
        ] {
            let value = value(text);
            assert_eq!(matches!(value.0, Kind::Number(_)), is_number, "{text}");
            assert_eq!(value.to_string(), text);
        }
    }
}

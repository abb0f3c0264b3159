//! [`Template`]: one sentence of an upstream, and what it says of a message.

use super::block::Values;
use super::placeholder::{Part, parts};
use super::shape::{Shape, Split};
use crate::Error;

/// What a server writes between a sentence and a detail.
pub(in crate::response::policy) const SEPARATOR: &str = ": ";

/// One sentence of an upstream, and what it says of a message.
#[derive(Clone, Debug)]
pub(super) struct Template {
    /// As it was written.
    text: Box<str>,
    shape: Shape,
    /// The same with a detail after it.
    with_detail: Option<Shape>,
    /// The attribute of the message that says the same.
    variant: Option<Box<str>>,
    /// What the sentence says without a place: a variant for `[1]` is chosen by a 1.
    implied: Vec<(Box<str>, Box<str>)>,
}

impl Template {
    /// Reads a sentence with placeholders.
    ///
    /// # Errors
    ///
    /// `Error::is_invalid_policy`: see [`Shape::new`].
    pub(super) fn read(text: &str, variant: Option<&str>) -> Result<Template, Error> {
        Template::new(text, &parts(text), variant, Vec::new())
    }

    /// A sentence of these parts, `text` as it is written.
    ///
    /// # Errors
    ///
    /// `Error::is_invalid_policy`: see [`Shape::new`].
    pub(super) fn new(
        text: &str,
        parts: &[Part],
        variant: Option<&str>,
        implied: Vec<(Box<str>, Box<str>)>,
    ) -> Result<Template, Error> {
        let shape = Shape::new(parts)?;
        let with_detail = shape.followed_by(SEPARATOR, "");
        Ok(Template {
            text: text.into(),
            shape,
            with_detail,
            variant: variant.map(Into::into),
            implied,
        })
    }

    /// As it was written.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn variant(&self) -> Option<&str> {
        self.variant.as_deref()
    }

    /// Whether the other one is for the same sentences.
    pub(super) fn is_like(&self, other: &Template) -> bool {
        self.shape == other.shape && self.implied == other.implied
    }

    /// Whether it is a sentence without values.
    pub(super) fn is_constant(&self) -> bool {
        self.shape.is_constant()
    }

    /// The sentence with these values in its places, and how much it says, the sentence of an attribute the least;
    /// `None` if it lacks a value or implies another.
    #[cfg(feature = "preview")]
    pub(super) fn fill(
        &self,
        value: &dyn Fn(&str) -> Option<String>,
    ) -> Option<((bool, usize), String)> {
        let is_implied = |(name, implied): &(Box<str>, Box<str>)| {
            value(name).is_some_and(|value| *value == **implied)
        };
        if !self.implied.iter().all(is_implied) {
            return None;
        }
        let says = self.implied.len() + self.shape.places();
        Some(((self.variant.is_none(), says), self.shape.fill(value)?))
    }

    /// The values of a text that is this sentence.
    pub(super) fn split<'a>(&'a self, text: &'a str) -> Split<'a> {
        self.implying(self.shape.split(text))
    }

    /// The values of a text that begins with this sentence, and the detail from the separator on.
    pub(super) fn split_detail<'a>(&'a self, text: &'a str) -> (Split<'a>, &'a str) {
        let Some(shape) = &self.with_detail else { return (Split::Other, "") };
        match shape.split(text) {
            Split::Values(mut values) => {
                let detail = values.pop().map_or(0, |(_, detail)| detail.len() + SEPARATOR.len());
                // A detail ends the text, and the separator is before it.
                let detail = text.get(text.len() - detail..).unwrap_or_default();
                (self.implying(Split::Values(values)), detail)
            }
            split => (split, ""),
        }
    }

    /// With what the sentence says without a place.
    fn implying<'a>(&'a self, split: Split<'a>) -> Split<'a> {
        let Split::Values(mut values) = split else { return split };
        for (name, value) in &self.implied {
            let known = values.iter().find(|(known, _)| *known == &**name);
            match known {
                Some((_, other)) if *other != &**value => return Split::Other,
                Some(_) => {}
                None => values.push((name, value)),
            }
        }
        Split::Values(values)
    }
}

/// Whether two texts have the same values, in whatever order.
pub(super) fn are_equal(values: &Values<'_>, others: &Values<'_>) -> bool {
    let within = |some: &Values<'_>, all: &Values<'_>| some.iter().all(|value| all.contains(value));
    within(values, others) && within(others, values)
}

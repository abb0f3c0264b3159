//! [`Shape`]: the words of a sentence and the places between them, which takes a text apart.
//!
//! # Why a text is taken apart in one way only, and in linear time
//!
//! A sentence is blocks of words with places for texts between them; a number stands within a block, since its digits
//! say where it ends. The first block begins the text, the last one ends it, and each other is looked for where the
//! one before it has ended: no block is looked for twice, and there is no way back. That is the split with every block
//! as far left as can be. Another split exists if and only if some block also occurs further right, before the next
//! one begins: of two splits, take the last block in which they differ, which the other has further right. Those
//! stretches do not overlap either. So each byte of the text is a candidate for the start of a block twice at most, and
//! a candidate costs no more than the block is long, which the limits below bound.

use smallvec::SmallVec;

use super::block::{Block, Digits, Values};
use super::placeholder::Part;
use crate::Error;

/// The longest text that is taken apart, in bytes: a sentence, and not a document.
pub(super) const TEXT_LIMIT: usize = 8 << 10;

/// The longest template, in bytes.
const SENTENCE_LIMIT: usize = 2 << 10;

/// The most places in a template.
pub(super) const PLACE_LIMIT: usize = 32;

/// A sentence without its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    first: Block,
    /// Each place for a text, by name, with what follows it.
    rest: Vec<(Box<str>, Block)>,
}

/// A text, taken apart.
pub(super) enum Split<'a> {
    /// It is another sentence.
    Other,
    /// The values are not certain: it can be taken apart in several ways.
    Unclear,
    Values(Values<'a>),
}

impl Shape {
    /// The shape of a sentence.
    ///
    /// # Errors
    ///
    /// `Error::is_invalid_policy` if two places have nothing between them that tells where one ends, if there are no
    /// words, and for what is too long.
    pub(super) fn new(parts: &[Part]) -> Result<Shape, Error> {
        let refused = |text: String| Err(Error::invalid_policy(text));
        let mut shape = Shape { first: Block::default(), rest: Vec::new() };
        let (mut length, mut places, mut has_words) = (0, 0, false);
        let mut before: Option<&Part> = None;
        for part in parts {
            let block = shape.rest.last_mut().map_or(&mut shape.first, |(_, block)| block);
            match (before, part) {
                (Some(Part::Number { name, .. }), Part::Words(words))
                    if words.starts_with(|c: char| c.is_ascii_digit()) =>
                {
                    return refused(format!(
                        "a digit follows the number `{name}`, which has no end then: write the places of values \
                         with other characters between them"
                    ));
                }
                (_, Part::Words(words)) => {
                    has_words |= words.contains(char::is_alphanumeric);
                    length += words.len();
                    block.end().push_str(words);
                }
                (
                    Some(Part::Text(before) | Part::Number { name: before, .. }),
                    Part::Text(name) | Part::Number { name, .. },
                ) => {
                    return refused(format!(
                        "nothing stands between the values `{before}` and `{name}`, so that no one can tell where \
                         the first ends: write what the server writes between them"
                    ));
                }
                (_, Part::Text(name)) => {
                    places += 1;
                    shape.rest.push((name.as_str().into(), Block::default()));
                }
                (_, Part::Number { name, fraction }) => {
                    places += 1;
                    let digits = if *fraction { Digits::Decimal } else { Digits::Integer };
                    block.numbers.push((name.as_str().into(), digits, String::new()));
                }
            }
            before = Some(part);
        }
        if !has_words {
            return refused(
                "the sentence has no words of its own, and any text would be it".to_owned(),
            );
        }
        if length > SENTENCE_LIMIT || places > PLACE_LIMIT {
            return refused(format!(
                "the sentence is longer than {SENTENCE_LIMIT} bytes, or has more than {PLACE_LIMIT} values"
            ));
        }
        Ok(shape)
    }

    /// Whether it has no place for a value.
    pub(super) fn is_constant(&self) -> bool {
        self.rest.is_empty() && self.first.numbers.is_empty()
    }

    /// How many places for values it has.
    #[cfg(feature = "preview")]
    pub(super) fn places(&self) -> usize {
        let blocks = std::iter::once(&self.first).chain(self.rest.iter().map(|(_, block)| block));
        self.rest.len() + blocks.map(|block| block.numbers.len()).sum::<usize>()
    }

    /// The sentence with values in its places; `None` if one is missing.
    #[cfg(feature = "preview")]
    pub(super) fn fill(&self, value: &dyn Fn(&str) -> Option<String>) -> Option<String> {
        let mut text = String::new();
        self.first.fill(&mut text, value)?;
        for (name, block) in &self.rest {
            text.push_str(&value(name)?);
            block.fill(&mut text, value)?;
        }
        Some(text)
    }

    /// The shape of this sentence with more after it; `None` if its last place takes whatever comes.
    pub(super) fn followed_by(&self, separator: &str, name: &str) -> Option<Shape> {
        let mut shape = self.clone();
        let last = shape.rest.last_mut().map_or(&mut shape.first, |(_, block)| block);
        if last.is_empty() {
            return None;
        }
        last.end().push_str(separator);
        shape.rest.push((name.into(), Block::default()));
        Some(shape)
    }

    /// Takes a text apart.
    pub(super) fn split<'a>(&'a self, text: &'a str) -> Split<'a> {
        if text.len() > TEXT_LIMIT {
            return Split::Other;
        }
        let mut values = Values::new();
        // Where each block after the first begins, as far left as can be.
        let mut starts: SmallVec<[usize; 4]> = SmallVec::new();
        let Some(mut end) = self.first.read(text, 0, &mut values) else { return Split::Other };
        for (place, (name, block)) in self.rest.iter().enumerate() {
            let is_last = place + 1 == self.rest.len();
            let from = if is_last { block.earliest(text).max(end) } else { end };
            let Some(start) = block.find(text, from, text.len(), is_last) else {
                return Split::Other;
            };
            values.push((name, &text[end..start]));
            starts.push(start);
            // It was found there.
            let Some(found) = block.read(text, start, &mut values) else { return Split::Other };
            end = found;
        }
        if end < text.len() {
            return Split::Other;
        }
        let mut next = text.len();
        for (place, ((_, block), start)) in self.rest.iter().zip(&starts).enumerate().rev() {
            let is_last = place + 1 == self.rest.len();
            // An empty block is the last, and only at the end.
            if !block.is_empty() && block.find(text, start + 1, next, is_last).is_some() {
                return Split::Unclear;
            }
            next = *start;
        }
        // A value that the sentence has twice is the same both times.
        let is_other = |(name, value): &(&str, &str)| {
            values.iter().any(|(known, other)| known == name && other != value)
        };
        if values.iter().any(is_other) { Split::Other } else { Split::Values(values) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::policy::sentence::block::DIGIT_LIMIT;
    use crate::response::policy::sentence::placeholder::parts;

    fn shape(sentence: &str) -> Result<Shape, Error> {
        Shape::new(&parts(sentence))
    }

    /// The values between bars, `?` if they are not certain, `-` for another sentence.
    fn split(sentence: &str, text: &str) -> String {
        match shape(sentence).unwrap().split(text) {
            Split::Other => "-".to_owned(),
            Split::Unclear => "?".to_owned(),
            Split::Values(values) => {
                values.iter().map(|(_, value)| *value).collect::<Vec<_>>().join("|")
            }
        }
    }

    #[test]
    fn a_text_is_taken_apart_where_there_is_one_way() {
        for (sentence, text, expected) in [
            ("too many beats: %s", "too many beats: i-1: x", "i-1: x"),
            ("too many beats: %s", "too many beats: ", ""),
            ("too many beats: %s", "too many beat: i-1", "-"),
            ("Unknown column '%-.192s' in '%-.192s'", "Unknown column 'a' in 'b'", "a|b"),
            ("Unknown column '%s' in '%s'", "Unknown column 'a' in 'b' in 'c'", "?"),
            ("%s %q not found", "pods \"x\" not found", "pods|x"),
            ("Product '%s' not found", "Product 'it's' not found", "it's"),
            ("a %s", "a a a", "a a"),
            ("%s is not valid", "a is not valid is not valid", "a is not valid"),
            ("x%sx", "x", "-"),
            ("x%sx", "xx", ""),
            ("x%saa%s", "xaaa", "?"),
            ("x%saa%s", "xaa", "|"),
            // Numbers.
            ("at most %d per minute", "at most 5 per minute", "5"),
            ("at most %d per minute", "at most five per minute", "-"),
            ("at most %d.", "at most -12.", "-12"),
            ("at most %d.", "at most 1,000.", "-"),
            ("%f of %f%%.", "1.50 of 20%.", "1.50|20"),
            ("%d.%d is too old", "1.25 is too old", "1|25"),
            ("of %s %d", "of a b 5", "a b|5"),
            ("%s %d times", "3 3 times", "3|3"),
            ("%s: %d: %s left", "a: 5: b left", "a|5|b"),
            ("%s: %d: %s left", "a: 5: 6: b left", "?"),
            ("x %s-%d", "x a--5", "?"),
            // The same value twice.
            ("%1$s is not %1$s", "a is not a", "a|a"),
            ("%1$s is not %1$s", "a is not b", "-"),
            ("错误 %s 在 %s", "错误 é 在 \u{1F600}", "é|\u{1F600}"),
        ] {
            assert_eq!(split(sentence, text), expected, "{sentence}: {text}");
        }
    }

    #[test]
    fn what_cannot_be_taken_apart_is_refused() {
        let many = "a %s ".repeat(PLACE_LIMIT + 1);
        let long = "a".repeat(SENTENCE_LIMIT + 1);
        for (sentence, expected) in [
            ("the %s%s", "nothing stands between the values `arg0` and `arg1`"),
            ("the %d%s", "nothing stands between the values `arg0` and `arg1`"),
            ("the {a}{b}", "nothing stands between the values `a` and `b`"),
            ("the %d0", "a digit follows the number `arg0`"),
            ("%s", "the sentence has no words of its own"),
            ("%s: %s", "the sentence has no words of its own"),
            ("", "the sentence has no words of its own"),
            (&many, "the sentence is longer than 2048 bytes, or has more than 32 values"),
            (&long, "the sentence is longer than 2048 bytes, or has more than 32 values"),
        ] {
            let error = shape(sentence).unwrap_err();
            assert!(error.is_invalid_policy());
            assert!(error.to_string().starts_with(expected), "{error}");
        }
    }

    #[test]
    fn a_long_text_and_a_long_number_are_another_sentence() {
        assert_eq!(split("a %s", &format!("a {}", "b".repeat(TEXT_LIMIT))), "-");
        assert_eq!(split("a %d", &format!("a {}", "1".repeat(DIGIT_LIMIT))).len(), DIGIT_LIMIT);
        assert_eq!(split("a %d", &format!("a {}", "1".repeat(DIGIT_LIMIT + 1))), "-");
    }
}

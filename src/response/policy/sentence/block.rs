//! [`Block`]: words of a sentence that stand together, with the numbers among them, and where a text has them.

use memchr::memmem;
use smallvec::SmallVec;

/// The most digits on one side of a decimal point.
pub(super) const DIGIT_LIMIT: usize = 40;

/// The values of a sentence by the names of their arguments, in the order of the sentence.
pub(super) type Values<'a> = SmallVec<[(&'a str, &'a str); 4]>;

/// Words, and numbers with words after each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) words: String,
    pub(super) numbers: Vec<(Box<str>, Digits, String)>,
}

/// Whether a number may have a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    Integer,
    Decimal,
}

impl Block {
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.numbers.is_empty()
    }

    #[cfg(feature = "preview")]
    pub(super) fn fill(
        &self,
        text: &mut String,
        value: &dyn Fn(&str) -> Option<String>,
    ) -> Option<()> {
        text.push_str(&self.words);
        for (name, _, words) in &self.numbers {
            text.push_str(&value(name)?);
            text.push_str(words);
        }
        Some(())
    }

    /// The words that it ends with.
    pub(super) fn end(&mut self) -> &mut String {
        self.numbers.last_mut().map_or(&mut self.words, |(_, _, words)| words)
    }

    /// Before this, no block that ends a text begins.
    pub(super) fn earliest(&self, text: &str) -> usize {
        let numbers = self.numbers.iter();
        let longest =
            numbers.map(|(_, _, words)| words.len() + 2 * (DIGIT_LIMIT + 1)).sum::<usize>();
        text.len().saturating_sub(self.words.len() + longest)
    }

    /// Where it begins first from a place on, ending at another or before, or there and nowhere else.
    pub(super) fn find(&self, text: &str, from: usize, to: usize, is_last: bool) -> Option<usize> {
        let bytes = text.as_bytes();
        let finder = memmem::Finder::new(self.words.as_bytes());
        let mut from = from;
        loop {
            let start = from + finder.find(bytes.get(from..to)?)?;
            let end = self.read(text, start, &mut Values::new());
            if end.is_some_and(|end| if is_last { end == to } else { end <= to }) {
                return Some(start);
            }
            from = start + 1;
        }
    }

    /// Where it ends if it begins at a place; its numbers are added to the values.
    pub(super) fn read<'a>(
        &'a self,
        text: &'a str,
        start: usize,
        values: &mut Values<'a>,
    ) -> Option<usize> {
        #[cfg(test)]
        super::linear_time::count_read();
        let mut rest = text.get(start..)?.strip_prefix(&*self.words)?;
        for (name, digits, words) in &self.numbers {
            let (number, after) = rest.split_at(digits.length(rest)?);
            values.push((name, number));
            rest = after.strip_prefix(&**words)?;
        }
        Some(text.len() - rest.len())
    }
}

impl Digits {
    /// The length of the number that a text begins with: `5`, `-5`, and `1.50` where it may have a fraction. A
    /// number from a later start never ends earlier, on which the search counts.
    fn length(self, text: &str) -> Option<usize> {
        let count = |text: &str| {
            let digits = text.bytes().take(DIGIT_LIMIT + 1).take_while(u8::is_ascii_digit).count();
            (1..=DIGIT_LIMIT).contains(&digits).then_some(digits)
        };
        let sign = usize::from(text.starts_with('-'));
        let integer = sign + count(&text[sign..])?;
        let fraction = text[integer..].strip_prefix('.').filter(|_| self == Digits::Decimal);
        match fraction.filter(|text| text.starts_with(|c: char| c.is_ascii_digit())) {
            Some(fraction) => Some(integer + 1 + count(fraction)?),
            None => Some(integer),
        }
    }
}

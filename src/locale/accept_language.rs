//! Accept-Language: language ranges with their weights (RFC 9110 §12.5.4, §12.4.2).

use super::subtags::Subtags;
use super::tag::{Tag, plain};

/// How many ranges of a header are looked at.
pub(super) const MAX_RANGES: usize = 64;

/// How many bytes of a header are looked at.
const MAX_BYTES: usize = 4096;

/// The weight of a range without a weight, in thousandths.
const FULL_WEIGHT: u16 = 1000;

/// A language range. It is small, and refers to its text by the place in the header.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Range {
    subtags: Subtags,
    start: u16,
    end: u16,
    /// From 0, not acceptable, to 1000.
    pub(super) weight: u16,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, Default)]
enum Kind {
    /// `*`
    #[default]
    Any,
    /// A tag without variants and extensions.
    Plain,
    /// A tag of any form.
    Tag,
}

impl Range {
    /// The range as it is written, without its weight.
    pub(super) fn text(self, header: &str) -> &str {
        header.get(self.start.into()..self.end.into()).unwrap_or_default()
    }

    /// The language that is asked for; `None` for `*`.
    #[inline]
    pub(super) fn tag(self, header: &str) -> Option<Tag<'_>> {
        match self.kind {
            Kind::Any => None,
            Kind::Plain => Some(Tag { subtags: self.subtags, variants: "" }),
            Kind::Tag => Tag::parse(self.text(header)),
        }
    }
}

/// The ranges of a header, in its order. Never fails: an element that is neither a language tag nor
/// `*`, or whose weight is malformed, is skipped.
///
/// Only the first 4 KiB and the first 64 ranges are looked at.
pub(super) struct Ranges<'h> {
    header: &'h str,
    at: usize,
    left: usize,
}

impl<'h> Ranges<'h> {
    pub(super) fn new(header: &'h str) -> Ranges<'h> {
        Ranges { header: within_limit(header), at: 0, left: MAX_RANGES }
    }

    /// What browsers send, read in one go: a plain tag, with a weight of one decimal or without one.
    #[inline(always)]
    fn plain(&mut self) -> Option<Range> {
        let bytes = self.header.as_bytes();
        let start = self.at + usize::from(bytes.get(self.at) == Some(&b' '));
        let (subtags, length) = plain(bytes.get(start..)?)?;
        let end = start + length;
        let (weight, length) = match &bytes[end..] {
            [] | [b',', ..] => (FULL_WEIGHT, 0),
            [b';', b' ', parameter @ ..] => (one_decimal(parameter)?, 7),
            [b';', parameter @ ..] => (one_decimal(parameter)?, 6),
            _ => return None,
        };
        self.at = end + length + 1;
        let (start, end) = (start as u16, end as u16);
        Some(Range { subtags, start, end, weight, kind: Kind::Plain })
    }

    /// Any element: `zh-TW;q=0.8`, with white space around each part.
    #[cold]
    fn element(&mut self) -> Option<Range> {
        let rest = &self.header[self.at..];
        let element = rest.split_once(',').map_or(rest, |(element, _)| element);
        let from = self.at;
        self.at += element.len() + 1;

        let (text, weight) = match element.split_once(';') {
            Some((text, parameters)) => (text, weight(parameters)?),
            None => (element, FULL_WEIGHT),
        };
        let start = from + (text.len() - text.trim_start_matches(WHITE_SPACE).len());
        let text = trim(text);
        let (subtags, kind) = match text {
            "*" => (Subtags::default(), Kind::Any),
            _ => (Tag::parse(text)?.subtags, Kind::Tag),
        };
        let end = start + text.len();
        Some(Range { subtags, start: start as u16, end: end as u16, weight, kind })
    }
}

impl Iterator for Ranges<'_> {
    type Item = Range;

    #[inline(always)]
    fn next(&mut self) -> Option<Range> {
        while self.left > 0 && self.at < self.header.len() {
            if let Some(range) = self.plain().or_else(|| self.element()) {
                self.left -= 1;
                return Some(range);
            }
        }
        None
    }
}

/// The part of a header that is looked at: whole elements.
fn within_limit(header: &str) -> &str {
    if header.len() <= MAX_BYTES {
        return header;
    }
    let comma = header.as_bytes()[..MAX_BYTES].iter().rposition(|&byte| byte == b',');
    &header[..comma.unwrap_or(0)]
}

/// The weight among the parameters of a range, in thousandths; `None` if it is malformed.
fn weight(parameters: &str) -> Option<u16> {
    let weight = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        trim(name).eq_ignore_ascii_case("q").then(|| trim(value))
    });
    weight.map_or(Some(FULL_WEIGHT), thousandths)
}

/// Reads a `qvalue`: a number from 0 to 1, with up to three decimals.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, decimals) = match *text.as_bytes() {
        [whole @ (b'0' | b'1')] => (whole, [b'0'; 3]),
        [whole @ (b'0' | b'1'), b'.', ref decimals @ ..] => {
            let mut digits = [b'0'; 3];
            digits.get_mut(..decimals.len())?.copy_from_slice(decimals);
            (whole, digits)
        }
        _ => return None,
    };
    let mut thousandths = u16::from(whole - b'0');
    for digit in decimals {
        thousandths = thousandths * 10 + char::from(digit).to_digit(10)? as u16;
    }
    (thousandths <= FULL_WEIGHT).then_some(thousandths)
}

/// The weight `q=0.8` at the end of an element, in thousandths.
fn one_decimal(parameter: &[u8]) -> Option<u16> {
    match parameter.strip_prefix(b"q=0.")? {
        [digit @ b'0'..=b'9'] | [digit @ b'0'..=b'9', b',', ..] => {
            Some(u16::from(digit - b'0') * 100)
        }
        _ => None,
    }
}

/// Without optional white space around it.
fn trim(text: &str) -> &str {
    text.trim_matches(WHITE_SPACE)
}

/// `OWS` (RFC 9110 §5.6.3).
const WHITE_SPACE: [char; 2] = [' ', '\t'];

#[cfg(test)]
mod tests {
    use super::*;

    fn elements(header: &str) -> Vec<(&str, u16)> {
        Ranges::new(header).map(|range| (range.text(header), range.weight)).collect()
    }

    #[test]
    fn ranges_come_with_their_weights() {
        assert_eq!(
            elements("da, en-gb;q=0.8, en; q=0.75,sv;q=0, *;q=0.1"),
            [("da", 1000), ("en-gb", 800), ("en", 750), ("sv", 0), ("*", 100)]
        );
        assert_eq!(elements("zh-TW"), [("zh-TW", 1000)]);
        assert_eq!(elements("zh;q=0.5"), [("zh", 500)]);
    }

    #[test]
    fn a_weight_is_a_qvalue() {
        for (text, expected) in [
            ("0", 0),
            ("0.", 0),
            ("0.0", 0),
            ("0.001", 1),
            ("0.5", 500),
            ("0.75", 750),
            ("1", 1000),
            ("1.", 1000),
            ("1.000", 1000),
        ] {
            assert_eq!(thousandths(text), Some(expected), "{text}");
            assert_eq!(elements(&format!("en;q={text}")), [("en", expected)], "{text}");
        }
        for text in [
            "", "2", "1.5", "1.001", "0.1234", ".5", "-1", "+1", "0.x", "00", "1e0", "0.½", "0.5.5",
        ] {
            assert_eq!(thousandths(text), None, "{text}");
            assert_eq!(elements(&format!("en;q={text}")), [], "{text}");
        }
    }

    #[test]
    fn white_space_case_and_other_parameters_do_not_matter() {
        assert_eq!(
            elements(" zh\t; Q=0.5 ,\ten ;level=1; q=0.4;x=\"y\" ,de;version=2,fr; q=0.3 ,  it"),
            [("zh", 500), ("en", 400), ("de", 1000), ("fr", 300), ("it", 1000)]
        );
        assert_eq!(elements("fr;q=0.3;q=0.9"), [("fr", 300)]);
    }

    #[test]
    fn malformed_elements_are_skipped() {
        for header in [
            "", ",", " , ,, ", ";q=1", "en;q=2", "en;q", "en;q=", "e n", "中文", "en-*", "en--US",
            "-", "x-mine", "\0", "**", "english", "en-",
        ] {
            assert_eq!(elements(header), [], "{header:?}");
            assert_eq!(elements(&format!("{header},de")), [("de", 1000)], "{header:?}");
        }
    }

    #[test]
    fn long_headers_are_cut_at_an_element() {
        let many = vec!["en"; 100].join(",");
        assert_eq!(elements(&many).len(), MAX_RANGES);

        let long = format!("en,{},de", "x".repeat(MAX_BYTES));
        assert_eq!(elements(&long), [("en", 1000)]);
        let within = format!("en{}zh-TW", ",".repeat(MAX_BYTES - 4));
        assert_eq!(elements(&within), [("en", 1000)], "zh-TW would be cut to zh");
        assert_eq!(elements(&"中".repeat(MAX_BYTES)), []);
    }
}

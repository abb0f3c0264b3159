//! [`Collector`]: puts the members of objects together into pairs of a code and its text.

use std::ops::Range;

use smallvec::SmallVec;

use super::defect::Defect;
use super::fields::{Fields, NodeSet};
use super::string::Literal;
use crate::Code;

/// A code and the text that belongs to it, where a body has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    pub(crate) code: Code,
    /// The bytes between the text's quotes.
    pub(crate) text: Range<usize>,
    /// Whether the text has escapes, so that its bytes are not its characters.
    pub(crate) escaped: bool,
    /// Where the object of its arguments begins.
    pub(crate) args: Option<usize>,
    /// Which of the pairs of [`Fields`] it is.
    pub(crate) pair: usize,
}

/// Most bodies have one.
pub(crate) type Occurrences = SmallVec<[Occurrence; 1]>;

/// The fields of the objects that are open, and what was found in those that are closed.
pub(super) struct Collector<'a> {
    fields: &'a Fields,
    /// Few: only members that have the name of a field. Those of outer objects come first.
    members: SmallVec<[Member<'a>; 4]>,
    found: &'a mut Occurrences,
    /// How many pairs were passed over in objects that are closed.
    odd: usize,
}

/// A member that has the name of a field.
#[derive(Clone, Copy)]
struct Member<'a> {
    place: Place,
    value: Value<'a>,
}

/// Which field of which object.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    /// The level of the object that the pair is in: how many containers are around it.
    level: u8,
    node: u8,
}

/// The value of a field.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    Text {
        literal: Literal<'a>,
        /// Where its closing quote stands.
        end: usize,
    },
    /// `None` for an integer that is not a code, such as -1.
    Integer(Option<Code>),
    Object {
        start: usize,
    },
    Other,
}

/// This many digits always fit into 64 bits.
const EXACT_DIGITS: usize = 19;

impl Value<'_> {
    /// The value of a number with these digits.
    pub(super) fn of_number(digits: &[u8]) -> Self {
        let (digits, is_negative) = match digits {
            [b'-', digits @ ..] => (digits, true),
            _ => (digits, false),
        };
        let mut number = 0_u64;
        for digit in digits.iter().map(|byte| byte.wrapping_sub(b'0')) {
            if digit > 9 {
                return Value::Other;
            }
            number = number.wrapping_mul(10).wrapping_add(digit.into());
        }
        let is_exact = digits.len() <= EXACT_DIGITS;
        let code = u32::try_from(number).ok().filter(|_| is_exact && !is_negative);
        Value::Integer(code.map(Code::new))
    }
}

impl<'a> Collector<'a> {
    pub(super) fn new(fields: &'a Fields, found: &'a mut Occurrences) -> Collector<'a> {
        Collector { fields, members: SmallVec::new(), found, odd: 0 }
    }

    /// Keeps a value, which belongs to some fields and stands in the innermost of `open` containers.
    pub(super) fn add(&mut self, open: u8, nodes: NodeSet, value: Value<'a>) -> Result<(), Defect> {
        let mut left = nodes;
        while left != 0 {
            let node = left.trailing_zeros() as u8;
            left &= left - 1;
            // A field of depth 1 is a member of the very object that its pair is in.
            let place = Place { level: open - self.fields.depth(node), node };
            if self.find(place).is_some() {
                return Err(Defect::DuplicateKey);
            }
            self.members.push(Member { place, value });
            // Almost always, it is in its place already.
            let members = &mut self.members[..];
            for index in (1..members.len()).rev() {
                if members[index - 1].place.level <= place.level {
                    break;
                }
                members.swap(index - 1, index);
            }
        }
        Ok(())
    }

    /// Takes the pairs of the innermost object, which is at `level`, and forgets its members.
    pub(super) fn close(&mut self, level: u8) {
        if self.members.last().is_some_and(|member| member.place.level == level) {
            self.odd += self.take_pairs(level);
            let outer = self.members.iter().rposition(|member| member.place.level < level);
            self.members.truncate(outer.map_or(0, |index| index + 1));
        }
    }

    /// Takes the pairs of the object at `level`. Returns how many are passed over, since their code is not
    /// an integer or their text is not a string.
    pub(super) fn take_pairs(&mut self, level: u8) -> usize {
        let mut odd = 0;
        for (pair, leaves) in self.fields.pairs().iter().enumerate() {
            let find = |node| self.find(Place { level, node });
            match (find(leaves.code), find(leaves.text)) {
                (None, _) | (_, None) => {}
                (Some(Value::Integer(Some(code))), Some(&Value::Text { literal, end })) => {
                    let args = match find(leaves.args) {
                        Some(Value::Object { start }) => Some(*start),
                        _ => None,
                    };
                    let (code, escaped) = (*code, literal.escaped);
                    let text = end - literal.bytes.len()..end;
                    self.found.push(Occurrence { code, text, escaped, args, pair });
                }
                (Some(Value::Integer(None)), Some(Value::Text { .. })) => {}
                _ => odd += 1,
            }
        }
        odd
    }

    /// Whether a pair was found already.
    pub(super) fn has_found(&self) -> bool {
        !self.found.is_empty()
    }

    /// Sorts what was found by the places of the texts. Returns how many pairs were passed over.
    pub(super) fn finish(&mut self) -> usize {
        // The pair of an outer object is complete only after those within it. Where two pairs share a
        // text, the first one gets it.
        if self.found.len() > 1 {
            self.found.sort_by_key(|occurrence| occurrence.text.start);
            self.found.dedup_by_key(|occurrence| occurrence.text.start);
        }
        self.odd
    }

    fn find(&self, place: Place) -> Option<&Value<'a>> {
        let mut inner = self.members.iter().rev();
        let member = inner.find(|member| member.place == place)?;
        Some(&member.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_an_integer_of_32_bits() {
        let code = |digits: &str| match Value::of_number(digits.as_bytes()) {
            Value::Integer(code) => Some(code.map(Code::get)),
            _ => None,
        };
        for (digits, expected) in [
            ("0", Some(Some(0))),
            ("400142", Some(Some(400142))),
            ("4294967295", Some(Some(u32::MAX))),
            ("4294967296", Some(None)),
            ("9999999999999999999", Some(None)),
            // 2^64 + 1, which would be 1 again.
            ("18446744073709551617", Some(None)),
            ("-1", Some(None)),
            ("-0", Some(None)),
            ("1.0", None),
            ("1e2", None),
            ("123456789012345678901234567890.5", None),
        ] {
            assert_eq!(code(digits), expected, "{digits}");
        }
    }
}

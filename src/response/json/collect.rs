//! [`Collector`]: from the members of objects to pairs.

use std::ops::Range;

use smallvec::SmallVec;

use super::fields::{Fields, NodeSet};
use super::lexer::Literal;
use crate::Code;
use crate::response::Defect;

/// A code and the text that belongs to it, where they stand in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) code: Code,
    /// The bytes between the text's quotes.
    pub(crate) text: Range<usize>,
    /// Whether the text has escapes, so that its bytes are not its characters.
    pub(crate) escaped: bool,
    /// Where the object of its arguments begins.
    pub(crate) args: Option<usize>,
}

/// Most bodies have one pair.
pub(crate) type Pairs = SmallVec<[Pair; 1]>;

/// The fields' values of the objects that are open, and the pairs of those that were closed.
pub(super) struct Collector<'a> {
    fields: &'a Fields,
    /// Few: only members that bear the name of a field.
    members: SmallVec<[Member<'a>; 4]>,
    pairs: Pairs,
}

/// A member that bears the name of a field.
#[derive(Clone, Copy)]
struct Member<'a> {
    /// The level of the object that its pair is in: how many containers are around it.
    level: usize,
    node: u8,
    value: Value<'a>,
}

/// The value of a field.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    Text {
        literal: Literal<'a>,
        /// Where its closing quote stands.
        end: usize,
    },
    /// `None` for an integer that is no code, such as -1.
    Integer(Option<Code>),
    Object {
        start: usize,
    },
    Other,
}

impl Value<'_> {
    /// The value of a number with these digits.
    pub(super) fn of_number(digits: &[u8]) -> Self {
        let mut number = Some(0_u32);
        for byte in digits {
            match byte {
                b'0'..=b'9' => {
                    let digit = u32::from(byte - b'0');
                    number = number.and_then(|number| number.checked_mul(10)?.checked_add(digit));
                }
                b'-' => number = None,
                _ => return Value::Other,
            }
        }
        Value::Integer(number.map(Code::new))
    }
}

impl<'a> Collector<'a> {
    pub(super) fn new(fields: &'a Fields) -> Collector<'a> {
        Collector { fields, members: SmallVec::new(), pairs: Pairs::new() }
    }

    /// Keeps the value of some fields, which is a member of the innermost of so many open containers.
    #[inline(never)]
    pub(super) fn add(
        &mut self,
        open: usize,
        nodes: NodeSet,
        value: Value<'a>,
    ) -> Result<(), Defect> {
        let mut left = nodes;
        while left != 0 {
            let node = left.trailing_zeros() as u8;
            left &= left - 1;
            // A field of depth 1 is a member of the very object that its pair is in.
            let level = open - self.fields.depth(node);
            if self.find(level, node).is_some() {
                return Err(Defect::DuplicateKey);
            }
            self.members.push(Member { level, node, value });
        }
        Ok(())
    }

    /// Takes the pairs of the object at a level, and forgets its members.
    pub(super) fn close(&mut self, level: usize) -> Result<(), Defect> {
        if self.members.iter().any(|member| member.level == level) {
            self.take_pairs(level)?;
            self.members.retain(|member| member.level != level);
        }
        Ok(())
    }

    /// Takes the pairs of the object at a level.
    pub(super) fn take_pairs(&mut self, level: usize) -> Result<(), Defect> {
        for pair in self.fields.pairs() {
            let (code, text) = (self.find(level, pair.code), self.find(level, pair.text));
            match (code, text) {
                (None, _) | (_, None) => {}
                (Some(Value::Integer(Some(code))), Some(Value::Text { literal, end })) => {
                    let args = match self.find(level, pair.args) {
                        Some(Value::Object { start }) => Some(start),
                        _ => None,
                    };
                    let text = end - literal.bytes.len()..end;
                    self.pairs.push(Pair { code, text, escaped: literal.escaped, args });
                }
                (Some(Value::Integer(None)), Some(Value::Text { .. })) => {}
                (Some(Value::Integer(_)), _) => return Err(Defect::TextNotString),
                _ => return Err(Defect::CodeNotInteger),
            }
        }
        Ok(())
    }

    /// Whether there are pairs already.
    pub(super) fn has_pairs(&self) -> bool {
        !self.pairs.is_empty()
    }

    /// The pairs, in the order of their texts.
    pub(super) fn into_pairs(self) -> Pairs {
        let mut pairs = self.pairs;
        // The pair of an outer object is complete only after those within it. Two kinds of pairs may
        // share a text: the first one has it.
        pairs.sort_by_key(|pair| pair.text.start);
        pairs.dedup_by_key(|pair| pair.text.start);
        pairs
    }

    fn find(&self, level: usize, node: u8) -> Option<Value<'a>> {
        let mut members = self.members.iter();
        let member = members.find(|member| (member.level, member.node) == (level, node))?;
        Some(member.value)
    }
}

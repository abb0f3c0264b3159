//! [`Collector`]: puts the members of objects together into pairs of a code and its text.

use std::ops::Range;

use smallvec::SmallVec;

use super::defect::Defect;
use super::fields::{Fields, Form, Leaves, NodeSet};
use super::found::{Found, Occurrence, Sentence};
use super::localized_message::Element;
use super::missing::Missing;
use super::place::{NewMember, Place as Goal};
use super::string::Literal;
use super::value::Value;

/// The fields of the objects that are open, and what was found in those that are closed.
pub(super) struct Collector<'a> {
    body: &'a [u8],
    fields: &'a Fields,
    missing: Missing,
    /// Few: only members that have the name of a field. Those of outer objects come first.
    members: SmallVec<[Member<'a>; 4]>,
    found: &'a mut Found,
    /// How many elements were entered of the arrays that paths go through.
    elements: usize,
}

/// A member that has the name of a field.
#[derive(Clone, Copy)]
struct Member<'a> {
    place: Place,
    value: Value<'a>,
    /// Where it begins if it is an array or an object, and where it ends if it is another value.
    at: usize,
    /// Which element it is in, from 1; 0 if its path goes through no array.
    element: usize,
}

/// Which field of which object.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    /// The level of the object that the pair is in: how many containers are around it.
    level: u8,
    node: u8,
}

impl<'a> Collector<'a> {
    pub(super) fn new(
        body: &'a [u8],
        fields: &'a Fields,
        missing: Missing,
        found: &'a mut Found,
    ) -> Collector<'a> {
        Collector { body, fields, missing, members: SmallVec::new(), found, elements: 0 }
    }

    /// Keeps a value, which belongs to some fields and stands in the innermost of `open` containers. It begins
    /// or ends at a place: see [`Member::at`].
    pub(super) fn add(
        &mut self,
        open: u8,
        nodes: NodeSet,
        value: Value<'a>,
        at: usize,
    ) -> Result<(), Defect> {
        let mut left = nodes;
        while left != 0 {
            let node = left.trailing_zeros() as u8;
            left &= left - 1;
            if self.fields.is_unusual(node) && self.add_unusual(node, nodes, value, at) {
                continue;
            }
            // A field of depth 1 is a member of the very object that its pair is in.
            let place = Place { level: open - self.fields.depth(node), node };
            let element = if self.fields.is_in_element(node) { self.elements } else { 0 };
            if let Some(earlier) = self.find(place) {
                if earlier.element == element {
                    return Err(Defect::DuplicateKey);
                }
                // Of an array's elements, the first that has the field counts.
                continue;
            }
            self.members.push(Member { place, value, at, element });
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

    /// Counts an element, keeps a text that has no code, and says whether there is nothing else to keep.
    #[inline(never)]
    fn add_unusual(&mut self, node: u8, nodes: NodeSet, value: Value<'a>, at: usize) -> bool {
        // The code of another pair is no text, whatever it says.
        let is_code = || self.fields.has_code(nodes) && value.code().is_some();
        if let (Some(pair), Value::Text(literal)) = (self.fields.sentence(node), value)
            && !is_code()
        {
            let (text, escaped) = (content(literal, at), literal.escaped);
            self.found.sentences.push(Sentence { text, escaped, pair });
        }
        let is_element = self.fields.is_element(node);
        self.elements += usize::from(is_element);
        is_element || self.fields.is_many(node)
    }

    /// Takes the pairs of the innermost object, which is at `level` and begins at `object`, and forgets its
    /// members.
    pub(super) fn close(&mut self, level: u8, object: usize) {
        if self.members.last().is_some_and(|member| member.place.level == level) {
            self.found.odd += self.take_pairs(level, Some(object));
            let outer = self.members.iter().rposition(|member| member.place.level < level);
            self.members.truncate(outer.map_or(0, |index| index + 1));
        }
    }

    /// Takes the pairs of the object at `level`, which begins at `object` if all of it was seen. Returns how
    /// many are passed over, since what stands there as a code is not one, or what stands there as a text is
    /// not a string.
    pub(super) fn take_pairs(&mut self, level: u8, object: Option<usize>) -> usize {
        let mut odd = 0;
        for (pair, leaves) in self.fields.pairs().iter().enumerate() {
            if leaves.is_at_top && level > 0 {
                continue;
            }
            let find = |node| self.find(Place { level, node });
            let (Some(code), text) = (find(leaves.code), find(leaves.text)) else { continue };
            let Some(text) = text else {
                let code = *code;
                if leaves.is_at_top && object.is_some() {
                    self.found.miss(pair);
                }
                if let (Missing::Add, Some(object)) = (self.missing, object) {
                    let gap = self.without_text(pair, leaves, code, None, Some(object));
                    self.found.gaps.extend(gap);
                }
                continue;
            };
            match (code.value.code(), text.value) {
                (Some(known), Value::Text(literal)) => {
                    let mut elsewhere = None;
                    if leaves.into != 0 {
                        let place = self.other_place(level, leaves, *code, Some(text.at), object);
                        let Some(place) = place else { continue };
                        elsewhere = Some(Box::new(place));
                    }
                    let args = find(leaves.args).and_then(|args| args.beside(code));
                    let (text, escaped) = (content(literal, text.at), literal.escaped);
                    let (code, code_end) = (known, code.at);
                    let pair = Occurrence { code, text, escaped, args, pair, elsewhere, code_end };
                    self.found.pairs.push(pair);
                }
                (Some(_), Value::Null) if self.missing == Missing::Add => {
                    let place = text.at - NULL.len()..text.at;
                    let pair = self.without_text(pair, leaves, *code, Some(place), object);
                    self.found.pairs.extend(pair);
                }
                _ => odd += 1,
            }
        }
        odd
    }

    /// A pair whose text is a `null`, which stands somewhere, or is absent.
    #[cold]
    fn without_text(
        &self,
        pair: usize,
        leaves: &Leaves,
        code: Member<'a>,
        null: Option<Range<usize>>,
        object: Option<usize>,
    ) -> Option<Occurrence> {
        let level = code.place.level;
        let place = match (null, leaves.into) {
            (Some(null), 0) => Goal::Value(null),
            (None, 0) => self.new_member(level, leaves.text, Form::Text, &[code], object)?,
            (null, _) => {
                self.other_place(level, leaves, code, null.map(|null| null.end), object)?
            }
        };
        let args = self.find(Place { level, node: leaves.args });
        Some(Occurrence {
            code: code.value.code()?,
            text: code.at..code.at,
            escaped: false,
            args: args.and_then(|args| args.beside(&code)),
            pair,
            elsewhere: Some(Box::new(place)),
            code_end: code.at,
        })
    }

    /// Where the words of a pair go that do not take the place of its text. `None` if there is no such place,
    /// or if there may be one in what was not read.
    #[cold]
    fn other_place(
        &self,
        level: u8,
        leaves: &Leaves,
        code: Member<'a>,
        text: Option<usize>,
        object: Option<usize>,
    ) -> Option<Goal> {
        object?;
        let node = leaves.into;
        let Some(member) = self.find(Place { level, node }) else {
            let text = text.and_then(|_| self.find(Place { level, node: leaves.text })).copied();
            let neighbours: SmallVec<[Member<'a>; 2]> = text.into_iter().chain([code]).collect();
            return self.new_member(level, node, leaves.form, &neighbours, object);
        };
        match (leaves.form, member.value) {
            (Form::Text, Value::Text(literal)) => {
                let text = content(literal, member.at);
                Some(Goal::Value(text.start - 1..text.end + 1))
            }
            (Form::Text, Value::Null) => Some(Goal::Value(member.at - NULL.len()..member.at)),
            (Form::LocalizedMessage, Value::Array) => {
                Element::of(self.body, member.at).map(Goal::Element)
            }
            _ => None,
        }
    }

    /// A new member, after the first of some neighbours that is in the same object.
    #[cold]
    fn new_member(
        &self,
        level: u8,
        node: u8,
        form: Form,
        neighbours: &[Member<'a>],
        object: Option<usize>,
    ) -> Option<Goal> {
        let parent = self.fields.parent(node);
        let object = match parent {
            0 => object?,
            _ => {
                let parent = self.find(Place { level, node: parent })?;
                matches!(parent.value, Value::Object).then_some(parent.at)?
            }
        };
        let is_beside = |member: &&Member<'a>| self.fields.parent(member.place.node) == parent;
        let after = neighbours.iter().find(is_beside).map(|member| member.at);
        Some(Goal::Member(NewMember { object, after, node, form }))
    }

    /// Whether a pair was found already.
    pub(super) fn has_found(&self) -> bool {
        !self.found.pairs.is_empty() || !self.found.sentences.is_empty()
    }

    /// Sorts what was found: the pair of an outer object is complete only after those within it.
    pub(super) fn finish(&mut self) {
        self.found.sort(self.fields);
    }

    fn find(&self, place: Place) -> Option<&Member<'a>> {
        self.members.iter().rev().find(|member| member.place == place)
    }
}

const NULL: &str = "null";

/// The bytes between the quotes of a string that ends here.
fn content(literal: Literal<'_>, end: usize) -> Range<usize> {
    let end = end - 1;
    end - literal.bytes.len()..end
}

impl Member<'_> {
    /// Where it begins if it is an object or an array, and in the element that the code is in.
    fn beside(&self, code: &Member<'_>) -> Option<usize> {
        let is_beside = self.element == 0 || self.element == code.element;
        let is_list = matches!(self.value, Value::Object | Value::Array);
        (is_list && is_beside).then_some(self.at)
    }
}

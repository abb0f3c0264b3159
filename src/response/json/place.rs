//! [`Place`]: where words go in a body, and which bytes they are there.

use std::ops::Range;

use super::fields::{Fields, Form};
use super::localized_message::{Element, LocalizedMessage};
use super::spacing::Spacing;
use super::splice::Edit;
use super::string::{quote, unescape};

/// Where the words for a code go that do not take the place of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the place of a `null`, or of a string that is not the pair's text.
    Value(Range<usize>),
    /// Into a member that is not there yet.
    Member(NewMember),
    /// Into an element of an array.
    Element(Element),
}

/// A member that is not there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NewMember {
    /// Where its object begins.
    pub(super) object: usize,
    /// Where the value ends whose member it follows; if there is none, it is the first one.
    pub(super) after: Option<usize>,
    /// The node of its name.
    pub(super) node: u8,
    pub(super) form: Form,
}

impl Place {
    /// The place as a number that grows along the body.
    #[cold]
    pub(super) fn key(&self) -> (usize, u8) {
        match self {
            Place::Value(range) => (range.start, 0),
            Place::Member(member) => (member.at(), member.node),
            Place::Element(element) => (element.range.start, 0),
        }
    }

    /// What is written for some words, which are put together, in a language. `None` if it stands there
    /// already.
    #[cold]
    pub(crate) fn edit(
        &self,
        body: &[u8],
        fields: &Fields,
        words: &[&[u8]],
        locale: &str,
    ) -> Option<Edit> {
        match self {
            Place::Value(range) => {
                let old = &body[range.clone()];
                let content = old.strip_prefix(b"\"").and_then(|old| old.strip_suffix(b"\""));
                if content.is_some_and(|content| unescape(content).as_bytes() == words.concat()) {
                    return None;
                }
                let mut new = Vec::new();
                quote(words, &mut new);
                Some((range.clone(), new))
            }
            Place::Member(member) => member.edit(body, fields, words, locale),
            Place::Element(element) => {
                element.edit(body, &LocalizedMessage::new(locale, words.concat()))
            }
        }
    }
}

impl NewMember {
    /// Where its first byte goes.
    pub(super) fn at(&self) -> usize {
        self.after.unwrap_or(self.object + 1)
    }

    fn edit(&self, body: &[u8], fields: &Fields, words: &[&[u8]], locale: &str) -> Option<Edit> {
        let mut new = Vec::new();
        let spacing = match self.after {
            Some(end) => Spacing::around(body, end)?,
            None => Spacing::within(body, self.object)?,
        };
        if self.after.is_some() {
            new.push(b',');
        }
        new.extend_from_slice(spacing.before_name);
        spacing.write_name(fields.name(self.node), &mut new);
        match self.form {
            Form::Text => quote(words, &mut new),
            Form::LocalizedMessage => {
                let spacing = Spacing { before_name: b"", ..spacing };
                new.push(b'[');
                LocalizedMessage::new(locale, words.concat()).write(spacing, b"", &mut new);
                new.push(b']');
            }
        }
        let is_only = body[self.object + 1..].trim_ascii_start().starts_with(b"}");
        if self.after.is_none() && !is_only {
            new.push(b',');
            if spacing.before_name.is_empty() {
                new.extend_from_slice(spacing.after_colon);
            }
        }
        Some((self.at()..self.at(), new))
    }
}

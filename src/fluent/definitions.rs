//! [`Definitions`]: what one locale's files say, all layers merged.

use std::collections::HashMap;

use fluent_syntax::ast::{Attribute, Pattern};

use super::entry::{Body, Content};
use super::expression::{Part, walk};
use super::resource::Resource;
use crate::{Code, Diagnostic};

/// How many entries of a locale that stand twice are shown: with more, a whole file does.
const DUPLICATES_SHOWN: usize = 1000;

/// The entries of one locale. A later layer has overridden an earlier one, entry by entry.
pub(crate) struct Definitions<'a> {
    /// The messages of codes, ascending.
    messages: Vec<(Code, Definition<'a>)>,
    /// The terms, by name with their hyphen, and the messages that others refer to.
    others: HashMap<&'a str, Definition<'a>>,
}

/// One message or term, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Definition<'a> {
    pub(crate) resource: &'a Resource<'a>,
    /// The entry's identifier, a term's with its hyphen.
    pub(crate) id: &'a str,
    body: &'a Body<'a>,
    /// The entry as it stands in the file.
    pub(crate) source: &'a str,
    layer: usize,
}

impl<'a> Definitions<'a> {
    /// Merges the resources of one locale, each with the number of its layer.
    ///
    /// An entry that stands twice in one layer is an error that names both places; the first counts.
    pub(crate) fn merge(
        resources: impl IntoIterator<Item = (usize, &'a Resource<'a>)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Definitions<'a> {
        let mut definitions = Definitions { messages: Vec::new(), others: HashMap::new() };
        let mut duplicates = 0;
        let mut report = |first: &Definition<'_>, second: &Definition<'_>| {
            duplicates += 1;
            if duplicates <= DUPLICATES_SHOWN {
                diagnostics.push(duplicate(first, second));
            }
        };
        for (layer, resource) in resources {
            for definition in entries(layer, resource) {
                match Code::from_message_id(definition.id) {
                    Some(code) => definitions.messages.push((code, definition)),
                    None => {
                        let earlier = definitions.others.insert(definition.id, definition);
                        if let Some(earlier) = earlier.filter(|earlier| earlier.layer == layer) {
                            report(&earlier, &definition);
                            definitions.others.insert(definition.id, earlier);
                        }
                    }
                }
            }
        }
        // Stable, and nearly sorted already: within a code, the layers keep their order.
        definitions.messages.sort_by_key(|(code, _)| *code);
        definitions.messages.dedup_by(|(code, later), (kept_code, kept)| {
            if code != kept_code {
                return false;
            }
            if later.layer == kept.layer {
                report(kept, later);
            } else {
                *kept = *later;
            }
            true
        });
        definitions
    }

    /// Every code that the locale has, ascending.
    pub(crate) fn codes(&self) -> impl Iterator<Item = Code> {
        self.messages.iter().map(|(code, _)| *code)
    }

    /// The messages of codes, ascending.
    pub(crate) fn messages(&self) -> &[(Code, Definition<'a>)] {
        &self.messages
    }

    /// The message or term of an identifier, a term's with its hyphen.
    pub(crate) fn find(&self, id: &str) -> Option<&Definition<'a>> {
        match Code::from_message_id(id) {
            Some(code) => {
                let at = self.messages.binary_search_by_key(&code, |(code, _)| *code).ok()?;
                Some(&self.messages[at].1)
            }
            None => self.others.get(id),
        }
    }

    /// The entry that a part of a pattern refers to.
    pub(super) fn target(&self, part: Part<'_, '_>) -> Option<Definition<'a>> {
        match part {
            Part::Message { id, .. } => self.find(id).copied(),
            Part::Term { id, .. } => self.find(&format!("-{id}")).copied(),
            _ => None,
        }
    }

    /// The entries that an entry refers to, in the order of its text.
    pub(crate) fn references(&self, definition: &Definition<'a>) -> Vec<Definition<'a>> {
        let mut found = Vec::new();
        for pattern in definition.patterns() {
            walk(pattern, &mut |part| found.extend(self.target(part)));
        }
        found
    }
}

impl<'a> Definition<'a> {
    /// The value, if there is one.
    pub(crate) fn value(&self) -> Option<Content<'a>> {
        self.body.value()
    }

    /// The attributes.
    pub(crate) fn attributes(&self) -> &'a [Attribute<&'a str>] {
        self.body.attributes()
    }

    /// The value and the attributes' values, in their order, but for those that are a line of text.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &'a Pattern<&'a str>> {
        let value = self.value().and_then(|value| match value {
            Content::Line(_) => None,
            Content::Pattern(pattern) => Some(pattern),
        });
        value.into_iter().chain(self.attributes().iter().map(|attribute| &attribute.value))
    }

    /// The offset of a slice of the entry in the entry.
    pub(crate) fn offset_in_source(&self, slice: &str) -> usize {
        self.resource.offset(slice) - self.resource.offset(self.source)
    }

    /// The diagnostic of an attribute that the entry has already.
    pub(crate) fn duplicate_attribute(&self, name: &str) -> Diagnostic {
        let text = format!("`{}` has the attribute `{name}` already: remove one of them", self.id);
        self.resource.diagnostic(self.resource.offset(name), text)
    }

    /// A diagnostic of the entry as a whole.
    pub(crate) fn diagnostic(&self, text: impl Into<String>) -> Diagnostic {
        self.resource.diagnostic(self.resource.offset(self.id), text)
    }
}

/// The messages and terms of a resource.
fn entries<'a>(layer: usize, resource: &'a Resource<'a>) -> impl Iterator<Item = Definition<'a>> {
    let entries = resource.entries.iter();
    let starts = resource.entries.iter().map(|entry| resource.offset(entry.id));
    let ends = starts.skip(1).chain([resource.len()]);
    entries.zip(ends).filter(|(entry, _)| entry.body.is_entry()).map(move |(entry, end)| {
        let source = resource.slice(resource.offset(entry.id)..end);
        Definition { resource, id: entry.id, body: &entry.body, source, layer }
    })
}

fn duplicate(first: &Definition<'_>, second: &Definition<'_>) -> Diagnostic {
    let place = first.resource.place(first.id);
    second.diagnostic(format!("`{}` stands here and at {place}: remove one of them", second.id))
}

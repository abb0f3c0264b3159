//! [`Definitions`]: what the files of one locale say, all layers merged.

use std::collections::{HashMap, HashSet};

use super::definition::Definition;
use super::document::{Document, Entry};
use super::walk::{Node, nodes};
use crate::{Code, CodeBuf};

/// The files of one locale, and what they define. A later layer has overridden an earlier one, message by
/// message.
pub(crate) struct Definitions<'s> {
    pub(crate) documents: Vec<Document<'s>>,
    /// The number of each document's layer.
    layers: Vec<usize>,
    /// The messages of codes, ascending.
    codes: Vec<(CodeBuf, Spot)>,
    /// The terms, by name with their hyphen, and the messages that are not those of codes.
    others: HashMap<&'s str, Spot>,
    /// Those whose identifier stands further up in their layer already, ascending, each with the one
    /// there.
    duplicates: Vec<(Spot, Spot)>,
}

/// Where a message or a term stands in its locale. Spots ascend as the files and their lines do. A file is
/// at most 64 MiB long, and an entry is longer than a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Spot {
    /// The number of the file among those of the locale.
    pub(crate) file: u32,
    /// The number of the entry in the file.
    pub(crate) entry: u32,
}

impl Spot {
    /// A spot by the number of a file in its locale, and that of an entry in the file.
    pub(crate) fn new(file: usize, entry: usize) -> Spot {
        Spot { file: file as u32, entry: entry as u32 }
    }
}

impl<'s> Definitions<'s> {
    /// Merges the files of one locale, each with the number of its layer; layers ascend.
    ///
    /// Of two of one name in one layer the first counts.
    pub(crate) fn merge(
        documents: impl IntoIterator<Item = (usize, Document<'s>)>,
    ) -> Definitions<'s> {
        let (layers, documents): (Vec<usize>, Vec<Document<'s>>) = documents.into_iter().unzip();
        let (mut codes, mut others) = (Vec::new(), HashMap::new());
        let mut duplicates = Vec::new();
        for (file, document) in documents.iter().enumerate() {
            for (entry, found) in document.entries.iter().enumerate() {
                let Entry::Definition(definition) = found else { continue };
                let spot = Spot::new(file, entry);
                if let Some(code) = CodeBuf::from_message_id(definition.id) {
                    codes.push((code, spot));
                } else if let Some(earlier) = others.insert(definition.id, spot)
                    && layers[earlier.file as usize] == layers[file]
                {
                    others.insert(definition.id, earlier);
                    duplicates.push((spot, earlier));
                }
            }
        }
        // Stable, and nearly sorted already: within a code, the layers keep their order.
        codes.sort_by(|(code, _), (other, _)| code.cmp(other));
        codes.dedup_by(|(code, later), (kept_code, kept)| {
            if code != kept_code {
                return false;
            }
            if layers[later.file as usize] == layers[kept.file as usize] {
                duplicates.push((*later, *kept));
            } else {
                *kept = *later;
            }
            true
        });
        duplicates.sort();
        Definitions { documents, layers, codes, others, duplicates }
    }

    /// Every code that the locale has, ascending.
    pub(crate) fn codes(&self) -> impl ExactSizeIterator<Item = Code<'_>> {
        self.codes.iter().map(|(code, _)| code.as_code())
    }

    /// The messages of codes, ascending, and where each stands.
    pub(crate) fn messages(&self) -> impl Iterator<Item = (Code<'_>, Spot, &Definition<'s>)> {
        self.codes.iter().filter_map(|(code, spot)| Some((code.as_code(), *spot, self.get(*spot)?)))
    }

    /// The messages and terms that are not those of codes, in any order.
    pub(crate) fn others(&self) -> impl Iterator<Item = (&'s str, Spot)> {
        self.others.iter().map(|(id, spot)| (*id, *spot))
    }

    /// How many identifiers there are.
    pub(crate) fn len(&self) -> usize {
        self.codes.len() + self.others.len()
    }

    /// The messages and terms whose identifier stands further up in their layer already, each with the
    /// one there.
    pub(crate) fn duplicates(&self) -> &[(Spot, Spot)] {
        &self.duplicates
    }

    /// Where the message or term of an identifier stands, a term's with its hyphen.
    pub(crate) fn spot(&self, id: &str) -> Option<Spot> {
        match CodeBuf::from_message_id(id) {
            Some(code) => {
                let at = self.codes.binary_search_by(|(known, _)| known.cmp(&code)).ok()?;
                Some(self.codes[at].1)
            }
            None => self.others.get(id).copied(),
        }
    }

    /// The message or term at a spot.
    pub(crate) fn get(&self, spot: Spot) -> Option<&Definition<'s>> {
        match self.documents.get(spot.file as usize)?.entries.get(spot.entry as usize)? {
            Entry::Definition(definition) => Some(definition),
            _ => None,
        }
    }

    /// The message or term of an identifier, a term's with its hyphen.
    pub(crate) fn find(&self, id: &str) -> Option<&Definition<'s>> {
        self.get(self.spot(id)?)
    }

    /// The identifiers of messages that do not parse.
    pub(crate) fn broken(&self) -> HashSet<&'s str> {
        let failures = self.documents.iter().flat_map(|document| {
            document.failures.iter().map(|failure| document.id_at(document.offset(failure.junk)))
        });
        failures.flatten().collect()
    }

    /// The messages and terms of all files but for what a later layer overrides, in the order of the
    /// files.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Spot, &Definition<'s>)> {
        let last = self.layers.last();
        self.documents.iter().zip(&self.layers).enumerate().flat_map(
            move |(file, (document, layer))| {
                document.entries.iter().enumerate().filter_map(move |(entry, found)| {
                    let Entry::Definition(definition) = found else { return None };
                    let spot = Spot::new(file, entry);
                    let is_last = Some(layer) == last;
                    (is_last || !self.is_overridden(*layer, definition.id))
                        .then_some((spot, definition))
                })
            },
        )
    }

    /// Whether an identifier of a layer stands in a later one, too.
    fn is_overridden(&self, layer: usize, id: &str) -> bool {
        self.spot(id).is_some_and(|spot| self.layers[spot.file as usize] > layer)
    }

    /// The messages and terms that a definition refers to, in the order of its text.
    pub(crate) fn references(&self, definition: &Definition<'s>) -> Vec<&Definition<'s>> {
        use fluent_syntax::ast::InlineExpression::{MessageReference, TermReference};

        let mut found = Vec::new();
        for pattern in definition.patterns() {
            nodes(pattern, &mut |node| match node {
                Node::Inline(MessageReference { id, .. }) => found.extend(self.find(id.name)),
                Node::Inline(TermReference { id, .. }) => {
                    found.extend(self.find(&format!("-{}", id.name)));
                }
                _ => {}
            });
        }
        found
    }
}

//! [`Entry`]: one message or term, in its source and its translation.

use std::hash::Hasher;

use serde::Serialize;
use twox_hash::XxHash3_64;

use crate::fluent::definition::Comment;
use crate::workbench::edit::block::{Block, start};
use crate::workbench::edit::mark::words;
use crate::workbench::exchange::one_text;
use crate::workbench::status::MessageState;

/// One message or term of the list.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Entry {
    pub(super) id: String,
    /// The code, as it is spelled; none for a term.
    pub(super) code: Option<String>,
    /// The name that the registry gives the code.
    pub(super) name: Option<String>,
    pub(super) http_status: Option<u16>,
    /// The number of its group among those of the overview.
    pub(super) group: Option<usize>,
    /// None where the source itself is looked at.
    pub(super) state: Option<MessageState>,
    pub(super) source: Option<Side>,
    pub(super) target: Option<Side>,
    /// The numbers of its findings among those of the overview.
    pub(super) findings: Vec<usize>,
    /// What whoever saves the message has to name, so that no change of somebody else is lost.
    pub(super) hash: String,
}

/// A message as one locale has it.
#[derive(Serialize)]
pub(crate) struct Side {
    /// The Fluent source of its text; none if it has attributes alone.
    text: Option<String>,
    attributes: Vec<Attribute>,
    /// What its comment says to people.
    comment: String,
    file: String,
    line: usize,
}

#[derive(Serialize)]
struct Attribute {
    name: String,
    text: String,
}

impl Side {
    pub(super) fn of(block: &Block<'_, '_>) -> Side {
        let definition = block.definition;
        let attribute = |name: &str| Attribute {
            name: name.to_owned(),
            text: one_text(definition, Some(name)).unwrap_or_default(),
        };
        let attributes = definition.attributes().iter();
        let comment: Vec<&str> = words(definition.comment()).collect();
        Side {
            text: one_text(definition, None),
            attributes: attributes.map(|found| attribute(found.id.name)).collect(),
            comment: comment.join("\n"),
            file: block.document.path.to_owned(),
            line: block.document.position(block.id).line,
        }
    }
}

/// A hash of what a message says in both locales, comments included.
pub(super) fn hash(source: Option<&Block<'_, '_>>, target: Option<&Block<'_, '_>>) -> String {
    let mut hash = XxHash3_64::default();
    for side in [source, target] {
        hash.write(side.map(with_comment).unwrap_or_default().as_bytes());
        // No text has it.
        hash.write_u8(0xFF);
    }
    format!("{:016x}", hash.finish())
}

/// All that stands in the file for a message.
fn with_comment<'s>(block: &Block<'_, 's>) -> &'s str {
    let document = block.document;
    let start = start(document, &document.entries[block.entry]);
    &document.text()[start..block.end]
}

/// The first line of a comment that names a group.
pub(super) fn title(comment: Comment<'_>) -> String {
    let mut lines = comment.lines().map(str::trim);
    lines.find(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

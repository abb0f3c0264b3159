//! # What it does
//!
//! Finds `###` comments after the first message, `##` headings directly above a message, and
//! headings with nothing below them, unless they wait for translations of what stands below them in the
//! source. A bare `##` ends a group.
//!
//! # Why it matters
//!
//! `#` is for the message below, `##` for a group of messages, `###` for the file. A translation
//! tool shows a comment only where its sign says; with the wrong one the translator does not see
//! it.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! ## Shown when the quota is used up
//! code-1 = Too many instances
//! ```
//!
//! Good:
//!
//! ```ftl
//! ## Quotas
//!
//! # Shown when the quota is used up
//! code-1 = Too many instances
//! ```

use crate::fluent::definition::Comment;
use crate::fluent::document::{Document, Entry as Item, Level};
use crate::workbench::check::entry::CheckedFile;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "misplaced-comment",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("misplaced_comment.rs")),
    check: Check::File(check),
};

fn check(file: &CheckedFile<'_>, reporter: &mut Reporter<'_>) {
    let document = &file.document;
    let mut has_messages = false;
    for (number, item) in document.entries.iter().enumerate() {
        let (level, comment) = match item {
            Item::Comment(level, comment) => (*level, comment),
            Item::Definition(_) | Item::Junk(_) => {
                has_messages = true;
                continue;
            }
        };
        let first = comment.lines().next().unwrap_or_default();
        let place = || file.at(first);
        let next = document.entries.get(number + 1);
        match level {
            Level::Resource if has_messages => {
                let help = "write `##` for a group, or move it to the top of the file";
                reporter.add(
                    place(),
                    "`###` is about the whole file, and messages stand above",
                    help,
                );
            }
            Level::Group if next.is_some_and(|next| touches(document, item, next)) => {
                let help =
                    "write `#` if it is about this message, leave a blank line if about the group";
                reporter.add(place(), "this heading stands directly above a message", help);
            }
            Level::Group
                if is_empty_group(next)
                    && comment.lines().any(|line| !line.is_empty())
                    && !is_in_original(file, *comment) =>
            {
                reporter.add(place(), "nothing stands below this heading", "remove it");
            }
            _ => {}
        }
    }
}

/// Whether a message follows on the next line.
fn touches(document: &Document<'_>, comment: &Item<'_>, next: &Item<'_>) -> bool {
    let Item::Definition(definition) = next else {
        return false;
    };
    if definition.comment().is_some() {
        return false;
    }
    let between = &document.text()[document.start(comment)..document.start(next)];
    !between.replace('\r', "").contains("\n\n")
}

/// Whether the source has the same heading: then what stands below it there is not translated yet.
fn is_in_original(file: &CheckedFile<'_>, heading: Comment<'_>) -> bool {
    let documents = file.original.into_iter().flat_map(|original| &original.documents);
    documents.flat_map(|document| &document.entries).any(|entry| {
        matches!(entry, Item::Comment(Level::Group, known) if known.lines().eq(heading.lines()))
    })
}

/// Whether another heading or the end of the file follows.
fn is_empty_group(next: Option<&Item<'_>>) -> bool {
    match next {
        Some(Item::Comment(level, _)) => *level != Level::Entry,
        Some(_) => false,
        None => true,
    }
}

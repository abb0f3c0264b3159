//! # What it does
//!
//! Finds U+FFFD, the sign that programs write where they could not read a character.
//!
//! # Why it matters
//!
//! The character that stood here is lost: a file in one encoding was read in another and saved.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = The service caf� was not found
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = The service café was not found
//! ```

use crate::workbench::check::entry::CheckedFile;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};
use memchr::memmem;

pub(super) const RULE: Rule = Rule {
    name: "replacement-character",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("replacement_character.rs")),
    check: Check::File(check),
};

fn check(file: &CheckedFile<'_>, reporter: &mut Reporter<'_>) {
    if file.is_ascii {
        return;
    }
    for at in memmem::find_iter(file.text().as_bytes(), "\u{FFFD}") {
        // Those of this program have a rule of their own.
        if file.source.invalid.offsets.binary_search(&at).is_err() {
            reporter.add(
                file.character(at),
                "U+FFFD stands here for a character that was lost",
                "write the character that was meant",
            );
        }
    }
}

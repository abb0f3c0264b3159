//! # What it does
//!
//! Finds a byte order mark (U+FEFF) at the beginning of a file. `--fix` removes it.
//!
//! # Why it matters
//!
//! UTF-8 does not need it. Fluent's own parsers take it for the beginning of the first message, which is
//! lost; this program drops it, others do not.
//!
//! # Example
//!
//! Bad:
//!
//! A file saved as “UTF-8 with BOM”.
//!
//! Good:
//!
//! The file saved as UTF-8.

use crate::fluent::document::BYTE_ORDER_MARK;
use crate::workbench::check::entry::CheckedFile;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "byte-order-mark",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("byte_order_mark.rs")),
    check: Check::File(check),
};

fn check(file: &CheckedFile<'_>, reporter: &mut Reporter<'_>) {
    if file.text().starts_with(BYTE_ORDER_MARK) {
        let message = "the file begins with a byte order mark";
        let found = reporter.add(file.character(0), message, "save it as UTF-8 without one");
        found.fix(0..BYTE_ORDER_MARK.len(), "");
    }
}

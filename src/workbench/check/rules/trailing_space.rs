//! # What it does
//!
//! Finds spaces and tabs at the end of a line. `--fix` removes them.
//!
//! # Why it matters
//!
//! Nobody sees them, Fluent drops them at the end of a message and keeps them within one, and they
//! show up in diffs.
//!
//! # Example
//!
//! Bad:
//!
//! `code-1 = Ready` with two spaces after it.
//!
//! Good:
//!
//! ```ftl
//! code-1 = Ready
//! ```

use crate::workbench::check::entry::CheckedFile;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};
use memchr::{memchr_iter, memmem};

pub(super) const RULE: Rule = Rule {
    name: "trailing-space",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("trailing_space.rs")),
    check: Check::File(check),
};

fn check(file: &CheckedFile<'_>, reporter: &mut Reporter<'_>) {
    let bytes = file.text().as_bytes();
    // Nearly every file has none, and that is quick to see.
    let has = |end: &str| memmem::find(bytes, end.as_bytes()).is_some();
    if !bytes.ends_with(b" ")
        && !bytes.ends_with(b"\t")
        && ![" \n", " \r", "\t\n", "\t\r"].into_iter().any(has)
    {
        return;
    }
    for end in memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        let end = if end > 0 && bytes[end - 1] == b'\r' { end - 1 } else { end };
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t');
        if bytes[..end].last().is_some_and(is_blank) {
            let blanks = bytes[..end].iter().rev().take_while(|byte| is_blank(byte)).count();
            let range = end - blanks..end;
            let found =
                reporter.add(file.range(range.clone()), "the line ends with space", "remove it");
            found.fix(range, "");
        }
    }
}

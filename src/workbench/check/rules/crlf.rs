//! # What it does
//!
//! Finds lines that end with CRLF, once for each file. `--fix` mends it.
//!
//! # Why it matters
//!
//! A file with both kinds of line ends shows up whole in every diff, and a tool that compares texts
//! of two files byte by byte finds each line different.
//!
//! # Example
//!
//! Bad:
//!
//! A file saved with the line ends of Windows.
//!
//! Good:
//!
//! The file saved with LF; `* text=auto eol=lf` in `.gitattributes` keeps it so.

use crate::workbench::check::entry::CheckedFile;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};
use memchr::memmem;

pub(super) const RULE: Rule = Rule {
    name: "crlf",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("crlf.rs")),
    check: Check::File(check),
};

fn check(file: &CheckedFile<'_>, reporter: &mut Reporter<'_>) {
    let text = file.text();
    let mut ends = memmem::find_iter(text.as_bytes(), "\r\n");
    let Some(first) = ends.next() else { return };
    let (mut last, mut count) = (first, 1);
    for end in ends {
        (last, count) = (end, count + 1);
    }
    let lines = if count == 1 { "line ends" } else { "lines end" };
    let message = format!("{count} {lines} with CRLF, the first here");
    let range = first..last + 2;
    let mended = text[range.clone()].replace("\r\n", "\n");
    reporter.add(file.character(first), message, "save the file with LF").fix(range, mended);
}

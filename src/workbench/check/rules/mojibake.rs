//! # What it does
//!
//! Finds text that was read in another encoding than it was written in: UTF-8 as Latin-1 (`Ã„`, `â€™`,
//! `Ð¿Ñ€`, `ï¿½`), as Windows-1251 or as GBK (`鏂囦欢`, `锟斤拷`), and GBK as Latin-1 (`ÖÐÎÄ`).
//!
//! # Why it matters
//!
//! No reader can guess it. The file, or the table that it was imported from, was saved in one encoding and
//! opened in another.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = Ã„nderungen gespeichert
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Änderungen gespeichert
//! ```

use crate::workbench::check::characters::Kinds;
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::misreading::misread;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "mojibake",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("mojibake.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    if !pattern.kinds.has(Kinds::LATIN | Kinds::FOREIGN) {
        return;
    }
    for text in pattern.texts() {
        let Some((range, meant)) = misread(text) else { continue };
        let misread = &text[range];
        let message = format!("`{misread}` was read in a wrong encoding");
        let help = match &*meant {
            "\u{FFFD}" => "write the characters that were lost".to_owned(),
            meant => format!("write `{meant}`, and look at the rest of the file"),
        };
        reporter.add(pattern.file().at(misread), message, help);
    }
}

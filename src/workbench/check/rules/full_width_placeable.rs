//! # What it does
//!
//! Finds placeables written with full-width braces or a full-width dollar sign, `｛＄x｝`.
//!
//! # Why it matters
//!
//! An input method for Chinese writes them by itself. They are no placeables: the reader sees them
//! as they stand.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = 端口 ｛$port｝ 非法
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = 端口 { $port } 非法
//! ```

use memchr::memmem;

use super::{Check, File, Findings, Rule, Severity};
use crate::workbench::check::fault::{Fault, judgements};

pub(super) const RULE: Rule = Rule {
    name: "full-width-placeable",
    severity: Severity::Error,
    source: include_str!("full_width_placeable.rs"),
    check: Check::File(check),
};

fn check(file: &File<'_>, findings: &mut Findings) {
    let help = "write `{ $name }` with the characters of an English keyboard";
    for judgement in judgements(file, Fault::FullWidth) {
        findings.add(file.character(judgement.offset), "this breaks the placeable", help);
    }
    if file.is_ascii {
        return;
    }
    let document = &file.document;
    let text = file.text();
    for open in
        memmem::find_iter(text.as_bytes(), "｛").chain(memmem::find_iter(text.as_bytes(), "{＄"))
    {
        let line = text[open..].lines().next().unwrap_or("");
        let end = line
            .find(['｝', '}'])
            .map(|end| end + line[end..].chars().next().map_or(0, char::len_utf8));
        if let (Some(end), Some(_)) =
            (end, document.id_at(open).filter(|_| document.is_in_text(open)))
        {
            findings.add(file.range(open..open + end), "this is no placeable", help);
        }
    }
}

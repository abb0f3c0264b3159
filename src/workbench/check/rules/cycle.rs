//! # What it does
//!
//! Finds messages and terms that contain themselves, directly or through others.
//!
//! # Why it matters
//!
//! Their text would never end; it is refused when the catalog is loaded.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! code-1 = { code-2 }, try again
//! code-2 = Failed: { code-1 }
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = { code-2 }, try again
//! code-2 = Failed
//! ```

use super::{Check, Findings, Locale, Rule, Severity};
use crate::workbench::check::expansion::{References, Text};

pub(super) const RULE: Rule = Rule {
    name: "cycle",
    severity: Severity::Error,
    source: include_str!("cycle.rs"),
    check: Check::Locale(check),
};

fn check(locale: &Locale<'_>, findings: &mut Findings) {
    for cycle in References::of(locale).cycles() {
        let names: Vec<String> = cycle.iter().map(Text::name).collect();
        let (Some(first), Some(last)) = (names.first(), cycle.last()) else { continue };
        // The first name stands again at the end: that is how it never ends.
        let message = format!("this never ends: {} → {first}", names.join(" → "));
        let help = format!("take the reference to `{first}` out");
        findings.add(last.entry.file.at(last.slice()), message, help);
    }
}

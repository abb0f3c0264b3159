//! # What it does
//!
//! Finds a message whose source has a comment, and which has none here. Comments that only explain
//! variables may stay in the source locale.
//!
//! # Why it matters
//!
//! The comment says what a translator needs to know. Tools that show only this file do not show it,
//! and `codeword sync` copies it.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source:
//! # # HeartbeatExceedLimit
//! # code-1 = 心跳超限
//! code-1 = Too many heartbeats
//! ```
//!
//! Good:
//!
//! ```ftl
//! # HeartbeatExceedLimit
//! code-1 = Too many heartbeats
//! ```

use crate::workbench::check::entry::EntryPair;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "lost-comment",
    severity: Severity::Note,
    explanation: Explanation::Head(include_str!("lost_comment.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    let EntryPair { source, translation, .. } = pair;
    let comment =
        source.definition.comment().filter(|_| translation.definition.comment().is_none());
    if comment.is_some_and(|comment| comment.lines().any(is_told)) {
        let message =
            format!("`{}` has a comment in the source locale and none here", source.definition.id);
        reporter.add(translation.place(), message, "copy it from the source locale");
    }
}

/// Whether a line is words for a translator. Variables are explained in the source locale alone.
fn is_told(line: &str) -> bool {
    let line = line.trim();
    let is_variable = line.starts_with('$') || line.eq_ignore_ascii_case("variables:");
    !line.is_empty() && !line.starts_with("codeword:") && !is_variable
}

//! # What it does
//!
//! Finds a message whose source has a comment, and which has none here.
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
    let is_told =
        |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("codeword:");
    if translation.definition.comment().is_none()
        && source
            .definition
            .comment()
            .is_some_and(|comment| comment.lines().any(|line| is_told(&line)))
    {
        let message =
            format!("`{}` has a comment in the source locale and none here", source.definition.id);
        reporter.add(translation.place(), message, "copy it from the source locale");
    }
}

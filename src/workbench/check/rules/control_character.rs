//! # What it does
//!
//! Finds NUL and other control characters (U+0000 to U+001F, U+007F to U+009F), and tabs within a
//! text.
//!
//! # Why it matters
//!
//! They come from broken exports or from a terminal. They are not seen in an editor, and end up in
//! JSON as `\u0000`, in logs and on terminals.
//!
//! # Example
//!
//! Bad:
//!
//! A text with the bell character U+0007 in it.
//!
//! Good:
//!
//! The text without it.

use super::{Check, Rule, Severity};
use crate::fluent::flaw::FlawKind;

pub(super) const RULE: Rule = Rule {
    name: "control-character",
    severity: Severity::Error,
    source: include_str!("control_character.rs"),
    check: Check::Flaw(FlawKind::ControlCharacter),
};

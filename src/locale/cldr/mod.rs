//! The parts of the Unicode Common Locale Data Repository that are needed here, as constants.
//!
//! The tables are generated; `scripts/generate-locale-tables`, `scripts/generate-number-tables`,
//! `scripts/generate-percent-signs` and `scripts/generate-display-names` say from what.

pub(super) mod aliases;
pub(super) mod language_matching;
pub(super) mod likely_subtags;
#[cfg(feature = "icu")]
pub(super) mod names;
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "the workbench asks for more of it"))]
pub(super) mod numbers;
#[cfg(feature = "icu")]
pub(super) mod percent;
pub(super) mod plurals;

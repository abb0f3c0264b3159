//! The parts of the Unicode Common Locale Data Repository that are needed here, as constants.
//!
//! The tables are generated; `scripts/generate-locale-tables` and, for the percent signs,
//! `scripts/generate-percent-signs` say from what.

pub(super) mod aliases;
pub(super) mod language_matching;
pub(super) mod likely_subtags;
#[cfg(feature = "icu")]
pub(super) mod percent;
pub(super) mod plurals;

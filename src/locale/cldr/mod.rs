//! The parts of the Unicode Common Locale Data Repository that matching needs, as constants.
//!
//! The tables are generated; `scripts/generate-locale-tables` says from what.

pub(super) mod aliases;
pub(super) mod language_matching;
pub(super) mod likely_subtags;
pub(super) mod plurals;

//! Which language? Language ranges in, one of the available locales out. Knows nothing of messages.
//!
//! [`tag`] and [`accept_language`] read what readers send. [`canonical`], [`likely_subtags`] and
//! [`distance`] are CLDR's language matching, over the tables of [`cldr`]. [`supported`] holds the
//! available locales, [`search`] finds the best one for a reader, and [`memory`] keeps the answers.
//! [`negotiator`] and [`chain`] are what callers use, with the types of [`preference`].

mod accept_language;
mod canonical;
mod chain;
mod cldr;
mod distance;
mod likely_subtags;
mod memory;
mod negotiator;
#[cfg(feature = "icu")]
mod percent;
mod plural;
mod preference;
mod search;
mod subtags;
mod supported;
mod tag;

pub use canonical::canonical_tag;
pub use chain::Chain;
#[cfg(feature = "cli")]
pub(crate) use likely_subtags::likely_script;
pub use negotiator::Negotiator;
#[cfg(feature = "icu")]
pub(crate) use percent::percent_affixes;
pub(crate) use plural::{PluralCategory, PluralKind, PluralOperands, PluralRules};
pub use preference::{Locale, Negotiation, Preference};

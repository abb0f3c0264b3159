//! Which language? Language ranges in, one of the available locales out. Knows nothing of messages.
//!
//! [`tag`] and [`accept_language`] read what readers send. [`canonical`], [`likely_subtags`] and
//! [`distance`] are CLDR's language matching, over the tables of [`cldr`]. [`supported`] holds the
//! available locales, [`search`] finds the best one for a reader, and [`memory`] keeps the answers.
//! [`negotiator`] and [`chain`] are what callers use, with the types of [`preference`],
//! [`negotiation`] and [`reader`]; [`posix`] reads what an environment says, and [`display_name`] says what a language is called.

mod accept_language;
mod canonical;
mod chain;
mod cldr;
#[cfg(feature = "icu")]
mod display_name;
mod distance;
mod likely_subtags;
mod memory;
mod negotiation;
mod negotiator;
#[cfg(feature = "cli")]
mod numbers;
#[cfg(feature = "icu")]
mod percent;
mod plural;
mod posix;
mod preference;
mod reader;
mod search;
mod subtags;
mod supported;
mod tag;

pub use canonical::canonical_tag;
pub use chain::Chain;
#[cfg(feature = "icu")]
pub use display_name::display_name;
#[cfg(feature = "cli")]
pub(crate) use likely_subtags::{likely_script, usual_scripts};
pub use negotiation::Negotiation;
pub use negotiator::Negotiator;
#[cfg(feature = "cli")]
pub(crate) use numbers::{Separators, digit, number_words, separators};
#[cfg(feature = "icu")]
pub(crate) use percent::percent_affixes;
pub(crate) use plural::{PluralCategory, PluralKind, PluralOperands, PluralRules, is_invariable};
pub use posix::posix_tag;
pub use preference::Preference;
pub use reader::{Locale, Reader};

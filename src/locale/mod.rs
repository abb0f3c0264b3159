//! Which language? Language ranges in, one of the available locales out. Knows nothing of messages.
//!
//! [`tag`] and [`accept`] read what readers send; [`likely`] and [`distance`] are CLDR's language
//! matching, over the tables of [`cldr`]; [`supported`] holds the available locales, and [`reach`] the
//! languages that come near them; [`exact`], [`remembered_headers`] and [`remembered_tags`] hold the
//! answers; [`negotiate`] picks.

mod accept;
mod canonical;
mod chain;
mod cldr;
mod distance;
mod exact;
mod likely;
mod locale_set;
mod lookup;
mod negotiate;
mod negotiation;
#[cfg(feature = "icu")]
mod percent;
mod plural;
mod preference;
mod priority_list;
mod reach;
mod remembered_headers;
mod remembered_tags;
mod search;
mod subtags;
mod supported;
mod tag;

pub use canonical::canonical_tag;
pub use chain::Chain;
#[cfg(feature = "cli")]
pub(crate) use likely::likely_script;
pub use negotiate::Negotiator;
pub use negotiation::{Locale, Negotiation};
#[cfg(feature = "icu")]
pub(crate) use percent::percent_affixes;
pub(crate) use plural::{PluralCategory, PluralKind, PluralOperands, PluralRules};
pub use preference::Preference;

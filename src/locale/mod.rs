//! Which language? Language ranges in, one of the available locales out. Knows nothing of messages.

mod negotiate;
mod preference;

pub use negotiate::{Locale, Negotiation, Negotiator};
pub use preference::Preference;

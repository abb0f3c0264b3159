//! How is a message put into words? A sound entry and arguments in, a text out.
//!
//! There are two formatters, and a test holds that they say the same:
//!
//! - [`compiler`] turns nearly every entry into a [`pattern`], which is formatted by itself and fast;
//! - [`resolver`] is Fluent's own, for the rest: what calls a function, or gives a term parameters.
//!
//! Both choose variants by [`selection`]. [`functions`] are NUMBER() and DATETIME() as the resolver calls
//! them, and [`number`] and [`date_time`] what they return.
//!
//! # What Fluent's crates are here for
//!
//! - **fluent-syntax** parses; only [`crate::fluent`] and what walks its trees see it.
//! - **fluent-bundle** is the resolver, and the options of NUMBER(). It is given texts as arguments and
//!   names as keys: its own numbers are `f64`, and its own plural rules, by the crate intl_pluralrules,
//!   are not CLDR's. So selectors choose here, by the rules of [`crate::locale`].
//! - **intl-memoizer** belongs to the resolver. It keeps what formats the numbers and dates of a locale,
//!   which takes ICU4X long to make. It is a lock, so that no message without such a call asks it.
//! - **unic-langid** is the language identifier of all these crates, and of the public interface.

mod compiler;
mod date_time;
mod functions;
mod number;
mod pattern;
mod resolver;
mod selection;
#[cfg(feature = "json")]
mod wording;

pub(in crate::catalog) use compiler::Compiler;
pub(in crate::catalog) use pattern::Pattern;
pub(in crate::catalog) use resolver::Bundle;
#[cfg(feature = "json")]
pub(crate) use wording::{Part, Wording};

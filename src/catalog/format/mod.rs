//! How is a message put into words? A sound entry and arguments in, a text out.
//!
//! [`compiler`] makes a [`pattern`] of nearly every entry; [`bundle`] is Fluent's resolver for the rest,
//! with the functions of [`formatter`]. Both choose variants by [`selection`], and numbers by [`plural`].

mod bundle;
mod compiler;
mod date_format;
mod formatter;
mod number_format;
mod pattern;
#[cfg(feature = "icu")]
mod percent;
#[cfg(feature = "icu")]
mod percent_table;
pub(crate) mod plural;
mod plural_rule;
mod plural_table;
mod resolver_source;
mod selection;
#[cfg(test)]
mod two_ways;

pub(in crate::catalog) use bundle::Bundle;
pub(in crate::catalog) use compiler::Compiler;
pub(in crate::catalog) use pattern::Pattern;

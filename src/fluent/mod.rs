//! What do the files say? Texts in, the sound entries of a locale out, and what is wrong with the
//! others.
//!
//! [`source`] finds the files, [`guard`] keeps from the parser what would hurt it, [`resource`] parses
//! the rest into an [`entry`] each, [`definitions`] merges the layers of a locale, and [`soundness`]
//! judges what came of it.

#[cfg(feature = "cli")]
pub(crate) mod definition;
mod definitions;
#[cfg(feature = "cli")]
pub(crate) mod document;
mod entry;
mod expression;
pub(crate) mod flaw;
pub(crate) mod function;
pub(crate) mod guard;
mod resource;
pub(crate) mod size;
mod soundness;
pub(crate) mod source;
pub(crate) mod syntax_error;

pub(crate) use definitions::{Definition, Definitions};
pub(crate) use entry::Content;
pub(crate) use expression::{is_plain, walk_selects};
pub(crate) use resource::Resource;
pub(crate) use soundness::Judge;
pub use source::Source;
pub(crate) use source::SourceFile;

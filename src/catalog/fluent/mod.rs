//! What do the files say? Texts in, the sound entries of a locale out, and what is wrong with the
//! others.
//!
//! [`source`] finds the files, [`guard`] keeps from the parser what would hurt it, [`resource`] parses
//! the rest into an [`entry`] each, [`definitions`] merges the layers of a locale, and [`soundness`]
//! judges what came of it.

mod definitions;
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

pub(in crate::catalog) use definitions::{Definition, Definitions};
pub(in crate::catalog) use entry::Content;
pub(in crate::catalog) use expression::{is_plain, walk_selects};
pub(in crate::catalog) use resource::Resource;
pub(in crate::catalog) use soundness::Judge;
pub(in crate::catalog) use source::SourceFile;

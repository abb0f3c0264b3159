//! How do programs name the codes? [`Constants`] are the codes of a catalog with what is said about them, and
//! their identifiers are in the style of a language. That of Rust is here, since build scripts write it too; the
//! others are in `workbench/generate`.

#![cfg_attr(not(feature = "cli"), allow(dead_code, reason = "the workbench asks for more of it"))]

mod constant;
mod identifier;
pub(crate) mod rust;

pub(crate) use constant::{Constant, Constants};
#[cfg(feature = "cli")]
pub(crate) use constant::{Kind, Value, Written, quoted};
pub(crate) use identifier::Style;
#[cfg(feature = "cli")]
pub(crate) use identifier::identifiers;

//! What do the files say? Texts in; the messages and terms of a locale out, and what is wrong with them.
//!
//! [`source`] finds the files, and [`reader`] makes a [`document`] of each, with a [`guard`] before the parser.
//! [`definitions`] merges those of a locale, and [`walk`] goes through their patterns. [`judge`] finds each
//! [`flaw`]: what does not parse ([`syntax_error`]), what should not stand in a file ([`characters`]), and
//! what is wrong with [`patterns`].

#![cfg_attr(not(feature = "cli"), allow(dead_code, reason = "the workbench asks for more of it"))]

mod characters;
mod comments;
pub(crate) mod definition;
pub(crate) mod definitions;
pub(crate) mod document;
mod expansion;
pub(crate) mod file;
pub(crate) mod flaw;
pub(crate) mod function;
pub(crate) mod guard;
mod judge;
mod patterns;
mod reader;
pub(crate) mod source;
pub(crate) mod syntax_error;
pub(crate) mod walk;

pub(crate) use definition::{Content, Definition};
pub(crate) use definitions::Definitions;
pub(crate) use document::Document;
pub(crate) use judge::Judgement;
pub use source::Source;
pub(crate) use source::SourceFile;

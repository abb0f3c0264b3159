//! What do the files say? Texts in; the messages and terms of a locale out, and what is wrong with them.
//!
//! [`source`] finds the files, in the program or in one version of a [`folder`], a [`volume`], a [`layer`] at a
//! time (a `stamp` tells whether one has changed since), and [`reader`] makes a [`document`] of each, with a [`guard`] before the parser, which does not see a
//! merge [`conflict`] either. [`definitions`] merges those of a locale, and [`walk`] goes through their patterns.
//! A [`remark`] is what a comment says to the commands. [`judge`] finds each [`flaw`]: what does not parse ([`syntax_error`], and what was meant by it: [`mistake`]),
//! what should not stand in a file ([`characters`]), and what is wrong with [`patterns`] and with each [`literal`]
//! in them.

#![cfg_attr(not(feature = "cli"), allow(dead_code, reason = "the workbench asks for more of it"))]

pub(crate) mod characters;
mod comments;
mod conflict;
pub(crate) mod definition;
pub(crate) mod definitions;
pub(crate) mod document;
pub(crate) mod encoding;
mod expansion;
pub(crate) mod file;
pub(crate) mod flaw;
pub(crate) mod folder;
pub(crate) mod function;
pub(crate) mod guard;
#[cfg(not(any(feature = "build", feature = "icu")))]
mod icu;
mod judge;
pub(crate) mod layer;
pub(crate) mod line;
mod literal;
mod mistake;
mod patterns;
mod reader;
pub(crate) mod remark;
pub(crate) mod source;
#[cfg(feature = "capi")]
mod stamp;
pub(crate) mod syntax_error;
pub(crate) mod volume;
pub(crate) mod walk;

pub(crate) use definition::{Content, Definition};
pub(crate) use definitions::Definitions;
pub(crate) use document::Document;
#[cfg(not(any(feature = "build", feature = "icu")))]
pub(crate) use icu::calls_for_icu;
pub(crate) use judge::Judgement;
pub(crate) use layer::{Layer, SourceFile};
pub use source::Source;
#[cfg(feature = "capi")]
pub(crate) use stamp::Stamp;

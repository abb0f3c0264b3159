//! Which answers? The texts in JSON bodies are replaced by those of a catalog.
//!
//! A server answers `{"code":400142,"info":"…"}` in its own language; a [`Localizer`] puts the words
//! of the reader's language in the place of `info` and touches no other byte:
//!
//! ```
//! use codeword::Catalog;
//! use codeword::response::{Localizer, MediaType, Policy};
//!
//! let localizer = Localizer::new(Catalog::embedded(), Policy::default());
//!
//! let body = r#"{"code":400001,"info":"parse request failed: unexpected end","id":1.0}"#;
//! let localized = localizer.localize(body.into(), MediaType::Json, "zh-CN");
//! assert_eq!(localized.into_body(), r#"{"code":400001,"info":"请求解析失败: unexpected end","id":1.0}"#);
//! ```
//!
//! * [`Policy`] says which fields are looked for and where, what happens to the detail after a generic
//!   text, and where a request names its reader's language.
#![cfg_attr(
    feature = "tower",
    doc = "* [`layer`] localizes the errors of a tower service, such as an axum application."
)]
#![cfg_attr(
    feature = "axum",
    doc = "* [`axum`] has the reader of a request as an extractor, and codes and problems as responses."
)]
#![cfg_attr(
    feature = "tonic",
    doc = "* [`tonic`] makes a gRPC status of a code, and adds the reader's words to those that pass."
)]
//! * [`Localization`] is a body afterwards; its [`Outcome`] says what became of it, and the
//!   [`Localizer`] counts them.
#![doc = include_str!("response.md")]

#[cfg(feature = "axum")]
pub mod axum;
mod json;
mod last_resort;
#[cfg(feature = "tower")]
pub mod layer;
mod localization;
mod localizer;
mod observer;
mod original;
mod outcome;
mod policy;
mod problem;
#[cfg(feature = "preview")]
mod sample;
#[cfg(feature = "semantics")]
pub(crate) mod semantics;
#[cfg(feature = "tonic")]
pub mod tonic;
mod translate;

pub use json::{Defect, Missing, Scope};
pub use localization::Localization;
pub use localizer::Localizer;
pub use observer::{Fallback, Observed};
pub use outcome::{Exemption, Outcome};
pub use policy::{
    Arguments, CodePattern, Detail, GenericTexts, LanguageSource, MediaType, Mismatch, Pages, Pair,
    Policy, Preset, Statuses, Templates, Understanding, Understood,
};
#[cfg(feature = "preview")]
pub(crate) use sample::sample;

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
//! * [`Localization`] is a body afterwards; its [`Outcome`] says what became of it, and the
//!   [`Localizer`] counts them.
#![doc = include_str!("response.md")]

mod json;
#[cfg(feature = "tower")]
pub mod layer;
mod localizer;
mod observer;
mod outcome;
mod policy;
#[cfg(feature = "tower")]
pub(crate) mod semantics;
mod translate;

pub use json::{Defect, Scope};
pub use localizer::Localizer;
pub use observer::{Fallback, Observed};
pub use outcome::{Exemption, Outcome};
pub use policy::{Detail, GenericTexts, LanguageSource, MediaType, Pair, Policy, Statuses};
pub use translate::Localization;

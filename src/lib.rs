//! Numeric API error codes become words in the reader's language.
//!
//! A service answers `{"code":400142}`; its reader wants a sentence. codeword keeps those sentences
//! in [Fluent] files that translators own, picks the reader's locale, and formats the message:
//!
//! ```
//! let catalog = codeword::Catalog::embedded();
//!
//! let message = catalog.message(400142, "en-US").expect("a known code");
//! assert_eq!(
//!     message.to_string(),
//!     "The heartbeat limit was exceeded; an instance may send only 1 heartbeat per second"
//! );
//!
//! // The same with a header as browsers send it: the best of the reader's languages is taken.
//! let message = catalog.message(400142, "fr, zh-CN;q=0.8, en;q=0.5").expect("a known code");
//! assert_eq!(message.text(), "心跳超限, 实例仅支持每秒1次心跳");
//! assert_eq!(message.http_status(), Some(400));
//! ```
//!
//! # Overview
//!
//! * [`Catalog`] holds every message of every locale. It is immutable, `Send + Sync` and cheap to
//!   clone. [`Catalog::embedded`] is the error catalog of the Polaris service mesh, 153 codes in
//!   Chinese and English; [`Catalog::builder`] reads anyone's.
//! * [`Code`] is the number; its message stands in the Fluent files as `code-<number>`.
//! * [`Message`] is the answer: the text, the locale it is written in, and the HTTP status.
//! * [`Locale`] is a `Copy` handle for a language that was negotiated once and is used often.
//!
//! # A catalog of your own
//!
//! ```
//! use codeword::{Catalog, Source};
//!
//! let catalog = Catalog::builder()
//!     .source(Source::files([
//!         ("en-US/errors.ftl", "code-404001 = The order was not found"),
//!         ("de-DE/errors.ftl", "code-404001 = Die Bestellung wurde nicht gefunden"),
//!     ]))
//!     .default_locale("en-US")
//!     .build()?;
//!
//! assert_eq!(catalog.message(404001, "de").unwrap().text(), "Die Bestellung wurde nicht gefunden");
//! assert!(catalog.message(404002, "de").is_none());
//! # Ok::<(), codeword::Error>(())
//! ```
//!
//! # Arguments
//!
//! A text may have variables, `{ $limit }`, and choose between variants by a number's plural category.
//! [`Catalog::format`] takes their values as [`Args`]; a [`Message`] that misses one says so. A message
//! is also a [`Problem`], the JSON of RFC 9457.
//!
//! # Fallback
//!
//! [`None`] means that no locale has the code, so that a gateway can leave the original text alone.
//! A missing *translation* is no error: the next language of the reader's list is tried, and at the
//! end the default locale; [`Message::locale`] and [`Message::is_fallback`] say what happened. Bad
//! input never fails: a preference that is no language falls to the default locale.
//!
//! # Features
//!
//! * default: nothing but the library described here.
//! * `icu`: NUMBER() and DATETIME() in the reader's digits and calendar, by ICU4X. It is the one feature
//!   that changes texts: without it both print their argument as it was given.
//! * `live`: `LiveCatalog`, which follows its folders while the program runs.
//! * `json`: [`response`], which localizes the texts in a JSON body.
//! * `tower`: `response::layer`, the same for every response of a tower service.
//! * `admin`: `gateway::admin`, health, readiness and metrics of a gateway; `proxy` and `envoy` bring it.
//! * `proxy`: `gateway::proxy`, a reverse proxy with that layer.
//! * `envoy`: `gateway::envoy`, the same rules as an external processor for Envoy.
//! * `cli`: the command `codeword`; with `proxy` and `envoy`, `codeword proxy` and `codeword envoy` too.
//! * `full`: all of them.
//!
//! # What is not here
//!
//! There is no process-wide current language, because one server speaks to many readers at once, and
//! no text is ever made up: a missing message is [`None`], never its own identifier.
//!
//! [Fluent]: https://projectfluent.org

#![forbid(unsafe_code)]

mod args;
mod catalog;
mod code;
mod error;
mod fluent;
#[cfg(feature = "admin")]
pub mod gateway;
mod locale;
#[cfg(feature = "json")]
pub mod response;
#[cfg(feature = "json")]
mod settings;
#[cfg(feature = "cli")]
pub mod workbench;

pub use args::{Args, Date, DateTime, Time, Value};
pub use catalog::{Catalog, CatalogBuilder, Codes, Message, Problem};
#[cfg(feature = "live")]
pub use catalog::{ContentHash, Generation, LiveCatalog, LiveCatalogBuilder, LiveReader, Snapshot};
pub use code::Code;
pub use error::{Diagnostic, Error};
pub use fluent::Source;
pub use locale::{Chain, Locale, Negotiation, Negotiator, Preference, canonical_tag};
pub use unic_langid::LanguageIdentifier;

/// The examples of README.md are run as tests too, with the features that they need.
#[cfg(all(doctest, feature = "live"))]
#[doc = include_str!("../README.md")]
struct Readme;

//! Numeric API error codes become words in the reader's language.
//!
//! A service answers `{"code":400142}`; the person who reads it wants a sentence. codeword keeps those
//! sentences in [Fluent] files that translators own, picks the reader's locale, and formats the message:
//!
//! ```
//! let catalog = codeword::Catalog::embedded();
//!
//! let message = catalog.message(400142, "en-US").expect("a known code");
//! assert_eq!(
//!     message.to_string(),
//!     "The heartbeat limit was exceeded; an instance may send only 1 heartbeat per second"
//! );
//! ```
//!
//! * [Overview](#overview): the types, and what each is for
//! * [Usage](#usage): how to depend on it
//! * [Examples](#examples): headers, arguments, catalogs of your own
//! * [Features](#features): what can be added
//! * [What is not here](#what-is-not-here)
//!
//! # Overview
//!
//! * [`Catalog`] holds every message of every locale. It is immutable, `Send + Sync` and cheap to
//!   clone. [`Catalog::embedded`] is the error catalog of the Polaris service mesh, 153 codes in
//!   Chinese and English; [`Catalog::builder`] reads any other.
//! * [`Code`] is the number; its message stands in the Fluent files as `code-<number>`.
//! * [`Message`] is the answer: the text, the locale that it is written in, and the HTTP status.
//!   [`Problem`] is the same as the JSON of RFC 9457.
//! * [`Args`] are the values of a message's variables, each a [`Value`].
//! * [`Locale`] is a `Copy` handle for a language that was negotiated once and is used often; a
//!   [`Negotiator`] picks it.
//! * [`Error`] is the one error of the crate. Ask it with predicates such as [`Error::is_catalog`];
//!   its [`Diagnostic`]s say where, what, and what to do.
//!
//! # Usage
//!
//! The crate is not on crates.io yet:
//!
//! ```toml
//! [dependencies]
//! codeword = { path = "../codeword" }
//! ```
//!
//! # Examples
//!
//! ## A reader's languages
//!
//! One string is a tag or a whole Accept-Language header. The best locale is the closest by CLDR's
//! language matching. Bad input never fails: it gets the default locale.
//!
//! ```
//! let catalog = codeword::Catalog::embedded();
//!
//! let message = catalog.message(400142, "fr, zh-CN;q=0.8, en;q=0.5").expect("a known code");
//! assert_eq!(message.text(), "心跳超限, 实例仅支持每秒1次心跳");
//! assert_eq!(message.http_status(), Some(400));
//! ```
//!
//! [`None`] means that no locale has the code, so that a gateway can leave the original text alone.
//! A missing *translation* is not an error: the next language of the reader's list is tried, then the
//! default locale, then any that has the code. [`Message::locale`] and [`Message::is_fallback`] say what
//! happened.
//!
//! ## A catalog of your own
//!
//! Its files are in folders named after their languages, `locales/de-DE/errors.ftl`, or named
//! `errors.de-DE.ftl` where folders cannot be had. A message is called `code-` and its number, without
//! leading zeros. A code of six digits has its HTTP status in the first three.
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
//! Whatever is wrong with the files is reported at once, all of it, as `file:line:column: what to do`.
//!
//! ## Texts with arguments
//!
//! ```
//! use codeword::{Args, Catalog, Source};
//!
//! let catalog = Catalog::builder()
//!     .source(Source::files([(
//!         "en-US/errors.ftl",
//!         "code-429001 = { $limit ->
//!             [one] { $name } allows one request a second
//!            *[other] { $name } allows { $limit } requests a second
//!         }",
//!     )]))
//!     .build()?;
//!
//! let args = Args::new().with("name", "orders").with("limit", 5);
//! let message = catalog.format(429001, "en-US", &args).expect("a known code");
//! assert_eq!(message.text(), "orders allows 5 requests a second");
//! # Ok::<(), codeword::Error>(())
//! ```
//!
//! Plural categories are CLDR's. A bare `{ $id }` is its exact text, however many digits it has. If an
//! argument is missing, [`Message::is_complete`] is false and the text shows `{$name}`; another language
//! would not help.
//!
//! # Features
//!
//! * default: nothing but the library described here.
//! * `icu`: `NUMBER()` and `DATETIME()` in the reader's digits and calendar, by ICU4X. It is the one
//!   feature that changes texts: without it, both print their argument as it was given.
//! * `live`: `LiveCatalog`, which follows its folders while the program runs.
//! * `json`: `response`, which localizes the texts in a JSON body.
//! * `tower`: `response::layer`, the same for every response of a tower service.
//! * `admin`: `gateway::admin`, health, readiness and metrics of a gateway; `proxy` and `envoy` bring it.
//! * `proxy`: `gateway::proxy`, a reverse proxy with that layer.
//! * `envoy`: `gateway::envoy`, the same rules as an external processor for Envoy.
//! * `cli`: the command `codeword`, and `workbench`, the translators' tools that it is made of; with
//!   `proxy` and `envoy`, `codeword proxy` and `codeword envoy` too.
//! * `full`: all of them.
//!
//! # What is not here
//!
//! * There is no current language of the process, because one server speaks to many readers at once.
//! * No text is ever made up: a missing message is [`None`], never its own identifier.
//! * Keys are codes. For the texts of a user interface, take a general library for Fluent.
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

/// The examples of README.md are run as tests too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

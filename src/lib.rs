//! API error codes become words in the reader's language.
//!
//! A service answers `{"code":400142}`, or `{"code":"card_declined"}`; the person who reads it wants a
//! sentence. codeword keeps those sentences in [Fluent] files that translators own, picks the reader's locale,
//! and formats the message:
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
//!   clone. [`Catalog::embedded`] is the error catalog of the Polaris service mesh, 172 codes in
//!   Chinese and English; [`Catalog::builder`] reads any other.
//! * [`Code`] is a number such as `400142` or `-1121`, or a name such as `card_declined`; its message stands in
//!   the Fluent files as `code-400142` or `code-card_declined`. [`CodeBuf`] is one to keep.
//! * [`polaris`] has the codes of the shipped catalog as constants.
//! * [`registry`] is what is said about codes besides their texts: names, HTTP statuses, arguments.
//! * [`Message`] is the answer: the text, the locale that it is written in, and the HTTP status.
//!   [`Problem`] is the same as the JSON of RFC 9457.
//! * [`Coded`] is a code with its arguments, for a function to return as its error.
//! * [`Args`] are the values of a message's variables, each a [`Value`].
//! * [`Locale`] is a `Copy` handle for a language that was negotiated once and is used often; a
//!   [`Negotiator`] picks it. A [`Reader`] keeps the whole list beside it.
//! * [`Error`] is the one error of the crate. Ask it with predicates such as [`Error::is_catalog`];
//!   its [`Diagnostic`]s say where, what, and what to do. [`InvalidCode`], which a look-up drops, becomes one.
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
//! `errors.de-DE.ftl` where folders cannot be had. A message is called `code-` and its code: see
//! [`Code::message_id`]. A number of six digits has its HTTP status in the first three.
//!
//! ```
//! use codeword::{Catalog, Source};
//!
//! let catalog = Catalog::builder()
//!     .source(Source::files([
//!         ("en-US/errors.ftl", "code-404001 = The order was not found\ncode-card_declined = The card was declined"),
//!         ("de-DE/errors.ftl", "code-404001 = Die Bestellung wurde nicht gefunden"),
//!     ]))
//!     .default_locale("en-US")
//!     .build()?;
//!
//! assert_eq!(catalog.message(404001, "de").unwrap().text(), "Die Bestellung wurde nicht gefunden");
//! assert_eq!(catalog.message("card_declined", "en").unwrap().text(), "The card was declined");
//! assert!(catalog.message(404002, "de").is_none());
//!
//! // A number and its digits are one code.
//! assert_eq!(catalog.message("404001", "en").unwrap().code(), 404001);
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
//! ## Errors that are said later
//!
//! A function returns a [`Coded`], a code with its arguments, long before it is known who reads it. It is an error like
//! any other: displayed in the default locale for logs, and at home behind `?` and in enums of errors.
//!
//! ```
//! use codeword::{Catalog, Coded, Source};
//!
//! let catalog = Catalog::builder()
//!     .source(Source::files([
//!         ("en-US/errors.ftl", "code-409002 = Only { $left } are left"),
//!         ("de-DE/errors.ftl", "code-409002 = Nur noch { $left } sind da"),
//!     ]))
//!     .build()?;
//!
//! let order = |amount| match amount {
//!     0..=3 => Ok(amount),
//!     _ => Err(catalog.coded(409002).with("left", 3)),
//! };
//! let error: Coded = order(5).unwrap_err();
//! assert_eq!(error.to_string(), "Only 3 are left");
//! assert_eq!(catalog.say(&error, "de, en;q=0.5").unwrap().text(), "Nur noch 3 sind da");
//!
//! // One line in the tests of a program: every locale that it needs has every message, whole.
//! assert_eq!(catalog.verify(["en-US", "de-DE"]), []);
//! # Ok::<(), codeword::Error>(())
//! ```
//!
//! With the feature `build`, a build script embeds the catalog and writes a function for each code,
//! `errors::out_of_stock(left)`, which [`include_catalog!`] brings in. Then a code that is gone, an argument that is
//! missing, and a required locale that is not whole do not compile.
//!
//! # Features
//!
//! * default: nothing but the library described here.
//! * `icu`: `NUMBER()` and `DATETIME()` in the reader's digits and calendar, by ICU4X. It is the one
//!   feature that changes texts: without it, both print their argument as it was given, and a file that gives
//!   them options is an error of [`CatalogBuilder::build`]. And `display_name`, what a language is called.
//! * `build`: `build`, for build scripts: a catalog becomes a part of the program, with a function for each code.
//! * `chrono`, `jiff`, `time`: the dates and times of those crates as values of arguments.
//! * `live`: `LiveCatalog`, which follows its folders while the program runs.
//! * `reload`: the same without its thread, which looks at its folders when it is told to; `live` brings it.
//! * `registry`: [`registry`] reads files, `codes.toml` beside the locales; `json` brings it.
//! * `json`: `response`, which localizes the texts in a JSON body.
//! * `semantics`: the rules of HTTP for that; `tower` and `capi` bring it, and by itself it offers nothing.
//! * `tower`: `response::layer`, the same for every response of a tower service.
//! * `axum`: `response::axum`, the [`Reader`] of a request as an extractor, and [`Coded`] and [`Problem`] as responses.
//! * `tonic`: `response::tonic`, gRPC statuses with the words of the reader.
//! * `admin`: `gateway::admin`, health, readiness and metrics of a gateway; `proxy` and `envoy` bring it.
//! * `proxy`: `gateway::proxy`, a reverse proxy with that layer.
//! * `envoy`: `gateway::envoy`, the same rules as an external processor for Envoy.
//! * `capi`: the library for C, which `src/capi/capi.md` describes; the one feature with unsafe code.
//! * `preview`: `gateway::preview`, the catalog in a browser, and `codeword preview`; brings `admin` and `cli`.
//! * `cli`: the command `codeword`, and `workbench`, the translators' tools that it is made of; with
//!   `proxy` and `envoy`, `codeword proxy` and `codeword envoy` too.
//! * `lsp`: `codeword lsp`, a language server for translators' editors.
//! * `full`: all of them, but for `capi`.
//!
//! # What is not here
//!
//! * There is no current language of the process, because one server speaks to many readers at once.
//! * No text is ever made up: a missing message is [`None`], never its own identifier.
//! * Keys are codes. For the texts of a user interface, take a general library for Fluent.
//!
//! [Fluent]: https://projectfluent.org

#![cfg_attr(not(feature = "capi"), forbid(unsafe_code))]
#![cfg_attr(feature = "capi", deny(unsafe_code))]
// docs.rs says beside an item which feature it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

// A generated module names the crate as its users do.
extern crate self as codeword;

mod args;
#[cfg(feature = "build")]
pub mod build;
#[cfg(feature = "capi")]
#[allow(unsafe_code, reason = "C passes pointers; nowhere else is any")]
pub mod capi;
mod catalog;
mod code;
mod comparison;
#[cfg(any(feature = "build", feature = "cli"))]
mod constants;
mod error;
mod fluent;
#[cfg(feature = "admin")]
pub mod gateway;
mod locale;
/// The codes of the Polaris service mesh, whose catalog the crate ships with, as constants.
///
/// ```
/// use codeword::{Catalog, Code, polaris};
///
/// let catalog = Catalog::embedded();
/// let message = catalog.message(polaris::HEARTBEAT_EXCEED_LIMIT, "zh-CN").expect("a known code");
/// assert_eq!(message.text(), "心跳超限, 实例仅支持每秒1次心跳");
///
/// let advice = |code: Code<'_>| match code {
///     polaris::HEARTBEAT_EXCEED_LIMIT | polaris::IP_RATE_LIMIT => "wait",
///     _ => "tell the operator",
/// };
/// assert_eq!(advice(message.code()), "wait");
/// ```
///
/// `codeword generate` has written it, and writes the same for any other catalog.
pub mod polaris;
pub mod registry;
#[cfg(feature = "json")]
pub mod response;
#[cfg(feature = "json")]
mod settings;
#[cfg(feature = "cli")]
pub mod workbench;

pub use args::{Args, Date, DateArgument, DateTime, NumberArgument, Time, Value};
#[cfg(feature = "live")]
pub use catalog::LiveCatalogBuilder;
pub use catalog::{Catalog, CatalogBuilder, Coded, Codes, Message, Problem};
#[cfg(feature = "reload")]
pub use catalog::{ContentHash, Generation, LiveCatalog, LiveView, Snapshot};
pub use code::{Code, CodeBuf, InvalidCode};
pub use error::{Diagnostic, Error};
pub use fluent::Source;
#[cfg(feature = "icu")]
pub use locale::display_name;
pub use locale::{
    Chain, Locale, Negotiation, Negotiator, Preference, Reader, canonical_tag, posix_tag,
};
pub use unic_langid::LanguageIdentifier;

/// The examples of README.md are run as tests too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

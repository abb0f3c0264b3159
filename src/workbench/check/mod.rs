//! Everything that is broken, missing or odd in a project's files, for the person who can mend it.
//!
//! [`check`] reads every file once and asks every [`Rule`]; what a rule finds is a [`Finding`] with
//! its place, and with what to write instead. A [`Report`] prints itself in any [`Format`].
//!
//! ```
//! use codeword::workbench::{Project, check};
//!
//! let project = Project::open("tests/fixtures/check/crlf/bad/locales", None)?;
//! let report = check::check(&project);
//!
//! let finding = &report.findings()[0];
//! assert_eq!(finding.rule().name(), "crlf");
//! assert_eq!((finding.line(), finding.column()), (1, 15));
//! # Ok::<(), codeword::Error>(())
//! ```

mod allow;
mod characters;
mod context;
mod entry;
mod finding;
mod fix;
mod language;
mod literal;
mod misreading;
mod multiplier;
mod numbers;
mod numerals;
mod placeholder;
mod render;
mod reporter;
mod rule;
mod rules;
mod run;
mod worded;

pub use finding::{Finding, Report};
#[cfg(feature = "lsp")]
pub(crate) use fix::without_overlaps;
pub use fix::{FixedFile, fix};
pub use render::Format;
#[cfg(feature = "lsp")]
pub(crate) use render::uri;
pub use rule::{Rule, Severity};
pub use rules::{rule, rules};
#[cfg(feature = "lsp")]
pub(crate) use run::check_locales;
pub use run::{check, check_with_progress};

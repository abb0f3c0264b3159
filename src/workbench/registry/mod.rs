//! The registry of a project, and what declares the codes elsewhere: a `.proto`, an OpenAPI document, Go, Java,
//! TypeScript, or a table.
//!
//! [`Declarations`] are the codes of such a file. [`import()`] brings them into `codes.toml`, and [`compare`] says
//! where the two differ, for a build that is to fail then.
//!
//! ```
//! use codeword::workbench::registry::{self, Declarations, ReadOptions};
//!
//! let folder = tempfile::tempdir()?;
//! let source = folder.path().join("code.proto");
//! std::fs::write(&source, "syntax = \"proto3\"; enum Code { OK = 0; TOO_FAST = 429001; }")?;
//! let registry = folder.path().join("codes.toml");
//!
//! let file = Declarations::open(&source, &ReadOptions::default())?;
//! if let Some(change) = registry::import(&file, &registry)?.change {
//!     change.write()?;
//! }
//! assert!(registry::compare(&file, &registry)?.is_empty());
//!
//! std::fs::write(&source, "syntax = \"proto3\"; enum Code { OK = 0; TOO_OFTEN = 429001; }")?;
//! let file = Declarations::open(&source, &ReadOptions::default())?;
//! assert_eq!(registry::compare(&file, &registry)?.len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod compare;
mod declarations;
mod edition;
mod editor;
mod expression;
mod format;
mod go;
mod import;
mod java;
mod list;
mod numeral;
mod openapi;
mod protobuf;
mod scanner;
mod table;
mod tokens;
mod typescript;

pub use compare::{Difference, DifferenceKind, compare};
pub use declarations::{Declarations, ReadOptions};
pub use format::Format;
pub use import::{EntryChange, Import, import};

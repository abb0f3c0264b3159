//! What is still to be done? The translator's side: everything that looks at the files of a catalog.
//!
//! A [`Project`] is a folder of locales as it lies on the disk. [`check`] says what is broken, missing or
//! odd in it, [`status`] how far its translations are, [`diff`] what has changed since they were made, and
//! [`sync`] brings its locales up to the source. [`exchange`] takes texts to other tools and back, and
//! [`mod@reference`] publishes them. [`registry`] compares the names and statuses of codes with what declares them
//! elsewhere, and [`generate`] writes the codes in other languages. [`new`] makes a catalog of one's own, and a
//! [`Pseudolocale`] shows what a program does with translations before there are any.

pub mod check;
pub mod diff;
pub mod exchange;
pub mod generate;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod new;
#[cfg(feature = "preview")]
pub(crate) mod preview;
pub mod reference;
pub mod registry;
pub mod status;

mod edit;
mod project;
mod pseudo;

pub use edit::sync;
pub use edit::{FileChange, MessageChange};
pub use project::{Project, Surroundings};
pub use pseudo::Pseudolocale;

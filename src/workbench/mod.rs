//! What is still wrong? The translator's side: everything that looks at the files of a catalog.
//!
//! A [`Project`] is a folder of locales as it lies on the disk. [`check`] says what is broken, missing or
//! odd in it, [`status`] how far its translations are; [`sync`] brings its locales up to the source,
//! [`exchange`] takes texts to other tools and back, [`new`] makes a catalog of one's own, and a
//! [`Pseudolocale`] shows what a program does with translations before there are any.

pub mod check;
pub mod exchange;
pub mod new;
pub mod status;

mod edit;
mod project;
mod pseudo;

pub use edit::sync;
pub use edit::{FileChange, MessageChange};
pub use project::Project;
pub use pseudo::Pseudolocale;

//! What changes in a file? Edits that are spliced in, so that every byte outside of them stays.

pub mod sync;

pub(crate) mod block;
mod change;
pub(crate) mod insert;
pub(crate) mod mark;
pub(crate) mod parsed;
pub(crate) mod splice;

pub use change::{FileChange, MessageChange};

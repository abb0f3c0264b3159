//! What is a translator told of a catalog? The data that the page of `codeword preview` shows, and the page
//! itself: all of it without a socket.
//!
//! [`Overview`] is every message of a locale beside its source, with its state and what `check` finds in it.
//! [`Reader`] is one message as its reader gets it: which locale answers and why, what it can be filled in
//! with, and its text in every locale. [`save`] gives a message another text, unless that would break it or
//! somebody was faster. [`page`] has the files of the page and its own texts.

mod entry;
mod overview;
mod page;
mod reader;
mod save;
mod variables;

pub(crate) use overview::{Overview, Refusal};
pub(crate) use page::{PageTexts, asset};
pub(crate) use reader::{Catalogs, Question, Reader};
pub(crate) use save::{Wanted, save};

//! XLIFF 1.2 and 2.0 (OASIS), for translation tools: each text with its source, its state and its notes.
//!
//! Core elements only. A unit that is split into segments is put together again; markup within a text
//! is refused, because a message has none that XLIFF knows: placeables travel as text, with a note.

mod read;
mod write;

pub(super) use read::read;
pub(super) use write::{write_1_2, write_2_0};

/// The note of a unit whose text is Fluent source.
const FLUENT_NOTE: &str = "Fluent source: leave what stands in { } as it is";

//! Where is the text in a body? One pass over the bytes finds each pair of a code and its text; the
//! new texts go between the old bytes.

mod block;
mod collect;
mod fields;
mod lexer;
mod splice;
mod walk;

use std::ops::Range;

pub(super) use collect::Pair;
pub(super) use fields::Fields;
pub(super) use splice::{Pieces, Splice};
pub(super) use walk::find;

/// The text of a string that was checked, between whose quotes these bytes stand.
pub(super) fn unescape(body: &[u8], between: Range<usize>) -> String {
    let quoted = &body[between.start - 1..between.end + 1];
    // It cannot fail: its escapes were checked when it was found.
    serde_json::from_slice(quoted).unwrap_or_default()
}

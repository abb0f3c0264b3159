//! Where is the text in a body? One pass over the bytes finds each pair of a code and its text; the
//! new texts go between the old bytes.

mod chunk;
mod collect;
mod escape;
mod fields;
mod lexer;
mod number;
mod splice;
mod string;
mod walk;

pub(super) use collect::{Pair, Pairs};
pub(super) use escape::unescape;
pub(super) use fields::Fields;
pub(super) use splice::{Pieces, Splice};
pub(super) use walk::find;

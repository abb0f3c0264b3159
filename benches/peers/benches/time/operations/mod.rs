//! What is asked of the contestants, one operation a file.
//!
//! A peer has its key, `code-400142`, in hand, and need not make it of the number as it would have
//! to; codeword takes the number.

pub mod argument;
pub mod handle;
pub mod header;
pub mod name;
pub mod plural;
pub mod tag;

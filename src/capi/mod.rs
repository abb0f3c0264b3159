//! The library for C: what `codeword.h` declares.
#![doc = include_str!("capi.md")]

mod answer;
mod border;
mod buffer;
#[cfg(test)]
mod caller;
mod finish;
mod handles;
mod head;
mod input;
mod judge;
mod library;
mod life;
mod memory;
mod question;
mod ticket;
mod verdict;
mod whole;

pub use answer::Answer;
pub use buffer::Buffer;
pub use finish::{codeword_finish, codeword_release};
pub use head::Head;
pub use input::{Header, Text};
pub use judge::codeword_judge;
pub use life::{
    State, codeword_abi, codeword_close, codeword_counts, codeword_generation, codeword_open,
    codeword_reload, codeword_version,
};
pub use question::{codeword_concerns, codeword_request_headers, codeword_response_headers};
pub use verdict::Verdict;
pub use whole::{Body, codeword_localize, codeword_message, codeword_page};

//! `codeword preview`: its answers, those who attack it, and its page in a real browser.

mod attack;
mod browser;
mod edit;
mod stand;

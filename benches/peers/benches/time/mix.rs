//! What is asked for: every code in every locale, in an order that no branch predictor knows.

use std::sync::LazyLock;

pub const LOCALES: [&str; 2] = ["en-US", "zh-CN"];

/// The message with a string argument, `name`, and that with a number, `limit`.
pub const WITH_NAME: u32 = 900_001;
pub const WITH_LIMIT: u32 = 900_002;

pub const NAMES: [&str; 4] = ["orders", "checkout.payment.v2", "账户", "a"];
pub const LIMITS: [u32; 5] = [1, 2, 21, 500, 100_000];

/// What browsers, phones, libraries and robots send.
pub static HEADERS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../../../headers.txt").lines().collect());

/// The code of a message in its Fluent files, `code-400142`: peers get it in hand.
pub struct Asked {
    pub code: u32,
    pub key: &'static str,
    /// The position among all codes, ascending.
    pub slot: usize,
    /// The position in [`LOCALES`].
    pub locale: usize,
}

/// Every shipped code in every locale, once.
pub static TEXTS: LazyLock<Vec<Asked>> = LazyLock::new(|| {
    let catalog = codeword::Catalog::embedded();
    let number = |code: codeword::Code<'_>| u32::try_from(code.as_u64()?).ok();
    let codes: Vec<u32> = catalog.codes().filter_map(number).collect();
    let pairs =
        codes.iter().enumerate().flat_map(|(slot, code)| [(slot, *code, 0), (slot, *code, 1)]);
    let mut texts: Vec<Asked> = pairs
        .map(|(slot, code, locale)| {
            let key = String::leak(format!("code-{code}"));
            Asked { code, key, slot, locale }
        })
        .collect();
    shuffle(&mut texts);
    texts
});

/// The same order at each run.
fn shuffle<T>(items: &mut [T]) {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for last in (1..items.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        items.swap(last, (state % (last as u64 + 1)) as usize);
    }
}

/// The header that goes with the n-th of [`TEXTS`]: a shuffled mix as well.
pub fn header(position: usize) -> &'static str {
    HEADERS[TEXTS[position].slot % HEADERS.len()]
}

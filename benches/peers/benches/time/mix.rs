//! What is asked for: every code in every locale, in an order that no branch predictor knows.

use std::sync::LazyLock;

pub const LOCALES: [&str; 2] = ["en-US", "zh-CN"];

/// The message with a string argument, `name`, and that with a number, `limit`.
pub const WITH_NAME: u32 = 900_001;
pub const WITH_LIMIT: u32 = 900_002;

pub const NAMES: [&str; 4] = ["orders", "checkout.payment.v2", "账户", "a"];
pub const LIMITS: [u32; 5] = [1, 2, 21, 500, 100_000];

/// What browsers, phones, libraries and robots send.
pub const HEADERS: [&str; 24] = [
    "en-US,en;q=0.9",
    "en-US,en;q=0.5",
    "zh-CN,zh;q=0.9",
    "zh-CN,zh;q=0.9,en;q=0.8",
    "zh-CN,zh;q=0.8,zh-TW;q=0.7,zh-HK;q=0.5,en-US;q=0.3,en;q=0.2",
    "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7",
    "zh-HK,zh-Hant;q=0.9,zh;q=0.8,en;q=0.7",
    "zh-Hans-CN, zh-Hans; q=0.5",
    "ja,en-US;q=0.9,en;q=0.8",
    "ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7",
    "de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7",
    "de,en-US;q=0.7,en;q=0.3",
    "fr-FR,fr;q=0.8,en-US;q=0.5,en;q=0.3",
    "fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5",
    "es-419,es;q=0.9,en;q=0.8",
    "es-ES,es;q=0.8,en-US;q=0.5,en;q=0.3",
    "pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7",
    "ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7",
    "it-IT,it;q=0.9,en-US;q=0.8,en;q=0.7",
    "vi-VN,vi;q=0.9,fr-FR;q=0.8,fr;q=0.7,en-US;q=0.6,en;q=0.5",
    "en-GB,en;q=0.9,cy;q=0.8",
    "sr-Latn-RS,sr;q=0.9,hr;q=0.8,en;q=0.7",
    "en",
    "*",
];

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
    let codes = codeword::Catalog::embedded().codes().map(|code| code.get()).collect::<Vec<_>>();
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

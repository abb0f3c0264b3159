//! The shipped catalog in WebAssembly, without any bindings: a host asks for a text byte by byte.
//!
//! ```console
//! $ cargo build --target wasm32-unknown-unknown
//! $ node run.mjs target/wasm32-unknown-unknown/debug/codeword_wasm_example.wasm
//! ```

use codeword::Catalog;

/// The byte in a place of the text of a code, in Chinese or in English; -1 past its end, and for a code that is
/// not known.
#[unsafe(no_mangle)]
pub extern "C" fn byte(code: u32, chinese: bool, place: usize) -> i32 {
    let preference = if chinese { "zh-CN" } else { "en-US" };
    let catalog = Catalog::embedded();
    let message = catalog.message(code, preference);
    let byte = message.and_then(|message| message.text().as_bytes().get(place).copied());
    byte.map_or(-1, i32::from)
}

//! What one would write with serde_json.

use codeword::Catalog;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::READER;

pub fn json(body: &[u8]) -> Value {
    serde_json::from_slice(body).expect("JSON")
}

/// The message in the reader's language, with the detail that the original text has after `: `.
fn text(catalog: &Catalog, code: u32, original: &str) -> Option<String> {
    let message = catalog.message(code, READER)?;
    let detail = original.find(": ").map_or("", |start| &original[start..]);
    Some(format!("{message}{detail}"))
}

#[derive(Deserialize)]
struct Answer<'b> {
    code: u32,
    #[serde(borrow)]
    info: &'b RawValue,
    #[serde(borrow, default)]
    responses: Vec<Answer<'b>>,
}

/// A derived struct borrows each text as a `RawValue`, whose bytes are then replaced.
pub fn spliced(catalog: &Catalog, body: &[u8]) -> Vec<u8> {
    let answer: Answer<'_> = serde_json::from_slice(body).expect("JSON");
    let mut out = Vec::with_capacity(body.len());
    let mut done = 0;
    for answer in std::iter::once(&answer).chain(&answer.responses) {
        let raw = answer.info.get();
        let original: String = serde_json::from_str(raw).expect("a string");
        if let Some(text) = text(catalog, answer.code, &original) {
            let start = raw.as_ptr().addr() - body.as_ptr().addr();
            out.extend_from_slice(&body[done..start]);
            serde_json::to_writer(&mut out, &text).expect("memory");
            done = start + raw.len();
        }
    }
    out.extend_from_slice(&body[done..]);
    out
}

/// All of it is parsed to a `Value`, changed, and printed.
pub fn edited(catalog: &Catalog, body: &[u8]) -> Vec<u8> {
    fn edit(catalog: &Catalog, answer: &mut Value) {
        let code = answer["code"].as_u64().and_then(|code| u32::try_from(code).ok());
        let new = code.and_then(|code| text(catalog, code, answer["info"].as_str()?));
        if let Some(new) = new {
            answer["info"] = Value::String(new);
        }
        if let Some(responses) = answer.get_mut("responses").and_then(Value::as_array_mut) {
            responses.iter_mut().for_each(|answer| edit(catalog, answer));
        }
    }
    let mut answer = json(body);
    edit(catalog, &mut answer);
    serde_json::to_vec(&answer).expect("memory")
}

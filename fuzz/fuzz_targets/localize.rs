//! Any body and any policy: no panic, and no other change than that of texts, or the adding of some.
//!
//! The first byte of an input chooses the policy; the rest is the body:
//!
//! ```text
//! 0{"code": 1, "info": "one: two"}
//! ```

#![no_main]

use std::sync::LazyLock;

use bytes::Bytes;
use codeword::response::{
    Defect, Detail, GenericTexts, Localization, Localizer, MediaType, Missing, Outcome, Pair,
    Policy, Scope,
};
use codeword::{Catalog, Code, Source};
use libfuzzer_sys::fuzz_target;

const FILES: [(&str, &str); 2] = [
    (
        "en-US/errors.ftl",
        "code-1 = One\ncode-2 = Two \"2\"\n    .title = Title\ncode-3 = { $n } times\ncode-4 = Four\ncode-lost = Lost\ncode--7 = Minus seven\n",
    ),
    (
        "zh-CN/errors.ftl",
        "code-1 = 一\ncode-2 = 二\ncode-3 = { $n } 次\ncode-lost = 丢了\ncode--7 = 负七\n",
    ),
];

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let source = Source::files(FILES);
    Catalog::builder().source(source).build().expect("the texts are sound")
});

/// The defects of a body that is JSON.
const SAYS_TOO_MUCH: [Defect; 2] = [Defect::TooDeep, Defect::DuplicateKey];

fuzz_target!(|data: &[u8]| {
    let Some((choice, body)) = data.split_first() else {
        return;
    };
    let (policy, media_type) = (policy(*choice), media_type(*choice));
    let reads_all = *choice & 3 != 3 || media_type == MediaType::Problem;
    let body = Bytes::copy_from_slice(body);
    let localizer = Localizer::new(CATALOG.clone(), policy);
    let localize = |body: &Bytes| localizer.localize(body.clone(), media_type, "zh-CN");

    let localization = localize(&body);
    let new = localization.clone().into_body();
    assert_eq!(new.len(), localization.len());
    if reads_all {
        agrees_with_another_parser(&body, &localization);
    }
    if !localization.is_changed() {
        assert_eq!(new, body);
        return;
    }
    // What was put in is not replaced again.
    let again = localize(&new);
    assert!(!again.is_changed(), "{:?}", again.texts());
    if reads_all {
        agrees_with_another_parser(&new, &again);
    }
    if missing(*choice) == Missing::Add {
        return;
    }
    assert_eq!(again.texts().len(), localization.texts().len());
    if reads_all {
        assert_eq!(without_texts(&new), without_texts(&body));
    }
});

fn policy(choice: u8) -> Policy {
    let scope = [Scope::Within(8), Scope::Within(1), Scope::TopLevel, Scope::FirstPair];
    let detail = [Detail::Keep, Detail::Drop, Detail::OnlyGeneric, Detail::Keep];
    let pair = |code, text| Pair::new(code, text).expect("two names");
    let pairs = match choice >> 4 & 3 {
        0 => vec![pair("code", "info")],
        1 => vec![pair("error.code", "error.info"), pair("code", "info")],
        2 => vec![pair("code", "error.info"), pair("code", "info")],
        _ => vec![pair("a.b.code", "a.info")],
    };
    let policy = Policy::default().pairs(pairs).expect("few names");
    let policy = policy.scope(scope[usize::from(choice & 3)]).missing(missing(choice));
    let policy = policy.detail(detail[usize::from(choice >> 2 & 3)]);
    if choice >> 2 & 3 == 3 {
        let generic = [(Code::new(1), "one"), (Code::new(2), "a: b")];
        return policy.generic_texts(GenericTexts::from_iter(generic));
    }
    policy
}

fn missing(choice: u8) -> Missing {
    if choice & 0x40 == 0 { Missing::Leave } else { Missing::Add }
}

fn media_type(choice: u8) -> MediaType {
    if choice & 0x80 == 0 { MediaType::Json } else { MediaType::Problem }
}

/// What is JSON here is JSON there, and the other way round.
fn agrees_with_another_parser(body: &[u8], localization: &Localization) {
    let elsewhere = serde_json::from_slice::<serde_json::Value>(body);
    // To say so of a number, or of a nesting, is not to say that it is not JSON.
    let is_limit = |error: &serde_json::Error| {
        let error = error.to_string();
        error.starts_with("number out of range") || error.starts_with("recursion limit")
    };
    if elsewhere.as_ref().is_err_and(is_limit) {
        return;
    }
    // What is JSON may be in doubt all the same, because of what it says.
    let agrees = match localization.outcome() {
        Outcome::Defective(defect) => elsewhere.is_err() || SAYS_TOO_MUCH.contains(&defect),
        _ => elsewhere.is_ok(),
    };
    assert!(agrees, "{}, {elsewhere:?}", localization.outcome());
}

/// The bytes of a JSON text, but not those of its strings, except names.
fn without_texts(body: &[u8]) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut rest = body;
    while let Some((byte, after)) = rest.split_first() {
        kept.push(*byte);
        rest = after;
        if *byte != b'"' {
            continue;
        }
        let mut length = 0;
        while rest[length] != b'"' {
            length += if rest[length] == b'\\' { 2 } else { 1 };
        }
        let (string, after) = rest.split_at(length);
        if after[1..].trim_ascii_start().starts_with(b":") {
            kept.extend_from_slice(string);
        }
        kept.push(b'"');
        rest = &after[1..];
    }
    kept
}

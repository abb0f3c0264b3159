//! What localizing a body promises for every body there is.

use codeword::response::{Defect, Detail, Outcome, Policy, Scope};
use proptest::prelude::*;

use super::json::any_json;
use super::localize;
use super::plain::Setting;

fn any_setting() -> impl Strategy<Value = Setting> {
    let pairs = vec![
        ["code", "info"],
        ["error.code", "error.info"],
        ["code", "error.info"],
        ["error.code", "info"],
        ["code", "title"],
        ["error.error.code", "error.title"],
        ["error[].code", "info"],
        ["error.error[].code", "error.info"],
    ];
    let scope = prop_oneof![
        4 => (0..6u8).prop_map(Scope::Within),
        1 => Just(Scope::TopLevel),
        2 => Just(Scope::FirstPair),
    ];
    let detail = prop::sample::select(vec![Detail::Keep, Detail::Drop, Detail::OnlyGeneric]);
    let codes = prop::sample::select(vec![1..=9, 2..=3, 4..=4, -7..=1]);
    let generic = prop::sample::select(vec![(1, "one"), (1, "o"), (2, "一: x"), (3, "")]);
    let few = |most| prop::collection::SizeRange::from(0..=most);
    (
        prop::sample::subsequence(pairs, 1..=3).prop_shuffle(),
        scope,
        detail,
        prop::collection::vec(codes, few(1)),
        prop::collection::vec(generic, few(1)),
    )
        .prop_map(|(pairs, scope, detail, codes, generic)| {
            // An empty generic text does not count.
            let generic = generic.into_iter().filter(|(_, text)| !text.is_empty()).collect();
            Setting { pairs, scope, detail, codes, generic }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    /// For any JSON and any policy: the texts that should change do, and no other byte.
    #[test]
    fn only_the_texts_change(json in any_json(), setting in any_setting()) {
        let body = json.to_text();
        let expected = setting.localized(&json);
        let localization = localize(setting.policy(), body.as_bytes());
        let in_doubt = matches!(localization.outcome(), Outcome::Defective(_));
        prop_assert!(!in_doubt, "{}", localization.outcome());
        let expected = expected.to_text();
        prop_assert_eq!(String::from_utf8(localization.into_body().to_vec()).unwrap(), expected);
    }

    /// What is JSON here is JSON elsewhere, for bytes that nearly are.
    #[test]
    fn another_parser_agrees_on_what_is_json(
        json in any_json(),
        at in any::<prop::sample::Index>(),
        byte in prop_oneof![any::<u8>(), prop::sample::select(b"{}[],:\"\\0-.eE+ \ntrue".to_vec())],
        length in 0..3usize,
    ) {
        let mut body = json.to_text().into_bytes();
        let at = at.index(body.len() + 1);
        let end = (at + length).min(body.len());
        body.splice(at..end, [byte]);
        let elsewhere = serde_json::from_slice::<serde_json::Value>(&body);
        // To say so of a number is not to say that it is not JSON.
        let out_of_range = |error: &serde_json::Error| error.to_string().starts_with("number out");
        prop_assume!(!elsewhere.as_ref().is_err_and(out_of_range));
        let outcome = localize(Policy::default(), &body).outcome();
        let is_json = !matches!(
            outcome,
            Outcome::Defective(
                Defect::InvalidJson
                    | Defect::InvalidUnicode
                    | Defect::TrailingBytes
                    | Defect::ByteOrderMark
            )
        );
        // What is not JSON may have another defect, which was seen first.
        let in_doubt = matches!(outcome, Outcome::Defective(_));
        let agrees = if elsewhere.is_ok() { is_json } else { in_doubt };
        prop_assert!(agrees, "{outcome}, {elsewhere:?}: {}", body.escape_ascii());
    }

    #[test]
    fn no_bytes_make_it_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
        localize(Policy::default(), &body);
        localize(Policy::default().scope(Scope::FirstPair), &body);
    }
}

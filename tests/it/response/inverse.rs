//! Formatting and matching are each other's inverse.

use codeword::response::Templates;
use proptest::prelude::*;

/// Words, the placeholder before each, and the value there.
fn any_sentence(value: &'static str) -> impl Strategy<Value = Vec<(bool, String, String)>> {
    let part = (any::<bool>(), value, "[ ,'b错]{1,3}", -999i64..999);
    prop::collection::vec(part, 1..5).prop_map(|parts| {
        let part = |(is_number, text, words, number): (bool, String, String, i64)| {
            let value = if is_number { number.to_string() } else { text };
            (is_number, value, words)
        };
        parts.into_iter().map(part).collect()
    })
}

/// A template, a text that it formats, and the values in it.
fn formatted(parts: &[(bool, String, String)]) -> (String, String, Vec<String>) {
    let (mut template, mut text) = ("x ".to_owned(), "x ".to_owned());
    for (is_number, value, words) in parts {
        template.extend([if *is_number { "%d" } else { "%s" }, words]);
        text.extend([value.as_str(), words]);
    }
    (template, text, parts.iter().map(|(_, value, _)| value.clone()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    /// Values that have nothing of the words between them are found again.
    #[test]
    fn matching_is_the_inverse_of_formatting(parts in any_sentence("[ac-z0-9.é-]{0,4}")) {
        let (template, text, values) = formatted(&parts);
        let templates = Templates::from_sentences([(1, &template)]).unwrap();
        let understood = templates.understand(1.into(), &text);
        prop_assert!(understood.is_some(), "{} {}", template, text);
        let found: Vec<_> = understood.iter().flat_map(|found| found.values()).collect();
        let found: Vec<_> = found.into_iter().map(|(_, value)| value.to_owned()).collect();
        prop_assert_eq!(found, values);
    }

    /// Whatever the values are, none is ever mistaken: they are found, or nothing is.
    #[test]
    fn no_value_is_mistaken(parts in any_sentence("[ ,'b错a-]{0,6}")) {
        let (template, text, values) = formatted(&parts);
        let templates = Templates::from_sentences([(1, &template)]).unwrap();
        let Some(understood) = templates.understand(1.into(), &text) else { return Ok(()) };
        let found: Vec<_> = understood.values().map(|(_, value)| value.to_owned()).collect();
        prop_assert_eq!(found, values);
    }
}

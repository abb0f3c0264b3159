//! [`resembles`]: whether a text is in the words of another one.

use similar::{Algorithm, capture_diff_slices, diff_ratio};

use crate::fluent::{Definition, walk};

/// How much two texts share, from 0 to 1, of which one is a version of the other. A translation shares names
/// with its source, and in a related language some words.
const ENOUGH: f32 = 0.6;

/// Whether the text of a message is in the words of another message. Names and numbers, which a translation
/// keeps, do not count.
pub(super) fn resembles(one: &Definition<'_>, other: &Definition<'_>) -> bool {
    let (one, other) = (words(one), words(other));
    let operations = capture_diff_slices(Algorithm::Myers, &one, &other);
    let shared = operations.iter().filter(|operation| operation.tag() == similar::DiffTag::Equal);
    shared.map(|operation| operation.old_range().len()).sum::<usize>() >= 2
        && diff_ratio(&operations, one.len(), other.len()) >= ENOUGH
}

/// The words in small letters, and each letter of a script that has no capital ones.
fn words(definition: &Definition<'_>) -> Vec<String> {
    let mut words = Vec::new();
    for pattern in definition.patterns() {
        walk::texts(pattern, &mut |text| {
            for word in text.split(|c: char| !c.is_alphabetic()) {
                let is_cased = word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
                let is_name = word.chars().skip(1).any(char::is_uppercase);
                match is_cased {
                    true if !is_name => words.push(word.to_lowercase()),
                    true => {}
                    false => words.extend(word.chars().map(String::from)),
                }
            }
        });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::Document;

    #[test]
    fn a_translation_does_not_resemble_its_source() {
        for (source, text, expected) in [
            ("Wait 10 minutes", "Wait 5 minutes", true),
            ("Wait 10 minutes", "Czekaj 10 minut", false),
            ("The order was not found", "The order is not there", true),
            ("The order was not found", "Bestillingen ble ikke funnet", false),
            ("The POLARIS server at GitHub", "Der Server POLARIS bei GitHub", false),
            ("心跳超限, 实例仅支持每秒1次心跳", "心跳超限, 实例只支持每秒2次心跳", true),
            ("心跳超限, 实例仅支持每秒1次心跳", "ハートビートの上限を超えました", false),
            ("OK", "OK", false),
        ] {
            let file = format!("a = {source}\nb = {text}\n");
            let document = Document::parse(&file);
            let definitions: Vec<_> = document.definitions().collect();
            assert_eq!(resembles(definitions[0], definitions[1]), expected, "{text}");
        }
    }
}

//! How a language writes numbers (UTS #35, part 3, "Number Symbols"; part 6, "Rule-Based Number Formatting"):
//! its digits, what separates them, and its words for small numbers.

use unic_langid::LanguageIdentifier;

use super::cldr::numbers::{SEPARATORS, WORDS, ZEROS};
use super::tag::with_parents;

/// What a locale separates digits by, where these are ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Separators {
    /// What stands before a fraction.
    pub(crate) decimal: char,
    /// What stands between thousands; U+00A0 for a space of any width.
    pub(crate) group: char,
}

/// The separators of a locale, or of its nearest parent that CLDR names.
pub(crate) fn separators(language: &LanguageIdentifier) -> Separators {
    let row = find(SEPARATORS, language, |(signs, locales), wanted| {
        locales.split(' ').any(|locale| locale == wanted).then_some(signs)
    });
    let mut signs = row.unwrap_or(".,").chars();
    let mut next = || signs.next().unwrap_or_default();
    Separators { decimal: next(), group: next() }
}

/// The words of a language for the numbers from 0 on, up to twelve: of each number all forms, between spaces, or `-`
/// if CLDR has none. Empty for a language that CLDR has no words of.
pub(crate) fn number_words(language: &LanguageIdentifier) -> Vec<&'static str> {
    let row = find(WORDS, language, |(locale, words), wanted| (locale == wanted).then_some(words));
    row.into_iter().flat_map(|words| words.split("; ")).collect()
}

/// The value of a decimal digit of any numbering system.
pub(crate) fn digit(character: char) -> Option<u8> {
    if character.is_ascii() {
        return character.to_digit(10).map(|digit| digit as u8);
    }
    let at = ZEROS.partition_point(|zero| *zero <= character).checked_sub(1)?;
    let digit = u32::from(character) - u32::from(ZEROS[at]);
    (digit < 10).then_some(digit as u8)
}

/// What a row of a table says of a locale, or of its nearest parent that has a row: rows begin with a name and a
/// colon.
fn find(
    table: &'static str,
    language: &LanguageIdentifier,
    read: impl Fn((&'static str, &'static str), &str) -> Option<&'static str>,
) -> Option<&'static str> {
    let mut tag = language.to_string();
    // CLDR keeps the numbers of Bokmål under the name of both forms of Norwegian.
    if language.language == "nb" {
        tag.replace_range(..2, "no");
    }
    let rows = || table.lines().filter_map(|row| row.split_once(": "));
    with_parents(&tag).find_map(|locale| rows().find_map(|row| read(row, locale)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_locale_has_its_own_separators_or_its_parents() {
        for (tag, decimal, group) in [
            ("en-US", '.', ','),
            ("de-DE", ',', '.'),
            ("de-CH", '.', '\''),
            ("de-AT", ',', '\u{A0}'),
            ("fr", ',', '\u{A0}'),
            ("es-MX", '.', ','),
            ("es-AR", ',', '.'),
            ("pt-PT", ',', '\u{A0}'),
            ("nb-NO", ',', '\u{A0}'),
            ("hi-IN", '.', ','),
            ("zh-Hans-CN", '.', ','),
            ("tlh", '.', ','),
        ] {
            let found = separators(&tag.parse().unwrap());
            assert_eq!(found, Separators { decimal, group }, "{tag}");
        }
    }

    #[test]
    fn digits_of_all_systems_have_their_values() {
        for (character, expected) in [
            ('7', Some(7)),
            ('٣', Some(3)),
            ('۹', Some(9)),
            ('२', Some(2)),
            ('๐', Some(0)),
            ('１', Some(1)),
            ('/', None),
            ('二', None),
            ('a', None),
            ('ﾟ', None),
        ] {
            assert_eq!(digit(character), expected, "{character}");
        }
        assert!(ZEROS.is_sorted());
    }

    #[test]
    fn small_numbers_have_words() {
        for (tag, number, word) in [
            ("en-GB", 2, "two"),
            ("de", 12, "zwölf"),
            ("pl", 2, "dwóch"),
            ("ru-RU", 3, "трех"),
            ("ar", 1, "واحد"),
            ("hi", 5, "पाँच"),
            ("ja", 10, "十"),
            ("nb-NO", 3, "tre"),
        ] {
            let words = number_words(&tag.parse().unwrap());
            assert!(
                words[number].split(' ').any(|known| known == word),
                "{tag}: {}",
                words[number]
            );
        }
        assert!(number_words(&"tlh".parse().unwrap()).is_empty());
        assert!(WORDS.lines().all(|row| row.split("; ").count() == 13));
    }
}

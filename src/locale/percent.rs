//! Where a locale puts its percent sign (UTS #35, part 3, "Number Patterns"), which ICU4X does not say
//! yet.

use unic_langid::LanguageIdentifier;

use super::cldr::percent::AFFIXES;
use super::tag::with_parents;

/// What stands before and after the digits of a percentage in a locale, or in its nearest parent that
/// CLDR has a pattern for.
pub(crate) fn percent_affixes(language: &LanguageIdentifier) -> (&'static str, &'static str) {
    let tag = language.to_string();
    let row = |locale| AFFIXES.binary_search_by(|(known, _, _)| (*known).cmp(locale)).ok();
    let found = with_parents(&tag).find_map(row);
    found.map_or(("", "%"), |row| (AFFIXES[row].1, AFFIXES[row].2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_locale_has_its_own_percent_sign_or_its_parents() {
        for (tag, expected) in [
            ("en-US", "5%"),
            ("de-DE", "5\u{A0}%"),
            ("de-CH", "5%"),
            ("tr", "%5"),
            ("eu-ES", "%\u{A0}5"),
            ("fr-CH", "5%"),
            ("ar-EG", "5\u{66A}\u{61C}"),
            ("fa", "5\u{66A}"),
            ("zh-CN", "5%"),
            ("tlh", "5%"),
        ] {
            let (before, after) = percent_affixes(&tag.parse().unwrap());
            assert_eq!([before, "5", after].concat(), expected, "{tag}");
        }
    }

    #[test]
    fn the_table_of_percent_signs_is_sorted() {
        assert!(AFFIXES.is_sorted_by(|a, b| a.0 < b.0));
    }
}

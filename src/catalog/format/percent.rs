//! [`PercentPattern`]: where a locale puts its percent sign, which ICU4X does not say yet.

use unic_langid::LanguageIdentifier;

use super::percent_table::PERCENT;

/// What stands around the digits of a percentage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PercentPattern {
    before: &'static str,
    behind: &'static str,
}

impl PercentPattern {
    /// The pattern of a locale, or of its nearest parent that CLDR has one for.
    pub(super) fn of(language: &LanguageIdentifier) -> PercentPattern {
        let tag = language.to_string();
        let mut locale = tag.as_str();
        loop {
            if let Ok(row) = PERCENT.binary_search_by_key(&locale, |(known, _, _)| known) {
                let (_, before, behind) = PERCENT[row];
                return PercentPattern { before, behind };
            }
            match locale.rsplit_once('-') {
                Some((parent, _)) => locale = parent,
                None => {
                    return PercentPattern { before: "", behind: "%" };
                }
            }
        }
    }

    /// The pattern around a formatted number.
    pub(super) fn wrap(self, number: &str) -> String {
        [self.before, number, self.behind].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_locale_has_its_own_or_its_parents() {
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
            assert_eq!(PercentPattern::of(&tag.parse().unwrap()).wrap("5"), expected, "{tag}");
        }
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(PERCENT.is_sorted_by(|a, b| a.0 < b.0));
    }
}

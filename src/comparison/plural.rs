//! Which plural categories a language has (CLDR, UTS #35 "Language Plural Rules").

use fluent_syntax::ast::{InlineExpression, Variant, VariantKey};
use unic_langid::LanguageIdentifier;

use crate::args::Number;
use crate::locale::{PluralKind as Kind, PluralRules, is_invariable};

/// The names of the categories, in CLDR's order.
pub(crate) const NAMES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The categories of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Categories {
    /// Those that whole numbers up to a thousand have: a message needs them.
    needed: u8,
    /// Those that any number has: a message may have them.
    known: u8,
}

impl Categories {
    /// The categories of a language, found by asking its rules about numbers of every sort.
    pub(crate) fn of(tag: &LanguageIdentifier, kind: Kind) -> Categories {
        let rules = PluralRules::of(tag, kind);
        let bit = |number: Number| bit(number.plural_category(&rules).name());
        let integer = |magnitude| Number::Integer { negative: false, magnitude };
        let needed = (0..=1000).fold(0, |all, number| all | bit(integer(number)));
        let fractions =
            ["0.0", "0.1", "0.5", "1.0", "1.1", "1.5", "2.0", "2.1", "3.3", "5.5", "10.0"];
        let others = fractions.into_iter().filter_map(Number::parse).chain([integer(1_000_000)]);
        let known = others.fold(needed, |all, number| all | bit(number));
        Categories { needed, known }
    }

    /// The names of the categories that a message needs.
    pub(crate) fn needed(self) -> impl Iterator<Item = &'static str> {
        NAMES.into_iter().filter(move |name| self.needed & bit(name) != 0)
    }

    /// Whether a text in their language needs no plural forms: it has one category, or a noun has one form in all
    /// of them.
    pub(crate) fn are_without_forms(self, tag: &LanguageIdentifier) -> bool {
        self.needed().count() == 1 || is_invariable(tag)
    }

    /// Whether a number can have the category of this name.
    pub(crate) fn knows(self, name: &str) -> bool {
        self.known & bit(name) != 0
    }
}

/// The number that shows each category of a language best: the first that has it, from 1 on as people count, then 0,
/// then those that are seldom met.
#[cfg(any(feature = "lsp", feature = "preview"))]
pub(crate) fn examples(tag: &LanguageIdentifier, kind: Kind) -> Vec<(&'static str, Number)> {
    let rules = PluralRules::of(tag, kind);
    let whole = (1..=1000).chain([0, 1_000_000]);
    let whole = whole.map(|magnitude| Number::Integer { negative: false, magnitude });
    let fractions = ["0.5", "1.5", "2.1"].into_iter().filter_map(Number::parse);
    let mut examples: Vec<(&'static str, Number)> = Vec::new();
    for number in whole.chain(fractions) {
        let category = number.plural_category(&rules).name();
        if !examples.iter().any(|(known, _)| *known == category) {
            examples.push((category, number));
        }
    }
    examples
}

fn bit(name: &str) -> u8 {
    NAMES.iter().position(|known| *known == name).map_or(0, |at| 1 << at)
}

/// Whether a name is that of a plural category.
pub(crate) fn is_category(name: &str) -> bool {
    NAMES.contains(&name)
}

/// The name of a variant's key, if it is not a number.
pub(crate) fn category<'s>(variant: &Variant<&'s str>) -> Option<&'s str> {
    match variant.key {
        VariantKey::Identifier { name } => Some(name),
        VariantKey::NumberLiteral { .. } => None,
    }
}

/// Whether variants tell numbers apart, by category or by value; if so, how the numbers are meant.
pub(crate) fn plural_kind(
    selector: &InlineExpression<&str>,
    variants: &[Variant<&str>],
) -> Option<Kind> {
    let is_plural = variants.iter().all(|variant| category(variant).is_none_or(is_category));
    is_plural.then(|| match selector {
        InlineExpression::FunctionReference { arguments, .. } => {
            let ordinal = arguments.named.iter().any(|named| {
                let value = InlineExpression::StringLiteral { value: "ordinal" };
                named.name.name == "type" && named.value == value
            });
            if ordinal { Kind::Ordinal } else { Kind::Cardinal }
        }
        _ => Kind::Cardinal,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(any(feature = "lsp", feature = "preview"))]
    #[test]
    fn each_category_of_a_language_has_a_number() {
        for (tag, expected) in [
            ("en-US", "one 1, other 2"),
            ("zh-CN", "other 1"),
            ("pl-PL", "one 1, few 2, many 5, other 0.5"),
            ("ar-EG", "one 1, two 2, few 3, many 11, other 100, zero 0"),
            ("fr", "one 1, other 2, many 1000000"),
        ] {
            let found = examples(&tag.parse().unwrap(), Kind::Cardinal);
            let found: Vec<String> =
                found.iter().map(|(category, number)| format!("{category} {number}")).collect();
            assert_eq!(found.join(", "), expected, "{tag}");
        }
    }

    #[test]
    fn languages_have_their_categories() {
        for (tag, kind, needed, also_known) in [
            ("en-US", Kind::Cardinal, vec!["one", "other"], vec![]),
            ("en-US", Kind::Ordinal, vec!["one", "two", "few", "other"], vec![]),
            ("zh-Hans-CN", Kind::Cardinal, vec!["other"], vec![]),
            ("pl", Kind::Cardinal, vec!["one", "few", "many"], vec!["other"]),
            ("fr", Kind::Cardinal, vec!["one", "other"], vec!["many"]),
            ("ar", Kind::Cardinal, vec!["zero", "one", "two", "few", "many", "other"], vec![]),
            ("pt-PT", Kind::Cardinal, vec!["one", "other"], vec!["many"]),
        ] {
            let categories = Categories::of(&tag.parse().unwrap(), kind);
            assert_eq!(categories.needed().collect::<Vec<_>>(), needed, "{tag}");
            let known =
                NAMES.into_iter().filter(|name| categories.knows(name) && !needed.contains(name));
            assert_eq!(known.collect::<Vec<_>>(), also_known, "{tag}");
        }
    }
}

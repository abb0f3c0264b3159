//! [`PluralRules`]: the plural category of a number in a language (UTS #35, part 3, "Language Plural
//! Rules").
//!
//! The crate that fluent-rs asks, intl_pluralrules 7.0.2, loses the modulus of `n % 10 = 2..9`: it
//! takes the Lithuanian 22 for a 100, and 111 for a 1. So the rules are read here, as CLDR writes them.

use std::sync::Arc;

use unic_langid::LanguageIdentifier;

use super::cldr::numbers::INVARIABLE;
use super::cldr::plurals::{CARDINAL, ONE_CATEGORY, ORDINAL};

/// The rules of one language, for one kind of number. A clone shares them.
///
/// A language that CLDR has no rules for has none: every number is [`PluralCategory::Other`] in it.
#[derive(Clone, Debug)]
pub(crate) struct PluralRules(Arc<[(PluralCategory, Condition)]>);

/// What a number is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PluralKind {
    /// To count: 1 file, 2 files.
    Cardinal,
    /// To rank: 1st, 2nd.
    Ordinal,
}

/// A plural category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PluralCategory {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// What the rules look at in a number (UTS #35, part 3, "Plural Operand Meanings"). The absolute
/// value, `n`, is `i` unless there is a `t`.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct PluralOperands {
    /// Its integer digits.
    pub(crate) i: u64,
    /// The count of its fraction digits.
    pub(crate) v: u64,
    /// Its fraction digits.
    pub(crate) f: u64,
    /// Its fraction digits without the zeros at the end.
    pub(crate) t: u64,
}

impl PluralRules {
    /// The rules of a language's region where that has its own, as pt-PT has, or of the language.
    pub(crate) fn of(language: &LanguageIdentifier, kind: PluralKind) -> PluralRules {
        let table = match kind {
            PluralKind::Cardinal => CARDINAL,
            PluralKind::Ordinal => ORDINAL,
        };
        let rules_of = |wanted: &str| {
            table.lines().find_map(|row| {
                let (tags, rules) = row.split_once(": ")?;
                tags.split(' ').any(|tag| tag == wanted).then_some(rules)
            })
        };
        let of_region =
            language.region.and_then(|region| rules_of(&format!("{}-{region}", language.language)));
        let found = of_region.or_else(|| rules_of(language.language.as_str()));
        // A test holds that every rule can be read.
        let rules = found.into_iter().flat_map(|rules| rules.split("; ").filter_map(read_rule));
        PluralRules(rules.collect())
    }

    /// Whether CLDR says how a language counts, be it with one category.
    #[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "the workbench asks"))]
    pub(crate) fn are_known(language: &LanguageIdentifier) -> bool {
        let is_alike = ONE_CATEGORY.split_whitespace().any(|known| language.language == known);
        is_alike || !PluralRules::of(language, PluralKind::Cardinal).0.is_empty()
    }

    /// The category of a number.
    #[inline]
    pub(crate) fn category(&self, operands: &PluralOperands) -> PluralCategory {
        let holds = |condition: &Condition| {
            condition.iter().any(|all| all.iter().all(|relation| relation.holds(operands)))
        };
        let rule = self.0.iter().find(|(_, condition)| holds(condition));
        rule.map_or(PluralCategory::Other, |(category, _)| *category)
    }
}

impl PluralCategory {
    /// Every category, in CLDR's order.
    pub(crate) const ALL: [PluralCategory; 6] = [
        PluralCategory::Zero,
        PluralCategory::One,
        PluralCategory::Two,
        PluralCategory::Few,
        PluralCategory::Many,
        PluralCategory::Other,
    ];

    /// The category of a name.
    pub(crate) fn find(name: &str) -> Option<PluralCategory> {
        PluralCategory::ALL.into_iter().find(|category| category.name() == name)
    }

    /// The name, as the key of a variant writes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }
}

/// When a number is in a category (UTS #35, part 3, "Plural Rules Syntax"): if any of these holds,
/// each of which holds if all of its relations do.
type Condition = Box<[Box<[Relation]>]>;

/// `n % 10 = 2..9`
#[derive(Debug)]
struct Relation {
    operand: Operand,
    /// Zero if there is none.
    modulus: u64,
    is: bool,
    values: Box<[(u64, u64)]>,
}

#[derive(Clone, Copy, Debug)]
enum Operand {
    N,
    I,
    V,
    F,
    T,
    /// The exponent of a compact number such as 1.2M, which no number here is.
    E,
}

/// Reads `few v = 0 and i % 10 = 2..4 or f != 0`.
fn read_rule(text: &str) -> Option<(PluralCategory, Condition)> {
    let (category, condition) = text.split_once(' ')?;
    let condition =
        condition.split(" or ").map(|all| all.split(" and ").map(Relation::read).collect());
    Some((PluralCategory::find(category)?, condition.collect::<Option<_>>()?))
}

impl Relation {
    fn read(text: &str) -> Option<Relation> {
        let (left, right) = text.split_once("= ")?;
        let (left, is) = match left.strip_suffix(" !") {
            Some(left) => (left, false),
            None => (left.trim_end(), true),
        };
        let (operand, modulus) = left.split_once(" % ").unwrap_or((left, "0"));
        let operand = match operand {
            "n" => Operand::N,
            "i" => Operand::I,
            "v" => Operand::V,
            "f" => Operand::F,
            "t" => Operand::T,
            "e" => Operand::E,
            _ => return None,
        };
        let values = right.split(',').map(|range| {
            let (first, last) = range.split_once("..").unwrap_or((range, range));
            Some((first.parse().ok()?, last.parse().ok()?))
        });
        Some(Relation {
            operand,
            modulus: modulus.parse().ok()?,
            is,
            values: values.collect::<Option<_>>()?,
        })
    }

    #[inline]
    fn holds(&self, operands: &PluralOperands) -> bool {
        let value = match self.operand {
            // Neither a fraction nor the remainder of one is among the integers that rules name.
            Operand::N if operands.t > 0 => return !self.is,
            Operand::N | Operand::I => operands.i,
            Operand::V => operands.v,
            Operand::F => operands.f,
            Operand::T => operands.t,
            Operand::E => 0,
        };
        let value = value.checked_rem(self.modulus).unwrap_or(value);
        let within = |&(first, last): &(u64, u64)| first <= value && value <= last;
        self.values.iter().any(within) == self.is
    }
}

/// Whether a noun has one form after every number, though the language has plural categories: “one day”, “two
/// day”.
pub(crate) fn is_invariable(language: &LanguageIdentifier) -> bool {
    INVARIABLE.trim_end().split(' ').any(|known| language.language == known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operands(number: &str) -> PluralOperands {
        let number = number.trim_start_matches('-');
        let (integer, fraction) = number.split_once('.').unwrap_or((number, ""));
        PluralOperands {
            i: integer.parse().unwrap(),
            v: fraction.len() as u64,
            f: fraction.parse().unwrap_or(0),
            t: fraction.trim_end_matches('0').parse().unwrap_or(0),
        }
    }

    #[test]
    fn categories_are_those_of_cldr() {
        let (cardinal, ordinal) = (PluralKind::Cardinal, PluralKind::Ordinal);
        for (tag, kind, number, expected) in [
            ("en-US", cardinal, "1", "one"),
            ("en-US", cardinal, "1.0", "other"),
            ("en-US", cardinal, "-1", "one"),
            ("en-US", ordinal, "22", "two"),
            ("en-US", ordinal, "13", "other"),
            ("en-US", ordinal, "1.5", "other"),
            ("zh-CN", cardinal, "1", "other"),
            ("pl", cardinal, "22", "few"),
            ("pl", cardinal, "9007199254740993", "few"),
            ("pl", cardinal, "9007199254740995", "many"),
            ("ar-EG", cardinal, "0", "zero"),
            ("ar-EG", cardinal, "11", "many"),
            ("ar-EG", cardinal, "103", "few"),
            ("lt", cardinal, "22", "few"),
            ("lt", cardinal, "111", "other"),
            ("lt", cardinal, "1.5", "many"),
            ("ro", cardinal, "102", "few"),
            ("fr", cardinal, "1000000", "many"),
            ("he", cardinal, "0.5", "one"),
            ("pt-PT", cardinal, "0", "other"),
            ("pt-BR", cardinal, "0", "one"),
            ("und", cardinal, "1", "other"),
            ("tlh", cardinal, "1", "other"),
        ] {
            let rules = PluralRules::of(&tag.parse().unwrap(), kind);
            assert_eq!(rules.category(&operands(number)).name(), expected, "{tag} {number}");
        }
    }

    #[test]
    fn languages_without_rules_are_told_from_those_with_one_category() {
        for (tag, expected) in [
            ("en-US", true),
            ("zh-CN", true),
            ("ja", true),
            ("pt-PT", true),
            ("oc", false),
            ("la", false),
            ("tg-Cyrl-TJ", false),
        ] {
            assert_eq!(PluralRules::are_known(&tag.parse().unwrap()), expected, "{tag}");
        }
    }

    #[test]
    fn every_rule_of_the_table_can_be_read() {
        for row in CARDINAL.lines().chain(ORDINAL.lines()) {
            let (_, rules) = row.split_once(": ").unwrap();
            for rule in rules.split("; ") {
                assert!(read_rule(rule).is_some(), "{row}");
            }
        }
    }
}

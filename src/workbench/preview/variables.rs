//! [`Variable`]: what a message can be filled in with, and which numbers are worth trying.

use serde::Serialize;
use unic_langid::LanguageIdentifier;

use crate::args::Number;
use crate::comparison::{Use, use_of, variables_of};
use crate::fluent::definition::Definition;
use crate::locale::{PluralKind, PluralRules};

/// A variable of a message.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Variable {
    pub(super) name: String,
    /// `string`, `number` or `date`.
    pub(super) kind: &'static str,
    /// For each category that tells numbers apart in the chosen locale, the first number that has it.
    pub(super) examples: Vec<Example>,
}

/// A number for a plural category.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Example {
    category: &'static str,
    number: String,
}

/// Adds the variables of a message that are not there yet, and what it says about those that are.
pub(super) fn add(
    definition: &Definition<'_>,
    locale: &LanguageIdentifier,
    all: &mut Vec<Variable>,
) {
    for name in variables_of(definition) {
        let Use { plural, is_number, is_date, .. } = use_of(definition, name);
        let variable = variable(name, all);
        if is_date {
            variable.kind = "date";
        } else if is_number || plural.is_some() {
            variable.kind = "number";
        }
        if let Some(kind) = plural {
            variable.examples = examples(locale, kind);
        }
    }
}

/// The variable of a name, which is a string as long as nothing says otherwise.
fn variable<'v>(name: &str, all: &'v mut Vec<Variable>) -> &'v mut Variable {
    let at = all.iter().position(|known| known.name == name).unwrap_or_else(|| {
        all.push(Variable { name: name.to_owned(), kind: "string", examples: Vec::new() });
        all.len() - 1
    });
    &mut all[at]
}

/// The first number of each plural category: from 1 on, as people count, then 0, then what is seldom met.
fn examples(locale: &LanguageIdentifier, kind: PluralKind) -> Vec<Example> {
    let rules = PluralRules::of(locale, kind);
    let whole = (1..=1000).chain([0, 1_000_000]).map(|number: u32| number.to_string());
    let fractions = ["0.5", "1.5", "2.1"].map(str::to_owned);
    let mut examples: Vec<Example> = Vec::new();
    for number in whole.chain(fractions) {
        let Some(category) = Number::parse(&number).map(|read| read.plural_category(&rules).name())
        else {
            continue;
        };
        if !examples.iter().any(|known| known.category == category) {
            examples.push(Example { category, number });
        }
    }
    examples
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::Document;

    #[test]
    fn each_category_of_the_language_has_a_number() {
        for (tag, expected) in [
            ("en-US", "one 1, other 2"),
            ("zh-CN", "other 1"),
            ("pl-PL", "one 1, few 2, many 5, other 0.5"),
            ("ar-EG", "one 1, two 2, few 3, many 11, other 100, zero 0"),
        ] {
            let found = examples(&tag.parse().unwrap(), PluralKind::Cardinal);
            let found: Vec<String> =
                found.iter().map(|it| format!("{} {}", it.category, it.number)).collect();
            assert_eq!(found.join(", "), expected, "{tag}");
        }
    }

    #[test]
    fn what_a_variable_is_stands_in_the_text() {
        let text = "code-1 = { $n ->\n    [one] a { $name }\n   *[other] b { NUMBER($size) }\n }\n    \
                    .until = { DATETIME($until) }\n";
        let document = Document::parse(text);
        let mut found = Vec::new();
        for definition in document.definitions() {
            add(definition, &"en".parse().unwrap(), &mut found);
        }
        let found: Vec<(&str, &str, usize)> =
            found.iter().map(|it| (&*it.name, it.kind, it.examples.len())).collect();
        assert_eq!(
            found,
            [
                ("n", "number", 2),
                ("name", "string", 0),
                ("size", "number", 0),
                ("until", "date", 0)
            ]
        );
    }
}

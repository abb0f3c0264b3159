//! [`Variable`]: what a message can be filled in with, and which numbers are worth trying.

use serde::Serialize;
use unic_langid::LanguageIdentifier;

use crate::comparison::plural::examples;
use crate::comparison::{Use, use_of, variables_of};
use crate::fluent::definition::Definition;

/// A variable of a message.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Variable {
    pub(super) name: String,
    /// `string`, `number` or `date`.
    pub(super) kind: &'static str,
    /// One that shows what the message is like.
    pub(super) value: String,
    /// For each category that tells numbers apart in the chosen locale, a number that has it.
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
            let examples = examples(locale, kind).into_iter();
            let examples = examples.map(|(category, number)| (category, number.to_string()));
            variable.examples =
                examples.map(|(category, number)| Example { category, number }).collect();
        }
    }
}

impl Variable {
    /// Gives it a value that shows what the message is like.
    pub(super) fn fill(&mut self) {
        // Several say more than one.
        let example = self.examples.get(1).or(self.examples.first());
        self.value = match (self.kind, example) {
            ("date", _) => "2026-11-23".to_owned(),
            ("number", Some(example)) => example.number.clone(),
            ("number", None) => "1234".to_owned(),
            _ => format!("‹{}›", self.name),
        };
    }
}

/// The variable of a name, which is a string as long as nothing says otherwise.
fn variable<'v>(name: &str, all: &'v mut Vec<Variable>) -> &'v mut Variable {
    let at = all.iter().position(|known| known.name == name).unwrap_or_else(|| {
        let (name, value) = (name.to_owned(), String::new());
        all.push(Variable { name, kind: "string", value, examples: Vec::new() });
        all.len() - 1
    });
    &mut all[at]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::Document;

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

//! [`copy`]: a message of the source as another locale begins with it, with the plural forms that the
//! language of that locale has.

use fluent_syntax::ast::{
    self, Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement, Resource,
    Variant, VariantKey,
};
use fluent_syntax::{parser, serializer};
use unic_langid::LanguageIdentifier;

use crate::comparison::plural::{Categories, category, plural_kind};
use crate::fluent::Content;
use crate::workbench::edit::block::Block;

/// The variant that answers where no other does.
const OTHER: &str = "other";

/// A message of the source for a locale: as it stands there, but with a variant for each plural category
/// of the locale's language (CLDR) where the source has some for its own.
///
/// A category that the source has keeps its text; the others have that of the default. A variant for a
/// number, `[0]`, stays.
pub(crate) fn copy(source: &Block<'_, '_>, locale: &LanguageIdentifier) -> String {
    let verbatim = || source.text().replace("\r\n", "\n");
    if source.definition.is_plain() {
        return verbatim();
    }
    let mut scaffold = Scaffold { locale, changes: false };
    let entry = scaffold.entry(source);
    if !scaffold.changes {
        return verbatim();
    }
    let resource = Resource { body: vec![entry] };
    let text = serializer::serialize(&resource);
    let is_sound = parser::parse(&*text).is_ok_and(|parsed| parsed == resource);
    if is_sound { text.trim_end().to_owned() } else { verbatim() }
}

struct Scaffold<'l> {
    locale: &'l LanguageIdentifier,
    /// Whether a variant comes or goes.
    changes: bool,
}

impl Scaffold<'_> {
    fn entry<'d>(&mut self, source: &Block<'d, '_>) -> Entry<&'d str> {
        let definition = source.definition;
        let value = definition.value().map(|value| match value {
            Content::Line(value) => {
                Pattern { elements: vec![PatternElement::TextElement { value }] }
            }
            Content::Pattern(pattern) => self.pattern(pattern),
        });
        let attributes = definition.attributes().iter().map(|attribute| ast::Attribute {
            id: Identifier { name: attribute.id.name },
            value: self.pattern(&attribute.value),
        });
        let (attributes, comment) = (attributes.collect(), None);
        match (definition.id.strip_prefix('-'), value) {
            (Some(name), Some(value)) => {
                Entry::Term(ast::Term { id: Identifier { name }, value, attributes, comment })
            }
            (_, value) => {
                let id = Identifier { name: definition.id };
                Entry::Message(ast::Message { id, value, attributes, comment })
            }
        }
    }

    fn pattern<'d>(&mut self, pattern: &Pattern<&'d str>) -> Pattern<&'d str> {
        let element = |element: &PatternElement<&'d str>| match element {
            PatternElement::Placeable { expression } => {
                PatternElement::Placeable { expression: self.expression(expression) }
            }
            text => text.clone(),
        };
        Pattern { elements: pattern.elements.iter().map(element).collect() }
    }

    fn expression<'d>(&mut self, expression: &Expression<&'d str>) -> Expression<&'d str> {
        match expression {
            Expression::Select { selector, variants } => {
                let variants = self.variants(selector, variants);
                Expression::Select { selector: selector.clone(), variants }
            }
            Expression::Inline(InlineExpression::Placeable { expression }) => {
                let expression = Box::new(self.expression(expression));
                Expression::Inline(InlineExpression::Placeable { expression })
            }
            inline => inline.clone(),
        }
    }

    fn variants<'d>(
        &mut self,
        selector: &InlineExpression<&'d str>,
        variants: &[Variant<&'d str>],
    ) -> Vec<Variant<&'d str>> {
        let own: Vec<Variant<&'d str>> = variants
            .iter()
            .map(|variant| Variant { value: self.pattern(&variant.value), ..variant.clone() })
            .collect();
        let counts = matches!(
            selector,
            InlineExpression::VariableReference { .. } | InlineExpression::FunctionReference { .. }
        );
        let (Some(kind), Some(default)) = (
            plural_kind(selector, variants).filter(|_| counts),
            own.iter().find(|variant| variant.default),
        ) else {
            return own;
        };
        let of_category = |name| own.iter().find(|variant| category(variant) == Some(name));
        let form = |name| Variant {
            key: VariantKey::Identifier { name },
            value: of_category(name).unwrap_or(default).value.clone(),
            default: name == OTHER,
        };
        let needed = Categories::of(self.locale, kind).needed();
        let names = needed.filter(|name| *name != OTHER).chain([OTHER]);
        let numbers = own.iter().filter(|variant| category(variant).is_none());
        let forms: Vec<_> = numbers
            .map(|number| Variant { default: false, ..number.clone() })
            .chain(names.map(form))
            .collect();
        let same = forms.len() == own.len()
            && forms.iter().all(|form| own.iter().any(|own| own.key == form.key));
        if same {
            return own;
        }
        self.changes = true;
        forms
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::Document;
    use crate::workbench::edit::block::blocks;

    fn copy_for(locale: &str, text: &str) -> String {
        let document = Document::parse(text);
        copy(&blocks(&document).next().unwrap(), &locale.parse().unwrap())
    }

    /// The keys of the variants, in their order.
    fn keys(text: &str) -> String {
        let keys = text.lines().filter_map(|line| {
            let line = line.trim_start();
            line.starts_with(['[', '*']).then(|| line.split(']').next().unwrap_or_default())
        });
        keys.collect::<Vec<_>>().join("] ") + "]"
    }

    #[test]
    fn a_message_gets_the_plural_forms_of_the_language() {
        let english = "code-1 =\n    { $n ->\n        [0] None\n        [one] One \"hour\n       *[other] { $n } { \"}\" }\n    }";
        for (locale, expected) in [
            ("ar", "[0] [zero] [one] [two] [few] [many] *[other]"),
            ("ja-JP", "[0] *[other]"),
            ("pl", "[0] [one] [few] [many] *[other]"),
            ("lv", "[0] [zero] [one] *[other]"),
        ] {
            let text = copy_for(locale, english);
            assert_eq!(keys(&text), expected);
            let ones = text.matches("[one] One \"hour\n").count();
            assert_eq!(ones, usize::from(expected.contains("one")), "{text}");
            let forms = expected.matches('[').count() - 1 - ones;
            assert_eq!(text.matches("] { $n } { \"}\" }\n").count(), forms, "{text}");
        }
        assert_eq!(copy_for("de-DE", english), english);
    }

    #[test]
    fn what_is_not_a_plural_stays_as_it_stands() {
        for text in [
            "code-1 =  text",
            "code-1 =\n  { $os ->\n  [mac] x\n  *[other] y\n  }",
            "code-1 = { -brand.gender ->\n    [one] x\n   *[other] y\n }",
        ] {
            assert_eq!(copy_for("ar", text), text);
        }
    }

    #[test]
    fn plurals_are_found_wherever_they_stand() {
        for (text, expected) in [
            // Ordinals have other forms than cardinals.
            (
                "-t = { NUMBER($n, type: \"ordinal\") ->\n    [one] x\n   *[other] y\n }\n    .a = b",
                "-t =\n    { NUMBER($n, type: \"ordinal\") ->\n       *[other] y\n    }\n    .a = b",
            ),
            (
                "code-1 = a { $os ->\n   *[mac] { $n ->\n    [one] x\n   *[other] y\n    }\n }",
                "code-1 =\n    a { $os ->\n       *[mac]\n            { $n ->\n               *[other] y\n            }\n    }",
            ),
            (
                "code-1 =\n    .title = { $n ->\n    [one] x\n   *[many] y\n    }",
                "code-1 =\n    .title =\n        { $n ->\n           *[other] y\n        }",
            ),
        ] {
            assert_eq!(copy_for("zh-CN", text), expected);
        }
    }
}

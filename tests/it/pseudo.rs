//! A pseudo-locale says the same, differently.

use codeword::workbench::Pseudolocale;
use codeword::{Catalog, Source};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use proptest::prelude::*;

use crate::sync::file;

#[test]
fn the_shipped_english_is_translated_in_every_message() {
    let english = include_str!("../../locales/en-US/errors.ftl");
    let files = [Pseudolocale::Accented, Pseudolocale::Bidi]
        .map(|locale| (format!("{locale}/errors.ftl"), locale.translate(english)));
    let catalog = Catalog::builder().source(Source::embedded()).source(Source::files(files));
    let catalog = catalog.default_locale("en-US").build().unwrap();
    for code in catalog.codes() {
        let text = |locale: &str| catalog.message(code, locale).unwrap().text().to_owned();
        let (english, accented, turned) = (text("en-US"), text("en-XA"), text("ar-XB"));
        assert!(accented.starts_with('[') && accented.ends_with(']'), "{accented}");
        assert!(accented.chars().count() > english.chars().count() + 2, "{accented}");
        assert!(!accented.contains(|c: char| c.is_ascii_alphabetic()), "{accented}");
        let marks = ['\u{200F}', '\u{202E}', '\u{202C}'];
        assert_eq!(turned.replace(marks, ""), english);
        assert_eq!(turned.matches('\u{202E}').count(), turned.matches('\u{202C}').count());
    }
}

/// A file without its texts.
fn skeleton(text: &str) -> String {
    let mut resource =
        fluent_syntax::parser::parse(text.to_owned()).unwrap_or_else(|(_, errors)| {
            panic!("{errors:?}\n{text}");
        });
    for entry in &mut resource.body {
        if let Entry::Message(message) = entry {
            let attributes = message.attributes.iter_mut().map(|attribute| &mut attribute.value);
            message.value.iter_mut().chain(attributes).for_each(strip);
        }
    }
    format!("{:?}", resource.body)
}

fn strip(pattern: &mut Pattern<String>) {
    pattern.elements.retain_mut(|element| match element {
        PatternElement::TextElement { .. } => false,
        PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
            variants.iter_mut().for_each(|variant| strip(&mut variant.value));
            true
        }
        // The bracket in front of a text on lines of its own.
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::StringLiteral { value }),
        } => value != "[",
        PatternElement::Placeable { .. } => true,
    });
}

proptest! {
    #[test]
    fn nothing_but_texts_changes(file in file()) {
        let file = file.trim_start_matches('\u{FEFF}').replace("-term = x", "");
        for locale in [Pseudolocale::Accented, Pseudolocale::Bidi] {
            let translated = locale.translate(&file);
            prop_assert_eq!(skeleton(&translated), skeleton(&file), "{}", translated);
        }
    }
}

//! A message's text on its way between Fluent and the world: escaped when it comes, plain when it goes.

use fluent_syntax::ast::{self, Entry};
use fluent_syntax::serializer;
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::escape::{escape, travels};
use crate::fluent::{Content, Document};

/// What a value says, as it travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// Words alone. Nothing in them is special.
    Plain(String),
    /// Fluent source: the message has placeables, or characters that only an escape can carry.
    Fluent(String),
}

impl Text {
    /// What a message's value or an attribute's says.
    pub(super) fn of(pattern: Content<'_>) -> Text {
        match plain(pattern) {
            Some(text) => Text::of_plain(text),
            None => Text::Fluent(canonical(pattern)),
        }
    }

    /// The form that this text has when it is read from a Fluent file.
    pub(super) fn settled(&self) -> Text {
        match self {
            Text::Plain(text) => Text::of_plain(text.clone()),
            Text::Fluent(_) => self.clone(),
        }
    }

    fn of_plain(text: String) -> Text {
        if !text.is_empty() && text.chars().all(travels) {
            Text::Plain(text)
        } else {
            Text::Fluent(escape(&text))
        }
    }

    /// The text that stands in the file of another format.
    pub(super) fn as_str(&self) -> &str {
        match self {
            Text::Plain(text) | Text::Fluent(text) => text,
        }
    }

    /// Reads Fluent source.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub(super) fn from_fluent(source: &str) -> Result<Text, String> {
        let file = format!("text ={}\n", behind_equals_sign(source, "    ", "\n"));
        let document = Document::parse(&file);
        let mut definitions = document.definitions();
        match (document.failures.first(), definitions.next(), definitions.next()) {
            (None, Some(text), None) if text.attributes().is_empty() => match text.value() {
                Some(pattern) => Ok(Text::of(pattern)),
                None => Err("there is no text".to_owned()),
            },
            _ => Err(
                "this is no Fluent text: close every `{` and `\"`, and give each selector one `*` \
                      variant"
                    .to_owned(),
            ),
        }
    }

    /// What stands behind the equals sign of a message or attribute whose lines are indented so far.
    pub(super) fn to_source(&self, indent: &str, line_end: &str) -> String {
        match self {
            Text::Plain(text) => behind_equals_sign(&escape(text), indent, line_end),
            Text::Fluent(source) => behind_equals_sign(source, indent, line_end),
        }
    }
}

fn behind_equals_sign(source: &str, indent: &str, line_end: &str) -> String {
    if !source.contains('\n') {
        return format!(" {source}");
    }
    let line = |line: &str| match line {
        "" => line_end.to_owned(),
        _ => format!("{line_end}{indent}{line}"),
    };
    source.split('\n').map(line).collect()
}

/// The text of a pattern that has nothing to insert but strings.
fn plain(pattern: Content<'_>) -> Option<String> {
    let pattern = match pattern {
        Content::Line(text) => return Some(text.to_owned()),
        Content::Pattern(pattern) => pattern,
    };
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            // A line of the text ends as its file's lines do.
            ast::PatternElement::TextElement { value } => {
                text.push_str(&value.replace("\r\n", "\n"))
            }
            ast::PatternElement::Placeable {
                expression: ast::Expression::Inline(ast::InlineExpression::StringLiteral { value }),
            } => text.push_str(&unescape_unicode_to_string(value)),
            ast::PatternElement::Placeable { .. } => return None,
        }
    }
    Some(text)
}

/// The source of a pattern as the serializer writes it, so that two that mean the same are the same.
fn canonical(pattern: Content<'_>) -> String {
    let elements = match pattern {
        Content::Line(value) => vec![ast::PatternElement::TextElement { value }],
        Content::Pattern(pattern) => pattern.elements.clone(),
    };
    let message = ast::Message {
        id: ast::Identifier { name: "text" },
        value: Some(ast::Pattern { elements }),
        attributes: Vec::new(),
        comment: None,
    };
    let file = serializer::serialize(&ast::Resource { body: vec![Entry::Message(message)] });
    let file = file.replace("\r\n", "\n");
    let source = file.strip_prefix("text =").unwrap_or(&file).trim_end_matches('\n');
    match source.strip_prefix('\n') {
        Some(lines) => lines.split('\n').map(unindent).collect::<Vec<_>>().join("\n"),
        None => source.strip_prefix(' ').unwrap_or(source).replace("\n    ", "\n"),
    }
}

fn unindent(line: &str) -> &str {
    line.strip_prefix("    ").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a text becomes when it is written into a file and read again.
    fn written(text: &Text, line_end: &str) -> Option<Text> {
        let file = format!("code-1 ={}{line_end}", text.to_source("    ", line_end));
        let document = Document::parse(&file);
        let definition = document.definitions().next()?;
        (document.entries.len() == 1).then_some(())?;
        Some(Text::of(definition.value()?))
    }

    #[test]
    fn fluent_source_travels_in_one_form() {
        let select = "{ $n ->\n        [one]  x\n       *[other] { NUMBER($n) } y\n  }";
        let text = Text::from_fluent(select).unwrap();
        assert_eq!(text.as_str(), "{ $n ->\n    [one] x\n   *[other] { NUMBER($n) } y\n}");
        assert_eq!(Text::from_fluent(text.as_str()), Ok(text.clone()));
        assert_eq!(written(&text, "\n"), Some(text));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for source in ["{ $n", "a\n.b = c", "a\n    .b = c", "", " ", "{ $n ->\n [one] x\n}"] {
            assert!(Text::from_fluent(source).is_err(), "{source:?}");
        }
        // An entry of its own would stand at the start of a line.
        assert_eq!(Text::from_fluent("a\ncode-2 = b"), Ok(Text::Plain("a\ncode-2 = b".to_owned())));
    }

    fn text() -> impl Strategy<Value = String> {
        let special = prop::sample::select(vec![
            " ",
            "  ",
            "\n",
            "\t",
            "{",
            "}",
            "[",
            "*",
            ".",
            "\"",
            "\\",
            "\\u",
            "\\u00e9",
            "é",
            "心",
            "#",
            "=",
            "->",
            "code-1 = x",
            "\u{FEFF}",
            "\u{A0}",
            "\r",
            "\u{0}",
            "\u{85}",
            "-",
            "a",
        ]);
        prop_oneof![
            prop::collection::vec(special, 0..12).prop_map(|parts| parts.concat()),
            any::<String>(),
        ]
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in text()) {
            let wanted = Text::Plain(text.clone()).settled();
            prop_assert_eq!(written(&Text::Plain(text.clone()), "\n"), Some(wanted.clone()));
            prop_assert_eq!(written(&Text::Plain(text), "\r\n"), Some(wanted.clone()));
            prop_assert_eq!(Text::from_fluent(&wanted.to_source("", "\n")[1..]).map(|_| ()), Ok(()));
        }
    }
}

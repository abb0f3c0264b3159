//! [`Text`]: a message's text on its way between Fluent and other formats, escaped when it comes in and
//! plain when it goes out.

use fluent_syntax::ast::{self, Entry};
use fluent_syntax::serializer;
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::fluent::definition::Definition;
use crate::fluent::guard::is_cut;
use crate::fluent::{Content, Document};

/// The text of a message or an attribute, as it travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// Words alone. Nothing in them is special.
    Plain(String),
    /// Fluent source: the message has placeables, or characters that only an escape can carry.
    Fluent(String),
}

impl Text {
    /// The text of a message's value or an attribute's.
    pub(super) fn of(pattern: Content<'_>) -> Text {
        match plain(pattern) {
            Some(text) => Text::of_plain(text),
            None => Text::Fluent(canonical(pattern)),
        }
    }

    /// The text of a message, or of one of its attributes.
    pub(super) fn of_message(definition: &Definition<'_>, attribute: Option<&str>) -> Option<Text> {
        let content = match attribute {
            None => definition.value(),
            Some(name) => definition.attribute(name).map(|found| Content::of(&found.value)),
        };
        content.map(Text::of)
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

    /// The words, or the Fluent source.
    pub(super) fn as_str(&self) -> &str {
        match self {
            Text::Plain(text) | Text::Fluent(text) => text,
        }
    }

    /// The text as Fluent source.
    pub(super) fn as_fluent(&self) -> String {
        match self {
            Text::Plain(text) => escape(text),
            Text::Fluent(source) => source.clone(),
        }
    }

    /// Reads Fluent source.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub(super) fn from_fluent(source: &str) -> Result<Text, String> {
        let file = format!("text ={}\n", after_equals_sign(source, "    ", "\n"));
        let document = Document::parse(&file);
        let mut definitions = document.definitions();
        match (document.failures.first(), definitions.next(), definitions.next()) {
            (None, Some(text), None) if text.attributes().is_empty() => match text.value() {
                Some(pattern) => Ok(Text::of(pattern)),
                None => Err("there is no text".to_owned()),
            },
            _ => Err(
                "this is not Fluent text: close every `{` and `\"`, and give each selector one `*` \
                      variant"
                    .to_owned(),
            ),
        }
    }

    /// What follows the equals sign of a message or attribute whose lines are indented by this.
    pub(super) fn to_source(&self, indent: &str, line_end: &str) -> String {
        match self {
            Text::Plain(text) => after_equals_sign(&escape(text), indent, line_end),
            Text::Fluent(source) => after_equals_sign(source, indent, line_end),
        }
    }
}

fn after_equals_sign(source: &str, indent: &str, line_end: &str) -> String {
    if !source.contains('\n') {
        return format!(" {source}");
    }
    let line = |line: &str| match line {
        "" => line_end.to_owned(),
        _ => format!("{line_end}{indent}{line}"),
    };
    source.split('\n').map(line).collect()
}

/// The text of a pattern whose placeables, if any, are strings.
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

/// The source of a pattern with exactly this text: what is special to Fluent stands in string literals.
pub(super) fn escape(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let last = lines.len() - 1;
    let escaped = lines.iter().enumerate().map(|(number, line)| match line.is_empty() {
        // Blank lines at the edges would be lost, and so would a text without a character.
        true if number == 0 || number == last => literal(""),
        true => String::new(),
        false => match escape_line(line, last > 0) {
            (_, LITERALS..) => literal(line),
            (escaped, _) => escaped,
        },
    });
    escaped.collect::<Vec<_>>().join("\n")
}

/// The source of words, `Err`, and of placeables, `Ok`, in their order.
pub(super) fn escape_around(parts: &[Result<String, &str>]) -> String {
    // Each placeable is a private character while the words around it are escaped; theirs are taken out
    // of the way by their own escapes.
    let is_private = |c: char| matches!(c, PLACEABLE..='\u{10FFFD}');
    let mut text = String::new();
    let mut placeables = Vec::new();
    for part in parts {
        match part {
            Err(words) if !words.contains(is_private) => text.push_str(words),
            Err(words) => {
                text.push(PLACEABLE);
                placeables.push(literal(words));
            }
            Ok(source) => {
                text.push(PLACEABLE);
                placeables.push(source.clone());
            }
        }
    }
    let mut placeables = placeables.into_iter();
    let lines: Vec<&str> = text.split('\n').collect();
    let (last, of_several) = (lines.len() - 1, lines.len() > 1);
    let escaped = lines.iter().enumerate().map(|(number, line)| match line.is_empty() {
        true if number == 0 || number == last => literal(""),
        true => String::new(),
        false => escape_line(line, of_several).0,
    });
    let escaped = escaped.collect::<Vec<_>>().join("\n");
    let mut out = String::with_capacity(escaped.len());
    for c in escaped.chars() {
        match c {
            PLACEABLE => out.push_str(&placeables.next().unwrap_or_default()),
            c => out.push(c),
        }
    }
    out
}

/// Stands for a placeable: the first character of the last private plane.
const PLACEABLE: char = '\u{100000}';

/// With this many literals, a line becomes a single one.
const LITERALS: usize = 8;

/// A line with its special characters in literals, and how many there are.
fn escape_line(line: &str, of_several: bool) -> (String, usize) {
    let start = line.len() - line.trim_start_matches([' ', '\t']).len();
    let end = line.trim_end_matches([' ', '\t']).len();
    let is_special = |at: usize, c: char| {
        at < start
            || at >= end
            || matches!(c, '{' | '}')
            || !travels(c)
            // An escape that is cut off, which the parser must not see even in a text.
            || (c == '\\' && is_cut(&line.as_bytes()[at + 1..]))
            // These begin a variant or an attribute.
            || (of_several && at == 0 && matches!(c, '[' | '*' | '.'))
    };
    let mut escaped = String::with_capacity(line.len());
    let (mut special, mut literals) = (String::new(), 0);
    for (at, c) in line.char_indices() {
        if is_special(at, c) {
            special.push(c);
            continue;
        }
        if !special.is_empty() {
            escaped.push_str(&literal(&special));
            special.clear();
            literals += 1;
        }
        escaped.push(c);
    }
    if !special.is_empty() {
        escaped.push_str(&literal(&special));
    }
    (escaped, literals)
}

/// A placeable that is a string.
fn literal(text: &str) -> String {
    let mut escaped = String::from("{ \"");
    for c in text.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            c if c == '\t' || !travels(c) => {
                escaped.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => escaped.push(c),
        }
    }
    escaped + "\" }"
}

/// Whether every format can carry a character as it is. XML has no control characters (XML 1.0 §2.2).
pub(super) fn travels(c: char) -> bool {
    matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
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
    fn source_that_is_not_one_text_is_refused() {
        for source in ["{ $n", "a\n.b = c", "a\n    .b = c", "", " ", "{ $n ->\n [one] x\n}"] {
            assert!(Text::from_fluent(source).is_err(), "{source:?}");
        }
        // An entry of its own would stand at the start of a line.
        assert_eq!(Text::from_fluent("a\ncode-2 = b"), Ok(Text::Plain("a\ncode-2 = b".to_owned())));
    }

    #[test]
    fn special_characters_are_escaped() {
        for (text, expected) in [
            ("a { b }", r#"a { "{" } b { "}" }"#),
            ("{{.Name}}", r#"{ "{{" }.Name{ "}}" }"#),
            (".NET [x]", ".NET [x]"),
            ("a\n.b\n*c", "a\n{ \".\" }b\n{ \"*\" }c"),
            (" a ", r#"{ " " }a{ " " }"#),
            ("", r#"{ "" }"#),
            ("\n\na", "{ \"\" }\n\na"),
            ("a\u{1}\"\\", r#"a{ "\u0001" }"\"#),
            ("\"\\ué", r#""{ "\\" }ué"#),
            ("{a}{b}{c}{d}{e}{f}{g}{h}", r#"{ "{a}{b}{c}{d}{e}{f}{g}{h}" }"#),
        ] {
            assert_eq!(escape(text), expected, "{text:?}");
        }
    }

    fn text() -> impl Strategy<Value = String> {
        let special = " |  |\n|\t|{|}|[|*|.|\"|\\|\\u|\\u00e9|é|心|#|=|->|code-1 = x|\u{FEFF}|\u{A0}|\r|\u{0}|\u{85}|-|a";
        let special = prop::sample::select(special.split('|').collect::<Vec<_>>());
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

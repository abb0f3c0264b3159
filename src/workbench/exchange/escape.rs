//! Escaping: the Fluent source that says exactly a given text.

/// The source of a pattern that says exactly this: what is special to Fluent stands in string literals.
pub(super) fn escape(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let last = lines.len() - 1;
    let escaped = lines.iter().enumerate().map(|(number, line)| match line.is_empty() {
        // Blank lines at the edges belong to no text, and a text has something.
        true if number == 0 || number == last => literal(""),
        true => String::new(),
        false => escape_line(line, last > 0),
    });
    escaped.collect::<Vec<_>>().join("\n")
}

/// How many literals may stand in a line before the line becomes one.
const LITERALS: usize = 8;

fn escape_line(line: &str, of_several: bool) -> String {
    let start = line.len() - line.trim_start_matches([' ', '\t']).len();
    let end = line.trim_end_matches([' ', '\t']).len();
    let is_special = |at: usize, c: char| {
        at < start
            || at >= end
            || matches!(c, '{' | '}')
            || !travels(c)
            || (c == '\\' && is_cut_escape(&line[at + 1..]))
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
    if literals >= LITERALS {
        return literal(line);
    }
    if !special.is_empty() {
        escaped.push_str(&literal(&special));
    }
    escaped
}

/// Whether a backslash in front of this looks like an escape that breaks off, which the parser must not
/// see even in a text.
fn is_cut_escape(rest: &str) -> bool {
    let digits = match rest.as_bytes().first() {
        Some(b'u') => 4,
        Some(b'U') => 6,
        _ => return false,
    };
    let broken = rest[1..].chars().take(digits).find(|c| !c.is_ascii_hexdigit());
    broken.is_some_and(|c| !c.is_ascii())
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
    use super::*;

    #[test]
    fn what_is_special_is_escaped() {
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
}

//! [`Constants`]: the codes of a catalog, each with what is written about it in every language.

use std::collections::BTreeSet;
use std::fmt;

use super::identifier::{Identifiers, Style, identifier};
use crate::registry::Entry;
use crate::{Catalog, Code, CodeBuf, Locale};

/// What a file says, or all that cannot be said in its language.
pub(crate) type Written = Result<String, Vec<String>>;

/// The codes of a catalog, in their order.
pub(crate) struct Constants(Vec<Constant>);

/// One of them.
pub(crate) struct Constant {
    #[cfg_attr(not(feature = "build"), allow(dead_code, reason = "only a build script asks"))]
    pub(crate) code: CodeBuf,
    pub(crate) value: Value,
    /// What the registry calls the code.
    pub(crate) name: Option<String>,
    /// The text of the code, on one line. A code of the registry alone has none.
    pub(crate) text: String,
    pub(crate) is_retired: bool,
}

/// A code, as a program sees it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Integer(i128),
    Name(String),
}

/// What all codes of a catalog are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Integers of 32 bits.
    Int32,
    /// Integers of 64 bits, one of which is a sign.
    Int64,
    /// Integers, and some are past those of 64 bits with a sign.
    Integers,
    /// Names.
    Names,
    /// Integers and names.
    Mixed,
}

impl Constants {
    /// The codes of a catalog, and those that only its registry has, with the texts of a locale.
    pub(crate) fn of(catalog: &Catalog, locale: Locale) -> Constants {
        let registered = catalog.registry().iter().map(Entry::code);
        let codes: BTreeSet<Code<'_>> = catalog.codes().chain(registered).collect();
        let constant = |code| {
            let message = catalog.message(code, locale);
            let text = message.as_ref().map_or("", |message| message.text());
            Constant::new(code, catalog.registry().get(code), text)
        };
        Constants(codes.into_iter().map(constant).collect())
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Constant> {
        self.0.iter()
    }

    /// What they all are.
    pub(crate) fn kind(&self) -> Kind {
        let integers: Vec<i128> = self.iter().filter_map(|it| it.value.integer()).collect();
        let are_all = |fits: fn(i128) -> bool| integers.iter().all(|integer| fits(*integer));
        match self.0.len() - integers.len() {
            0 if are_all(|integer| i32::try_from(integer).is_ok()) => Kind::Int32,
            0 if are_all(|integer| i64::try_from(integer).is_ok()) => Kind::Int64,
            0 => Kind::Integers,
            names if names == self.0.len() => Kind::Names,
            _ => Kind::Mixed,
        }
    }

    /// That some integers are too big for a language.
    pub(crate) fn past_64_bits(&self, language: &str) -> Vec<String> {
        let past = self.iter().filter(|constant| !constant.value.is_in_64_bits());
        past.map(|it| {
            format!("{} is past the integers of {language}, which have 64 bits", it.value)
        })
        .collect()
    }

    /// Each with its identifier, or the codes that would get one that is taken.
    pub(crate) fn identified(
        &self,
        style: Style,
        reserved: &[&str],
    ) -> Result<Vec<(String, &Constant)>, Vec<String>> {
        self.identified_by(style, reserved, |identifier| identifier.to_owned())
    }

    /// The same where two identifiers are the same if they have the same key.
    pub(crate) fn identified_by(
        &self,
        style: Style,
        reserved: &[&str],
        key: impl Fn(&str) -> String,
    ) -> Result<Vec<(String, &Constant)>, Vec<String>> {
        let mut identifiers = Identifiers::reserving(reserved);
        let named = self.iter().map(|constant| {
            let identifier = match &constant.name {
                Some(name) => identifier(name, style),
                None => identifier(&constant.value.to_string(), style),
            };
            identifiers.take(&key(&identifier), &identifier, &constant.value);
            (identifier, constant)
        });
        let named = named.collect();
        match identifiers.problems() {
            problems if problems.is_empty() => Ok(named),
            problems => Err(problems),
        }
    }
}

impl Constant {
    fn new(code: Code<'_>, entry: Option<&Entry>, text: &str) -> Constant {
        let value = match code.as_i128() {
            Some(integer) => Value::Integer(integer),
            None => Value::Name(code.to_string()),
        };
        Constant {
            code: code.to_code_buf(),
            value,
            name: entry.and_then(Entry::name).map(str::to_owned),
            text: line(text),
            is_retired: entry.is_some_and(Entry::is_retired),
        }
    }
}

/// The code as it is spelled.
impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Integer(integer) => integer.fmt(out),
            Value::Name(name) => out.write_str(name),
        }
    }
}

impl Value {
    pub(crate) fn integer(&self) -> Option<i128> {
        match self {
            Value::Integer(integer) => Some(*integer),
            Value::Name(_) => None,
        }
    }

    /// Whether it is a name, or an integer that is not past those of 64 bits with a sign.
    pub(crate) fn is_in_64_bits(&self) -> bool {
        self.integer().is_none_or(|integer| i64::try_from(integer).is_ok())
    }

    /// An integer as it is, and a name in quotes.
    pub(crate) fn literal(&self) -> String {
        match self {
            Value::Integer(integer) => integer.to_string(),
            Value::Name(_) => self.quoted(),
        }
    }

    /// The code as it is spelled, in quotes.
    pub(crate) fn quoted(&self) -> String {
        quoted(&self.to_string())
    }
}

/// A code, a name or the line of a text in the quotes of languages that escape `"` and `\` as C does. None has
/// another character that has to be escaped.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text on one line, as a comment can hold it. What cannot be seen, or turns the direction of what is
/// beside it, is named instead.
fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        for c in word.chars() {
            if is_hidden(c) {
                line.push_str(&format!("U+{:04X}", u32::from(c)));
            } else {
                line.push(c);
            }
        }
    }
    line
}

/// Controls, marks of direction, and what no text has: a compiler may refuse them.
fn is_hidden(c: char) -> bool {
    let is_noncharacter = u32::from(c) & 0xFFFE == 0xFFFE;
    let is_direction = matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}');
    c.is_control()
        || is_noncharacter
        || is_direction
        || matches!(c, '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_one_line_of_what_can_be_seen() {
        for (text, expected) in [
            ("one\n    two\r\n\u{2028}three", "one two three"),
            ("a\u{0}b\u{202E}c\u{FEFF}", "aU+0000bU+202EcU+FEFF"),
            ("  \u{85} ", ""),
            ("心跳 ７", "心跳 ７"),
        ] {
            assert_eq!(line(text), expected, "{text:?}");
        }
    }
}

//! [`Key`]: what a text is called in other formats: `400142`, `400142.title`, `400142:fluent`.

use std::fmt;
use std::str::FromStr;

use crate::Code;

/// The name of a text.
///
/// A code stands for its message; other identifiers are written as in Fluent, a term's with its hyphen.
/// Behind a dot is the name of an attribute. `:fluent` says that the text is Fluent source, so that a
/// program that knows only words never finds it under the name that it looks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// The identifier of the message or term, `code-400142`.
    pub(super) id: String,
    pub(super) attribute: Option<String>,
    pub(super) is_fluent: bool,
}

/// What stands behind a name whose text is Fluent source.
const FLUENT: &str = ":fluent";

impl FromStr for Key {
    type Err = String;

    fn from_str(name: &str) -> Result<Key, String> {
        let (bare, is_fluent) = match name.strip_suffix(FLUENT) {
            Some(bare) => (bare, true),
            None => (name, false),
        };
        let (id, attribute) = match bare.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (bare, None),
        };
        let id = match id.parse::<Code>() {
            Ok(code) => code.message_id(),
            Err(_) => id.to_owned(),
        };
        if is_identifier(id.strip_prefix('-').unwrap_or(&id)) && attribute.is_none_or(is_identifier)
        {
            let attribute = attribute.map(str::to_owned);
            return Ok(Key { id, attribute, is_fluent });
        }
        Err(format!("`{name}` is no code: write decimal digits, such as 400142"))
    }
}

/// A Fluent identifier.
fn is_identifier(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_part)
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Code::from_message_id(&self.id) {
            Some(code) => write!(out, "{code}")?,
            None => out.write_str(&self.id)?,
        }
        if let Some(attribute) = &self.attribute {
            write!(out, ".{attribute}")?;
        }
        out.write_str(if self.is_fluent { FLUENT } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_back() {
        for (name, id, attribute, is_fluent) in [
            ("400142", "code-400142", None, false),
            ("400142.title", "code-400142", Some("title"), false),
            ("400142.title:fluent", "code-400142", Some("title"), true),
            ("-brand", "-brand", None, false),
            ("greeting", "greeting", None, false),
        ] {
            let key: Key = name.parse().unwrap();
            assert_eq!(
                (&*key.id, key.attribute.as_deref(), key.is_fluent),
                (id, attribute, is_fluent)
            );
            assert_eq!(key.to_string(), name);
        }
        assert_eq!("code-7".parse::<Key>().unwrap().to_string(), "7");
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for name in ["", "4x", "0400142", "a b", "400142.", "400142.1", "-", "--a", "错误", "1.a.b"]
        {
            assert!(name.parse::<Key>().is_err(), "{name}");
        }
    }
}

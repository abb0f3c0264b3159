//! [`TextKey`]: how a text is named in other formats.

use std::fmt;
use std::str::FromStr;

use super::rewritten::Cells;
use crate::fluent::line::is_identifier;
use crate::{Code, CodeBuf};

/// The name of a text, by the message that it belongs to:
///
/// | name | what it is the text of |
/// | --- | --- |
/// | `400142`, `-1121`, `card_declined`, `InvalidParameter.Format` | the message of that code |
/// | `400142.title` | an attribute of a number's message |
/// | `code-card_declined.title` | an attribute of a name's message, by its Fluent identifier |
/// | `-brand`, `-brand.case` | a term, and its attribute |
/// | `shared:message`, `shared.title:message` | a message that others use, and its attribute |
///
/// `:fluent` at the end says that the text is Fluent source, so that a program that knows only words never
/// finds it under the name that it looks for. A name of a code that reads like one of the others stands as its
/// Fluent identifier, which reads like nothing else: `code-400142__2Etitle`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct TextKey {
    /// The identifier of the message or term, `code-400142`.
    pub(super) id: String,
    pub(super) attribute: Option<String>,
    pub(super) is_fluent: bool,
}

/// The end of a name whose text is Fluent source.
pub(super) const FLUENT: &str = ":fluent";

/// The end of a name of a message that is not that of a code.
const MESSAGE: &str = ":message";

impl FromStr for TextKey {
    type Err = String;

    fn from_str(name: &str) -> Result<TextKey, String> {
        let (name, is_fluent) = match name.strip_suffix(FLUENT) {
            Some(name) => (name, true),
            None => (name, false),
        };
        let of = |id: String, attribute: Option<&str>| {
            Ok(TextKey { id, attribute: attribute.map(str::to_owned), is_fluent })
        };
        let (bare, is_message) = match name.strip_suffix(MESSAGE) {
            Some(bare) => (bare, true),
            None => (name, false),
        };
        let (id, attribute) = match bare.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (bare, None),
        };
        if attribute.is_none_or(is_identifier) {
            let is_term = id.strip_prefix('-').is_some_and(is_identifier);
            if is_term
                || (is_message && is_identifier(id))
                || CodeBuf::from_message_id(id).is_some()
            {
                return of(id.to_owned(), attribute);
            }
            if let Some(code) = Code::of_integer(id.as_bytes()) {
                return of(code.message_id(), attribute);
            }
        }
        let code = Code::read(name);
        code.map_err(|error| error.to_string()).and_then(|code| of(code.message_id(), None))
    }
}

impl TextKey {
    /// The name of an attribute of the message with this name.
    pub(super) fn attribute_of(name: &str, attribute: &str) -> String {
        match name.parse::<TextKey>() {
            Ok(key) => TextKey { attribute: Some(attribute.to_owned()), ..key }.to_string(),
            // Whoever reads it finds what is wrong.
            Err(_) => format!("{name}.{attribute}"),
        }
    }

    /// The name as a token of XML (NMTOKEN), which XLIFF 2.0 wants an `id` to be.
    pub(super) fn to_token(&self) -> String {
        let name = self.to_string();
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | ':');
        if name.chars().all(is_part) { name } else { self.to_identifier() }
    }

    /// The name as a cell of a table, which does not look like a code that a spreadsheet has rewritten.
    pub(super) fn to_cell(&self) -> String {
        let name = self.to_string();
        let is_safe = Cells::of([]).code(&name).is_ok_and(|read| read == name);
        if is_safe { name } else { self.to_identifier() }
    }

    /// The name, with its message as Fluent calls it.
    pub(super) fn to_identifier(&self) -> String {
        self.with_message(&self.id)
    }

    /// The name, with the message that it belongs to written like this.
    fn with_message(&self, message: &str) -> String {
        let attribute = self.attribute.as_ref().map(|name| format!(".{name}"));
        let is_code = CodeBuf::from_message_id(&self.id).is_some();
        let kind = if is_code || self.id.starts_with('-') { "" } else { MESSAGE };
        let fluent = if self.is_fluent { FLUENT } else { "" };
        format!("{message}{}{kind}{fluent}", attribute.unwrap_or_default())
    }
}

impl fmt::Display for TextKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = CodeBuf::from_message_id(&self.id) {
            let name = self.with_message(&code.to_string());
            if name.parse::<TextKey>().is_ok_and(|read| read == *self) {
                return out.write_str(&name);
            }
        }
        out.write_str(&self.to_identifier())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_comes_back() {
        for (name, id, attribute, is_fluent) in [
            ("400142", "code-400142", None, false),
            ("400142.title", "code-400142", Some("title"), false),
            ("400142.title:fluent", "code-400142", Some("title"), true),
            ("-1121", "code--1121", None, false),
            ("-1121.title", "code--1121", Some("title"), false),
            ("card_declined", "code-card_declined", None, false),
            ("card_declined:fluent", "code-card_declined", None, true),
            ("code-card_declined.title", "code-card_declined", Some("title"), false),
            (
                "code-InvalidParameter__2EFormat.title",
                "code-InvalidParameter__2EFormat",
                Some("title"),
                false,
            ),
            ("InvalidParameter.Format", "code-InvalidParameter__2EFormat", None, false),
            ("ddl:1054", "code-ddl__3A1054", None, false),
            ("0400142", "code-0400142", None, false),
            ("400142.1", "code-400142__2E1", None, false),
            ("code-400142__2Etitle", "code-400142__2Etitle", None, false),
            ("code--brand", "code--brand", None, false),
            ("code-a__3Afluent", "code-a__3Afluent", None, false),
            ("code-code-7", "code-code-7", None, false),
            ("-brand", "-brand", None, false),
            ("-brand.case", "-brand", Some("case"), false),
            ("greeting", "code-greeting", None, false),
            ("greeting:message", "greeting", None, false),
            ("greeting.title:message:fluent", "greeting", Some("title"), true),
        ] {
            let key: TextKey = name.parse().unwrap();
            assert_eq!(
                (&*key.id, key.attribute.as_deref(), key.is_fluent),
                (id, attribute, is_fluent)
            );
            assert_eq!(key.to_string(), name);
        }
        assert_eq!("code-7".parse::<TextKey>().unwrap().to_string(), "7");
    }

    #[test]
    fn a_name_that_is_not_a_key_is_refused() {
        for name in ["", "a b", "错误", ":fluent", "card declined.title", &"x".repeat(129)] {
            let error = name.parse::<TextKey>().unwrap_err();
            assert!(
                error.contains("is not a valid code: write a number such as 400142"),
                "{error}"
            );
        }
    }

    proptest! {
        #[test]
        fn every_key_comes_back(
            code in "-?[0-9]{1,9}|[!-~]{1,40}|(code-|-)?[a-z0-9_.]{1,9}(:fluent|:message)?",
            is_code in any::<bool>(),
            attribute in proptest::option::of("[a-z][a-z0-9-]{0,5}"),
            is_fluent in any::<bool>(),
        ) {
            let id = if is_code { Code::parse(&code).unwrap().message_id() } else { code };
            prop_assume!(is_code || is_identifier(id.strip_prefix('-').unwrap_or(&id)));
            let key = TextKey { id, attribute, is_fluent };
            prop_assert_eq!(key.to_token().parse::<TextKey>(), Ok(key.clone()));
            let cell = key.to_cell();
            prop_assert_eq!(Cells::of([]).code(&cell).unwrap().parse::<TextKey>(), Ok(key.clone()));
            prop_assert_eq!(key.to_string().parse::<TextKey>(), Ok(key));
        }
    }
}

//! [`Templates::from_toml`]: the sentences of a file.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

use super::template::Template;
use super::{Collected, Templates};
use crate::fluent::line::is_identifier;
use crate::settings::TomlFile;
use crate::{CodeBuf, Error};

impl Templates {
    /// Reads codes and their sentences in TOML. A code has one sentence, or a list of them. The sentence of an attribute
    /// of the code's message stands in a table, by the attribute's name:
    ///
    /// ```toml
    /// 400142 = "too many beats: %s"
    /// -1121 = ["Invalid symbol.", { symbol = "Symbol {symbol} is not valid" }]
    /// -1100.range = ["%s is too large", "%s is too small"]   # sentences of attributes alone
    /// "InvalidParameter.Format" = "the format of {name} is not valid"
    /// ```
    ///
    /// A code with a full stop stands in quotes; outside of them a full stop is TOML's own, and leads to an
    /// attribute.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_settings`], with line and column, if the text is not TOML, if a key is not a code or
    /// the name of an attribute, if a value is none of these, and for a sentence as in
    /// [`Templates::from_sentences`].
    pub fn from_toml(text: &str) -> Result<Templates, Error> {
        Templates::read(&TomlFile::new("templates", text))
    }

    /// Reads a file of codes and their sentences in TOML.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_settings`] if the file cannot be read, and as in [`Templates::from_toml`].
    pub fn from_file(path: impl AsRef<Path>) -> Result<Templates, Error> {
        Templates::read(&TomlFile::read(path.as_ref())?)
    }

    fn read(file: &TomlFile) -> Result<Templates, Error> {
        let codes: BTreeMap<Spanned<String>, Spanned<Sentences>> = file.parse()?;
        let mut collected = Collected::default();
        for (code, sentences) in codes {
            let span = code.span();
            let code = code.into_inner().parse::<CodeBuf>();
            let code = code.map_err(|error| file.error(span, error.to_string()))?;
            add(&mut collected, file, &code, None, sentences)?;
        }
        Ok(collected.finish(0))
    }
}

/// What stands for a code, or for an attribute of it.
enum Sentences {
    One(String),
    Several(Vec<Spanned<Sentences>>),
    OfAttributes(BTreeMap<Spanned<String>, Spanned<Sentences>>),
}

/// Adds the sentences of a code or of one of its attributes; an error has its place.
fn add(
    collected: &mut Collected,
    file: &TomlFile,
    code: &CodeBuf,
    attribute: Option<&str>,
    sentences: Spanned<Sentences>,
) -> Result<(), Error> {
    let span = sentences.span();
    match sentences.into_inner() {
        Sentences::One(text) => Template::read(&text, attribute)
            .and_then(|template| collected.add(code.clone(), template))
            .map_err(|error| file.error(span, error.to_string())),
        Sentences::Several(sentences) => sentences
            .into_iter()
            .try_for_each(|sentences| add(collected, file, code, attribute, sentences)),
        Sentences::OfAttributes(_) if attribute.is_some() => {
            Err(file.error(span, "an attribute has no attributes: write its sentences"))
        }
        Sentences::OfAttributes(attributes) => {
            attributes.into_iter().try_for_each(|(name, sentences)| {
                if !is_identifier(name.as_ref()) {
                    let text = format!(
                        "`{}` is not the name of an attribute: write letters, digits, `-` and `_`, a letter \
                         first; a code with a full stop stands in quotes",
                        name.as_ref()
                    );
                    return Err(file.error(name.span(), text));
                }
                add(collected, file, code, Some(name.as_ref()), sentences)
            })
        }
    }
}

impl<'de> Deserialize<'de> for Sentences {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Sentences, D::Error> {
        deserializer.deserialize_any(SentencesVisitor)
    }
}

struct SentencesVisitor;

impl<'de> Visitor<'de> for SentencesVisitor {
    type Value = Sentences;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(
            "a sentence, a list of sentences, or a table of attributes with their sentences",
        )
    }

    fn visit_str<E>(self, text: &str) -> Result<Sentences, E> {
        Ok(Sentences::One(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Sentences, A::Error> {
        let mut sentences = Vec::new();
        while let Some(next) = list.next_element()? {
            sentences.push(next);
        }
        Ok(Sentences::Several(sentences))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Sentences, A::Error> {
        let mut attributes = BTreeMap::new();
        while let Some((name, sentences)) = table.next_entry()? {
            attributes.insert(name, sentences);
        }
        Ok(Sentences::OfAttributes(attributes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn a_file_has_sentences_lists_and_attributes() {
        let templates = Templates::from_toml(
            r#"
            400142 = "too many beats: %s"
            -1121 = ["Invalid symbol.", { symbol = ["Symbol {symbol} is bad", "Bad {symbol}"] }]
            -1100.range = "%s is too large"
            "InvalidParameter.Format" = "the format of {name} is not valid"
            "#,
        )
        .unwrap();
        assert_eq!(templates.len(), 4);
        for (code, text, expected) in [
            ("400142", "too many beats: i-1", "- arg0=i-1"),
            ("-1121", "Invalid symbol.", "-"),
            ("-1121", "Bad X", "symbol symbol=X"),
            ("-1100", "5 is too large", "range arg0=5"),
            ("InvalidParameter.Format", "the format of x is not valid", "- name=x"),
        ] {
            let code = Code::parse(code).unwrap();
            let understood = templates.understand(code, text).unwrap();
            let values = understood.values().map(|(name, value)| format!(" {name}={value}"));
            let values: String = values.collect();
            assert_eq!(understood.variant().unwrap_or("-").to_owned() + &values, expected);
        }
    }

    #[test]
    fn a_mistake_has_its_place() {
        for (toml, expected) in [
            ("1 = 5", "1:5: invalid type: integer `5`, expected a sentence, a list of sentences"),
            ("1 = \"a\"\n\"x y\" = \"a\"", "2:1: `x y` is not a valid code"),
            ("1 = [\"a\",\n \"the %s%s\"]", "2:2: nothing stands between the values"),
            ("1 = [\"a %s\", \"a {}\"]", "1:14: the sentence `a {}` stands twice"),
            ("1.\"x y\" = \"a\"", "1:3: `x y` is not the name of an attribute"),
            ("1.a.b = \"a\"", "1:3: an attribute has no attributes"),
        ] {
            let error = Templates::from_toml(toml).unwrap_err();
            assert!(error.is_invalid_settings());
            assert!(error.to_string().starts_with(&format!("templates:{expected}")), "{error}");
        }
    }
}

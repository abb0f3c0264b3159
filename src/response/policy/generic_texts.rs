//! [`GenericTexts`]: what an upstream writes for each code when it has no detail to add.

use std::collections::BTreeMap;
use std::path::Path;

use toml::Spanned;

use crate::settings::TomlFile;
use crate::{Catalog, Code, CodeBuf, Error, Preference};

/// The generic text of each code, in the language in which the upstream writes.
///
/// ```
/// use codeword::response::GenericTexts;
///
/// let texts = GenericTexts::from_toml(
///     r#"
///     400142 = "too many heartbeats"
///     card_declined = "Your card was declined."
///     "InvalidParameter.Format" = "the format is not valid"
///     "#,
/// )?;
/// assert_eq!(texts.len(), 3);
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct GenericTexts {
    /// By the codes, ascending.
    texts: Vec<(CodeBuf, Box<str>)>,
}

impl GenericTexts {
    /// Reads codes and texts in TOML, `400142 = "…"`. A key with other signs than letters, digits, `-` and
    /// `_` stands in quotes.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_settings`], with line and column, if the text is not TOML, if a key is not a code,
    /// or if a value is not a string.
    pub fn from_toml(text: &str) -> Result<GenericTexts, Error> {
        GenericTexts::read(&TomlFile::new("generic texts", text))
    }

    /// Reads a file of codes and texts in TOML.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_settings`] if the file cannot be read, and as in [`GenericTexts::from_toml`].
    pub fn from_file(path: impl AsRef<Path>) -> Result<GenericTexts, Error> {
        GenericTexts::read(&TomlFile::read(path.as_ref())?)
    }

    fn read(file: &TomlFile) -> Result<GenericTexts, Error> {
        let texts: BTreeMap<Spanned<String>, String> = file.parse()?;
        let located =
            |(code, text): (Spanned<String>, String)| match code.as_ref().parse::<CodeBuf>() {
                Ok(code) => Ok((code, text)),
                Err(error) => Err(file.error(code.span(), error.to_string())),
            };
        texts.into_iter().map(located).collect()
    }

    /// The texts that a catalog has in one language, for an upstream whose texts it was made from.
    ///
    /// ```
    /// use codeword::Catalog;
    /// use codeword::response::GenericTexts;
    ///
    /// let catalog = Catalog::embedded();
    /// assert_eq!(GenericTexts::from_catalog(&catalog, "en-US").len(), catalog.codes().len());
    /// ```
    pub fn from_catalog<'a>(
        catalog: &Catalog,
        preference: impl Into<Preference<'a>>,
    ) -> GenericTexts {
        let locale = catalog.negotiate(preference).locale();
        (catalog.codes())
            .filter_map(|code| Some((code, catalog.message(code, locale)?)))
            .filter(|(_, message)| !message.is_fallback() && message.is_complete())
            .map(|(code, message)| (code, message.into_text()))
            .collect()
    }

    /// How many codes have a generic text.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether no code has a generic text.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    pub(super) fn get(&self, code: Code<'_>) -> Option<&str> {
        let found = self.texts.binary_search_by(|(known, _)| known.as_code().cmp(&code));
        self.texts.get(found.ok()?).map(|(_, text)| &**text)
    }

    /// The one code that has a text.
    pub(super) fn code_of(&self, text: &str) -> Option<Code<'_>> {
        let mut codes = self.texts.iter().filter(|(_, known)| **known == *text);
        let (code, _) = codes.next()?;
        codes.next().is_none().then(|| code.as_code())
    }
}

impl<C: Into<CodeBuf>, T: Into<Box<str>>> FromIterator<(C, T)> for GenericTexts {
    /// Collects codes and their texts; an empty text is passed over, and of two of one code the last counts.
    fn from_iter<I: IntoIterator<Item = (C, T)>>(texts: I) -> GenericTexts {
        let texts = texts.into_iter().map(|(code, text)| (code.into(), text.into()));
        let texts: BTreeMap<CodeBuf, Box<str>> =
            texts.filter(|(_, text)| !text.is_empty()).collect();
        GenericTexts { texts: texts.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_codes_is_read() {
        let toml = "# incumbent\n400142 = \"too many: beats\"\n\"400143\" = ''\n-1 = \"busy\"\n\"a.b\" = \"bad\"\n";
        let texts = GenericTexts::from_toml(toml).unwrap();
        assert_eq!(texts.get(Code::new(400142)), Some("too many: beats"));
        assert_eq!(texts.get(Code::new(400143)), None);
        assert_eq!(texts.get(Code::new(-1)), Some("busy"));
        assert_eq!(texts.get(Code::from_static("a.b")), Some("bad"));
    }

    #[test]
    fn a_text_tells_its_code_unless_two_have_it() {
        let texts = GenericTexts::from_iter([(1, "one"), (2, "busy"), (3, "busy")]);
        for (text, expected) in [("one", Some(Code::new(1))), ("busy", None), ("on", None)] {
            assert_eq!(texts.code_of(text), expected, "{text}");
        }
    }

    #[test]
    fn a_mistake_has_its_place() {
        for (toml, expected) in [
            ("400142 = 5", "generic texts:1:10: "),
            ("400142 =", "generic texts:1:9: "),
            ("1 = \"a\"\n\"x y\" = \"a\"", "generic texts:2:1: `x y` is not a valid code"),
        ] {
            let error = GenericTexts::from_toml(toml).unwrap_err();
            assert!(error.is_invalid_settings());
            assert!(error.to_string().starts_with(expected), "{error}");
        }
    }

    #[test]
    fn a_text_of_another_language_is_not_generic() {
        let catalog = Catalog::builder()
            .source(crate::Source::files([
                ("en-US/errors.ftl", "code-1 = one\ncode-2 = two { $n }"),
                ("zh-CN/errors.ftl", "code-1 = 一\ncode-3 = 三"),
            ]))
            .build()
            .unwrap();
        let texts = GenericTexts::from_catalog(&catalog, "en-US");
        assert_eq!(texts.get(Code::new(1)), Some("one"));
        assert_eq!(texts.len(), 1);
    }
}

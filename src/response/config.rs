//! [`Policy::from_file`]: a policy as a file says it.

use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use serde::Deserialize;

use super::{Detail, GenericTexts, LanguageSource, Pair, Policy, Scope};
use crate::{Code, Error};

impl Policy {
    /// Reads the table `[response]` of a TOML file, such as `codeword.toml`. What it does not say is
    /// as in [`Policy::default`], and other tables are not looked at.
    ///
    /// ```toml
    /// [response]
    /// pairs = [{ code = "error.code", text = "error.message", args = "params" }]
    /// scope = { within = 8 }                 # or "top-level", or "first-pair"
    /// codes = ["400000-599999", "200001"]    # no others are touched
    /// detail = "keep"                        # or "drop", or "only-generic"
    /// generic-texts = "upstream/en.toml"     # beside this file: 400142 = "…"
    /// languages = [{ query = "lang" }, { header = "accept-language" }]
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`], with the file, the line and the column, if a file cannot be read
    /// or says what makes no sense.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Policy, Error> {
        let path = path.as_ref();
        let file: File = toml::from_str(&read(path)?).map_err(|error| in_file(path, error))?;
        file.response.into_policy(path)
    }
}

impl GenericTexts {
    /// Reads a file as [`GenericTexts::from_toml`] does.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if the file cannot be read or is no such table.
    pub fn from_file(path: impl AsRef<Path>) -> Result<GenericTexts, Error> {
        let path = path.as_ref();
        GenericTexts::from_toml(&read(path)?).map_err(|error| in_file(path, error))
    }
}

/// The file, of which the other tables are others'.
#[derive(Deserialize)]
struct File {
    #[serde(default)]
    response: Table,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    pairs: Option<Vec<PairTable>>,
    scope: Scope,
    codes: Vec<CodeRange>,
    detail: Detail,
    generic_texts: Option<String>,
    languages: Option<Vec<LanguageSource>>,
}

impl Table {
    fn into_policy(self, path: &Path) -> Result<Policy, Error> {
        let codes = self.codes.into_iter().map(|CodeRange(range)| range);
        let mut policy = Policy::default().scope(self.scope).codes(codes).detail(self.detail);
        if let Some(pairs) = self.pairs {
            let pairs = pairs.into_iter().map(|PairTable(pair)| pair);
            policy = policy.pairs(pairs).map_err(|error| in_file(path, error))?;
        }
        if let Some(texts) = self.generic_texts {
            policy = policy.generic_texts(GenericTexts::from_file(path.with_file_name(texts))?);
        }
        if let Some(languages) = self.languages {
            policy = policy.languages(languages).map_err(|error| in_file(path, error))?;
        }
        Ok(policy)
    }
}

/// `{ code = "…", text = "…", args = "…" }`.
#[derive(Deserialize)]
#[serde(try_from = "PairFields")]
struct PairTable(Pair);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PairFields {
    code: String,
    text: String,
    args: Option<String>,
}

impl TryFrom<PairFields> for PairTable {
    type Error = Error;

    fn try_from(fields: PairFields) -> Result<PairTable, Error> {
        let pair = Pair::new(&fields.code, &fields.text)?;
        Ok(PairTable(match fields.args {
            Some(name) => pair.with_args(&name)?,
            None => pair,
        }))
    }
}

/// `"400000-599999"`, or one code.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct CodeRange(RangeInclusive<u32>);

impl TryFrom<String> for CodeRange {
    type Error = Error;

    fn try_from(text: String) -> Result<CodeRange, Error> {
        let (first, last) = text.split_once('-').unwrap_or((&text, &text));
        let (first, last) = (first.trim().parse::<Code>()?, last.trim().parse::<Code>()?);
        if first > last {
            return Err(Error::invalid_policy(format!("`{text}` ends before it begins")));
        }
        Ok(CodeRange(first.get()..=last.get()))
    }
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| in_file(path, error))
}

fn in_file(path: &Path, error: impl std::fmt::Display) -> Error {
    Error::invalid_policy(format!("{}: {}", path.display(), error.to_string().trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::MediaType;

    fn policy(toml: &str) -> Result<Policy, Error> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codeword.toml");
        fs::write(&path, toml).unwrap();
        fs::write(folder.path().join("en.toml"), "7 = \"seven: up\"").unwrap();
        Policy::from_file(path)
    }

    #[test]
    fn a_file_says_what_differs_from_the_default() {
        let example = r#"
            [check]
            whatever = true

            [response]
            pairs = [{ code = "error.code", text = "error.message", args = "params" }, { code = "c", text = "t" }]
            scope = { within = 3 }
            codes = ["400000-599999", "7"]
            detail = "only-generic"
            generic-texts = "en.toml"
            languages = [{ header = "x-language" }]
        "#;
        let policy = policy(example).unwrap();
        assert_eq!(policy.fields(MediaType::Json).1, Scope::Within(3));
        assert!(policy.includes(Code::new(400000)) && !policy.includes(Code::new(200000)));
        assert_eq!(policy.detail_of(Code::new(7), b"seven: up"), Some(&b""[..]));
        assert_eq!(policy.detail_of(Code::new(7), b"seven: up: x"), None);
        assert_eq!(policy.language_sources(), [LanguageSource::header("x-language")]);
    }

    #[test]
    fn an_empty_file_is_the_default() {
        let policy = policy("").unwrap();
        assert_eq!(policy.language_sources(), Policy::default().language_sources());
        assert_eq!(policy.fields(MediaType::Json).1, Scope::Within(8));
    }

    #[test]
    fn what_makes_no_sense_is_said_with_its_place() {
        for (line, expected) in [
            ("detail = \"kept\"", "unknown variant `kept`"),
            ("detials = \"keep\"", "unknown field `detials`"),
            ("scope = \"everywhere\"", "unknown variant `everywhere`"),
            ("scope = { within = 300 }", "line 2"),
            ("codes = [\"5-4\"]", "`5-4` ends before it begins"),
            ("codes = [\"x\"]", "`x` is no code"),
            ("pairs = []", "there are no pairs"),
            ("pairs = [{ code = \"a\", text = \"a\" }]", "cannot be fields of one object"),
            ("pairs = [{ code = \"a\" }]", "missing field `text`"),
            ("languages = [{ cookie = \"lang\" }]", "unknown variant `cookie`"),
            ("languages = [{ header = \"x y\" }]", "`x y` is no header name"),
            ("generic-texts = \"nowhere.toml\"", "nowhere.toml: "),
        ] {
            let error = policy(&format!("[response]\n{line}")).unwrap_err();
            assert!(error.is_invalid_policy());
            assert!(error.to_string().contains(expected), "{error}");
            assert!(error.to_string().contains(".toml: "), "{error}");
        }
    }
}

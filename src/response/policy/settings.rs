//! [`Policy::from_file`]: the policy of the table `[response]`.

use std::ops::RangeInclusive;
use std::path::Path;

use toml::Spanned;

use super::{GenericTexts, LanguageSource, Pair, Policy, Statuses};
use crate::response::Scope;
use crate::settings::{LanguageValue, PairTable, ResponseTable, ScopeValue, Settings, TomlFile};
use crate::{Code, Error};

impl Policy {
    /// Reads the table `[response]` of a TOML file, such as `codeword.toml`. What it does not say is
    /// as in [`Policy::default`].
    ///
    /// ```toml
    /// [response]
    /// pairs = [{ code = "error.code", text = "error.message", args = "params" }]
    /// scope = { within = 8 }                 # or "top-level", or "first-pair"
    /// codes = ["400000-599999", "200001"]    # no others are touched
    /// detail = "keep"                        # or "drop", or "only-generic"
    /// generic-texts = "upstream/en.toml"     # beside this file: 400142 = "…"
    /// languages = [{ query = "lang" }, { header = "accept-language" }]
    /// statuses = ["200", "400-599"]          # of the responses that a gateway looks into
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_settings`], with the file, the line and the column, if a file cannot be read,
    /// has no such table, or says what makes no sense, which includes a misspelt table or key.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Policy, Error> {
        let file = TomlFile::read(path.as_ref())?;
        let Some(table) = file.parse::<Settings>()?.response else {
            return Err(file.error(
                0..0,
                "there is no table [response], which says what is replaced: write one, or name no file",
            ));
        };
        let ResponseTable { pairs, scope, codes, detail, generic_texts, languages, statuses } =
            table;
        let mut policy = Policy::default().codes(each(&file, codes, |codes| range(&codes))?);
        if let Some(scope) = scope {
            policy = policy.scope(match scope {
                ScopeValue::Within(levels) => Scope::Within(levels),
                ScopeValue::TopLevel => Scope::TopLevel,
                ScopeValue::FirstPair => Scope::FirstPair,
            });
        }
        if let Some(detail) = detail {
            policy = policy.detail(located(&file, detail, |detail| detail.parse())?);
        }
        if let Some(pairs) = pairs {
            let span = pairs.span();
            let pairs = each(&file, pairs.into_inner(), pair)?;
            policy = located(&file, Spanned::new(span, pairs), |pairs| policy.pairs(pairs))?;
        }
        if let Some(texts) = generic_texts {
            let path = file.path().with_file_name(texts);
            policy = policy.generic_texts(GenericTexts::from_file(path)?);
        }
        if let Some(languages) = languages {
            policy = policy.languages(each(&file, languages, |language| match language {
                LanguageValue::Query(name) => Ok(LanguageSource::query(name)),
                LanguageValue::Header(name) => LanguageSource::header(name).checked(),
            })?)?;
        }
        if let Some(statuses) = statuses {
            let statuses = each(&file, statuses, |statuses| statuses.parse::<Statuses>())?;
            policy = policy.statuses(statuses.into_iter().collect());
        }
        Ok(policy)
    }
}

/// Each part of a list as something else; an error has the part's place.
fn each<T, U>(
    file: &TomlFile,
    parts: Vec<Spanned<T>>,
    read: impl Fn(T) -> Result<U, Error>,
) -> Result<Vec<U>, Error> {
    parts.into_iter().map(|part| located(file, part, &read)).collect()
}

/// A part of a file as something else; an error has its place.
fn located<T, U>(
    file: &TomlFile,
    part: Spanned<T>,
    read: impl FnOnce(T) -> Result<U, Error>,
) -> Result<U, Error> {
    let span = part.span();
    read(part.into_inner()).map_err(|error| file.error(span, error.to_string()))
}

fn pair(table: PairTable) -> Result<Pair, Error> {
    let pair = Pair::new(&table.code, &table.text)?;
    match table.args {
        Some(name) => pair.with_args(&name),
        None => Ok(pair),
    }
}

/// `400000-599999`, or one code.
fn range(text: &str) -> Result<RangeInclusive<u32>, Error> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.trim().parse::<Code>()?, last.trim().parse::<Code>()?);
    if first > last {
        return Err(Error::invalid_policy(format!("`{text}` ends before it begins")));
    }
    Ok(first.get()..=last.get())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::Code;
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
            allow = ["todo"]

            [response]
            pairs = [{ code = "error.code", text = "error.message", args = "params" }, { code = "c", text = "t" }]
            scope = { within = 3 }
            codes = ["400000-599999", "7"]
            detail = "only-generic"
            generic-texts = "en.toml"
            languages = [{ header = "x-language" }]
            statuses = ["200", "404-499"]
        "#;
        let policy = policy(example).unwrap();
        assert_eq!(policy.fields(MediaType::Json).1, Scope::Within(3));
        assert!(policy.includes(Code::new(400000)) && !policy.includes(Code::new(200000)));
        assert_eq!(policy.detail_of(Code::new(7), b"seven: up"), Some(&b""[..]));
        assert_eq!(policy.detail_of(Code::new(7), b"seven: up: x"), None);
        assert_eq!(policy.languages, [LanguageSource::header("x-language")]);
        assert_eq!(policy.statuses, "200,404-499".parse().unwrap());
    }

    #[test]
    fn an_empty_table_is_the_default() {
        let policy = policy("[response]").unwrap();
        assert_eq!(policy.languages, Policy::default().languages);
        assert_eq!(policy.fields(MediaType::Json).1, Scope::Within(8));
    }

    #[test]
    fn a_file_without_the_table_is_refused() {
        for text in ["", "[check]\nallow = []"] {
            let error = policy(text).unwrap_err();
            assert!(error.is_invalid_settings());
            assert!(error.to_string().contains("codeword.toml:1:1: there is no table [response]"));
        }
    }

    #[test]
    fn a_mistake_has_its_place() {
        for (line, expected) in [
            ("detail = \"kept\"", "2:10: `kept` says nothing of a detail"),
            ("detials = \"keep\"", "2:1: unknown field `detials`"),
            ("scope = \"everywhere\"", "2:9: unknown variant `everywhere`"),
            ("scope = { within = 300 }", "2:20: "),
            ("codes = [\"5-4\"]", "2:10: `5-4` ends before it begins"),
            ("codes = [\"x\"]", "2:10: `x` is not a valid code"),
            ("pairs = []", "2:9: there are no pairs"),
            (
                "pairs = [{ code = \"a\", text = \"a\" }]",
                "2:10: `a` and `a` cannot be fields of one object",
            ),
            ("pairs = [{ code = \"a\" }]", "2:10: missing field `text`"),
            ("languages = [{ cookie = \"lang\" }]", "2:16: unknown variant `cookie`"),
            ("statuses = [\"200\", \"4xx\"]", "2:20: `4xx` is not a status or a range of them"),
            ("languages = [{ header = \"x y\" }]", "2:14: `x y` is not a header name"),
        ] {
            let error = policy(&format!("[response]\n{line}")).unwrap_err();
            assert!(error.is_invalid_settings());
            assert!(error.to_string().contains(&format!("codeword.toml:{expected}")), "{error}");
        }
        let error = policy("[response]\ngeneric-texts = \"nowhere.toml\"").unwrap_err();
        assert!(error.is_invalid_settings());
        assert!(error.to_string().contains("nowhere.toml: "), "{error}");
    }
}

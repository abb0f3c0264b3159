//! [`Policy::from_file`]: the policy of the table `[response]`.

use std::path::Path;
#[cfg(feature = "preview")]
use std::path::PathBuf;

use toml::Spanned;

use super::status_codes::{StatusCodes, unknown};
use super::{CodePattern, GenericTexts, LanguageSource, Pair, Policy, Preset, Statuses, Templates};
#[cfg(feature = "preview")]
use crate::fluent::folder::Folder;
use crate::response::{Missing, Scope};
use crate::settings::{
    IntoValue, LanguageValue, MissingValue, PairTable, ResponseTable, ScopeValue, Settings,
    TemplatesValue, TomlFile,
};
use crate::{Catalog, Error, Source};

impl Policy {
    /// Reads the table `[response]` of a TOML file, such as `codeword.toml`. What it does not say is
    /// as in the preset that it names, or else as in [`Policy::default`].
    ///
    /// ```toml
    /// [response]
    /// preset = "stripe"                      # the keys below go before what it says
    /// pairs = [{ code = "error.code", text = "error.message", args = "params" }]
    /// scope = { within = 8 }                 # or "top-level", or "first-pair"
    /// missing = "leave"                      # or "add": a known code without a text gets one
    /// codes = ["400000-599999", "card_*"]    # no others are touched
    /// detail = "keep"                        # or "drop", or "only-generic"
    /// args = "keep"                          # or "drop": arguments go when their text has its words
    /// generic-texts = "upstream/en.toml"     # beside this file: 400142 = "…"
    /// templates = "upstream/sentences.toml"  # or { catalog = "upstream", locale = "en-US" }
    /// languages = [{ query = "lang" }, { header = "accept-language" }]
    /// statuses = ["200", "400-599"]          # of the responses that a gateway looks into
    /// status-codes = { 404 = "not_found" }   # the code of an error that says none, by its status
    /// pages = "problem"                      # what becomes of an error without JSON; or "json", or "leave"
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
        Policy::from_table(table, &file)
    }

    /// Like [`Policy::from_file`], and [`Policy::default`] where the file has no such table.
    ///
    /// # Errors
    ///
    /// As [`Policy::from_file`], but for the table.
    pub fn from_file_or_default(path: impl AsRef<Path>) -> Result<Policy, Error> {
        let file = TomlFile::read(path.as_ref())?;
        match file.parse::<Settings>()?.response {
            Some(table) => Policy::from_table(table, &file),
            None => Ok(Policy::default()),
        }
    }

    /// The files beside a `codeword.toml` that its policy is read from; none if it makes no sense.
    #[cfg(feature = "preview")]
    pub(crate) fn files_of(path: &Path) -> Vec<PathBuf> {
        let table = TomlFile::read(path).and_then(|file| file.parse::<Settings>());
        let Some(table) = table.ok().and_then(|settings| settings.response) else {
            return Vec::new();
        };
        let beside = |name: String| path.with_file_name(name);
        let mut files: Vec<PathBuf> = table.generic_texts.map(beside).into_iter().collect();
        match table.templates {
            Some(TemplatesValue::File(name)) => files.push(beside(name)),
            Some(TemplatesValue::Catalog(of)) => {
                files.extend(Folder::read(&beside(of.catalog)).files);
            }
            None => {}
        }
        files
    }

    /// The policy of a table that is in another file.
    pub(crate) fn from_table(table: ResponseTable, file: &TomlFile) -> Result<Policy, Error> {
        let ResponseTable { preset, pairs, scope, missing, codes, detail, .. } = table;
        let ResponseTable { generic_texts, templates, languages, statuses, .. } = table;
        let ResponseTable { args, status_codes, pages, .. } = table;
        let mut policy = match preset {
            Some(name) => located(file, name, |name| name.parse::<Preset>()?.policy())?,
            None => Policy::default(),
        };
        if let Some(codes) = codes {
            policy = policy.codes(each(file, codes, |codes| codes.parse::<CodePattern>())?);
        }
        if let Some(scope) = scope {
            policy = policy.scope(match scope {
                ScopeValue::Within(levels) => Scope::Within(levels),
                ScopeValue::TopLevel => Scope::TopLevel,
                ScopeValue::FirstPair => Scope::FirstPair,
            });
        }
        if let Some(missing) = missing {
            policy = policy.missing(match missing {
                MissingValue::Leave => Missing::Leave,
                MissingValue::Add => Missing::Add,
            });
        }
        if let Some(detail) = detail {
            policy = policy.detail(located(file, detail, |detail| detail.parse())?);
        }
        if let Some(args) = args {
            policy = policy.arguments(located(file, args, |args| args.parse())?);
        }
        if let Some(pairs) = pairs {
            let span = pairs.span();
            let pairs = each(file, pairs.into_inner(), pair)?;
            policy = located(file, Spanned::new(span, pairs), |pairs| policy.pairs(pairs))?;
        }
        if let Some(texts) = generic_texts {
            let path = file.path().with_file_name(texts);
            policy = policy.generic_texts(GenericTexts::from_file(path)?);
        }
        if let Some(templates) = templates {
            policy = policy.templates(self::templates(templates, file)?);
        }
        if let Some(languages) = languages {
            policy = policy.languages(each(file, languages, |language| match language {
                LanguageValue::Query(name) => Ok(LanguageSource::query(name)),
                LanguageValue::Cookie(name) => Ok(LanguageSource::cookie(name)),
                LanguageValue::Header(name) => LanguageSource::header(name).checked(),
            })?)?;
        }
        if let Some(statuses) = statuses {
            let statuses = each(file, statuses, |statuses| statuses.parse::<Statuses>())?;
            policy = policy.statuses(statuses.into_iter().collect());
        }
        if let Some(table) = status_codes {
            let mut codes = StatusCodes::default();
            for (status, code) in table {
                let unknown = file.diagnostic(status.span(), unknown(code.as_code()));
                located(file, status, |status| codes.add(&status, code, unknown))?;
            }
            policy.status_codes = codes;
        }
        if let Some(pages) = pages {
            policy = policy.pages(located(file, pages, |pages| pages.parse())?);
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

/// The templates of a file, or of a catalog in the upstream's language.
fn templates(value: TemplatesValue, file: &TomlFile) -> Result<Templates, Error> {
    match value {
        TemplatesValue::File(name) => Templates::from_file(file.path().with_file_name(name)),
        TemplatesValue::Catalog(value) => {
            let folder = Source::folder(file.path().with_file_name(value.catalog));
            let catalog =
                Catalog::builder().source(folder).default_locale(&value.locale).build()?;
            Ok(Templates::from_catalog(&catalog, &*value.locale))
        }
    }
}

fn pair(table: PairTable) -> Result<Pair, Error> {
    let PairTable { code, text, args, into } = table;
    let mut pair = match code {
        Some(code) => Pair::new(&code, &text)?,
        None => Pair::without_code(&text)?,
    };
    if let Some(name) = args {
        pair = pair.with_args(&name)?;
    }
    match into {
        Some(IntoValue::Member(name)) => pair.with_into(&name),
        Some(IntoValue::Details { google_localized_message }) => {
            pair.with_localized_message(&google_localized_message)
        }
        None => Ok(pair),
    }
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
            codes = ["400000-599999", "7", "-1199--1000", "card_*"]
            detail = "only-generic"
            generic-texts = "en.toml"
            languages = [{ header = "x-language" }]
            statuses = ["200", "404-499"]
        "#;
        let policy = policy(example).unwrap();
        assert_eq!(policy.fields(MediaType::Json).1, Scope::Within(3));
        for (code, is_touched) in
            [("400000", true), ("200000", false), ("-1121", true), ("card_declined", true)]
        {
            assert_eq!(policy.includes(Code::parse(code).unwrap()), is_touched, "{code}");
        }
        assert_eq!(policy.detail_of(Code::new(7), b"seven: up"), Some(&b""[..]));
        assert_eq!(policy.detail_of(Code::new(7), b"seven: up: x"), None);
        assert_eq!(policy.languages, [LanguageSource::header("x-language")]);
        assert_eq!(policy.statuses, "200,404-499".parse().unwrap());
    }

    #[test]
    fn templates_are_a_file_or_a_catalog_turned_around() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("upstream/en-US/errors.ftl", "code-7 = At most { $limit } calls");
        write("sentences.toml", "7 = \"At most {limit} calls\"");
        for value in ["\"sentences.toml\"", "{ catalog = \"upstream\", locale = \"en-US\" }"] {
            write("codeword.toml", &format!("[response]\ntemplates = {value}"));
            let policy = Policy::from_file(folder.path().join("codeword.toml")).unwrap();
            let understood = policy.read_sentence(Code::new(7), b"At most 5 calls");
            let understood = understood.unwrap().unwrap();
            assert_eq!(understood.values().collect::<Vec<_>>(), [("limit", "5")], "{value}");
        }
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
            ("args = \"remove\"", "2:8: `remove` says nothing of arguments"),
            ("detials = \"keep\"", "2:1: unknown field `detials`"),
            ("scope = \"everywhere\"", "2:9: unknown variant `everywhere`"),
            ("scope = { within = 300 }", "2:20: "),
            ("missing = \"added\"", "2:11: unknown variant `added`"),
            ("pairs = [{ text = \"a\", args = \"b\" }]", "2:10: `a` has no code"),
            (
                "pairs = [{ code = \"a\", text = \"b\", into = \"a\" }]",
                "2:10: `a` and `a` cannot be",
            ),
            (
                "pairs = [{ code = \"a\", text = \"b\", into = { x = \"c\" } }]",
                "2:43: write a name",
            ),
            (
                "pairs = [{ code = \"a\", text = \"b\", into = \"c\" }, { code = \"c\", text = \"d\" }]",
                "2:9: the words of `b` cannot go into `c`, as `c` is a field of another pair",
            ),
            ("codes = [\"5-4\"]", "2:10: `5-4` ends before it begins"),
            ("codes = [\"x y\"]", "2:10: `x y` is not a valid code"),
            ("pairs = []", "2:9: there are no pairs"),
            (
                "pairs = [{ code = \"a\", text = \"a\" }]",
                "2:10: `a` and `a` cannot be fields of one object",
            ),
            ("pairs = [{ code = \"a\" }]", "2:10: missing field `text`"),
            ("languages = [{ path = \"lang\" }]", "2:16: unknown variant `path`"),
            ("statuses = [\"200\", \"4xx\"]", "2:20: `4xx` is not a status or a range of them"),
            (
                "templates = 5",
                "2:13: expected a file, or { catalog = \"FOLDER\", locale = \"TAG\" }",
            ),
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

//! [`Library`]: what a handle stands for, and how it is configured.

use std::path::PathBuf;

use http::header::HeaderName;
use serde::Deserialize;
use toml::Spanned;

use super::memory::Memory;
use crate::response::semantics::{BODY_LIMIT, Requester};
use crate::response::{Localizer, Policy};
use crate::settings::{ResponseTable, TomlFile};
use crate::{Catalog, CatalogBuilder, Diagnostic, Error, LiveCatalog, Source};

/// What a handle stands for.
pub(super) struct Library {
    pub(super) live: LiveCatalog,
    pub(super) localizer: Localizer,
    pub(super) body_limit: usize,
    /// The headers of a request that are looked at.
    pub(super) request_headers: Vec<HeaderName>,
    pub(super) memory: Memory,
}

/// The configuration, as it is written; the header describes it.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Configuration {
    folders: Vec<PathBuf>,
    embedded: Option<bool>,
    default_locale: Option<String>,
    policy: Option<PathBuf>,
    body_limit: Option<usize>,
    response: Option<Spanned<ResponseTable>>,
}

impl Library {
    /// Opens what a configuration says, and says what is to be noted of it.
    pub(super) fn open(text: &str) -> Result<(Library, Vec<Diagnostic>), Error> {
        let file = TomlFile::new("configuration", text);
        let mut configuration: Configuration = file.parse()?;
        let policy = configuration.policy(&file)?;
        let body_limit = configuration.body_limit.unwrap_or(BODY_LIMIT);
        let live = LiveCatalog::unattended(configuration.sources())?;
        let notes = policy.unknown_status_codes(&live.load());
        let request_headers = Requester::headers(&policy).filter_map(|name| name.parse().ok());
        let request_headers = request_headers.collect();
        let texts = live.clone();
        let localizer = Localizer::following(move || texts.catalog(), policy);
        let memory = Memory::new();
        Ok((Library { live, localizer, body_limit, request_headers, memory }, notes))
    }
}

impl Configuration {
    fn policy(&mut self, file: &TomlFile) -> Result<Policy, Error> {
        match (&self.policy, self.response.take()) {
            (None, None) => Ok(Policy::default()),
            (Some(path), None) => Policy::from_file(path),
            (None, Some(table)) => Policy::from_table(table.into_inner(), file),
            (Some(_), Some(table)) => Err(file.error(
                table.span(),
                "`policy` names a file that has such a table: write the one or the other",
            )),
        }
    }

    fn sources(self) -> CatalogBuilder {
        let mut builder = Catalog::builder();
        if self.embedded.unwrap_or(self.folders.is_empty()) {
            builder = builder.source(Source::embedded());
        }
        for folder in self.folders {
            builder = builder.source(Source::folder(folder));
        }
        match self.default_locale {
            Some(tag) => builder.default_locale(tag),
            None => builder,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::capi::caller::Caller;

    #[test]
    fn a_configuration_says_where_the_texts_are_and_what_becomes_of_which() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display();
        let file = folder.path().join("errors.en-US.ftl");
        fs::write(&file, "code-1 = One\ncode-400202 = Gone\n").unwrap();
        fs::write(folder.path().join("codeword.toml"), "[response]\npreset = \"stripe\"").unwrap();

        let body = br#"{"error":{"code":"1","message":"x"}}"#;
        let configuration = format!("folders = ['{path}']\npolicy = '{path}/codeword.toml'");
        let mut caller = Caller::open(&configuration).unwrap();
        let said = caller.localize(body, "application/json", "zh-CN");
        assert_eq!(said.body, r#"{"error":{"code":"1","message":"One"}}"#);
        assert_eq!(caller.message("400142", "en", "").value, 0);

        let configuration =
            format!("folders = ['{path}']\nembedded = true\ndefault-locale = 'zh-CN'");
        let mut caller = Caller::open(&configuration).unwrap();
        assert_eq!(caller.message("400202", "en", "").body, "Gone");
        assert_eq!(caller.message("400142", "fr", "").language, "zh-CN");
    }

    #[test]
    fn a_mistake_has_its_place() {
        for (configuration, expected) in [
            ("\nfolder = ['x']", "configuration:2:1: unknown field `folder`"),
            ("[response]\ndetial = 'keep'", "configuration:2:1: unknown field `detial`"),
            ("policy = 'x'\n[response]\ndetail = 'keep'", "configuration:2:1: `policy` names"),
            ("policy = 'nowhere.toml'", "nowhere.toml: "),
            ("folders = ['nowhere']", "nowhere"),
            ("default-locale = 'de'", "default locale `de`: no file is in this locale"),
            ("body-limit = -1", "configuration:1:14: "),
            ("[response]\nstatus-codes = { 404 = 'lost' }", ""),
        ] {
            match Caller::open(configuration) {
                Err((value, said)) => {
                    assert_eq!(value, -4);
                    assert!(!expected.is_empty() && said.contains(expected), "{said}");
                }
                Ok(_) => assert_eq!(expected, "", "{configuration}"),
            }
        }
    }
}

//! [`asset`]: the files of the page. [`PageTexts`]: its words, in the reader's language, out of a catalog like
//! any other.

use std::sync::LazyLock;

use serde::{Serialize, Serializer};

use super::overview::Tongue;
use crate::{Catalog, Source};

/// A file of the page.
pub(crate) struct Asset {
    path: &'static str,
    pub(crate) media_type: &'static str,
    pub(crate) text: &'static str,
}

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The files, by their paths: nothing else can be asked for.
const ASSETS: [Asset; 12] = [
    Asset::new("/", "text/html; charset=utf-8", include_str!("page/index.html")),
    Asset::new("/page.css", "text/css; charset=utf-8", include_str!("page/page.css")),
    Asset::new("/main.js", SCRIPT, include_str!("page/main.js")),
    Asset::new("/server.js", SCRIPT, include_str!("page/server.js")),
    Asset::new("/dom.js", SCRIPT, include_str!("page/dom.js")),
    Asset::new("/words.js", SCRIPT, include_str!("page/words.js")),
    Asset::new("/filter.js", SCRIPT, include_str!("page/filter.js")),
    Asset::new("/filters.js", SCRIPT, include_str!("page/filters.js")),
    Asset::new("/list.js", SCRIPT, include_str!("page/list.js")),
    Asset::new("/details.js", SCRIPT, include_str!("page/details.js")),
    Asset::new("/editor.js", SCRIPT, include_str!("page/editor.js")),
    Asset::new("/reader.js", SCRIPT, include_str!("page/reader.js")),
];

impl Asset {
    const fn new(path: &'static str, media_type: &'static str, text: &'static str) -> Asset {
        Asset { path, media_type, text }
    }
}

/// The file of a path.
pub(crate) fn asset(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// The words of the page in the best locale for a reader.
#[derive(Serialize)]
pub(crate) struct PageTexts {
    #[serde(flatten)]
    tongue: Tongue,
    /// The languages that the page speaks.
    languages: Vec<String>,
    texts: Texts,
}

/// Texts by the names of their codes, a member of an object each.
struct Texts(Vec<(String, String)>);

impl PageTexts {
    pub(crate) fn of(preference: &str) -> PageTexts {
        let catalog = &*CATALOG;
        let locale = catalog.negotiate(preference).locale();
        let texts = catalog.codes().filter_map(|code| {
            let message = catalog.message(code, locale)?;
            Some((code.to_string(), message.text().to_owned()))
        });
        PageTexts {
            tongue: Tongue::of(catalog.language(locale)),
            languages: catalog.locales().iter().map(ToString::to_string).collect(),
            texts: Texts(texts.collect()),
        }
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, text)| (name, text)))
    }
}

/// The catalog of the page. A test holds that nothing is wrong in it.
static CATALOG: LazyLock<Catalog> = LazyLock::new(|| builder().build_lenient().0);

fn builder() -> crate::CatalogBuilder {
    let source = Source::files([
        ("en-US/page.ftl", include_str!("locales/en-US/page.ftl")),
        ("zh-CN/page.ftl", include_str!("locales/zh-CN/page.ftl")),
    ]);
    Catalog::builder().source(source).default_locale("en-US")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::workbench::{Project, check};

    #[test]
    fn every_word_of_the_page_is_in_both_languages() {
        assert_eq!(builder().build_lenient().1, []);
        let project = Project::open("src/workbench/preview/locales", Some("en-US")).unwrap();
        let report = check::check(&project);
        let found: Vec<String> = report.findings().iter().map(ToString::to_string).collect();
        assert_eq!(found, [""; 0]);
    }

    /// The outcomes of a body that a translator may meet; the page says the names of the others.
    const OUTCOMES: [&str; 9] = [
        "localized",
        "same",
        "incomplete",
        "own-text",
        "excluded-code",
        "unknown-code",
        "no-pair",
        "odd-pair",
        "invalid-json",
    ];

    /// `data-words="…"` in the page, `words("…")` in its scripts.
    #[test]
    fn the_page_says_what_is_in_its_catalog_and_nothing_else() {
        let mut used = BTreeSet::new();
        for asset in &ASSETS {
            for start in ["data-words=\"", "data-label=\"", "data-placeholder=\"", "words(\""] {
                let names = asset.text.split(start).skip(1);
                let names = names.filter_map(|rest| rest.split('"').next());
                used.extend(names.filter(|name| !name.ends_with('-')).map(str::to_owned));
            }
        }
        // What the scripts put together begins with a name that ends in a hyphen.
        for (start, ends) in [
            ("state", &["translated", "outdated", "untranslated", "missing", "copy", "source"][..]),
            ("severity", &["error", "warning", "note"]),
            ("kind", &["string", "number", "date"]),
            ("outcome", &OUTCOMES),
        ] {
            used.extend(ends.iter().map(|end| format!("{start}-{end}")));
        }
        let known: BTreeSet<String> = CATALOG.codes().map(|code| code.to_string()).collect();
        assert_eq!(used, known);
    }

    #[test]
    fn the_page_loads_nothing_from_elsewhere_and_has_nothing_inline() {
        for asset in &ASSETS {
            for forbidden in
                ["http://", "https://", "innerHTML", "<style", " style=", " onclick", "eval("]
            {
                assert!(!asset.text.contains(forbidden), "{}: {forbidden}", asset.path);
            }
        }
        let scripts = asset("/").unwrap().text.matches("<script").count();
        assert_eq!(scripts, 1);
    }
}

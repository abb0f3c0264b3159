//! A reference of all codes, as an API's documentation publishes it: a site of static pages.
//!
//! | file | what it is |
//! | --- | --- |
//! | `index.html` | the languages there are |
//! | `en-US.html` | one for each locale: every code with its name, its statuses and its texts |
//! | `reference.css`, `reference.js` | how they look, and the search, which works from `file://` too |
//!
//! The codes stand in the order of the files, below the headings of their groups. The anchor of a code is its
//! message's identifier, `en-US.html#code-404001`. What a locale lacks is shown in the language that it is
//! translated from, and says so. A variable is shown by its name, and of a selector every variant is shown.
//!
//! The pages' own words are in English and Chinese; a locale gets those of the closer one.

mod entry;
mod html;
mod passage;
mod words;

use crate::workbench::project::Project;
use crate::{Catalog, Error, Source};
use entry::Entries;
use words::Words;

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page {
    /// The name, such as `en-US.html`.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// The site of a project's catalog. The same catalog gives the same bytes.
///
/// # Errors
///
/// [`Error::is_catalog`] if a message is broken.
///
/// # Example
///
/// ```
/// use codeword::workbench::{Project, reference};
///
/// let project = Project::open("locales", None)?;
/// let pages = reference::pages(&project)?;
///
/// let english = pages.iter().find(|page| page.name == "en-US.html").unwrap();
/// assert!(english.text.contains(r#"id="code-400142""#));
/// # Ok::<(), codeword::Error>(())
/// ```
pub fn pages(project: &Project) -> Result<Vec<Page>, Error> {
    let catalog = Catalog::builder().source(Source::folder(&project.folder)).build()?;
    let words = Words::new()?;
    let locales = catalog.locales();
    let page = |name: &str, text: String| Page { name: name.to_owned(), text };
    let mut pages = vec![
        page("index.html", html::index(locales, project.source_locale(), &words)),
        page("reference.css", include_str!("reference.css").to_owned()),
        page("reference.js", include_str!("reference.js").to_owned()),
    ];
    for locale in locales {
        let entries = Entries::of(project, &catalog, locale)?;
        let text = html::page(locale, locales, &entries, &words);
        pages.push(page(&format!("{locale}.html"), text));
    }
    Ok(pages)
}

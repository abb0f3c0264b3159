//! [`create`]: a catalog of one's own, ready to be translated and checked.

use std::path::Path;

use unic_langid::LanguageIdentifier;

use super::exchange::{self, ExchangeFile, Import};
use crate::fluent::document::Document;
use crate::workbench::edit::{FileChange, MessageChange};
use crate::{Diagnostic, Error};

/// What would make a catalog in a folder: its first locale, settings for `codeword` and for Mozilla's
/// tools, and a GitHub workflow that runs `codeword check`.
///
/// The messages are those of a table, or three to begin with.
///
/// # Errors
///
/// [`Error::is_conflict`] if one of the files is there already; [`Error::is_exchange_file`] if the table
/// has a name that is not a code; [`Error::is_unknown_locale`] if it has several languages, and not this
/// one.
///
/// # Example
///
/// ```
/// use codeword::workbench::new;
/// use codeword::{Catalog, Source};
///
/// let folder = tempfile::tempdir()?;
/// for file in new::create(folder.path(), &"en-US".parse()?, None)?.changes {
///     file.write()?;
/// }
/// let catalog = Catalog::builder().source(Source::folder(folder.path().join("locales"))).build()?;
/// assert_eq!(catalog.message(404001, "en").unwrap().text(), "The order was not found");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn create(
    folder: &Path,
    locale: &LanguageIdentifier,
    table: Option<&ExchangeFile>,
) -> Result<Import, Error> {
    let (messages, import) = match table {
        Some(table) => exchange::to_fluent(table, locale)?,
        None => (MESSAGES.to_owned(), Import::default()),
    };
    let errors = format!("{HEADER}\n{messages}");
    let ids = Document::parse(&errors);
    let ids = ids.definitions().map(|definition| (definition.id.to_owned(), MessageChange::Added));
    let settings = |template: &str| template.replace("{source}", &locale.to_string());
    let others = table.map(ExchangeFile::locales).unwrap_or_default();
    let others = others.iter().filter(|other| *other != locale);
    let others: Vec<String> = others.map(|other| format!("\"{other}\"")).collect();
    let mozilla_settings = settings(MOZILLA_SETTINGS).replace("{locales}", &others.join(", "));
    let files = [
        (format!("locales/{locale}/errors.ftl"), errors.clone(), ids.collect()),
        ("codeword.toml".to_owned(), settings(SETTINGS), Vec::new()),
        ("l10n.toml".to_owned(), mozilla_settings, Vec::new()),
        (".github/workflows/codeword.yml".to_owned(), WORKFLOW.to_owned(), Vec::new()),
    ];
    let files = files.map(|(name, text, messages)| {
        FileChange::new(folder.join(name).display().to_string(), None, text, messages)
    });
    let changes: Vec<FileChange> = files.into_iter().flatten().collect();
    let taken = changes.iter().filter(|file| Path::new(file.path()).exists());
    let taken = taken.map(|file| {
        let text = "this file is there, and nothing is overwritten: choose another folder";
        Diagnostic::of_file(file.path(), text)
    });
    let taken: Vec<Diagnostic> = taken.collect();
    if taken.is_empty() { Ok(Import { changes, ..import }) } else { Err(Error::conflict(taken)) }
}

/// What the first locale's file begins with.
const HEADER: &str = "\
### The error messages, one for each code: “code-404001 = The order was not found”.
### Translations are made from this file. The “#” lines above a message are for translators.
";

const MESSAGES: &str = include_str!("new/errors.ftl");

const SETTINGS: &str = include_str!("new/codeword.toml");

const MOZILLA_SETTINGS: &str = include_str!("new/l10n.toml");

const WORKFLOW: &str = include_str!("new/workflow.yml");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::{Project, sync};

    #[test]
    fn a_new_catalog_is_a_project_and_overwrites_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let locale = "de-DE".parse().unwrap();
        for file in create(folder.path(), &locale, None).unwrap().changes {
            file.write().unwrap();
        }
        let project = Project::open(folder.path().join("locales"), None).unwrap();
        assert_eq!(project.source_locale(), &locale);
        assert_eq!(sync::sync(&project, &[]).unwrap(), []);
        let added = sync::add(&project, &"fr-FR".parse().unwrap()).unwrap();
        assert_eq!(added[0].messages().count(), 3);

        let error = create(folder.path(), &locale, None).unwrap_err();
        assert_eq!(error.diagnostics().len(), 4);
    }
}

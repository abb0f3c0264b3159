//! Into a catalog, out of another format.

mod message;
mod plan;

use unic_langid::LanguageIdentifier;

use super::ExchangeFile;
use crate::Error;
use crate::workbench::edit::FileChange;
use crate::workbench::edit::parsed::{Parsed, source_files};
use crate::workbench::project::Project;

use message::{lacking_values, messages};
use plan::Plan;

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The files that change; none if the catalog has these texts.
    pub changes: Vec<FileChange>,
    /// How many texts were empty, and so passed over.
    pub empty: usize,
}

/// What would bring the texts of a file into a locale.
///
/// Texts that differ are replaced, and messages that the locale lacks are added, with the source's
/// comments. A message that gets another text is no longer marked `# needs translation`, unless the file
/// says that it still is; where the file says that it is translated, the mark goes in any case.
///
/// # Errors
///
/// [`Error::is_catalog`], with a place in the imported file for every name that is no code, name that
/// stands twice and text that is no Fluent source though its name says so; or with a place in the
/// catalog, if one of its files has a syntax error.
pub fn import(
    project: &Project,
    file: &ExchangeFile,
    locale: &LanguageIdentifier,
) -> Result<Import, Error> {
    let mut problems = Vec::new();
    let (messages, empty) = messages(file, &mut problems);
    let tag = locale.to_string();
    let files = project.locales.get(&tag).map(Vec::as_slice).unwrap_or_default();
    let target = Parsed::new(files, &mut problems);
    let source = match *locale == project.source {
        true => Parsed { files: Vec::new() },
        false => Parsed::new(source_files(project), &mut problems),
    };
    problems.extend(lacking_values(file, &messages, &target));
    if !problems.is_empty() {
        return Err(Error::catalog(problems));
    }
    let plan = Plan::new(project, &tag, &source, &target, &messages);
    Ok(Import { changes: plan.changes(), empty })
}

/// The Fluent source of a file's texts, for a catalog that has none yet.
pub(crate) fn to_fluent(file: &ExchangeFile) -> Result<String, Error> {
    let mut problems = Vec::new();
    let (messages, _) = messages(file, &mut problems);
    problems.extend(lacking_values(file, &messages, &Parsed { files: Vec::new() }));
    if !problems.is_empty() {
        return Err(Error::catalog(problems));
    }
    Ok(messages
        .iter()
        .map(|message| format!("{}\n", message.source()))
        .collect::<Vec<_>>()
        .join("\n"))
}

//! [`one_text`]: one text of one message, to be read and to be changed, as Fluent source.

use unic_langid::LanguageIdentifier;

use super::plan::Plan;
use super::text::Text;
use super::translation::{Translation, Translations};
use crate::fluent::definition::Definition;
use crate::workbench::edit::FileChange;
use crate::workbench::edit::block::ParsedLocale;
use crate::workbench::edit::state::State;
use crate::workbench::project::Project;
use crate::{Diagnostic, Error};

/// The Fluent source of a message's text, or of an attribute's, without its indent.
pub(in crate::workbench) fn one_text(
    definition: &Definition<'_>,
    attribute: Option<&str>,
) -> Option<String> {
    Text::of_message(definition, attribute).map(|text| text.as_fluent())
}

/// What would give a message of a locale another text, by the splices of an import. The message is translated
/// from the source as it is now, and no longer marked.
///
/// # Errors
///
/// [`Error::is_exchange_file`] if the text is not Fluent source; [`Error::is_catalog`] if a file of the locale or
/// of its source has a syntax error.
pub(in crate::workbench) fn change_one(
    project: &Project,
    locale: &LanguageIdentifier,
    id: &str,
    attribute: Option<&str>,
    source: &str,
) -> Result<Vec<FileChange>, Error> {
    let source = source.replace("\r\n", "\n");
    let text = Text::from_fluent(source.trim_end()).map_err(|reason| {
        let name = attribute.map_or_else(|| id.to_owned(), |name| format!("{id}.{name}"));
        Error::exchange_file(vec![Diagnostic::of_file(name, reason)])
    })?;
    let mut translation = Translation {
        id: id.to_owned(),
        state: Some(State::of_mark(false)),
        agrees: Some(true),
        ..Translation::default()
    };
    match attribute {
        Some(name) => translation.attributes.push((name.to_owned(), text)),
        None => translation.value = Some(text),
    }
    let (source, target) = ParsedLocale::with_source(project, locale)?;
    let plan = Plan {
        locale,
        sources: source.index(),
        source: &source,
        present: target.index(),
        target: &target,
        translations: &Translations::of(translation),
    };
    Ok(plan.changes(project))
}

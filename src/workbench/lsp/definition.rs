//! Where a name is defined: a term or message in the same locale, and beside it the source's.

use gen_lsp_types::Location;

use super::subject::{Found, Subject, subjects};
use super::view::{ReadLocale, View};

/// Where what stands at an offset is defined. For the identifier of a translation that is the message in the source,
/// for one of the source its translations, and for a variable where the source's message has it first.
pub(super) fn definition(view: &View<'_>, offset: usize) -> Vec<Location> {
    let Some((locale, number)) = view.own() else { return Vec::new() };
    let document = &locale.definitions.documents[number];
    let Some(Found { subject, definition, .. }) = Found::at(document, offset) else {
        return Vec::new();
    };
    match subject {
        Subject::Reference(id) => location(view, &locale, id).into_iter().collect(),
        Subject::Variable(name) => {
            let source = view.source_of(locale.tag);
            let source = source.as_ref().unwrap_or(&locale);
            let found = first_use(view, source, definition.id, name);
            found.or_else(|| first_use(view, &locale, definition.id, name)).into_iter().collect()
        }
        Subject::Identifier(id) => match view.source_of(locale.tag) {
            Some(source) => location(view, &source, id).into_iter().collect(),
            None => {
                let others = view.others(locale.tag);
                others.filter_map(|other| location(view, &other, id)).collect()
            }
        },
        Subject::Function(_) | Subject::Other => Vec::new(),
    }
}

/// Where a locale defines a message or term.
fn location(view: &View<'_>, locale: &ReadLocale<'_>, id: &str) -> Option<Location> {
    let (document, definition) = locale.find(id)?;
    Some(view.location(document, definition.id))
}

/// Where a message of a locale has a variable first.
fn first_use(view: &View<'_>, locale: &ReadLocale<'_>, id: &str, name: &str) -> Option<Location> {
    let (document, definition) = locale.find(id)?;
    let mut subjects = subjects(document, definition).into_iter();
    let (_, range) = subjects.find(|(subject, _)| *subject == Subject::Variable(name))?;
    Some(view.location(document, &document.text()[range]))
}

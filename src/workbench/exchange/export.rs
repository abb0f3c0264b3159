//! [`export`]: out of a catalog, into another format.

use fluent_syntax::ast;
use unic_langid::LanguageIdentifier;

use super::Format;
use super::table::{Row, Table, TextKey};
use super::text::Text;
use crate::Error;
use crate::fluent::Content;
use crate::workbench::edit::block::{Block, ParsedLocale};
use crate::workbench::edit::mark::{self, Marks};
use crate::workbench::project::Project;

/// The texts of a locale in another format, in the order of the source locale.
///
/// CSV and XLIFF have every message of the source, with or without a translation; the others have what
/// the locale has.
///
/// # Errors
///
/// [`Error::is_unknown_locale`] if the project does not have the locale; [`Error::is_catalog`] if one of
/// the files has a syntax error.
///
/// # Example
///
/// ```
/// use codeword::workbench::Project;
/// use codeword::workbench::exchange::{Format, export};
///
/// let project = Project::open("locales", None)?;
/// let toml = export(&project, &"en-US".parse().unwrap(), Format::GoI18n)?;
/// assert!(toml.contains("\n400002 = \"The request is empty\"\n"));
/// # Ok::<(), codeword::Error>(())
/// ```
pub fn export(
    project: &Project,
    locale: &LanguageIdentifier,
    format: Format,
) -> Result<String, Error> {
    if *locale != project.source && !project.locales.contains_key(&locale.to_string()) {
        return Err(Error::unknown_locale(vec![project.lacks(locale)]));
    }
    let (source, target) = ParsedLocale::with_source(project, locale)?;
    let rows = rows(&source, &target);
    Ok(format.write(&Table { source: project.source.clone(), locale: locale.clone(), rows }))
}

/// The texts of the source, each with its translation, and then those that only the translation has.
fn rows(source: &ParsedLocale<'_>, target: &ParsedLocale<'_>) -> Vec<Row> {
    let (sources, targets) = (source.index(), target.index());
    let mut rows = Vec::new();
    for original in source.blocks().filter(|block| sources.counts(block)) {
        let translation = targets.get(original.definition.id);
        let mut translated = translation.map(texts).unwrap_or_default();
        for (attribute, original_text) in texts(&original) {
            let found = translated.iter().position(|(name, _)| *name == attribute);
            let text = found.map(|at| translated.remove(at).1);
            let is_marked =
                |block: &Block<'_, '_>| Marks::of(block.definition).needs_translation.is_some();
            rows.push(Row {
                needs_translation: text.is_none() || translation.is_some_and(is_marked),
                ..row(&original, attribute, text.as_ref(), Some(&original_text))
            });
        }
        rows.extend(translated.iter().map(|(name, text)| row(&original, *name, Some(text), None)));
    }
    let extra = target.blocks().filter(|block| targets.counts(block));
    for block in extra.filter(|block| !sources.has(block.definition.id)) {
        rows.extend(texts(&block).iter().map(|(name, text)| row(&block, *name, Some(text), None)));
    }
    rows
}

/// The value, under no name, and the attributes.
fn texts<'s>(block: &Block<'_, 's>) -> Vec<(Option<&'s str>, Text)> {
    let definition = block.definition;
    let value = definition.value().map(|value| (None, Text::of(value)));
    let attribute = |attribute: &ast::Attribute<&'s str>| {
        (Some(attribute.id.name), Text::of(Content::of(&attribute.value)))
    };
    value.into_iter().chain(definition.attributes().iter().map(attribute)).collect()
}

/// One text; at least one of the two is there.
fn row(
    block: &Block<'_, '_>,
    attribute: Option<&str>,
    text: Option<&Text>,
    source: Option<&Text>,
) -> Row {
    let key = TextKey {
        id: block.definition.id.to_owned(),
        attribute: attribute.map(str::to_owned),
        is_fluent: matches!(text.or(source), Some(Text::Fluent(_))),
    };
    let words: Vec<&str> = mark::words(block.definition.comment()).collect();
    let owned = |text: &Text| text.as_str().to_owned();
    Row {
        key,
        source: source.map(owned),
        text: text.map(owned),
        comment: words.join("\n"),
        needs_translation: false,
    }
}

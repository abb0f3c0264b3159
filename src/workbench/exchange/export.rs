//! Out of a catalog, into another format.

use fluent_syntax::ast;
use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

use super::Format;
use super::key::Key;
use super::table::{Row, Table};
use super::text::Text;
use crate::fluent::Content;
use crate::workbench::edit::block::Block;
use crate::workbench::edit::mark::{self, Marks};
use crate::workbench::edit::parsed::{Parsed, source_files};
use crate::workbench::project::Project;
use crate::{Diagnostic, Error};

/// The texts of a locale in another format, in the order of the source locale.
///
/// CSV and XLIFF have every message of the source, with or without a translation; the others have what
/// the locale has.
///
/// # Errors
///
/// [`Error::is_catalog`] if the locale is not there, or if one of its files has a syntax error.
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
    let mut problems = Vec::new();
    let is_source = *locale == project.source;
    let files = project.locales.get(&locale.to_string());
    if files.is_none() && !is_source {
        let text = format!("there is no locale `{locale}`: `codeword add {locale}` makes it");
        problems.push(Diagnostic::of_file(project.folder.display().to_string(), text));
    }
    let source = Parsed::new(source_files(project), &mut problems);
    let target = match files.filter(|_| !is_source) {
        Some(files) => Parsed::new(files, &mut problems),
        None => Parsed { files: Vec::new() },
    };
    if !problems.is_empty() {
        return Err(Error::catalog(problems));
    }
    let rows = if is_source { source_rows(&source) } else { rows(&source, &target) };
    Ok(format.write(&Table { source: project.source.clone(), locale: locale.clone(), rows }))
}

fn source_rows(source: &Parsed<'_>) -> Vec<Row> {
    let texts = unique(source).into_iter().flat_map(|block| {
        texts(block)
            .into_iter()
            .map(move |(attribute, text)| row(&block, attribute, &text, Some(&text), None))
    });
    texts.collect()
}

fn rows(source: &Parsed<'_>, target: &Parsed<'_>) -> Vec<Row> {
    let (sources, targets) = (source.index(), target.index());
    let mut rows = Vec::new();
    for original in unique(source) {
        let translation = targets.get(original.definition.id);
        let mut translated = translation.map(|block| texts(*block)).unwrap_or_default();
        for (attribute, original_text) in texts(original) {
            let found = translated.iter().position(|(name, _)| *name == attribute);
            let text = found.map(|at| translated.remove(at).1);
            let says = text.as_ref().unwrap_or(&original_text);
            let mut row = row(&original, attribute, says, text.as_ref(), Some(&original_text));
            row.needs_translation = text.is_none() || translation.is_some_and(is_marked);
            rows.push(row);
        }
        let rest = translated.iter();
        rows.extend(rest.map(|(name, text)| row(&original, *name, text, Some(text), None)));
    }
    let extra = unique(target).into_iter().filter(|block| !sources.has(block.definition.id));
    for block in extra {
        let texts = texts(block);
        rows.extend(texts.iter().map(|(name, text)| row(&block, *name, text, Some(text), None)));
    }
    rows
}

/// The messages of a locale, the first of each identifier.
fn unique<'d, 's>(parsed: &'d Parsed<'s>) -> Vec<Block<'d, 's>> {
    let mut seen = FxHashMap::default();
    parsed.blocks().filter(|block| seen.insert(block.definition.id, ()).is_none()).collect()
}

fn is_marked(block: &Block<'_, '_>) -> bool {
    Marks::of(block.definition).needs_translation.is_some()
}

/// The value, under no name, and the attributes.
fn texts<'s>(block: Block<'_, 's>) -> Vec<(Option<&'s str>, Text)> {
    let definition = block.definition;
    let value = definition.value().map(|value| (None, Text::of(value)));
    let attribute = |attribute: &ast::Attribute<&'s str>| {
        (Some(attribute.id.name), Text::of(Content::of(&attribute.value)))
    };
    value.into_iter().chain(definition.attributes().iter().map(attribute)).collect()
}

fn row(
    block: &Block<'_, '_>,
    attribute: Option<&str>,
    says: &Text,
    text: Option<&Text>,
    source: Option<&Text>,
) -> Row {
    let is_fluent = matches!(says, Text::Fluent(_));
    let key = Key {
        id: block.definition.id.to_owned(),
        attribute: attribute.map(str::to_owned),
        is_fluent,
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

//! [`export`]: out of a catalog, into another format.

use fluent_syntax::ast;
use unic_langid::LanguageIdentifier;

use super::key::TextKey;
use super::table::{Row, Table};
use super::text::Text;
use super::{Format, Placeholders, csv, go_i18n, json, markdown, po, properties, xliff, yaml};
use crate::Error;
use crate::fluent::Content;
use crate::workbench::edit::block::{Block, ParsedLocale};
use crate::workbench::edit::mark::{self, Marks};
use crate::workbench::edit::state::State;
use crate::workbench::project::Project;

/// The texts of a locale in another format.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Export {
    /// The file.
    pub text: String,
    /// Where variables are written as placeholders, the names of the texts that travel as Fluent source
    /// all the same, because the format has no other word for what is filled in.
    pub as_fluent: Vec<String>,
}

/// The texts of a locale in another format, in the order of the source locale.
///
/// CSV, gettext and XLIFF have every message of the source, with or without a translation; the others have
/// what the locale has. Variables are written as `placeholders` says; if it says nothing, as Java's
/// `MessageFormat` in properties, as `{{.name}}` in go-i18n, and as Fluent source in all others.
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
/// let toml = export(&project, &"en-US".parse().unwrap(), Format::GoI18n, None)?;
/// assert!(toml.text.contains("\n400002 = \"The request is empty\"\n"));
/// # Ok::<(), codeword::Error>(())
/// ```
pub fn export(
    project: &Project,
    locale: &LanguageIdentifier,
    format: Format,
    placeholders: Option<Placeholders>,
) -> Result<Export, Error> {
    if locale != project.source_locale() && !project.locales.contains_key(&locale.to_string()) {
        return Err(Error::unknown_locale(vec![project.lacks(locale)]));
    }
    let (source, target) = ParsedLocale::with_source(project, locale)?;
    let style = Style {
        placeholders: placeholders.unwrap_or(format.placeholders()),
        keeps_signs: placeholders == Some(Placeholders::None),
        format,
    };
    let rows = rows(&source, &target, &style);
    let is_asked = style.placeholders != Placeholders::None;
    let as_fluent = rows.iter().filter(|row| is_asked && row.key.is_fluent && row.text.is_some());
    let as_fluent = as_fluent.map(|row| row.key.to_string()).collect();
    let source = project.source_of(locale).unwrap_or(locale).clone();
    let table = Table { source, locale: locale.clone(), rows };
    Ok(Export { text: write(format, &table), as_fluent })
}

/// A file of a format.
fn write(format: Format, table: &Table) -> String {
    match format {
        Format::Markdown => markdown::write(table),
        Format::GoI18n => go_i18n::write(table),
        Format::Csv => csv::write(table),
        Format::Json => json::write(table),
        Format::Properties => properties::write(table),
        Format::Po => po::write(table),
        Format::Yaml => yaml::write(table),
        Format::Xliff => xliff::write_1_2(table),
        Format::Xliff2 => xliff::write_2_0(table),
    }
}

/// How texts are written.
struct Style {
    placeholders: Placeholders,
    /// Whether what looks like a placeholder is written as it stands.
    keeps_signs: bool,
    format: Format,
}

impl Style {
    /// A text in plain words, with placeholders of the other format; `None` if it can only travel as
    /// Fluent source.
    fn plain(&self, text: &Text, comment: &str) -> Option<String> {
        let quotes = self.format.quotes();
        match text {
            Text::Plain(words) => {
                let is_safe = self.keeps_signs || !Placeholders::are_in(words, quotes);
                is_safe.then(|| words.clone())
            }
            Text::Fluent(_) => {
                let dots = self.format == Format::GoI18n;
                self.placeholders.write(text, quotes, dots, comment)
            }
        }
    }
}

/// The texts of the source, each with its translation, and then those that only the translation has.
fn rows(source: &ParsedLocale<'_>, target: &ParsedLocale<'_>, style: &Style) -> Vec<Row> {
    let (sources, targets) = (source.index(), target.index());
    let mut rows = Vec::new();
    for original in source.blocks().filter(|block| sources.counts(block)) {
        let translation = targets.get(original.definition.id);
        let mut translated = translation.map(texts).unwrap_or_default();
        let state = translation.map_or(State::of_mark(true), state);
        for (attribute, original_text) in texts(&original) {
            let found = translated.iter().position(|(name, _)| *name == attribute);
            let text = found.map(|at| translated.remove(at).1);
            let state = if text.is_some() { state.clone() } else { State::of_mark(true) };
            rows.push(Row {
                state,
                ..row(&original, attribute, text.as_ref(), Some(&original_text), style)
            });
        }
        let rest = translated.iter();
        rows.extend(rest.map(|(name, text)| row(&original, *name, Some(text), None, style)));
    }
    let extra = target.blocks().filter(|block| targets.counts(block));
    for block in extra.filter(|block| !sources.has(block.definition.id)) {
        rows.extend(texts(&block).iter().map(|(name, text)| Row {
            state: state(&block),
            ..row(&block, *name, Some(text), None, style)
        }));
    }
    rows
}

/// How far along a message is: by its mark, and as another tool said it, where the mark does not
/// disagree.
fn state(block: &Block<'_, '_>) -> State {
    let marks = Marks::of(block.definition);
    let is_marked = marks.needs_translation.is_some();
    let kept = marks.state.map(|(_, state)| state);
    let kept =
        kept.filter(|state| state.needs_translation().is_none_or(|needs| needs == is_marked));
    kept.unwrap_or(State::of_mark(is_marked))
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

/// One text; at least one of the two is there. Both travel in the same way.
fn row(
    block: &Block<'_, '_>,
    attribute: Option<&str>,
    text: Option<&Text>,
    source: Option<&Text>,
    style: &Style,
) -> Row {
    let words: Vec<&str> = mark::words(block.definition.comment()).collect();
    let comment = words.join("\n");
    let source = source.filter(|_| style.format.has_sources());
    let plain = |text: Option<&Text>| text.map(|text| style.plain(text, &comment));
    let (plain_text, plain_source) = (plain(text), plain(source));
    let is_fluent = plain_text == Some(None) || plain_source == Some(None);
    let (text, source) = match is_fluent {
        true => (text.map(Text::as_fluent), source.map(Text::as_fluent)),
        false => (plain_text.flatten(), plain_source.flatten()),
    };
    let (id, attribute) = (block.definition.id.to_owned(), attribute.map(str::to_owned));
    let key = TextKey { id, attribute, is_fluent };
    Row { key, source, text, comment, state: State::of_mark(false) }
}

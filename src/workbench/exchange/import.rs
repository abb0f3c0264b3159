//! [`import`]: into a catalog, out of another format.

use std::collections::BTreeMap;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use unic_langid::LanguageIdentifier;

use super::ExchangeFile;
use super::table::{ReadError, Translation, attribute};
use super::text::Text;
use crate::fluent::{Content, Document};
use crate::workbench::edit::block::{Block, BlockIndex, ParsedLocale, blocks};
use crate::workbench::edit::insert::{append, insert};
use crate::workbench::edit::mark::{self, Marks};
use crate::workbench::edit::sync;
use crate::workbench::edit::{Edit, FileChange, MessageChange, MessageChanges, line_end};
use crate::workbench::project::Project;
use crate::{Diagnostic, Error};

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
/// says that it still needs it; where the file says that it is translated, the mark goes in any case.
///
/// # Errors
///
/// [`Error::is_exchange_file`], with a place in the imported file for every name that is not a code, name
/// that stands there twice, and text that should be Fluent source and is not; [`Error::is_catalog`], with
/// a place in the catalog, if one of its files has a syntax error.
pub fn import(
    project: &Project,
    file: &ExchangeFile,
    locale: &LanguageIdentifier,
) -> Result<Import, Error> {
    let (source, target) = ParsedLocale::with_source(project, locale)?;
    let present = target.index();
    let (translations, empty) = translations(file, &present)?;
    let plan = Plan {
        sources: source.index(),
        source: &source,
        present,
        target: &target,
        by_id: translations.iter().map(|translation| (&*translation.id, translation)).collect(),
        translations: &translations,
    };
    Ok(Import { changes: plan.changes(project, locale), empty })
}

/// The locale of a file: the one that it names itself, as XLIFF does, or one of the catalog's that stands
/// in its name: `active.zh-CN.toml`, `messages_zh_CN.properties`, `en.json` if there is one English
/// locale.
///
/// # Errors
///
/// [`Error::is_unknown_locale`] if neither names one.
pub fn locale_of(project: &Project, file: &ExchangeFile) -> Result<LanguageIdentifier, Error> {
    let named = file.locale().and_then(|tag| known(project, tag).or_else(|| tag.parse().ok()));
    let stem = Path::new(&file.path).file_stem().unwrap_or_default().to_string_lossy();
    let mut pieces = stem.rsplit('.').flat_map(|piece| {
        let tails = piece.match_indices(['_', '-']).map(|(at, _)| &piece[at + 1..]);
        std::iter::once(piece).chain(tails)
    });
    named.or_else(|| pieces.find_map(|piece| known(project, piece))).ok_or_else(|| {
        let text = "the file does not say which locale this is: say it with --locale";
        Error::unknown_locale(vec![Diagnostic::of_file(&*file.path, text)])
    })
}

/// The locale of a project that a tag names, or the only one of its language.
fn known(project: &Project, tag: &str) -> Option<LanguageIdentifier> {
    let language: LanguageIdentifier = tag.parse().ok()?;
    let locales = project.locales.keys().filter_map(|tag| tag.parse::<LanguageIdentifier>().ok());
    let locales: Vec<LanguageIdentifier> = locales.collect();
    if locales.contains(&language) {
        return Some(language);
    }
    let is_bare = language.script.is_none() && language.region.is_none();
    let mut same = locales.into_iter().filter(|locale| locale.language == language.language);
    same.next().filter(|_| is_bare && same.next().is_none())
}

/// The Fluent source of a file's texts, for a catalog that has none yet.
pub(crate) fn to_fluent(file: &ExchangeFile) -> Result<String, Error> {
    let (translations, _) = translations(file, &ParsedLocale::default().index())?;
    let sources = translations.iter().map(|translation| translation.source() + "\n");
    Ok(sources.collect::<Vec<_>>().join("\n"))
}

/// What a file says about each message, and how many of its texts are empty.
fn translations(
    file: &ExchangeFile,
    present: &BlockIndex<'_, '_>,
) -> Result<(Vec<Translation>, usize), Error> {
    let (translations, empty) = file.sheet.translations().map_err(|errors| file.error(errors))?;
    // Fluent does not allow a term without a text.
    let lacks_text = |translation: &&Translation| {
        let id = &translation.id;
        id.starts_with('-') && translation.value.is_none() && !present.has(id)
    };
    let errors =
        translations.iter().filter(lacks_text).map(|Translation { id, offset, .. }| {
            ReadError::new(*offset, format!("the term `{id}` has no text of its own"))
        });
    let errors: Vec<ReadError> = errors.collect();
    if errors.is_empty() { Ok((translations, empty)) } else { Err(file.error(errors)) }
}

/// Where imported texts go in the files of a locale.
struct Plan<'a, 'p> {
    /// The source locale; empty if that is the one to be changed.
    source: &'a ParsedLocale<'p>,
    sources: BlockIndex<'a, 'p>,
    target: &'a ParsedLocale<'p>,
    present: BlockIndex<'a, 'p>,
    translations: &'a [Translation],
    by_id: FxHashMap<&'a str, &'a Translation>,
}

impl<'a> Plan<'a, '_> {
    /// The files that change, of those that the locale has or could get.
    fn changes(&self, project: &Project, locale: &LanguageIdentifier) -> Vec<FileChange> {
        let mut strangers = self.strangers();
        for name in self.target.names().chain(self.source.names()) {
            strangers.entry(name).or_default();
        }
        let header = match self.source.files.is_empty() {
            true => String::new(),
            false => sync::header(&project.source),
        };
        let (locale, names) = (locale.to_string(), strangers.keys().copied());
        self.target.change(project, &locale, &header, names, |name, document, changes| {
            let mut edits = self.replace(document, changes);
            edits.extend(self.add_as_in_source(name, document, changes));
            edits.extend(self.add_beside_neighbours(document, &strangers[name], changes));
            edits
        })
    }

    /// The messages that neither the locale nor its source has, by the file of the message before.
    fn strangers(&self) -> BTreeMap<&str, Vec<&'a Translation>> {
        let files = self.target.files.iter().flat_map(|(file, document)| {
            document.definitions().map(|definition| (definition.id, file.name.as_str()))
        });
        let files: FxHashMap<&str, &str> = files.collect();
        let mut file =
            self.target.names().chain(self.source.names()).next().unwrap_or("errors.ftl");
        let mut strangers = BTreeMap::<&str, Vec<&Translation>>::new();
        for translation in self.translations {
            if let Some(found) = files.get(&*translation.id) {
                file = found;
            } else if !self.sources.has(&translation.id) {
                strangers.entry(file).or_default().push(translation);
            }
        }
        strangers
    }

    /// Messages that the locale has.
    fn replace(&self, document: &Document<'_>, changes: &mut MessageChanges) -> Vec<Edit> {
        let there = blocks(document).filter(|block| self.present.counts(block));
        let found = there.filter_map(|block| Some((block, self.by_id.get(block.definition.id)?)));
        found.flat_map(|(block, translation)| replace(&block, translation, changes)).collect()
    }

    /// Messages that the locale lacks and its source has, with the comments that they have there.
    fn add_as_in_source(
        &self,
        name: &str,
        document: &Document<'_>,
        changes: &mut MessageChanges,
    ) -> Vec<Edit> {
        let Some((_, source)) = self.source.file(name) else { return Vec::new() };
        insert(source, document, &mut |block| {
            let id = block.definition.id;
            let is_missing = self.sources.counts(&block) && !self.present.has(id);
            let translation = self.by_id.get(id).filter(|_| is_missing)?;
            changes.push((id.to_owned(), MessageChange::Added));
            let mark = (translation.translated == Some(false)).then_some(mark::NEEDS_TRANSLATION);
            Some(mark::comment_from(&block, mark) + &translation.source())
        })
    }

    /// Messages that the source does not know either, in the order of the imported file.
    fn add_beside_neighbours(
        &self,
        document: &Document<'_>,
        strangers: &[&Translation],
        changes: &mut MessageChanges,
    ) -> Vec<Edit> {
        if strangers.is_empty() {
            return Vec::new();
        }
        changes
            .extend(strangers.iter().map(|stranger| (stranger.id.clone(), MessageChange::Added)));
        if !document.definitions().any(|definition| self.by_id.contains_key(definition.id)) {
            let texts: Vec<String> = strangers.iter().map(|stranger| stranger.source()).collect();
            return vec![append(document, &texts.join("\n\n"))];
        }
        let order = self.translations.iter().map(|translation| format!("{} = x\n", translation.id));
        let order: String = order.collect();
        let strangers: FxHashSet<&str> = strangers.iter().map(|stranger| &*stranger.id).collect();
        insert(&Document::parse(&order), document, &mut |block| {
            let id = strangers.get(block.definition.id)?;
            Some(self.by_id.get(id)?.source())
        })
    }
}

/// Gives a message other texts, where they differ.
fn replace(
    block: &Block<'_, '_>,
    translation: &Translation,
    changes: &mut MessageChanges,
) -> Vec<Edit> {
    let (document, definition) = (block.document, block.definition);
    let line_end = line_end(document.text());
    let mut edits = Vec::new();
    if let Some(value) = &translation.value
        && definition.value().map(Text::of).as_ref() != Some(&value.settled())
    {
        edits.push(Edit::replace(block.value(), value.to_source("    ", line_end)));
    }
    for (name, text) in &translation.attributes {
        match (definition.attribute(name), block.attribute(name)) {
            (Some(known), _) if Text::of(Content::of(&known.value)) == text.settled() => {}
            (Some(_), Some(range)) => {
                edits.push(Edit::replace(range, text.to_source("        ", line_end)));
            }
            _ => edits.push(Edit::insert(block.end, attribute(name, text, line_end))),
        }
    }
    let is_changed = !edits.is_empty();
    if is_changed {
        changes.push((translation.id.clone(), MessageChange::Replaced));
    }
    if let Some(line) = Marks::of(definition).needs_translation
        && translation.translated.unwrap_or(is_changed)
    {
        changes.push((translation.id.clone(), MessageChange::Translated));
        let line = document.range(line);
        let end = document.text()[line.end..].find('\n').map_or(line.end, |at| line.end + at + 1);
        // With the sign and the blank in front of the words.
        edits.push(Edit::replace(line.start - "# ".len()..end, ""));
    }
    edits
}

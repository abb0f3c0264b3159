//! [`Entries`]: what the page of a locale says about the codes, group by group.

use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

use super::passage::Passage;
use crate::fluent::Content;
use crate::fluent::document::{Entry as FileEntry, Level};
use crate::registry::{self, GrpcCode};
use crate::workbench::edit::block::{Block, BlockIndex, ParsedLocale, blocks};
use crate::workbench::project::Project;
use crate::{Catalog, CodeBuf, Error};

/// The codes of a catalog, in the order of the locale that the others are translated from, and then those
/// that only this locale has.
pub(super) struct Entries(pub(super) Vec<Group>);

/// Codes below one heading.
pub(super) struct Group {
    /// `None` before the first heading.
    pub(super) heading: Option<String>,
    /// The language of the heading, where it is not that of the page.
    pub(super) fallback: Option<LanguageIdentifier>,
    pub(super) entries: Vec<Entry>,
}

/// What is said about one code.
pub(super) struct Entry {
    pub(super) code: CodeBuf,
    /// The identifier of its message.
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) http_status: Option<u16>,
    pub(super) grpc: Option<GrpcCode>,
    pub(super) type_uri: Option<String>,
    pub(super) is_retired: bool,
    pub(super) text: Option<Passage>,
    /// The attributes with their names.
    pub(super) attributes: Vec<(String, Passage)>,
    /// The language of the texts, where it is not that of the page.
    pub(super) fallback: Option<LanguageIdentifier>,
}

impl Entries {
    /// What the page of a locale says.
    ///
    /// # Errors
    ///
    /// [`Error::is_catalog`] if a file of the locale, or of the one that it is translated from, does not parse.
    pub(super) fn of(
        project: &Project,
        catalog: &Catalog,
        locale: &LanguageIdentifier,
    ) -> Result<Entries, Error> {
        let (source, own) = ParsedLocale::with_source(project, locale)?;
        let (source_index, own_index) = (source.index(), own.index());
        let headings: FxHashMap<&str, &str> = in_groups(&own)
            .filter_map(|(heading, block)| Some((block.definition.id, heading.text?)))
            .collect();

        let mut groups: Vec<Group> = Vec::new();
        let mut group = None;
        for (heading, block) in in_groups(&source).filter(|(_, it)| source_index.counts(it)) {
            let id = block.definition.id;
            let entry = match own_index.get(id) {
                Some(translation) => Entry::of(translation, &own_index, catalog, None),
                None => Entry::of(&block, &source_index, catalog, project.source_of(locale)),
            };
            let Some(entry) = entry else { continue };
            if group.replace(heading.number) != Some(heading.number) {
                let heading = heading.text.map(str::to_owned);
                let fallback = project.source_of(locale).cloned();
                groups.push(Group { heading, fallback, entries: vec![] });
            }
            let Some(last) = groups.last_mut() else { continue };
            if let Some(translated) = headings.get(id) {
                last.heading = Some((*translated).to_owned());
                last.fallback = None;
            }
            last.entries.push(entry);
        }
        for (heading, block) in in_groups(&own).filter(|(_, it)| own_index.counts(it)) {
            if source_index.has(block.definition.id) {
                continue;
            }
            let Some(entry) = Entry::of(&block, &own_index, catalog, None) else { continue };
            match groups.iter_mut().rfind(|group| group.heading.as_deref() == heading.text) {
                Some(group) => group.entries.push(entry),
                None => {
                    let heading = heading.text.map(str::to_owned);
                    groups.push(Group { heading, fallback: None, entries: vec![entry] });
                }
            }
        }
        Ok(Entries(groups))
    }
}

/// The heading that a message stands below.
#[derive(Clone, Copy)]
struct Heading<'s> {
    /// Which it is of all files.
    number: usize,
    /// The first line of it; `None` before the first one, and after one that is empty.
    text: Option<&'s str>,
}

/// The messages and terms of a locale, each with its heading.
fn in_groups<'d, 's>(
    locale: &'d ParsedLocale<'s>,
) -> impl Iterator<Item = (Heading<'s>, Block<'d, 's>)> {
    let mut number = 0;
    locale.files.iter().flat_map(move |(_, document)| {
        number += 1;
        let mut heading = Heading { number, text: None };
        let mut headings: Vec<Heading<'s>> = Vec::with_capacity(document.entries.len());
        for entry in &document.entries {
            if let FileEntry::Comment(Level::Group, comment) = entry {
                number += 1;
                let line = comment.lines().next().map(str::trim);
                heading = Heading { number, text: line.filter(|line| !line.is_empty()) };
            }
            headings.push(heading);
        }
        blocks(document).map(move |block| (headings[block.entry], block))
    })
}

impl Entry {
    /// What is said about a message of a locale; `None` if it is not the message of a code.
    fn of(
        block: &Block<'_, '_>,
        index: &BlockIndex<'_, '_>,
        catalog: &Catalog,
        fallback: Option<&LanguageIdentifier>,
    ) -> Option<Entry> {
        let definition = block.definition;
        let code = CodeBuf::from_message_id(definition.id)?;
        let message = catalog.message(&code, catalog.negotiator().default_locale())?;
        let registered = catalog.registry().get(&code);
        let attributes = definition.attributes().iter().map(|attribute| {
            (attribute.id.name.to_owned(), Passage::of(Content::of(&attribute.value), index))
        });
        Some(Entry {
            id: definition.id.to_owned(),
            name: message.name().map(str::to_owned),
            http_status: message.http_status(),
            grpc: message.grpc(),
            type_uri: registered.and_then(registry::Entry::type_uri).map(str::to_owned),
            is_retired: registered.is_some_and(registry::Entry::is_retired),
            text: definition.value().map(|value| Passage::of(value, index)),
            attributes: attributes.collect(),
            fallback: fallback.cloned(),
            code,
        })
    }
}

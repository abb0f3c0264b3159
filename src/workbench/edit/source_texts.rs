//! [`SourceTexts`]: the texts that the translations were made from.
//!
//! A fingerprint says that a text has changed, and not what it was. So `add` and `sync` keep what the
//! sources say in `.sources.ftl` in the catalog's folder, a Fluent file like those that it copies.
//! A text that has changed since is in it as long as a translation has its fingerprint.

use rustc_hash::{FxHashMap, FxHashSet};
use unic_langid::LanguageIdentifier;

use crate::fluent::Document;
use crate::workbench::edit::FileChange;
use crate::workbench::edit::block::{Block, BlockIndex, ParsedLocale, blocks};
use crate::workbench::edit::fingerprint::Fingerprint;
use crate::workbench::edit::mark::Marks;
use crate::workbench::project::Project;

/// What the file begins with.
const HEADER: &str = "\
### The texts that the translations were made from: \u{201c}codeword sync\u{201d} keeps this file, and
### \u{201c}codeword diff\u{201d} reads it. Leave it as it is, and put it under version control.
";

/// A message or term, and the fingerprint of a text that it has or had.
type Key = (String, Fingerprint);

fn key(block: &Block<'_, '_>) -> Key {
    (block.definition.id.to_owned(), Fingerprint::of(block))
}

/// The file as it is.
pub(crate) struct SourceTexts<'p> {
    document: Document<'p>,
}

/// The texts that it has of each message.
pub(crate) struct SourceTextIndex<'d, 'p>(FxHashMap<&'p str, Vec<Block<'d, 'p>>>);

impl<'p> SourceTexts<'p> {
    /// Reads it; what does not parse is passed over.
    pub(crate) fn of(project: &'p Project) -> SourceTexts<'p> {
        SourceTexts {
            document: Document::parse(project.source_texts.as_deref().unwrap_or_default()),
        }
    }

    pub(crate) fn index(&self) -> SourceTextIndex<'_, 'p> {
        let mut index = FxHashMap::default();
        for block in blocks(&self.document) {
            let texts: &mut Vec<Block<'_, '_>> = index.entry(block.definition.id).or_default();
            texts.push(block);
        }
        SourceTextIndex(index)
    }

    /// Begins the file anew.
    pub(crate) fn rewrite(&self) -> NewSourceTexts<'_, 'p> {
        NewSourceTexts {
            before: &self.document,
            text: HEADER.to_owned(),
            written: FxHashSet::default(),
            wanted: FxHashSet::default(),
        }
    }
}

/// The file as it will be.
pub(crate) struct NewSourceTexts<'a, 'p> {
    before: &'a Document<'p>,
    text: String,
    written: FxHashSet<Key>,
    wanted: FxHashSet<Key>,
}

impl NewSourceTexts<'_, '_> {
    /// Adds what a source says now.
    pub(crate) fn add(
        &mut self,
        locale: &LanguageIdentifier,
        source: &ParsedLocale<'_>,
        index: &BlockIndex<'_, '_>,
    ) {
        self.text += &format!("\n## {locale}\n\n");
        for block in source.blocks().filter(|block| index.counts(block)) {
            self.written.insert(key(&block));
            self.text += &block.text().replace("\r\n", "\n");
            self.text.push('\n');
        }
    }

    /// Keeps the earlier texts whose fingerprints stand in a translation.
    pub(crate) fn keep(&mut self, translation: &ParsedLocale<'_>) {
        self.wanted.extend(translation.blocks().filter_map(|block| {
            let (_, digits) = Marks::of(block.definition).source?;
            Some((block.definition.id.to_owned(), Fingerprint::read(digits)?))
        }));
    }

    /// What changes in the file.
    pub(crate) fn change(mut self, project: &Project) -> Option<FileChange> {
        let mut heading = "\n## Earlier\n\n";
        for block in blocks(self.before) {
            let key = key(&block);
            if self.wanted.contains(&key) && self.written.insert(key) {
                self.text += std::mem::take(&mut heading);
                self.text += block.text();
                self.text.push('\n');
            }
        }
        let path = project.source_texts_path().display().to_string();
        FileChange::new(path, project.source_texts.as_deref(), self.text, Vec::new())
    }
}

impl<'d, 'p> SourceTextIndex<'d, 'p> {
    /// Whether no text was ever kept.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The message of this fingerprint, if it is there.
    pub(crate) fn get(&self, id: &str, digits: &str) -> Option<&Block<'d, 'p>> {
        let texts = self.0.get(id)?;
        texts.iter().find(|text| Fingerprint::of(text).has(digits))
    }
}

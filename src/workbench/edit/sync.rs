//! [`sync`](sync()) brings the locales up to the source; [`add`] makes a new one.
//!
//! A message that a locale lacks is added with the source's text and comment, marked `# needs
//! translation`, and with the plural forms of its language. Below the mark the command keeps a fingerprint of
//! the source's text, `# source: c43cc970`; when the text changes, the message is marked again, and keeps the
//! text that it was translated from, `# was: …`, until that mark is taken out. A copy that nobody has
//! translated yet becomes a copy of the new text. A message without a fingerprint is taken as translated
//! from the source as it is now.
//!
//! What the sources say is kept in `.sources.ftl` in the catalog's folder, so that it is known later.
//!
//! Files are changed by splicing: no other byte moves. Messages that only the locale has stay, and so do
//! comments that translators wrote.
//!
//! ```
//! use codeword::workbench::{MessageChange, Project, sync};
//!
//! # let folder = tempfile::tempdir()?;
//! # let locales = folder.path();
//! # for (file, text) in [("en-US", "code-1 = Ready\n\ncode-2 = Go\n"), ("de-DE", "code-1 = Fertig\n")] {
//! #     std::fs::create_dir(locales.join(file))?;
//! #     std::fs::write(locales.join(file).join("errors.ftl"), text)?;
//! # }
//! // en-US has `code-1 = Ready` and `code-2 = Go`, de-DE has `code-1 = Fertig`.
//! let project = Project::open(locales, Some("en-US"))?;
//! let changes = sync::sync(&project, &[])?;
//!
//! assert!(changes[0].text().contains("\n\n# needs translation\n# source: 41d0c56b\ncode-2 = Go\n"));
//! let messages: Vec<_> = changes[0].messages().collect();
//! assert_eq!(messages, [("code-2", MessageChange::Added), ("code-1", MessageChange::Adopted)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::borrow::Cow;
use std::collections::BTreeMap;

use unic_langid::LanguageIdentifier;

use crate::fluent::file::Invalid;
use crate::workbench::edit::block::{Block, BlockIndex, ParsedLocale};
use crate::workbench::edit::insert::insert;
use crate::workbench::edit::mark;
use crate::workbench::edit::source_texts::{SourceTextIndex, SourceTexts};
use crate::workbench::edit::update::Update;
use crate::workbench::edit::{FileChange, MessageChange, mozilla, scaffold};
use crate::workbench::project::{File, Project};
use crate::{Diagnostic, Error};

/// What would bring these locales up to the source; all of them if none is named.
///
/// The files that change, a locale after the one that it is translated from. A second run, after they are
/// written, finds nothing to do.
///
/// # Errors
///
/// [`Error::is_unknown_locale`] if the project does not have a locale that is named;
/// [`Error::is_catalog`] if a file has a syntax error, which could hide a message, or is not UTF-8.
pub fn sync(project: &Project, locales: &[LanguageIdentifier]) -> Result<Vec<FileChange>, Error> {
    let is_known = |locale: &&LanguageIdentifier| project.locales.contains_key(&locale.to_string());
    let unknown = locales.iter().filter(|locale| !is_known(locale));
    let unknown: Vec<Diagnostic> = unknown.map(|locale| project.lacks(locale)).collect();
    if !unknown.is_empty() {
        return Err(Error::unknown_locale(unknown));
    }
    let mut problems = Vec::new();
    let is_wanted = |locale: &LanguageIdentifier| locales.is_empty() || locales.contains(locale);
    let changes = changes(project, &project.translations(), &is_wanted, &mut problems);
    if problems.is_empty() { Ok(changes) } else { Err(Error::catalog(problems)) }
}

/// What would make a locale: a file for each of the source's, with every message marked `# needs
/// translation`, and its name in the list `locales` of `l10n.toml`, where there is one.
///
/// # Errors
///
/// [`Error::is_conflict`] if the project has the locale already; [`Error::is_catalog`] if a file of the
/// source has a syntax error; [`Error::is_invalid_settings`] if `l10n.toml` has one.
pub fn add(project: &Project, locale: &LanguageIdentifier) -> Result<Vec<FileChange>, Error> {
    if let [file, ..] = project.files(locale) {
        let text =
            format!("the locale `{locale}` is there: `codeword sync {locale}` adds what it lacks");
        return Err(Error::conflict(vec![Diagnostic::of_file(&*file.path, text)]));
    }
    let mut problems = Vec::new();
    let mut translations = project.translations();
    translations.push(locale.clone());
    let is_new = |other: &LanguageIdentifier| other == locale;
    let mut changes = changes(project, &translations, &is_new, &mut problems);
    if !problems.is_empty() {
        return Err(Error::catalog(problems));
    }
    changes.extend(mozilla::name_locale(project, locale)?);
    Ok(changes)
}

/// What a new file of a locale begins with.
pub(crate) fn header(source: &LanguageIdentifier) -> String {
    format!(
        "### Translated from {source}.\n\
         ### Translate what stands right of “=”, then take out the line “needs translation” above it.\n\
         ### The command “codeword sync” keeps the lines “source” and “was”: leave them alone.\n"
    )
}

/// What changes in the wanted ones of these locales, and in the file that keeps what the sources say. What
/// does not parse in them or their sources is a problem.
fn changes(
    project: &Project,
    translations: &[LanguageIdentifier],
    is_wanted: &dyn Fn(&LanguageIdentifier) -> bool,
    problems: &mut Vec<Diagnostic>,
) -> Vec<FileChange> {
    let kept = SourceTexts::of(project);
    let earlier = kept.index();
    let mut texts = kept.rewrite();
    let mut changes = Vec::new();
    // A source may be a translation itself, and then it is brought up to date first.
    let mut changed: BTreeMap<&LanguageIdentifier, Vec<File>> = BTreeMap::new();
    let sources = project.sources(translations);
    for source in &sources {
        let files = changed.remove(source).map_or(Cow::Borrowed(project.files(source)), Cow::Owned);
        let parsed = ParsedLocale::new(&files, problems);
        let messages = parsed.index();
        texts.add(source, &parsed, &messages);
        for locale in translations.iter().filter(|it| project.source_of(it) == Some(source)) {
            if !is_wanted(locale) {
                texts.keep(&ParsedLocale::new(project.files(locale), &mut Vec::new()));
                continue;
            }
            let target = ParsedLocale::new(project.files(locale), problems);
            let sync =
                Sync { project, locale, source: &parsed, sources: &messages, earlier: &earlier };
            let of_locale = sync.changes(&target);
            if sources.contains(locale) {
                changed.insert(locale, files_after(project, locale, &parsed, &of_locale));
            }
            changes.extend(of_locale);
        }
    }
    if !translations.is_empty() {
        changes.extend(texts.change(project));
    }
    changes
}

/// The files of a locale as they are after a change.
fn files_after(
    project: &Project,
    locale: &LanguageIdentifier,
    source: &ParsedLocale<'_>,
    changes: &[FileChange],
) -> Vec<File> {
    let mut files = project.files(locale).to_vec();
    for change in changes {
        if let Some(file) = files.iter_mut().find(|file| file.path == change.path()) {
            change.text().clone_into(&mut file.text);
            continue;
        }
        let path = |name: &&str| project.path_of(&locale.to_string(), name);
        if let Some(name) = source.names().find(|name| path(name) == change.path()) {
            let (path, text) = (change.path().to_owned(), change.text().to_owned());
            files.push(File { path, name: name.to_owned(), text, invalid: Invalid::default() });
        }
    }
    files
}

/// A locale beside the one that it is translated from.
struct Sync<'a> {
    project: &'a Project,
    locale: &'a LanguageIdentifier,
    source: &'a ParsedLocale<'a>,
    /// The messages of the source.
    sources: &'a BlockIndex<'a, 'a>,
    earlier: &'a SourceTextIndex<'a, 'a>,
}

impl Sync<'_> {
    fn changes(&self, target: &ParsedLocale<'_>) -> Vec<FileChange> {
        let (sources, present) = (self.sources, target.index());
        let from = self.project.source_of(self.locale);
        let update = Update {
            locale: self.locale,
            is_same_language: from.is_some_and(|from| from.language == self.locale.language),
            sources,
            present: &present,
            earlier: self.earlier,
        };
        let is_missing =
            |block: &Block<'_, '_>| sources.counts(block) && !present.has(block.definition.id);
        let new = self.source.names().filter(|name| target.file(name).is_none());
        let names = target.names().chain(new);
        let header = from.map(header).unwrap_or_default();
        let locale = self.locale.to_string();
        target.change(self.project, &locale, &header, names, |name, document, messages| {
            // Where a message is put in front of another, its comment stands above the other's.
            let mut edits = match self.source.file(name) {
                Some((_, source)) => insert(source, document, &mut |block| {
                    is_missing(&block).then(|| {
                        messages.push((block.definition.id.to_owned(), MessageChange::Added));
                        self.untranslated(&block)
                    })
                }),
                None => Vec::new(),
            };
            edits.extend(update.edits(document, messages));
            edits
        })
    }

    /// A message of the source as it stands in the locale until somebody translates it.
    fn untranslated(&self, block: &Block<'_, '_>) -> String {
        let comment = mark::comment_from(block, Some(mark::NEEDS_TRANSLATION));
        comment + &scaffold::copy(block, self.locale)
    }
}

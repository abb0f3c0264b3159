//! [`diff`](diff()): what has changed in the source since a text was translated.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};
use unic_langid::LanguageIdentifier;

use crate::Error;
use crate::workbench::edit::block::{Block, ParsedLocale};
use crate::workbench::edit::fingerprint::Fingerprint;
use crate::workbench::edit::mark::Marks;
use crate::workbench::edit::source_texts::{SourceTextIndex, SourceTexts};
use crate::workbench::project::{File, Project};

/// A message whose source has changed since it was translated.
///
/// Texts are Fluent source, what follows the equals sign: the value, and below it the attributes.
///
/// Serde writes it as an object with `locale`, `id`, `file`, `line`, `was`, `source` and `translation`; `was`
/// is null where it is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceChange {
    locale: LanguageIdentifier,
    id: String,
    file: String,
    line: usize,
    was: Option<String>,
    source: String,
    translation: String,
}

/// The messages of a locale whose source has changed since they were translated, in the order of its files.
///
/// The text that a message was translated from stands above it, where [`sync`](super::sync::sync()) has marked
/// it, else in `.sources.ftl` in the catalog's folder. What nobody has translated yet is not listed.
///
/// # Errors
///
/// [`Error::is_unknown_locale`] if the project does not have the locale; [`Error::is_catalog`] if a file of it
/// or of its source has a syntax error or is not UTF-8.
///
/// # Example
///
/// ```
/// use codeword::workbench::{Project, diff};
///
/// # let folder = tempfile::tempdir()?;
/// # let locales = folder.path();
/// # let german = "# needs translation: the source has changed\n# was: Wait 5 minutes\n# source: 65ba4f36\ncode-1 = Warten Sie 5 Minuten\n";
/// # for (file, text) in [("en-US", "code-1 = Wait 10 minutes\n"), ("de-DE", german)] {
/// #     std::fs::create_dir(locales.join(file))?;
/// #     std::fs::write(locales.join(file).join("errors.ftl"), text)?;
/// # }
/// // en-US had `code-1 = Wait 5 minutes` when it was translated.
/// let project = Project::open(locales, Some("en-US"))?;
/// let changes = diff::diff(&project, &"de-DE".parse()?)?;
///
/// assert_eq!((changes[0].was(), changes[0].source()), (Some("Wait 5 minutes"), "Wait 10 minutes"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diff(project: &Project, locale: &LanguageIdentifier) -> Result<Vec<SourceChange>, Error> {
    if project.files(locale).is_empty() {
        return Err(Error::unknown_locale(vec![project.lacks(locale)]));
    }
    let (source, target) = ParsedLocale::with_source(project, locale)?;
    let (sources, targets) = (source.index(), target.index());
    let kept = SourceTexts::of(project);
    let earlier = kept.index();
    let mut changes = Vec::new();
    for (file, block) in target.blocks_of_files().filter(|(_, block)| targets.counts(block)) {
        if let Some(source) = sources.get(block.definition.id)
            && let Some(was) = was(&block, source, &earlier)
        {
            changes.push(SourceChange::new(locale, file, &block, source, was));
        }
    }
    Ok(changes)
}

/// What has changed in the source of one message, in the file that it stands in; `None` if it is not outdated.
#[cfg(feature = "lsp")]
pub(crate) fn of_message(
    project: &Project,
    locale: &LanguageIdentifier,
    block: &Block<'_, '_>,
    source: &Block<'_, '_>,
) -> Option<SourceChange> {
    let kept = SourceTexts::of(project);
    let was = was(block, source, &kept.index())?;
    let files = project.files(locale).iter();
    let file = files.into_iter().find(|file| file.path == block.document.path)?;
    Some(SourceChange::new(locale, file, block, source, was))
}

/// The text that a message was translated from, `Some(None)` if it is not known; `None` if it is not
/// outdated.
fn was(
    block: &Block<'_, '_>,
    source: &Block<'_, '_>,
    earlier: &SourceTextIndex<'_, '_>,
) -> Option<Option<String>> {
    let marks = Marks::of(block.definition);
    if !marks.is_outdated_beside(source) {
        return None;
    }
    let kept = marks.was.filter(|_| marks.needs_translation.is_some());
    let (_, known) = marks.source?;
    Some(kept.map(|was| was.text(block.document)).or_else(|| {
        let earlier = earlier.get(block.definition.id, known)?;
        let is_now = Fingerprint::of(source).has(known);
        (!is_now).then(|| earlier.after_sign().to_owned())
    }))
}

impl SourceChange {
    fn new(
        locale: &LanguageIdentifier,
        file: &File,
        block: &Block<'_, '_>,
        source: &Block<'_, '_>,
        was: Option<String>,
    ) -> SourceChange {
        SourceChange {
            locale: locale.clone(),
            id: block.definition.id.to_owned(),
            file: file.path.clone(),
            line: block.document.position(block.id).line,
            was: was.map(|was| dedented(&was)),
            source: dedented(source.after_sign()),
            translation: dedented(block.after_sign()),
        }
    }

    /// The locale of the translation.
    pub fn locale(&self) -> &LanguageIdentifier {
        &self.locale
    }

    /// The identifier of the message or term, a term's with its hyphen.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The path of the translation's file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line of the translation, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// What the source said when it was translated, if that is known.
    pub fn was(&self) -> Option<&str> {
        self.was.as_deref()
    }

    /// What the source says now.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What the translation says.
    pub fn translation(&self) -> &str {
        &self.translation
    }
}

impl Serialize for SourceChange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("SourceChange", 7)?;
        object.serialize_field("locale", &self.locale.to_string())?;
        object.serialize_field("id", &self.id)?;
        object.serialize_field("file", &self.file)?;
        object.serialize_field("line", &self.line)?;
        object.serialize_field("was", &self.was)?;
        object.serialize_field("source", &self.source)?;
        object.serialize_field("translation", &self.translation)?;
        object.end()
    }
}

/// A text without the blanks around it, and without the indent that all lines but the first share.
fn dedented(text: &str) -> String {
    let (first, rest) = text.trim_end().split_once('\n').unwrap_or((text, ""));
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let filled = || rest.lines().filter(|line| !line.trim().is_empty());
    let shared = filled().map(indent).min().unwrap_or(0);
    let first = Some(first.trim()).filter(|first| !first.is_empty());
    let rest = rest.lines().map(|line| line.get(shared..).unwrap_or_default().trim_end());
    first.into_iter().chain(rest).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_shown_without_its_indent() {
        for (text, expected) in [
            (" one ", "one"),
            (" one\r\n    .title = x\r\n", "one\n.title = x"),
            (
                "\n    { $n ->\n        [one] x\n\n       *[other] y\n    }",
                "{ $n ->\n    [one] x\n\n   *[other] y\n}",
            ),
            ("", ""),
        ] {
            assert_eq!(dedented(text), expected);
        }
    }
}

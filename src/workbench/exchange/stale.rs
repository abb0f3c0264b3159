//! [`Stale`]: a translation of a text that the source no longer has.

use unic_langid::LanguageIdentifier;

use super::ExchangeFile;
use super::key::TextKey;
use super::sheet::{Language, Record, Remark};
use super::text::Text;
use super::translation::{Reading, Translations};
use crate::Diagnostic;
use crate::workbench::edit::block::BlockIndex;

/// A text of a file that was translated from something else than today's source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stale {
    /// What the text is called, and where it stands in the file.
    pub place: Diagnostic,
    /// The source as the file has it.
    pub in_file: String,
    /// The source as the catalog has it.
    pub in_catalog: String,
}

/// The source texts of a file that a language of it is translated from, if they are in the language that
/// the catalog is translated from.
pub(super) fn sources<'f>(
    file: &'f ExchangeFile,
    language: &Language,
    source: &LanguageIdentifier,
) -> Option<&'f Language> {
    let mut others = file.sheet.languages.iter().filter(|other| !std::ptr::eq(*other, language));
    others.find(|other| match &other.tag {
        Some(_) => other.is_for(source),
        None => other.is_source,
    })
}

/// Compares the sources of a file with those of the catalog, and notes in each translation whether they
/// agree.
pub(super) fn compare(
    file: &ExchangeFile,
    (sources, locale): (&Language, &LanguageIdentifier),
    catalog: &BlockIndex<'_, '_>,
    translations: &mut Translations,
) -> Vec<Stale> {
    let (mut stale, reading) = (Vec::new(), file.reading(locale));
    for record in sources.records.iter().filter(|record| !record.text.is_empty()) {
        let Ok(key) = record.key.parse::<TextKey>() else { continue };
        let (Some(translation), Some(block)) =
            (translations.get_mut(&key.id), catalog.get(&key.id))
        else {
            continue;
        };
        let today = Text::of_message(block.definition, key.attribute.as_deref());
        let Some(today) = today else { continue };
        let agrees = is_same(record, &key, &today, &reading);
        translation.agrees = Some(agrees && translation.agrees != Some(false));
        if !agrees {
            let text = format!(
                "`{}` is translated from another text than the source of today",
                record.key
            );
            let place = file.diagnostics(vec![Remark::new(record.offset, text)]).remove(0);
            let (in_file, in_catalog) = (record.text.clone(), today.as_str().to_owned());
            stale.push(Stale { place, in_file, in_catalog });
        }
    }
    stale
}

/// Whether a source is today's. Blanks at its edges do not count: many tools trim them.
fn is_same(record: &Record, key: &TextKey, today: &Text, reading: &Reading) -> bool {
    let trimmed = |text: &Text| text.as_str().trim().to_owned();
    let read = record.read(key, reading).map(|(text, _)| text.settled());
    read.is_ok_and(|text| trimmed(&text) == trimmed(today))
        || record.text.replace("\r\n", "\n").trim() == today.as_str().trim()
}

//! Whose texts a file has: what it says itself, or what its name says.

use std::path::Path;

use unic_langid::LanguageIdentifier;

use super::ExchangeFile;
use crate::workbench::project::Project;
use crate::{Diagnostic, Error};

/// The locale of a file: the one that it names itself, as XLIFF does, or that stands in its name and
/// that the catalog has: `active.zh-CN.toml`, `messages_zh_CN.properties`, `en.json` if there is one
/// English locale.
///
/// # Errors
///
/// [`Error::is_catalog`] if neither says it.
pub fn locale_of(project: &Project, file: &ExchangeFile) -> Result<LanguageIdentifier, Error> {
    let said = file.locale().and_then(|tag| known(project, tag).or_else(|| tag.parse().ok()));
    let stem = Path::new(&file.path).file_stem().unwrap_or_default().to_string_lossy();
    let mut pieces = stem.rsplit('.').flat_map(|piece| {
        let behind = piece.match_indices(['_', '-']).map(|(at, _)| &piece[at + 1..]);
        std::iter::once(piece).chain(behind)
    });
    said.or_else(|| pieces.find_map(|piece| known(project, piece))).ok_or_else(|| {
        let text = "the file does not say which locale this is: say it with --locale";
        Error::catalog(vec![Diagnostic::of_file(&*file.path, text)])
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

//! [`name_locale`]: a new locale is named in `l10n.toml`, for compare-locales and Pontoon.

use toml_edit::{Array, DocumentMut, Value};
use unic_langid::LanguageIdentifier;

use crate::Error;
use crate::settings::TomlFile;
use crate::workbench::edit::FileChange;
use crate::workbench::project::Project;

/// What puts a locale at the end of `locales = […]`; `None` if the project has no such list, or the list has
/// the locale. Comments and layout stay.
pub(crate) fn name_locale(
    project: &Project,
    locale: &LanguageIdentifier,
) -> Result<Option<FileChange>, Error> {
    match project.mozilla_file()? {
        Some(file) => name_in(&file, locale),
        None => Ok(None),
    }
}

fn name_in(file: &TomlFile, locale: &LanguageIdentifier) -> Result<Option<FileChange>, Error> {
    let mut document: DocumentMut =
        file.text().parse().map_err(|error: toml_edit::TomlError| {
            file.error(error.span().unwrap_or_default(), error.message())
        })?;
    let Some(locales) = document.get_mut("locales").and_then(toml_edit::Item::as_array_mut) else {
        return Ok(None);
    };
    let is_it = |known: &Value| {
        known.as_str().and_then(crate::canonical_tag).is_some_and(|known| known == *locale)
    };
    if locales.iter().any(is_it) {
        return Ok(None);
    }
    push(locales, &locale.to_string());
    let path = file.path().display().to_string();
    Ok(FileChange::new(path, Some(file.text()), document.to_string(), Vec::new()))
}

/// Adds a text to a list, on a line of its own where the last one has one.
fn push(list: &mut Array, text: &str) {
    let raw = |raw: Option<&toml_edit::RawString>| {
        raw.and_then(toml_edit::RawString::as_str).unwrap_or_default().to_owned()
    };
    let mut value = Value::from(text);
    let count = list.len();
    let Some(last) = count.checked_sub(1).and_then(|last| list.get_mut(last)) else {
        list.push(value);
        return;
    };
    let decor = last.decor_mut();
    let before = raw(decor.prefix());
    let Some((_, indent)) = before.rsplit_once('\n') else {
        list.push(value);
        return;
    };
    let indent = indent.to_owned();
    let after = raw(decor.suffix());
    decor.set_suffix("");
    // What stands after the last, such as a comment, stays beside it.
    let after = after + &raw(Some(list.trailing()));
    let (beside, end) = after.rsplit_once('\n').unwrap_or(("", &after));
    value.decor_mut().set_prefix(format!("{beside}\n{indent}"));
    list.set_trailing(format!("\n{end}"));
    list.set_trailing_comma(true);
    list.push_formatted(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_keeps_its_layout_and_its_comments() {
        for (list, expected) in [
            ("locales = []", "locales = [\"ja-JP\"]"),
            ("locales = [ 'de' ] # all", "locales = [ 'de' , \"ja-JP\"] # all"),
            ("locales = ['de', 'fr']", "locales = ['de', 'fr', \"ja-JP\"]"),
            ("locales = [\n  'de',\n  'fr',\n]", "locales = [\n  'de',\n  'fr',\n  \"ja-JP\",\n]"),
            ("locales = [\n\t'de'\n]", "locales = [\n\t'de',\n\t\"ja-JP\",\n]"),
            (
                "locales = [\n  'de', # German\n  # French\n  'fr' # soon\n]",
                "locales = [\n  'de', # German\n  # French\n  'fr', # soon\n  \"ja-JP\",\n]",
            ),
            (
                "locales = [\n  'fr', # soon\n  # the end\n]",
                "locales = [\n  'fr', # soon\n  # the end\n  \"ja-JP\",\n]",
            ),
            ("locales = ['ja_jp']", ""),
            ("locales = 'all'", ""),
            ("", ""),
        ] {
            let text = format!("# Ours\nbasepath = '.'\n{list}\n[[paths]]\n  l10n = '*' # keep\n");
            let file = TomlFile::new("l10n.toml", text.clone());
            let change = name_in(&file, &"ja-JP".parse().unwrap()).unwrap();
            let found = change.map(|change| change.text().to_owned());
            let expected = (!expected.is_empty()).then(|| text.replace(list, expected));
            assert_eq!(found, expected);
        }
    }
}

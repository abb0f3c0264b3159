//! [`locale`]: the tag that a column, an object or a file is named after.

use std::path::Path;

use unic_langid::LanguageIdentifier;

/// The locale that a column or a file is named after: `en-US`, `zh_CN`, `zh-Hant-TW`, `de`.
pub(super) fn locale(name: &str) -> Option<String> {
    let name = name.trim();
    let parts: Vec<&str> = name.split(['-', '_']).collect();
    let are_letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let (language, rest) = parts.split_first().filter(|(language, _)| are_letters(language))?;
    let is_capital = |part: &&str| part.starts_with(|c: char| c.is_ascii_uppercase());
    // `id`, `no`, `msg` and `err_no` are words. As tags, they have capitals in them.
    let is_clear = language.len() == 2 && !matches!(*language, "id" | "no" | "ID" | "No" | "NO");
    let is_region = |part: &str| {
        (part.len() == 2 && are_letters(part))
            || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_script = |part: &str| part.len() == 4 && are_letters(part);
    let is_tag = match rest {
        [] => is_clear,
        [part] => is_region(part) || is_script(part),
        [script, region] => is_script(script) && is_region(region),
        _ => false,
    };
    let is_tag = is_tag && (is_clear || rest.iter().all(is_capital));
    let tag: LanguageIdentifier = name.replace('_', "-").parse().ok()?;
    (is_tag && (2..=3).contains(&language.len())).then(|| tag.to_string())
}

/// The locale in a file's name, `messages_zh_CN.properties`, whether or not a project has it.
pub(super) fn locale_in_name(path: &str) -> Option<LanguageIdentifier> {
    name_pieces(path).find_map(|piece| locale(&piece)?.parse().ok())
}

/// What could be a locale in a file's name: what stands between dots, and the ends of that.
pub(super) fn name_pieces(path: &str) -> impl Iterator<Item = String> {
    let stem = Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut pieces = Vec::new();
    for piece in stem.rsplit('.') {
        let tails = piece.match_indices(['_', '-']).map(|(at, _)| piece[at + 1..].to_owned());
        pieces.push(piece.to_owned());
        pieces.extend(tails);
    }
    pieces.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_may_be_named_after_a_locale() {
        for (name, expected) in [
            ("en-US", Some("en-US")),
            ("zh_CN", Some("zh-CN")),
            ("zh_Hant_TW", Some("zh-Hant-TW")),
            ("de", Some("de")),
            ("ID", None),
            ("No", None),
            ("msg", None),
            ("Code", None),
            ("http-code", None),
            ("err_no", None),
            ("id-no", None),
            ("no-outer-pipes", None),
            ("nb-NO", Some("nb-NO")),
            ("id-ID", Some("id-ID")),
            ("fil_PH", Some("fil-PH")),
            ("es-419", Some("es-419")),
            ("", None),
        ] {
            assert_eq!(locale(name).as_deref(), expected, "{name}");
        }
    }
}

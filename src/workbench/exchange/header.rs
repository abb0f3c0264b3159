//! [`rank`]: what the name of a column says about what is in it; [`language`]: which language a column is named after.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::tag::locale;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    Code,
    Text,
    Source,
    State,
    Comment,
    Remedy,
}

/// The names of columns: a line has a meaning, how sure it is, and names.
const NAMES: &str = include_str!("header.txt");

/// How sure each name is, by the name of a meaning and its own. Read once: a file asks about every name in it.
static RANKS: LazyLock<FxHashMap<(&str, &str), usize>> = LazyLock::new(|| {
    let mut ranks = FxHashMap::default();
    for line in NAMES.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let (Some(meaning), Some(rank)) = (words.next(), words.next()) else { continue };
        // The lines of languages have a tag there.
        let Ok(rank) = rank.parse() else { continue };
        for name in words {
            // The first line that has a name counts.
            ranks.entry((meaning, name)).or_insert(rank);
        }
    }
    ranks
});

/// How sure a name, as it is compared, says this.
fn rank_of(meaning: Meaning, name: &str) -> Option<usize> {
    RANKS.get(&(meaning.name(), name)).copied()
}

impl Meaning {
    fn name(self) -> &'static str {
        match self {
            Meaning::Code => "code",
            Meaning::Text => "text",
            Meaning::Source => "source",
            Meaning::State => "state",
            Meaning::Comment => "comment",
            Meaning::Remedy => "remedy",
        }
    }
}

/// How sure a column's name says this, 0 for surest; `None` if it does not.
pub(super) fn rank(meaning: Meaning, name: &str) -> Option<usize> {
    // `Code (decimal)`, and the two languages of `错误码/Error Code`.
    let bare = name.split(['(', '（', '[', '【']).next().unwrap_or_default();
    let parts = name.split(['/', '|', '\n']).map(normalized);
    let said: Vec<String> = [normalized(name), normalized(bare)].into_iter().chain(parts).collect();
    let ranks = said.iter().filter_map(|said| rank_of(meaning, said));
    ranks.min().filter(|_| meaning != Meaning::Code || !is_of_http(name))
}

/// How sure the name of a field or a parameter says that it is a code, 0 for surest.
pub(in crate::workbench) fn names_code(name: &str) -> Option<usize> {
    rank(Meaning::Code, name)
}

/// The language that a column of texts is named after: its tag (see [`locale`]) or its name, alone or beside what
/// is in the column: `en-US`, `中文`, `English`, `英文描述`, `error_msg_en`, `Message (de)`.
pub(super) fn language(name: &str) -> Option<String> {
    let is_text = |name: &str| rank(Meaning::Text, name).is_some();
    let by_name = named_language(&normalized(name), &is_text).map(str::to_owned);
    by_name.or_else(|| locale(name)).or_else(|| {
        name.match_indices(['_', '-', ' ', '.', '(', '（', '[']).find_map(|(at, sign)| {
            let tag = name[at + sign.len()..].trim_end_matches([')', '）', ']']);
            locale(tag).filter(|_| is_text(&name[..at]))
        })
    })
}

/// The tag of a language by its name, where nothing but the name of a text stands beside it.
fn named_language(name: &str, is_text: &dyn Fn(&str) -> bool) -> Option<&'static str> {
    let lines = NAMES.lines().filter_map(|line| line.strip_prefix("language "));
    lines.filter_map(|line| line.split_once(' ')).find_map(|(tag, known)| {
        let is_it = |known: &str| {
            let rests = [name.strip_prefix(known), name.strip_suffix(known)];
            rests.into_iter().flatten().any(|rest| rest.is_empty() || is_text(rest))
        };
        known.split(' ').any(is_it).then_some(tag)
    })
}

/// A name as it is compared: letters and digits alone, in lower case.
pub(super) fn normalized(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric() || *c == '\'');
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether a column is about HTTP's status.
pub(super) fn is_of_http(name: &str) -> bool {
    let name = normalized(name);
    name.contains("http") || matches!(&*name, "status" | "grpccode" | "grpcstatus" | "rpccode")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_known_in_many_spellings() {
        for (name, meaning, expected) in [
            ("Error Code", Meaning::Code, Some(0)),
            ("error_code", Meaning::Code, Some(0)),
            ("ErrCode", Meaning::Code, Some(0)),
            ("错误码（Code）", Meaning::Code, Some(0)),
            ("Code value", Meaning::Code, Some(0)),
            ("エラーコード", Meaning::Code, Some(0)),
            ("Code", Meaning::Code, Some(1)),
            ("返回码", Meaning::Code, Some(1)),
            ("ID", Meaning::Code, Some(2)),
            ("HTTP Status Code", Meaning::Code, None),
            ("Name", Meaning::Code, None),
            ("Error Message", Meaning::Text, Some(1)),
            ("描述/Description", Meaning::Text, Some(2)),
            ("Code", Meaning::Text, None),
            ("解决方案", Meaning::Remedy, Some(0)),
        ] {
            assert_eq!(rank(meaning, name), expected, "{name}");
        }
    }

    #[test]
    fn a_column_may_be_named_after_a_language() {
        for (name, expected) in [
            ("中文", Some("zh")),
            ("英文描述", Some("en")),
            ("错误信息（英文）", Some("en")),
            ("繁體中文", Some("zh-Hant")),
            ("Beschreibung (Deutsch)", Some("de")),
            ("English Message", Some("en")),
            ("日本語メッセージ", Some("ja")),
            ("error_msg_en", Some("en")),
            ("msg_cn", Some("zh")),
            ("message_zh_CN", Some("zh-CN")),
            ("Message [pt-BR]", Some("pt-BR")),
            ("Message ID", None),
            ("English name", None),
            ("Description", None),
            ("Error code (de)", None),
        ] {
            assert_eq!(language(name).as_deref(), expected, "{name}");
        }
    }
}

//! What a language is called in a language: `zh-CN` is "Chinese (China)", "Chinesisch (China)", "中文（中国）".

use unic_langid::LanguageIdentifier;

use super::canonical::canonical_tag;
use super::cldr::names::{NAMED, NAMES};
use super::likely_subtags::maximize;
use super::subtags::{Region, Script, Subtags};
use super::tag::{Tag, with_parents};

/// What a language is called in another, or in itself: for a list in which readers pick theirs.
///
/// The names are CLDR's, put together as UTS #35 part 2, "Locale Display Name Algorithm", says: the language, and in
/// brackets its script, region and variants. Some languages have a name with their script or their region: `zh-Hans` is
/// "Simplified Chinese". As in ICU, and so in JavaScript's `Intl.DisplayNames`, that is used where it leaves neither of
/// the two unsaid: `zh-Hans-CN` is "Chinese (Simplified, China)". Names are written as in the middle of a sentence,
/// `français`. There are names of, and in, the hundred languages that CLDR covers at its level "modern".
///
/// A part of the tag that CLDR has no name for stands as it is written, a variant in capitals: `xx-US` is
/// "xx (United States)". In a language of which CLDR has no names, the tag is the name.
///
/// # Example
///
/// ```
/// use codeword::{Catalog, display_name};
/// use unic_langid::langid;
///
/// let catalog = Catalog::embedded();
/// let list = catalog.locales().iter().map(|it| (it.to_string(), display_name(it, it)));
/// let [english, chinese] = [("en-US", "American English"), ("zh-CN", "中文（中国）")];
/// assert!(list.eq([english, chinese].map(|(tag, name)| (tag.to_owned(), name.to_owned()))));
///
/// // In the language of a reader.
/// let theirs = catalog.language("zh-Hans, en;q=0.5");
/// assert_eq!(display_name(&langid!("de-AT"), theirs), "奥地利德语");
///
/// let name = |language| display_name(&language, &langid!("de"));
/// assert_eq!(name(langid!("zh-Hant-TW")), "Chinesisch (Traditionell, Taiwan)");
/// assert_eq!(name(langid!("sr-Latn-BA")), "Serbisch (Lateinisch, Bosnien und Herzegowina)");
/// assert_eq!(name(langid!("tlh")), "tlh");
/// ```
pub fn display_name(language: &LanguageIdentifier, within: &LanguageIdentifier) -> String {
    let tag = language.to_string();
    let (Some(language), Some(names)) = (canonical_tag(&tag), Names::within(within)) else {
        return tag;
    };
    let base = language.language.as_str();
    let script = language.script.map(|script| script.to_string());
    let region = language.region.map(|region| region.to_string());
    let mut rest: Vec<String> = script.into_iter().chain(region).collect();

    // `zh-Hant` and `en-US` have names of their own.
    let whole = format!("{base}-{}", rest.join("-"));
    let name = match names.get(&whole) {
        Some(name) => {
            rest.clear();
            name
        }
        None => names.get(base).unwrap_or(base),
    };

    let variants = language.variants().map(|variant| variant.as_str().to_ascii_uppercase());
    rest.extend(variants);
    let rest = rest.into_iter().map(|subtag| names.get(&subtag).map_or(subtag, str::to_owned));
    match rest.reduce(|list, next| names.join(",", &list, &next)) {
        Some(rest) => names.join("()", name, &without_brackets(&rest)),
        None => name.to_owned(),
    }
}

/// The names in one language.
struct Names {
    /// The row of its locale, and those of the locale's parents.
    rows: Vec<&'static str>,
}

impl Names {
    fn within(language: &LanguageIdentifier) -> Option<Names> {
        let text = canonical_tag(&language.to_string())?.to_string();
        let subtags = Tag::parse(&text)?.subtags;
        let alone = Subtags { script: Script::NONE, region: Region::NONE, ..subtags };
        let script = maximize(subtags).script;
        let is_usual = script == maximize(alone).script;
        // A reader of another script than the usual cannot read the names of that.
        let script = if is_usual { Script::NONE } else { script };
        let tag = Subtags { script, ..subtags }.to_string();
        let readable = Subtags { script, ..alone }.to_string();
        row(&readable)?;
        Some(Names { rows: with_parents(&tag).filter_map(row).collect() })
    }

    /// The name of a subtag, or of a language with one other.
    fn get(&self, key: &str) -> Option<&'static str> {
        let place = NAMED.split('|').position(|named| named == key)?;
        let mut names = self.rows.iter().filter_map(|row| row.split('|').nth(place));
        names.find(|name| !name.is_empty()).filter(|name| *name != key)
    }

    /// Two parts of a name in a pattern such as `{0} ({1})`.
    fn join(&self, pattern: &str, first: &str, second: &str) -> String {
        let pattern = self.get(pattern).unwrap_or("{0} {1}");
        let (before, after) = pattern.split_once("{1}").unwrap_or((pattern, ""));
        [&before.replace("{0}", first), second, after].concat()
    }
}

/// The row of a locale, if it has one.
fn row(tag: &str) -> Option<&'static str> {
    let mut rows = NAMES.lines().filter_map(|row| row.split_once(':'));
    rows.find_map(|(tags, names)| tags.split(' ').any(|known| known == tag).then_some(names))
}

/// A part of a name that comes into brackets: `Myanmar (Burma)` has its own.
fn without_brackets(text: &str) -> String {
    text.replace('(', "[").replace(')', "]").replace('（', "［").replace('）', "］")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(language: &str, within: &str) -> String {
        display_name(&language.parse().unwrap(), &within.parse().unwrap())
    }

    #[test]
    fn a_name_says_all_of_a_tag() {
        for (language, within, expected) in [
            ("de", "de", "Deutsch"),
            ("fr", "fr", "français"),
            ("en-US", "en", "American English"),
            ("en-IN", "en", "English (India)"),
            ("zh-Hans", "en", "Simplified Chinese"),
            ("zh-Hans-CN", "en", "Chinese (Simplified, China)"),
            ("sr-Latn-ME", "en", "Serbian (Latin, Montenegro)"),
            ("my-MM", "en", "Burmese (Myanmar [Burma])"),
            ("ca-ES-valencia", "en", "Catalan (Spain, Valencian)"),
            ("iw", "en", "Hebrew"),
            ("pt-BR", "pt-PT", "português do Brasil"),
            ("zh-TW", "zh-TW", "中文（台灣）"),
            ("zh-TW", "zh-CN", "中文（台湾）"),
        ] {
            assert_eq!(called(language, within), expected, "{language} in {within}");
        }
    }

    #[test]
    fn what_has_no_name_is_called_by_its_subtags() {
        for (language, within, expected) in [
            ("tlh", "en", "tlh"),
            ("en-US", "tlh", "en-US"),
            ("und", "en", "und"),
            ("en-Cyrl-ZZ", "en", "English (Cyrillic, ZZ)"),
            ("en-boont", "en", "English (BOONT)"),
            ("xx-US", "en", "xx (United States)"),
            // The names in Punjabi are in Gurmukhi.
            ("en", "pa-PK", "en"),
        ] {
            assert_eq!(called(language, within), expected, "{language} in {within}");
        }
    }

    #[test]
    fn every_row_has_at_most_one_name_for_each_key() {
        let keys = NAMED.split('|').count();
        for row in NAMES.lines() {
            let (tags, names) = row.split_once(':').unwrap();
            assert!(names.split('|').count() <= keys, "{tags}");
        }
    }
}

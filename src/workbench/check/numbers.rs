//! The numbers that a message and its source say in digits, and where they do not say the same. How digits are
//! read is in [`numerals`](super::numerals).

use fluent_syntax::ast::{Expression, InlineExpression, Variant, VariantKey};
use memchr::memchr_iter;
use rustc_hash::FxHashSet;

use super::characters::{Kinds, find_digit};
use super::entry::{CheckedEntry, EntryPair};
use super::numerals::{Number, of_text};
use crate::fluent::{Content, walk};
use crate::locale::{Separators, digit};

/// What two texts say differently: values, each once.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Difference<'a> {
    /// What only the source says.
    pub(super) lost: Vec<String>,
    /// What only the translation says, and where.
    pub(super) added: Vec<(String, &'a str)>,
}

/// The numbers that only one of two texts says.
pub(super) fn difference<'a>(pair: &EntryPair<'a>) -> Difference<'a> {
    if is_alike(pair) {
        return Difference::default();
    }
    let EntryPair { source, translation, .. } = *pair;
    let (source_language, translation_language) = (source.file.language, translation.file.language);
    let (source, mut translation) = (of_entry(source), of_entry(translation));
    // `-f 2,5` is two numbers also where a comma begins a fraction.
    for number in &mut translation {
        let same = source.iter().find(|other| other.slice == number.slice);
        let lists = same.into_iter().flat_map(|it| it.readings.iter().filter(|it| it.len() > 1));
        number.readings.extend(lists.cloned());
    }
    let possible: FxHashSet<&str> =
        source.iter().flat_map(|it| it.readings.iter().flatten()).map(String::as_str).collect();
    let said: Vec<(&str, &str)> = translation
        .iter()
        .flat_map(|number| number.agreeing(&possible).iter().map(|value| (&**value, number.slice)))
        .collect();
    let translated: FxHashSet<&str> = said.iter().map(|(value, _)| *value).collect();
    let original = source.iter().flat_map(|number| number.agreeing(&translated));
    let original: FxHashSet<&str> = original.map(String::as_str).collect();

    let lost = original.difference(&translated);
    let mut lost: Vec<String> = lost.map(ToString::to_string).collect();
    let added = said.into_iter().filter(|(value, _)| !original.contains(value));
    let mut added: Vec<(String, &str)> = added.map(|(value, at)| (value.to_owned(), at)).collect();
    let is_buddhist = translation_language.is("th") || source_language.is("th");
    lost.retain(|number| {
        let same = added.iter().position(|(other, _)| is_same_year(number, other, is_buddhist));
        same.map(|at| added.swap_remove(at)).is_none()
    });
    lost.sort();
    added.sort_by(|(a, _), (b, _)| a.cmp(b));
    added.dedup_by(|(a, _), (b, _)| a == b);
    Difference { lost, added }
}

/// Whether two numbers say the same year: the nineties are `90` and `1990`, and 1998 is 2541 in Thailand.
fn is_same_year(a: &str, b: &str, is_buddhist: bool) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let is_short = short.len() == 2 && long.len() == 4 && long.ends_with(short);
    let years = a.parse::<u32>().ok().zip(b.parse::<u32>().ok());
    is_short && long.starts_with(['1', '2'])
        || is_buddhist && years.is_some_and(|(a, b)| a > 1800 && b > 1800 && a.abs_diff(b) == 543)
}

/// The numbers of an entry, without those in the variant that is for that number: `[one] 1 card`.
fn of_entry(entry: CheckedEntry<'_>) -> Vec<Number<'_>> {
    let (separators, mut found) = (entry.file.language.separators(), Vec::new());
    let attributes = entry.definition.attributes().iter();
    // CSS, where each language has its own widths, and a key that each chooses for itself.
    let attributes = attributes.filter(|it| !matches!(it.id.name, "style" | "accesskey"));
    let attributes = attributes.map(|attribute| Content::of(&attribute.value));
    for content in entry.definition.value().into_iter().chain(attributes) {
        of_content(content, separators, &mut found);
    }
    found
}

fn of_content<'a>(content: Content<'a>, separators: Separators, found: &mut Vec<Number<'a>>) {
    content.texts().for_each(|text| of_text(text, separators, found));
    for expression in content.placeables() {
        // The digits of an escape say no number.
        if let Expression::Inline(InlineExpression::StringLiteral { value }) = expression
            && !value.contains('\\')
        {
            of_text(value, separators, found);
        }
    }
    for variant in content.placeables().flat_map(walk::variants) {
        let mut inner = Vec::new();
        of_content(Content::of(&variant.value), separators, &mut inner);
        if let Some(number) = meant(variant) {
            inner.retain(|other| other.readings.first().is_none_or(|it| it[..] != [number]));
        }
        found.append(&mut inner);
    }
}

/// The number that a variant is for.
fn meant<'s>(variant: &Variant<&'s str>) -> Option<&'s str> {
    match variant.key {
        VariantKey::NumberLiteral { value } => Some(value),
        VariantKey::Identifier { name: "zero" } => Some("0"),
        VariantKey::Identifier { name: "one" } => Some("1"),
        VariantKey::Identifier { name: "two" } => Some("2"),
        VariantKey::Identifier { .. } => None,
    }
}

/// Whether two entries say the same numbers in the same spelling, which is quick to see.
fn is_alike(pair: &EntryPair<'_>) -> bool {
    let spelled = spelled(pair.source, pair.source_kinds);
    spelled.is_some() && spelled == self::spelled(pair.translation, pair.translation_kinds)
}

/// How many numbers are looked at in one spelling.
const FEW: usize = 4;

/// The numbers of an entry as they are spelled, each once and in their order; `None` if there are more than a few, or
/// if there may be digits beyond ASCII.
fn spelled(entry: CheckedEntry<'_>, kinds: Kinds) -> Option<[&str; FEW]> {
    let (mut numbers, mut count) = ([""; FEW], 0);
    if !kinds.has(Kinds::DIGIT | Kinds::OTHER_DIGIT) {
        return Some(numbers);
    }
    let mut is_plain = true;
    entry.each_text(&mut |text| {
        for number in spelled_in(text) {
            if !numbers.contains(&number) {
                match numbers.get_mut(count) {
                    Some(free) => *free = number,
                    None => is_plain = false,
                }
                count += 1;
            }
        }
        let has_others = |c: char| !c.is_ascii() && digit(c).is_some();
        is_plain &= !kinds.has(Kinds::OTHER_DIGIT) || !text.contains(has_others);
        is_plain &= !kinds.has(Kinds::WIDE) || !has_full_width(text);
    });
    if count > 1 {
        numbers[..count.min(FEW)].sort_unstable();
    }
    is_plain.then_some(numbers)
}

/// Whether a text has `０`–`９`.
fn has_full_width(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr_iter(0xEF, bytes).any(|at| matches!(bytes[at..], [_, 0xBC, 0x90..=0x99, ..]))
}

/// The numbers in digits of ASCII.
fn spelled_in(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = end + find_digit(&bytes[end..])?;
        let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
        end =
            bytes[start..].iter().position(|it| !is_part(it)).map_or(bytes.len(), |it| start + it);
        // A mark after a number ends the sentence.
        let last = bytes[start..end].iter().rposition(u8::is_ascii_digit).unwrap_or_default();
        Some(&text[start..=start + last])
    })
}

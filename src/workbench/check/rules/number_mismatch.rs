//! # What it does
//!
//! Finds numbers that the source text and the translation say differently. Each language separates thousands and
//! fractions as CLDR says, and writes its own digits: 2,000 is 2.000 in German, 2 000 in French and २,०००
//! in Hindi.
//!
//! Where only one of the two has a number that the other lacks, and the other has none in its place, what is found is
//! what can hardly be said in words. In both directions, a number up to twelve may be written as a word, in the 80
//! languages of whose words CLDR knows; in the others it may be missing. So may 1 and 2 (“per day”, “both”), the 0, 12
//! and 24 of a source text (“without any”), a hundred, a thousand and a million, places in a row (`15th`), and what a
//! translation says of tens where the source text says “two decades” or “hexadecimal”. Days may be said in weeks, months
//! or years, months in years, hours in days, minutes in quarters of an hour, and 0:00 and 12:00 in words; 八折 is 20 % off. The number that a variant is for may stand in it
//! or not: `[one] 1 card`, `[one] A card`.
//!
//! # Why it matters
//!
//! A limit that is 1 in one language and 10 in another is wrong in one of them.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 实例仅支持每秒1次心跳
//! code-1 = An instance may send 10 heartbeats per second
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = An instance may send 1 heartbeat per second
//! ```

use crate::locale::PluralKind;
use crate::workbench::check::entry::{CheckedEntry, EntryPair};
use crate::workbench::check::language::Language;
use crate::workbench::check::numbers::{Difference, difference};
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "number-mismatch",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("number_mismatch.rs")),
    check: Check::Pair(check),
};

fn check(pair: &EntryPair<'_>, reporter: &mut Reporter<'_>) {
    let EntryPair { source, translation, .. } = pair;
    let Difference { mut lost, mut added } = difference(pair);
    if lost.is_empty() && added.is_empty() {
        return;
    }
    lost.retain(|number| {
        let is_next = |(other, slice): &(String, &str)| is_next(*translation, number, other, slice);
        let next = added.iter().position(is_next);
        next.map(|at| added.swap_remove(at)).is_none()
            && !is_in_other_unit(*source, number, &added)
            && !is_discount(*translation, number)
    });
    // A number in place of another is no word.
    let is_changed = !lost.is_empty() && !added.is_empty();
    for number in lost.iter().filter(|number| is_changed || is_missed(number)) {
        if is_spelled(*translation, number) {
            continue;
        }
        let message = format!("the source text says {number}, the translation does not");
        reporter.add(translation.place(), message, format!("write {number} where it belongs"));
    }
    for (number, slice) in added.iter().filter(|(number, _)| is_changed || is_odd(number)) {
        if is_spelled(*source, number) {
            continue;
        }
        let message = format!("the source text does not say {number}");
        let help = "write the number of the source text";
        reporter.add(translation.file.at(slice), message, help);
    }
}

/// Whether a translation says from the next number on what the source says from above a number: “greater than 0” and
/// 1 以上.
fn is_next(entry: CheckedEntry<'_>, number: &str, next: &str, slice: &str) -> bool {
    let value = |number: &str| number.parse::<u64>().ok();
    let is_one_more = value(number).and_then(|it| it.checked_add(1)) == value(next);
    let mut found = false;
    entry.each_text(&mut |text| {
        found |= text
            .match_indices(slice)
            .any(|(at, _)| text[at + slice.len()..].trim_start().starts_with("以上"));
    });
    is_one_more && found
}

/// The words of a unit, in the languages that source texts are mostly written in, and how many of it are one of a
/// larger unit.
type Unit = (&'static str, &'static [u64]);

const UNITS: [Unit; 4] = [
    ("minute minutes min minuten minutos minuti минут 分 分钟 分鐘", &[60]),
    ("hour hours stunden heures horas ore час часа часов 小时 小時 時間", &[24]),
    (
        "day days tag tage tagen jour jours día días dia dias giorni день дня дней 天 日",
        &[7, 30, 31, 365],
    ),
    (
        "month months monat monate monaten mois mes meses mês mesi месяц месяца месяцев 个月 個月 か月",
        &[12],
    ),
];

/// Whether a source text counts minutes, hours, days or months that are quarters, halves or whole ones of a larger unit
/// elsewhere. What the translation says in their place is how many.
fn is_in_other_unit(entry: CheckedEntry<'_>, number: &str, added: &[(String, &str)]) -> bool {
    let Some(value) = number.parse::<u64>().ok().filter(|value| *value > 5) else { return false };
    UNITS.iter().any(|(units, sizes)| {
        let is_whole = |size: u64| value.is_multiple_of(size);
        let is_part =
            |size: &u64| is_whole(*size) || *size > 7 && (value * 4).is_multiple_of(*size);
        let is_said = |(other, _): &(String, &str)| {
            sizes.iter().any(|size| is_whole(*size) && *other == (value / size).to_string())
        };
        sizes.iter().any(is_part) && added.iter().all(is_said) && counts(entry, number, units)
    })
}

/// Whether a text counts a unit of these words.
fn counts(entry: CheckedEntry<'_>, number: &str, words: &str) -> bool {
    let mut found = false;
    entry.each_text(&mut |text| {
        found |= text.match_indices(number).any(|(at, _)| {
            let after = text[at + number.len()..].trim_start_matches([' ', '-', '\u{A0}']);
            let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
            let word = after[..end].to_lowercase();
            // Chinese goes on without a space.
            let is_unit = |unit: &str| unit == word || unit >= "\u{3000}" && word.starts_with(unit);
            words.split_whitespace().any(is_unit)
        });
    });
    found
}

const HAN_DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Whether a Chinese text says in words what is paid, in tenths, where others say how many percent are taken off: 八折
/// is 20 % off, 八五折 15.
fn is_discount(entry: CheckedEntry<'_>, number: &str) -> bool {
    let Some(off) = number.parse::<u32>().ok().filter(|off| (1..100).contains(off)) else {
        return false;
    };
    if !entry.file.language.is("zh") {
        return false;
    }
    let of_digits = |text: &str| {
        let mut tail = text.chars().rev().map_while(|c| HAN_DIGITS.iter().position(|it| *it == c));
        let last = tail.next().map(|digit| digit as u32 + 1)?;
        Some(tail.next().map_or(last * 10, |first| (first as u32 + 1) * 10 + last))
    };
    let mut found = false;
    entry.each_text(&mut |text| {
        found |= text
            .match_indices('折')
            .any(|(at, _)| of_digits(&text[..at]).is_some_and(|paid| paid + off == 100));
    });
    found
}

/// Whether a number of the source is one that a translation has no other way to say.
fn is_missed(number: &str) -> bool {
    match number.parse::<u64>() {
        // A year in months, a day in hours, the fifties.
        Ok(0..=2 | 12 | 24) => false,
        Ok(1900..=2090) => !number.ends_with('0'),
        Ok(value) => value < 100 || !is_power(number),
        Err(_) => true,
    }
}

/// Whether a number of a translation is one that a source text has no other way to say, be it a decade.
fn is_odd(number: &str) -> bool {
    match number.parse::<u64>() {
        Ok(1 | 2 | 13..100) => false,
        Ok(1900..=2090) => !number.ends_with('0'),
        Ok(value) => value < 100 || !is_power(number),
        Err(_) => true,
    }
}

/// Whether a number is a hundred, a thousand, a million or the like.
fn is_power(number: &str) -> bool {
    number.strip_prefix('1').is_some_and(|zeros| zeros.bytes().all(|digit| digit == b'0'))
}

/// What else stands for small numbers, by language: words that CLDR does not count with.
const OTHER_WORDS: [(&str, u8, &[&str]); 17] = [
    ("en", 0, &["no", "none"]),
    ("en", 0, &["zeros", "zeroes"]),
    ("en", 1, &["once", "a", "an", "single"]),
    ("en", 2, &["twice", "both", "double", "pair", "binary"]),
    ("en", 3, &["triple"]),
    ("en", 8, &["octal"]),
    ("en", 10, &["decade", "decades", "decimal"]),
    ("en", 12, &["dozen"]),
    ("de", 0, &["kein"]),
    ("fr", 0, &["aucun", "aucune"]),
    ("es", 0, &["ningún", "ninguna", "ninguno"]),
    ("it", 0, &["nessun", "nessuna", "nessuno"]),
    ("pt", 0, &["nenhum", "nenhuma"]),
    ("zh", 1, &["单", "單"]),
    ("zh", 2, &["双", "雙", "兩"]),
    ("ja", 1, &["ひと", "単"]),
    ("ja", 2, &["ふた", "両"]),
];

/// Whether an entry says a number up to twelve as a word, or a round one. In a language whose words are not known, it may.
fn is_spelled(entry: CheckedEntry<'_>, number: &str) -> bool {
    let language = entry.file.language;
    if is_round_in_words(entry, number) {
        return true;
    }
    let Some(value) = number.parse::<u8>().ok().filter(|value| *value <= 12) else { return false };
    // A dual says so by itself.
    if value == 2 && language.categories(PluralKind::Cardinal).needed().any(|name| name == "two") {
        return true;
    }
    let words = language.number_words().get(usize::from(value)).filter(|words| **words != "-");
    let Some(words) = words else { return true };
    let others = OTHER_WORDS.iter().filter(|(tag, of, _)| *of == value && language.is(tag));
    let words: Vec<&str> = words
        .split_whitespace()
        .chain(others.flat_map(|(.., words)| words.iter().copied()))
        .collect();
    let mut found = false;
    entry.each_text(&mut |text| {
        if !found {
            // CLDR writes Russian words without the dots.
            let text = text.to_lowercase().replace('ё', "е").replace('\u{200B}', "");
            found = words.iter().any(|word| has_word(&text, word, language));
        }
    });
    found
}

/// Whether an entry says in words tens, hundreds or thousands whose words are made of those of their ones: 五百, and
/// “خمسين” of “خمسة”.
fn is_round_in_words(entry: CheckedEntry<'_>, number: &str) -> bool {
    let digits = number.trim_end_matches('0');
    let (zeros, language) = (number.len() - digits.len(), entry.file.language);
    let Some(one) = digits.parse::<usize>().ok().filter(|one| zeros > 0 && (1..=9).contains(one))
    else {
        return false;
    };
    let mut found = false;
    if language.is_full_width() {
        let units = ['十', '百', '千', '万', '萬'];
        let unit = |c: char| units.iter().position(|it| *it == c).map(|at| at.min(3) + 1);
        entry.each_text(&mut |text| {
            found |= text.match_indices(HAN_DIGITS[one - 1]).any(|(at, digit)| {
                text[at + digit.len()..].chars().next().and_then(unit) == Some(zeros)
            });
        });
    } else if language.is("ar") && zeros == 1 {
        let words = language.number_words().get(one).copied().unwrap_or("-");
        entry.each_text(&mut |text| {
            let mut words = words.split_whitespace().filter(|word| *word != "-");
            found |= words.any(|word| has_word(text, word, language));
        });
    }
    found
}

/// How many letters a language may add to a word that CLDR has: “iki”, “ikisi”.
const ENDING: usize = 4;

/// Whether a text has a word, in a form of the language.
fn has_word(text: &str, word: &str, language: &Language) -> bool {
    // Arabic drops this letter beside feminine nouns, Georgian this vowel before other endings.
    let word = word.trim_end_matches(['ة', 'ი']);
    // So do Slavic languages: “čtyři”, “čtyř”.
    let stem = word.trim_end_matches(['i', 'y', 'e', 'и', 'ы', 'е', 'ь']);
    let word = if stem.chars().count() > 2 && !language.is("en") { stem } else { word };
    text.match_indices(word).any(|(at, _)| {
        // Where words are not spaced, or begin with their prepositions, it may stand anywhere.
        if language.is_full_width() || language.breaks_words() || language.is_right_to_left() {
            return true;
        }
        let is_start = !text[..at].ends_with(char::is_alphanumeric);
        let after = text[at + word.len()..].chars().take_while(|c| c.is_alphanumeric()).count();
        // English has no endings, and “tenant” is not ten.
        is_start && after <= if language.is("en") { 0 } else { ENDING }
    })
}

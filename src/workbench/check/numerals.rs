//! [`Number`]: what digits in a text may say, as its language writes them (UTS #35, part 3, "Number Symbols").
//!
//! `2.000` is two thousand in German and two in English, and people write one for the other. So a number has
//! readings, the likeliest first, and two texts agree if there are readings with which they do.

use rustc_hash::FxHashSet;

use super::multiplier::{kibi, multiplier, times};
use super::worded::{discount, is_month, is_named, is_of_word};
use crate::locale::{Separators, digit};

/// Digits with what separates them, and what they may say.
#[derive(Debug)]
pub(super) struct Number<'a> {
    /// How it stands in the text.
    pub(super) slice: &'a str,
    /// The values, in ASCII digits with a point before the fraction; of a list or a date, several.
    pub(super) readings: Vec<Vec<String>>,
}

impl Number<'_> {
    /// The first reading of which every value is among these, or else the likeliest.
    pub(super) fn agreeing(&self, values: &FxHashSet<&str>) -> &[String] {
        let agrees =
            |reading: &&Vec<String>| reading.iter().all(|value| values.contains(value.as_str()));
        self.readings.iter().find(agrees).or(self.readings.first()).map_or(&[], Vec::as_slice)
    }
}

/// Adds the numbers of a text in their order.
pub(super) fn of_text<'a>(text: &'a str, separators: Separators, found: &mut Vec<Number<'a>>) {
    let mut rest = text;
    while let Some(start) = rest.find(|c| digit(c).is_some()) {
        let (parts, signs, length) = split(&rest[start..], separators);
        let slice = &rest[start..start + length];
        let before = &text[..text.len() - rest.len() + start];
        rest = &rest[start + length..];
        if is_of_word(before, slice, rest) {
            continue;
        }
        let mut readings = read(&parts, &signs, separators);
        // `sha{224,256}sum` are two.
        if before.ends_with('{') && rest.starts_with('}') && signs.iter().all(|it| *it == ',') {
            readings.insert(0, parts.clone());
        }
        if let (Some(zeros), Some([number])) =
            (multiplier(rest), readings.first().map(|it| &it[..]))
        {
            let multiplied = times(number, zeros);
            readings.extend([vec![multiplied], Vec::new()]);
        }
        if let Some(kibi) = kibi(slice, rest) {
            readings.push(vec![kibi]);
        }
        if let Some(discount) = discount(slice, rest) {
            readings = vec![vec![discount], Vec::new()];
        }
        // Others have a word for it.
        if is_month(before, slice, rest) || is_named(before, slice, rest) {
            readings.push(Vec::new());
        }
        found.push(Number { slice, readings });
    }
}

/// The groups of digits that a text begins with, in ASCII, what stands between them, and their length together.
fn split(text: &str, separators: Separators) -> (Vec<String>, Vec<char>, usize) {
    let (mut parts, mut signs, mut end) = (vec![String::new()], Vec::new(), 0);
    let value = |c: char| digit(c).and_then(|value| char::from_digit(value.into(), 10));
    let mut characters = text.char_indices();
    while let Some((at, mut character)) = characters.next() {
        if let Some(entity) = SPACES.iter().find(|entity| text[at..].starts_with(**entity)) {
            character = SPACE;
            characters.by_ref().take(entity.len() - 1).for_each(drop);
        }
        if let (Some(value), Some(part)) = (value(character), parts.last_mut()) {
            part.push(value);
        } else {
            let sign = sign(character, separators);
            let digits = characters.clone().take_while(|(_, c)| digit(*c).is_some()).count();
            // A space or an apostrophe separates much else.
            let is_group = digits == 3 && parts.last().is_some_and(|part| part.len() <= 3);
            match sign {
                // So does a comma as wide as a character, and it is not a decimal one.
                Some(sign)
                    if is_group
                        || digits > 0
                            && !matches!(sign, SPACE | ' ' | '\'')
                            && character != '，' =>
                {
                    signs.push(sign);
                    parts.push(String::new());
                }
                _ => break,
            }
        }
        end = text.len() - characters.as_str().len();
    }
    (parts, signs, end)
}

/// What stands for a space of any width.
const SPACE: char = '\u{A0}';

/// Narrow spaces and the like as HTML writes them.
const SPACES: [&str; 4] = ["&nbsp;", "&thinsp;", "&#160;", "&#8239;"];

/// What a character may separate digits as: `,` `.` `'` or a space, and `٫` and `٬`, which mean the same everywhere.
/// A plain space where a language has another separator most likely stands between two numbers.
fn sign(character: char, separators: Separators) -> Option<char> {
    Some(match character {
        ',' | '.' | '\'' | '٫' | '٬' => character,
        '，' => ',',
        '．' => '.',
        '’' => '\'',
        '\u{A0}' | '\u{2009}' | '\u{202F}' => SPACE,
        ' ' if separators.group == SPACE => SPACE,
        ' ' => ' ',
        _ => return None,
    })
}

/// What groups of digits may say.
fn read(parts: &[String], signs: &[char], separators: Separators) -> Vec<Vec<String>> {
    const PLAIN: Separators = Separators { decimal: '.', group: ',' };
    if let Some(at) = signs.iter().position(|sign| *sign == ' ') {
        let (first, rest) = parts.split_at(at + 1);
        let mut both = read(first, &signs[..at], separators).swap_remove(0);
        both.extend(read(rest, &signs[at + 1..], separators).swap_remove(0));
        return [Some(both), grouped(parts, signs).map(|it| vec![it])]
            .into_iter()
            .flatten()
            .collect();
    }
    let number = number(parts, signs, separators);
    let plain = self::number(parts, signs, PLAIN).filter(|plain| number.as_ref() != Some(plain));
    let unpadded = |part: &String| match part.trim_start_matches('0') {
        "" => part.clone(),
        digits => digits.to_owned(),
    };
    if let Some(number) = number {
        // `02` is 2, where nothing separates the digits.
        let short = Some(unpadded(&number)).filter(|short| signs.is_empty() && *short != number);
        // `2.0` is 2.
        let whole =
            number.split_once('.').filter(|(_, fraction)| fraction.bytes().all(|c| c == b'0'));
        let whole = whole.map(|(whole, _)| whole.to_owned());
        // People write `2.000` for 2,000 also where a point is a decimal one.
        let grouped =
            grouped(parts, signs).filter(|it| *it != number && plain.as_ref() != Some(it));
        let readings = [Some(number), plain, short, whole, grouped];
        return readings.into_iter().flatten().map(|it| vec![it]).collect();
    }
    // A version, an address, a date, a list.
    let raw: String = parts[0].clone()
        + &signs
            .iter()
            .zip(&parts[1..])
            .map(|(sign, part)| format!("{sign}{part}"))
            .collect::<String>();
    let is_dotted = signs.len() > 1 && signs.iter().all(|sign| *sign == '.');
    let is_list = !is_dotted || parts.iter().any(|part| part.len() == 4);
    let list: Option<Vec<String>> = is_list.then(|| parts.iter().map(unpadded).collect());
    // The month of a date may have a name elsewhere.
    let date = list.as_ref().filter(|list| is_dotted && list.len() == 3);
    let date = date.map(|list| vec![list[0].clone(), list[2].clone()]);
    let list = list.into_iter().chain(date);
    if signs.iter().all(|sign| *sign == ',') {
        return plain.map(|number| vec![number]).into_iter().chain(list).collect();
    }
    let readings = [plain, Some(raw)].into_iter().flatten().map(|number| vec![number]).chain(list);
    readings.chain(grouped(parts, signs).map(|number| vec![number])).collect()
}

/// The value of digits that one sign groups by three, though it is not that of the language: `1.000.000`.
fn grouped(parts: &[String], signs: &[char]) -> Option<String> {
    let is_one = signs.iter().all(|sign| *sign == signs[0]);
    let (first, rest) = parts.split_first()?;
    let is_grouped = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && !rest.is_empty()
        && rest.iter().all(|part| part.len() == 3);
    (is_one && is_grouped).then(|| parts.concat())
}

/// The value of digits, if they are grouped and separated as a number is.
fn number(parts: &[String], signs: &[char], separators: Separators) -> Option<String> {
    let is_decimal = |sign: &char| *sign == separators.decimal || *sign == '٫';
    let is_group = |sign: &char| *sign == separators.group || matches!(*sign, SPACE | '\'' | '٬');
    let (signs, integer, fraction) = match signs.split_last() {
        Some((last, signs)) if is_decimal(last) => {
            let (fraction, integer) = parts.split_last()?;
            (signs, integer, Some(fraction))
        }
        _ => (signs, parts, None),
    };
    if !signs.iter().all(is_group) {
        return None;
    }
    if let [first, between @ .., last] = integer {
        // India groups by two, but for the last three.
        let is_even = |size: usize| between.iter().all(|group| group.len() == size);
        if first.len() > 3 || last.len() != 3 || !(is_even(3) || is_even(2)) {
            return None;
        }
    }
    let mut number = integer.concat();
    if let Some(fraction) = fraction {
        number = format!("{number}.{fraction}");
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The readings of each number of a text, those of one between `|`.
    fn readings(text: &str, locale: &str) -> Vec<String> {
        let separators = crate::locale::separators(&locale.parse().unwrap());
        let mut found = Vec::new();
        of_text(text, separators, &mut found);
        let one = |number: &Number<'_>| {
            number.readings.iter().map(|values| values.join(" ")).collect::<Vec<_>>().join("|")
        };
        found.iter().map(one).collect()
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (locale, text, expected) in [
            ("zh-CN", "每秒1次", &["1"][..]),
            ("en", "from 1 to 65,535.", &["1", "65535"]),
            ("en", "1,2,3", &["1 2 3"]),
            ("en", "１２ of 2.50", &["12", "2.50"]),
            ("en", "none", &[]),
            ("de", "2.000, 2,5 und 1.000.000", &["2000|2.000", "2.5", "1000000"]),
            ("fr", "2\u{202F}000 ou 1 000 000", &["2000", "1000000"]),
            ("de-CH", "2’000.50", &["2000.50"]),
            ("hi", "२,००० और 1,00,000", &["2000", "100000"]),
            ("fa", "۲٫۵ و ۲٬۰۰۰", &["2.5", "2000"]),
            ("en", "2 000", &["2 000|2000"]),
            ("en", "at 5 100.5 and 7 120", &["5 100.5", "7 120|7120"]),
            ("pt-PT", "100.985.047", &["100.985.047|100985047"]),
            ("hsb", "100&thinsp;985 a 2&nbsp;GB", &["100985", "2"]),
            ("fa", "Anki 2.0", &["2.0|2"]),
            ("vi", "Thứ 2", &["2|"]),
            ("es-MX", "2.000", &["2.000|2|2000"]),
            ("my", "ဘ၀၏ ၁၀", &["0|", "10"]),
            ("en", "15th, 2000s, 24/7", &["15|", "2000|", "24|", "7|"]),
            ("en", "2. See https://a.com/2014/x", &["2|", "2014|"]),
            ("pl", "Zasada 02", &["02|2"]),
            ("en", "version 1.2.3 at 127.0.0.1", &["1.2.3", "127.0.0.1"]),
            ("de", "am 15.01.2024", &["15.01.2024|15 1 2024|15 2024"]),
            ("en", "2024-05-03", &["2024", "05|5|", "03|3"]),
            ("zh-TW", "1.10.2，2024", &["1.10.2", "2024"]),
            ("ja", "10万回", &["10|100000|"]),
            ("en", "l10n, &#233; in 1K", &["1|1024"]),
            ("en", "POP3, SHA-256, 10^3", &["3|", "256", "10", "3|"]),
            ("ja", "正午 0 時", &["0|"]),
            ("vi", "Th3", &["3|"]),
            ("en", "1.5 million", &["1.5|1500000|"]),
            ("en", "sha{224,256}sum {1,024}", &["224 256|224256", "1 024|1024"]),
            ("zh-CN", "8折 8.5折 85折", &["20|", "15|", "15|"]),
            ("da", "0:00 12:00 12:05", &["0|", "00|", "12|", "00|", "12", "05|5"]),
            ("en", "2x the speed, 1024x768, 12x", &["2|", "1024", "768", "12|"]),
        ] {
            assert_eq!(readings(text, locale), expected, "{text}");
        }
    }
}

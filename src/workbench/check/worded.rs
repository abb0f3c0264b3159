//! Digits for which another language may have a word, or that say no number.

use crate::locale::digit;

/// Whether digits are not a number but of a word: `l10n`, or of a character as HTML writes it, `&#233;`.
pub(super) fn is_of_word(before: &str, digits: &str, after: &str) -> bool {
    let letters = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let is_numeronym = (1..=2).contains(&digits.len())
        && last_word(before).len() == 1
        && letters == 1
        && after.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_reference = before.ends_with("&#") && after.starts_with(';');
    is_numeronym || is_reference
}

/// The letters and digits at the end of a text.
fn last_word(text: &str) -> &str {
    let rest = text.trim_end_matches(char::is_alphanumeric);
    &text[rest.len()..]
}

/// How many percent are taken off where a Chinese text says what is paid, in tenths: `8折`, `8.5折`, `85折`.
pub(super) fn discount(digits: &str, after: &str) -> Option<String> {
    if !after.trim_start().starts_with('折') {
        return None;
    }
    let digits: String = digits.chars().filter(|c| *c != '.').collect();
    let paid: u32 = digits.parse().ok()?;
    let paid = if digits.len() == 1 { paid * 10 } else { paid };
    (1..100).contains(&paid).then(|| (100 - paid).to_string())
}

/// Whether digits are of midnight or noon, for which others have words: `0:00`, `12:00`.
fn is_noon(before: &str, digits: &str, after: &str) -> bool {
    let goes_on = |text: &str| text.starts_with(|c| digit(c).is_some());
    let is_hour = matches!(digits, "0" | "00" | "12" | "24")
        && after
            .strip_prefix(':')
            .and_then(|it| it.strip_prefix("00"))
            .is_some_and(|it| !goes_on(it));
    // `0 時`, and `0 分` of an hour.
    let unit = after.trim_start();
    let is_counted = matches!(digits, "0" | "00" | "12" | "24")
        && unit.starts_with(['時', '时', '點', '点', '시'])
        || digits == "0" && unit.starts_with(['分', '분']);
    let hour = before.strip_suffix(':').unwrap_or_default();
    let start = hour.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_minute = digits == "00" && matches!(&hour[start..], "0" | "00" | "12" | "24");
    is_hour || is_counted || is_minute
}

/// Whether digits may be the month of a date: `5月`, `2024-05-03`, `3/5/2024`.
pub(super) fn is_month(before: &str, digits: &str, after: &str) -> bool {
    const SIGNS: [char; 2] = ['-', '/'];
    let is_year = |text: &str| text.chars().take_while(|c| digit(*c).is_some()).count() == 4;
    let follows_year = before.strip_suffix(SIGNS).is_some_and(|before| {
        before.chars().rev().take_while(|c| digit(*c).is_some()).count() == 4
    });
    let precedes_year = after.strip_prefix(SIGNS).is_some_and(|after| {
        let rest = after.trim_start_matches(|c| digit(c).is_some());
        is_year(after) || rest.strip_prefix(SIGNS).is_some_and(is_year)
    });
    digits.chars().count() <= 2
        && (follows_year || precedes_year || after.trim_start().starts_with(['月', '월']))
}

/// Whether others have a word for what digits say with what stands beside them: how many times, `2x the speed`; a
/// place in a row, `15th`; some years, `2000s`; a day and a week, `24/7`; the first lines of a list, `2. Install it`.
pub(super) fn is_named(before: &str, digits: &str, after: &str) -> bool {
    const ENDINGS: [&str; 10] = ["x", "×", "х", "s", "st", "nd", "rd", "th", "º", "ª"];
    let ending = after.trim_start_matches(['\'', '’', '-', '\u{2011}']);
    let end = ending.find(|c: char| !c.is_alphabetic() && c != '×').unwrap_or(ending.len());
    let (ending, next) = ending.split_at(end);
    let is_ending = ENDINGS.contains(&ending) && !next.starts_with(|c| digit(c).is_some());
    // In Burmese, these are written for letters.
    let is_burmese = |c| matches!(c, '\u{1000}'..='\u{103F}' | '\u{104A}'..='\u{104F}');
    let is_letter = matches!(digits, "၀" | "၄")
        && (before.ends_with(is_burmese) || after.starts_with(is_burmese));
    // Vietnamese counts the days of a week and the months.
    let is_counted = last_word(before) == "Th"
        || ["thứ", "tháng"].iter().any(|word| before.trim_end().to_lowercase().ends_with(word));
    // That of a name is the name's, `POP3`, `CC0`.
    let is_of_name = last_word(before).len() > 1
        && last_word(before).bytes().all(|byte| byte.is_ascii_uppercase());
    // Others write 1000³.
    let is_exponent = before.ends_with('^');
    let is_in_address =
        before.rsplit([' ', '"', '\n']).next().is_some_and(|word| word.contains("://"));
    let is_item = before.trim().is_empty() && after.starts_with(['.', ')', '．', '、']);
    let is_always =
        digits == "24" && after.starts_with("/7") || digits == "7" && before.ends_with("24/");
    is_ending
        || is_letter
        || is_item && digits.chars().count() == 1
        || is_always
        || is_counted
        || is_of_name
        || is_exponent
        || is_in_address
        || is_noon(before, digits, after)
}

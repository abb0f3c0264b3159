//! What makes a number of a text many times as large: `1万`, `2 million`.

/// How many zeros what follows a number stands for: `1万`, `2 million`.
pub(super) fn multiplier(after: &str) -> Option<usize> {
    const WORDS: [(&str, usize); 58] = [
        ("千", 3),
        ("万", 4),
        ("萬", 4),
        ("億", 8),
        ("亿", 8),
        ("兆", 12),
        ("百万", 6),
        ("천", 3),
        ("만", 4),
        ("억", 8),
        ("thousand", 3),
        ("tausend", 3),
        ("tusen", 3),
        ("duizend", 3),
        ("тыс", 3),
        ("тис", 3),
        ("хил", 3),
        ("tis", 3),
        ("tys", 3),
        ("ezer", 3),
        ("tuhat", 3),
        ("tūkst", 3),
        ("mijë", 3),
        ("bin", 3),
        ("ribu", 3),
        ("nghìn", 3),
        ("ngàn", 3),
        ("χιλ", 3),
        ("ألف", 3),
        ("هزار", 3),
        ("हज़ार", 3),
        ("พัน", 3),
        ("lakh", 5),
        ("लाख", 5),
        ("লাখ", 5),
        ("crore", 7),
        ("करोड़", 7),
        ("milliar", 9),
        ("miliar", 9),
        ("миллиард", 9),
        ("мільярд", 9),
        ("млрд", 9),
        ("billion", 9),
        ("mill", 6),
        ("milh", 6),
        ("mili", 6),
        ("milj", 6),
        ("milyon", 6),
        ("миллион", 6),
        ("мільйон", 6),
        ("млн", 6),
        ("εκατ", 6),
        ("triệu", 6),
        ("juta", 6),
        ("مليون", 6),
        ("میلیون", 6),
        ("ล้าน", 6),
        ("mil", 3),
    ];
    let after = after.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
    let begins =
        |word: &str| after.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    WORDS.into_iter().find_map(|(word, zeros)| begins(word).then_some(zeros))
}

/// What `1K` says where it counts by 1024.
pub(super) fn kibi(digits: &str, after: &str) -> Option<String> {
    let unit = after.strip_prefix(['K', 'k'])?;
    let is_unit = !unit.starts_with(|c: char| c.is_alphanumeric() && c != 'B');
    let number: u64 = digits.parse().ok().filter(|_| is_unit)?;
    Some(number.checked_mul(1024)?.to_string())
}

/// A number with its point so many digits further on.
pub(super) fn times(number: &str, zeros: usize) -> String {
    let (integer, fraction) = number.split_once('.').unwrap_or((number, ""));
    let moved: String = fraction.chars().chain(std::iter::repeat('0')).take(zeros).collect();
    match fraction.get(zeros..).filter(|rest| !rest.is_empty()) {
        Some(rest) => format!("{integer}{moved}.{rest}"),
        None => format!("{integer}{moved}"),
    }
}

//! Placeholders and escapes of other systems, as they are shown where Fluent does not know them: `%s`,
//! `{0}`, `$name`, `\n`, `<0>`.
//!
//! What looks like one and is read as text stays text: percentages and prices, times and addresses, paths,
//! and everything in backticks.

use std::ops::Range;

/// What something was where it came from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// The place of a value.
    Variable,
    /// A character that is written in another way.
    Escape,
    /// The place of an element, or a program.
    Tag,
}

/// What stands for a placeable in a text that is searched.
pub(super) const PLACEABLE: char = '\u{FFFC}';

/// The names of Laravel's placeholders that stand in its own texts, and the like.
const COLON_NAMES: [&str; 22] = [
    "attribute",
    "amount",
    "count",
    "date",
    "email",
    "field",
    "format",
    "input",
    "index",
    "key",
    "max",
    "min",
    "name",
    "number",
    "other",
    "position",
    "seconds",
    "size",
    "type",
    "user",
    "value",
    "values",
];

/// Every placeholder of a text, in its order. `is_variable` says whether a name is one of the message's
/// variables.
pub(super) fn placeholders<'t>(
    text: &'t str,
    is_variable: impl Fn(&str) -> bool + 't,
) -> impl Iterator<Item = (Range<usize>, Kind)> + 't {
    let mut at = 0;
    let mut is_code = false;
    std::iter::from_fn(move || {
        while let Some(byte) = text.as_bytes().get(at) {
            let start = at;
            at += 1;
            if *byte == b'`' {
                is_code = !is_code;
            }
            if is_code || !b"%$\\<:{".contains(byte) {
                continue;
            }
            if text[start..].starts_with("%%") {
                at += 1;
                continue;
            }
            let (before, rest) = text.split_at(start);
            let found = match byte {
                b'%' => percent(before, rest).map(|length| (length, Kind::Variable)),
                b'$' => dollar(before, rest).map(|length| (length, Kind::Variable)),
                b'\\' => escape(before, rest).map(|length| (length, Kind::Escape)),
                b'<' => tag(rest).map(|length| (length, Kind::Tag)),
                b':' => colon(before, rest, &is_variable).map(|length| (length, Kind::Variable)),
                _ => braces(before, rest).map(|length| (length, Kind::Variable)),
            };
            if let Some((length, kind)) = found {
                at = start + length;
                let is_braced = *byte == b'{' && before.ends_with(['$', '#', '%']);
                return Some((start - usize::from(is_braced)..at, kind));
            }
        }
        None
    })
}

/// How many characters at the start of a text are of a sort.
fn run(text: &str, is_part: impl Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|byte| is_part(*byte)).count()
}

/// The length of a name at the start of a text.
fn name(text: &str) -> usize {
    let begins = text.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
    if begins { run(text, |byte| byte.is_ascii_alphanumeric() || byte == b'_') } else { 0 }
}

/// `%s`, `%1$d`, `%-.192s`, `%@`, Python's `%(name)s`, Ruby's `%<name>s`, Symfony's `%name%`.
fn percent(before: &str, text: &str) -> Option<usize> {
    let inner = &text[1..];
    for (open, close) in [('(', ')'), ('<', '>')] {
        if let Some(named) = inner.strip_prefix(open) {
            let length = name(named);
            let is_named = length > 0 && named[length..].starts_with(close);
            let end = 1 + 1 + length + 1;
            return conversion(text.get(end..).filter(|_| is_named)?).map(|length| end + length);
        }
    }
    // "50 %", also after a placeable: the percent sign of a number.
    let number = before.trim_end();
    let is_of_number = number.ends_with(|c: char| c.is_numeric() || c == PLACEABLE);
    let length = name(inner);
    if length > 0 && inner[length..].starts_with('%') && !is_of_number {
        return Some(length + 2);
    }
    let digits = run(inner, |byte| byte.is_ascii_digit());
    if digits > 0 && inner[digits..].starts_with('$') {
        return conversion(&inner[digits + 1..]).map(|length| digits + 2 + length);
    }
    let length = conversion(inner)?;
    let after = &inner[length..];
    // `%2F` stands for a character of an address.
    let is_encoded = run(inner, |byte| byte.is_ascii_hexdigit()) >= 2
        && before.ends_with(|c: char| c.is_ascii_alphanumeric() || "/=&?%._-~".contains(c));
    let is_unit = after.starts_with("s") || after.starts_with("ms");
    // `%uż.` is short for a word; Chinese goes on without a space.
    let is_latin = |c: char| c.is_alphanumeric() && c < '\u{250}';
    let goes_on = after.starts_with(|c: char| is_latin(c) || c == '_')
        && !(is_unit && run(after, |byte| byte.is_ascii_alphanumeric()) <= 2);
    (!is_of_number && !is_encoded && !goes_on).then_some(length + 1)
}

/// The length of what follows the `%` of printf: flags, width, precision, size, and the letter.
fn conversion(text: &str) -> Option<usize> {
    let mut at = run(text, |byte| b"-+0#".contains(&byte));
    at += run(&text[at..], |byte| byte.is_ascii_digit() || byte == b'*');
    if text[at..].starts_with('.') {
        at += 1 + run(&text[at + 1..], |byte| byte.is_ascii_digit() || byte == b'*');
    }
    at += run(&text[at..], |byte| b"hlqLjzt".contains(&byte)).min(2);
    let letter = text.as_bytes().get(at)?;
    b"sdiouxXfFeEgGcpn@".contains(letter).then_some(at + 1)
}

/// `$name`, but for `US$`, `$5`, `$HOME` and what is quoted.
fn dollar(before: &str, text: &str) -> Option<usize> {
    let length = name(&text[1..]);
    let stands_alone = |c: char| !c.is_alphanumeric() && !"$\\'\"“‘«「｛/".contains(c);
    let is_placeholder = length > 0
        && !text[1..].starts_with('_')
        && before.chars().next_back().is_none_or(stands_alone);
    is_placeholder.then_some(length + 1)
}

/// `\n`, `\t`, `\"`, `\u00e9`, but for what is quoted, and what stands in paths.
fn escape(before: &str, text: &str) -> Option<usize> {
    let digits = |count: usize| {
        let digits = text.get(2..2 + count).unwrap_or_default();
        (digits.len() == count && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .then_some(2 + count)
    };
    match text.as_bytes().get(1)? {
        b'u' => digits(4),
        b'U' => digits(8),
        b'x' => digits(2),
        b'n' | b't' | b'r' | b'"' | b'\'' => {
            let is_quoted = before.ends_with(['"', '\'', '“', '‘', '«', '「']);
            // "Write \t between them" speaks of it.
            let is_word = text.starts_with("\\t")
                && !before.ends_with(|c: char| !c.is_whitespace())
                && !text[2..].starts_with(|c: char| !c.is_whitespace());
            (!is_quoted && !is_word && !is_named(before, &text[2..]) && !is_path(before))
                .then_some(2)
        }
        _ => None,
    }
}

/// Whether a text speaks of an escape: it stands alone before a closing bracket, where no line ends, `LF (\n)`, or a
/// list explains it, `- \n new line`.
fn is_named(before: &str, after: &str) -> bool {
    let stands_alone = before.ends_with([' ', '(', '（']) && after.starts_with([')', '）']);
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    let is_item = matches!(line, "-" | "*" | "•") && after.starts_with(' ');
    stands_alone || is_item
}

/// Whether a path or the name of a domain goes on after a text: `C:`, `\\server`, `DOMAIN`.
fn is_path(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || "\"'“„«(（".contains(c)).next();
    word.is_some_and(|word| {
        let is_capital = |c: char| c.is_uppercase() || c.is_ascii_digit() || "-_".contains(c);
        let first = word.split('\\').next().unwrap_or_default();
        let is_domain = first.len() > 1 && first.chars().all(is_capital);
        let has_folder = word.match_indices('\\').any(|(at, _)| escape("", &word[at..]).is_none());
        is_domain || has_folder || first.ends_with([':', '%', '.', '~'])
    })
}

/// `<0>` of a pair, `<0/>`, `<%= name %>`.
fn tag(text: &str) -> Option<usize> {
    if text[1..].starts_with('%') {
        return text.find("%>").map(|end| end + 2);
    }
    let digits = run(&text[1..], |byte| byte.is_ascii_digit());
    let (number, after) = text[1..].split_at(digits);
    if digits == 0 {
        return None;
    }
    if after.starts_with("/>") {
        return Some(digits + 3);
    }
    (after.starts_with('>') && after.contains(&format!("</{number}>"))).then_some(digits + 2)
}

/// `:name`, where the name is known, but for `:smile:` and `/:name`.
fn colon(before: &str, text: &str, is_variable: impl Fn(&str) -> bool) -> Option<usize> {
    let length = name(&text[1..]);
    let found = &text[1..=length];
    let stands_alone = |c: char| c.is_whitespace() || "\"'“„«「(（[".contains(c);
    let goes_on = text[1 + length..].starts_with([':', '-', '/']);
    let is_placeholder = length > 1
        && !goes_on
        && before.chars().next_back().is_none_or(stands_alone)
        && (COLON_NAMES.contains(&found) || is_variable(found));
    is_placeholder.then_some(length + 1)
}

/// `{name}`, `{0,number}`, `{{ name }}`, but for braces that enclose something else, and the parts of an
/// address, `/orders/{id}`.
fn braces(before: &str, text: &str) -> Option<usize> {
    let (inner, close) = match text.strip_prefix("{{") {
        Some(inner) => (inner, "}}"),
        None => (&text[1..], "}"),
    };
    let end = inner.find(close)?;
    let content = if close == "}}" { inner[..end].trim() } else { &inner[..end] };
    let is_part = |c: char| c.is_alphanumeric() || "_.-,|'".contains(c);
    let is_name = content
        .trim_start_matches(['.', '$'])
        .starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && content.split(", ").all(|part| {
            part.contains(is_part) && part.chars().all(|c| is_part(c) || c == ':' && close == "}")
        });
    // `{{Field}}` is what a text says of templates; variables begin with a small letter, and Go's with a point.
    let is_documented = close == "}}"
        && content.starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_ascii());
    let is_environment = before.ends_with('$') && !content.contains(|c: char| c.is_lowercase());
    let length = (text.len() - inner.len()) + end + close.len();
    // `sha{224,256}sum`, `{a,b}` are what a shell makes several words of.
    let is_set = content.split_once(',').is_some_and(|(_, kind)| !is_format(kind));
    // Where the outer braces are not a placeholder, neither are the inner ones.
    let is_in_path = before.ends_with(['/', '{']) || text[length..].starts_with('/');
    (is_name && !is_documented && !is_environment && !is_set && !is_in_path).then_some(length)
}

/// Whether what follows the comma in `{0,number}` says how a value is written: a format of ICU or Java, or the width
/// of .NET, `{0,-10}`.
fn is_format(kind: &str) -> bool {
    const FORMATS: [&str; 9] = [
        "number",
        "date",
        "time",
        "choice",
        "plural",
        "select",
        "selectordinal",
        "spellout",
        "ordinal",
    ];
    let kind = kind.trim_start();
    let name = kind.split([',', ' ', ':']).next().unwrap_or_default();
    let width = name.trim_start_matches('-');
    let is_width = matches!(width.len(), 1 | 2) && width.bytes().all(|byte| byte.is_ascii_digit());
    FORMATS.contains(&name) || is_width && !kind.contains(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let is_variable = |name: &str| name == "attempts";
        placeholders(text, is_variable).map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn placeholders_are_found_as_their_systems_write_them() {
        for (text, expected) in [
            ("File %s not found", vec!["%s"]),
            ("文件%s不存在，共%d个", vec!["%s", "%d"]),
            ("%1$s of %2$d", vec!["%1$s", "%2$d"]),
            ("%-.192s, %.2f, %02d, %ld, %@", vec!["%-.192s", "%.2f", "%02d", "%ld", "%@"]),
            ("after %ds or %dms", vec!["%d", "%d"]),
            ("%(name)s and %<age>d", vec!["%(name)s", "%<age>d"]),
            ("The %attribute% is wrong", vec!["%attribute%"]),
            ("%{name} ${name} #{name}", vec!["%{name}", "${name}", "#{name}"]),
            ("{0} {0,number} {0:N2} {name}", vec!["{0}", "{0,number}", "{0:N2}", "{name}"]),
            ("{{name}} {{ .Name }}", vec!["{{name}}", "{{ .Name }}"]),
            ("Datei $name, ($count)", vec!["$name", "$count"]),
            ("The :attribute is needed. :attempts left", vec![":attribute", ":attempts"]),
            ("Zeile\\neins\\tzwei", vec!["\\n", "\\t"]),
            ("caf\\u00e9 \\\"x\\\", ga\\'man", vec!["\\u00e9", "\\\"", "\\\"", "\\'"]),
            ("Read <0>this</0> or <1/>", vec!["<0>", "<1/>"]),
            ("Hello <%= name %>", vec!["<%= name %>"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn text_that_looks_alike_is_text() {
        for text in [
            "100 % sure, 100% done, 50%-os, 5 %s, 50%s, %50, %5'i, 5%",
            "\u{FFFC}%-os \u{FFFC} %d'avance",
            "a%20b, /path%2Ffile, x%2d, 100%%s",
            "$5, US$, $HOME, A$b, `$name`, '$filter', $.items",
            "at 10:30, http://host:port, :smile:, a:name, /:name, :9090, ::name",
            "C:\\new\\table, \\\\server\\name, DOMAIN\\name, LÉN\\name, %TEMP%\\new, `\\n`, \\d, \\unicode",
            "'\\n', a '\\' or '\\\\'",
            "a < b, <name>, <0> is wrong",
            "</0>",
            "{ and }, {}, {\"code\": 1}, /orders/{id}, ${HOME}, {a b}, {{c1::sample}}",
            "{{Field}}, {{Front Side}}, {{表面}}, {{поле}}",
            "Use \\t for a tab",
            "LF (\\n), 默认为 \\n)",
            "(по умолчанию \\n)",
            "- \\n new line\n  - \\r 回车",
            "sha{224,256,384,512}sum, {a,b}, sum -a{bsd,sysv}",
            "%uż. %iŻyć",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}

//! [`label_in_utf8`]: what a Content-Type says of the charset, once the content is UTF-8.

use std::ops::Range;

use http::HeaderValue;

/// A Content-Type with UTF-8 in the place of the charset that it names; `None` if it names UTF-8 or none.
///
/// The type `application/json` has no such parameter (RFC 8259 §11), but clients believe it.
pub(super) fn label_in_utf8(content_type: &HeaderValue) -> Option<HeaderValue> {
    let text = content_type.to_str().ok()?;
    let mut label = String::new();
    let mut kept = 0;
    for charset in charsets(text).filter(|charset| !is_utf8(&text[charset.clone()])) {
        label += &text[kept..charset.start];
        label += "utf-8";
        kept = charset.end;
    }
    if kept == 0 {
        return None;
    }
    label += &text[kept..];
    HeaderValue::try_from(label).ok()
}

/// Where the values of the parameters `charset` stand (RFC 9110 §5.6.6, §8.3.2), with their quotes.
fn charsets(content_type: &str) -> impl Iterator<Item = Range<usize>> {
    let mut parameters = parameters(content_type);
    // The first part is the type itself.
    parameters.next();
    parameters.filter_map(|parameter| {
        let (name, value) = content_type[parameter.clone()].split_once('=')?;
        let value_start = parameter.end - value.trim_start().len();
        let value_end = parameter.end - (value.len() - value.trim_end().len());
        let is_charset = name.trim().eq_ignore_ascii_case("charset") && value_start < value_end;
        is_charset.then_some(value_start..value_end)
    })
}

/// The parts between semicolons, except semicolons in quoted strings (RFC 9110 §5.6.4).
fn parameters(content_type: &str) -> impl Iterator<Item = Range<usize>> {
    let mut is_quoted = false;
    let mut is_escaped = false;
    let ends = content_type.bytes().enumerate().filter_map(move |(at, byte)| {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_quoted,
            b'"' => is_quoted = !is_quoted,
            _ => {}
        }
        (byte == b';' && !is_quoted).then_some(at)
    });
    ends.chain([content_type.len()]).scan(0, |start, end| {
        let part = *start..end;
        *start = end + 1;
        Some(part)
    })
}

fn is_utf8(value: &str) -> bool {
    let name = value.trim_matches('"').trim();
    name.eq_ignore_ascii_case("utf-8") || name.eq_ignore_ascii_case("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_charset_becomes_utf_8_and_the_rest_stays() {
        for (label, expected) in [
            ("application/json;charset=ISO-8859-1", "application/json;charset=utf-8"),
            (
                "application/json ; Charset = \"GBK\" ; v=1",
                "application/json ; Charset = utf-8 ; v=1",
            ),
            (
                "a/json; v=\"x;charset=y\\\";\"; charset=z",
                "a/json; v=\"x;charset=y\\\";\"; charset=utf-8",
            ),
            ("a/json; charset=utf-8; charset=GBK", "a/json; charset=utf-8; charset=utf-8"),
        ] {
            let found = label_in_utf8(&HeaderValue::from_static(label));
            assert_eq!(found.unwrap(), expected, "{label}");
        }
    }

    #[test]
    fn a_label_of_utf_8_or_of_no_charset_stays() {
        for label in [
            "application/json",
            "application/json;",
            "application/json; charset",
            "application/json; charset=",
            "application/json; charset=UTF-8",
            "application/json; charset=\"utf-8\"",
            "application/json; CHARSET=utf8",
            "application/json; xcharset=GBK",
            "charset=GBK",
        ] {
            assert_eq!(label_in_utf8(&HeaderValue::from_static(label)), None, "{label}");
        }
    }
}

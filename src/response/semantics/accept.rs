//! [`prefers_json`]: whether a request asks for JSON at least as much as for a page (RFC 9110 §12.5.1).

use http::header::{ACCEPT, HeaderMap};

use super::headers::members;

/// What JSON is sent as.
const JSON: &str = "application/json";

/// A client that names this takes the other, too.
const PROBLEM: &str = "application/problem+json";

/// What a page may be sent as.
pub(super) const PAGES: [&str; 3] = ["text/html", "application/xhtml+xml", "text/plain"];

/// Whether the reader of an error prefers JSON to a page. Where both weigh the same, what is named wins over
/// what a range such as `*/*` only includes, so that a browser keeps its page; then JSON does.
pub(super) fn prefers_json(headers: &HeaderMap) -> bool {
    if !headers.contains_key(ACCEPT) {
        return true;
    }
    let problem = Some(wish(headers, PROBLEM)).filter(|wish| wish.closeness == NAMED);
    let json = problem.max(Some(wish(headers, JSON)));
    let page = PAGES.iter().map(|name| wish(headers, name)).max();
    json >= page && json.is_some_and(|json| json.weight > 0)
}

/// How much a type is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Wish {
    /// In thousandths.
    weight: u16,
    /// How closely it is named: [`NAMED`] itself, 2 `application/*`, 1 `*/*`.
    closeness: u8,
}

/// The closeness of a type that is named.
const NAMED: u8 = 3;

/// The wish for a type: that of the range which names it most closely.
fn wish(headers: &HeaderMap, name: &str) -> Wish {
    let kind = name.split('/').next().unwrap_or_default();
    let ranges = members(headers, ACCEPT).filter_map(|member| {
        let mut parts = member.split(';').map(str::trim);
        let range = parts.next().unwrap_or_default();
        let closeness = match range.split_once('/') {
            _ if range.eq_ignore_ascii_case(name) => NAMED,
            Some((of_kind, "*")) if of_kind.eq_ignore_ascii_case(kind) => 2,
            Some(("*", "*")) => 1,
            _ => return None,
        };
        let weight = parts.find_map(|part| {
            let (parameter, value) = part.split_once('=')?;
            parameter.trim().eq_ignore_ascii_case("q").then_some(value)
        });
        Some(Wish { weight: weight.map_or(1000, thousandths), closeness })
    });
    ranges.max_by_key(|wish| wish.closeness).unwrap_or_default()
}

/// A weight (RFC 9110 §12.4.2); one that is not valid counts as 1.
fn thousandths(value: &str) -> u16 {
    match value.trim().parse::<f32>() {
        Ok(weight) if (0.0..=1.0).contains(&weight) => (weight * 1000.0).round() as u16,
        _ => 1000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_keeps_its_page_and_a_program_gets_json() {
        assert!(prefers_json(&HeaderMap::new()));
        for (accept, expected) in [
            ("*/*", true),
            ("application/json", true),
            ("application/problem+json", true),
            ("Application/*", true),
            ("application/json, text/plain, */*", true),
            ("application/json;q=0.9, text/html;q=0.9", true),
            ("text/plain;q=0.5, application/json; Q=0.6", true),
            // Browsers, today's and those of long ago.
            ("text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8", false),
            ("text/html, application/xhtml+xml, */*", false),
            ("text/plain", false),
            ("image/*", false),
            ("application/json;q=0", false),
            ("application/json;q=0, */*", false),
            ("application/problem+json, application/json;q=0.5, text/html;q=0.9", true),
            ("application/json;q=0.1, */*", false),
        ] {
            let headers = HeaderMap::from_iter([(ACCEPT, accept.parse().unwrap())]);
            assert_eq!(prefers_json(&headers), expected, "{accept}");
        }
    }
}

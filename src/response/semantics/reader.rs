//! [`Reader`]: what a request says that its response depends on.

use std::borrow::Cow;

use http::Method;
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, HeaderMap};

use super::list::{has_directive, members};
use crate::response::Localizer;

/// What a request says that its response depends on.
#[derive(Clone, Debug)]
pub(in crate::response) struct Reader {
    /// The languages, written like Accept-Language.
    pub(super) preference: String,
    /// Whether the response has no content (RFC 9110 §9.3.2).
    pub(super) is_head: bool,
    /// Whether the content should arrive as the origin wrote it (RFC 9111 §5.2.1.6).
    pub(super) no_transform: bool,
    /// Whether the content must be coded, which is rare (RFC 9110 §12.5.3).
    pub(super) refuses_identity: bool,
}

impl Reader {
    /// The reader of a request, which has this part behind the `?` of its target.
    pub(in crate::response) fn of(
        method: &Method,
        query: Option<&str>,
        headers: &HeaderMap,
        localizer: &Localizer,
    ) -> Reader {
        let preference = localizer.preference(query, |name| list(headers, name));
        Reader {
            preference: preference.into_owned(),
            is_head: method == Method::HEAD,
            no_transform: has_directive(headers, CACHE_CONTROL, "no-transform"),
            refuses_identity: refuses_identity(headers),
        }
    }
}

/// Whether `identity`, or without that `*`, has the weight 0 (RFC 9110 §12.5.3).
fn refuses_identity(headers: &HeaderMap) -> bool {
    let parameter_of = |name: &str| {
        let codings = members(headers, ACCEPT_ENCODING);
        let mut codings = codings.map(|member| member.split_once(';').unwrap_or((member, "")));
        codings.find(|(coding, _)| coding.trim().eq_ignore_ascii_case(name))
    };
    let (_, weight) = parameter_of("identity").or_else(|| parameter_of("*")).unwrap_or_default();
    weight.split_once('=').is_some_and(|(_, value)| value.trim().parse() == Ok(0.0))
}

/// The lines of a header as one list (RFC 9110 §5.3). A line that is no text is passed over.
fn list<'h>(headers: &'h HeaderMap, name: &str) -> Option<Cow<'h, str>> {
    let mut lines = headers.get_all(name).iter().filter_map(|line| line.to_str().ok());
    let first = lines.next()?;
    Some(lines.fold(Cow::Borrowed(first), |list, line| list + ", " + line))
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;
    use crate::Catalog;
    use crate::response::Policy;

    #[test]
    fn identity_is_acceptable_unless_it_is_refused() {
        for (value, expected) in [
            ("", false),
            ("gzip, br;q=0", false),
            ("gzip, identity;q=0", true),
            ("gzip, Identity ; Q = 0.000", true),
            ("*;q=0", true),
            ("*;q=0, identity", false),
            ("gzip;q=1.0, identity;q=0.5, *;q=0", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, value.parse().unwrap());
            assert_eq!(refuses_identity(&headers), expected, "{value}");
        }
    }

    #[test]
    fn repeated_lines_are_one_list() {
        let localizer = Localizer::new(Catalog::embedded(), Policy::default());
        let request = Request::get("/path?lang=de")
            .header("accept-language", "fr;q=0.5")
            .header("Accept-Language", &b"\xFF"[..])
            .header("accept-language", "zh-CN;q=0.1")
            .header("cache-control", "max-age=0, No-Transform")
            .body(())
            .unwrap();
        let query = request.uri().query();
        let reader = Reader::of(request.method(), query, request.headers(), &localizer);
        assert_eq!(reader.preference, "de, fr;q=0.5, zh-CN;q=0.1");
        assert!(reader.no_transform);
        assert!(!reader.is_head);
    }
}

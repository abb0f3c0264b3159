//! [`Reader`]: what a request says that its response depends on.

use std::borrow::Cow;

use http::Method;
use http::header::{CACHE_CONTROL, HeaderMap};

use super::coding::accepts_identity;
use super::headers::has_directive;
use crate::response::Localizer;

/// What a request says that its response depends on.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    /// The languages, written like Accept-Language.
    pub(crate) preference: String,
    /// Whether the request is a HEAD, whose response has no content (RFC 9110 §9.3.2).
    pub(crate) is_head: bool,
    /// Whether the content should arrive as the origin wrote it (RFC 9111 §5.2.1.6).
    pub(crate) no_transform: bool,
    /// Whether the content must be coded, which is rare (RFC 9110 §12.5.3).
    pub(crate) refuses_identity: bool,
}

impl Reader {
    /// The reader of a request; `query` is the part of its target after the `?`.
    pub(crate) fn of(
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
            refuses_identity: !accepts_identity(headers),
        }
    }
}

/// The lines of a header as one list (RFC 9110 §5.3). A line that is not text is passed over.
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

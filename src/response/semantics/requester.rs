//! [`Requester`]: what a request says that its response depends on.

use std::borrow::Cow;

use http::Method;
#[cfg(feature = "capi")]
use http::header::{ACCEPT, ACCEPT_ENCODING};
use http::header::{CACHE_CONTROL, COOKIE, HeaderMap};

use super::accept::prefers_json;
use super::coding::accepts_identity;
use super::headers::has_directive;
use crate::response::Localizer;
#[cfg(feature = "capi")]
use crate::response::Policy;

/// What a request says that its response depends on.
#[derive(Clone, Debug)]
pub(crate) struct Requester {
    /// The languages, written like Accept-Language.
    pub(crate) preference: String,
    /// Whether the request is a HEAD, whose response has no content (RFC 9110 §9.3.2).
    pub(crate) is_head: bool,
    /// Whether the content should arrive as the origin wrote it (RFC 9111 §5.2.1.6).
    pub(crate) no_transform: bool,
    /// Whether the content must be coded, which is rare (RFC 9110 §12.5.3).
    pub(crate) refuses_identity: bool,
    /// Whether an error that is a page may become JSON; always, where the policy leaves pages alone.
    pub(crate) prefers_json: bool,
}

impl Requester {
    /// The reader of a request; `query` is the part of its target after the `?`.
    pub(crate) fn of(
        method: &Method,
        query: Option<&str>,
        headers: &HeaderMap,
        localizer: &Localizer,
    ) -> Requester {
        let preference = localizer.preference(query, |name| list(headers, name));
        Requester {
            preference: preference.into_owned(),
            is_head: method == Method::HEAD,
            no_transform: has_directive(headers, CACHE_CONTROL, "no-transform"),
            refuses_identity: !accepts_identity(headers),
            prefers_json: !localizer.policy().asks_for_accept() || prefers_json(headers),
        }
    }

    /// The names of the headers of a request that [`Requester::of`] looks at.
    #[cfg(feature = "capi")]
    pub(crate) fn headers(policy: &Policy) -> impl Iterator<Item = &str> {
        let accept = policy.asks_for_accept().then_some(ACCEPT.as_str());
        let fixed = [CACHE_CONTROL.as_str(), ACCEPT_ENCODING.as_str()];
        policy.header_names().chain(fixed).chain(accept)
    }
}

/// The lines of a header as one list (RFC 9110 §5.3), or as one line of cookies (RFC 9113 §8.2.3). A line that is
/// not text is passed over.
fn list<'h>(headers: &'h HeaderMap, name: &str) -> Option<Cow<'h, str>> {
    let separator = if name == COOKIE.as_str() { "; " } else { ", " };
    let mut lines = headers.get_all(name).iter().filter_map(|line| line.to_str().ok());
    let first = lines.next()?;
    Some(lines.fold(Cow::Borrowed(first), |list, line| list + separator + line))
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
        let reader = Requester::of(request.method(), query, request.headers(), &localizer);
        assert_eq!(reader.preference, "de, fr;q=0.5, zh-CN;q=0.1");
        assert!(reader.no_transform);
        assert!(!reader.is_head);
    }
}

//! [`Reader`]: what a request says that its response depends on.

use std::borrow::Cow;

use http::header::{CACHE_CONTROL, HeaderMap};
use http::{Method, Request};

use super::list::has_directive;
use crate::response::Localizer;

/// What a request says that its response depends on.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    /// The languages, written like Accept-Language.
    pub(super) preference: String,
    /// Whether the response has no content (RFC 9110 §9.3.2).
    pub(super) is_head: bool,
    /// Whether the content should arrive as the origin wrote it (RFC 9111 §5.2.1.6).
    pub(super) no_transform: bool,
}

impl Reader {
    pub(super) fn of<B>(request: &Request<B>, localizer: &Localizer) -> Reader {
        let headers = request.headers();
        let preference = localizer.preference(request.uri().query(), |name| list(headers, name));
        Reader {
            preference: preference.into_owned(),
            is_head: request.method() == Method::HEAD,
            no_transform: has_directive(headers, CACHE_CONTROL, "no-transform"),
        }
    }
}

/// The lines of a header as one list (RFC 9110 §5.3). A line that is no text is passed over.
fn list<'h>(headers: &'h HeaderMap, name: &str) -> Option<Cow<'h, str>> {
    let mut lines = headers.get_all(name).iter().filter_map(|line| line.to_str().ok());
    let first = lines.next()?;
    Some(lines.fold(Cow::Borrowed(first), |list, line| list + ", " + line))
}

#[cfg(test)]
mod tests {
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
        let reader = Reader::of(&request, &localizer);
        assert_eq!(reader.preference, "de, fr;q=0.5, zh-CN;q=0.1");
        assert!(reader.no_transform);
        assert!(!reader.is_head);
    }
}

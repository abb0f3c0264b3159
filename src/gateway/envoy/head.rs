//! The head of a response: as Envoy tells it, and what Envoy is told to change in it.

use http::header::{HeaderMap, HeaderName, HeaderValue};
use http::response::Parts;
use http::{Response, StatusCode};

use super::proto::{self, HeaderMutation, HeaderValueOption};

/// The status and the headers; `None` if there is no status. A header whose name or value HTTP does
/// not allow is passed over.
pub(super) fn parts(headers: proto::HeaderMap) -> Option<Parts> {
    let (mut parts, ()) = Response::new(()).into_parts();
    let mut status = None;
    for header in headers.headers {
        let value =
            if header.raw_value.is_empty() { header.value.into() } else { header.raw_value };
        if header.key == ":status" {
            status = StatusCode::from_bytes(&value).ok();
        } else if let Ok(name) = HeaderName::from_bytes(header.key.as_bytes())
            && let Ok(value) = HeaderValue::from_maybe_shared(value)
        {
            parts.headers.append(name, value);
        }
    }
    parts.status = status?;
    Some(parts)
}

/// What has to be done to the headers before to make them those after; `None` if nothing has.
///
/// Envoy puts a line in the place of all that have its name. That is what is meant: the headers that a
/// localization writes have one line each.
pub(super) fn mutation(before: &HeaderMap, after: &HeaderMap) -> Option<HeaderMutation> {
    let remove_headers: Vec<String> = (before.keys())
        .filter(|name| !after.contains_key(*name))
        .map(HeaderName::to_string)
        .collect();
    let set_headers: Vec<HeaderValueOption> = (after.iter())
        .filter(|(name, _)| !before.get_all(*name).iter().eq(after.get_all(*name)))
        .map(|(name, value)| set(name, value))
        .collect();
    let is_needed = !remove_headers.is_empty() || !set_headers.is_empty();
    is_needed.then_some(HeaderMutation { set_headers, remove_headers })
}

fn set(name: &HeaderName, value: &HeaderValue) -> HeaderValueOption {
    let raw_value = value.as_bytes().to_vec().into();
    let header = proto::HeaderValue { key: name.to_string(), value: String::new(), raw_value };
    HeaderValueOption { header: Some(header) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(key: &str, value: &'static [u8]) -> proto::HeaderValue {
        proto::HeaderValue { key: key.to_owned(), value: String::new(), raw_value: value.into() }
    }

    #[test]
    fn a_head_is_a_status_and_headers() {
        let headers = vec![
            header(":status", b"404"),
            header("vary", b"a"),
            header("vary", b"b"),
            header("x-latin", b"\xE9"),
            header("x y", b"no name"),
            header("x-line", b"no\nvalue"),
            proto::HeaderValue {
                key: "x-text".to_owned(),
                value: "t".to_owned(),
                ..header("", b"")
            },
        ];
        let parts = parts(proto::HeaderMap { headers }).unwrap();
        assert_eq!(parts.status, 404);
        let found: Vec<_> =
            parts.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
        assert_eq!(
            found,
            [("vary", &b"a"[..]), ("vary", b"b"), ("x-latin", b"\xE9"), ("x-text", b"t")],
        );
    }

    #[test]
    fn a_head_without_a_status_is_none() {
        for headers in [vec![], vec![header(":status", b"")], vec![header(":status", b"20")]] {
            assert!(parts(proto::HeaderMap { headers }).is_none());
        }
    }

    #[test]
    fn what_differs_is_set_or_removed() {
        let map = |lines: &[(&'static str, &'static str)]| {
            let mut map = HeaderMap::new();
            for (name, value) in lines {
                map.append(*name, HeaderValue::from_static(value));
            }
            map
        };
        let before = map(&[("vary", "a"), ("vary", "b"), ("etag", "x"), ("server", "y")]);
        assert_eq!(mutation(&before, &before), None);
        let after = map(&[("vary", "a, b, c"), ("server", "y"), ("content-language", "en")]);
        let mutation = mutation(&before, &after).unwrap();
        assert_eq!(mutation.remove_headers, ["etag"]);
        let set: Vec<_> = mutation.set_headers.iter().flat_map(|option| &option.header).collect();
        assert_eq!(set, [&header("vary", b"a, b, c"), &header("content-language", b"en")]);
    }
}

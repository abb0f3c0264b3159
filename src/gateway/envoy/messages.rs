//! The messages of Envoy: what they tell of a response and its request, and what Envoy is told to change.

use std::collections::BTreeMap;
use std::sync::Arc;

use http::header::{ACCEPT, CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Response, StatusCode, Uri, request, response};

use crate::response::semantics::{Requester, edits};
use crate::response::{Localizer, Policy};
use proto::value::Kind;
use proto::{HeaderMutation, HeaderValueOption, Struct};

/// The messages on the wire, compiled from `ext_proc.proto`.
pub(super) mod proto {
    #![allow(
        missing_docs,
        unreachable_pub,
        clippy::all,
        reason = "generated code has its own style"
    )]

    tonic::include_proto!("envoy.service.ext_proc.v3");
}

/// The status and the headers of a response; `None` if there is no status.
pub(super) fn response(headers: proto::HeaderMap) -> Option<response::Parts> {
    let (mut parts, ()) = Response::new(()).into_parts();
    let mut status = None;
    parts.headers = fields(headers, |name, value| {
        if name == ":status" {
            status = StatusCode::from_bytes(value).ok();
        }
    });
    parts.status = status?;
    Some(parts)
}

/// The method, the target and the headers of a request, as far as they are valid HTTP.
pub(super) fn request(headers: proto::HeaderMap) -> request::Parts {
    let (mut parts, ()) = Request::new(()).into_parts();
    parts.headers = fields(headers, |name, value| match name {
        ":method" => parts.method = Method::from_bytes(value).unwrap_or_default(),
        ":path" => parts.uri = Uri::try_from(value).unwrap_or_default(),
        _ => {}
    });
    parts
}

/// The headers without the pseudo-headers, which are shown to `see`. One whose name or value is not valid
/// HTTP is passed over.
fn fields(headers: proto::HeaderMap, mut see: impl FnMut(&str, &[u8])) -> HeaderMap {
    let mut fields = HeaderMap::new();
    for header in headers.headers {
        let value =
            if header.raw_value.is_empty() { header.value.into() } else { header.raw_value };
        if header.key.starts_with(':') {
            see(&header.key, &value);
        } else if let Ok(name) = HeaderName::from_bytes(header.key.as_bytes())
            && let Ok(value) = HeaderValue::from_maybe_shared(value)
        {
            fields.append(name, value);
        }
    }
    fields
}

/// What turns the headers `before` into those `after`; `None` if they are the same.
///
/// Envoy replaces all lines of a name by the one that it is told.
pub(super) fn mutation(before: &HeaderMap, after: &HeaderMap) -> Option<HeaderMutation> {
    let (mut set_headers, mut remove_headers) = (Vec::new(), Vec::new());
    for (name, value) in edits(before, after) {
        match value {
            Some(value) => set_headers.push(set(name, value)),
            None => remove_headers.push(name.to_string()),
        }
    }
    let is_needed = !remove_headers.is_empty() || !set_headers.is_empty();
    is_needed.then_some(HeaderMutation { set_headers, remove_headers })
}

fn set(name: &HeaderName, value: &HeaderValue) -> HeaderValueOption {
    let raw_value = value.as_bytes().to_vec().into();
    let header = proto::HeaderValue { key: name.to_string(), value: String::new(), raw_value };
    HeaderValueOption { header: Some(header) }
}

/// The name under which the attributes come.
const FILTER: &str = "envoy.filters.http.ext_proc";

const QUERY: &str = "request.query";

/// What the filter has to send of a request (`response_attributes`), for a policy. Its method is not among it:
/// a HEAD is known by its response.
#[derive(Clone, Debug)]
pub(super) struct Attributes {
    /// The headers of a request that its response depends on, and the attributes with their values.
    headers: Arc<[(HeaderName, String)]>,
}

impl Attributes {
    pub(super) fn of(policy: &Policy) -> Attributes {
        let names = policy.header_names().filter_map(|name| HeaderName::try_from(name).ok());
        let accept = policy.asks_for_accept().then_some(ACCEPT);
        let headers = [CACHE_CONTROL].into_iter().chain(accept).chain(names).map(|name| {
            let attribute = header_attribute(&name);
            (name, attribute)
        });
        Attributes { headers: headers.collect() }
    }

    /// Their names.
    pub(super) fn names(&self) -> Vec<&str> {
        let headers = self.headers.iter().map(|(_, attribute)| &**attribute);
        [QUERY].into_iter().chain(headers).collect()
    }

    /// The reader of a request, by what was sent of it; `None` if the filter sends no attributes.
    ///
    /// What a request lacks has no attribute, and a request that Envoy refused at once has none at all. Its
    /// method is not among them.
    pub(super) fn reader(
        &self,
        sent: &BTreeMap<String, Struct>,
        localizer: &Localizer,
    ) -> Option<Requester> {
        let sent = sent.get(FILTER)?;
        let value = |name: &str| match sent.fields.get(name)?.kind.as_ref()? {
            Kind::StringValue(value) => Some(value),
        };
        let query = value(QUERY).and_then(|query| str::from_utf8(query).ok());
        let mut lines = HeaderMap::new();
        for (name, attribute) in self.headers.iter() {
            let line = value(attribute).cloned();
            if let Some(Ok(line)) = line.map(HeaderValue::from_maybe_shared) {
                lines.insert(name, line);
            }
        }
        Some(Requester::of(&Method::GET, query, &lines, localizer))
    }
}

/// The attribute with the value of a header: an expression in CEL, in which only the quotation mark of a name
/// has to be escaped.
fn header_attribute(name: &HeaderName) -> String {
    format!("request.headers['{}']", name.as_str().replace('\'', "\\'"))
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
        let parts = response(proto::HeaderMap { headers }).unwrap();
        assert_eq!(parts.status, 404);
        let found: Vec<_> =
            parts.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
        assert_eq!(
            found,
            [("vary", &b"a"[..]), ("vary", b"b"), ("x-latin", b"\xE9"), ("x-text", b"t")],
        );
    }

    #[test]
    fn a_head_without_a_status_is_refused() {
        for headers in [vec![], vec![header(":status", b"")], vec![header(":status", b"20")]] {
            assert!(response(proto::HeaderMap { headers }).is_none());
        }
    }

    #[test]
    fn a_header_that_differs_is_set_or_removed() {
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

//! The messages of Envoy: what they tell of a response and its request, and what Envoy is told to change.

use std::collections::BTreeMap;
use std::sync::Arc;

use http::header::{CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue};
use http::response::Parts;
use http::{Method, Response, StatusCode};
use tonic::Status;

use crate::response::semantics::Reader;
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

/// The status and the headers; `None` if there is no status. A header whose name or value is not valid HTTP
/// is passed over.
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

/// What turns the headers `before` into those `after`; `None` if they are the same.
///
/// Envoy replaces all lines of a name by the one that it is told. The headers that a localization writes have
/// one line each.
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
        let headers = [CACHE_CONTROL].into_iter().chain(names).map(|name| {
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

    /// The reader of a request, by what was sent of it.
    ///
    /// What a request lacks has no attribute, and a request that Envoy refused at once has none at all.
    pub(super) fn reader(
        &self,
        sent: &BTreeMap<String, Struct>,
        is_head: bool,
        localizer: &Localizer,
    ) -> Result<Reader, Status> {
        let Some(sent) = sent.get(FILTER) else {
            return Err(Status::failed_precondition(format!(
                "the filter says nothing of the request: set its response_attributes to {:?}",
                self.names(),
            )));
        };
        let value = |name: &str| match sent.fields.get(name)?.kind.as_ref()? {
            Kind::StringValue(value) => Some(value),
        };
        let method = if is_head { Method::HEAD } else { Method::GET };
        let query = value(QUERY).and_then(|query| str::from_utf8(query).ok());
        let mut lines = HeaderMap::new();
        for (name, attribute) in self.headers.iter() {
            let line = value(attribute).cloned();
            if let Some(Ok(line)) = line.map(HeaderValue::from_maybe_shared) {
                lines.insert(name, line);
            }
        }
        Ok(Reader::of(&method, query, &lines, localizer))
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
    fn a_head_without_a_status_is_refused() {
        for headers in [vec![], vec![header(":status", b"")], vec![header(":status", b"20")]] {
            assert!(parts(proto::HeaderMap { headers }).is_none());
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

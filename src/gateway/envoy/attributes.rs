//! What the filter sends along with a response: the attributes of its request.

use std::collections::HashMap;

use http::Method;
use http::header::{CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue};
use tonic::Status;

use super::proto::Struct;
use super::proto::value::Kind;
use crate::response::semantics::Reader;
use crate::response::{Localizer, Policy};

/// Under which name they come.
const FILTER: &str = "envoy.filters.http.ext_proc";

const METHOD: &str = "request.method";
const QUERY: &str = "request.query";

/// The attributes that the filter has to send (`response_attributes`), for a policy.
pub(super) fn names(policy: &Policy) -> Vec<String> {
    let headers = headers(policy).map(|name| header(&name));
    [METHOD, QUERY].map(str::to_owned).into_iter().chain(headers).collect()
}

/// The headers of a request that its response depends on.
fn headers(policy: &Policy) -> impl Iterator<Item = HeaderName> {
    let names = policy.header_names().filter_map(|name| HeaderName::try_from(name).ok());
    [CACHE_CONTROL].into_iter().chain(names)
}

/// The attribute with the value of a header: an expression in CEL, in which a name has nothing to
/// escape but the quotation mark.
fn header(name: &HeaderName) -> String {
    format!("request.headers['{}']", name.as_str().replace('\'', "\\'"))
}

/// Who made the request.
///
/// What a request does not have is no attribute, and one that Envoy refused at once has none at all.
pub(super) fn reader(
    attributes: &HashMap<String, Struct>,
    localizer: &Localizer,
) -> Result<Reader, Status> {
    let Some(attributes) = attributes.get(FILTER) else {
        return Err(Status::failed_precondition(format!(
            "the filter says nothing of the request: set its response_attributes to {:?}",
            names(localizer.policy()),
        )));
    };
    let value = |name: &str| match attributes.fields.get(name)?.kind.as_ref()? {
        Kind::StringValue(value) => Some(value),
    };
    let method = value(METHOD).and_then(|method| Method::from_bytes(method).ok());
    let query = value(QUERY).and_then(|query| str::from_utf8(query).ok());
    let mut lines = HeaderMap::new();
    for name in headers(localizer.policy()) {
        let line = value(&header(&name)).cloned();
        if let Some(Ok(line)) = line.map(HeaderValue::from_maybe_shared) {
            lines.insert(name, line);
        }
    }
    Ok(Reader::of(&method.unwrap_or_default(), query, &lines, localizer))
}

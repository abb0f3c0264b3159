//! What the headers of a response allow, and what they say afterwards.

use http::StatusCode;
use http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE,
    ETAG, HeaderMap, HeaderName, HeaderValue, LAST_MODIFIED, VARY,
};
use http::response::Parts;

use super::list::{has_directive, members};
use super::reader::Reader;
use crate::response::coding::Coding;
use crate::response::{Exemption, Localization, MediaType};

const CONTENT_DIGEST: HeaderName = HeaderName::from_static("content-digest");
const REPR_DIGEST: HeaderName = HeaderName::from_static("repr-digest");
/// The predecessors of those two (RFC 3230, RFC 1864).
const DIGEST: HeaderName = HeaderName::from_static("digest");
const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");
/// How an upstream says that its response is a stream.
const X_ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// A content that texts are looked for in.
#[derive(Clone, Copy)]
pub(super) struct Content {
    pub(super) media_type: MediaType,
    pub(super) coding: Coding,
}

/// What the response's content is, or why it is left as it is.
pub(super) fn content(parts: &Parts, reader: &Reader) -> Result<Content, Exemption> {
    let headers = &parts.headers;
    if has_no_content(parts.status) {
        return Err(Exemption::NoContent);
    }
    if parts.status == StatusCode::PARTIAL_CONTENT {
        return Err(Exemption::Partial);
    }
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = content_type.and_then(MediaType::of).ok_or(Exemption::NotJson)?;
    let coding = Coding::of(members(headers, CONTENT_ENCODING)).ok_or(Exemption::Coded)?;
    // What is changed is sent without a coding, for which its reader must be ready.
    if coding != Coding::Identity && reader.refuses_identity {
        return Err(Exemption::Coded);
    }
    if reader.no_transform || has_directive(headers, CACHE_CONTROL, "no-transform") {
        return Err(Exemption::NoTransform);
    }
    if has_directive(headers, X_ACCEL_BUFFERING, "no") {
        return Err(Exemption::Streaming);
    }
    Ok(Content { media_type, coding })
}

/// Whether a 304 may be about JSON: it says no more than it must (RFC 9110 §15.4.5), so that it often
/// has no Content-Type.
pub(super) fn is_not_modified(parts: &Parts) -> bool {
    parts.status == StatusCode::NOT_MODIFIED
        && (parts.headers.get(CONTENT_TYPE)).is_none_or(|value| {
            value.to_str().is_ok_and(|content_type| MediaType::of(content_type).is_some())
        })
}

/// RFC 9110 §15.2, §15.3.5, §15.3.6, §15.4.5.
fn has_no_content(status: StatusCode) -> bool {
    status.is_informational()
        || matches!(
            status,
            StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED
        )
}

/// Adds the names of request headers to `Vary` (RFC 9110 §12.5.5), in one line, because some caches
/// read only one.
pub(super) fn vary_by<'n>(headers: &mut HeaderMap, names: impl Iterator<Item = &'n str>) {
    let known: Vec<&str> = members(headers, VARY).collect();
    if known.contains(&"*") {
        return;
    }
    let is_new = |name: &&str| !known.iter().any(|known| known.eq_ignore_ascii_case(name));
    let new: Vec<&str> = names.filter(is_new).collect();
    if new.is_empty() {
        return;
    }
    let all = [known, new].concat().join(", ");
    if let Ok(value) = HeaderValue::try_from(all) {
        headers.insert(VARY, value);
    }
}

/// Says what is sent instead of what was.
pub(super) fn describe(headers: &mut HeaderMap, localization: &Localization) {
    if localization.outcome().depends_on_reader() {
        // Of the text that this reader gets, even if it is the upstream's own (RFC 9110 §8.8).
        remove(headers, [ETAG, LAST_MODIFIED]);
    }
    if localization.is_changed() {
        remove(headers, [CONTENT_ENCODING, ACCEPT_RANGES]);
        remove(headers, [CONTENT_DIGEST, REPR_DIGEST, DIGEST, CONTENT_MD5]);
        if headers.contains_key(CONTENT_LENGTH) {
            headers.insert(CONTENT_LENGTH, localization.len().into());
        }
        let tags: Vec<String> = localization.languages().iter().map(ToString::to_string).collect();
        if let Ok(value) = HeaderValue::try_from(tags.join(", ")) {
            headers.insert(CONTENT_LANGUAGE, value);
        }
    }
}

/// Says nothing of a content that is not there (RFC 9110 §9.3.2).
pub(super) fn describe_head(headers: &mut HeaderMap) {
    remove(headers, [CONTENT_ENCODING, CONTENT_LENGTH, ETAG, LAST_MODIFIED, ACCEPT_RANGES]);
    remove(headers, [CONTENT_DIGEST, REPR_DIGEST, DIGEST, CONTENT_MD5]);
}

fn remove<const N: usize>(headers: &mut HeaderMap, names: [HeaderName; N]) {
    for name in names {
        headers.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vary_is_merged_into_one_line() {
        let table: [(&[&str], &[&str], &str); 6] = [
            (&[], &["accept-language"], "accept-language"),
            (&["Origin"], &["accept-language"], "Origin, accept-language"),
            (&["Accept-Language"], &["accept-language"], "Accept-Language"),
            (&["*"], &["accept-language"], "*"),
            (
                &["Origin, Accept-Encoding", "Cookie"],
                &["x-language", "accept-language"],
                "Origin, Accept-Encoding, Cookie, x-language, accept-language",
            ),
            (&["Origin"], &[], "Origin"),
        ];
        for (lines, names, expected) in table {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(VARY, HeaderValue::from_static(line));
            }
            vary_by(&mut headers, names.iter().copied());
            assert_eq!(headers.get_all(VARY).iter().collect::<Vec<_>>(), [expected]);
        }
    }
}

//! [`Admission`]: whether a response is looked into, and [`Content`]: the way of its body through the
//! localizer.

use bytes::Bytes;
use http::StatusCode;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName,
};
use http::response::Parts;

use super::charset::label_in_utf8;
use super::coding::Coding;
use super::headers::{describe, describe_head, has_directive, members, remove_validators, vary_by};
use super::reader::Reader;
use crate::response::{Exemption, Localization, Localizer, MediaType, Policy};

/// The largest body that is looked into by default, in bytes.
pub(crate) const BODY_LIMIT: usize = 1024 * 1024;

/// Whether a response is looked into.
#[derive(Debug)]
pub(crate) enum Admission {
    /// It is.
    Granted(Content),
    /// It would be, but answers a HEAD.
    Head,
    /// It is left as it is.
    Refused(Exemption),
}

impl Admission {
    /// Judges a response by its status and headers, and makes the headers say what holds whatever becomes
    /// of the body.
    ///
    /// `has_length` says whether the length of the body is known. `is_wanted` is asked of a response that could
    /// be looked into.
    pub(crate) fn of(
        parts: &mut Parts,
        has_length: bool,
        reader: &Reader,
        policy: &Policy,
        is_wanted: impl FnOnce(&Parts) -> bool,
    ) -> Admission {
        let content = match Content::of(parts) {
            Ok(_) if !(policy.has_status(parts.status.as_u16()) || has_code(parts)) => {
                return Admission::Refused(Exemption::Status);
            }
            Ok(_) if !is_wanted(parts) => return Admission::Refused(Exemption::Predicate),
            Ok(content) => content,
            Err(exemption) => {
                let is_success_admitted = policy.has_status(StatusCode::OK.as_u16());
                if (is_success_admitted || has_code(parts)) && is_about_json(parts) {
                    vary_by(&mut parts.headers, policy.header_names());
                }
                return Admission::Refused(exemption);
            }
        };
        vary_by(&mut parts.headers, policy.header_names());
        if !has_length && !is_error(parts) {
            // It may never end, as that of a watch.
            return Admission::Refused(Exemption::Streaming);
        }
        if let Some((exemption, header)) = content.objection(reader) {
            // Others get another body: a cache must not send them this one (RFC 9110 §8.8, RFC 9111 §4.1).
            vary_by(&mut parts.headers, [header.as_str()].into_iter());
            remove_validators(&mut parts.headers);
            return Admission::Refused(exemption);
        }
        if reader.is_head {
            describe_head(&mut parts.headers);
            return Admission::Head;
        }
        Admission::Granted(content)
    }
}

/// Whether a response stands for a 200 that may be JSON, and has to send `Vary` as that would: a 206 (RFC
/// 9110 §15.3.7) or a 304 (§15.4.5). Both may leave out Content-Type.
fn is_about_json(parts: &Parts) -> bool {
    matches!(parts.status, StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED)
        && (parts.headers.get(CONTENT_TYPE)).is_none_or(|value| {
            value.to_str().is_ok_and(|content_type| MediaType::of(content_type).is_some())
        })
}

/// The header by which the Polaris server says the code of an error, whatever its status is.
const CODE_HEADER: HeaderName = HeaderName::from_static("x-polaris-code");

fn has_code(parts: &Parts) -> bool {
    parts.headers.contains_key(CODE_HEADER)
}

/// An unknown status above 599 is an error too, as clients see it.
fn is_error(parts: &Parts) -> bool {
    parts.status.as_u16() >= 400 || has_code(parts)
}

/// How an upstream says that its response is a stream.
const X_ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// What is known of a content in which texts are looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Content {
    media_type: MediaType,
    coding: Coding,
}

impl Content {
    /// The content of a response, or why it is left as it is.
    fn of(parts: &Parts) -> Result<Content, Exemption> {
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
        if has_directive(headers, CACHE_CONTROL, "no-transform") {
            return Err(Exemption::NoTransform);
        }
        if has_directive(headers, X_ACCEL_BUFFERING, "no") {
            return Err(Exemption::Streaming);
        }
        Ok(Content { media_type, coding })
    }

    /// Why this reader gets the content as it is all the same, and the header of the request that says so.
    fn objection(self, reader: &Reader) -> Option<(Exemption, HeaderName)> {
        // A changed content is sent without a coding, which the reader has to accept.
        if self.coding != Coding::Identity && reader.refuses_identity {
            return Some((Exemption::Coded, ACCEPT_ENCODING));
        }
        reader.no_transform.then_some((Exemption::NoTransform, CACHE_CONTROL))
    }

    /// Localizes a body, and makes the headers describe what is sent. Without its coding, the body may have
    /// up to `limit` bytes, before and after.
    ///
    /// Where nothing changed, or the body cannot be read, the original is to be sent, in its coding.
    pub(crate) fn localize(
        self,
        original: &Bytes,
        headers: &mut HeaderMap,
        reader: &Reader,
        localizer: &Localizer,
        limit: usize,
    ) -> Result<Localization, Exemption> {
        let body = self.coding.decode(original, limit).ok_or(Exemption::Coded)?;
        let label = headers.get(CONTENT_TYPE).and_then(label_in_utf8);
        if label.is_some() && !body.is_ascii() {
            return Err(Exemption::Charset);
        }
        let preference = &reader.preference;
        let localization = localizer.localize_within(limit, body, self.media_type, preference);
        describe(headers, &localization);
        if let Some(label) = label.filter(|_| localization.is_changed()) {
            headers.insert(CONTENT_TYPE, label);
        }
        Ok(localization)
    }
}

/// RFC 9110 §15.2, §15.3.5, §15.3.6, §15.4.5.
fn has_no_content(status: StatusCode) -> bool {
    status.is_informational()
        || matches!(
            status,
            StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED
        )
}

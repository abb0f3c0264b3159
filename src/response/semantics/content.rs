//! [`Content`]: what a response's body is, and the way through the localizer.

use bytes::Bytes;
use http::StatusCode;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName,
};
use http::response::Parts;

use super::coding::Coding;
use super::headers::describe;
use super::list::{has_directive, members};
use super::reader::Reader;
use crate::response::{Exemption, Localization, Localizer, MediaType};

/// The largest body that is looked into, unless somebody says otherwise, in bytes.
pub(crate) const BODY_LIMIT: usize = 1024 * 1024;

/// How an upstream says that its response is a stream.
const X_ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// A content that texts are looked for in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Content {
    media_type: MediaType,
    coding: Coding,
}

impl Content {
    /// What the response's content is, or why it is left as it is.
    pub(crate) fn of(parts: &Parts) -> Result<Content, Exemption> {
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

    /// Why this reader gets it as it is all the same, and the header of the request that says so.
    pub(crate) fn objection(self, reader: &Reader) -> Option<(Exemption, HeaderName)> {
        // What is changed is sent without a coding, for which its reader must be ready.
        if self.coding != Coding::Identity && reader.refuses_identity {
            return Some((Exemption::Coded, ACCEPT_ENCODING));
        }
        reader.no_transform.then_some((Exemption::NoTransform, CACHE_CONTROL))
    }

    /// Localizes a body, and makes the headers describe what is sent. It may have so many bytes, without
    /// its coding, before and after.
    ///
    /// Where nothing changed, and where it cannot be read, the original is to be sent, in its coding.
    pub(crate) fn localize(
        self,
        original: &Bytes,
        headers: &mut HeaderMap,
        reader: &Reader,
        localizer: &Localizer,
        limit: usize,
    ) -> Result<Localization, Exemption> {
        let body = self.coding.decode(original, limit).ok_or(Exemption::Coded)?;
        let preference = &reader.preference;
        let localization = localizer.localize_within(limit, body, self.media_type, preference);
        describe(headers, &localization);
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

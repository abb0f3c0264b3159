//! What can be said of a response whose head is sent before its body is there: [`Content::describe_ahead`], and
//! [`Ahead`], which knows more of it.

#[cfg(feature = "capi")]
use bytes::Bytes;
#[cfg(feature = "capi")]
use http::StatusCode;
#[cfg(feature = "capi")]
use http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, ETAG, HeaderName, LAST_MODIFIED, VARY,
};
use http::header::{CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};

#[cfg(feature = "capi")]
use super::admission::{CODE_HEADER, X_ACCEL_BUFFERING};
use super::admission::{Content, Form};
use super::charset::label_in_utf8;
use super::coding::Coding;
use super::headers::describe_head;
#[cfg(feature = "capi")]
use super::headers::{CONTENT_DIGEST, CONTENT_MD5, DIGEST, REPR_DIGEST};
#[cfg(feature = "capi")]
use super::requester::Requester;
use crate::response::{Exemption, MediaType};
#[cfg(feature = "capi")]
use crate::response::{Localization, Localizer};

impl Content {
    /// Makes the headers hold for any text, where they are sent before the body is known, and so say of no language;
    /// an error where they cannot: a changed content has no coding, is in UTF-8, and has another type than a page.
    pub(crate) fn describe_ahead(self, headers: &mut HeaderMap) -> Result<MediaType, Exemption> {
        let Form::Json(media_type) = self.form else {
            return Err(Exemption::NotJson);
        };
        if self.coding != Coding::Identity {
            return Err(Exemption::Coded);
        }
        if headers.get(CONTENT_TYPE).and_then(label_in_utf8).is_some() {
            return Err(Exemption::Charset);
        }
        describe_head(headers);
        headers.remove(CONTENT_LANGUAGE);
        Ok(media_type)
    }
}

/// The length that the head says, if it says one, and the body may have it.
pub(crate) fn content_length(
    headers: &HeaderMap,
    limit: usize,
) -> Result<Option<usize>, Exemption> {
    let Some(value) = headers.get(CONTENT_LENGTH) else { return Ok(None) };
    length(value.as_bytes(), limit).map(Some)
}

/// The length that a Content-Length says, if a body may have it.
pub(crate) fn length(value: &[u8], limit: usize) -> Result<usize, Exemption> {
    let length = str::from_utf8(value).ok().and_then(|length| length.parse().ok());
    length.filter(|length| *length <= limit).ok_or(Exemption::TooLarge)
}

/// The headers of a response that are looked at or changed, and what of each makes a difference before its body is
/// there.
#[cfg(feature = "capi")]
pub(crate) static RESPONSE_HEADERS: [(HeaderName, Aspect); 15] = [
    (ACCEPT_RANGES, Aspect::Presence),
    (CACHE_CONTROL, Aspect::Value),
    (CONTENT_DIGEST, Aspect::Presence),
    (CONTENT_ENCODING, Aspect::Value),
    (CONTENT_LANGUAGE, Aspect::Presence),
    (CONTENT_LENGTH, Aspect::Length),
    (CONTENT_MD5, Aspect::Presence),
    (CONTENT_TYPE, Aspect::Value),
    (DIGEST, Aspect::Presence),
    (ETAG, Aspect::Presence),
    (LAST_MODIFIED, Aspect::Presence),
    (REPR_DIGEST, Aspect::Presence),
    (VARY, Aspect::Value),
    (X_ACCEL_BUFFERING, Aspect::Value),
    (CODE_HEADER, Aspect::Presence),
];

/// What of a header makes a difference.
#[cfg(feature = "capi")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aspect {
    /// Whether it is there.
    Presence,
    /// Whether it says that there is no body, one that may be looked into, or a larger one.
    Length,
    /// What it says.
    Value,
}

/// What becomes of a response whose head is sent before its body is there.
#[cfg(feature = "capi")]
pub(crate) enum Ahead {
    /// The body decides.
    Held(Promise),
    /// Whatever the body is: that of an error which is a page, or which has none.
    Replaced(Localization),
}

#[cfg(feature = "capi")]
impl Ahead {
    /// Makes the headers say what holds whatever the body is, which may have up to `limit` bytes. Only a body that
    /// is replaced without being read has a length and a language before it is there.
    pub(crate) fn of(
        content: Content,
        headers: &mut HeaderMap,
        reader: &Requester,
        localizer: &Localizer,
        limit: usize,
    ) -> Result<Ahead, Exemption> {
        let length = content_length(headers, limit)?;
        if content.form == Form::Page || length == Some(0) {
            let page = content.localize(&Bytes::new(), headers, reader, localizer, limit)?;
            return Ok(Ahead::Replaced(page));
        }
        let media_type = content.describe_ahead(headers)?;
        Ok(Ahead::Held(Promise { media_type, status: Some(content.status) }))
    }
}

/// That a body is localized once it is whole. Its headers have been made to hold for any text.
#[cfg(feature = "capi")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Promise {
    pub(crate) media_type: MediaType,
    /// If it is known.
    pub(crate) status: Option<StatusCode>,
}

#[cfg(feature = "capi")]
impl Promise {
    /// Localizes the body. An empty one stays, since its head has gone.
    pub(crate) fn keep(
        self,
        body: Bytes,
        preference: &str,
        localizer: &Localizer,
        limit: usize,
    ) -> Result<Localization, Exemption> {
        match body.len() {
            0 => Err(Exemption::NoContent),
            length if length > limit => Err(Exemption::TooLarge),
            _ => {
                let status = self.status.map(|status| status.as_u16());
                let media_type = self.media_type;
                Ok(localizer.localize_within(limit, status, body, media_type, preference))
            }
        }
    }
}

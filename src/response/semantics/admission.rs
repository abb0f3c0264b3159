//! [`Admission`]: whether a response is looked into, with [`Concern`], the first question before it; and
//! [`Content`]: the way of its body through the localizer.

use bytes::Bytes;
use http::StatusCode;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName,
    HeaderValue,
};
use http::response::Parts;

use super::accept::PAGES;
use super::charset::label_in_utf8;
use super::coding::Coding;
use super::headers::{describe, describe_head, has_directive, members, remove_validators, vary_by};
use super::requester::Requester;
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
        reader: &Requester,
        policy: &Policy,
        is_wanted: impl FnOnce(&Parts) -> bool,
    ) -> Admission {
        let content = match Content::of(parts, policy) {
            Ok(_) if !(policy.has_status(parts.status.as_u16()) || has_code(parts)) => {
                return Admission::Refused(Exemption::Status);
            }
            Ok(_) if !is_wanted(parts) => return Admission::Refused(Exemption::Predicate),
            Ok(content) => content,
            Err(exemption) => {
                let is_success_admitted = policy.has_status(StatusCode::OK.as_u16());
                let is_about_json = is_about_json(parts.status, content_type(&parts.headers));
                if (is_success_admitted || has_code(parts)) && is_about_json {
                    vary_by(&mut parts.headers, policy.header_names());
                }
                return Admission::Refused(exemption);
            }
        };
        vary_by(&mut parts.headers, policy.header_names());
        if content.form.is_page() {
            vary_by(&mut parts.headers, [ACCEPT.as_str()].into_iter());
        }
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
            if content.form.is_page() {
                parts.headers.remove(CONTENT_TYPE);
            }
            return Admission::Head;
        }
        Admission::Granted(content)
    }
}

/// Whether a response is of any interest, as far as its status and its Content-Type say. What is of none is
/// refused by [`Admission::of`], which then changes no header.
#[cfg(feature = "capi")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Concern {
    No,
    Yes,
    /// If it has the header that says its code.
    IfCoded,
}

#[cfg(feature = "capi")]
impl Concern {
    /// A Content-Type that is not text is as good as another type than JSON.
    pub(crate) fn of(
        status: StatusCode,
        content_type: Option<Option<&str>>,
        policy: &Policy,
    ) -> Concern {
        let (is_possible, stands_for) = if has_no_content(status) || is_partial(status) {
            (is_about_json(status, content_type), StatusCode::OK)
        } else {
            (Form::of(status, content_type, policy).is_some(), status)
        };
        match is_possible {
            false => Concern::No,
            true if policy.has_status(stands_for.as_u16()) => Concern::Yes,
            true => Concern::IfCoded,
        }
    }
}

/// Whether a response stands for a 200 that may be JSON, and has to send `Vary` as that would: a 206 (RFC
/// 9110 §15.3.7) or a 304 (§15.4.5). Both may leave out Content-Type.
fn is_about_json(status: StatusCode, content_type: Option<Option<&str>>) -> bool {
    let is_json = |content_type: &str| MediaType::of(content_type).is_some();
    (is_partial(status) || status == StatusCode::NOT_MODIFIED)
        && content_type.is_none_or(|content_type| content_type.is_some_and(is_json))
}

/// The Content-Type, if there is one, if it is text.
fn content_type(headers: &HeaderMap) -> Option<Option<&str>> {
    headers.get(CONTENT_TYPE).map(|value| value.to_str().ok())
}

/// The header by which the Polaris server says the code of an error, whatever its status is.
pub(super) const CODE_HEADER: HeaderName = HeaderName::from_static("x-polaris-code");

fn has_code(parts: &Parts) -> bool {
    parts.headers.contains_key(CODE_HEADER)
}

/// An unknown status above 599 is an error too, as clients see it.
fn is_error(parts: &Parts) -> bool {
    parts.status.as_u16() >= 400 || has_code(parts)
}

/// How an upstream says that its response is a stream.
pub(super) const X_ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// What is known of a content that is looked into.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Content {
    pub(super) form: Form,
    pub(super) coding: Coding,
    pub(super) status: StatusCode,
}

/// What a content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// JSON, in which texts are looked for.
    Json(MediaType),
    /// A page of an error, which the policy replaces as a whole.
    Page,
    /// It says no type: if it is empty, it is as good as a page.
    Untyped,
}

impl Form {
    fn of(status: StatusCode, content_type: Option<Option<&str>>, policy: &Policy) -> Option<Form> {
        let replaces_pages = policy.replaces_pages(status.as_u16());
        let Some(content_type) = content_type else {
            return replaces_pages.then_some(Form::Untyped);
        };
        let content_type = content_type?;
        if let Some(media_type) = MediaType::of(content_type) {
            return Some(Form::Json(media_type));
        }
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        let is_page = PAGES.iter().any(|page| essence.eq_ignore_ascii_case(page));
        (is_page && replaces_pages).then_some(Form::Page)
    }

    fn is_page(self) -> bool {
        matches!(self, Form::Page | Form::Untyped)
    }
}

impl Content {
    /// The content of a response, or why it is left as it is.
    fn of(parts: &Parts, policy: &Policy) -> Result<Content, Exemption> {
        let headers = &parts.headers;
        if has_no_content(parts.status) {
            return Err(Exemption::NoContent);
        }
        if is_partial(parts.status) {
            return Err(Exemption::Partial);
        }
        let form = Form::of(parts.status, content_type(headers), policy);
        let form = form.ok_or(Exemption::NotJson)?;
        let coding = Coding::of(members(headers, CONTENT_ENCODING)).ok_or(Exemption::Coded)?;
        if has_directive(headers, CACHE_CONTROL, "no-transform") {
            return Err(Exemption::NoTransform);
        }
        if has_directive(headers, X_ACCEL_BUFFERING, "no") {
            return Err(Exemption::Streaming);
        }
        Ok(Content { form, coding, status: parts.status })
    }

    /// Why this reader gets the content as it is all the same, and the header of the request that says so.
    fn objection(self, reader: &Requester) -> Option<(Exemption, HeaderName)> {
        // A changed content is sent without a coding, which the reader has to accept.
        if self.coding != Coding::Identity && reader.refuses_identity {
            return Some((Exemption::Coded, ACCEPT_ENCODING));
        }
        if self.form.is_page() && !reader.prefers_json {
            return Some((Exemption::NotJson, ACCEPT));
        }
        reader.no_transform.then_some((Exemption::NoTransform, CACHE_CONTROL))
    }

    /// Localizes a body, or replaces it where it is a page or empty, and makes the headers describe what is sent.
    /// Without its coding, the body may have up to `limit` bytes, before and after.
    ///
    /// Where nothing changed, or the body cannot be read, the original is to be sent, in its coding.
    pub(crate) fn localize(
        self,
        original: &Bytes,
        headers: &mut HeaderMap,
        reader: &Requester,
        localizer: &Localizer,
        limit: usize,
    ) -> Result<Localization, Exemption> {
        let media_type = match self.form {
            Form::Json(media_type) if !original.is_empty() => media_type,
            Form::Untyped if !original.is_empty() => return Err(Exemption::NotJson),
            _ => {
                let page = self.page(headers, reader, localizer);
                let is_empty = original.is_empty();
                return page.ok_or(if is_empty {
                    Exemption::NoContent
                } else {
                    Exemption::NotJson
                });
            }
        };
        let body = self.coding.decode(original, limit).ok_or(Exemption::Coded)?;
        let label = headers.get(CONTENT_TYPE).and_then(label_in_utf8);
        if label.is_some() && !body.is_ascii() {
            return Err(Exemption::Charset);
        }
        let (status, preference) = (Some(self.status.as_u16()), &reader.preference);
        let localization = localizer.localize_within(limit, status, body, media_type, preference);
        describe(headers, &localization);
        if let Some(label) = label.filter(|_| localization.is_changed()) {
            headers.insert(CONTENT_TYPE, label);
        }
        Ok(localization)
    }

    /// What is sent instead of a page, if anything is.
    fn page(
        self,
        headers: &mut HeaderMap,
        reader: &Requester,
        localizer: &Localizer,
    ) -> Option<Localization> {
        let (media_type, page) = localizer.page(self.status.as_u16(), &reader.preference)?;
        describe(headers, &page);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type.name()));
        Some(page)
    }
}

/// RFC 9110 §15.3.7.
fn is_partial(status: StatusCode) -> bool {
    status == StatusCode::PARTIAL_CONTENT
}

/// RFC 9110 §15.2, §15.3.5, §15.3.6, §15.4.5.
fn has_no_content(status: StatusCode) -> bool {
    status.is_informational()
        || matches!(
            status,
            StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED
        )
}

//! [`Admission`]: whether a response is looked into, which its head decides.

use http::StatusCode;
use http::header::CONTENT_TYPE;
use http::response::Parts;

use super::content::Content;
use super::headers::{describe_head, vary_by};
use super::reader::Reader;
use crate::response::{Exemption, MediaType, Policy};

/// Whether a response is looked into.
#[derive(Debug)]
pub(in crate::response) enum Admission {
    /// Its body is.
    Granted(Content),
    /// It would be, but answers a HEAD.
    Head,
    /// It is left as it is.
    Refused(Exemption),
}

impl Admission {
    /// Judges a response by its status and headers, and makes the headers say what holds whatever comes
    /// of the body.
    ///
    /// A response that could be looked into is only if `is_wanted` says so.
    pub(in crate::response) fn of(
        parts: &mut Parts,
        reader: &Reader,
        policy: &Policy,
        is_wanted: impl FnOnce(&Parts) -> bool,
    ) -> Admission {
        let content = match Content::of(parts, reader) {
            Ok(content) if is_wanted(parts) => content,
            Ok(_) => return Admission::Refused(Exemption::Predicate),
            Err(exemption) => {
                if is_not_modified(parts) {
                    vary_by(&mut parts.headers, policy.header_names());
                }
                return Admission::Refused(exemption);
            }
        };
        vary_by(&mut parts.headers, policy.header_names());
        if reader.is_head {
            describe_head(&mut parts.headers);
            return Admission::Head;
        }
        Admission::Granted(content)
    }
}

/// Whether a 304 may be about JSON: it says no more than it must (RFC 9110 §15.4.5), so that it often
/// has no Content-Type.
fn is_not_modified(parts: &Parts) -> bool {
    parts.status == StatusCode::NOT_MODIFIED
        && (parts.headers.get(CONTENT_TYPE)).is_none_or(|value| {
            value.to_str().is_ok_and(|content_type| MediaType::of(content_type).is_some())
        })
}

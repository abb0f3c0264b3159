//! [`Admission`]: whether a response is looked into, which its head decides.

use http::StatusCode;
use http::header::CONTENT_TYPE;
use http::response::Parts;

use super::content::Content;
use super::headers::{describe_head, remove_validators, vary_by};
use super::reader::Reader;
use crate::response::{Exemption, MediaType, Policy};

/// Whether a response is looked into.
#[derive(Debug)]
pub(crate) enum Admission {
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
    pub(crate) fn of(
        parts: &mut Parts,
        reader: &Reader,
        policy: &Policy,
        is_wanted: impl FnOnce(&Parts) -> bool,
    ) -> Admission {
        let content = match Content::of(parts) {
            Ok(content) if is_wanted(parts) => content,
            Ok(_) => return Admission::Refused(Exemption::Predicate),
            Err(exemption) => {
                if is_about_json(parts) {
                    vary_by(&mut parts.headers, policy.header_names());
                }
                return Admission::Refused(exemption);
            }
        };
        vary_by(&mut parts.headers, policy.header_names());
        if let Some((exemption, header)) = content.objection(reader) {
            // Others get another body: a cache must not give them this one (RFC 9110 §8.8, RFC 9111 §4.1).
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

/// Whether it stands for a 200 that may be JSON, and has to say `Vary` as that would: a 206 (RFC 9110
/// §15.3.7) or a 304 (§15.4.5). Both may say no more than they must, not even Content-Type.
fn is_about_json(parts: &Parts) -> bool {
    matches!(parts.status, StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED)
        && (parts.headers.get(CONTENT_TYPE)).is_none_or(|value| {
            value.to_str().is_ok_and(|content_type| MediaType::of(content_type).is_some())
        })
}

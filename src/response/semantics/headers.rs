//! The headers of a localized response: Vary, Content-Language, ETag; and how lists in headers are read.

use http::header::{
    ACCEPT_RANGES, AsHeaderName, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, ETAG,
    HeaderMap, HeaderName, HeaderValue, LAST_MODIFIED, VARY,
};

use crate::response::{Exemption, Localization, Outcome};

/// Whether a list has a directive, in whatever case.
pub(crate) fn has_directive(headers: &HeaderMap, name: HeaderName, directive: &str) -> bool {
    members(headers, name).any(|member| member.eq_ignore_ascii_case(directive))
}

/// The members of all lines of a list (RFC 9110 §5.6.1).
pub(crate) fn members(headers: &HeaderMap, name: impl AsHeaderName) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(name).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|member| !member.is_empty())
}

const CONTENT_DIGEST: HeaderName = HeaderName::from_static("content-digest");
const REPR_DIGEST: HeaderName = HeaderName::from_static("repr-digest");
/// The predecessors of those two (RFC 3230, RFC 1864).
const DIGEST: HeaderName = HeaderName::from_static("digest");
const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

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

/// Makes the headers describe the body that is sent.
pub(super) fn describe(headers: &mut HeaderMap, localization: &Localization) {
    let outcome = localization.outcome();
    // A body that would become too large may not in another language.
    if outcome.depends_on_reader() || outcome == Outcome::Exempt(Exemption::TooLarge) {
        remove_validators(headers);
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

/// Removes the validators, which would hold for the text of one reader alone, even for the upstream's own
/// (RFC 9110 §8.8).
pub(super) fn remove_validators(headers: &mut HeaderMap) {
    remove(headers, [ETAG, LAST_MODIFIED]);
}

/// Removes what would describe a content that is not there (RFC 9110 §9.3.2).
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

//! The headers of a localized response: Vary, Content-Language, ETag; and how lists in headers are read.

use http::header::{
    ACCEPT_RANGES, AsHeaderName, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, ETAG,
    HeaderMap, HeaderName, HeaderValue, LAST_MODIFIED, VARY,
};

use crate::response::{Exemption, Localization, Outcome};

/// Whether a list has a directive, in whatever case.
pub(crate) fn has_directive(headers: &HeaderMap, name: HeaderName, directive: &str) -> bool {
    // Mostly it is not there.
    headers.contains_key(&name)
        && members(headers, name).any(|member| member.eq_ignore_ascii_case(directive))
}

/// The members of all lines of a list (RFC 9110 §5.6.1).
pub(crate) fn members(headers: &HeaderMap, name: impl AsHeaderName) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(name).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|member| !member.is_empty())
}

/// What turns the headers `before` into those `after`: each name once, with the value of its line from now on, or none
/// if the header is removed. What a localization writes has one line each.
#[cfg(any(feature = "capi", feature = "envoy"))]
pub(crate) fn edits<'h>(
    before: &'h HeaderMap,
    after: &'h HeaderMap,
) -> impl Iterator<Item = (&'h HeaderName, Option<&'h HeaderValue>)> {
    let removed = before.keys().filter(|name| !after.contains_key(*name));
    let is_new = |name: &HeaderName| !before.get_all(name).iter().eq(after.get_all(name));
    let set = after.iter().filter(move |(name, _)| is_new(name));
    removed.map(|name| (name, None)).chain(set.map(|(name, value)| (name, Some(value))))
}

pub(super) const CONTENT_DIGEST: HeaderName = HeaderName::from_static("content-digest");
pub(super) const REPR_DIGEST: HeaderName = HeaderName::from_static("repr-digest");
/// The predecessors of those two (RFC 3230, RFC 1864).
pub(super) const DIGEST: HeaderName = HeaderName::from_static("digest");
pub(super) const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

static VALIDATORS: [HeaderName; 2] = [ETAG, LAST_MODIFIED];

/// What holds for the very bytes of a content.
static OF_BYTES: [HeaderName; 6] =
    [CONTENT_ENCODING, ACCEPT_RANGES, CONTENT_DIGEST, REPR_DIGEST, DIGEST, CONTENT_MD5];

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
        remove(headers, &OF_BYTES);
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
    remove(headers, &VALIDATORS);
}

/// Removes what would describe a content that is not there (RFC 9110 §9.3.2).
pub(super) fn describe_head(headers: &mut HeaderMap) {
    headers.remove(CONTENT_LENGTH);
    remove(headers, &VALIDATORS);
    remove(headers, &OF_BYTES);
}

/// It costs less to look at those that are there than to look for each of these.
fn remove(headers: &mut HeaderMap, names: &[HeaderName]) {
    let there = headers.keys().filter(|name| names.contains(name));
    for name in there.cloned().collect::<Vec<_>>() {
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

//! [`Coding`]: how the content of a response is coded (RFC 9110 §8.4), and which codings its reader accepts.

use std::io::Read;

use bytes::Bytes;
use flate2::bufread::MultiGzDecoder;
use http::header::{ACCEPT_ENCODING, HeaderMap};

use super::headers::members;

/// The codings that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// None.
    Identity,
    /// Gzip (RFC 9110 §8.4.1.3).
    Gzip,
}

impl Coding {
    /// The coding that the members of Content-Encoding name; `None` if they name another one, or several.
    pub(super) fn of<'m>(members: impl Iterator<Item = &'m str>) -> Option<Coding> {
        let is = |member: &str, name: &str| member.eq_ignore_ascii_case(name);
        let mut coded = members.filter(|member| !is(member, "identity"));
        match (coded.next(), coded.next()) {
            (None, _) => Some(Coding::Identity),
            (Some(name), None) if is(name, "gzip") || is(name, "x-gzip") => Some(Coding::Gzip),
            _ => None,
        }
    }

    /// The content without its coding; `None` if it is broken or has more than `limit` bytes.
    pub(super) fn decode(self, content: &Bytes, limit: usize) -> Option<Bytes> {
        match self {
            Coding::Identity => Some(content.clone()),
            Coding::Gzip => gunzip(content, limit).map(Bytes::from),
        }
    }
}

/// Nothing is reserved beforehand, and reading ends one byte past the limit, however much there is.
fn gunzip(content: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut decoded = Vec::new();
    let most = u64::try_from(limit).ok()?.saturating_add(1);
    MultiGzDecoder::new(content).take(most).read_to_end(&mut decoded).ok()?;
    (decoded.len() <= limit).then_some(decoded)
}

/// Whether a request accepts a content without a coding (RFC 9110 §12.5.3), as almost every one does.
pub(crate) fn accepts_identity(headers: &HeaderMap) -> bool {
    weight_of(headers, "identity").is_none_or(|weight| weight > 0.0)
}

/// Whether a request asks for gzip. Without the header every coding is acceptable, but none is asked for.
#[cfg(feature = "proxy")]
pub(crate) fn asks_for_gzip(headers: &HeaderMap) -> bool {
    weight_of(headers, "gzip").is_some_and(|weight| weight > 0.0)
}

/// The weight of a coding, or else of `*`; `None` if neither is listed. A weight that is not valid counts
/// as 1, since a reader that lists a coding wants it.
fn weight_of(headers: &HeaderMap, coding: &str) -> Option<f32> {
    if !headers.contains_key(ACCEPT_ENCODING) {
        return None;
    }
    let of = |name: &str| {
        let codings = members(headers, ACCEPT_ENCODING);
        let mut codings = codings.map(|member| member.split_once(';').unwrap_or((member, "")));
        let (_, weight) = codings.find(|(coding, _)| coding.trim().eq_ignore_ascii_case(name))?;
        let weight = weight.split_once('=').and_then(|(_, weight)| weight.trim().parse().ok());
        Some(weight.unwrap_or(1.0))
    };
    of(coding).or_else(|| of("*"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(content: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn one_coding_is_known() {
        for (members, expected) in [
            (&[][..], Some(Coding::Identity)),
            (&["identity"], Some(Coding::Identity)),
            (&["GZip"], Some(Coding::Gzip)),
            (&["x-gzip", "identity"], Some(Coding::Gzip)),
            (&["gzip", "gzip"], None),
            (&["br"], None),
            (&["zstd", "gzip"], None),
        ] {
            assert_eq!(Coding::of(members.iter().copied()), expected, "{members:?}");
        }
    }

    #[test]
    fn a_limit_ends_the_reading() {
        let bomb = Bytes::from(gzip(&vec![b' '; 10_000_000]));
        assert!(bomb.len() < 100_000);
        assert_eq!(Coding::Gzip.decode(&bomb, 1000), None);

        let small = Bytes::from(gzip(b"12345"));
        assert_eq!(Coding::Gzip.decode(&small, 5).as_deref(), Some(&b"12345"[..]));
        assert_eq!(Coding::Gzip.decode(&small, 4), None);
    }

    #[test]
    fn several_members_are_one_content() {
        let members = Bytes::from([gzip(b"one "), gzip(b"two")].concat());
        assert_eq!(Coding::Gzip.decode(&members, 100).as_deref(), Some(&b"one two"[..]));
    }

    #[test]
    fn a_broken_content_is_not_read() {
        let whole = gzip(b"whole");
        for end in 0..whole.len() {
            let cut = Bytes::copy_from_slice(&whole[..end]);
            assert_eq!(Coding::Gzip.decode(&cut, 100), None, "cut at {end}");
        }
        let mut wrong = whole;
        let checksum = wrong.len() - 8;
        wrong[checksum] ^= 1;
        assert_eq!(Coding::Gzip.decode(&wrong.into(), 100), None);
        assert_eq!(Coding::Gzip.decode(&Bytes::from_static(b"{\"code\":1}"), 100), None);
    }

    #[test]
    fn identity_is_acceptable_unless_it_is_refused() {
        for (value, expected) in [
            ("", true),
            ("gzip, br;q=0", true),
            ("gzip, identity;q=0", false),
            ("gzip, Identity ; Q = 0.000", false),
            ("*;q=0", false),
            ("*;q=0, identity", true),
            ("gzip;q=1.0, identity;q=0.5, *;q=0", true),
            ("identity;q=x", true),
        ] {
            let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, value.parse().unwrap())]);
            assert_eq!(accepts_identity(&headers), expected, "{value}");
        }
    }

    #[cfg(feature = "proxy")]
    #[test]
    fn gzip_is_asked_for_by_its_name_or_by_all() {
        assert!(!asks_for_gzip(&HeaderMap::new()));
        for (value, expected) in [
            ("gzip, deflate, br, zstd", true),
            ("br;q=1.0, GZIP;q=0.1", true),
            ("*", true),
            ("gzip;q=0, *", false),
            ("br", false),
            ("identity", false),
        ] {
            let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, value.parse().unwrap())]);
            assert_eq!(asks_for_gzip(&headers), expected, "{value}");
        }
    }
}

//! Which codings a reader accepts (RFC 9110 §12.5.3).

use http::header::{ACCEPT_ENCODING, HeaderMap};

use super::list::members;

/// Whether a content without a coding is acceptable, as it almost always is.
pub(crate) fn accepts_identity(headers: &HeaderMap) -> bool {
    weight_of(headers, "identity").is_none_or(|weight| weight > 0.0)
}

/// Whether a header asks for gzip. Without a header every coding is acceptable, but none is asked for.
#[cfg(feature = "proxy")]
pub(crate) fn asks_for_gzip(headers: &HeaderMap) -> bool {
    weight_of(headers, "gzip").is_some_and(|weight| weight > 0.0)
}

/// The weight of a coding, or else of `*`; `None` if neither is listed. What is no weight counts as 1,
/// since a reader that lists a coding wants it.
fn weight_of(headers: &HeaderMap, coding: &str) -> Option<f32> {
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
    use super::*;

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

//! Headers that are lists (RFC 9110 §5.6.1).

use http::header::{AsHeaderName, HeaderMap, HeaderName};

/// Whether a list has a directive, in whatever case.
pub(crate) fn has_directive(headers: &HeaderMap, name: HeaderName, directive: &str) -> bool {
    members(headers, name).any(|member| member.eq_ignore_ascii_case(directive))
}

/// The members of all lines of a list (RFC 9110 §5.6.1).
pub(crate) fn members(headers: &HeaderMap, name: impl AsHeaderName) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(name).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|member| !member.is_empty())
}

//! [`MediaType`]: which kind of JSON a body is.

/// The kinds of bodies that texts are looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// JSON whose fields the policy names.
    Json,
    /// A problem (RFC 9457), whose fields the standard names.
    Problem,
}

impl MediaType {
    /// The kind that a Content-Type names (RFC 9110 §8.3): `application/json`, `text/json`, and every
    /// type with the suffix `+json` (RFC 6839 §3.1). `None` for all others, also for streams of JSON.
    ///
    /// ```
    /// use codeword::response::MediaType;
    ///
    /// assert_eq!(MediaType::of("application/json; charset=utf-8"), Some(MediaType::Json));
    /// assert_eq!(MediaType::of("application/problem+json"), Some(MediaType::Problem));
    /// assert_eq!(MediaType::of("application/x-ndjson"), None);
    /// ```
    pub fn of(content_type: &str) -> Option<MediaType> {
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        let (_, subtype) = essence.split_once('/')?;
        let is = |name: &str| essence.eq_ignore_ascii_case(name);
        let suffix = subtype.rsplit_once('+').map_or("", |(_, suffix)| suffix);
        if is("application/problem+json") {
            Some(MediaType::Problem)
        } else if is("application/json") || is("text/json") || suffix.eq_ignore_ascii_case("json") {
            Some(MediaType::Json)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_known_by_its_type_and_by_its_suffix() {
        use MediaType::{Json, Problem};
        for (content_type, expected) in [
            ("application/json", Some(Json)),
            ("Application/JSON ;charset=UTF-8", Some(Json)),
            ("text/json", Some(Json)),
            ("application/vnd.api+json", Some(Json)),
            ("application/vnd.a+b+JSON", Some(Json)),
            ("application/problem+json; charset=utf-8", Some(Problem)),
            ("application/problem+xml", None),
            ("application/json-seq", None),
            ("application/x-ndjson", None),
            ("text/event-stream", None),
            ("application/grpc+proto", None),
            ("json", None),
            ("", None),
        ] {
            assert_eq!(MediaType::of(content_type), expected, "{content_type}");
        }
    }
}

//! [`MediaType`]: which kind of JSON a body is.

/// The kinds of bodies that texts are looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MediaType {
    /// JSON whose fields the policy names.
    Json,
    /// A problem (RFC 9457), whose fields the standard names.
    Problem,
}

/// The types of JSON that have no suffix.
const JSON: [&str; 4] =
    ["application/json", "text/json", "application/x-amz-json-1.0", "application/x-amz-json-1.1"];

/// The types of many values of JSON, one after the other, which have the suffix all the same.
const STREAMS: [&str; 4] = [
    "application/grpc+json",
    "application/grpc-web+json",
    "application/connect+json",
    "application/stream+json",
];

impl MediaType {
    /// The kind that a Content-Type names (RFC 9110 §8.3): `application/json`, `text/json`, AWS's
    /// `application/x-amz-json-1.0` and `-1.1`, and every type with the suffix `+json` (RFC 6839 §3.1). `None` for
    /// all others, also for streams of JSON, and for the frames of gRPC and Connect, whatever their suffix.
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
        } else if STREAMS.into_iter().any(is) {
            None
        } else if suffix.eq_ignore_ascii_case("json") || JSON.into_iter().any(is) {
            Some(MediaType::Json)
        } else {
            None
        }
    }

    /// The name of the kind, for Content-Type.
    pub const fn name(self) -> &'static str {
        match self {
            MediaType::Json => "application/json",
            MediaType::Problem => "application/problem+json",
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
            ("application/x-amz-json-1.0", Some(Json)),
            ("application/X-Amz-Json-1.1; charset=utf-8", Some(Json)),
            ("application/x-amz-json-2", None),
            ("application/graphql-response+json", Some(Json)),
            ("application/problem+xml", None),
            ("application/grpc+json", None),
            ("application/connect+json", None),
            ("application/stream+json;charset=UTF-8", None),
            ("application/geo+json-seq", None),
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

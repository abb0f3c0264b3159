//! [`GrpcCode`]: the canonical status codes of gRPC, and which one an HTTP status stands for.

use std::fmt;
use std::str::FromStr;

use crate::Error;

/// A canonical status code of gRPC, as `google.rpc.Code` names them.
///
/// # Example
///
/// ```
/// use codeword::registry::GrpcCode;
///
/// let code: GrpcCode = "RESOURCE_EXHAUSTED".parse()?;
/// assert_eq!(code.number(), 8);
/// assert_eq!(GrpcCode::of_http_status(429), code);
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "their names are what google/rpc/code.proto documents")]
pub enum GrpcCode {
    Ok,
    Cancelled,
    Unknown,
    InvalidArgument,
    DeadlineExceeded,
    NotFound,
    AlreadyExists,
    PermissionDenied,
    ResourceExhausted,
    FailedPrecondition,
    Aborted,
    OutOfRange,
    Unimplemented,
    Internal,
    Unavailable,
    DataLoss,
    Unauthenticated,
}

impl GrpcCode {
    /// All of them, in the order of their numbers, from 0.
    pub const ALL: [GrpcCode; 17] = [
        GrpcCode::Ok,
        GrpcCode::Cancelled,
        GrpcCode::Unknown,
        GrpcCode::InvalidArgument,
        GrpcCode::DeadlineExceeded,
        GrpcCode::NotFound,
        GrpcCode::AlreadyExists,
        GrpcCode::PermissionDenied,
        GrpcCode::ResourceExhausted,
        GrpcCode::FailedPrecondition,
        GrpcCode::Aborted,
        GrpcCode::OutOfRange,
        GrpcCode::Unimplemented,
        GrpcCode::Internal,
        GrpcCode::Unavailable,
        GrpcCode::DataLoss,
        GrpcCode::Unauthenticated,
    ];

    /// The name, such as `RESOURCE_EXHAUSTED`.
    pub const fn name(self) -> &'static str {
        match self {
            GrpcCode::Ok => "OK",
            GrpcCode::Cancelled => "CANCELLED",
            GrpcCode::Unknown => "UNKNOWN",
            GrpcCode::InvalidArgument => "INVALID_ARGUMENT",
            GrpcCode::DeadlineExceeded => "DEADLINE_EXCEEDED",
            GrpcCode::NotFound => "NOT_FOUND",
            GrpcCode::AlreadyExists => "ALREADY_EXISTS",
            GrpcCode::PermissionDenied => "PERMISSION_DENIED",
            GrpcCode::ResourceExhausted => "RESOURCE_EXHAUSTED",
            GrpcCode::FailedPrecondition => "FAILED_PRECONDITION",
            GrpcCode::Aborted => "ABORTED",
            GrpcCode::OutOfRange => "OUT_OF_RANGE",
            GrpcCode::Unimplemented => "UNIMPLEMENTED",
            GrpcCode::Internal => "INTERNAL",
            GrpcCode::Unavailable => "UNAVAILABLE",
            GrpcCode::DataLoss => "DATA_LOSS",
            GrpcCode::Unauthenticated => "UNAUTHENTICATED",
        }
    }

    /// The number, from 0 to 16.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The code that an HTTP status stands for: the inverse of the "HTTP Mapping" in
    /// `google/rpc/code.proto`.
    ///
    /// Where several codes have one status, it is the least specific of them: 400 is `INVALID_ARGUMENT`,
    /// 409 `ABORTED`, 500 `INTERNAL`. A status that the mapping does not have stands with its class: 2xx
    /// is `OK`, 4xx `FAILED_PRECONDITION`, 5xx `INTERNAL`; any other is `UNKNOWN`.
    pub const fn of_http_status(status: u16) -> GrpcCode {
        match status {
            400 => GrpcCode::InvalidArgument,
            401 => GrpcCode::Unauthenticated,
            403 => GrpcCode::PermissionDenied,
            404 => GrpcCode::NotFound,
            409 => GrpcCode::Aborted,
            429 => GrpcCode::ResourceExhausted,
            499 => GrpcCode::Cancelled,
            501 => GrpcCode::Unimplemented,
            503 => GrpcCode::Unavailable,
            504 => GrpcCode::DeadlineExceeded,
            _ => match status / 100 {
                2 => GrpcCode::Ok,
                4 => GrpcCode::FailedPrecondition,
                5 => GrpcCode::Internal,
                _ => GrpcCode::Unknown,
            },
        }
    }
}

impl FromStr for GrpcCode {
    type Err = Error;

    /// Reads a name.
    ///
    /// # Errors
    ///
    /// [`Error::is_registry`] for any other text.
    fn from_str(name: &str) -> Result<GrpcCode, Error> {
        GrpcCode::ALL.into_iter().find(|code| code.name() == name).ok_or_else(|| {
            let names = GrpcCode::ALL.map(GrpcCode::name).join(", ");
            Error::registry(format!("`{name}` is not a status code of gRPC: write one of {names}"))
        })
    }
}

impl fmt::Display for GrpcCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_come_back() {
        for (number, code) in GrpcCode::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(code.number()), number);
            assert_eq!(code.name().parse::<GrpcCode>().unwrap(), code);
        }
        for name in ["", "ok", "CANCELED", "NOT_FOUND ", "5"] {
            assert!(name.parse::<GrpcCode>().unwrap_err().is_registry(), "{name:?}");
        }
    }

    #[test]
    fn each_status_stands_for_one_code() {
        for (status, name) in [
            (200, "OK"),
            (204, "OK"),
            (304, "UNKNOWN"),
            (400, "INVALID_ARGUMENT"),
            (409, "ABORTED"),
            (418, "FAILED_PRECONDITION"),
            (429, "RESOURCE_EXHAUSTED"),
            (500, "INTERNAL"),
            (502, "INTERNAL"),
            (504, "DEADLINE_EXCEEDED"),
        ] {
            assert_eq!(GrpcCode::of_http_status(status).name(), name, "{status}");
        }
    }
}

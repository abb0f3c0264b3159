//! [`Pages`]: what becomes of an error that is not JSON.

use std::str::FromStr;

use crate::Error;

/// What becomes of an error without JSON: of one that is empty, or a page of HTML or plain text.
///
/// It is replaced where its status has a [code](super::Policy::status_codes), and where the `Accept` of the request
/// asks for JSON at least as much as for a page: a browser that opens an address keeps its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Pages {
    /// It is left as it is: `leave`.
    #[default]
    Leave,
    /// It becomes an object with the fields of the policy's first pair whose paths go through no array:
    /// `json`. Where there is no such pair, it becomes a problem.
    Json,
    /// It becomes a problem (RFC 9457): `problem`.
    Problem,
}

impl FromStr for Pages {
    type Err = Error;

    /// Reads `leave`, `json` or `problem`.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] for any other text.
    fn from_str(text: &str) -> Result<Pages, Error> {
        match text {
            "leave" => Ok(Pages::Leave),
            "json" => Ok(Pages::Json),
            "problem" => Ok(Pages::Problem),
            _ => Err(Error::invalid_policy(format!(
                "`{text}` says nothing of pages: write `leave`, `json` or `problem`"
            ))),
        }
    }
}

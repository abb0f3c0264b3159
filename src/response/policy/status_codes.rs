//! [`StatusCodes`]: the code of an error that says none, by its status.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::{Code, CodeBuf, Diagnostic, Error};

/// The codes of last resort, each with what is said where the catalog lacks it.
#[derive(Clone, Debug, Default)]
pub(super) struct StatusCodes(BTreeMap<u16, (CodeBuf, Diagnostic)>);

/// The statuses of errors (RFC 9110 §15).
const ERRORS: RangeInclusive<u16> = 400..=599;

impl StatusCodes {
    /// The code of a status.
    pub(super) fn get(&self, status: u16) -> Option<Code<'_>> {
        self.0.get(&status).map(|(code, _)| code.as_code())
    }

    /// The codes, each with what is said where a catalog lacks it.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Code<'_>, &Diagnostic)> {
        self.0.values().map(|(code, unknown)| (code.as_code(), unknown))
    }

    /// Adds a code for a status, as that is written.
    pub(super) fn add(
        &mut self,
        status: &str,
        code: CodeBuf,
        unknown: Diagnostic,
    ) -> Result<(), Error> {
        let Some(status) = status.parse().ok().filter(|status| ERRORS.contains(status)) else {
            return Err(Error::invalid_policy(format!(
                "`{status}` is not the status of an error: write one from 400 to 599"
            )));
        };
        self.0.insert(status, (code, unknown));
        Ok(())
    }
}

/// What is said of a code that a catalog lacks.
pub(super) fn unknown(code: Code<'_>) -> String {
    format!("the catalog has no message for `{code}`: add one, or name another code")
}

//! [`Arguments`]: what becomes of the arguments beside a text.

use std::str::FromStr;

use crate::Error;

/// What becomes of the arguments beside a text that has its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Arguments {
    /// They stay, for programs that read them: `keep`.
    #[default]
    Keep,
    /// They are taken out, where they were meant for the text alone: `drop`. Those of a text that is left stay, and a
    /// body in which no text is replaced stays as it is.
    Drop,
}

impl FromStr for Arguments {
    type Err = Error;

    /// Reads `keep` or `drop`.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] for any other text.
    fn from_str(text: &str) -> Result<Arguments, Error> {
        match text {
            "keep" => Ok(Arguments::Keep),
            "drop" => Ok(Arguments::Drop),
            _ => Err(Error::invalid_policy(format!(
                "`{text}` says nothing of arguments: write `keep` or `drop`"
            ))),
        }
    }
}

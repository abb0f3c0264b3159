//! [`ArgumentKind`]: what a message is filled in with.

use std::fmt;
use std::str::FromStr;

use crate::Error;

/// What an argument of a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ArgumentKind {
    /// A text.
    String,
    /// A number, which may select a plural form.
    Number,
    /// A date, a time, or both.
    Date,
}

impl ArgumentKind {
    /// All of them.
    pub const ALL: [ArgumentKind; 3] =
        [ArgumentKind::String, ArgumentKind::Number, ArgumentKind::Date];

    /// The name: `string`, `number` or `date`.
    pub const fn name(self) -> &'static str {
        match self {
            ArgumentKind::String => "string",
            ArgumentKind::Number => "number",
            ArgumentKind::Date => "date",
        }
    }
}

impl FromStr for ArgumentKind {
    type Err = Error;

    /// Reads a name.
    ///
    /// # Errors
    ///
    /// [`Error::is_registry`] for any other text.
    fn from_str(name: &str) -> Result<ArgumentKind, Error> {
        ArgumentKind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
            let form = "write \"string\", \"number\" or \"date\"";
            Error::registry(format!("`{name}` is not a kind of argument: {form}"))
        })
    }
}

impl fmt::Display for ArgumentKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        for kind in ArgumentKind::ALL {
            assert_eq!(kind.to_string().parse::<ArgumentKind>().unwrap(), kind);
        }
        let error = "int".parse::<ArgumentKind>().unwrap_err();
        assert!(error.is_registry() && error.to_string().contains("\"number\""), "{error}");
    }
}

//! [`CodeBuf`]: a code to keep.

use std::fmt;
use std::str::FromStr;

use super::{Code, Spelling};
use crate::Error;

/// A code that owns its name, as a [`PathBuf`](std::path::PathBuf) owns its path: to be kept, collected
/// and sent to other threads. A number takes no memory of its own.
///
/// # Example
///
/// ```
/// use std::collections::BTreeMap;
///
/// use codeword::{Catalog, CodeBuf, Source};
///
/// let catalog = Catalog::builder()
///     .source(Source::files([("en-US/errors.ftl", "code-card_declined = The card was declined")]))
///     .build()?;
///
/// let mut seen: BTreeMap<CodeBuf, u32> = BTreeMap::new();
/// for code in catalog.codes() {
///     *seen.entry(code.to_code_buf()).or_default() += 1;
/// }
/// assert_eq!(seen[&"card_declined".parse()?], 1);
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeBuf(OwnedSpelling);

/// In the order of codes; see [`Spelling`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum OwnedSpelling {
    Negative(i64),
    Natural(u64),
    Name(Box<str>),
}

impl CodeBuf {
    /// The code, which borrows its name from this one.
    #[inline]
    pub fn as_code(&self) -> Code<'_> {
        Code(match &self.0 {
            OwnedSpelling::Negative(number) => Spelling::Negative(*number),
            OwnedSpelling::Natural(number) => Spelling::Natural(*number),
            OwnedSpelling::Name(name) => Spelling::Name(name),
        })
    }
}

impl Code<'_> {
    /// The same code, to be kept.
    pub fn to_code_buf(self) -> CodeBuf {
        self.into()
    }
}

impl From<Code<'_>> for CodeBuf {
    #[inline]
    fn from(code: Code<'_>) -> CodeBuf {
        CodeBuf(match code.0 {
            Spelling::Negative(number) => OwnedSpelling::Negative(number),
            Spelling::Natural(number) => OwnedSpelling::Natural(number),
            Spelling::Name(name) => OwnedSpelling::Name(name.into()),
        })
    }
}

impl<'a> From<&'a CodeBuf> for Code<'a> {
    #[inline]
    fn from(code: &'a CodeBuf) -> Code<'a> {
        code.as_code()
    }
}

impl FromStr for CodeBuf {
    type Err = Error;

    /// Reads a code as it is spelled: `400142`, `-1121`, `card_declined`.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_code`] for what is not a code: see [`Code`].
    fn from_str(text: &str) -> Result<CodeBuf, Error> {
        Code::read(text).map(CodeBuf::from)
    }
}

impl fmt::Display for CodeBuf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_code().fmt(out)
    }
}

impl fmt::Debug for CodeBuf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_code().fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_codes_are_the_same_in_the_same_order() {
        let codes = ["-7", "0", "7", "18446744073709551615", "007", "card_declined"]
            .map(|spelling| Code::parse(spelling).unwrap());
        let kept = codes.map(Code::to_code_buf);
        assert!(kept.is_sorted());
        assert_eq!(kept.each_ref().map(CodeBuf::as_code), codes);
        assert_eq!(format!("{:?} {:?}", kept[0], kept[5]), r#"Code(-7) Code("card_declined")"#);
    }
}

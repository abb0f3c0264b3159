//! [`Statuses`]: the responses that are looked into, by their status.

use std::ops::RangeInclusive;
use std::str::FromStr;

use crate::Error;

/// Statuses of responses (RFC 9110 §15), by default those of errors, 400 and above.
///
/// ```
/// use codeword::response::Statuses;
///
/// let statuses: Statuses = "200,400-599".parse()?;
/// assert!(statuses.contains(200) && statuses.contains(404));
/// assert!(!Statuses::default().contains(200));
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statuses(Vec<RangeInclusive<u16>>);

/// What a status can be: three digits (RFC 9110 §15).
const ALL: RangeInclusive<u16> = 100..=999;

/// The errors. An unknown status above 599 is one too, as clients see it (RFC 9110 §15).
const ERRORS: RangeInclusive<u16> = 400..=999;

impl Statuses {
    /// Whether a status is one of these.
    pub fn contains(&self, status: u16) -> bool {
        self.0.iter().any(|range| range.contains(&status))
    }
}

impl Default for Statuses {
    fn default() -> Statuses {
        Statuses(vec![ERRORS])
    }
}

impl FromIterator<Statuses> for Statuses {
    /// The statuses of all of these.
    fn from_iter<I: IntoIterator<Item = Statuses>>(all: I) -> Statuses {
        Statuses(all.into_iter().flat_map(|statuses| statuses.0).collect())
    }
}

impl FromStr for Statuses {
    type Err = Error;

    /// Reads statuses and ranges of them, with commas between: `200,400-599`.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if a part is not a status from 100 to 999, or not a range that ends after it
    /// begins.
    fn from_str(text: &str) -> Result<Statuses, Error> {
        text.split(',').map(range).collect::<Result<_, _>>().map(Statuses)
    }
}

/// `400-599`, or one status.
fn range(text: &str) -> Result<RangeInclusive<u16>, Error> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let status = |text: &str| text.trim().parse().ok().filter(|status| ALL.contains(status));
    match (status(first), status(last)) {
        (Some(first), Some(last)) if first <= last => Ok(first..=last),
        _ => Err(Error::invalid_policy(format!(
            "`{text}` is not a status or a range of them: write one such as `200` or `400-599`"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_read_one_by_one_and_in_ranges() {
        for (text, expected) in [
            ("200", &[200][..]),
            ("200, 400-402", &[200, 400, 401, 402]),
            (" 998 - 999 ,100", &[100, 998, 999]),
        ] {
            let statuses: Statuses = text.parse().unwrap();
            let found: Vec<u16> = (0..2000).filter(|status| statuses.contains(*status)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn an_invalid_status_is_refused() {
        for text in ["", ",", "99", "1000", "404-400", "400-", "-400", "4xx", "200 400"] {
            let error = text.parse::<Statuses>().unwrap_err();
            assert!(error.is_invalid_policy(), "{text}");
        }
    }

    #[test]
    fn errors_are_the_default() {
        let found = (100..=999).filter(|status| Statuses::default().contains(*status));
        assert!(found.eq(400..=999));
    }
}

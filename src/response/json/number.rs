//! [`number_end`]: how far a number (RFC 8259 §6) goes.

use crate::response::Defect;

/// What is left behind a number.
#[inline(always)]
pub(super) fn number_end(mut rest: &[u8]) -> Result<&[u8], Defect> {
    if let [b'-', behind @ ..] = rest {
        rest = behind;
    }
    rest = match rest {
        [b'0', behind @ ..] => behind,
        _ => digits_end(rest)?,
    };
    if let [b'.', behind @ ..] = rest {
        rest = digits_end(behind)?;
    }
    if let [b'e' | b'E', behind @ ..] = rest {
        rest = match behind {
            [b'+' | b'-', behind @ ..] => digits_end(behind)?,
            _ => digits_end(behind)?,
        };
    }
    Ok(rest)
}

/// What is left behind one digit or more.
#[inline(always)]
fn digits_end(text: &[u8]) -> Result<&[u8], Defect> {
    let mut rest = text;
    while let [b'0'..=b'9', behind @ ..] = rest {
        rest = behind;
    }
    if rest.len() < text.len() { Ok(rest) } else { Err(Defect::InvalidJson) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, length) in [
            ("0", Some(1)),
            ("-0", Some(2)),
            ("400142,", Some(6)),
            ("1.50}", Some(4)),
            ("1e5", Some(3)),
            ("-1.0E-10 ", Some(8)),
            // What follows a token is for the grammar to judge: here, `01` is two numbers.
            ("01", Some(1)),
            ("-", None),
            ("+1", None),
            ("1.", None),
            (".5", None),
            ("1e", None),
            ("1e+", None),
            ("", None),
        ] {
            let found = number_end(text.as_bytes()).ok().map(|rest| text.len() - rest.len());
            assert_eq!(found, length, "{text}");
        }
    }
}

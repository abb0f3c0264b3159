//! `%s`, `%1$d`, `%.2f`, `%%` of C and its kin, and `%(name)s` of Python.

use super::pieces::Form;
use super::token::{Found, Token, argument, name_length};

/// What stands at a place of a text.
pub(super) fn token(text: &str, at: usize) -> Found {
    let rest = &text[at..];
    let Some(after) = rest.strip_prefix('%') else { return Ok(None) };
    if after.starts_with('%') {
        return Ok(Some((Token::Text("%".to_owned()), 2)));
    }
    if let Some(found) = by_name(rest) {
        return Ok(Some(found));
    }
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (position, after) = match &after[digits(after)..] {
        found if found.starts_with('$') && digits(after) > 0 => {
            (after[..digits(after)].parse::<usize>().ok(), &found[1..])
        }
        _ => (None, after),
    };
    let flags = after.len() - after.trim_start_matches(['-', '+', '#', '0', '\'']).len();
    let width = digits(&after[flags..]);
    let rest_of = &after[flags + width..];
    let (precision, rest_of) = match rest_of.strip_prefix('.') {
        Some(rest) => (Some(&rest[..digits(rest)]), &rest[digits(rest)..]),
        None => (None, rest_of),
    };
    let conversion = rest_of.trim_start_matches(['h', 'l', 'L', 'q', 'j', 'z', 't']);
    let Some(sign) = conversion.chars().next() else { return Ok(None) };
    // A percent sign after a number, or before a word, is one.
    let is_word = |text: &str| text[1..].starts_with(|c: char| c.is_ascii_alphabetic());
    let before = text[..at].chars().next_back();
    if !"sdiufFeEgGxXocpv@".contains(sign)
        || (position.is_none() && before.is_some_and(|c| c.is_ascii_digit()))
        || (sign != 's' && is_word(conversion) && position.is_none())
        || (sign == 's'
            && is_word(conversion)
            && conversion[1..].len() > 1
            && position.is_none()
            && before.is_some_and(char::is_alphanumeric))
    {
        return Ok(None);
    }
    let length = rest.len() - conversion.len() + sign.len_utf8();
    let spelling = &rest[..length];
    let form = match (sign, precision) {
        ('s' | 'v' | 'c' | '@', None) => Form::Plain,
        ('d' | 'i' | 'u', None) => Form::Count,
        // C prints six digits where nobody says otherwise.
        ('f' | 'F', None) => Form::Number(Some(6)),
        ('f' | 'F', Some(digits)) => Form::Number(Some(digits.parse().unwrap_or(0))),
        ('g' | 'G', None) => Form::Number(None),
        _ => return Err(refused(spelling)),
    };
    if flags + width > 0 || matches!(form, Form::Number(Some(digits)) if digits > 20) {
        return Err(refused(spelling));
    }
    let token = match position {
        Some(0) => return Err(refused(spelling)),
        Some(position) => argument(&format!("arg{}", position - 1), form, spelling),
        None => Token::InTurn { form, spelling: spelling.to_owned() },
    };
    Ok(Some((token, length)))
}

fn refused(spelling: &str) -> String {
    format!("`{spelling}` cannot be turned into Fluent: write the message there, with NUMBER()")
}

/// `%(name)s` and `%(name)d`.
pub(super) fn by_name(rest: &str) -> Option<(Token, usize)> {
    let inner = rest.strip_prefix("%(")?;
    let name = &inner[..name_length(inner)];
    let sign = inner[name.len()..].strip_prefix(')')?.chars().next()?;
    let form = match sign {
        's' => Form::Plain,
        'd' | 'i' => Form::Count,
        _ => return None,
    };
    let length = "%()".len() + name.len() + 1;
    (!name.is_empty()).then(|| (argument(name, form, &rest[..length]), length))
}

//! `{name}`, `{{.Name}}`, `${name}`, `%{name}`, `%(name)s`, `%name%` and `:name`.

use super::pieces::Form;
use super::token::{Found, argument, name_length};
use super::{braces, printf};

/// What stands at a place of a text.
pub(super) fn token(text: &str, at: usize, quotes: bool) -> Found {
    let rest = &text[at..];
    let before = text[..at].chars().next_back();
    let found = match rest.bytes().next() {
        Some(b'{') if rest.starts_with("{{") => return doubled(rest),
        Some(b'{') => return braces::token(rest, quotes),
        Some(b'$') => enclosed(rest, "${", "}"),
        Some(b'%') if rest.starts_with("%{") => enclosed(rest, "%{", "}"),
        Some(b'%') if rest.starts_with("%(") => return Ok(printf::by_name(rest)),
        // `50%off%` is not one.
        Some(b'%') if !before.is_some_and(|c| c.is_ascii_digit()) => {
            enclosed(rest, "%", "%").filter(|(_, length)| *length > "%a%".len())
        }
        Some(b':') => after_colon(rest, before),
        _ => None,
    };
    Ok(found.map(|(name, length)| (argument(name, Form::Plain, &rest[..length]), length)))
}

/// `{{.Name}}` of Go's templates, `{{ name }}` of others.
fn doubled(rest: &str) -> Found {
    let Some(length) = rest.find("}}").map(|at| at + "}}".len()) else { return Ok(None) };
    let spelling = &rest[..length];
    let inner = spelling["{{".len()..length - "}}".len()].trim();
    let name = inner.strip_prefix('.').unwrap_or(inner);
    if name.is_empty() {
        return Ok(None);
    }
    if name_length(name) != name.len() {
        return Err(format!(
            "`{spelling}` cannot be turned into Fluent: write the message there, with a selector"
        ));
    }
    Ok(Some((argument(name, Form::Plain, spelling), length)))
}

/// A name between two signs.
fn enclosed<'t>(rest: &'t str, open: &str, close: &str) -> Option<(&'t str, usize)> {
    let inner = rest.strip_prefix(open)?;
    let name = &inner[..name_length(inner)];
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let is_closed = inner[name.len()..].starts_with(close);
    (is_name && is_closed).then_some((name, open.len() + name.len() + close.len()))
}

/// `:name` of Laravel, after a blank or an opening sign.
fn after_colon(rest: &str, before: Option<char>) -> Option<(&str, usize)> {
    let inner = &rest[1..];
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(inner.len());
    let name = &inner[..end];
    let stands_apart = before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '(' | '[' | '“' | '«' | '「')
    });
    let is_name = name.len() > 1 && name.starts_with(|c: char| c.is_ascii_alphabetic());
    // `:smile:` is something else.
    let is_open = !inner[end..].starts_with(':');
    (stands_apart && is_name && is_open).then_some((name, end + 1))
}

//! `{0}`, `{name}`, and the formats of ICU's and Java's `MessageFormat`: `{n, plural, one {…} other {…}}`.

use super::pieces::Form;
use super::token::{CaseKind, Found, Token, argument, name_length, variable};
use crate::fluent::line::is_identifier;

/// Whether a placeholder is named by a number, or in turn.
pub(super) fn is_indexed(spelling: &str) -> bool {
    let inner = spelling.trim_start_matches(['{', ' ']);
    spelling == "{}" || inner.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a text has cases, which only a `MessageFormat` has.
pub(super) fn has_cases(text: &str) -> bool {
    text.match_indices('{').any(|(at, _)| {
        let inner = text[at + 1..].trim_start();
        let rest = inner[name_length(inner)..].trim_start();
        let kind = rest.strip_prefix(',').map(str::trim_start);
        kind.is_some_and(|kind| kind.starts_with("plural") || kind.starts_with("select"))
    })
}

/// What a text begins with. With `quotes`, apostrophes hide braces.
pub(super) fn token(rest: &str, quotes: bool) -> Found {
    let Some(inner) = rest.strip_prefix('{') else { return Ok(None) };
    if inner.starts_with('}') {
        let (form, spelling) = (Form::Plain, "{}".to_owned());
        return Ok(Some((Token::InTurn { form, spelling }, 2)));
    }
    let start = inner.len() - inner.trim_start_matches(' ').len();
    let name = &inner[start..start + name_length(&inner[start..])];
    let after = inner[start + name.len()..].trim_start();
    if name.is_empty() || !after.starts_with(['}', ',']) || name.starts_with('-') {
        return Ok(None);
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) && name.parse::<usize>().is_err() {
        return Ok(None);
    }
    let Some(length) = closing(rest, quotes) else {
        // Words with a brace in them, unless it begins as a format does.
        let kind = after.strip_prefix(',').map(str::trim_start).unwrap_or_default();
        let is_format =
            ["plural", "select", "choice", "number"].iter().any(|name| kind.starts_with(name));
        return match is_format {
            true => Err(format!("`{{{name}, …` is not closed: write the missing `}}`")),
            false => Ok(None),
        };
    };
    let spelling = &rest[..length];
    let format = spelling[..length - 1].split_once(',').map(|(_, format)| format.trim());
    let Some(format) = format else {
        return Ok(Some((argument(name, Form::Plain, spelling), length)));
    };
    if let Some((kind, cases)) = cases(format) {
        let cases = variants(cases, quotes)?;
        let (variable, spelling) = (variable(name), format!("{{{name}}}"));
        return Ok(Some((Token::Cases { variable, spelling, kind, cases }, length)));
    }
    Ok(form(name, format)?.map(|form| (argument(name, form, spelling), length)))
}

/// The cases of a format that has some.
fn cases(format: &str) -> Option<(CaseKind, &str)> {
    let (kind, cases) = format.split_once(',')?;
    let kind = match kind.trim() {
        "plural" => CaseKind::Plural,
        "selectordinal" => CaseKind::Ordinal,
        "select" => CaseKind::Word,
        _ => return None,
    };
    Some((kind, cases))
}

/// What follows an argument's name and a comma; `None` if it is not a format at all.
fn form(name: &str, format: &str) -> Result<Option<Form>, String> {
    let (kind, style) = match format.split_once(',') {
        Some((kind, style)) => (kind.trim(), Some(style.trim())),
        None => (format, None),
    };
    let option = match kind {
        "date" => "dateStyle",
        _ => "timeStyle",
    };
    let form = match (kind, style) {
        ("number", None) => Form::Number(None),
        ("number", Some("integer")) => Form::Integer,
        ("date", None) => Form::Date,
        ("time", None) => Form::Styled(option, "medium".to_owned()),
        ("date" | "time", Some(style @ ("short" | "medium" | "long" | "full"))) => {
            Form::Styled(option, style.to_owned())
        }
        (
            "number" | "date" | "time" | "choice" | "spellout" | "ordinal" | "duration" | "plural"
            | "selectordinal" | "select",
            style,
        ) => {
            let style = style.map(|style| format!(",{style}")).unwrap_or_default();
            return Err(format!(
                "`{{{name},{kind}{style}}}` cannot be turned into Fluent: write the message there as \
                 Fluent source, with a selector or a function"
            ));
        }
        _ => return Ok(None),
    };
    Ok(Some(form))
}

/// The cases of a plural or a select, `other` last.
fn variants(cases: &str, quotes: bool) -> Result<Vec<(String, String)>, String> {
    let mut variants = Vec::new();
    let mut other = None;
    let mut rest = cases.trim();
    while !rest.is_empty() {
        let Some((key, _)) = rest.split_once('{') else {
            return Err(format!("`{rest}` is not a case: write `one {{…}} other {{…}}`"));
        };
        let body = &rest[key.len()..];
        let length = closing(body, quotes).ok_or("a case is not closed: write the missing `}`")?;
        let key = key.trim();
        let name = key.strip_prefix('=').unwrap_or(key);
        let is_number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number && !is_identifier(name) {
            return Err(format!("the case `{key}` cannot be turned into Fluent: write a selector"));
        }
        let text = body[1..length - 1].to_owned();
        match name {
            "other" => other = Some(text),
            name => variants.push((name.to_owned(), text)),
        }
        rest = body[length..].trim_start();
    }
    let other = other.ok_or("a plural or select needs a case `other`")?;
    variants.push(("other".to_owned(), other));
    Ok(variants)
}

/// The length of what begins with a brace, up to the brace that closes it.
fn closing(text: &str, quotes: bool) -> Option<usize> {
    let (mut depth, mut is_quoted) = (0_usize, false);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\'' if quotes && is_quoted => is_quoted = false,
            '\'' if quotes => {
                is_quoted = chars.peek().is_some_and(|(_, next)| matches!(next, '{' | '}'));
            }
            '{' if !is_quoted => depth += 1,
            '}' if !is_quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

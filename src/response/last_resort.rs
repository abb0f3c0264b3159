//! The bodies of errors that say no code, with the code of their status: [`with_code`] adds it to one, and
//! [`blank_page`] is one that is made anew. Their texts are still to be put in.

use std::borrow::Cow;
use std::collections::HashMap;

use bytes::Bytes;
use serde_json::value::RawValue;
use serde_json::{Deserializer, Map, Value, json};

use super::{MediaType, Pages, Policy};
use crate::{Code, Message};

/// Adds a code to a JSON object, as the first member of the object in which its path ends. `None` if there is no
/// such object, or if the path goes through an array.
///
/// White space is as that of the member that was first.
pub(super) fn with_code(body: &[u8], path: &str, code: Code<'_>) -> Option<Bytes> {
    let body = str::from_utf8(body).ok()?;
    let (object, name) = match path.rsplit_once('.') {
        Some((path, name)) => (object_at(body, path)?, name),
        None => (body.trim_start(), path),
    };
    let inner = object.strip_prefix('{')?;
    let members = inner.trim_start();
    let indent = &inner[..inner.len() - members.len()];
    let space = space_after_name(members);
    let (name, code) = (Value::from(name), serde_json::to_value(code).ok()?);
    let member = format!("{indent}{name}:{space}{code}");
    let parting = match (members.starts_with('}'), indent) {
        (true, _) => "",
        (false, "") if !space.is_empty() => ", ",
        (false, _) => ",",
    };
    let start = body.len() - inner.len() - (body.len() - end_of(body, object));
    let (before, after) = body.split_at(start);
    Some([before, &member, parting, after].concat().into())
}

/// Where a part of a text ends in it.
fn end_of(text: &str, part: &str) -> usize {
    part.as_ptr().addr() - text.as_ptr().addr() + part.len()
}

/// The object to which a path of names leads.
fn object_at<'b>(body: &'b str, path: &str) -> Option<&'b str> {
    path.split('.').try_fold(body, |body, name| {
        let members: HashMap<Cow<'b, str>, &'b RawValue> = serde_json::from_str(body).ok()?;
        members.get(name).map(|value| value.get())
    })
}

/// The white space between the colon and the value of the first member.
fn space_after_name(members: &str) -> &str {
    let mut values = Deserializer::from_str(members).into_iter::<&RawValue>();
    values.next();
    let rest = members[values.byte_offset()..].trim_start();
    let Some(value) = rest.strip_prefix(':') else { return "" };
    &value[..value.len() - value.trim_start().len()]
}

/// An error of a status and a code as the policy writes one, with empty texts. `None` if the policy leaves
/// such errors as they are.
pub(super) fn blank_page(
    policy: &Policy,
    status: u16,
    code: Code<'_>,
    message: &Message<'_>,
) -> Option<(MediaType, Bytes)> {
    let code = serde_json::to_value(code).ok()?;
    let plain = |paths: &&[String; 2]| paths.iter().all(|path| !path.contains(['[', '*']));
    let paths = match policy.page_form() {
        Pages::Leave => return None,
        Pages::Json => policy.paths().iter().find(plain),
        Pages::Problem => None,
    };
    let (media_type, page) = match paths {
        Some([of_code, of_text]) => {
            let mut page = Map::new();
            put(&mut page, of_code, code);
            put(&mut page, of_text, "".into());
            (MediaType::Json, page.into())
        }
        None => {
            let problem = message.problem();
            let mut page = json!({ "type": problem.r#type(), "title": "", "status": status });
            page["code"] = code;
            if problem.detail().is_some() {
                page["detail"] = "".into();
            }
            (MediaType::Problem, page)
        }
    };
    Some((media_type, page.to_string().into()))
}

/// Sets the member to which a path of names leads. Of two paths of a pair, none is within the other.
fn put(object: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => drop(object.insert(path.to_owned(), value)),
        Some((name, rest)) => {
            let inner = object.entry(name).or_insert_with(|| Map::new().into());
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_goes_before_the_other_members_and_is_spaced_as_they_are() {
        let number = Code::new(404001);
        let name = Code::from_static("not_found");
        for (body, path, code, expected) in [
            (r#"{"a":1}"#, "code", number, Some(r#"{"code":404001,"a":1}"#)),
            (r#"{"a": 1, "b": 2}"#, "code", name, Some(r#"{"code": "not_found", "a": 1, "b": 2}"#)),
            (" { \"a\" :1 }", "code", number, Some(" { \"code\":404001, \"a\" :1 }")),
            ("{\n  \"a\": 1\n}\n", "code", number, Some("{\n  \"code\": 404001,\n  \"a\": 1\n}\n")),
            ("{}", "code", number, Some(r#"{"code":404001}"#)),
            (r#"{"a\"":{}}"#, "\"", number, Some(r#"{"\"":404001,"a\"":{}}"#)),
            (
                r#"{"x":[1],"error":{"message":"m"}}"#,
                "error.code",
                name,
                Some(r#"{"x":[1],"error":{"code":"not_found","message":"m"}}"#),
            ),
            (r#"{"a":{"b":{}}}"#, "a.b.c", number, Some(r#"{"a":{"b":{"c":404001}}}"#)),
            (r#"{"error":"x"}"#, "error.code", number, None),
            (r#"{"a":1}"#, "error.code", number, None),
            (r#"{"error":{"details":[{}]}}"#, "error.details[].code", number, None),
            (r#"[{"a":1}]"#, "code", number, None),
            ("\"{}\"", "code", number, None),
        ] {
            let found = with_code(body.as_bytes(), path, code);
            assert_eq!(found.as_deref(), expected.map(str::as_bytes), "{body} {path}");
        }
    }
}

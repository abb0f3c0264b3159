//! [`Original`]: a text beside a code as the upstream wrote it, and the arguments of its message.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Deserialize;

use super::json::{Occurrence, unescape};
use crate::args::BorrowedArgs;
use crate::{Args, Value};

/// A text beside a code, as the upstream wrote it.
pub(super) struct Original<'b> {
    pub(super) occurrence: &'b Occurrence,
    /// In UTF-8.
    pub(super) text: Cow<'b, [u8]>,
    /// The message's arguments; `None` if the body has no object or array of them, or more than there may be. In a
    /// box, since few texts have some.
    pub(super) args: Option<Box<Args<'b>>>,
}

impl<'b> Original<'b> {
    #[inline]
    pub(super) fn of(occurrence: &'b Occurrence, body: &'b [u8]) -> Original<'b> {
        let text = content(&body[occurrence.text.clone()], occurrence.escaped);
        let args = occurrence.args.and_then(|start| arguments(&body[start..]).map(Box::new));
        Original { occurrence, text, args }
    }
}

/// What the bytes between a string's quotes say.
#[inline]
pub(super) fn content(bytes: &[u8], escaped: bool) -> Cow<'_, [u8]> {
    if escaped { Cow::Owned(unescape(bytes).into_bytes()) } else { Cow::Borrowed(bytes) }
}

/// The arguments in the object or the array that a text begins with.
fn arguments(json: &[u8]) -> Option<Args<'_>> {
    let mut json_values = serde_json::Deserializer::from_slice(json);
    if json.starts_with(b"[") {
        return Vec::deserialize(&mut json_values).ok().map(positional);
    }
    BorrowedArgs::deserialize(&mut json_values).ok().map(|BorrowedArgs(args)| args)
}

/// The member of an object in an array of arguments that stands for it, as in the errors of Spring.
const DEFAULT_MESSAGE: &str = "defaultMessage";

/// An argument in an array.
#[derive(Deserialize)]
#[serde(untagged)]
enum Positional<'b> {
    #[serde(borrow)]
    Value(Value<'b>),
    Object(HashMap<String, serde_json::Value>),
    /// A null, or an array.
    Other(serde::de::IgnoredAny),
}

/// The values of an array by their places: `$arg0`, `$arg1`. A place that has no value stays free.
fn positional(values: Vec<Positional<'_>>) -> Args<'_> {
    let mut args = Args::new();
    for (place, value) in values.into_iter().enumerate() {
        let value = match value {
            Positional::Value(value) => value,
            Positional::Object(object) => match object.get(DEFAULT_MESSAGE) {
                Some(serde_json::Value::String(text)) => text.clone().into(),
                _ => continue,
            },
            Positional::Other(_) => continue,
        };
        args.set(format!("arg{place}"), value);
    }
    args
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_an_array_have_numbers() {
        for (json, expected) in [
            (r#"["a",5,true] rest"#, &["arg0=a", "arg1=5", "arg2=true"][..]),
            (r#"[null,[1],{"x":1},{"defaultMessage":2},"é"]"#, &["arg4=é"]),
            (
                r#"[{"codes":["a.b"],"defaultMessage":"email","arguments":null},10]"#,
                &["arg0=email", "arg1=10"],
            ),
            ("[]", &[]),
            (r#"{"a":1}"#, &["a=1"]),
        ] {
            let args = arguments(json.as_bytes()).unwrap();
            let found: Vec<String> =
                args.iter().map(|(name, value)| format!("{name}={value}")).collect();
            assert_eq!(found, expected, "{json}");
        }
        assert_eq!(arguments(b"[1"), None);
    }
}

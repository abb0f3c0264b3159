//! `--arg name=value`: the arguments of a message.

use codeword::{Args, Value};

/// What the message is formatted with
#[derive(clap::Args)]
pub(super) struct MessageValues {
    /// Give a variable of the message its value; a number is recognised. May be repeated
    #[arg(long = "arg", value_name = "NAME=VALUE", value_parser = pair)]
    values: Vec<(String, String)>,

    /// Give a variable of the message a text, also where that is a number. May be repeated
    #[arg(long = "arg-string", value_name = "NAME=TEXT", value_parser = pair)]
    texts: Vec<(String, String)>,
}

impl MessageValues {
    pub(super) fn args(&self) -> Args<'_> {
        let values = self.values.iter().map(|(name, value)| (name.as_str(), value_of(value)));
        let texts = self.texts.iter().map(|(name, text)| (name.as_str(), Value::from(text)));
        values.chain(texts).collect()
    }
}

fn pair(argument: &str) -> Result<(String, String), String> {
    let (name, value) =
        argument.split_once('=').ok_or("write the variable's name, `=` and its value: limit=5")?;
    let name = name.strip_prefix('$').unwrap_or(name);
    if name.is_empty() {
        return Err("the variable's name is missing in front of `=`: limit=5".to_owned());
    }
    Ok((name.to_owned(), value.to_owned()))
}

/// A number where the text is one as a number would be printed, so that nothing of it is lost.
fn value_of(text: &str) -> Value<'_> {
    let integer = text.parse::<i128>().map(Value::from);
    let number = integer.or_else(|_| text.parse::<f64>().map(Value::from));
    number.ok().filter(|number| number.to_string() == text).unwrap_or_else(|| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_recognised_and_nothing_is_lost() {
        for (text, is_number) in [
            ("5", true),
            ("-1", true),
            ("0.5", true),
            ("9007199254740993", true),
            ("1.50", false),
            ("007", false),
            ("svc", false),
            ("", false),
        ] {
            let value = value_of(text);
            assert_eq!(value.to_string(), text);
            assert_eq!(value != Value::from(text), is_number, "{text}");
        }
    }
}

//! A registry as `codes.toml`: sorted, and the same bytes for the same entries.

use std::fmt::{self, Write};

use super::{Entry, Registry};

/// The text of a `codes.toml`: a table for each code, in the order of the codes, and its fields in the order
/// of the documentation of this module.
impl fmt::Display for Registry {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, entry) in self.iter().enumerate() {
            if number > 0 {
                out.write_char('\n')?;
            }
            entry.fmt(out)?;
        }
        Ok(())
    }
}

/// The table of the code in a `codes.toml`.
impl fmt::Display for Entry {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "[{}]", key(&self.code().to_string()))?;
        for (field, value) in self.fields() {
            writeln!(out, "{field} = {value}")?;
        }
        Ok(())
    }
}

impl Entry {
    /// What the entry says, as it is written: the name of each field, and its value in TOML.
    pub(crate) fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = Vec::new();
        let mut add = |field, value: Option<String>| {
            fields.extend(value.map(|value| (field, value)));
        };
        add("name", self.name().map(string));
        add("status", self.status.map(|status| status.to_string()));
        add("grpc", self.grpc.map(|code| string(code.name())));
        let arguments =
            self.arguments().map(|(name, kind)| format!("{} = {}", key(name), string(kind.name())));
        let arguments: Vec<String> = arguments.collect();
        add("args", (!arguments.is_empty()).then(|| format!("{{ {} }}", arguments.join(", "))));
        add("type", self.type_uri().map(string));
        add("retired", self.is_retired().then(|| "true".to_owned()));
        add("origin", self.origin().map(string));
        add("note", self.note().map(string));
        fields
    }
}

#[cfg(feature = "cli")]
impl Entry {
    /// Whether the entry says this value of a field, as [`Entry::fields`] writes it, or would mean it without
    /// saying so: a status that the code carries, and what that stands for in gRPC.
    pub(crate) fn means(&self, field: &str, value: &str) -> bool {
        match field {
            "status" => self.http_status().is_some_and(|status| status.to_string() == value),
            "grpc" => self.grpc().is_some_and(|code| string(code.name()) == value),
            _ => self.fields().iter().any(|(known, said)| *known == field && said == value),
        }
    }
}

/// A key: bare where TOML allows that, or else in quotes.
fn key(text: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    match !text.is_empty() && text.bytes().all(is_bare) {
        true => text.to_owned(),
        false => string(text),
    }
}

/// A basic string, on one line.
fn string(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for c in text.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            // Writing into a string cannot fail.
            c if c.is_control() => drop(write!(written, "\\u{:04X}", u32::from(c))),
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use crate::registry::{ArgumentKind, Entry, GrpcCode, Registry};

    #[cfg(feature = "cli")]
    #[test]
    fn a_status_need_not_be_said() {
        let entry = Entry::new(404001).with_name("A").unwrap();
        for (field, value, is_meant) in [
            ("status", "404", true),
            ("status", "400", false),
            ("grpc", "\"NOT_FOUND\"", true),
            ("grpc", "\"OK\"", false),
            ("name", "\"A\"", true),
            ("name", "\"B\"", false),
            ("retired", "true", false),
        ] {
            assert_eq!(entry.means(field, value), is_meant, "{field} {value}");
        }
    }

    #[test]
    fn entries_are_written_in_the_order_of_their_codes() {
        let full = Entry::new(400142).with_name("HeartbeatExceedLimit").unwrap();
        let full = full.with_http_status(429).unwrap().with_grpc(GrpcCode::ResourceExhausted);
        let full = full.with_argument("limit", ArgumentKind::Number).unwrap();
        let full = full.with_argument("at", ArgumentKind::Date).unwrap();
        let full = full.with_type_uri("https://example.com/1").unwrap().with_retired(true);
        let full = full.with_origin("code.proto").with_note("a \"b\"\\\n\u{7}");
        let registry = Registry::new([full, Entry::new(7)]).unwrap();
        assert_eq!(
            registry.to_string(),
            "[7]\n\n[400142]\nname = \"HeartbeatExceedLimit\"\nstatus = 429\n\
             grpc = \"RESOURCE_EXHAUSTED\"\nargs = { at = \"date\", limit = \"number\" }\n\
             type = \"https://example.com/1\"\nretired = true\norigin = \"code.proto\"\n\
             note = \"a \\\"b\\\"\\\\\\n\\u0007\"\n"
        );
    }
}

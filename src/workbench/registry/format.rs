//! [`Format`]: the kinds of files that declare codes, and what reads each.

use std::path::Path;

use super::list::{CodeList, Unread};
use super::{go, java, openapi, protobuf, table, typescript};

/// A kind of file that declares codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// An enum of Protocol Buffers.
    Protobuf,
    /// A schema of OpenAPI 3, in YAML or JSON.
    OpenApi,
    /// Constants of Go.
    Go,
    /// An enum of Java.
    Java,
    /// An enum or an object of TypeScript.
    TypeScript,
    /// Tables in Markdown.
    Markdown,
    /// A table in CSV or TSV.
    Csv,
}

impl Format {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Format; 7] = [
        Format::Protobuf,
        Format::OpenApi,
        Format::Go,
        Format::Java,
        Format::TypeScript,
        Format::Markdown,
        Format::Csv,
    ];

    /// The name by which people choose it, such as `protobuf`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Protobuf => "protobuf",
            Format::OpenApi => "openapi",
            Format::Go => "go",
            Format::Java => "java",
            Format::TypeScript => "typescript",
            Format::Markdown => "markdown",
            Format::Csv => "csv",
        }
    }

    /// What it is, in a few words, and how its files' names end.
    pub fn summary(self) -> &'static str {
        match self {
            Format::Protobuf => "An enum (.proto)",
            Format::OpenApi => "A schema with an enum of codes and their names (.yaml, .json)",
            Format::Go => "Constants of a type or a block (.go)",
            Format::Java => "An enum whose constants carry codes (.java)",
            Format::TypeScript => "An enum, or an object of constants (.ts, .js)",
            Format::Markdown => "Tables of codes and names (.md)",
            Format::Csv => "A table of codes and names (.csv, .tsv)",
        }
    }

    /// The format of a file, by the end of its name.
    ///
    /// ```
    /// use codeword::workbench::registry::Format;
    ///
    /// assert_eq!(Format::of_path("api/code.proto"), Some(Format::Protobuf));
    /// assert_eq!(Format::of_path("codes.pdf"), None);
    /// ```
    pub fn of_path(path: impl AsRef<Path>) -> Option<Format> {
        match path.as_ref().extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "proto" => Some(Format::Protobuf),
            "yaml" | "yml" | "json" => Some(Format::OpenApi),
            "go" => Some(Format::Go),
            "java" => Some(Format::Java),
            "ts" | "mts" | "cts" | "tsx" | "js" | "mjs" => Some(Format::TypeScript),
            "md" | "markdown" | "mdx" => Some(Format::Markdown),
            "csv" | "tsv" => Some(Format::Csv),
            _ => None,
        }
    }

    /// The lists of codes in a text. The codes are that argument of the constants of Java, by number from 1.
    pub(super) fn read(
        self,
        text: &str,
        code_argument: Option<usize>,
    ) -> Result<Vec<CodeList>, Unread> {
        match self {
            Format::Protobuf => protobuf::read(text),
            Format::OpenApi => openapi::read(text),
            Format::Go => Ok(go::read(text)),
            Format::Java => Ok(java::read(text, code_argument)),
            Format::TypeScript => Ok(typescript::read(text)),
            Format::Markdown => Ok(table::read_markdown(text)),
            Format::Csv => table::read_csv(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// No text makes a reader panic, whatever it is said to be.
        #[test]
        fn no_text_is_too_broken(parts in vec(select(vec![
            "const ", "enum ", "E ", "{", "}", "(", ")", "[", "]", "=", ":", ",", ";", "\n", "\t", " ", "1", "-1",
            "0x", "iota", "A", "B", "\"a\"", "'", "\"", "`", "/*", "*/", "//", "/", "@X", "|", "---", "code,name",
            "心", "\\", "enum: ", "- ", "x-enum-varnames", "message M ", "syntax = \"proto3\";", "\r", "<<", ".",
        ]), 0..40)) {
            let text = parts.concat();
            for format in Format::ALL {
                for list in format.read(&text, None).into_iter().flatten() {
                    let places = list.constants.iter().map(|constant| constant.offset);
                    for at in places.chain(list.unread.iter().map(|unread| unread.offset)) {
                        prop_assert!(text.get(at..).is_some(), "{format:?} {at}");
                    }
                }
            }
        }
    }
}

//! [`Format`]: which formats there are, and what is particular to each.

use std::path::Path;

use super::placeholder::Placeholders;

/// A format that other tools read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A table of code and text.
    Markdown,
    /// The TOML files of go-i18n.
    GoI18n,
    /// A spreadsheet.
    Csv,
    /// One object, from code to text.
    Json,
    /// Java's properties.
    Properties,
    /// gettext's files of messages.
    Po,
    /// A mapping, from code to text.
    Yaml,
    /// XLIFF 1.2; reads 2.0 too.
    Xliff,
    /// XLIFF 2.0; reads 1.2 too.
    Xliff2,
}

impl Format {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Format; 9] = [
        Format::Markdown,
        Format::GoI18n,
        Format::Csv,
        Format::Json,
        Format::Properties,
        Format::Po,
        Format::Yaml,
        Format::Xliff,
        Format::Xliff2,
    ];

    /// The name by which people choose it, such as `go-i18n`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "markdown",
            Format::GoI18n => "go-i18n",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Properties => "properties",
            Format::Po => "po",
            Format::Yaml => "yaml",
            Format::Xliff => "xliff",
            Format::Xliff2 => "xliff-2",
        }
    }

    /// What it is, in a few words, and how its files' names end.
    pub fn summary(self) -> &'static str {
        match self {
            Format::Markdown => "A table of code and text (.md, .mdx)",
            Format::GoI18n => "go-i18n's TOML (.toml), and its JSON and YAML",
            Format::Csv => "A spreadsheet, with the source beside each text (.csv, .tsv)",
            Format::Json => "One object, from code to text (.json)",
            Format::Properties => "Java and Spring (.properties)",
            Format::Po => "gettext (.po)",
            Format::Yaml => "A mapping, from code to text (.yaml, .yml)",
            Format::Xliff => "XLIFF 1.2, for translation tools (.xlf)",
            Format::Xliff2 => "XLIFF 2.0",
        }
    }

    /// The format of a file, by the end of its name.
    ///
    /// ```
    /// use codeword::workbench::exchange::Format;
    ///
    /// assert_eq!(Format::of_path("active.zh.toml"), Some(Format::GoI18n));
    /// assert_eq!(Format::of_path("errors.pdf"), None);
    /// ```
    pub fn of_path(path: impl AsRef<Path>) -> Option<Format> {
        match path.as_ref().extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdx" => Some(Format::Markdown),
            "toml" => Some(Format::GoI18n),
            "csv" | "tsv" => Some(Format::Csv),
            "json" => Some(Format::Json),
            "properties" => Some(Format::Properties),
            "po" | "pot" => Some(Format::Po),
            "yaml" | "yml" => Some(Format::Yaml),
            "xlf" | "xliff" => Some(Format::Xliff),
            _ => None,
        }
    }

    /// How a file of this format names what is filled in, if nobody says otherwise.
    pub(super) fn placeholders(self) -> Placeholders {
        match self {
            Format::Properties => Placeholders::Indexed,
            Format::GoI18n => Placeholders::Named,
            _ => Placeholders::None,
        }
    }

    /// Whether an apostrophe quotes in texts with placeholders, as `MessageFormat` has it.
    pub(super) fn quotes(self) -> bool {
        self == Format::Properties
    }

    /// Whether each text stands beside its source.
    pub(super) fn has_sources(self) -> bool {
        matches!(self, Format::Csv | Format::Po | Format::Xliff | Format::Xliff2)
    }
}

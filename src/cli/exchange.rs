//! The formats that texts come from and go to.

use clap::ValueEnum;
use codeword::workbench::exchange;

/// A format of other tools.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// A table of code and text (.md)
    Markdown,
    /// go-i18n's TOML (.toml)
    GoI18n,
    /// A spreadsheet, with the source beside each text (.csv)
    Csv,
    /// One object, from code to text (.json)
    Json,
    /// Java and Spring (.properties)
    Properties,
    /// XLIFF 1.2, for translation tools (.xlf)
    Xliff,
    /// XLIFF 2.0
    #[value(name = "xliff-2")]
    Xliff2,
}

impl From<Format> for exchange::Format {
    fn from(format: Format) -> exchange::Format {
        match format {
            Format::Markdown => exchange::Format::Markdown,
            Format::GoI18n => exchange::Format::GoI18n,
            Format::Csv => exchange::Format::Csv,
            Format::Json => exchange::Format::Json,
            Format::Properties => exchange::Format::Properties,
            Format::Xliff => exchange::Format::Xliff,
            Format::Xliff2 => exchange::Format::Xliff2,
        }
    }
}

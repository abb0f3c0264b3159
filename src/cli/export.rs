//! `codeword export`: the texts of a locale, in another format.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use codeword::workbench::exchange;
use unic_langid::LanguageIdentifier;

use super::exchange::Format;
use super::workspace::{SourceLocale, parse_locale};
use super::{Exit, Failure};

/// Print the texts of a locale in another format
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExportArguments {
    /// The format [default: as the name of --output says]
    #[arg(long, value_enum, value_name = "FORMAT", required_unless_present = "output")]
    to: Option<Format>,

    /// The locale [default: the source locale]
    #[arg(long, value_name = "LOCALE", value_parser = parse_locale)]
    locale: Option<LanguageIdentifier>,

    /// Write into this file, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    source: SourceLocale,
}

const EXAMPLES: &str = "\
Examples:
  codeword export --to markdown
  codeword export --locale en-US --output errors.en-US.csv
  codeword export --to xliff --locale en-US > errors.en-US.xlf

CSV and XLIFF have every message of the source, with its comment and its state; the other formats have
the texts that the locale has. `codeword import` brings them back.";

impl ExportArguments {
    pub(super) fn run(
        self,
        catalog: Option<PathBuf>,
        out: &mut impl Write,
    ) -> Result<Exit, Failure> {
        let format = match (self.to, &self.output) {
            (Some(format), _) => Some(format.into()),
            (None, output) => output.as_ref().and_then(exchange::Format::of_path),
        };
        let Some(format) = format else {
            return Err(Failure::Usage("what format is this? say it with --to".to_owned()));
        };
        let project = self.source.project(catalog)?;
        let locale = self.locale.unwrap_or_else(|| project.source_locale().clone());
        let text = exchange::export(&project, &locale, format)?;
        match self.output {
            Some(path) => fs::write(path, text)?,
            None => out.write_all(text.as_bytes())?,
        }
        Ok(Exit::Fine)
    }
}

//! `codeword new`: a catalog of one's own.

use std::io::Write;
use std::path::PathBuf;

use codeword::workbench::exchange::ExchangeFile;
use codeword::workbench::new;
use unic_langid::LanguageIdentifier;

use super::workspace::{self, parse_locale};
use super::{Exit, Failure};

/// Make a catalog of your own codes, with settings and a GitHub workflow that checks it
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct NewArguments {
    /// The folder
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,

    /// Take the codes from this file: Markdown, CSV, JSON, go-i18n, properties or XLIFF, as its name says
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,

    /// The locale of the texts, from which others are translated [default: as the file says, then en-US]
    #[arg(long, value_name = "LOCALE", value_parser = parse_locale)]
    locale: Option<LanguageIdentifier>,
}

const EXAMPLES: &str = "\
Examples:
  codeword new
  codeword new shop --from codes.csv --locale de-DE

No file is overwritten.";

impl NewArguments {
    pub(super) fn run(self, out: &mut impl Write) -> Result<Exit, Failure> {
        let table = self.from.map(|path| ExchangeFile::open(path, None)).transpose()?;
        let said = table.as_ref().and_then(|table| parse_locale(table.locale()?).ok());
        let locale = match self.locale.or(said) {
            Some(locale) => locale,
            None => parse_locale("en-US").map_err(Failure::Usage)?,
        };
        workspace::write(&new::create(&self.folder, &locale, table.as_ref())?, out)?;
        let locales = self.folder.join("locales");
        writeln!(out, "\nNext: codeword list --catalog {}", locales.display())?;
        Ok(Exit::Fine)
    }
}

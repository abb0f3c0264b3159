//! `codeword import`: texts of another format, into a locale.

use std::io::Write;
use std::path::PathBuf;

use codeword::workbench::exchange::{self, ExchangeFile};
use unic_langid::LanguageIdentifier;

use super::exchange::Format;
use super::workspace::{self, SourceLocale, parse_locale};
use super::{Exit, Failure};

/// Bring the texts of a file into a locale
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ImportArguments {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Its format [default: as its name says]
    #[arg(long, value_enum, value_name = "FORMAT")]
    from: Option<Format>,

    /// The locale of its texts [default: as the file or its name says]
    #[arg(long, value_name = "LOCALE", value_parser = parse_locale)]
    locale: Option<LanguageIdentifier>,

    #[command(flatten)]
    source: SourceLocale,
}

const EXAMPLES: &str = "\
Examples:
  codeword import errors.en-US.csv
  codeword import error_code.md --locale zh-CN
  codeword import active.en.toml --from go-i18n --locale en-US

Texts that differ are replaced, messages that the locale lacks are added, and no other byte changes. A
text that is empty is passed over. A text is called by its code, 400142; an attribute by its name
behind it, 400142.title; what is Fluent source and no plain text is called 400142:fluent.";

impl ImportArguments {
    pub(super) fn run(
        self,
        catalog: Option<PathBuf>,
        out: &mut impl Write,
    ) -> Result<Exit, Failure> {
        let project = self.source.project(catalog)?;
        let file = ExchangeFile::open(self.file, self.from.map(Into::into))?;
        let locale = match self.locale {
            Some(locale) => locale,
            None => exchange::locale_of(&project, &file)?,
        };
        let import = exchange::import(&project, &file, &locale)?;
        workspace::write(&import.changes, out)?;
        if import.empty > 0 {
            let plural = if import.empty == 1 { "text was" } else { "texts were" };
            writeln!(out, "{} {plural} empty and passed over", import.empty)?;
        }
        Ok(Exit::Fine)
    }
}

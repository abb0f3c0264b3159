//! `codeword export` and `codeword import`: the texts of a locale, into another format and back.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::builder::TypedValueParser;
use codeword::LanguageIdentifier;
use codeword::workbench::exchange::{self, ExchangeFile, Format};

use super::argument::{SourceLocale, one_of, parse_locale};
use super::output::{Exit, Failure, Result, write_changes};

/// Print the texts of a locale in another format
#[derive(clap::Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub(super) struct ExportArguments {
    /// The format [default: as the name of --output says]
    #[arg(long, value_name = "FORMAT", required_unless_present = "output", value_parser = formats())]
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

const EXPORT_EXAMPLES: &str = "\
Examples:
  codeword export --to markdown
  codeword export --locale en-US --output errors.en-US.csv
  codeword export --to xliff --locale en-US > errors.en-US.xlf

CSV and XLIFF have every message of the source, with its comment and its state; the other formats
have the texts that the locale has. `codeword import` brings them back.";

impl ExportArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let by_name = || self.output.as_ref().and_then(Format::of_path);
        let Some(format) = self.to.or_else(by_name) else {
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

fn formats() -> impl TypedValueParser<Value = Format> {
    one_of(Format::ALL.map(|format| (format, format.name(), format.summary())))
}

/// Bring the texts of a file into a locale
#[derive(clap::Args)]
#[command(after_help = IMPORT_EXAMPLES)]
pub(super) struct ImportArguments {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Its format [default: as its name says]
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    from: Option<Format>,

    /// The locale of its texts [default: as the file or its name says]
    #[arg(long, value_name = "LOCALE", value_parser = parse_locale)]
    locale: Option<LanguageIdentifier>,

    #[command(flatten)]
    source: SourceLocale,
}

const IMPORT_EXAMPLES: &str = "\
Examples:
  codeword import errors.en-US.csv
  codeword import error_code.md --locale zh-CN
  codeword import active.en.toml --from go-i18n --locale en-US

Texts that differ are replaced, messages that the locale lacks are added, and no other byte
changes. Empty texts are passed over. A text is named by its code, 400142, an attribute by the code
and its own name, 400142.title, and a text that is Fluent source by 400142:fluent.";

impl ImportArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let project = self.source.project(catalog)?;
        let file = ExchangeFile::open(self.file, self.from)?;
        let locale = match self.locale {
            Some(locale) => locale,
            None => exchange::locale_of(&project, &file)?,
        };
        let import = exchange::import(&project, &file, &locale)?;
        write_changes(&import.changes, out)?;
        if import.empty > 0 {
            let plural = if import.empty == 1 { "text was" } else { "texts were" };
            writeln!(out, "{} {plural} empty and passed over", import.empty)?;
        }
        Ok(Exit::Fine)
    }
}

//! `codeword new`, `add`, `sync` and `pseudo`: what makes the files of a locale, or brings them up to
//! date.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use codeword::LanguageIdentifier;
use codeword::workbench::exchange::ExchangeFile;
use codeword::workbench::{Project, Pseudolocale, new, sync};

use super::argument::{SourceLocale, parse_locale};
use super::output::{Exit, Failure, Result, print_changes, write_changes};

/// Make a catalog of your own codes, with settings and a GitHub workflow that checks it
#[derive(clap::Args)]
#[command(after_help = NEW_EXAMPLES)]
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

const NEW_EXAMPLES: &str = "\
Examples:
  codeword new
  codeword new shop --from codes.csv --locale de-DE

No file is overwritten.";

impl NewArguments {
    pub(super) fn run(self, out: &mut impl Write) -> Result<Exit> {
        let table = self.from.map(|path| ExchangeFile::open(path, None)).transpose()?;
        let said = table.as_ref().and_then(|table| parse_locale(table.locale()?).ok());
        let locale = match self.locale.or(said) {
            Some(locale) => locale,
            None => parse_locale("en-US").map_err(Failure::Usage)?,
        };
        write_changes(&new::create(&self.folder, &locale, table.as_ref())?, out)?;
        let locales = self.folder.join("locales");
        writeln!(out, "\nNext: codeword list --catalog {}", locales.display())?;
        Ok(Exit::Fine)
    }
}

/// Make the folder of a locale, with every message of the source marked for translation
#[derive(clap::Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) struct AddArguments {
    /// The locale
    #[arg(value_name = "LOCALE", value_parser = parse_locale)]
    locale: LanguageIdentifier,

    #[command(flatten)]
    source: SourceLocale,
}

const ADD_EXAMPLES: &str = "\
Examples:
  codeword add ja-JP
  codeword add fr-FR --catalog path/to/locales --source en-US

Every message stands there with the source's comment and text:

  # HeartbeatExceedLimit
  # needs translation
  # source: c43cc970
  code-400142 = …

Translate the text and take out the line `# needs translation`. The line `# source` is kept by
`codeword sync`, which marks the message again when the source changes.";

impl AddArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let project = self.source.project(catalog)?;
        write_changes(&sync::add(&project, &self.locale)?, out)?;
        Ok(Exit::Fine)
    }
}

/// Add what the source gained to the other locales, and mark what changed since it was translated
#[derive(clap::Args)]
#[command(after_help = SYNC_EXAMPLES)]
pub(super) struct SyncArguments {
    /// Only these locales
    #[arg(value_name = "LOCALE", value_parser = parse_locale)]
    locales: Vec<LanguageIdentifier>,

    /// Write nothing; say what would change, and end with status 1 if anything would
    #[arg(long)]
    check: bool,

    #[command(flatten)]
    source: SourceLocale,
}

const SYNC_EXAMPLES: &str = "\
Examples:
  codeword sync
  codeword sync ja-JP --catalog path/to/locales
  codeword sync --check

A message without a `# source` line is taken as translated from the source as it is now. Nothing else
in a file changes, and nothing is taken out.

Exit status: 0 fine, 1 something would change (--check), 2 it could not be done";

impl SyncArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let project = self.source.project(catalog)?;
        let changes = sync::sync(&project, &self.locales)?;
        if !self.check {
            write_changes(&changes, out)?;
            return Ok(Exit::Fine);
        }
        print_changes(&changes, out)?;
        Ok(if changes.is_empty() { Exit::Fine } else { Exit::Findings })
    }
}

/// Make a pseudo-locale: accented and longer (en-XA), or from right to left (ar-XB)
#[derive(clap::Args)]
#[command(after_help = PSEUDO_EXAMPLES)]
pub(super) struct PseudoArguments {
    /// en-XA or ar-XB
    #[arg(value_name = "PSEUDOLOCALE")]
    locale: Pseudolocale,

    /// The locale that it is made from
    #[arg(long, value_name = "LOCALE", default_value = "en-US", value_parser = parse_locale)]
    source: LanguageIdentifier,

    /// Write it into a folder of this folder, instead of standard output
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

const PSEUDO_EXAMPLES: &str = "\
Examples:
  codeword pseudo en-XA
  codeword pseudo ar-XB --out build/locales
  codeword message 400142 --catalog build/locales --locale ar-XB

Every command, and every program that reads the folder, finds it there as a locale like any other.
Placeables, markup and escapes stay as they are.";

impl PseudoArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let folder = catalog.unwrap_or_else(|| PathBuf::from("locales"));
        let project = Project::open(folder, Some(&self.source.to_string()))?;
        for (name, text) in self.locale.files(&project, &self.source)? {
            let Some(folder) = &self.out else {
                out.write_all(text.as_bytes())?;
                continue;
            };
            let path = folder.join(name);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&path, text)?;
            writeln!(out, "{}", path.display())?;
        }
        Ok(Exit::Fine)
    }
}

//! `codeword sync`: the locales, brought up to the source.

use std::io::Write;
use std::path::PathBuf;

use codeword::workbench::sync;
use unic_langid::LanguageIdentifier;

use super::workspace::{self, SourceLocale, parse_locale};
use super::{Exit, Failure};

/// Add what the source gained to the other locales, and mark what changed since it was translated
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
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

const EXAMPLES: &str = "\
Examples:
  codeword sync
  codeword sync ja-JP --catalog path/to/locales
  codeword sync --check

A message without a `# source` line is taken as translated from the source as it is now. Nothing else
in a file changes, and nothing is taken out.

Exit status: 0 fine, 1 something would change (--check), 2 it could not be done";

impl SyncArguments {
    pub(super) fn run(
        self,
        catalog: Option<PathBuf>,
        out: &mut impl Write,
    ) -> Result<Exit, Failure> {
        let project = self.source.project(catalog)?;
        let changes = sync::sync(&project, &self.locales)?;
        if !self.check {
            workspace::write(&changes, out)?;
            return Ok(Exit::Fine);
        }
        workspace::report(&changes, out)?;
        Ok(if changes.is_empty() { Exit::Fine } else { Exit::Findings })
    }
}

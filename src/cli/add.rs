//! `codeword add`: a locale's folder, ready to be translated.

use std::io::Write;
use std::path::PathBuf;

use codeword::workbench::sync;
use unic_langid::LanguageIdentifier;

use super::workspace::{self, SourceLocale, parse_locale};
use super::{Exit, Failure};

/// Make the folder of a locale, with every message of the source marked for translation
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct AddArguments {
    /// The locale
    #[arg(value_name = "LOCALE", value_parser = parse_locale)]
    locale: LanguageIdentifier,

    #[command(flatten)]
    source: SourceLocale,
}

const EXAMPLES: &str = "\
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
    pub(super) fn run(
        self,
        catalog: Option<PathBuf>,
        out: &mut impl Write,
    ) -> Result<Exit, Failure> {
        let project = self.source.project(catalog)?;
        workspace::write(&sync::add(&project, &self.locale)?, out)?;
        Ok(Exit::Fine)
    }
}

//! `codeword pseudo`: the English texts made foreign.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use codeword::workbench::{Project, Pseudolocale};
use unic_langid::LanguageIdentifier;

use super::workspace::parse_locale;
use super::{Exit, Failure};

/// Make a pseudo-locale: accented and longer (en-XA), or from right to left (ar-XB)
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
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

const EXAMPLES: &str = "\
Examples:
  codeword pseudo en-XA
  codeword pseudo ar-XB --out build/locales
  codeword message 400142 --catalog build/locales --locale ar-XB

Every command, and every program that reads the folder, finds it there as a locale like any other.
Placeables, markup and escapes stay as they are.";

impl PseudoArguments {
    pub(super) fn run(
        self,
        catalog: Option<PathBuf>,
        out: &mut impl Write,
    ) -> Result<Exit, Failure> {
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

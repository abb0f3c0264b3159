//! `codeword new`, `add`, `sync` and `pseudo`: what makes the files of a locale, or brings them up to
//! date.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use codeword::LanguageIdentifier;
use codeword::workbench::{Project, Pseudolocale, new, sync};

use super::argument::parse_locale;
use super::catalog::SourceLocale;
use super::completion;
use super::exchange::{FileArguments, import_into, nothing_read, print_passed_over, print_report};
use super::output::{Exit, Failure, Result, print_changes, write_changes};
use super::surroundings::project_folder;

/// Make a catalog of your own codes, with settings and a GitHub workflow that checks it
#[derive(clap::Args)]
#[command(after_help = NEW_EXAMPLES)]
pub(super) struct NewArguments {
    /// The folder
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,

    /// Take the codes from this file: Markdown, CSV, JSON, YAML, go-i18n, properties, gettext or XLIFF
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,

    /// The locale of the texts, from which others are translated
    /// [default: as the file or its name says, then en-US]
    #[arg(long, value_name = "LOCALE", value_parser = parse_locale)]
    locale: Option<LanguageIdentifier>,

    #[command(flatten)]
    file: FileArguments,
}

const NEW_EXAMPLES: &str = "\
Examples:
  codeword new
  codeword new shop --from codes.csv --locale de-DE
  codeword new shop --from messages_en.properties
  codeword new shop --from api.md --heading 'Error codes'

A file that has texts in several languages makes a locale of each. No file is overwritten. The \
workflow builds codeword from the git repository that the variable CODEWORD_GIT of your repository \
on GitHub names, since codeword is not on crates.io yet.

Exit status: 0 fine, 1 the file has no texts, 2 it could not be done";

impl NewArguments {
    pub(super) fn run(self, out: &mut impl Write) -> Result<Exit> {
        let table = self.from.map(|path| self.file.open(path)).transpose()?;
        let said = table.as_ref().map(|table| table.locales()).unwrap_or_default();
        let locale = match self.locale.or_else(|| said.first().cloned()) {
            Some(locale) => locale,
            None => parse_locale("en-US").map_err(Failure::Usage)?,
        };
        let import = new::create(&self.folder, &locale, table.as_ref())?;
        if let Some(table) = &table {
            print_passed_over(table, out)?;
            print_report(&import, out)?;
            if import.messages == 0 {
                return nothing_read(out);
            }
        }
        write_changes(&import.changes, out)?;
        let locales = self.folder.join("locales");
        if let Some(table) = &table {
            for other in said.iter().filter(|other| **other != locale) {
                let project = Project::open(&locales, None)?;
                import_into(&project, table, other, out)?;
            }
        }
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

Every message stands there with the source's comment and text, and with the plural forms of the \
language of the locale:

  # HeartbeatExceedLimit
  # needs translation
  # source: c43cc970
  code-400142 = …

Translate the text and take out the line `# needs translation`. The line `# source` is kept by \
`codeword sync`, which marks the message again when the source changes. The list `locales` of \
l10n.toml gets the locale. The locale is translated from the one that [catalog.sources] in \
codeword.toml names for it, else from the source of the project:

  [catalog.sources]
  ja-JP = \"en-US\"";

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
    #[arg(value_name = "LOCALE", value_parser = parse_locale, add = completion::project_locales())]
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

A message without a `# source` line is taken as translated from the source as it is now. One whose \
source has changed is marked, and keeps the text that it was translated from in lines `# was: …`; \
they go once the mark is taken out. A copy that nobody has translated yet becomes a copy of the new \
text. Nothing else in a file changes. What the sources say is kept in .sources.ftl in the catalog's \
folder: put it under version control.

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

Every command, and every program that reads the folder, finds it there as a locale like any other. \
Placeables, markup and escapes stay as they are.";

impl PseudoArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let project = Project::open(project_folder(catalog)?, Some(&self.source.to_string()))?;
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

//! `codeword status`: how far along the translations are.

use std::io::Write;
use std::path::PathBuf;

use codeword::workbench::check;
use codeword::workbench::status::{self, LocaleStatus};

use super::argument::{OutputFormat, SourceLocale};
use super::output::{Exit, Result, complain};

/// Show how far each locale is translated, and how much `check` finds in it
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct StatusArguments {
    /// Print a table, or a JSON array of objects
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    format: OutputFormat,

    /// End with status 1 if a locale is translated to less than this, in percent
    #[arg(long, value_name = "PERCENT", value_parser = parse_percent)]
    fail_under: Option<f64>,

    #[command(flatten)]
    source: SourceLocale,
}

const EXAMPLES: &str = "\
Examples:
  codeword status
  codeword status --fail-under 95
  codeword status --format json | jq -r '.[] | select(.missing > 0) | .locale'

A message is untranslated if it is marked `# needs translation` or is a copy of the source's text.

Exit status: 0 fine, 1 a locale is under --fail-under, 2 it could not be done";

impl StatusArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let project = self.source.project(catalog)?;
        let locales = status::status(&project, &check::check(&project));
        match self.format {
            OutputFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&locales)?)?,
            OutputFormat::Text => print_table(&locales, out)?,
        }
        out.flush()?;
        let mut exit = Exit::Fine;
        let limit = self.fail_under.unwrap_or(0.0);
        for locale in locales.iter().filter(|locale| locale.percent() < limit) {
            complain(&format!(
                "{} is translated to {}, and {limit} % are asked for",
                locale.locale(),
                percent(locale)
            ));
            exit = Exit::Findings;
        }
        Ok(exit)
    }
}

/// How wide a bar is.
const BAR: usize = 20;

fn print_table(locales: &[LocaleStatus], out: &mut impl Write) -> Result<()> {
    let bold = anstyle::Style::new().bold();
    let tags: Vec<String> = locales.iter().map(|locale| locale.locale().to_string()).collect();
    let width = tags.iter().map(String::len).max().unwrap_or(0).max("LOCALE".len());
    writeln!(
        out,
        "{bold}{:width$}  {:<33}  {:>7}  {:>12}  {:>8}{bold:#}",
        "LOCALE", "TRANSLATED", "MISSING", "UNTRANSLATED", "FINDINGS"
    )?;
    for (locale, tag) in locales.iter().zip(&tags) {
        let full = locale.percent() as usize * BAR / 100;
        let bar = "█".repeat(full) + &"░".repeat(BAR - full);
        let translated = match locale.is_source() {
            true => format!("{:33}", format!("{} messages, the source", locale.messages())),
            false => format!("{bar}  {:>4}  {:>5}", locale.translated(), percent(locale)),
        };
        let (missing, untranslated) = (locale.missing(), locale.untranslated());
        let findings = locale.findings();
        writeln!(
            out,
            "{tag:width$}  {translated}  {missing:>7}  {untranslated:>12}  {findings:>8}"
        )?;
    }
    Ok(())
}

/// Whole percents, and 100 only where nothing is left to do.
fn percent(locale: &LocaleStatus) -> String {
    format!("{} %", locale.percent().floor())
}

fn parse_percent(text: &str) -> Result<f64, String> {
    let percent = text.trim_end_matches('%').parse().ok();
    percent
        .filter(|percent| (0.0..=100.0).contains(percent))
        .ok_or_else(|| "write a number from 0 to 100".to_owned())
}

//! `codeword status`: how far along the translations are.

use std::io::Write;
use std::path::PathBuf;

use codeword::workbench::check;
use codeword::workbench::status::{self, LocaleStatus};

use super::argument::OutputFormat;
use super::catalog::SourceLocale;
use super::output::{Exit, Result, complain, plural};

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

Each message of the source counts once. It is missing where the locale does not have it; \
untranslated where it is marked `# needs translation`; outdated where its source has changed since \
it was translated (`codeword diff` shows how); a copy where it has the source's text and no mark.

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
    let source = locales.iter().find(|locale| locale.is_source()).map(LocaleStatus::locale);
    let name = |locale: &LocaleStatus| match locale.from() {
        Some(from) if Some(from) != source => format!("{} ← {from}", locale.locale()),
        _ => locale.locale().to_string(),
    };
    let names: Vec<String> = locales.iter().map(name).collect();
    let widths = names.iter().map(|name| name.chars().count());
    let width = widths.max().unwrap_or(0).max("LOCALE".len());
    let [missing, untranslated, outdated, copies, findings] = COUNTS;
    writeln!(
        out,
        "{bold}{:width$}  {:<33}  {missing}  {untranslated}  {outdated}  {copies}  {findings}{bold:#}",
        "LOCALE", "TRANSLATED"
    )?;
    for (locale, name) in locales.iter().zip(&names) {
        let full = locale.percent() as usize * BAR / 100;
        let bar = "█".repeat(full) + &"░".repeat(BAR - full);
        let translated = match locale.is_source() {
            true => format!(
                "{:33}",
                format!("{} message{}, the source", locale.messages(), plural(locale.messages()))
            ),
            false => format!("{bar}  {:>4}  {:>5}", locale.translated(), percent(locale)),
        };
        write!(out, "{name:width$}  {translated}")?;
        let counts = [
            locale.missing(),
            locale.untranslated(),
            locale.outdated(),
            locale.copies(),
            locale.findings(),
        ];
        for (count, title) in counts.iter().zip(COUNTS) {
            write!(out, "  {count:>width$}", width = title.len())?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The columns of what is to be done.
const COUNTS: [&str; 5] = ["MISSING", "UNTRANSLATED", "OUTDATED", "COPIES", "FINDINGS"];

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

//! `codeword diff`: what has changed in the source since it was translated.

use std::io::Write;
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use codeword::LanguageIdentifier;
use codeword::workbench::diff::{self, SourceChange};
use similar::{ChangeTag, TextDiff};

use super::argument::{OutputFormat, parse_locale};
use super::catalog::SourceLocale;
use super::completion;
use super::output::{Exit, Result};

/// Show what has changed in the source since it was translated
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DiffArguments {
    /// Only these locales
    #[arg(value_name = "LOCALE", value_parser = parse_locale, add = completion::project_locales())]
    locales: Vec<LanguageIdentifier>,

    /// Print each change for people, or a JSON array of objects
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    format: OutputFormat,

    #[command(flatten)]
    source: SourceLocale,
}

const EXAMPLES: &str = "\
Examples:
  codeword diff ja-JP
  codeword diff --format json | jq -r '.[] | select(.was == null) | .id'

`-` is what the source said when the message was translated, `+` what it says now, and `=` the \
translation. What the source said stands in `# was: …` above a message that `codeword sync` has \
marked, and in .sources.ftl, which `add` and `sync` keep in the catalog's folder.";

impl DiffArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let project = self.source.project(catalog)?;
        let locales = match &self.locales[..] {
            [] => project.translations(),
            locales => locales.to_vec(),
        };
        let mut changes = Vec::new();
        for locale in &locales {
            changes.extend(diff::diff(&project, locale)?);
        }
        match self.format {
            OutputFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&changes)?)?,
            OutputFormat::Text if changes.is_empty() => {
                writeln!(out, "no translation is outdated")?
            }
            OutputFormat::Text => print(&changes, out)?,
        }
        Ok(Exit::Fine)
    }
}

const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();

fn print(changes: &[SourceChange], out: &mut impl Write) -> Result<()> {
    let bold = Style::new().bold();
    for (number, change) in changes.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let (id, file, line) = (change.id(), change.file(), change.line());
        writeln!(out, "{bold}{id}{bold:#}  {file}:{line}")?;
        match change.was() {
            Some(was) => print_difference(was, change.source(), out)?,
            None => {
                writeln!(out, "  ? what it was translated from is not known")?;
                print_lines('+', ADDED, change.source(), out)?;
            }
        }
        print_lines('=', Style::new(), change.translation(), out)?;
    }
    Ok(())
}

/// Line by line; within lines that resemble each other, the words that differ stand out.
fn print_difference(was: &str, now: &str, out: &mut impl Write) -> Result<()> {
    let (was, now) = (format!("{was}\n"), format!("{now}\n"));
    let difference = TextDiff::from_lines(&was, &now);
    for change in difference.ops().iter().flat_map(|op| difference.iter_inline_changes(op)) {
        let (sign, style) = match change.tag() {
            ChangeTag::Delete => ('-', REMOVED),
            ChangeTag::Insert => ('+', ADDED),
            ChangeTag::Equal => (' ', Style::new()),
        };
        write!(out, "  {style}{sign} {style:#}")?;
        for (is_different, words) in change.iter_strings_lossy() {
            let style = if is_different { style.bold().underline() } else { style };
            write!(out, "{style}{}{style:#}", words.trim_end_matches('\n'))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn print_lines(sign: char, style: Style, text: &str, out: &mut impl Write) -> Result<()> {
    for line in text.lines() {
        writeln!(out, "  {style}{sign} {line}{style:#}")?;
    }
    Ok(())
}

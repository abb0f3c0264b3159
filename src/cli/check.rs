//! `codeword check`: what is wrong in the files.

use std::io::{IsTerminal, Write, stderr};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::builder::TypedValueParser;
use codeword::workbench::Project;
use codeword::workbench::check::{self, Format, Report, Rule, Severity};

use super::argument::{SourceLocale, one_of};
use super::output::{Exit, Result};

/// Find everything that is broken, missing or odd in the files of a catalog
///
/// Reads the folder `locales`, or the one that --catalog names.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    source: SourceLocale,

    /// How the findings are printed
    #[arg(long, default_value = "text", value_parser = formats())]
    format: Format,

    /// End with status 1 for these too, not for errors alone
    #[arg(long, value_name = "SEVERITY", value_parser = one_of(DENIABLE))]
    deny: Option<Severity>,

    /// First mend what has one safe answer: line ends, byte order mark, final newline, trailing
    /// space, normalization, order
    #[arg(long)]
    fix: bool,

    /// Print what a rule does, why it matters, and an example, and check nothing
    #[arg(long, value_name = "RULE", value_parser = parse_rule, conflicts_with_all = ["fix", "rules"])]
    explain: Option<&'static Rule>,

    /// List the rules, and check nothing
    #[arg(long, conflicts_with = "fix")]
    rules: bool,
}

const EXAMPLES: &str = "\
Examples:
  codeword check --deny warnings
  codeword check --catalog path/to/locales --source en-US --format json
  codeword check --fix
  codeword check --explain number-mismatch

A rule is turned off for a message by a comment above it, `# codeword: allow(rule) why`, for a file
by `### codeword: allow(rule) why`, and for the project in codeword.toml:

  [check]
  allow = [\"rule\"]

Exit status: 0 fine, 1 findings of the denied severities, 2 it could not be done";

impl CheckArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        if let Some(rule) = self.explain {
            let (name, severity) = (rule.name(), rule.severity().name());
            writeln!(out, "{name} ({severity})\n\n{}", rule.explanation())?;
            return Ok(Exit::Fine);
        }
        if self.rules {
            return list_rules(out);
        }
        let mut project = self.source.project(catalog)?;
        if self.fix {
            for file in check::fix(&mut project)? {
                let plural = if file.fixes == 1 { "" } else { "s" };
                writeln!(stderr(), "{}: {} finding{plural} mended", file.path, file.fixes)?;
            }
        }
        let report = check_with_progress(&project);
        report.render(self.format, out)?;
        let denied = self.deny.unwrap_or(Severity::Error);
        Ok(if report.has(denied) { Exit::Findings } else { Exit::Fine })
    }
}

/// What can be denied besides errors.
const DENIABLE: [(Severity, &str, &str); 2] = [
    (Severity::Warning, "warnings", "Errors and warnings"),
    (Severity::Note, "notes", "Everything"),
];

fn formats() -> impl TypedValueParser<Value = Format> {
    one_of(Format::ALL.map(|format| (format, format.name(), format.summary())))
}

fn parse_rule(name: &str) -> Result<&'static Rule, String> {
    check::rule(name)
        .ok_or_else(|| "there is no such rule; `codeword check --rules` names them".to_owned())
}

fn list_rules(out: &mut impl Write) -> Result<Exit> {
    let longest = check::rules().iter().map(|rule| rule.name().len()).max().unwrap_or(0);
    for rule in check::rules() {
        let (name, severity, summary) = (rule.name(), rule.severity().name(), rule.summary());
        let sentence = summary.split_inclusive(". ").next().unwrap_or_default().trim();
        writeln!(out, "{name:longest$}  {severity:7}  {sentence}")?;
    }
    Ok(Exit::Fine)
}

/// A check that is done sooner says nothing of its progress.
const PATIENCE: Duration = Duration::from_millis(300);

/// Checks, and says in a line on the terminal how far a long check has come.
fn check_with_progress(project: &Project) -> Report<'_> {
    let (started, mut shown) = (Instant::now(), false);
    let report = check::check_with_progress(project, &mut |done| {
        if started.elapsed() >= PATIENCE && stderr().is_terminal() {
            shown = true;
            // Nothing depends on it.
            let _ = write!(stderr(), "\rchecking… {:3.0} %", done * 100.0);
        }
    });
    if shown {
        let _ = write!(stderr(), "\r{:20}\r", "");
    }
    report
}

//! `codeword check`: everything that is broken, missing or odd in a catalog's files.

use std::io::{IsTerminal, Write, stderr};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::ValueEnum;
use codeword::workbench::check::{self, Rule, Severity};

use super::workspace::SourceLocale;
use super::{Exit, Failure};

/// Find everything that is broken, missing or odd in the files of a catalog
///
/// Reads the folder `locales`, or the one that --catalog names.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    source: SourceLocale,

    /// How the findings are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// End with status 1 for these too, not for errors alone
    #[arg(long, value_enum, value_name = "SEVERITY")]
    deny: Option<Deny>,

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

/// How findings are printed.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people, with the line and what to write instead
    Text,
    /// An array of objects
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// What a language server publishes
    LspDiagnostics,
}

/// What is denied besides errors.
#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    /// Errors and warnings
    Warnings,
    /// Everything
    Notes,
}

impl CheckArguments {
    pub(super) fn run(
        self,
        catalog: Option<PathBuf>,
        out: &mut impl Write,
    ) -> Result<Exit, Failure> {
        if let Some(rule) = self.explain {
            let (name, severity) = (rule.name(), rule.severity().name());
            writeln!(out, "{name} ({severity})\n\n{}", rule.explanation())?;
            return Ok(Exit::Fine);
        }
        if self.rules {
            return list(out);
        }
        let mut project = self.source.project(catalog)?;
        if self.fix {
            for file in check::fix(&mut project)? {
                let plural = if file.fixes == 1 { "" } else { "s" };
                writeln!(stderr(), "{}: {} finding{plural} mended", file.path, file.fixes)?;
            }
        }
        let mut progress = Progress::new();
        let report = check::check_with_progress(&project, &mut |done| progress.show(done));
        progress.clear();
        report.render(self.format.into(), out)?;
        let denied = match self.deny {
            None => Severity::Error,
            Some(Deny::Warnings) => Severity::Warning,
            Some(Deny::Notes) => Severity::Note,
        };
        Ok(if report.has(denied) { Exit::Findings } else { Exit::Fine })
    }
}

impl From<Format> for check::Format {
    fn from(format: Format) -> check::Format {
        match format {
            // Where standard output takes no colours, they are taken out on the way.
            Format::Text => check::Format::Text { color: true },
            Format::Json => check::Format::Json,
            Format::Github => check::Format::Github,
            Format::Sarif => check::Format::Sarif,
            Format::LspDiagnostics => check::Format::LspDiagnostics,
        }
    }
}

fn parse_rule(name: &str) -> Result<&'static Rule, String> {
    check::rule(name)
        .ok_or_else(|| "there is no such rule; `codeword check --rules` names them".to_owned())
}

fn list(out: &mut impl Write) -> Result<Exit, Failure> {
    let longest = check::rules().iter().map(|rule| rule.name().len()).max().unwrap_or(0);
    for rule in check::rules() {
        let (name, severity, summary) = (rule.name(), rule.severity().name(), rule.summary());
        let sentence = summary.split_inclusive(". ").next().unwrap_or_default().trim();
        writeln!(out, "{name:longest$}  {severity:7}  {sentence}")?;
    }
    Ok(Exit::Fine)
}

/// A line on the terminal that says how far a long check has come.
struct Progress {
    started: Instant,
    shown: bool,
}

/// A check that is done sooner says nothing.
const PATIENCE: Duration = Duration::from_millis(300);

impl Progress {
    fn new() -> Progress {
        Progress { started: Instant::now(), shown: false }
    }

    fn show(&mut self, done: f64) {
        if self.started.elapsed() >= PATIENCE && stderr().is_terminal() {
            self.shown = true;
            // Nothing depends on it.
            let _ = write!(stderr(), "\rchecking… {:3.0} %", done * 100.0);
        }
    }

    fn clear(&self) {
        if self.shown {
            let _ = write!(stderr(), "\r{:20}\r", "");
        }
    }
}

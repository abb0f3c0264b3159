//! `codeword check`: what is wrong in the files.

use std::env;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::builder::TypedValueParser;
use codeword::workbench::Project;
use codeword::workbench::check::{self, Format, Report, Rule, Severity};

use super::argument::one_of;
use super::catalog::SourceLocale;
use super::completion;
use super::output::{Exit, Result, first_sentence, plural};

/// Find everything that is broken, missing or odd in the files of a catalog
///
/// Reads the folder that --catalog names, or else the project around: from any folder of it.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    source: SourceLocale,

    /// How the findings are printed
    #[arg(long, default_value = "text", value_parser = formats())]
    format: Format,

    /// End with status 1 for these
    #[arg(long, value_name = "SEVERITY", default_value = "errors", value_parser = one_of(DENIABLE))]
    deny: Severity,

    /// First mend what has one safe answer: line ends, byte order mark, final newline, trailing
    /// space, indents with tabs, normalization, order
    #[arg(long)]
    fix: bool,

    /// Print what a rule does, why it matters, and an example, and check nothing
    #[arg(long, value_name = "RULE", value_parser = parse_rule, conflicts_with_all = ["fix", "rules"], add = completion::rules())]
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

A rule is turned off for a message by a comment above it, `# codeword: allow(rule) why`, for a file \
by `### codeword: allow(rule) why`, and for the project in codeword.toml:

  [check]
  allow = [\"rule\"]

Exit status: 0 fine, 1 findings of the denied severities, 2 it could not be done";

impl CheckArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        if let Some(rule) = self.explain {
            let (name, severity) = (rule.name(), rule.severity().name());
            writeln!(out, "{name} ({severity})\n\n{}", fill(&rule.explanation(), columns()))?;
            return Ok(Exit::Fine);
        }
        if self.rules {
            return list_rules(out);
        }
        let mut project = self.source.project(catalog)?;
        if self.fix {
            for file in check::fix(&mut project)? {
                let plural = plural(file.fixes);
                writeln!(stderr(), "{}: {} finding{plural} mended", file.path, file.fixes)?;
            }
        }
        let report = check_with_progress(&project);
        report.render(self.format, out)?;
        Ok(if report.has(self.deny) { Exit::Findings } else { Exit::Fine })
    }
}

/// What can be denied.
const DENIABLE: [(Severity, &str, &str); 3] = [
    (Severity::Error, "errors", "Errors alone"),
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
        let sentence = first_sentence(&summary);
        let start = format!("{name:longest$}  {severity:7}  ");
        let indent = " ".repeat(start.len());
        match columns().filter(|columns| *columns > start.len()) {
            Some(columns) => {
                let options = wrapping(columns).initial_indent(&start).subsequent_indent(&indent);
                writeln!(out, "{}", textwrap::fill(sentence, options))?;
            }
            None => writeln!(out, "{start}{sentence}")?,
        }
    }
    Ok(Exit::Fine)
}

/// How many columns there are, if the output is for people: those of the terminal, or of `COLUMNS`.
fn columns() -> Option<usize> {
    match stdout().is_terminal() {
        true => Some(textwrap::termwidth()),
        false => env::var("COLUMNS").ok()?.parse().ok(),
    }
}

/// Lines end between words, and what stands in backticks may be longer.
fn wrapping<'o>(columns: usize) -> textwrap::Options<'o> {
    textwrap::Options::new(columns)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// Markdown with the lines of its paragraphs as long as there are columns; examples stay as they are.
fn fill(markdown: &str, columns: Option<usize>) -> String {
    let Some(columns) = columns else { return markdown.to_owned() };
    let mut is_code = false;
    let blocks = markdown.split("\n\n").map(|block| {
        let is_kept = is_code || block.starts_with("```");
        is_code ^= block.matches("```").count() % 2 == 1;
        if is_kept {
            block.to_owned()
        } else {
            textwrap::fill(&block.replace('\n', " "), wrapping(columns))
        }
    });
    blocks.collect::<Vec<_>>().join("\n\n")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations_end_their_lines_between_words() {
        for columns in [60, 80, 100] {
            for rule in check::rules() {
                let (before, after) =
                    (rule.explanation(), fill(&rule.explanation(), Some(columns)));
                assert!(before.split_whitespace().eq(after.split_whitespace()), "{}", rule.name());
                let mut is_code = false;
                for line in after.lines() {
                    is_code ^= line.starts_with("```");
                    let is_long = textwrap::core::display_width(line) > columns;
                    assert!(is_code || !is_long || !line.contains(' '), "{}: {line}", rule.name());
                }
            }
        }
    }
}

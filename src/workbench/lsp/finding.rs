//! What [`check`](crate::workbench::check) finds, as an editor shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gen_lsp_types::{Code, Diagnostic, DiagnosticSeverity, Message};

use super::position::{Encoding, Lines};
use crate::workbench::Project;
use crate::workbench::check::{self, Finding, Severity};

/// What is wrong with some files of a project, by their paths. `is_alone` says that the project is a file that
/// belongs to none, of which no more is known than whether it can be read.
pub(super) fn findings(
    project: &Project,
    paths: &[PathBuf],
    is_alone: bool,
) -> BTreeMap<PathBuf, Vec<Finding>> {
    let locales: Option<BTreeSet<String>> =
        paths.iter().map(|path| Some(project.find_file(path)?.0.to_owned())).collect();
    let report = match locales {
        Some(locales) => check::check_locales(project, &locales),
        // What is found in a file beside the locales may come from any of them.
        None => check::check(project),
    };
    let mut found: BTreeMap<PathBuf, Vec<Finding>> =
        paths.iter().map(|path| (path.clone(), Vec::new())).collect();
    for finding in report.findings() {
        if let Some(of_file) = found.get_mut(Path::new(finding.file()))
            && (!is_alone || finding.rule().is_of_file())
        {
            of_file.push(finding.clone());
        }
    }
    found
}

/// A finding in a text.
pub(super) fn diagnostic(finding: &Finding, lines: &Lines<'_>) -> Diagnostic {
    let severity = match finding.severity() {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Note => DiagnosticSeverity::Information,
    };
    let range = match finding.range() {
        // Of a file that is not Fluent, a place is all that is known.
        range if range.is_empty() => lines.rest(finding.line(), finding.column()),
        range => lines.range(range),
    };
    Diagnostic {
        range,
        severity: Some(severity),
        code: Some(Code::String(finding.rule().name().to_owned())),
        source: Some("codeword".to_owned()),
        message: Message::String(finding.message_and_help()),
        ..Diagnostic::default()
    }
}

/// That a file makes no sense, so that the project around it cannot be read.
fn mistake(mistake: &crate::Diagnostic, lines: &Lines<'_>) -> Diagnostic {
    let (line, column) = (mistake.line().unwrap_or(1), mistake.column().unwrap_or(1));
    Diagnostic {
        range: lines.rest(line, column),
        severity: Some(DiagnosticSeverity::Error),
        source: Some("codeword".to_owned()),
        message: Message::String(mistake.text().to_owned()),
        ..Diagnostic::default()
    }
}

/// The findings of a text, and what is wrong with it otherwise.
pub(super) fn diagnostics<'m>(
    findings: &[Finding],
    mistakes: impl Iterator<Item = &'m crate::Diagnostic>,
    text: &str,
    encoding: Encoding,
) -> Vec<Diagnostic> {
    let lines = Lines::of(text, encoding);
    let mistakes = mistakes.map(|found| mistake(found, &lines));
    mistakes.chain(findings.iter().map(|finding| diagnostic(finding, &lines))).collect()
}

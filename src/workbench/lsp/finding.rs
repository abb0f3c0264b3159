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
    let locales = paths.iter().filter_map(|path| Some(project.find_file(path)?.0.to_owned()));
    let report = check::check_locales(project, &locales.collect::<BTreeSet<_>>());
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
    Diagnostic {
        range: lines.range(finding.range()),
        severity: Some(severity),
        code: Some(Code::String(finding.rule().name().to_owned())),
        source: Some("codeword".to_owned()),
        message: Message::String(finding.message_and_help()),
        ..Diagnostic::default()
    }
}

/// The findings of a text.
pub(super) fn diagnostics(findings: &[Finding], text: &str, encoding: Encoding) -> Vec<Diagnostic> {
    let lines = Lines::of(text, encoding);
    findings.iter().map(|finding| diagnostic(finding, &lines)).collect()
}

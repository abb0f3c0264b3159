//! The workflow commands with which GitHub Actions annotates the lines of a pull request.

use std::io::{self, Write};

use crate::workbench::check::finding::Report;
use crate::workbench::check::rule::Severity;

pub(super) fn render(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings() {
        let command = match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let (end_line, end_column) = finding.end();
        write!(
            out,
            "::{command} file={},line={},col={},endLine={end_line}",
            property(finding.file()),
            finding.line(),
            finding.column(),
        )?;
        // GitHub wants no end column where a finding goes on over lines.
        if end_line == finding.line() {
            write!(out, ",endColumn={end_column}")?;
        }
        let text = data(&finding.message_and_help());
        writeln!(out, ",title={}::{text}", property(finding.rule().name()))?;
    }
    Ok(())
}

/// What would end a command is written in percent.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What would end a property, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

//! The parameters of `textDocument/publishDiagnostics` (Language Server Protocol 3.17): lines from 0,
//! characters from 0 in units of UTF-16.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::sarif;
use crate::workbench::check::finding::{Finding, Report};
use crate::workbench::check::rule::Severity;

pub(super) fn render(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    // A file without findings is listed too, so that an editor forgets the old ones.
    let mut files: BTreeMap<&str, Vec<Value>> =
        report.texts.keys().map(|path| (*path, Vec::new())).collect();
    for finding in report.findings() {
        let text = report.texts.get(finding.file()).copied().unwrap_or("");
        files.entry(finding.file()).or_default().push(diagnostic(finding, text));
    }
    let parameters = |(path, diagnostics): (&str, Vec<Value>)| json!({ "uri": uri(path), "diagnostics": diagnostics });
    let parameters: Vec<Value> = files.into_iter().map(parameters).collect();
    serde_json::to_writer_pretty(&mut *out, &parameters)?;
    writeln!(out)
}

fn diagnostic(finding: &Finding, text: &str) -> Value {
    let severity = match finding.severity() {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Note => 3,
    };
    let (range, (end_line, _)) = (finding.range(), finding.end());
    json!({
        "range": {
            "start": position(text, finding.line(), range.start),
            "end": position(text, end_line, range.end),
        },
        "severity": severity,
        "code": finding.rule().name(),
        "source": "codeword",
        "message": finding.message_and_help(),
    })
}

fn position(text: &str, line: usize, offset: usize) -> Value {
    let start = text[..offset].rfind('\n').map_or(0, |end| end + 1);
    let character: usize = text[start..offset].chars().map(char::len_utf16).sum();
    json!({ "line": line - 1, "character": character })
}

/// `file:///…` of a path (RFC 8089); a path that cannot be made absolute stays as it is.
pub(crate) fn uri(path: &str) -> String {
    match std::path::absolute(Path::new(path)) {
        Ok(absolute) => sarif::uri(&absolute.to_string_lossy()),
        Err(_) => sarif::uri(path),
    }
}

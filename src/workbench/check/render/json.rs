//! A JSON array of findings.

use std::io::{self, Write};

use serde::Serialize;

use crate::workbench::check::finding::{Finding, Report};

#[derive(Serialize)]
struct Object<'a> {
    rule: &'a str,
    severity: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    locale: Option<&'a str>,
    id: Option<&'a str>,
    message: &'a str,
    help: &'a str,
}

pub(super) fn render(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let objects: Vec<Object<'_>> = report.findings().iter().map(object).collect();
    serde_json::to_writer_pretty(&mut *out, &objects)?;
    writeln!(out)
}

fn object(finding: &Finding) -> Object<'_> {
    Object {
        rule: finding.rule().name(),
        severity: finding.severity().name(),
        file: finding.file(),
        line: finding.line(),
        column: finding.column(),
        locale: finding.locale(),
        id: finding.id(),
        message: finding.message(),
        help: finding.help(),
    }
}

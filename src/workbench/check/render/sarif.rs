//! SARIF 2.1.0 (OASIS), for code scanning. Columns count Unicode code points.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::workbench::check::finding::{Finding, Report};
use crate::workbench::check::rule::{Rule, Severity};
use crate::workbench::check::rules;

pub(super) fn render(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    // Only rules that found something are described.
    let found = |rule: &&Rule| report.findings().iter().any(|it| it.rule().name() == rule.name());
    let rules: Vec<&Rule> = rules::rules().iter().filter(found).collect();
    let results: Vec<Value> = report.findings().iter().map(|it| result(it, &rules)).collect();
    let rules: Vec<Value> = rules.into_iter().map(describe).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "codeword",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn describe(rule: &Rule) -> Value {
    json!({
        "id": rule.name(),
        "shortDescription": { "text": rule.summary() },
        "help": { "text": rule.explanation(), "markdown": rule.explanation() },
        "defaultConfiguration": { "level": level(rule.severity()) },
    })
}

fn result(finding: &Finding, rules: &[&Rule]) -> Value {
    let index = rules.iter().position(|rule| rule.name() == finding.rule().name());
    let (end_line, end_column) = finding.end();
    json!({
        "ruleId": finding.rule().name(),
        "ruleIndex": index,
        "level": level(finding.severity()),
        "message": { "text": finding.message_and_help() },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(finding.file()) },
            "region": {
                "startLine": finding.line(),
                "startColumn": finding.column(),
                "endLine": end_line,
                "endColumn": end_column,
            },
        } }],
    })
}

fn level(severity: Severity) -> &'static str {
    severity.name()
}

/// A relative reference (RFC 3986 §4.2): what a path may not have is written in percent.
pub(super) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

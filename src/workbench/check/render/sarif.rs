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

/// A URI of a path (RFC 3986): `file:///srv/locales/…` (RFC 8089) of an absolute one, and of any other a reference
/// relative to where the command runs. What a path may not have is written in percent.
pub(super) fn uri(path: &str) -> String {
    let slashes = path.replace('\\', "/");
    let has_drive =
        matches!(slashes.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    let (start, drive, rest) = match slashes.split_at_checked(2) {
        Some((drive, rest)) if has_drive => ("file:///", drive, rest),
        // The name of a server comes first.
        _ if slashes.starts_with("//") => ("file:", "", &*slashes),
        _ if slashes.starts_with('/') => ("file://", "", &*slashes),
        _ => ("", "", &*slashes),
    };
    let mut uri = format!("{start}{drive}");
    for byte in rest.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_paths_have_a_scheme() {
        for (path, expected) in [
            ("locales/zh-CN/errors.ftl", "locales/zh-CN/errors.ftl"),
            ("../my locales/a.ftl", "../my%20locales/a.ftl"),
            ("/srv/locales/a b.ftl", "file:///srv/locales/a%20b.ftl"),
            ("C:\\locales\\a.ftl", "file:///C:/locales/a.ftl"),
            ("\\\\server\\share\\a.ftl", "file://server/share/a.ftl"),
            ("/srv/文.ftl", "file:///srv/%E6%96%87.ftl"),
        ] {
            assert_eq!(uri(path), expected, "{path}");
        }
    }
}

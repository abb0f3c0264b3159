//! Mozilla's compare-locales beside `check`: it finds nothing in the repository's catalogs, and in broken
//! ones nothing that `check` does not find. `scripts/test` installs it.

use std::path::Path;
use std::process::Command;

use codeword::workbench::Project;
use codeword::workbench::check::{self, Finding, Severity};
use serde_json::Value;

const PROGRAM: &str = "target/venv/bin/compare-locales";

/// What it says about the project of a folder: paths, each with what is wrong in that file. `None` where
/// it is not installed; where CODEWORD_REQUIRE_PEERS is set, that is an error.
fn compare_locales(folder: &Path) -> Option<Vec<(String, String)>> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join(PROGRAM);
    if !program.exists() {
        let is_required = std::env::var_os("CODEWORD_REQUIRE_PEERS").is_some();
        assert!(!is_required, "{PROGRAM} is not installed");
        eprintln!("{PROGRAM} is not installed: nothing was compared");
        return None;
    }
    let output = Command::new(program)
        .args(["--json", "-", "l10n.toml", "."])
        .current_dir(folder)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let answer: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let mut found = Vec::new();
    collect(&answer[0]["details"], "", &mut found);
    Some(found)
}

/// Folders are objects, files are arrays of objects with one member each.
fn collect(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(folders) => {
            for (name, value) in folders {
                let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
                collect(value, &path, found);
            }
        }
        Value::Array(details) => {
            for (kind, text) in details.iter().flat_map(|detail| detail.as_object().unwrap()) {
                let text = text.as_str().unwrap();
                let text = match &**kind {
                    "error" | "warning" => text.to_owned(),
                    kind => format!("{kind} for {text}"),
                };
                found.push((path.to_owned(), text));
            }
        }
        _ => panic!("{value}"),
    }
}

#[test]
fn the_repository_is_fine() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if let Some(found) = compare_locales(root) {
        assert_eq!(found, [], "compare-locales");
    }
}

/// How compare-locales begins a finding, or what is in it, and the rule that finds the same.
const RULES: [(&str, &str); 15] = [
    ("missingEntity", "missing-message"),
    ("obsoleteEntity", "extra-message"),
    ("missingFile", "missing-file"),
    ("obsoleteFile", "extra-message"),
    ("Missing value", "missing-value"),
    ("Obsolete value", "extra-value"),
    ("Missing attribute", "missing-attribute"),
    ("Obsolete attribute", "extra-attribute"),
    ("Missing term reference", "lost-reference"),
    ("Missing message reference", "lost-reference"),
    ("Obsolete", "extra-reference"),
    ("Attribute", "duplicate-attribute"),
    ("Variant key", "duplicate-variant"),
    ("Plural categories missing", "missing-plural"),
    ("\u{FFFD}", "replacement-character"),
];

#[test]
fn check_finds_all_that_it_finds() {
    let folder = Path::new("tests/fixtures/compare-locales/broken");
    let Some(expected) = compare_locales(folder) else { return };
    assert!(expected.len() > 40, "only {} findings: is this still its output?", expected.len());

    let project = Project::open(folder.join("locales"), None).unwrap();
    let report = check::check(&project);
    let mut missed = Vec::new();
    let mut kinds = std::collections::BTreeSet::new();
    for (path, text) in &expected {
        let here = |finding: &&Finding| finding.file() == folder.join(path).to_string_lossy();
        let mut findings = report.findings().iter().filter(here);
        let is_found = match RULES.iter().find(|(start, _)| text.starts_with(start)) {
            Some((start, rule)) => {
                kinds.insert(*start);
                let id = text.rsplit_once(" for ").map(|(_, id)| id).unwrap_or_default();
                findings.any(|finding| is_same(finding, rule, id))
            }
            None if text.starts_with("Unparsed content") => {
                kinds.insert("Unparsed content");
                let lines = lines(text);
                findings.any(|it| it.severity() == Severity::Error && lines.contains(&it.line()))
            }
            None => {
                let (id, _) = text.split_once(" occurs ").unwrap_or_else(|| panic!("{text}"));
                kinds.insert("occurs");
                findings.any(|finding| is_same(finding, "duplicate-id", id))
            }
        };
        if !is_found {
            missed.push(format!("{path}: {text}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert_eq!(kinds.len(), RULES.len() + 2, "not every kind is in the examples: {kinds:?}");
}

fn is_same(finding: &Finding, rule: &str, id: &str) -> bool {
    let is_rule = finding.rule().name() == rule;
    match rule {
        "missing-file" => is_rule,
        // The message is named in the text: it has no place of its own. One that does not parse is
        // missing to compare-locales.
        "missing-message" if is_rule => finding.message().starts_with(&format!("`{id}`")),
        "missing-message" => finding.severity() == Severity::Error && finding.id() == Some(id),
        "extra-message" if id == "error" => is_rule,
        _ => is_rule && finding.id() == Some(id),
    }
}

/// `… from line 2 column 1 to line 5 column 2`
fn lines(text: &str) -> std::ops::RangeInclusive<usize> {
    let (_, place) = text.rsplit_once(" from line ").unwrap();
    let numbers: Vec<usize> = place.split(' ').filter_map(|word| word.parse().ok()).collect();
    numbers[0]..=numbers[2]
}

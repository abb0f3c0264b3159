//! `check`: what each rule finds, what it lets pass, and what `--fix` may touch.

use std::fs;
use std::path::{Path, PathBuf};

use codeword::workbench::Project;
use codeword::workbench::check::{self, Finding};

/// The folder of a rule's examples.
fn folder(rule: &str, kind: &str) -> PathBuf {
    Path::new("tests/fixtures/check").join(rule).join(kind)
}

/// The findings of a folder with `locales` in it, a line each.
fn findings(folder: &Path) -> Vec<String> {
    let project = Project::open(folder.join("locales"), None).unwrap();
    let prefix = format!("{}/", folder.display());
    let line = |finding: &Finding| finding.to_string().replace(&prefix, "");
    check::check(&project).findings().iter().map(line).collect()
}

/// Set `UPDATE_EXPECT` to write what is found; then read the difference.
#[test]
fn every_rule_finds_what_is_bad() {
    let mut wrong = Vec::new();
    for rule in check::rules() {
        let folder = folder(rule.name(), "bad");
        let found = findings(&folder).join("\n") + "\n";
        let path = folder.join("expected.txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found != expected || !found.contains(&format!("[{}]", rule.name())) {
            wrong.push(format!("{}: expected\n{expected}found\n{found}", rule.name()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_rule_finds_what_is_good() {
    let good = |rule: &'static check::Rule| findings(&folder(rule.name(), "good"));
    let found: Vec<String> = check::rules().iter().flat_map(good).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_example_is_that_of_a_rule() {
    for entry in fs::read_dir("tests/fixtures/check").unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(check::rule(&name).is_some(), "there is no rule {name}");
    }
}

/// Copies a folder of examples to where it may be changed.
fn copy(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    copy_into(folder, copy.path());
    copy
}

fn copy_into(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).unwrap();
            copy_into(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// Every file below a folder with its bytes.
fn bytes(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(bytes(&path));
        } else {
            found.push((path.clone(), fs::read(path).unwrap()));
        }
    }
    found.sort();
    found
}

fn fix(folder: &Path) -> usize {
    let mut project = Project::open(folder.join("locales"), None).unwrap();
    check::fix(&mut project).unwrap().iter().map(|file| file.fixes).sum()
}

#[test]
fn findings_with_a_fix_are_mended() {
    for rule in ["byte-order-mark", "crlf", "final-newline", "not-nfc", "order", "trailing-space"] {
        let copy = copy(&folder(rule, "bad"));
        assert!(fix(copy.path()) > 0, "{rule}");
        assert_eq!(findings(copy.path()), [""; 0], "{rule}");
    }
}

#[test]
fn tabs_become_spaces_where_nothing_else_can_be_meant() {
    let copy = copy(&folder("tab-indent", "bad"));
    assert_eq!(fix(copy.path()), 4);
    let text = fs::read_to_string(copy.path().join("locales/zh-CN/errors.ftl")).unwrap();
    assert!(text.contains("\n    [0] 无\n    *[other] 有\n}\n"), "{text}");
    // A tab within a line, and one before a message.
    assert!(text.contains("code-3\t= 失败") && text.contains("\n\tcode-5 = 中"), "{text}");
}

#[test]
fn sound_files_stay_as_they_are() {
    for rule in check::rules() {
        for kind in ["good", "bad"] {
            let copy = copy(&folder(rule.name(), kind));
            let before = bytes(copy.path());
            let fixes = fix(copy.path());
            if fixes == 0 {
                assert_eq!(bytes(copy.path()), before, "{} {kind}", rule.name());
            }
            let after = bytes(copy.path());
            assert_eq!(fix(copy.path()), 0, "{} {kind}", rule.name());
            assert_eq!(bytes(copy.path()), after, "{} {kind}", rule.name());
        }
    }
}

#[test]
fn allowed_findings_are_not_mended() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("locales/zh-CN/errors.ftl");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let text = "### codeword: allow(crlf, trailing-space) as it came\n\ncode-1 = 就绪  \r\n";
    fs::write(&path, text).unwrap();
    assert_eq!(fix(folder.path()), 0);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

/// Every file of every example, cut at every place: no file makes the check panic.
#[test]
fn no_file_is_too_broken_to_be_checked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("zh-CN/errors.ftl");
    fs::create_dir(path.parent().unwrap()).unwrap();
    for (_, bytes) in bytes(Path::new("tests/fixtures/check")) {
        for end in (0..bytes.len().min(300)).step_by(23) {
            fs::write(&path, &bytes[end..]).unwrap();
            check::check(&Project::open(folder.path(), None).unwrap());
            fs::write(&path, &bytes[..end]).unwrap();
            check::check(&Project::open(folder.path(), None).unwrap());
            fs::write(folder.path().join("codes.toml"), &bytes[end..]).unwrap();
            check::check(&Project::open(folder.path(), None).unwrap());
            fs::write(folder.path().join("codes.toml"), &bytes[..end]).unwrap();
            check::check(&Project::open(folder.path(), None).unwrap());
        }
    }
}

/// A finding in `codes.toml` has its place in every format.
#[test]
fn a_finding_of_the_registry_is_printed_in_every_format() {
    let locales = folder("duplicate-name", "bad").join("locales");
    let project = Project::open(&locales, None).unwrap();
    let report = check::check(&project);
    for format in check::Format::ALL {
        let mut out = Vec::new();
        report.render(format, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let place = match format {
            check::Format::Text { .. } => "duplicate-name/bad/locales/codes.toml",
            check::Format::Json => "codes.toml\", \"line\": 5, \"column\": 8,",
            check::Format::Github => "codes.toml,line=5,col=8,endLine=5,endColumn=14",
            check::Format::Sarif => "\"startColumn\": 8, \"startLine\": 5",
            check::Format::LspDiagnostics => "\"start\": { \"character\": 7, \"line\": 4",
        };
        let without_space = |text: &str| text.split_whitespace().collect::<String>();
        let is_there = without_space(&text).contains(&without_space(place));
        assert!(is_there, "{}: {text}", format.name());
        assert!(text.contains("has the name `Done` too"), "{}: {text}", format.name());
    }
}

/// What is wrong and what to do, as a diagnostic says it.
fn words(finding: &Finding) -> String {
    let help = Some(finding.help()).filter(|help| !help.is_empty());
    [finding.message()].into_iter().chain(help).collect::<Vec<_>>().join(": ")
}

/// What a catalog refuses to load is an error of `check`, on the same line and in the same words.
#[test]
fn check_finds_all_that_the_catalog_refuses() {
    let mut missed = Vec::new();
    let mut refused = 0;
    let folders = fs::read_dir("tests/fixtures/check").unwrap().map(|entry| entry.unwrap().path());
    let folders = folders.map(|path| path.join("bad"));
    for folder in folders.chain([PathBuf::from("tests/fixtures/compare-locales/broken")]) {
        let source = codeword::Source::folder(folder.join("locales"));
        let Err(error) = codeword::Catalog::builder().source(source).build() else { continue };
        let project = Project::open(folder.join("locales"), None).unwrap();
        let report = check::check(&project);
        for diagnostic in error.diagnostics() {
            refused += 1;
            let is_same = |finding: &&Finding| {
                finding.file() == diagnostic.file()
                    && diagnostic.line().is_none_or(|line| line == finding.line())
                    && finding.severity() == check::Severity::Error
                    && words(finding) == diagnostic.text()
            };
            if !report.findings().iter().any(|finding| is_same(&finding)) {
                missed.push(diagnostic.to_string());
            }
        }
    }
    assert!(refused > 40, "only {refused}");
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// What `check` calls an error of one locale, no catalog is built with: at the same place, in the same
/// words.
#[test]
fn the_catalog_refuses_all_that_check_finds() {
    let mut missed = Vec::new();
    let mut refused = 0;
    let rules = check::rules().iter().filter(|rule| !rule.is_comparison());
    for rule in rules.filter(|rule| rule.severity() == check::Severity::Error) {
        let locales = folder(rule.name(), "bad").join("locales");
        let project = Project::open(&locales, None).unwrap();
        let source = codeword::Source::folder(&locales);
        let error = codeword::Catalog::builder().source(source).build().unwrap_err();
        for finding in check::check(&project).findings() {
            if finding.rule().name() != rule.name() {
                continue;
            }
            refused += 1;
            let is_same = |diagnostic: &&codeword::Diagnostic| {
                diagnostic.file() == finding.file()
                    && diagnostic.line().unwrap_or(1) == finding.line()
                    && diagnostic.column().unwrap_or(1) == finding.column()
                    && diagnostic.text() == words(finding)
            };
            if !error.diagnostics().iter().any(|diagnostic| is_same(&diagnostic)) {
                missed.push(finding.to_string());
            }
        }
    }
    assert!(refused > 50, "only {refused}");
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn the_catalogs_of_this_repository_pass() {
    let project = Project::open("locales", None).unwrap();
    let found = check::check(&project);
    let found: Vec<String> = found.findings().iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

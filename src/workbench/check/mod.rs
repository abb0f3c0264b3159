//! Everything that is broken, missing or odd in a project's files, for the person who can mend it.
//!
//! [`check`] reads every file once and asks every [`Rule`]; what a rule finds is a [`Finding`] with
//! its place, and with what to write instead. A [`Report`] prints itself in any [`Format`].
//!
//! ```
//! use codeword::workbench::{Project, check};
//!
//! let project = Project::open("tests/fixtures/check/crlf/bad/locales", None)?;
//! let report = check::check(&project);
//!
//! let finding = &report.findings()[0];
//! assert_eq!(finding.rule().name(), "crlf");
//! assert_eq!((finding.line(), finding.column()), (1, 15));
//! # Ok::<(), codeword::Error>(())
//! ```

mod allow;
mod call_options;
mod characters;
mod context;
mod expansion;
mod fault;
mod finding;
mod fix;
mod found;
mod language;
mod numbers;
mod order;
mod plural;
mod render;
mod rules;
mod visit;
mod workers;

use super::Project;
use allow::Allowances;
use context::{Catalog, Comparison, Entry, File, Locale, Pattern};
use found::Findings;
use language::Language;
use rules::Check;

pub use finding::{Finding, Report, Severity};
pub use fix::{FixedFile, fix};
pub use render::Format;
pub use rules::{Rule, rule, rules};

/// Asks every rule about every file of a project.
///
/// The findings are in a fixed order: by file, then by place, then by rule.
pub fn check(project: &Project) -> Report<'_> {
    check_with_progress(project, &mut |_| {})
}

/// Like [`check`], and says after each step how far it has come, from 0 to 1.
pub fn check_with_progress<'p>(project: &'p Project, progress: &mut dyn FnMut(f64)) -> Report<'p> {
    let steps = 2 * project.locales.len() + 1;
    let mut done = 0;
    let mut step = || {
        done += 1;
        progress(done as f64 / steps as f64);
    };
    let tags = project.locales.keys().enumerate();
    let languages: Vec<Language> =
        tags.map(|(number, tag)| Language::new(number, tag, &project.source)).collect();
    let parse = |language| Locale::parse(language, project);
    let locales = workers::for_each(&languages, parse, &mut step);
    let catalog = Catalog { project, locales: &locales };

    let found = workers::for_each(&locales, |locale| check_locale(locale, &catalog), &mut step);
    let mut findings = Findings::default();
    found.into_iter().for_each(|found| findings.extend(found));
    for (rule, check) in rules::of_kind(|check| match check {
        Check::Catalog(check) => Some(check),
        _ => None,
    }) {
        check(&catalog, findings.of(rule));
    }
    Allowances::read(&catalog).filter(&catalog, &mut findings);
    let report = findings.report(&catalog, project);
    step();
    report
}

fn check_locale(locale: &Locale<'_>, catalog: &Catalog<'_>) -> Findings {
    let mut findings = Findings::default();
    for rule in rules::rules() {
        match rule.check {
            Check::Locale(check) => check(locale, findings.of(rule)),
            Check::File(check) => {
                locale.files.iter().for_each(|file| check(file, findings.of(rule)));
            }
            _ => {}
        }
    }
    for file in &locale.files {
        check_entries(file, &mut findings);
    }
    let source = catalog.source().filter(|source| !std::ptr::eq(*source, locale));
    if let Some(source) = source {
        compare(&Comparison::new(source, locale, catalog.project), &mut findings);
    }
    findings
}

/// One pass over what stands in a file, for all the rules that look at it piece by piece.
fn check_entries(file: &File<'_>, findings: &mut Findings) {
    let entry_rules = rules::of_kind(|check| match check {
        Check::Entry(check) => Some(check),
        _ => None,
    });
    let pattern_rules = rules::of_kind(|check| match check {
        Check::Pattern(check) => Some(check),
        _ => None,
    });
    for definition in file.document.definitions() {
        let entry = Entry { file, definition };
        if !definition.is_plain || !definition.attributes.is_empty() {
            for (rule, check) in &entry_rules {
                check(entry, findings.of(rule));
            }
        }
        entry.each_pattern(&mut |pattern: &Pattern<'_>| {
            for (rule, check) in &pattern_rules {
                check(pattern, findings.of(rule));
            }
        });
    }
}

fn compare(comparison: &Comparison<'_>, findings: &mut Findings) {
    for (rule, check) in rules::of_kind(|check| match check {
        Check::Comparison(check) => Some(check),
        _ => None,
    }) {
        check(comparison, findings.of(rule));
    }
    let pair_rules = rules::of_kind(|check| match check {
        Check::Pair(check) => Some(check),
        _ => None,
    });
    for pair in &comparison.pairs {
        for (rule, check) in &pair_rules {
            check(pair, findings.of(rule));
        }
    }
}

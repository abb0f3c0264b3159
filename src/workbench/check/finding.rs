//! [`Finding`]: one thing that a rule found, with its lines and columns; and the [`Report`] of them all.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::context::CheckedProject;
use super::entry::CheckedFile;
use super::reporter::{FileNumber, Found, Place};
use super::rule::{Rule, Severity};
use super::rules::rules;
use crate::error::Position;
use crate::workbench::Project;
use crate::workbench::edit::Edit;

/// One thing that is wrong, where it is, and what to write instead.
///
/// Displayed on one line, `en-US/errors.ftl:3:1: error[duplicate-id]: …`.
#[derive(Clone, Debug)]
pub struct Finding {
    rule: &'static Rule,
    origin: Arc<Origin>,
    id: Option<Box<str>>,
    start: Position,
    end: Position,
    range: Range<usize>,
    message: Cow<'static, str>,
    help: Cow<'static, str>,
    edit: Option<Edit>,
}

/// The file that a finding is about.
#[derive(Debug)]
struct Origin {
    path: String,
    locale: Option<String>,
}

impl Finding {
    /// The rule that found it.
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }

    /// The path of the file.
    pub fn file(&self) -> &str {
        &self.origin.path
    }

    /// The locale of the file; `None` for a file that belongs to no locale.
    pub fn locale(&self) -> Option<&str> {
        self.origin.locale.as_deref()
    }

    /// The message or term that it is in, a term with its hyphen.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.start.line
    }

    /// The column in characters, from 1.
    pub fn column(&self) -> usize {
        self.start.column
    }

    /// The line and the column after its last character, both from 1.
    pub fn end(&self) -> (usize, usize) {
        (self.end.line, self.end.column)
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// What is wrong and what to do, for formats that know one text.
    pub(crate) fn message_and_help(&self) -> String {
        match self.help() {
            "" => self.message().to_owned(),
            help => format!("{}: {help}", self.message()),
        }
    }

    /// Whether [`fix`](super::fix) mends it.
    pub fn is_fixable(&self) -> bool {
        self.edit.is_some()
    }

    /// The offsets of what is wrong, in bytes of the file's text.
    pub(crate) fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    pub(crate) fn edit(&self) -> Option<&Edit> {
        self.edit.as_ref()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = (self.line(), self.column());
        let (severity, rule) = (self.severity().name(), self.rule.name());
        write!(out, "{}:{line}:{column}: {severity}[{rule}]: {}", self.file(), self.message)
    }
}

/// Everything that was found in a project.
#[derive(Debug)]
pub struct Report<'p> {
    findings: Vec<Finding>,
    /// The text of each file, by its path.
    pub(super) texts: BTreeMap<&'p str, &'p str>,
}

impl<'p> Report<'p> {
    /// The report of what was found in a project.
    pub(super) fn new(
        found: Vec<Found>,
        checked: &CheckedProject<'_>,
        project: &'p Project,
    ) -> Report<'p> {
        let origin = |file: &CheckedFile<'_>| {
            let locale = Some(file.language.name.clone());
            Arc::new(Origin { path: file.source.path.clone(), locale })
        };
        let origins = |files: &[CheckedFile<'_>]| files.iter().map(origin).collect();
        let origins = checked.locales.iter().map(|locale| origins(&locale.files)).collect();
        let registry = project.registry.as_ref();
        let path = registry.map(|file| file.path.clone()).unwrap_or_default();
        let origin = Arc::new(Origin { path, locale: None });
        let mut finisher = Finisher { checked, origins, registry: origin, last: None };
        let order = finisher.order(&found);
        let mut found: Vec<Option<Found>> = found.into_iter().map(Some).collect();
        let next = order.into_iter().filter_map(|number| found[number].take());
        let findings = next.map(|found| finisher.finish(found)).collect();
        let sources = project.locales.values().flatten();
        let texts = sources.map(|file| (file.path.as_str(), file.text.as_str()));
        let registry = registry.map(|file| (file.path.as_str(), file.text.as_str()));
        let texts = texts.chain(registry).collect();
        Report { findings, texts }
    }
    /// The findings, in a fixed order: by file, then by place, then by rule.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many findings are this bad.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity() == severity).count()
    }

    /// Whether anything is as bad as this, or worse.
    pub fn has(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity() >= severity)
    }
}

/// Gives findings their lines, columns and identifiers.
struct Finisher<'c> {
    checked: &'c CheckedProject<'c>,
    /// The origin of each file of each locale.
    origins: Vec<Vec<Arc<Origin>>>,
    /// The origin of the registry.
    registry: Arc<Origin>,
    /// The place of the finding before, from which the next one is not far.
    last: Option<(FileNumber, usize, Position)>,
}

impl Finisher<'_> {
    /// The numbers of what was found, by file, then by place, then by rule; what one rule finds at one place stays in
    /// the order in which it found it.
    fn order<'f>(&'f self, found: &'f [Found]) -> Vec<usize> {
        let key = |(number, found): (usize, &'f Found)| {
            let Found { rule, place, .. } = found;
            let (path, place) = match place {
                Place::File((locale, file), range) => {
                    (&*self.origins[*locale][*file].path, (0, range.start))
                }
                Place::Registry(range) => (&*self.registry.path, (0, range.start)),
                Place::Path { path, position, .. } => (&**path, (position.line, position.column)),
            };
            (path, place, rules()[*rule].name(), number)
        };
        let mut keys: Vec<(&str, (usize, usize), &str, usize)> =
            found.iter().enumerate().map(key).collect();
        keys.sort_unstable();
        keys.into_iter().map(|(.., number)| number).collect()
    }

    fn finish(&mut self, found: Found) -> Finding {
        let Found { rule, place, message, help, edit } = found;
        let (origin, id, start, end, range) = match place {
            Place::File(file, range) => {
                let document = self.checked.file(file).document;
                let id = document.id_at(range.start).map(Box::from);
                let start = match self.last {
                    Some((number, offset, position)) if number == file => {
                        document.position_after((offset, position), range.start)
                    }
                    _ => document.position(range.start),
                };
                let end = document.position_after((range.start, start), range.end);
                self.last = Some((file, range.start, start));
                (Arc::clone(&self.origins[file.0][file.1]), id, start, end, range)
            }
            Place::Registry(range) => {
                // Only a registry that is there has findings.
                let file = self.checked.project.registry.as_ref();
                let none = Position { line: 1, column: 1 };
                let position = |offset| file.map_or(none, |file| file.position(offset));
                let (start, end) = (position(range.start), position(range.end));
                (Arc::clone(&self.registry), None, start, end, range)
            }
            Place::Path { path, locale, position } => {
                (Arc::new(Origin { path, locale }), None, position, position, 0..0)
            }
        };
        Finding { rule: &rules()[rule], origin, id, start, end, range, message, help, edit }
    }
}

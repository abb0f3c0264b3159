//! [`Finding`]: one thing that a rule found, and the [`Report`] of them all.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::context::{Catalog, File, FileNumber};
use super::rules::{self, Rule};
use crate::error::Position;
use crate::workbench::Project;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look.
    Note,
    /// Most likely a mistake; the message can be shown.
    Warning,
    /// A message cannot be shown, or not as it was meant.
    Error,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

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

/// What mends a finding: these bytes instead of those.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) replacement: String,
}

impl Finding {
    /// The rule that found it.
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }

    /// The path of the file.
    pub fn file(&self) -> &str {
        &self.origin.path
    }

    /// The locale of the file; `None` for a file that belongs to none.
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

    /// The line and the column behind its last character, both from 1.
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

    /// Whether [`fix`](super::fix) mends it.
    pub fn is_fixable(&self) -> bool {
        self.edit.is_some()
    }

    /// The offsets of what is wrong, in bytes of the file's text.
    pub(super) fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    pub(super) fn edit(&self) -> Option<&Edit> {
        self.edit.as_ref()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = (self.line(), self.column());
        let (severity, rule) = (self.severity().name(), self.rule.name);
        write!(out, "{}:{line}:{column}: {severity}[{rule}]: {}", self.file(), self.message)
    }
}

/// Everything that was found in a project.
pub struct Report<'p> {
    findings: Vec<Finding>,
    /// The text of each file, by its path.
    pub(super) texts: BTreeMap<&'p str, &'p str>,
}

impl Report<'_> {
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

/// What is found while rules run: places are offsets, and become lines and columns at the end.
#[derive(Default)]
pub(super) struct Findings {
    rule: Option<&'static Rule>,
    pub(super) found: Vec<Found>,
}

pub(super) struct Found {
    pub(super) rule: &'static Rule,
    pub(super) place: Place,
    message: Cow<'static, str>,
    help: Cow<'static, str>,
    edit: Option<Edit>,
}

/// Where something was found.
#[derive(Clone)]
pub(super) enum Place {
    /// In a file of a locale: its number, and the offsets.
    File(FileNumber, Range<usize>),
    /// In another file, or in one that is not there.
    Path { path: String, locale: Option<String>, position: Position },
}

impl Place {
    /// A file as a whole.
    pub(super) fn path(path: impl Into<String>, locale: Option<&str>) -> Place {
        let position = Position { line: 1, column: 1 };
        Place::Path { path: path.into(), locale: locale.map(str::to_owned), position }
    }
}

impl Findings {
    /// From here on, what is found is found by this rule.
    pub(super) fn of(&mut self, rule: &'static Rule) -> &mut Findings {
        self.rule = Some(rule);
        self
    }

    /// Adds what was found elsewhere.
    pub(super) fn extend(&mut self, others: Findings) {
        self.found.extend(others.found);
    }

    /// Adds a finding: where, what is wrong, and what to do.
    pub(super) fn add(
        &mut self,
        place: Place,
        message: impl Into<Cow<'static, str>>,
        help: impl Into<Cow<'static, str>>,
    ) -> &mut Found {
        // `of` is called before every rule; without one there is nobody to find anything.
        let rule = self.rule.unwrap_or(&rules::rules()[0]);
        let found = Found { rule, place, message: message.into(), help: help.into(), edit: None };
        self.found.push(found);
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// What was found, with lines, columns and identifiers.
    pub(super) fn report<'p>(mut self, catalog: &Catalog<'_>, project: &'p Project) -> Report<'p> {
        let origin = |file: &File<'_>| {
            let locale = Some(file.language.name.clone());
            Arc::new(Origin { path: file.source.path.clone(), locale })
        };
        let origins =
            catalog.locales.iter().map(|locale| locale.files.iter().map(origin).collect());
        let origins: Vec<Vec<Arc<Origin>>> = origins.collect();
        // From one place to the next in a file.
        self.found.sort_by_key(|found| match &found.place {
            Place::File(file, range) => Some((*file, range.start)),
            Place::Path { .. } => None,
        });
        let mut last = None;
        let finish = |found: Found| found.finish(catalog, &origins, &mut last);
        let mut findings: Vec<Finding> = self.found.into_iter().map(finish).collect();
        // Stable: what one rule finds at one place stays in the order in which it found it.
        findings.sort_by(|a, b| {
            let place = |finding: &Finding| (finding.start, finding.range.start);
            (a.file().cmp(b.file()))
                .then_with(|| place(a).cmp(&place(b)))
                .then_with(|| a.rule.name.cmp(b.rule.name))
        });
        let sources = project.locales.values().flatten();
        let texts = sources.map(|file| (file.path.as_str(), file.text.as_str())).collect();
        Report { findings, texts }
    }
}

impl Found {
    /// Says what mends it.
    pub(super) fn fix(&mut self, range: Range<usize>, replacement: impl Into<String>) {
        self.edit = Some(Edit { range, replacement: replacement.into() });
    }

    /// `last` is the place of the finding before this one.
    fn finish(
        self,
        catalog: &Catalog<'_>,
        origins: &[Vec<Arc<Origin>>],
        last: &mut Option<(FileNumber, usize, Position)>,
    ) -> Finding {
        let Found { rule, place, message, help, edit } = self;
        let (origin, id, start, end, range) = match place {
            Place::File(file, range) => {
                let document = &catalog.file(file).document;
                let id = document.id_at(range.start).map(Box::from);
                let start = match *last {
                    Some((number, offset, position)) if number == file => {
                        document.position_behind((offset, position), range.start)
                    }
                    _ => document.position(range.start),
                };
                let end = document.position_behind((range.start, start), range.end);
                *last = Some((file, range.start, start));
                (Arc::clone(&origins[file.0][file.1]), id, start, end, range)
            }
            Place::Path { path, locale, position } => {
                (Arc::new(Origin { path, locale }), None, position, position, 0..0)
            }
        };
        Finding { rule, origin, id, start, end, range, message, help, edit }
    }
}

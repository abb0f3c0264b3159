//! [`Finding`]: one thing that a rule found, and the [`Report`] of them all.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::rules::Rule;
use crate::error::Position;
use crate::workbench::edit::Edit;

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
    pub(super) rule: &'static Rule,
    pub(super) origin: Arc<Origin>,
    pub(super) id: Option<Box<str>>,
    pub(super) start: Position,
    pub(super) end: Position,
    pub(super) range: Range<usize>,
    pub(super) message: Cow<'static, str>,
    pub(super) help: Cow<'static, str>,
    pub(super) edit: Option<Edit>,
}

/// The file that a finding is about.
#[derive(Debug)]
pub(super) struct Origin {
    pub(super) path: String,
    pub(super) locale: Option<String>,
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
    pub(super) findings: Vec<Finding>,
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

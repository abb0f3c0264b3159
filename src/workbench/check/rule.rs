//! [`Rule`]: one thing that can be wrong with a catalog, how bad it is, and what it looks at.

use std::fmt;

use super::context::{CheckedLocale, CheckedProject, Comparison};
use super::entry::{CheckedEntry, CheckedFile, CheckedPattern, EntryPair};
use super::reporter::Reporter;
use crate::fluent::flaw::FlawKind;

/// One thing that can be wrong with a catalog.
pub struct Rule {
    pub(super) name: &'static str,
    pub(super) severity: Severity,
    pub(super) explanation: Explanation,
    pub(super) check: Check,
}

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

/// Where it is explained.
pub(super) enum Explanation {
    /// At the head of the file that the rule is written in.
    Head(&'static str),
    /// On a page of its own, in Markdown.
    Page(&'static str),
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub(super) enum Check {
    /// What no catalog is built with: it is found below, by the judge of Fluent files.
    Flaw(FlawKind),
    /// The project as a whole.
    Project(fn(&CheckedProject<'_>, &mut Reporter<'_>)),
    /// A locale with all its files.
    Locale(fn(&CheckedLocale<'_>, &mut Reporter<'_>)),
    /// A file: its bytes, its comments, what does not parse.
    File(fn(&CheckedFile<'_>, &mut Reporter<'_>)),
    /// A message or term that is more than one text.
    Entry(fn(CheckedEntry<'_>, &mut Reporter<'_>)),
    /// A text, or the text of a variant.
    Pattern(fn(&CheckedPattern<'_>, &mut Reporter<'_>)),
    /// A locale beside the source locale.
    Comparison(fn(&Comparison<'_>, &mut Reporter<'_>)),
    /// A message or term beside that of the source locale.
    Pair(fn(&EntryPair<'_>, &mut Reporter<'_>)),
    /// What is allowed, when all the others are done.
    Allowances,
}

impl Rule {
    /// The name, in small letters with hyphens; it does not change.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Whether the rule compares a locale with the source locale. All others are about one locale alone,
    /// and what they call an error, [`CatalogBuilder::build`](crate::CatalogBuilder::build) refuses.
    pub fn is_comparison(&self) -> bool {
        matches!(self.check, Check::Comparison(_) | Check::Pair(_))
    }

    /// Whether it finds what keeps a message from being shown, whatever the project around it says.
    #[cfg(feature = "lsp")]
    pub(crate) fn is_of_file(&self) -> bool {
        matches!(self.check, Check::Flaw(kind) if kind != FlawKind::BadId)
    }

    /// What the rule does, in one sentence or two.
    pub fn summary(&self) -> String {
        let what = self.explanation();
        let paragraph = what.split("\n\n").nth(1).unwrap_or_default();
        paragraph.replace('\n', " ")
    }

    /// What the rule does, why it matters, and an example, in Markdown.
    pub fn explanation(&self) -> String {
        let source = match self.explanation {
            Explanation::Page(page) => return page.trim_end().to_owned(),
            Explanation::Head(source) => source,
        };
        let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Rule({})", self.name)
    }
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

//! [`Variable`]: what a placeholder has become, and the line of a comment that says so.

use crate::fluent::line::is_name;

/// What a placeholder has become.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::workbench::exchange) struct Variable {
    /// The name, without the dollar sign.
    pub(in crate::workbench::exchange) name: String,
    pub(super) kind: Kind,
    /// How it was written.
    pub(super) spelling: String,
}

/// What is filled in for a variable, in the word that comments have for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    String,
    Number,
    Date,
}

impl Variable {
    /// The line of a comment that explains it to translators.
    pub(in crate::workbench::exchange) fn explanation(&self) -> String {
        let kind = match self.kind {
            Kind::String => "String",
            Kind::Number => "Number",
            Kind::Date => "Date",
        };
        format!("  ${} ({kind}) - {}", self.name, self.spelling)
    }

    pub(in crate::workbench::exchange) fn is_explained_in(&self, comment: &str) -> bool {
        comment.lines().any(|line| is_about(line, &self.name).is_some())
    }

    /// How a variable is written in other formats, where its explanation is just that.
    pub(super) fn spelling_in<'c>(comment: &'c str, name: &str) -> Option<&'c str> {
        let about = comment.lines().find_map(|line| is_about(line, name))?;
        about.split_once(" - ").map(|(_, spelling)| spelling.trim())
    }
}

/// What a line says about a variable after its name.
fn is_about<'c>(line: &'c str, name: &str) -> Option<&'c str> {
    let after = line.trim_start().strip_prefix('$')?.strip_prefix(name)?;
    (!after.bytes().next().is_some_and(is_name)).then_some(after)
}

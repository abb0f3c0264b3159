//! How a report is printed, one file a format.

mod github;
mod json;
mod lsp;
mod sarif;
mod text;

use std::io::{self, Write};

use super::finding::Report;
#[cfg(feature = "lsp")]
pub(crate) use lsp::uri;

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: the line, a caret, what to write instead.
    Text {
        /// With colours.
        color: bool,
    },
    /// A JSON array of findings.
    Json,
    /// The commands with which GitHub Actions annotates a pull request.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// A JSON array of the parameters of `textDocument/publishDiagnostics`, one for each file
    /// (Language Server Protocol 3.17).
    LspDiagnostics,
}

impl Format {
    /// All of them, in the order in which they are listed; people want colours.
    pub const ALL: [Format; 5] = [
        Format::Text { color: true },
        Format::Json,
        Format::Github,
        Format::Sarif,
        Format::LspDiagnostics,
    ];

    /// The name by which people choose it, such as `lsp-diagnostics`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text { .. } => "text",
            Format::Json => "json",
            Format::Github => "github",
            Format::Sarif => "sarif",
            Format::LspDiagnostics => "lsp-diagnostics",
        }
    }

    /// What it is, in a few words.
    pub fn summary(self) -> &'static str {
        match self {
            Format::Text { .. } => "For people, with the line and what to write instead",
            Format::Json => "An array of objects",
            Format::Github => "Annotations of GitHub Actions",
            Format::Sarif => "SARIF 2.1.0, for code scanning",
            Format::LspDiagnostics => "What a language server publishes",
        }
    }
}

impl Report<'_> {
    /// Prints the report.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    ///
    /// # Example
    ///
    /// ```
    /// use codeword::workbench::{Project, check};
    ///
    /// let project = Project::open("tests/fixtures/check/crlf/good/locales", None)?;
    /// let mut out = Vec::new();
    /// check::check(&project).render(check::Format::Json, &mut out).unwrap();
    /// assert_eq!(out, b"[]\n");
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn render(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text { color } => text::render(self, color, out),
            Format::Json => json::render(self, out),
            Format::Github => github::render(self, out),
            Format::Sarif => sarif::render(self, out),
            Format::LspDiagnostics => lsp::render(self, out),
        }
    }
}

//! For people: the line, a caret, what to write instead.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::workbench::check::finding::{Finding, Report};
use crate::workbench::check::rule::Severity;

pub(super) fn render(report: &Report<'_>, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH);
    for finding in report.findings() {
        let text = report.texts.get(finding.file()).copied().unwrap_or("");
        writeln!(out, "{}\n", renderer.render(&[group(finding, text)]))?;
    }
    summary(report, out)
}

/// How many columns an excerpt may take; longer lines are cut at both ends.
const WIDTH: usize = 120;

fn group<'a>(finding: &'a Finding, text: &'a str) -> Group<'a> {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(finding.message()).id(finding.rule().name());
    let lines = lines(text, finding.range());
    let help = (!finding.help().is_empty()).then(|| Level::HELP.message(finding.help()));
    if text[lines.clone()].is_empty() {
        let origin = Origin::path(finding.file());
        let group = title.element(origin.line(finding.line()).char_column(finding.column()));
        return match help {
            Some(help) => group.element(help),
            None => group,
        };
    }
    let range = finding.range();
    let span = range.start - lines.start..range.end.min(lines.end) - lines.start;
    let snippet = Snippet::source(&text[lines])
        .line_start(finding.line())
        .path(finding.file())
        .annotation(AnnotationKind::Primary.span(span));
    match help {
        Some(help) => title.element(snippet).element(help),
        None => title.element(snippet),
    }
}

/// The lines that a range begins and ends on, two at the most.
fn lines(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[range.start..].find('\n').map_or(text.len(), |end| range.start + end);
    start..end
}

/// `2 errors, 1 warning, 0 notes`, or that there is nothing.
fn summary(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    if report.findings().is_empty() {
        return writeln!(out, "no findings");
    }
    let count = |severity: Severity| {
        let count = report.count(severity);
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {}{plural}", severity.name())
    };
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    let fixable = report.findings().iter().filter(|finding| finding.is_fixable()).count();
    let fixable = match fixable {
        0 => String::new(),
        count => format!(" ({count} can be mended with --fix)"),
    };
    writeln!(out, "{}{fixable}", counts.join(", "))
}

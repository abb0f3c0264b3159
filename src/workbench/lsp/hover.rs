//! What an editor shows above a place: the message in every locale, its comment, and how it reads.

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind};
use similar::{Change, TextDiff};

use super::example::examples;
use super::subject::{Found, Subject};
use super::view::{ReadLocale, View, change};
use crate::fluent::Definition;
use crate::fluent::function::Function;
use crate::workbench::diff::SourceChange;
use crate::workbench::edit::mark;
use crate::{Code, CodeBuf};

/// How many locales are shown of a message.
const LOCALES: usize = 12;

/// What is known of what stands at an offset, in Markdown.
pub(super) fn hover(view: &View<'_>, offset: usize) -> Option<Hover> {
    let (locale, number) = view.own()?;
    let document = &locale.definitions.documents[number];
    let Found { subject, range, definition } = Found::at(document, offset)?;
    let text = match subject {
        Subject::Function(name) => of_function(Function::find(name)?),
        Subject::Reference(id) => of_message(view, &locale, locale.definitions.find(id)?),
        Subject::Variable(name) => of_variable(view, &locale, definition, name),
        Subject::Identifier(_) | Subject::Other => of_message(view, &locale, definition),
    };
    let range = (!range.is_empty()).then(|| view.lines(document).range(range));
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: text };
    Some(Hover { contents: Contents::MarkupContent(contents), range })
}

/// A message or term: its name, its comment, its text in each locale, and how it reads.
fn of_message(view: &View<'_>, locale: &ReadLocale<'_>, definition: &Definition<'_>) -> String {
    let id = definition.id;
    let mut parts = vec![heading(view, id)];
    let source = view.source_of(locale.tag);
    let original = source.as_ref().and_then(|source| source.definitions.find(id));
    let comment = original.unwrap_or(definition).comment();
    let comment: Vec<&str> = mark::words(comment).collect();
    if !comment.is_empty() {
        parts.push(comment.join("  \n"));
    }
    parts.extend(change(view, locale, id).as_ref().map(of_change));
    for read in examples(locale, definition) {
        let values = if read.values.is_empty() { "reads".to_owned() } else { code(&read.values) };
        parts.push(format!("{values}: {}", code(&read.text)));
    }
    let source = source.map(|source| source.tag.to_owned());
    for other in view.others(locale.tag).take(LOCALES) {
        let Some(found) = other.definitions.find(id) else { continue };
        let is_source = Some(other.tag) == source.as_deref();
        let role = if is_source { " (source)" } else { "" };
        let text = found.source().trim_end().replace("\r\n", "\n");
        let fence = fence(&text);
        parts.push(format!("**{}**{role}\n{fence}ftl\n{text}\n{fence}", other.tag));
    }
    parts.join("\n\n")
}

/// What has changed in the source since a message was translated, as `codeword diff` shows it.
fn of_change(change: &SourceChange) -> String {
    let Some(text) = changed_lines(change) else {
        return format!("**The source has changed**: {UNKNOWN}");
    };
    let fence = fence(&text);
    format!("**The source has changed** since this was translated\n{fence}diff\n{text}{fence}")
}

/// What is said where nobody has kept the text that a message was translated from.
pub(super) const UNKNOWN: &str = "what it was when this was translated is not known";

/// The lines of the source, with `-` before those that it had and `+` before those that it has now.
pub(super) fn changed_lines(change: &SourceChange) -> Option<String> {
    let lines = TextDiff::from_lines(change.was()?, change.source());
    let line = |line: Change<&str>| format!("{}{}\n", line.tag(), line.value().trim_end());
    Some(lines.iter_all_changes().map(line).collect())
}

/// The identifier, and what the registry says of its code.
fn heading(view: &View<'_>, id: &str) -> String {
    let entry = CodeBuf::from_message_id(id).and_then(|code| {
        let entries = &view.project.registry.as_ref()?.entries;
        let placed = entries.iter().find(|placed| placed.entry.code() == code.as_code())?;
        Some(&placed.entry)
    });
    let mut parts = vec![format!("**{}**", code(id))];
    parts.extend(entry.and_then(|entry| entry.name().map(code)));
    let status = entry.and_then(|entry| entry.http_status());
    let own = || CodeBuf::from_message_id(id).and_then(|code| Code::http_status(code.as_code()));
    parts.extend(status.or_else(own).map(|status| format!("HTTP {status}")));
    parts.extend(entry.filter(|entry| entry.is_retired()).map(|_| "retired".to_owned()));
    parts.join(" · ")
}

/// A variable: what the comments of the message say of it.
fn of_variable(
    view: &View<'_>,
    locale: &ReadLocale<'_>,
    definition: &Definition<'_>,
    name: &str,
) -> String {
    let source = view.source_of(locale.tag);
    let original = source.as_ref().and_then(|source| source.definitions.find(definition.id));
    let sign = format!("${name}");
    let comments = [Some(definition), original].into_iter().flatten();
    let lines = comments.flat_map(|definition| mark::words(definition.comment()));
    let mut said: Vec<String> = Vec::new();
    for line in lines.filter(|line| line.contains(&sign)) {
        if !said.iter().any(|known| known == line) {
            said.push(line.to_owned());
        }
    }
    if said.is_empty() {
        said.push(format!("a variable of {}", code(definition.id)));
    }
    format!("**{}**\n\n{}", code(&sign), said.join("  \n"))
}

fn of_function(function: Function) -> String {
    let options = function.options().iter();
    let options = options.map(|(name, value)| format!("- {}: {value}", code(name)));
    let call = code(&format!("{}($value)", function.name()));
    format!("**{call}**\n\n{}", options.collect::<Vec<_>>().join("\n"))
}

/// A text as code, whatever backticks it has.
fn code(text: &str) -> String {
    let fence = "`".repeat(1 + longest_run(text));
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", text.replace('\n', " "))
}

/// What a block of code stands between.
fn fence(text: &str) -> String {
    "`".repeat(3.max(1 + longest_run(text)))
}

fn longest_run(text: &str) -> usize {
    let runs = text.split(|character| character != '`').map(str::len);
    runs.max().unwrap_or(0)
}

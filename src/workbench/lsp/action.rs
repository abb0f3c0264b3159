//! What an editor offers to do at a place: mend a finding, take out a mark, take the source's text, add what is missing.

use std::collections::HashMap;
use std::ops::Range;

use gen_lsp_types::{CodeAction, CodeActionKind, Command, TextEdit, Uri, WorkspaceEdit};
use serde_json::json;

use super::finding::diagnostic;
use super::position::Lines;
use super::view::{ReadLocale, View, change, text_edits};
use crate::comparison::plural::{category, is_category};
use crate::fluent::document::Entry;
use crate::fluent::walk::{Node, nodes};
use crate::fluent::{Definition, Document};
use crate::workbench::check::{Finding, without_overlaps};
use crate::workbench::edit::block::{Block, blocks};
use crate::workbench::edit::fingerprint::Fingerprint;
use crate::workbench::edit::insert::insert;
use crate::workbench::edit::mark::{self, Marks};
use crate::workbench::edit::{Edit, line_end, scaffold, with_line_ends};

/// What can be done about some offsets of a file in which this was found.
pub(super) fn actions(
    view: &View<'_>,
    range: Range<usize>,
    findings: &[Finding],
) -> Vec<CodeAction> {
    let Some((locale, number)) = view.own() else { return Vec::new() };
    let document = &locale.definitions.documents[number];
    let (lines, uri) = (view.lines(document), (view.uri_of)(document.path));
    let offer = Offer { document, lines: &lines, uri: &uri };

    // An editor asks where its cursor is, which is somewhere on the line of what is wrong.
    let text = document.text();
    let first = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let last = text[range.end..].find('\n').map_or(text.len(), |length| range.end + length);
    let touches =
        |finding: &&Finding| finding.range().start <= last && first <= finding.range().end;
    let here: Vec<&Finding> = findings.iter().filter(touches).collect();
    let mut actions = Vec::new();
    for finding in &here {
        if let Some(edit) = finding.edit() {
            let title = format!("Mend {}", finding.rule().name());
            actions.push(offer.mend(title, vec![edit.clone()], finding));
        }
    }
    if let Some(block) = block_at(document, range.start) {
        actions.extend(of_message(view, &locale, &block, &here, &offer));
    }
    if here.iter().any(|finding| finding.rule().name() == "missing-message") {
        actions.extend(add_missing(view, &locale, &offer));
    }
    for finding in &here {
        actions.extend(allow(finding, &offer));
    }
    let edits = findings.iter().filter_map(|finding| finding.edit().cloned()).collect();
    let edits = without_overlaps(edits);
    if !edits.is_empty() {
        let kind = CodeActionKind::from("source.fixAll.codeword".to_owned());
        actions.push(offer.action("Mend all that has one safe answer", kind, edits));
    }
    actions
}

/// The command that shows what has changed in the source of a message: its file's address, and its identifier.
pub(super) const SHOW_CHANGE: &str = "codeword.showChange";

/// A file that actions change.
struct Offer<'a> {
    document: &'a Document<'a>,
    lines: &'a Lines<'a>,
    uri: &'a Uri,
}

impl Offer<'_> {
    fn action(
        &self,
        title: impl Into<String>,
        kind: CodeActionKind,
        edits: Vec<Edit>,
    ) -> CodeAction {
        let edits: Vec<TextEdit> = text_edits(self.lines, &edits);
        let changes = Some(HashMap::from([(self.uri.clone(), edits)]));
        let edit = Some(WorkspaceEdit { changes, ..WorkspaceEdit::default() });
        CodeAction { title: title.into(), kind: Some(kind), edit, ..CodeAction::default() }
    }

    fn quick_fix(&self, title: impl Into<String>, edits: Vec<Edit>) -> CodeAction {
        self.action(title, CodeActionKind::QuickFix, edits)
    }

    /// The one safe answer to a finding.
    fn mend(&self, title: String, edits: Vec<Edit>, finding: &Finding) -> CodeAction {
        CodeAction { is_preferred: Some(true), ..self.answer(title, edits, finding) }
    }

    /// An answer to a finding.
    fn answer(&self, title: String, edits: Vec<Edit>, finding: &Finding) -> CodeAction {
        let diagnostics = Some(vec![diagnostic(finding, self.lines)]);
        CodeAction { diagnostics, ..self.quick_fix(title, edits) }
    }
}

/// The message or term that an offset stands in, its comment included.
fn block_at<'d, 's>(document: &'d Document<'s>, offset: usize) -> Option<Block<'d, 's>> {
    let number = document.entry_at(offset)?;
    blocks(document).find(|block| block.entry == number)
}

/// What can be done with a message: it is translated, it is to be copied again, it gets its plural forms.
fn of_message(
    view: &View<'_>,
    locale: &ReadLocale<'_>,
    block: &Block<'_, '_>,
    here: &[&Finding],
    offer: &Offer<'_>,
) -> Vec<CodeAction> {
    let (document, definition, language) = (block.document, block.definition, locale.language());
    let source = view.source_of(locale.tag);
    let source = source.as_ref().and_then(|source| source.block(definition.id));
    let marks = Marks::of(definition);
    let mut actions = Vec::new();
    if change(view, locale, definition.id).is_some() {
        let title = "Show what has changed in the source".to_owned();
        let arguments = vec![json!(offer.uri), json!(definition.id)];
        let (command, arguments) = (SHOW_CHANGE.to_owned(), Some(arguments));
        let command = Some(Command { title: title.clone(), command, arguments, tooltip: None });
        actions.push(CodeAction { title, command, ..CodeAction::default() });
    }
    let edits = translated(&marks, document, source.as_ref());
    if marks.needs_translation.is_some() {
        actions.push(offer.quick_fix("Take out the mark: it is translated", edits));
    } else if !edits.is_empty() {
        // The source is another than it was, and no `sync` has marked that yet.
        actions
            .push(offer.quick_fix("Mark as translated: it suits the source as it is now", edits));
    }
    let end = line_end(document.text());
    let whole = |text: &str| vec![Edit::replace(block.id..block.end, with_line_ends(text, end))];
    if let Some(source) = &source {
        let copy = scaffold::copy(source, &language);
        if with_line_ends(&copy, end) != block.text() {
            actions.push(offer.quick_fix("Copy the text from the source", whole(&copy)));
        }
    }
    let missing = here.iter().find(|finding| finding.rule().name() == "missing-plural");
    if let Some(finding) = missing {
        let copy = scaffold::copy(block, &language);
        let kept = Document::parse(&copy);
        let kept = kept.definitions().next().map(categories).unwrap_or_default();
        // A form that the language has for fractions alone would be lost.
        if categories(definition).iter().all(|name| kept.contains(name)) {
            actions.push(offer.mend("Add the plural forms".to_owned(), whole(&copy), finding));
        }
    }
    actions
}

/// Has a message count as translated from the source as it is now.
fn translated(
    marks: &Marks<'_>,
    document: &Document<'_>,
    source: Option<&Block<'_, '_>>,
) -> Vec<Edit> {
    let mut edits = marks.take_out(document);
    if let (Some((_, known)), Some(source)) = (marks.source, source) {
        let now = Fingerprint::of(source).to_string();
        edits.extend((known != now).then(|| Edit::replace(document.range(known), now)));
    }
    edits
}

/// The names of the plural categories among the variants of a message.
fn categories(definition: &Definition<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for pattern in definition.patterns() {
        nodes(pattern, &mut |node| {
            if let Node::Select(_, variants) = node {
                let all = variants.iter().filter_map(category);
                names.extend(all.filter(|name| is_category(name)).map(str::to_owned));
            }
        });
    }
    names
}

/// Adds the messages of the source that a file lacks, as `codeword sync` does.
fn add_missing(view: &View<'_>, locale: &ReadLocale<'_>, offer: &Offer<'_>) -> Option<CodeAction> {
    let source = view.source_of(locale.tag)?;
    let name = |tag: &str, path: &str| {
        let files = view.project.locales.get(tag).into_iter().flatten();
        files.into_iter().find(|file| file.path == path).map(|file| file.name.clone())
    };
    let own = name(locale.tag, offer.document.path)?;
    let mut documents = source.definitions.documents.iter();
    let original =
        documents.find(|document| name(source.tag, document.path).as_ref() == Some(&own))?;
    let (language, mut count) = (locale.language(), 0);
    let edits = insert(original, offer.document, &mut |block| {
        locale.definitions.spot(block.definition.id).is_none().then(|| {
            count += 1;
            let comment = mark::comment_from(&block, Some(mark::NEEDS_TRANSLATION));
            comment + &scaffold::copy(&block, &language)
        })
    });
    let title = format!("Add the {count} missing from the source, marked “needs translation”");
    (count > 0).then(|| offer.quick_fix(title, edits))
}

/// Turns a rule off for a message.
fn allow(finding: &Finding, offer: &Offer<'_>) -> Option<CodeAction> {
    let document = offer.document;
    let number = document.entry_at(finding.range().start)?;
    let Entry::Definition(definition) = &document.entries[number] else { return None };
    let rule = finding.rule();
    if rule.is_of_file() {
        return None;
    }
    let line = format!("codeword: allow({})", rule.name());
    let edit = mark::insert_lines(document, document.offset(definition.id), [&*line]);
    Some(offer.answer(format!("Allow {} for this message", rule.name()), vec![edit], finding))
}

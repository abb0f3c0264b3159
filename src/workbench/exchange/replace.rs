//! [`replace`]: gives a message of a file other texts, and the marks that go with them.

use super::text::Text;
use super::translation::{Translation, attribute};
use crate::workbench::edit::block::Block;
use crate::workbench::edit::fingerprint::Fingerprint;
use crate::workbench::edit::mark::{self, Marks};
use crate::workbench::edit::{Edit, MessageChange, MessageChanges, line_end};

/// Gives a message other texts, where they differ. `source` is the message that it is translated from.
pub(super) fn replace(
    block: &Block<'_, '_>,
    translation: &Translation,
    source: Option<&Block<'_, '_>>,
    changes: &mut MessageChanges,
) -> Vec<Edit> {
    let mut edits = texts(block, translation);
    let is_changed = !edits.is_empty();
    if is_changed {
        changes.push((translation.id.clone(), MessageChange::Replaced));
    }
    let marks = Marks::of(block.definition);
    let was_marked = marks.needs_translation.is_some();
    let is_marked = match (translation.agrees, &translation.state) {
        // What was translated from another text waits for a person; a text that is here already has had
        // one, if it has no mark.
        (Some(false), _) => was_marked || is_changed,
        (_, Some(state)) => state.needs_translation().unwrap_or(was_marked && !is_changed),
        (_, None) => was_marked && !is_changed,
    };
    let mut lines = Vec::new();
    match (marks.needs_translation, is_marked) {
        (Some(_), false) => {
            changes.push((translation.id.clone(), MessageChange::Translated));
            edits.extend(marks.take_out(block.document));
        }
        (None, true) => {
            let is_stale = translation.agrees == Some(false);
            changes.push((translation.id.clone(), MessageChange::Outdated));
            let mark = if is_stale { mark::OUTDATED } else { mark::NEEDS_TRANSLATION };
            lines.push(mark.to_owned());
        }
        _ => {}
    }
    if let (Some(source), Some((line, known))) = (source, marks.source)
        && translation.agrees == Some(true)
        && !is_marked
        && (is_changed || was_marked)
        && let fingerprint = Fingerprint::of(source)
        && !fingerprint.has(known)
    {
        edits.push(Edit::replace(block.document.range(line.trim()), fingerprint.line()));
    }
    let wanted = translation.kept_state(is_marked);
    let is_kept = match (&marks.state, &translation.state) {
        (Some((_, known)), Some(state)) => known.is_like(state) && wanted.is_some(),
        (Some(_), None) => !is_changed,
        (None, _) => wanted.is_none(),
    };
    if !is_kept {
        edits.extend(marks.state.iter().map(|(line, _)| mark::take_out_line(block.document, line)));
        lines.extend(wanted);
    }
    if source.is_none() {
        let words: Vec<&str> = mark::words(block.definition.comment()).collect();
        lines.splice(0..0, translation.explanations(&words.join("\n")));
    }
    if !lines.is_empty() {
        let lines = lines.iter().map(String::as_str);
        edits.push(mark::insert_lines(block.document, block.id, lines));
    }
    edits
}

/// The texts that differ.
fn texts(block: &Block<'_, '_>, translation: &Translation) -> Vec<Edit> {
    let (document, definition) = (block.document, block.definition);
    let line_end = line_end(document.text());
    let mut edits = Vec::new();
    if let Some(value) = &translation.value
        && Text::of_message(definition, None).as_ref() != Some(&value.settled())
    {
        edits.push(Edit::replace(block.value(), value.to_source("    ", line_end)));
    }
    for (name, text) in &translation.attributes {
        if Text::of_message(definition, Some(name)).as_ref() == Some(&text.settled()) {
            continue;
        }
        edits.push(match block.attribute(name) {
            Some(range) => Edit::replace(range, text.to_source("        ", line_end)),
            None => Edit::insert(block.end, attribute(name, text, line_end)),
        });
    }
    edits
}

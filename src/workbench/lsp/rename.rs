//! Another name for a term or a variable, in every locale.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use gen_lsp_types::{TextEdit, Uri, WorkspaceEdit};

use super::subject::{Found, Subject, subjects};
use super::view::{ReadLocale, View, text_edits};
use crate::fluent::line::{is_identifier, is_name};
use crate::fluent::{Definition, Document};
use crate::workbench::edit::Edit;

/// What a name can be renamed from: its place, without its sign.
pub(super) fn place(view: &View<'_>, offset: usize) -> Result<gen_lsp_types::Range, String> {
    let (locale, number) = view.own().ok_or(NOTHING)?;
    let document = &locale.definitions.documents[number];
    let (_, range) = target(document, offset)?;
    Ok(view.lines(document).range(range))
}

/// The edits that give another name to the term or the variable at an offset, in every locale. The name may come with
/// its sign.
pub(super) fn rename(view: &View<'_>, offset: usize, name: &str) -> Result<WorkspaceEdit, String> {
    let (locale, number) = view.own().ok_or(NOTHING)?;
    let (target, _) = target(&locale.definitions.documents[number], offset)?;
    let sign = match target {
        Target::Term(_) => '-',
        Target::Variable(..) => '$',
    };
    let name = name.trim().strip_prefix(sign).unwrap_or(name.trim());
    if !is_identifier(name) {
        return Err(format!(
            "`{name}` is not a name: begin with a letter, and go on with letters, digits, `-` and `_`"
        ));
    }
    let locales: Vec<ReadLocale<'_>> =
        view.project.locales.keys().filter_map(|tag| view.read(tag)).collect();
    if let Target::Term(_) = target
        && let Some(taken) = locales.iter().find(|it| it.find(&format!("-{name}")).is_some())
    {
        return Err(format!("there is a term `-{name}` in `{}`: choose another name", taken.tag));
    }
    let connected = match target {
        Target::Term(_) => BTreeSet::new(),
        Target::Variable(id, _) => connected(&locales, id),
    };
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for document in locales.iter().flat_map(|locale| &locale.definitions.documents) {
        let mut edits = Vec::new();
        for definition in document.definitions() {
            let places = match target {
                Target::Term(id) => of_term(document, definition, id),
                Target::Variable(_, old) if connected.contains(definition.id) => {
                    of_variable(document, definition, old)
                }
                Target::Variable(..) => Vec::new(),
            };
            edits.extend(places.into_iter().map(|range| Edit::replace(range, name)));
        }
        if !edits.is_empty() {
            let edits = text_edits(&view.lines(document), &edits);
            changes.insert((view.uri_of)(document.path), edits);
        }
    }
    Ok(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
}

const NOTHING: &str =
    "terms and variables can be renamed: go to `-name` or `$name`; a code's name is in codes.toml";

/// What is renamed.
#[derive(Clone, Copy)]
enum Target<'s> {
    /// A term, with its hyphen.
    Term(&'s str),
    /// A variable of a message or term.
    Variable(&'s str, &'s str),
}

fn target<'s>(
    document: &Document<'s>,
    offset: usize,
) -> Result<(Target<'s>, Range<usize>), String> {
    let found = Found::at(document, offset).ok_or(NOTHING)?;
    let target = match found.subject {
        Subject::Identifier(id) | Subject::Reference(id) if id.starts_with('-') => Target::Term(id),
        Subject::Variable(name) => Target::Variable(found.definition.id, name),
        _ => return Err(NOTHING.to_owned()),
    };
    Ok((target, found.range.start + 1..found.range.end))
}

/// The messages that have their variables in common with one: those that it refers to, and those that refer to it, in
/// any locale. A term has variables of its own.
fn connected<'d>(locales: &'d [ReadLocale<'_>], id: &'d str) -> BTreeSet<&'d str> {
    let mut links: HashMap<&str, Vec<&str>> = HashMap::new();
    for locale in locales {
        for (_, definition) in locale.definitions.all().filter(|(_, it)| !it.is_term()) {
            if definition.is_plain() {
                continue;
            }
            for other in locale.definitions.references(definition) {
                if !other.is_term() {
                    links.entry(definition.id).or_default().push(other.id);
                    links.entry(other.id).or_default().push(definition.id);
                }
            }
        }
    }
    let (mut connected, mut open) = (BTreeSet::new(), vec![id]);
    while let Some(next) = open.pop() {
        if connected.insert(next) {
            open.extend(links.get(next).into_iter().flatten());
        }
    }
    connected
}

/// Where a definition names a term, also as its own name.
fn of_term(document: &Document<'_>, definition: &Definition<'_>, id: &str) -> Vec<Range<usize>> {
    let own = (definition.id == id).then(|| document.range(definition.id));
    let uses = subjects(document, definition).into_iter();
    let uses = uses.filter(|(subject, _)| *subject == Subject::Reference(id));
    let places = own.into_iter().chain(uses.map(|(_, range)| range));
    places.map(|range| range.start + 1..range.end).collect()
}

/// Where a message names a variable, its comment included.
fn of_variable(
    document: &Document<'_>,
    definition: &Definition<'_>,
    name: &str,
) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    if let Some(comment) = definition.comment() {
        let (text, start) = (comment.as_str(), document.offset(comment.as_str()));
        for (at, _) in text.match_indices('$') {
            let rest = &text.as_bytes()[at + 1..];
            let is_whole = !rest.get(name.len()).is_some_and(|byte| is_name(*byte));
            if rest.starts_with(name.as_bytes()) && is_whole {
                places.push(start + at + 1..start + at + 1 + name.len());
            }
        }
    }
    let uses = subjects(document, definition).into_iter();
    let uses = uses.filter(|(subject, _)| *subject == Subject::Variable(name));
    places.extend(uses.map(|(_, range)| range.start + 1..range.end));
    places
}

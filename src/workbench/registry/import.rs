//! [`import`]: the codes of a file, brought into the registry without a loss.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::declarations::{Declarations, Declared};
use super::editor::Editor;
use crate::registry::{Entry, PlacedEntry, RegistryFile};
use crate::workbench::edit::{FileChange, splice};
use crate::workbench::project::read_registry;
use crate::{Code, CodeBuf, Diagnostic, Error};

/// What an import does.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Import {
    /// The change of the registry; `None` if it says all of it already.
    pub change: Option<FileChange>,
    /// What becomes of which code, in the order of the codes. Codes that stay as they are and are in the file
    /// are not listed.
    pub entries: Vec<(CodeBuf, EntryChange)>,
}

/// What becomes of a code of the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EntryChange {
    /// It is added.
    Added,
    /// It gets another name.
    Renamed {
        /// The name that it had.
        from: String,
        /// The name that it has in the file.
        to: String,
    },
    /// It gets fields, or other values of fields; their names.
    Changed(Vec<&'static str>),
    /// The file does not have it, and it stays.
    Kept,
    /// It is the zero that an enum of Protocol Buffers has to have, `…_UNSPECIFIED`, and stands for no code. It is
    /// passed over.
    Unspecified,
}

/// What would bring the codes of a file into the registry of a path, which is made if it is not there.
///
/// Of a code that both have, everything that the file says takes the place of what the registry says, but for
/// the note, which is only added where there is none, and a name that is only written in another language's
/// style. Nothing is taken out: codes that the file does not have
/// stay, and so do comments, the order, and the fields that the file says nothing about. New codes go where
/// they belong by their order.
///
/// # Errors
///
/// [`Error::is_io`] if the registry cannot be read; [`Error::is_registry`] if something is wrong with it;
/// [`Error::is_conflict`] if two codes would get one name.
pub fn import(file: &Declarations, path: &Path) -> Result<Import, Error> {
    let found = read_registry(path)?;
    let shown = path.display().to_string();
    let is_new = found.is_none();
    let registry = found.unwrap_or_else(|| RegistryFile::parse(&*shown, "", &[]));
    if !registry.mistakes.is_empty() {
        return Err(Error::registry_file(registry.diagnostics()));
    }
    let (text, entries) = merge(file, &registry);
    let mistakes = RegistryFile::parse(&*shown, &*text, &[]).mistakes;
    if !mistakes.is_empty() {
        let said =
            |text: &str| Diagnostic::of_file(&*shown, format!("with {}, {text}", file.path()));
        let diagnostics = mistakes.iter().map(|mistake| said(&mistake.text)).collect();
        return Err(Error::conflict(diagnostics));
    }
    let before = (!is_new).then_some(&*registry.text);
    let change = match text == registry.text {
        true => None,
        false => FileChange::new(shown, before, text, Vec::new()),
    };
    Ok(Import { change, entries })
}

/// The registry's text with what the file says, and what becomes of each code.
fn merge(file: &Declarations, registry: &RegistryFile) -> (String, Vec<(CodeBuf, EntryChange)>) {
    let placed: BTreeMap<Code<'_>, &PlacedEntry> =
        registry.entries.iter().map(|placed| (placed.entry.code(), placed)).collect();
    let editor = Editor::new(registry);
    let (mut edits, mut added, mut changes) = (Vec::new(), Vec::new(), BTreeMap::new());
    for declared in &file.declared {
        let code = declared.entry.code();
        let Some(placed) = placed.get(&code) else {
            if declared.is_unspecified {
                changes.insert(code, EntryChange::Unspecified);
                continue;
            }
            added.push(&declared.entry);
            changes.insert(code, EntryChange::Added);
            continue;
        };
        let fields = changed_fields(declared, placed);
        edits.extend(editor.put(placed, &fields));
        changes.extend(change(declared, placed, &fields).map(|change| (code, change)));
    }
    let declared: BTreeSet<Code<'_>> = file.entries().map(Entry::code).collect();
    let kept = placed
        .into_iter()
        .filter(|(code, placed)| !declared.contains(code) && !placed.entry.is_retired());
    changes.extend(kept.map(|(code, _)| (code, EntryChange::Kept)));
    added.sort_by(|a, b| a.code().cmp(&b.code()));
    let (inserted, last) = editor.insert(&added);
    let edits = inserted.into_iter().chain(edits).chain(last).collect();
    let changes = changes.into_iter().map(|(code, change)| (code.to_code_buf(), change));
    (splice(&registry.text, edits), changes.collect())
}

/// The fields that get another value.
fn changed_fields(declared: &Declared, placed: &PlacedEntry) -> Vec<(&'static str, String)> {
    let stays = |field: &str| match field {
        "note" => placed.entry.note().is_some(),
        "name" => declared.is_called(placed.entry.name()),
        _ => false,
    };
    let fields = declared.entry.fields().into_iter();
    fields.filter(|(field, value)| !stays(field) && !placed.entry.means(field, value)).collect()
}

/// What becomes of a code that both have.
fn change(
    declared: &Declared,
    placed: &PlacedEntry,
    fields: &[(&'static str, String)],
) -> Option<EntryChange> {
    let is_renamed = fields.iter().any(|(field, _)| *field == "name");
    match placed.entry.name().zip(declared.entry.name()).filter(|_| is_renamed) {
        Some((from, to)) => Some(EntryChange::Renamed { from: from.to_owned(), to: to.to_owned() }),
        None if fields.is_empty() => None,
        None => Some(EntryChange::Changed(fields.iter().map(|(field, _)| *field).collect())),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::workbench::registry::ReadOptions;

    /// The registry after the codes of a table were brought in, and what became of them.
    fn imported(
        registry: &str,
        table: &str,
    ) -> Result<(String, Vec<(CodeBuf, EntryChange)>), Error> {
        let folder = tempfile::tempdir().unwrap();
        let (path, source) = (folder.path().join("codes.toml"), folder.path().join("t.csv"));
        fs::write(&source, table).unwrap();
        fs::write(&path, registry).unwrap();
        let file = Declarations::open(&source, &ReadOptions::default()).unwrap();
        let import = import(&file, &path)?;
        if let Some(change) = &import.change {
            change.write().unwrap();
            let again = super::import(&file, &path).unwrap();
            assert_eq!(again.change, None, "a second time changes nothing");
        }
        Ok((fs::read_to_string(&path).unwrap(), import.entries))
    }

    #[test]
    fn new_codes_go_where_they_belong_and_the_rest_stays() {
        let registry =
            "# The registry.\n\n# Two.\n[2]\nname = 'Two' # why\n\n[4.args]\nn = \"number\"\n";
        let table = "code,name,status\n1,One,\n3,Three,404\n4,Four,\n5,Five,\n6,Six,\n2,Zwei,400\n";
        let (text, changes) = imported(registry, table).unwrap();
        assert_eq!(
            text,
            "# The registry.\n\n[1]\nname = \"One\"\n\n# Two.\n[2]\nname = \"Zwei\" # why\nstatus = 400\n\n\
             [3]\nname = \"Three\"\nstatus = 404\n\n[4]\nname = \"Four\"\n\n[4.args]\nn = \"number\"\n\n\
             [5]\nname = \"Five\"\n\n[6]\nname = \"Six\"\n"
        );
        let said: Vec<String> =
            changes.iter().map(|(code, change)| format!("{code} {change:?}")).collect();
        assert_eq!(
            said,
            [
                "1 Added",
                "2 Renamed { from: \"Two\", to: \"Zwei\" }",
                "3 Added",
                "4 Changed([\"name\"])",
                "5 Added",
                "6 Added"
            ]
        );
    }

    #[test]
    fn fields_are_put_into_tables_of_every_form() {
        let table = "code,name,status\n1,A,404\n2,B,404\n3,C,404\n4,D,404\n5,E,404\n";
        for (registry, expected) in [
            (
                "1.name = 'X'\n2.status = 400",
                "1.name = \"A\"\n1.status = 404\n2.name = \"B\"\n2.status = 404\n",
            ),
            (
                "1 = { name = 'A' }\n2 = {}\n",
                "1 = { name = 'A', status = 404 }\n2 = { name = \"B\", status = 404 }\n",
            ),
            ("[1]\n[2]", "[1]\nname = \"A\"\nstatus = 404\n[2]\nname = \"B\"\nstatus = 404\n"),
            (
                "[2]\r\nstatus=404\r\n",
                "[1]\r\nname = \"A\"\r\nstatus = 404\r\n\r\n[2]\r\nname = \"B\"\r\nstatus=404\r\n",
            ),
            ("", "[1]\nname = \"A\"\nstatus = 404\n\n[2]\nname = \"B\"\nstatus = 404\n"),
            (
                "# Empty\n",
                "# Empty\n\n[1]\nname = \"A\"\nstatus = 404\n\n[2]\nname = \"B\"\nstatus = 404\n",
            ),
        ] {
            let (text, _) = imported(registry, table).unwrap();
            assert!(text.starts_with(expected), "{registry}: {text}");
        }
    }

    #[test]
    fn what_the_file_does_not_have_is_kept() {
        let registry = "[1]\nname = \"A\"\nnote = \"ours\"\n\n[2]\nretired = true\n\n[3]\n";
        let (text, changes) = imported(registry, "code,name,note\n1,A,theirs\n").unwrap();
        assert_eq!((&*text, changes), (registry, vec![("3".parse().unwrap(), EntryChange::Kept)]));
    }

    #[test]
    fn a_name_that_another_code_keeps_is_a_conflict() {
        let error = imported("[1]\nname = \"A\"\n", "code,name\n2,A\n").unwrap_err();
        assert!(error.is_conflict());
        let end = "with t.csv, 1 has the name `A` too: give one of them another";
        assert!(error.to_string().replace("/t.csv", " t.csv").ends_with(&end[5..]), "{error}");
        let registry = "[1]\nname = \"A\"\n[2]\nname = \"B\"\n";
        let (text, _) = imported(registry, "code,name\n1,B\n2,A\n").unwrap();
        assert_eq!(text, "[1]\nname = \"B\"\n[2]\nname = \"A\"\n");
    }
}

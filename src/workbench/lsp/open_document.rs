//! [`OpenDocument`]: a text as it stands in the editor.

use std::path::PathBuf;

use gen_lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::position::{Encoding, Lines};

/// A file that is open in the editor, whatever the disk has.
pub(super) struct OpenDocument {
    /// The address by which the editor calls it.
    pub(super) uri: Uri,
    /// Its path, or one that is made of the address where it is on no disk.
    pub(super) path: PathBuf,
    /// What the editor takes it for, such as `fluent`.
    pub(super) language: String,
    pub(super) version: i32,
    pub(super) text: String,
}

/// What a file may be to a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file of a locale.
    Fluent,
    /// One of the files beside the locales, such as `codes.toml`, if it stands where a project reads it.
    Beside,
    /// Nothing: an editor may show this server all plain texts, or all TOML.
    Other,
}

/// The files beside the locales, by their names.
pub(super) const BESIDE: [&str; 4] = ["codes.toml", "codeword.toml", "glossary.toml", "l10n.toml"];

impl OpenDocument {
    pub(super) fn kind(&self) -> Kind {
        let name = self.path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if BESIDE.contains(&name) {
            Kind::Beside
        } else if name.ends_with(".ftl") || self.language == "fluent" {
            Kind::Fluent
        } else {
            Kind::Other
        }
    }

    /// Makes the changes of the editor, each of the text that the one before has left.
    pub(super) fn change(
        &mut self,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(change) => {
                    let range = Lines::of(&self.text, encoding).offsets(change.range);
                    self.text.replace_range(range, &change.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(change) => {
                    self.text = change.text;
                }
            }
        }
    }
}

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
    pub(super) version: i32,
    pub(super) text: String,
}

impl OpenDocument {
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

//! [`Offsets`]: where the places are that a parser of YAML counts in characters.

/// From places in characters to offsets in bytes.
pub(in crate::workbench) struct Offsets<'t> {
    text: &'t str,
    /// The byte offset of each character, where they differ.
    bytes: Option<Vec<usize>>,
}

impl<'t> Offsets<'t> {
    pub(in crate::workbench) fn new(text: &'t str) -> Offsets<'t> {
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect());
        Offsets { text, bytes }
    }

    /// The offset of a character by its number; the end of the text for one that is not there.
    pub(in crate::workbench) fn of(&self, character: usize) -> usize {
        match &self.bytes {
            Some(bytes) => bytes.get(character).copied().unwrap_or(self.text.len()),
            None => character.min(self.text.len()),
        }
    }
}

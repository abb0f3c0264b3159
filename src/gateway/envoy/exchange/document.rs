//! [`Document`]: whether a JSON text goes on, as it arrives piece by piece.

/// How far a JSON text has come.
#[derive(Debug, Default)]
pub(super) struct Document {
    has_begun: bool,
    depth: usize,
    is_in_string: bool,
    is_escaped: bool,
}

impl Document {
    /// Reads a piece; whether an object or an array may still begin, or has begun and not ended. What is not
    /// JSON may seem to go on or not.
    pub(super) fn goes_on_after(&mut self, piece: &[u8]) -> bool {
        for byte in piece {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' if !self.has_begun => continue,
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' if self.is_in_string => self.is_escaped = true,
                b'"' => self.is_in_string = !self.is_in_string,
                _ if self.is_in_string => {}
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            self.has_begun = true;
        }
        self.depth > 0 || !self.has_begun
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_with_its_last_bracket() {
        for (text, ends) in [
            (r#"{"a":[1,{"b":"}\"]"}]}"#, true),
            (r#"{"a":"}"#, false),
            (r#"{"a":"\\"}"#, true),
            (r#"[{"a":1}"#, false),
            ("\"text\"", true),
            ("", false),
            (" \r\n", false),
            (" {} ", true),
            ("]{", false),
        ] {
            let whole = Document::default().goes_on_after(text.as_bytes());
            assert_eq!(whole, !ends, "{text}");
            let mut document = Document::default();
            let last = text.as_bytes().chunks(1).map(|piece| document.goes_on_after(piece)).last();
            assert_eq!(last.unwrap_or(!ends), !ends, "{text}");
        }
    }
}

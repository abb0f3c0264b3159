//! [`Fingerprint`]: a short hash of what a message says, by which a later change is noticed.

use std::fmt;

use crate::workbench::edit::block::Block;

/// What precedes a fingerprint in a comment.
const SOURCE: &str = "source: ";

/// A short hash of a message's text and attributes. How they are indented, and the comment, do not
/// count. It is part of the files' format: the same text has the same fingerprint in every version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Fingerprint(u32);

impl Fingerprint {
    pub(crate) fn of(block: &Block<'_, '_>) -> Fingerprint {
        let lines: Vec<&str> = block.after_sign().lines().map(str::trim).collect();
        // FNV-1a: two texts that differ in one byte never have the same.
        let hash = lines.join("\n").trim().bytes().fold(0x811c_9dc5, |hash: u32, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        Fingerprint(hash)
    }

    /// The digits of the one that a line of a comment keeps.
    pub(crate) fn digits_of_line(line: &str) -> Option<&str> {
        let digits = line.trim().strip_prefix(SOURCE)?;
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (digits.len() == 8 && digits.bytes().all(is_digit)).then_some(digits)
    }

    /// The one of eight digits.
    pub(crate) fn read(digits: &str) -> Option<Fingerprint> {
        u32::from_str_radix(digits, 16).ok().map(Fingerprint)
    }

    /// Whether these are its digits.
    pub(crate) fn has(self, digits: &str) -> bool {
        Fingerprint::read(digits) == Some(self)
    }

    /// The comment line that keeps it.
    pub(crate) fn line(self) -> String {
        format!("{SOURCE}{self}")
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:08x}", self.0)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::fluent::document::Document;
    use crate::workbench::edit::block::blocks;

    /// The fingerprint of the first message of a file.
    pub(in crate::workbench::edit) fn fingerprint_of(text: &str) -> String {
        let document = Document::parse(text);
        let block = blocks(&document).next().unwrap();
        Fingerprint::of(&block).to_string()
    }

    #[test]
    fn a_fingerprint_is_of_the_text_and_not_of_its_layout() {
        let plain = fingerprint_of("code-1 = one\n");
        // It stands in files: it must never change.
        assert_eq!(plain, "ba2719ef");
        assert_eq!(plain, fingerprint_of("# Comment\ncode-1   = one\r\n\r\n"));
        assert_ne!(plain, fingerprint_of("code-1 = One\n"));
        assert_ne!(plain, fingerprint_of("code-1 = one\n    .title = x\n"));
        let select = "code-1 =\n    { $n ->\n       *[other] x\n    }\n";
        assert_eq!(fingerprint_of(select), fingerprint_of(&select.replace("    ", "  ")));
    }
}

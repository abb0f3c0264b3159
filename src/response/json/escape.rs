//! [`escape`] and [`unescape`]: between texts and the strings that stand for them.

use super::chunk::find_special;

/// Writes a text as the content of a string (RFC 8259 §7).
pub(super) fn escape(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = find_special(rest) {
        out.extend_from_slice(&rest[..at]);
        match rest[at] {
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            byte @ (b'"' | b'\\') => out.extend_from_slice(&[b'\\', byte]),
            control => out.extend_from_slice(format!("\\u{control:04x}").as_bytes()),
        }
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
}

/// The text of a string that was checked, between whose quotes these bytes stand.
#[cold]
pub(in crate::response) fn unescape(content: &[u8]) -> String {
    let quoted = [b"\"", content, b"\""].concat();
    // It cannot fail: its escapes were checked when it was found.
    serde_json::from_slice(&quoted).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_is_read_back() {
        let text: String = (0..0x250u32).filter_map(char::from_u32).collect();
        let mut out = Vec::new();
        escape(text.as_bytes(), &mut out);
        assert_eq!(unescape(&out), text);
    }
}

//! [`Splice`]: a new body, made of the old one's bytes and the new texts between them.

use std::ops::Range;

use bytes::Bytes;
use smallvec::SmallVec;

use super::string::escape;

/// A stretch of old bytes as long as this is shared with the old body; a shorter one is copied, so
/// that a batch of many texts does not fall into many pieces.
const SHARED: usize = 16 * 1024;

/// The pieces of a body, in their order; mostly one.
pub(crate) type Pieces = SmallVec<[Bytes; 1]>;

/// Which bytes are replaced, and by what.
pub(super) type Edit = (Range<usize>, Vec<u8>);

/// Replaces ranges of a body, first to last.
pub(crate) struct Splice<'b> {
    old: &'b Bytes,
    /// How many texts are still to come, at most.
    texts: usize,
    /// How many bytes of the old body were kept or replaced.
    done: usize,
    pieces: Pieces,
    copied: Vec<u8>,
}

impl<'b> Splice<'b> {
    /// Begins a new body, in which up to `texts` texts are replaced.
    pub(crate) fn new(old: &'b Bytes, texts: usize) -> Splice<'b> {
        Splice { old, texts, done: 0, pieces: Pieces::new(), copied: Vec::new() }
    }

    /// Replaces the content of a string by texts, one after the other. A string within what was replaced
    /// already is left: `false`.
    #[inline]
    pub(crate) fn replace(&mut self, range: Range<usize>, texts: &[&[u8]]) -> bool {
        if range.start < self.done {
            return false;
        }
        self.reserve(&range, texts.iter().map(|text| text.len()).sum());
        self.keep(range.start);
        for text in texts {
            escape(text, &mut self.copied);
        }
        self.done = range.end;
        true
    }

    /// Writes bytes in the place of others; if those are none, between them. A place within one that was
    /// replaced already is left: `false`.
    pub(crate) fn put(&mut self, range: Range<usize>, bytes: &[u8]) -> bool {
        if range.start < self.done {
            return false;
        }
        self.reserve(&range, bytes.len());
        self.keep(range.start);
        self.copied.extend_from_slice(bytes);
        self.done = range.end;
        true
    }

    /// Makes room for a text, and for all that is copied if those to come are alike. The only text of a
    /// body gets exactly what it needs, unless it needs escapes.
    fn reserve(&mut self, range: &Range<usize>, length: usize) {
        let texts = self.texts.max(1);
        self.texts = texts - 1;
        if self.copied.capacity() == 0 {
            let after = self.old.len() - range.end;
            let after = match texts {
                1 => copied(after),
                _ => after.min(SHARED.saturating_mul(texts)) + length * (texts - 1),
            };
            let before = copied(range.start - self.done);
            self.copied = Vec::with_capacity(before + length + after);
        }
    }

    /// How far the old body is done, and how much further what follows stands in the new one.
    pub(super) fn shift(&self) -> (usize, isize) {
        let written = self.pieces.iter().map(Bytes::len).sum::<usize>() + self.copied.len();
        (self.done, written as isize - self.done as isize)
    }

    /// The whole new body.
    #[inline]
    pub(crate) fn finish(mut self) -> Pieces {
        self.keep(self.old.len());
        self.flush();
        self.pieces
    }

    /// Keeps the old bytes up to here.
    #[inline]
    fn keep(&mut self, end: usize) {
        let range = self.done..end;
        if range.len() >= SHARED {
            self.flush();
            self.pieces.push(self.old.slice(range));
        } else {
            self.copied.extend_from_slice(&self.old[range]);
        }
        self.done = end;
    }

    fn flush(&mut self) {
        if !self.copied.is_empty() {
            self.pieces.push(Bytes::from(std::mem::take(&mut self.copied)));
        }
    }
}

/// How many bytes are copied of an old stretch.
fn copied(length: usize) -> usize {
    if length < SHARED { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_replaced_and_the_rest_is_kept() {
        let old = Bytes::from_static(br#"{"a":"one","b":"two"}"#);
        let mut splice = Splice::new(&old, 2);
        assert!(splice.replace(6..9, &[b"1"]));
        assert!(splice.replace(16..19, &[b"zwei", b": \"2\"\n"]));
        assert_eq!(splice.finish().concat(), br#"{"a":"1","b":"zwei: \"2\"\n"}"#);
    }

    #[test]
    fn bytes_are_put_between_others_and_never_into_what_was_replaced() {
        let old = Bytes::from_static(br#"{"a":null}"#);
        let mut splice = Splice::new(&old, 4);
        assert!(splice.put(1..1, b"1"));
        assert!(splice.put(1..1, b"2"));
        assert!(splice.put(5..9, b"3"));
        assert!(!splice.put(6..6, b"4"));
        assert!(!splice.replace(6..7, &[b"4"]));
        assert_eq!(splice.finish().concat(), br#"{12"a":3}"#);
    }

    #[test]
    fn long_stretches_are_shared() {
        let mut text = vec![b' '; 3 * SHARED];
        text[SHARED..SHARED + 3].copy_from_slice(b"old");
        let old = Bytes::from(text);
        let mut splice = Splice::new(&old, 1);
        splice.replace(SHARED..SHARED + 3, &[b"new"]);
        let pieces = splice.finish();
        assert_eq!(pieces.len(), 3);
        assert_eq!(pieces[0].as_ptr(), old.as_ptr());
        assert_eq!(pieces[1], "new");
        assert_eq!(pieces[2].as_ptr(), old[SHARED + 3..].as_ptr());
    }
}

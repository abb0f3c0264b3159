//! [`Buffer`] and [`Output`]: what C gets back.

use std::ptr::{self, NonNull};

use super::border::Fault;
use super::input::Text;

/// A buffer of the caller: `codeword_buffer`.
#[derive(Debug)]
#[repr(C)]
pub struct Buffer {
    data: *mut u8,
    capacity: usize,
    length: usize,
}

#[cfg(test)]
impl Buffer {
    pub(super) fn new(data: *mut u8, capacity: usize) -> Buffer {
        Buffer { data, capacity, length: 0 }
    }

    pub(super) fn length(&self) -> usize {
        self.length
    }
}

/// A buffer that is written to from its beginning.
pub(super) struct Output {
    next: *mut u8,
    left: usize,
}

impl Output {
    /// Begins an answer of so many bytes, if they fit.
    ///
    /// # Safety
    ///
    /// `buffer` is NULL, or aligned and good for reading and writing; and its `data` is good for writing `capacity`
    /// bytes, as long as what this returns lives. Nobody else uses the one or the other meanwhile.
    pub(super) unsafe fn begin(buffer: *mut Buffer, needed: usize) -> Result<Output, Fault> {
        let mut buffer = place(buffer)?;
        // SAFETY: it is neither NULL nor unaligned, and the caller has promised the rest.
        let buffer = unsafe { buffer.as_mut() };
        let Buffer { data, capacity, .. } = *buffer;
        if data.is_null() && capacity > 0 {
            return Err(Fault::InvalidArgument);
        }
        buffer.length = needed;
        match needed <= capacity {
            true => Ok(Output { next: data, left: needed }),
            false => Err(Fault::TooSmall),
        }
    }

    /// Writes a piece of a text.
    pub(super) fn write(&mut self, piece: &[u8]) -> Result<(), Fault> {
        if piece.is_empty() {
            return Ok(());
        }
        self.left = self.left.checked_sub(piece.len()).ok_or(Fault::TooSmall)?;
        // SAFETY: `next` has at least as many bytes as `left` was before, which is at most what the caller has
        // promised to `Output::begin`. The piece may be in the same memory: `copy` moves it.
        self.next = unsafe {
            ptr::copy(piece.as_ptr(), self.next, piece.len());
            self.next.add(piece.len())
        };
        Ok(())
    }

    /// Where the next text begins.
    pub(super) fn mark(&self) -> *const u8 {
        self.next
    }

    /// What was written since a mark; an empty text has a place, too.
    pub(super) fn since(&self, mark: *const u8) -> Text {
        let length = self.next.addr() - mark.addr();
        Text { data: if mark.is_null() { Text::EMPTY.data } else { mark }, length }
    }

    /// Writes a text.
    pub(super) fn text(&mut self, text: &[u8]) -> Result<Text, Fault> {
        let mark = self.mark();
        self.write(text)?;
        Ok(self.since(mark))
    }

    /// Writes a text, or says that there is none.
    pub(super) fn text_if_any(&mut self, text: &str) -> Result<Text, Fault> {
        match text {
            "" => Ok(Text::NONE),
            text => self.text(text.as_bytes()),
        }
    }
}

/// Writes a text, or as much of it as fits; to no buffer, nothing.
///
/// # Safety
///
/// As for [`Output::begin`].
pub(super) unsafe fn write_as_much_as_fits(buffer: *mut Buffer, text: &str) -> Result<(), Fault> {
    if buffer.is_null() {
        return Ok(());
    }
    // SAFETY: it is not NULL, and the caller has promised the rest.
    let capacity = unsafe { place(buffer)?.as_ref() }.capacity;
    let mut ends = (0..=text.len().min(capacity)).rev();
    let end = ends.find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    let text = &text[..end];
    // SAFETY: as the caller has promised.
    unsafe { Output::begin(buffer, text.len()) }?.write(text.as_bytes())
}

/// Where a value is written to.
pub(super) fn place<T>(value: *mut T) -> Result<NonNull<T>, Fault> {
    NonNull::new(value).filter(|value| value.is_aligned()).ok_or(Fault::InvalidArgument)
}

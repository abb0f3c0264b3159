//! [`Input`]: what C passes in, as [`Text`]s and [`Header`]s.

use std::ptr;
use std::slice;

use bytes::Bytes;
use http::StatusCode;

use super::border::Fault;

/// Bytes and how many there are: `codeword_text`.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Text {
    pub(super) data: *const u8,
    pub(super) length: usize,
}

/// A line of a header: `codeword_header`.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Header {
    pub(super) name: Text,
    pub(super) value: Text,
}

impl Text {
    /// No text.
    pub(super) const NONE: Text = Text { data: ptr::null(), length: 0 };
    /// A text without bytes.
    pub(super) const EMPTY: Text = Text { data: "".as_ptr(), length: 0 };
}

impl Header {
    pub(super) const NONE: Header = Header { name: Text::NONE, value: Text::NONE };
}

/// The longest that a piece of memory can be, in bytes: that of Rust's slices.
const LONGEST: usize = isize::MAX as usize;

/// What a caller has promised to be good for the time of one call.
///
/// It is made once in a function, of the promise which the header asks for. Whatever is read by it lives as long
/// as the call, and no longer.
pub(super) struct Input(());

impl Input {
    /// # Safety
    ///
    /// As long as this lives, each pointer that is read by it is NULL, or is aligned and leads to as many values as
    /// is said, which nobody writes to.
    pub(super) unsafe fn promised() -> Input {
        Input(())
    }

    /// The bytes of a text.
    pub(super) fn bytes(&self, text: Text) -> Result<&[u8], Fault> {
        self.all(text.data, text.length)
    }

    /// A text; an empty one, if it is not in UTF-8.
    pub(super) fn text(&self, text: Text) -> Result<&str, Fault> {
        Ok(str::from_utf8(self.bytes(text)?).unwrap_or_default())
    }

    /// Values that stand one after the other.
    pub(super) fn all<T: Copy>(&self, first: *const T, count: usize) -> Result<&[T], Fault> {
        if count == 0 {
            return Ok(&[]);
        }
        let size = count.checked_mul(size_of::<T>());
        if first.is_null() || !first.is_aligned() || size.is_none_or(|size| size > LONGEST) {
            return Err(Fault::InvalidArgument);
        }
        // SAFETY: it is neither NULL, unaligned nor too long. That there are so many values, and that they stay
        // as they are as long as `self` lives, was promised to `Input::promised`.
        Ok(unsafe { slice::from_raw_parts(first, count) })
    }

    /// One value.
    pub(super) fn one<T: Copy>(&self, value: *const T) -> Result<&T, Fault> {
        self.all(value, 1)?.first().ok_or(Fault::InvalidArgument)
    }

    /// A status of three digits.
    pub(super) fn status(&self, status: u32) -> Result<StatusCode, Fault> {
        let status = u16::try_from(status).ok();
        let status = status.and_then(|status| StatusCode::from_u16(status).ok());
        status.ok_or(Fault::InvalidArgument)
    }

    /// A body or a value without copying it, for a call that keeps nothing of it.
    ///
    /// # Safety
    ///
    /// Of the bytes, and of all that is made of them, nothing may live longer than `self`.
    pub(super) unsafe fn borrowed(&self, text: Text) -> Result<Bytes, Fault> {
        let bytes = self.bytes(text)?;
        // SAFETY: the lifetime is made longer than it is, and the caller has promised to use none of that.
        let bytes: &'static [u8] = unsafe { slice::from_raw_parts(bytes.as_ptr(), bytes.len()) };
        Ok(Bytes::from_static(bytes))
    }
}

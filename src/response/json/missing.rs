//! [`Missing`]: what becomes of a code without a text.

/// What becomes of a known code whose text is absent, `null` or empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Missing {
    /// It stays without; only an empty text is filled: `leave`.
    #[default]
    Leave,
    /// It gets its text: `add`. A `null` and an empty text are replaced; what is absent becomes a member
    /// after that of the code, or, in another object than the code's, the first member there.
    Add,
}

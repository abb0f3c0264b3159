//! How large a file may be.

/// The largest file that is read, in bytes: 64 MiB, some 500,000 messages.
pub(crate) const FILE_LIMIT: u64 = 64 << 20;

/// A file that is too large in words.
pub(crate) fn describe_size(size: u64) -> String {
    format!("the file has {size} bytes, and the limit is {FILE_LIMIT}: split it")
}

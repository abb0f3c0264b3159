//! The address of a file, `file:///…` (RFC 8089), and its path.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::percent_decode_str;

use crate::workbench::check;

/// The path of a file by its address, without links and `..` as far as it is there; `None` where it is not on a disk.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_ref().strip_prefix("file://")?;
    let path = &rest[rest.find('/')?..];
    let path = percent_decode_str(path).decode_utf8().ok()?;
    // `/c:/locales` on Windows.
    let path = match path.as_bytes() {
        [b'/', drive, b':', ..] if drive.is_ascii_alphabetic() => PathBuf::from(&path[1..]),
        _ => PathBuf::from(&*path),
    };
    Some(canonical(&path))
}

/// A path without links and `..`; one that is not there yet, by the folder that it is to be in.
pub(super) fn canonical(path: &Path) -> PathBuf {
    let folder = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(folder).unwrap_or_else(|| path.to_path_buf())
}

/// The address of a path.
pub(super) fn uri_of(path: &str) -> Uri {
    Uri(check::uri(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_path() {
        for (uri, expected) in [
            ("file:///nowhere/a%20b/%E6%96%87.ftl", Some("/nowhere/a b/文.ftl")),
            ("file://localhost/nowhere/x.ftl", Some("/nowhere/x.ftl")),
            ("file:///c%3A/x.ftl", Some("c:/x.ftl")),
            ("file://", None),
            ("file:///%FF", None),
            ("untitled:Untitled-1", None),
        ] {
            assert_eq!(path_of(&uri.into()).as_deref(), expected.map(Path::new), "{uri}");
        }
    }
}

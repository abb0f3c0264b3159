//! [`PathPrefix`]: which paths an upstream answers, however they are written.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::Error;

/// The beginning of the paths that an upstream answers, in whole segments.
///
/// `/orders`, which is the same as `/orders/`, is the beginning of `/orders` and `/orders/7`, and not of
/// `/ordersx`. `/` is that of every path. Upper and lower case differ (RFC 3986 §6.2.2.1).
///
/// ```
/// use codeword::gateway::proxy::PathPrefix;
///
/// let prefix: PathPrefix = "/orders/".parse()?;
/// assert_eq!(prefix.to_string(), "/orders");
/// assert!("orders".parse::<PathPrefix>().unwrap_err().is_invalid_upstream());
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathPrefix {
    /// Without its last slash.
    path: String,
}

impl PathPrefix {
    /// That of every path.
    pub(super) fn all() -> PathPrefix {
        PathPrefix { path: String::new() }
    }

    /// It, unless it is that of every path.
    pub(super) fn named(&self) -> Option<&str> {
        Some(&*self.path).filter(|path| !path.is_empty())
    }

    pub(super) fn len(&self) -> usize {
        self.path.len()
    }

    /// Whether a path begins with this as it is written.
    pub(super) fn begins(&self, path: &[u8]) -> bool {
        let rest = path.strip_prefix(self.path.as_bytes());
        rest.is_some_and(|rest| matches!(rest.first(), None | Some(b'/')))
    }
}

/// The ways in which servers read a path, as far as these differ.
///
/// RFC 3986 §6.2.2 lets an upstream take `/%6Frders` for `/orders` and `/a/../b` for `/b`. Others go further: they
/// take `%2F` and `\` for `/`, `//` for `/`, and leave out what follows a `;`.
pub(super) fn readings(path: &str) -> impl Iterator<Item = Cow<'_, [u8]>> {
    let may_differ = memchr::memmem::find(path.as_bytes(), b"//").is_some()
        || memchr::memmem::find(path.as_bytes(), b"/.").is_some()
        || path.bytes().any(|byte| matches!(byte, b'%' | b'\\' | b';'));
    let others: &[Reader] = if may_differ { &OTHERS } else { &[] };
    let written = std::iter::once(Cow::Borrowed(path.as_bytes()));
    written.chain(others.iter().map(move |reader| Cow::Owned(reader.read(path.as_bytes()))))
}

/// How a server reads a path.
struct Reader {
    /// It decodes everything, and not only what never had to be coded.
    decodes_all: bool,
    /// It leaves out what follows a `;` in a segment.
    drops_parameters: bool,
}

const OTHERS: [Reader; 3] = [
    Reader { decodes_all: false, drops_parameters: false },
    Reader { decodes_all: true, drops_parameters: false },
    Reader { decodes_all: true, drops_parameters: true },
];

impl Reader {
    fn read(&self, path: &[u8]) -> Vec<u8> {
        let decoded = self.decode(path);
        let is_slash = |byte: &u8| *byte == b'/' || (self.decodes_all && *byte == b'\\');
        let segments = decoded.split(is_slash).map(|segment| match self.drops_parameters {
            true => segment.split(|byte| *byte == b';').next().unwrap_or_default(),
            false => segment,
        });
        let mut read: Vec<&[u8]> = Vec::new();
        // Before the first slash is nothing.
        for segment in segments.skip(1) {
            match segment {
                b"." => {}
                b".." => drop(read.pop()),
                b"" if self.decodes_all => {}
                _ => read.push(segment),
            }
        }
        let mut path = Vec::with_capacity(decoded.len());
        for segment in read {
            path.push(b'/');
            path.extend_from_slice(segment);
        }
        path
    }

    fn decode(&self, path: &[u8]) -> Vec<u8> {
        let mut decoded = Vec::with_capacity(path.len());
        let mut rest = path;
        while let [first, after @ ..] = rest {
            rest = after;
            match (first, after) {
                (b'%', [high, low, after @ ..]) => match digit(*high).zip(digit(*low)) {
                    Some((h, l)) if self.decodes_all || is_unreserved(h * 16 + l) => {
                        decoded.push(h * 16 + l);
                        rest = after;
                    }
                    Some(_) => {
                        decoded.extend([b'%', high.to_ascii_uppercase(), low.to_ascii_uppercase()]);
                        rest = after;
                    }
                    None => decoded.push(b'%'),
                },
                (byte, _) => decoded.push(*byte),
            }
        }
        decoded
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// RFC 3986 §2.3.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

impl fmt::Display for PathPrefix {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.path.is_empty() { "/" } else { &self.path })
    }
}

impl FromStr for PathPrefix {
    type Err = Error;

    /// Reads a path such as `/orders`.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_upstream`] if it does not begin with a slash, or if it can be read in more than one
    /// way: with `%`, `\`, `;`, `=`, `?` or `#` in it, an empty segment, `.` or `..`.
    fn from_str(text: &str) -> Result<PathPrefix, Error> {
        let refuse = |what: &str| {
            let text = format!("`{text}` {what}: write the beginning of a path such as /orders");
            Err(Error::invalid_upstream(text))
        };
        let Some(path) = text.strip_prefix('/') else {
            return refuse("does not begin with a slash");
        };
        let path = path.strip_suffix('/').unwrap_or(path);
        let is_plain = |byte: u8| is_unreserved(byte) || b"!$&'()*+,:@".contains(&byte);
        if !path.bytes().all(|byte| is_plain(byte) || byte == b'/') {
            return refuse("has a sign in it that stands for another, or for the end of a path");
        }
        if text == "/" {
            return Ok(PathPrefix::all());
        }
        if path.split('/').any(|segment| matches!(segment, "" | "." | "..")) {
            return refuse("has a segment that is empty, `.` or `..`");
        }
        Ok(PathPrefix { path: format!("/{path}") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_ends_where_a_segment_ends() {
        for (prefix, path, expected) in [
            ("/", "/", true),
            ("/", "/x", true),
            ("/", "*", false),
            ("/orders", "/orders", true),
            ("/orders", "/orders/", true),
            ("/orders/", "/orders", true),
            ("/orders/", "/orders/7", true),
            ("/orders", "/ordersx", false),
            ("/orders", "/Orders", false),
            ("/orders", "/x/orders", false),
            ("/a/b", "/a", false),
        ] {
            let prefix: PathPrefix = prefix.parse().unwrap();
            assert_eq!(prefix.begins(path.as_bytes()), expected, "{prefix} {path}");
        }
    }

    #[test]
    fn a_path_is_read_as_servers_read_it() {
        let read = |path| -> Vec<String> {
            let text = |path: Cow<'_, [u8]>| String::from_utf8_lossy(&path).into_owned();
            readings(path).map(text).collect()
        };
        for (path, expected) in [
            ("/orders/7", &["/orders/7"][..]),
            ("*", &["*"]),
            ("/%6frders", &["/%6frders", "/orders", "/orders", "/orders"]),
            ("/a%2fb", &["/a%2fb", "/a%2Fb", "/a/b", "/a/b"]),
            ("/a%", &["/a%", "/a%", "/a%", "/a%"]),
            ("/a/../b", &["/a/../b", "/b", "/b", "/b"]),
            ("/a/%2E%2e/b", &["/a/%2E%2e/b", "/b", "/b", "/b"]),
            ("/a/..;x/b", &["/a/..;x/b", "/a/..;x/b", "/a/..;x/b", "/b"]),
            ("/a\\..\\b", &["/a\\..\\b", "/a\\..\\b", "/b", "/b"]),
            ("//a", &["//a", "//a", "/a", "/a"]),
            ("/../..", &["/../..", "", "", ""]),
        ] {
            assert_eq!(read(path), expected, "{path}");
        }
    }

    #[test]
    fn a_prefix_can_be_read_in_one_way() {
        for text in [
            "", "orders", "//", "/a//b", "/./a", "/a/..", "/%6f", "/a;b", "/a=b", "/a?b", "/a#",
            "/a b", "/ä",
        ] {
            let error = text.parse::<PathPrefix>().unwrap_err();
            assert!(error.is_invalid_upstream(), "{text}");
        }
        for text in ["/", "/a", "/a.b/c~", "/v1:batch/@me"] {
            assert_eq!(text.parse::<PathPrefix>().unwrap().to_string(), text);
        }
    }
}

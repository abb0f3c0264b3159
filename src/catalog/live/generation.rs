//! [`Generation`]: one state of the files, what it changes, and whether it was taken.

use std::fmt;
use std::hash::Hasher;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use twox_hash::XxHash3_64;

use crate::catalog::sources::Reading;
use crate::{CodeBuf, Diagnostic};

/// One state of the files that a [`LiveCatalog`](crate::LiveCatalog) follows: accepted, or refused
/// and why.
///
/// A clone of it shares its contents. Serde writes it as an object, which is also what the command
/// `codeword watch --format json` prints:
///
/// ```
/// use codeword::{Catalog, LiveCatalog, Source};
///
/// let texts = Source::files([("en-US/errors.ftl", "code-404001 = Not found")]);
/// let live = LiveCatalog::follow(Catalog::builder().source(texts))?;
///
/// assert_eq!(
///     serde_json::to_string(&live.newest())?,
///     r#"{"generation":1,"accepted":true,"contentHash":"f83c0967b1d554f8","added":[404001],"changed":[],"removed":[],"diagnostics":[]}"#
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Generation {
    details: Arc<Details>,
}

/// In the order in which they are written.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Details {
    #[serde(rename = "generation")]
    number: u64,
    accepted: bool,
    content_hash: ContentHash,
    #[serde(flatten)]
    changes: Changes,
    diagnostics: Vec<Diagnostic>,
}

/// The codes that differ between two catalogs, each list ascending.
#[derive(Debug, Default, Serialize)]
pub(super) struct Changes {
    pub(super) added: Vec<CodeBuf>,
    pub(super) changed: Vec<CodeBuf>,
    pub(super) removed: Vec<CodeBuf>,
}

impl Generation {
    pub(super) fn new(
        number: u64,
        content_hash: ContentHash,
        changes: Changes,
        diagnostics: Vec<Diagnostic>,
    ) -> Generation {
        let accepted = diagnostics.is_empty();
        let details = Details { number, accepted, content_hash, changes, diagnostics };
        Generation { details: Arc::new(details) }
    }

    /// The number of this state, from 1: each state that differs from the one before has the next
    /// number, whether it is accepted or refused.
    pub fn number(&self) -> u64 {
        self.details.number
    }

    /// The hash of all contents: the same wherever the same files are followed in the same layers.
    pub fn content_hash(&self) -> ContentHash {
        self.details.content_hash
    }

    /// Whether the catalog answers from this state. If not, it goes on with the one before, and
    /// [`Generation::diagnostics`] says why.
    pub fn is_accepted(&self) -> bool {
        self.details.accepted
    }

    /// Why it was refused: everything that is wrong; empty if it was accepted.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.details.diagnostics
    }

    /// The codes that the catalog in use before does not have, ascending. For the first generation
    /// these are all.
    ///
    /// Of a refused generation, this and the other lists say what would have changed, as far as the
    /// files could be read.
    pub fn added(&self) -> &[CodeBuf] {
        &self.details.changes.added
    }

    /// The codes that both this catalog and the one in use before have, but that say something else in
    /// at least one locale, or say it in another set of locales, ascending. A term that changed changes
    /// every message that uses it; a comment changes nothing.
    pub fn changed(&self) -> &[CodeBuf] {
        &self.details.changes.changed
    }

    /// The codes that only the catalog in use before has, ascending.
    pub fn removed(&self) -> &[CodeBuf] {
        &self.details.changes.removed
    }
}

impl Serialize for Generation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.details.serialize(serializer)
    }
}

/// The hash of everything that a catalog is made of: XXH3-64, displayed as 16 hexadecimal digits.
///
/// Two gateways with the same hash answer in the same words. Names and times of files are not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContentHash(u64);

impl ContentHash {
    pub(super) fn of(reading: &Reading) -> ContentHash {
        let mut hasher = XxHash3_64::new();
        let mut part = |bytes: &[u8]| {
            hasher.write(&(bytes.len() as u64).to_le_bytes());
            hasher.write(bytes);
        };
        for (layer, file) in &reading.files {
            part(&(*layer as u64).to_le_bytes());
            part(file.locale.to_string().as_bytes());
            part(file.text.as_bytes());
        }
        if !reading.registry.get().is_empty() {
            part(reading.registry.get().to_string().as_bytes());
        }
        for diagnostic in &reading.diagnostics {
            part(diagnostic.to_string().as_bytes());
        }
        ContentHash(hasher.finish())
    }

    /// The hash as a number.
    pub fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:016x}", self.0)
    }
}

impl Serialize for ContentHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

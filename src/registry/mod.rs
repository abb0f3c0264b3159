//! What is said about a code besides its texts? A [`Registry`]: its name, its HTTP status, its arguments.
//!
//! It stands in `codes.toml`, beside the folders of the locales:
//!
//! ```toml
//! [400142]
//! name = "HeartbeatExceedLimit"
//! status = 429                       # HTTP; without it, the first three digits of six
//! grpc = "RESOURCE_EXHAUSTED"        # without it, what google.rpc.Code maps the status to
//! args = { limit = "number" }        # string, number or date
//! type = "https://example.com/400142" # of the problem, RFC 9457
//! retired = true                     # no longer sent, and readable as before
//! origin = "code.proto"              # where it is known from, if not from the source document
//! note = "Sent to clients before 1.4"
//!
//! ["InvalidParameter.Format"]        # a code with a dot is quoted
//! status = 400
//! ```
//!
//! Every field is optional, and a program without a registry loses nothing but what it says. The feature
//! `registry` reads such files; without it a registry is made of [`Entry`] values.

mod argument;
mod entry;
#[cfg(feature = "registry")]
mod file;
mod grpc;
#[cfg(feature = "registry")]
mod reader;
mod registered;
mod write;

use std::collections::{BTreeMap, HashSet};

use crate::{Code, Error};

pub use argument::ArgumentKind;
pub use entry::Entry;
#[cfg(feature = "registry")]
pub(crate) use file::RegistryFile;
pub use grpc::GrpcCode;
#[cfg(feature = "cli")]
pub(crate) use reader::{FIELDS, Mistake, MistakeKind, PlacedEntry};
pub(crate) use registered::Registered;

/// The name of the file, beside the folders of the locales.
pub(crate) const FILE: &str = "codes.toml";

/// What is said about codes: an [`Entry`] for each, in the order of the codes.
///
/// No two entries have one code, and a name belongs to one code alone.
///
/// # Example
///
/// ```
/// use codeword::registry::{Entry, Registry};
///
/// let registry = Registry::new([
///     Entry::new(404001).with_name("OrderNotFound")?,
///     Entry::new(400142).with_name("HeartbeatExceedLimit")?,
/// ])?;
///
/// assert_eq!(registry.by_name("OrderNotFound").map(Entry::code), Some(404001.into()));
/// assert_eq!(registry.get(400142).and_then(Entry::name), Some("HeartbeatExceedLimit"));
/// assert_eq!(registry.iter().next().map(Entry::code), Some(400142.into()));
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registry {
    /// In the order of their codes.
    entries: Vec<Entry>,
    /// The number of the entry that has a name.
    by_name: BTreeMap<Box<str>, usize>,
}

impl Registry {
    /// A registry of these entries.
    ///
    /// # Errors
    ///
    /// [`Error::is_registry`] if two entries have one code or one name, or if the name of one is the code
    /// of another.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Result<Registry, Error> {
        let entries: Vec<Entry> = entries.into_iter().collect();
        match conflicts(entries.iter()).into_iter().next() {
            Some(conflict) => Err(Error::registry(conflict.text)),
            None => Ok(Registry::of(entries)),
        }
    }

    /// A registry of entries without conflicts.
    fn of(mut entries: Vec<Entry>) -> Registry {
        entries.sort_by(|a, b| a.code().cmp(&b.code()));
        let names = entries.iter().enumerate();
        let by_name = names.filter_map(|(number, entry)| Some((entry.name()?.into(), number)));
        Registry { by_name: by_name.collect(), entries }
    }

    /// The entry of a code.
    pub fn get<'c>(&self, code: impl Into<Code<'c>>) -> Option<&Entry> {
        let code = code.into();
        let at = self.entries.binary_search_by(|entry| entry.code().cmp(&code)).ok()?;
        self.entries.get(at)
    }

    /// The entry whose code has a name.
    pub fn by_name(&self, name: &str) -> Option<&Entry> {
        self.entries.get(*self.by_name.get(name)?)
    }

    /// The entries, in the order of their codes.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.entries.iter()
    }

    /// How many codes it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no code.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// This registry with another laid over it: the entries above take the place of those of the same
    /// code, and a name that is above belongs to the code there.
    #[must_use]
    pub fn overlaid(self, above: Registry) -> Registry {
        let below = self.entries.into_iter().filter(|entry| above.get(entry.code()).is_none());
        let below = below.map(|entry| {
            let is_taken = entry.name().is_some_and(|name| {
                above.by_name(name).is_some() || above.get_spelling(name).is_some()
            });
            if is_taken { entry.without_name() } else { entry }
        });
        let mut entries: Vec<Entry> = below.collect();
        entries.extend(above.entries);
        let conflicts = conflicts(entries.iter());
        Registry::of(without_conflicts(entries, &conflicts))
    }

    /// The entry of a code that is spelled so.
    fn get_spelling(&self, spelling: &str) -> Option<&Entry> {
        self.get(Code::parse(spelling)?)
    }
}

/// Why an entry cannot stand beside those before it.
pub(crate) struct Conflict {
    /// The number of the entry.
    entry: usize,
    kind: ConflictKind,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum ConflictKind {
    Code,
    Name,
}

/// The entries that cannot stand beside those before them.
fn conflicts<'e>(entries: impl Iterator<Item = &'e Entry> + Clone) -> Vec<Conflict> {
    let (mut codes, mut names, mut found) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for (number, entry) in entries.clone().enumerate() {
        let code = entry.code();
        if codes.insert(code, number).is_some() {
            let text = format!("the code {code} stands here a second time: remove one");
            found.push(Conflict { entry: number, kind: ConflictKind::Code, text });
            continue;
        }
        let Some(name) = entry.name() else { continue };
        if let Some(other) = names.insert(name, code) {
            let text = format!("{other} has the name `{name}` too: give one of them another");
            found.push(Conflict { entry: number, kind: ConflictKind::Name, text });
        }
    }
    for (number, entry) in entries.enumerate() {
        let Some(other) = entry.name().and_then(Code::parse) else { continue };
        if other != entry.code() && codes.contains_key(&other) {
            let text =
                format!("`{other}` is a code of its own: give {} another name", entry.code());
            found.push(Conflict { entry: number, kind: ConflictKind::Name, text });
        }
    }
    found
}

/// The entries without those of a code that was there before, and without names that were.
fn without_conflicts(entries: Vec<Entry>, conflicts: &[Conflict]) -> Vec<Entry> {
    let found: HashSet<_> = conflicts.iter().map(|it| (it.entry, it.kind)).collect();
    let has = |number, kind| found.contains(&(number, kind));
    let entries = entries.into_iter().enumerate();
    let entries = entries.filter(|(number, _)| !has(*number, ConflictKind::Code));
    let entries = entries.map(|(number, entry)| match has(number, ConflictKind::Name) {
        true => entry.without_name(),
        false => entry,
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry(entries: &[(u32, &str)]) -> Result<Registry, Error> {
        let entries = entries.iter().map(|(code, name)| Entry::new(*code).with_name(name).unwrap());
        Registry::new(entries)
    }

    fn names(registry: &Registry) -> Vec<(String, Option<&str>)> {
        registry.iter().map(|entry| (entry.code().to_string(), entry.name())).collect()
    }

    #[test]
    fn a_code_and_a_name_stand_once() {
        for (entries, expected) in [
            ([(1, "A"), (1, "B")], "the code 1 stands here a second time: remove one"),
            ([(2, "A"), (1, "A")], "2 has the name `A` too: give one of them another"),
        ] {
            let error = registry(&entries).unwrap_err();
            assert_eq!((error.is_registry(), error.to_string()), (true, expected.to_owned()));
        }
    }

    /// In a body, such a name could stand for either code.
    #[test]
    fn a_name_is_not_the_code_of_another_entry() {
        let declined = || Entry::new(Code::from_static("card_declined"));
        let named = |entry: Entry| entry.with_name("card_declined").unwrap();
        for entries in [[declined(), named(Entry::new(1))], [named(Entry::new(1)), declined()]] {
            let error = Registry::new(entries).unwrap_err();
            let expected = "`card_declined` is a code of its own: give 1 another name";
            assert_eq!(error.to_string(), expected);
        }
        assert_eq!(Registry::new([named(declined())]).unwrap().len(), 1);
        let laid = Registry::new([named(Entry::new(1))]).unwrap();
        let laid = laid.overlaid(Registry::new([declined()]).unwrap());
        assert_eq!(names(&laid), [("1".to_owned(), None), ("card_declined".to_owned(), None)]);
    }

    #[test]
    fn the_registry_above_wins() {
        let below = registry(&[(1, "A"), (2, "B"), (3, "C")]).unwrap();
        let above = registry(&[(2, "A"), (4, "D")]).unwrap();
        let laid = below.overlaid(above);
        let expected = [("1", None), ("2", Some("A")), ("3", Some("C")), ("4", Some("D"))];
        assert_eq!(names(&laid), expected.map(|(code, name)| (code.to_owned(), name)));
        assert_eq!(laid.by_name("A").unwrap().code(), 2);
        assert!(laid.by_name("B").is_none());
    }
}

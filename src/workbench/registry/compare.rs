//! [`compare`]: where a file of declarations and the registry differ.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::declarations::{Declarations, Declared, spellings};
use crate::error::Position;
use crate::registry::{Entry, PlacedEntry, RegistryFile};
use crate::workbench::project::read_registry;
use crate::{Code, Diagnostic, Error};

/// One thing that a file and the registry say differently.
///
/// Displayed with its places, `code.proto:3:3: 400142 is called … here, and … in codes.toml:2:8`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    kind: DifferenceKind,
    text: String,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// The registry does not have the code.
    OnlyInFile,
    /// The file does not have the code.
    OnlyInRegistry,
    /// The code has another name.
    Name,
    /// The name has another code.
    Code,
    /// The file says something else about the code: its HTTP status, or that it is retired.
    Field,
}

impl Difference {
    /// What differs.
    pub fn kind(&self) -> DifferenceKind {
        self.kind
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

/// Where a file and the registry of a path differ, in the order of the file and then of the registry.
///
/// Of a code that both have, everything counts that the file says, but for its comments. A retired code need
/// not be in the file, and of several names that the file gives a code, the registry may have any. A name is
/// also that of the registry where it is written as [`generate`](crate::workbench::generate) writes that one.
///
/// # Errors
///
/// [`Error::is_io`] if the registry cannot be read; [`Error::is_registry`] if there is none, or something is
/// wrong with it.
pub fn compare(file: &Declarations, registry: &Path) -> Result<Vec<Difference>, Error> {
    let registry = match read_registry(registry)? {
        Some(found) => found,
        None => {
            let text = "there is no registry here: `codeword registry import FILE` makes it";
            let diagnostic = Diagnostic::of_file(registry.display().to_string(), text);
            return Err(Error::registry_file(vec![diagnostic]));
        }
    };
    if !registry.mistakes.is_empty() {
        return Err(Error::registry_file(registry.diagnostics()));
    }
    Ok(Comparison::new(file, &registry).differences())
}

struct Comparison<'a> {
    file: &'a Declarations,
    registry: &'a RegistryFile,
    declared: BTreeMap<Code<'a>, &'a Declared>,
    placed: BTreeMap<Code<'a>, &'a PlacedEntry>,
    /// The first entry of the registry that may be called so and whose code the file does not have.
    unclaimed: FxHashMap<String, usize>,
    /// The names of codes that the registry does not have.
    strangers: FxHashSet<&'a str>,
}

impl<'a> Comparison<'a> {
    fn new(file: &'a Declarations, registry: &'a RegistryFile) -> Comparison<'a> {
        let declared = file.declared.iter().map(|it| (it.entry.code(), it));
        let declared: BTreeMap<Code<'_>, _> = declared.collect();
        let placed = registry.entries.iter().map(|it| (it.entry.code(), it));
        let placed: BTreeMap<Code<'_>, _> = placed.collect();
        let mut unclaimed = FxHashMap::default();
        for (number, entry) in registry.entries.iter().map(|it| &it.entry).enumerate() {
            let name = entry.name().filter(|_| !declared.contains_key(&entry.code()));
            for spelling in name.into_iter().flat_map(spellings) {
                unclaimed.entry(spelling).or_insert(number);
            }
        }
        let strangers = file.declared.iter().filter(|it| !placed.contains_key(&it.entry.code()));
        let strangers = strangers.flat_map(Declared::names).collect();
        Comparison { file, registry, declared, placed, unclaimed, strangers }
    }

    fn differences(&self) -> Vec<Difference> {
        let mut found = Vec::new();
        for declared in &self.file.declared {
            match self.placed.get(&declared.entry.code()) {
                Some(placed) => self.compare(declared, placed, &mut found),
                None if declared.is_unspecified => {}
                None => found.push(self.only_in_file(declared)),
            }
        }
        for placed in &self.registry.entries {
            let is_there = self.declared.contains_key(&placed.entry.code());
            // That the name has another code is said already.
            if !is_there && !placed.entry.is_retired() && !self.has_moved(placed) {
                let (place, code) = (self.place(placed, ""), shown(&placed.entry));
                found.push(Difference {
                    kind: DifferenceKind::OnlyInRegistry,
                    text: format!("{place}: {code} is not in {}", self.file.path()),
                });
            }
        }
        found
    }

    /// Whether the file gives a name of the registry to a code that the registry does not have.
    fn has_moved(&self, placed: &PlacedEntry) -> bool {
        let mut names = placed.entry.name().into_iter().flat_map(spellings);
        names.any(|spelling| self.strangers.contains(&*spelling))
    }

    fn only_in_file(&self, declared: &Declared) -> Difference {
        let place = self.file.place(declared);
        let known = declared.names().filter_map(|name| self.unclaimed.get(name)).min();
        let known = known.map(|number| &self.registry.entries[*number]);
        match (known, declared.entry.name()) {
            (Some(placed), Some(name)) => Difference {
                kind: DifferenceKind::Code,
                text: format!(
                    "{place}: {name} is {} here, and {} in {}",
                    declared.entry.code(),
                    placed.entry.code(),
                    self.place(placed, "")
                ),
            },
            _ => Difference {
                kind: DifferenceKind::OnlyInFile,
                text: format!(
                    "{place}: {} is not in {}",
                    shown(&declared.entry),
                    self.registry.path
                ),
            },
        }
    }

    /// Compares what both say about one code.
    fn compare(&self, declared: &Declared, placed: &PlacedEntry, found: &mut Vec<Difference>) {
        let (place, code) = (self.file.place(declared), declared.entry.code());
        if let Some(name) = declared.entry.name() {
            let known = placed.entry.name();
            if !declared.is_called(known) {
                let there = self.place(placed, "name");
                let text = match known {
                    Some(known) => {
                        format!("{place}: {code} is called {name} here, and {known} in {there}")
                    }
                    None => {
                        format!("{place}: {code} is called {name} here, and has no name in {there}")
                    }
                };
                found.push(Difference { kind: DifferenceKind::Name, text });
            }
        }
        let known: BTreeMap<&str, String> = placed.entry.fields().into_iter().collect();
        for (field, value) in declared.entry.fields() {
            if matches!(field, "name" | "note") || placed.entry.means(field, &value) {
                continue;
            }
            let there = self.place(placed, field);
            let text = match known.get(field) {
                Some(known) => {
                    format!("{place}: {field} of {code} is {value} here, and {known} in {there}")
                }
                None => {
                    format!("{place}: {field} of {code} is {value} here, and not said in {there}")
                }
            };
            found.push(Difference { kind: DifferenceKind::Field, text });
        }
    }

    /// The place of a field in the registry, or of the code.
    fn place(&self, placed: &PlacedEntry, field: &str) -> String {
        let Position { line, column } = self.registry.position(placed.field(field).start);
        format!("{}:{line}:{column}", self.registry.path)
    }
}

/// A code with its name.
fn shown(entry: &Entry) -> String {
    match entry.name() {
        Some(name) => format!("{} ({name})", entry.code()),
        None => entry.code().to_string(),
    }
}

//! [`Reader`]: an entry of `codes.toml`, field by field, with the place of each and what is wrong.

#![cfg_attr(not(feature = "cli"), allow(dead_code, reason = "the workbench asks for more of it"))]

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeString, DeTable, DeValue};

use super::{ArgumentKind, Entry};
use crate::{Code, Error};

/// An entry and its places, in bytes of the file.
pub(crate) struct PlacedEntry {
    pub(crate) entry: Entry,
    /// The code, where it is a key.
    pub(crate) key: Range<usize>,
    /// The table: its header, or its braces where it is on one line.
    pub(crate) table: Range<usize>,
    /// The value of each field, by its name.
    pub(crate) fields: BTreeMap<&'static str, Range<usize>>,
    /// The name of each argument, where it is a key.
    pub(crate) arguments: BTreeMap<String, Range<usize>>,
}

/// One thing that is wrong.
pub(crate) struct Mistake {
    pub(crate) range: Range<usize>,
    pub(crate) kind: MistakeKind,
    /// What is wrong, a colon, and what to do.
    pub(crate) text: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum MistakeKind {
    /// It is not TOML, and what stands there is not known.
    Syntax,
    /// It makes no sense.
    Invalid,
    /// Two codes have one name.
    DuplicateName,
}

impl PlacedEntry {
    /// The value of a field, or the code where the entry has no such field.
    pub(crate) fn field(&self, name: &str) -> Range<usize> {
        self.fields.get(name).unwrap_or(&self.key).clone()
    }
}

/// The fields of an entry, in the order in which they are written.
pub(crate) const FIELDS: [&str; 8] =
    ["name", "status", "grpc", "args", "type", "retired", "origin", "note"];

type Key<'i> = Spanned<DeString<'i>>;

/// Reads entries, and takes down what is wrong with them.
pub(super) struct Reader {
    pub(super) mistakes: Vec<Mistake>,
}

impl Reader {
    /// Takes a mistake down.
    pub(super) fn add(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.mistakes.push(Mistake { range, kind: MistakeKind::Invalid, text: text.into() });
    }

    /// What was read, or `None` and a mistake at its place.
    fn read<T>(&mut self, range: Range<usize>, read: Result<T, Error>) -> Option<T> {
        read.map_err(|error| self.add(range, error.to_string())).ok()
    }

    /// Reads the entry of a key; what is wrong with it is left out. `None` if the key is not a code.
    pub(super) fn entry(
        &mut self,
        key: &Key<'_>,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<PlacedEntry> {
        let code = self.read(key.span(), Code::read(key.get_ref()));
        let fields = match value.get_ref() {
            DeValue::Table(fields) => Some(fields),
            _ => {
                let key = key.get_ref();
                let text = format!("`{key}` is not a table: write `[{key}]` and its fields below");
                self.add(value.span(), text);
                None
            }
        };
        let mut placed = PlacedEntry {
            entry: Entry::new(code?),
            key: key.span(),
            table: value.span(),
            fields: BTreeMap::new(),
            arguments: BTreeMap::new(),
        };
        for (field, value) in fields.into_iter().flatten() {
            let Some(name) = FIELDS.into_iter().find(|name| *name == field.get_ref()) else {
                self.unknown_field(key, field, value);
                continue;
            };
            placed.fields.insert(name, value.span());
            if let Some(entry) = self.field(&mut placed, name, value) {
                placed.entry = entry;
            }
        }
        Some(placed)
    }

    /// The entry with what a field says.
    fn field(
        &mut self,
        placed: &mut PlacedEntry,
        field: &str,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<Entry> {
        let (entry, range) = (placed.entry.clone(), value.span());
        let text = |example: &str| match value.get_ref() {
            DeValue::String(text) => Ok(&**text),
            _ => Err(Error::registry(format!("`{field}` is a text: write {field} = {example}"))),
        };
        let changed = match (field, value.get_ref()) {
            ("name", _) => text("\"OrderNotFound\"").and_then(|name| entry.with_name(name)),
            ("status", DeValue::Integer(number)) => {
                status(number).and_then(|it| entry.with_http_status(it))
            }
            ("status", _) => Err(Error::registry("`status` is a number: write status = 404")),
            ("grpc", _) => {
                text("\"NOT_FOUND\"").and_then(|name| Ok(entry.with_grpc(name.parse()?)))
            }
            ("args", DeValue::Table(table)) => return Some(self.arguments(placed, table)),
            ("args", _) => Err(Error::registry(
                "`args` is a table of names and kinds: write args = { limit = \"number\" }",
            )),
            ("type", _) => text("\"https://example.com/errors/out-of-stock\"")
                .and_then(|uri| entry.with_type_uri(uri)),
            ("retired", DeValue::Boolean(is_retired)) => Ok(entry.with_retired(*is_retired)),
            ("retired", _) => {
                Err(Error::registry("`retired` is true or false: write retired = true"))
            }
            ("origin", _) => text("\"code.proto\"").map(|origin| entry.with_origin(origin)),
            _ => text("\"…\"").map(|note| entry.with_note(note)),
        };
        self.read(range, changed)
    }

    fn arguments(&mut self, placed: &mut PlacedEntry, table: &DeTable<'_>) -> Entry {
        let mut entry = placed.entry.clone();
        for (name, kind) in table {
            let read = match kind.get_ref() {
                DeValue::String(kind) => kind.parse(),
                _ => Err(Error::registry(format!(
                    "the kind of `{}` is a text: write \"string\", \"number\" or \"date\"",
                    name.get_ref()
                ))),
            };
            let Some(kind) = self.read::<ArgumentKind>(kind.span(), read) else { continue };
            let with = entry.clone().with_argument(name.get_ref(), kind);
            if let Some(with) = self.read(name.span(), with) {
                placed.arguments.insert(name.get_ref().to_string(), name.span());
                entry = with;
            }
        }
        entry
    }

    /// A field that there is not. A table is rather a code with a dot, whose quotes are missing.
    fn unknown_field(&mut self, key: &Key<'_>, field: &Key<'_>, value: &Spanned<DeValue<'_>>) {
        let (code, name) = (key.get_ref(), field.get_ref());
        let text = match value.get_ref() {
            DeValue::Table(_) => format!(
                "a code with a dot stands in quotes: write [\"{code}.{name}\"] if that is the code"
            ),
            _ => format!("there is no field `{name}`: write one of {}", FIELDS.join(", ")),
        };
        self.add(field.span(), text);
    }
}

/// The number of a status.
fn status(number: &DeInteger<'_>) -> Result<u16, Error> {
    u16::from_str_radix(number.as_str(), number.radix()).map_err(|_| {
        Error::registry(format!("{number} is not an HTTP status: write a number from 100 to 599"))
    })
}

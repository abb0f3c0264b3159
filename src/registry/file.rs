//! [`RegistryFile`]: a `codes.toml`, read as far as it makes sense, with the place of everything in it.

use toml::de::DeTable;

use super::reader::{Mistake, MistakeKind, PlacedEntry, Reader};
use super::{ConflictKind, Entry, Registry, conflicts, without_conflicts};
use crate::error::{LineStarts, Position};
use crate::{Diagnostic, Error};

impl Registry {
    /// Reads the text of a `codes.toml`. The path is for errors alone.
    ///
    /// # Errors
    ///
    /// [`Error::is_registry`], with a [`Diagnostic`] for everything that is wrong: what is not TOML, keys
    /// that are not codes, fields that there are not, values that make no sense, and two codes of one
    /// name.
    ///
    /// # Example
    ///
    /// ```
    /// use codeword::registry::Registry;
    ///
    /// let registry = Registry::from_toml("codes.toml", "[400142]\nname = \"HeartbeatExceedLimit\"\n")?;
    /// assert_eq!(registry.to_string(), "[400142]\nname = \"HeartbeatExceedLimit\"\n");
    ///
    /// let error = Registry::from_toml("codes.toml", "[400142]\nstatus = 42\n").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "codes.toml:2:10: 42 is not an HTTP status: write a number from 100 to 599"
    /// );
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn from_toml(path: &str, text: &str) -> Result<Registry, Error> {
        let file = RegistryFile::parse(path, text, &[]);
        match file.diagnostics() {
            diagnostics if diagnostics.is_empty() => Ok(file.registry()),
            diagnostics => Err(Error::registry_file(diagnostics)),
        }
    }
}

/// A `codes.toml`: what it says about which code, where, and what is wrong with it.
pub(crate) struct RegistryFile {
    pub(crate) path: String,
    pub(crate) text: String,
    lines: LineStarts,
    /// What is sound, in the order of the file.
    pub(crate) entries: Vec<PlacedEntry>,
    /// What is not, in the order of the file.
    pub(crate) mistakes: Vec<Mistake>,
}

impl RegistryFile {
    /// Reads a text, in which U+FFFD stands at some offsets for bytes that are not valid UTF-8. What is
    /// wrong with an entry is left out of it, and the rest stays.
    pub(crate) fn parse(
        path: impl Into<String>,
        text: impl Into<String>,
        invalid: &[usize],
    ) -> RegistryFile {
        let (path, text) = (path.into(), text.into());
        let mut reader = Reader { mistakes: Vec::new() };
        for at in invalid {
            let range = *at..at + char::REPLACEMENT_CHARACTER.len_utf8();
            reader.add(range, "this is not valid UTF-8: save the file as UTF-8");
        }
        let (table, errors) = DeTable::parse_recoverable(&text);
        for error in errors {
            let range = error.span().unwrap_or_default();
            let text = format!("this is not TOML: {}", error.message());
            reader.mistakes.push(Mistake { range, kind: MistakeKind::Syntax, text });
        }
        let mut entries: Vec<PlacedEntry> =
            table.get_ref().iter().filter_map(|(key, value)| reader.entry(key, value)).collect();
        entries.sort_by_key(|placed| placed.key.start);
        let mut mistakes = reader.mistakes;
        let conflicts = conflicts(entries.iter().map(|placed| &placed.entry));
        mistakes.extend(conflicts.into_iter().map(|conflict| {
            let placed = &entries[conflict.entry];
            let (range, kind) = match conflict.kind {
                ConflictKind::Code => (placed.key.clone(), MistakeKind::Invalid),
                ConflictKind::Name => (placed.field("name"), MistakeKind::DuplicateName),
            };
            Mistake { range, kind, text: conflict.text }
        }));
        mistakes.sort_by_key(|mistake| mistake.range.start);
        // What is not TOML makes no sense either: it is said once.
        mistakes.dedup_by_key(|mistake| mistake.range.start);
        let lines = LineStarts::of(&text);
        RegistryFile { path, text, lines, entries, mistakes }
    }

    /// The registry of all that is sound: of two entries of one code the first, and without the second
    /// of two equal names.
    pub(crate) fn registry(&self) -> Registry {
        let entries: Vec<Entry> = self.entries.iter().map(|placed| placed.entry.clone()).collect();
        let conflicts = conflicts(entries.iter());
        Registry::of(without_conflicts(entries, &conflicts))
    }

    /// Everything that is wrong, with its line and column.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        let diagnostic = |mistake: &Mistake| {
            Diagnostic::at(&self.path, self.position(mistake.range.start), &*mistake.text)
        };
        self.mistakes.iter().map(diagnostic).collect()
    }

    /// The place of an offset in the file.
    pub(crate) fn position(&self, offset: usize) -> Position {
        self.lines.position(&self.text, offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::ArgumentKind;

    fn mistakes(text: &str) -> Vec<String> {
        let file = RegistryFile::parse("codes.toml", text, &[]);
        file.diagnostics().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn everything_that_is_said_is_read() {
        let text = "\
# The registry.
400144.name = \"Dotted\"
400145 = { name = \"Inline\", status = 0x1F7 }

[400142]
name = \"HeartbeatExceedLimit\" # a comment
status = 429
grpc = \"UNAVAILABLE\"
type = \"https://example.com/1\"
retired = true
origin = \"code.proto\"
note = '''
two
lines'''
[400142.args]
limit = \"number\"
";
        let registry = Registry::from_toml("codes.toml", text).unwrap();
        let names: Vec<Option<&str>> = registry.iter().map(Entry::name).collect();
        assert_eq!(names, [Some("HeartbeatExceedLimit"), Some("Dotted"), Some("Inline")]);
        assert_eq!(registry.get(400145).unwrap().http_status(), Some(503));
        let entry = registry.get(400142).unwrap();
        assert_eq!((entry.note(), entry.origin()), (Some("two\nlines"), Some("code.proto")));
        assert_eq!(entry.arguments().collect::<Vec<_>>(), [("limit", ArgumentKind::Number)]);
        assert!(entry.is_retired());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = "[1]\nname = \"A\"\nstatus = 404\nargs = { a = \"string\" }\nnote = \"\\\"\\\\\\n\\u0007é\"\n\n[2]\n";
        let registry = Registry::from_toml("codes.toml", text).unwrap();
        assert_eq!(registry.to_string(), text);
        assert_eq!(Registry::from_toml("codes.toml", "").unwrap().to_string(), "");
    }

    #[test]
    fn each_mistake_has_its_place_and_what_to_write() {
        for (text, expected) in [
            ("[400142]\nstauts = 4", "2:1: there is no field `stauts`: write one of name, "),
            ("[400142]\nname = 4", "2:8: `name` is a text: write name = \"OrderNotFound\""),
            ("[400142]\nname = \"a b\"", "2:8: `a b` is not a name: "),
            ("[400142]\nstatus = -1", "2:10: -1 is not an HTTP status"),
            ("[400142]\nstatus = 1000000", "2:10: 1000000 is not an HTTP status"),
            ("[400142]\nstatus = \"404\"", "2:10: `status` is a number: write status = 404"),
            ("[400142]\ngrpc = \"not_found\"", "2:8: `not_found` is not a status code of gRPC"),
            ("[400142]\nargs = \"limit\"", "2:8: `args` is a table of names and kinds"),
            ("[400142]\nargs = { a = 1 }", "2:14: the kind of `a` is a text"),
            ("[400142]\nargs = { a = \"int\" }", "2:14: `int` is not a kind of argument"),
            (
                "[400142]\nargs = { \"a b\" = \"date\" }",
                "2:10: `a b` is not the name of an argument",
            ),
            ("[400142]\ntype = \"a b\"", "2:8: `a b` is not a URI"),
            ("[400142]\nretired = \"yes\"", "2:11: `retired` is true or false"),
            ("400142 = \"x\"", "1:10: `400142` is not a table: write `[400142]`"),
            ("[4.B]\nname = \"x\"", "1:4: a code with a dot stands in quotes: write [\"4.B\"]"),
            ("[1]\n[1]\n", "2:2: this is not TOML: duplicate key"),
            ("[1]\nname =\n", "2:7: this is not TOML: "),
        ] {
            let found = mistakes(text);
            let expected = format!("codes.toml:{expected}");
            assert!(found.iter().any(|found| found.starts_with(&expected)), "{text}: {found:?}");
        }
    }

    #[test]
    fn two_codes_of_one_name_are_a_mistake_at_the_second() {
        let text = "[2]\nname = \"A\"\n[1]\nname = \"A\"\n";
        assert_eq!(
            mistakes(text),
            ["codes.toml:4:8: 2 has the name `A` too: give one of them another"]
        );
        let registry = RegistryFile::parse("codes.toml", text, &[]).registry();
        assert_eq!(registry.by_name("A").unwrap().code(), 2);
        assert_eq!(registry.get(1).unwrap().name(), None);
    }

    #[test]
    fn what_is_sound_is_read_beside_what_is_not() {
        let file =
            RegistryFile::parse("codes.toml", "[1]\nname = \"A\"\nstatus = 1\n[2]\nname = \n", &[]);
        let registry = file.registry();
        assert_eq!(registry.get(1).unwrap().name(), Some("A"));
        assert_eq!((registry.len(), file.mistakes.len()), (2, 2));
    }
}

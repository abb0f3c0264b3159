//! [`Declarations`]: the codes that a file of another kind declares, each with its name and place.

use std::collections::BTreeMap;
use std::iter;
use std::path::Path;

use unic_langid::LanguageIdentifier;

use super::format::Format;
use super::list::{CodeList, Constant};
use crate::constants::identifiers;
use crate::error::{LineStarts, Position};
use crate::fluent::encoding;
use crate::fluent::file::{decode, read_bytes};
use crate::registry::Entry;
use crate::{Code, CodeBuf, Diagnostic, Error};

/// How a file of declarations is read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The format, where the name of the file does not say it.
    pub format: Option<Format>,
    /// The enums, types or blocks of constants that are meant, by their names; all must be there, and `*` means
    /// all that are. Where a file has only one, it need not be named.
    pub enums: Vec<String>,
    /// Whether the names are the codes, as in an enum of reasons, and their numbers mean nothing.
    pub names_are_codes: bool,
    /// Which argument of the constants of a Java enum is the code, from 1; else the parameter's name says it.
    pub code_argument: Option<usize>,
}

/// The codes that a file declares.
///
/// # Example
///
/// ```
/// use codeword::workbench::registry::{Declarations, ReadOptions};
///
/// let file = Declarations::open("tests/fixtures/code_names.tsv", &ReadOptions::default())?;
/// assert_eq!(file.entries().next().unwrap().name(), Some("ExecuteSuccess"));
/// assert!(file.unread().is_empty());
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Debug)]
pub struct Declarations {
    path: String,
    text: String,
    lines: LineStarts,
    pub(super) declared: Vec<Declared>,
    unread: Vec<Diagnostic>,
}

/// A code as the file declares it.
#[derive(Debug)]
pub(super) struct Declared {
    pub(super) entry: Entry,
    /// Other names that the file gives the same code.
    pub(super) aliases: Vec<String>,
    /// Whether it stands for no code, unless the registry has it.
    pub(super) is_unspecified: bool,
    /// Where it stands, in bytes of the file.
    offset: usize,
}

impl Declared {
    /// Whether one of its names is that of the registry, as it is or as `codeword generate` writes it:
    /// `HEARTBEAT_EXCEED_LIMIT` is HeartbeatExceedLimit's constant, and `CODE_9` that of 9 without a name.
    pub(super) fn is_called(&self, name: Option<&str>) -> bool {
        match name {
            Some(name) => spellings(name).any(|spelling| self.names().any(|own| own == spelling)),
            None => identifiers(&self.entry.code().to_string())
                .any(|identifier| self.names().any(|own| own == identifier)),
        }
    }

    /// All its names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entry.name().into_iter().chain(self.aliases.iter().map(String::as_str))
    }
}

/// A name of the registry as it is, and as `codeword generate` writes it in each style.
pub(super) fn spellings(name: &str) -> impl Iterator<Item = String> {
    iter::once(name.to_owned()).chain(identifiers(name))
}

impl Declarations {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// [`Error::is_io`] if the file cannot be read; [`Error::is_exchange_file`] if it is not of its format,
    /// declares no code, or declares several lists of codes, or of what could be codes, and the options do not say
    /// which is meant.
    pub fn open(path: impl AsRef<Path>, options: &ReadOptions) -> Result<Declarations, Error> {
        let path = path.as_ref();
        let shown = path.display().to_string();
        let fail = |text: String| Error::exchange_file(vec![Diagnostic::of_file(&*shown, text)]);
        let Some(format) = options.format.or_else(|| Format::of_path(path)) else {
            return Err(fail("what format is this? say it with --format".to_owned()));
        };
        let bytes = read_bytes(path).map_err(|error| error.at(&shown, Error::exchange_file))?;
        let (text, invalid) = decode(bytes, &LanguageIdentifier::default());
        let lines = LineStarts::of(&text);
        let (declared, unread) = (Vec::new(), Vec::new());
        let mut file = Declarations { path: shown.clone(), text, lines, declared, unread };
        if let Some(offset) = invalid.offsets.first() {
            let text = encoding::advice(invalid.encoding);
            return Err(Error::exchange_file(vec![file.diagnostic(*offset, text)]));
        }
        if options.code_argument.is_some() && format != Format::Java {
            return Err(fail("--code-argument is for enums of Java: leave it out".to_owned()));
        }
        if options.code_argument == Some(0) {
            return Err(fail("--code-argument counts from 1".to_owned()));
        }
        let lists = format.read(&file.text, options.code_argument).map_err(|unread| {
            Error::exchange_file(vec![file.diagnostic(unread.offset, unread.text)])
        })?;
        for list in choose(lists, &options.enums).map_err(fail)? {
            if let Some(unread) = list.undecided.filter(|_| !options.names_are_codes) {
                return Err(Error::exchange_file(vec![
                    file.diagnostic(unread.offset, unread.text),
                ]));
            }
            let list = CodeList { undecided: None, ..list };
            file.take(list, options.names_are_codes);
        }
        file.unread.sort_by_key(|unread| (unread.line(), unread.column()));
        Ok(file)
    }

    /// The path of the file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What the file says about each code, in its order.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.declared.iter().map(|declared| &declared.entry)
    }

    /// The other names that the file gives codes, each with what it says first.
    pub fn aliases(&self) -> impl Iterator<Item = (&Entry, &str)> {
        self.declared.iter().flat_map(|declared| {
            declared.aliases.iter().map(|alias| (&declared.entry, alias.as_str()))
        })
    }

    /// What stands among the codes and is not understood, each with its place.
    pub fn unread(&self) -> &[Diagnostic] {
        &self.unread
    }

    /// The place of a code, `code.proto:3:1`.
    pub(super) fn place(&self, declared: &Declared) -> String {
        let Position { line, column } = self.lines.position(&self.text, declared.offset);
        format!("{}:{line}:{column}", self.path)
    }

    fn diagnostic(&self, offset: usize, text: impl Into<String>) -> Diagnostic {
        Diagnostic::at(&self.path, self.lines.position(&self.text, offset), text)
    }

    /// Takes the codes of a list over. A second name of one code is an alias.
    fn take(&mut self, list: CodeList, names_are_codes: bool) {
        for unread in list.unread {
            self.unread.push(self.diagnostic(unread.offset, unread.text));
        }
        let declared = self.declared.iter().map(|declared| declared.entry.code().to_code_buf());
        let mut numbers: BTreeMap<CodeBuf, usize> = declared.zip(0..).collect();
        for constant in list.constants {
            let (offset, is_unspecified) = (constant.offset, constant.is_unspecified);
            let entry = match entry(constant, names_are_codes) {
                Ok(entry) => entry,
                Err(text) => {
                    self.unread.push(self.diagnostic(offset, text));
                    continue;
                }
            };
            let code = entry.code().to_code_buf();
            match numbers.get(&code) {
                None => {
                    numbers.insert(code, self.declared.len());
                    let aliases = Vec::new();
                    self.declared.push(Declared { entry, aliases, is_unspecified, offset });
                }
                Some(number) => {
                    let first = &mut self.declared[*number];
                    match entry.name().filter(|name| first.entry.name() != Some(name)) {
                        Some(name) => first.aliases.push(name.to_owned()),
                        None => {
                            let text = format!("{code} stands here a second time: remove one");
                            self.unread.push(self.diagnostic(offset, text));
                        }
                    }
                }
            }
        }
    }
}

/// What a constant says, as an entry.
fn entry(constant: Constant, names_are_codes: bool) -> Result<Entry, String> {
    let Constant { code, name, .. } = &constant;
    let (code, name) = match (names_are_codes, code, name) {
        (true, _, Some(name)) => (name, None),
        (true, ..) => return Err("this has no name to be its code: give it one".to_owned()),
        (false, Some(code), name) => (code, name.as_ref()),
        (false, None, name) => {
            let name = name.as_deref().unwrap_or_default();
            let help = "give it one, or say --names-are-codes";
            return Err(format!("`{name}` has no code beside its name: {help}"));
        }
    };
    let read = || {
        let mut entry = Entry::new(Code::read(code)?).with_retired(constant.is_retired);
        if let Some(name) = name {
            entry = entry.with_name(name)?;
        }
        if let Some(status) = constant.status {
            entry = entry.with_http_status(status)?;
        }
        if let Some(grpc) = constant.grpc {
            entry = entry.with_grpc(grpc);
        }
        if let Some(uri) = &constant.type_uri {
            entry = entry.with_type_uri(uri)?;
        }
        Ok(match &constant.note {
            Some(note) => entry.with_note(note),
            None => entry,
        })
    };
    read().map_err(|error: Error| error.to_string())
}

/// The name by which all lists are meant.
const ALL_LISTS: &str = "*";

/// The lists that are meant: the one that there is, or those that are named.
fn choose(lists: Vec<CodeList>, names: &[String]) -> Result<Vec<CodeList>, String> {
    let lists: Vec<CodeList> = lists
        .into_iter()
        .filter(|list| !list.constants.is_empty() || !list.unread.is_empty())
        .collect();
    if lists.is_empty() {
        let text = "no codes are declared here: is it the right file, and the right format?";
        return Err(text.to_owned());
    }
    let is_certain = |list: &CodeList| !list.is_doubtful;
    let are_certain = lists.iter().any(is_certain);
    let all: Vec<String> = lists
        .iter()
        .filter(|list| is_certain(list) || !are_certain)
        .map(|list| format!("{} ({})", list.name, list.constants.len() + list.unread.len()))
        .collect();
    let all = all.join(", ");
    // The whole name, or its end after a dot.
    let is_called = |list: &CodeList, name: &str| {
        let before = list.name.strip_suffix(name);
        name == ALL_LISTS || before.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    for name in names.iter().filter(|name| *name != ALL_LISTS) {
        match lists.iter().filter(|list| is_called(list, name)).count() {
            0 => return Err(format!("`{name}` is not here: choose among {all}")),
            1 => {}
            _ => return Err(format!("`{name}` is here more than once: choose among {all}")),
        }
    }
    match (names, &lists[..]) {
        ([], [_]) => Ok(lists),
        ([], _) if lists.iter().filter(|list| is_certain(list)).count() == 1 => {
            Ok(lists.into_iter().filter(is_certain).collect())
        }
        ([], _) => Err(format!("which of these are the codes? say it with --enum: {all}")),
        _ => {
            let is_meant = |list: &CodeList| {
                names
                    .iter()
                    .any(|name| is_called(list, name) && (is_certain(list) || name != ALL_LISTS))
            };
            Ok(lists.into_iter().filter(is_meant).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn open(name: &str, text: &str, options: &ReadOptions) -> Result<Declarations, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let prefix = format!("{}/", folder.path().display());
        Declarations::open(path, options).map_err(|error| error.to_string().replace(&prefix, ""))
    }

    #[test]
    fn several_lists_are_chosen_among() {
        let text = "enum A { X(1) } class C { enum B { Y(2), Z(3) } }";
        let error = open("E.java", text, &ReadOptions::default()).unwrap_err();
        assert_eq!(error, "E.java: which of these are the codes? say it with --enum: A (1), B (2)");
        let with = |names: &[&str]| {
            let enums = names.iter().map(|name| (*name).to_owned()).collect();
            open("E.java", text, &ReadOptions { enums, ..ReadOptions::default() })
        };
        assert_eq!(with(&["B"]).unwrap().entries().len(), 2);
        assert_eq!(with(&["B", "A"]).unwrap().entries().len(), 3);
        assert_eq!(with(&["*"]).unwrap().entries().len(), 3);
        assert_eq!(with(&["D"]).unwrap_err(), "E.java: `D` is not here: choose among A (1), B (2)");
        let error = open("E.java", "class C {}", &ReadOptions::default()).unwrap_err();
        assert!(error.starts_with("E.java: no codes are declared here"), "{error}");
    }

    #[test]
    fn names_can_be_the_codes() {
        let options = ReadOptions { names_are_codes: true, ..ReadOptions::default() };
        let text = "enum Reason { A1, B2; }";
        let file = open("Reason.java", text, &ReadOptions::default()).unwrap();
        let said = "1:15: `A1` has no code beside its name: give it one, or say --names-are-codes";
        assert!(file.unread()[0].to_string().ends_with(said), "{:?}", file.unread());
        assert_eq!(open("Reason.java", text, &options).unwrap().declared.len(), 2);
    }

    #[test]
    fn a_second_name_is_an_alias() {
        let text = "syntax = \"proto3\"; enum E { option allow_alias = true; A = 0; B = 0; }";
        let file = open("e.proto", text, &ReadOptions::default()).unwrap();
        assert_eq!(file.declared[0].entry.name(), Some("A"));
        let aliases: Vec<&str> = file.aliases().map(|(_, alias)| alias).collect();
        assert_eq!((file.declared.len(), aliases), (1, vec!["B"]));
        let file = open(
            "a.csv",
            "code,name
1,A
1,A
1,
",
            &ReadOptions::default(),
        )
        .unwrap();
        assert_eq!((file.declared.len(), file.unread().len()), (1, 2));
    }
}

//! [`CodeList`]: an enum, a block of constants or a table, as a file of another kind declares it.

use crate::registry::GrpcCode;

/// Codes that are declared together.
#[derive(Debug, Default, PartialEq)]
pub(super) struct CodeList {
    /// The name by which people choose it; empty where there is only one.
    pub(super) name: String,
    pub(super) constants: Vec<Constant>,
    /// What stands among them and is not understood.
    pub(super) unread: Vec<Unread>,
    /// Whether it is likely to be of something else, and is meant only where it is named.
    pub(super) is_doubtful: bool,
    /// Why it cannot be told what its codes are, and what a person can say.
    pub(super) undecided: Option<Unread>,
}

/// One code with what is said about it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Constant {
    /// Where it stands in the file, in bytes.
    pub(super) offset: usize,
    pub(super) name: Option<String>,
    /// The code as it is spelled; `None` if the constant is a name alone.
    pub(super) code: Option<String>,
    pub(super) status: Option<u16>,
    pub(super) grpc: Option<GrpcCode>,
    pub(super) type_uri: Option<String>,
    pub(super) is_retired: bool,
    /// Whether it stands for no code: the zero that an enum of Protocol Buffers has to have.
    pub(super) is_unspecified: bool,
    /// Its comment or description.
    pub(super) note: Option<String>,
}

/// What is not understood: where it stands, in bytes of the file, and why.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unread {
    pub(super) offset: usize,
    pub(super) text: String,
}

impl Unread {
    pub(super) fn new(offset: usize, text: impl Into<String>) -> Unread {
        Unread { offset, text: text.into() }
    }
}

/// What a comment says about a constant: its lines without blanks around them, and whether it says that the
/// constant is deprecated, as Go, Java and TypeScript write it.
pub(super) fn note(lines: &[&str]) -> (Option<String>, bool) {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    let text = lines.join("\n").trim().to_owned();
    let is_retired = lines.iter().any(|line| {
        line.starts_with("Deprecated:") || line.split(' ').any(|it| it == "@deprecated")
    });
    ((!text.is_empty()).then_some(text), is_retired)
}

/// The list of a name, which is a new one where there is none yet.
pub(super) fn list_called<'l>(lists: &'l mut Vec<CodeList>, name: &str) -> &'l mut CodeList {
    let at = lists.iter().position(|list| list.name == name).unwrap_or_else(|| {
        lists.push(CodeList { name: name.to_owned(), ..CodeList::default() });
        lists.len() - 1
    });
    &mut lists[at]
}

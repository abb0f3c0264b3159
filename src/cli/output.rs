//! How a command ends, and what it says: its exit status, its failures, and the files that it changes.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use codeword::workbench::{FileChange, MessageChange};

/// How a command that ran to its end has ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    Fine,
    Findings,
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        })
    }
}

/// What most functions of the command give back.
pub(super) type Result<T, E = Failure> = std::result::Result<T, E>;

/// Why a command could not be carried out.
#[derive(Debug)]
pub(super) enum Failure {
    Output(io::Error),
    Input(io::Error),
    Catalog(codeword::Error),
    Usage(String),
    #[cfg(any(feature = "envoy", feature = "preview", feature = "proxy"))]
    Listen(String, io::Error),
    #[cfg(any(feature = "envoy", feature = "preview", feature = "proxy"))]
    Runtime(io::Error),
    #[cfg(unix)]
    Signals(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Output(error) => write!(out, "the output cannot be written: {error}"),
            Failure::Input(error) => write!(out, "the input cannot be read: {error}"),
            Failure::Catalog(error) => error.fmt(out),
            Failure::Usage(text) => out.write_str(text),
            #[cfg(any(feature = "envoy", feature = "preview", feature = "proxy"))]
            Failure::Listen(address, error) => write!(
                out,
                "{address} cannot be listened to: {error}: name an address that is free and this machine's"
            ),
            #[cfg(any(feature = "envoy", feature = "preview", feature = "proxy"))]
            Failure::Runtime(error) => write!(out, "no threads can be started: {error}"),
            #[cfg(unix)]
            Failure::Signals(error) => write!(out, "signals cannot be listened to: {error}"),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Failure {
        Failure::Output(error.into())
    }
}

impl From<codeword::Error> for Failure {
    fn from(error: codeword::Error) -> Failure {
        Failure::Catalog(error)
    }
}

/// Writes each line to standard error, marked as an error.
pub(super) fn complain(text: &str) {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let mut err = anstream::stderr().lock();
    for line in text.lines() {
        // Where even standard error is closed, nobody is left to be told.
        let _ = writeln!(err, "{style}error:{style:#} {line}");
    }
}

/// Writes a line to standard error that is good to know.
pub(super) fn note(text: &str) {
    let style = anstyle::AnsiColor::Cyan.on_default().bold();
    // Nothing depends on it.
    let _ = writeln!(anstream::stderr().lock(), "{style}note:{style:#} {text}");
}

/// What becomes of messages, in the order in which it is said.
const CHANGES: [(MessageChange, &str); 6] = [
    (MessageChange::Added, "added"),
    (MessageChange::Replaced, "replaced"),
    (MessageChange::Outdated, "the source has changed"),
    (MessageChange::Translated, "no longer marked"),
    (MessageChange::Commented, "comment copied"),
    (MessageChange::Adopted, "taken as translated"),
];

/// How many messages are named of each kind.
const NAMED: usize = 3;

/// Says what changes, a file at a time.
pub(super) fn print_changes(changes: &[FileChange], out: &mut impl Write) -> Result<()> {
    for change in changes {
        writeln!(out, "{}{}", change.path(), if change.is_new() { " (new)" } else { "" })?;
        for (kind, words) in CHANGES {
            let of_kind = change.messages().filter(|(_, found)| *found == kind);
            let ids: Vec<&str> = of_kind.map(|(id, _)| id).collect();
            if ids.is_empty() {
                continue;
            }
            writeln!(out, "  {words}: {}", enumerate(&ids, NAMED))?;
        }
    }
    Ok(())
}

/// The first of some names, and how many more there are.
pub(super) fn enumerate(names: &[impl ToString], most: usize) -> String {
    let named: Vec<String> = names.iter().take(most).map(ToString::to_string).collect();
    match names.len().saturating_sub(most) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// Writes what changes, and says so.
pub(super) fn write_changes(changes: &[FileChange], out: &mut impl Write) -> Result<()> {
    for change in changes {
        change.write()?;
        print_changes(std::slice::from_ref(change), out)?;
    }
    Ok(())
}

/// The first sentence of a text.
pub(super) fn first_sentence(text: &str) -> &str {
    text.split_inclusive(". ").next().unwrap_or_default().trim()
}

/// What makes a word the plural of a count.
pub(super) fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

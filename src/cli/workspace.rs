//! What the translator's commands share: the folder that they work in, and how they say what changes.

use std::io::Write;
use std::path::PathBuf;

use codeword::workbench::{FileChange, MessageChange, Project};
use unic_langid::LanguageIdentifier;

use super::Failure;

/// The locale that is translated from.
#[derive(clap::Args)]
pub(super) struct SourceLocale {
    /// The locale that the others are translated from
    /// [default: as codeword.toml or l10n.toml says, then zh-CN]
    #[arg(long, value_name = "LOCALE")]
    source: Option<String>,
}

impl SourceLocale {
    /// The project in a folder, or in `locales`.
    pub(super) fn project(&self, catalog: Option<PathBuf>) -> Result<Project, Failure> {
        let folder = catalog.unwrap_or_else(|| PathBuf::from("locales"));
        Ok(Project::open(folder, self.source.as_deref())?)
    }
}

/// Reads a language tag that can name a locale's folder.
pub(super) fn parse_locale(tag: &str) -> Result<LanguageIdentifier, String> {
    let locale: Option<LanguageIdentifier> = tag.parse().ok();
    // Languages have two or three letters (RFC 5646 §2.2.1).
    let locale = locale.filter(|locale| locale.language.as_str().len() <= 3);
    locale.ok_or_else(|| "this is no language tag: write one such as ja-JP".to_owned())
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
pub(super) fn report(changes: &[FileChange], out: &mut impl Write) -> Result<(), Failure> {
    for change in changes {
        writeln!(out, "{}{}", change.path(), if change.is_new() { " (new)" } else { "" })?;
        for (kind, words) in CHANGES {
            let of_kind = change.messages().filter(|(_, found)| *found == kind);
            let ids: Vec<&str> = of_kind.map(|(id, _)| id).collect();
            if ids.is_empty() {
                continue;
            }
            let named = ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
            let more = match ids.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            writeln!(out, "  {words}: {named}{more}")?;
        }
    }
    Ok(())
}

/// Writes what changes, and says so.
pub(super) fn write(changes: &[FileChange], out: &mut impl Write) -> Result<(), Failure> {
    for change in changes {
        change.write()?;
        report(std::slice::from_ref(change), out)?;
    }
    Ok(())
}

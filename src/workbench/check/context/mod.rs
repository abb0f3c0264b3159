//! What rules look at: a catalog, a locale, a file, an entry, a pattern, and an entry beside its source.

mod comparison;
mod entry;
mod file;
mod locale;

use crate::workbench::Project;

pub(super) use comparison::{Comparison, Pair};
pub(super) use entry::{Entry, Pattern};
pub(super) use file::{File, FileNumber};
pub(super) use locale::{Locale, Spot};

/// Everything.
pub(super) struct Catalog<'a> {
    pub(super) project: &'a Project,
    pub(super) locales: &'a [Locale<'a>],
}

impl<'a> Catalog<'a> {
    /// The locale that the others are translated from.
    pub(super) fn source(&self) -> Option<&'a Locale<'a>> {
        self.locales.iter().find(|locale| locale.language.is_source)
    }

    /// The file of a number.
    pub(super) fn file(&self, (locale, file): FileNumber) -> &'a File<'a> {
        &self.locales[locale].files[file]
    }

    /// The files of all locales, in the order of their numbers.
    pub(super) fn files(&self) -> impl Iterator<Item = &'a File<'a>> {
        self.locales.iter().flat_map(|locale| &locale.files)
    }
}

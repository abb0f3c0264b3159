//! The arguments of each code, for the functions that a build script writes.

use std::collections::BTreeMap;

use super::Catalog;
use crate::CodeBuf;
use crate::comparison::arguments;
use crate::registry::ArgumentKind;

/// The arguments of a message by their names, each with its kind where the registry says it.
pub(crate) type Arguments = BTreeMap<String, Option<ArgumentKind>>;

impl Catalog {
    /// The arguments of each code that has a message: what the registry declares, and the variables of the message
    /// in the default locale, or else in the first that has it.
    ///
    /// The sources are read anew.
    pub(crate) fn arguments(&self) -> BTreeMap<CodeBuf, Arguments> {
        let reading = self.contents.sources.read();
        let (_, definitions) = self.contents.sources.merge(&reading, &mut Vec::new());
        let mut all: BTreeMap<CodeBuf, Arguments> = BTreeMap::new();
        for locale in &definitions {
            for (code, spot, _) in locale.messages() {
                let of_code = all.entry(code.to_code_buf());
                of_code.or_insert_with(|| {
                    let named = arguments(locale, spot).into_iter();
                    let mut found: Arguments =
                        named.map(|(name, _)| (name.to_owned(), None)).collect();
                    let entry = reading.registry.get().get(code);
                    let declared = entry.into_iter().flat_map(|entry| entry.arguments());
                    found.extend(declared.map(|(name, kind)| (name.to_owned(), Some(kind))));
                    found
                });
            }
        }
        all
    }
}

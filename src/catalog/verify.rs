//! [`Catalog::verify`]: whether readers of some languages get every message, whole.

use std::collections::BTreeSet;

use unic_langid::LanguageIdentifier;

use super::Catalog;
use super::sources::judge;
use crate::comparison::plural::Categories;
use crate::comparison::{
    Gap, lost_variables, missing_attributes, missing_message, unknown_variables,
};
use crate::fluent::document::{Entry, Level};
use crate::fluent::{Definition, Definitions};
use crate::registry::Entry as Registered;
use crate::{Code, CodeBuf, Diagnostic, canonical_tag};

impl Catalog {
    /// Everything that readers of the required locales would miss: one line in a program's tests, and nobody
    /// releases it without its texts.
    ///
    /// Each of these locales must have a message for every code that any locale has, or that the registry names,
    /// and its message the attributes and the variables of the default locale's: no fewer, and no others. Those
    /// are the rules `missing-message`, `missing-attribute`, `lost-variable` and `unknown-variable` of `codeword
    /// check`, in the same words; what a message's comment allows, `# codeword: allow(lost-variable)`, is allowed
    /// here too, and a message that is marked `# needs translation` is compared when it is translated. What
    /// [`CatalogBuilder::build`](crate::CatalogBuilder::build) refuses comes first.
    ///
    /// The sources are read anew, so a folder should be as it was when the catalog was built.
    ///
    /// ```
    /// use codeword::{Catalog, Source};
    ///
    /// let catalog = Catalog::builder()
    ///     .source(Source::files([
    ///         ("en-US/errors.ftl", "code-1 = Wait { $seconds } seconds\ncode-2 = Ready"),
    ///         ("de-DE/errors.ftl", "code-1 = { $sekunden } Sekunden Geduld"),
    ///     ]))
    ///     .build()?;
    ///
    /// assert_eq!(catalog.verify(["en-US"]), []);
    /// let found: Vec<String> = catalog.verify(["en-US", "de-DE"]).iter().map(ToString::to_string).collect();
    /// assert_eq!(
    ///     found,
    ///     [
    ///         "de-DE/errors.ftl:1:1: the variable `$seconds` of the source text is not in the translation: write \
    ///          `{ $seconds }` where it belongs",
    ///         "de-DE/errors.ftl:1:13: the source text has no variable `$sekunden`: the source has $seconds",
    ///         "de-DE/errors.ftl:1:1: `code-2` is not translated into `de-DE`: add `code-2 = …` after `code-1`",
    ///     ]
    /// );
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn verify<'t>(&self, required: impl IntoIterator<Item = &'t str>) -> Vec<Diagnostic> {
        let sources = &self.contents.sources;
        let reading = sources.read();
        let mut diagnostics = reading.diagnostics.clone();
        let (negotiator, definitions) = sources.merge(&reading, &mut diagnostics);
        for (language, found) in negotiator.available().iter().zip(&definitions) {
            judge(language, found, &mut diagnostics);
        }
        let registered = reading.registry.get().iter().map(Registered::code);
        let codes = definitions.iter().flat_map(Definitions::codes).chain(registered);
        let codes: BTreeSet<CodeBuf> = codes.map(Code::to_code_buf).collect();
        for tag in required {
            let language = canonical_tag(tag);
            let place = language.as_ref().and_then(|language| {
                negotiator.available().iter().position(|available| available == language)
            });
            let has_files = |place: &usize| !definitions[*place].documents.is_empty();
            match (language, place.filter(has_files)) {
                (Some(language), Some(place)) => {
                    let locale = Locale { language, definitions: &definitions[place] };
                    locale.verify(&codes, &definitions, &mut diagnostics);
                }
                _ => diagnostics.push(Diagnostic::of_file(
                    format!("required locale `{tag}`"),
                    "no file is in this locale: add one, or do not require it",
                )),
            }
        }
        diagnostics
    }
}

/// A required locale.
struct Locale<'a> {
    language: LanguageIdentifier,
    definitions: &'a Definitions<'a>,
}

impl Locale<'_> {
    /// Compares the message of each code with that of the first of all locales that has one.
    fn verify(
        &self,
        codes: &BTreeSet<CodeBuf>,
        all: &[Definitions<'_>],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let broken = self.definitions.broken();
        let mut above = None;
        for id in codes.iter().map(|code| code.as_code().message_id()) {
            if let Some(message) = self.definitions.find(&id) {
                let source = all.iter().find_map(|locale| locale.find(&id));
                if let Some(source) = source.filter(|source| !std::ptr::eq(*source, message)) {
                    self.compare(source, message, diagnostics);
                }
                above = Some(message.id);
            } else if !broken.contains(&*id) {
                // One that does not parse has a diagnostic of its own.
                let first = self.definitions.documents.first().map(|document| document.text());
                let at = above.or(first.map(|text| &text[..0])).unwrap_or_default();
                let gap = missing_message(at, &id, &self.language.to_string(), above);
                self.add(above, gap, diagnostics);
            }
        }
    }

    /// Compares a message with its source.
    fn compare(
        &self,
        source: &Definition<'_>,
        message: &Definition<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if message.comment().is_some_and(|comment| comment.needs_translation().is_some()) {
            return;
        }
        let is_without_plurals =
            |kind| Categories::of(&self.language, kind).are_without_forms(&self.language);
        let attributes = missing_attributes(source, message);
        let lost = lost_variables(source, message, is_without_plurals);
        let unknown = unknown_variables(source, message);
        for gap in attributes.into_iter().chain(lost).chain(unknown) {
            self.add(Some(message.id), gap, diagnostics);
        }
    }

    /// Adds what was found at a message, or at the start of the first file, unless a comment allows it.
    fn add(&self, id: Option<&str>, gap: Gap<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let spot = id.and_then(|id| self.definitions.spot(id));
        let file = spot.map_or(0, |spot| spot.file as usize);
        let Some(document) = self.definitions.documents.get(file) else { return };
        let rule = gap.kind.rule();
        let of_message = spot.and_then(|spot| self.definitions.get(spot)?.comment());
        let of_file = document.entries.iter().filter_map(|entry| match entry {
            Entry::Comment(Level::Resource, comment) => Some(*comment),
            _ => None,
        });
        if of_message.into_iter().chain(of_file).any(|comment| comment.allows(rule)) {
            return;
        }
        let position = document.position(document.offset(gap.at));
        let text = format!("{}: {}", gap.message, gap.help);
        diagnostics.push(Diagnostic::at(document.path, position, text));
    }
}

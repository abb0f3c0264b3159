//! [`Sources`]: what a catalog is built from, and what its locales define.

use std::collections::BTreeMap;
use std::mem;

use unic_langid::LanguageIdentifier;

use crate::fluent::{Definitions, Document, Judgement, Layer, SourceFile};
use crate::registry::Registered;
use crate::{Diagnostic, Negotiator, Source, canonical_tag};

/// What a catalog is built from.
#[derive(Clone, Debug, Default)]
pub(super) struct Sources {
    /// In their order: a later one lies over an earlier one.
    pub(super) layers: Vec<Source>,
    pub(super) default_locale: Option<String>,
    pub(super) one_script: bool,
}

/// What all sources said at one moment: each file with the number of its layer, and what could not be
/// read.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) files: Vec<(usize, SourceFile)>,
    /// The registries of all layers, the later laid over the earlier.
    pub(super) registry: Registered,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Sources {
    /// What the sources say at the moment.
    pub(super) fn read(&self) -> Reading {
        let mut reading = Reading::default();
        for (layer, source) in self.layers.iter().enumerate() {
            let problems = reading.diagnostics.len();
            let Layer { files, registry } = source.read(&mut reading.diagnostics);
            reading.files.extend(files.into_iter().map(|file| (layer, file)));
            reading.registry = mem::take(&mut reading.registry).overlaid(registry);
            if reading.files.is_empty() && reading.diagnostics.len() == problems {
                reading.diagnostics.push(source.no_file(layer));
            }
        }
        if self.layers.is_empty() {
            let text = "it has no source: add one, such as `Source::folder(\"locales\")`";
            reading.diagnostics.push(Diagnostic::of_file("catalog", text));
        }
        reading
    }

    /// What each locale of a reading defines, in the order of the negotiator's locales: the default first.
    pub(super) fn merge<'r>(
        &self,
        reading: &'r Reading,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Negotiator, Vec<Definitions<'r>>) {
        // By their tags, so that neither the order of the files nor that of the layers matters.
        let mut by_locale: BTreeMap<String, (LanguageIdentifier, Vec<_>)> = BTreeMap::new();
        for (layer, file) in &reading.files {
            let document = Document::of_file(&file.path, &file.text, &file.invalid);
            let (_, of_locale) = by_locale
                .entry(file.locale.to_string())
                .or_insert_with(|| (file.locale.clone(), Vec::new()));
            of_locale.push((*layer, document));
        }
        let default = self.default_among(&by_locale, diagnostics);
        // The default first: where the reader's list ends, the search for a message begins there.
        let others = by_locale.values().map(|(language, _)| language);
        let others = others.filter(|language| **language != default).cloned();
        let available = std::iter::once(default.clone()).chain(others).collect();
        let negotiator = Negotiator::new(available, &default).unwrap_or_else(|error| {
            diagnostics.push(Diagnostic::of_file("locales", error.to_string()));
            Negotiator::only(default)
        });
        let negotiator = negotiator.cross_script(!self.one_script);

        let definitions = (negotiator.available().iter())
            .map(|language| {
                let documents = by_locale.remove(&language.to_string());
                Definitions::merge(documents.map(|(_, documents)| documents).unwrap_or_default())
            })
            .collect();
        (negotiator, definitions)
    }

    /// The default locale: the owner's choice, or the best guess among the locales that have files.
    fn default_among<T>(
        &self,
        found: &BTreeMap<String, (LanguageIdentifier, T)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> LanguageIdentifier {
        let guess = || {
            let mut english = found.values().filter(|(language, _)| language.language == "en");
            (found.get("en-US").or_else(|| english.next()))
                .or_else(|| found.values().next())
                .map(|(language, _)| language.clone())
                // A catalog of nothing has a default all the same; the tag is a constant that parses.
                .unwrap_or_else(|| "en-US".parse().unwrap_or_default())
        };
        let Some(tag) = &self.default_locale else {
            return guess();
        };
        let Some(language) = canonical_tag(tag) else {
            diagnostics.push(Diagnostic::of_file(
                format!("default locale `{tag}`"),
                "this is not a language tag: write one such as `en-US`",
            ));
            return guess();
        };
        if !found.is_empty() && !found.contains_key(&language.to_string()) {
            let tags: Vec<&str> = found.keys().map(String::as_str).collect();
            diagnostics.push(Diagnostic::of_file(
                format!("default locale `{language}`"),
                format!("no file is in this locale: choose one of {}", tags.join(", ")),
            ));
        }
        language
    }
}

/// Judges what a locale defines.
pub(super) fn judge(
    language: &LanguageIdentifier,
    definitions: &Definitions<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Judgement {
    let judgement = Judgement::of(definitions, &language.to_string());
    diagnostics.extend(judgement.flaws.iter().map(|(file, flaw)| {
        let document = &definitions.documents[*file];
        let position = document.position(flaw.range.start);
        Diagnostic::at(document.path, position, flaw.text())
    }));
    // A build script formats nothing: the program that it builds for has its own features.
    #[cfg(not(any(feature = "build", feature = "icu")))]
    diagnostics.extend(crate::fluent::calls_for_icu(definitions, &judgement).into_iter().map(
        |(file, offset, text)| {
            let document = &definitions.documents[file];
            Diagnostic::at(document.path, document.position(offset), text)
        },
    ));
    judgement
}

//! [`Judgement`]: what is wrong with the files of a locale, and which of their entries are sound.

use std::borrow::Cow;
use std::collections::HashSet;

use super::characters;
use super::definition::{Content, Definition};
use super::definitions::{Definitions, Spot};
use super::expansion::LENGTH_LIMIT;
use super::flaw::{Flaw, FlawKind};
use super::patterns::{ATTRIBUTE_LIMIT, PatternJudge};
use super::syntax_error::{self, EMPTY_HELP};
use crate::CodeBuf;

/// How many identifiers of a locale that stand twice are shown: with more, a whole file does.
const DUPLICATES_SHOWN: usize = 1000;

/// What the judge says of the files of a locale.
pub(crate) struct Judgement {
    /// What is wrong, each with the number of its file: by file, and then by place.
    pub(crate) flaws: Vec<(usize, Flaw)>,
    unsound: HashSet<Spot>,
}

impl Judgement {
    /// Judges the files of a locale by themselves, and what they say together. `locale` is how the owner
    /// calls it.
    pub(crate) fn of(definitions: &Definitions<'_>, locale: &str) -> Judgement {
        let mut judgement = Judgement { flaws: Vec::new(), unsound: HashSet::new() };
        for (file, document) in definitions.documents.iter().enumerate() {
            let mut flaws = Vec::new();
            characters::flaws(document, locale, &mut flaws);
            let failures = document.failures.iter();
            flaws.extend(failures.map(|failure| syntax_error::flaw(document, failure)));
            judgement.flaws.extend(flaws.into_iter().map(|flaw| (file, flaw)));
            // A message with bytes that are not text is not what its translator wrote.
            let damaged = document.invalid.offsets.iter().filter_map(|at| document.entry_at(*at));
            judgement.unsound.extend(damaged.map(|entry| Spot::new(file, entry)));
            if document.invalid.encoding.is_some() {
                let all = 0..document.entries.len();
                judgement.unsound.extend(all.map(|entry| Spot::new(file, entry)));
            }
        }
        let mut patterns = PatternJudge::new(definitions, locale, judgement.unsound.clone());
        for (spot, definition) in definitions.all().filter(|(_, definition)| !is_short(definition))
        {
            judgement.definition(definitions, spot, definition);
            if !patterns.judge(spot, definition) {
                judgement.unsound.insert(spot);
            }
        }
        judgement.flaws.append(&mut patterns.flaws);
        judgement.duplicates(definitions);
        judgement.ids(definitions, &patterns.used);
        // What is read in the wrong encoding says nothing: no more is said of it.
        let is_read = |file: usize| definitions.documents[file].invalid.encoding.is_none();
        judgement.flaws.retain(|(file, flaw)| is_read(*file) || flaw.kind == FlawKind::InvalidUtf8);
        judgement.flaws.sort_by_key(|(file, flaw)| (*file, flaw.range.start, flaw.kind));
        // A line that begins with a tab is met twice: as such, and as one that does not parse.
        judgement.flaws.dedup_by_key(|(file, flaw)| (*file, flaw.range.start, flaw.kind));
        judgement
    }

    /// Whether a message or term can be formatted.
    pub(crate) fn is_sound(&self, spot: Spot) -> bool {
        !self.unsound.contains(&spot)
    }

    fn add(
        &mut self,
        definitions: &Definitions<'_>,
        spot: Spot,
        at: &str,
        kind: FlawKind,
        message: String,
        help: impl Into<Cow<'static, str>>,
    ) {
        let file = spot.file as usize;
        let range = definitions.documents[file].range(at);
        self.flaws.push((file, Flaw::new(range, kind, message, help)));
    }

    /// What is wrong with a message or term beside its patterns.
    fn definition(
        &mut self,
        definitions: &Definitions<'_>,
        spot: Spot,
        definition: &Definition<'_>,
    ) {
        let id = definition.id;
        for attribute in definition.duplicate_attributes() {
            let name = attribute.id.name;
            let message = format!("`{id}` has the attribute `.{name}` already");
            let help = "remove one of them";
            self.add(definitions, spot, name, FlawKind::DuplicateAttribute, message, help);
        }
        if definition.attributes().len() > ATTRIBUTE_LIMIT {
            let message = format!("`{id}` has more than {ATTRIBUTE_LIMIT} attributes");
            self.add(definitions, spot, id, FlawKind::ExpansionLimit, message, "remove some");
            self.unsound.insert(spot);
        }
        if definition.value().is_none() && CodeBuf::from_message_id(id).is_some() {
            let message = format!("`{id}` has no text");
            self.add(definitions, spot, id, FlawKind::EmptyMessage, message, EMPTY_HELP);
            self.unsound.insert(spot);
        }
    }

    /// Identifiers that stand twice in a layer.
    fn duplicates(&mut self, definitions: &Definitions<'_>) {
        for (spot, first) in definitions.duplicates().iter().take(DUPLICATES_SHOWN) {
            let (Some(definition), Some(original)) =
                (definitions.get(*spot), definitions.get(*first))
            else {
                continue;
            };
            let id = definition.id;
            let document = &definitions.documents[first.file as usize];
            let line = document.position(document.offset(original.id)).line;
            let message = format!("`{id}` stands at {}:{line} already", document.path);
            let help = "remove one of them, or give it its own code";
            self.add(definitions, *spot, id, FlawKind::DuplicateId, message, help);
        }
    }

    /// Messages that are neither those of codes nor used by others. One that is called nearly as a code's
    /// is meant to be that, whoever uses it.
    fn ids(&mut self, definitions: &Definitions<'_>, used: &HashSet<Spot>) {
        for (id, spot) in definitions.others() {
            let is_meant = id.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("code"));
            if id.starts_with('-') || (used.contains(&spot) && !is_meant) {
                continue;
            }
            let message = format!("`{id}` is the message of no code");
            let help = match CodeBuf::meant_by(id) {
                Some(code) => Cow::Owned(format!("write `{}`", code.as_code().message_id())),
                None => Cow::Borrowed(ID_HELP),
            };
            self.add(definitions, spot, id, FlawKind::BadId, message, help);
        }
    }
}

/// How the message of a code is called.
const ID_HELP: &str = "write `code-` and the code, such as `code-400142`, `code--1121` or `code-card_declined`, \
                       with `__2E` for a full stop; a text that messages share is a term, `-name`";

/// Whether a definition is a short line of text, as nearly every one is.
fn is_short(definition: &Definition<'_>) -> bool {
    definition.attributes().is_empty()
        && matches!(definition.value(), Some(Content::Line(text))
            if text.len() <= LENGTH_LIMIT && !text.trim_start().is_empty())
}

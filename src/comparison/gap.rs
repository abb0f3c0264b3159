//! [`Gap`]: something that a translation lacks, or that its source does not know.

use super::variables::{use_of, variables};
use crate::fluent::{Content, Definition};
use crate::locale::PluralKind;

/// Something that a translation lacks beside its source, or that its source does not know.
pub(crate) struct Gap<'t> {
    /// Where it is: a slice of the translation's file.
    pub(crate) at: &'t str,
    pub(crate) kind: GapKind,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
}

/// What is wrong, by the name of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GapKind {
    MissingMessage,
    MissingAttribute,
    LostVariable,
    UnknownVariable,
}

impl GapKind {
    /// The name of the rule, by which a comment allows it.
    pub(crate) const fn rule(self) -> &'static str {
        match self {
            GapKind::MissingMessage => "missing-message",
            GapKind::MissingAttribute => "missing-attribute",
            GapKind::LostVariable => "lost-variable",
            GapKind::UnknownVariable => "unknown-variable",
        }
    }
}

/// A message or term of the source that a locale does not have, which belongs below the one of the identifier
/// `above`, if there is one.
pub(crate) fn missing_message<'t>(
    at: &'t str,
    id: &str,
    locale: &str,
    above: Option<&str>,
) -> Gap<'t> {
    let message = format!("`{id}` is not translated into `{locale}`");
    let help = match above {
        Some(above) => format!("add `{id} = …` after `{above}`"),
        None => format!("add `{id} = …`"),
    };
    Gap { at, kind: GapKind::MissingMessage, message, help }
}

/// The attributes of a source message that its translation does not have.
pub(crate) fn missing_attributes<'t>(
    source: &Definition<'_>,
    translation: &Definition<'t>,
) -> Vec<Gap<'t>> {
    let names = source.attributes().iter().map(|attribute| attribute.id.name);
    let missing = names.filter(|name| translation.attribute(name).is_none());
    let gap = |name| Gap {
        at: translation.id,
        kind: GapKind::MissingAttribute,
        message: format!("`{}` lacks the attribute `.{name}`", translation.id),
        help: format!("write `.{name} = …` below it, indented"),
    };
    missing.map(gap).collect()
}

/// The variables of a source message that its translation does not name, text by text. One that only chooses
/// among plural forms may be left out by a language whose nouns have one form, of which `is_without_plurals` tells.
pub(crate) fn lost_variables<'t>(
    source: &Definition<'_>,
    translation: &Definition<'t>,
    is_without_plurals: impl Fn(PluralKind) -> bool,
) -> Vec<Gap<'t>> {
    let mut gaps = Vec::new();
    if source.is_plain() || source.is_term() {
        return gaps;
    }
    for (original, translated) in texts(source, translation) {
        // An attribute that is not there has a finding of its own.
        let Some(found) = translated.map(variables) else { continue };
        let lost = original.map(variables).unwrap_or_default();
        for name in lost.into_iter().filter(|name| !found.contains(name)) {
            // What only chooses among forms is of no use where a language has one.
            let used = use_of(source, name);
            if !used.is_shown && used.plural.is_some_and(&is_without_plurals) {
                continue;
            }
            let help = match used.is_shown {
                true => format!("write `{{ ${name} }}` where it belongs"),
                false => format!("choose the form by it, as the source does: `{{ ${name} -> … }}`"),
            };
            gaps.push(Gap {
                at: translation.id,
                kind: GapKind::LostVariable,
                message: format!(
                    "the variable `${name}` of the source text is not in the translation"
                ),
                help,
            });
        }
    }
    gaps
}

/// The variables of a translation that its source does not name, text by text.
pub(crate) fn unknown_variables<'t>(
    source: &'t Definition<'t>,
    translation: &'t Definition<'t>,
) -> Vec<Gap<'t>> {
    let mut gaps = Vec::new();
    if translation.is_plain() || translation.is_term() {
        return gaps;
    }
    for (original, translated) in texts(source, translation) {
        let known = original.map(variables).unwrap_or_default();
        let mut found = translated.map(variables).unwrap_or_default();
        found.retain(|name| !known.contains(name));
        for name in found {
            let help = match &known[..] {
                [] => "the source has no variables: write the text without it".to_owned(),
                known => format!("the source has ${}", known.join(", $")),
            };
            let message = format!("the source text has no variable `${name}`");
            gaps.push(Gap { at: name, kind: GapKind::UnknownVariable, message, help });
        }
    }
    gaps
}

/// The values, and the attributes of one name, beside each other; what only one has stands alone.
pub(crate) fn texts<'a>(
    source: &'a Definition<'a>,
    translation: &'a Definition<'a>,
) -> impl Iterator<Item = (Option<Content<'a>>, Option<Content<'a>>)> {
    let both = source.attributes().iter().map(|attribute| {
        let translated = translation.attribute(attribute.id.name);
        (Some(Content::of(&attribute.value)), translated.map(|it| Content::of(&it.value)))
    });
    let alone = translation.attributes().iter().filter_map(|attribute| {
        let is_alone = source.attribute(attribute.id.name).is_none();
        is_alone.then(|| (None, Some(Content::of(&attribute.value))))
    });
    std::iter::once((source.value(), translation.value())).chain(both).chain(alone)
}

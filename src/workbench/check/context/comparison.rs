//! [`Comparison`]: a locale beside the source locale, and [`Pair`]: a message beside its source.

use fluent_syntax::ast;

use super::locale::Spot;
use super::{Entry, Locale};
use crate::fluent::definition::Element;
use crate::workbench::Project;

/// A locale beside the source locale.
pub(crate) struct Comparison<'a> {
    pub(crate) project: &'a Project,
    pub(crate) source: &'a Locale<'a>,
    pub(crate) translation: &'a Locale<'a>,
    /// What both have, in the order of the translation.
    pub(crate) pairs: Vec<Pair<'a>>,
    /// What only the translation has.
    pub(crate) extra: Vec<Entry<'a>>,
}

impl<'a> Comparison<'a> {
    pub(crate) fn new(
        source: &'a Locale<'a>,
        translation: &'a Locale<'a>,
        project: &'a Project,
    ) -> Comparison<'a> {
        let (mut pairs, mut extra) = (Vec::with_capacity(translation.len()), Vec::new());
        for entry in translation.entries() {
            let spot = source.spot(entry.definition.id);
            match spot.and_then(|spot| Some((source.entry(spot)?, spot))) {
                Some((source, spot)) => pairs.push(Pair { source, translation: entry, spot }),
                None => extra.push(entry),
            }
        }
        Comparison { project, source, translation, pairs, extra }
    }
}

/// A message or term beside that of the source locale.
pub(crate) struct Pair<'a> {
    pub(crate) source: Entry<'a>,
    pub(crate) translation: Entry<'a>,
    /// Where the source stands in its locale.
    pub(crate) spot: Spot,
}

impl<'a> Pair<'a> {
    /// The values, and the attributes of one name, beside each other; what only one has stands alone.
    pub(crate) fn patterns(
        &self,
    ) -> impl Iterator<Item = (Option<&'a [Element<'a>]>, Option<&'a [Element<'a>]>)> {
        let (source, translation) = (self.source.definition, self.translation.definition);
        let value = |attribute: &'a ast::Attribute<&'a str>| &*attribute.value.elements;
        let both = source.attributes.iter().map(move |attribute| {
            (Some(value(attribute)), translation.attribute(attribute.id.name).map(value))
        });
        let alone = translation.attributes.iter().filter_map(move |attribute| {
            let is_alone = source.attribute(attribute.id.name).is_none();
            is_alone.then(|| (None, Some(value(attribute))))
        });
        std::iter::once((source.value(), translation.value())).chain(both).chain(alone)
    }
}

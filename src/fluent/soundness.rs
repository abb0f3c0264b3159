//! What makes a message impossible to format, whatever its arguments.
//!
//! A sound message refers to nothing that is missing, calls only functions that there are, does not
//! contain itself, and expands to no more than Fluent's resolver and the process can take: past 100
//! placeables that resolver panics, and a hundred references to a long text make a huge one.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use fluent_syntax::ast::{
    CallArguments, Expression, InlineExpression, NamedArgument, Pattern, PatternElement,
};

use super::definitions::{Definition, Definitions};
use super::entry::Content;
use super::expression::{Part, walk, walk_inline};
use super::flaw::{
    ATTRIBUTE_LIMIT, Flaw, FlawKind, LENGTH_LIMIT, LITERAL_DIGITS_LIMIT, PLACEABLE_LIMIT,
};
use super::function::{Function, OptionValue};

/// How many flaws of a text are shown: who has mended so many sees the next ones.
const FLAWS_SHOWN: usize = 10;

/// What an entry expands to at most.
#[derive(Clone, Copy, Default)]
struct Expansion {
    placeables: usize,
    length: usize,
}

/// Judges entries, and remembers its judgements.
pub(crate) struct Judge<'d, 'a> {
    definitions: &'d Definitions<'a>,
    /// A verdict for each pattern: an attribute may refer to the text that it belongs to.
    verdicts: HashMap<PatternId<'a>, Verdict>,
}

/// The identifier of an entry, and the name of its attribute if the pattern is that.
type PatternId<'a> = (&'a str, Option<&'a str>);

/// A pattern, and the entry that it is of.
#[derive(Clone, Copy)]
struct Judged<'a> {
    definition: Definition<'a>,
    attribute: Option<&'a str>,
    content: Content<'a>,
}

#[derive(Clone, Copy)]
enum Verdict {
    /// It is being judged: whoever meets it again has found a cycle.
    Open,
    Sound(Expansion),
    Unsound,
}

impl<'d, 'a> Judge<'d, 'a> {
    pub(crate) fn new(definitions: &'d Definitions<'a>) -> Judge<'d, 'a> {
        Judge { definitions, verdicts: HashMap::new() }
    }

    /// Whether an entry is sound. Its flaws, and those of all that it refers to, are reported once.
    pub(crate) fn is_sound(
        &mut self,
        definition: &Definition<'a>,
        report: &mut impl FnMut(&Definition<'a>, Flaw<'a>),
    ) -> bool {
        let mut sound = true;
        for judged in Judged::all(definition) {
            sound &= self.pattern_is_sound(judged, report);
        }
        sound
    }

    fn pattern_is_sound(
        &mut self,
        judged: Judged<'a>,
        report: &mut impl FnMut(&Definition<'a>, Flaw<'a>),
    ) -> bool {
        // Depth first, what is referred to before what refers to it, on a stack of our own: a chain
        // of references may be as long as the file.
        let mut stack = vec![(judged, false)];
        while let Some((judged, references_judged)) = stack.pop() {
            if references_judged {
                let verdict = self.judge(judged, report);
                self.verdicts.insert(judged.id(), verdict);
            } else if let Entry::Vacant(unseen) = self.verdicts.entry(judged.id()) {
                unseen.insert(Verdict::Open);
                stack.push((judged, true));
                judged.walk(&mut |part| {
                    stack.extend(self.target(part).map(|reference| (reference, false)));
                });
            }
        }
        matches!(self.verdicts.get(&judged.id()), Some(Verdict::Sound(_)))
    }

    /// The entry that a part refers to.
    fn entry(&self, part: Part<'_, '_>) -> Option<Definition<'a>> {
        match part {
            Part::Message { id, .. } => self.definitions.find(id).copied(),
            Part::Term { id, .. } => self.definitions.find(&format!("-{id}")).copied(),
            _ => None,
        }
    }

    /// The pattern that a part refers to.
    fn target(&self, part: Part<'_, '_>) -> Option<Judged<'a>> {
        let (Part::Message { attribute, .. } | Part::Term { attribute, .. }) = part else {
            return None;
        };
        let definition = self.entry(part).filter(|it| it.attributes().len() <= ATTRIBUTE_LIMIT)?;
        Judged::all(&definition).find(|judged| judged.attribute == attribute)
    }

    /// Judges a pattern all of whose references have been judged, or are in a cycle with it.
    fn judge(
        &self,
        judged: Judged<'a>,
        report: &mut impl FnMut(&Definition<'a>, Flaw<'a>),
    ) -> Verdict {
        let mut flaws = Vec::new();
        judged.walk(&mut |part| self.inspect(part, &mut flaws));
        let expansion = match judged.content {
            Content::Line(text) => Expansion { placeables: 0, length: text.len() },
            Content::Pattern(pattern) => self.expansion(pattern),
        };
        let at = judged.attribute.unwrap_or(judged.definition.id);
        if flaws.is_empty() && expansion.placeables > PLACEABLE_LIMIT {
            flaws.push(Flaw { at, kind: FlawKind::TooManyPlaceables });
        }
        if flaws.is_empty() && expansion.length > LENGTH_LIMIT {
            flaws.push(Flaw { at, kind: FlawKind::TooLong });
        }
        let sound = flaws.is_empty();
        for flaw in flaws.into_iter().take(FLAWS_SHOWN) {
            report(&judged.definition, flaw);
        }
        if sound { Verdict::Sound(expansion) } else { Verdict::Unsound }
    }

    fn inspect(&self, part: Part<'_, 'a>, flaws: &mut Vec<Flaw<'a>>) {
        let (at, kind) = match part {
            Part::Message { id, attribute } => {
                let kind = self.reference_flaw(part, id, attribute);
                (id, kind)
            }
            Part::Term { id, attribute } => {
                (id, self.reference_flaw(part, &format!("-{id}"), attribute))
            }
            Part::Number { value } => (value, number_flaw(value)),
            Part::Function { name, arguments, .. } => match Function::find(name) {
                None => (name, Some(FlawKind::UnknownFunction(name.to_owned()))),
                Some(function) => {
                    flaws.extend(argument_flaws(function, name, arguments));
                    return;
                }
            },
        };
        flaws.extend(kind.map(|kind| Flaw { at, kind }));
    }

    fn reference_flaw(
        &self,
        part: Part<'_, '_>,
        id: &str,
        attribute: Option<&str>,
    ) -> Option<FlawKind> {
        match self.entry(part) {
            None => return Some(FlawKind::Unknown(id.to_owned())),
            Some(entry) if entry.attributes().len() > ATTRIBUTE_LIMIT => {
                return Some(FlawKind::TooManyAttributes(id.to_owned()));
            }
            Some(_) => {}
        }
        match (self.target(part), attribute) {
            (None, None) => Some(FlawKind::NoText(id.to_owned())),
            (None, Some(name)) => {
                Some(FlawKind::UnknownAttribute { of: id.to_owned(), attribute: name.to_owned() })
            }
            (Some(target), _) => {
                let name =
                    [id, attribute.map_or("", |_| "."), attribute.unwrap_or_default()].concat();
                match self.verdicts.get(&target.id()) {
                    Some(Verdict::Open) => Some(FlawKind::Cycle(name)),
                    Some(Verdict::Unsound) => Some(FlawKind::Unsound(name)),
                    Some(Verdict::Sound(_)) | None => None,
                }
            }
        }
    }

    fn expansion(&self, pattern: &Pattern<&'a str>) -> Expansion {
        let mut sum = Expansion::default();
        for element in &pattern.elements {
            let expansion = match element {
                PatternElement::TextElement { value } => {
                    Expansion { placeables: 0, length: value.len() }
                }
                PatternElement::Placeable { expression } => self.expression(expression),
            };
            sum = sum.plus(expansion);
        }
        sum
    }

    fn expression(&self, expression: &Expression<&'a str>) -> Expansion {
        let placeable = Expansion { placeables: 1, length: 0 };
        match expression {
            Expression::Inline(InlineExpression::Placeable { expression }) => {
                placeable.plus(self.expression(expression))
            }
            Expression::Inline(inline) => placeable.plus(self.inline(inline)),
            Expression::Select { selector, variants } => {
                let longest = variants.iter().map(|variant| self.expansion(&variant.value)).fold(
                    Expansion::default(),
                    |most, one| Expansion {
                        placeables: most.placeables.max(one.placeables),
                        length: most.length.max(one.length),
                    },
                );
                placeable.plus(self.inline(selector)).plus(longest)
            }
        }
    }

    fn inline(&self, inline: &InlineExpression<&'a str>) -> Expansion {
        let mut sum = Expansion::default();
        if let InlineExpression::StringLiteral { value } = inline {
            sum.length = value.len();
        }
        walk_inline(inline, &mut |part| {
            let target = self.target(part).and_then(|target| self.verdicts.get(&target.id()));
            if let Some(Verdict::Sound(expansion)) = target {
                sum = sum.plus(*expansion);
            }
        });
        sum
    }
}

impl<'a> Judged<'a> {
    /// The patterns of an entry. Of an attribute that stands twice the first one counts.
    fn all(definition: &Definition<'a>) -> impl Iterator<Item = Judged<'a>> + use<'a> {
        let definition = *definition;
        let value = definition.value().map(|content| (None, content));
        let attributes = definition
            .attributes()
            .iter()
            .map(|attribute| (Some(attribute.id.name), Content::Pattern(&attribute.value)));
        (value.into_iter().chain(attributes)).map(move |(attribute, content)| Judged {
            definition,
            attribute,
            content,
        })
    }

    /// Calls `found` for each part of what it says.
    fn walk(&self, found: &mut impl FnMut(Part<'a, 'a>)) {
        if let Content::Pattern(pattern) = self.content {
            walk(pattern, found);
        }
    }

    fn id(&self) -> PatternId<'a> {
        (self.definition.id, self.attribute)
    }
}

impl Expansion {
    fn plus(self, other: Expansion) -> Expansion {
        Expansion {
            placeables: self.placeables.saturating_add(other.placeables),
            length: self.length.saturating_add(other.length),
        }
    }
}

fn number_flaw(value: &str) -> Option<FlawKind> {
    let (integer, fraction) = value.split_once('.').unwrap_or((value, ""));
    let longest = integer.trim_start_matches('-').len().max(fraction.len());
    (longest > LITERAL_DIGITS_LIMIT).then_some(FlawKind::LiteralDigits)
}

fn argument_flaws<'s>(
    function: Function,
    name: &'s str,
    arguments: &CallArguments<&'s str>,
) -> Vec<Flaw<'s>> {
    let mut flaws = Vec::new();
    let takes = matches!(
        arguments.positional[..],
        [InlineExpression::VariableReference { .. } | InlineExpression::NumberLiteral { .. }]
            | [InlineExpression::StringLiteral { .. }]
    );
    if !takes {
        flaws.push(Flaw { at: name, kind: FlawKind::FunctionArgument(function) });
    }
    for NamedArgument { name: option, value } in &arguments.named {
        let known = function.options().iter().find(|(known, _)| *known == option.name);
        let option_name = option.name.to_owned();
        let kind = match known {
            None => Some(FlawKind::UnknownOption { function, option: option_name }),
            Some((_, expected)) => (!expected.allows(value))
                .then_some(FlawKind::OptionValue { option: option_name, expected: *expected }),
        };
        flaws.extend(kind.map(|kind| Flaw { at: option.name, kind }));
    }
    flaws
}

impl OptionValue {
    /// Whether an option can have this value.
    pub(crate) fn allows(self, value: &InlineExpression<&str>) -> bool {
        match (self, value) {
            (OptionValue::Word(words), InlineExpression::StringLiteral { value }) => {
                words.contains(value)
            }
            (OptionValue::Count { least, most }, InlineExpression::NumberLiteral { value }) => {
                value.parse::<u8>().is_ok_and(|count| (least..=most).contains(&count))
            }
            _ => false,
        }
    }
}

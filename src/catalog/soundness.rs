//! What makes a message impossible to format, whatever its arguments.
//!
//! A sound message refers to nothing that is missing, calls only functions that there are, does not
//! contain itself, and expands to no more than Fluent's resolver and the process can take: past 100
//! placeables that resolver panics, and a hundred references to a long text make a huge one.

use std::collections::HashMap;

use fluent_syntax::ast::{
    CallArguments, Expression, InlineExpression, NamedArgument, Pattern, PatternElement,
};

use super::definitions::{Definition, Definitions};
use super::expression::{Part, Role, walk, walk_inline};
use super::flaw::{Flaw, FlawKind, LENGTH_LIMIT, LITERAL_DIGITS_LIMIT, PLACEABLE_LIMIT};
use super::function::{Function, OptionValue};

/// What an entry expands to at most.
#[derive(Clone, Copy, Default)]
struct Expansion {
    placeables: usize,
    length: usize,
}

/// Judges entries, and remembers its judgements.
pub(super) struct Judge<'d, 'a> {
    definitions: &'d Definitions<'a>,
    verdicts: HashMap<&'a str, Verdict>,
}

#[derive(Clone, Copy)]
enum Verdict {
    /// It is being judged: whoever meets it again has found a cycle.
    Open,
    Sound(Expansion),
    Unsound,
}

impl<'d, 'a> Judge<'d, 'a> {
    pub(super) fn new(definitions: &'d Definitions<'a>) -> Judge<'d, 'a> {
        Judge { definitions, verdicts: HashMap::new() }
    }

    /// Whether an entry is sound. Its flaws, and those of all that it refers to, are reported once.
    pub(super) fn is_sound(
        &mut self,
        definition: &Definition<'a>,
        report: &mut impl FnMut(&Definition<'a>, Flaw<'a>),
    ) -> bool {
        // Depth first, what is referred to before what refers to it, on a stack of our own: a chain
        // of references may be as long as the file.
        let mut stack = vec![(*definition, false)];
        while let Some((definition, references_judged)) = stack.pop() {
            if references_judged {
                let verdict = self.judge(&definition, report);
                self.verdicts.insert(definition.id, verdict);
            } else if !self.verdicts.contains_key(definition.id) {
                self.verdicts.insert(definition.id, Verdict::Open);
                stack.push((definition, true));
                for reference in self.definitions.references(&definition) {
                    stack.push((reference, false));
                }
            }
        }
        matches!(self.verdicts.get(definition.id), Some(Verdict::Sound(_)))
    }

    /// Judges an entry all of whose references have been judged, or are in a cycle with it.
    fn judge(
        &self,
        definition: &Definition<'a>,
        report: &mut impl FnMut(&Definition<'a>, Flaw<'a>),
    ) -> Verdict {
        let mut flaws = Vec::new();
        let mut most = Expansion::default();
        for pattern in definition.patterns() {
            walk(pattern, &mut |part| self.inspect(part, &mut flaws));
            let expansion = self.expansion(pattern);
            most.placeables = most.placeables.max(expansion.placeables);
            most.length = most.length.max(expansion.length);
        }
        if flaws.is_empty() && most.placeables > PLACEABLE_LIMIT {
            flaws.push(Flaw { at: definition.id, kind: FlawKind::TooManyPlaceables });
        }
        if flaws.is_empty() && most.length > LENGTH_LIMIT {
            flaws.push(Flaw { at: definition.id, kind: FlawKind::TooLong });
        }
        let sound = flaws.is_empty();
        for flaw in flaws {
            report(definition, flaw);
        }
        if sound { Verdict::Sound(most) } else { Verdict::Unsound }
    }

    fn inspect(&self, part: Part<'_, 'a>, flaws: &mut Vec<Flaw<'a>>) {
        let (at, kind) = match part {
            Part::Message { id, attribute } => {
                let target = self.definitions.target(part);
                (id, self.reference_flaw(target, id, attribute, FlawKind::UnknownMessage))
            }
            Part::Term { id, attribute } => {
                let target = self.definitions.target(part);
                let id_with_hyphen = target.map_or_else(|| format!("-{id}"), |t| t.id.to_owned());
                (id, self.reference_flaw(target, &id_with_hyphen, attribute, FlawKind::UnknownTerm))
            }
            Part::Number { value } => (value, number_flaw(value)),
            Part::Function { name, arguments, .. } => match Function::find(name) {
                None => (name, Some(FlawKind::UnknownFunction(name.to_owned()))),
                Some(function) => {
                    flaws.extend(argument_flaws(function, name, arguments));
                    return;
                }
            },
            Part::Variable { .. } => return,
        };
        flaws.extend(kind.map(|kind| Flaw { at, kind }));
    }

    fn reference_flaw(
        &self,
        target: Option<Definition<'a>>,
        id: &str,
        attribute: Option<&str>,
        unknown: fn(String) -> FlawKind,
    ) -> Option<FlawKind> {
        let Some(target) = target else {
            return Some(unknown(id.to_owned()));
        };
        match self.verdicts.get(target.id) {
            Some(Verdict::Open) => return Some(FlawKind::Cycle(id.to_owned())),
            Some(Verdict::Unsound) => return Some(FlawKind::Unsound(id.to_owned())),
            Some(Verdict::Sound(_)) | None => {}
        }
        match attribute {
            Some(name) if target.attributes.iter().all(|known| known.id.name != name) => {
                Some(FlawKind::UnknownAttribute { of: id.to_owned(), attribute: name.to_owned() })
            }
            None if target.value.is_none() => Some(FlawKind::NoText(id.to_owned())),
            _ => None,
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
            Expression::Inline(inline) => placeable.plus(self.inline(inline, Role::Placeable)),
            Expression::Select { selector, variants } => {
                let longest = variants.iter().map(|variant| self.expansion(&variant.value)).fold(
                    Expansion::default(),
                    |most, one| Expansion {
                        placeables: most.placeables.max(one.placeables),
                        length: most.length.max(one.length),
                    },
                );
                placeable.plus(self.inline(selector, Role::Selector)).plus(longest)
            }
        }
    }

    fn inline(&self, inline: &InlineExpression<&'a str>, role: Role) -> Expansion {
        let mut sum = Expansion::default();
        if let InlineExpression::StringLiteral { value } = inline {
            sum.length = value.len();
        }
        walk_inline(inline, role, &mut |part| {
            let target =
                self.definitions.target(part).and_then(|target| self.verdicts.get(target.id));
            if let Some(Verdict::Sound(expansion)) = target {
                sum = sum.plus(*expansion);
            }
        });
        sum
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
    fn allows(self, value: &InlineExpression<&str>) -> bool {
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

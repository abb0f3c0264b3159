//! [`Type`]: the classes, interfaces and enums of a file; [`Constants`]: what their constants stand for, such as
//! `static final int BASE = 40000`.

use rustc_hash::FxHashMap;

use crate::workbench::registry::expression::{Value, evaluate};
use crate::workbench::registry::scanner::{Kind, Language, Token};
use crate::workbench::registry::tokens::{closing, inside, split};

/// So deep may types stand in types.
const DEPTH_LIMIT: usize = 16;

/// A type of the file.
pub(super) struct Type<'a, 't> {
    /// Its name after those of the types around it.
    pub(super) path: Vec<&'t str>,
    pub(super) is_enum: bool,
    is_interface: bool,
    pub(super) body: &'a [Token<'t>],
    offset: usize,
}

/// A parameter of a constructor.
#[derive(Clone, Copy)]
pub(super) struct Parameter<'t> {
    pub(super) kind: &'t str,
    pub(super) name: &'t str,
}

impl<'a, 't> Type<'a, 't> {
    /// The types of a file, in its order.
    pub(super) fn all(tokens: &'a [Token<'t>]) -> Vec<Type<'a, 't>> {
        let mut found: Vec<Type<'a, 't>> = Vec::new();
        let mut bodies = vec![(Vec::new(), tokens)];
        while let Some((path, body)) = bodies.pop() {
            let mut at = 0;
            while at < body.len() {
                if let Some((is_enum, is_interface, name, open)) = head(&body[at..]) {
                    let inner = inside(body, at + open);
                    let path: Vec<&str> = path.iter().copied().chain([name]).collect();
                    if path.len() < DEPTH_LIMIT {
                        bodies.push((path.clone(), inner));
                    }
                    let offset = body[at].range.start;
                    found.push(Type { path, is_enum, is_interface, body: inner, offset });
                    at += open;
                }
                if is_open(&body[at]) {
                    at = closing(body, at);
                }
                at += 1;
            }
        }
        found.sort_by_key(|found| found.offset);
        found
    }

    /// The parameters of the constructor that takes so many arguments, if there is one, and of the one that is made
    /// of the fields where none is written.
    pub(super) fn parameters(&self, arity: usize) -> Option<Vec<Parameter<'t>>> {
        let name = *self.path.last()?;
        let constructors = members(self.body).into_iter().filter_map(|member| {
            let at = member.iter().position(|token| token.is('('))?;
            let is_it = at > 0 && member[at - 1].is_word(name) && self.is_enum;
            let is_it = is_it && member.last().is_some_and(|last| last.is('}'));
            is_it.then(|| parameters(inside(member, at)))
        });
        let constructors: Vec<Option<Vec<Parameter<'t>>>> = constructors.collect();
        if constructors.is_empty() {
            let fields: Vec<Parameter<'t>> =
                members(self.body).into_iter().filter_map(instance_field).collect();
            return (fields.len() == arity).then_some(fields);
        }
        let fits = |found: &&Vec<Parameter<'t>>| found.len() == arity;
        let mut found = constructors.iter().flatten().filter(fits);
        found.next().filter(|_| found.next().is_none()).cloned()
    }
}

/// The head of a type: what it is, its name, and where its body opens.
fn head<'t>(tokens: &[Token<'t>]) -> Option<(bool, bool, &'t str, usize)> {
    let [first, second, ..] = tokens else { return None };
    let (Kind::Word(kind), Kind::Word(name)) = (&first.kind, &second.kind) else { return None };
    matches!(*kind, "class" | "interface" | "enum" | "record").then_some(())?;
    let open = tokens.iter().position(|token| token.is('{') || token.is(';'))?;
    tokens[open].is('{').then_some((*kind == "enum", *kind == "interface", *name, open))
}

fn is_open(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Sign('(' | '[' | '{'))
}

/// The members of a body: fields without their semicolons, and methods with their bodies.
fn members<'a, 't>(body: &'a [Token<'t>]) -> Vec<&'a [Token<'t>]> {
    let (mut found, mut start, mut at, mut is_value) = (Vec::new(), 0, 0, false);
    while at < body.len() {
        if body[at].is('=') {
            is_value = true;
        } else if body[at].is(';') {
            found.push(&body[start..at]);
            (start, is_value) = (at + 1, false);
        } else if is_open(&body[at]) {
            let ends = body[at].is('{') && !is_value;
            at = closing(body, at);
            if ends {
                found.push(&body[start..=at.min(body.len() - 1)]);
                start = at + 1;
            }
        }
        at += 1;
    }
    found
}

/// The parameters of a constructor; `None` if it takes any number of arguments.
fn parameters<'t>(tokens: &[Token<'t>]) -> Option<Vec<Parameter<'t>>> {
    let count = |piece: &[Token<'_>], sign| piece.iter().filter(|token| token.is(sign)).count();
    let (mut found, mut is_within) = (Vec::new(), false);
    for piece in split(tokens, ',').into_iter().filter(|piece| !piece.is_empty()) {
        if piece.iter().any(|token| token.is('.')) && count(piece, '.') > 2 {
            return None;
        }
        let opens = count(piece, '<') > count(piece, '>');
        let closes = count(piece, '<') < count(piece, '>');
        // A comma between the types in `Map<String, Integer>` is none between parameters.
        if !opens && (!is_within || closes) {
            found.push(typed_name(piece)?);
        }
        is_within = opens || (is_within && !closes);
    }
    Some(found)
}

/// The field of a member that each constant has its own value of.
fn instance_field<'t>(member: &[Token<'t>]) -> Option<Parameter<'t>> {
    let is_other = |token: &Token<'t>| {
        token.is('(') || token.is('=') || token.is('{') || token.is(',') || token.is_word("static")
    };
    let member = match member {
        // What annotations say.
        [at, _, rest @ ..] if at.is('@') => rest,
        member => member,
    };
    (!member.iter().any(is_other)).then(|| typed_name(member)).flatten()
}

/// The last word and the word before it, where that is a type without brackets.
fn typed_name<'t>(tokens: &[Token<'t>]) -> Option<Parameter<'t>> {
    let [.., before, last] = tokens else { return None };
    let Kind::Word(name) = last.kind else { return None };
    let kind = match before.kind {
        Kind::Word(kind) => kind,
        _ => "",
    };
    Some(Parameter { kind, name })
}

/// What the constants of a file stand for.
pub(super) struct Constants<'t> {
    /// By their names, each with the types that it stands in.
    known: FxHashMap<&'t str, Vec<(Vec<&'t str>, Value)>>,
}

/// The types whose values are worked out.
const TYPES: [&str; 9] =
    ["int", "long", "short", "byte", "Integer", "Long", "Short", "Byte", "String"];

impl<'t> Constants<'t> {
    pub(super) fn of(types: &[Type<'_, 't>]) -> Constants<'t> {
        let mut constants = Constants { known: FxHashMap::default() };
        let mut waiting: Vec<(&Type<'_, 't>, &'t str, &[Token<'t>])> = Vec::new();
        for found in types {
            let members = members(found.body).into_iter();
            waiting.extend(
                members.flat_map(|it| fields(it, found.is_interface)).map(|it| (found, it.0, it.1)),
            );
        }
        // A constant may be made of those of a type further down.
        for _ in 0..3 {
            waiting.retain(|(found, name, value)| {
                let known = |asked: &str| constants.value(&found.path, asked);
                let value = evaluate(value, Language::Java, &known);
                let is_known = value.is_some();
                let place = constants.known.entry(name).or_default();
                place.extend(value.map(|value| (found.path.clone(), value)));
                !is_known
            });
        }
        constants
    }

    /// What a name stands for in a type, `BASE` or `ErrorBase.COMMON`.
    pub(super) fn value(&self, within: &[&str], asked: &str) -> Option<Value> {
        let mut owner: Vec<&str> = asked.split('.').collect();
        let found = self.known.get(owner.pop()?)?;
        let in_type = |path: &[&str]| {
            let mut same = found.iter().filter(|(known, _)| known == path);
            same.next().filter(|_| same.next().is_none()).map(|(_, value)| value.clone())
        };
        // The types around are asked from the inside out.
        (0..=within.len()).rev().find_map(|depth| in_type(&[&within[..depth], &owner].concat()))
    }
}

/// The constants that a member declares, each with the tokens of its value.
fn fields<'a, 't>(member: &'a [Token<'t>], of_interface: bool) -> Vec<(&'t str, &'a [Token<'t>])> {
    let pieces = split(member, ',');
    let declares = |piece: &&'a [Token<'t>]| {
        let name = split(piece, '=')[0];
        let value = piece.get(name.len() + 1..)?;
        Some((typed_name(name), name.last(), value))
    };
    let first = pieces.first().and_then(declares);
    let kind = first.and_then(|(typed, ..)| Some(typed?.kind));
    let is_final = of_interface || member.iter().any(|token| token.is_word("final"));
    if !is_final || !kind.is_some_and(|kind| TYPES.contains(&kind)) {
        return Vec::new();
    }
    let field = |(_, name, value): (_, Option<&Token<'t>>, &'a [Token<'t>])| match name?.kind {
        Kind::Word(name) => Some((name, value)),
        _ => None,
    };
    pieces.iter().filter_map(declares).filter_map(field).collect()
}

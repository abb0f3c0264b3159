//! [`Piece`]: the words and the arguments of a text, between Fluent and the placeholders of other systems.

use std::fmt::Write as _;

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::variable::{Kind, Variable};
use crate::comparison::plural::is_category;
use crate::fluent::{Content, Document};
use crate::workbench::exchange::text::{Text, escape_around};

/// Words, or something that is filled in.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Text(String),
    Argument(Argument),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Argument {
    /// The variable's name in Fluent.
    pub(super) variable: String,
    pub(super) form: Form,
    /// How it was written; empty for one that comes from Fluent.
    pub(super) spelling: String,
}

/// How an argument is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// As it is.
    Plain,
    /// As it is, and it is a number.
    Count,
    /// As a number of the language, with this many fraction digits.
    Number(Option<usize>),
    /// As an integer of the language.
    Integer,
    Date,
    /// As a date or a time of a style, by the name of the option.
    Styled(&'static str, String),
    /// By a text for each case; the last of them is for all others.
    Select {
        ordinal: bool,
        variants: Vec<(String, Vec<Piece>)>,
    },
}

impl Form {
    /// Whether Fluent writes two forms in the same way.
    pub(super) fn is_like(&self, other: &Form) -> bool {
        let is_bare = |form: &Form| matches!(form, Form::Plain | Form::Count);
        self == other || (is_bare(self) && is_bare(other))
    }
}

/// The variables of some pieces, each once.
pub(super) fn variables(pieces: &[Piece], found: &mut Vec<Variable>) {
    for piece in pieces {
        let Piece::Argument(Argument { variable, form, spelling }) = piece else { continue };
        let kind = match form {
            Form::Plain => Kind::String,
            Form::Select { variants, .. } if !is_plural(variants) => Kind::String,
            Form::Count | Form::Number(_) | Form::Integer | Form::Select { .. } => Kind::Number,
            Form::Date | Form::Styled(..) => Kind::Date,
        };
        if !found.iter().any(|known| known.name == *variable) {
            let (name, spelling) = (variable.clone(), spelling.clone());
            found.push(Variable { name, kind, spelling });
        }
        if let Form::Select { variants, .. } = form {
            variants.iter().for_each(|(_, pieces)| variables(pieces, found));
        }
    }
}

pub(super) fn is_plural(variants: &[(String, Vec<Piece>)]) -> bool {
    variants.iter().all(|(key, _)| is_category(key) || key.parse::<u64>().is_ok())
}

/// The text of some pieces.
///
/// # Errors
///
/// What Fluent would not read as it is meant.
pub(super) fn to_fluent(pieces: &[Piece], has_arguments: bool) -> Result<Text, String> {
    if !has_arguments {
        let words = pieces.iter().map(|piece| match piece {
            Piece::Text(text) => &**text,
            Piece::Argument(_) => "",
        });
        return Ok(Text::Plain(words.collect()));
    }
    Text::from_fluent(&source(pieces, ""))
}

/// Fluent source. Lines after the first begin with an indent.
fn source(pieces: &[Piece], indent: &str) -> String {
    let mut parts = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => parts.push(Err(&**text)),
            Piece::Argument(argument) => parts.push(Ok(placeable(argument, indent))),
        }
    }
    escape_around(&parts).replace('\n', &format!("\n{indent}"))
}

fn placeable(argument: &Argument, indent: &str) -> String {
    let name = &argument.variable;
    match &argument.form {
        Form::Plain | Form::Count => format!("{{ ${name} }}"),
        Form::Number(None) => format!("{{ NUMBER(${name}) }}"),
        Form::Number(Some(digits)) => format!(
            "{{ NUMBER(${name}, minimumFractionDigits: {digits}, maximumFractionDigits: {digits}) }}"
        ),
        Form::Integer => format!("{{ NUMBER(${name}, maximumFractionDigits: 0) }}"),
        Form::Date => format!("{{ DATETIME(${name}) }}"),
        Form::Styled(option, style) => format!("{{ DATETIME(${name}, {option}: \"{style}\") }}"),
        Form::Select { ordinal, variants } => {
            let selector = match ordinal {
                true => format!("NUMBER(${name}, type: \"ordinal\")"),
                false => format!("${name}"),
            };
            let mut out = format!("{{ {selector} ->");
            for (number, (key, pieces)) in variants.iter().enumerate() {
                let star = if number + 1 == variants.len() { '*' } else { ' ' };
                let text = match pieces.is_empty() {
                    true => "{ \"\" }".to_owned(),
                    false => source(pieces, "        "),
                };
                // Writing into a string cannot fail.
                let _ = write!(out, "\n{indent}   {star}[{key}] {text}");
            }
            out + "\n" + indent + "}"
        }
    }
}

/// The pieces of a Fluent text, if all of its placeables are simple.
pub(super) fn of_fluent(text: &Text) -> Option<Vec<Piece>> {
    let file = format!("text ={}\n", text.to_source("    ", "\n"));
    let document = Document::parse(&file);
    let pattern = match document.definitions().next()?.value()? {
        Content::Line(text) => return Some(vec![Piece::Text(text.to_owned())]),
        Content::Pattern(pattern) => pattern,
    };
    let piece = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Some(Piece::Text((*value).to_owned())),
        PatternElement::Placeable { expression: Expression::Inline(expression) } => {
            of_inline(expression)
        }
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().map(piece).collect()
}

fn of_inline(expression: &InlineExpression<&str>) -> Option<Piece> {
    let argument = |variable: &str, form| {
        let (variable, spelling) = (variable.to_owned(), String::new());
        Some(Piece::Argument(Argument { variable, form, spelling }))
    };
    match expression {
        InlineExpression::StringLiteral { value } => {
            Some(Piece::Text(unescape_unicode_to_string(value).into_owned()))
        }
        InlineExpression::VariableReference { id } => argument(id.name, Form::Plain),
        InlineExpression::FunctionReference { id, arguments } => {
            let [InlineExpression::VariableReference { id: variable }] = &arguments.positional[..]
            else {
                return None;
            };
            match (id.name, &arguments.named[..]) {
                ("NUMBER", []) => argument(variable.name, Form::Number(None)),
                ("DATETIME", []) => argument(variable.name, Form::Date),
                ("NUMBER", [least, most])
                    if least.name.name == "minimumFractionDigits"
                        && most.name.name == "maximumFractionDigits"
                        && least.value == most.value =>
                {
                    let InlineExpression::NumberLiteral { value } = least.value else {
                        return None;
                    };
                    argument(variable.name, Form::Number(value.parse().ok()))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

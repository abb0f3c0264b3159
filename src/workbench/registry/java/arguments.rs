//! [`Arguments`]: which argument of an enum's constants is the code, and which the HTTP status.

use std::collections::BTreeSet;

use super::declared::Parameter;
use super::status;
use crate::Code;
use crate::workbench::exchange::names_code;
use crate::workbench::registry::expression::Value;

/// What an argument is.
pub(super) enum Argument {
    Value(Value),
    /// A constant such as `HttpStatus.NOT_FOUND`.
    Status(u16),
    Unknown,
}

/// Which argument is what, by number from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Roles {
    /// `None` if no argument can be a code.
    pub(super) code: Option<usize>,
    pub(super) status: Option<usize>,
}

/// The arguments of the constants with equally many, and the parameters that they are for, if these are known.
pub(super) struct Arguments<'a, 't> {
    pub(super) rows: Vec<&'a [Argument]>,
    pub(super) parameters: Option<Vec<Parameter<'t>>>,
}

impl Arguments<'_, '_> {
    /// Which argument is the code, and which the HTTP status. The name of a parameter decides, `code`; else the only
    /// argument that is a number and tells the constants apart; else the only text that does. `given` is what a
    /// person says.
    ///
    /// # Errors
    ///
    /// Which arguments could be the code, each with its number from 1.
    pub(super) fn roles(&self, given: Option<usize>) -> Result<Roles, Vec<usize>> {
        let statuses = self.positions(|at| self.is_status(at));
        let code = match given {
            Some(number) => Some(number - 1),
            None => self.code(&statuses)?,
        };
        let of_parameters = statuses.into_iter().filter(|at| Some(*at) != code);
        let mut statuses: Vec<usize> = of_parameters.collect();
        if self.parameters.is_none() && statuses.is_empty() {
            statuses = self.positions(|at| Some(at) != code && self.has_known_statuses(at));
        }
        let status = match statuses[..] {
            [status] => Some(status),
            _ => None,
        };
        Ok(Roles { code, status })
    }

    fn code(&self, statuses: &[usize]) -> Result<Option<usize>, Vec<usize>> {
        let is_free = |at: &usize| !statuses.contains(at);
        // What is called a code, surely or at least `id` or `key`.
        for ranks in [0..2, 2..3] {
            let named = self.positions(|at| {
                let rank = self.parameter(at).and_then(|parameter| names_code(parameter.name));
                rank.is_some_and(|rank| ranks.contains(&rank)) && self.may_be_code(at)
            });
            match named[..] {
                [] => {}
                [code] => return Ok(Some(code)),
                _ => return self.only(named).map(Some),
            }
        }
        let numbers = self.positions(|at| self.is_number(at) && self.tells_apart(at));
        let labels = self.positions(|at| self.are_texts(at, is_label) && self.tells_apart(at));
        let (of_http, others): (Vec<usize>, Vec<usize>) =
            numbers.into_iter().partition(|at| !is_free(at) || self.has_known_statuses(*at));
        match (&others[..], &labels[..], &of_http[..]) {
            ([code], ..) | ([], [code], _) => Ok(Some(*code)),
            ([], [], [code]) => Ok(Some(*code)),
            ([], [], []) => {
                let texts = self.positions(|at| {
                    self.are_texts(at, |text| Code::parse(text).is_some()) && self.tells_apart(at)
                });
                let unknown = self.positions(|at| self.is_unknown(at));
                match (&texts[..], &unknown[..]) {
                    ([], []) => Ok(None),
                    ([text], []) => Ok(Some(*text)),
                    ([], [only]) => Ok(Some(*only)),
                    _ => Err([texts, unknown].concat()),
                }
            }
            ([], [], _) => Err(of_http),
            ([], ..) => Err(labels),
            _ => Err(others),
        }
    }

    /// Of several that are called codes, the only one by which the constants can be told apart.
    fn only(&self, named: Vec<usize>) -> Result<usize, Vec<usize>> {
        let apart: Vec<usize> = named.iter().copied().filter(|at| self.tells_apart(*at)).collect();
        match apart[..] {
            [code] => Ok(code),
            _ => Err(named),
        }
    }

    fn positions(&self, is_it: impl Fn(usize) -> bool) -> Vec<usize> {
        (0..self.rows.first().map_or(0, |row| row.len())).filter(|at| is_it(*at)).collect()
    }

    fn parameter(&self, at: usize) -> Option<Parameter<'_>> {
        self.parameters.as_ref()?.get(at).copied()
    }

    fn values(&self, at: usize) -> impl Iterator<Item = &Value> {
        self.rows.iter().filter_map(move |row| match row.get(at) {
            Some(Argument::Value(value)) => Some(value),
            _ => None,
        })
    }

    /// Whether the type of a parameter, or its name, says that it is an HTTP status.
    fn is_status(&self, at: usize) -> bool {
        let has_constant =
            self.rows.iter().any(|row| matches!(row.get(at), Some(Argument::Status(_))));
        has_constant
            || self.parameter(at).is_some_and(|Parameter { kind, name }| {
                let name = name.to_ascii_lowercase();
                let is_named = name.contains("http") || name == "status";
                status::is_type(kind) || (is_named && self.is_number(at))
            })
    }

    fn may_be_code(&self, at: usize) -> bool {
        let kind = self.parameter(at).map_or("", |parameter| parameter.kind);
        is_integer(kind) || matches!(kind, "String" | "char" | "Character" | "CharSequence")
    }

    fn is_number(&self, at: usize) -> bool {
        match self.parameter(at) {
            Some(parameter) => is_integer(parameter.kind),
            None => {
                let mut values = self.values(at).peekable();
                values.peek().is_some() && values.all(|value| matches!(value, Value::Number(_)))
            }
        }
    }

    fn are_texts(&self, at: usize, is_it: fn(&str) -> bool) -> bool {
        let mut values = self.values(at).peekable();
        let is_it = |value: &Value| matches!(value, Value::Text(text) if is_it(text));
        values.peek().is_some() && values.all(is_it)
    }

    /// Whether nothing is known of an argument, which may so be a number.
    fn is_unknown(&self, at: usize) -> bool {
        let mut all = self.rows.iter().map(|row| row.get(at));
        self.parameter(at).is_none_or(|parameter| is_integer(parameter.kind))
            && all.all(|argument| matches!(argument, Some(Argument::Unknown)))
    }

    /// Whether no two constants have the same value.
    fn tells_apart(&self, at: usize) -> bool {
        let spellings: BTreeSet<String> = self.values(at).map(Value::spelling).collect();
        spellings.len() == self.values(at).count()
    }

    /// Whether all values are statuses that HTTP has.
    fn has_known_statuses(&self, at: usize) -> bool {
        let mut values = self.values(at).peekable();
        let is_known =
            |value: &Value| matches!(value, Value::Number(number) if status::is_known(*number));
        values.peek().is_some() && values.all(is_known)
    }
}

fn is_integer(kind: &str) -> bool {
    matches!(kind, "int" | "long" | "short" | "byte" | "Integer" | "Long" | "Short" | "Byte")
}

/// Whether a text has both letters and digits, as `C001`.
fn is_label(text: &str) -> bool {
    let has = |is_it: fn(&char) -> bool| text.chars().any(|c| is_it(&c));
    Code::parse(text).is_some() && has(char::is_ascii_digit) && has(char::is_ascii_alphabetic)
}

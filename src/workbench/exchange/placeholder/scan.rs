//! [`Scanner`]: finds the placeholders of one kind in a text.

use super::pieces::{Argument, Form, Piece};
use super::token::{CaseKind, Token};
use super::{Placeholders, braces, named, printf};

/// So deep may plurals stand in plurals.
const DEPTH: usize = 4;

/// A text on its way into pieces.
pub(super) struct Scanner<'t> {
    style: Placeholders,
    /// Whether an apostrophe quotes.
    quotes: bool,
    text: &'t str,
    at: usize,
    /// How many arguments have been taken in turn.
    taken: usize,
    /// The variable that `#` stands for, within a plural.
    count: Option<String>,
    depth: usize,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(style: Placeholders, quotes: bool, text: &'t str) -> Scanner<'t> {
        Scanner { style, quotes, text, at: 0, taken: 0, count: None, depth: 0 }
    }

    /// The pieces of the whole text.
    pub(super) fn pieces(mut self) -> Result<Vec<Piece>, String> {
        // An apostrophe quotes only where there is something that it keeps from being read.
        self.quotes = (self.quotes && (self.first().is_some() || self.text.contains("''")))
            || (braces::has_cases(self.text) && self.style != Placeholders::Printf);
        self.rest()
    }

    /// The pieces from here on.
    fn rest(&mut self) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        while let Some(c) = self.text[self.at..].chars().next() {
            match self.token()? {
                Some((piece, length)) => {
                    put(&mut pieces, piece);
                    self.at += length;
                }
                None => {
                    put(&mut pieces, Piece::Text(c.to_string()));
                    self.at += c.len_utf8();
                }
            }
        }
        Ok(pieces)
    }

    /// The pieces of a part, within a case of a plural or of a select.
    fn part(&mut self, text: &str, count: Option<&str>) -> Result<Vec<Piece>, String> {
        if self.depth >= DEPTH {
            return Err(format!("cases stand more than {DEPTH} deep in each other"));
        }
        let mut inner = Scanner {
            style: self.style,
            quotes: self.quotes,
            text,
            at: 0,
            taken: self.taken,
            count: count.map(str::to_owned),
            depth: self.depth + 1,
        };
        let pieces = inner.rest()?;
        self.taken = inner.taken;
        Ok(pieces)
    }

    /// The first placeholder, as it is written.
    pub(super) fn first(&self) -> Option<&'t str> {
        self.find(|_| true)
    }

    /// The first placeholder that is accepted, as it is written.
    pub(super) fn find(&self, accepts: impl Fn(&str) -> bool) -> Option<&'t str> {
        let mut scanner = Scanner::new(self.style, false, self.text);
        while let Some(c) = scanner.text[scanner.at..].chars().next() {
            let rest = &self.text[scanner.at..];
            let (is_found, length) = match scanner.token() {
                Ok(Some((_, length))) => (true, length),
                // It looks like one, and cannot be turned.
                Err(_) => {
                    let end = rest.find(['}', ' ', '\n']).map_or(rest.len(), |at| at + 1);
                    (true, end)
                }
                Ok(None) => (false, c.len_utf8()),
            };
            if is_found && accepts(&rest[..length]) {
                return Some(&rest[..length]);
            }
            scanner.at += length;
        }
        None
    }

    fn token(&mut self) -> Result<Option<(Piece, usize)>, String> {
        if let Some(quoted) = self.quoted() {
            return Ok(Some(quoted));
        }
        let rest = &self.text[self.at..];
        if let Some(variable) = self.count.clone().filter(|_| rest.starts_with('#')) {
            let argument = Argument { variable, form: Form::Count, spelling: "#".to_owned() };
            return Ok(Some((Piece::Argument(argument), 1)));
        }
        let found = match self.style {
            Placeholders::None => None,
            Placeholders::Indexed => braces::token(rest, self.quotes)?,
            Placeholders::Printf => printf::token(self.text, self.at)?,
            Placeholders::Named => named::token(self.text, self.at, self.quotes)?,
        };
        let Some((token, length)) = found else { return Ok(None) };
        Ok(Some((self.piece(token)?, length)))
    }

    fn piece(&mut self, token: Token) -> Result<Piece, String> {
        let argument = match token {
            Token::Text(text) => return Ok(Piece::Text(text)),
            Token::Argument(argument) => argument,
            Token::InTurn { form, spelling } => {
                let variable = format!("arg{}", self.taken);
                self.taken += 1;
                // `%s` by its number, `%1$s`.
                let spelling = spelling.replacen('%', &format!("%{}$", self.taken), 1);
                Argument { variable, form, spelling }
            }
            Token::Cases { variable, spelling, kind, cases } => {
                let count = (kind != CaseKind::Word).then_some(&*variable);
                let variants =
                    cases.into_iter().map(|(key, text)| Ok((key, self.part(&text, count)?)));
                let variants = variants.collect::<Result<_, String>>()?;
                let form = Form::Select { ordinal: kind == CaseKind::Ordinal, variants };
                Argument { variable, form, spelling }
            }
        };
        Ok(Piece::Argument(argument))
    }

    /// `''`, and what stands in apostrophes from a brace on (`java.text.MessageFormat`, "Patterns"). An
    /// apostrophe that quotes no brace is taken for one, as ICU does.
    fn quoted(&self) -> Option<(Piece, usize)> {
        let rest = self.text[self.at..].strip_prefix('\'').filter(|_| self.quotes)?;
        if rest.starts_with('\'') {
            return Some((Piece::Text("'".to_owned()), 2));
        }
        if !rest.starts_with(['{', '}', '#', '|'])
            || (rest.starts_with('#') && self.count.is_none())
        {
            return None;
        }
        let (mut text, mut length) = (String::new(), 1);
        let mut chars = rest.chars().peekable();
        while let Some(c) = chars.next() {
            length += c.len_utf8();
            match c {
                '\'' if chars.next_if_eq(&'\'').is_some() => {
                    length += 1;
                    text.push('\'');
                }
                '\'' => break,
                c => text.push(c),
            }
        }
        Some((Piece::Text(text), length))
    }
}

/// Adds a piece; words join those before them.
fn put(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
        (_, piece) => pieces.push(piece),
    }
}

//! [`Scanner`]: words, numbers, texts, signs and comments, as Go, Java, TypeScript and Protocol Buffers write them.

use std::ops::Range;

/// A language that is read token by token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Go,
    Java,
    Protobuf,
    TypeScript,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind<'t>,
    pub(super) range: Range<usize>,
    /// Whether it is the first of its line.
    pub(super) starts_line: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind<'t> {
    Word(&'t str),
    /// A number, as it is written.
    Number(&'t str),
    /// A text, without its quotes and escapes.
    Text(String),
    /// One character of Go or Java between apostrophes, which counts as a number there.
    Character(char),
    Sign(char),
    /// A text that does not end, that is filled in, or has an escape that there is not; a regular
    /// expression.
    Opaque,
}

pub(super) struct Comment {
    pub(super) range: Range<usize>,
    /// The lines without the signs around them.
    pub(super) lines: Vec<String>,
    /// Whether nothing stands before it on its line.
    pub(super) stands_alone: bool,
}

impl Token<'_> {
    pub(super) fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word(word)
    }
}

/// What a text is made of, blanks apart.
pub(super) enum Piece<'t> {
    Token(Token<'t>),
    Comment(Comment),
}

/// Goes through a text, piece by piece.
pub(super) struct Scanner<'t> {
    text: &'t str,
    language: Language,
    at: usize,
    starts_line: bool,
    /// Whether a slash would divide what came last.
    is_operand: bool,
}

impl<'t> Iterator for Scanner<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        loop {
            match self.peek()? {
                '\n' => {
                    self.starts_line = true;
                    self.at += 1;
                }
                c if c.is_whitespace() || c == '\u{FEFF}' => self.at += c.len_utf8(),
                '/' if self.rest().starts_with("//") || self.rest().starts_with("/*") => {
                    return Some(Piece::Comment(self.comment()));
                }
                c => return Some(Piece::Token(self.token(c))),
            }
        }
    }
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, language: Language) -> Scanner<'t> {
        Scanner { text, language, at: 0, starts_line: true, is_operand: false }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn comment(&mut self) -> Comment {
        let (start, rest) = (self.at, self.rest());
        let (length, lines) = if let Some(line) = rest.strip_prefix("//") {
            let line = line.split('\n').next().unwrap_or_default();
            (line.len() + 2, vec![line.trim_start_matches('/').trim().to_owned()])
        } else {
            let inner = rest[2..].split("*/").next().unwrap_or_default();
            let lines =
                inner.lines().map(|line| line.trim().trim_start_matches('*').trim().to_owned());
            ((inner.len() + 4).min(rest.len()), lines.collect())
        };
        self.at += length;
        Comment { range: start..self.at, lines, stands_alone: self.starts_line }
    }

    fn token(&mut self, c: char) -> Token<'t> {
        let (start, starts_line) = (self.at, std::mem::take(&mut self.starts_line));
        let kind = match c {
            c if c.is_ascii_digit() => Kind::Number(self.word(|c| c == '.')),
            c if c.is_alphabetic() || matches!(c, '_' | '$') => Kind::Word(self.word(|c| c == '$')),
            '"' if self.language == Language::Java && self.rest().starts_with("\"\"\"") => {
                self.raw("\"\"\"")
            }
            '`' if self.language == Language::Go => self.raw("`"),
            '\'' if matches!(self.language, Language::Go | Language::Java) => {
                match self.quoted(c) {
                    Kind::Text(text) => match (text.chars().next(), text.chars().nth(1)) {
                        (Some(c), None) => Kind::Character(c),
                        _ => Kind::Opaque,
                    },
                    other => other,
                }
            }
            '"' | '\'' => self.quoted(c),
            '`' if self.language == Language::TypeScript => self.quoted(c),
            '/' if self.language == Language::TypeScript && !self.is_operand => self.pattern(),
            c => {
                self.at += c.len_utf8();
                Kind::Sign(c)
            }
        };
        self.is_operand = is_operand(&kind);
        Token { kind, range: start..self.at, starts_line }
    }

    /// Letters and digits, and what else belongs to a word.
    fn word(&mut self, belongs: fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || belongs(c);
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// A text without escapes, between two quotes that may be lines apart.
    fn raw(&mut self, quote: &str) -> Kind<'t> {
        let inner = &self.rest()[quote.len()..];
        let Some(end) = inner.find(quote) else {
            self.at = self.text.len();
            return Kind::Opaque;
        };
        self.at += end + 2 * quote.len();
        Kind::Text(inner[..end].trim().to_owned())
    }

    /// A text with escapes, on one line but for a template.
    fn quoted(&mut self, quote: char) -> Kind<'t> {
        self.at += quote.len_utf8();
        let (mut text, mut is_whole) = (String::new(), true);
        while let Some(c) = self.peek() {
            if c == '\n' && quote != '`' {
                return Kind::Opaque;
            }
            self.at += c.len_utf8();
            match c {
                c if c == quote => return if is_whole { Kind::Text(text) } else { Kind::Opaque },
                '\\' => match self.escape() {
                    Some(c) => text.push(c),
                    None => is_whole = false,
                },
                '$' if quote == '`' && self.peek() == Some('{') => is_whole = false,
                c => text.push(c),
            }
        }
        Kind::Opaque
    }

    /// What an escape stands for; the backslash is read already.
    fn escape(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        let digits = match c {
            'n' => return Some('\n'),
            't' => return Some('\t'),
            'r' => return Some('\r'),
            'x' => 2,
            'u' if self.peek() == Some('{') => {
                let (digits, _) = self.rest()[1..].split_once('}')?;
                self.at += digits.len() + 2;
                return char::from_u32(u32::from_str_radix(digits, 16).ok()?);
            }
            'u' => 4,
            'U' => 8,
            c if c.is_ascii_punctuation() => return Some(c),
            _ => return None,
        };
        let digits = self.rest().get(..digits)?;
        self.at += digits.len();
        char::from_u32(u32::from_str_radix(digits, 16).ok()?)
    }

    /// A regular expression, up to its second slash that is neither escaped nor in brackets.
    fn pattern(&mut self) -> Kind<'t> {
        let (mut is_escaped, mut is_class) = (false, false);
        for (at, c) in self.rest().char_indices().skip(1) {
            match c {
                '\n' => break,
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '[' => is_class = true,
                ']' => is_class = false,
                '/' if !is_class => {
                    self.at += at + 1;
                    return Kind::Opaque;
                }
                _ => {}
            }
        }
        self.at += 1;
        Kind::Sign('/')
    }
}

/// Whether a slash after this divides.
fn is_operand(kind: &Kind<'_>) -> bool {
    match kind {
        Kind::Word(word) => !matches!(*word, "return" | "typeof" | "case" | "in" | "of"),
        Kind::Number(_) | Kind::Text(_) | Kind::Character(_) | Kind::Opaque => true,
        Kind::Sign(sign) => matches!(sign, ')' | ']' | '}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str, language: Language) -> Vec<Kind<'_>> {
        let pieces = Scanner::new(text, language);
        let tokens = pieces.filter_map(|piece| match piece {
            Piece::Token(token) => Some(token.kind),
            Piece::Comment(_) => None,
        });
        tokens.collect()
    }

    #[test]
    fn texts_end_where_they_do() {
        let text = |text: &str| Kind::Text(text.to_owned());
        for (language, written, expected) in [
            (Language::Go, r#""a\"\u00e9" `b\`"#, vec![text("a\"é"), text("b\\")]),
            (
                Language::Go,
                "'x' \"open\n1",
                vec![Kind::Character('x'), Kind::Opaque, Kind::Number("1")],
            ),
            (Language::Java, "\"\"\"\n  a\n\"b\"\n\"\"\"", vec![text("a\n\"b\"")]),
            (Language::TypeScript, "`a` `${b}` 'c'", vec![text("a"), Kind::Opaque, text("c")]),
            (
                Language::TypeScript,
                "= /[/'\"]/ 'c'",
                vec![Kind::Sign('='), Kind::Opaque, text("c")],
            ),
            (
                Language::TypeScript,
                "a / b",
                vec![Kind::Word("a"), Kind::Sign('/'), Kind::Word("b")],
            ),
            (Language::TypeScript, "'\\q'", vec![Kind::Opaque]),
        ] {
            assert_eq!(kinds(written, language), expected, "{written}");
        }
    }
}

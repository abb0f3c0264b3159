//! What a constant is: [`evaluate`] works out numbers and texts, as Go, Java and TypeScript write them.
//!
//! What a language would make another number of than ours is not worked out, such as what leaves the range of
//! Java's `int`: no code is better than a wrong one.

use super::numeral::{MOST_EXACT, literal};
use super::scanner::{Kind, Language, Token};
use super::tokens::closing;

/// What an expression stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Number(i128),
    Text(String),
}

impl Value {
    /// The code as it is spelled.
    pub(super) fn spelling(&self) -> String {
        match self {
            Value::Number(number) => number.to_string(),
            Value::Text(text) => text.clone(),
        }
    }
}

/// What some tokens of a language stand for; `known` says what a name stands for. `None` for anything but a number,
/// a text, what `+ - * / % << >> & | ^` make of numbers and `+` of texts, Go's conversions, `Type(…)`, and Java's
/// casts, `(int) …`.
pub(super) fn evaluate(
    tokens: &[Token<'_>],
    language: Language,
    known: &dyn Fn(&str) -> Option<Value>,
) -> Option<Value> {
    // To Java, a character alone may be a text.
    if let ([Token { kind: Kind::Character(c), .. }], Language::Java) = (tokens, language) {
        return Some(Value::Text(c.to_string()));
    }
    let mut reader = Reader { tokens, language, at: 0, depth: 0, known };
    let value = reader.binary(0)?;
    (reader.at == tokens.len()).then_some(value)
}

/// How deep expressions may be nested.
const DEPTH_LIMIT: usize = 64;

/// So many bytes a text may have that is put together of others.
const TEXT_LIMIT: usize = 4096;

struct Reader<'a, 't> {
    tokens: &'a [Token<'t>],
    language: Language,
    at: usize,
    depth: usize,
    known: &'a dyn Fn(&str) -> Option<Value>,
}

impl<'t> Reader<'_, 't> {
    fn sign(&self, ahead: usize) -> Option<char> {
        match self.tokens.get(self.at + ahead)?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// The operator that stands here, how many tokens it is, and how tightly it binds: Go has two levels where the
    /// others have five.
    fn operator(&self) -> Option<(char, usize, u8)> {
        let sign = self.sign(0)?;
        let is_twice = self.sign(1) == Some(sign);
        let (length, strength, in_go) = match sign {
            '*' | '/' | '%' if !is_twice => (1, 5, 5),
            '+' | '-' if !is_twice => (1, 4, 4),
            '<' | '>' if is_twice => (2, 3, 5),
            '&' if !is_twice => (1, 2, 5),
            '^' => (1, 1, 4),
            '|' if !is_twice => (1, 0, 4),
            _ => return None,
        };
        Some((sign, length, if self.language == Language::Go { in_go } else { strength }))
    }

    fn binary(&mut self, least: u8) -> Option<Value> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return None;
        }
        let mut left = self.unary()?;
        while let Some((operator, length, strength)) = self.operator().filter(|it| it.2 >= least) {
            self.at += length;
            let right = self.binary(strength + 1)?;
            left = combine(left, operator, right, self.language)?;
        }
        self.depth -= 1;
        Some(left)
    }

    fn unary(&mut self) -> Option<Value> {
        let token = self.tokens.get(self.at)?;
        self.at += 1;
        match &token.kind {
            // TypeScript's `n` makes other arithmetic.
            Kind::Number(digits) if digits.ends_with('n') && self.tokens.len() > 2 => None,
            Kind::Number(digits) => Some(Value::Number(literal(digits, self.language)?)),
            Kind::Text(text) => Some(Value::Text(text.clone())),
            Kind::Character(c) if self.language == Language::Go => {
                Some(Value::Number(i128::from(u32::from(*c))))
            }
            Kind::Sign('(') if self.cast().is_some() => self.cast_value(),
            Kind::Sign('(') => self.bracket(),
            Kind::Sign(sign @ ('-' | '+' | '~')) => {
                self.depth += 1;
                if self.depth > DEPTH_LIMIT {
                    return None;
                }
                let Value::Number(number) = self.unary()? else { return None };
                self.depth -= 1;
                Some(Value::Number(match sign {
                    '-' => number.checked_neg()?,
                    '~' => !number,
                    _ => number,
                }))
            }
            Kind::Word(first) => {
                let mut name = (*first).to_owned();
                while self.sign(0) == Some('.') {
                    let Kind::Word(word) = self.tokens.get(self.at + 1)?.kind else { return None };
                    name = format!("{name}.{word}");
                    self.at += 2;
                }
                if self.sign(0) == Some('(') {
                    self.at += 1;
                    let value = self.bracket()?;
                    return is_conversion(&name, &value, self.language).then_some(value);
                }
                (self.known)(&name)
            }
            _ => None,
        }
    }

    /// The type alone in the bracket that was just opened, as in Java's `(byte) 20`.
    fn cast(&self) -> Option<&'t str> {
        let Kind::Word(word) = self.tokens.get(self.at)?.kind else { return None };
        let is_type = matches!(word, "byte" | "short" | "int" | "long");
        (is_type && self.language == Language::Java && self.sign(1) == Some(')')).then_some(word)
    }

    fn cast_value(&mut self) -> Option<Value> {
        let kind = self.cast()?;
        self.at += 2;
        let Value::Number(number) = self.unary()? else { return None };
        // A cast takes the lowest bits.
        Some(Value::Number(match kind {
            "byte" => i128::from(number as i8),
            "short" => i128::from(number as i16),
            "int" => i128::from(number as i32),
            _ => i128::from(number as i64),
        }))
    }

    /// What stands in a bracket that was opened by the token before.
    fn bracket(&mut self) -> Option<Value> {
        let close = closing(self.tokens, self.at - 1);
        let value = self.binary(0)?;
        (self.at == close && self.sign(0) == Some(')')).then(|| self.at += 1)?;
        Some(value)
    }
}

/// Whether a call of this name leaves its argument as it is. In a constant of Go it is a conversion, unless it is of
/// one of the functions that Go itself works out.
fn is_conversion(name: &str, value: &Value, language: Language) -> bool {
    let of_go = ["len", "cap", "real", "imag", "complex", "min", "max"];
    match language {
        Language::Go => {
            let makes_text = name == "string" && matches!(value, Value::Number(_));
            !of_go.contains(&name) && !name.starts_with("unsafe.") && !makes_text
        }
        Language::Java => matches!(name, "Integer.valueOf" | "Long.valueOf"),
        _ => false,
    }
}

fn combine(left: Value, operator: char, right: Value, language: Language) -> Option<Value> {
    let (left, right) = match (left, operator, right) {
        (Value::Number(left), _, Value::Number(right)) => (left, right),
        (left, '+', right) => {
            let are_texts = matches!((&left, &right), (Value::Text(_), Value::Text(_)));
            let text = left.spelling() + &right.spelling();
            let is_one = are_texts || language != Language::Go;
            return (is_one && text.len() <= TEXT_LIMIT).then_some(Value::Text(text));
        }
        _ => return None,
    };
    let is_script = language == Language::TypeScript;
    // The operators on bits take 32 of them there.
    let bits = |number: i128| if is_script { i128::from(number as i32) } else { number };
    let most_shift = if language == Language::Go { 64 } else { 32 };
    let shift = || u32::try_from(right).ok().filter(|shift| *shift < most_shift);
    let number = match operator {
        '+' => left.checked_add(right)?,
        '-' => left.checked_sub(right)?,
        '*' => left.checked_mul(right)?,
        // JavaScript has no integers, and a half is one.
        '/' if is_script && left.checked_rem(right)? != 0 => return None,
        '/' => left.checked_div(right)?,
        '%' => left.checked_rem(right)?,
        '<' => bits(left).checked_mul(1_i128 << shift()?)?,
        '>' => bits(left) >> shift()?,
        '&' => bits(left) & bits(right),
        '^' => bits(left) ^ bits(right),
        _ => bits(left) | bits(right),
    };
    let fits = match language {
        Language::Java => i32::try_from(number).is_ok(),
        Language::TypeScript if operator == '<' => i32::try_from(number).is_ok(),
        Language::TypeScript => number.abs() <= MOST_EXACT,
        _ => true,
    };
    fits.then_some(Value::Number(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::registry::scanner::Language;
    use crate::workbench::registry::tokens::Tokens;

    fn value(text: &str) -> Option<Value> {
        value_in(Language::Go, text)
    }

    fn value_in(language: Language, text: &str) -> Option<Value> {
        let tokens = Tokens::read(text, language);
        evaluate(&tokens.tokens, language, &|name| match name {
            "iota" => Some(Value::Number(3)),
            "base.Code" => Some(Value::Number(400_000)),
            _ => None,
        })
    }

    #[test]
    fn constants_are_worked_out() {
        for (text, expected) in [
            ("400142", Some(400142)),
            ("-1_121", Some(-1121)),
            ("0x1F", Some(31)),
            ("0o17", Some(15)),
            ("017", Some(15)),
            ("0b101L", Some(5)),
            ("1 + 2 * 3", Some(7)),
            ("(1 + 2) * 3", Some(9)),
            ("10 - 3 - 2", Some(5)),
            ("1 << iota", Some(8)),
            ("base.Code + iota", Some(400_003)),
            ("ErrCode(7)", Some(7)),
            ("~0", Some(-1)),
            ("1 + 2 << 3", Some(17)),
            ("1 | 2 + 4", Some(7)),
            ("4 | 1 + 3", Some(8)),
            ("'A' + 1", Some(66)),
            ("len(\"abc\")", None),
            ("string(65)", None),
            ("(byte) -20", None),
            ("1 << 80", None),
            ("1 / 0", None),
            ("1.5", None),
            ("1e3", None),
            ("08", None),
            ("unknown", None),
            ("f(1, 2)", None),
            ("1 +", None),
            ("(1", None),
            ("\"a\" + 1", None),
            ("a ? 1 : 2", None),
        ] {
            assert_eq!(value(text), expected.map(Value::Number), "{text}");
        }
        assert_eq!(value("\"a\" + `b`"), Some(Value::Text("ab".to_owned())));
    }

    #[test]
    fn each_language_has_its_own_arithmetic() {
        let number = |number| Some(Value::Number(number));
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        let (java, script) = (Language::Java, Language::TypeScript);
        for (language, written, expected) in [
            (java, "1 + 2 << 3", number(24)),
            (java, "4 | 1 + 3", number(4)),
            (java, "(byte) -20", number(-20)),
            (java, "(byte) 200", number(-56)),
            (java, "(int) 5 + 1", number(6)),
            (java, "0x80040001", number(-2_147_221_503)),
            (java, "0x80040001L", number(0x8004_0001)),
            (java, "4000010001L", number(4_000_010_001)),
            (java, "4000010001", None),
            (java, "2147483647 + 1", None),
            (java, "1 << 31", None),
            (java, "1 >>> 1", None),
            (java, "5 / 2", number(2)),
            (java, "'E'", text("E")),
            (java, "'E' + 1", None),
            (java, "\"E\" + (40 + 2) + \"x\"", text("E42x")),
            (java, "Integer.valueOf(7)", number(7)),
            (java, "hash(7)", None),
            (java, "0x1_F", number(31)),
            (script, "5 / 2", None),
            (script, "6 / 2", number(3)),
            (script, "0x80000000 | 1", number(-2_147_483_647)),
            (script, "1 << 31", None),
            (script, "2 ** 3", None),
            (script, "f(1)", None),
            (script, "10n", number(10)),
            (script, "1n << 40n", None),
            (script, "'E' + 1", text("E1")),
            (script, "9007199254740993", None),
        ] {
            assert_eq!(value_in(language, written), expected, "{written}");
        }
    }

    #[test]
    fn deep_nesting_is_not_worked_out() {
        let deep = |open: &str, close: &str| open.repeat(100_000) + "1" + &close.repeat(100_000);
        for text in [deep("(", ")"), deep("- ", ""), deep("f(", ")")] {
            assert_eq!(value(&text), None);
        }
    }
}

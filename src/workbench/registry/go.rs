//! Go: the constants of a type, `const ( NotFound ErrCode = 404001 … )`, or of a block without one.
//!
//! `iota`, expressions that are repeated by leaving them out, several names in one line, and conversions such
//! as `ErrCode("NotFound")` are understood. Constants within functions are not looked at.

use std::collections::HashMap;
use std::ops::Range;

use super::expression::{Value, evaluate};
use super::list::{CodeList, Constant, Unread, list_called, note};
use super::scanner::{Kind, Language, Token};
use super::tokens::{Tokens, closing, inside, split};

pub(super) fn read(text: &str) -> Vec<CodeList> {
    let file = Tokens::read(text, Language::Go);
    // A constant may be made of those further down.
    let first = read_with(&file, HashMap::new());
    read_with(&file, first.known).lists
}

/// Reads a file whose constants are `known` as far as they stand above.
fn read_with<'a, 't>(file: &'a Tokens<'t>, known: HashMap<String, Value>) -> Reader<'a, 't> {
    let tokens = &file.tokens;
    let mut reader = Reader { file, known, lists: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].is_word("const") && tokens[at].starts_line {
            let start = at + 1;
            if tokens.get(start).is_some_and(|token| token.is('(')) {
                reader.block(&specs(inside(tokens, start)));
                at = closing(tokens, start);
            } else {
                let rest = &tokens[start..];
                let spec = &rest[..spec_length(rest)];
                reader.block(&[spec]);
                at += spec.len();
            }
        } else if matches!(tokens[at].kind, Kind::Sign('(' | '[' | '{')) {
            at = closing(tokens, at);
        }
        at += 1;
    }
    reader
}

/// The specifications of a block: a line each, or more where a line ends with an operator or in a bracket.
fn specs<'a, 't>(mut tokens: &'a [Token<'t>]) -> Vec<&'a [Token<'t>]> {
    let mut specs = Vec::new();
    while !tokens.is_empty() {
        let (spec, rest) = tokens.split_at(spec_length(tokens));
        specs.extend(split(spec, ';').into_iter().filter(|spec| !spec.is_empty()));
        tokens = rest;
    }
    specs
}

/// How many tokens the first specification has.
fn spec_length(tokens: &[Token<'_>]) -> usize {
    let mut at = 0;
    while at < tokens.len() {
        if at > 0 && tokens[at].starts_line && !goes_on(&tokens[at - 1]) {
            return at;
        }
        if matches!(tokens[at].kind, Kind::Sign('(' | '[' | '{')) {
            at = at.max(closing(tokens, at));
        }
        at += 1;
    }
    tokens.len()
}

/// Whether a line that ends with this token goes on in the next one.
fn goes_on(last: &Token<'_>) -> bool {
    matches!(last.kind, Kind::Sign(sign) if !matches!(sign, ')' | ']' | '}'))
}

struct Reader<'a, 't> {
    file: &'a Tokens<'t>,
    /// What each constant so far stands for.
    known: HashMap<String, Value>,
    lists: Vec<CodeList>,
}

/// What a specification says, and those after it that say nothing of their own.
#[derive(Clone, Copy)]
struct Said<'a, 't> {
    /// The type, if it is one of the file's own.
    type_name: Option<&'t str>,
    values: &'a [Token<'t>],
}

impl<'t> Reader<'_, 't> {
    /// Reads the specifications of a block. Those without a type are a list of their own, which is called
    /// after its first constant.
    fn block(&mut self, specs: &[&[Token<'t>]]) {
        let mut said = Said { type_name: None, values: &[] };
        let mut untyped = None;
        for (iota, spec) in specs.iter().enumerate() {
            let names_end = names_end(spec);
            let (names, rest) = spec.split_at(names_end);
            if let Some(equals) = rest.iter().position(|token| token.is('=')) {
                let values = &rest[equals + 1..];
                said = Said { type_name: type_name(&rest[..equals], values), values };
            }
            let values = split(said.values, ',');
            let names = names.iter().filter(|token| !token.is(','));
            for (number, name) in names.enumerate() {
                let Kind::Word(word) = name.kind else { continue };
                let list = said.type_name.unwrap_or_else(|| untyped.get_or_insert(word));
                let value = values.get(number).copied().unwrap_or_default();
                self.constant(list, word, name.range.clone(), value, iota, spec);
            }
        }
    }

    fn constant(
        &mut self,
        list: &str,
        name: &str,
        place: Range<usize>,
        value: &[Token<'t>],
        iota: usize,
        spec: &[Token<'t>],
    ) {
        if name == "_" {
            return;
        }
        let known = |asked: &str| match asked {
            "iota" => Some(Value::Number(iota as i128)),
            _ => self.known.get(asked).cloned(),
        };
        let Some(value) = evaluate(value, Language::Go, &known) else {
            let help = "write a number or a text in quotes, or what it is made of into this file";
            let text = format!("the value of `{name}` is not understood: {help}");
            list_called(&mut self.lists, list).unread.push(Unread::new(place.start, text));
            return;
        };
        let whole = place.start..spec.last().map_or(place.end, |token| token.range.end);
        let (note, is_retired) = note(&self.file.comment_lines(whole));
        let code = Some(value.spelling());
        self.known.insert(name.to_owned(), value);
        list_called(&mut self.lists, list).constants.push(Constant {
            offset: place.start,
            name: Some(name.to_owned()),
            code,
            is_retired,
            note,
            ..Constant::default()
        });
    }
}

/// How many tokens the names of a specification are: `A` or `A, B`.
fn names_end(spec: &[Token<'_>]) -> usize {
    let mut end = 1;
    while spec.get(end).is_some_and(|token| token.is(',')) {
        end += 2;
    }
    end.min(spec.len())
}

/// The type of a specification, written before the sign or as a conversion: the last word of `errs.ErrCode`.
/// The types of Go itself say nothing.
fn type_name<'t>(before: &[Token<'t>], values: &[Token<'t>]) -> Option<&'t str> {
    let word = |token: &Token<'t>| match token.kind {
        Kind::Word(word) => Some(word),
        _ => None,
    };
    let name = match before.last() {
        Some(last) => word(last)?,
        None => {
            let open = values.iter().position(|token| token.is('('))?;
            let is_conversion = open > 0 && closing(values, open) == values.len() - 1;
            word(&values[open.checked_sub(1).filter(|_| is_conversion)?])?
        }
    };
    let of_go = ["byte", "error", "float32", "float64", "rune", "string"];
    let is_integer = name.strip_prefix('u').unwrap_or(name).starts_with("int");
    (!is_integer && !of_go.contains(&name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(text: &str) -> Vec<(String, Vec<String>, Vec<String>)> {
        let shown = |constant: &Constant| {
            let retired = if constant.is_retired { " retired" } else { "" };
            let note = constant.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
            format!(
                "{}={}{retired}{note}",
                constant.name.as_deref().unwrap(),
                constant.code.as_deref().unwrap()
            )
        };
        let lists = read(text).into_iter().map(|list| {
            let unread = list.unread.into_iter().map(|unread| unread.text).collect();
            (list.name, list.constants.iter().map(shown).collect(), unread)
        });
        lists.collect()
    }

    #[test]
    fn a_block_of_a_type_is_a_list() {
        let text = "package errs\n\nconst Max = 3\n\n// Codes.\nconst (\n\t// NotFound is sent for x.\n\
                    \tNotFound ErrCode = 404001 // 未找到\n\tGone = ErrCode(410001)\n\
                    \n\tOther = \"x\"\n)\n\nfunc f() { const inner = 5 }\nconst Late ErrCode = 1\n";
        assert_eq!(
            lists(text),
            [
                ("Max".to_owned(), vec!["Max=3".to_owned()], vec![]),
                (
                    "ErrCode".to_owned(),
                    vec![
                        "NotFound=404001 (NotFound is sent for x.\n未找到)".to_owned(),
                        "Gone=410001".to_owned(),
                        "Late=1".to_owned()
                    ],
                    vec![]
                ),
                ("Other".to_owned(), vec!["Other=x".to_owned()], vec![]),
            ]
        );
    }

    #[test]
    fn what_is_left_out_is_repeated() {
        let text = "const (\n\t_ Code = iota + 100\n\tA\n\tB, C = iota, iota * 10; D = 7\n\tE = A +\n\t\t1\n\
                    \tF\n\t// Deprecated: use A.\n\tG = 1 <<\n\t  iota\n)\n";
        let [(first, codes, unread), (second, others, _)] = &lists(text)[..] else { panic!() };
        assert_eq!((&**first, &codes[..]), ("Code", &["A=101".to_owned()][..]));
        let expected =
            ["B=2", "C=20", "D=7", "E=102", "F=102", "G=64 retired (Deprecated: use A.)"];
        assert_eq!((&**second, &others[..]), ("B", &expected.map(str::to_owned)[..]));
        assert!(unread.is_empty());
    }

    #[test]
    fn constants_are_made_of_others() {
        let text = "const (\n\tA Code = iota + Base\n\t_\n\n\t// C\n\tC\n\tD Code = Base + 1<<4\n\tE Code = 'x'\n\tF \
                    Code = Code(len(\"abc\"))\n\tG Code = Code(Base)\n\tH Code = ^0\n)\nconst Base = 40_000\n";
        let [(_, codes, unread), _] = &lists(text)[..] else { panic!() };
        assert_eq!(codes, &["A=40000", "C=40002 (C)", "D=40016", "E=120", "G=40000"]);
        assert_eq!(unread.len(), 2);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        let text = "const (\n\tA Code = http.StatusNotFound\n\tB Code = 1.5\n\tC Code = 2\n)\n";
        let [(_, codes, unread)] = &lists(text)[..] else { panic!() };
        assert_eq!(codes, &["C=2"]);
        assert!(unread[0].starts_with("the value of `A` is not understood"), "{unread:?}");
        assert_eq!(unread.len(), 2);
        for text in [
            "const",
            "const (",
            "const (A",
            "const A = ",
            "const ( A = ( )",
            "const ,,",
            "const ()",
        ] {
            read(text);
        }
    }
}

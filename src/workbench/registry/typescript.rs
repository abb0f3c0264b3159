//! TypeScript: an enum, or an object of constants, `const Codes = { NotFound: 404001 } as const`.
//!
//! An object may also lead from codes to names, `{ 404001: "NotFound" }`. What is worked out while the program
//! runs is not understood.

use std::collections::HashMap;

use super::expression::{Value, evaluate};
use super::list::{CodeList, Constant, Unread, note};
use super::numeral::number;
use super::scanner::{Kind, Language, Token};
use super::tokens::{Tokens, closing, inside, split};

pub(super) fn read(text: &str) -> Vec<CodeList> {
    let file = Tokens::read(text, Language::TypeScript);
    let tokens = &file.tokens;
    let constants = scalars(tokens);
    // What the members of the enums so far stand for, `Code.NotFound`.
    let mut members: HashMap<String, Value> = HashMap::new();
    let mut lists = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(Kind::Word(name)) = tokens.get(at + 1).map(|token| &token.kind) else { continue };
        let open = if token.is_word("enum") {
            Some(at + 2)
        } else if token.is_word("const") && *name != "enum" {
            object(tokens, at + 2)
        } else {
            None
        };
        let Some(open) = open.filter(|open| tokens.get(*open).is_some_and(|token| token.is('{')))
        else {
            continue;
        };
        let body = inside(tokens, open);
        let list = match token.is_word("enum") {
            true => enumeration(&file, name, body, &constants, &mut members),
            false => object_of_constants(&file, name, body, &constants),
        };
        // Of objects, only one that has a code is meant.
        if token.is_word("enum") || !list.constants.is_empty() {
            lists.push(list);
        }
    }
    lists
}

/// Where the object begins that a constant is: after a type, an equals sign, and `Object.freeze(`.
fn object(tokens: &[Token<'_>], after_name: usize) -> Option<usize> {
    let mut at = after_name;
    // A type may have brackets, and ends where the sign stands.
    while !tokens.get(at)?.is('=') {
        if tokens[at].is(';') || tokens[at].starts_line {
            return None;
        }
        at = if matches!(tokens[at].kind, Kind::Sign('(' | '[' | '{')) {
            closing(tokens, at)
        } else {
            at
        };
        at += 1;
    }
    at += 1;
    let is_frozen = tokens.get(at)?.is_word("Object") && tokens.get(at + 2)?.is_word("freeze");
    Some(if is_frozen { at + 4 } else { at })
}

/// What the constants of a file stand for that are a number or a text, `const BASE = 40000`. Of two with one name
/// neither counts.
fn scalars(tokens: &[Token<'_>]) -> HashMap<String, Value> {
    let mut found: HashMap<String, Option<Value>> = HashMap::new();
    for at in (0..tokens.len()).filter(|at| tokens[*at].is_word("const")) {
        let Some(Kind::Word(name)) = tokens.get(at + 1).map(|token| &token.kind) else { continue };
        let Some(start) = object(tokens, at + 2) else { continue };
        let rest = tokens.get(start..).unwrap_or_default();
        let ends = |(number, token): (usize, &Token<'_>)| {
            let starts = number > 0 && token.starts_line;
            starts || token.is(';') || token.is(',') || token.is_word("as")
        };
        let end = rest.iter().enumerate().position(ends).unwrap_or(rest.len());
        let known = |asked: &str| found.get(asked).cloned().flatten();
        // What goes on in the next line is not a value of its own.
        let is_whole = rest.get(end).is_none_or(
            |next| !matches!(next.kind, Kind::Sign(sign) if "+-*/%&|^<>?.(".contains(sign)),
        );
        let value = evaluate(&rest[..end], Language::TypeScript, &known).filter(|_| is_whole);
        found.entry((*name).to_owned()).and_modify(|first| *first = None).or_insert(value);
    }
    found.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn enumeration(
    file: &Tokens<'_>,
    name: &str,
    body: &[Token<'_>],
    constants: &HashMap<String, Value>,
    members: &mut HashMap<String, Value>,
) -> CodeList {
    let mut list = CodeList { name: name.to_owned(), ..CodeList::default() };
    let mut next = Some(0);
    for member in split(body, ',').into_iter().filter(|member| !member.is_empty()) {
        let (offset, key) = (member[0].range.start, key(&member[0]));
        let value = match member.get(1) {
            None => next.map(Value::Number),
            Some(sign) if sign.is('=') => evaluate(&member[2..], Language::TypeScript, &|asked| {
                // A name alone is a member of this enum before it is a constant.
                let own = members.get(&format!("{name}.{asked}"));
                own.or_else(|| members.get(asked)).or_else(|| constants.get(asked)).cloned()
            }),
            Some(_) => None,
        };
        next = match &value {
            Some(Value::Number(number)) => number.checked_add(1),
            _ => None,
        };
        let (Some(key), Some(value)) = (key, value) else {
            list.unread
                .push(Unread::new(offset, "this is not understood: write NotFound = 404001"));
            continue;
        };
        let code = Some(value.spelling());
        members.insert(format!("{name}.{key}"), value);
        list.constants.push(constant(file, member, Some(key), code));
    }
    list
}

fn object_of_constants(
    file: &Tokens<'_>,
    name: &str,
    body: &[Token<'_>],
    constants: &HashMap<String, Value>,
) -> CodeList {
    let mut list = CodeList { name: name.to_owned(), ..CodeList::default() };
    for member in split(body, ',').into_iter().filter(|member| !member.is_empty()) {
        let value = member.get(1).filter(|sign| sign.is(':'));
        let known = |asked: &str| constants.get(asked).cloned();
        let value = value.and_then(|_| evaluate(&member[2..], Language::TypeScript, &known));
        let constant = match (&member[0].kind, key(&member[0]), value) {
            // From the code to its name.
            (Kind::Number(_), Some(code), Some(Value::Text(name))) => {
                constant(file, member, Some(name), Some(code))
            }
            (_, Some(key), Some(value)) => {
                constant(file, member, Some(key), Some(value.spelling()))
            }
            _ => {
                let text = "this is not understood: write NotFound: 404001";
                list.unread.push(Unread::new(member[0].range.start, text));
                continue;
            }
        };
        list.constants.push(constant);
    }
    list
}

/// The name of a member: a word, a text, or a number.
fn key(token: &Token<'_>) -> Option<String> {
    match &token.kind {
        Kind::Word(word) => Some((*word).to_owned()),
        Kind::Text(text) => Some(text.clone()),
        Kind::Number(digits) => number(digits).map(|number| number.to_string()),
        _ => None,
    }
}

fn constant(
    file: &Tokens<'_>,
    member: &[Token<'_>],
    name: Option<String>,
    code: Option<String>,
) -> Constant {
    let offset = member[0].range.start;
    let end = member.last().map_or(offset, |token| token.range.end);
    let (note, is_retired) = note(&file.comment_lines(offset..end));
    Constant { offset, name, code, note, is_retired, ..Constant::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(list: &CodeList) -> Vec<String> {
        let shown = |constant: &Constant| {
            let name = constant.name.as_deref().unwrap();
            format!("{name}={}", constant.code.as_deref().unwrap())
        };
        list.constants.iter().map(shown).collect()
    }

    #[test]
    fn members_count_on() {
        let text = "export const enum Code {\n  /** None. @deprecated */\n  Ok,\n  A = 404001, B, // b\n\
                    \x20 C = A | 2, D = Code.B + 1,\n  'quoted-name' = -1, E,\n  F = \"card_declined\",\n}\n";
        let [list] = &read(text)[..] else { panic!() };
        let expected = [
            "Ok=0",
            "A=404001",
            "B=404002",
            "C=404003",
            "D=404003",
            "quoted-name=-1",
            "E=0",
            "F=card_declined",
        ];
        assert_eq!(shown(list), expected);
        assert_eq!(list.constants[0].note.as_deref(), Some("None. @deprecated"));
        assert!(list.constants[0].is_retired && list.unread.is_empty());
        assert_eq!(list.constants[2].note.as_deref(), Some("b"));
    }

    #[test]
    fn constants_of_the_file_are_worked_out() {
        let text = "const BASE = 40_000;\nexport const NEXT: number = BASE + 1\nconst LONG =\n  1\n  + 1\nconst F = f(1)\n\
                    const TWICE = 1; { const TWICE = 2 }\nenum Other { X = 7 }\n\
                    enum E { A = BASE, B, C = NEXT | 4, D = Other.X, G = F, H, I = TWICE, J = LONG, K = 5 / 2 }\n\
                    const Codes = { A: BASE + 2, B: BASE.length } as const;\n";
        let lists = read(text);
        assert_eq!(shown(&lists[1]), ["A=40000", "B=40001", "C=40005", "D=7"]);
        assert_eq!(lists[1].unread.len(), 5);
        assert_eq!((shown(&lists[2]), lists[2].unread.len()), (vec!["A=40002".to_owned()], 1));
    }

    #[test]
    fn what_is_worked_out_later_is_said() {
        let [list] = &read("enum E { A = f(), B, [x] = 1, C = \"a\".length, D = 4 }")[..] else {
            panic!()
        };
        assert_eq!((shown(list), list.unread.len()), (vec!["D=4".to_owned()], 4));
    }

    #[test]
    fn objects_of_constants_are_lists() {
        let text = "const pattern = /[{'\"]/;\nexport const Codes: Record<string, number> = {\n  A: 1,\n\
                    \x20 'b c': 2, // two\n  ...more,\n} as const;\nconst Names = Object.freeze({ 7: 'Seven' });\n\
                    const f = (x: number) => { return { A: x } };\nconst settings = { on: true, deep: {} };\n";
        let [codes, names] = &read(text)[..] else { panic!() };
        assert_eq!(
            (&*codes.name, shown(codes)),
            ("Codes", vec!["A=1".to_owned(), "b c=2".to_owned()])
        );
        assert_eq!(codes.unread.len(), 1);
        assert_eq!((&*names.name, shown(names)), ("Names", vec!["Seven=7".to_owned()]));
    }
}

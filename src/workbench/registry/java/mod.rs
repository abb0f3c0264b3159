//! Java: an enum whose constants carry their codes, `NOT_FOUND(404001, "Not found")`.
//!
//! Which argument is the code, the parameters of the constructor say, or the fields where Lombok writes it; see
//! [`Arguments`]. Without a comment, a text among the other arguments is the note.

mod arguments;
mod constant;
mod declared;
mod status;

use std::collections::{BTreeMap, BTreeSet};

use super::expression::{Value, evaluate};
use super::list::{CodeList, Constant, Unread, note};
use super::scanner::{Language, Token};
use super::tokens::{Tokens, split};
use arguments::{Argument, Arguments, Roles};
use constant::Declared;
use declared::{Constants, Parameter, Type};

/// Reads the enums of a file; `code_argument` says which argument is the code, by number from 1.
pub(super) fn read(text: &str, code_argument: Option<usize>) -> Vec<CodeList> {
    let file = Tokens::read(text, Language::Java);
    let types = Type::all(&file.tokens);
    let constants = Constants::of(&types);
    let reader = Reader { text, file: &file, constants, code_argument };
    types.iter().filter(|found| found.is_enum).map(|found| reader.list(found)).collect()
}

struct Reader<'a, 't> {
    text: &'t str,
    file: &'a Tokens<'t>,
    constants: Constants<'t>,
    code_argument: Option<usize>,
}

impl<'t> Reader<'_, 't> {
    fn list(&self, found: &Type<'_, 't>) -> CodeList {
        let name = found.path.last().copied().unwrap_or_default();
        let mut list = CodeList { name: name.to_owned(), ..CodeList::default() };
        // Fields and methods come after a semicolon.
        let constants = split(found.body, ';').first().copied().unwrap_or_default();
        let mut declared = Vec::new();
        for tokens in split(constants, ',').into_iter().filter(|tokens| !tokens.is_empty()) {
            match Declared::read(tokens) {
                Some(constant) => declared.push(constant),
                None => {
                    let text = "this is not a constant: write one such as NOT_FOUND(404001)";
                    list.unread.push(Unread::new(tokens[0].range.start, text));
                }
            }
        }
        let counts: BTreeSet<usize> = declared.iter().map(|it| it.written.len()).collect();
        let parameters: BTreeMap<usize, Vec<Parameter<'t>>> = counts
            .into_iter()
            .filter_map(|count| Some((count, found.parameters(count)?)))
            .collect();
        for constant in &mut declared {
            let parameters = parameters.get(&constant.written.len());
            let written = constant.written.iter().enumerate();
            let argument = |(at, tokens): (usize, &&[Token<'t>])| {
                let kind = parameters.and_then(|all| all.get(at)).map(|it| it.kind);
                self.argument(tokens, kind.unwrap_or_default(), &found.path)
            };
            constant.arguments = written.map(argument).collect();
        }
        // Constructors with equally many parameters are one.
        let mut roles = BTreeMap::new();
        for constant in &declared {
            let count = constant.arguments.len();
            if count == 0 || roles.contains_key(&count) {
                continue;
            }
            let rows = declared.iter().map(|it| &*it.arguments).filter(|row| row.len() == count);
            let parameters = parameters.get(&count).cloned();
            let arguments = Arguments { rows: rows.collect(), parameters };
            match arguments.roles(self.code_argument) {
                Ok(found) => {
                    roles.insert(count, found);
                }
                Err(positions) => {
                    let shown = positions.iter().map(|at| self.shown(&arguments, constant, *at));
                    let shown: Vec<String> = shown.collect();
                    let text = format!(
                        "which argument of `{name}` is the code? say it with --code-argument, such as \
                         --code-argument {}: {}",
                        positions.first().map_or(1, |at| at + 1),
                        shown.join(", ")
                    );
                    list.undecided.get_or_insert(Unread::new(constant.offset, text));
                    roles.insert(count, Roles::default());
                }
            }
        }
        for constant in declared {
            let roles = roles.get(&constant.arguments.len()).copied().unwrap_or_default();
            self.take(constant, roles, &mut list);
        }
        list.unread.sort_by_key(|unread| unread.offset);
        list
    }

    /// What an argument is, for a parameter of this type.
    fn argument(&self, tokens: &[Token<'t>], kind: &str, within: &[&str]) -> Argument {
        let known = |asked: &str| self.constants.value(within, asked);
        if let Some(value) = evaluate(tokens, Language::Java, &known) {
            return Argument::Value(value);
        }
        status::status(tokens, status::is_type(kind)).map_or(Argument::Unknown, Argument::Status)
    }

    /// An argument as people find it: its number, the name of its parameter, and what the first constant has there.
    fn shown(&self, all: &Arguments<'_, '_>, constant: &Declared<'_, '_>, at: usize) -> String {
        let name = all.parameters.as_ref().and_then(|all| all.get(at)).map(|it| it.name);
        let name = name.map(|name| format!("`{name}`, ")).unwrap_or_default();
        format!("{} ({name}`{}`)", at + 1, self.source(constant.written[at]))
    }

    fn source(&self, tokens: &[Token<'_>]) -> &'t str {
        let [first, .., last] = tokens else {
            return tokens.first().map_or("", |only| &self.text[only.range.clone()]);
        };
        &self.text[first.range.start..last.range.end]
    }

    fn take(&self, constant: Declared<'_, '_>, roles: Roles, list: &mut CodeList) {
        let Declared { name, tokens, offset, written, arguments, is_deprecated } = constant;
        let code = match roles.code.and_then(|at| arguments.get(at)) {
            Some(Argument::Value(value)) => Some(value.spelling()),
            _ => None,
        };
        if code.is_none() && !arguments.is_empty() && list.undecided.is_none() {
            let text = match roles.code.and_then(|at| written.get(at)) {
                Some(tokens) => format!(
                    "the code of `{name}` is `{}`, which this file alone does not say: write the number there",
                    self.source(tokens)
                ),
                None => format!(
                    "no argument of `{name}` is understood as its code: write NAME(404001, …)"
                ),
            };
            list.unread.push(Unread::new(offset, text));
            return;
        }
        let status = match roles.status.and_then(|at| arguments.get(at)) {
            Some(Argument::Status(status)) => Some(*status),
            Some(Argument::Value(Value::Number(number))) => {
                u16::try_from(*number).ok().filter(|status| (100..=599).contains(status))
            }
            _ => None,
        };
        let end = tokens.last().map_or(offset, |token| token.range.end);
        let start = tokens[0].range.start;
        let (said, is_retired) = note(&self.file.comment_lines(start..end));
        let text = arguments.into_iter().enumerate().find_map(|(at, argument)| match argument {
            Argument::Value(Value::Text(text)) if Some(at) != roles.code => Some(text),
            _ => None,
        });
        list.constants.push(Constant {
            offset,
            name: Some(name.to_owned()),
            code,
            status,
            is_retired: is_retired || is_deprecated,
            note: said.or(text),
            ..Constant::default()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, String, Option<String>, bool)> {
        let constants = read(text, None).remove(0).constants.into_iter().map(|constant| {
            let code = constant.code.unwrap_or_default();
            (constant.name.unwrap(), code, constant.note, constant.is_retired)
        });
        constants.collect()
    }

    #[test]
    fn constants_have_codes_and_notes() {
        let text = "\
/** enum Fake { A(1) } */
public enum ErrorCode implements Code<Integer> {
    OK(200000, \"ok\"),
    /** There is no such order. */
    @Deprecated @Since(\"1.0\")
    NOT_FOUND(404_001L, \"a, (b)\" + \"c\") { @Override public int x() { return 1; } },
    BASE(Other.BASE + 1 , \"base\");

    private final int code;
    ErrorCode(int code, String text) { this.code = code; }
}
";
        let expected = [
            ("OK", "200000", Some("ok"), false),
            ("NOT_FOUND", "404001", Some("There is no such order."), true),
        ];
        let expected = expected.map(|(name, code, note, is_retired)| {
            (name.to_owned(), code.to_owned(), note.map(str::to_owned), is_retired)
        });
        assert_eq!(shown(text), expected);
        let unread = &read(text, None)[0].unread;
        assert_eq!(unread.len(), 1);
        assert!(
            unread[0].text.starts_with("the code of `BASE` is `Other.BASE + 1`, which"),
            "{unread:?}"
        );
    }

    #[test]
    fn the_code_is_what_tells_constants_apart() {
        for (text, expected) in [
            ("enum E { A(\"Not found\", 404001), B(\"Gone\", 410001) }", ["404001", "410001"]),
            ("enum E { A(\"A0001\", 400), B(\"A0002\", 400) }", ["A0001", "A0002"]),
            ("enum E { A(40001, 404, \"m\"), B(40002, 405, \"n\") }", ["40001", "40002"]),
            (
                "enum E { A(404, 1), B(405, 2); int status, int code; E(int s, int code) { } }",
                ["1", "2"],
            ),
            (
                "enum E { A(7, 1), B(8, 2); private final int level; private final int code; }",
                ["1", "2"],
            ),
            ("enum E { A(400, \"C001\", \"Bad\"), B(405, \"C002\", \"Worse\") }", ["C001", "C002"]),
            ("enum E { A(400, \"Bad\"), B(405, \"Worse\") }", ["400", "405"]),
            ("enum E { A(40001, \"C001\"), B(40002, \"C002\") }", ["40001", "40002"]),
        ] {
            let codes: Vec<String> = shown(text).into_iter().map(|constant| constant.1).collect();
            assert_eq!(codes, expected, "{text}");
        }
    }

    #[test]
    fn two_numbers_that_could_be_codes_are_refused() {
        for (text, expected) in [
            ("enum E { A(1, 5), B(2, 6) }", "--code-argument 1: 1 (`1`), 2 (`5`)"),
            (
                "enum E { A(1, 5); E(int code, int errorCode) { } }",
                "--code-argument 1: 1 (`code`, `1`), 2 (`errorCode`, `5`)",
            ),
            ("enum E { A(BASE + 1, \"m\"), B(BASE + 2, \"n\") }", ": 2 (`\"m\"`), 1 (`BASE + 1`)"),
        ] {
            let list = read(text, None).remove(0);
            let said = list.undecided.unwrap();
            assert_eq!(said.offset, 9);
            assert!(said.text.ends_with(expected), "{}", said.text);
            let second = &read(text, Some(2))[0];
            assert_eq!((second.undecided.is_none(), second.unread.len()), (true, 0));
        }
    }

    #[test]
    fn constants_of_the_file_are_worked_out() {
        let text = "\
class Errors {
  static final int BASE = 40_000, OTHER = BASE * 2;
  @Deprecated public static final String PREFIX = \"E\" + Late.ONE;
  static int CHANGES = 5;
  int method() { final int BASE = 7; return BASE; }
  enum Code {
    A(BASE + 1, \"a\"), B(Errors.OTHER | 3, \"b\"), C(0x1F << 2, \"c\"), D(Far.BASE + 1, \"d\"), E(CHANGES, \"e\");
    Code(final int code, String text) { }
  }
  enum Label { X(PREFIX + \"-1\"), Y(PREFIX + \"-2\"); Label(String label) { } }
}
interface Late { int ONE = 1; }
";
        let lists = read(text, None);
        let codes = |list: &CodeList| {
            let codes = list.constants.iter().map(|it| it.code.clone().unwrap_or_default());
            codes.collect::<Vec<_>>()
        };
        assert_eq!(codes(&lists[0]), ["40001", "80003", "124"]);
        assert_eq!(codes(&lists[1]), ["E1-1", "E1-2"]);
        let unread: Vec<&str> = lists[0].unread.iter().map(|unread| &*unread.text).collect();
        assert!(unread[0].contains("`D` is `Far.BASE + 1`, which this file alone does not say"));
        assert_eq!(unread.len(), 2);
    }

    #[test]
    fn a_status_beside_the_code_is_read() {
        for text in [
            "enum E { A(40001, 404, \"m\"), B(40002, 404, \"n\") }",
            "enum E { A(40001, HttpStatus.NOT_FOUND), B(40002, HttpStatus.NOT_FOUND) }",
            "enum E { A(HttpStatus.NOT_FOUND.value(), 40001); E(int httpStatus, int code) { } }",
            "enum E { A(NOT_FOUND, 40001); private final HttpStatus status; private final int code; }",
            "enum E { A(Response.Status.NOT_FOUND, \"E40001\"), B(Response.Status.NOT_FOUND, \"E2\") }",
            "enum E { A(40001, 404); E(int code, int httpStatus) { } }",
        ] {
            let list = &read(text, None)[0];
            let first = &list.constants[0];
            let code = first.code.as_deref().unwrap().trim_start_matches('E');
            assert_eq!((code, first.status), ("40001", Some(404)), "{text}");
        }
        let list = &read("enum E { A(40001, 404); E(int code, int level) { } }", None)[0];
        assert_eq!(list.constants[0].status, None);
    }

    #[test]
    fn what_is_not_a_constant_is_said() {
        let list = &read("enum E { A(1), B(2) C(3), , 5 }", None)[0];
        assert_eq!((list.constants.len(), list.unread.len()), (1, 2));
        assert!(read("class E { int a = 1; }", None).is_empty());
        assert_eq!(read("enum E { A, B }", None)[0].constants[1].code, None);
    }
}

//! The function of a code: it takes a value for each variable, and returns a [`Coded`](crate::Coded) with them. Of
//! two or more, the values are the fields of a struct, so that none can be taken for another.

use std::borrow::Cow;
use std::collections::BTreeMap;

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::catalog::Arguments;
use crate::constants::{Constant, rust};
use crate::registry::ArgumentKind;

/// What no item and no parameter can be called: the keywords of Rust (2024), and those that are kept for it.
const KEYWORDS: [&str; 55] = [
    "Self",
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "macro_rules",
    "raw",
];

/// The functions of the module itself.
const OWN_FUNCTIONS: [&str; 2] = ["catalog", "registry"];

/// The types that the module itself names.
const OWN_TYPES: [&str; 10] = [
    "Catalog",
    "Code",
    "Coded",
    "DateArgument",
    "Into",
    "NumberArgument",
    "Result",
    "Source",
    "String",
    "Value",
];

/// The two names of a code in Rust.
pub(super) struct Names<'n> {
    /// That of its constant, `ORDER_NOT_FOUND`, from which its function has its own.
    pub(super) constant: &'n str,
    /// That of the struct of its arguments, `OrderNotFound`.
    pub(super) type_name: &'n str,
}

/// A variable of a code's texts.
struct Parameter<'v> {
    variable: &'v str,
    kind: Option<ArgumentKind>,
    /// In snake case.
    name: String,
    /// The type parameter of the struct, in camel case.
    type_name: String,
}

/// Writes the function of a code, and the struct that it takes if there are variables to be confused; or says which
/// variables would have one name.
pub(super) fn write(
    names: &Names<'_>,
    constant: &Constant,
    arguments: &Arguments,
) -> Result<String, String> {
    let parameters = parameters(constant, arguments)?;
    let given: String = parameters.iter().map(Parameter::given).collect();
    let is_borrowed = parameters.iter().any(|parameter| parameter.kind.is_none());
    let function = name(names.constant.to_ascii_lowercase(), &OWN_FUNCTIONS);
    let type_name = name(names.type_name.to_owned(), &OWN_TYPES);
    let (arguments, declared) = match &parameters[..] {
        [] => (String::new(), String::new()),
        [one] => (String::new(), format!("{}: impl {}", one.name, one.bound())),
        _ => {
            let fields = list(&parameters, |it| it.name.clone());
            let bounds = list(&parameters, |it| format!("impl {}", it.bound()));
            let declared = format!("{type_name} {{ {fields} }}: {type_name}<{bounds}>");
            (arguments_type(&type_name, &function, &parameters), declared)
        }
    };
    Ok(format!(
        "{arguments}\n{attributes}pub fn {function}{lifetime}({declared}) -> Coded {{\n    \
             self::catalog().coded({constant}){given}\n}}\n",
        attributes = rust::attributes(constant),
        lifetime = if is_borrowed { "<'v>" } else { "" },
        constant = names.constant,
    ))
}

/// The variables, each with its names; or which two would have one.
fn parameters<'v>(
    constant: &Constant,
    arguments: &'v Arguments,
) -> Result<Vec<Parameter<'v>>, String> {
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    let mut parameters = Vec::new();
    for (variable, kind) in arguments {
        let camel = variable.to_upper_camel_case();
        if let Some(other) = taken.insert(camel.clone(), variable) {
            return Err(format!(
                "the variables ${other} and ${variable} of {} would have one name in Rust: give one of them another",
                constant.value
            ));
        }
        let (name, type_name) = (name(variable.to_snake_case(), &[]), name(camel, &[]));
        parameters.push(Parameter { variable, kind: *kind, name, type_name });
    }
    Ok(parameters)
}

/// The struct of a code's arguments.
fn arguments_type(type_name: &str, function: &str, parameters: &[Parameter<'_>]) -> String {
    let fields: String = parameters.iter().map(Parameter::field).collect();
    format!(
        "\n/// The arguments of [`{function}`].\n#[derive(Clone, Copy, Debug)]\npub struct {type_name}<{types}> {{\n\
         {fields}}}\n",
        types = list(parameters, |it| it.type_name.clone()),
    )
}

/// What is written of each parameter, one after the other.
fn list(parameters: &[Parameter<'_>], of: impl Fn(&Parameter<'_>) -> String) -> String {
    parameters.iter().map(of).collect::<Vec<_>>().join(", ")
}

impl Parameter<'_> {
    /// What a value must be.
    fn bound(&self) -> &'static str {
        match self.kind {
            Some(ArgumentKind::String) => "Into<String>",
            Some(ArgumentKind::Number) => "NumberArgument",
            Some(ArgumentKind::Date) => "DateArgument",
            None => "Into<Value<'v>>",
        }
    }

    /// The call that gives its value to the code.
    fn given(&self) -> String {
        let Parameter { variable, name, .. } = self;
        match self.kind {
            Some(ArgumentKind::String) => {
                format!(".with({variable:?}, Into::<String>::into({name}))")
            }
            _ => format!(".with({variable:?}, {name})"),
        }
    }

    /// Its field in the struct.
    fn field(&self) -> String {
        let Parameter { variable, name, type_name, .. } = self;
        let kind = match self.kind {
            Some(ArgumentKind::String) => ", a string",
            Some(ArgumentKind::Number) => ", a number",
            Some(ArgumentKind::Date) => ", a date",
            None => "",
        };
        format!("    /// `${variable}`{kind}.\n    pub {name}: {type_name},\n")
    }
}

/// A name that is none of the keywords, and none of some others.
fn name(name: String, others: &[&str]) -> String {
    let is_taken = KEYWORDS.contains(&&*name) || others.contains(&&*name);
    let end = if is_taken { Cow::Borrowed("_") } else { Cow::default() };
    name + &end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::constants::{Constants, Style};
    use crate::{Catalog, Source};

    /// What the functions and their structs are, without bodies and attributes, or the problem.
    fn items(messages: &str, registry: &str) -> Vec<String> {
        let files = [("en-US/errors.ftl", messages), ("codes.toml", registry)];
        let files = files.map(|(path, text)| (path, text.to_owned()));
        let catalog = Catalog::builder().source(Source::files(files)).build().unwrap();
        let constants = Constants::of(&catalog, catalog.negotiator().default_locale());
        let arguments = catalog.arguments();
        let types = constants.identified(Style::Pascal, &[]).unwrap();
        let identified = rust::identified(&constants).unwrap();
        let items =
            identified.iter().zip(&types).flat_map(|((identifier, constant), (name, _))| {
                let names = Names { constant: identifier, type_name: name };
                match write(&names, constant, &arguments[&constant.code]) {
                    Ok(text) => {
                        let items =
                            text.lines().filter_map(|line| line.trim().strip_prefix("pub "));
                        items
                            .map(|item| item.trim_end_matches([' ', '{', ',']).to_owned())
                            .collect()
                    }
                    Err(problem) => vec![problem],
                }
            });
        items.collect()
    }

    #[test]
    fn names_are_those_of_the_registry_or_the_codes() {
        for (messages, registry, expected) in [
            ("code-404001 = x", "", "fn code_404001() -> Coded"),
            ("code--1121 = x", "", "fn code_minus_1121() -> Coded"),
            ("code-22P02 = x", "", "fn code_22p02() -> Coded"),
            (
                "code-1 = x",
                "[1]\nname = \"HeartbeatExceedLimit\"",
                "fn heartbeat_exceed_limit() -> Coded",
            ),
            ("code-InvalidParameter__2EFormat = x", "", "fn invalid_parameter_format() -> Coded"),
            ("code-type = x", "", "fn type_() -> Coded"),
            ("code-Catalog = x", "", "fn catalog_() -> Coded"),
        ] {
            assert_eq!(items(messages, registry), [expected], "{messages}");
        }
    }

    #[test]
    fn one_argument_is_a_parameter() {
        for (messages, registry, expected) in [
            ("code-1 = { $userId }", "", "fn code_1<'v>(user_id: impl Into<Value<'v>>) -> Coded"),
            (
                "code-1 = { $a }",
                "[1]\nargs = { a = \"string\" }",
                "fn code_1(a: impl Into<String>) -> Coded",
            ),
            // What another message says is a part of the text, and what a term is given is not.
            (
                "code-1 = { unit } { -name(case: \"x\") }\nunit = { $n } s\n-name = { $case }\n",
                "",
                "fn code_1<'v>(n: impl Into<Value<'v>>) -> Coded",
            ),
        ] {
            assert_eq!(items(messages, registry), [expected], "{messages}");
        }
    }

    #[test]
    fn arguments_that_could_be_confused_are_fields() {
        for (messages, registry, expected) in [
            (
                "code-1 = { $userId } { $type }\n    .title = { $at }",
                "",
                &[
                    "struct Code1<At, Type, UserId>",
                    "at: At",
                    "type_: Type",
                    "user_id: UserId",
                    "fn code_1<'v>(Code1 { at, type_, user_id }: Code1<impl Into<Value<'v>>, impl Into<Value<'v>>, \
                     impl Into<Value<'v>>>) -> Coded",
                ][..],
            ),
            // The registry declares one that the text does not have, and not the one that it has.
            (
                "code-1 = { $limit }",
                "[1]\nargs = { limt = \"number\" }",
                &[
                    "struct Code1<Limit, Limt>",
                    "limit: Limit",
                    "limt: Limt",
                    "fn code_1<'v>(Code1 { limit, limt }: Code1<impl Into<Value<'v>>, impl NumberArgument>) -> Coded",
                ],
            ),
            // What the module names itself, and what is a keyword.
            (
                "code-Coded = { $self } { $b }",
                "[Coded]\nargs = { self = \"string\", b = \"date\" }",
                &[
                    "struct Coded_<B, Self_>",
                    "b: B",
                    "self_: Self_",
                    "fn coded(Coded_ { b, self_ }: Coded_<impl DateArgument, impl Into<String>>) -> Coded",
                ],
            ),
            (
                "code-1 = { $user-id } { $userId }",
                "",
                &[
                    "the variables $user-id and $userId of 1 would have one name in Rust: give one of them another",
                ],
            ),
        ] {
            assert_eq!(items(messages, registry), expected, "{messages}");
        }
    }
}

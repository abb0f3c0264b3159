//! OpenAPI 3, in YAML or JSON: a schema with an `enum` of codes, and their names in `x-enum-varnames`,
//! `x-enumNames` or `x-ms-enum`; or a schema with `oneOf` or `anyOf`, each a `const` with
//! its `title`.
//!
//! A list is called by its path in the document, without what all documents have: `ErrorCode`, `Error.code`.

use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};

use super::list::{CodeList, Constant, Unread};
use crate::workbench::exchange::Offsets;

pub(super) fn read(text: &str) -> Result<Vec<CodeList>, Unread> {
    let offsets = Offsets::new(text);
    let documents = MarkedYaml::load_from_str(text).map_err(|error| {
        let text = format!("this is neither YAML nor JSON: {}", error.info());
        Unread::new(offsets.of(error.marker().index()), text)
    })?;
    let mut lists = Vec::new();
    for document in &documents {
        schemas(document, &mut Vec::new(), &offsets, &mut lists);
    }
    // Of enums with names and others, those with names are meant, where nobody says which.
    if lists.iter().any(|list: &CodeList| list.has_names()) {
        for list in &mut lists {
            list.is_doubtful = !list.has_names();
        }
    }
    Ok(lists)
}

impl CodeList {
    fn has_names(&self) -> bool {
        self.constants.iter().any(|constant| constant.name.is_some())
    }
}

/// How deep a document is followed.
const DEPTH_LIMIT: usize = 64;

/// The keys that stand in all documents, which say nothing about a schema.
const COMMON: [&str; 6] = ["components", "schemas", "properties", "definitions", "allOf", "items"];

/// Collects the lists of a node and of what is in it.
fn schemas<'a>(
    node: &'a MarkedYaml<'_>,
    path: &mut Vec<&'a str>,
    offsets: &Offsets<'_>,
    lists: &mut Vec<CodeList>,
) {
    if path.len() > DEPTH_LIMIT {
        return;
    }
    match &node.data {
        YamlData::Mapping(fields) => {
            let mut list = enumeration(node, offsets);
            if list.constants.is_empty() && list.unread.is_empty() {
                list = alternatives(node, offsets);
            }
            if !list.constants.is_empty() || !list.unread.is_empty() {
                let named = path.iter().filter(|key| !COMMON.contains(key));
                list.name = named.copied().collect::<Vec<_>>().join(".");
                lists.push(list);
            }
            for (key, value) in fields {
                path.push(key.data.as_str().unwrap_or_default());
                schemas(value, path, offsets, lists);
                path.pop();
            }
        }
        YamlData::Sequence(items) => {
            for item in items {
                schemas(item, path, offsets, lists);
            }
        }
        YamlData::Tagged(_, inner) => schemas(inner, path, offsets, lists),
        _ => {}
    }
}

/// The list of a schema with an `enum`.
fn enumeration(schema: &MarkedYaml<'_>, offsets: &Offsets<'_>) -> CodeList {
    let mut list = CodeList::default();
    let field = |name: &str| schema.data.as_mapping_get(name);
    let Some(codes) = field("enum").and_then(|codes| codes.data.as_vec()) else { return list };
    let names = ["x-enum-varnames", "x-enumNames", "x-enum-names"].into_iter().find_map(field);
    let notes = ["x-enum-descriptions", "x-enumDescriptions"].into_iter().find_map(field);
    let is_retired = ["x-enum-deprecated", "x-deprecated"].into_iter().find_map(field);
    let of_microsoft = field("x-ms-enum").and_then(|it| it.data.as_mapping_get("values"));
    let not_null = codes.iter().filter(|code| !code.data.is_null()).count();
    // Names may pass over the place of `null`. What are too few or too many are the names of nobody knows which.
    let count = |node: &MarkedYaml<'_>| node.data.as_vec().map_or(codes.len(), Vec::len);
    let fits = |node: &&MarkedYaml<'_>| [codes.len(), not_null].contains(&count(node));
    let place = |node: &MarkedYaml<'_>, at: usize, before: usize| match count(node) == codes.len() {
        true => at,
        false => before,
    };
    let mut before = 0;
    for (at, found) in codes.iter().enumerate() {
        // That there may be no code.
        if found.data.is_null() {
            continue;
        }
        let own_place = before;
        before += 1;
        let offset = offsets.of(found.span.start.index());
        let Some(code) = text(found) else {
            list.unread.push(Unread::new(offset, "this is not a code: write a number or a text"));
            continue;
        };
        let own = of_microsoft.and_then(|it| it.data.as_vec()?.get(at));
        let of_own = |field: &str| own.and_then(|own| text(own.data.as_mapping_get(field)?));
        list.constants.push(Constant {
            offset,
            name: names
                .filter(fits)
                .and_then(|names| said(names, place(names, at, own_place), &code))
                .or_else(|| of_own("name")),
            note: notes
                .filter(fits)
                .and_then(|notes| said(notes, place(notes, at, own_place), &code))
                .or_else(|| of_own("description")),
            is_retired: is_retired.is_some_and(|it| is_among(it, &code)),
            code: Some(code),
            ..Constant::default()
        });
    }
    if let Some(names) = names.and_then(|names| Some((names, names.data.as_vec()?)))
        && names.1.len() != codes.len()
        && names.1.len() != not_null
    {
        let text = format!("{} names stand here for {} codes", names.1.len(), codes.len());
        let text = format!("{text}: write one for each");
        list.unread.push(Unread::new(offsets.of(names.0.span.start.index()), text));
    }
    list
}

/// The list of a schema whose alternatives are constants, each with a title.
fn alternatives(schema: &MarkedYaml<'_>, offsets: &Offsets<'_>) -> CodeList {
    let mut list = CodeList::default();
    let found = ["oneOf", "anyOf"].into_iter().find_map(|it| schema.data.as_mapping_get(it));
    let found = found.and_then(|it| it.data.as_vec());
    for found in found.into_iter().flatten() {
        let field = |name: &str| found.data.as_mapping_get(name);
        let Some(code) = field("const").and_then(text) else { continue };
        let is_retired = field("deprecated").and_then(|it| it.data.as_bool());
        list.constants.push(Constant {
            offset: offsets.of(found.span.start.index()),
            code: Some(code),
            name: field("title").and_then(text),
            note: field("description").and_then(text),
            is_retired: is_retired == Some(true),
            ..Constant::default()
        });
    }
    list
}

/// What a list, or a table by codes, says about the code at a place.
fn said(node: &MarkedYaml<'_>, at: usize, code: &str) -> Option<String> {
    match &node.data {
        YamlData::Sequence(items) => text(items.get(at)?),
        YamlData::Mapping(fields) => {
            let found = fields.iter().find(|(key, _)| text(key).as_deref() == Some(code));
            text(found?.1)
        }
        _ => None,
    }
}

/// Whether a list has a code, or a table says that it is true.
fn is_among(node: &MarkedYaml<'_>, code: &str) -> bool {
    match &node.data {
        YamlData::Sequence(items) => items.iter().filter_map(text).any(|it| it == code),
        _ => said(node, 0, code).as_deref() == Some("true"),
    }
}

/// A scalar as a text.
fn text(node: &MarkedYaml<'_>) -> Option<String> {
    match &node.data {
        YamlData::Value(Scalar::Integer(number)) => Some(number.to_string()),
        YamlData::Value(Scalar::String(text)) => Some(text.trim().to_owned()),
        YamlData::Value(Scalar::Boolean(is)) => Some(is.to_string()),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(list: &CodeList) -> Vec<String> {
        let shown = |constant: &Constant| {
            let name = constant.name.as_deref().unwrap_or("–");
            let note = constant.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
            let retired = if constant.is_retired { " retired" } else { "" };
            format!("{name}={}{note}{retired}", constant.code.as_deref().unwrap())
        };
        list.constants.iter().map(shown).collect()
    }

    #[test]
    fn an_enum_has_its_names_beside_it() {
        let yaml = "\
openapi: 3.0.0
info: { title: 错误 }
components:
  schemas:
    Color: { type: string, enum: [red, green] }
    ErrorCode:
      type: integer
      enum:
        - 400142
        - -1121
      x-enum-varnames: [HeartbeatExceedLimit, BadSymbol]
      x-enum-descriptions:
        - 心跳超限
        - >
          Not a
          symbol.
";
        let [color, list] = &read(yaml).unwrap()[..] else { panic!() };
        assert_eq!((&*color.name, color.is_doubtful), ("Color", true));
        assert_eq!((&*list.name, list.is_doubtful), ("ErrorCode", false));
        let expected =
            ["HeartbeatExceedLimit=400142 (心跳超限)", "BadSymbol=-1121 (Not a symbol.)"];
        assert_eq!(shown(list), expected);
        assert_eq!(&yaml[list.constants[1].offset..][..5], "-1121");
    }

    #[test]
    fn null_says_that_there_may_be_no_code() {
        for names in ["[A, B]", "[A, B, 'null']", "{ 1: A, 2: B }"] {
            let yaml = format!("e: {{ enum: [1, 2, null], x-enum-varnames: {names} }}");
            let [list] = &read(&yaml).unwrap()[..] else { panic!() };
            assert_eq!(
                (shown(list), &list.unread[..]),
                (vec!["A=1".into(), "B=2".into()], &[][..])
            );
        }
    }

    #[test]
    fn names_pass_over_null() {
        for (codes, names) in [("[null, 1, 2]", "[A, B]"), ("[1, null, 2]", "[A, 'null', B]")] {
            let yaml = format!("e: {{ enum: {codes}, x-enumNames: {names} }}");
            assert_eq!(shown(&read(&yaml).unwrap()[0]), ["A=1", "B=2"]);
        }
    }

    #[test]
    fn a_code_that_is_rewritten_is_not_read() {
        let [list] =
            &read("e: { enum: [4.00001E+05, 400142.0, 1], x-enumNames: [A, B, C] }").unwrap()[..]
        else {
            panic!()
        };
        assert_eq!((shown(list), list.unread.len()), (vec!["C=1".to_owned()], 2));
    }

    #[test]
    fn json_is_read_as_yaml() {
        let json = "{\n\t\"components\": {\"schemas\": {\"Error\": {\"properties\": {\"code\": {\n\t\t\"enum\": \
                    [\"card_declined\", \"50011\"],\n\t\t\"x-enumNames\": [\"Declined\", \"Slow\"],\n\t\t\
                    \"x-enum-descriptions\": {\"50011\": \"Too \\u00e9 many\"}\n\t}}}}}}\n";
        let [list] = &read(json).unwrap()[..] else { panic!() };
        assert_eq!(list.name, "Error.code");
        assert_eq!(shown(list), ["Declined=card_declined", "Slow=50011 (Too é many)"]);
    }

    #[test]
    fn other_ways_to_name_codes_are_read() {
        let yaml = "\
a: { enum: [1, 2], x-ms-enum: { values: [{ name: A, description: x }, { name: B }] } }
b: { anyOf: [{ const: 3, title: C, deprecated: true }, { const: D4 }] }
c: { enum: [5, [x]], x-enumNames: [E] }
d: { enum: [6, 7], x-enumNames: [F, G], x-enum-deprecated: { 7: true } }
";
        let lists = read(yaml).unwrap();
        let all: Vec<Vec<String>> = lists.iter().map(shown).collect();
        assert_eq!(
            all,
            [
                vec!["A=1 (x)", "B=2"],
                vec!["C=3 retired", "–=D4"],
                vec!["–=5"],
                vec!["F=6", "G=7 retired"]
            ]
        );
        let unread: Vec<&str> = lists[2].unread.iter().map(|unread| &*unread.text).collect();
        assert_eq!(
            unread,
            [
                "this is not a code: write a number or a text",
                "1 names stand here for 2 codes: write one for each"
            ]
        );
    }

    #[test]
    fn a_mistake_has_its_place() {
        let unread = read("é: [1,\n  }\n").unwrap_err();
        assert!(unread.text.starts_with("this is neither YAML nor JSON: "), "{}", unread.text);
        assert!(read("").unwrap().is_empty());
    }
}

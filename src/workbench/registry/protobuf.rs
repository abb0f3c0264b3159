//! Protocol Buffers: an enum, at the top or within messages, `Outer.Code`.
//!
//! Its comments are notes, `deprecated` is `retired`, and options that name an HTTP status give it, such as
//! `(errors.code) = 404` and `(errors.default_code)` of Kratos. What other options say stands in the note.

use prost_types::source_code_info::Location;
use prost_types::uninterpreted_option::NamePart;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FileDescriptorProto,
    UninterpretedOption,
};
use rustc_hash::FxHashMap;

use super::edition;
use super::list::{CodeList, Constant, Unread};

pub(super) fn read(text: &str) -> Result<Vec<CodeList>, Unread> {
    let file = protox_parse::parse("", &edition::without(text)).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        Unread::new(offset, format!("this is not Protocol Buffers: {error}"))
    })?;
    let mut reader = Reader { lines: Lines::new(text, &file), lists: Vec::new() };
    for (number, found) in file.enum_type.iter().enumerate() {
        reader.list("", &[FILE_ENUM, number as i32], found);
    }
    for (number, message) in file.message_type.iter().enumerate() {
        reader.message("", &[FILE_MESSAGE, number as i32], message);
    }
    Ok(reader.lists)
}

/// The numbers of fields in `descriptor.proto`, of which the path of a location is made.
const FILE_MESSAGE: i32 = 4;
const FILE_ENUM: i32 = 5;
const MESSAGE_MESSAGE: i32 = 3;
const MESSAGE_ENUM: i32 = 4;
const ENUM_VALUE: i32 = 2;

struct Reader<'a> {
    lines: Lines<'a>,
    lists: Vec<CodeList>,
}

impl Reader<'_> {
    /// Reads the enums in a message. The parser limits how deep messages are nested.
    fn message(&mut self, outer: &str, path: &[i32], message: &DescriptorProto) {
        let outer = format!("{outer}{}.", message.name());
        for (number, found) in message.enum_type.iter().enumerate() {
            self.list(&outer, &[path, &[MESSAGE_ENUM, number as i32]].concat(), found);
        }
        for (number, inner) in message.nested_type.iter().enumerate() {
            self.message(&outer, &[path, &[MESSAGE_MESSAGE, number as i32]].concat(), inner);
        }
    }

    fn list(&mut self, outer: &str, path: &[i32], found: &EnumDescriptorProto) {
        let mut list = CodeList { name: format!("{outer}{}", found.name()), ..CodeList::default() };
        let options = found.options.iter().flat_map(|it| &it.uninterpreted_option);
        let status = options.filter_map(status).next_back();
        for (number, value) in found.value.iter().enumerate() {
            let path = [path, &[ENUM_VALUE, number as i32]].concat();
            let (offset, mut note) = self.lines.find(&path);
            let mut constant = Constant {
                offset,
                name: Some(value.name().to_owned()),
                code: Some(value.number().to_string()),
                status,
                ..Constant::default()
            };
            constant.is_unspecified = is_unspecified(value);
            let options = value.options.iter();
            constant.is_retired = options.clone().any(|options| options.deprecated());
            for option in options.flat_map(|options| &options.uninterpreted_option) {
                let said = (name(option), said(option));
                match (status_of(&said.0, option), &*said.0, &*said.1) {
                    (Some(status), ..) => constant.status = Some(status),
                    (None, "deprecated", said) => constant.is_retired = said == "true",
                    (None, name, said) => note.push(format!("{name} = {said}")),
                }
            }
            constant.note = (!note.is_empty()).then(|| note.join("\n"));
            list.constants.push(constant);
        }
        self.lists.push(list);
    }
}

/// Whether a value stands for none: guides for Protocol Buffers have the first one, zero, end so (AIP-126).
fn is_unspecified(value: &EnumValueDescriptorProto) -> bool {
    value.number() == 0 && value.name().to_ascii_uppercase().ends_with("UNSPECIFIED")
}

/// The name of an option as it is written, `(errors.code)`.
fn name(option: &UninterpretedOption) -> String {
    let part = |part: &NamePart| match part.is_extension {
        true => format!("({})", part.name_part),
        false => part.name_part.clone(),
    };
    option.name.iter().map(part).collect::<Vec<_>>().join(".")
}

/// The value of an option, as it is written.
fn said(option: &UninterpretedOption) -> String {
    let text = option.string_value.as_ref().map(|it| String::from_utf8_lossy(it).into_owned());
    (option.identifier_value.clone())
        .or_else(|| option.positive_int_value.map(|it| it.to_string()))
        .or_else(|| option.negative_int_value.map(|it| it.to_string()))
        .or_else(|| option.double_value.map(|it| it.to_string()))
        .or_else(|| text.map(|text| format!("{text:?}")))
        .or_else(|| option.aggregate_value.as_ref().map(|it| format!("{{ {it} }}")))
        .unwrap_or_default()
}

fn status(option: &UninterpretedOption) -> Option<u16> {
    status_of(&name(option), option)
}

/// The HTTP status that an option gives, if that is what it is for.
fn status_of(name: &str, option: &UninterpretedOption) -> Option<u16> {
    let bare = name.trim_matches(['(', ')']);
    let last = bare.rsplit('.').next().unwrap_or(bare);
    let is_kratos = matches!(bare, "errors.code" | "errors.default_code");
    let is_status =
        matches!(last, "http" | "http_code" | "http_status" | "http_status_code" | "status_code");
    let status = u16::try_from(option.positive_int_value?).ok()?;
    ((is_kratos || is_status) && (100..=599).contains(&status)).then_some(status)
}

/// Where things stand in the file, and what comments say about them.
struct Lines<'a> {
    starts: Vec<usize>,
    /// By what they lead to; of several for one thing, the first counts.
    locations: FxHashMap<&'a [i32], &'a Location>,
}

impl<'a> Lines<'a> {
    fn new(text: &str, file: &'a FileDescriptorProto) -> Lines<'a> {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = [0].into_iter().chain(starts).collect();
        let mut locations = FxHashMap::default();
        for location in file.source_code_info.iter().flat_map(|info| &info.location) {
            locations.entry(&*location.path).or_insert(location);
        }
        Lines { starts, locations }
    }

    /// The offset of what a path leads to, and the lines of its comments.
    fn find(&self, path: &[i32]) -> (usize, Vec<String>) {
        let Some(found) = self.locations.get(path) else {
            return (0, Vec::new());
        };
        let place = |at: usize| found.span.get(at).and_then(|it| usize::try_from(*it).ok());
        let line = place(0).and_then(|line| self.starts.get(line));
        let offset = line.map_or(0, |start| start + place(1).unwrap_or(0));
        let comments = [found.leading_comments(), found.trailing_comments()];
        let lines = comments.iter().flat_map(|comment| comment.lines());
        let lines = lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty());
        (offset, lines.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enums_are_read_with_what_is_said_about_them() {
        let text = "\
syntax = \"proto3\";
package x;
message Outer { message Inner { enum Code { NONE = 0; } } }
enum ErrorReason {
  option allow_alias = true;
  option (errors.default_code) = 500;
  reserved 2, 9 to 11; reserved \"FOO\";
  // Nothing is
  // wrong.
  OK = 0 [(errors.code) = 200];
  TOO_MANY = 0x10 [deprecated = true, (severity) = HIGH]; // 太多
  SAME = 16;
  LESS = -7 [(my.http_status) = 429, (my.text) = \"a\"];
}
";
        let lists = read(text).unwrap();
        let names: Vec<&str> = lists.iter().map(|list| &*list.name).collect();
        assert_eq!(names, ["ErrorReason", "Outer.Inner.Code"]);
        let said = lists[0].constants.iter().map(|it| {
            let name = it.name.as_deref().unwrap();
            (name, it.code.as_deref().unwrap(), it.status, it.is_retired, it.note.as_deref())
        });
        let expected = [
            ("OK", "0", Some(200), false, Some("Nothing is\nwrong.")),
            ("TOO_MANY", "16", Some(500), true, Some("太多\n(severity) = HIGH")),
            ("SAME", "16", Some(500), false, None),
            ("LESS", "-7", Some(429), false, Some("(my.text) = \"a\"")),
        ];
        assert_eq!(said.collect::<Vec<_>>(), expected);
        assert_eq!(&text[lists[0].constants[1].offset..][..8], "TOO_MANY");
    }

    #[test]
    fn an_edition_is_read() {
        let text = "edition = \"2023\";\nmessage M {\n  int32 a = 1 [features.field_presence = IMPLICIT];\n  \
                    extensions 100 to max;\n  enum Code {\n    option features.enum_type = CLOSED;\n    reserved \
                    7, 9 to 12;\n    reserved FOO;\n    // One\n    A = 1 [debug_redact = true];\n  }\n}\n";
        let lists = read(text).unwrap();
        assert_eq!(lists[0].name, "M.Code");
        let constant = &lists[0].constants[0];
        assert_eq!(
            (constant.code.as_deref(), constant.offset),
            (Some("1"), text.find("A =").unwrap())
        );
    }

    #[test]
    fn zero_may_stand_for_no_code() {
        let text =
            "syntax = \"proto3\"; enum E { E_UNSPECIFIED = 0; A = 1; } enum F { UNKNOWN = 0; }";
        let lists = read(text).unwrap();
        let is =
            |list: &CodeList| list.constants.iter().map(|it| it.is_unspecified).collect::<Vec<_>>();
        assert_eq!((is(&lists[0]), is(&lists[1])), (vec![true, false], vec![false]));
    }

    #[test]
    fn a_mistake_has_its_place() {
        let text = "syntax = \"proto3\";\nenum E { A = ; }\n";
        let unread = read(text).unwrap_err();
        assert_eq!(unread.offset, text.find(';').map(|_| text.find("= ;").unwrap() + 2).unwrap());
        assert!(unread.text.starts_with("this is not Protocol Buffers: "), "{}", unread.text);
    }
}

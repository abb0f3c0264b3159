//! Go: a package with a typed block of constants, as gofmt writes it.

use crate::constants::{Constants, Kind, Style, Written};

/// Go's keywords, and the blank identifier: no package can be called so.
const RESERVED: [&str; 26] = [
    "_",
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];

pub(super) fn write(header: &str, package: &str, constants: &Constants) -> Written {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let starts = package.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if !starts || !package.bytes().all(is_part) || RESERVED.contains(&package) {
        let form = "write a word of letters and digits, such as errorcode";
        return Err(vec![format!("`{package}` is not the name of a package of Go: {form}")]);
    }
    // One type for all: where there are names, an integer is a string of its digits.
    let (base, spelling) = match constants.kind() {
        Kind::Int32 => ("int32", "a number"),
        Kind::Int64 => ("int64", "a number"),
        Kind::Integers => return Err(constants.past_64_bits("Go")),
        Kind::Names | Kind::Mixed => ("string", "as it is spelled"),
    };
    let mut file = format!(
        "// {header}\n\npackage {package}\n\n// ErrorCode is an error code, {spelling}.\ntype ErrorCode {base}\n\n\
         // The error codes.\nconst (\n"
    );
    for (number, (identifier, constant)) in
        constants.identified(Style::Pascal, &["ErrorCode"])?.into_iter().enumerate()
    {
        if number > 0 {
            file.push('\n');
        }
        if !constant.text.is_empty() {
            file += &format!("\t// {identifier}: {}\n", constant.text);
        }
        if constant.is_retired {
            let paragraph = if constant.text.is_empty() { "" } else { "\t//\n" };
            file += &format!("{paragraph}\t// Deprecated: It is no longer sent.\n");
        }
        let value =
            if base == "string" { constant.value.quoted() } else { constant.value.literal() };
        file += &format!("\t{identifier} ErrorCode = {value}\n");
    }
    file += ")\n";
    Ok(file)
}

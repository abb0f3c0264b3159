//! Python: an enum, as black writes it.

use crate::constants::{Constants, Kind, Style, Value, Written};

pub(super) fn write(header: &str, constants: &Constants) -> Written {
    let (import, base) = match constants.kind() {
        Kind::Int32 | Kind::Int64 | Kind::Integers => ("IntEnum", "IntEnum"),
        Kind::Names => ("Enum", "str, Enum"),
        Kind::Mixed => ("Enum", "Enum"),
    };
    let mut file = format!(
        "# {header}\n\"\"\"The error codes.\"\"\"\n\nfrom enum import {import}\n\n\nclass ErrorCode({base}):\n    \
         \"\"\"The error codes.\"\"\"\n"
    );
    for (identifier, constant) in constants.identified(Style::ShoutySnake, &[])? {
        file.push('\n');
        if !constant.text.is_empty() {
            file += &format!("    #: {}\n", constant.text);
        }
        if constant.is_retired {
            file += "    #: Deprecated: it is no longer sent.\n";
        }
        let value = match &constant.value {
            Value::Integer(integer) => integer.to_string(),
            value => string(value),
        };
        file += &format!("    {identifier} = {value}\n");
    }
    Ok(file)
}

/// In double quotes, or in single ones where there are fewer to escape, which is what black chooses.
fn string(value: &Value) -> String {
    let text = value.to_string();
    match text.contains('"') && !text.contains('\'') {
        true => format!("'{}'", text.replace('\\', "\\\\")),
        false => value.quoted(),
    }
}

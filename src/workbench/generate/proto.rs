//! Protocol Buffers: an enum for proto3.

use crate::constants::{Constant, Constants, Style, Value, Written};

/// What stands for no code, as guides for Protocol Buffers call it (AIP-126).
const UNSPECIFIED: &str = "ERROR_CODE_UNSPECIFIED";

pub(super) fn write(header: &str, package: Option<&str>, constants: &Constants) -> Written {
    if let Some(package) = package.filter(|package| !package.split('.').all(is_identifier)) {
        let form = "write one such as orders.v1";
        return Err(vec![format!(
            "`{package}` is not the name of a package of Protocol Buffers: {form}"
        )]);
    }
    let misfits: Vec<String> = constants.iter().filter_map(misfit).collect();
    if !misfits.is_empty() {
        return Err(misfits);
    }
    let is_zero = |constant: &Constant| constant.value == Value::Integer(0);
    // Generators for other languages drop the underscores, and the prefix, which all have.
    let key = |identifier: &str| identifier.replace('_', "").to_ascii_lowercase();
    let has_zero = constants.iter().any(is_zero);
    let reserved = if has_zero { &[][..] } else { &["errorcodeunspecified"] };
    let mut values = constants.identified_by(Style::Prefixed, reserved, key)?;
    // The first value of an enum has to be zero.
    values.sort_by_key(|(_, constant)| !is_zero(constant));

    let package = package.map(|package| format!("package {package};\n\n")).unwrap_or_default();
    let mut file = format!(
        "// {header}\n\nsyntax = \"proto3\";\n\n{package}// The error codes.\nenum ErrorCode {{\n"
    );
    if !has_zero {
        file +=
            &format!("  // No code: proto3 begins every enum with zero.\n  {UNSPECIFIED} = 0;\n\n");
    }
    for (number, (identifier, constant)) in values.into_iter().enumerate() {
        if number > 0 {
            file.push('\n');
        }
        if !constant.text.is_empty() {
            file += &format!("  // {}\n", constant.text);
        }
        let mark = if constant.is_retired { " [deprecated = true]" } else { "" };
        file += &format!("  {identifier} = {}{mark};\n", constant.value);
    }
    file += "}\n";
    Ok(file)
}

fn is_identifier(part: &str) -> bool {
    part.starts_with(|c: char| c.is_ascii_alphabetic())
        && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Why a code cannot be a value of an enum.
fn misfit(constant: &Constant) -> Option<String> {
    match &constant.value {
        Value::Integer(integer) if i32::try_from(*integer).is_ok() => None,
        Value::Integer(integer) => Some(format!(
            "{integer} has more than the 32 bits of an enum of Protocol Buffers: use another language"
        )),
        Value::Name(name) => Some(format!(
            "`{name}` is a name, and an enum of Protocol Buffers has integers alone: use another language"
        )),
    }
}

//! TypeScript: an object `as const`, and the type of its values under the same name.

use crate::constants::{Constant, Constants, Style, Value, Written};

/// The greatest integer up to which every integer is exact: `Number.MAX_SAFE_INTEGER`.
const MAX_SAFE_INTEGER: u128 = (1 << 53) - 1;

pub(super) fn write(header: &str, constants: &Constants) -> Written {
    let inexact: Vec<String> = constants.iter().filter_map(inexact).collect();
    if !inexact.is_empty() {
        return Err(inexact);
    }
    let mut file = format!("// {header}\n\n/** The error codes. */\nexport const ErrorCode = {{\n");
    for (identifier, constant) in constants.identified(Style::Pascal, &[])? {
        file += &comment(constant);
        file += &format!("  {identifier}: {},\n", constant.value.literal());
    }
    file += "} as const;\n\n/** One of the error codes. */\n\
             export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];\n";
    Ok(file)
}

/// Why a code cannot be a number of JavaScript.
fn inexact(constant: &Constant) -> Option<String> {
    match constant.value {
        Value::Integer(integer) if integer.unsigned_abs() > MAX_SAFE_INTEGER => Some(format!(
            "{integer} is not exact as a number of TypeScript: the greatest is {MAX_SAFE_INTEGER}"
        )),
        _ => None,
    }
}

fn comment(constant: &Constant) -> String {
    let text = tsdoc(&constant.text);
    match (text.is_empty(), constant.is_retired) {
        (true, false) => String::new(),
        (false, false) => format!("  /** {text} */\n"),
        (true, true) => "  /** @deprecated It is no longer sent. */\n".to_owned(),
        (false, true) => {
            format!("  /**\n   * {text}\n   *\n   * @deprecated It is no longer sent.\n   */\n")
        }
    }
}

/// A text without tags, links and the end of a comment. TSDoc escapes by a backslash.
fn tsdoc(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let ends_comment = c == '/' && text[..at].ends_with('*');
        if ends_comment || matches!(c, '\\' | '@' | '{' | '}' | '<' | '>' | '`') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

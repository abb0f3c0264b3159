//! Rust: a module of constants of [`Code`](crate::Code).

#[cfg(feature = "cli")]
use super::constant::Written;
use super::constant::{Constant, Constants, Value, quoted};
use super::identifier::Style;

/// The table of the names.
const NAMES: &str = "NAMES";

/// How wide rustfmt lets a line be.
const WIDTH: usize = 100;

/// The module, with a header at its top.
#[cfg(feature = "cli")]
pub(crate) fn write(header: &str, constants: &Constants) -> Written {
    let items = items(&identified(constants)?);
    Ok(format!("// {header}\n\n//! The error codes.\n\nuse codeword::Code;\n{items}"))
}

/// The constants, each with its identifier, or those that would get one that is taken.
pub(crate) fn identified(constants: &Constants) -> Result<Vec<(String, &Constant)>, Vec<String>> {
    constants.identified(Style::ShoutySnake, &[NAMES])
}

/// The declarations of the constants, and the table of their names.
pub(crate) fn items(identified: &[(String, &Constant)]) -> String {
    let mut items = String::new();
    for (identifier, constant) in identified {
        items.push('\n');
        items += &attributes(constant);
        items += &declaration(identifier, constant);
    }
    items + &names(identified)
}

/// What stands above the declaration of a constant, or of a function of its code: the text, and the mark of one
/// that is retired.
pub(crate) fn attributes(constant: &Constant) -> String {
    let mut attributes = String::new();
    if !constant.text.is_empty() {
        attributes += &format!("/// {}\n", markdown(&constant.text));
    }
    if constant.is_retired {
        attributes += "#[deprecated = \"it is no longer sent\"]\n";
    }
    attributes
}

/// A table of the names that the registry gives the codes, if it gives any.
fn names(identified: &[(String, &Constant)]) -> String {
    let named =
        identified.iter().filter_map(|(id, constant)| Some((id, constant.name.as_deref()?)));
    let rows: Vec<String> =
        named.map(|(id, name)| format!("    ({id}, {}),\n", quoted(name))).collect();
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "\n/// The codes that have names, in their order, and the names.\n#[allow(deprecated)]\n#[rustfmt::skip]\n\
         pub static {NAMES}: [(Code<'static>, &str); {}] = [\n{}];\n",
        rows.len(),
        rows.concat()
    )
}

/// The constant, on two lines where rustfmt breaks it.
fn declaration(identifier: &str, constant: &Constant) -> String {
    let start = format!("pub const {identifier}:");
    let value = match &constant.value {
        Value::Integer(integer) if constant.value.is_in_64_bits() => {
            format!("Code::new({integer});")
        }
        value => format!("Code::from_static({});", value.quoted()),
    };
    let one_line = format!("{start} Code<'static> = {value}");
    match start.len() + " Code<'static> =".len() {
        _ if one_line.len() <= WIDTH => one_line + "\n",
        to_sign if to_sign <= WIDTH => format!("{start} Code<'static> =\n    {value}\n"),
        _ => format!("{start}\n    Code<'static> = {value}\n"),
    }
}

/// A text as Markdown that says the same: rustdoc takes nothing in it for a link, HTML or a heading.
fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let begins_block = at == 0 && matches!(c, '#' | '+' | '-' | '=' | '|' | '~');
        // `1.` and `1)` at the start make a list, and `https://` a link.
        let ends_number = matches!(c, '.' | ')')
            && at > 0
            && text[..at].bytes().all(|byte| byte.is_ascii_digit());
        let is_link = c == '/' && text[..at].ends_with(':');
        let is_markup = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&');
        if begins_block || ends_number || is_link || is_markup {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_escaped() {
        for (text, expected) in [
            ("Use RulePolicy, or [0, 10]", "Use RulePolicy, or \\[0, 10\\]"),
            ("# not a heading", "\\# not a heading"),
            ("12. item", "12\\. item"),
            ("item 12.", "item 12."),
            ("see https://example.com/", "see https:\\//example.com/"),
            ("<b>*a_b*</b>", "\\<b\\>\\*a\\_b\\*\\</b\\>"),
        ] {
            assert_eq!(markdown(text), expected);
        }
    }
}

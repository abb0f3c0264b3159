//! Java: an enum, whose constants have the codes as their values.

use crate::constants::{Constant, Constants, Kind, Style, Value, Written};

/// How many constants an enum may have: javac builds them in one method of at most 64 KiB, by up to 19 bytes
/// each (JVMS §4.7.3).
const MOST: usize = 3_400;

/// The keywords and literals, and the underscore: no part of a package can be called so (JLS §3.8, §3.9).
const RESERVED: [&str; 54] = [
    "_",
    "abstract",
    "assert",
    "boolean",
    "break",
    "byte",
    "case",
    "catch",
    "char",
    "class",
    "const",
    "continue",
    "default",
    "do",
    "double",
    "else",
    "enum",
    "extends",
    "false",
    "final",
    "finally",
    "float",
    "for",
    "goto",
    "if",
    "implements",
    "import",
    "instanceof",
    "int",
    "interface",
    "long",
    "native",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "short",
    "static",
    "strictfp",
    "super",
    "switch",
    "synchronized",
    "this",
    "throw",
    "throws",
    "transient",
    "true",
    "try",
    "void",
    "volatile",
    "while",
];

pub(super) fn write(header: &str, package: Option<&str>, constants: &Constants) -> Written {
    if let Some(package) = package.filter(|package| !package.split('.').all(is_identifier)) {
        let form = "write one such as com.example.orders";
        return Err(vec![format!("`{package}` is not the name of a package of Java: {form}")]);
    }
    let constants_named = constants.identified(Style::ShoutySnake, &[])?;
    if constants_named.len() > MOST {
        let found = constants_named.len();
        return Err(vec![format!(
            "{found} codes are more than an enum of Java can have, which are {MOST}"
        )]);
    }
    // One type for all: where there are names, an integer is a string of its digits.
    let kind = constants.kind();
    let base = match kind {
        Kind::Int32 => "int",
        Kind::Int64 => "long",
        Kind::Integers => return Err(constants.past_64_bits("Java")),
        Kind::Names | Kind::Mixed => "String",
    };
    let package = package.map(|package| format!("package {package};\n\n")).unwrap_or_default();
    let mut file =
        format!("// {header}\n\n{package}/** The error codes. */\npublic enum ErrorCode {{\n");
    for (number, (identifier, constant)) in constants_named.iter().enumerate() {
        let value = match (&constant.value, kind) {
            (Value::Integer(integer), Kind::Int32) => integer.to_string(),
            (Value::Integer(integer), Kind::Int64) => format!("{integer}L"),
            (value, _) => value.quoted(),
        };
        let end = if number + 1 == constants_named.len() { ";" } else { ",\n" };
        file += &format!("{}    {identifier}({value}){end}\n", comment(constant));
    }
    file += &format!(
        "
    private final {base} code;

    ErrorCode({base} code) {{
        this.code = code;
    }}

    /**
     * The code, as it stands in a response.
     *
     * @return the code
     */
    public {base} code() {{
        return code;
    }}
}}
"
    );
    Ok(file)
}

fn is_identifier(part: &str) -> bool {
    let starts = part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    starts
        && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !RESERVED.contains(&part)
}

fn comment(constant: &Constant) -> String {
    let text = javadoc(&constant.text);
    match (text.is_empty(), constant.is_retired) {
        (true, false) => String::new(),
        (false, false) => format!("    /** {text} */\n"),
        (true, true) => {
            "    /** @deprecated It is no longer sent. */\n    @Deprecated\n".to_owned()
        }
        (false, true) => format!(
            "    /**\n     * {text}\n     *\n     * @deprecated It is no longer sent.\n     */\n    \
             @Deprecated\n"
        ),
    }
}

/// A text as HTML without tags, links and the end of a comment. A backslash goes too: before a `u`, javac
/// takes it for a character, in comments as well (JLS §3.3).
fn javadoc(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' => escaped.push_str("&#92;"),
            '@' => escaped.push_str("&#64;"),
            '{' => escaped.push_str("&#123;"),
            '}' => escaped.push_str("&#125;"),
            '/' if text[..at].ends_with('*') => escaped.push_str("&#47;"),
            c => escaped.push(c),
        }
    }
    escaped
}

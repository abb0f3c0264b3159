//! OpenAPI: a document of version 3.0 with one schema, in YAML.

use crate::constants::{Constant, Constants, Kind, Style, Written, quoted};

pub(super) fn write(header: &str, constants: &Constants) -> Written {
    let constants_named = constants.identified(Style::Pascal, &[])?;
    let kind = match constants.kind() {
        Kind::Int32 => "      type: integer\n      format: int32\n",
        Kind::Int64 => "      type: integer\n      format: int64\n",
        Kind::Integers => "      type: integer\n",
        Kind::Names => "      type: string\n",
        // A schema of version 3.0 has one type, or none and the values alone.
        Kind::Mixed => "",
    };
    let list = |name: &str, item: &dyn Fn(&str, &Constant) -> String| {
        let items = constants_named.iter().map(|(id, it)| format!("        - {}\n", item(id, it)));
        format!("      {name}:\n{}", items.collect::<String>())
    };
    let values = list("enum", &|_, constant| constant.value.literal());
    let names = list("x-enum-varnames", &|identifier, _| format!("\"{identifier}\""));
    let descriptions = list("x-enum-descriptions", &|_, constant| description(constant));
    Ok(format!(
        "# {header}\nopenapi: 3.0.3\ninfo:\n  title: Error codes\n  version: \"1\"\npaths: {{}}\ncomponents:\n  \
         schemas:\n    ErrorCode:\n{kind}      description: The error codes.\n{values}{names}{descriptions}"
    ))
}

/// A text in double quotes. Its line has no character that YAML does not print.
fn description(constant: &Constant) -> String {
    let retired = if constant.is_retired { "Deprecated: it is no longer sent. " } else { "" };
    quoted(format!("{retired}{}", constant.text).trim_end())
}

//! The module: the catalog, and the constants and functions of its codes.

use super::{function, registry};
use crate::Catalog;
use crate::constants::{Constants, Style, rust};

/// Writes the module of a catalog and its files, each with its path below the catalog's folder; or says all that
/// cannot be said in Rust.
pub(super) fn write(catalog: &Catalog, files: &[(String, &str)]) -> Result<String, Vec<String>> {
    let default = catalog.negotiator().default_locale();
    let constants = Constants::of(catalog, default);
    let identified = rust::identified(&constants)?;
    let types = constants.identified(Style::Pascal, &[])?;
    let mut arguments = catalog.arguments();
    let (mut functions, mut problems) = (String::new(), Vec::new());
    for ((identifier, constant), (type_name, _)) in identified.iter().zip(&types) {
        // A code that the registry alone knows has no words to be said.
        let Some(arguments) = arguments.remove(&constant.code) else { continue };
        let names = function::Names { constant: identifier, type_name };
        match function::write(&names, constant, &arguments) {
            Ok(function) => functions += &function,
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let embedded: String =
        files.iter().map(|(path, text)| format!("            ({path:?}, {text:?}),\n")).collect();
    let tag = catalog.locales().first().map(ToString::to_string).unwrap_or_default();
    let registry = registry::write(catalog.registry(), &identified);
    let items = rust::items(&identified);
    Ok(format!(
        "// Written by codeword::build. DO NOT EDIT.\n\
         use codeword::{{Catalog, Code, Coded, DateArgument, NumberArgument, Source, Value}};\n\
         \n\
         /// The catalog, which is read at the first call.\n\
         pub fn catalog() -> &'static Catalog {{\n    \
             static CATALOG: std::sync::LazyLock<Catalog> = std::sync::LazyLock::new(|| {{\n        \
                 let files: [(&str, &str); {count}] = [\n{embedded}        ];\n        \
                 // The build script has checked both.\n        \
                 let source = Source::files(files).registry(registry().unwrap_or_default());\n        \
                 Catalog::builder().source(source).default_locale({tag:?}).build_lenient().0\n    \
             }});\n    \
             &CATALOG\n\
         }}\n\
         {registry}{items}{functions}",
        count = files.len(),
    ))
}

//! `codeword lsp`: a journey through the protocol, the same one in a real Neovim and a real Emacs, and edits that mean
//! no good.

mod beside;
mod client;
mod edits;
mod emacs;
mod journey;
mod neovim;
mod pulls;

use std::fs;
use std::path::Path;

use serde_json::Value;

/// The files of a small project.
const FILES: [(&str, &str); 6] = [
    ("codeword.toml", "[catalog]\nsource = \"en-US\"\n"),
    ("locales/codes.toml", "[404001]\nname = \"ORDER_NOT_FOUND\"\nargs.order = \"string\"\n"),
    ("locales/glossary.toml", "[[term]]\nen-US = \"order\"\nde-DE = \"Auftrag\"\n"),
    (
        "locales/en-US/errors.ftl",
        "-shop = The Shop\n\n## Orders\n\n# $order (String) - the number of the order\ncode-404001 = { -shop } has no order { $order }\n\n\
         code-429001 = { $count ->\n    [one] { $count } order a minute\n   *[other] { $count } orders a minute\n }\n",
    ),
    (
        "locales/de-DE/errors.ftl",
        "-shop = Der Laden\n\n## Orders\n\n# $order (String) - the number of the order\n# needs translation\n\
         code-404001 = { -shop } hat keinen Auftrag { $order }\n\n\
         code-429001 = { $count ->\n    [one] { $count } Auftrag je Minute\n   *[other] { $count } Aufträge je Minute\n }\n",
    ),
    (
        "locales/pl/errors.ftl",
        "-shop = Sklep\n\n# $order (String) - the number of the order\ncode-404001 = { -shop } nie ma zamówienia { $order }\n\n\
         code-429001 = { $count ->\n    [one] { $count } zamówienie\n   *[other] { $count } zamówienia\n }\n",
    ),
];

/// The rules of some diagnostics.
fn rules(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|it| it["code"].as_str().unwrap_or_default()).collect()
}

/// Writes the project into a folder.
fn write_project(folder: &Path) {
    for (path, text) in FILES {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The text of a file of the project.
fn text_of(path: &str) -> &'static str {
    FILES.iter().find(|(known, _)| *known == path).unwrap().1
}

//! The registry as a function, so that a program has it without a parser of its file.

use crate::constants::Constant;
use crate::registry::{Entry, GrpcCode, Registry};

/// Writes the function `registry`, whose entries are of the constants with their identifiers.
pub(super) fn write(registry: &Registry, identified: &[(String, &Constant)]) -> String {
    let entries = identified.iter().filter_map(|(identifier, constant)| {
        Some(format!("        {},\n", entry(identifier, registry.get(&constant.code)?)))
    });
    format!(
        "\nfn registry() -> Result<codeword::registry::Registry, codeword::Error> {{\n    \
             codeword::registry::Registry::new([\n{}    ])\n}}\n",
        entries.collect::<String>()
    )
}

/// The expression of an entry.
fn entry(identifier: &str, entry: &Entry) -> String {
    let mut text = format!("codeword::registry::Entry::new({identifier})");
    if let Some(name) = entry.name() {
        text += &format!(".with_name({name:?})?");
    }
    // What a code or a status stands for need not be said.
    let status = entry.http_status();
    if let Some(status) = status.filter(|_| status != entry.code().http_status()) {
        text += &format!(".with_http_status({status})?");
    }
    let grpc = entry.grpc();
    if let Some(grpc) = grpc.filter(|_| grpc != status.map(GrpcCode::of_http_status)) {
        text += &format!(".with_grpc(codeword::registry::GrpcCode::{grpc:?})");
    }
    for (name, kind) in entry.arguments() {
        text += &format!(".with_argument({name:?}, codeword::registry::ArgumentKind::{kind:?})?");
    }
    if let Some(uri) = entry.type_uri() {
        text += &format!(".with_type_uri({uri:?})?");
    }
    if entry.is_retired() {
        text += ".with_retired(true)";
    }
    if let Some(origin) = entry.origin() {
        text += &format!(".with_origin({origin:?})");
    }
    if let Some(note) = entry.note() {
        text += &format!(".with_note({note:?})");
    }
    text
}

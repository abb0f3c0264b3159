//! What the server can do, as it says at the start, and what it asks of the editor.

use gen_lsp_types::{InitializeParams, PositionEncodingKind};
use serde_json::{Value, json};

use super::position::Encoding;
use super::token::KINDS;

/// How positions are counted: in bytes where the editor offers that, else in units of UTF-16.
pub(super) fn encoding(parameters: &InitializeParams) -> Encoding {
    let general = parameters.capabilities.general.as_ref();
    let offered = general.and_then(|general| general.position_encodings.as_ref());
    let has_bytes = offered.is_some_and(|offered| offered.contains(&PositionEncodingKind::UTF8));
    if has_bytes { Encoding::Utf8 } else { Encoding::Utf16 }
}

/// Whether the editor can be asked to say when files change.
pub(super) fn watches_files(parameters: &InitializeParams) -> bool {
    let workspace = parameters.capabilities.workspace.as_ref();
    let files = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
    files.is_some_and(|files| files.dynamic_registration == Some(true))
}

/// The capabilities of the server (Language Server Protocol 3.17, “Server Capabilities”).
pub(super) fn capabilities(encoding: Encoding) -> Value {
    const INCREMENTAL: u8 = 2;

    json!({
        "positionEncoding": match encoding {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
        },
        "textDocumentSync": { "openClose": true, "change": INCREMENTAL, "save": {} },
        "hoverProvider": true,
        "definitionProvider": true,
        "documentSymbolProvider": true,
        "foldingRangeProvider": true,
        "completionProvider": { "triggerCharacters": ["$", "-", "{", "(", ",", "\""] },
        "codeActionProvider": { "codeActionKinds": ["quickfix", "source.fixAll.codeword"] },
        "renameProvider": { "prepareProvider": true },
        "semanticTokensProvider": {
            "legend": { "tokenTypes": KINDS, "tokenModifiers": [] },
            "full": true,
        },
    })
}

/// What the files are called that the editor is to watch.
const WATCHED: [&str; 5] =
    ["**/*.ftl", "**/codes.toml", "**/codeword.toml", "**/glossary.toml", "**/l10n.toml"];

/// The parameters with which the editor is asked to watch them.
pub(super) fn watchers() -> Value {
    let watchers = WATCHED.map(|pattern| json!({ "globPattern": pattern }));
    json!({ "registrations": [{
        "id": "codeword-files",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": watchers },
    }] })
}

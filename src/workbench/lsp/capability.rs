//! What the server can do, as it says at the start, and what it asks of the editor.

use gen_lsp_types::{ClientCapabilities, InitializeParams, PositionEncodingKind};
use serde_json::{Value, json};

use super::action::SHOW_CHANGE;
use super::open_document::BESIDE;
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

/// Whether the editor asks for diagnostics by itself (3.17), and can be told to ask again: a text is compared with those
/// of other files. One that cannot, as Neovim 0.11, has them published. None has both, or would show each twice.
pub(super) fn asks_for_diagnostics(parameters: &InitializeParams) -> bool {
    let ClientCapabilities { text_document, workspace, .. } = &parameters.capabilities;
    let asks = text_document.as_ref().is_some_and(|it| it.diagnostic.is_some());
    let refresh = workspace.as_ref().and_then(|workspace| workspace.diagnostics.as_ref());
    asks && refresh.is_some_and(|it| it.refresh_support == Some(true))
}

/// The capabilities of the server (Language Server Protocol 3.17, “Server Capabilities”).
pub(super) fn capabilities(encoding: Encoding, asks_for_diagnostics: bool) -> Value {
    const INCREMENTAL: u8 = 2;

    let mut capabilities = json!({
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
        "executeCommandProvider": { "commands": [SHOW_CHANGE] },
        "renameProvider": { "prepareProvider": true },
        "semanticTokensProvider": {
            "legend": { "tokenTypes": KINDS, "tokenModifiers": [] },
            "full": true,
        },
    });
    if asks_for_diagnostics {
        capabilities["diagnosticProvider"] =
            json!({ "interFileDependencies": true, "workspaceDiagnostics": false });
    }
    capabilities
}

/// The parameters with which the editor is asked to watch the files of projects.
pub(super) fn watchers() -> Value {
    let names = ["*.ftl"].into_iter().chain(BESIDE);
    let watchers = names.map(|name| json!({ "globPattern": format!("**/{name}") }));
    let watchers: Vec<Value> = watchers.collect();
    json!({ "registrations": [{
        "id": "codeword-files",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": watchers },
    }] })
}

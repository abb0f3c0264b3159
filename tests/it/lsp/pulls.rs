//! Editors that ask for diagnostics (3.17) and can be told to ask again, as Helix, Zed and VS Code can.

use std::fs;

use codeword::workbench::lsp::{Server, ServerOptions};
use lsp_server::{Notification, Request};
use serde_json::{Value, json};

use super::client::Client;
use super::{rules, text_of, write_project};

const POLISH: &str = "locales/pl/errors.ftl";
const SOURCE: &str = "locales/en-US/errors.ftl";

/// The report about a file.
fn report(client: &mut Client, path: &str, previous: &Value) -> Value {
    let file = json!({ "uri": client.uri(path) });
    let parameters = json!({ "textDocument": file, "previousResultId": previous });
    client.request("textDocument/diagnostic", parameters).unwrap()
}

#[test]
fn diagnostics_are_there_for_who_asks_and_are_told_once() {
    let folder = tempfile::tempdir().unwrap();
    write_project(folder.path());
    let capabilities = json!({
        "textDocument": { "diagnostic": { "dynamicRegistration": true } },
        "workspace": { "diagnostics": { "refreshSupport": true } },
    });
    let (mut client, answer) = Client::start_with(folder.path(), capabilities);
    assert_eq!(answer["capabilities"]["diagnosticProvider"]["interFileDependencies"], true);
    client.open(POLISH, text_of(POLISH));
    client.open(SOURCE, text_of(SOURCE));

    let first = report(&mut client, POLISH, &Value::Null);
    assert_eq!(first["kind"], "full");
    assert_eq!(rules(first["items"].as_array().unwrap()), ["missing-plural"]);
    let again = report(&mut client, POLISH, &first["resultId"]);
    assert_eq!(again, json!({ "kind": "unchanged", "resultId": first["resultId"] }));

    // The source has a message more, which Polish lacks: the editor is told to ask again, and nothing is published.
    let end = json!({ "line": 0, "character": 0 });
    client.change(SOURCE, 2, json!({ "start": end, "end": end }), "code-1 = One\n");
    client.asked("workspace/diagnostic/refresh");
    let more = report(&mut client, POLISH, &first["resultId"]);
    assert_eq!(rules(more["items"].as_array().unwrap()), ["missing-message", "missing-plural"]);

    // So it is when the disk changes.
    fs::write(
        folder.path().join("codeword.toml"),
        "[catalog]\nsource = \"en-US\"\n[check]\nallow = [\"missing-message\"]\n",
    )
    .unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    client.asked("workspace/diagnostic/refresh");
    let fewer = report(&mut client, POLISH, &more["resultId"]);
    assert_eq!(rules(fewer["items"].as_array().unwrap()), ["missing-plural"]);

    // A file that is not open has none.
    let none = report(&mut client, "locales/de-DE/errors.ftl", &Value::Null);
    assert_eq!(none["items"], json!([]));
    assert_eq!(client.published, 0);
    client.end();
}

/// One that does not ask is told, also if it asks something else before there was time for it.
#[test]
fn diagnostics_are_published_for_who_does_not_ask() {
    // It asks too, and cannot be told to ask again, as Neovim 0.11.
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let parameters = json!({ "capabilities": capabilities });
    let (mut server, capabilities) = Server::new(parameters, ServerOptions::default());
    assert_eq!(capabilities["diagnosticProvider"], Value::Null);
    let uri = "file:///nowhere/de/errors.ftl";
    let item = json!({ "uri": uri, "languageId": "fluent", "version": 1, "text": "code-1 = {" });
    let opened = json!({ "textDocument": item });
    server.receive(Notification::new("textDocument/didOpen".to_owned(), opened).into());
    let place = json!({ "line": 0, "character": 0 });
    let range = json!({ "start": place, "end": place });
    let asked = json!({ "textDocument": { "uri": uri }, "range": range });
    server.receive(Request::new(1.into(), "textDocument/codeAction".to_owned(), asked).into());
    assert!(server.is_stale());
    let published = serde_json::to_value(server.check()).unwrap();
    assert_eq!(published[0]["params"]["diagnostics"][0]["code"], "syntax-error");
    assert!(!server.is_stale());
}

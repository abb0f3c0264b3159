//! Whatever is typed into a file, the language server answers, and finds what it finds in the whole text.
//!
//! The input is text, then edits: each line after a line `====` is `line from to text`.

#![no_main]

use codeword::workbench::lsp::{Server, ServerOptions};
use libfuzzer_sys::fuzz_target;
use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};

const URI: &str = "file:///nowhere/de/errors.ftl";

const QUESTIONS: [&str; 8] = [
    "hover",
    "completion",
    "definition",
    "documentSymbol",
    "foldingRange",
    "semanticTokens/full",
    "codeAction",
    "rename",
];

fuzz_target!(|input: &str| {
    let (text, edits) = input.split_once("\n====\n").unwrap_or((input, ""));
    let (mut server, _) = Server::new(json!({}), ServerOptions::default());
    let item = json!({ "uri": URI, "languageId": "fluent", "version": 0, "text": text });
    notify(&mut server, "didOpen", json!({ "textDocument": item }));
    ask_everything(&mut server, 0, 0);
    for (version, edit) in edits.lines().enumerate() {
        let mut numbers = edit.splitn(4, ' ');
        let mut number =
            || numbers.next().and_then(|number| number.parse::<u32>().ok()).unwrap_or(0);
        let (line, from, to) = (number(), number(), number());
        let typed = numbers.next().unwrap_or_default().replace("\\n", "\n");
        let at = |character: u32| json!({ "line": line, "character": character });
        let change = json!([{ "range": { "start": at(from), "end": at(to) }, "text": typed }]);
        let file = json!({ "uri": URI, "version": version });
        notify(&mut server, "didChange", json!({ "textDocument": file, "contentChanges": change }));
        ask_everything(&mut server, line, from);
    }
});

fn notify(server: &mut Server, what: &str, parameters: Value) {
    server.receive(Notification::new(format!("textDocument/{what}"), parameters).into());
}

fn ask_everything(server: &mut Server, line: u32, character: u32) {
    let place = json!({ "line": line, "character": character });
    for question in QUESTIONS {
        let parameters = json!({
            "textDocument": { "uri": URI },
            "position": place,
            "range": { "start": place, "end": place },
            "newName": "name",
        });
        let request = Request::new(1.into(), format!("textDocument/{question}"), parameters);
        let answers = server.receive(request.into());
        assert!(matches!(answers[..], [Message::Response(_)]), "{question} is not answered");
    }
    assert_eq!(server.check().len(), 1);
}

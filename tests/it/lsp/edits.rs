//! Whatever is typed, every question has an answer, and what is found is what `codeword check` finds in that text.

use codeword::workbench::lsp::{Server, ServerOptions};
use lsp_server::{Message, Notification, Request};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{text_of, write_project};

/// What is typed.
const TYPED: [&str; 28] = [
    "{", "}", "$", "-", "\n", "\r\n", "\r", " ", "\t", "[", "]", "*", "->", "=", ".", "#", "\"",
    "\\", "(", ")", ",", ":", "code-1", "NUMBER", "😀", "心", "\u{FEFF}", "<<<<<<< ",
];

const QUESTIONS: [&str; 8] = [
    "hover",
    "completion",
    "definition",
    "documentSymbol",
    "foldingRange",
    "semanticTokens/full",
    "codeAction",
    "prepareRename",
];

/// A change: two places, which are taken modulo what there is, and what comes between them.
type Edit = (u8, u8, u8, u8, Vec<usize>);

fn position(text: &str, line: u8, character: u8) -> (Value, usize) {
    let lines: Vec<&str> = text.split('\n').collect();
    let number = usize::from(line) % lines.len();
    let characters: Vec<char> = lines[number].trim_end_matches('\r').chars().collect();
    let before = &characters[..usize::from(character) % (characters.len() + 1)];
    let units: usize = before.iter().map(|it| it.len_utf16()).sum();
    let start: usize = lines[..number].iter().map(|line| line.len() + 1).sum();
    let offset = start + before.iter().map(|it| it.len_utf8()).sum::<usize>();
    (json!({ "line": number, "character": units }), offset)
}

fn open(server: &mut Server, uri: &str, text: &str) {
    let item = json!({ "uri": uri, "languageId": "fluent", "version": 0, "text": text });
    let parameters = json!({ "textDocument": item });
    server.receive(Notification::new("textDocument/didOpen".to_owned(), parameters).into());
}

fn diagnostics(server: &mut Server) -> Value {
    let messages = server.check();
    let Some(Message::Notification(published)) = messages.into_iter().next() else {
        panic!("none")
    };
    published.params["diagnostics"].clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]
    #[test]
    fn a_server_survives_what_is_typed(
        edits in prop::collection::vec(
            (any::<u8>(), any::<u8>(), any::<u8>(), 0..4u8, prop::collection::vec(0..TYPED.len(), 0..4)),
            1..12,
        ),
    ) {
        let folder = tempfile::tempdir().unwrap();
        write_project(folder.path());
        let path = "locales/pl/errors.ftl";
        let uri = format!("file://{}", folder.path().canonicalize().unwrap().join(path).display());
        let mut text = text_of(path).to_owned();
        let (mut server, _) = Server::new(json!({}), ServerOptions::default());
        open(&mut server, &uri, &text);
        for (version, edit) in edits.into_iter().enumerate() {
            // A `\r` alone ends a line of the protocol; the model here knows none.
            let (line, character, to, lines, typed): Edit = edit;
            let typed: String = typed.into_iter().map(|number| TYPED[number]).filter(|it| *it != "\r").collect();
            let (mut start, mut from) = position(&text, line, character);
            let (mut end, mut until) = position(&text, line.wrapping_add(lines), to);
            if from > until {
                (start, end, from, until) = (end, start, until, from);
            }
            text.replace_range(from..until, &typed);
            let change = json!([{ "range": { "start": start, "end": end }, "text": typed }]);
            let file = json!({ "uri": uri, "version": version });
            let parameters = json!({ "textDocument": file, "contentChanges": change });
            server.receive(Notification::new("textDocument/didChange".to_owned(), parameters).into());

            for question in QUESTIONS {
                let (place, _) = position(&text, to, line);
                let parameters = json!({
                    "textDocument": { "uri": uri }, "position": place,
                    "range": { "start": place, "end": place }, "context": { "diagnostics": [] },
                });
                let method = format!("textDocument/{question}");
                let answers = server.receive(Request::new(1.into(), method, parameters).into());
                let Some(Message::Response(response)) = answers.into_iter().next() else {
                    panic!("{question} is not answered")
                };
                prop_assert!(response.response_result.is_ok(), "{question}: {response:?}");
            }
            // A server that has seen nothing but the whole text finds the same.
            let (mut other, _) = Server::new(json!({}), ServerOptions::default());
            open(&mut other, &uri, &text);
            prop_assert_eq!(diagnostics(&mut server), diagnostics(&mut other), "{:?}", text);
        }
    }
}

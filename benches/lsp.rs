//! How long an edit takes to be answered, in a file of 10,000 messages beside a source of as many.
//!
//! The bar is 100 ms from the change to its diagnostics, and for whatever is asked after it.

#![allow(clippy::panic, clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use codeword::workbench::lsp::{Server, ServerOptions};
use criterion::{Criterion, criterion_group, criterion_main};
use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};

const MESSAGES: u32 = 10_000;

/// The line in the middle, of a message's text.
const LINE: u32 = 3 * (MESSAGES / 2) + 1;

/// Every message has a variable; every text is another.
fn catalog(start: &str) -> String {
    let mut text = String::new();
    for code in 400_000..400_000 + MESSAGES {
        writeln!(text, "#   $name (String) - a name\ncode-{code} = {start} {{ $name }} {code}\n")
            .unwrap();
    }
    text
}

fn benches(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    for (locale, start) in [("zh-CN", "命名空间名称非法"), ("de", "Der Namensraum ist ungültig:")]
    {
        fs::create_dir(folder.path().join(locale)).unwrap();
        fs::write(folder.path().join(locale).join("errors.ftl"), catalog(start)).unwrap();
    }
    let mut editor = Editor::open(&folder.path().join("de/errors.ftl"), folder.path());

    let mut group = criterion.benchmark_group("an edit in 10,000 messages");
    group.sample_size(20);
    group.bench_function("diagnostics", |bencher| {
        bencher.iter(|| {
            editor.type_something();
            black_box(editor.server.check())
        });
    });
    for question in ["completion", "hover", "codeAction", "documentSymbol", "semanticTokens/full"] {
        group.bench_function(question, |bencher| {
            bencher.iter(|| {
                editor.type_something();
                black_box(editor.ask(question))
            });
        });
    }
    group.finish();
}

/// Somebody who types into a file.
struct Editor {
    server: Server,
    uri: String,
    version: i32,
}

impl Editor {
    fn open(file: &Path, catalog: &Path) -> Editor {
        let uri = format!("file://{}", file.display());
        let options = ServerOptions { catalog: Some(catalog.to_owned()), source: None };
        let mut editor = Editor { server: Server::new(json!({}), options).0, uri, version: 0 };
        let text = fs::read_to_string(file).unwrap();
        let item = json!({ "uri": editor.uri, "languageId": "fluent", "version": 0, "text": text });
        editor.notify("didOpen", json!({ "textDocument": item }));
        // A file full of findings would measure something else.
        let published = serde_json::to_value(editor.server.check()).unwrap();
        assert_eq!(published[0]["params"]["diagnostics"], json!([]));
        editor
    }

    /// Adds a letter to a text, or takes it away again.
    fn type_something(&mut self) {
        let column = "code-405000 = ".len();
        let (end, letter) = if self.version % 2 == 0 { (column, "X") } else { (column + 1, "") };
        self.version += 1;
        let range = json!({
            "start": { "line": LINE, "character": column },
            "end": { "line": LINE, "character": end },
        });
        let file = json!({ "uri": self.uri, "version": self.version });
        let changes = json!([{ "range": range, "text": letter }]);
        self.notify("didChange", json!({ "textDocument": file, "contentChanges": changes }));
    }

    fn notify(&mut self, what: &str, parameters: Value) {
        let method = format!("textDocument/{what}");
        assert!(self.server.receive(Notification::new(method, parameters).into()).is_empty());
    }

    fn ask(&mut self, question: &str) -> Vec<Message> {
        let place = json!({ "line": LINE, "character": 20 });
        let parameters = json!({
            "textDocument": { "uri": self.uri },
            "position": place,
            "range": { "start": place, "end": place },
        });
        self.server
            .receive(Request::new(1.into(), format!("textDocument/{question}"), parameters).into())
    }
}

criterion_group!(lsp_benches, benches);
criterion_main!(lsp_benches);

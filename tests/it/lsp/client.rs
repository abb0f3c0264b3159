//! [`Client`]: an editor at the other end of two pipes.

use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};

/// A running `codeword lsp`, and what it is told.
pub(super) struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    folder: PathBuf,
    last_id: i32,
}

impl Client {
    /// Starts the command, and says which encodings of positions are understood.
    pub(super) fn start(folder: &Path, encodings: &[&str]) -> (Client, Value) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_codeword"))
            .arg("lsp")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let folder = folder.canonicalize().unwrap();
        let mut client = Client { child, input, output, folder, last_id: 0 };
        let answer = client.request(
            "initialize",
            json!({
                "processId": null,
                "rootUri": format!("file://{}", client.folder.display()),
                "capabilities": {
                    "general": { "positionEncodings": encodings },
                    "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
                },
            }),
        );
        client.notify("initialized", json!({}));
        let Message::Request(registration) = client.read() else { panic!("a registration") };
        assert_eq!(registration.method, "client/registerCapability");
        client.send(Response::new_ok(registration.id, Value::Null).into());
        (client, answer.unwrap())
    }

    /// The address of a file of the project.
    pub(super) fn uri(&self, path: &str) -> String {
        format!("file://{}", self.folder.join(path).display())
    }

    pub(super) fn notify(&mut self, method: &str, parameters: Value) {
        self.send(Notification::new(method.to_owned(), parameters).into());
    }

    /// Asks, and waits for the answer.
    pub(super) fn request(&mut self, method: &str, parameters: Value) -> Result<Value, String> {
        self.last_id += 1;
        self.send(Request::new(self.last_id.into(), method.to_owned(), parameters).into());
        loop {
            if let Message::Response(response) = self.read() {
                return response.response_result.map_err(|error| error.message);
            }
        }
    }

    /// Asks about a place in a file.
    pub(super) fn ask(&mut self, method: &str, path: &str, line: u32, character: u32) -> Value {
        let position = json!({ "line": line, "character": character });
        let file = json!({ "uri": self.uri(path) });
        self.request(method, json!({ "textDocument": file, "position": position })).unwrap()
    }

    /// The diagnostics of a file in this version.
    pub(super) fn diagnostics(&mut self, path: &str, version: i32) -> Vec<Value> {
        let uri = self.uri(path);
        loop {
            if let Message::Notification(Notification { method, params }) = self.read()
                && method == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == version
            {
                return params["diagnostics"].as_array().unwrap().clone();
            }
        }
    }

    pub(super) fn open(&mut self, path: &str, text: &str) {
        let item =
            json!({ "uri": self.uri(path), "languageId": "fluent", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Changes a part of a file.
    pub(super) fn change(&mut self, path: &str, version: i32, range: Value, text: &str) {
        let file = json!({ "uri": self.uri(path), "version": version });
        let changes = json!([{ "range": range, "text": text }]);
        let parameters = json!({ "textDocument": file, "contentChanges": changes });
        self.notify("textDocument/didChange", parameters);
    }

    /// Ends the command as the protocol has it.
    pub(super) fn end(mut self) {
        assert_eq!(self.request("shutdown", Value::Null), Ok(Value::Null));
        self.notify("exit", Value::Null);
        self.input = None;
        assert!(self.child.wait().unwrap().success());
    }

    fn send(&mut self, message: Message) {
        message.write(self.input.as_mut().unwrap()).unwrap();
    }

    fn read(&mut self) -> Message {
        Message::read(&mut self.output).unwrap().expect("the command goes on")
    }
}

/// A test that fails leaves nothing running.
impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

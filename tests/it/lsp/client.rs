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
    /// How often diagnostics were published.
    pub(super) published: usize,
}

impl Client {
    /// Starts the command, and says which encodings of positions are understood.
    pub(super) fn start(folder: &Path, encodings: &[&str]) -> (Client, Value) {
        let general = json!({ "positionEncodings": encodings });
        Client::start_with(folder, json!({ "general": general }))
    }

    /// Starts the command for an editor that can do this, and is told of files that change.
    pub(super) fn start_with(folder: &Path, mut capabilities: Value) -> (Client, Value) {
        capabilities["workspace"]["didChangeWatchedFiles"] = json!({ "dynamicRegistration": true });
        let mut child = Command::new(env!("CARGO_BIN_EXE_codeword"))
            .arg("lsp")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let folder = folder.canonicalize().unwrap();
        let mut client = Client { child, input, output, folder, last_id: 0, published: 0 };
        let answer = client.request(
            "initialize",
            json!({
                "processId": null,
                "rootUri": format!("file://{}", client.folder.display()),
                "capabilities": capabilities,
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
        self.send_request(method, parameters);
        loop {
            if let Message::Response(response) = self.read()
                && response.id == self.last_id.into()
            {
                return response.response_result.map_err(|error| error.message);
            }
        }
    }

    /// Asks, and does not wait for the answer.
    pub(super) fn send_request(&mut self, method: &str, parameters: Value) {
        self.last_id += 1;
        self.send(Request::new(self.last_id.into(), method.to_owned(), parameters).into());
    }

    /// Asks about a place in a file.
    pub(super) fn ask(&mut self, method: &str, path: &str, line: u32, character: u32) -> Value {
        let position = json!({ "line": line, "character": character });
        let file = json!({ "uri": self.uri(path) });
        self.request(method, json!({ "textDocument": file, "position": position })).unwrap()
    }

    /// Waits for a notification.
    pub(super) fn notified(&mut self, method: &str) -> Value {
        loop {
            if let Message::Notification(notification) = self.read()
                && notification.method == method
            {
                return notification.params;
            }
        }
    }

    /// Waits until the server asks for something, and answers it.
    pub(super) fn asked(&mut self, method: &str) {
        loop {
            if let Message::Request(request) = self.read() {
                assert_eq!(request.method, method);
                return self.send(Response::new_ok(request.id, Value::Null).into());
            }
        }
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
        let language = match path.rsplit_once('.') {
            Some((_, "ftl")) => "fluent",
            Some((_, "toml")) => "toml",
            _ => "plaintext",
        };
        let item =
            json!({ "uri": self.uri(path), "languageId": language, "version": 1, "text": text });
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
        let message = Message::read(&mut self.output).unwrap().expect("the command goes on");
        if let Message::Notification(notification) = &message {
            self.published += usize::from(notification.method == "textDocument/publishDiagnostics");
        }
        message
    }
}

/// A test that fails leaves nothing running.
impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

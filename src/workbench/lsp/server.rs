//! [`Server`]: the texts of the open files, and what is said about them.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidOpenTextDocumentParams, InitializeParams,
    PublishDiagnosticsParams, Uri, WorkspaceFolders,
};
use lsp_server::{ErrorCode, Message, Notification, Request, Response, ResponseError};
use serde_json::{Value, json};

use super::answer::{answer, error, read};
use super::capability::{capabilities, encoding, watchers, watches_files};
use super::finding::{diagnostics, findings};
use super::open_document::OpenDocument;
use super::position::Encoding;
use super::projects::{Projects, ServerOptions};
use super::uri::{path_of, uri_of};
use super::view::View;
use crate::Error;
use crate::workbench::check::Finding;

/// A language server for Fluent files: what an editor says goes into [`receive`](Server::receive), and what is to be
/// said to it comes out. It starts nothing, and reads the disk only for the projects of open files.
///
/// Whoever runs it hands over what has come, and then asks it to [`check`](Server::check): many changes that came at
/// once are checked once.
pub struct Server {
    encoding: Encoding,
    watches_files: bool,
    /// The open files, by the editor's addresses.
    documents: BTreeMap<String, OpenDocument>,
    projects: Projects,
    /// What was found in each open file.
    found: BTreeMap<PathBuf, Vec<Finding>>,
    /// Whether something has changed since.
    is_stale: bool,
}

impl fmt::Debug for Server {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let documents: Vec<&String> = self.documents.keys().collect();
        out.debug_struct("Server").field("documents", &documents).finish_non_exhaustive()
    }
}

impl Server {
    /// A server for an editor that has sent these parameters of `initialize`, and the capabilities with which that is
    /// answered. Parameters that make no sense count as none.
    pub fn new(parameters: Value, options: ServerOptions) -> (Server, Value) {
        let parameters: InitializeParams = serde_json::from_value(parameters).unwrap_or_default();
        let encoding = encoding(&parameters);
        let server = Server {
            encoding,
            watches_files: watches_files(&parameters),
            documents: BTreeMap::new(),
            projects: Projects::new(options, roots(&parameters)),
            found: BTreeMap::new(),
            is_stale: false,
        };
        (server, capabilities(encoding))
    }

    /// Takes a message, and gives back what it is answered with at once.
    pub fn receive(&mut self, message: Message) -> Vec<Message> {
        match message {
            Message::Request(request) => vec![self.request(request).into()],
            Message::Notification(notification) => self.notification(notification),
            // The editor watches files, or does not; there is nothing to do about it.
            Message::Response(_) => Vec::new(),
        }
    }

    /// Checks the open files, if anything has changed since they were: what to publish. A file whose findings are the
    /// same is published again, as its version is another.
    pub fn check(&mut self) -> Vec<Message> {
        self.find();
        let documents = self.documents.values();
        documents.map(|document| self.publish(document)).collect()
    }

    /// Whether something has changed since the last check.
    pub fn is_stale(&self) -> bool {
        self.is_stale
    }

    fn find(&mut self) {
        if !std::mem::take(&mut self.is_stale) {
            return;
        }
        self.found.clear();
        for (folder, project) in self.projects.all() {
            let paths = self.documents.values().map(|document| &document.path);
            let paths = paths.filter(|path| project.find_file(path).is_some());
            let paths: Vec<PathBuf> = paths.cloned().collect();
            if !paths.is_empty() {
                let is_alone = paths.len() == 1 && *folder == paths[0];
                self.found.extend(findings(project, &paths, is_alone));
            }
        }
    }

    fn publish(&self, document: &OpenDocument) -> Message {
        let found = self.found.get(&document.path).map(Vec::as_slice).unwrap_or_default();
        let parameters = PublishDiagnosticsParams {
            uri: document.uri.clone(),
            version: Some(document.version),
            diagnostics: diagnostics(found, &document.text, self.encoding),
        };
        Notification::new("textDocument/publishDiagnostics".to_owned(), parameters).into()
    }

    fn request(&mut self, Request { id, method, params }: Request) -> Response {
        let response_result = if method == "shutdown" {
            Ok(Value::Null)
        } else {
            if method == "textDocument/codeAction" {
                self.find();
            }
            self.answer(&method, &params)
        };
        Response { id, response_result }
    }

    fn answer(&self, method: &str, parameters: &Value) -> Result<Value, ResponseError> {
        if !method.starts_with("textDocument/") {
            return Err(error(ErrorCode::MethodNotFound, format!("there is no `{method}` here")));
        }
        let uri: String = read(&parameters["textDocument"]["uri"])?;
        let opened = self
            .documents
            .get(&uri)
            .and_then(|document| Some((document, self.projects.of(&document.path)?)));
        let Some((document, (_, project))) = opened else {
            return Err(error(ErrorCode::InvalidParams, format!("{uri} is not open")));
        };
        let uri_of = |path: &str| self.uri_of(path);
        let view = View { project, path: &document.path, encoding: self.encoding, uri_of: &uri_of };
        let found = self.found.get(&document.path).map(Vec::as_slice).unwrap_or_default();
        answer(&view, method, parameters, found)
    }

    /// The address of a file: the editor's own where it is open.
    fn uri_of(&self, path: &str) -> Uri {
        let mut documents = self.documents.values();
        let open = documents.find(|document| document.path == Path::new(path));
        open.map_or_else(|| uri_of(path), |document| document.uri.clone())
    }

    fn notification(&mut self, Notification { method, params }: Notification) -> Vec<Message> {
        let outcome = match &*method {
            "initialized" if self.watches_files => {
                let id = "codeword-files".to_owned().into();
                return vec![
                    Request::new(id, "client/registerCapability".to_owned(), watchers()).into(),
                ];
            }
            "textDocument/didOpen" => self.open(&params),
            "textDocument/didChange" => self.change(&params),
            "textDocument/didClose" => return self.close(&params),
            "textDocument/didSave" => Ok(()),
            "workspace/didChangeWatchedFiles" => {
                self.is_stale = true;
                self.projects.read_again(self.documents.values())
            }
            _ => Ok(()),
        };
        outcome.err().map(|problem| complaint(&problem)).into_iter().collect()
    }

    fn open(&mut self, parameters: &Value) -> Result<(), Error> {
        // What cannot be read is no file, and is not answered: a notification has no answer.
        let Ok(parameters) = read::<DidOpenTextDocumentParams>(parameters) else { return Ok(()) };
        let item = parameters.text_document;
        let uri = item.uri.as_ref().to_owned();
        let path = path_of(&item.uri).unwrap_or_else(|| PathBuf::from(&uri));
        let document = OpenDocument { uri: item.uri, path, version: item.version, text: item.text };
        self.is_stale = true;
        let outcome = self.projects.put(&document);
        self.documents.insert(uri, document);
        outcome
    }

    fn change(&mut self, parameters: &Value) -> Result<(), Error> {
        let Ok(parameters) = read::<DidChangeTextDocumentParams>(parameters) else { return Ok(()) };
        let uri = parameters.text_document.text_document_identifier.uri;
        let Some(document) = self.documents.get_mut(uri.as_ref()) else { return Ok(()) };
        document.change(parameters.content_changes, self.encoding);
        document.version = parameters.text_document.version;
        self.is_stale = true;
        self.projects.put(document)
    }

    fn close(&mut self, parameters: &Value) -> Vec<Message> {
        let uri = parameters["textDocument"]["uri"].as_str().unwrap_or_default();
        let Some(document) = self.documents.remove(uri) else { return Vec::new() };
        self.projects.close(&document.path);
        self.is_stale = true;
        let parameters = json!({ "uri": document.uri, "diagnostics": [] });
        vec![Notification::new("textDocument/publishDiagnostics".to_owned(), parameters).into()]
    }
}

/// The folders that are open in the editor.
#[allow(deprecated, reason = "editors of before 3.6 have one folder")]
fn roots(parameters: &InitializeParams) -> Vec<PathBuf> {
    let folders = match &parameters.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => folders.as_slice(),
        _ => &[],
    };
    let folders = folders.iter().map(|folder| &folder.uri);
    folders.chain(parameters.root_uri.as_ref()).filter_map(path_of).collect()
}

/// That something is wrong with a project, as the editor shows it.
fn complaint(problem: &Error) -> Message {
    const ERROR: u8 = 1;

    let parameters = json!({ "type": ERROR, "message": format!("codeword: {problem}") });
    Notification::new("window/showMessage".to_owned(), parameters).into()
}

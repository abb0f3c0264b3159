//! [`Server`]: the texts of the open files, and what is said about them.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use gen_lsp_types::{
    Diagnostic, DidChangeTextDocumentParams, DidOpenTextDocumentParams, InitializeParams,
    MessageType, PublishDiagnosticsParams, ShowMessageParams, Uri, WorkspaceFolders,
};
use lsp_server::{ErrorCode, Message, Notification, Request, Response, ResponseError};
use serde_json::{Value, json};

use super::answer::{answer, error, read};
use super::capability::{asks_for_diagnostics, capabilities, encoding, watchers, watches_files};
use super::finding::{diagnostics, findings};
use super::hover::{UNKNOWN, changed_lines};
use super::open_document::{Kind, OpenDocument};
use super::position::Encoding;
use super::projects::{Projects, ServerOptions};
use super::pulls::Pulls;
use super::uri::{path_of, uri_of};
use super::view::{View, change};
use crate::Error;
use crate::workbench::Project;
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
    is_unchecked: bool,
    /// Whether something has changed since the editor was told.
    is_stale: bool,
    pulls: Option<Pulls>,
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
        let asks = asks_for_diagnostics(&parameters);
        let server = Server {
            encoding,
            watches_files: watches_files(&parameters),
            documents: BTreeMap::new(),
            projects: Projects::new(options, roots(&parameters)),
            found: BTreeMap::new(),
            is_unchecked: false,
            is_stale: false,
            pulls: asks.then(Pulls::default),
        };
        (server, capabilities(encoding, asks))
    }

    /// Takes a message, and gives back what it is answered with at once.
    pub fn receive(&mut self, message: Message) -> Vec<Message> {
        match message {
            Message::Request(request) if request.method == "workspace/executeCommand" => {
                let shown = self.show_change(&request.params);
                let done = Response { id: request.id, response_result: Ok(Value::Null) };
                shown.into_iter().chain([done.into()]).collect()
            }
            Message::Request(request) => vec![self.request(request).into()],
            Message::Notification(notification) => self.notification(notification),
            // The editor watches files, or does not; there is nothing to do about it.
            Message::Response(_) => Vec::new(),
        }
    }

    /// Checks the open files, if anything has changed since they were: what to publish. A file whose findings are the
    /// same is published again, as its version is another.
    ///
    /// An editor that asks for diagnostics by itself is told to ask again where those of another file have changed
    /// than the one that is typed in.
    pub fn check(&mut self) -> Vec<Message> {
        self.is_stale = false;
        self.find();
        let Some(mut pulls) = self.pulls.take() else {
            return self.documents.values().map(|document| self.publish(document)).collect();
        };
        let reports = self.documents.iter().map(|(uri, it)| (uri.as_str(), self.diagnostics(it)));
        let refresh = pulls.refresh(reports);
        self.pulls = Some(pulls);
        refresh.into_iter().collect()
    }

    /// Whether something has changed since the last check.
    pub fn is_stale(&self) -> bool {
        self.is_stale
    }

    fn find(&mut self) {
        if !std::mem::take(&mut self.is_unchecked) {
            return;
        }
        self.found.clear();
        for (folder, project) in self.projects.all() {
            let is_of = |document: &&OpenDocument| match document.kind() {
                Kind::Beside => Project::is_beside(folder, &document.path),
                Kind::Fluent => project.find_file(&document.path).is_some(),
                Kind::Other => false,
            };
            let paths = self.documents.values().filter(is_of);
            let paths: Vec<PathBuf> = paths.map(|document| document.path.clone()).collect();
            if !paths.is_empty() {
                let is_alone = paths.len() == 1 && *folder == paths[0];
                self.found.extend(findings(project, &paths, is_alone));
            }
        }
    }

    fn diagnostics(&self, document: &OpenDocument) -> Vec<Diagnostic> {
        let found = self.found.get(&document.path).map(Vec::as_slice).unwrap_or_default();
        let mistakes = self.projects.mistakes(&document.path);
        diagnostics(found, mistakes, &document.text, self.encoding)
    }

    fn publish(&self, document: &OpenDocument) -> Message {
        let parameters = PublishDiagnosticsParams {
            uri: document.uri.clone(),
            version: Some(document.version),
            diagnostics: self.diagnostics(document),
        };
        Notification::new("textDocument/publishDiagnostics".to_owned(), parameters).into()
    }

    fn request(&mut self, Request { id, method, params }: Request) -> Response {
        let response_result = match &*method {
            "shutdown" => Ok(Value::Null),
            "textDocument/diagnostic" => self.report(&params),
            _ => {
                if method == "textDocument/codeAction" {
                    self.find();
                }
                self.answer(&method, &params)
            }
        };
        Response { id, response_result }
    }

    /// The diagnostics of a file, for an editor that asks for them (3.17, “Document Diagnostics”).
    fn report(&mut self, parameters: &Value) -> Result<Value, ResponseError> {
        let uri: String = read(&parameters["textDocument"]["uri"])?;
        self.find();
        let document = self.documents.get(&uri);
        let found = document.map(|document| self.diagnostics(document)).unwrap_or_default();
        let previous = parameters["previousResultId"].as_str();
        let pulls = self.pulls.as_mut();
        Ok(pulls.unwrap_or(&mut Pulls::default()).report(&uri, &found, previous))
    }

    fn answer(&self, method: &str, parameters: &Value) -> Result<Value, ResponseError> {
        if !method.starts_with("textDocument/") {
            return Err(error(ErrorCode::MethodNotFound, format!("there is no `{method}` here")));
        }
        let uri: String = read(&parameters["textDocument"]["uri"])?;
        let Some(document) = self.documents.get(&uri) else {
            return Err(error(ErrorCode::InvalidParams, format!("{uri} is not open")));
        };
        // Of a file that is not Fluent, there is nothing to say but what is wrong with it.
        let found = self.found.get(&document.path).map(Vec::as_slice).unwrap_or_default();
        let answered = self.look(document, |view| answer(view, method, parameters, found));
        answered.unwrap_or(Ok(Value::Null))
    }

    /// What has changed in the source of a message, as a message of the editor.
    fn show_change(&self, parameters: &Value) -> Option<Message> {
        let (uri, id): (String, String) = read(&parameters["arguments"]).ok()?;
        let change = |view: &View<'_>| change(view, &view.own()?.0, &id);
        let change = self.look(self.documents.get(&uri)?, change)??;
        let text = changed_lines(&change).unwrap_or_else(|| UNKNOWN.to_owned());
        Some(said(MessageType::Info, text))
    }

    /// What is seen of a file with the project around it; none if that is not Fluent.
    fn look<T>(&self, document: &OpenDocument, look: impl FnOnce(&View<'_>) -> T) -> Option<T> {
        let (_, project) = self.projects.of(&document.path)?;
        let uri_of = |path: &str| self.uri_of(path);
        let (path, encoding) = (&document.path, self.encoding);
        Some(look(&View { project, path, encoding, uri_of: &uri_of }))
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
                self.set_stale();
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
        let language = String::from(item.language_id);
        let (version, text) = (item.version, item.text);
        let document = OpenDocument { uri: item.uri, path, language, version, text };
        self.documents.insert(uri.clone(), document);
        self.take_in(&uri)
    }

    fn change(&mut self, parameters: &Value) -> Result<(), Error> {
        let Ok(parameters) = read::<DidChangeTextDocumentParams>(parameters) else { return Ok(()) };
        let uri = parameters.text_document.text_document_identifier.uri;
        let Some(document) = self.documents.get_mut(uri.as_ref()) else { return Ok(()) };
        document.change(parameters.content_changes, self.encoding);
        document.version = parameters.text_document.version;
        self.take_in(uri.as_ref())
    }

    /// Puts the text of a file into its project.
    fn take_in(&mut self, uri: &str) -> Result<(), Error> {
        self.set_stale();
        if let Some(pulls) = &mut self.pulls {
            pulls.touch(uri);
        }
        let Some(document) = self.documents.get(uri) else { return Ok(()) };
        match document.kind() {
            Kind::Fluent => self.projects.put(document),
            Kind::Beside => self.projects.read_again(self.documents.values()),
            Kind::Other => Ok(()),
        }
    }

    fn close(&mut self, parameters: &Value) -> Vec<Message> {
        let uri = parameters["textDocument"]["uri"].as_str().unwrap_or_default();
        let Some(document) = self.documents.remove(uri) else { return Vec::new() };
        self.set_stale();
        let outcome = match document.kind() {
            Kind::Beside => self.projects.read_again(self.documents.values()),
            Kind::Fluent | Kind::Other => {
                self.projects.close(&document.path);
                Ok(())
            }
        };
        let parameters = json!({ "uri": document.uri, "diagnostics": [] });
        let published = self.pulls.is_none().then(|| {
            Notification::new("textDocument/publishDiagnostics".to_owned(), parameters).into()
        });
        published.into_iter().chain(outcome.err().map(|problem| complaint(&problem))).collect()
    }

    fn set_stale(&mut self) {
        (self.is_unchecked, self.is_stale) = (true, true);
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
    said(MessageType::Error, format!("codeword: {problem}"))
}

/// What the editor is to show.
fn said(kind: MessageType, message: String) -> Message {
    let parameters = ShowMessageParams { kind, message };
    Notification::new("window/showMessage".to_owned(), parameters).into()
}

//! What does an editor show beside a Fluent file? A language server: messages of the protocol in, messages out.
//!
//! [`Server`] holds the texts of the open files and the `projects` around them, and starts nothing. Each question
//! has a file that answers it from a `view` of the project: `finding`, `action`, `hover` (with its
//! `example`s), `completion`, `definition`, `rename`, `symbol`, `token`. What stands at a place is a
//! `subject`, and `position` counts as editors do.
//!
//! ```
//! use codeword::workbench::lsp::{Server, ServerOptions};
//!
//! let (mut server, capabilities) = Server::new(serde_json::json!({}), ServerOptions::default());
//! assert_eq!(capabilities["positionEncoding"], "utf-16");
//!
//! let text = serde_json::json!({
//!     "uri": "file:///nowhere/de/errors.ftl", "languageId": "fluent", "version": 1, "text": "code-1 = { $name",
//! });
//! let opened = lsp_server::Notification::new(
//!     "textDocument/didOpen".to_owned(),
//!     serde_json::json!({ "textDocument": text }),
//! );
//! server.receive(opened.into());
//! let published = serde_json::to_value(&server.check()).unwrap();
//! assert_eq!(published[0]["params"]["diagnostics"][0]["code"], "syntax-error");
//! ```

mod action;
mod answer;
mod capability;
mod completion;
mod definition;
mod example;
mod finding;
mod hover;
mod open_document;
mod position;
mod projects;
mod pulls;
mod rename;
mod server;
mod subject;
mod symbol;
mod token;
mod uri;
mod view;

pub use projects::ServerOptions;
pub use server::Server;

//! `codeword lsp`: a language server on standard input and output.

use std::io;
use std::path::PathBuf;

use codeword::workbench::lsp::{Server, ServerOptions};
use lsp_server::{Connection, Message, ProtocolError};
use serde_json::json;

use super::completion;
use super::output::{Exit, Failure, Result};

/// Serve editors as a language server: what check finds as you type, fixes, hover, completion, rename
///
/// Speaks the Language Server Protocol on standard input and output. An editor starts it for the
/// files named *.ftl; src/workbench/lsp/lsp.md has the lines for VS Code, Neovim, Helix, Zed and Emacs.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(super) struct LspArguments {
    /// The locale that all others are translated from
    /// [default: as codeword.toml or l10n.toml says, then zh-CN]
    #[arg(long, value_name = "LOCALE", add = completion::project_locales())]
    source: Option<String>,

    /// Speak on standard input and output, as it always does: some editors say so
    #[arg(long, hide = true)]
    stdio: bool,
}

const EXAMPLES: &str = "\
Examples:
  codeword lsp
  codeword lsp --catalog path/to/locales --source en-US

Without --catalog, each file's project is the one around it, where codeword.toml or l10n.toml
stands, or the folder locales of the folder that is open in the editor. A file outside of a
project is checked by itself.";

impl LspArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>) -> Result<Exit> {
        let (connection, threads) = Connection::stdio();
        let outcome = serve(&connection, ServerOptions { catalog, source: self.source });
        // What was said last is written before the command ends.
        drop(connection);
        threads.join().map_err(Failure::Input)?;
        outcome.map_err(|error| Failure::Input(io::Error::other(error)))
    }
}

/// Serves until the editor says that it ends, or is gone.
fn serve(connection: &Connection, options: ServerOptions) -> Result<Exit, ProtocolError> {
    let (id, parameters) = connection.initialize_start()?;
    let (mut server, capabilities) = Server::new(parameters, options);
    let version = env!("CARGO_PKG_VERSION");
    let information = json!({ "name": "codeword", "version": version });
    connection.initialize_finish(
        id,
        json!({ "capabilities": capabilities, "serverInfo": information }),
    )?;
    for reply in server.receive(initialized()) {
        send(connection, reply);
    }
    loop {
        // What has come at once is checked once, when nothing more is waiting.
        let message = match connection.receiver.try_recv() {
            Ok(message) => message,
            Err(_) => {
                if server.is_stale() {
                    server.check().into_iter().for_each(|message| send(connection, message));
                }
                let Ok(message) = connection.receiver.recv() else { return Ok(Exit::Fine) };
                message
            }
        };
        if let Message::Request(request) = &message
            && connection.handle_shutdown(request)?
        {
            return Ok(Exit::Fine);
        }
        server.receive(message).into_iter().for_each(|message| send(connection, message));
    }
}

/// The crate that reads the messages keeps this one for itself.
fn initialized() -> Message {
    lsp_server::Notification::new("initialized".to_owned(), json!({})).into()
}

/// An editor that is gone is noticed when there is nothing more to read.
fn send(connection: &Connection, message: Message) {
    let _ = connection.sender.send(message);
}

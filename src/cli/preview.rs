//! `codeword preview`: a page with every message of the catalog.

use std::env;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::catalog::SourceLocale;
use super::output::{Exit, Failure, Result, note};
use super::surroundings::project_folder;

/// Show the catalog in your browser: every message, its findings, and how it reads
///
/// Reads the folder that --catalog names, or else the project around, and follows its files.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct PreviewArguments {
    /// Listen on this address; port 0 is any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7400")]
    listen: SocketAddr,

    /// Let the page change texts in the files
    #[arg(long)]
    edit: bool,

    /// Open the page in your browser
    #[arg(long)]
    open: bool,

    /// What the page asks for before it shows anything; needed for an address that other machines
    /// reach [default: CODEWORD_PREVIEW_TOKEN, which other users of this machine cannot see]
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,

    #[command(flatten)]
    source: SourceLocale,
}

const EXAMPLES: &str = "\
Examples:
  codeword preview --open
  codeword preview --edit --catalog path/to/locales --source en-US
  CODEWORD_PREVIEW_TOKEN=… codeword preview --listen 0.0.0.0:7400

A file that changes on the disk changes the page. One with a mistake does not: the page says where it \
is, and keeps the texts from before. Ctrl-C ends.";

impl PreviewArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let token = self.token.or_else(|| env::var("CODEWORD_PREVIEW_TOKEN").ok());
        let token = match token.as_deref() {
            Some(token) if token.len() < TOKEN_LENGTH => {
                return Err(Failure::Usage(format!(
                    "the token is too short: give {TOKEN_LENGTH} characters or more, such as `openssl rand -hex 16` \
                     prints"
                )));
            }
            token => token,
        };
        if token.is_none() && !self.listen.ip().is_loopback() {
            return Err(Failure::Usage(format!(
                "{} is reached from other machines: give a --token, or listen on 127.0.0.1",
                self.listen
            )));
        }
        if token.is_some_and(|token| !token.bytes().all(|byte| byte.is_ascii_graphic())) {
            return Err(Failure::Usage(
                "the token has other characters than A-Z, 0-9 and signs".to_owned(),
            ));
        }
        let mut preview = self.source.preview(project_folder(catalog)?)?.editable(self.edit);
        if let Some(token) = token {
            preview = preview.token(token);
        }
        let runtime = Runtime::new().map_err(Failure::Runtime)?;
        runtime.block_on(async {
            let fail = |error| Failure::Listen(self.listen.to_string(), error);
            let listener = TcpListener::bind(self.listen).await.map_err(fail)?;
            let url = format!("http://{}/", listener.local_addr().map_err(fail)?);
            writeln!(out, "{url}")?;
            out.flush()?;
            if self.open {
                open(&url);
            }
            preview.serve(listener, ended()).await.map_err(fail)
        })?;
        Ok(Exit::Fine)
    }
}

/// The shortest token that is taken, in characters.
const TOKEN_LENGTH: usize = 16;

/// Waits for Ctrl-C or SIGTERM.
#[cfg(unix)]
async fn ended() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
async fn ended() {
    // Where it cannot be listened to, the system ends the process.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}

/// Opens a page in the browser of this user.
fn open(url: &str) {
    let (program, arguments): (&str, &[&str]) = match env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/c", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command
        .args(arguments)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if let Err(error) = command.spawn() {
        note(&format!("{program} cannot be started ({error}): open {url} yourself"));
    }
}

//! The command line: arguments in, library calls, words out.

mod argument;
mod check;
#[cfg(feature = "envoy")]
mod envoy;
mod exchange;
#[cfg(feature = "admin")]
mod gateway;
#[cfg(feature = "proxy")]
mod listen;
mod locales;
mod localize;
mod message;
mod negotiate;
mod output;
mod policy;
#[cfg(feature = "proxy")]
mod proxy;
mod status;
mod watch;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use argument::catalog;
use output::{Exit, Failure, Result, complain};

/// Runs the command with the arguments of the process.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    // Not locked: a gateway writes its log from many threads.
    let mut out = anstream::stdout();
    let outcome = arguments.run(&mut out).and_then(|exit| {
        out.flush()?;
        Ok(exit)
    });
    match outcome {
        Ok(exit) => exit.into(),
        // The reader of our output, such as `head`, has had enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            Exit::Fine.into()
        }
        Err(failure) => {
            complain(&failure.to_string());
            Exit::Failed.into()
        }
    }
}

/// Turn numeric API error codes into words in the reader's language
#[derive(Parser)]
#[command(version, after_help = EXAMPLES, after_long_help = EXAMPLES, max_term_width = 100)]
struct Arguments {
    /// Read the catalog from this folder, whose sub-folders are locales (DIR/zh-CN/errors.ftl),
    /// instead of the embedded one
    #[arg(long, global = true, value_name = "DIR")]
    catalog: Option<PathBuf>,

    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  codeword message 400142 --locale zh-CN
  codeword message 400142 404001 --locale 'fr, zh-CN;q=0.8' --format json
  codeword list --catalog locales --locale en-US
  codeword watch locales
  codeword check --deny warnings
  codeword add ja-JP
  curl -s localhost:8090/naming/v1/instances | codeword localize --accept-language zh-CN
  codeword proxy --listen 127.0.0.1:8080 --upstream http://127.0.0.1:8090
  codeword envoy --print-config --upstream 127.0.0.1:8090

Exit status: 0 fine, 1 an unknown code, findings or something to do, 2 it could not be done";

#[derive(Subcommand)]
enum Command {
    Message(message::MessageArguments),
    List(message::ListArguments),
    Negotiate(negotiate::NegotiateArguments),
    Watch(watch::WatchArguments),
    Check(check::CheckArguments),
    Status(status::StatusArguments),
    New(locales::NewArguments),
    Add(locales::AddArguments),
    Sync(locales::SyncArguments),
    Import(exchange::ImportArguments),
    Export(exchange::ExportArguments),
    Pseudo(locales::PseudoArguments),
    Localize(localize::LocalizeArguments),
    #[cfg(feature = "proxy")]
    // It has so many arguments that they would weigh on the other commands.
    Proxy(Box<proxy::ProxyArguments>),
    /// Localize the answers of a server, as a reverse proxy (not in this build)
    #[cfg(not(feature = "proxy"))]
    Proxy(Absent),
    #[cfg(feature = "envoy")]
    Envoy(Box<envoy::EnvoyArguments>),
    /// Localize the answers that pass through an Envoy, as its external processor (not in this build)
    #[cfg(not(feature = "envoy"))]
    Envoy(Absent),
    /// Print the completions of a shell, to be saved where that shell looks for them
    #[command(
        after_help = "Example:\n  codeword completions bash > ~/.local/share/bash-completion/completions/codeword"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

impl Arguments {
    fn run(self, out: &mut impl Write) -> Result<Exit> {
        match self.command {
            Command::Message(arguments) => arguments.run(&catalog(self.catalog)?, out),
            Command::List(arguments) => arguments.run(&catalog(self.catalog)?, out),
            Command::Negotiate(arguments) => arguments.run(self.catalog, out),
            Command::Watch(arguments) => arguments.run(self.catalog, out),
            Command::Check(arguments) => arguments.run(self.catalog, out),
            Command::Status(arguments) => arguments.run(self.catalog, out),
            Command::New(arguments) => arguments.run(out),
            Command::Add(arguments) => arguments.run(self.catalog, out),
            Command::Sync(arguments) => arguments.run(self.catalog, out),
            Command::Import(arguments) => arguments.run(self.catalog, out),
            Command::Export(arguments) => arguments.run(self.catalog, out),
            Command::Pseudo(arguments) => arguments.run(self.catalog, out),
            Command::Localize(arguments) => arguments.run(&catalog(self.catalog)?),
            #[cfg(feature = "proxy")]
            Command::Proxy(arguments) => arguments.run(self.catalog),
            #[cfg(not(feature = "proxy"))]
            Command::Proxy(_) => Err(Absent::failure("proxy")),
            #[cfg(feature = "envoy")]
            Command::Envoy(arguments) => arguments.run(self.catalog, out),
            #[cfg(not(feature = "envoy"))]
            Command::Envoy(_) => Err(Absent::failure("envoy")),
            Command::Completions { shell } => {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut Arguments::command(), "codeword", &mut script);
                out.write_all(&script)?;
                Ok(Exit::Fine)
            }
        }
    }
}

/// The arguments of a command that this build lacks: whatever they are.
#[cfg(not(all(feature = "envoy", feature = "proxy")))]
#[derive(clap::Args)]
struct Absent {
    #[arg(hide = true, trailing_var_arg = true, allow_hyphen_values = true)]
    _arguments: Vec<std::ffi::OsString>,
}

#[cfg(not(all(feature = "envoy", feature = "proxy")))]
impl Absent {
    fn failure(command: &str) -> Failure {
        Failure::Usage(format!(
            "this build has no `codeword {command}`: build with `cargo install --path . --features cli,{command}`"
        ))
    }
}

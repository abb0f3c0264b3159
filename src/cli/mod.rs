//! The command line: arguments in, library calls, words out.

mod argument;
mod catalog;
mod check;
mod completion;
mod diff;
#[cfg(feature = "envoy")]
mod envoy;
mod exchange;
#[cfg(any(feature = "envoy", feature = "proxy"))]
mod gateway;
mod generate;
#[cfg(feature = "proxy")]
mod listen;
mod locales;
mod localize;
#[cfg(feature = "lsp")]
mod lsp;
mod message;
mod negotiate;
mod output;
mod policy;
mod preset;
#[cfg(feature = "preview")]
mod preview;
#[cfg(feature = "proxy")]
mod proxy;
mod registry;
mod status;
mod surroundings;
mod watch;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use output::{Exit, Failure, Result, complain};

/// Runs the command with the arguments of the process.
pub(crate) fn run() -> ExitCode {
    completion::answer::<Arguments>();
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

/// Turn API error codes into words in the reader's language
#[derive(Parser)]
#[command(version, after_help = EXAMPLES, after_long_help = EXAMPLES, max_term_width = 100)]
struct Arguments {
    /// Read the catalog from this folder, whose sub-folders are locales (DIR/zh-CN/errors.ftl),
    /// instead of that of the project around, which gateways do not look for, or the embedded one
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
  codeword preview --open
  codeword check --deny warnings
  codeword add ja-JP
  codeword generate --to go --output errorcode/codes.go
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
    Diff(diff::DiffArguments),
    New(locales::NewArguments),
    Add(locales::AddArguments),
    Sync(locales::SyncArguments),
    Import(exchange::ImportArguments),
    Export(exchange::ExportArguments),
    Registry(registry::RegistryArguments),
    Generate(generate::GenerateArguments),
    Pseudo(locales::PseudoArguments),
    Policy(preset::PresetArguments),
    Localize(localize::LocalizeArguments),
    #[cfg(feature = "lsp")]
    Lsp(lsp::LspArguments),
    /// Serve editors as a language server (not in this build)
    #[cfg(not(feature = "lsp"))]
    Lsp(Absent),
    #[cfg(feature = "preview")]
    Preview(preview::PreviewArguments),
    /// Show the catalog in your browser (not in this build)
    #[cfg(not(feature = "preview"))]
    Preview(Absent),
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
    Completions(completion::CompletionsArguments),
}

impl Arguments {
    fn run(self, out: &mut impl Write) -> Result<Exit> {
        match self.command {
            Command::Message(arguments) => arguments.run(self.catalog, out),
            Command::List(arguments) => arguments.run(self.catalog, out),
            Command::Negotiate(arguments) => arguments.run(self.catalog, out),
            Command::Watch(arguments) => arguments.run(self.catalog, out),
            Command::Check(arguments) => arguments.run(self.catalog, out),
            Command::Status(arguments) => arguments.run(self.catalog, out),
            Command::Diff(arguments) => arguments.run(self.catalog, out),
            Command::New(arguments) => arguments.run(out),
            Command::Add(arguments) => arguments.run(self.catalog, out),
            Command::Sync(arguments) => arguments.run(self.catalog, out),
            Command::Import(arguments) => arguments.run(self.catalog, out),
            Command::Export(arguments) => arguments.run(self.catalog, out),
            Command::Registry(arguments) => arguments.run(self.catalog, out),
            Command::Generate(arguments) => arguments.run(self.catalog, out),
            Command::Pseudo(arguments) => arguments.run(self.catalog, out),
            Command::Policy(arguments) => arguments.run(out),
            Command::Localize(arguments) => arguments.run(self.catalog),
            #[cfg(feature = "lsp")]
            Command::Lsp(arguments) => arguments.run(self.catalog),
            #[cfg(not(feature = "lsp"))]
            Command::Lsp(_) => Err(Absent::failure("lsp")),
            #[cfg(feature = "preview")]
            Command::Preview(arguments) => arguments.run(self.catalog, out),
            #[cfg(not(feature = "preview"))]
            Command::Preview(_) => Err(Absent::failure("preview")),
            #[cfg(feature = "proxy")]
            Command::Proxy(arguments) => arguments.run(self.catalog),
            #[cfg(not(feature = "proxy"))]
            Command::Proxy(_) => Err(Absent::failure("proxy")),
            #[cfg(feature = "envoy")]
            Command::Envoy(arguments) => arguments.run(self.catalog, out),
            #[cfg(not(feature = "envoy"))]
            Command::Envoy(_) => Err(Absent::failure("envoy")),
            Command::Completions(arguments) => arguments.run(out),
        }
    }
}

/// The arguments of a command that this build lacks: whatever they are.
#[cfg(not(all(feature = "envoy", feature = "lsp", feature = "preview", feature = "proxy")))]
#[derive(clap::Args)]
struct Absent {
    #[arg(hide = true, trailing_var_arg = true, allow_hyphen_values = true)]
    _arguments: Vec<std::ffi::OsString>,
}

#[cfg(not(all(feature = "envoy", feature = "lsp", feature = "preview", feature = "proxy")))]
impl Absent {
    fn failure(command: &str) -> Failure {
        Failure::Usage(format!(
            "this build has no `codeword {command}`: build with `cargo install --path . --features cli,{command}`"
        ))
    }
}

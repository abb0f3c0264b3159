//! `codeword envoy`: localizes the answers that pass through an Envoy.

#[cfg(unix)]
use std::io;
use std::io::Write;
use std::path::PathBuf;

#[cfg(unix)]
use codeword::gateway::envoy::Listener;
use codeword::gateway::envoy::{Address, Addresses, Endpoint, Processor};
use codeword::response::Localizer;

use super::argument::catalog;
use super::gateway::{Gateway, GatewayArguments};
use super::output::{Exit, Failure};

/// Localize the answers that pass through an Envoy, as its external processor
///
/// Envoy asks over gRPC about each error that it passes on; successes it does not show, unless --statuses names
/// them. The configuration
/// that makes it do so is printed by --print-config.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(super) struct EnvoyArguments {
    /// Answer Envoy here: at an address, or at a Unix socket such as unix:/run/codeword.sock
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:50051")]
    listen: Endpoint,

    /// Who may connect to the Unix socket, as permissions of its file in octal digits: 660 for a user and a
    /// group
    #[cfg(unix)]
    #[arg(long, value_name = "MODE", value_parser = parse_mode)]
    socket_mode: Option<u32>,

    /// Print a complete configuration of Envoy, and do no more
    #[arg(long)]
    print_config: bool,

    #[command(flatten)]
    envoy: EnvoyAddresses,

    #[command(flatten)]
    gateway: GatewayArguments,
}

/// What the configuration says besides.
#[derive(clap::Args)]
struct EnvoyAddresses {
    /// In the configuration: the server whose answers are localized
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8090", requires = PRINT)]
    upstream: Address,

    /// In the configuration: where Envoy answers clients
    #[arg(long, value_name = "ADDRESS", default_value = "0.0.0.0:10000", requires = PRINT)]
    envoy_listen: Address,

    /// In the configuration: where Envoy answers operators
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:19000", requires = PRINT)]
    envoy_admin: Address,
}

/// The argument that they belong to.
const PRINT: &str = "print_config";

const EXAMPLES: &str = "\
Examples:
  codeword envoy --print-config --upstream 127.0.0.1:8090 > envoy.yaml
  codeword envoy --listen 127.0.0.1:50051
  codeword envoy --listen unix:/run/codeword.sock --catalog /etc/codeword/locales \\
      --config codeword.toml --admin 127.0.0.1:9901 --log json

Give --print-config the same --listen, --config, --statuses and --body-limit as the processor. SIGTERM and
Ctrl-C end it when the answers in flight are through; what follows Envoy passes on as it is. The
catalog's files are followed; SIGHUP means: look at them now.";

impl EnvoyArguments {
    pub(super) fn run(
        self,
        folder: Option<PathBuf>,
        out: &mut impl Write,
    ) -> Result<Exit, Failure> {
        if self.print_config {
            let localizer = Localizer::new(catalog(folder)?, self.gateway.policy()?);
            let processor = Processor::new(localizer).body_limit(self.gateway.body_limit);
            let EnvoyAddresses { upstream, envoy_listen, envoy_admin } = self.envoy;
            let addresses = Addresses {
                gateway: envoy_listen,
                admin: envoy_admin,
                upstream,
                processor: self.listen,
            };
            out.write_all(processor.configuration(&addresses).as_bytes())?;
            return Ok(Exit::Fine);
        }
        let endpoint = self.listen;
        self.gateway.run(folder, async |gateway: Gateway| {
            let processor = Processor::new(gateway.localizer.clone())
                .metrics(gateway.metrics.clone())
                .body_limit(gateway.body_limit);
            let listen = |error| Failure::Listen(endpoint.to_string(), error);
            let listener = endpoint.bind().await.map_err(listen)?;
            let address = listener.endpoint().map_err(listen)?;
            #[cfg(unix)]
            if let Some(mode) = self.socket_mode {
                set_mode(&listener, mode, listen)?;
            }
            gateway.has_begun(&format!("answering Envoy at {address}"));
            processor.serve(listener, gateway.stop(), gateway.grace).await;
            Ok(())
        })
    }
}

/// Reads permissions such as `660`.
#[cfg(unix)]
fn parse_mode(text: &str) -> Result<u32, String> {
    u32::from_str_radix(text, 8)
        .ok()
        .filter(|mode| *mode <= 0o777)
        .ok_or_else(|| "write permissions in octal digits, such as 660".to_owned())
}

#[cfg(unix)]
fn set_mode(
    listener: &Listener,
    mode: u32,
    listen: impl Fn(io::Error) -> Failure,
) -> Result<(), Failure> {
    match listener {
        Listener::Unix(socket) => socket.set_mode(mode).map_err(listen),
        Listener::Tcp(_) => {
            let text = "--socket-mode is for a Unix socket: name one by --listen, or leave it out";
            Err(Failure::Usage(text.to_owned()))
        }
    }
}

//! `codeword envoy`: localizes the answers that pass through an Envoy.

#[cfg(unix)]
use std::io;
use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;
#[cfg(unix)]
use codeword::gateway::envoy::Listener;
use codeword::gateway::envoy::{
    Address, Addresses, Endpoint, Manifests, ObjectName, Processor, Service,
};
use codeword::response::Localizer;

use super::gateway::{Gateway, GatewayArguments};
use super::output::{Exit, Failure};
use super::surroundings::builder;

/// Localize the answers that pass through an Envoy, as its external processor
///
/// Envoy asks over gRPC about each error that it passes on. The configuration that makes it do so is printed by
/// --print-config: for an Envoy with a file of its own, for Envoy Gateway, or for Istio.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(super) struct EnvoyArguments {
    /// Answer Envoy here: at an address, or at a Unix socket such as unix:/run/codeword.sock [default:
    /// 127.0.0.1:50051]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<Endpoint>,

    /// Who may connect to the Unix socket, as permissions of its file in octal digits: 660 for a user and a
    /// group
    #[cfg(unix)]
    #[arg(long, value_name = "MODE", value_parser = parse_mode)]
    socket_mode: Option<u32>,

    /// Print a complete configuration that has an Envoy ask, and do no more
    #[arg(long, value_name = "FOR", value_enum, num_args = 0..=1, default_missing_value = "envoy")]
    print_config: Option<Configured>,

    #[command(flatten)]
    connected: Connected,

    #[command(flatten)]
    gateway: GatewayArguments,
}

/// What is configured.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Configured {
    /// An Envoy with a file of its own
    Envoy,
    /// A Gateway of Envoy Gateway, by its policies
    EnvoyGateway,
    /// A Gateway of Istio, by an EnvoyFilter
    Istio,
}

/// What the configuration says besides.
#[derive(clap::Args)]
struct Connected {
    /// In the configuration of an Envoy: the server whose answers are localized [default: 127.0.0.1:8090]
    #[arg(long, value_name = "ADDRESS", requires = PRINT)]
    upstream: Option<Address>,

    /// In the configuration of an Envoy: where it answers clients [default: 0.0.0.0:10000]
    #[arg(long, value_name = "ADDRESS", requires = PRINT)]
    envoy_listen: Option<Address>,

    /// In the configuration of an Envoy: where it answers operators [default: 127.0.0.1:19000]
    #[arg(long, value_name = "ADDRESS", requires = PRINT)]
    envoy_admin: Option<Address>,

    /// For Envoy Gateway and Istio: the Gateway whose answers are localized, by its name, or its namespace
    /// and its name [default: default/eg]
    #[arg(long = "gateway", value_name = "NAME", requires = PRINT)]
    gateway_name: Option<ObjectName>,
}

/// The argument that they belong to.
const PRINT: &str = "print_config";

const EXAMPLES: &str = "\
Examples:
  codeword envoy --print-config --upstream 127.0.0.1:8090 > envoy.yaml
  codeword envoy --print-config envoy-gateway --gateway infra/eg | kubectl apply -f -
  codeword envoy --listen 127.0.0.1:50051
  codeword envoy --listen unix:/run/codeword.sock --catalog /etc/codeword/locales \\
      --config codeword.toml --admin 127.0.0.1:9901 --log json

Give --print-config the same --config, --statuses and --body-limit as the processor, and as --listen \
where Envoy reaches it: in Kubernetes its service, such as codeword.infra:50051. \
SIGTERM and Ctrl-C end it when the answers in flight are through; what follows Envoy passes on as it \
is. The catalog's files are followed; SIGHUP means: look at them now.";

impl EnvoyArguments {
    pub(super) fn run(
        self,
        folder: Option<PathBuf>,
        out: &mut impl Write,
    ) -> Result<Exit, Failure> {
        if let Some(configured) = self.print_config {
            let localizer = Localizer::new(builder(folder).build()?, self.gateway.policy()?);
            let processor = Processor::new(localizer).body_limit(self.gateway.body_limit);
            let text = self.connected.configuration(configured, &processor, self.listen)?;
            out.write_all(text.as_bytes())?;
            return Ok(Exit::Fine);
        }
        let endpoint = given_or(self.listen, LISTEN)?;
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

/// Where the processor listens unless it is told.
const LISTEN: &str = "127.0.0.1:50051";

/// Where Kubernetes finds it then: the service of `scripts/kubernetes.yaml`.
const SERVICE: &str = "codeword:50051";

impl Connected {
    /// What makes an Envoy ask a processor that listens there.
    fn configuration(
        self,
        configured: Configured,
        processor: &Processor,
        listen: Option<Endpoint>,
    ) -> Result<String, Failure> {
        match configured {
            Configured::Envoy => Ok(processor.configuration(&self.addresses(listen)?)),
            Configured::EnvoyGateway => Ok(processor.envoy_gateway(&self.manifests(listen)?)),
            Configured::Istio => Ok(processor.istio(&self.manifests(listen)?)),
        }
    }

    fn addresses(self, listen: Option<Endpoint>) -> Result<Addresses, Failure> {
        refuse("--gateway", self.gateway_name.is_some(), "envoy-gateway or istio")?;
        Ok(Addresses {
            gateway: given_or(self.envoy_listen, "0.0.0.0:10000")?,
            admin: given_or(self.envoy_admin, "127.0.0.1:19000")?,
            upstream: given_or(self.upstream, "127.0.0.1:8090")?,
            processor: given_or(listen, LISTEN)?,
        })
    }

    fn manifests(self, listen: Option<Endpoint>) -> Result<Manifests, Failure> {
        refuse("--upstream", self.upstream.is_some(), "envoy")?;
        refuse("--envoy-listen", self.envoy_listen.is_some(), "envoy")?;
        refuse("--envoy-admin", self.envoy_admin.is_some(), "envoy")?;
        Ok(Manifests {
            gateway: given_or(self.gateway_name, "eg")?,
            processor: Service::of(&given_or(listen, SERVICE)?)?,
        })
    }
}

/// What was given, or else what this text says.
fn given_or<T: FromStr>(given: Option<T>, text: &str) -> Result<T, T::Err> {
    given.map_or_else(|| text.parse(), Ok)
}

/// Refuses an argument that this configuration has no place for.
fn refuse(argument: &str, is_given: bool, configured: &str) -> Result<(), Failure> {
    match is_given {
        true => Err(Failure::Usage(format!("{argument} is for --print-config {configured}"))),
        false => Ok(()),
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

//! `codeword proxy`: a reverse proxy that localizes the answers of the server behind it.

use std::net::TcpListener;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use codeword::gateway::proxy::{Proxy, Upstream};
use codeword::response::layer::LocalizeLayer;

use super::argument::parse_seconds;
use super::gateway::{Gateway, GatewayArguments};
use super::listen::{ListenAddress, Workers};
use super::output::{Exit, Failure};

/// Stand before a server and localize its answers
///
/// Requests go on to the upstream, and its answers come back; in errors in JSON, the texts beside known
/// codes are replaced by those of the reader's language. Everything else passes as it is.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(super) struct ProxyArguments {
    /// Answer clients here; a socket that systemd has opened (LISTEN_FDS) goes before it
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: ListenAddress,

    /// How many threads answer, each with its own connections to the upstream [default: one for each core]
    #[arg(long, value_name = "NUMBER")]
    threads: Option<NonZeroUsize>,

    /// The server whose answers are localized, such as http://127.0.0.1:8090
    #[arg(long, value_name = "URL")]
    upstream: Upstream,

    /// Speak HTTP/2 to an upstream without TLS
    #[arg(long)]
    upstream_http2: bool,

    /// Trust an upstream with TLS by the certificates of this file, in PEM, instead of the system's
    #[arg(long, value_name = "FILE")]
    upstream_certificates: Option<PathBuf>,

    /// How long the upstream may take for the head of its answer and for each next piece of it, and a client
    /// for the next piece of its request, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = parse_seconds)]
    timeout: Duration,

    /// How long a connection to the upstream may take to be made, with its TLS, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = parse_seconds)]
    connect_timeout: Duration,

    /// How long a connection to the upstream is kept that no request uses, in seconds: less than the
    /// upstream keeps it
    #[arg(long, value_name = "SECONDS", default_value = "4", value_parser = parse_seconds)]
    upstream_idle: Duration,

    /// Call the upstream by the name by which clients call the proxy, and by HTTP/1.1
    #[arg(long)]
    keep_host: bool,

    /// Believe what requests say of earlier proxies, in Forwarded and X-Forwarded-…: only where every
    /// client is a proxy of your own
    #[arg(long)]
    trust_forwarded: bool,

    /// Localize nothing: to compare, or to look for a fault
    #[arg(long)]
    pass_through: bool,

    #[command(flatten)]
    gateway: GatewayArguments,
}

const EXAMPLES: &str = "\
Examples:
  codeword proxy --listen 127.0.0.1:8080 --upstream http://127.0.0.1:8090
  codeword proxy --listen 0.0.0.0:8080 --upstream https://registry.internal/naming \\
      --catalog /etc/codeword/locales --config codeword.toml --admin 127.0.0.1:9901 --log json

SIGTERM and Ctrl-C end it when the requests in flight are answered. The catalog's files are followed;
SIGHUP means: look at them now.";

impl ProxyArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>) -> Result<Exit, Failure> {
        let ProxyArguments { listen, upstream, gateway, .. } = self;
        let mut proxy = Proxy::builder(upstream.clone())
            .timeout(self.timeout)
            .connect_timeout(self.connect_timeout)
            .upstream_idle(self.upstream_idle)
            .upstream_http2(self.upstream_http2)
            .keep_host(self.keep_host)
            .trust_forwarded(self.trust_forwarded);
        if let Some(file) = self.upstream_certificates {
            proxy = proxy.upstream_certificates(file);
        }
        gateway.run(catalog, async |gateway: Gateway| {
            let mut proxy = proxy.metrics(gateway.metrics.clone());
            if !self.pass_through {
                let layer = LocalizeLayer::new(gateway.localizer.clone());
                proxy = proxy.localize(layer.body_limit(gateway.body_limit));
            }
            let proxy = proxy.build()?;
            let threads = self.threads.or_else(|| thread::available_parallelism().ok());
            let sockets = listen.listen(threads.map_or(1, NonZeroUsize::get))?;
            let address = match sockets.first().map(TcpListener::local_addr) {
                Some(Ok(address)) => address.to_string(),
                _ => listen.to_string(),
            };
            let workers = Workers::start(sockets, || {
                let (proxy, stop, grace) = (proxy.clone(), gateway.stop(), gateway.grace);
                move |listener| proxy.serve(listener, stop, grace)
            })?;
            gateway.has_begun(&format!("proxying http://{address} to {upstream}"));
            workers.ended().await
        })
    }
}

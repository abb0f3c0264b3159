//! `codeword proxy`: a reverse proxy that localizes the answers of an upstream server.

use std::fmt;
use std::net::TcpListener;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;
use std::thread;
use std::time::Duration;

use codeword::gateway::proxy::{PathPrefix, Proxy, ServerCertificates, Upstream};
use codeword::response::Policy;
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

    /// Speak TLS to clients, with the certificate in this file, in PEM: the server's first, then those that
    /// vouch for it; one for each --tls-key. A client gets the one for the name that it asks for, or the first
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Vec<PathBuf>,

    /// The private key of each --tls-cert, in PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Vec<PathBuf>,

    /// How many threads answer, each with its own connections to the upstream [default: one for each core]
    #[arg(long, value_name = "NUMBER")]
    threads: Option<NonZeroUsize>,

    /// The server whose answers are localized, such as http://127.0.0.1:8090; with the beginning of a path,
    /// /orders=http://127.0.0.1:9001, that of these paths alone. The longest one counts
    #[arg(long, value_name = "[PREFIX=]URL", required = true)]
    upstream: Vec<Destination>,

    /// Read the policy for an upstream's answers from the table [response] of a file of its own, such as
    /// /orders=orders.toml
    #[arg(long, value_name = "PREFIX=FILE")]
    upstream_config: Vec<Config>,

    /// Speak HTTP/2 to an upstream without TLS
    #[arg(long)]
    upstream_http2: bool,

    /// Trust an upstream with TLS by the certificates of this file, in PEM, instead of the system's: those of
    /// authorities, or its own
    #[arg(long, value_name = "FILE")]
    upstream_certificates: Option<PathBuf>,

    /// How long the upstream may take for the first and for each next piece of its answer, and a client for the
    /// next piece of its request, in seconds
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
  codeword proxy --listen 0.0.0.0:8443 --tls-cert fullchain.pem --tls-key privkey.pem \\
      --upstream http://127.0.0.1:8090 \\
      --upstream /orders=http://127.0.0.1:9001 --upstream-config /orders=orders.toml

SIGTERM and Ctrl-C end it when the requests in flight are answered. The files of the catalog and of \
certificates are followed; SIGHUP means: look at the catalog's now.";

impl ProxyArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>) -> Result<Exit, Failure> {
        let ProxyArguments { listen, upstream: destinations, gateway, .. } = self;
        let policies = policies(&destinations, self.upstream_config)?;
        let mut proxy = Proxy::by_path()
            .timeout(self.timeout)
            .connect_timeout(self.connect_timeout)
            .upstream_idle(self.upstream_idle)
            .upstream_http2(self.upstream_http2)
            .keep_host(self.keep_host)
            .trust_forwarded(self.trust_forwarded);
        if let Some(file) = self.upstream_certificates {
            proxy = proxy.upstream_certificates(file);
        }
        let files = pairs(self.tls_cert, self.tls_key)?;
        gateway.run(catalog, async |gateway: Gateway| {
            let mut proxy = proxy.metrics(gateway.metrics.clone());
            let layer = |localizer| LocalizeLayer::new(localizer).body_limit(gateway.body_limit);
            if !self.pass_through {
                proxy = proxy.localize(layer(gateway.localizer.clone()));
            }
            for (Destination { prefix, upstream }, policy) in destinations.iter().zip(policies) {
                let (prefix, upstream) = (prefix.clone(), upstream.clone());
                proxy = match policy.filter(|_| !self.pass_through) {
                    Some(policy) => {
                        let layer = layer(gateway.localizer_by(policy));
                        proxy.localized_route(prefix, upstream, layer)
                    }
                    None => proxy.route(prefix, upstream),
                };
            }
            let scheme = if files.is_empty() { "http" } else { "https" };
            if !files.is_empty() {
                proxy = proxy.tls(ServerCertificates::follow(files)?);
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
            let upstreams: Vec<String> = destinations.iter().map(ToString::to_string).collect();
            let upstreams = upstreams.join(", ");
            gateway.has_begun(&format!("proxying {scheme}://{address} to {upstreams}"));
            workers.ended().await
        })
    }
}

/// Each certificate with its key.
fn pairs(
    certificates: Vec<PathBuf>,
    keys: Vec<PathBuf>,
) -> Result<Vec<(PathBuf, PathBuf)>, Failure> {
    if certificates.len() != keys.len() {
        return Err(Failure::Usage(format!(
            "{} --tls-cert and {} --tls-key were given: give as many of one as of the other",
            certificates.len(),
            keys.len(),
        )));
    }
    Ok(certificates.into_iter().zip(keys).collect())
}

/// An upstream, and the beginning of the paths that it is for.
#[derive(Clone)]
struct Destination {
    prefix: PathPrefix,
    upstream: Upstream,
}

impl FromStr for Destination {
    type Err = String;

    fn from_str(text: &str) -> Result<Destination, String> {
        let (prefix, url) = match text.starts_with('/') {
            true => text
                .split_once('=')
                .ok_or("write /PREFIX=URL, such as /orders=http://127.0.0.1:9001")?,
            false => ("/", text),
        };
        let prefix = prefix.parse().map_err(|error: codeword::Error| error.to_string())?;
        let upstream = url.parse().map_err(|error: codeword::Error| error.to_string())?;
        Ok(Destination { prefix, upstream })
    }
}

impl fmt::Display for Destination {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.prefix.to_string().as_str() {
            "/" => self.upstream.fmt(out),
            prefix => write!(out, "{} for {prefix}", self.upstream),
        }
    }
}

/// The file of a policy, and whose answers it is for.
#[derive(Clone)]
struct Config {
    prefix: PathPrefix,
    file: PathBuf,
}

impl FromStr for Config {
    type Err = String;

    fn from_str(text: &str) -> Result<Config, String> {
        let split = text.split_once('=');
        let (prefix, file) = split.ok_or("write /PREFIX=FILE, such as /orders=orders.toml")?;
        let prefix = prefix.parse().map_err(|error: codeword::Error| error.to_string())?;
        Ok(Config { prefix, file: file.into() })
    }
}

/// The policy of each upstream that has one of its own.
fn policies(
    destinations: &[Destination],
    configs: Vec<Config>,
) -> Result<Vec<Option<Policy>>, Failure> {
    let mut policies = vec![None; destinations.len()];
    for Config { prefix, file } in configs {
        let Some(index) = destinations.iter().position(|it| it.prefix == prefix) else {
            return Err(Failure::Usage(format!(
                "--upstream-config is given for {prefix}, and no --upstream is: give --upstream {prefix}=URL too"
            )));
        };
        if policies[index].replace(Policy::from_file(&file)?).is_some() {
            return Err(Failure::Usage(format!(
                "two --upstream-config were given for {prefix}: give one"
            )));
        }
    }
    Ok(policies)
}

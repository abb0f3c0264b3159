//! What the gateways share: their texts, their policy, their admin port, their log and their end.

mod log;
mod signals;

use std::future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anstyle::AnsiColor;
use codeword::LiveCatalog;
use codeword::gateway::admin::{Admin, Metrics};
use codeword::response::{Localizer, Policy};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;

use super::argument::{builder, parse_seconds};
use super::output::{Exit, Failure};
use super::policy::PolicyArguments;

use log::Log;
use signals::Signals;

/// What every gateway is told.
#[derive(clap::Args)]
pub(super) struct GatewayArguments {
    #[command(flatten)]
    policy: PolicyArguments,

    /// The largest body that is looked into, in bytes; a larger one passes as it is
    #[arg(long, value_name = "BYTES", default_value_t = 1024 * 1024)]
    pub(super) body_limit: usize,

    /// Answer operators here: /healthz, /readyz, and /metrics for Prometheus
    #[arg(long, value_name = "ADDRESS")]
    admin: Option<SocketAddr>,

    /// How the log is written, one line for each answer and for each state of the catalog's files
    #[arg(long, value_enum, default_value_t = Log::Text)]
    log: Log,

    /// How long to take requests still once the gateway is told to stop, in seconds, so that who
    /// balances load sees in /readyz that it should send no more
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds)]
    drain: Option<Duration>,

    /// How long requests in flight may take once the gateway is told to stop, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = parse_seconds)]
    grace: Duration,
}

/// A gateway at work.
pub(super) struct Gateway {
    /// Localizes with the texts as the files have them at the moment, and counts.
    pub(super) localizer: Localizer,
    pub(super) metrics: Metrics,
    pub(super) body_limit: usize,
    pub(super) grace: Duration,
    admin: Admin,
    stop: watch::Receiver<bool>,
}

impl Gateway {
    /// Says on standard error that the gateway listens now, and to operators that it is ready.
    pub(super) fn has_begun(&self, text: &str) {
        say(text);
        self.admin.set_ready(true);
    }

    /// Waits until no more requests are taken.
    pub(super) fn stop(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut stop = self.stop.clone();
        async move {
            // The sender lives as long as the gateway.
            let _ = stop.wait_for(|stop| *stop).await;
        }
    }
}

impl GatewayArguments {
    pub(super) fn policy(&self) -> Result<Policy, Failure> {
        self.policy.policy()
    }

    /// Runs a gateway until a signal ends it; a second one ends it at once. SIGHUP means: look at the
    /// catalog's files now.
    pub(super) fn run(
        self,
        catalog: Option<PathBuf>,
        serve: impl AsyncFnOnce(Gateway) -> Result<(), Failure>,
    ) -> Result<Exit, Failure> {
        let policy = self.policy()?;
        let live = LiveCatalog::follow(builder(catalog))?;
        self.log.start();
        log::write_down(&live);
        let metrics = Metrics::new(live.clone());
        let texts = live.clone();
        let localizer = Localizer::following(move || texts.catalog(), policy);
        let admin = Admin::new(metrics.clone());

        let runtime = Runtime::new().map_err(Failure::Runtime)?;
        runtime.block_on(async {
            let (stopping, stop) = watch::channel(false);
            let gateway = Gateway {
                localizer: metrics.observe(localizer),
                metrics,
                body_limit: self.body_limit,
                grace: self.grace,
                admin: admin.clone(),
                stop,
            };
            if let Some(address) = self.admin {
                let listener = listen(address).await?;
                say(&format!("answering operators at http://{}", local(&listener, address)));
                tokio::spawn(admin.clone().serve(listener, future::pending()));
            }
            let mut signals = Signals::listen(live)?;
            let told = async {
                signals.end().await;
                admin.set_ready(false);
                if let Some(drain) = self.drain {
                    tokio::select! {
                        () = tokio::time::sleep(drain) => {}
                        () = signals.end() => return,
                    }
                }
                stopping.send_replace(true);
                signals.end().await;
            };
            tokio::select! {
                served = serve(gateway) => served,
                () = told => Ok(()),
            }
        })?;
        Ok(Exit::Fine)
    }
}

/// Listens at an address, on which nobody else does.
pub(super) async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| Failure::Listen(address.to_string(), error))
}

/// The address of a listener, whose port the system may have chosen.
pub(super) fn local(listener: &TcpListener, wanted: SocketAddr) -> SocketAddr {
    listener.local_addr().unwrap_or(wanted)
}

/// Says something on standard error.
fn say(text: &str) {
    let style = AnsiColor::Green.on_default().bold();
    anstream::eprintln!("{style}codeword:{style:#} {text}");
}

//! What the gateways share: their texts, their policy, their admin port, their log and their end.

mod log;
mod signals;

use std::future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anstyle::AnsiColor;
use codeword::LiveCatalog;
use codeword::response::admin::{Admin, Metrics};
use codeword::response::{Localizer, Policy};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;

use super::policy::PolicyArguments;
use super::{Exit, Failure, builder, seconds};

use log::Log;

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

    /// How long requests in flight may take once the gateway is told to stop, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds::parse)]
    grace: Duration,
}

/// A gateway at work.
pub(super) struct Gateway {
    /// Localizes with the texts as the files have them at the moment, and counts.
    pub(super) localizer: Localizer,
    pub(super) metrics: Metrics,
    pub(super) body_limit: usize,
    pub(super) grace: Duration,
    stop: watch::Receiver<bool>,
}

impl Gateway {
    /// Waits for a signal that tells the gateway to stop.
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

    /// Runs a gateway until a signal ends it. SIGHUP means: look at the catalog's files now.
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
                stop,
            };
            if let Some(address) = self.admin {
                let listener = listen(address).await?;
                say(&format!("answering operators at http://{}", local(&listener, address)));
                tokio::spawn(admin.clone().serve(listener, future::pending()));
            }
            let end = signals::end(live)?;
            tokio::spawn(async move {
                end.await;
                admin.set_stopping();
                stopping.send_replace(true);
            });
            serve(gateway).await
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

/// Says on standard error what the gateway has begun to do.
pub(super) fn say(text: &str) {
    let style = AnsiColor::Green.on_default().bold();
    anstream::eprintln!("{style}codeword:{style:#} {text}");
}

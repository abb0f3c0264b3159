//! What the gateways share: their texts, their policy, their admin port, their log and their end.

#[cfg(unix)]
use std::fs::File;
use std::future;
use std::io::{self, IsTerminal, Write, stderr, stdout};
use std::net::SocketAddr;
#[cfg(unix)]
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use anstyle::AnsiColor;
use clap::ValueEnum;
use codeword::gateway::admin::{Admin, Metrics};
use codeword::gateway::log::Log;
use codeword::response::{Localizer, Policy, Statuses};
use codeword::{Generation, LiveCatalog};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt;

use super::argument::parse_seconds;
use super::output::{Exit, Failure};
use super::policy::PolicyArguments;
use super::surroundings::builder;

/// What every gateway is told.
#[derive(clap::Args)]
pub(super) struct GatewayArguments {
    #[command(flatten)]
    policy: PolicyArguments,

    /// The statuses of the answers that are looked into, beside those with the header X-Polaris-Code
    /// [default: 400-999]
    #[arg(long, value_name = "STATUSES")]
    statuses: Option<Statuses>,

    /// The largest body that is looked into, in bytes; a larger one passes as it is
    #[arg(long, value_name = "BYTES", default_value_t = 1024 * 1024)]
    pub(super) body_limit: usize,

    /// Answer operators here: /healthz, /readyz, and /metrics for Prometheus
    #[arg(long, value_name = "ADDRESS")]
    admin: Option<SocketAddr>,

    /// How the log is written, one line for each answer and for each state of the catalog's files
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    log: LogFormat,

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
    /// Localizes with the texts that the files have at the moment, and counts.
    pub(super) localizer: Localizer,
    pub(super) metrics: Metrics,
    pub(super) body_limit: usize,
    pub(super) grace: Duration,
    #[cfg(feature = "proxy")]
    texts: LiveCatalog,
    admin: Admin,
    notes: Notes,
    stop: watch::Receiver<bool>,
}

impl Gateway {
    /// Tells operators that the gateway is ready, and says on standard error that it listens.
    pub(super) fn has_begun(&self, text: &str) {
        self.admin.set_ready(true);
        self.notes.say(text);
    }

    /// Localizes with the same texts by another policy, and counts together with the first.
    #[cfg(feature = "proxy")]
    pub(super) fn localizer_by(&self, policy: Policy) -> Localizer {
        let texts = self.texts.clone();
        self.metrics.observe(Localizer::following(move || texts.catalog(), policy))
    }

    /// Waits until the gateway should accept no more requests.
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
        let policy = self.policy.policy(None)?;
        Ok(match &self.statuses {
            Some(statuses) => policy.statuses(statuses.clone()),
            None => policy,
        })
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
        let log = self.log.start()?;
        let notes = Notes::new()?;
        log_generations(&live);
        for diagnostic in policy.unknown_status_codes(&live.catalog()) {
            tracing::warn!(target: "codeword::policy", %diagnostic, "unknown code");
        }
        let metrics = Metrics::new(live.clone());
        metrics.count_lost_lines(Arc::clone(&log));
        let texts = live.clone();
        let localizer = Localizer::following(move || texts.catalog(), policy);
        let admin = Admin::new(metrics.clone());

        let runtime = Runtime::new().map_err(Failure::Runtime)?;
        let served = runtime.block_on(async {
            let (stopping, stop) = watch::channel(false);
            let gateway = Gateway {
                localizer: metrics.observe(localizer),
                metrics,
                body_limit: self.body_limit,
                grace: self.grace,
                #[cfg(feature = "proxy")]
                texts: live.clone(),
                admin: admin.clone(),
                notes: notes.clone(),
                stop,
            };
            if let Some(address) = self.admin {
                let listener = listen(address).await?;
                notes.say(&format!("answering operators at http://{}", local(&listener, address)));
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
        });
        // Requests that are cut off are logged.
        drop(runtime);
        log.flush(LAST_LINES);
        notes.0.flush(LAST_LINES);
        served.map(|()| Exit::Fine)
    }
}

/// How long the last lines of a log may take to be written.
const LAST_LINES: Duration = Duration::from_secs(1);

/// Listens on an address, where no other process does.
pub(super) async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| Failure::Listen(address.to_string(), error))
}

/// The address of a listener, whose port the system may have chosen.
pub(super) fn local(listener: &TcpListener, wanted: SocketAddr) -> SocketAddr {
    listener.local_addr().unwrap_or(wanted)
}

/// What is said on standard error, which nobody waits for either.
#[derive(Clone)]
struct Notes(Arc<Log>);

impl Notes {
    fn new() -> Result<Notes, Failure> {
        let log = Log::new(stderr()).map_err(Failure::Runtime)?;
        Ok(Notes(Arc::new(log)))
    }

    fn say(&self, text: &str) {
        let style = AnsiColor::Green.on_default().bold();
        let line = match AutoStream::choice(&stderr()) {
            ColorChoice::Never => format!("codeword: {text}\n"),
            _ => format!("{style}codeword:{style:#} {text}\n"),
        };
        // It takes or drops the line, and does not fail.
        let _ = (&*self.0).write_all(line.as_bytes());
    }
}

/// How the log is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LogFormat {
    /// For people
    Text,
    /// An object on a line
    Json,
    /// Not at all
    Off,
}

impl LogFormat {
    /// Begins to write the log of this process to standard output.
    fn start(self) -> Result<Arc<Log>, Failure> {
        let log = Arc::new(Log::new(unbuffered_stdout()?).map_err(Failure::Runtime)?);
        let lines = fmt()
            .with_writer(Arc::clone(&log))
            .with_max_level(LevelFilter::INFO)
            .log_internal_errors(false);
        match self {
            LogFormat::Text => lines.with_ansi(stdout().is_terminal()).init(),
            LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).init(),
            LogFormat::Off => {}
        }
        Ok(log)
    }
}

/// Standard output without the buffer and the lock that Rust puts before it: a log is written in whole lines.
#[cfg(unix)]
fn unbuffered_stdout() -> io::Result<impl Write + Send + 'static> {
    stdout().as_fd().try_clone_to_owned().map(File::from)
}

#[cfg(not(unix))]
fn unbuffered_stdout() -> io::Result<impl Write + Send + 'static> {
    Ok(stdout())
}

/// Logs each state of the catalog's files, on a thread of its own.
fn log_generations(live: &LiveCatalog) {
    let generations = live.subscribe();
    thread::spawn(move || generations.iter().for_each(|generation| log(&generation)));
}

fn log(generation: &Generation) {
    let (number, content) = (generation.number(), generation.content_hash());
    if generation.is_accepted() {
        tracing::info!(target: "codeword::catalog", generation = number, %content, "accepted");
        return;
    }
    for diagnostic in generation.diagnostics() {
        tracing::warn!(target: "codeword::catalog", generation = number, %content, %diagnostic, "refused");
    }
}

/// Listens to the signals of this process.
#[cfg(unix)]
struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hang_up: Signal,
    live: LiveCatalog,
}

#[cfg(unix)]
impl Signals {
    fn listen(live: LiveCatalog) -> Result<Signals, Failure> {
        let listen = |kind| signal(kind).map_err(Failure::Signals);
        Ok(Signals {
            terminate: listen(SignalKind::terminate())?,
            interrupt: listen(SignalKind::interrupt())?,
            hang_up: listen(SignalKind::hangup())?,
            live,
        })
    }

    /// Waits for SIGTERM or Ctrl-C. Until then, SIGHUP means: look at the catalog's files now.
    async fn end(&mut self) {
        loop {
            tokio::select! {
                _ = self.terminate.recv() => break,
                _ = self.interrupt.recv() => break,
                _ = self.hang_up.recv() => {
                    let live = self.live.clone();
                    // It reads files, which a thread that answers requests must not wait for.
                    tokio::task::spawn_blocking(move || live.look_now());
                }
            }
        }
    }
}

/// Listens to Ctrl-C.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen(_: LiveCatalog) -> Result<Signals, Failure> {
        Ok(Signals)
    }

    /// Waits for Ctrl-C.
    async fn end(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            // Then the system ends the process.
            future::pending().await
        }
    }
}

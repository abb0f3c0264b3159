//! A real Envoy with the printed configuration, between an upstream and the command as its processor.
//!
//! `scripts/test` installs Envoy below `target/venv`. Where it is not, the tests that need it say so and
//! pass, unless `CODEWORD_REQUIRE_ENVOY` is set.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{HOST, HeaderValue};
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tempfile::TempDir;
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

use super::process::Process;

/// How long anything may take: forever, for a person.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program, if it is installed.
pub(crate) fn envoy() -> Option<PathBuf> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/venv/bin/envoy");
    if program.exists() {
        return Some(program);
    }
    let is_required = std::env::var_os("CODEWORD_REQUIRE_ENVOY").is_some();
    assert!(!is_required, "{} is not installed", program.display());
    eprintln!("{} is not installed: nothing was tested with it", program.display());
    None
}

/// The configuration that the command prints with these arguments.
pub(crate) fn configuration(arguments: &[&str]) -> String {
    printed("envoy", arguments)
}

/// What the command prints for an Envoy that is configured so.
pub(crate) fn printed(configured: &str, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_codeword"))
        .args(["envoy", "--print-config", configured])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Envoy and its processor.
pub(crate) struct Stand {
    pub(crate) gateway: SocketAddr,
    /// By their names, that of the gateway among them.
    pub(crate) listeners: HashMap<String, SocketAddr>,
    pub(crate) admin: SocketAddr,
    processor: Process,
    arguments: Vec<String>,
    _envoy: Process,
    folder: TempDir,
}

impl Stand {
    /// Starts both before an upstream, and leaves the processor's log unread.
    pub(crate) async fn unread(upstream: SocketAddr) -> Option<Stand> {
        let mut stand = Stand::patient(upstream, &[]).await?;
        stand.kill_processor();
        stand.processor = processor(&stand.arguments, stand.folder.path(), Stdio::piped()).await;
        Some(stand)
    }

    /// Starts both before an upstream, or neither if there is no Envoy. The processor gets these arguments.
    pub(crate) async fn start(upstream: SocketAddr, arguments: &[&str]) -> Option<Stand> {
        Stand::configured(upstream, arguments, |configuration| configuration).await
    }

    /// The same, but Envoy waits for the processor as long as a busy machine may take.
    pub(crate) async fn patient(upstream: SocketAddr, arguments: &[&str]) -> Option<Stand> {
        let patient = |configuration: String| {
            assert!(configuration.contains("message_timeout: 0.2s"));
            configuration.replace("message_timeout: 0.2s", "message_timeout: 60s")
        };
        Stand::configured(upstream, arguments, patient).await
    }

    /// The same with another configuration of Envoy: `edit` gets the printed one.
    pub(crate) async fn configured(
        upstream: SocketAddr,
        arguments: &[&str],
        edit: impl FnOnce(String) -> String,
    ) -> Option<Stand> {
        let program = envoy()?;
        let folder = tempfile::tempdir().unwrap();
        let listen = format!("unix:{}", folder.path().join("codeword.sock").display());
        let arguments: Vec<String> = ["--listen", &listen]
            .iter()
            .chain(arguments)
            .map(|argument| (*argument).to_owned())
            .collect();
        let processor = processor(&arguments, folder.path(), Stdio::null()).await;

        let addresses = [
            "--envoy-listen=127.0.0.1:0".to_owned(),
            "--envoy-admin=127.0.0.1:0".to_owned(),
            format!("--upstream={upstream}"),
        ];
        let all: Vec<&str> = arguments.iter().chain(&addresses).map(String::as_str).collect();
        fs::write(folder.path().join("envoy.yaml"), edit(configuration(&all))).unwrap();
        let mut command = Command::new(program);
        command
            .args(["-c", "envoy.yaml", "--admin-address-path", "admin.txt", "--log-level", "error"])
            .args(["--concurrency", "1", "--disable-hot-restart"])
            .current_dir(folder.path());
        let mut envoy = Process(command.spawn().unwrap());

        let admin = eventually("Envoy is ready", async || {
            envoy.assert_alive();
            let address = fs::read_to_string(folder.path().join("admin.txt")).ok()?.parse().ok()?;
            let ready = send(address, Request::get("/ready").body(())).await.ok()?;
            (ready.body() == "LIVE\n").then_some(address)
        })
        .await;
        let listeners = send(admin, Request::get("/listeners").body(())).await.unwrap().into_body();
        let listeners: HashMap<String, SocketAddr> = (str::from_utf8(&listeners).unwrap().lines())
            .map(|line| line.split_once("::").unwrap())
            .map(|(name, address)| (name.to_owned(), address.parse().unwrap()))
            .collect();
        let gateway = listeners["gateway"];
        Some(Stand { gateway, listeners, admin, processor, arguments, _envoy: envoy, folder })
    }

    /// Sends a request through Envoy.
    pub(crate) async fn send(&self, request: http::Result<Request<()>>) -> Response<Bytes> {
        send(self.gateway, request).await.unwrap()
    }

    /// GET by a reader of Chinese.
    pub(crate) async fn get(&self, path: &str) -> Response<Bytes> {
        self.send(Request::get(path).header("accept-language", "zh-CN").body(())).await
    }

    /// What Envoy has counted for its filter, such as `streams_started`.
    pub(crate) async fn counted(&self, name: &str) -> u64 {
        let stats =
            send(self.admin, Request::get("/stats?filter=ext_proc").body(())).await.unwrap();
        let stats = String::from_utf8(stats.into_body().to_vec()).unwrap();
        let prefix = format!("http.gateway.ext_proc.{name}: ");
        let value = stats.lines().find_map(|line| line.strip_prefix(&prefix));
        value.unwrap_or_else(|| panic!("no {name} in {stats}")).parse().unwrap()
    }

    /// Kills the processor, as a crash would.
    pub(crate) fn kill_processor(&mut self) {
        self.processor.kill();
    }

    /// Sends the processor a signal, such as `TERM`.
    pub(crate) fn signal_processor(&self, signal: &str) {
        let id = self.processor.0.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
    }

    /// Waits until the processor has ended in good order.
    pub(crate) fn await_processor(&mut self) {
        assert!(self.processor.0.wait().unwrap().success());
    }

    /// Whether the processor accepts connections.
    pub(crate) async fn is_listening(&self) -> bool {
        self.connect().await.is_ok()
    }

    /// A connection to the processor.
    pub(crate) async fn connect(&self) -> std::io::Result<UnixStream> {
        UnixStream::connect(self.folder.path().join("codeword.sock")).await
    }

    /// Starts the processor anew.
    pub(crate) async fn start_processor(&mut self) {
        self.processor = processor(&self.arguments, self.folder.path(), Stdio::null()).await;
    }
}

/// Starts a processor, and waits until it listens.
async fn processor(arguments: &[String], folder: &Path, log: Stdio) -> Process {
    let mut command = Command::new(env!("CARGO_BIN_EXE_codeword"));
    command.arg("envoy").args(arguments).stdout(log).stderr(Stdio::piped());
    let mut process = Process(command.spawn().unwrap());
    let socket = folder.join("codeword.sock");
    eventually("the processor listens", async || {
        process.assert_alive();
        UnixStream::connect(&socket).await.ok()
    })
    .await;
    process
}

/// Waits until something is there.
pub(crate) async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(found) = look().await {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("it never comes that {what}");
}

/// Sends one request over a connection of its own. An answer that never comes is an error.
pub(crate) async fn send(
    address: SocketAddr,
    request: http::Result<Request<()>>,
) -> Result<Response<Bytes>, Box<dyn Error + Send + Sync>> {
    let mut request = request?.map(|()| Full::<Bytes>::default());
    request.headers_mut().insert(HOST, HeaderValue::from_static("gateway"));
    let answer = async {
        let stream = TokioIo::new(TcpStream::connect(address).await?);
        let (mut sender, connection) = http1::handshake(stream).await?;
        tokio::spawn(connection);
        let (head, body) = sender.send_request(request).await?.into_parts();
        Ok(Response::from_parts(head, body.collect().await?.to_bytes()))
    };
    timeout(PATIENCE, answer).await?
}

//! `codeword proxy` as a process, whose output is read, left or lost as a test wants it.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::wire::{self, Answer, PATIENCE};

/// What becomes of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Output {
    /// It is read as it comes.
    Read,
    /// Nobody reads it, and the pipe is kept open.
    Unread,
    /// Nobody reads it, and nobody can: both pipes are closed once the gateway has begun.
    Lost,
}

/// The command at work.
pub(super) struct Gateway {
    process: Child,
    pub(super) address: SocketAddr,
    pub(super) admin: SocketAddr,
    log: Arc<Mutex<String>>,
}

impl Gateway {
    /// A proxy before an upstream, whose log is read.
    pub(super) fn start(upstream: &str, arguments: &[&str]) -> Gateway {
        Gateway::logging(upstream, arguments, Output::Read)
    }

    pub(super) fn logging(upstream: &str, arguments: &[&str], output: Output) -> Gateway {
        let listen = ["--listen", "127.0.0.1:0"];
        let command = Command::new(env!("CARGO_BIN_EXE_codeword"));
        Gateway::run(command, upstream, &[&listen, arguments].concat(), output)
    }

    /// One that listens where its arguments say.
    pub(super) fn at(address: &str, upstream: &str) -> Gateway {
        let command = Command::new(env!("CARGO_BIN_EXE_codeword"));
        Gateway::run(command, upstream, &["--listen", address], Output::Read)
    }

    /// One that may have so many files and connections open.
    pub(super) fn limited(upstream: &str, descriptors: usize) -> Gateway {
        let mut command = Command::new("sh");
        let script = format!("ulimit -n {descriptors}; exec \"$0\" \"$@\"");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_codeword")]);
        Gateway::run(command, upstream, &["--listen", "127.0.0.1:0"], Output::Read)
    }

    fn run(mut command: Command, upstream: &str, arguments: &[&str], output: Output) -> Gateway {
        let mut process = command
            .args(["proxy", "--admin", "127.0.0.1:0", "--log", "json", "--upstream", upstream])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(process.stderr.take().unwrap());
        // What else it says at the start, it says before its addresses or after them.
        let (log, errors) = (Arc::default(), Arc::<Mutex<String>>::default());
        let mut address = || loop {
            let mut line = String::new();
            let length = said.read_line(&mut line).unwrap();
            assert!(length > 0, "it does not begin: {}", errors.lock().unwrap());
            match line.split_once("http://") {
                Some((_, rest)) => break rest.split_whitespace().next().unwrap().parse().unwrap(),
                None => errors.lock().unwrap().push_str(&line),
            }
        };
        let (admin, address) = (address(), address());
        match output {
            Output::Read => collect(process.stdout.take().unwrap(), &log),
            Output::Unread => {}
            Output::Lost => drop(process.stdout.take()),
        }
        if output != Output::Lost {
            collect(said, &errors);
        }
        Gateway { process, address, admin, log }
    }

    /// GET by a reader of Chinese.
    pub(super) async fn get(&self, path: &str) -> Answer {
        wire::ask(self.address, wire::get(path)).await
    }

    /// GET by an operator.
    pub(super) async fn operator(&self, path: &str) -> Answer {
        wire::ask(self.admin, wire::get(path)).await
    }

    /// The value of a figure, such as `codeword_log_dropped_total`; 0 if there is none.
    pub(super) async fn figure(&self, name: &str) -> f64 {
        let metrics = self.operator("/metrics").await.text();
        let line = metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.map_or(0.0, |value| value.parse().unwrap())
    }

    /// The log so far, as it was read.
    pub(super) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// The log once this stands in it, or when patience has come to its end.
    pub(super) async fn log_with(&self, text: &str) -> String {
        let start = Instant::now();
        while start.elapsed() < PATIENCE && !self.log().contains(text) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        self.log()
    }

    pub(super) fn signal(&self, name: &str) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// How it ends, if it does within a patient person's time.
    pub(super) async fn ended(&mut self) -> Option<ExitStatus> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.process.try_wait().unwrap() {
                return Some(status);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        None
    }

    pub(super) fn id(&self) -> u32 {
        self.process.id()
    }
}

/// Reads to the end, in a thread of its own.
fn collect(mut from: impl Read + Send + 'static, text: &Arc<Mutex<String>>) {
    let text = Arc::clone(text);
    thread::spawn(move || {
        let mut piece = [0; 4096];
        while let Ok(length @ 1..) = from.read(&mut piece) {
            text.lock().unwrap().push_str(&String::from_utf8_lossy(&piece[..length]));
        }
    });
}

impl Drop for Gateway {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

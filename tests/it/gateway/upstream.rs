//! An upstream that answers in bytes, and remembers what it was asked.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What an upstream does for an answer, one after the other.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// It does not wait for the body of the request. This is the first step, where it is one.
    AtOnce,
    Send(Vec<u8>),
    /// It waits, so that what was sent arrives alone.
    Pause,
    /// It waits for a second, as a slow server does.
    Second,
    /// It does no more, and keeps the connection.
    Stall,
    /// It closes the connection.
    Close,
    /// It breaks the connection off (RFC 9293 §3.5.2).
    Reset,
}

use Step::{AtOnce, Close, Pause, Reset, Second, Send, Stall};

/// A request, as the upstream has understood it.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// The number of the connection that it came on, from 0.
    pub(super) connection: usize,
    /// As it came, with the empty line.
    pub(super) head: String,
    /// Without its framing.
    pub(super) body: Vec<u8>,
}

/// The upstream, at work until the test ends.
#[derive(Clone)]
pub(super) struct Upstream {
    pub(super) address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Upstream {
    /// Answers each request by these steps.
    pub(super) async fn start(
        steps: impl Fn(&Seen) -> Vec<Step> + std::marker::Send + Sync + 'static,
    ) -> Upstream {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let seen = Arc::default();
        let upstream = Upstream { address: listener.local_addr().unwrap(), seen };
        let (steps, seen) = (Arc::new(steps), Arc::clone(&upstream.seen));
        tokio::spawn(async move {
            for connection in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                let (steps, seen) = (Arc::clone(&steps), Arc::clone(&seen));
                tokio::spawn(async move {
                    let mut asked = Asked { stream, buffer: Vec::new(), connection };
                    while asked.answer(&*steps, &seen).await.is_some() {}
                });
            }
        });
        upstream
    }

    /// Answers each request by the same bytes.
    pub(super) async fn always(answer: impl Into<Vec<u8>>) -> Upstream {
        let answer = answer.into();
        Upstream::start(move |_| vec![Send(answer.clone())]).await
    }

    /// What was asked so far.
    pub(super) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Seen {
    pub(super) fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    /// All values of a header, in their order.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let lines = self.head.split("\r\n").skip(1).filter_map(|line| line.split_once(':'));
        let named = lines.filter(|(found, _)| found.trim().eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.trim()).collect()
    }
}

/// A connection to the upstream.
struct Asked {
    stream: TcpStream,
    buffer: Vec<u8>,
    connection: usize,
}

impl Asked {
    /// Reads a request, remembers it and answers it; `None` when the connection has ended.
    async fn answer(
        &mut self,
        steps: &(dyn Fn(&Seen) -> Vec<Step> + std::marker::Send + Sync),
        seen: &Mutex<Vec<Seen>>,
    ) -> Option<()> {
        let head = self.until(b"\r\n\r\n").await?;
        let head = head.into_iter().map(char::from).collect();
        let mut request = Seen { connection: self.connection, head, body: Vec::new() };
        let steps = steps(&request);
        if !matches!(steps[..], [AtOnce, ..]) {
            request.body = self.body(&request).await?;
        }
        seen.lock().unwrap().push(request);
        for step in steps {
            match step {
                AtOnce => {}
                Send(bytes) => self.stream.write_all(&bytes).await.ok()?,
                Pause => tokio::time::sleep(Duration::from_millis(50)).await,
                Second => tokio::time::sleep(Duration::from_secs(1)).await,
                Stall => std::future::pending().await,
                Close => return None,
                Reset => {
                    self.stream.set_zero_linger().unwrap();
                    return None;
                }
            }
        }
        Some(())
    }

    async fn body(&mut self, request: &Seen) -> Option<Vec<u8>> {
        let mut body = Vec::new();
        if !request.all("transfer-encoding").is_empty() {
            loop {
                let line = self.until(b"\r\n").await?;
                let line = String::from_utf8_lossy(&line).trim().to_owned();
                let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
                if size == 0 {
                    while self.until(b"\r\n").await? != b"\r\n" {}
                    return Some(body);
                }
                body.extend(self.exactly(size).await?);
                self.exactly(2).await?;
            }
        }
        if let Some(length) = request.all("content-length").first() {
            body = self.exactly(length.parse().ok()?).await?;
        }
        Some(body)
    }

    async fn until(&mut self, end: &[u8]) -> Option<Vec<u8>> {
        loop {
            if let Some(start) = self.buffer.windows(end.len()).position(|found| found == end) {
                return Some(self.buffer.drain(..start + end.len()).collect());
            }
            self.fill().await?;
        }
    }

    async fn exactly(&mut self, length: usize) -> Option<Vec<u8>> {
        while self.buffer.len() < length {
            self.fill().await?;
        }
        Some(self.buffer.drain(..length).collect())
    }

    async fn fill(&mut self) -> Option<()> {
        let length = self.stream.read_buf(&mut self.buffer).await.ok()?;
        (length > 0).then_some(())
    }
}

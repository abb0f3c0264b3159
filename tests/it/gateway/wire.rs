//! HTTP/1.1 in bytes: a request goes out as it is written, and an answer is read as far as it comes.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// After which silence nothing more is expected: much more than a busy machine needs for an answer.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// How an answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Where it had said that it would.
    Whole,
    /// Before that: the connection was closed, or the answer did not keep to HTTP.
    Cut,
    /// It did not: nothing came for as long as patience lasts.
    Silent,
}

/// An answer, as far as it came.
#[derive(Debug)]
pub(super) struct Answer {
    /// The statuses of those that went before it (RFC 9110 §15.2).
    pub(super) interim: Vec<u16>,
    /// 0 if there was no head.
    pub(super) status: u16,
    /// In lower case, in their order.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    pub(super) end: End,
}

/// A client's connection.
pub(super) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// Sends a request over a connection of its own, and reads the answer.
pub(super) async fn ask(address: SocketAddr, request: impl AsRef<[u8]>) -> Answer {
    let mut connection = Connection::open(address).await;
    connection.send(request.as_ref()).await;
    connection.answer(request.as_ref().starts_with(b"HEAD ")).await
}

/// GET by a reader of Chinese.
pub(super) fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: gateway\r\nAccept-Language: zh-CN\r\n\r\n")
}

impl Connection {
    pub(super) async fn open(address: SocketAddr) -> Connection {
        Connection { stream: TcpStream::connect(address).await.unwrap(), buffer: Vec::new() }
    }

    /// Who is written to may have hung up already, and have answered before.
    pub(super) async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let _ = timeout(PATIENCE, self.stream.write_all(bytes.as_ref())).await;
    }

    /// The next answer, which has no body if it is one to a HEAD.
    pub(super) async fn answer(&mut self, is_head: bool) -> Answer {
        let mut answer = Answer {
            interim: Vec::new(),
            status: 0,
            headers: Vec::new(),
            body: Vec::new(),
            end: End::Whole,
        };
        match self.read(&mut answer, is_head).await {
            Ok(()) => answer,
            Err(end) => Answer { end, ..answer },
        }
    }

    async fn read(&mut self, answer: &mut Answer, is_head: bool) -> Result<(), End> {
        loop {
            answer.status = self.head(&mut answer.headers).await?;
            if !(100..200).contains(&answer.status) || answer.status == 101 {
                break;
            }
            answer.interim.push(answer.status);
            answer.status = 0;
            answer.headers.clear();
        }
        if is_head || matches!(answer.status, 101 | 204 | 304) {
            return Ok(());
        }
        if answer.header("transfer-encoding").is_some() {
            return self.chunks(&mut answer.body).await;
        }
        match answer.header("content-length").map(|length| length.parse().map_err(|_| End::Cut)) {
            Some(length) => self.exactly(length?, &mut answer.body).await,
            None => self.until_closed(&mut answer.body).await,
        }
    }

    async fn head(&mut self, headers: &mut Vec<(String, String)>) -> Result<u16, End> {
        let status = self.line().await?;
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or(End::Cut)?;
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                return Ok(status);
            }
            let (name, value) = line.split_once(':').ok_or(End::Cut)?;
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    async fn chunks(&mut self, body: &mut Vec<u8>) -> Result<(), End> {
        loop {
            let size = self.line().await?;
            let size = size.split(';').next().unwrap_or_default().trim();
            match usize::from_str_radix(size, 16).map_err(|_| End::Cut)? {
                0 => break,
                size => self.exactly(size, body).await?,
            }
            if !self.line().await?.is_empty() {
                return Err(End::Cut);
            }
        }
        // The trailers.
        while !self.line().await?.is_empty() {}
        Ok(())
    }

    /// A line without its end, in which each byte is a character.
    async fn line(&mut self) -> Result<String, End> {
        let end = loop {
            match self.buffer.windows(2).position(|pair| pair == b"\r\n") {
                Some(end) => break end,
                None => self.fill().await?,
            }
        };
        let line = self.buffer.drain(..end + 2).take(end).map(char::from).collect();
        Ok(line)
    }

    async fn exactly(&mut self, length: usize, body: &mut Vec<u8>) -> Result<(), End> {
        let whole = body.len() + length;
        loop {
            let wanted = self.buffer.len().min(whole - body.len());
            body.extend(self.buffer.drain(..wanted));
            if body.len() == whole {
                return Ok(());
            }
            self.fill().await?;
        }
    }

    async fn until_closed(&mut self, body: &mut Vec<u8>) -> Result<(), End> {
        loop {
            body.append(&mut self.buffer);
            match timeout(PATIENCE, self.stream.read_buf(body)).await {
                Ok(Ok(0)) => return Ok(()),
                Ok(Ok(_)) => {}
                Ok(Err(_)) => return Err(End::Cut),
                Err(_) => return Err(End::Silent),
            }
        }
    }

    /// Reads some more, or says why there is no more.
    async fn fill(&mut self) -> Result<(), End> {
        match timeout(PATIENCE, self.stream.read_buf(&mut self.buffer)).await {
            Ok(Ok(0) | Err(_)) => Err(End::Cut),
            Ok(Ok(_)) => Ok(()),
            Err(_) => Err(End::Silent),
        }
    }

    /// Whether this text comes, in upper or lower case.
    pub(super) async fn until(&mut self, text: &str) -> bool {
        let text = text.as_bytes();
        while !self.buffer.windows(text.len()).any(|found| found.eq_ignore_ascii_case(text)) {
            if self.fill().await.is_err() {
                return false;
            }
        }
        true
    }
}

impl Answer {
    /// The first value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All values of a header, in their order.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |(found, _)| found == name).map(|(_, value)| &**value)
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

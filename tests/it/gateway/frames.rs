//! HTTP/2 in frames (RFC 9113 §4.1): a client that sends what it likes, and an upstream that does.

use std::net::SocketAddr;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use super::wire::PATIENCE;

pub(super) const DATA: u8 = 0;
pub(super) const HEADERS: u8 = 1;
pub(super) const PRIORITY: u8 = 2;
pub(super) const RST_STREAM: u8 = 3;
pub(super) const SETTINGS: u8 = 4;
pub(super) const PUSH_PROMISE: u8 = 5;
pub(super) const PING: u8 = 6;
pub(super) const GOAWAY: u8 = 7;
pub(super) const WINDOW_UPDATE: u8 = 8;
pub(super) const CONTINUATION: u8 = 9;

pub(super) const NONE: u8 = 0;
pub(super) const ACK: u8 = 1;
pub(super) const END_STREAM: u8 = 1;
pub(super) const END_HEADERS: u8 = 4;
pub(super) const PADDED: u8 = 8;

/// GET / of `gateway`, all but the authority from the static table (RFC 7541, appendix A).
pub(super) const GET: &[u8] = b"\x82\x86\x84\x41\x07gateway";
/// POST, likewise.
pub(super) const POST: &[u8] = b"\x83\x86\x84\x41\x07gateway";

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// The names of the error codes (RFC 9113 §7).
const CODES: [&str; 14] = [
    "NO_ERROR",
    "PROTOCOL_ERROR",
    "INTERNAL_ERROR",
    "FLOW_CONTROL_ERROR",
    "SETTINGS_TIMEOUT",
    "STREAM_CLOSED",
    "FRAME_SIZE_ERROR",
    "REFUSED_STREAM",
    "CANCEL",
    "COMPRESSION_ERROR",
    "CONNECT_ERROR",
    "ENHANCE_YOUR_CALM",
    "INADEQUATE_SECURITY",
    "HTTP_1_1_REQUIRED",
];

#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) kind: u8,
    pub(super) flags: u8,
    pub(super) stream: u32,
    pub(super) payload: Vec<u8>,
}

impl Frame {
    pub(super) fn new(kind: u8, flags: u8, stream: u32, payload: impl AsRef<[u8]>) -> Frame {
        Frame { kind, flags, stream, payload: payload.as_ref().to_vec() }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let length = u32::try_from(self.payload.len()).unwrap().to_be_bytes();
        let head = [&length[1..], &[self.kind, self.flags], &self.stream.to_be_bytes()].concat();
        [head, self.payload.clone()].concat()
    }

    /// The error code of a RST_STREAM or a GOAWAY.
    pub(super) fn code(&self) -> &'static str {
        let start = if self.kind == GOAWAY { 4 } else { 0 };
        let code = self.payload[start..start + 4].try_into().map(u32::from_be_bytes).unwrap();
        CODES.get(code as usize).unwrap_or(&"unknown")
    }

    async fn read(from: &mut (impl AsyncRead + Unpin)) -> Option<Frame> {
        let mut head = [0; 9];
        from.read_exact(&mut head).await.ok()?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let stream = u32::from_be_bytes([head[5] & 0x7F, head[6], head[7], head[8]]);
        let mut payload = vec![0; length as usize];
        from.read_exact(&mut payload).await.ok()?;
        Some(Frame { kind: head[3], flags: head[4], stream, payload })
    }
}

/// A header in a block, with its name, and not for the dynamic table (RFC 7541 §6.2.2).
pub(super) fn header(name: &str, value: &str) -> Vec<u8> {
    let string = |text: &str| {
        // A length in a prefix of seven bits (RFC 7541 §5.1).
        let mut bytes = match text.len() {
            length @ 0..127 => vec![length as u8],
            length => {
                let rest = length - 127;
                vec![127, 128 | (rest % 128) as u8, (rest / 128) as u8]
            }
        };
        bytes.extend(text.bytes());
        bytes
    };
    [vec![0], string(name), string(value)].concat()
}

/// The request that this block describes, and no body.
pub(super) fn request(stream: u32, block: impl AsRef<[u8]>) -> Frame {
    Frame::new(HEADERS, END_HEADERS | END_STREAM, stream, block)
}

/// A setting (RFC 9113 §6.5.1).
pub(super) fn setting(name: u16, value: u32) -> Frame {
    Frame::new(SETTINGS, NONE, 0, [&name.to_be_bytes()[..], &value.to_be_bytes()].concat())
}

pub(super) fn window(stream: u32, more: u32) -> Frame {
    Frame::new(WINDOW_UPDATE, NONE, stream, more.to_be_bytes())
}

pub(super) fn reset(stream: u32) -> Frame {
    Frame::new(RST_STREAM, NONE, stream, 8_u32.to_be_bytes())
}

/// No stream above this one was processed (§6.8).
pub(super) fn goaway(last: u32) -> Frame {
    Frame::new(GOAWAY, NONE, 0, [last.to_be_bytes(), [0; 4]].concat())
}

/// A client.
pub(super) struct Client(TcpStream);

impl Client {
    /// Has sent its preface, and has the server's settings.
    pub(super) async fn open(address: SocketAddr) -> Client {
        let mut client = Client(TcpStream::connect(address).await.unwrap());
        client.send_bytes(PREFACE).await;
        client.send(&[Frame::new(SETTINGS, NONE, 0, [])]).await;
        while client.frame().await.is_some_and(|frame| frame.kind != SETTINGS) {}
        client.send(&[Frame::new(SETTINGS, ACK, 0, [])]).await;
        client
    }

    pub(super) async fn send(&mut self, frames: &[Frame]) {
        let bytes: Vec<u8> = frames.iter().flat_map(Frame::bytes).collect();
        self.send_bytes(&bytes).await;
    }

    /// A server that hangs up has said why before.
    pub(super) async fn send_bytes(&mut self, bytes: &[u8]) {
        let _ = timeout(PATIENCE, self.0.write_all(bytes)).await;
    }

    /// The next frame; `None` if there is none any more. It panics if the server is silent.
    pub(super) async fn frame(&mut self) -> Option<Frame> {
        timeout(PATIENCE, Frame::read(&mut self.0)).await.expect("the server is silent")
    }
}

/// An upstream that answers each frame by these.
pub(super) async fn upstream(
    answer: impl Fn(&Frame) -> Vec<Frame> + Send + Sync + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let answer = std::sync::Arc::new(answer);
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let answer = std::sync::Arc::clone(&answer);
            tokio::spawn(async move {
                let mut preface = [0; PREFACE.len()];
                stream.read_exact(&mut preface).await.ok()?;
                stream.write_all(&Frame::new(SETTINGS, NONE, 0, []).bytes()).await.ok()?;
                let mut is_over = false;
                while let Some(frame) = Frame::read(&mut stream).await {
                    let mut answers = if is_over { vec![] } else { answer(&frame) };
                    if frame.kind == SETTINGS && frame.flags == NONE {
                        answers.push(Frame::new(SETTINGS, ACK, 0, []));
                    }
                    for answer in answers {
                        stream.write_all(&answer.bytes()).await.ok()?;
                        // What is still under way is read, or the system would break the connection off.
                        is_over |= answer.kind == GOAWAY;
                    }
                }
                Some(())
            });
        }
    });
    address
}

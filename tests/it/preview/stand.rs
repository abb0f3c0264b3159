//! [`Stand`]: a running `codeword preview` with a catalog of its own.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

pub(super) struct Stand {
    child: Child,
    folder: tempfile::TempDir,
    /// `127.0.0.1:…`.
    pub(super) address: String,
}

/// What was answered.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
}

impl Stand {
    /// Starts it with files, by their paths below the catalog.
    pub(super) fn start(files: &[(&str, &str)], arguments: &[&str]) -> Stand {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join("locales").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_codeword"))
            .args(["preview", "--listen", "127.0.0.1:0", "--source", "en-US", "--catalog"])
            .arg(folder.path().join("locales"))
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Stand { child, folder, address }
    }

    pub(super) fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join("locales").join(path)
    }

    pub(super) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).unwrap()
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        write(&self.file(path), text);
    }

    /// Sends the head of a request as it is written, but for its `Host` if it has none, and a body.
    pub(super) fn ask(&self, head: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let host = match head.to_ascii_lowercase().contains("\nhost:") {
            true => String::new(),
            false => format!("\r\nHost: {}", self.address),
        };
        let head = head.replace('\n', "\r\n");
        let length = body.len();
        write!(
            stream,
            "{head}{host}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    pub(super) fn post(&self, path: &str, body: &serde_json::Value) -> serde_json::Value {
        let head = format!("POST {path} HTTP/1.1\nContent-Type: application/json");
        serde_json::from_str(&self.ask(&head, &body.to_string()).body).unwrap()
    }

    /// The overview of a locale.
    pub(super) fn overview(&self, locale: &str) -> serde_json::Value {
        let answer = self.ask(&format!("GET /overview?locale={locale} HTTP/1.1"), "");
        serde_json::from_str(&answer.body).unwrap()
    }
}

/// Writes a file as an editor does that saves by renaming.
fn write(path: &Path, text: &str) {
    let beside = path.with_extension("tmp");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, path).unwrap();
}

/// A test that fails leaves nothing running.
impl Drop for Stand {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

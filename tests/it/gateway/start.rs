//! What is wrong with the arguments is said at the start, and what a gateway takes it gives back at the end.

use std::fs;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use tokio::net::{TcpListener, TcpStream, UnixStream};

use super::framing::error;
use super::process::Gateway;
use super::upstream::{Step, Upstream};
use super::wire::{PATIENCE, ask, get};
use crate::envoy::stand::eventually;
use crate::proxy::run;

/// What a command says that does not begin; `None` if it begins.
fn refused(arguments: &[&str]) -> Option<String> {
    let mut process = Command::new(env!("CARGO_BIN_EXE_codeword"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = process.try_wait().unwrap() {
            assert_eq!(status.code(), Some(2));
            return Some(std::io::read_to_string(process.stderr.take().unwrap()).unwrap());
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    process.kill().unwrap();
    process.wait().unwrap();
    None
}

const PROXY: [&str; 5] = ["proxy", "--listen", "127.0.0.1:0", "--upstream", "http://127.0.0.1:9"];
const ENVOY: [&str; 3] = ["envoy", "--listen", "127.0.0.1:0"];

fn path(of: &Path) -> &str {
    of.to_str().unwrap()
}

#[test]
fn an_empty_catalog_is_an_error_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["empty", "other", "nested"];
    names.iter().for_each(|name| fs::create_dir(folder.path().join(name)).unwrap());
    fs::write(folder.path().join("other/README.md"), "# Nothing\n").unwrap();
    fs::create_dir(folder.path().join("nested/zh-CN")).unwrap();
    for name in names {
        let catalog = folder.path().join(name);
        for command in [&PROXY[..], &ENVOY] {
            let said = refused(&[command, &["--catalog", path(&catalog)]].concat());
            assert!(said.is_some_and(|said| said.contains(path(&catalog))), "{name}");
        }
    }
}

#[test]
fn a_config_without_a_policy_is_an_error_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("codeword.toml");
    for text in [
        "",
        "[respnse]\nscope = \"top-level\"\n",
        "scope = \"top-level\"\n",
        "[catalog]\nsource = \"en-US\"\n",
    ] {
        fs::write(&file, text).unwrap();
        let said = refused(&[&PROXY[..], &["--config", path(&file)]].concat());
        let names_it = said.is_some_and(|said| said.contains("response"));
        assert!(names_it, "{text}");
    }
}

#[test]
fn a_name_can_be_listened_at() {
    let mut process = Command::new(env!("CARGO_BIN_EXE_codeword"))
        .args(["proxy", "--listen", "localhost:0", "--upstream", "http://127.0.0.1:9"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut said = std::io::BufReader::new(process.stderr.take().unwrap());
    std::io::BufRead::read_line(&mut said, &mut line).unwrap();
    process.kill().unwrap();
    process.wait().unwrap();
    assert!(line.contains("proxying http://"), "{line}");
}

/// What the file of a processor's socket is like, and whether it is there after the processor's end.
async fn socket(arguments: &[&str]) -> (u32, bool) {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("codeword.sock");
    let listen = format!("unix:{}", socket.display());
    let mut process = Command::new(env!("CARGO_BIN_EXE_codeword"))
        .args(["envoy", "--listen", &listen])
        .args(arguments)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    eventually("the processor listens", async || {
        assert!(process.try_wait().unwrap().is_none(), "the processor has ended");
        UnixStream::connect(&socket).await.ok()
    })
    .await;
    let made = fs::symlink_metadata(&socket).unwrap();
    assert!(made.file_type().is_socket());
    let id = process.id().to_string();
    assert!(Command::new("kill").args(["-s", "TERM", &id]).status().unwrap().success());
    assert!(process.wait().unwrap().success());
    (made.permissions().mode() & 0o777, socket.exists())
}

#[test]
fn a_unix_socket_is_removed_at_the_end() {
    run(async { assert!(!socket(&[]).await.1) });
}

/// Envoy runs as another user, of the same group.
#[test]
fn a_unix_socket_has_the_mode_that_is_asked_for() {
    run(async { assert_eq!(socket(&["--socket-mode", "660"]).await.0, 0o660) });
}

/// The new process listens before the old one ends (SO_REUSEPORT, socket(7)).
#[test]
fn a_restart_on_one_port_refuses_nobody() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let mut old = Gateway::start(&upstream.url(), &[]);
        let address = old.address;
        let new = Gateway::at(&address.to_string(), &upstream.url());
        old.signal("TERM");
        assert!(old.ended().await.is_some_and(|status| status.success()));
        for number in 0..100 {
            assert_eq!(ask(address, get("/")).await.status, 400, "{number}");
        }
        drop(new);
    });
}

/// systemd opens the socket, and keeps it through restarts (sd_listen_fds(3)).
#[test]
fn a_socket_of_systemd_is_answered_at() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let script =
            "exec 3<&0 </dev/null; LISTEN_FDS=1 LISTEN_PID=$$ exec \"$0\" proxy --upstream \"$1\"";
        let mut process = Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_codeword"), &upstream.url()])
            .stdin(Stdio::from(std::os::fd::OwnedFd::from(listener)))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let answer = ask(address, get("/")).await;
        process.kill().unwrap();
        process.wait().unwrap();
        assert_eq!(answer.status, 400);
    });
}

/// Clients that keep all connections open do not keep operators out.
#[test]
fn operators_are_answered_when_descriptors_run_out() {
    run(async {
        let upstream = Upstream::start(|_| vec![Step::Stall]).await;
        let gateway = Gateway::limited(&upstream.url(), 64);
        let mut clients = Vec::new();
        for _ in 0..100 {
            // The system accepts for the process, as far as its queue goes.
            clients.push(TcpStream::connect(gateway.address).await.unwrap());
        }
        let answer = gateway.operator("/healthz").await;
        assert_eq!(answer.status, 200, "{answer:?}");
    });
}

/// A port that somebody has is somebody's.
#[test]
fn a_port_that_another_program_has_is_an_error_at_the_start() {
    run(async {
        let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = other.local_addr().unwrap().to_string();
        let said = refused(&["proxy", "--listen", &address, "--upstream", "http://127.0.0.1:9"]);
        assert!(said.is_some_and(|said| said.contains(&address)));
    });
}

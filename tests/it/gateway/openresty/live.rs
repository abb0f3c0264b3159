//! Texts that change, and nginx that is reloaded and loses a worker, while requests come.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::super::upstream::Upstream;
use super::super::wire::{End, PATIENCE, ask};
use super::nginx::{Nginx, Setup, open_to_workers, signal};
use crate::proxy::run;

const ERROR: &[u8] = b"HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\
    Content-Length: 24\r\n\r\n{\"code\":1,\"info\":\"none\"}";

/// A catalog of one code, whose text is a number: at once, so that nobody sees half a file.
fn write(folder: &Path, number: usize) {
    write_text(folder, &format!("code-1 = text {number}\n"));
}

fn write_text(folder: &Path, text: &str) {
    let locale = folder.join("zh-CN");
    fs::create_dir_all(&locale).unwrap();
    let unfinished = folder.join("unfinished");
    fs::write(&unfinished, text).unwrap();
    fs::rename(unfinished, locale.join("errors.ftl")).unwrap();
}

/// Opens 1500 localizers, one after the other.
const PLACES: &str = r#"
    location = /many {
        content_by_lua_block {
            local codeword, opened = require "resty.codeword", 0
            for count = 1, 1500 do
                opened = opened + (codeword.open { folders = { TEXTS } } and 1 or 0)
                if count % 100 == 0 then
                    collectgarbage()
                end
            end
            ngx.print(opened)
        }
    }
"#;

/// nginx before an upstream that answers everything with an error, and the folder of its texts.
async fn start() -> Option<(Nginx, TempDir)> {
    let folder = tempfile::tempdir().unwrap();
    open_to_workers(folder.path());
    write(folder.path(), 0);
    let upstream = Upstream::always(ERROR).await;
    let texts = format!("{:?}", folder.path());
    let configuration = format!("folders = [{texts}]\ndefault-locale = \"zh-CN\"");
    let places = PLACES.replace("TEXTS", &texts);
    let setup =
        Setup { upstream: upstream.address, configuration: &configuration, places: &places };
    Some((Nginx::start(setup).await?, folder))
}

/// Which text an answer has; `None` if it is not a localized error.
async fn number(nginx: std::net::SocketAddr) -> Option<usize> {
    let request =
        "GET / HTTP/1.1\r\nHost: gateway\r\nAccept-Language: zh-CN\r\nConnection: close\r\n\r\n";
    let answer = ask(nginx, request).await;
    let text = answer.text();
    let number = text.strip_prefix(r#"{"code":1,"info":"text "#)?.strip_suffix("\"}")?;
    (answer.end == End::Whole && answer.status == 400).then(|| number.parse().ok()).flatten()
}

/// Clients that ask all the time.
struct Load {
    is_over: Arc<AtomicBool>,
    asked: Arc<AtomicUsize>,
    failed: Arc<AtomicUsize>,
    clients: Vec<tokio::task::JoinHandle<()>>,
}

impl Load {
    fn on(nginx: &Nginx) -> Load {
        let address = nginx.address;
        let (is_over, asked, failed) =
            <(Arc<AtomicBool>, Arc<AtomicUsize>, Arc<AtomicUsize>)>::default();
        let clients = (0..8).map(|_| {
            let (is_over, asked, failed) = (is_over.clone(), asked.clone(), failed.clone());
            tokio::spawn(async move {
                while !is_over.load(Ordering::Relaxed) {
                    let is_failed = number(address).await.is_none();
                    failed.fetch_add(is_failed.into(), Ordering::Relaxed);
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            })
        });
        Load { clients: clients.collect(), is_over, asked, failed }
    }

    /// Waits until so many more have asked.
    async fn more(&self, count: usize) {
        let asked = self.asked.load(Ordering::Relaxed);
        while self.asked.load(Ordering::Relaxed) < asked + count {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// How many have failed.
    async fn end(self) -> usize {
        self.is_over.store(true, Ordering::Relaxed);
        for client in self.clients {
            client.await.unwrap();
        }
        self.failed.load(Ordering::Relaxed)
    }
}

/// Waits until both workers, whichever answers, have this text.
async fn until_all_say(nginx: &Nginx, expected: usize) {
    let start = Instant::now();
    let mut in_a_row = 0;
    while in_a_row < 30 {
        let found = number(nginx.address).await;
        in_a_row = if found == Some(expected) { in_a_row + 1 } else { 0 };
        assert!(
            start.elapsed() < PATIENCE,
            "text {expected} is not served: {found:?}, {}",
            nginx.log()
        );
    }
}

#[test]
fn both_workers_take_texts_that_change_under_load() {
    run(async {
        let Some((nginx, folder)) = start().await else { return };
        let load = Load::on(&nginx);
        for number in 1..=5 {
            write(folder.path(), number);
            until_all_say(&nginx, number).await;
        }
        // What is broken is refused, and said; the earlier text goes on.
        write_text(folder.path(), "code-1 = { $\n");
        load.more(200).await;
        until_all_say(&nginx, 5).await;
        assert_eq!(load.end().await, 0);
        let log = nginx.log();
        assert!(log.contains("codeword goes on with the earlier texts: "), "{log}");
        assert!(log.contains("errors.ftl:1"), "{log}");
    });
}

#[test]
fn a_reload_of_nginx_under_load_fails_no_request() {
    run(async {
        let Some((nginx, folder)) = start().await else { return };
        let load = Load::on(&nginx);
        for number in 1..=3 {
            let workers = nginx.workers();
            write(folder.path(), number);
            nginx.reload();
            nginx.successors(&workers).await;
            load.more(100).await;
            until_all_say(&nginx, number).await;
        }
        assert_eq!(load.end().await, 0);
        assert_eq!(nginx.log(), "");
    });
}

/// It would otherwise begin with the texts that the master had at its start.
#[test]
fn a_worker_that_is_killed_has_a_successor_with_the_texts_of_now() {
    run(async {
        let Some((nginx, folder)) = start().await else { return };
        write(folder.path(), 1);
        until_all_say(&nginx, 1).await;
        for round in 0..2 {
            let workers = nginx.workers();
            signal("KILL", workers[round % 2]);
            nginx.successors(&workers[round % 2..=round % 2]).await;
            for _ in 0..50 {
                assert_eq!(number(nginx.address).await, Some(1), "{}", nginx.log());
            }
        }
    });
}

/// Each reload opens the catalog anew, and 1024 localizers may be open: those of before are closed.
#[test]
fn a_localizer_that_nobody_refers_to_is_closed() {
    run(async {
        let Some((nginx, _folder)) = start().await else { return };
        for _ in 0..3 {
            let workers = nginx.workers();
            nginx.reload();
            nginx.successors(&workers).await;
            assert_eq!(nginx.get("/many").await.text(), "1500");
        }
        assert_eq!(nginx.log(), "");
    });
}

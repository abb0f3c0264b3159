//! A processor that ends, in good order or not, costs readers their language, and no answer.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use http::Request;

use super::stand::{Stand, eventually, send};
use super::upstream::{self, ERROR, LOCALIZED};

/// How many clients ask at the same time.
const CLIENTS: usize = 8;

/// What they got.
#[derive(Default)]
struct Counts {
    is_over: AtomicBool,
    localized: AtomicU64,
    original: AtomicU64,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_fails_while_the_processor_is_killed() {
    let (upstream, _) = upstream::start().await;
    let Some(mut stand) = Stand::start(upstream, &[]).await else { return };
    let counts = Arc::new(Counts::default());
    let clients: Vec<_> =
        (0..CLIENTS).map(|_| tokio::spawn(ask(stand.gateway, Arc::clone(&counts)))).collect();
    for _ in 0..5 {
        more(&counts.localized, "texts are localized").await;
        stand.kill_processor();
        more(&counts.original, "texts are the upstream's").await;
        stand.start_processor().await;
    }
    more(&counts.localized, "texts are localized again").await;
    counts.is_over.store(true, Ordering::Relaxed);
    for client in clients {
        client.await.expect("every answer is the upstream's, in one language or the other");
    }
}

/// Asks until it is over. Every answer is the upstream's, with its own text or with the reader's.
async fn ask(gateway: SocketAddr, counts: Arc<Counts>) {
    while !counts.is_over.load(Ordering::Relaxed) {
        let request = Request::get("/error").header("accept-language", "zh-CN").body(());
        let response = send(gateway, request).await.unwrap();
        assert_eq!(response.status(), 400);
        let count = if response.body() == LOCALIZED {
            &counts.localized
        } else {
            assert_eq!(response.body(), ERROR);
            &counts.original
        };
        count.fetch_add(1, Ordering::Relaxed);
    }
}

/// Waits until a count has grown by more than what may be under way.
async fn more(count: &AtomicU64, what: &str) {
    let wanted = count.load(Ordering::Relaxed) + 10 * CLIENTS as u64;
    eventually(what, async || (count.load(Ordering::Relaxed) >= wanted).then_some(())).await;
}

/// Envoy waits for a while, and goes on alone.
#[tokio::test]
async fn a_processor_that_hangs_costs_no_answer() {
    let (upstream, _) = upstream::start().await;
    let Some(stand) = Stand::start(upstream, &[]).await else { return };
    stand.signal_processor("STOP");
    assert_eq!(stand.get("/error").await.body(), ERROR);
    stand.signal_processor("CONT");
    eventually("texts are localized again", async || {
        (stand.get("/error").await.body() == LOCALIZED).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_response_in_flight_is_localized_before_the_processor_ends() {
    let (upstream, release) = upstream::start().await;
    let Some(mut stand) = Stand::patient(upstream, &[]).await else { return };
    let gateway = stand.gateway;
    let in_flight = tokio::spawn(async move {
        let request = Request::get("/slow").header("accept-language", "zh-CN").body(());
        send(gateway, request).await.unwrap()
    });
    eventually("the processor has the head", async || {
        (stand.counted("stream_msgs_received").await > 0).then_some(())
    })
    .await;
    stand.signal_processor("TERM");
    eventually("the processor stops", async || (!stand.is_listening().await).then_some(())).await;
    // Envoy goes on alone as soon as the connection says that it ends, which may come a moment later.
    eventually("texts are the upstream's", async || {
        (stand.get("/error").await.body() == ERROR).then_some(())
    })
    .await;

    release.notify_one();
    assert_eq!(in_flight.await.unwrap().body(), LOCALIZED);
    stand.await_processor();
}

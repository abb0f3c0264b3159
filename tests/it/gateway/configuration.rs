//! What the printed configuration makes of Envoy: upgrades, waves, a processor that hangs, gRPC clients.

use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt, Empty, Full};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::{TcpListener, TcpStream};

use super::framing::error;
use super::upstream::{Step, Upstream};
use super::wire::{Connection, ask, get};
use crate::envoy::stand::Stand;
use crate::proxy::run;

#[test]
fn a_websocket_passes_envoy() {
    run(async {
        let switched = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nping";
        let switched = switched.as_bytes().to_vec();
        let upstream =
            Upstream::start(move |_| vec![Step::Send(switched.clone()), Step::Stall]).await;
        let Some(stand) = Stand::patient(upstream.address, &[]).await else { return };
        let mut client = Connection::open(stand.gateway).await;
        let request =
            "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
        client.send(request).await;
        assert_eq!(client.answer(false).await.status, 101);
        assert!(client.until("ping").await);
    });
}

/// Envoy's own limit is 1,024 requests at once to each cluster. Each is a connection of the upstream here,
/// for which this process has to be allowed 2,000 descriptors (`ulimit -n`).
#[test]
fn a_wave_of_requests_has_room_at_the_upstream() {
    const WAVE: usize = 1_500;
    run(async {
        let upstream = Upstream::start(|_| vec![Step::Second, Step::Send(error(""))]).await;
        let Some(stand) = Stand::patient(upstream.address, &[]).await else { return };
        let mut clients = Vec::new();
        for _ in 0..WAVE.div_ceil(100) {
            let stream = TokioIo::new(TcpStream::connect(stand.gateway).await.unwrap());
            let (sender, connection) =
                http2::handshake(TokioExecutor::new(), stream).await.unwrap();
            tokio::spawn(connection);
            clients.extend((0..100).map(|_| {
                let request = Request::get("http://gateway/").body(Empty::<Bytes>::new()).unwrap();
                tokio::spawn(sender.clone().send_request(request))
            }));
        }
        let mut others = Vec::new();
        for client in clients {
            let status = client.await.unwrap().unwrap().status();
            others.extend((status != 400).then_some(status));
        }
        assert_eq!(others, [http::StatusCode::OK; 0]);
    });
}

/// It costs the first few errors the time-out, and not each for as long as it hangs.
#[test]
fn a_processor_that_hangs_is_left_alone() {
    const REQUESTS: u64 = 50;
    run(async {
        let upstream = Upstream::always(error("")).await;
        let Some(stand) = Stand::start(upstream.address, &[]).await else { return };
        stand.signal_processor("STOP");
        for _ in 0..REQUESTS {
            assert_eq!(ask(stand.gateway, get("/")).await.status, 400);
        }
        let timeouts = stand.counted("message_timeouts").await;
        assert!(timeouts < REQUESTS / 2, "{timeouts} of {REQUESTS} have waited");
        stand.signal_processor("CONT");
    });
}

/// `grpc.health.v1`, by which Envoy and Kubernetes ask a gRPC server how it is.
#[test]
fn a_processor_says_how_it_is() {
    run(async {
        let upstream = Upstream::always(error("")).await;
        let Some(stand) = Stand::patient(upstream.address, &[]).await else { return };
        let stream = TokioIo::new(stand.connect().await.unwrap());
        let (mut sender, connection) =
            http2::handshake(TokioExecutor::new(), stream).await.unwrap();
        tokio::spawn(connection);
        let request = Request::post("http://codeword/grpc.health.v1.Health/Check")
            .header("content-type", "application/grpc")
            .header("te", "trailers")
            // A message without fields: a flag, and a length of four bytes.
            .body(Full::new(Bytes::from_static(&[0; 5])))
            .unwrap();
        let body = sender.send_request(request).await.unwrap().into_body().collect().await.unwrap();
        // `status: SERVING`.
        assert_eq!(body.to_bytes(), &[0, 0, 0, 0, 2, 0x08, 1][..]);
    });
}

#[test]
fn a_grpc_client_gets_words_as_its_message() {
    run(async {
        let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let Some(stand) = Stand::patient(nobody, &[]).await else { return };
        let stream = TokioIo::new(TcpStream::connect(stand.gateway).await.unwrap());
        let (mut sender, connection) =
            http2::handshake(TokioExecutor::new(), stream).await.unwrap();
        tokio::spawn(connection);
        let request = Request::post("http://gateway/a.Service/Method")
            .header("content-type", "application/grpc")
            .header("te", "trailers")
            .body(Full::new(Bytes::from_static(&[0; 5])))
            .unwrap();
        let answer = sender.send_request(request).await.unwrap();
        assert_eq!(answer.headers()["grpc-status"], "14");
        let message = answer.headers()["grpc-message"].to_str().unwrap();
        assert!(!message.starts_with('{') && !message.contains("%7B"), "{message}");
    });
}

//! Handshakes that do not come, do not end, or end late.

use std::sync::Arc;

use rustls::pki_types::ServerName;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::super::{LOCALIZED, bytes, run};
use super::{Authority, ask, connect, secure};

#[test]
fn plain_http_where_tls_is_spoken_is_answered() {
    run(async {
        let authority = Authority::new();
        let proxy = secure([authority.files("server", &["localhost"])]).await;
        let mut client = TcpStream::connect(proxy.address).await.unwrap();
        client.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
        client.shutdown().await.unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{answer}");
        assert!(answer.contains("ask by https://"), "{answer}");
    });
}

/// Neither who says nothing nor who says nonsense keeps others from being answered.
#[test]
fn a_handshake_that_does_not_end_holds_up_nobody() {
    run(async {
        let authority = Authority::new();
        let proxy = secure([authority.files("server", &["localhost"])]).await;
        let mut others = Vec::new();
        for said in [&b""[..], &[22], &[22, 3, 1, 0, 200, 1], &[0; 100], &[0x80, 0x2e, 1, 3, 1]] {
            let mut other = TcpStream::connect(proxy.address).await.unwrap();
            other.write_all(said).await.unwrap();
            others.push(other);
        }
        let stream = connect(authority.client(&["h2"]), proxy.address, "localhost").await.unwrap();
        assert_eq!(bytes(ask(stream, "/error").await).await, LOCALIZED);
    });
}

/// Whoever has connected before the end is answered, though TLS was not agreed on yet.
#[test]
fn a_handshake_in_flight_at_the_end_is_brought_to_its_end() {
    run(async {
        let authority = Authority::new();
        let proxy = secure([authority.files("server", &["localhost"])]).await;
        let stream = TcpStream::connect(proxy.address).await.unwrap();
        // It is accepted once this has an answer.
        let other = connect(authority.client(&[]), proxy.address, "localhost").await.unwrap();
        ask(other, "/error").await;
        proxy.stop.send(()).unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let name = ServerName::try_from("localhost").unwrap();
        let connector = TlsConnector::from(Arc::new(authority.client(&["http/1.1"])));
        let stream = connector.connect(name, stream).await.unwrap();
        assert_eq!(bytes(ask(stream, "/error").await).await, LOCALIZED);
        proxy.ended.await.unwrap();
    });
}

//! WebSocket, the one protocol that goes on through the proxy.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::{head, proxy, run};

/// An upstream that answers so, and then sends back what it is sent.
async fn switching(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let head = head(&mut stream).await;
                stream.write_all(answer.as_bytes()).await.unwrap();
                if answer.contains("asked") {
                    stream.write_all(head.as_bytes()).await.unwrap();
                    return;
                }
                let (mut from, mut to) = stream.split();
                // Who has asked may be gone.
                let _ = tokio::io::copy(&mut from, &mut to).await;
            });
        }
    });
    url
}

const SWITCHED: &str =
    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

const ASKING: &str = "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\r\n";

#[test]
fn a_websocket_passes_and_ends_with_the_proxy() {
    run(async {
        let proxy = proxy(&switching(SWITCHED).await).await;
        let mut stream = TcpStream::connect(proxy.address).await.unwrap();
        stream.write_all(ASKING.as_bytes()).await.unwrap();
        let head = head(&mut stream).await;
        assert!(head.starts_with("HTTP/1.1 101 "), "{head}");
        assert!(head.contains("upgrade: websocket\r\n"), "{head}");
        for message in ["ping", "\u{0}{\"code\":1,\"info\":\"x\"}"] {
            stream.write_all(message.as_bytes()).await.unwrap();
            let mut echo = vec![0; message.len()];
            stream.read_exact(&mut echo).await.unwrap();
            assert_eq!(echo, message.as_bytes());
        }
        proxy.stop.send(()).unwrap();
        proxy.ended.await.unwrap();
        // Whether it is closed or reset, there is no more.
        assert!(!matches!(stream.read(&mut [0]).await, Ok(1..)));
    });
}

#[test]
fn no_other_protocol_is_asked_for() {
    run(async {
        let proxy =
            proxy(&switching("HTTP/1.1 200 asked\r\nConnection: close\r\n\r\n").await).await;
        for request in [
            ASKING
                .replace("websocket", "h2c")
                .replace("Upgrade\r\n", "Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\n"),
            ASKING.replace("HTTP/1.1", "HTTP/1.0"),
        ] {
            let mut stream = TcpStream::connect(proxy.address).await.unwrap();
            stream.write_all(request.replace("keep-alive", "close").as_bytes()).await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            let (_, asked) = answer.split_once("\r\n\r\n").unwrap();
            assert!(asked.contains("GET /chat HTTP/1.1"), "{answer}");
            let asked = asked.to_lowercase();
            assert!(!asked.contains("upgrade") && !asked.contains("http2-settings"), "{asked}");
        }
    });
}

#[test]
fn a_protocol_that_was_not_asked_for_is_refused() {
    run(async {
        for (answer, request) in [
            (SWITCHED, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
            (
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
                ASKING,
            ),
        ] {
            let proxy = proxy(&switching(answer).await).await;
            let mut stream = TcpStream::connect(proxy.address).await.unwrap();
            stream.write_all(request.as_bytes()).await.unwrap();
            let head = head(&mut stream).await;
            assert!(head.starts_with("HTTP/1.1 502 "), "{head}");
        }
    });
}

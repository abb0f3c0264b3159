//! What a client sees of an axum application.

use http::StatusCode;

use super::body::{Frames, data, json_of};
use super::{ERROR, LOCALIZED, layer};

/// A server drops what it has not sent when a body breaks, so the layer lets it send that first.
#[test]
fn a_held_body_that_breaks_is_not_nothing_over_a_socket() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    runtime.block_on(async {
        let answer = || async {
            let frames = Frames::of([data(r#"{"code":1,"#), Some(Err("reset"))]);
            json_of(frames).map(axum::body::Body::new)
        };
        let app = axum::Router::new().route("/", axum::routing::get(answer)).layer(layer());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async { axum::serve(listener, app).await });

        let mut socket = tokio::net::TcpStream::connect(address).await.unwrap();
        socket.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        let mut response = String::new();
        socket.read_to_string(&mut response).await.unwrap();
        assert!(response.starts_with("HTTP/1.1 400 "), "{response}");
        // There is a chunk, and no last one.
        assert!(response.ends_with("\r\n\r\nA\r\n{\"code\":1,\r\n"), "{response}");
    });
}

/// What a client sees of an axum application.
#[test]
fn over_a_socket() {
    use axum::Router;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    runtime.block_on(async {
        let answer = || async { (StatusCode::BAD_REQUEST, [("content-type", "application/json")], ERROR) };
        let app = Router::new().route("/", get(answer)).layer(layer());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async { axum::serve(listener, app).await });

        for (method, lines, body) in [
            ("GET", "content-type: application/json|vary: accept-language|content-language: zh-CN|content-length: 26", LOCALIZED),
            ("HEAD", "content-type: application/json|vary: accept-language", ""),
        ] {
            let mut socket = tokio::net::TcpStream::connect(address).await.unwrap();
            let request = format!("{method} /?lang=zh HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            socket.write_all(request.as_bytes()).await.unwrap();
            let mut response = String::new();
            socket.read_to_string(&mut response).await.unwrap();
            let (head, content) = response.split_once("\r\n\r\n").unwrap();
            let mut found: Vec<&str> = head.lines().skip(1).filter(|line| !line.starts_with("date")).collect();
            found.retain(|line| *line != "connection: close");
            found.sort_unstable();
            let mut expected: Vec<&str> = lines.split('|').collect();
            expected.sort_unstable();
            assert_eq!(found, expected, "{method}");
            assert_eq!(content, body, "{method}");
        }
    });
}

//! An upstream with TLS.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::{bytes, localizing, run, send, start};

/// Serves its own HTTP version with a certificate that nobody but the test trusts; returns the port and
/// the certificate.
async fn secure_upstream(protocols: &[&str]) -> (u16, String) {
    let key = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let private = PrivateKeyDer::try_from(key.signing_key.serialize_der()).unwrap();
    let port = serve_tls(key.cert.der().clone(), private, protocols).await;
    (port, key.cert.pem())
}

/// Serves its own HTTP version with this certificate; returns the port.
pub(crate) async fn serve_tls(
    certificate: CertificateDer<'static>,
    private: PrivateKeyDer<'static>,
    protocols: &[&str],
) -> u16 {
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], private)
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                // A client that trusts nobody hangs up here.
                let Ok(stream) = acceptor.accept(stream).await else { return };
                let service = service_fn(|request: Request<Incoming>| async move {
                    let version = format!("{:?}", request.version());
                    Ok::<_, std::convert::Infallible>(Response::new(Full::<Bytes>::from(version)))
                });
                let server = Builder::new(TokioExecutor::new());
                let _ = server.serve_connection(TokioIo::new(stream), service).await;
            });
        }
    });
    port
}

#[test]
fn a_trusted_upstream_says_itself_what_it_speaks() {
    run(async {
        for (protocols, expected) in
            [(&["h2", "http/1.1"][..], "HTTP/2.0"), (&["http/1.1"], "HTTP/1.1"), (&[], "HTTP/1.1")]
        {
            let (port, certificate) = secure_upstream(protocols).await;
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("ca.pem");
            std::fs::write(&file, certificate).unwrap();
            let url = format!("https://localhost:{port}");
            let proxy = start(localizing(&url).upstream_certificates(&file)).await;
            assert_eq!(bytes(proxy.get("/").await).await, expected, "{protocols:?}");
        }
    });
}

#[test]
fn an_upstream_that_is_not_trusted_is_not_spoken_to() {
    run(async {
        let (port, _) = secure_upstream(&["h2"]).await;
        let (_, others) = secure_upstream(&["h2"]).await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ca.pem");
        std::fs::write(&file, others).unwrap();
        let url = format!("https://localhost:{port}");
        let proxy = start(localizing(&url).upstream_certificates(&file)).await;
        assert_eq!(proxy.get("/").await.status(), 502);
    });
}

#[test]
fn a_websocket_and_a_host_that_is_kept_go_by_http_1_1() {
    run(async {
        let (port, certificate) = secure_upstream(&["h2", "http/1.1"]).await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ca.pem");
        std::fs::write(&file, certificate).unwrap();
        let url = format!("https://localhost:{port}");
        let trusting = || localizing(&url).upstream_certificates(&file);

        let proxy = start(trusting()).await;
        let request = proxy.request("/").header("connection", "upgrade");
        let request = request.header("upgrade", "websocket").body(Full::default()).unwrap();
        assert_eq!(bytes(send(request).await).await, "HTTP/1.1");

        let proxy = start(trusting().keep_host(true)).await;
        assert_eq!(bytes(proxy.get("/").await).await, "HTTP/1.1");
    });
}

#[test]
fn http2_by_prior_knowledge_is_not_for_tls() {
    run(async {
        let (port, certificate) = secure_upstream(&["http/1.1"]).await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ca.pem");
        std::fs::write(&file, certificate).unwrap();
        let proxy = localizing(&format!("https://localhost:{port}"));
        let proxy = start(proxy.upstream_certificates(&file).upstream_http2(true)).await;
        assert_eq!(bytes(proxy.get("/").await).await, "HTTP/1.1");
    });
}

#[test]
fn an_upstream_that_agrees_to_no_tls_cannot_be_reached() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://{}", listener.local_addr().unwrap());
        let proxy = start(localizing(&url).connect_timeout(Duration::from_millis(100))).await;
        // Its system accepts the connection, and nobody answers on it.
        assert_eq!(proxy.get("/").await.status(), 502);
    });
}

//! TLS towards clients, with clients that nobody here wrote: rustls, curl and OpenSSL.

mod files;
mod handshakes;
mod protocols;
mod shown;

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;

use axum::Router;
use bytes::Bytes;
use codeword::gateway::proxy::ServerCertificates;
use http::header::HeaderMap;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rcgen::{CertificateParams, Issuer, KeyPair};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::{ERROR, Running, localizing, start, upstream};

/// An authority that the tests trust, and a folder for what it issues.
struct Authority {
    params: CertificateParams,
    key: KeyPair,
    certificate: CertificateDer<'static>,
    folder: TempDir,
}

impl Authority {
    fn new() -> Authority {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, "the authority");
        let certificate = params.self_signed(&key).unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("ca.pem"), certificate.pem()).unwrap();
        Authority { params, key, certificate: certificate.der().clone(), folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A certificate for these names and its key, in PEM.
    fn issue(&self, names: &[&str], change: impl Fn(&mut CertificateParams)) -> (String, String) {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let mut params = CertificateParams::new(names).unwrap();
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let issuer = Issuer::from_params(&self.params, &self.key);
        (params.signed_by(&key, &issuer).unwrap().pem(), key.serialize_pem())
    }

    /// The same in two files.
    fn files(&self, file: &str, names: &[&str]) -> (PathBuf, PathBuf) {
        let (certificate, key) = self.issue(names, |_| ());
        let files = (self.path(&format!("{file}.pem")), self.path(&format!("{file}.key")));
        fs::write(&files.0, certificate).unwrap();
        fs::write(&files.1, key).unwrap();
        files
    }

    fn client(&self, protocols: &[&str]) -> ClientConfig {
        let mut roots = RootCertStore::empty();
        roots.add(self.certificate.clone()).unwrap();
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
        config
    }
}

/// A proxy with TLS before an upstream that says how it was asked.
async fn secure(files: impl IntoIterator<Item = (PathBuf, PathBuf)>) -> Running {
    let app = Router::new()
        .route(
            "/error",
            axum::routing::get(async || {
                let json = [("content-type", "application/json")];
                (axum::http::StatusCode::BAD_REQUEST, json, ERROR)
            }),
        )
        .route(
            "/scheme",
            axum::routing::get(async |headers: HeaderMap| {
                headers["x-forwarded-proto"].to_str().unwrap().to_owned()
            }),
        );
    let certificates = ServerCertificates::follow(files).unwrap();
    start(localizing(&upstream(app).await).tls(certificates)).await
}

async fn connect(
    client: ClientConfig,
    address: SocketAddr,
    name: &str,
) -> std::io::Result<TlsStream<TcpStream>> {
    let stream = TcpStream::connect(address).await?;
    let name = ServerName::try_from(name.to_owned()).unwrap();
    TlsConnector::from(Arc::new(client)).connect(name, stream).await
}

/// Asks by whichever version was agreed on.
async fn ask(stream: TlsStream<TcpStream>, path: &str) -> Response<Incoming> {
    let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
    let request = Request::get(format!("https://localhost{path}"))
        .header("host", "localhost")
        .header("accept-language", "zh-CN")
        .body(Full::<Bytes>::default())
        .unwrap();
    if is_http2 {
        let (mut sender, connection) =
            hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
                .await
                .unwrap();
        tokio::spawn(connection);
        return sender.send_request(request).await.unwrap();
    }
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    sender.send_request(request).await.unwrap()
}

/// A program that may not be installed.
fn tool(name: &str, arguments: &[&str]) -> Option<Output> {
    match Command::new(name).args(arguments).output() {
        Ok(output) => Some(output),
        Err(error) => {
            let is_required = std::env::var_os("CODEWORD_REQUIRE_PEERS").is_some();
            assert!(!is_required, "{name} is not installed: {error}");
            eprintln!("{name} is not installed: nothing was tested with it");
            None
        }
    }
}

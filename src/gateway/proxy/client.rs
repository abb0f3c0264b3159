//! [`Connections`]: those to the upstream, which are kept and used again.

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tower_service::Service;

use super::body::RequestBody;
use crate::Error;
use crate::gateway::server::BoxError;

/// Makes connections, keeps them, and sends requests on them.
pub(super) type Client = legacy::Client<Connector, RequestBody>;

/// The connections to the upstream.
pub(super) struct Connections {
    /// For all requests but those in `for_upgrades`.
    pub(super) usual: Client,
    /// With HTTP/1.1, which alone can be upgraded.
    pub(super) for_upgrades: Client,
}

/// How long an unused connection is kept: less than the five seconds of servers such as Node.js and Apache,
/// so that no request is sent on a connection that its server is about to close.
const IDLE: Duration = Duration::from_secs(4);

/// After how long a silence an upstream is asked whether it is still there, and how often then.
const KEEP_ALIVE: Duration = Duration::from_secs(30);
const KEEP_ALIVE_INTERVAL: Duration = Duration::from_secs(10);
const KEEP_ALIVE_RETRIES: u32 = 3;

/// The version of HTTP that an upstream is spoken to in.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Protocol {
    Http1,
    /// From the start (RFC 9113 §3.3).
    Http2,
    /// Whichever is agreed on with TLS (RFC 7301).
    Negotiated,
}

/// The certificates by which an upstream is trusted.
pub(super) enum Trust<'a> {
    /// None, because it has no TLS.
    Unneeded,
    /// Those that the system trusts.
    System,
    /// Those of a file.
    File(&'a Path),
}

impl Connections {
    /// Connections, none of which is made yet. Making one may take as long as `timeout`.
    pub(super) fn new(
        timeout: Duration,
        protocol: Protocol,
        trust: Trust<'_>,
    ) -> Result<Connections, Error> {
        let tls = tls(trust)?;
        Ok(Connections {
            usual: client(timeout, tls.clone(), protocol),
            for_upgrades: client(timeout, tls, Protocol::Http1),
        })
    }
}

fn client(timeout: Duration, tls: ClientConfig, protocol: Protocol) -> Client {
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_keepalive(Some(KEEP_ALIVE));
    tcp.set_keepalive_interval(Some(KEEP_ALIVE_INTERVAL));
    tcp.set_keepalive_retries(Some(KEEP_ALIVE_RETRIES));
    // Divided among the addresses of a name, so that a silent one does not use it up.
    tcp.set_connect_timeout(Some(timeout));
    let https = HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http();
    let https = match protocol {
        Protocol::Http1 => https.enable_http1().wrap_connector(tcp),
        Protocol::Http2 | Protocol::Negotiated => https.enable_all_versions().wrap_connector(tcp),
    };
    let mut builder = legacy::Client::builder(TokioExecutor::new());
    builder
        .timer(TokioTimer::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE)
        .http2_keep_alive_interval(KEEP_ALIVE)
        .http2_only(protocol == Protocol::Http2);
    builder.build(Connector { https, timeout })
}

/// Makes connections, each within one time that includes the look-up of its name and its TLS.
#[derive(Clone)]
pub(super) struct Connector {
    https: HttpsConnector<HttpConnector>,
    timeout: Duration,
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<TokioIo<TcpStream>>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.https.poll_ready(context)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connection = tokio::time::timeout(self.timeout, self.https.call(uri));
        Box::pin(async move { connection.await.map_err(|_| "it has taken too long to connect")? })
    }
}

fn tls(trust: Trust<'_>) -> Result<ClientConfig, Error> {
    let refuse = |error: &dyn std::fmt::Display| {
        Error::invalid_upstream(format!("TLS cannot be used: {error}"))
    };
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| refuse(&error))?;
    let builder = match trust {
        Trust::Unneeded => builder.with_root_certificates(RootCertStore::empty()),
        Trust::System => builder.with_native_roots().map_err(|error| refuse(&error))?,
        Trust::File(path) => builder.with_root_certificates(certificates(path)?),
    };
    Ok(builder.with_no_client_auth())
}

fn certificates(path: &Path) -> Result<RootCertStore, Error> {
    let refuse = |what: &dyn std::fmt::Display| {
        let path = path.display();
        Error::invalid_upstream(format!("{path}: {what}: name a file of certificates in PEM"))
    };
    let mut trusted = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(path).map_err(|error| refuse(&error))? {
        let certificate = certificate.map_err(|error| refuse(&error))?;
        trusted.add(certificate).map_err(|error| refuse(&error))?;
    }
    if trusted.is_empty() {
        return Err(refuse(&"there is no certificate in it"));
    }
    Ok(trusted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for (text, expected) in [
            ("", "there is no certificate in it"),
            ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "ca.pem: "),
            ("-----BEGIN CERTIFICATE-----\nAA", "ca.pem: "),
        ] {
            let path = folder.path().join("ca.pem");
            std::fs::write(&path, text).unwrap();
            let error = tls(Trust::File(&path)).unwrap_err();
            assert!(error.is_invalid_upstream());
            assert!(error.to_string().contains(expected), "{error}");
        }
        assert!(tls(Trust::File(&folder.path().join("nowhere"))).is_err());
    }
}

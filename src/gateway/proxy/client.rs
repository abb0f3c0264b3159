//! [`Connections`]: those to the upstream, which are kept and used again.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use hyper_rustls::{ConfigBuilderExt, HttpsConnectorBuilder};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use super::body::RequestBody;
use super::connector::Connector;
use crate::Error;

/// Connections of one kind.
pub(super) type Client = legacy::Client<Connector, RequestBody>;

/// The connections to the upstream.
pub(super) struct Connections {
    /// For all requests but those in `for_upgrades`.
    pub(super) usual: Client,
    /// By HTTP/1.1, which alone can be upgraded.
    pub(super) for_upgrades: Client,
}

/// How long a connection is kept that nobody uses: less than the five seconds of servers such as Node.js
/// and Apache, so that none is used which its server is about to close.
const IDLE: Duration = Duration::from_secs(4);

/// After which silence an upstream is asked whether it is still there, and how often then.
const KEEP_ALIVE: Duration = Duration::from_secs(30);
const KEEP_ALIVE_INTERVAL: Duration = Duration::from_secs(10);
const KEEP_ALIVE_RETRIES: u32 = 3;

/// How connections are made.
pub(super) struct Connect<'a> {
    pub(super) timeout: Duration,
    pub(super) protocol: Protocol,
    /// With TLS, the certificates that the upstream is trusted by.
    pub(super) trust: Trust<'a>,
}

/// The version of HTTP that an upstream is spoken to by.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Protocol {
    Http1,
    /// From the start (RFC 9113 §3.3).
    Http2,
    /// Whichever TLS agrees on (RFC 7301).
    Negotiated,
}

/// The certificates that an upstream is trusted by.
pub(super) enum Trust<'a> {
    /// It has no TLS.
    Unneeded,
    /// Those that the system trusts.
    System,
    /// Those of a file.
    File(&'a Path),
}

/// Connections, none of which is made yet.
pub(super) fn connections(connect: &Connect<'_>) -> Result<Connections, Error> {
    let tls = tls(&connect.trust)?;
    Ok(Connections {
        usual: client(connect.timeout, tls.clone(), connect.protocol),
        for_upgrades: client(connect.timeout, tls, Protocol::Http1),
    })
}

fn client(timeout: Duration, tls: ClientConfig, protocol: Protocol) -> Client {
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_keepalive(Some(KEEP_ALIVE));
    tcp.set_keepalive_interval(Some(KEEP_ALIVE_INTERVAL));
    tcp.set_keepalive_retries(Some(KEEP_ALIVE_RETRIES));
    // Shared between the addresses of a name, so that one that is silent does not use it up.
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

fn tls(trust: &Trust<'_>) -> Result<ClientConfig, Error> {
    let refuse = |error: &dyn std::fmt::Display| {
        Error::invalid_upstream(format!("TLS cannot be had: {error}"))
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
            let error = tls(&Trust::File(&path)).unwrap_err();
            assert!(error.is_invalid_upstream());
            assert!(error.to_string().contains(expected), "{error}");
        }
        assert!(tls(&Trust::File(&folder.path().join("nowhere"))).is_err());
    }
}

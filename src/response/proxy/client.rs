//! [`Client`]: the connections to the upstream, which are kept and used again.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use crate::Error;

/// The connections to the upstream.
pub(super) type Client = legacy::Client<HttpsConnector<HttpConnector>, Incoming>;

/// How long a connection is kept that nobody uses: less than most servers do.
const IDLE: Duration = Duration::from_secs(15);

/// How connections are made.
pub(super) struct Connect<'a> {
    pub(super) timeout: Duration,
    /// Whether they speak HTTP/2 from the start. Else TLS decides that, and without it they do not.
    pub(super) http2: bool,
    /// With TLS, the certificates that the upstream is trusted by.
    pub(super) trust: Trust<'a>,
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
pub(super) fn client(connect: &Connect<'_>) -> Result<Client, Error> {
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_connect_timeout(Some(connect.timeout));
    let connector = HttpsConnectorBuilder::new().with_tls_config(tls(&connect.trust)?);
    let connector = connector.https_or_http().enable_all_versions().wrap_connector(tcp);
    let mut builder = legacy::Client::builder(TokioExecutor::new());
    builder.pool_timer(TokioTimer::new()).pool_idle_timeout(IDLE).http2_only(connect.http2);
    Ok(builder.build(connector))
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

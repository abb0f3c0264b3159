//! [`Trust`]: by which certificates an upstream with TLS is trusted.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use hyper_rustls::ConfigBuilderExt;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};

use crate::Error;

/// The certificates by which an upstream is trusted.
pub(super) enum Trust<'a> {
    /// None, because it has no TLS.
    Unneeded,
    /// Those that the system trusts.
    System,
    /// Those of a file.
    File(&'a Path),
}

/// How TLS is spoken to an upstream.
pub(super) fn client_config(trust: Trust<'_>) -> Result<ClientConfig, Error> {
    let refuse =
        |error: &dyn fmt::Display| Error::invalid_upstream(format!("TLS cannot be used: {error}"));
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| refuse(&error))?;
    let builder = match trust {
        Trust::Unneeded => builder.with_root_certificates(RootCertStore::empty()),
        Trust::System => builder.with_native_roots().map_err(|error| refuse(&error))?,
        Trust::File(path) => {
            let (issuers, named) = certificates(path)?;
            let issuers =
                WebPkiServerVerifier::builder_with_provider(Arc::new(issuers), provider).build();
            let issuers = issuers.map_err(|error| refuse(&error))?;
            builder.dangerous().with_custom_certificate_verifier(Arc::new(Named { issuers, named }))
        }
    };
    Ok(builder.with_no_client_auth())
}

/// The certificates of a file, as issuers and as they are.
fn certificates(path: &Path) -> Result<(RootCertStore, Vec<CertificateDer<'static>>), Error> {
    let refuse = |what: &dyn fmt::Display| {
        let path = path.display();
        Error::invalid_upstream(format!("{path}: {what}: name a file of certificates in PEM"))
    };
    let mut issuers = RootCertStore::empty();
    let mut named = Vec::new();
    for certificate in CertificateDer::pem_file_iter(path).map_err(|error| refuse(&error))? {
        let certificate = certificate.map_err(|error| refuse(&error))?;
        issuers.add(certificate.clone()).map_err(|error| refuse(&error))?;
        named.push(certificate);
    }
    if named.is_empty() {
        return Err(refuse(&"there is no certificate in it"));
    }
    Ok((issuers, named))
}

/// Believes the certificates of a file, and what they have issued.
///
/// A server may show a certificate of the file itself, such as one that it has signed for itself: what
/// `openssl req -x509` makes is an authority, which no rule lets stand for a server. It is believed for the
/// names in it, as long as it stands in the file.
#[derive(Debug)]
struct Named {
    issuers: Arc<WebPkiServerVerifier>,
    named: Vec<CertificateDer<'static>>,
}

impl ServerCertVerifier for Named {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if self.named.iter().any(|named| named == shown) {
            verify_server_name(&ParsedCertificate::try_from(shown)?, server)?;
            return Ok(ServerCertVerified::assertion());
        }
        self.issuers.verify_server_cert(shown, intermediates, server, ocsp, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.issuers.verify_tls12_signature(message, shown, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.issuers.verify_tls13_signature(message, shown, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.issuers.supported_verify_schemes()
    }
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
            let error = client_config(Trust::File(&path)).unwrap_err();
            assert!(error.is_invalid_upstream());
            assert!(error.to_string().contains(expected), "{error}");
        }
        assert!(client_config(Trust::File(&folder.path().join("nowhere"))).is_err());
    }
}

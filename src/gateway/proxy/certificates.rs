//! [`Certificates`]: those of a file, by which an upstream with TLS is trusted.

use std::fmt;
use std::path::Path;

use rustls::CertificateError::{
    ExpiredContext, InvalidPurposeContext, NotValidYetContext, Other, UnknownIssuer,
};
use rustls::Error::InvalidCertificate;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{
    WebPkiSupportedAlgorithms, ring, verify_tls12_signature, verify_tls13_signature,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{DigitallySignedStruct, OtherError, RootCertStore, SignatureScheme};

use crate::Error;

/// The certificates of a file: an upstream is trusted that shows one of them, or one that an authority among
/// them has issued.
///
/// What `openssl req -x509` makes is an authority, which no rule lets stand for a server; and nobody vouches for
/// what a server has signed for itself. As long as they are in the file, both are believed, for the names and the
/// time in them. The time of an authority does not count for what it has issued (RFC 5280 §6.1).
#[derive(Debug)]
pub(super) struct Certificates {
    all: Vec<CertificateDer<'static>>,
    authorities: RootCertStore,
    algorithms: WebPkiSupportedAlgorithms,
}

/// What a certificate is by itself.
struct Nature {
    /// It is a server's, and cannot vouch for others (RFC 5280 §4.2.1.9).
    is_servers: bool,
    /// It is valid at this time, or its validity cannot be read.
    is_valid: bool,
}

impl Certificates {
    /// Reads a file, and says in the log what may surprise whoever has named it.
    pub(super) fn read(path: &Path) -> Result<Certificates, Error> {
        let refuse = |what: &dyn fmt::Display| {
            let path = path.display();
            Error::invalid_upstream(format!("{path}: {what}: name a file of certificates in PEM"))
        };
        let mut certificates = Certificates {
            all: Vec::new(),
            authorities: RootCertStore::empty(),
            algorithms: ring::default_provider().signature_verification_algorithms,
        };
        let mut is_any_valid = false;
        for certificate in CertificateDer::pem_file_iter(path).map_err(|error| refuse(&error))? {
            let certificate = certificate.map_err(|error| refuse(&error))?;
            let nature = certificates.nature(&certificate, UnixTime::now());
            is_any_valid |= nature.is_valid;
            if !nature.is_servers {
                let added = certificates.authorities.add(certificate.clone());
                added.map_err(|error| refuse(&error))?;
            }
            certificates.all.push(certificate);
        }
        let file = path.display();
        if certificates.all.is_empty() {
            return Err(refuse(&"there is no certificate in it"));
        } else if !is_any_valid {
            tracing::warn!(
                %file,
                "none of the certificates in this file is valid today, so an upstream that shows one of them is \
                 refused with a 502: give those that are valid"
            );
        } else if certificates.authorities.is_empty() {
            tracing::warn!(
                %file,
                "this file holds no authority (CA), only certificates of servers, so the upstream is trusted \
                 while it shows one of them and refused with a 502 once it shows another, as after a renewal: \
                 to trust that too, give the certificate of the authority that issues them"
            );
        }
        Ok(certificates)
    }

    /// What a certificate is, by why it is refused where nobody is trusted.
    fn nature(&self, certificate: &CertificateDer<'_>, now: UnixTime) -> Nature {
        let nobody = RootCertStore::empty();
        let judged = ParsedCertificate::try_from(certificate).and_then(|certificate| {
            let algorithms = self.algorithms.all;
            verify_server_cert_signed_by_trust_anchor(&certificate, &nobody, &[], now, algorithms)
        });
        match judged {
            Err(InvalidCertificate(UnknownIssuer | InvalidPurposeContext { .. })) => {
                Nature { is_servers: true, is_valid: true }
            }
            // These come first, and hide the others.
            Err(InvalidCertificate(ExpiredContext { not_after, .. })) => {
                Nature { is_valid: false, ..self.nature(certificate, not_after) }
            }
            Err(InvalidCertificate(NotValidYetContext { not_before, .. })) => {
                Nature { is_valid: false, ..self.nature(certificate, not_before) }
            }
            _ => Nature { is_servers: false, is_valid: true },
        }
    }
}

/// Whether a certificate was refused only because nobody vouches for it, or because it is an authority.
fn is_unvouched(error: &rustls::Error) -> bool {
    match error {
        InvalidCertificate(UnknownIssuer) => true,
        InvalidCertificate(Other(OtherError(reason))) => {
            matches!(reason.downcast_ref(), Some(webpki::Error::CaUsedAsEndEntity))
        }
        _ => false,
    }
}

impl ServerCertVerifier for Certificates {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let certificate = ParsedCertificate::try_from(shown)?;
        let vouched = verify_server_cert_signed_by_trust_anchor(
            &certificate,
            &self.authorities,
            intermediates,
            now,
            self.algorithms.all,
        );
        match vouched {
            Err(error) if is_unvouched(&error) && self.all.contains(shown) => {}
            vouched => vouched?,
        }
        verify_server_name(&certificate, server)?;
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, shown, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, shown, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
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
            let error = Certificates::read(&path).unwrap_err();
            assert!(error.is_invalid_upstream());
            assert!(error.to_string().contains(expected), "{error}");
        }
        assert!(Certificates::read(&folder.path().join("nowhere")).is_err());
    }
}

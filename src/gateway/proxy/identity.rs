//! [`Identity`]: a certificate that the proxy shows to its clients, with its key, as two files have them.

use std::fmt::Display;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::{fs, io};

use rustls::CertificateError::{ExpiredContext, NotValidYetContext};
use rustls::Error::InvalidCertificate;
use rustls::RootCertStore;
use rustls::client::verify_server_cert_signed_by_trust_anchor;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::sign::CertifiedKey;
use twox_hash::XxHash3_64;

use crate::Error;

/// Where a certificate and its key are, both in PEM.
#[derive(Clone, Debug)]
pub(super) struct Files {
    /// The certificate of the server first, then those of the authorities between it and one that clients trust.
    pub(super) chain: PathBuf,
    /// As PKCS#8, SEC1 or PKCS#1.
    pub(super) key: PathBuf,
}

/// What the two files hold.
pub(super) struct Contents {
    chain: Vec<u8>,
    key: Vec<u8>,
}

/// A certificate with its key.
#[derive(Debug)]
pub(super) struct Identity {
    pub(super) certified: Arc<CertifiedKey>,
    /// The names of hosts in the certificate, in small letters; `*.` begins one that stands for many.
    pub(super) names: Vec<String>,
    /// When it is valid.
    pub(super) validity: Validity,
}

/// The first and the last moment of a certificate, if it says them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Validity {
    not_before: Option<UnixTime>,
    pub(super) not_after: Option<UnixTime>,
}

impl Files {
    pub(super) fn read(&self) -> Result<Contents, Error> {
        let read = |path: &PathBuf| {
            let refuse = |error: io::Error| {
                let path = path.display();
                Error::invalid_certificate(format!(
                    "{path}: this file cannot be read: {error}: name a file in PEM that the proxy may read"
                ))
            };
            fs::read(path).map_err(refuse)
        };
        Ok(Contents { chain: read(&self.chain)?, key: read(&self.key)? })
    }

    /// Says in the log what may surprise whoever has named these files.
    pub(super) fn warn_of(&self, identity: &Identity) {
        let (file, now) = (self.chain.display(), UnixTime::now());
        let Validity { not_before, not_after } = identity.validity;
        if not_after.is_some_and(|end| end < now) {
            tracing::warn!(
                %file,
                "the certificate in this file has expired, so clients refuse it: replace it by one that is valid"
            );
        } else if not_before.is_some_and(|start| start > now) {
            tracing::warn!(
                %file,
                "the certificate in this file is not valid yet, so clients refuse it: see whether this machine's \
                 clock is right"
            );
        }
        if is_readable_by_all(&self.key) {
            let file = self.key.display();
            tracing::warn!(
                %file,
                "every user of this machine can read the private key in this file: take that right away, as \
                 with chmod o-r"
            );
        }
    }
}

#[cfg(unix)]
fn is_readable_by_all(path: &PathBuf) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o004 != 0)
}

#[cfg(not(unix))]
fn is_readable_by_all(_: &PathBuf) -> bool {
    false
}

impl Contents {
    /// What tells these contents from others, and holds no secret.
    pub(super) fn fingerprint(&self) -> (u64, u64) {
        (XxHash3_64::oneshot(&self.chain), XxHash3_64::oneshot(&self.key))
    }

    /// The certificate and the key, if they belong together.
    pub(super) fn parse(&self, files: &Files) -> Result<Identity, Error> {
        let (chain_file, key_file) = (files.chain.display(), files.key.display());
        let bad_chain = |what: &dyn Display| {
            Error::invalid_certificate(format!(
                "{chain_file}: {what}: name a file with the server's certificate in PEM, and after it those that \
                 vouch for it"
            ))
        };
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&self.chain).collect();
        let chain = chain.map_err(|error| bad_chain(&error))?;
        let Some(first) = chain.first() else {
            return Err(bad_chain(&"there is no certificate in it"));
        };
        let certificate = webpki::EndEntityCert::try_from(first).map_err(|error| {
            bad_chain(&format_args!("its first certificate is not one: {error}"))
        })?;
        let names = certificate.valid_dns_names().map(str::to_ascii_lowercase).collect();
        let validity = Validity::of(first);

        let key = self.private_key(files)?;
        let certified = CertifiedKey::from_der(chain, key, &ring::default_provider());
        let certified = certified.map_err(|error| match error {
            rustls::Error::InconsistentKeys(_) => Error::invalid_certificate(format!(
                "{key_file}: this key does not belong to the first certificate in {chain_file}: name the key that \
                 the certificate was made for, and put the server's certificate before those that vouch for it"
            )),
            error => Error::invalid_certificate(format!(
                "{key_file}: this key cannot be used: {error}: name one for ECDSA (P-256, P-384), Ed25519 or RSA"
            )),
        })?;
        Ok(Identity { certified: Arc::new(certified), names, validity })
    }

    fn private_key(&self, files: &Files) -> Result<PrivateKeyDer<'static>, Error> {
        let is_encrypted = memchr::memmem::find(&self.key, b"ENCRYPTED").is_some();
        PrivateKeyDer::from_pem_slice(&self.key).map_err(|error| {
            let what: &dyn Display = match error {
                _ if is_encrypted => &"its key is encrypted, and nobody is asked for a password",
                rustls::pki_types::pem::Error::NoItemsFound => &"there is no private key in it",
                ref error => error,
            };
            Error::invalid_certificate(format!(
                "{}: {what}: name a file with a private key in PEM (PKCS#8, SEC1 or PKCS#1) that is not encrypted",
                files.key.display()
            ))
        })
    }
}

impl Validity {
    /// rustls tells the time of a certificate only to whoever asks at a wrong one.
    fn of(certificate: &CertificateDer<'_>) -> Validity {
        let at = |seconds| UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        let (nobody, provider) = (RootCertStore::empty(), ring::default_provider());
        let algorithms = provider.signature_verification_algorithms.all;
        let judge = |now| {
            ParsedCertificate::try_from(certificate).and_then(|certificate| {
                verify_server_cert_signed_by_trust_anchor(
                    &certificate,
                    &nobody,
                    &[],
                    now,
                    algorithms,
                )
            })
        };
        let not_before = match judge(at(0)) {
            Err(InvalidCertificate(NotValidYetContext { not_before, .. })) => Some(not_before),
            _ => None,
        };
        let not_after = match judge(at(u64::MAX)) {
            Err(InvalidCertificate(ExpiredContext { not_after, .. })) => Some(not_after),
            _ => None,
        };
        Validity { not_before, not_after }
    }
}

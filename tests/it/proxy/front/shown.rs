//! Which certificate a client is shown: that for its name, and the newest.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, ServerName};

use super::super::{LOCALIZED, bytes, run};
use super::{Authority, ask, connect, secure};

#[test]
fn a_client_gets_the_certificate_for_the_name_that_it_asks_for() {
    run(async {
        let authority = Authority::new();
        let first = authority.files("first", &["first.example"]);
        let wild = authority.files("wild", &["*.shop.example"]);
        let whole = authority.files("whole", &["api.shop.example", "shop.example"]);
        let proxy = secure([first.clone(), wild.clone(), whole.clone()]).await;
        for (name, expected) in [
            ("first.example", &first),
            ("FIRST.example", &first),
            ("www.shop.example", &wild),
            // Whichever comes first in the command.
            ("api.shop.example", &whole),
            ("shop.example", &whole),
            ("a.www.shop.example", &first),
            ("elsewhere.example", &first),
            // Of an address, no name is sent.
            ("127.0.0.1", &first),
        ] {
            let shown = shown(&authority, proxy.address, name).await;
            assert_eq!(shown, der(&expected.0), "{name}");
        }
    });
}

#[test]
fn a_renewed_certificate_is_shown_without_a_request_lost() {
    run(async {
        let authority = Authority::new();
        let files = authority.files("server", &["localhost"]);
        let before = der(&files.0);
        let proxy = secure([files.clone()]).await;
        let (is_over, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
        let load = async {
            while !is_over.load(Ordering::Relaxed) {
                let protocols: &[&str] =
                    if answered.load(Ordering::Relaxed) % 2 == 0 { &["h2"] } else { &[] };
                let client = authority.client(protocols);
                let stream = connect(client, proxy.address, "localhost").await.unwrap();
                assert_eq!(bytes(ask(stream, "/error").await).await, LOCALIZED);
                answered.fetch_add(1, Ordering::Relaxed);
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        };
        let renewal = async {
            // The certificate comes first, and its key two looks later.
            let (certificate, key) = authority.issue(&["localhost"], |_| ());
            fs::write(&files.0, certificate).unwrap();
            let renewed = der(&files.0);
            tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
            assert_eq!(shown(&authority, proxy.address, "localhost").await, before);
            fs::write(&files.1, key).unwrap();
            while shown(&authority, proxy.address, "localhost").await != renewed {
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
            // What cannot be read changes nothing.
            fs::remove_file(&files.0).unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
            assert_eq!(shown(&authority, proxy.address, "localhost").await, renewed);
            is_over.store(true, Ordering::Relaxed);
        };
        tokio::join!(load, renewal);
        assert!(answered.load(Ordering::Relaxed) > 10);
    });
}

/// Which certificate a client is shown, as its bytes.
async fn shown(authority: &Authority, address: SocketAddr, name: &str) -> Vec<u8> {
    let mut client = authority.client(&[]);
    let anybody = Arc::new(Anybody);
    client.dangerous().set_certificate_verifier(anybody);
    let stream = connect(client, address, name).await.unwrap();
    stream.get_ref().1.peer_certificates().unwrap()[0].to_vec()
}

/// Believes every certificate: the test looks at it itself.
#[derive(Debug)]
struct Anybody;

impl rustls::client::danger::ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: rustls::pki_types::UnixTime,
    ) -> Result<rustls::client::danger::ServerCertVerified, rustls::Error> {
        Ok(rustls::client::danger::ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &rustls::DigitallySignedStruct,
    ) -> Result<rustls::client::danger::HandshakeSignatureValid, rustls::Error> {
        Ok(rustls::client::danger::HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &rustls::DigitallySignedStruct,
    ) -> Result<rustls::client::danger::HandshakeSignatureValid, rustls::Error> {
        Ok(rustls::client::danger::HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<rustls::SignatureScheme> {
        ring::default_provider().signature_verification_algorithms.supported_schemes()
    }
}

fn der(file: &Path) -> Vec<u8> {
    use rustls::pki_types::pem::PemObject;
    CertificateDer::from_pem_file(file).unwrap().to_vec()
}

//! Which certificates of a file make an upstream trusted, and what is said at the start of a file that may
//! surprise its operator.

use std::fs;

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls::pki_types::PrivateKeyDer;

use super::process::Gateway;
use crate::proxy::run;
use crate::proxy::tls::serve_tls;

const ONLY_SERVERS: &str = "holds no authority (CA)";
const NOT_VALID: &str = "none of the certificates in this file is valid today";

/// A certificate, and the key of whom it is for.
struct Identity {
    certificate: Certificate,
    key: KeyPair,
    params: CertificateParams,
}

fn of(name: &str) -> CertificateParams {
    CertificateParams::new([name.to_owned()]).unwrap()
}

fn authority(name: &str) -> CertificateParams {
    let mut params = of(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(rcgen::DnType::CommonName, format!("the authority {name}"));
    params
}

fn expired(mut params: CertificateParams) -> CertificateParams {
    (params.not_before, params.not_after) = (date_time_ymd(2001, 1, 1), date_time_ymd(2002, 1, 1));
    params
}

fn future(mut params: CertificateParams) -> CertificateParams {
    (params.not_before, params.not_after) = (date_time_ymd(2901, 1, 1), date_time_ymd(2902, 1, 1));
    params
}

fn for_clients(mut params: CertificateParams) -> CertificateParams {
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params
}

/// As `openssl req -x509` makes it, but for the authority.
fn signed_by_itself(params: CertificateParams) -> Identity {
    let key = KeyPair::generate().unwrap();
    Identity { certificate: params.self_signed(&key).unwrap(), key, params }
}

impl Identity {
    fn issues(&self, params: CertificateParams) -> Identity {
        let key = KeyPair::generate().unwrap();
        let issuer = Issuer::from_params(&self.params, &self.key);
        Identity { certificate: params.signed_by(&key, &issuer).unwrap(), key, params }
    }
}

/// What comes of an upstream that shows one certificate where a file holds these: the status of an answer, and
/// the log.
async fn asked(shown: &Identity, file: &[&Identity]) -> (u16, String) {
    let key = PrivateKeyDer::try_from(shown.key.serialize_der()).unwrap();
    let port = serve_tls(shown.certificate.der().clone(), key, &[]).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upstream.pem");
    fs::write(&path, file.iter().map(|one| one.certificate.pem()).collect::<String>()).unwrap();
    let url = format!("https://localhost:{port}");
    let arguments = ["--upstream-certificates", path.to_str().unwrap()];
    let gateway = Gateway::start(&url, &arguments);
    let status = gateway.get("/asked").await.status;
    (status, gateway.log_with("/asked").await)
}

/// What the upstream shows, and what is in the file; what is said of the file, if anything is, and whether the
/// upstream is trusted.
type Row<'a> = (&'a str, &'a Identity, &'a [&'a Identity], Option<&'a str>, bool);

#[test]
fn an_upstream_is_trusted_by_the_certificates_of_a_file() {
    run(async {
        let company = signed_by_itself(authority("company"));
        let server = company.issues(of("localhost"));
        let renewed = company.issues(of("localhost"));
        let other = signed_by_itself(authority("other"));
        let old_company = signed_by_itself(expired(authority("company")));
        let by_old_company = old_company.issues(of("localhost"));
        let openssl = signed_by_itself(authority("localhost"));
        let own = signed_by_itself(of("localhost"));
        let mut explicit = of("localhost");
        explicit.is_ca = IsCa::ExplicitNoCa;
        explicit.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        let explicit = signed_by_itself(explicit);
        let elsewhere = signed_by_itself(of("elsewhere.example"));
        let old = signed_by_itself(expired(of("localhost")));
        let old_openssl = signed_by_itself(expired(authority("localhost")));
        let early = company.issues(future(of("localhost")));
        let client = company.issues(for_clients(of("localhost")));
        // Whoever has the key of a server is not an authority, whatever the server is trusted for.
        let forged = own.issues(of("localhost"));
        let table: [Row<'_>; 21] = [
            ("its authority", &server, &[&company], None, true),
            ("its authority among others", &server, &[&other, &company], None, true),
            ("another authority", &server, &[&other], None, false),
            // rustls calls it `CaUsedAsEndEntity`, and no operator knows what to do.
            ("itself, an authority", &openssl, &[&openssl], None, true),
            ("itself, signed by itself", &own, &[&own], Some(ONLY_SERVERS), true),
            ("itself, and so it says", &explicit, &[&explicit], Some(ONLY_SERVERS), true),
            ("itself, issued", &server, &[&server], Some(ONLY_SERVERS), true),
            ("itself, twice", &own, &[&own, &own], Some(ONLY_SERVERS), true),
            ("the one before", &renewed, &[&server], Some(ONLY_SERVERS), false),
            ("the one before, with its authority", &renewed, &[&server, &company], None, true),
            ("itself, and another authority", &server, &[&server, &other], None, true),
            ("a server that has issued it", &forged, &[&own], Some(ONLY_SERVERS), false),
            ("itself, for another name", &elsewhere, &[&elsewhere], Some(ONLY_SERVERS), false),
            ("itself, expired", &old, &[&old], Some(NOT_VALID), false),
            (
                "itself, an authority, expired",
                &old_openssl,
                &[&old_openssl],
                Some(NOT_VALID),
                false,
            ),
            ("itself, before its time", &early, &[&early], Some(NOT_VALID), false),
            (
                "itself, expired, and one that is not",
                &old,
                &[&old, &own],
                Some(ONLY_SERVERS),
                false,
            ),
            ("an expired authority, and its own", &server, &[&old_company, &company], None, true),
            ("its authority, expired", &by_old_company, &[&old_company], Some(NOT_VALID), true),
            ("itself, for clients", &client, &[&client], Some(ONLY_SERVERS), false),
            ("its authority, but for clients", &client, &[&company], None, false),
        ];
        for (case, shown, file, said, is_trusted) in table {
            let (status, log) = asked(shown, file).await;
            assert_eq!(status, if is_trusted { 200 } else { 502 }, "{case}: {log}");
            let explanations: Vec<&str> =
                log.lines().filter(|line| line.contains("upstream.pem")).collect();
            assert_eq!(explanations.len(), usize::from(said.is_some()), "{case}: {log}");
            assert!(said.is_none_or(|said| explanations[0].contains(said)), "{case}: {log}");
        }
    });
}

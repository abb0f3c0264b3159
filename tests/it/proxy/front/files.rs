//! Files of certificates and keys: which are read, which are refused, and what is said of those that clients refuse.

use std::fs;
use std::path::PathBuf;

use codeword::gateway::proxy::ServerCertificates;

use super::{Authority, tool};

#[test]
fn what_cannot_be_shown_is_refused_with_a_reason() {
    let authority = Authority::new();
    let (certificate, key) = authority.issue(&["localhost"], |_| ());
    let (other, _) = authority.issue(&["localhost"], |_| ());
    let encrypted = key.replace("PRIVATE", "ENCRYPTED PRIVATE");
    let chain = format!("{certificate}{other}");
    let reversed = format!("{other}{certificate}");
    for (chain, key, expected) in [
        (Some(&*certificate), Some(&*key), None),
        (Some(&chain), Some(&key), None),
        (None, Some(&key), Some("chain.pem: this file cannot be read: ")),
        (Some(&certificate), None, Some("private.key: this file cannot be read: ")),
        (Some(""), Some(&key), Some("chain.pem: there is no certificate in it: ")),
        (Some(&key), Some(&key), Some("chain.pem: there is no certificate in it: ")),
        (Some(&certificate[..200]), Some(&key), Some("chain.pem: ")),
        (
            Some("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
            Some(&key),
            Some("chain.pem: its first certificate is not one: "),
        ),
        (
            Some(&certificate),
            Some(&certificate),
            Some("private.key: there is no private key in it: "),
        ),
        (Some(&certificate), Some(&encrypted), Some("private.key: its key is encrypted")),
        (Some(&other), Some(&key), Some("this key does not belong to the first certificate")),
        (Some(&reversed), Some(&key), Some("this key does not belong to the first certificate")),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let files = (folder.path().join("chain.pem"), folder.path().join("private.key"));
        for (file, text) in [(&files.0, chain), (&files.1, key)] {
            if let Some(text) = text {
                fs::write(file, text).unwrap();
            }
        }
        let said = ServerCertificates::follow([files]).map_err(|error| {
            assert!(error.is_invalid_certificate());
            error.to_string()
        });
        match expected {
            None => assert!(said.is_ok(), "{said:?}"),
            Some(expected) => assert!(
                said.as_ref().is_err_and(|said| said.contains(expected)),
                "{expected}: {said:?}"
            ),
        }
    }
    let none: [(PathBuf, PathBuf); 0] = [];
    assert!(ServerCertificates::follow(none).is_err());
}

#[test]
fn keys_in_every_form_that_openssl_writes_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    for (kind, key) in [
        ("SEC1", &["ecparam", "-name", "prime256v1", "-genkey", "-noout"][..]),
        ("SEC1 with its parameters", &["ecparam", "-name", "secp384r1", "-genkey"]),
        ("PKCS#1", &["genrsa", "-traditional", "2048"]),
        ("PKCS#8", &["genpkey", "-algorithm", "RSA"]),
        ("PKCS#8, Ed25519", &["genpkey", "-algorithm", "ed25519"]),
    ] {
        let Some(made) = tool("openssl", &[key, &["-out", &path("key")]].concat()) else { return };
        if kind == "PKCS#1" && !made.status.success() {
            // OpenSSL 1.1 writes it without being told.
            tool("openssl", &["genrsa", "-out", &path("key"), "2048"]);
        }
        let request = ["req", "-x509", "-key", &path("key"), "-out", &path("pem"), "-days", "1"];
        let made = tool("openssl", &[&request[..], &subject].concat()).unwrap();
        assert!(made.status.success(), "{kind}: {}", String::from_utf8_lossy(&made.stderr));
        let followed = ServerCertificates::follow([(path("pem"), path("key"))]);
        assert!(followed.is_ok(), "{kind}: {followed:?}");
    }
}

/// Certificates that clients refuse are said at the start, and when they end is a figure.
#[cfg(all(feature = "cli", unix))]
#[test]
fn what_may_surprise_is_said_at_the_start() {
    use std::io::{BufRead, BufReader};
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::process::{Command, Stdio};

    use http::Request;
    use http_body_util::Full;
    use rcgen::date_time_ymd;

    use super::super::{bytes, run, send};

    let authority = Authority::new();
    let files = (authority.path("old.pem"), authority.path("old.key"));
    let (certificate, key) = authority.issue(&["localhost"], |params| {
        (params.not_before, params.not_after) =
            (date_time_ymd(2001, 1, 1), date_time_ymd(2002, 1, 1));
    });
    fs::write(&files.0, certificate).unwrap();
    fs::write(&files.1, key).unwrap();
    for (mode, expected) in [(0o604, 2), (0o640, 1)] {
        fs::set_permissions(&files.1, fs::Permissions::from_mode(mode)).unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_codeword"))
            .args(["proxy", "--listen", "127.0.0.1:0", "--upstream", "http://127.0.0.1:9"])
            .args(["--admin", "127.0.0.1:0", "--log", "json", "--threads", "1"])
            .args([Path::new("--tls-cert"), &files.0, Path::new("--tls-key"), &files.1])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let said: Vec<String> = lines.take(2).map(Result::unwrap).collect();
        assert!(said[1].contains("proxying https://127.0.0.1:"), "{said:?}");
        let admin = said[0].split_once("http://").unwrap().1.trim().to_owned();
        let metrics = run(async {
            let request = Request::get(format!("http://{admin}/metrics"));
            bytes(send(request.body(Full::default()).unwrap()).await).await
        });
        let id = process.id().to_string();
        assert!(Command::new("kill").args(["-s", "TERM", &id]).status().unwrap().success());
        let log = std::io::read_to_string(process.stdout.take().unwrap()).unwrap();
        process.wait().unwrap();
        let warnings: Vec<&str> = log.lines().filter(|line| line.contains("WARN")).collect();
        assert_eq!(warnings.len(), expected, "{log}");
        assert!(warnings[0].contains("has expired"), "{log}");
        let metrics = String::from_utf8_lossy(&metrics);
        let file = files.0.display();
        let figure =
            format!("codeword_tls_certificate_expiry_seconds{{file=\"{file}\"}} 1009843200");
        assert!(metrics.contains(&figure), "{metrics}");
    }
}

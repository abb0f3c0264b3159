//! The version of HTTP that a client and the proxy agree on, by ALPN.

use http::Version;

use super::super::{LOCALIZED, bytes, run};
use super::{Authority, ask, connect, secure, tool};

#[test]
fn a_client_and_the_proxy_agree_on_a_version() {
    run(async {
        let authority = Authority::new();
        let proxy = secure([authority.files("server", &["localhost"])]).await;
        for (protocols, expected) in [
            (&["h2", "http/1.1"][..], Version::HTTP_2),
            (&["http/1.1", "h2"], Version::HTTP_2),
            (&["http/1.1"], Version::HTTP_11),
            (&[], Version::HTTP_11),
        ] {
            let connect = || connect(authority.client(protocols), proxy.address, "localhost");
            let response = ask(connect().await.unwrap(), "/error").await;
            assert_eq!(response.version(), expected, "{protocols:?}");
            assert_eq!(bytes(response).await, LOCALIZED, "{protocols:?}");
            let scheme = ask(connect().await.unwrap(), "/scheme").await;
            assert_eq!(bytes(scheme).await, "https", "{protocols:?}");
        }
        assert!(connect(authority.client(&["spdy/1"]), proxy.address, "localhost").await.is_err());
    });
}

#[test]
fn curl_and_openssl_agree_with_the_proxy() {
    run(async {
        let authority = Authority::new();
        let proxy = secure([authority.files("server", &["localhost"])]).await;
        let port = proxy.address.port();
        let ca = authority.path("ca.pem").to_str().unwrap().to_owned();
        for (option, expected) in [
            (&["--http2"][..], "2"),
            (&["--http1.1"], "1.1"),
            (&["--http2", "--tls-max", "1.2"], "2"),
        ] {
            let url = format!("https://localhost:{port}/error");
            let resolve = format!("localhost:{port}:127.0.0.1");
            let arguments =
                ["-sS", "--cacert", &ca, "--resolve", &resolve, "-H", "accept-language: zh-CN"];
            let arguments = [&arguments[..], option, &["-w", " %{http_version}", &url]].concat();
            let asked = arguments.iter().map(ToString::to_string).collect::<Vec<_>>();
            let output = tokio::task::spawn_blocking(move || {
                tool("curl", &asked.iter().map(String::as_str).collect::<Vec<_>>())
            });
            let Some(output) = output.await.unwrap() else { return };
            let said = String::from_utf8_lossy(&output.stdout);
            let error = String::from_utf8_lossy(&output.stderr);
            assert_eq!(said, format!("{LOCALIZED} {expected}"), "{option:?}: {error}");
        }
        let connect = format!("127.0.0.1:{port}");
        let output = tokio::task::spawn_blocking(move || {
            let arguments = ["s_client", "-connect", &connect, "-servername", "localhost"];
            let rest = ["-alpn", "h2", "-CAfile", &ca, "-verify_return_error"];
            tool("openssl", &[arguments, rest].concat())
        });
        let Some(output) = output.await.unwrap() else { return };
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.contains("ALPN protocol: h2"), "{said}");
        assert!(said.contains("Verify return code: 0 (ok)"), "{said}");
    });
}

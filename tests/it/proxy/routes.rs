//! Several upstreams, each for the paths with its prefix.

use axum::Router;
use axum::extract::Request as Asked;
use codeword::gateway::proxy::Proxy;
use codeword::response::layer::LocalizeLayer;
use codeword::response::{Localizer, Pair, Policy};
use http::StatusCode;
use http_body_util::Full;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{ERROR, LOCALIZED, bytes, run, send, start, upstream};
use crate::response::catalog;

/// An upstream that answers with its name and the target as it was sent.
async fn named(name: &'static str) -> String {
    let answer = async move |request: Asked| format!("{name} {}", request.uri());
    upstream(Router::new().fallback(answer)).await
}

/// An upstream whose errors have this body.
async fn failing(body: &'static str) -> String {
    let json = [("content-type", "application/json")];
    let answer = async move || (StatusCode::BAD_REQUEST, json, body);
    upstream(Router::new().fallback(answer)).await
}

fn layer(policy: Policy) -> LocalizeLayer {
    LocalizeLayer::new(Localizer::new(catalog(), policy))
}

#[test]
fn the_upstream_of_the_longest_prefix_gets_the_target_as_it_was_sent() {
    run(async {
        let (rest, orders) = (named("rest").await, named("orders").await);
        let archive = format!("{}/base", named("archive").await);
        let proxy = Proxy::builder(rest.parse().unwrap())
            .route("/orders/archive".parse().unwrap(), archive.parse().unwrap())
            .route("/orders/".parse().unwrap(), orders.parse().unwrap());
        let proxy = start(proxy).await;
        for (target, expected) in [
            ("/", "rest /"),
            ("/ordersx", "rest /ordersx"),
            ("/orders", "orders /orders"),
            ("/orders/%41%2f/..;/b?to=/x", "orders /orders/%41%2f/..;/b?to=/x"),
            ("/orders/archive/7", "archive /base/orders/archive/7"),
        ] {
            // A client that would not write such targets is of no use here.
            let mut client = TcpStream::connect(proxy.address).await.unwrap();
            let request = format!("GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            client.write_all(request.as_bytes()).await.unwrap();
            let mut answer = String::new();
            client.read_to_string(&mut answer).await.unwrap();
            assert!(answer.ends_with(&format!("\r\n\r\n{expected}")), "{target}: {answer}");
        }
        for target in ["/orders/../admin", "/x/%2e%2e/orders", "/orders%2f1", "//orders"] {
            let answer = proxy.get(target).await;
            assert_eq!(answer.status(), 400, "{target}");
            let body = String::from_utf8(bytes(answer).await.to_vec()).unwrap();
            assert!(body.contains("more than one way"), "{target}: {body}");
        }
    });
}

#[test]
fn each_upstream_has_its_policy() {
    run(async {
        let plain = failing(ERROR).await;
        let nested =
            failing(r#"{"error":{"code":1,"message":"first: x"},"code":1,"info":"i"}"#).await;
        let pairs = [Pair::new("error.code", "error.message").unwrap()];
        let own = Policy::default().pairs(pairs).unwrap();
        let proxy = Proxy::by_path()
            .localize(layer(Policy::default()))
            .localized_route("/nested".parse().unwrap(), nested.parse().unwrap(), layer(own))
            .route("/plain".parse().unwrap(), plain.parse().unwrap());
        let proxy = start(proxy).await;
        assert_eq!(bytes(proxy.get("/plain").await).await, LOCALIZED);
        let localized = r#"{"error":{"code":1,"message":"一: x"},"code":1,"info":"i"}"#;
        assert_eq!(bytes(proxy.get("/nested/x").await).await, localized);

        let answer = proxy.get("/elsewhere").await;
        assert_eq!(answer.status(), 404);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
    });
}

#[test]
fn upstreams_that_exclude_each_other_are_refused() {
    let route = |proxy: codeword::gateway::proxy::ProxyBuilder, prefix: &str| {
        proxy.route(prefix.parse().unwrap(), "http://a".parse().unwrap())
    };
    let twice = route(route(Proxy::by_path(), "/a"), "/a/").build().unwrap_err();
    assert!(twice.is_invalid_upstream());
    assert!(twice.to_string().contains("two upstreams are for /a"), "{twice}");
    assert!(route(Proxy::builder("http://a".parse().unwrap()), "/").build().is_err());
    assert!(Proxy::by_path().build().unwrap_err().to_string().contains("no upstream"));
}

#[cfg(all(feature = "cli", unix))]
#[test]
fn the_command_has_upstreams_and_policies_by_prefix() {
    use std::fs;
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    run(async {
        let plain = failing(r#"{"code":400142,"info":"x"}"#).await;
        let nested = failing(r#"{"error":{"code":400142,"message":"x"}}"#).await;
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("nested.toml");
        let policy = "[response]\npairs = [{ code = \"error.code\", text = \"error.message\" }]\n";
        fs::write(&config, policy).unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_codeword"))
            .args(["proxy", "--listen", "127.0.0.1:0", "--log", "json"])
            .args(["--upstream", &format!("/nested={nested}"), "--upstream", &plain])
            .args(["--upstream-config", &format!("/nested={}", config.display())])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(process.stderr.take().unwrap()).read_line(&mut said).unwrap();
        assert!(said.contains(&format!("to {nested} for /nested, {plain}")), "{said}");
        let address = said.split_once("http://").unwrap().1.split(' ').next().unwrap().to_owned();
        for (path, expected) in [("/plain", "心跳"), ("/nested/x", "心跳")] {
            let request = http::Request::get(format!("http://{address}{path}"));
            let request = request.header("accept-language", "zh-CN");
            let answer = bytes(send(request.body(Full::default()).unwrap()).await).await;
            let answer = String::from_utf8(answer.to_vec()).unwrap();
            assert!(answer.contains(expected), "{path}: {answer}");
        }
        let id = process.id().to_string();
        assert!(Command::new("kill").args(["-s", "TERM", &id]).status().unwrap().success());
        let log = std::io::read_to_string(process.stdout.take().unwrap()).unwrap();
        process.wait().unwrap();
        let prefixes = log.lines().filter(|line| line.contains(r#""prefix":"/nested""#)).count();
        assert_eq!(prefixes, 1, "{log}");
    });
}

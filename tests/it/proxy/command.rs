//! `codeword proxy`, as a process.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use serde_json::Value;

use super::{ERROR, LOCALIZED, awkward, bytes, run, send, upstream};

/// The command at work, and where it answers.
struct Gateway {
    process: Child,
    address: String,
    admin: String,
}

impl Gateway {
    fn start(upstream: &str, arguments: &[&str]) -> Gateway {
        let mut process = Command::new(env!("CARGO_BIN_EXE_codeword"))
            .args(["proxy", "--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0", "--log", "json"])
            .args(["--upstream", upstream])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let mut addresses = lines.take(2).map(|line| {
            let line = line.unwrap();
            let (_, rest) = line.split_once("http://").unwrap_or_else(|| panic!("{line}"));
            format!("http://{}", rest.split(' ').next().unwrap())
        });
        let (admin, address) = (addresses.next().unwrap(), addresses.next().unwrap());
        Gateway { process, address, admin }
    }

    async fn get(&self, base: &str, path: &str) -> Response<Incoming> {
        let request = Request::get(format!("{base}{path}")).header("accept-language", "zh-CN");
        send(request.body(Full::<Bytes>::default()).unwrap()).await
    }

    async fn metrics(&self) -> String {
        let body = self.get(&self.admin, "/metrics").await.into_body().collect().await.unwrap();
        String::from_utf8(body.to_bytes().to_vec()).unwrap()
    }

    fn signal(&self, name: &str) {
        let kill = Command::new("kill").args([name, &self.process.id().to_string()]).status();
        assert!(kill.unwrap().success());
    }
}

/// At once, so that nobody sees half a file.
fn write(folder: &Path, text: &str) {
    fs::write(folder.join("new"), text).unwrap();
    fs::rename(folder.join("new"), folder.join("errors.zh-CN.ftl")).unwrap();
}

#[test]
fn a_gateway_follows_its_files_says_how_it_goes_and_ends() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "code-1 = 一\n");
        let url = upstream(awkward::app()).await;
        let folder_name = folder.path().to_str().unwrap();
        let mut gateway =
            Gateway::start(&url, &["--catalog", folder_name, "--statuses", "200,400-599"]);
        assert_eq!(bytes(gateway.get(&gateway.address, "/plain?secret=7").await).await, LOCALIZED);
        assert_eq!(gateway.get(&gateway.admin, "/healthz").await.status(), 200);
        assert_eq!(gateway.get(&gateway.admin, "/readyz").await.status(), 200);

        // A broken state is refused, and the texts stay; SIGHUP has it looked at now.
        write(folder.path(), "code-1 一\n");
        gateway.signal("-HUP");
        while !gateway.metrics().await.contains("codeword_catalog_refused_generation 2") {
            tokio::task::yield_now().await;
        }
        assert_eq!(bytes(gateway.get(&gateway.address, "/plain").await).await, LOCALIZED);

        write(folder.path(), "code-1 = 壹\n");
        gateway.signal("-HUP");
        while !gateway.metrics().await.contains("codeword_catalog_generation 3") {
            tokio::task::yield_now().await;
        }
        let body = bytes(gateway.get(&gateway.address, "/plain").await).await;
        assert_eq!(body, LOCALIZED.replace('一', "壹"));
        gateway.get(&gateway.address, "/success").await;

        let metrics = gateway.metrics().await;
        for line in [
            r#"codeword_responses_total{outcome="localized"} 3"#,
            r#"codeword_responses_total{outcome="unknown-code"} 1"#,
            r#"codeword_lookups_total{locale="zh-CN",fallback=""} 3"#,
            r#"codeword_unknown_codes_total{code="200000",name=""} 1"#,
            "codeword_request_duration_seconds_count 4",
        ] {
            assert!(metrics.contains(line), "{line} is missing in\n{metrics}");
        }

        // The end of the process does not wait for what is still to be written of the files.
        let lines = BufReader::new(gateway.process.stdout.take().unwrap()).lines();
        let mut lines = lines.map(|line| serde_json::from_str::<Value>(&line.unwrap()).unwrap());
        let mut log = Vec::new();
        while log.last().is_none_or(|line: &Value| line["generation"] != 3) {
            log.push(lines.next().unwrap());
        }
        gateway.signal("-TERM");
        log.extend(lines);
        assert_eq!(gateway.process.wait().unwrap().code(), Some(0));
        let of = |target: &str| {
            log.iter().filter(|line| line["target"] == target).cloned().collect::<Vec<Value>>()
        };
        let (answers, states) = (of("codeword::access"), of("codeword::catalog"));
        assert_eq!(answers.len(), 4);
        for (name, value) in [
            ("method", Value::from("GET")),
            ("path", "/plain".into()),
            ("status", 400.into()),
            ("outcome", "localized".into()),
            ("language", "zh-CN".into()),
        ] {
            assert_eq!(answers[0][name], value, "{}", answers[0]);
        }
        let mut messages: Vec<&Value> = states.iter().map(|line| &line["message"]).collect();
        // Each thing that is wrong has a line of its own.
        messages.dedup();
        assert_eq!(messages, ["accepted", "refused", "accepted"]);
        let diagnostic = states[1]["diagnostic"].as_str().unwrap();
        assert!(diagnostic.contains("errors.zh-CN.ftl:1:"), "{diagnostic}");
    });
}

#[test]
fn a_proxy_that_cannot_begin_says_why() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "code-1 一\n");
    let broken = folder.path().to_str().unwrap();
    for (arguments, expected) in [
        (
            &["--upstream", "localhost:8090"][..],
            "`localhost:8090` is not a URL that begins with http://",
        ),
        (
            &["--upstream", "http://a", "--catalog", broken],
            "errors.zh-CN.ftl:1:8: `=` is expected here",
        ),
        (
            &["--upstream", "http://a", "--listen", "192.0.2.1:80"],
            "192.0.2.1:80 cannot be listened to: ",
        ),
        (&["--upstream", "http://a", "--timeout", "0"], "write a number from 0.01 to 86400"),
        (&["--upstream", "http://a", "--config", "nowhere.toml"], "nowhere.toml: "),
        (&["--upstream", "https://a", "--upstream-certificates", "nowhere.pem"], "nowhere.pem: "),
        (
            &["--upstream", "http://a", "--upstream-certificates", "nowhere.pem"],
            "nowhere.pem: http://a has no TLS",
        ),
        (
            &["--upstream", "http://a", "--upstream-http2", "--keep-host"],
            "the host of clients cannot be kept by HTTP/2",
        ),
        (&[], "--upstream <[PREFIX=]URL>"),
        (&["--upstream", "/orders"], "write /PREFIX=URL"),
        (&["--upstream", "/a/../b=http://a"], "has a segment that is empty, `.` or `..`"),
        (&["--upstream", "/a=http://a", "--upstream", "/a/=http://b"], "two upstreams are for /a"),
        (&["--upstream", "http://a", "--upstream-config", "x.toml"], "write /PREFIX=FILE"),
        (
            &["--upstream", "http://a", "--upstream-config", "/a=x.toml"],
            "--upstream-config is given for /a, and no --upstream is",
        ),
        (&["--upstream", "http://a", "--tls-cert", "a.pem"], "--tls-key <FILE>"),
        (&["--upstream", "http://a", "--tls-key", "a.key"], "--tls-cert <FILE>"),
        (
            &[
                "--upstream",
                "http://a",
                "--tls-cert",
                "a.pem",
                "--tls-cert",
                "b.pem",
                "--tls-key",
                "a.key",
            ],
            "2 --tls-cert and 1 --tls-key were given",
        ),
        (
            &["--upstream", "http://a", "--tls-cert", "nowhere.pem", "--tls-key", "a.key"],
            "nowhere.pem: this file cannot be read",
        ),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_codeword"))
            .arg("proxy")
            .args(arguments)
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains(expected), "{arguments:?}: {error}");
        assert_eq!(output.status.code(), Some(2), "{error}");
    }
}

#[test]
fn nothing_is_localized_where_that_is_said() {
    run(async {
        let url = upstream(awkward::app()).await;
        let mut gateway = Gateway::start(&url, &["--pass-through"]);
        assert_eq!(bytes(gateway.get(&gateway.address, "/plain").await).await, ERROR);
        gateway.process.kill().unwrap();
        gateway.process.wait().unwrap();
    });
}

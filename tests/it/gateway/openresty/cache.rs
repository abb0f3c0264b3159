//! nginx's cache beneath the filters: it keeps the upstream's body once, and each reader gets it in another language.

use super::super::upstream::{Step, Upstream};
use super::super::wire::{Answer, End, ask};
use super::cases::gzip;
use super::nginx::{Nginx, Setup};
use crate::envoy::stand::eventually;
use crate::proxy::run;

const CONFIGURATION: &str = "[response]\nstatuses = [\"200\", \"400-599\"]\n";

const PLACES: &str = r#"
    location /cached/ {
        proxy_pass http://server/;
        proxy_cache answers;
        proxy_cache_valid any 10m;
        proxy_cache_revalidate on;
        add_header X-Cache $upstream_cache_status always;
    }
    location /gunzip/ {
        proxy_pass http://server/;
        proxy_set_header Accept-Encoding "";
        gunzip on;
    }
    location /gzip/ {
        proxy_pass http://server/;
        proxy_set_header Accept-Encoding "";
        gzip on;
        gzip_types application/json;
        gzip_min_length 1;
    }
"#;

const BODY: &str = r#"{"code":400142,"info":"too many heartbeats"}"#;

/// One entity tag for all, which may be kept for so long; in gzip if that is asked for.
async fn upstream() -> Upstream {
    Upstream::start(|seen| {
        let head =
            |status: &str, lines: &str| format!("HTTP/1.1 {status}\r\nETag: \"1\"\r\n{lines}");
        let answer = |status, lines: &str, body: &str| {
            let lines = format!("{lines}Content-Length: {}\r\n\r\n{body}", body.len());
            head(status, &lines)
        };
        let json = "Content-Type: application/json\r\n";
        if seen.path() == "/coded" {
            let body = gzip(BODY);
            let lines = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";
            let head = head("400 Bad", &format!("{lines}Content-Length: {}\r\n\r\n", body.len()));
            return vec![Step::Send([head.as_bytes(), &body].concat())];
        }
        let bytes = match seen.path() {
            _ if !seen.all("accept-encoding").is_empty() => answer("500 Coded", json, ""),
            _ if seen.all("if-none-match") == ["\"1\""] => head("304 Not Modified", "\r\n"),
            "/error" => {
                answer("404 Not Found", &format!("{json}Cache-Control: max-age=600\r\n"), BODY)
            }
            "/success" => answer("200 OK", &format!("{json}Cache-Control: max-age=1\r\n"), BODY),
            _ => {
                answer("200 OK", "Content-Type: text/css\r\nCache-Control: max-age=600\r\n", "a {}")
            }
        };
        vec![Step::Send(bytes.into_bytes())]
    })
    .await
}

async fn get(nginx: &Nginx, path: &str, lines: &str) -> Answer {
    ask(nginx.address, format!("GET {path} HTTP/1.1\r\nHost: gateway\r\n{lines}\r\n")).await
}

#[test]
fn a_cache_keeps_one_body_for_the_readers_of_all_languages() {
    run(async {
        let upstream = upstream().await;
        let setup =
            Setup { upstream: upstream.address, configuration: CONFIGURATION, places: PLACES };
        let Some(nginx) = Nginx::start(setup).await else { return };
        for round in 0..3 {
            for path in ["/cached/error", "/cached/success"] {
                for (language, text) in [("zh-CN", "心跳超限"), ("en-US", "The heartbeat limit")]
                {
                    let lines = format!("Accept-Language: {language}\r\n");
                    let answer = get(&nginx, path, &lines).await;
                    assert!(answer.text().contains(text), "{path}, {language}: {}", answer.text());
                    assert_eq!(answer.header("etag"), None, "{path}");
                    assert_eq!(answer.header("vary"), Some("accept-language"), "{path}");
                }
            }
            // What is the same for all keeps its tag, and is not sent twice.
            // An answer may reach its reader before it is in the cache.
            eventually("the file is in the cache", async || {
                let answer = get(&nginx, "/cached/file", "").await;
                assert_eq!((answer.status, answer.header("etag")), (200, Some("\"1\"")));
                (answer.header("x-cache") == Some("HIT")).then_some(())
            })
            .await;
            let second = get(&nginx, "/cached/file", "If-None-Match: \"1\"\r\n").await;
            assert_eq!((second.status, second.header("x-cache")), (304, Some("HIT")));
            if round == 1 {
                // What may be kept for a second is stale then, and is asked for with its tag.
                tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
            }
        }
        let asked = upstream.seen().iter().filter(|seen| seen.path() == "/error").count();
        assert!(asked < 6, "{asked}");
        assert!(upstream.seen().iter().any(|seen| !seen.all("if-none-match").is_empty()));
    });
}

#[test]
fn an_upstream_is_not_asked_for_gzip_and_the_client_gets_it() {
    run(async {
        let upstream = upstream().await;
        let setup =
            Setup { upstream: upstream.address, configuration: CONFIGURATION, places: PLACES };
        let Some(nginx) = Nginx::start(setup).await else { return };
        let lines = "Accept-Encoding: gzip\r\nAccept-Language: zh-CN\r\n";
        let answer = get(&nginx, "/gzip/success", lines).await;
        assert_eq!((answer.status, answer.header("content-encoding")), (200, Some("gzip")));
        let mut text = String::new();
        let mut decoder = flate2::read::GzDecoder::new(&*answer.body);
        std::io::Read::read_to_string(&mut decoder, &mut text).unwrap();
        assert_eq!(text, r#"{"code":400142,"info":"心跳超限, 实例仅支持每秒1次心跳"}"#);
    });
}

/// nginx decodes after Lua, in one server.
#[test]
fn a_coded_body_stays_even_where_nginx_decodes_it() {
    run(async {
        let upstream = upstream().await;
        let setup =
            Setup { upstream: upstream.address, configuration: CONFIGURATION, places: PLACES };
        let Some(nginx) = Nginx::start(setup).await else { return };
        let answer = get(&nginx, "/gunzip/coded", "Accept-Language: zh-CN\r\n").await;
        assert_eq!((answer.status, answer.header("content-encoding")), (400, None));
        assert_eq!(answer.text(), BODY);
    });
}

/// Its head has gone, and says nothing of its length.
#[test]
fn a_body_that_breaks_off_is_not_passed_for_a_whole_one() {
    run(async {
        let half = "HTTP/1.1 400 Bad\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"code\":400142";
        let steps = vec![Step::Send(half.into()), Step::Close];
        let upstream = Upstream::start(move |_| steps.clone()).await;
        let setup =
            Setup { upstream: upstream.address, configuration: CONFIGURATION, places: PLACES };
        let Some(nginx) = Nginx::start(setup).await else { return };
        for _ in 0..3 {
            let answer = nginx.get("/").await;
            assert_eq!((answer.end, answer.text()), (End::Cut, String::new()));
        }
    });
}

//! What clients get through a real Envoy.

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::{TcpListener, TcpStream};

use super::stand::{Stand, send};
use super::upstream::{self, ERROR, LOCALIZED, SUCCESS, WAVE, padded, padded_localized};

fn text(response: &Response<Bytes>) -> &str {
    std::str::from_utf8(response.body()).unwrap()
}

/// The headers of a response without those that Envoy adds to each.
fn headers(response: &Response<Bytes>) -> Vec<String> {
    let is_own = |name: &str| ["server", "date", "x-envoy-upstream-service-time"].contains(&name);
    let mut lines: Vec<String> = (response.headers().iter())
        .filter(|(name, _)| !is_own(name.as_str()))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    lines.sort();
    lines
}

#[tokio::test]
async fn errors_are_localized() {
    let (upstream, _) = upstream::start().await;
    let Some(stand) = Stand::patient(upstream, &[]).await else { return };
    let batch = |info: &str, error: &str| {
        format!(r#"{{"code":400000,"info":"{info}","responses":[{error},{error}]}}"#)
    };
    for (path, expected) in [
        ("/error", LOCALIZED.to_owned()),
        ("/batch", batch("请求错误", LOCALIZED)),
        ("/gzip", LOCALIZED.to_owned()),
        ("/chunked", LOCALIZED.to_owned()),
        // An error that is known by a header alone.
        ("/success-with-code", LOCALIZED.to_owned()),
        // The policy is asked.
        ("/html", ERROR.to_owned()),
    ] {
        let response = stand.get(path).await;
        let status = if path == "/success-with-code" { 200 } else { 400 };
        assert_eq!(response.status(), status, "{path}");
        assert_eq!(text(&response), expected, "{path}");
    }
    // The query goes before the header.
    let response = stand.get("/error?a=b&lang=en-US").await;
    assert_eq!(response.headers()["content-language"], "en-US");
    // Bytes that are not text are nobody's language.
    let request = Request::get("/error").header("accept-language", &b"zh-CN, \xFF"[..]).body(());
    let response = stand.send(request).await;
    assert_eq!(response.headers()["content-language"], "en-US");
    // A reader of nothing known gets the default.
    let response = stand.send(Request::get("/error").body(())).await;
    assert_eq!(response.headers()["content-language"], "en-US");
    assert_eq!(stand.counted("streams_failed").await, 0);
}

#[tokio::test]
async fn successes_are_localized_where_somebody_says_so() {
    let (upstream, _) = upstream::start().await;
    let arguments = ["--statuses", "200,400-599"];
    let Some(stand) = Stand::patient(upstream, &arguments).await else { return };
    let response = stand.get("/success").await;
    assert_eq!(text(&response), SUCCESS.replace("execute success", "执行成功"));
    assert_eq!(response.headers()["content-language"], "zh-CN");
    assert_eq!(text(&stand.get("/error").await), LOCALIZED);
}

#[tokio::test]
async fn successes_cost_nothing_and_stay() {
    let (upstream, _) = upstream::start().await;
    let Some(stand) = Stand::patient(upstream, &[]).await else { return };
    let direct = Request::get("/success").header("accept-language", "zh-CN").body(());
    let direct = send(upstream, direct).await.unwrap();
    let response = stand.get("/success").await;
    assert_eq!(text(&response), SUCCESS);
    assert_eq!(headers(&response), headers(&direct));
    assert_eq!(stand.counted("streams_started").await, 0);
    // Nobody else is asked to code what nobody could read.
    let request = Request::get("/accept-encoding").header("accept-encoding", "br, gzip").body(());
    assert_eq!(text(&stand.send(request).await), "false");
}

#[tokio::test]
async fn the_headers_say_what_is_sent() {
    let (upstream, _) = upstream::start().await;
    let Some(stand) = Stand::patient(upstream, &[]).await else { return };
    let length = format!("content-length: {}", LOCALIZED.len());
    assert_eq!(
        headers(&stand.get("/described").await),
        [
            "content-language: zh-CN",
            &length,
            "content-type: application/json",
            "vary: Origin, Cookie, accept-language",
        ],
    );
    assert_eq!(
        headers(&stand.get("/gzip").await),
        [
            "content-language: zh-CN",
            &length,
            "content-type: application/json",
            "vary: accept-language"
        ],
    );
    assert_eq!(
        headers(&stand.get("/chunked").await),
        [
            "content-language: zh-CN",
            "content-type: application/json",
            "transfer-encoding: chunked",
            "vary: accept-language"
        ],
    );
    let head = Request::head("/described").header("accept-language", "zh-CN").body(());
    let head = stand.send(head).await;
    assert_eq!(text(&head), "");
    assert_eq!(head.headers()["vary"], "Origin, Cookie, accept-language");
    for name in ["content-length", "content-language", "etag", "content-digest"] {
        assert!(!head.headers().contains_key(name), "{name}");
    }
    let request = Request::get("/error").header("cache-control", "no-transform").body(());
    assert_eq!(text(&stand.send(request).await), ERROR);
}

#[tokio::test]
async fn bodies_over_the_limit_pass() {
    let (upstream, _) = upstream::start().await;
    let Some(stand) = Stand::patient(upstream, &["--body-limit=1000"]).await else { return };
    let growth = LOCALIZED.len() - ERROR.len();
    for (size, is_localized) in
        [(1000 - growth, true), (1001 - growth, false), (1001, false), (10_000_000, false)]
    {
        for query in ["", "?chunked"] {
            let expected = if is_localized { padded_localized(size) } else { padded(size) };
            let response = stand.get(&format!("/padded/{size}{query}")).await;
            assert_eq!(response.status(), 400, "{size}{query}");
            assert!(*response.body() == expected, "{size}{query}");
        }
    }
    assert_eq!(stand.counted("streams_failed").await, 0);
}

/// One that does not fit is not always an error of Envoy: that depends on how it arrives.
#[tokio::test]
async fn a_body_of_the_limit_fits_into_the_printed_buffer() {
    let (upstream, _) = upstream::start().await;
    let growth = LOCALIZED.len() - ERROR.len();
    for limit in [1024 * 1024, 8_000_000] {
        let limited = format!("--body-limit={limit}");
        let Some(stand) = Stand::patient(upstream, &[&limited]).await else { return };
        for size in [limit - growth, limit] {
            let localized = padded_localized(size);
            let expected = if localized.len() == limit { localized } else { padded(size) };
            for query in ["", "?chunked"] {
                let response = stand.get(&format!("/padded/{size}{query}")).await;
                assert!(*response.body() == expected, "{size}{query}: {}", response.status());
            }
        }
    }
}

#[tokio::test]
async fn envoys_own_errors_are_localized() {
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let Some(stand) = Stand::patient(nobody, &[]).await else { return };
    let response = stand.get("/error").await;
    assert_eq!(response.status(), 503);
    assert_eq!(
        text(&response),
        r#"{"code":500000,"info":"执行异常: UpstreamRetryLimitExceeded,UpstreamConnectionFailure"}"#
    );
    // No route leads there. Of a request that is refused at once, Envoy tells no language.
    let request = Request::options("*").header("accept-language", "zh-CN").body(());
    let response = stand.send(request).await;
    assert_eq!(response.status(), 404);
    assert_eq!(text(&response), r#"{"code":400202,"info":"The resource was not found"}"#);
}

/// Envoy asks about all of them at once, before it can know of any limit.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wave_of_errors_is_localized() {
    let (upstream, _) = upstream::start().await;
    let Some(stand) = Stand::patient(upstream, &[]).await else { return };
    let stream = TokioIo::new(TcpStream::connect(stand.gateway).await.unwrap());
    let (sender, connection) = http2::handshake(TokioExecutor::new(), stream).await.unwrap();
    tokio::spawn(connection);
    let clients: Vec<_> = (0..WAVE)
        .map(|_| {
            let request = Request::get(format!("http://{}/wave", stand.gateway))
                .header("accept-language", "zh-CN")
                .body(Empty::<Bytes>::new());
            tokio::spawn(sender.clone().send_request(request.unwrap()))
        })
        .collect();
    for client in clients {
        let body = client.await.unwrap().unwrap().into_body().collect().await.unwrap();
        assert_eq!(body.to_bytes(), LOCALIZED);
    }
    assert_eq!(stand.counted("streams_failed").await, 0);
}

/// The policy of the processor is that of the configuration.
#[tokio::test]
async fn the_language_may_stand_in_a_header_of_ones_own() {
    let (upstream, _) = upstream::start().await;
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("codeword.toml");
    std::fs::write(&config, "[response]\nlanguages = [{ header = \"X-It's\" }]\n").unwrap();
    let config = format!("--config={}", config.display());
    let Some(stand) = Stand::patient(upstream, &[&config]).await else { return };
    let request = Request::get("/error?lang=en-US")
        .header("accept-language", "en-US")
        .header("x-it's", "zh-CN")
        .body(());
    let response = stand.send(request).await;
    assert_eq!(text(&response), LOCALIZED);
    assert_eq!(response.headers()["vary"], "x-it's");
}

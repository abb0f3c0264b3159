//! A real Envoy of another configuration than the printed one: without the matcher, without attributes, and
//! with each mode in which bodies can be sent.

use http::{Method, Request, StatusCode};

use super::stand::{Stand, send};
use super::upstream::{self, ERROR, LOCALIZED, SUCCESS, padded, padded_localized};

/// How an Envoy is configured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// Whether the matcher keeps successes away from the processor.
    has_matcher: bool,
    /// Whether the request comes as attributes, and else as its head.
    has_attributes: bool,
    pub(super) mode: &'static str,
    allows_override: bool,
}

const MODES: [&str; 5] =
    ["NONE", "BUFFERED", "BUFFERED_PARTIAL", "STREAMED", "FULL_DUPLEX_STREAMED"];

impl Setting {
    pub(super) fn all() -> Vec<Setting> {
        let mut all = Vec::new();
        for mode in MODES {
            for bits in 0..8 {
                all.push(Setting {
                    mode,
                    has_matcher: bits & 1 != 0,
                    has_attributes: bits & 2 != 0,
                    allows_override: bits & 4 != 0,
                });
            }
        }
        all
    }

    /// The printed configuration with a listener for each setting.
    pub(super) fn configuration(printed: &str, settings: &[Setting]) -> String {
        let start = printed.find("  - name: gateway\n").unwrap();
        let end = printed.find("\n  clusters:").unwrap();
        let listeners: String =
            settings.iter().map(|setting| setting.listener(&printed[start..end])).collect();
        format!("{}{listeners}{}", &printed[..end], &printed[end..])
    }

    pub(super) fn name(self) -> String {
        let Setting { mode, has_matcher, has_attributes, allows_override } = self;
        format!("{mode}-{has_matcher}-{has_attributes}-{allows_override}")
    }

    /// A listener with this setting, from the printed one.
    fn listener(self, printed: &str) -> String {
        let mut listener =
            printed.replacen("- name: gateway", &format!("- name: {}", self.name()), 1);
        let mut replace = |from: &str, to: &str| {
            assert!(listener.contains(from), "{from} in {listener}");
            listener = listener.replace(from, to);
        };
        // What an error of the processor costs is to be seen.
        replace("failure_mode_allow: true", "failure_mode_allow: false");
        replace("message_timeout: 0.2s", "message_timeout: 60s");
        let allowed = format!("allow_mode_override: {}", self.allows_override);
        replace("allow_mode_override: true", &allowed);
        replace("response_body_mode: NONE", &format!("response_body_mode: {}", self.mode));
        if self.mode == "FULL_DUPLEX_STREAMED" {
            replace("response_trailer_mode: SKIP", "response_trailer_mode: SEND");
        }
        if !self.has_attributes {
            replace("request_header_mode: SKIP", "request_header_mode: SEND");
            replace("response_attributes:", "response_attributes: [] #");
        }
        if self.has_matcher { listener } else { without_matcher(&listener) }
    }

    /// Whether an error is localized; `needs_head` says whether its head has to change with it.
    pub(super) fn localizes(self, needs_head: bool) -> bool {
        match self.mode {
            "NONE" => self.allows_override,
            // The head has gone before.
            "STREAMED" => !needs_head,
            _ => true,
        }
    }
}

/// The filter itself, in the place of the one that asks a matcher.
fn without_matcher(listener: &str) -> String {
    let (before, rest) = listener.split_once("          - name: codeword\n").unwrap();
    let (_, rest) = rest.split_once("              extension_config:\n").unwrap();
    let (filter, after) = rest.split_once("          - name: envoy.filters.http.router").unwrap();
    let filter: String = filter.lines().map(|line| format!("{}\n", &line[4..])).collect();
    let filter = filter.replacen("            name:", "          - name:", 1);
    format!("{before}{filter}          - name: envoy.filters.http.router{after}")
}

#[tokio::test]
async fn every_mode_localizes_or_leaves_what_the_upstream_sent() {
    let (upstream, _) = upstream::start().await;
    let settings = Setting::all();
    let edit = |printed: String| Setting::configuration(&printed, &settings);
    let Some(stand) = Stand::configured(upstream, &[], edit).await else { return };
    let large = padded(300_000);
    let too_large = padded(3_000_000);
    let large_localized = padded_localized(300_000);
    for setting in settings {
        let gateway = stand.listeners[&setting.name()];
        for (path, original, localized, needs_head) in [
            ("/error", ERROR, LOCALIZED, false),
            ("/chunked", ERROR, LOCALIZED, false),
            ("/described", ERROR, LOCALIZED, false),
            ("/gzip", ERROR, LOCALIZED, true),
            ("/padded/300000", &large, &large_localized, false),
            ("/padded/300000?chunked", &large, &large_localized, false),
        ] {
            let request = Request::get(path).header("accept-language", "zh-CN").body(());
            let response = send(gateway, request).await;
            let response = response.unwrap_or_else(|error| panic!("{setting:?} {path}: {error}"));
            let body = response.body();
            assert_eq!(response.status(), 400, "{setting:?} {path}: {body:?}");
            let header = |name: &str| response.headers().get(name).map(|it| it.to_str().unwrap());
            assert!(header("vary").unwrap().contains("accept-language"), "{setting:?} {path}");
            if setting.localizes(needs_head) {
                assert!(body == localized, "{setting:?} {path}: {:?}", response.headers());
                // A head that goes first can say it only where the body has come before it went.
                if setting.mode != "STREAMED" {
                    let language = header("content-language");
                    assert_eq!(language, Some("zh-CN"), "{setting:?} {path}");
                }
                assert_eq!(header("content-encoding"), None, "{setting:?} {path}");
                assert_eq!(header("etag"), None, "{setting:?} {path}");
            } else if path == "/gzip" {
                assert_eq!(header("content-encoding"), Some("gzip"), "{setting:?} {path}");
                assert!(*body == crate::gzip::gzip(original), "{setting:?} {path}");
            } else {
                assert!(body == original, "{setting:?} {path}: {:?}", response.headers());
                assert_eq!(header("content-language"), None, "{setting:?} {path}");
            }
        }

        for path in ["/padded/3000000", "/padded/3000000?chunked"] {
            // Envoy fills its buffer from the first byte on, and has no room for so many.
            if setting.mode == "BUFFERED" {
                continue;
            }
            let request = Request::get(path).header("accept-language", "zh-CN").body(());
            let response = send(gateway, request).await;
            let response = response.unwrap_or_else(|error| panic!("{setting:?} {path}: {error}"));
            assert_eq!(response.status(), 400, "{setting:?} {path}");
            assert!(*response.body() == too_large, "{setting:?} {path}");
        }
        for (method, path, status, body) in [
            (Method::GET, "/success", StatusCode::OK, SUCCESS),
            (Method::GET, "/no-content", StatusCode::NO_CONTENT, ""),
            (Method::GET, "/html", StatusCode::BAD_REQUEST, ERROR),
            (Method::HEAD, "/described", StatusCode::BAD_REQUEST, ""),
            (Method::HEAD, "/success", StatusCode::OK, ""),
        ] {
            let request = Request::builder().method(&method).uri(path);
            let request = request.header("accept-language", "zh-CN").body(());
            let response = send(gateway, request).await;
            let response =
                response.unwrap_or_else(|error| panic!("{setting:?} {method} {path}: {error}"));
            assert_eq!(response.status(), status, "{setting:?} {method} {path}");
            assert_eq!(response.body(), body, "{setting:?} {method} {path}");
            let is_kept = path == "/success";
            assert_eq!(response.headers().contains_key("etag"), is_kept, "{setting:?} {path}");
        }
    }
    for name in ["streams_failed", "spurious_msgs_received", "message_timeouts"] {
        assert_eq!(stand.counted(name).await, 0, "{name}");
    }
}

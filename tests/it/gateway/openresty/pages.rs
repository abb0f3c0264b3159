//! The errors of nginx's own: in the reader's language by the filters alone, and by `error_page` and one function.

use super::super::upstream::Step::Stall;
use super::super::upstream::Upstream;
use super::super::wire::ask;
use super::nginx::{Nginx, Setup};
use crate::proxy::run;

const CONFIGURATION: &str = r#"
[response]
status-codes = { 404 = 404001, 413 = 400000, 502 = 500001, 504 = 500002 }
pages = "json"
"#;

const PLACES: &str = r#"
    location = /filters/404 { return 404; }
    location = /filters/403 { return 403; }
    location = /filters/502 { proxy_pass http://127.0.0.1:1; }
    location /page/ {
        header_filter_by_lua_block { return }
        body_filter_by_lua_block { return }
        error_page 403 404 413 502 504 /codeword;
        location = /page/403 { return 403; }
        location = /page/404 { return 404; }
        location = /page/413 { client_max_body_size 1; proxy_pass http://server; }
        location = /page/502 { proxy_pass http://127.0.0.1:1; }
        location = /page/504 { proxy_pass http://server; proxy_read_timeout 100ms; }
    }
    location /both/ {
        error_page 404 /codeword;
        location = /both/404 { return 404; }
    }
    location = /codeword {
        internal;
        content_by_lua_block { codeword:page() }
    }
"#;

#[test]
fn the_errors_of_nginx_itself_become_json_in_the_readers_language() {
    run(async {
        let upstream = Upstream::start(|_| vec![Stall]).await;
        let setup =
            Setup { upstream: upstream.address, configuration: CONFIGURATION, places: PLACES };
        let Some(nginx) = Nginx::start(setup).await else { return };
        let catalog = codeword::Catalog::embedded();
        for (path, status, code) in [
            ("/filters/404", 404, 404001),
            ("/filters/502", 502, 500001),
            ("/page/404", 404, 404001),
            ("/page/413", 413, 400000),
            ("/page/502", 502, 500001),
            ("/page/504", 504, 500002),
            ("/both/404", 404, 404001),
        ] {
            for language in ["zh-CN", "en-US"] {
                let head = format!(
                    "POST {path}?a=1 HTTP/1.1\r\nHost: gateway\r\nAccept-Language: {language}\r\n"
                );
                let answer =
                    ask(nginx.address, format!("{head}Content-Length: 2\r\n\r\n{{}}")).await;
                let message = catalog.message(code, language).unwrap();
                let expected = format!(r#"{{"code":{code},"info":"{}"}}"#, message.text());
                assert_eq!((answer.status, answer.text()), (status, expected.clone()), "{path}");
                assert_eq!(answer.header("content-language"), Some(language), "{path}");
                assert_eq!(answer.header("content-type"), Some("application/json"), "{path}");
                assert_eq!(answer.header("content-length"), Some(&*expected.len().to_string()));
                assert_eq!(answer.all("vary").collect::<Vec<_>>(), ["accept-language, accept"]);
            }
        }
        // Who prefers a page gets nginx's own, and so does a status without a code.
        for (path, status, accept) in [
            ("/filters/403", 403, "*/*"),
            ("/page/403", 403, "*/*"),
            ("/filters/404", 404, "text/html,*/*;q=0.8"),
            ("/page/404", 404, "text/html,*/*;q=0.8"),
        ] {
            let request =
                format!("GET {path} HTTP/1.1\r\nHost: gateway\r\nAccept: {accept}\r\n\r\n");
            let answer = ask(nginx.address, request).await;
            assert_eq!((answer.status, answer.header("content-type")), (status, Some("text/html")));
            assert!(answer.text().contains("<center>nginx"), "{}", answer.text());
            let varies = answer.header("vary").is_some();
            assert_eq!(varies, status == 404, "{path}");
        }
        // The head is as that for GET.
        let request = "HEAD /page/404?lang=zh-CN HTTP/1.1\r\nHost: gateway\r\n\r\n";
        let answer = ask(nginx.address, request).await;
        let length = format!(
            r#"{{"code":404001,"info":"{}"}}"#,
            catalog.message(404001, "zh-CN").unwrap().text()
        )
        .len();
        assert_eq!(answer.header("content-length"), Some(&*length.to_string()));
        assert_eq!((answer.status, answer.header("content-language")), (404, Some("zh-CN")));
    });
}

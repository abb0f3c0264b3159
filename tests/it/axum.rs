//! An axum service: who reads, and what a returned code or problem becomes.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use codeword::response::layer::LocalizeLayer;
use codeword::response::{LanguageSource, Localizer, Outcome, Policy};
use codeword::{Catalog, Reader, Source};
use tower::ServiceExt;

fn catalog() -> Catalog {
    let files = [
        (
            "en-US/errors.ftl",
            "code-404001 = There is no order { $id }: look again
code-409002 = { $left ->
    [one] One item is left
   *[other] { $left } items are left
 }
    .title = Too few
code-x = Only English",
        ),
        (
            "de-DE/errors.ftl",
            "code-404001 = Die Bestellung { $id } gibt es nicht: sehen Sie nach
code-409002 = { $left ->
    [one] Noch ein Stück
   *[other] Noch { $left } Stück
 }
    .title = Zu wenig",
        ),
        ("fr-FR/errors.ftl", "code-x = En français aussi"),
    ];
    Catalog::builder().source(Source::files(files)).default_locale("en-US").build().unwrap()
}

fn layer() -> LocalizeLayer {
    LocalizeLayer::new(Localizer::new(catalog(), Policy::default()))
}

/// The head and the body of the answer to one request.
async fn ask(app: Router, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let (parts, body) = app.oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, 10_000).await.unwrap();
    (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
}

fn german(path: &str) -> Request<Body> {
    let request = Request::get(path).header("accept-language", "de, fr;q=0.5");
    request.body(Body::empty()).unwrap()
}

/// A handler that answers with this.
fn answering(
    answer: impl Fn() -> Response + Clone + Send + Sync + 'static,
) -> axum::routing::MethodRouter {
    get(async move || answer())
}

#[tokio::test]
async fn a_code_becomes_a_problem_in_the_language_of_its_reader() {
    let order = || catalog().coded(404001).with("id", "7-A");
    let stock = || catalog().coded(409002).with("left", 1);
    type Answer = Box<dyn Fn() -> Response + Send>;
    let table: [(Answer, u16, &str, &str); 5] = [
        (
            Box::new(move || order().into_response()),
            404,
            "de-DE",
            r#"{"type":"about:blank","title":"Die Bestellung 7-A gibt es nicht: sehen Sie nach","status":404,"code":404001}"#,
        ),
        (
            Box::new(move || (StatusCode::GONE, order()).into_response()),
            410,
            "de-DE",
            r#"{"type":"about:blank","title":"Die Bestellung 7-A gibt es nicht: sehen Sie nach","status":410,"code":404001}"#,
        ),
        (
            Box::new(move || stock().into_response()),
            409,
            "de-DE",
            r#"{"type":"about:blank","title":"Zu wenig","status":409,"detail":"Noch ein Stück","code":409002}"#,
        ),
        // A name has no status of its own.
        (
            Box::new(|| catalog().coded(codeword::Code::from_static("x")).into_response()),
            500,
            "fr-FR",
            r#"{"type":"about:blank","title":"En français aussi","status":500,"code":"x"}"#,
        ),
        // The layer's catalog lacks the code, and the code's own has it.
        (
            Box::new(|| Catalog::embedded().coded(401004).into_response()),
            401,
            "en-US",
            r#"{"type":"about:blank","title":"The token does not exist","status":401,"code":401004}"#,
        ),
    ];
    for (answer, status, language, expected) in table {
        let answer = Arc::new(Mutex::new(answer));
        let handler = answering(move || answer.lock().unwrap()());
        let app = Router::new().route("/", handler).layer(layer()).layer(layer());
        let (found, headers, body) = ask(app, german("/")).await;
        assert_eq!((found.as_u16(), &*body), (status, expected));
        assert_eq!(headers["content-type"], "application/problem+json");
        assert_eq!(headers["content-language"], language);
        assert_eq!(headers["vary"], "accept-language");
    }
}

#[tokio::test]
async fn without_a_layer_a_code_is_in_the_default_language() {
    for (coded, language, expected) in [
        (
            catalog().coded(404001).with("id", 7),
            Some("en-US"),
            r#"{"type":"about:blank","title":"There is no order 7: look again","status":404,"code":404001}"#,
        ),
        // Nobody reads `{$id}`.
        (catalog().coded(404001), None, r#"{"code":404001,"status":404,"title":"Not Found"}"#),
        (
            catalog().coded(429999),
            None,
            r#"{"code":429999,"status":429,"title":"Too Many Requests"}"#,
        ),
    ] {
        for layered in [false, true] {
            // What the layer cannot say, it leaves.
            if layered && language.is_some() {
                continue;
            }
            let coded = coded.clone();
            let app = Router::new().route("/", answering(move || coded.clone().into_response()));
            let app = if layered { app.layer(layer()) } else { app };
            let (_, headers, body) = ask(app, german("/")).await;
            assert_eq!(body, expected);
            let found = headers.get("content-language").map(|value| value.to_str().unwrap());
            assert_eq!(found, language);
        }
    }
}

#[tokio::test]
async fn a_problem_is_not_localized_twice() {
    let order = async |reader: Reader| {
        let coded = catalog().coded(404001).with("id", 7);
        let catalog = catalog();
        let problem = catalog.say(&coded, &reader).unwrap().problem();
        problem.with_status(410).with_extension("instance", "/orders/7").into_response()
    };
    let app = Router::new().route("/", get(order)).layer(layer());
    let response = app.clone().oneshot(german("/")).await.unwrap();
    assert_eq!(response.extensions().get(), Some(&Outcome::Localized));
    let (status, headers, body) = ask(app, german("/")).await;
    assert_eq!(status, StatusCode::GONE);
    assert_eq!(
        body,
        r#"{"type":"about:blank","title":"Die Bestellung 7 gibt es nicht: sehen Sie nach","status":410,"code":404001,"instance":"/orders/7"}"#
    );
    assert_eq!(headers["content-language"], "de-DE");
    assert_eq!(headers["vary"], "accept-language");
}

#[tokio::test]
async fn the_policy_says_where_a_reader_names_their_languages() {
    let sources = [
        LanguageSource::query("lang"),
        LanguageSource::cookie("lang"),
        LanguageSource::ACCEPT_LANGUAGE,
    ];
    let policy = Policy::default().languages(sources).unwrap();
    let list = async |reader: Reader| reader.list().to_owned();
    let refused = async || catalog().coded(codeword::Code::from_static("x"));
    let app = Router::new().route("/", get(list)).route("/refused", get(refused));
    let app = app.layer(LocalizeLayer::new(Localizer::new(catalog(), policy)));
    for (target, cookies, expected) in [
        ("/", &[][..], "de, fr;q=0.5"),
        ("/?lang=it", &["a=b; lang=ja"], "it, ja, de, fr;q=0.5"),
        // HTTP/2 splits cookies into lines.
        ("/", &["a=b", "lang=fr"], "fr, de, fr;q=0.5"),
    ] {
        let mut request = german(target);
        for cookie in cookies {
            request.headers_mut().append("cookie", cookie.parse().unwrap());
        }
        assert_eq!(ask(app.clone(), request).await.2, expected);
    }
    let (_, headers, _) = ask(app, german("/refused")).await;
    assert_eq!(headers["vary"], "cookie, accept-language");
}

#[tokio::test]
async fn whoever_asks_for_the_reader_answers_for_their_languages_only() {
    let sources = [LanguageSource::cookie("lang"), LanguageSource::ACCEPT_LANGUAGE];
    let policy = Policy::default().languages(sources).unwrap();
    let languages = "cookie, accept-language";
    let app = Router::new()
        .route("/text", get(async |_: Reader| "Hallo"))
        .route("/own", get(async |_: Reader| ([("vary", "Origin, Accept-Language")], "Hallo")))
        .route("/any", get(async |_: Reader| ([("vary", "*")], "Hallo")))
        .route("/unchanged", get(async |_: Reader| StatusCode::NOT_MODIFIED))
        .route("/refused", get(async |_: Reader| catalog().coded(404001).with("id", 7)))
        .route("/broken", get(async |_: Reader| (StatusCode::BAD_GATEWAY, "<html>")))
        .route("/same-for-all", get(async || "Hello"));
    // A middleware inside of the layer asks as well as a handler does.
    let asks = async |_: Reader, request, next: axum::middleware::Next| next.run(request).await;
    let inside = Router::new().route("/inside", get(async || "Hello"));
    let app = app.merge(inside.layer(axum::middleware::from_fn(asks)));
    let localizer = Localizer::new(catalog(), policy);
    let app = app.layer(LocalizeLayer::new(localizer)).layer(layer());
    for (path, expected) in [
        ("/text", Some(languages)),
        ("/own", Some("Origin, Accept-Language, cookie")),
        ("/any", Some("*")),
        ("/unchanged", Some(languages)),
        ("/refused", Some(languages)),
        ("/broken", Some(languages)),
        ("/inside", Some(languages)),
        ("/same-for-all", None),
    ] {
        for method in ["GET", "HEAD"] {
            let mut request = german(path);
            *request.method_mut() = method.parse().unwrap();
            let (_, headers, _) = ask(app.clone(), request).await;
            let vary = headers.get("vary").map(|value| value.to_str().unwrap());
            assert_eq!(vary, expected, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_reader_without_a_layer_is_a_mistake_of_the_program() {
    let app = Router::new().route("/", get(async |_: Reader| "never"));
    let (status, _, body) = ask(app, german("/")).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(body.contains("LocalizeLayer::new"), "{body}");
}

#[tokio::test]
async fn the_head_of_a_problem_is_that_of_its_get() {
    let app = Router::new()
        .route("/", answering(|| catalog().coded(409002).with("left", 2).into_response()));
    let app = app.layer(layer());
    let mut request = german("/");
    *request.method_mut() = axum::http::Method::HEAD;
    let (status, head, body) = ask(app.clone(), request).await;
    let (_, get, _) = ask(app, german("/")).await;
    assert_eq!((status, &*body), (StatusCode::CONFLICT, ""));
    for name in ["content-type", "content-language", "vary"] {
        assert_eq!(head[name], get[name], "{name}");
    }
}

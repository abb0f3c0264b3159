//! [`Answers`]: what is answered to a request.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::content::{Content, State};
use super::events::Events;
use super::guard::{Guard, Refused};
use crate::catalog::lock;
use crate::response::{Localizer, MediaType, sample};
use crate::workbench::preview::{self, PageTexts, Question, Reader, Wanted};
use crate::{Error, canonical_tag};

/// A body that is sent as a whole, or as the files change.
type Body = UnsyncBoxBody<Bytes, std::convert::Infallible>;

/// What requests are answered from.
pub(super) struct Answers {
    content: Arc<Content>,
    guard: Guard,
    is_editable: bool,
}

/// The most that a page may send, in bytes.
const BODY_LIMIT: usize = 1 << 20;

/// What holds for the page and for every answer: it loads nothing but its own files, runs no script but these, and
/// is shown in no frame of another page.
const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("cache-control", "no-store"),
];

impl Answers {
    pub(super) fn new(content: Arc<Content>, guard: Guard, is_editable: bool) -> Answers {
        Answers { content, guard, is_editable }
    }

    /// The answer to a request.
    pub(super) async fn answer(self: Arc<Answers>, request: Request<Incoming>) -> Response<Body> {
        let mut response = match self.route(request).await {
            Ok(response) => response,
            Err((status, text)) => plain(status, text),
        };
        for (name, value) in HEADERS {
            let name = HeaderName::from_static(name);
            response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
        }
        response
    }

    async fn route(
        self: Arc<Answers>,
        request: Request<Incoming>,
    ) -> Result<Response<Body>, Refused> {
        let (head, body) = request.into_parts();
        self.guard.check_origin(&own_host(&head.headers, &head.uri))?;
        self.guard.check_post(&head.method, &head.headers)?;
        let is_read = matches!(head.method, Method::GET | Method::HEAD);
        let path = head.uri.path();
        if let Some(asset) = preview::asset(path) {
            return if is_read {
                Ok(of(asset.media_type, asset.text))
            } else {
                Ok(not_allowed("GET, HEAD"))
            };
        }
        if path == "/words" && is_read {
            return json(&PageTexts::of(&preference(&head.uri, &head.headers)));
        }
        if !matches!(path, "/overview" | "/events" | "/read" | "/save" | "/words") {
            return Err((StatusCode::NOT_FOUND, "there is no such page\n"));
        }
        self.guard.check_token(&head.headers)?;
        match (path, &head.method) {
            ("/overview", &Method::GET) => {
                let locale = query(&head.uri, "locale").and_then(|tag| canonical_tag(&tag));
                let overview = move || self.content.overview(locale, self.is_editable);
                Ok(of(JSON, blocking(overview).await?.map_err(|_| BROKEN)?))
            }
            ("/events", &Method::GET) => {
                let events = Events::of(self.content.newest());
                Ok(typed("text/event-stream", events.boxed_unsync()))
            }
            ("/read", &Method::POST) => {
                let question: Question = read(body).await?;
                let state = self.content.state();
                json(&blocking(move || answer_reader(&state, &question)).await?)
            }
            ("/save", &Method::POST) if self.is_editable => {
                let wanted: Wanted = read(body).await?;
                blocking(move || self.save(&wanted)).await?
            }
            ("/save", &Method::POST) => {
                Err((StatusCode::FORBIDDEN, "texts are not changed here: start it with --edit\n"))
            }
            ("/read" | "/save", _) => Ok(not_allowed("POST")),
            _ => Ok(not_allowed("GET")),
        }
    }

    fn save(&self, wanted: &Wanted) -> Result<Response<Body>, Refused> {
        let saved = {
            let _one_after_the_other = lock(&self.content.saving);
            self.content.read().and_then(|project| preview::save(project, wanted))
        };
        self.content.look();
        match saved {
            Ok(saved) => json(&saved),
            Err(error) => failed(&error),
        }
    }
}

/// A message as its reader gets it, and a body with it before and after.
fn answer_reader(state: &State, question: &Question) -> serde_json::Value {
    let State { project, catalogs, localizer, .. } = state;
    let reader = Reader::of(question, project, catalogs);
    let body = match localizer {
        Ok(localizer) => localized(localizer, question, state),
        // What is wrong with the policy is in the overview.
        Err(_) => Some(json!({})),
    };
    json!({ "reader": reader, "body": body })
}

/// The body that was typed, or one that an upstream may send with the values that were, and what a gateway makes of it
/// for a reader who sends the header.
fn localized(
    localizer: &Localizer,
    question: &Question,
    state: &State,
) -> Option<serde_json::Value> {
    let before = question.body.clone().or_else(|| {
        let (code, (args, _)) = (question.code.as_code(), question.args());
        let source = state.project.source_locale();
        let text = state.catalogs.files.format(code, source, &args);
        let text = text.map(|message| message.text().to_owned()).unwrap_or_default();
        sample(localizer.policy(), code, &args, &text)
    })?;
    let header =
        |name: &str| (name == "accept-language").then_some(Cow::Borrowed(&*question.header));
    let preference = localizer.preference(None, header);
    let localized = localizer.localize(before.clone().into(), MediaType::Json, &preference);
    let outcome = localized.outcome().to_string();
    let after = String::from_utf8_lossy(&localized.into_body()).into_owned();
    Some(json!({ "before": before, "after": after, "outcome": outcome }))
}

const JSON: &str = "application/json";

/// A bug of ours: what is answered can always be written as JSON.
const BROKEN: Refused = (StatusCode::INTERNAL_SERVER_ERROR, "the answer cannot be written\n");

/// Does what takes its time on a thread that nobody waits for.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Refused> {
    tokio::task::spawn_blocking(work).await.map_err(|_| BROKEN)
}

/// Reads what a page sends.
async fn read<T: DeserializeOwned>(body: Incoming) -> Result<T, Refused> {
    let body = Limited::new(body, BODY_LIMIT).collect().await;
    let body = body.map_err(|_| (StatusCode::PAYLOAD_TOO_LARGE, "send less than a megabyte\n"))?;
    serde_json::from_slice(&body.to_bytes())
        .map_err(|_| (StatusCode::BAD_REQUEST, "this is not what the page sends\n"))
}

/// The headers of a request with its host among them, which HTTP/2 has elsewhere (RFC 9113 §8.3.1).
fn own_host(headers: &HeaderMap, uri: &http::Uri) -> HeaderMap {
    let mut headers = headers.clone();
    if let Some(authority) = uri.authority()
        && let Ok(host) = HeaderValue::from_str(authority.as_str())
    {
        headers.insert(http::header::HOST, host);
    }
    headers
}

/// The language of the page: the one that was chosen, else that of the browser.
fn preference(uri: &http::Uri, headers: &HeaderMap) -> String {
    let header = headers.get(http::header::ACCEPT_LANGUAGE);
    let header = || header.and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
    query(uri, "language").filter(|tag| !tag.is_empty()).unwrap_or_else(header)
}

fn query(uri: &http::Uri, name: &str) -> Option<String> {
    let query = uri.query().unwrap_or_default();
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

fn json(value: &impl serde::Serialize) -> Result<Response<Body>, Refused> {
    Ok(of(JSON, serde_json::to_vec(value).map_err(|_| BROKEN)?))
}

/// That a file could not be read or written, which is the user's to mend.
fn failed(error: &Error) -> Result<Response<Body>, Refused> {
    let mut response = json(&json!({ "outcome": "failed", "text": error.to_string() }))?;
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    Ok(response)
}

fn of(media_type: &'static str, body: impl Into<Bytes>) -> Response<Body> {
    typed(media_type, Full::new(body.into()).boxed_unsync())
}

fn typed(media_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = of("text/plain; charset=utf-8", text);
    *response.status_mut() = status;
    response
}

/// RFC 9110 §15.5.6.
fn not_allowed(methods: &'static str) -> Response<Body> {
    let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "ask otherwise\n");
    response.headers_mut().insert(ALLOW, HeaderValue::from_static(methods));
    response
}

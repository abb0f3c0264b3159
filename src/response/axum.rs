//! For handlers of axum: a [`Reader`] as an extractor, and [`Coded`] and [`Problem`] as responses.
//!
//! A handler returns a code with its arguments as its error, and the [layer](super::layer) says it to the reader:
//!
//! ```
//! use axum::Router;
//! use axum::http::{StatusCode, header};
//! use axum::routing::get;
//! use codeword::response::layer::LocalizeLayer;
//! use codeword::response::{Localizer, Policy};
//! use codeword::{Catalog, Coded, Reader, Source};
//! # use axum::body::{Body, to_bytes};
//! # use axum::http::Request;
//! # use tower::ServiceExt;
//!
//! # let runtime = tokio::runtime::Builder::new_current_thread().build()?;
//! let catalog = Catalog::builder()
//!     .source(Source::files([
//!         ("en-US/errors.ftl", "code-404001 = There is no order { $id }\ncode-greeting = Hello"),
//!         ("de-DE/errors.ftl", "code-404001 = Die Bestellung { $id } gibt es nicht\ncode-greeting = Hallo"),
//!     ]))
//!     .default_locale("en-US")
//!     .build()?;
//!
//! let orders = catalog.clone();
//! let order = async move || -> Result<(), Coded> { Err(orders.coded(404001).with("id", 7)) };
//!
//! // With another status: `Err((StatusCode::GONE, orders.coded(404001).with("id", 7)))`.
//!
//! // A handler that writes texts itself asks who will read them, and says in which language they are.
//! let texts = catalog.clone();
//! let greeting = async move |reader: Reader| {
//!     let message = texts.message("greeting", &reader).ok_or(StatusCode::NOT_FOUND)?;
//!     let language = [(header::CONTENT_LANGUAGE, message.locale().to_string())];
//!     Ok::<_, StatusCode>((language, message.to_string()))
//! };
//!
//! let localizer = Localizer::new(catalog, Policy::default());
//! let app = Router::new()
//!     .route("/order", get(order))
//!     .route("/greeting", get(greeting))
//!     .layer(LocalizeLayer::new(localizer));
//!
//! # runtime.block_on(async {
//! # let get = async |path: &str| {
//! #     let request = Request::get(path).header("accept-language", "de").body(Body::empty()).unwrap();
//! #     app.clone().oneshot(request).await.unwrap()
//! # };
//! let response = get("/order").await;
//! assert_eq!(response.status(), StatusCode::NOT_FOUND);
//! assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
//! assert_eq!(response.headers()[header::CONTENT_LANGUAGE], "de-DE");
//! assert_eq!(response.headers()[header::VARY], "accept-language");
//! assert_eq!(
//!     to_bytes(response.into_body(), 1000).await?,
//!     r#"{"type":"about:blank","title":"Die Bestellung 7 gibt es nicht","status":404,"code":404001}"#,
//! );
//!
//! let response = get("/greeting").await;
//! assert_eq!(response.headers()[header::CONTENT_LANGUAGE], "de-DE");
//! assert_eq!(response.headers()[header::VARY], "accept-language");
//! assert_eq!(to_bytes(response.into_body(), 1000).await?, "Hallo");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What the layer finds in the reader's language already, it leaves as it is, and adds `Vary`. It adds it to every
//! response of a handler that asked for the `Reader`, too, so that no cache gives that to readers of other languages.
//! Which language a text of the handler's own is in, as that greeting, only the handler knows.

use std::fmt;

use axum_core::extract::FromRequestParts;
use axum_core::response::{IntoResponse, Response};
use http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::json;

use super::semantics::{Asked, Requester};
use super::{MediaType, Outcome};
use crate::{Coded, Problem, Reader};

/// The reader of a request, by the language sources of the layer's policy, in their order: for `catalog.message(code,
/// &reader)`. The response gets the `Vary` of these sources.
///
/// # Errors
///
/// [`NoLayer`] if there is no [`LocalizeLayer`](super::layer::LocalizeLayer) around the handler.
impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = NoLayer;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Reader, NoLayer> {
        let localizer = parts.extensions.get::<Asked>().ok_or(NoLayer)?.ask();
        let Parts { method, uri, headers, .. } = parts;
        let requester = Requester::of(method, uri.query(), headers, localizer);
        Ok(localizer.catalog().reader(&*requester.preference))
    }
}

/// There is no layer that knows the reader of a request: a 500, since it is a mistake of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoLayer;

impl fmt::Display for NoLayer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(
            "a handler asks for codeword's Reader, and no LocalizeLayer is around it: add \
             `.layer(LocalizeLayer::new(localizer))` to its router",
        )
    }
}

impl std::error::Error for NoLayer {}

impl IntoResponse for NoLayer {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, self.to_string()).into_response()
    }
}

/// A response with the problem's status, or 500 if it has none that a response can have, and its language.
///
/// Its reader is whoever the message was looked up for: a layer around it adds `Vary`, and leaves the texts alone.
impl IntoResponse for Problem<'_> {
    fn into_response(self) -> Response {
        let status = status(self.status());
        let problem = self.with_status(status.as_u16());
        let mut response = problem_response(status, &problem);
        if let Ok(language) = HeaderValue::try_from(problem.locale().to_string()) {
            response.headers_mut().insert(CONTENT_LANGUAGE, language);
        }
        response.extensions_mut().insert(Outcome::Localized);
        response
    }
}

/// A problem with the status of the code, or 500 if it has none; `(StatusCode, Coded)` has another.
///
/// A [`LocalizeLayer`](super::layer::LocalizeLayer) around the handler says it to the reader. Without one, it is in
/// the default language of the catalog that the code comes with. Where that has no message for it, or the message
/// lacks an argument, the title is that of the status.
impl IntoResponse for Coded {
    fn into_response(self) -> Response {
        let status = status(self.http_status());
        let mut response = match self.message("*").filter(|message| message.is_complete()) {
            Some(message) => {
                let mut response = message.problem().with_status(status.as_u16()).into_response();
                response.extensions_mut().remove::<Outcome>();
                response
            }
            None => {
                let title = status.canonical_reason().unwrap_or("Error");
                let (status_number, code) = (status.as_u16(), self.code());
                let body = json!({ "title": title, "status": status_number, "code": code });
                problem_response(status, &body)
            }
        };
        response.extensions_mut().insert(self);
        response
    }
}

/// The status of a response, which is a final one (RFC 9110 §15).
fn status(number: Option<u16>) -> StatusCode {
    let status = number.and_then(|number| StatusCode::from_u16(number).ok());
    let is_final = |status: &StatusCode| !status.is_informational();
    status.filter(is_final).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn problem_response(status: StatusCode, problem: &impl Serialize) -> Response {
    let media_type = HeaderValue::from_static(MediaType::Problem.name());
    match serde_json::to_vec(problem) {
        Ok(body) => (status, [(CONTENT_TYPE, media_type)], body).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

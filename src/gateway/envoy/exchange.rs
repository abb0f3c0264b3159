//! [`Exchange`]: one response on its way through Envoy, from its head to its body.

use std::collections::BTreeMap;

use http::StatusCode;
use http::header::{CONTENT_LENGTH, HeaderMap};
use http::response::Parts;
use tonic::Status;

use super::messages::proto::body_mutation::Mutation;
use super::messages::proto::processing_mode::BodySendMode;
use super::messages::proto::processing_request::Request;
use super::messages::proto::processing_response::Response;
use super::messages::proto::{
    BodyMutation, BodyResponse, CommonResponse, HeaderMutation, HeadersResponse, HttpBody,
    HttpHeaders, ProcessingMode, ProcessingRequest, ProcessingResponse, Struct, TrailersResponse,
};
use super::messages::{self, Attributes};
use crate::response::semantics::{Admission, Content, Reader};
use crate::response::{Exemption, Localization, Localizer, Outcome};

/// One response on its way through Envoy.
pub(super) struct Exchange {
    localizer: Localizer,
    attributes: Attributes,
    body_limit: usize,
    /// That of the response, once its head has come.
    status: Option<StatusCode>,
    held: Option<Held>,
}

/// A response that waits for its body.
struct Held {
    parts: Parts,
    content: Content,
    reader: Reader,
    mode: BodySendMode,
}

/// The answer to Envoy.
#[derive(Debug)]
pub(super) enum Answer {
    /// This, and the exchange goes on.
    More(ProcessingResponse),
    /// This or nothing, and the exchange has ended: Envoy goes on alone.
    Last(Option<ProcessingResponse>, Outcome),
}

impl Exchange {
    pub(super) fn new(localizer: Localizer, attributes: Attributes, body_limit: usize) -> Exchange {
        Exchange { localizer, attributes, body_limit, status: None, held: None }
    }

    pub(super) fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Answers a message of Envoy. The answer to one that was not asked for is that nothing changes.
    pub(super) fn answer(&mut self, message: ProcessingRequest) -> Result<Answer, Status> {
        let attributes = message.attributes;
        let answer = match message.request {
            Some(Request::ResponseHeaders(head)) => return self.head(head, &attributes),
            Some(Request::ResponseBody(body)) => return self.body(&body),
            Some(Request::RequestHeaders(_)) => {
                Response::RequestHeaders(HeadersResponse::default())
            }
            Some(Request::RequestBody(_)) => Response::RequestBody(BodyResponse::default()),
            Some(Request::RequestTrailers(_)) => Response::RequestTrailers(TrailersResponse {}),
            Some(Request::ResponseTrailers(_)) => Response::ResponseTrailers(TrailersResponse {}),
            None => return Err(Status::unimplemented("this message is not known here")),
        };
        Ok(Answer::More(ProcessingResponse { response: Some(answer), mode_override: None }))
    }

    fn head(
        &mut self,
        message: HttpHeaders,
        attributes: &BTreeMap<String, Struct>,
    ) -> Result<Answer, Status> {
        let mut parts = messages::parts(message.headers.unwrap_or_default())
            .ok_or_else(|| Status::invalid_argument("the response has no status"))?;
        self.status = Some(parts.status);
        // Of a response that ends with its head, only one to a HEAD says that it has a content.
        let is_empty = parts.headers.get(CONTENT_LENGTH).is_some_and(|length| length == "0");
        let is_head = message.end_of_stream && !is_empty;
        let reader = self.attributes.reader(attributes, is_head, &self.localizer)?;
        let original = parts.headers.clone();
        let has_length = original.contains_key(CONTENT_LENGTH);
        let policy = self.localizer.policy();
        let admission = Admission::of(&mut parts, has_length, &reader, policy, |_| true);
        let mutation = messages::mutation(&original, &parts.headers);
        let admitted = match admission {
            Admission::Granted(_) if message.end_of_stream => Err(Exemption::NoContent),
            Admission::Granted(content) => {
                self.mode(&parts.headers).map(|mode| Held { parts, content, reader, mode })
            }
            Admission::Head => Err(Exemption::NoContent),
            Admission::Refused(exemption) => Err(exemption),
        };
        match admitted {
            Ok(held) => {
                let answer = head_answer(mutation, Some(held.mode));
                self.held = Some(held);
                Ok(Answer::More(answer))
            }
            Err(exemption) => {
                let answer = mutation.map(|mutation| head_answer(Some(mutation), None));
                Ok(Answer::Last(answer, self.localizer.exempt(exemption)))
            }
        }
    }

    /// How Envoy is to send the body.
    ///
    /// If the size of a body is known, Envoy holds back the head until the body is there, so that the size
    /// can change. A body of unknown size may not fit into Envoy's buffer, which would then be an error.
    fn mode(&self, headers: &HeaderMap) -> Result<BodySendMode, Exemption> {
        let Some(length) = headers.get(CONTENT_LENGTH) else {
            return Ok(BodySendMode::BufferedPartial);
        };
        let length = length.to_str().ok().and_then(|length| length.parse::<usize>().ok());
        match length {
            Some(length) if length <= self.body_limit => Ok(BodySendMode::Buffered),
            _ => Err(Exemption::TooLarge),
        }
    }

    fn body(&mut self, message: &HttpBody) -> Result<Answer, Status> {
        let Some(Held { mut parts, content, reader, mode }) = self.held.take() else {
            return Err(Status::invalid_argument("a body came that was not asked for"));
        };
        // A whole body is not the end of the stream if trailers follow it.
        let is_cut = mode == BodySendMode::BufferedPartial && !message.end_of_stream;
        if is_cut || message.body.len() > self.body_limit {
            return Ok(Answer::Last(None, self.localizer.exempt(Exemption::TooLarge)));
        }
        if message.body.is_empty() {
            return Ok(Answer::Last(None, self.localizer.exempt(Exemption::NoContent)));
        }
        let original = parts.headers.clone();
        let (headers, limit) = (&mut parts.headers, self.body_limit);
        let localized = content.localize(&message.body, headers, &reader, &self.localizer, limit);
        let header_mutation = messages::mutation(&original, headers);
        let (body_mutation, outcome) = match localized {
            Ok(localization) => {
                let outcome = localization.outcome();
                (replacement(localization), outcome)
            }
            Err(exemption) => (None, self.localizer.exempt(exemption)),
        };
        let is_changed = header_mutation.is_some() || body_mutation.is_some();
        let response = CommonResponse { header_mutation, body_mutation };
        Ok(Answer::Last(is_changed.then(|| body_answer(response)), outcome))
    }
}

impl Drop for Exchange {
    /// An exchange that ends while it waits for a body has lost it.
    fn drop(&mut self) {
        if self.held.is_some() {
            self.localizer.exempt(Exemption::Broken);
        }
    }
}

fn head_answer(
    header_mutation: Option<HeaderMutation>,
    mode: Option<BodySendMode>,
) -> ProcessingResponse {
    let response = CommonResponse { header_mutation, body_mutation: None };
    let mode_override =
        mode.map(|mode| ProcessingMode { response_body_mode: mode.into(), ..Default::default() });
    ProcessingResponse {
        response: Some(Response::ResponseHeaders(HeadersResponse { response: Some(response) })),
        mode_override,
    }
}

/// The body that is sent instead, if it has changed.
fn replacement(localization: Localization) -> Option<BodyMutation> {
    let is_changed = localization.is_changed();
    is_changed.then(|| BodyMutation { mutation: Some(Mutation::Body(localization.into_body())) })
}

fn body_answer(response: CommonResponse) -> ProcessingResponse {
    let response = BodyResponse { response: Some(response) };
    ProcessingResponse { response: Some(Response::ResponseBody(response)), mode_override: None }
}

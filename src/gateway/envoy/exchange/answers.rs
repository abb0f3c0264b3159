//! The answers to Envoy's messages, as they are written.

use bytes::Bytes;

use super::super::messages::proto::body_mutation::Mutation;
use super::super::messages::proto::common_response::ResponseStatus;
use super::super::messages::proto::processing_mode::BodySendMode;
use super::super::messages::proto::processing_response::Response;
use super::super::messages::proto::{
    BodyMutation, BodyResponse, CommonResponse, HeaderMutation, HeadersResponse, HttpBody,
    ProcessingMode, ProcessingResponse, StreamedBodyResponse,
};
use super::modes::is_duplex;

/// How many bytes an answer may have where Envoy takes them one after the other.
const PIECE: usize = 64 * 1024;

/// To the head of a response; Envoy is to send its body in another mode than it was told to, if one is given.
pub(super) fn head(
    header_mutation: Option<HeaderMutation>,
    mode: Option<BodySendMode>,
) -> ProcessingResponse {
    let response = CommonResponse { header_mutation, ..CommonResponse::default() };
    let mode_override =
        mode.map(|mode| ProcessingMode { response_body_mode: mode.into(), ..Default::default() });
    ProcessingResponse { mode_override, ..to_head(response) }
}

/// To the head of a response without a body, which gets one.
pub(super) fn whole(header_mutation: Option<HeaderMutation>, body: Bytes) -> ProcessingResponse {
    let body_mutation = Some(BodyMutation { mutation: Some(Mutation::Body(body)) });
    let status = ResponseStatus::ContinueAndReplace.into();
    to_head(CommonResponse { status, header_mutation, body_mutation })
}

/// To the body of a response, or a piece of it.
pub(super) fn body(
    header_mutation: Option<HeaderMutation>,
    body: Option<Bytes>,
) -> ProcessingResponse {
    let mutation = |body| BodyMutation { mutation: Some(Mutation::Body(body)) };
    let body_mutation = body.map(mutation);
    response(CommonResponse { header_mutation, body_mutation, ..CommonResponse::default() })
}

/// The body of a response where Envoy sends on what it is sent back: in pieces, the last of which ends it if
/// `is_end`.
pub(super) fn pieces(mut body: Bytes, is_end: bool) -> Vec<ProcessingResponse> {
    let mut pieces = Vec::new();
    while body.len() > PIECE {
        pieces.push(response(streamed(body.split_to(PIECE), false)));
    }
    pieces.push(response(streamed(body, is_end)));
    pieces
}

/// To a body that stays as it is.
pub(super) fn unchanged(mode: BodySendMode, message: HttpBody) -> BodyResponse {
    let is_sent_back = is_duplex(mode);
    let response = is_sent_back.then(|| streamed(message.body, message.end_of_stream));
    BodyResponse { response }
}

fn streamed(body: Bytes, end_of_stream: bool) -> CommonResponse {
    let piece = StreamedBodyResponse { body, end_of_stream };
    let mutation = BodyMutation { mutation: Some(Mutation::StreamedResponse(piece)) };
    CommonResponse { body_mutation: Some(mutation), ..CommonResponse::default() }
}

fn response(response: CommonResponse) -> ProcessingResponse {
    let response = BodyResponse { response: Some(response) };
    ProcessingResponse { response: Some(Response::ResponseBody(response)), mode_override: None }
}

fn to_head(response: CommonResponse) -> ProcessingResponse {
    let response = HeadersResponse { response: Some(response) };
    ProcessingResponse { response: Some(Response::ResponseHeaders(response)), mode_override: None }
}

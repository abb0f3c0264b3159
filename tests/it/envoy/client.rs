//! A gRPC client that speaks to a processor as Envoy does.

use std::future::pending;
use std::time::Duration;

use codeword::gateway::envoy::{Listener, Processor};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::{TcpListener, TcpStream};
use tonic::Status;
use tonic::client::Grpc;
use tonic_prost::ProstCodec;
use tower::service_fn;

use proto::body_mutation::Mutation;
use proto::common_response::ResponseStatus;
use proto::processing_mode::BodySendMode;
use proto::processing_request::Request;
use proto::processing_response::Response;
use proto::value::Kind;
use proto::{CommonResponse, HeaderValue, HttpBody, HttpHeaders, ProcessingRequest, Struct, Value};

pub(super) mod proto {
    #![allow(
        unreachable_pub,
        dead_code,
        clippy::all,
        reason = "what is generated has its own style"
    )]

    tonic::include_proto!("envoy.service.ext_proc.v3");
}

/// Sends messages about one response, to a processor of its own, and waits for all answers.
pub(super) fn ask(
    processor: Processor,
    messages: Vec<ProcessingRequest>,
) -> Result<Vec<proto::ProcessingResponse>, Status> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(processor.serve(Listener::Tcp(listener), pending(), Duration::ZERO));

        let stream = TokioIo::new(TcpStream::connect(address).await.unwrap());
        let (sender, connection) = http2::handshake(TokioExecutor::new(), stream).await.unwrap();
        tokio::spawn(connection);
        let send = service_fn(move |mut request: http::Request<tonic::body::Body>| {
            let uri = format!("http://{address}{}", request.uri().path());
            *request.uri_mut() = uri.parse().unwrap();
            sender.clone().send_request(request)
        });

        let path = "/envoy.service.ext_proc.v3.ExternalProcessor/Process".parse().unwrap();
        let messages = tonic::Request::new(tokio_stream::iter(messages));
        let codec = ProstCodec::default();
        let mut answers = Grpc::new(send).streaming(messages, path, codec).await?.into_inner();
        let mut all = Vec::new();
        while let Some(answer) = answers.message().await? {
            all.push(answer);
        }
        Ok(all)
    })
}

/// The head of a response to a request with these attributes.
pub(super) fn head(
    attributes: &[(&str, &str)],
    headers: &[(&str, &str)],
    is_last: bool,
) -> ProcessingRequest {
    let value = |text: &str| Value { kind: Some(Kind::StringValue(text.to_owned().into())) };
    let fields = attributes.iter().map(|(name, text)| ((*name).to_owned(), value(text))).collect();
    let headers = HttpHeaders { headers: Some(lines(headers)), end_of_stream: is_last };
    ProcessingRequest {
        request: Some(Request::ResponseHeaders(headers)),
        attributes: [("envoy.filters.http.ext_proc".to_owned(), Struct { fields })].into(),
        ..ProcessingRequest::default()
    }
}

fn lines(headers: &[(&str, &str)]) -> proto::HeaderMap {
    let headers = (headers.iter())
        .map(|(name, value)| HeaderValue {
            key: (*name).to_owned(),
            value: String::new(),
            raw_value: value.as_bytes().to_vec().into(),
        })
        .collect();
    proto::HeaderMap { headers }
}

/// The head of a request.
pub(super) fn request_head(headers: &[(&str, &str)]) -> ProcessingRequest {
    let headers = HttpHeaders { headers: Some(lines(headers)), end_of_stream: true };
    message(Request::RequestHeaders(headers))
}

/// The head of a response whose request is told in another way.
pub(super) fn bare_head(headers: &[(&str, &str)], is_last: bool) -> ProcessingRequest {
    let headers = HttpHeaders { headers: Some(lines(headers)), end_of_stream: is_last };
    message(Request::ResponseHeaders(headers))
}

/// The body of a response.
pub(super) fn body(bytes: &[u8], is_last: bool) -> ProcessingRequest {
    let body = HttpBody { body: bytes.to_vec().into(), end_of_stream: is_last };
    message(Request::ResponseBody(body))
}

/// A message without attributes.
pub(super) fn message(request: Request) -> ProcessingRequest {
    ProcessingRequest { request: Some(request), ..ProcessingRequest::default() }
}

/// What an answer makes Envoy do.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) mode: Option<BodySendMode>,
    /// Whether the body is the whole one of a response that had none.
    pub(super) is_whole: bool,
    pub(super) set: Vec<String>,
    pub(super) removed: Vec<String>,
    pub(super) body: Option<String>,
    /// Where bodies are sent back piece by piece: a piece, and whether it is the last.
    pub(super) piece: Option<(String, bool)>,
}

impl Change {
    pub(super) fn of(answer: proto::ProcessingResponse) -> Change {
        let common = match answer.response.unwrap() {
            Response::ResponseHeaders(headers) => headers.response,
            Response::ResponseBody(body) => body.response,
            Response::RequestHeaders(headers) => headers.response,
            Response::RequestBody(body) => body.response,
            Response::RequestTrailers(_) | Response::ResponseTrailers(_) => None,
        };
        let common = common.unwrap_or_default();
        let is_whole = common.status() == ResponseStatus::ContinueAndReplace;
        let CommonResponse { header_mutation, body_mutation, .. } = common;
        let headers = header_mutation.unwrap_or_default();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let mut set: Vec<String> = (headers.set_headers.into_iter())
            .map(|option| option.header.unwrap())
            .map(|header| format!("{}: {}", header.key, text(&header.raw_value)))
            .collect();
        set.sort();
        let mut removed = headers.remove_headers;
        removed.sort();
        let (body, piece) = match body_mutation.map(|body| body.mutation.unwrap()) {
            None => (None, None),
            Some(Mutation::Body(bytes)) => (Some(text(&bytes)), None),
            Some(Mutation::StreamedResponse(piece)) => {
                (None, Some((text(&piece.body), piece.end_of_stream)))
            }
        };
        let mode = answer.mode_override.map(|mode| mode.response_body_mode());
        Change { mode, is_whole, set, removed, body, piece }
    }
}

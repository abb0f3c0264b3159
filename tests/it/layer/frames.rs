//! Bodies in frames: how they are held back, and when they are let go.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use codeword::response::{Exemption, Outcome};
use http::{Request, Response};
use http_body::{Body, Frame};
use http_body_util::BodyExt;
use tower::{Layer, ServiceExt, service_fn};

use super::body::{Frames, data, json_of, json_with, trailers};
use super::{
    ERROR, LOCALIZED, block_on, layer, outcome, request, response, send, text, wide_layer,
};

#[test]
fn a_body_in_pieces_is_one_body_and_its_trailers_stay() {
    let frames = Frames::of([
        data(r#"{"code":"#),
        None,
        data(r#"1,"info":"first"#),
        data(r#": x"}"#),
        None,
        trailers(),
    ]);
    let localized = send(layer(), request(), json_of(frames));
    // With an exact size, HTTP/1.1 would leave the trailers out.
    assert_eq!(localized.body().size_hint().exact(), None);
    assert_eq!(localized.body().size_hint().lower(), LOCALIZED.len() as u64);
    let collected = block_on(localized.into_body().collect()).unwrap();
    assert_eq!(collected.trailers().unwrap()["grpc-status"], "0");
    assert_eq!(collected.to_bytes(), LOCALIZED);
}

/// A watch of events is a 200 of unknown length that never ends.
#[test]
fn a_success_of_unknown_length_is_never_held_back() {
    for status in [200, 400] {
        let frames = Frames::of([data(ERROR)]);
        let answer = send(wide_layer(), request(), json_with(status, frames));
        let is_error = status == 400;
        let expected =
            if is_error { Outcome::Localized } else { Outcome::Exempt(Exemption::Streaming) };
        assert_eq!(outcome(&answer), expected);
        assert_eq!(text(answer.into_body()), if is_error { LOCALIZED } else { ERROR });
    }
}

#[test]
fn an_error_of_unknown_length_is_let_go_when_its_bytes_stay_away() {
    /// A piece, and then nothing for ever.
    struct Stalling(Option<&'static str>);
    impl Body for Stalling {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            self.0
                .take()
                .map_or(Poll::Pending, |piece| Poll::Ready(Some(Ok(Frame::data(piece.into())))))
        }
    }
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.unwrap().block_on(async {
        let limit = std::time::Duration::from_secs(1);
        let layer = layer().release_after(limit, tokio::time::sleep);
        let service = |length: Option<&'static str>| {
            let service = service_fn(move |_: Request<()>| async move {
                let builder = Response::builder().status(400);
                let builder = builder.header("content-type", "application/json");
                let builder = match length {
                    Some(length) => builder.header("content-length", length),
                    None => builder,
                };
                Ok::<_, Infallible>(builder.body(Stalling(Some(r#"{"code":1"#))).unwrap())
            });
            layer.layer(service).oneshot(request())
        };
        let mut released = service(None).await.unwrap();
        assert_eq!(outcome(&released), Outcome::Exempt(Exemption::Streaming));
        let piece = released.body_mut().frame().await.unwrap().unwrap().into_data().unwrap();
        assert_eq!(piece, r#"{"code":1"#);
        // One of known length is not a stream.
        let held = tokio::time::timeout(10 * limit, service(Some("30"))).await;
        assert!(held.is_err());
    });
}

/// Each frame takes memory of its own, however short it is.
#[test]
fn a_body_that_comes_byte_by_byte_is_held_back_in_few_frames() {
    let body = ERROR.to_owned() + &" ".repeat(10_000);
    let byte = |byte: u8| Some(Ok(Frame::data(vec![byte].into())));
    let frames = || Frames(body.bytes().map(byte).collect());
    let localized = send(layer(), request(), json_of(frames()));
    assert_eq!(text(localized.into_body()).trim_end(), LOCALIZED);

    let mut over = send(layer().body_limit(10_000), request(), json_of(frames())).into_body();
    let mut lengths = Vec::new();
    while let Some(frame) = block_on(over.frame()) {
        lengths.push(frame.unwrap().into_data().unwrap().len());
    }
    // The first, what was copied after it, and the rest as it flows.
    assert_eq!(lengths[..3], [1, 10_000, 1]);
    assert_eq!(lengths.iter().sum::<usize>(), body.len());
}

#[test]
fn a_body_that_breaks_off_breaks_off_there() {
    let frames = Frames::of([data(r#"{"code":1"#), Some(Err("reset"))]);
    let response = send(layer(), request(), json_of(frames));
    assert_eq!(outcome(&response), Outcome::Exempt(Exemption::Broken));
    let mut body = response.into_body();
    assert!(!body.is_end_stream());
    assert_eq!(block_on(body.frame()).unwrap().unwrap().into_data().unwrap(), r#"{"code":1"#);
    assert_eq!(block_on(body.frame()).unwrap().unwrap_err(), "reset");
    assert!(block_on(body.frame()).is_none());
    assert!(body.is_end_stream());
}

#[test]
fn an_empty_body_is_empty() {
    let empty =
        send(layer(), request(), response(400, &[("content-type", "application/json")], ""));
    assert_eq!(outcome(&empty), Outcome::Exempt(Exemption::NoContent));
    assert_eq!(empty.body().size_hint().exact(), Some(0));
    assert!(text(empty.into_body()).is_empty());
}

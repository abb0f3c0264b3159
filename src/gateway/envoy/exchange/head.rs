//! The head of a response: whether its body is looked into, and how Envoy is to send that.

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::response::Parts;

use super::super::messages;
use super::super::messages::proto::ProcessingResponse;
use super::super::messages::proto::processing_mode::BodySendMode;
use super::answers;
use super::body::{Delivery, Held};
use super::modes::Modes;
use super::terms::Terms;
use crate::response::semantics::{Admission, Requester, content_length};
use crate::response::{Exemption, Outcome};

/// What becomes of a response, with the answers to its head.
pub(super) enum Verdict {
    /// It is left as it is.
    Left(Vec<ProcessingResponse>, Outcome),
    /// It waits for its body.
    Held(Vec<ProcessingResponse>, Box<Held>),
}

/// Judges a response by its head, with which it ends if `is_end`.
pub(super) fn judge(
    mut parts: Parts,
    is_end: bool,
    reader: Requester,
    modes: Modes,
    terms: &Terms,
) -> Verdict {
    let original = parts.headers.clone();
    let has_length = original.contains_key(CONTENT_LENGTH);
    let policy = terms.localizer.policy();
    let admitted = match Admission::of(&mut parts, has_length, &reader, policy, |_| true) {
        // A body where there was none. Where Envoy sends on only what it is sent back, none can be put there.
        Admission::Granted(content) if is_end && !modes.are_duplex() => {
            let Terms { localizer, body_limit, .. } = terms;
            let empty = Bytes::new();
            match content.localize(&empty, &mut parts.headers, &reader, localizer, *body_limit) {
                Ok(page) if page.is_changed() => {
                    let mutation = messages::mutation(&original, &parts.headers);
                    let outcome = page.outcome();
                    return Verdict::Left(
                        vec![answers::whole(mutation, page.into_body())],
                        outcome,
                    );
                }
                _ => Err(Exemption::NoContent),
            }
        }
        Admission::Granted(_) if is_end => Err(Exemption::NoContent),
        Admission::Head => Err(Exemption::NoContent),
        Admission::Granted(content) => content_length(&original, terms.body_limit)
            .and_then(|length| delivery(length, modes))
            .and_then(|delivery| match delivery {
                Delivery::Pieces(_) => content.describe_ahead(&mut parts.headers).map(|_| delivery),
                Delivery::Once { .. } | Delivery::Duplex(_) => Ok(delivery),
            })
            .map(|delivery| (content, delivery)),
        Admission::Refused(exemption) => Err(exemption),
    };
    let mutation = messages::mutation(&original, &parts.headers);
    let (content, delivery) = match admitted {
        Ok(admitted) => admitted,
        Err(exemption) => {
            let is_answered = modes.are_duplex() || mutation.is_some();
            let answer = is_answered.then(|| answers::head(mutation, None));
            let outcome = terms.localizer.exempt(exemption);
            return Verdict::Left(answer.into_iter().collect(), outcome);
        }
    };
    let (before, answers) = match delivery {
        Delivery::Duplex(_) => (original, vec![]),
        Delivery::Pieces(_) => (parts.headers.clone(), vec![answers::head(mutation, None)]),
        Delivery::Once { length } => {
            let wanted = match length {
                Some(_) => BodySendMode::Buffered,
                None => BodySendMode::BufferedPartial,
            };
            let mode = (wanted != modes.response).then_some(wanted);
            (parts.headers.clone(), vec![answers::head(mutation, mode)])
        }
    };
    let headers = parts.headers;
    Verdict::Held(answers, Box::new(Held { before, headers, content, reader, delivery }))
}

/// How the body is to come.
///
/// If the size of a body is known, Envoy holds back the head until the body is there, so that the size
/// can change. A body of unknown size may not fit into Envoy's buffer, which would then be an error.
fn delivery(length: Option<usize>, modes: Modes) -> Result<Delivery, Exemption> {
    match modes.response {
        BodySendMode::None | BodySendMode::Buffered | BodySendMode::BufferedPartial => {
            Ok(Delivery::Once { length })
        }
        BodySendMode::Streamed => Ok(Delivery::Pieces(Default::default())),
        BodySendMode::FullDuplexStreamed => Ok(Delivery::Duplex(Default::default())),
        // The messages of gRPC are not JSON.
        BodySendMode::Grpc => Err(Exemption::NotJson),
    }
}

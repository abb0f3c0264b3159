//! [`Held`]: a response that waits for its body, and what is sent instead.

use bytes::{Bytes, BytesMut};
use http::header::HeaderMap;

use super::super::messages;
use super::super::messages::proto::{HttpBody, ProcessingResponse};
use super::answers;
use super::document::Document;
use super::terms::Terms;
use crate::response::semantics::{Content, Requester};
use crate::response::{Exemption, Outcome};

/// A response that waits for its body.
pub(super) struct Held {
    /// The headers as Envoy has them.
    pub(super) before: HeaderMap,
    /// The headers as they are to be.
    pub(super) headers: HeaderMap,
    pub(super) content: Content,
    pub(super) reader: Requester,
    pub(super) delivery: Delivery,
}

/// How a body comes.
pub(super) enum Delivery {
    /// In one message, of the length that the head says if it says one.
    Once { length: Option<usize> },
    /// Piece by piece after its head has gone.
    Pieces(Pieces),
    /// Piece by piece, and its head waits with it.
    Duplex(BytesMut),
}

/// The pieces that have come. All but the last have been answered: nothing is sent in their place.
#[derive(Default)]
pub(super) struct Pieces {
    collected: BytesMut,
    document: Document,
}

/// The answers to a body or a piece of it.
pub(super) enum Step {
    /// More has to come.
    Wait(Vec<ProcessingResponse>),
    /// What becomes of the response is known.
    Done(Vec<ProcessingResponse>, Outcome),
}

impl Held {
    /// Takes in a body, or a piece of it.
    pub(super) fn add(&mut self, message: HttpBody, terms: &Terms) -> Step {
        let HttpBody { body: piece, end_of_stream: is_end } = message;
        match &mut self.delivery {
            Delivery::Once { length } => {
                // A whole body is not the end of the stream if trailers follow it.
                let is_whole = is_end || Some(piece.len()) == *length;
                let (body, outcome) = if is_whole {
                    self.localize(&piece, terms)
                } else {
                    (None, terms.localizer.exempt(Exemption::TooLarge))
                };
                let mutation = messages::mutation(&self.before, &self.headers);
                let is_changed = mutation.is_some() || body.is_some();
                let answer = is_changed.then(|| answers::body(mutation, body));
                Step::Done(answer.into_iter().collect(), outcome)
            }
            Delivery::Pieces(Pieces { collected, document }) => {
                let is_first = collected.is_empty();
                collected.extend_from_slice(&piece);
                // What is held back when trailers come cannot be sent any more: so the end is known by the
                // text, and not only by Envoy.
                let goes_on = document.goes_on_after(&piece) && !is_end;
                if goes_on && collected.len() <= terms.body_limit {
                    return Step::Wait(vec![answers::body(None, Some(Bytes::new()))]);
                }
                let original = std::mem::take(collected).freeze();
                let (body, outcome) = self.localize(&original, terms);
                let body = body.or((!is_first).then_some(original));
                let mutation = messages::mutation(&self.before, &self.headers);
                let answer = body.is_some().then(|| answers::body(mutation, body));
                Step::Done(answer.into_iter().collect(), outcome)
            }
            Delivery::Duplex(collected) => {
                collected.extend_from_slice(&piece);
                if !is_end && collected.len() <= terms.body_limit {
                    return Step::Wait(vec![]);
                }
                let original = std::mem::take(collected).freeze();
                let (answers, outcome) = self.send_back(original, is_end, terms);
                Step::Done(answers, outcome)
            }
        }
    }

    /// Takes in that trailers have come, which are the end of a body.
    pub(super) fn end(&mut self, terms: &Terms) -> Step {
        match &mut self.delivery {
            Delivery::Once { .. } | Delivery::Pieces(_) => Step::Wait(vec![]),
            Delivery::Duplex(collected) => {
                let original = std::mem::take(collected).freeze();
                let (answers, outcome) = self.send_back(original, false, terms);
                Step::Done(answers, outcome)
            }
        }
    }

    /// The head and the body, where both have waited.
    fn send_back(
        &mut self,
        original: Bytes,
        is_end: bool,
        terms: &Terms,
    ) -> (Vec<ProcessingResponse>, Outcome) {
        let (body, outcome) = self.localize(&original, terms);
        let mutation = messages::mutation(&self.before, &self.headers);
        let mut all = vec![answers::head(mutation, None)];
        all.extend(answers::pieces(body.unwrap_or(original), is_end));
        (all, outcome)
    }

    /// What is sent instead of a whole body, if anything is, and makes the headers describe it.
    fn localize(&mut self, original: &Bytes, terms: &Terms) -> (Option<Bytes>, Outcome) {
        let Held { headers, content, reader, .. } = self;
        let Terms { localizer, body_limit, .. } = terms;
        let localized = if original.len() > *body_limit {
            Err(Exemption::TooLarge)
        } else if original.is_empty() && matches!(self.delivery, Delivery::Pieces(_)) {
            // Its head has gone, and says what an empty one says.
            Err(Exemption::NoContent)
        } else {
            content.localize(original, headers, reader, localizer, *body_limit)
        };
        match localized {
            Ok(localization) => {
                let outcome = localization.outcome();
                (localization.is_changed().then(|| localization.into_body()), outcome)
            }
            Err(exemption) => (None, localizer.exempt(exemption)),
        }
    }
}
